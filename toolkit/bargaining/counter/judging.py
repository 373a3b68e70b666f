"""Two paragraphs side by side: numbers, words, what vanished, what is new, and what follows from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from toolkit.bargaining.counter.actors.third_parties import compare_named_more
from toolkit.bargaining.counter.cases.as_long import no_longer_as_long
from toolkit.bargaining.counter.lexicon import Lexicon, plain
from toolkit.bargaining.counter.meanings.excerpts import TOKEN, bare, excerpt
from toolkit.bargaining.counter.meanings.other_forms import without_other_forms
from toolkit.bargaining.counter.meanings.party_names import quoted, with_one_name
from toolkit.bargaining.counter.meanings.same_words import NOT, left_over, same_words
from toolkit.bargaining.counter.meanings.sentence_pairs import dropped_sentences, pair_sentences
from toolkit.bargaining.counter.meanings.synonyms import in_our_words
from toolkit.bargaining.counter.numbers.by_clause import side, up_to
from toolkit.bargaining.counter.numbers.pairs import is_doubtful, pair_numbers
from toolkit.bargaining.counter.numbers.quantities import Kind, Quantity, quantities, same
from toolkit.bargaining.counter.numbers.which_way import better_way
from toolkit.bargaining.counter.sentences.frames import compare_sentences
from toolkit.bargaining.counter.sentences.signals_left import signals_between
from toolkit.bargaining.counter.sentences.still_given import compare_order
from toolkit.bargaining.counter.side_remarks import without_a_right_alone, without_side_remarks
from toolkit.bargaining.counter.signals import CONDITION, SIGNALS, Effect, Noticed
from toolkit.bargaining.counter.telling.written_anew import with_words_in_place
from toolkit.bargaining.counter.weighing.doubts import with_doubts, without_unlikely
from toolkit.bargaining.counter.weighing.gains import without_unproved_gains
from toolkit.bargaining.counter.wordings.more_for_us import without_title
from toolkit.bargaining.counter.wordings.said_of import ways_out_gone
from toolkit.languages import translatable

Verdict = Literal["unchanged", "reworded", "weakened", "strengthened"]

FLOOR = translatable("“{ours}” became “{theirs}”: worse than the union's floor.")
WORSE = translatable("“{ours}” became “{theirs}”.")
BETTER = translatable("“{ours}” became “{theirs}”: better than ours.")
CHANGED = translatable("“{ours}” became “{theirs}”: read which way that goes.")
GONE = translatable("“{ours}” is gone.")
NEW = translatable("A number is new: “{theirs}”.")
DISAGREE = translatable("Words and digits disagree: “{theirs}”.")
POINT_GONE = translatable("A point of the list is gone: “{ours}”.")
SENTENCE_GONE = translatable("A sentence is gone: “{ours}”.")
WORDS_GONE = translatable("Words are gone: “{ours}”.")
WORDS_NEW = translatable("Words are new: “{theirs}”.")

LIMIT = next(row.sentence for row in SIGNALS if row.id == "cap")
_SENTENCE = re.compile(r"(?<=[.!?؟;؛:])\s+")
_SINGLE = {
    code: re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")
    for code, phrases in {
        "en": "a single|one single|only one|just one",
        "ar": r"\w*واحد\w?(?: فقط)?",
        "fr": "une? seule?",
        "es": "un solo|una sola|un unico|una unica",
        "pt": "um so|uma so|um unico|uma unica",
    }.items()
}
_FIRST = {
    code: re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")
    for code, phrases in {
        "en": r"(?:for|during|in|within|over) the (?:first|initial)",
        "ar": r"\w*الاول[يه]?",
        "fr": r"premi\w+",
        "es": r"primer\w*",
        "pt": r"primeir\w+",
    }.items()
}
_AROUND = 18  # letters around a length of time
_COVERED, _KEPT = 0.5, 0.4  # how much of a point, and of a sentence, must still be said
_LEAST_STEMS = 4
_UNANSWERED = 6  # words of a sentence to which none of theirs answers
_RUN = 3
_EXCHANGED = 0.6
_SHOWN = 160


@dataclass(frozen=True)
class Known:
    """A blank of ours as it was filled in: which way is better, and the worst that the union accepts."""

    name: str
    kind: Kind
    value: float
    unit: str
    better: str
    floor: float | None


@dataclass(frozen=True)
class Judgement:
    """What became of a paragraph, how sure that is, and what was noticed."""

    kind: Verdict
    sure: bool
    noticed: tuple[Noticed, ...]


def judge(
    ours: str, theirs: str, words: Lexicon, *, known: Iterable[Known] = (), points: tuple[str, ...] = ()
) -> Judgement:
    """What became of a paragraph.

    Parameters
    ----------
    ours, theirs
        The whole paragraphs, points included.
    known
        The blanks of this paragraph as filled in, in the order of the text.
    points
        Our points, to be looked for one by one.

    Examples
    --------
    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> judge("The Employer shall act within 30 days.", "The Employer shall act within 60 days.", lexicon("en")).kind
    'weakened'
    """
    if alike(ours, theirs):
        return Judgement("unchanged", True, ())
    theirs = without_title(theirs, ours)
    numbers = compare_numbers(ours, theirs, words, known)
    same = same_words(words.language)
    if not points and (dropped := [one for one in dropped_sentences(ours, theirs) if len(words.stems(plain(one))) > 1]):
        gone = [Noticed("sentence-removed", "weakened", SENTENCE_GONE, False, {"ours": _short(one)}) for one in dropped]
        return Judgement("weakened", any(one.sure for one in numbers), (*gone, *numbers))
    named, theirs_named = with_one_name(ours, same), with_one_name(theirs, same)
    compared = compare_sentences(named, theirs_named, words)
    ordered = list(compare_order(ours, theirs, points, same))
    if compared.harmless and not numbers and not ordered:
        return Judgement("reworded", True, ())
    noticed = [*numbers, *signals_between(named, theirs_named, words), *_what_vanished(ours, theirs, words, points)]
    noticed += ordered
    seen = {one.id for one in noticed}
    noticed += [one for one in compared.noticed if one.id not in seen]
    if not any(one.effect == "weakened" for one in noticed):
        noticed += compare_named_more(plain(ours), plain(theirs), same)
    noticed = without_side_remarks(noticed, plain(named), plain(theirs_named), same)
    noticed = without_a_right_alone(noticed, plain(named), plain(theirs_named), same)
    noticed = without_unlikely(with_doubts(noticed, ours, theirs, same), ours, theirs, same)
    noticed = with_words_in_place(noticed, ours, theirs, same)  # quoted as it stands there, names too
    noticed = without_unproved_gains(noticed, ours, theirs, words)
    if theirs_named != theirs:
        noticed = [quoted(one, theirs, same) for one in noticed]
    weak = [one for one in noticed if one.effect == "weakened"]
    strong = [one for one in noticed if one.effect == "strengthened"]
    if weak:
        return Judgement("weakened", any(one.sure for one in weak), tuple(noticed))
    if strong:
        # A gain may stand beside a loss that nobody named, or that is doubtful.
        unknown = any(one.id == "not-understood" or one.effect == "doubtful" for one in noticed)
        return Judgement("strengthened", any(one.sure for one in strong) and not unknown, tuple(noticed))
    return Judgement("reworded", False, tuple(noticed))


def alike(ours: str, theirs: str) -> bool:
    """Whether two texts differ at most in punctuation, spaces, capitals and shapes of letters.

    >>> alike("The “Auditor” shall act.", 'the "auditor"  shall act')
    True
    """
    return TOKEN.findall(plain(ours)) == TOKEN.findall(plain(theirs))


# --- numbers ---------------------------------------------------------------------------------------------------------


def compare_numbers(ours: str, theirs: str, words: Lexicon, known: Iterable[Known] = ()) -> list[Noticed]:
    """What became of each number of ours, and which are new."""
    before, after = plain(ours), plain(theirs)
    had, has = quantities(before, words), quantities(after, words)
    blanks = _blanks(had, list(known))
    pairs = pair_numbers(before, had, after, has, words)
    noticed = []
    for place, one in enumerate(had):
        other = pairs.get(place)
        if other is None and one.kind == "count" and one.values[0] == 1 and _SINGLE[words.language].search(after):
            continue  # "no more than this number: 1" and "a single one"
        if other is None and one.kind == "share" and _all_of_it(before, after, one, words):
            continue  # "half" became "the whole"
        if other is None:
            sure = one.kind != "count" or place in blanks
            noticed.append(Noticed("number-gone", "weakened", GONE, sure, {"ours": excerpt(ours, before, one)}))
        else:
            found = _number(one, has[other], blanks.get(place), before, after, ours, theirs, words)
            doubtful = is_doubtful(place, pairs, before, had, after, has, words)
            noticed += [replace(each, sure=False) for each in found] if doubtful else found
    for place, one in enumerate(has):
        if place not in pairs.values():
            shown = {"theirs": excerpt(theirs, after, one)}
            noticed.append(Noticed("number-new", "open", NEW, False, shown))
            if one.kind == "time" and _only_at_first(after, one, words):
                noticed.append(Noticed("new-if", "weakened", CONDITION, False, shown))
            elif one.kind == "time" and no_longer_as_long(before, after, one, words):
                noticed.append(Noticed("cap", "weakened", LIMIT, False, shown))
    return noticed


def _all_of_it(before: str, after: str, one: Quantity, words: Lexicon) -> bool:
    """Whether a share that was better the higher it is became the whole."""
    same = same_words(words.language)
    more = same.has("whole", after) > same.has("whole", before)
    return more and side(one, before, words) == "higher"


def _only_at_first(text: str, one: Quantity, words: Lexicon) -> bool:
    """Whether a length of time is the first one of something: "for the first two years"."""
    return (
        _FIRST[words.language].search(text, max(one.start - _AROUND, 0), min(one.end + _AROUND, len(text))) is not None
    )


def _number(
    one: Quantity, other: Quantity, blank: Known | None, before: str, after: str, ours: str, theirs: str, words: Lexicon
) -> list[Noticed]:

    def told(id: str, effect: Effect, sentence: str, *, sure: bool = True) -> Noticed:
        shown = {"ours": excerpt(ours, before, one), "theirs": excerpt(theirs, after, other)}
        return Noticed(id, effect, sentence, sure, shown)

    better = blank.better if blank is not None else better_way(one, before, words)
    value, new = one.values[0], other.worst(better or "lower")
    one_unit = one.unit == other.unit
    noticed = []
    if len(other.values) > 1:
        noticed.append(told("numbers-disagree", "open", DISAGREE, sure=False))
    if blank is not None and blank.floor is not None and not same(blank.floor, new, one.kind, one_unit=one_unit):
        crossed = new > blank.floor if better == "lower" else new < blank.floor
        if crossed and not same(value, new, one.kind, one_unit=one_unit):
            return [*noticed, told("floor", "weakened", FLOOR)]
    if same(value, new, one.kind, one_unit=one_unit):
        if better != "lower" and (one.kind != "time" or better) and up_to(after, other) and not up_to(before, one):
            noticed.append(Noticed("cap", "weakened", LIMIT, sure=False))  # "20 euros" became "up to 20 euros"
        return noticed
    if better is None:
        return [*noticed, told("number-changed", "weakened", CHANGED, sure=False)]
    if (new > value) == (better == "lower"):
        return [*noticed, told("number-worse", "weakened", WORSE)]
    return [*noticed, told("number-better", "strengthened", BETTER, sure=blank is not None)]


def _blanks(had: list[Quantity], known: list[Known]) -> dict[int, Known]:
    """Which of our numbers come from which blank."""
    found: dict[int, Known] = {}
    for blank in known:
        for place, one in enumerate(had):
            fits = one.kind == blank.kind or (blank.kind == "count" and one.kind == "time")
            if (
                place not in found
                and fits
                and same(blank.value, one.values[0], one.kind, one_unit=blank.unit == one.unit)
            ):
                found[place] = blank
                break
    return found


# --- what vanished, what is new --------------------------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a semicolon or colon ends one too, since lists are written with them."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]


def coverage(part: list[str], whole: Counter[str]) -> float:
    """How much of a part's words stand in a whole: 1 is all."""
    if not part:
        return 1.0
    wanted = Counter(part)
    return sum((wanted & whole).values()) / sum(wanted.values())


def _what_vanished(ours: str, theirs: str, words: Lexicon, points: tuple[str, ...]) -> list[Noticed]:
    noticed = []
    has = Counter(words.stems(plain(theirs)))
    means = Counter(one.name for one in in_our_words(plain(ours), plain(theirs), same_words(words.language)))
    for point in points:
        stems = words.stems(plain(point))
        covered = max(coverage(stems, has), coverage(list(_meant(point, words)), means)) if stems else 1.0
        if covered < _COVERED and not _answered(point, ours, theirs, words):
            noticed.append(Noticed("point-gone", "weakened", POINT_GONE, True, {"ours": _short(point)}))
    noticed += [
        Noticed(*_what_is_gone(pair.ours, ours), False, {"ours": _short(pair.ours)})
        for pair in pair_sentences(ours, theirs, same_words(words.language))
        if not pair.theirs and len(pair.ours_pieces) >= _UNANSWERED and not points
    ]
    gone = {one.values["ours"] for one in noticed}
    fewer = len(sentences(theirs)) < len(sentences(ours))
    for sentence in sentences(ours):
        stems = words.stems(plain(sentence))
        covered = max(coverage(stems, has), coverage(list(_meant(sentence, words)), means))
        known = len(stems) < _LEAST_STEMS or covered >= _KEPT or _inside(sentence, gone)
        if not known and not _said_in_other_forms(sentence, ours, theirs, words):
            # With nothing in its place, what else is missing was missing in it.
            id = "sentence-removed" if fewer else "sentence-gone"
            said = SENTENCE_GONE
            if _written_anew(sentence, ours, theirs, words):
                id, said = "words-gone", WORDS_GONE
            noticed.append(Noticed(id, "weakened", said, False, {"ours": _short(sentence)}))
    return noticed or _runs(ours, theirs, words)


def _what_is_gone(sentence: str, ours: str) -> tuple[str, Effect, str]:
    """A sentence that is gone; what stood behind a colon is only a part of one."""
    before = ours[: max(ours.find(sentence), 0)].rstrip()
    if before.endswith(":"):
        return "words-gone", "weakened", WORDS_GONE
    return "sentence-removed", "weakened", SENTENCE_GONE


def _answered(point: str, ours: str, theirs: str, words: Lexicon) -> bool:
    """Whether another point stands in its place, which is compared with it by itself."""
    pairs = pair_sentences(ours, theirs, same_words(words.language))
    return any(pair.theirs and _letters(point) in _letters(pair.ours) for pair in pairs)


def _said_in_other_forms(sentence: str, ours: str, theirs: str, words: Lexicon) -> bool:
    """Whether the sentence that answers to it says enough of it by the noun, or by the verb."""
    same = same_words(words.language)
    for pair in pair_sentences(ours, theirs, same):
        if pair.theirs and _letters(sentence) in _letters(pair.ours):
            mine = same.pieces(plain(sentence))
            gone, new = left_over(mine, pair.theirs_pieces)
            left, _ = without_other_forms(gone, new, plain(sentence), plain(pair.theirs), same)
            return len(left) <= (1 - _COVERED) * len(mine)
    return False


def _written_anew(sentence: str, ours: str, theirs: str, words: Lexicon) -> bool:
    """Whether a sentence of theirs answers to it, though it says less."""
    pairs = pair_sentences(ours, theirs, same_words(words.language))
    return any(pair.theirs and _letters(sentence) in _letters(pair.ours) for pair in pairs)


def _meant(text: str, words: Lexicon) -> Counter[str]:
    """What the words of a text stand for, so that other words for the same are no loss."""
    return Counter(one.name for one in same_words(words.language).pieces(plain(text)))


def _runs(ours: str, theirs: str, words: Lexicon) -> list[Noticed]:
    """Longer pieces that are gone without a substitute, or new."""
    mine, yours = _surface(ours, words), _surface(theirs, words)
    same, bare = same_words(words.language), plain(ours)
    gone, _ = left_over(same.pieces(bare), in_our_words(bare, plain(theirs), same))
    out = ways_out_gone(bare, plain(theirs), same)
    gone = [one for one in gone if not any(start <= one.start < end for start, end in out)]
    missing = {word for one in gone if one.name != NOT for word in TOKEN.findall(bare[one.start : one.end])}
    before, after = (Counter(stem for stem, *_ in surface) for surface in (mine, yours))
    if min((before - after).total(), (after - before).total()) >= _EXCHANGED * max(
        (before - after).total(), (after - before).total()
    ):
        return []  # about as many words came as went: they were exchanged
    noticed = []
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        lost = [one for one in mine[first:last] if before[one[0]] > after[one[0]] and plain(one[1]) in missing]
        gained = [one for one in yours[start:stop] if after[one[0]] > before[one[0]]]
        if len(lost) >= _RUN and 2 * len(gained) < len(lost):
            values = {"ours": _stretch(ours, mine[first:last])}
            noticed.append(Noticed("words-gone", "weakened", WORDS_GONE, False, values))
        elif len(gained) >= _RUN and 2 * len(lost) < len(gained):
            values = {"theirs": _stretch(theirs, yours[start:stop])}
            noticed.append(Noticed("words-new", "open", WORDS_NEW, False, values))
    return noticed


def _surface(text: str, words: Lexicon) -> list[tuple[str, str, int]]:
    """The stems that carry meaning, each with the word as it was written, and where it begins."""
    found = re.finditer(r"[\w%’']+", bare(text))
    return [(stem, one[0], one.start()) for one in found if (stem := words.stem_of(one[0]))]


def _stretch(text: str, words: Sequence[tuple[str, str, int]]) -> str:
    """From the first of some words to the last, with all that stands between them, a "not" too."""
    return _short(bare(text)[words[0][2] : words[-1][2] + len(words[-1][1])])


def _inside(sentence: str, pieces: set[str]) -> bool:
    return any(_short(sentence)[:40] in piece or piece[:40] in sentence for piece in pieces)


def _letters(text: str) -> str:
    return "".join(one for one in plain(text) if one.isalnum())


def _short(text: str) -> str:
    text = text.rstrip(" .;؛")  # the sentence in which it is quoted has an end of its own
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"
