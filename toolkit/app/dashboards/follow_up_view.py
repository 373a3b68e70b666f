"""What came of a course, written down by who was there, up to the file to hand over: days and codes, no names."""

from __future__ import annotations

import secrets
from datetime import date

from toolkit.app.kit.controls import countries, with_error
from toolkit.app.kit.fields import Button, Choice, Day, Item, Number, Piece, TakeAway, Text
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.app.kit.sheet import Sheet
from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.file_names import stem
from toolkit.course.dashboards.region import clause_order
from toolkit.course.follow_up import LONGEST_NAME, MOST_PEOPLE, STATES, Ask, FollowUp, Held, State
from toolkit.course.plans.tracks import track, track_names
from toolkit.course.topics import TOPICS
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup

SESSIONS = 3
MOST_ROWS = 20
_SAY = translatable(
    "For who follows a course for ninety days: once after 30, 60 and 90 days. The file goes to who teaches the course, "
    "and holds what stands here and nothing else."
)
_UNION = translatable("Union or workplace")
_COUNTRY = translatable("Country")
_TRACK = translatable("For whom was the course?")
_SESSION = translatable("Day of session {number}")
_PEOPLE = translatable("People who came to session {number}")
_WHAT = translatable("Asked for, {number}: about which topic?")
_CLAUSE = translatable("Asked for, {number}: which clause, if it is one of the library?")
_ASKED = translatable("Asked for, {number}: on which day?")
_STATE = translatable("Asked for, {number}: what became of it?")
_DECIDED = translatable("Asked for, {number}: on which day was it won or refused?")
_STATES: dict[State, str] = {
    "open": translatable("still open"),
    "won": translatable("won"),
    "refused": translatable("refused"),
}
_MAKE = translatable("Make the file to hand over")
_FILE = translatable("The file to hand over")
_FILE_NOTE = translatable(
    "Made again later it takes the place of this one. Send it to who teaches the course, or bring it on a stick."
)
_SAVE = translatable("Save the file")
NO_NAME = translatable("Give the name of the union or workplace.")
NO_SESSION = translatable("Give the day of at least one session, and how many people came to it.")
NO_DAY = translatable("Give the day.")
NOT_BEFORE = translatable("This day lies before the one on which it was asked. Correct one of them.")


class FollowUpView(Sheet):
    """A form of a few questions; rows for what was asked appear as they are needed."""

    def __init__(self, language: Language | str, key: str = "follow-up-file") -> None:
        super().__init__(key, [], language)
        self._made: list[Item] = []
        self._problem = ("", "")
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self._draw()
        self.add_class("tk-draft")

    def follow_up(self) -> FollowUp | None:
        """What is written down; None while something is missing, which `problem` then names."""
        held, self._problem = self._held(), ("", "")
        union = self.entry("union")
        if not union:
            self._missing("union", NO_NAME)
            return None
        if not held:
            self._missing("day-1", NO_SESSION)
            return None
        asked = []
        for number in self._rows():
            one = self._ask(number)
            if one is None:
                return None
            asked.append(one)
        place, audience = self.entry("place") or "", self.entry("track") or ""
        days = max(one.day for one in held)
        version = int(str(self._raw("version") or "0")) + 1
        return FollowUp(str(self._raw("id")), union, days, version, place, audience, tuple(held), tuple(asked))

    @property
    def problem(self) -> tuple[str, str]:
        """The field in which something is missing or wrong, and the sentence; empty if nothing is."""
        return self._problem

    def _missing(self, name: str, sentence: str) -> None:
        self._problem = (name, self.speech.say(sentence))

    def _held(self) -> list[Held]:
        found = []
        for number in range(1, SESSIONS + 1):
            day, people = self.entry(f"day-{number}"), self.entry(f"people-{number}")
            if isinstance(day, date) and isinstance(people, int) and 0 <= people <= MOST_PEOPLE:
                found.append(Held(day, people))
        return found

    def _rows(self) -> list[int]:
        """The rows in which anything stands."""
        names = ("topic", "clause", "asked", "state", "decided")
        return [n for n in range(1, MOST_ROWS + 1) if any(self._raw(f"{name}-{n}") for name in names)]

    def _ask(self, number: int) -> Ask | None:
        asked, decided = self._day(f"asked-{number}"), self._day(f"decided-{number}")
        raw = self._raw(f"state-{number}")
        state: State = raw if raw in STATES else "open"
        if asked is None:
            self._missing(f"asked-{number}", NO_DAY)
            return None
        if state == "open":
            decided = None
        elif decided is None:
            self._missing(f"decided-{number}", NO_DAY)
            return None
        elif decided < asked:
            self._missing(f"decided-{number}", NOT_BEFORE)
            return None
        topic = str(self._raw(f"topic-{number}") or "")
        clause = str(self._raw(f"clause-{number}") or "")
        numbers = {str(one.number): one.number for one in TOPICS}
        return Ask(asked, state, decided, numbers.get(topic), clause if clause in library() else "")

    def _day(self, name: str) -> date | None:
        return Day(name, "").read(self._raw(name))

    def _take(self, names: frozenset[str]) -> None:
        if names - {"id", "version"}:
            self._made, self._problem = [], ("", "")
            self._draw()

    def _make(self) -> None:
        if not self._raw("id"):
            self.fill(id=secrets.token_hex(8))
        made = self.follow_up()
        if made is None:
            self._draw()
            self.point_at(self._problem[0])
            return
        self.fill(version=str(made.version))
        name = f"{stem('follow-up', self.speech)}.json"
        file = (self.speech.say(_SAVE), name, "application/json", made.to_json().encode())
        self._made = [TakeAway("file", self.speech.say(_FILE), self.speech.say(_FILE_NOTE), files=(file,))]
        self._draw()

    def _draw(self) -> None:
        say, speech = self.speech.say, self.speech
        tracks = tuple((name, track(name).title.say(speech)) for name in track_names())
        items: list[Item] = [
            Piece("say", paragraph(say(_SAY), "tk-note")),
            Text("union", say(_UNION), longest=LONGEST_NAME),
            Choice("place", say(_COUNTRY), options=countries(speech), many=True),
            Choice("track", say(_TRACK), options=tracks),
        ]
        for number in range(1, SESSIONS + 1):
            items += [
                Day(f"day-{number}", say(_SESSION, number=number)),
                Number(f"people-{number}", say(_PEOPLE, number=number)),
            ]
        last = max(self._rows(), default=0)
        for number in range(1, min(last + 1, MOST_ROWS) + 1):
            items += self._row(number)
        where, message = self._problem
        told = feedback(message, "tk-notyet") if message else Markup()
        items += [Button("make", say(_MAKE), main=True), Piece("told", told, live=True), *self._made]
        self.lay_out([with_error(item, message) if item.name == where else item for item in items])

    def _row(self, number: int) -> list[Item]:
        say, speech = self.speech.say, self.speech
        topics = tuple((str(one.number), say(one.title)) for one in TOPICS)
        clauses = tuple((id_, library()[id_].text(speech).title) for id_ in clause_order())
        states = tuple((name, say(words)) for name, words in _STATES.items())
        items: list[Item] = [
            Choice(f"topic-{number}", say(_WHAT, number=number), options=topics, many=True),
            Choice(f"clause-{number}", say(_CLAUSE, number=number), options=clauses, many=True),
            Day(f"asked-{number}", say(_ASKED, number=number)),
            Choice(f"state-{number}", say(_STATE, number=number), options=states),
        ]
        if self._raw(f"state-{number}") in ("won", "refused"):
            items.append(Day(f"decided-{number}", say(_DECIDED, number=number)))
        return items
