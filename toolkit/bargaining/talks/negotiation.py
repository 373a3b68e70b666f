"""The table: what was offered in each round, what it is worth to us, and what we will not go below.

A negotiation is a value; every verb returns a new one and the old stays as it was::

    talks = Negotiation("Digital rights", "Union", "Agency", issues=(
        Issue("bias", opening="strong", floor="standard", weight=40, theirs="none"),
        Issue("Notice", opening=90, floor=30, weight=10, theirs=0, better="higher", unit="days"),
    ))
    talks = talks.open_round(date(2027, 3, 1)).offer("bias", "union", "strong")

**What a package is worth** is the simplest model that can be discussed: each issue counts from 0 (the worst it may be)
to 1 (our opening), in even steps along its scale, and the issues add up by their weights. The model does not know that
two clauses only work together, nor that the last step of one matters more than the first of another. A number from it
helps a team to talk; people decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.bargaining.agreements.draft import Audience
from toolkit.bargaining.talks.issue import Position
from toolkit.bargaining.talks.paper import document_for, picture_of, sheet_for
from toolkit.bargaining.talks.saving import load, read_talks, save
from toolkit.bargaining.talks.values import Alarm, Concession, Side, Talks
from toolkit.bargaining.talks.worth import beyond_floor, concessions, package_value
from toolkit.documents import Document
from toolkit.languages import Language


@dataclass(frozen=True)
class Negotiation(Talks):
    """A negotiation on record: issues with our weights and red lines, and the rounds so far."""

    def package_value(self, of: Side | Mapping[str, Position] = "union", after: int | None = None) -> float | None:
        """What a package is worth by our weights: 0 to 1, or None where no issue has a weight.

        Parameters
        ----------
        of : {"union", "employer"} or mapping
            The last offers of a side, or positions by issue (what is not named is worth nothing). Before its first
            offer a side stands where it started; what is settled counts as settled, what we withdrew as nothing.
        after : int, optional
            After which round; now if left out.
        """
        return package_value(self, of, after)

    def concessions(self) -> tuple[Concession, ...]:
        """Each step of one side towards the other, in its order."""
        return concessions(self)

    def beyond_floor(self) -> tuple[Alarm, ...]:
        """Where our last offer, or what was settled, lies below our red line."""
        return beyond_floor(self)

    # --- on paper ------------------------------------------------------------------------------------------------

    def document(self, audience: Audience = "us") -> Document:
        """The record as a document: for us with weights, red lines and steps; for the table what was said there."""
        return document_for(self, audience)

    def side_sheet(self, side: Side, language: Language | str | None = None) -> Document:
        """What one group of a role-play gets to read, and the other does not."""
        return sheet_for(self, side, Language.of(language or self.language))

    def picture(self, language: Language | str | None = None) -> str:
        """How the package moved, as page text with SVG. For us alone: it is drawn with our weights."""
        return picture_of(self, Language.of(language or self.language))

    def save(self, path: str | Path) -> Path:
        """Keep all of it in one file that people can read; for us alone."""
        return save(self, path)

    @classmethod
    def open(cls, path: str | Path) -> Negotiation:
        """Open a saved negotiation; everything in it is checked as if it had just been typed."""
        return load(path, cls)

    @classmethod
    def read(cls, data: bytes, name: str) -> Negotiation:
        """A negotiation in the bytes of a file that was saved; `name` is what the file is called."""
        return read_talks(data, name, cls)
