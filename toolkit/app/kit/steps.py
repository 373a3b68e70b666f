"""A sheet that is gone through step by step: one idea stands on the page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from toolkit.app.kit.fields import Button, Item, StepList
from toolkit.app.kit.sheet import Sheet
from toolkit.errors import translatable
from toolkit.languages import Language

_DONE = translatable("done")
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
    """

    STEPS: ClassVar[Mapping[str, str]] = {}
    STEPS_LABEL: ClassVar[str] = ""

    def __init__(self, key: str, language: Language | str) -> None:
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
        at = self.entry("step")
        return at if at in self.steps else self.steps[0]

    def lacking(self) -> frozenset[str]:
        """The steps that are not done although one is past them, because something that they need is not there."""
        return frozenset()

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
        say = self.speech.say
        named = tuple(self.step_labels().items())
        lacking = tuple(name for name, _ in named if name in self.lacking())
        laid: list[Item] = [StepList("step", say(self.STEPS_LABEL), steps=named, done=say(_DONE), lacking=lacking)]
        laid += items
        # A lesson has a "Next" of its own below: each says where it leads.
        if self.step != self.steps[-1]:
            laid.append(Button("next", self._way(+1, _NEXT, _NEXT_STEP), main=True))
        if self.step != self.steps[0]:
            laid.append(Button("back", self._way(-1, _BACK, _PREVIOUS_STEP)))
        self.lay_out(laid)

    def _way(self, by: int, plain: str, named: str) -> str:
        step = self.leads_to(by)
        return self.speech.say(plain) if step == self.step else self.speech.say(named, step=self.step_labels()[step])
