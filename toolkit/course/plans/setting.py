"""Where a workshop takes place, how many come, and what that changes: groups, phones, paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.course.plans.tracks import Who
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language, translatable_plural

Network = Literal["internet", "local", "none"]
MOST_PEOPLE = 200
_GROUP = 5
_FEW, _MANY = 8, 40
_HEARD = 4

GROUPS = translatable_plural("{n} group of {size}.", "{n} groups of {size}.")
_FROM_TO = translatable("{few} or {many}")
_PHONES = {
    1: translatable("Each person uses a phone of their own; who has none sits beside somebody."),
    2: translatable("Two people share a phone: one taps, one reads aloud; they change after each exercise."),
    3: translatable("Three people share a phone; the third writes the answer on paper."),
}
_ALL_SPEAK = translatable("Every group says its answer aloud.")
_SOME_SPEAK = translatable(
    "Four groups say their answer aloud, others each time; the rest hang theirs on the wall. Two people lead: one "
    "keeps the time, one goes round."
)
_ONLINE = translatable(
    "Groups meet in breakout rooms; answers go into the chat, all at once when the facilitator counts to three. The "
    "break is away from the screen."
)
_NETWORK = {
    "internet": translatable("The pages run on your computer; the internet is not needed for them."),
    "local": translatable("There is no internet: the pages run on your computer, and phones join its own network."),
    "none": translatable(
        "There is no network: work on paper with the sheets of the handbook, and read the lesson aloud from your "
        "computer."
    ),
}
_WHO: dict[Who, str] = {
    "facilitator": translatable("facilitator"),
    "pairs": translatable("in pairs"),
    "groups": translatable("in groups"),
    "everybody": translatable("everybody"),
}


class UnlikelySetting(ToolkitError):
    """A workshop cannot be held so."""


@dataclass(frozen=True)
class Setting:
    """How many people meet, and how.

    Attributes
    ----------
    people
        How many take part, from 3 on.
    online
        Whether they meet on screens and not in a room.
    network
        `internet`, `local` (phones reach the computer that runs the pages, nothing else) or `none`: paper.

    Examples
    --------
    >>> Setting(30).groups, Setting(7).groups
    ((5, 5, 5, 5, 5, 5), (4, 3))
    """

    people: int = 30
    online: bool = False
    network: Network = "local"

    def __post_init__(self) -> None:
        if not 3 <= self.people <= MOST_PEOPLE:
            raise UnlikelySetting(
                translatable("A workshop of {people} people cannot be planned. Give a number from 3 to {most}."),
                people=self.people,
                most=MOST_PEOPLE,
            )
        if self.online and self.network != "internet":
            raise UnlikelySetting(
                translatable("A workshop online needs the internet. Plan it in a room, or with the internet.")
            )

    @property
    def groups(self) -> tuple[int, ...]:
        """The sizes of the groups, the larger first; together they are all people."""
        count = -(-self.people // _GROUP) if self.people >= 2 * _HEARD - 2 else 1
        size, more = divmod(self.people, count)
        return (size + 1,) * more + (size,) * (count - more)

    @property
    def people_to_a_phone(self) -> int:
        """How many share a phone: nobody among few, two in a full room, three where there are very many."""
        if self.online or self.people <= _FEW:
            return 1
        return 2 if self.people <= _MANY else 3

    @property
    def on_paper(self) -> bool:
        """Whether nothing is done on phones."""
        return self.network == "none"

    def say(self, language: Language | str) -> tuple[str, ...]:
        """What size, place and network change, as sentences for whoever leads."""
        speech = Language.of(language)
        groups = self.groups
        sizes = (
            speech.number(groups[0])
            if groups[0] == groups[-1]
            else speech.say(_FROM_TO, few=groups[-1], many=groups[0])
        )
        found = [speech.say_plural(GROUPS, len(groups), size=sizes)]
        if not self.on_paper:
            found.append(speech.say(_PHONES[self.people_to_a_phone]))
        found.append(speech.say(_ONLINE if self.online else _NETWORK[self.network]))
        found.append(speech.say(_SOME_SPEAK if len(groups) > 2 * _HEARD else _ALL_SPEAK))
        return tuple(found)


def say_who(who: Who, language: Language) -> str:
    """Who acts in a block."""
    return language.say(_WHO[who])
