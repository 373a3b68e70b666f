"""Questions to a room: a few that are always at hand, in every language, and those that the organiser writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from toolkit.errors import DataError, translatable
from toolkit.languages import KNOWN, Language

State = Literal["waiting", "open", "closed", "shown"]
LONGEST_QUESTION, LONGEST_OPTION = 200, 100
FEWEST_OPTIONS, MOST_OPTIONS = 2, 8

BAD_POLL = translatable(
    "A poll needs a question of at most {question} letters and {fewest} to {most} different answers of at most "
    "{option} letters each. Change what is too long, missing or there twice."
)
NOT_AS_MANY = translatable(
    "In {language} there are {here} answers, and in {first} {there}. Give each language the same answers in the same "
    "order, or leave a language out."
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
    # "How was it?": what the form on paper asks to be ticked, in the same words, so that both can be added up.
    "useful": (
        translatable("Will you use something of it within a month?"),
        {"yes": translatable("yes"), "perhaps": translatable("perhaps"), "no": translatable("no")},
    ),
    "rhythm": (
        translatable("The pace was"),
        {"slow": translatable("too slow"), "right": translatable("just right"), "fast": translatable("too fast")},
    ),
    "clear": (
        translatable("Was it clear?"),
        {
            "all": translatable("nearly all of it"),
            "some": translatable("some of it"),
            "little": translatable("little of it"),
        },
    ),
    "part": (
        translatable("Could you take part?"),
        {
            "always": translatable("all the time"),
            "mostly": translatable("most of the time"),
            "seldom": translatable("seldom"),
        },
    ),
}
# The questions that are asked at the end, with the answer that one hopes for; the others are at hand all afternoon.
FEEDBACK: Mapping[str, str] = {"useful": "yes", "rhythm": "right", "clear": "all", "part": "always"}
AT_HAND = tuple(name for name in READY if name not in FEEDBACK)


@dataclass(frozen=True)
class Text:
    """A question and its answers in one language, the answers in the order of their codes."""

    language: str
    question: str
    options: tuple[str, ...] = ()


def in_language(texts: Sequence[Text], code: str) -> Text:
    """The words for a reader of a language; the first ones there are where none are in theirs."""
    return next((text for text in texts if text.language == code), texts[0])


def ready_text(ready: str, language: Language) -> Text:
    """A question that is at hand, in a language."""
    question, options = READY[ready]
    return Text(language.code, language.say(question), tuple(map(language.say, options.values())))


@dataclass(frozen=True)
class Poll:
    """A question to the room.

    It waits until the organiser opens it; while it is open answers can be given and changed, and nobody sees any; then
    it is closed, and shown. It is never opened again with the same answers, because who looks at the wall before and
    after could tell what one person changed: `reset` begins with none.

    Attributes
    ----------
    texts
        As the organiser wrote it, in one language or several; none for one of `READY`, which is said in each reader's.
    """

    id: str
    texts: tuple[Text, ...] = ()
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
        if self.ready:
            return tuple(READY[self.ready][1])
        return tuple(f"o{number}" for number in range(len(self.texts[0].options)))

    def text(self, language: Language) -> Text:
        """Its words for a reader, who is told in which language they are: not all polls were written in theirs."""
        return ready_text(self.ready, language) if self.ready else in_language(self.texts, language.code)

    def words(self, language: Language) -> tuple[str, dict[str, str]]:
        """The question and its answers, as a reader reads them."""
        text = self.text(language)
        return text.question, dict(zip(self.answers, text.options, strict=True))


def texts_sent(sent: Mapping[str, Any], language: str) -> list[Text]:
    """The words of a poll as a page sends them: in the organiser's language, or for each of several under its code.

    Raises
    ------
    DataError
        It is no such thing.
    """
    texts = sent.get("texts")
    made = []
    for code, words in (texts if isinstance(texts, dict) else {language: sent}).items():
        if code not in KNOWN or not isinstance(words, dict):
            raise _bad()
        options = words.get("options", [])
        given = options[: 2 * MOST_OPTIONS] if isinstance(options, list) else []
        made.append(Text(code, str(words.get("question", "")), tuple(map(str, given))))
    return made


def written(id: str, texts: Sequence[Text]) -> Poll:
    """A poll as the organiser wrote it, in the languages in which it was written.

    Raises
    ------
    DataError
        It has no question, too few answers, or is too long for a phone; or a language has more answers than another.
    """
    fit = tuple(_fitting(text) for text in texts)
    if not fit:
        raise _bad()
    for text in fit[1:]:
        if len(text.options) != len(fit[0].options):
            here, there = len(text.options), len(fit[0].options)
            raise DataError(NOT_AS_MANY, language=_name(text), here=here, first=_name(fit[0]), there=there)
    return Poll(id, fit)


def _fitting(text: Text) -> Text:
    asked = " ".join(text.question.split())
    given = tuple(" ".join(option.split()) for option in text.options if option.strip())
    fits = 0 < len(asked) <= LONGEST_QUESTION and all(len(option) <= LONGEST_OPTION for option in given)
    if not fits or not FEWEST_OPTIONS <= len(given) <= MOST_OPTIONS or len(set(given)) != len(given):
        raise _bad()
    return Text(text.language, asked, given)


def _bad() -> DataError:
    return DataError(
        BAD_POLL, question=LONGEST_QUESTION, option=LONGEST_OPTION, fewest=FEWEST_OPTIONS, most=MOST_OPTIONS
    )


def _name(text: Text) -> str:
    return Language(text.language).own_name
