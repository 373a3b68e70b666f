"""A joint body as it is built on the page, without any widget: entries of a sheet, and the body that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.governance.body.body import BOUNDS, UNIT_OF, Body
from toolkit.governance.body.options import NUMBERS, POINTS, menu
from toolkit.governance.body.problems import Problem, problems_of
from toolkit.languages import Language
from toolkit.languages.units import read_counted

MODELS = tuple(str(one["id"]) for one in menu().models)
USUAL_MODEL = "consultation"
# Which numbers belong to which point.
NUMBERS_OF = {
    "parity": ("seats",),
    "time": ("hours",),
    "documents": ("days",),
    "meetings": ("months",),
    "rule": ("answer",),
}
LONGEST_NAME = 120


@dataclass(frozen=True)
class BodyModel:
    """What was chosen so far; what nobody chose is as in the ready body that was taken.

    >>> BodyModel(Language("en"), {"model": "parity", "option.experts": "none"}).body.option("experts").id
    'none'
    """

    language: Language
    entries: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def start(self) -> str:
        """The ready body from which it is built."""
        raw = self.entries.get("model")
        return raw if raw in MODELS else USUAL_MODEL

    @cached_property
    def body(self) -> Body:
        """The body that the entries make."""
        made = Body.model(self.start, self.language)
        for point in POINTS:
            made = self._tried(made, made.with_option, point, self.entries.get(f"option.{point}"))
        for name in NUMBERS:
            made = self._tried(made, made.with_number, name, self.number(name))
        for stage in menu().stages:
            made = self._tried(made, made.with_power, stage.id, self.entries.get(f"power.{stage.id}"))
            owner = self.entries.get(f"owner.{stage.id}")
            made = self._tried(made, made.with_owner, stage.id, "" if owner == "nobody" else owner or None)
        texts = {
            name: str(self.entries.get(name) or "").strip()[:LONGEST_NAME] for name in ("name", "union", "employer")
        }
        name = texts["name"] or made.name
        return replace(made, name=name, union=texts["union"], employer=texts["employer"], starts=self._day())

    def _tried(self, made: Body, change: Any, what: str, value: Any) -> Body:
        """The body with a choice, or without it where it is none: entries may come from an older page."""
        if value is None:
            return made
        try:
            changed: Body = change(what, value)
        except ToolkitError:
            return made
        return changed

    def number(self, name: str) -> Any:
        """A number that was entered, or None."""
        raw = self.entries.get(f"number.{name}")
        entered = read_counted(raw, UNIT_OF.get(name, "")) if isinstance(raw, str) and raw.strip() else None
        if entered is None:
            return None
        return int(entered) if float(entered).is_integer() else entered

    def wrong(self, name: str) -> bool:
        """Whether a number was entered that cannot be one."""
        raw, value = self.entries.get(f"number.{name}"), self.number(name)
        least, most = BOUNDS[name]
        return bool(str(raw or "").strip()) and not (isinstance(value, int) and least <= value <= most)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(str(self.entries.get("starts") or ""))
        except ValueError:
            return None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What does not hold."""
        return problems_of(self.body)

    @property
    def usual(self) -> dict[str, Any]:
        """What stands in the fields before somebody chooses: the ready body."""
        body = Body.model(self.start, self.language)
        begun: dict[str, Any] = {"model": self.start, "name": body.name}
        begun |= {f"option.{point}": option for point, option in body.options}
        begun |= {f"number.{name}": str(value) for name, value in body.numbers}
        begun |= {f"power.{stage}": power for stage, power in body.powers}
        return begun | {f"owner.{stage}": owner for stage, owner in body.owners}
