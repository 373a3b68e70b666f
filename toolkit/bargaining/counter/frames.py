"""Two sentences side by side: who owes what to whom, whose yes is needed, from when a time runs, what is turned round.

A sentence of ours is held against the sentence of theirs that answers to it, so that a gain in one place does not hide a
loss in another. What both say in other words is no difference (`same_words`); each difference that is left is
named, and what no rule understands is said to be not understood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from toolkit.bargaining.counter.lexicon import Found, Lexicon, plain
from toolkit.bargaining.counter.quantities import quantities
from toolkit.bargaining.counter.same_words import NOT, Piece, SameWords, left_over, same_words
from toolkit.bargaining.counter.sentence_pairs import SentencePair, pair_sentences
from toolkit.bargaining.counter.signals import SIGNALS, Noticed, judge_words
from toolkit.languages import translatable

NOT_GONE = translatable("A “not” is gone: the sentence says the opposite.")
NOT_NEW = translatable("A “not” is new: the sentence says the opposite.")
EXCHANGED = translatable("Who has to act was exchanged: what the employer owed, the union or the workers owe now.")
RIGHT_EXCHANGED = translatable("Whose right it is was exchanged: what we may do, the employer may do now.")
TRIGGER = translatable("The time runs from something else: “{ours}” became “{theirs}”.")
OPENED = translatable("A closed list was opened: what was the only purpose or case is an example now.")
APPROVER = translatable("Somebody else has to agree: it was the union or both, and is the employer or another body.")
DEEMED = translatable("Silence counts as a yes: who does not object has agreed.")
CONDITION = translatable("A new condition: “{theirs}”.")
TAKEN_OUT = translatable("Words were taken out of the sentence: “{ours}”.")
PUT_IN = translatable("Words were put into the sentence: “{theirs}”.")
NOT_UNDERSTOOD = translatable("Not understood: “{ours}” became “{theirs}”. Read both.")
GONE_UNKNOWN = translatable("Not understood: “{ours}” is gone. Read both.")
NEW_UNKNOWN = translatable("Not understood: “{theirs}” is new. Read both.")

_ACT = {"must", "may", "right", "must_not"}
_OURS = ("union", "workers", "person", "service_users", "applicants")
_ALIKE = 0.45  # how like two sentences must be for a difference between them to be named
_CONDITION = 2  # words of its own that a new "if" must bring
_EDITED = 0.8  # the share of words that must have stayed for a sentence to be edited, and not written anew
_WHOLE = 0.97  # and for words to have been put in or taken out with nothing in exchange
_WAYS_OUT = {
    "soft",
    "exception",
    "condition",
    "discretion",
    "law_only",
    "narrow",
    "partial",
    "secret",
    "cap",
    "vague_time",
    "should",
    "employer_may",
}
_GAINS = {
    "written",
    "reasons",
    "remedy",
    "public",
    "evidence",
    "independent",
    "at_least",
    "consent",
    "negotiate",
    "human",
    "pays",
}
_SHOWN = 90


@dataclass(frozen=True)
class Compared:
    """What the sentences of two paragraphs show.

    Attributes
    ----------
    harmless
        Every edit is understood, and none takes or gives anything.
    noticed
        Differences, those that no rule understands among them.
    """

    harmless: bool
    noticed: tuple[Noticed, ...] = field(default=())


def compare_sentences(ours: str, theirs: str, words: Lexicon) -> Compared:
    """The differences between two paragraphs, sentence by sentence.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> en = lexicon("en")
    >>> compare_sentences("The Employer shall reply within 30 days.", "The Employer must answer within 30 days.", en).harmless
    True
    >>> seen = compare_sentences("Within 30 days of the request.", "Within 30 days of the end of its review.", en)
    >>> [one.id for one in seen.noticed][:1]
    ['trigger']
    """
    same = same_words(words.language)
    noticed: list[Noticed] = []
    harmless = True
    for pair in pair_sentences(ours, theirs, same):
        gone, new = left_over(pair.ours_pieces, pair.theirs_pieces)
        if not pair.ours or not pair.theirs:
            harmless = False
            continue
        found = list(_differences(pair, gone, new, same)) if pair.likeness >= _ALIKE else []
        noticed += found
        if gone or new or found:
            harmless = False
            if not found:
                noticed.append(_not_understood(pair, gone, new))
    return Compared(harmless, tuple(_once(noticed)))


def _once(noticed: list[Noticed]) -> Iterator[Noticed]:
    seen = set()
    for one in noticed:
        key = (one.id, tuple(sorted(map(str, one.values.items()))))
        if key not in seen:
            seen.add(key)
            yield one


def _differences(pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    words = same.words
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    yield from _actors(ours, theirs, same)
    if same.has("closed", ours) > same.has("closed", theirs) and same.has("examples", theirs) > same.has(
        "examples", ours
    ):
        yield Noticed("opened", "weakened", OPENED)
    if same.has("deemed", theirs) > same.has("deemed", ours):
        yield Noticed("deemed", "weakened", DEEMED)
    yield from _approver(ours, theirs, words)
    yield from (one for one in _signals(ours, theirs, gone, new, same) if one.effect == "weakened")
    kept, stayed = _kept(ours, theirs)
    if max(kept, stayed) < _EDITED:
        return  # written anew: small words tell nothing any more
    yield from _turned(gone, new, ours, theirs, same)
    yield from _triggers(ours, theirs, same)
    if kept >= _EDITED:
        yield from _condition(pair, new, same)
    if kept >= _WHOLE and new and not _lists(pair.theirs, new, same) & {"must", "at_once", *_GAINS}:
        yield Noticed("put-in", "weakened", PUT_IN, False, {"theirs": _said(pair.theirs, new)})
    if stayed >= _WHOLE and gone and not _lists(pair.ours, gone, same) & _WAYS_OUT:
        yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": _said(pair.ours, gone)})


def _kept(ours: str, theirs: str) -> tuple[float, float]:
    """Which share of our words stands in theirs in the same order, and of theirs in ours."""
    mine, yours = re.findall(r"\w+", ours), re.findall(r"\w+", theirs)
    blocks = SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks()
    both = sum(block.size for block in blocks)
    return both / max(len(mine), 1), both / max(len(yours), 1)


def _lists(text: str, pieces: Sequence[Piece], same: SameWords) -> set[str]:
    return {one.list for one in same.words.find(plain(text)) if _touches(one, pieces)}


def _said(text: str, pieces: Sequence[Piece]) -> str:
    return _short(", ".join(plain(text)[one.start : one.end] for one in pieces))


# --- turned round ----------------------------------------------------------------------------------------------------


def _turned(gone: Sequence[Piece], new: Sequence[Piece], ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A "not" more or less, where no ban, exception or silence says so already."""
    before, after = _nots(ours, same), _nots(theirs, same)
    lost = sum(one.name == NOT for one in gone)
    gained = sum(one.name == NOT for one in new)
    if lost > gained and before > after:
        yield Noticed("not-gone", "weakened", NOT_GONE)
    elif gained > lost and after > before and not _freed(ours, theirs, same.words):
        yield Noticed("not-new", "weakened", NOT_NEW, sure=False)


def _nots(text: str, same: SameWords) -> int:
    return sum(one.name == NOT for one in same.pieces(text)) + sum(
        one.list in ("must_not", "exception", "released") for one in same.words.find(text)
    )


def _freed(ours: str, theirs: str, words: Lexicon) -> bool:
    """Whether the new "not" binds the employer further, or stands in a list that another rule reads."""
    had = Counter(one.list for one in words.find(ours))
    has = Counter(one.list for one in words.find(theirs))
    return any(has[name] > had[name] for name in ("must_not", "at_least", "cap", "shield", "before"))


# --- who ------------------------------------------------------------------------------------------------------------


def _actors(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who owes and who may, before and after."""
    before, after = _agents(ours, same), _agents(theirs, same)
    for (kind, verb), agent in before.items():
        other = after.get((kind, verb))
        if other is None or other == agent:
            continue
        if kind == "must" and agent == "employer" and other in _OURS:
            yield Noticed("exchanged", "weakened", EXCHANGED)
        elif kind == "may" and agent in _OURS and other == "employer":
            yield Noticed("right-exchanged", "weakened", RIGHT_EXCHANGED)


def _agents(text: str, same: SameWords) -> dict[tuple[str, str], str]:
    """For each duty or right, by what is to be done, who has it; in a passive sentence who stands behind "by"."""
    found = [one for one in same.words.find(text) if one.list in (*_OURS, "employer", "supplier", *_ACT)]
    pieces = same.pieces(text)
    agents: dict[tuple[str, str], str] = {}
    for place, one in enumerate(found):
        if one.list not in _ACT:
            continue
        verb = next((piece for piece in pieces if piece.start >= one.end and piece.name[0] not in "@#"), None)
        before = [other for other in found[:place] if other.list not in _ACT]
        after = [other for other in found[place + 1 :] if other.list not in _ACT]
        by = next((other for other in after if _behind_by(text, other.start, same)), None)
        agent = by or (before[-1] if before else None)
        if same.words.language == "ar" and not before and after:
            agent = by or after[0]  # the verb comes first
        if verb is not None and agent is not None:
            kind = "may" if one.list in ("may", "right") else "must"
            agents.setdefault((kind, verb.name), agent.list)
    return agents


def _behind_by(text: str, start: int, same: SameWords) -> bool:
    before = text[:start].rstrip()
    return any(re.search(rf"(?<!\w){re.escape(plain(str(by)))}(?:\s+\w{{1,3}})?$", before) for by in same.record["by"])


def _approver(ours: str, theirs: str, words: Lexicon) -> Iterator[Noticed]:
    """Whose yes is needed: the party nearest to the word for consent."""
    before, after = _holders(ours, words), _holders(theirs, words)
    if "union" in before and "union" not in after and "employer" in after:
        yield Noticed("approver", "weakened", APPROVER)


def _holders(text: str, words: Lexicon) -> set[str]:
    found = list(words.find(text))
    holders = set()
    for place, one in enumerate(found):
        if one.list != "consent":
            continue
        near = [
            (other.start - one.end if other.start >= one.end else (one.start - other.end) + 12, other.list)
            for other in found[max(place - 2, 0) : place + 3]
            if other.list in ("union", "employer")
        ]
        if near and min(near)[0] <= 40:
            holders.add(min(near)[1])
    return holders


# --- from when -------------------------------------------------------------------------------------------------------


def _triggers(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """From what a time runs: the words after "of", "from", "after" behind a length of time."""
    before, after = _runs_from(ours, same), _runs_from(theirs, same)
    for value, (phrase, names) in before.items():
        other = after.get(value)
        if other is None or not names or not other[1]:
            continue
        both = len(names & other[1])
        if both * 2 < len(names | other[1]) and not names <= other[1]:
            yield Noticed("trigger", "weakened", TRIGGER, False, {"ours": phrase, "theirs": other[0]})
        elif both and other[1] - names and len(other[1] - names) >= 2:
            yield Noticed("trigger", "weakened", TRIGGER, False, {"ours": phrase, "theirs": other[0]})


def _runs_from(text: str, same: SameWords) -> dict[float, tuple[str, set[str]]]:
    starts = sorted(map(plain, map(str, same.record["from"])), key=len, reverse=True)
    pattern = re.compile(rf"\s*,?\s*(?:{'|'.join(map(same.words.pattern, starts))})(?!\w)\s*")
    found: dict[float, tuple[str, set[str]]] = {}
    for one in quantities(text, same.words):
        match = pattern.match(text, one.end) if one.kind == "time" else None
        if match is None:
            continue
        phrase = re.split(_ENDS[same.words.language], text[match.end() : match.end() + 120])[0].strip()
        names = [piece.name for piece in same.pieces(phrase) if piece.name not in ("@employer", "@union")][:6]
        found.setdefault(round(one.values[0], 2), (_short(phrase), set(names)))
    return found


# --- words that mean less --------------------------------------------------------------------------------------------


def signals_between(ours: str, theirs: str, words: Lexicon) -> list[Noticed]:
    """The signals of two paragraphs, without those whose words stand in both in another form."""
    same = same_words(words.language)
    before, after = plain(ours), plain(theirs)
    return list(_signals(before, after, *left_over(same.pieces(before), same.pieces(after)), same))


def _signals(ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """The signals of two plain texts, where the words they go by are among those that changed."""
    rows = {row.id: row for row in SIGNALS}
    before, after = same.pieces(ours), same.pieces(theirs)
    had, has = list(same.words.find(ours)), list(same.words.find(theirs))
    for one in judge_words(ours, theirs, same.words):
        names = {name.removeprefix("employer_").removeprefix("union_") for name in rows[one.id].words}
        names |= set(rows[one.id].words)
        found, pieces, changed = (has, after, new) if rows[one.id].when == "more" else (had, before, gone)
        hits = [each for each in found if each.list in names]
        if any(_touches(each, changed) or not _touches(each, pieces) for each in hits):
            yield one


def _touches(found: Found, pieces: Sequence[Piece]) -> bool:
    """Whether a phrase is one of these; a phrase of small words only is none of any."""
    return any(one.start < found.end and found.start < one.end for one in pieces)


def _condition(pair: SentencePair, new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """An "if" of theirs with words that ours does not have."""
    group = next(
        (name for name, phrases in same.groups.record["words"].items() if _IF[same.words.language] in phrases), ""
    )
    ifs = [one for one in new if one.name == group]
    for one in ifs:
        text = plain(pair.theirs)
        clause = re.split(r"[,.;:؛،]", text[one.start :])[0]
        own = [piece for piece in new if one.end <= piece.start < one.start + len(clause)]
        if len(own) >= _CONDITION:
            yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": _short(clause)})
            return


_ENDS = {
    code: re.compile(rf"[,.;:؛،]|(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "the employer|the union|shall|must|will|and|or|every|where|if",
        "ar": "يلتزم|تلتزم|صاحب العمل|النقابه|ثم|وبعد|واذا|اذا",
        "fr": "l'employeur|le syndicat|doit|et|ou|puis|si|lorsque",
        "es": "el empleador|el sindicato|debera|y|o|si|cuando",
        "pt": "o empregador|o sindicato|devera|deve|e|ou|se|quando",
    }.items()
}
_IF = {"en": "if", "ar": "إذا", "fr": "si", "es": "si", "pt": "se"}


# --- what is not understood ------------------------------------------------------------------------------------------


def _not_understood(pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece]) -> Noticed:
    ours, theirs = _said(pair.ours, gone), _said(pair.theirs, new)
    if gone and new:
        return Noticed("not-understood", "open", NOT_UNDERSTOOD, False, {"ours": ours, "theirs": theirs})
    if gone:
        return Noticed("not-understood", "open", GONE_UNKNOWN, False, {"ours": ours})
    return Noticed("not-understood", "open", NEW_UNKNOWN, False, {"theirs": theirs})


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"
