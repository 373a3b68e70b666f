"""What is true of an answer: the classes of changes, which way they go, and which one is the gravest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

CLASSES = (
    "parties", "condition", "trigger", "negation", "list_opened", "list_closed", "approver", "opt_out", "definition",
    "scope", "precedence", "force", "number", "quantity", "remedy", "proof", "consent", "effort", "sentence",
    "exception", "removed", "synonym", "voice", "order", "strengthened", "label",
)  # fmt: skip
HARMLESS = frozenset({"synonym", "voice", "order", "label"})
Direction = Literal["weakened", "strengthened", "reworded", "removed", "added"]


@dataclass(frozen=True)
class TrueChange:
    """One thing they did: which class, which way, in which paragraph of ours (None: a whole article, or a new one)."""

    kind: str
    direction: Direction
    paragraph: int | None
    gravest: bool = False
    old: str = ""
    new: str = ""
    source: str = ""  # the article where the words changed, if the words of this one stay


@dataclass(frozen=True)
class ArticleTruth:
    """What is true of one article of ours, or of a new one of theirs (``new``)."""

    article: str
    changes: tuple[TrueChange, ...] = ()

    @property
    def direction(self) -> str:
        """Weakened if anything is; ``removed`` if all of it is; else strengthened, reworded, unchanged."""
        seen = {change.direction for change in self.changes}
        if any(change.direction == "removed" and change.paragraph is None for change in self.changes):
            return "removed"
        if seen & {"weakened", "removed", "added"}:
            return "weakened"
        return next((one for one in ("strengthened", "reworded") if one in seen), "unchanged")

    @property
    def gravest(self) -> TrueChange | None:
        """The change that the reply must follow."""
        return next((change for change in self.changes if change.gravest), None)

    @property
    def reason(self) -> str:
        """The class of the gravest change; empty where nothing changed."""
        return self.gravest.kind if self.gravest else ""

    @property
    def reasons(self) -> frozenset[str]:
        """What may rightly be told as the main reason: `reason`, or what empties the article from elsewhere."""
        emptied = {change.kind for change in self.changes if change.source and change.direction == "weakened"}
        return frozenset({self.reason, *emptied} - {""})


def with_gravest(changes: list[TrueChange]) -> tuple[TrueChange, ...]:
    """Where nobody marked the gravest: the first loss, else the first change."""
    if not changes or any(change.gravest for change in changes):
        return tuple(changes)
    rank = {"removed": 0, "weakened": 1, "added": 2, "strengthened": 3, "reworded": 4}
    first = min(range(len(changes)), key=lambda place: rank[changes[place].direction])
    return tuple(replace(one, gravest=True) if place == first else one for place, one in enumerate(changes))
