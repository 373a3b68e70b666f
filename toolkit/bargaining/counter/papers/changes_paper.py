"""What they changed, on paper, for us alone: a table in words, and the uncertain places side by side."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.agreements.paper import FOR_US
from toolkit.bargaining.counter.changes import KIND_NAMES, KINDS, Change, counted, gravest_first, summary
from toolkit.bargaining.counter.compare import names_given, read_ours
from toolkit.bargaining.counter.papers.marked_words import mark_words, marked_text
from toolkit.documents import Document, Facts, Heading, Paragraph, Part, Table, Text, html_of
from toolkit.languages import Language, translatable

TITLE = translatable("Their answer: what was changed")
LIMITS = translatable(
    "Words and numbers were compared, not what a court would make of them. The numbers of articles, the title, the "
    "parties, annexes and signatures were not compared. “Unchanged” and “other words” are no promise either."
)
TAKEN = translatable("What was taken out or weakened, and our answer")
OTHERS = translatable("Other changes")
BOTH = translatable("Both texts of what was weakened")
MARKS = translatable(
    "The gravest stands first. What went from our words is struck out; what came into theirs is underlined."
)
SIDE_BY_SIDE = translatable("Read these side by side: uncertain")
WHERE = translatable("Where")
KIND = translatable("What it is")
CHANGED = translatable("What they changed")
REPLY = translatable("Our answer")
OURS = translatable("Ours")
THEIRS = translatable("Theirs")
NOTHING = translatable("Nothing else was changed, as far as was recognised.")
NO_ARTICLE = translatable("An article of theirs")
NEW_IN = translatable("{article}, new")


class Changes(tuple[Change, ...]):
    """What they changed in one draft, in the order of its articles; a notebook shows it as on paper."""

    agreement: Draft

    @classmethod
    def of(cls, agreement: Draft, changes: Iterable[Change]) -> Changes:
        """The changes of a draft."""
        made = cls(changes)
        made.agreement = agreement
        return made

    def document(self, language: Language | str = "") -> Document:
        """What became of our draft, on paper, for us: see `changes_document`."""
        return changes_document(self.agreement, self, language)

    def _repr_html_(self) -> str:
        return html_of(self.document())


def changes_document(agreement: Draft, changes: Iterable[Change], language: Language | str = "") -> Document:
    """What became of our draft, for us.

    Parameters
    ----------
    agreement
        Our draft.
    changes
        What `Agreement.compare` gave.
    language
        Of the explanations; the agreement's own if left out. The texts stay in theirs.
    """
    speech = Language.of(language) if language else agreement.speech
    listed = list(changes)
    ours = read_ours(agreement)
    say = speech.say
    taken = gravest_first(one for one in listed if one.takes)
    told = [one for one in listed if not one.takes and not (one.kind == "unchanged" and one.sure)]
    others = sorted(told, key=_doubts_first)
    unsure = sorted((one for one in listed if not one.sure and one.kind != "unchanged"), key=_doubts_first)
    blocks: list[Part] = [
        Paragraph(summary(listed, speech, names_given(agreement, listed)), "lead"),
        Paragraph(say(LIMITS), "note"),
        Facts(tuple((say(KIND_NAMES[kind]), speech.number(n)) for kind, n in counted(listed).items() if n)),
    ]
    if taken:
        rows = tuple(
            (_where(one, ours, speech), _kind(one, speech), one.say(speech), one.reply or "–") for one in taken
        )
        blocks += [Heading(say(TAKEN)), Table((say(WHERE), say(KIND), say(CHANGED), say(REPLY)), rows)]
    blocks.append(Heading(say(OTHERS)))
    if others:
        rows_ = tuple((_where(one, ours, speech), _kind(one, speech), one.say(speech)) for one in others)
        blocks.append(Table((say(WHERE), say(KIND), say(CHANGED)), rows_))
    else:
        blocks.append(Paragraph(say(NOTHING)))
    for title, side_by_side in (
        (BOTH, [one for one in taken if one.sure and one.ours and one.theirs]),
        (SIDE_BY_SIDE, unsure),
    ):
        if side_by_side:
            rows__ = tuple((_where(one, ours, speech), *_both(one, agreement, speech)) for one in side_by_side)
            blocks += [Heading(say(title)), Paragraph(say(MARKS))]
            blocks.append(Table((say(WHERE), say(OURS), say(THEIRS)), rows__))
    added = [one for one in listed if one.kind == "added" and one.sure]
    if added:
        blocks.append(Heading(say(KIND_NAMES["added"])))
        blocks += [Paragraph(_own(one.theirs, speech)) for one in added]
    return Document(say(TITLE), speech, tuple(blocks), mark=say(FOR_US), article_word=ours.article_word)


def _doubts_first(change: Change) -> tuple[bool, bool]:
    """Losses first, then what may be one, the rest as it stands in the text."""
    return not change.takes, not change.doubtful


def _kind(change: Change, speech: Language) -> str:
    assert change.kind in KINDS
    return speech.say(KIND_NAMES[change.kind])


def _where(change: Change, ours: Document, speech: Language) -> str:
    if change.clause is None:
        return speech.say(NO_ARTICLE)
    article = ours.label_of(change.clause)
    if change.kind == "added":
        return speech.say(NEW_IN, article=article)
    return speech.isolate(f"{article}" if change.paragraph is None else change.label)


def _both(change: Change, agreement: Draft, speech: Language) -> tuple[Text, Text]:
    """Both texts with what differs marked; unmarked where they run the other way than the paper's own words do."""
    if agreement.speech.direction != speech.direction:
        return _own(change.ours, speech), _own(change.theirs, speech)
    ours, theirs = mark_words(change.ours, change.theirs)
    return marked_text(ours), marked_text(theirs)


def _own(text: str, speech: Language) -> str:
    """A text in the agreement's language inside a paper that may be in another."""
    return speech.isolate(text) if text else "–"
