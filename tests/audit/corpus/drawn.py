"""A file of the corpus with what stands in it, and counts of people drawn by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Truth = dict[str, tuple[int, int]]
PERSONS = {"count": None}


@dataclass(frozen=True)
class Case:
    """A file: its bytes, what its columns mean, and the truth, or words with which it is to be refused.

    ``notes`` are kinds that have to be told, and no others; ``is_open`` whether the audit says that something is not
    settled.
    """

    name: str
    suffix: str
    made: bytes | Callable[[], bytes] = field(repr=False)  # what is large is made when it is asked for
    truth: Truth | None = None
    notes: tuple[str, ...] = ()
    is_open: bool = False
    refused: str = ""
    roles: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        return self.made if isinstance(self.made, bytes) else self.made()


class Drawn:
    """Counts of people by group and decision, drawn anew for each file."""

    def __init__(self, seed: int, groups: tuple[str, ...] = ("women", "men"), yes: str = "yes", no: str = "no") -> None:
        draw = random.Random(seed)
        self.yes, self.no = yes, no
        self.counts = {group: (draw.randint(11, 89), draw.randint(11, 89)) for group in groups}
        self.draw = draw

    @property
    def truth(self) -> Truth:
        return {group: (chosen, chosen + not_) for group, (chosen, not_) in self.counts.items()}

    def counted(self, head: tuple[str, ...] = ("sex", "hired", "n")) -> list[list[Any]]:
        """Headings, and a row a cell."""
        rows: list[list[Any]] = [list(head)]
        for group, (chosen, not_) in self.counts.items():
            rows += [[group, self.yes, chosen], [group, self.no, not_]]
        return rows

    def persons(self, head: tuple[str, ...] = ("sex", "hired", "grade")) -> list[list[Any]]:
        """Headings, and a row a person, in any order."""
        rows = [
            [group, decision, self.draw.choice("ABC")]
            for group, numbers in self.counts.items()
            for decision, number in zip((self.yes, self.no), numbers, strict=True)
            for _ in range(number)
        ]
        self.draw.shuffle(rows)
        return [list(head), *rows]

    def crosstab(self, corner: str = "sex") -> list[list[Any]]:
        """A row a group, a column a decision."""
        return [[corner, self.yes, self.no], *([group, *numbers] for group, numbers in self.counts.items())]
