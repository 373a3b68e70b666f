"""A sheet at whose end papers are made, which grow old as soon as something is entered anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from toolkit.app.kit.fields import Button, Item, Piece
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.app.kit.steps import SteppedSheet
from toolkit.markup import Markup


class PaperSheet(SteppedSheet):
    """Steps, and at the end of them a button that makes papers.

    Attributes
    ----------
    MAKE, CHANGED, KEPT
        What the button says; what is said instead of papers that no longer hold; where the papers are made and kept.
    AGAIN
        Whether a page loaded anew makes them again by itself: not where they come from a file, which no page keeps.
    made, outdated
        The papers as they stand on the page; whether some stood there until something was changed.
    """

    MAKE: ClassVar[str] = ""
    CHANGED: ClassVar[str] = ""
    KEPT: ClassVar[str] = ""
    AGAIN: ClassVar[bool] = True

    made: tuple[Item, ...] = ()
    outdated: bool = False

    def let_grow_old(self, names: frozenset[str]) -> None:
        """Take papers away that were made before one of these entries changed."""
        if names - self.ONLY_LOOKING and self.made:
            self.made, self.outdated = (), True

    def show_made(self, papers: Iterable[Item]) -> None:
        """Put papers on the page."""
        self.made, self.outdated = tuple(papers), False
        self._draw()

    def paper_items(self, complaint: str = "") -> list[Item]:
        """The button, what is to be said of it, and the papers."""
        say = self.speech.say
        told = feedback(say(self.CHANGED), "tk-nearly") if self.outdated else Markup()
        if complaint:
            told = feedback(complaint, "tk-notyet")
        kept = [Piece("kept", paragraph(say(self.KEPT), "tk-note"))] if self.KEPT else []
        button = Button("make", say(self.MAKE), main=True, again=self.AGAIN)
        return [button, Piece("told", told, live=True), *self.made, *kept]
