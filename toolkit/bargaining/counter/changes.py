"""What the other side changed, paragraph by paragraph, said so that nobody takes silence for safety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from toolkit.bargaining.counter.meanings.excerpts import spelled
from toolkit.bargaining.counter.replies import REMOVED as REMOVED_ID
from toolkit.bargaining.counter.replies import gravity
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import Language, translatable, translatable_plural

Kind = Literal["unchanged", "reworded", "weakened", "strengthened", "removed", "added"]

KINDS: tuple[Kind, ...] = ("weakened", "removed", "added", "reworded", "strengthened", "unchanged")  # as read

KIND_NAMES = {
    "weakened": translatable("weakened"),
    "removed": translatable("removed"),
    "added": translatable("added by them"),
    "reworded": translatable("other words"),
    "strengthened": translatable("strengthened"),
    "unchanged": translatable("unchanged"),
}
REMOVED_ARTICLE = translatable("The whole article is gone.")
REMOVED = translatable("This paragraph is gone.")
ADDED_ARTICLE = translatable("This article is theirs.")
ADDED = translatable("This paragraph is theirs.")
DOUBTED = translatable("It may only be said in other words. What speaks for a loss:")
REWORDED = translatable("Other words; no loss was recognised in them. Read both.")
UNCHANGED = translatable("Word for word as ours, apart from punctuation and numbering.")
MOVED = translatable("It stands in another article now.")
SILENT = translatable("This was changed without being tracked.")
UNSURE = translatable("Not certain: read both side by side.")

NOTHING_SEEN = translatable(
    "No loss was recognised. That does not say that there is none: only the articles were compared, by their words and "
    "numbers, paragraph by paragraph. Have a person read both texts before you answer."
)
NOTHING_ELSE_SEEN = translatable(
    "No other loss was recognised. That does not say that there is none: only the articles were compared, by their "
    "words and numbers, paragraph by paragraph. Have a person read both texts before you answer."
)
MAY_BE_LOST = translatable_plural(
    "In {n} paragraph something may be lost; what speaks for it is said there.",
    "In {n} paragraphs something may be lost; what speaks for it is said there.",
)
SEEN = translatable_plural(
    "In {n} paragraph something was lost or taken out, as far as words and numbers tell.",
    "In {n} paragraphs something was lost or taken out, as far as words and numbers tell.",
)
CALLED = {
    "@employer": translatable(
        "Their text calls the employer “{name}”; it was read as the same. Make sure that it is nobody else."
    ),
    "@union": translatable(
        "Their text calls the union “{name}”; it was read as the same. Make sure that it is nobody else."
    ),
}
COMPARED = translatable_plural(
    "{n} paragraph of our articles was compared.", "{n} paragraphs of our articles were compared."
)
TO_READ = translatable_plural(
    "{n} place is uncertain and has to be read side by side.",
    "{n} places are uncertain and have to be read side by side.",
)
SILENTLY = translatable_plural(
    "The file tracks its changes, but {n} change is not tracked.",
    "The file tracks its changes, but {n} changes are not tracked.",
)


@dataclass(frozen=True)
class Change:
    """What became of one paragraph of ours, or one that is theirs alone.

    Attributes
    ----------
    clause
        The clause of ours (the id of its article); None where an article is theirs alone.
    kind
        ``unchanged``, ``reworded``, ``weakened``, ``strengthened``, ``removed`` or ``added``.
    sure
        False where the match or the judgement is uncertain and a person has to read both texts.
    ours, theirs
        Both texts; one is empty where there is none.
    reply
        What we can answer, in the language of the agreement.
    paragraph
        Our paragraph within its article, from 1; None for a whole article, and for what they added.
    noticed
        The signals by which it was judged.
    moved, silent
        It stands in another article now; it was changed in a tracked file without being tracked.
    """

    clause: str | None
    kind: Kind
    sure: bool
    ours: str
    theirs: str
    reply: str = ""
    paragraph: int | None = None
    label: str = ""
    noticed: tuple[Noticed, ...] = field(default=())
    moved: bool = False
    silent: bool = False

    @property
    def what(self) -> str:
        """What changed, in English; `say` has it in every language."""
        return self.say("en")

    @property
    def doubtful(self) -> bool:
        """Whether rules told a loss that is more likely none: it is none until somebody who has read both says so."""
        return not self.takes and any(one.effect == "doubtful" for one in self.noticed)

    @property
    def takes(self) -> bool:
        """Whether something was taken from us, as far as can be told: weakened, removed, or added with a way out."""
        harmful = any(one.effect == "weakened" for one in self.noticed)
        return self.kind in ("weakened", "removed") or (self.kind == "added" and harmful)

    @property
    def crosses_floor(self) -> bool:
        """Whether a number is now worse than the worst that the union accepts."""
        return any(one.id == "floor" for one in self.noticed)

    @property
    def gravity(self) -> int:
        """How grave the gravest loss in it is: 0 is the gravest (see `toolkit.bargaining.counter.replies.gravity`).

        >>> Change("bias", "removed", True, "a", "").gravity < Change("bias", "unchanged", True, "a", "a").gravity
        True
        """
        lost = [one.id for one in self.noticed if one.effect == "weakened"]
        return min(map(gravity, [REMOVED_ID] if self.kind == "removed" else lost), default=gravity(""))

    def say(self, language: Language | str = "en") -> str:
        """What changed, in words: every difference, the gravest loss first."""
        speech = Language.of(language)
        told = [speech.say(sentence) for sentence in self._opening()]
        for one in _told(self.noticed):
            if self.doubtful and one.effect == "doubtful" and speech.say(DOUBTED) not in told:
                told.append(speech.say(DOUBTED))
            told.append(speech.say(one.sentence, **self._quoted(one)))
        told += [speech.say(sentence) for sentence, holds in ((MOVED, self.moved), (SILENT, self.silent)) if holds]
        asked = self.kind == "reworded" and any(one.id == "not-understood" for one in self.noticed)  # "Read both."
        if not self.sure and not (asked and not self.doubtful):
            told.append(speech.say(UNSURE))
        return " ".join(told)

    def _quoted(self, one: Noticed) -> dict[str, object]:
        """What is said of a difference, with the spelling of the two texts where their words are shown."""
        texts = {"ours": self.ours, "theirs": self.theirs}
        shown = {side: words for side in texts if isinstance(words := one.values.get(side), str)}
        return {**one.values, **{side: spelled(words, texts[side]) for side, words in shown.items()}}

    def _opening(self) -> list[str]:
        match self.kind:
            case "removed":
                return [REMOVED if self.paragraph else REMOVED_ARTICLE]
            case "added":
                return [ADDED if self.clause else ADDED_ARTICLE]
            case "unchanged":
                return [UNCHANGED]
            case "reworded" if not self.noticed:
                return [REWORDED]
        return []


def _told(noticed: Iterable[Noticed]) -> list[Noticed]:
    """The losses first, the gravest of them before the others; each sentence once."""
    order = {"weakened": 0, "doubtful": 1, "open": 2, "strengthened": 3}
    unique = {(one.sentence, tuple(sorted(map(str, one.values.items())))): one for one in noticed}
    return sorted(unique.values(), key=lambda one: (order[one.effect], gravity(one.id), not one.sure))


def summary(changes: Iterable[Change], language: Language | str = "en", names: Mapping[str, str] | None = None) -> str:
    """The comparison in a few sentences: what was compared, what was seen, what has to be read.

    Parameters
    ----------
    names
        The names that their text has for the parties (`toolkit.bargaining.counter.compare.names_given`): told once.

    >>> summary([Change("bias", "unchanged", True, "a", "a", paragraph=1)]).startswith("No loss was recognised.")
    True
    """
    speech = Language.of(language)
    listed = list(changes)
    taken = sum(one.takes for one in listed)
    unsure = sum(not one.sure for one in listed)
    silent = sum(one.silent for one in listed)
    doubtful = sum(one.doubtful for one in listed)
    told = [speech.say_plural(COMPARED, sum(one.kind != "added" for one in listed))]
    if taken:
        told.append(speech.say_plural(SEEN, taken))
    if doubtful:
        told.append(speech.say_plural(MAY_BE_LOST, doubtful))
    if not taken:  # "no loss" is never what is read first where one may have been
        told = [*told, speech.say(NOTHING_ELSE_SEEN)] if doubtful else [speech.say(NOTHING_SEEN), *told]
    if unsure:
        told.append(speech.say_plural(TO_READ, unsure))
    if silent:
        told.append(speech.say_plural(SILENTLY, silent))
    told += [speech.say(CALLED[party], name=name) for name, party in (names or {}).items()]
    return " ".join(told)


def gravest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Losses in the order in which they have to be read; those of one kind as they stand in the text."""
    return tuple(sorted(changes, key=lambda one: (not one.crosses_floor, one.gravity)))


def counted(changes: Iterable[Change]) -> dict[Kind, int]:
    """How many there are of each kind, all kinds named."""
    found = Counter(one.kind for one in changes)
    return {kind: found[kind] for kind in KINDS}
