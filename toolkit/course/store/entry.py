"""One thing that happened on one phone in a workshop, in codes only: no names, no free words, no minute."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from toolkit.errors import DataError, translatable

Kind = Literal["joined", "at_step", "exercise", "poll", "quiz_before", "quiz_after", "said", "follow_up"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLLOWED_UP = ("asked", "won", "refused")  # what an entry of the kind `follow_up` answers, weeks later
LONGEST = 80
# Whoever types a name into a box would find it in the file: what is not a code of ours is not taken.
_CODE = re.compile(rf"[\w.:/+-]{{0,{LONGEST}}}", re.ASCII)

NOT_A_CODE = translatable(
    "“{value}” cannot be kept as the {field} of an entry: only codes of at most {longest} letters, digits and . : / + "
    "- are, so that no name gets into the store. Give the id of what was chosen."
)
NO_KIND = translatable("There is no kind of entry “{kind}”. There are: {kinds}.")


@dataclass(frozen=True)
class Entry:
    """One answer, step or arrival of one phone, as the store keeps it. It says nothing of whose phone that was.

    Attributes
    ----------
    id
        Made by the phone; random, or from a secret of that phone and the question. The same id twice is one entry, so
        whatever was sent twice over a bad line counts once.
    workshop
        The session; its id is random too.
    at
        When, in UTC. The store keeps the hour only: who was seen with the phone at seven past two is not to be found.
    kind
        One of `KINDS`.
    topic, question, answer
        Codes: of the topic or lesson, of what was asked, of what was chosen.
    step
        The step of the lesson, for the kind `at_step`.
    change
        How often this phone has changed this answer: the highest holds, in whatever order they come in.

    Raises
    ------
    DataError
        A value is not a code, or there is no such kind.
    """

    id: str
    workshop: str
    at: datetime
    kind: Kind
    topic: str = ""
    question: str = ""
    answer: str = ""
    step: int | None = None
    change: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise DataError(NO_KIND, kind=str(self.kind), kinds=list(KINDS))
        for field in ("id", "workshop", "topic", "question", "answer"):
            value = getattr(self, field)
            if not isinstance(value, str) or not _CODE.fullmatch(value) or (field in ("id", "workshop") and not value):
                raise DataError(NOT_A_CODE, value=str(value)[:LONGEST], field=field, longest=LONGEST)

    def rounded(self) -> Entry:
        """The entry with nothing of its time but the hour."""
        at = self.at if self.at.tzinfo else self.at.replace(tzinfo=UTC)
        return replace(self, at=at.astimezone(UTC).replace(minute=0, second=0, microsecond=0))


def plain(entry: Entry) -> dict[str, Any]:
    """An entry as it stands in a file: ``{"id": …, "at": "2027-02-01T14:00:00+00:00", …}``."""
    return {**vars(entry), "at": entry.at.isoformat()}
