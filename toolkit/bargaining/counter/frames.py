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
CLOSED = translatable("An open list was closed: what was an example is the only case now.")
APPROVAL = translatable("It needs the yes of management now.")
BANNED = translatable("A ban on the union or on workers is new.")
PROVES = translatable("The union or the workers have to do or prove what the employer had to.")
DEEMED = translatable("Silence counts as a yes: who does not object has agreed.")
CONDITION = translatable("A new condition: “{theirs}”.")
TAKEN_OUT = translatable("Words were taken out of the sentence: “{ours}”.")
PUT_IN = translatable("Words were put into the sentence: “{theirs}”.")
NOT_UNDERSTOOD = translatable("Not understood: “{ours}” became “{theirs}”. Read both.")
GONE_UNKNOWN = translatable("Not understood: “{ours}” is gone. Read both.")
NEW_UNKNOWN = translatable("Not understood: “{theirs}” is new. Read both.")

_ACT = {"must", "may", "right", "must_not"}
_MODAL = {"may", "right", "employer_may", "union_may", "must_not", "should", "released"}  # said by the smallest words
_OURS = ("union", "workers", "person", "service_users", "applicants")
_ALIKE = 0.45  # how like two sentences must be for a difference between them to be named
_CONDITION = 2  # words of its own that a new "if" must bring
_EDITED = 0.7  # the share of words that must have stayed for a sentence to be edited, and not written anew
_SOME = 2  # words with a meaning of their own that must have been put in or taken out at one place
_WORDS = re.compile(r"\w+")
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
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    yield from _actors(ours, theirs, same)
    if same.has("closed", ours) > same.has("closed", theirs) and same.has("examples", theirs) > same.has(
        "examples", ours
    ):
        yield Noticed("opened", "weakened", OPENED)
    elif same.has("examples", ours) > same.has("examples", theirs):
        yield Noticed("closed", "weakened", CLOSED, sure=False)
    if same.has("deemed", theirs) > same.has("deemed", ours):
        yield Noticed("deemed", "weakened", DEEMED)
    yield from _approver(ours, theirs, gone, new, same)
    yield from (one for one in _signals(ours, theirs, gone, new, same) if one.effect == "weakened")
    kept, stayed = _kept(ours, theirs)
    if max(kept, stayed) < _EDITED:
        return  # written anew: small words tell nothing any more
    yield from _turned(gone, new, ours, theirs, same)
    yield from _triggers(ours, theirs, same)
    if kept >= _EDITED:
        yield from _condition(pair, new, same)
    placed = list(_put_in_or_taken_out(ours, theirs, gone, new, same))
    if len({one.id for one in placed}) == 1:  # both at once: words were exchanged, or stand elsewhere in another form
        yield from placed


def _put_in_or_taken_out(
    ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """Words put in at one place, or taken out, with nothing in exchange there; mostly they take something away."""
    mine, yours = list(_WORDS.finditer(ours)), list(_WORDS.finditer(theirs))
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag == "insert":
            own = _within(new, yours[start].start(), yours[stop - 1].end())
            lists = {one.list for one in same.phrases(theirs) if _touches(one, own)}
            if (len(own) >= _SOME or lists & _WAYS_OUT) and not lists & {"must", "at_once", *_GAINS}:
                yield Noticed("put-in", "weakened", PUT_IN, False, {"theirs": _said(theirs, own)})
        elif tag == "delete":
            own = _within(gone, mine[first].start(), mine[last - 1].end())
            lists = {one.list for one in same.phrases(ours) if _touches(one, own)}
            if len(own) >= _SOME and not lists & _WAYS_OUT:
                yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": _said(ours, own)})


def _within(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    return [one for one in pieces if start <= one.start and one.end <= end]


def _kept(ours: str, theirs: str) -> tuple[float, float]:
    """Which share of our words stands in theirs in the same order, and of theirs in ours."""
    mine, yours = _WORDS.findall(ours), _WORDS.findall(theirs)
    blocks = SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks()
    both = sum(block.size for block in blocks)
    return both / max(len(mine), 1), both / max(len(yours), 1)


def _said(text: str, pieces: Sequence[Piece]) -> str:
    return _short(", ".join(text[one.start : one.end] for one in pieces))


# --- turned round ----------------------------------------------------------------------------------------------------


def _turned(gone: Sequence[Piece], new: Sequence[Piece], ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A "not" more or less, where no ban, exception or silence says so already."""
    before, after = _nots(ours, same), _nots(theirs, same)
    lost = sum(one.name == NOT for one in gone)
    gained = sum(one.name == NOT for one in new)
    if lost > gained and before > after:
        yield Noticed("not-gone", "weakened", NOT_GONE)
    elif gained > lost and after > before and not _freed(ours, theirs, same):
        yield Noticed("not-new", "weakened", NOT_NEW, sure=False)


def _nots(text: str, same: SameWords) -> int:
    return sum(one.name == NOT for one in same.pieces(text)) + sum(
        one.list in ("must_not", "exception", "released") for one in same.phrases(text)
    )


def _freed(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new "not" binds the employer further, or stands in a list that another rule reads."""
    had = Counter(one.list for one in same.phrases(ours))
    has = Counter(one.list for one in same.phrases(theirs))
    return any(has[name] > had[name] for name in ("must_not", "at_least", "cap", "shield", "before"))


# --- who ------------------------------------------------------------------------------------------------------------


def _actors(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who owes and who may, before and after."""
    before, after = _agents(ours, same), _agents(theirs, same)
    exchanged = False
    for (kind, verb), agent in before.items():
        other = after.get((kind, verb))
        if other is None or other == agent:
            continue
        if kind == "must" and agent == "employer" and other in ("union", "workers"):
            exchanged = True
            yield Noticed("exchanged", "weakened", EXCHANGED)
        elif kind == "may" and agent in _OURS and other == "employer":
            yield Noticed("right-exchanged", "weakened", RIGHT_EXCHANGED)
    banned = [key for key, agent in after.items() if key[0] == "must_not" and agent in ("union", "workers")]
    if any(before.get(key) not in ("union", "workers") for key in banned):
        yield Noticed("banned", "weakened", BANNED, sure=False)
    new = {key for key, agent in after.items() if key[0] == "must" and agent == "union" and key not in before}
    new = {key for key in new if key[1] not in _receiving(same)}
    if (
        same.words.language != "ar"
        and not exchanged
        and len(new) > sum(key[0] == "must" and agent == "union" for key, agent in before.items())
    ):
        yield Noticed("proves", "weakened", PROVES, sure=False)
    if not exchanged and _subject(ours, same) == "employer" and _subject(theirs, same) in ("union", "workers"):
        if not new and not _receives(theirs, same) and not any(key[0] != "must" for key in after):
            yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)


def _subject(text: str, same: SameWords) -> str:
    """The party that a sentence begins with, in languages whose duties stand in the present; in Arabic, behind the verb."""
    for one in same.phrases(text):
        if _names_employer(text, one):
            return "employer"
        if one.list not in ("employer", "union", "workers"):
            continue
        if not _is_object(text, one, same):
            return one.list
    return ""


def _is_object(text: str, found: Found, same: SameWords) -> bool:
    """Whether somebody is acted upon: *with the Union*."""
    return any(word in same.words.before_objects for word in text[: found.start].split()[-2:])


def _names_employer(text: str, found: Found) -> bool:
    """Whether an Arabic phrase for a duty names the employer in one breath: "it lies on the employer to"."""
    return found.list in (*_ACT, "employer_may", "released") and "صاحب" in text[found.start : found.end]


def _receives(text: str, same: SameWords) -> bool:
    """Whether the one who stands first is given something, or suffers it: "the Union receives", "by the Employer"."""
    names = _receiving(same)
    found = same.pieces(text)
    return any(one.name in names for one in found) or any(
        one.name == "@employer" and _behind_by(text, one.start, same) for one in found
    )


def _receiving(same: SameWords) -> set[str]:
    """The name of the group that says "to receive"."""
    group = {"en": "receive*", "ar": "يتلقى", "fr": "reçoi*", "es": "recib*", "pt": "receb*"}[same.words.language]
    return {name for name, phrases in same.groups.record["words"].items() if group in phrases}


def _agents(text: str, same: SameWords) -> dict[tuple[str, str], str]:
    """For each duty or right, by what is to be done, who has it; in a passive sentence who stands behind "by"."""
    found = [one for one in same.phrases(text) if one.list in (*_OURS, "employer", "supplier", *_ACT)]
    pieces = same.pieces(text)
    agents: dict[tuple[str, str], str] = {}
    for place, one in enumerate(found):
        if one.list not in _ACT:
            continue
        clause_start = max(text.rfind(mark, 0, one.start) for mark in ",;.:؛،")
        verb = next((piece for piece in pieces if piece.start >= one.end and piece.name[0] not in "@#"), None)
        before = [other for other in found[:place] if other.list not in _ACT and not _is_object(text, other, same)]
        after = [other for other in found[place + 1 :] if other.list not in _ACT]
        by = next((other for other in after if _behind_by(text, other.start, same)), None)
        agent = by or (before[-1] if before else None)
        if _names_employer(text, one) or any(_names_employer(text, other) for other in found[place + 1 : place + 2]):
            agents.setdefault((one.list, verb.name if verb else ""), "employer")
            continue
        if one.list == "must_not" and agent is not None and agent.start < clause_start:
            continue  # it is said of something else
        if same.words.language == "ar" and not before and after:
            agent = by or after[0]  # the verb comes first
        if verb is not None and agent is not None:
            kind = "may" if one.list in ("may", "right") else one.list
            agents.setdefault((kind, verb.name), agent.list)
    return agents


def _behind_by(text: str, start: int, same: SameWords) -> bool:
    before = text[:start].rstrip()
    return any(re.search(rf"(?<!\w){re.escape(plain(str(by)))}(?:\s+\w{{1,3}})?$", before) for by in same.record["by"])


def _approver(
    ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """Whose yes is needed: the party nearest to the word for consent."""
    before, after = _holders(ours, same), _holders(theirs, same)
    both = {name for name in _both(same) if any(one.name == name for one in gone)}
    if ("union" in before and "union" not in after and "employer" in after) or (
        both and any(one.name == "@employer" for one in new)
    ):
        yield Noticed("approver", "weakened", APPROVER)
    elif "employer" in after and "employer" not in before:
        yield Noticed("approval", "weakened", APPROVAL)


def _both(same: SameWords) -> set[str]:
    """The names of the group that says "both parties"."""
    phrase = {
        "en": "both parties",
        "ar": "الطرفان",
        "fr": "les deux parties",
        "es": "ambas partes",
        "pt": "ambas as partes",
    }
    wanted = phrase[same.words.language]
    return {name for name, phrases in same.groups.record["words"].items() if wanted in phrases}


def _holders(text: str, same: SameWords) -> set[str]:
    found = list(same.phrases(text))
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
        if (
            both * 2 < len(names | other[1])
            and not names <= other[1]
            or both
            and other[1] - names
            and len(other[1] - names) >= 2
        ):
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
    for place, match in enumerate(re.finditer(rf"(?<!\w)(?:{_SINCE[same.words.language]})(?!\w)\s*", text)):
        phrase = re.split(_ENDS[same.words.language], text[match.end() : match.end() + 120])[0].strip()
        names = [piece.name for piece in same.pieces(phrase) if piece.name not in ("@employer", "@union")][:6]
        found.setdefault(-1.0 - place, (_short(phrase), set(names)))
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
    had, has = list(same.phrases(ours)), list(same.phrases(theirs))
    for one in judge_words(ours, theirs, same.words):
        names = {name.removeprefix("employer_").removeprefix("union_") for name in rows[one.id].words}
        names |= set(rows[one.id].words)
        found, pieces, changed = (has, after, new) if rows[one.id].when == "more" else (had, before, gone)
        hits = [each for each in found if each.list in names]
        if _said_otherwise(one.id, ours, theirs, same):
            continue
        if names & _MODAL or any(_touches(each, changed) or not _touches(each, pieces) for each in hits):
            yield one


def _said_otherwise(signal: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the words of a signal stand there in a form that no list can hold."""
    if signal == "ban":  # "shall not record" and "shall make no recording"
        only = same.has("closed", ours)
        return _nots(theirs, same) >= _nots(ours, same) or (only > 0 and same.has("closed", theirs) >= only)
    if signal in ("may", "right"):  # as often as before, and nobody else's
        had, has = (sum(one.list in ("may", "right") for one in same.phrases(text)) for text in (ours, theirs))
        before = _agents(ours, same)
        passed = any(
            agent == "employer" and key[0] == "may" and before.get(key) != agent
            for key, agent in _agents(theirs, same).items()
        )
        return 0 < had == has and not passed
    return signal == "should" and theirs.startswith("should ")  # "Should the system fail, …"


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
# From when something runs, where no length of time stands before it.
_SINCE = {
    "en": "from the (?:day|date|moment) (?:on|from|at) which|from the first day of",
    "ar": "من (?:ال)?يوم الذي|من تاريخ|منذ (?:ال)?يوم الذي|من اول يوم",
    "fr": "a compter du jour ou|des le jour ou|du jour ou|des le premier|le jour ou",
    "es": "desde el dia en que|desde que|a partir del dia en que",
    "pt": "do dia em que|a partir do dia em que|desde o dia em que|desde que",
}
_IF = {"en": "if", "ar": "إذا", "fr": "si", "es": "si", "pt": "se"}


# --- what is not understood ------------------------------------------------------------------------------------------


def _not_understood(pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece]) -> Noticed:
    ours, theirs = _said(plain(pair.ours), gone), _said(plain(pair.theirs), new)
    if gone and new:
        return Noticed("not-understood", "open", NOT_UNDERSTOOD, False, {"ours": ours, "theirs": theirs})
    if gone:
        return Noticed("not-understood", "open", GONE_UNKNOWN, False, {"ours": ours})
    return Noticed("not-understood", "open", NEW_UNKNOWN, False, {"theirs": theirs})


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"
