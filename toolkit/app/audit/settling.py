"""What was odd in a file, in words, and what somebody can say of it before numbers rest on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from toolkit.app.kit.fields import Choice, Choices, Field, Item, Piece
from toolkit.app.kit.pieces import case, paragraph
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.counting.reading.spellings import NOT_KNOWN
from toolkit.audit.recipe import NEW_VALUES
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

ODD = translatable("How the file was read")
_CHANGES = translatable("What you say here changes numbers. What is left open, the report says beside them.")
_TOTALS = translatable("Rows that add up others")
_TOTALS_ARE = {
    "leave-out": translatable("They add up others: leave them out"),
    "keep": translatable("They are people of their own: count them"),
}
_SPELLINGS = translatable("Values that differ by their writing")
_SPELLINGS_ARE = {
    "merge": translatable("They mean the same: count them together"),
    "keep": translatable("They mean different things: count them apart"),
}
_REPEATED = translatable("Persons who stand there more than once")
_REPEATED_ARE = {
    "drop": translatable("Rows stand there twice: count each once"),
    "keep": translatable("They are decisions of their own: count them all"),
}
_MERGED = translatable("Empty cells below filled ones")
_MERGED_ARE = {
    "fill": translatable("They belong to what stands above"),
    "keep": translatable("Nobody knows what belongs there"),
}
_DECIMAL = translatable("The mark before decimals")
_DECIMAL_IS = {",": translatable("A comma: 1.234,5"), ".": translatable("A point: 1,234.5")}
_MISSING = translatable("Which of these mean that nobody knows?")
_CONFIRMED = translatable("Which of these are right as they are?")
_RIGHT = {
    "sheets": translatable("The sheets that were read"),
    "hidden": translatable("The hidden rows that were counted"),
    "numbers": translatable("The numbers"),
    "dates": translatable("The dates"),
    "errors": translatable("Cells with errors, read as empty"),
    "header": translatable("The columns that were read as values"),
    "tables": translatable("The parts of the table that were read"),
}
_NEW = translatable("The values that are new")
NONE_OF_THEM = "\0none"
_NONE = translatable("None of these")
_CHOICES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("totals", "totals", _TOTALS, _TOTALS_ARE),
    ("spellings", "spellings", _SPELLINGS, _SPELLINGS_ARE),
    ("duplicates", "repeated", _REPEATED, _REPEATED_ARE),
    ("merged", "merged", _MERGED, _MERGED_ARE),
)
PREFIX = "settle_"


def noted(notes: Iterable[Note], speech: Language) -> Markup:
    """Notes as a list of sentences, in the words of a page."""
    said = joined(markup('<li dir="auto">{}</li>', one.say(speech, in_code=False)) for one in notes)
    return markup("<ul>{}</ul>", said) if said else Markup()


def settling_items(notes: Sequence[Note], speech: Language, asks_decimal: bool) -> list[Item]:
    """The notes, and a question for each that is open."""
    say = speech.say
    items: list[Item] = []
    if notes or asks_decimal:
        inside = noted(notes, speech) + (paragraph(say(_CHANGES)) if any(one.is_open for one in notes) else "")
        items.append(Piece("odd", case(say(ODD), inside), live=True))
    return [*items, *_questions(notes, speech, asks_decimal)]


def _questions(notes: Sequence[Note], speech: Language, asks_decimal: bool) -> list[Field]:
    say = speech.say
    open_ = [one for one in notes if one.is_open]
    fields: list[Field] = []
    if asks_decimal:
        options = tuple((value, say(words)) for value, words in _DECIMAL_IS.items())
        fields.append(Choice(f"{PREFIX}decimal", say(_DECIMAL), options=options))
    for kind, argument, label, answers in _CHOICES:
        if any(one.kind == kind and one.sentence not in (NOT_KNOWN, NEW_VALUES) for one in open_):
            options = tuple((value, say(words)) for value, words in answers.items())
            fields.append(Choice(PREFIX + argument, say(label), options=options))
    unknown = _unknown(open_)
    if unknown:
        options = (*((value, speech.isolate(value)) for value in unknown), (NONE_OF_THEM, say(_NONE)))
        fields.append(Choices(f"{PREFIX}missing", say(_MISSING), options=options))
    kinds = {one.kind for one in open_}
    right = tuple((kind, say(words)) for kind, words in _RIGHT.items() if kind in kinds)
    if all(one.sentence == NEW_VALUES for one in open_ if one.kind == "spellings") and "spellings" in kinds:
        right += (("spellings", say(_NEW)),)
    if right:
        fields.append(Choices(f"{PREFIX}confirmed", say(_CONFIRMED), options=right))
    return fields


def _unknown(notes: Iterable[Note]) -> list[str]:
    values = [value for one in notes if one.sentence == NOT_KNOWN for value in dict(one.values)["values"]]
    return list(dict.fromkeys(values))


def settled(raw: Callable[[str], Any], notes: Sequence[Note], speech: Language, asks_decimal: bool) -> dict[str, Any]:
    """What somebody answered, as a log takes it; answers to questions that are not asked count for nothing."""
    found: dict[str, Any] = {}
    for one in _questions(notes, speech, asks_decimal):
        value = one.read(raw(one.name))
        argument = one.name.removeprefix(PREFIX)
        if argument == "missing" and value:
            found[argument] = tuple(text for text in value if text != NONE_OF_THEM)
        elif value:
            found[argument] = value
    return found
