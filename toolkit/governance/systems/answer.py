"""What is known of one thing about a system: an answer, a “nobody knows”, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

State = Literal["answered", "unknown", "unclear", "reported", "unanswered", "not_read"]
STATES: tuple[str, ...] = get_args(State)

# Signs that steer a screen and say nothing; a tab and the end of a line are kept.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one thing about a system.

    Parameters
    ----------
    state
        ``answered``; ``unknown`` where somebody says that it is not known; ``unclear`` where something stands there
        that answers nothing (“n/a”, a date that is none); ``reported`` where those at work say it and management has
        not; ``unanswered`` where nothing stands there; ``not_read`` where
        something may stand in the source that nobody of ours has read. Only the last is not to be asked of them.
    text
        What stands there. An answer has one; an unknown may have one (“known to the supplier only”).

    >>> Answer.of("  rosters ").text, Answer.of(" ").state, Answer.of("n/a").state
    ('rosters', 'unanswered', 'unclear')
    """

    state: State = "unanswered"
    text: str = ""

    @classmethod
    def of(cls, text: str) -> Answer:
        """A text that somebody wrote, as an answer, or as what it is instead."""
        words = plain(text)
        if not words:
            return NOTHING
        return cls("unclear", words) if words.casefold().strip(" .()") in _SAYS_NOTHING else cls("answered", words)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be asked."""
        return self.state in ("unknown", "unclear", "reported", "unanswered")


NOTHING = Answer()
NOT_READ = Answer("not_read")

# What is written into a form so that something stands there; compared in small letters.
_SAYS_NOTHING = frozenset(
    {"n/a", "na", "n.a", "not applicable", "n.v.t", "nvt", "niet van toepassing", "sans objet", "s/o", "no aplica"}
    | {"não se aplica", "لا ينطبق", "tbc", "tbd", "to be confirmed", "to be determined", "-", "--", "–", "—", "x"}
)


def plain(text: str) -> str:
    """A text as it is kept: one kind of line end, nothing around it, no sign that steers a screen."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
