"""Questions to a room: a few that are always at hand, in every language, and those that the organiser writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.errors import DataError, translatable
from toolkit.languages import Language

State = Literal["waiting", "open", "closed", "shown"]
LONGEST_QUESTION, LONGEST_OPTION = 200, 100
FEWEST_OPTIONS, MOST_OPTIONS = 2, 8

BAD_POLL = translatable(
    "A poll needs a question of at most {question} letters and {fewest} to {most} different answers of at most "
    "{option} letters each. Change what is too long, missing or there twice."
)

# Whoever teaches needs these four in the middle of an afternoon, and has no hand free to write them.
READY: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "pace": (
        translatable("How is the pace?"),
        {"slow": translatable("Too slow"), "right": translatable("Right"), "fast": translatable("Too fast")},
    ),
    "sure": (
        translatable("How sure are you of what we just did?"),
        {
            "explain": translatable("I could explain it to others"),
            "follow": translatable("I follow"),
            "again": translatable("I need it once more"),
        },
    ),
    "next": (
        translatable("What do we need next?"),
        {
            "on": translatable("Let us go on"),
            "example": translatable("Another example"),
            "break": translatable("A break"),
        },
    ),
    "use": (
        translatable("Will you use this at work in the next two weeks?"),
        {
            "yes": translatable("Yes, I know how"),
            "help": translatable("Yes, if somebody helps me"),
            "no": translatable("Not yet"),
        },
    ),
}


@dataclass(frozen=True)
class Poll:
    """A question to the room.

    It waits until the organiser opens it; while it is open answers can be given and changed, and nobody sees any; then
    it is closed, and shown. It is never opened again with the same answers, because who looks at the wall before and
    after could tell what one person changed: `reset` begins with none.

    Attributes
    ----------
    question, options
        As the organiser wrote them; empty for one of `READY`, which is said in each reader's language.
    """

    id: str
    question: str = ""
    options: tuple[str, ...] = ()
    ready: str = ""
    round: int = 1
    state: State = "waiting"

    @property
    def code(self) -> str:
        """Under which name its answers are kept: another one after each reset."""
        return f"{self.id}.{self.round}"

    @property
    def answers(self) -> tuple[str, ...]:
        """The codes of its answers."""
        return tuple(READY[self.ready][1]) if self.ready else tuple(f"o{number}" for number in range(len(self.options)))

    def words(self, language: Language) -> tuple[str, dict[str, str]]:
        """The question and its answers, as a reader reads them."""
        if self.ready:
            question, options = READY[self.ready]
            return language.say(question), {code: language.say(words) for code, words in options.items()}
        return self.question, dict(zip(self.answers, self.options, strict=True))


def written(id: str, question: str, options: list[str]) -> Poll:
    """A poll as the organiser wrote it.

    Raises
    ------
    DataError
        It has no question, too few answers, or is too long for a phone.
    """
    asked = " ".join(question.split())
    given = tuple(" ".join(option.split()) for option in options if option.strip())
    fits = 0 < len(asked) <= LONGEST_QUESTION and all(len(option) <= LONGEST_OPTION for option in given)
    if not fits or not FEWEST_OPTIONS <= len(given) <= MOST_OPTIONS or len(set(given)) != len(given):
        raise DataError(
            BAD_POLL, question=LONGEST_QUESTION, option=LONGEST_OPTION, fewest=FEWEST_OPTIONS, most=MOST_OPTIONS
        )
    return Poll(id, asked, given)
