"""Questions to management on the page, without any widget: entries of a sheet, and the list that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.tracker import Entry, Reply, Tracker
from toolkit.languages import Language
from toolkit.languages.units import read_counted

OWN = 3  # questions in words of one's own
USUAL_DAYS = 14
MOST_DAYS = 365


@dataclass(frozen=True)
class QuestionsModel:
    """What was picked, asked and answered so far.

    >>> model = QuestionsModel(Language("en"), date(2027, 1, 4), {"pick.seat": ["seat-tie"]})
    >>> [one.id for one in model.tracker.entries][-2:]
    ['redress-appeal', 'seat-tie']
    """

    language: Language
    today: date
    entries: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def picked(self, theme: str) -> tuple[str, ...]:
        """The questions of a theme that are on the list; before somebody picks, those that must be asked."""
        raw = self.entries.get(f"pick.{theme}")
        known = [one for one in bank().questions if one.theme == theme]
        if raw is None:
            return tuple(one.id for one in known if one.first)
        return tuple(one.id for one in known if one.id in raw)

    @cached_property
    def tracker(self) -> Tracker:
        """The list, with each question as far as it has come."""
        texts = {name: str(self.entries.get(name) or "").strip()[:200] for name in ("system", "union", "employer")}
        made = Tracker((), texts["system"], texts["union"], texts["employer"])
        made = made.put(*(one for theme in bank().themes for one in self.picked(theme)))
        for number in range(1, OWN + 1):
            made = made.put_own(str(self.entries.get(f"own.{number}") or ""))
        for entry in made.entries:
            made = self._came_so_far(made, entry)
        return made

    def _came_so_far(self, made: Tracker, entry: Entry) -> Tracker:
        asked, due = self._day(f"asked.{entry.id}"), self._day(f"due.{entry.id}")
        if asked is None:
            return made
        made = made.ask([entry.id], asked, ((due or asked) - asked).days)
        raw = self.entries.get(f"reply.{entry.id}")
        reply: Reply = "answered" if raw == "answered" else "evasive" if raw == "evasive" else ""
        if not reply:
            return made
        try:
            note = str(self.entries.get(f"note.{entry.id}") or "")
            return made.answer(entry.id, self._day(f"replied.{entry.id}") or self.today, reply, note)
        except ToolkitError:
            return made  # its day lies before the question: the page says so at the field

    def answered_before_asked(self, question: str) -> bool:
        """Whether an answer is entered with a day before the question was asked."""
        asked, replied = self._day(f"asked.{question}"), self._day(f"replied.{question}")
        return asked is not None and replied is not None and replied < asked

    @property
    def days(self) -> int:
        """How many days management has for an answer."""
        return self._given_days() or USUAL_DAYS

    @property
    def has_wrong_days(self) -> bool:
        """Whether something was entered as days for an answer that cannot be so many."""
        return bool(str(self.entries.get("days") or "").strip()) and self._given_days() is None

    def _given_days(self) -> int | None:
        raw = self.entries.get("days")
        number = read_counted(raw, "days") if isinstance(raw, str) and raw.strip() and len(raw) <= 20 else None
        return int(number) if number is not None and 1 <= number <= MOST_DAYS and number == int(number) else None

    @property
    def asking_day(self) -> date:
        """On which day the questions are asked."""
        return self._day("day") or self.today

    def _day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(str(self.entries.get(name) or ""))
        except ValueError:
            return None


def entries_of(tracker: Tracker) -> dict[str, Any]:
    """The entries that make a list again: what stands in the fields after its file was opened."""
    made: dict[str, Any] = {name: getattr(tracker, name) for name in ("system", "union", "employer")}
    ids = {one.id for one in tracker.entries}
    for theme in bank().themes:
        made[f"pick.{theme}"] = [one.id for one in bank().questions if one.theme == theme and one.id in ids]
    own = [one for one in tracker.entries if one.text][:OWN]
    for number in range(1, OWN + 1):
        made[f"own.{number}"] = own[number - 1].text if number <= len(own) else ""
    names = {one.id: f"own-{number}" for number, one in enumerate(own, start=1)}
    for one in tracker.entries:
        id_ = names.get(one.id, one.id)
        days = {"asked": one.asked, "due": one.due, "replied": one.replied}
        made |= {f"{name}.{id_}": day.isoformat() if day else "" for name, day in days.items()}
        made |= {f"reply.{id_}": one.reply, f"note.{id_}": one.note}
    return made
