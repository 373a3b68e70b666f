"""A sheet that is gone through step by step: one idea stands on the page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from toolkit.app.kit.fields import Button, Field, FileIn, Item, StepList
from toolkit.app.kit.sheet import Sheet
from toolkit.errors import translatable
from toolkit.languages import Language

_DONE = translatable("done")
_EMPTY: tuple[object, ...] = (None, "", [])
_NEXT, _NEXT_STEP = translatable("Next"), translatable("Next: {step}")
_BACK, _PREVIOUS_STEP = translatable("Back"), translatable("Back: {step}")


class SteppedSheet(Sheet):
    """The list of steps above, what the step at hand holds, "Next" and "Back" below.

    Attributes
    ----------
    STEPS
        The steps in order, each with the sentence that names it.
    STEPS_LABEL
        What a screen reader calls the list of them.
    ONLY_LOOKING
        Entries that turn pages and say nothing.
    OPTIONAL
        Entries that a step is done without.
    """

    STEPS: ClassVar[Mapping[str, str]] = {}
    STEPS_LABEL: ClassVar[str] = ""
    ONLY_LOOKING: ClassVar[frozenset[str]] = frozenset({"step"})
    OPTIONAL: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, key: str, language: Language | str) -> None:
        self._asked: dict[str, frozenset[str]] = {}  # by step: the names of the fields that have stood in it
        self._looked_at: set[str] = set()  # the steps that have been looked at since entries came from elsewhere
        self._glance = ""
        super().__init__(key, [], language)
        self.when_pressed("next", lambda: self.go(+1))
        self.when_pressed("back", lambda: self.go(-1))

    @property
    def steps(self) -> list[str]:
        """The names of the steps."""
        return list(self.step_labels())

    def named_steps(self) -> Mapping[str, str]:
        """The steps in order, each with the sentence that names it; a sheet may leave some out."""
        return self.STEPS

    def step_labels(self) -> Mapping[str, str]:
        """The steps in order, each as it is called in the reader's language."""
        return {name: self.speech.say(words) for name, words in self.named_steps().items()}

    @property
    def step(self) -> str:
        """The step at hand."""
        at = self._glance or self.entry("step")
        return at if at in self.steps else self.steps[0]

    def lacking(self) -> frozenset[str]:
        """The steps that are not done although one is past them, because something that they need is not there."""
        return frozenset()

    def is_begun(self, step: str) -> bool:
        """Whether something was entered in a step; one that asks for nothing, or where all is given, wants only a look.

        A step that nobody has filled in is not done, although somebody has gone past it.
        """
        asked = self._asked[step]
        return any(map(self._is_entered, asked)) or all(self._raw(name) not in _EMPTY for name in asked)

    def _is_entered(self, name: str) -> bool:
        return self._uploads.whole(name) is not None or self._entries.get(name) not in _EMPTY

    def step_beside(self, by: int) -> str:
        """The step so far away; before the first and after the last there is none."""
        return self.steps[min(max(self.steps.index(self.step) + by, 0), len(self.steps) - 1)]

    def leads_to(self, by: int) -> str:
        """The step that "Next" or "Back" leads to: the one at hand itself while a part of it comes first."""
        return self.step_beside(by)

    def go(self, by: int) -> None:
        """Go on or back; where a step has parts or something to mend first, a sheet has its own way."""
        self.turn_to(step=self.step_beside(by))

    def turn_to(self, **entries: str) -> None:
        """Show another step or part of one, and bring the reader to the top of it."""
        self.fill(**entries)
        self.point_at("step")

    def lay_out_step(self, items: Iterable[Item]) -> None:
        """Lay out what the step at hand holds."""
        items = list(items)
        asked = {item.name for item in items if isinstance(item, Field)} - self.ONLY_LOOKING - self.OPTIONAL
        self._asked[self.step] = self._asked.get(self.step, frozenset()) | asked
        self._looked_at.add(self.step)
        if self._glance:
            return
        say = self.speech.say
        named = tuple(self.step_labels().items())
        lacking = self._not_done()
        laid: list[Item] = [StepList("step", say(self.STEPS_LABEL), steps=named, done=say(_DONE), lacking=lacking)]
        laid += items
        # A lesson has a "Next" of its own below: each says where it leads.
        if self.step != self.steps[-1]:
            laid.append(Button("next", self._way(+1, _NEXT, _NEXT_STEP), main=True))
        if self.step != self.steps[0]:
            laid.append(Button("back", self._way(-1, _BACK, _PREVIOUS_STEP)))
        self.lay_out(laid)

    def _tell(self, names: Iterable[str]) -> None:
        changed = frozenset(names)
        if any(not isinstance(self.items.get(name), Field) or isinstance(self.items[name], FileIn) for name in changed):
            self._looked_at.clear()  # other steps may ask for more than they did
        super()._tell(changed)

    def _not_done(self) -> tuple[str, ...]:
        """The steps that lack something, or in which nothing was entered.

        A page that was loaded anew stands in a later step: what the steps behind it ask for is looked up there.
        """
        for step in self.steps[: self.steps.index(self.step)]:
            if step not in self._looked_at:
                self._glance = step
                try:
                    self._draw()
                finally:
                    self._glance = ""
        lacking = self.lacking()
        return tuple(
            step for step in self.steps if step in lacking or step not in self._asked or not self.is_begun(step)
        )

    def _draw(self) -> None:
        """Lay the page out; each sheet has its own way."""
        raise AssertionError(f"{type(self).__name__} does not say how it is drawn")

    def _way(self, by: int, plain: str, named: str) -> str:
        step = self.leads_to(by)
        return self.speech.say(plain) if step == self.step else self.speech.say(named, step=self.step_labels()[step])
