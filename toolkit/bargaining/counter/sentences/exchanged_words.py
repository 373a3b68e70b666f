"""Words put into a sentence, or taken out of it, with nothing in exchange; and whether anything is left unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from toolkit.bargaining.counter.actors.agents import count_voices
from toolkit.bargaining.counter.actors.proof_and_pay import costs_of_employer
from toolkit.bargaining.counter.cases.which_cases import LIMITS, ORS, left_out_of_a_choice
from toolkit.bargaining.counter.excuses.happening import only_happens
from toolkit.bargaining.counter.lexicon import Found, Lexicon, plain, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.excerpts import said, without_numbers
from toolkit.bargaining.counter.meanings.other_forms import unexplained, without_other_forms
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords, left_over, same_words
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair, pair_sentences
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.wordings.alike import bounded_alike
from toolkit.bargaining.counter.wordings.more_for_us import (
    broadens_a_ban,
    broadens_a_duty,
    broadens_a_right,
    ours_to_use,
)
from toolkit.bargaining.counter.wordings.turns import impossible, newly
from toolkit.bargaining.counter.wordings.what_comes_to_us import SPARED, spared
from toolkit.languages import translatable

TAKEN_OUT = translatable("Words were taken out of the sentence: “{ours}”.")
PUT_IN = translatable("Words were put into the sentence: “{theirs}”.")

_CAUSE = {"en": "because of", "ar": "بسبب", "fr": "en raison de", "es": "a causa de", "pt": "por causa de"}
_SOME = 2  # words with a meaning of their own that must have been put in or taken out at one place
_PARTS = {
    code: re.compile(rf"[,;:.()،؛]|(?<!\w)(?:{words})(?!\w)" if code != "ar" else r"[,;:.()،؛]| و(?=\w{2})")
    for code, words in {"en": "and|or|nor", "ar": "", "fr": "et|ou|ni", "es": "y|e|o|ni", "pt": "e|ou|nem"}.items()
}
_LISTED = {
    "en": re.compile(r"(?:, |(?<!\w)(?:and|or) )(?:the |an? |its )?$"),
    "ar": re.compile(r"(?:، | و| او )(?:ال)?$"),
    "fr": re.compile(r"(?:, |(?<!\w)(?:et|ou) )(?:l'|les? |la |des? |du |d'|une? )*$"),
    "es": re.compile(r"(?:, |(?<!\w)(?:y|e|o|u|ni) )(?:en |de |del |al? )?(?:el |la |los |las |una? )?$"),
    "pt": re.compile(r"(?:, |(?<!\w)(?:e|ou|nem) )(?:em |d[aeo]s? |n[ao]s? )?(?:[oa]s? |uma? )?$"),
}
_WORDS = re.compile(r"\w+")
_STOPS = re.compile(r"[.,;:؛،]")
_COST = {"en": "cost", "ar": "كلفة", "fr": "coût*", "es": "costo*", "pt": "custo*"}
_WAYS_OUT = {
    "soft",
    "feasible",
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

_MAYS = {"may", "employer_may"}
_ASKED = {"written", "reasons", "public", "evidence", "independent"}  # no gain where they are asked of us
_AGAINST = re.compile(r"(?<!\w)(?:against|contra|contre|ضد)(?!\w)")
# What only stresses a ban.
_EMPHATIC = word_patterns(
    en=r"(?:without (?:any )?exception|(?:under|in) (?:any|no) (?:circumstances?|case)(?: whatsoever| whatever)?|"
    r"in any event|at any time|ever|at all|any circumstances(?: whatsoever)?|circumstances(?: whatsoever)?|whatsoever)",
    ar=r"(?:(?:دون|بلا|بدون|من غير) (?:اي )?استثناء|باي حال(?: من الاحوال)?|في اي ظرف(?: من الظروف)?|"
    r"تحت اي ظرف|مطلقا|البته)",
    fr=r"(?:sans (?:aucune )?exception|en aucun cas|en aucune circonstance|en toute hypothese|jamais)",
    es=r"(?:sin excepcion(?: alguna)?|en ningun caso(?: y)?(?: bajo ningun concepto)?|"
    r"bajo ningun concepto|jamas|nunca)",
    pt=r"(?:sem (?:nenhuma |qualquer )?excecao(?: alguma)?|em (?:qualquer|nenhuma) hipotese(?: alguma)?|"
    r"em hipotese alguma|jamais|em caso algum|em nenhum caso)",
)


def compare_words(
    pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """What was put in or taken out.

    >>> en = same_words("en")
    >>> mine, yours = "The fee is paid for a morning shift.", "The fee is paid for a long cold morning shift."
    >>> pair = pair_sentences(mine, yours, en)[0]
    >>> [one.id for one in compare_words(pair, *left_over(pair.ours_pieces, pair.theirs_pieces), en)]
    ['put-in']
    """
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    lost, _ = without_other_forms(gone, new, ours, theirs, same)
    if chosen := left_out_of_a_choice(pair, unexplained(lost, pair.theirs_pieces), same):
        yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": said(ours, chosen)})
        return
    placed = list(_put_in_or_taken_out(ours, theirs, gone, new, same))
    if len({one.id for one in placed}) == 1:  # both at once: words were exchanged, or stand elsewhere in another form
        yield from placed
    elif not placed and not without_numbers(new) and (several := _several(lost, pair, ours, same)):
        yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": said(ours, several)})
    elif not placed and not without_numbers(new) and (named := _one_of_several(ours, theirs, gone, same)):
        yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": named})


def _several(lost: Sequence[Piece], pair: SentencePair, ours: str, same: SameWords) -> list[Piece]:
    """Words that are gone at more than one place, each after a comma or an "and", with nothing new: "a, b, c and d"."""
    lost = [one for one in unexplained(without_numbers(lost), pair.theirs_pieces) if one.name[0] not in "@#!"]
    items = [one for one in lost if _LISTED[same.words.language].search(ours[: one.start])]
    ways = {one.list for one in same.phrases(ours) if touches(one, lost)} & _WAYS_OUT
    return items if len(items) >= _SOME and len(items) == len(lost) and not ways else []


def _one_of_several(ours: str, theirs: str, gone: Sequence[Piece], same: SameWords) -> str:
    """One of two that were named side by side, and is gone with the "and" before it: "body and mind", "body"."""
    mine, yours = list(_WORDS.finditer(ours)), list(_WORDS.finditer(theirs))
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    changed = [one for one in matcher.get_opcodes() if one[0] != "equal"]
    if len(changed) != 1 or changed[0][0] != "delete":
        return ""
    start, end = mine[changed[0][1]].start(), mine[changed[0][2] - 1].end()
    own = [one for one in gone if start <= one.start < end and one.name[0] not in "@#!"]
    joined = _PARTS[same.words.language].match(ours, start) or _PARTS[same.words.language].search(ours[:end], end - 3)
    return ours[start:end] if len(own) == 1 and joined else ""


def _fewer_banned(
    ours: str, lost: Sequence[Piece], pieces: Sequence[Piece], theirs: str, same: SameWords
) -> list[Piece]:
    """What stood in a list of all that is banned and is gone, two at least: "shall not score, rank or reject"."""
    if not denials(ours, same).all or denials(theirs, same).all < denials(ours, same).all:
        return []
    ors = ORS[same.words.language]
    listed = []
    for one, other in pairwise(pieces):
        between = ours[one.end : other.start].strip()
        if between in (",", "،") or ors.fullmatch(between.strip(", ")):
            listed.append(one)
    found = [one for one in listed if one in lost and one.name[0] not in "@#!"]
    return found if len(found) >= _SOME else []


def compare_denied(
    pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """A part of a sentence that denied something, of which nothing is said any more.

    >>> en = same_words("en")
    >>> mine, yours = "The chair rotates and has no casting vote.", "The chair alternates between both sides."
    >>> pair = pair_sentences(mine, yours, en)[0]
    >>> [one.id for one in compare_denied(pair, *left_over(pair.ours_pieces, pair.theirs_pieces), en)]
    ['taken-out']
    """
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    lost, _ = without_other_forms(without_numbers(gone), without_numbers(new), ours, theirs, same)
    if fewer := _fewer_banned(ours, unexplained(lost, pair.theirs_pieces), pair.ours_pieces, theirs, same):
        yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": said(ours, fewer)})
        return
    if denials(ours, same).all <= denials(theirs, same).all:
        return
    lost = unexplained(lost, pair.theirs_pieces)
    for part in _PARTS[same.words.language].split(ours):
        start = ours.index(part)
        inside = [one for one in pair.ours_pieces if start <= one.start < start + len(part)]
        if _way_out_of_theirs(ours, start, start + len(part), same):
            continue
        said_there = [one for one in inside if one.name != NOT and one.name[0] not in "@#"]
        if len(said_there) < len(inside) and len(said_there) >= _SOME and all(one in lost for one in said_there):
            yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": part.strip()})
            return


def _way_out_of_theirs(text: str, start: int, end: int, same: SameWords) -> bool:
    """Whether a part is an exception that nobody of us is named in: that it went takes nothing."""
    inside = [one for one in same.phrases(text) if start <= one.start < end]
    first = inside[0].list if inside else ""
    return first == "exception" and not any(start <= one.start < end for one in same.parties(text) if one.list in OURS)


def _put_in_or_taken_out(
    ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """Words put in at one place, or taken out, with nothing in exchange there; mostly they take something away."""
    gone, new = without_other_forms(gone, new, ours, theirs, same)
    had = {one.name for one in same.pieces(ours)}
    stays = {one.name for one in same.pieces(theirs)}
    mine, yours = list(_WORDS.finditer(ours)), list(_WORDS.finditer(theirs))
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    for edit, first, last, start, stop in matcher.get_opcodes():
        tag: str = edit
        exchanged = tag == "replace"
        if exchanged:
            tag = _one_sided(same, (ours, mine[first], mine[last - 1]), (theirs, yours[start], yours[stop - 1]))
        if tag == "insert":
            own = _within(same.pieces(theirs), new, yours[start].start(), yours[stop - 1].end())
            own = _without_none_but(own, ours, theirs, same)
            own = _without_impossible(own, ours, theirs, same)
            if only_happens(own, ours, theirs, same):
                continue  # "for each day on which this happens", and "per day"
            lists = {one.list for one in same.phrases(theirs) if touches(one, own)}
            if lists & set(LIMITS) and same.has("closed", ours) >= same.has("closed", theirs) > 0:
                lists -= set(LIMITS)  # "only" stands there as before, in other words
            if any(one.name in same.group(_COST[same.words.language]) for one in own) and not lists & _WAYS_OUT:
                clause = theirs[_begins(theirs, yours[start].start()) : yours[stop - 1].end()]
                if costs_of_employer(clause, same):
                    continue  # a further cost that the employer bears
            if any(one.name == "@employer" for one in own) and count_voices(ours, same) != count_voices(theirs, same):
                continue  # "the Union receives" and "the Employer gives"
            where = yours[start].start(), yours[stop - 1].end()
            if not lists & (_WAYS_OUT - {"employer_may"}) and (
                broadens_a_duty(theirs, where[0], same)
                or broadens_a_ban(theirs, *where, same)
                or broadens_a_right(theirs, where[0], same)
                or ours_to_use(theirs, *where, same)
            ):
                continue
            if own and all(one.name in had for one in own) and not lists & _WAYS_OUT:
                continue  # said twice now, where it was said once
            if spared(theirs, same) > spared(ours, same) and SPARED[same.words.language].search(theirs, *where):
                continue  # "without having to ask for it"
            banned = same.has("negation", ours) or any(one.list in ("must_not", "none") for one in same.phrases(ours))
            if banned and _EMPHATIC[same.words.language].fullmatch(theirs[where[0] : where[1]].strip(" ,،")):
                continue  # "without exception"
            if lists & _WAYS_OUT == {"cap"} and bounded_alike("cap", ours, theirs, same):
                continue  # "within 9 days at the latest"
            if all(_is_small(one, theirs, same) for one in own) and not lists & (_WAYS_OUT - _MAYS):
                continue
            gains = _GAINS - _ASKED if own and _shields(ours, mine, first, same) else _GAINS
            if (len(own) >= _SOME or lists & _WAYS_OUT) and not lists & {"must", "at_once", *gains}:
                yield Noticed("put-in", "weakened", PUT_IN, False, {"theirs": said(theirs, own)})
        elif tag == "delete":
            own = _within(same.pieces(ours), gone, mine[first].start(), mine[last - 1].end())
            lists = {one.list for one in same.phrases(ours) if touches(one, own)}
            own = _without_cause(own, list(same.pieces(ours)), stays, same)
            if exchanged:
                small = {NOT, *same.ifs}  # "as long as not" and "until", "que se"
                own = [one for one in own if one.name not in small]
            denied = any(one.name == NOT for one in own)  # "neither a secret nor …": a way out that was shut
            twice = all(one.name in stays for one in own)  # said once now, where it was said twice
            if len(own) >= _SOME and not twice and (denied or not lists & _WAYS_OUT):
                yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": said(ours, own)})


def _is_small(piece: Piece, text: str, same: SameWords) -> bool:
    """Whether a word only builds the sentence, so that rules of its own read it."""
    return piece.name in same.small or any(start <= piece.start < end for start, end in same.spans("small", text))


def _one_sided(
    same: SameWords, ours: tuple[str, re.Match[str], re.Match[str]], theirs: tuple[str, re.Match[str], re.Match[str]]
) -> str:
    """What an exchange of words is where one side has only small words: "a, b or c" became "a and c"."""
    mine, yours = (
        [one for one in same.pieces(text) if first.start() <= one.start < last.end()]
        for text, first, last in (ours, theirs)
    )
    return "delete" if mine and not yours else "replace"


def _begins(text: str, place: int) -> int:
    return max((one.end() for one in _STOPS.finditer(text, 0, place)), default=0)


def _without_none_but(own: list[Piece], ours: str, theirs: str, same: SameWords) -> list[Piece]:
    """Without "none but", where it only says what "only" said."""
    if same.has("closed", ours) <= same.has("closed", theirs):
        return own
    out = [one for one in same.phrases(theirs) if one.list == "exception"]
    return [one for one in own if one.name != NOT and not any(touches(each, [one]) for each in out)]


def _without_impossible(own: list[Piece], ours: str, theirs: str, same: SameWords) -> list[Piece]:
    """Without "impossible", where it only says what "cannot" said: "cannot be paid", "makes the payment impossible"."""
    if not impossible(ours, theirs, same):
        return own
    new = newly("exception", ours, theirs, same)
    return [one for one in own if not any(touches(each, [one]) for each in new)]


def _shields(ours: str, words: Sequence[re.Match[str]], place: int, same: SameWords) -> bool:
    """Whether what follows says what we are protected for: "no disadvantage for refusing", "against a Worker who"."""
    until = words[place - 1].end() if place else 0
    shield = any(one.list == "shield" and one.end <= until for one in same.phrases(ours))
    worker = any(one.list in OURS and one.end <= until for one in same.parties(ours))
    return worker and (shield or _AGAINST.search(ours, 0, until) is not None)


def _without_cause(own: list[Piece], pieces: list[Piece], stays: set[str], same: SameWords) -> list[Piece]:
    """Without "because of" before what stays: "falls because of a plan" and "a plan brings it down"."""
    cause = same.group(_CAUSE[same.words.language])
    following = {one.start: other.name for one, other in pairwise(pieces)}
    return [one for one in own if one.name not in cause or following.get(one.start, "") not in stays]


def _within(pieces: Sequence[Piece], changed: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The words of a stretch that are said once more, or once less: which of several alike was meant nobody knows."""
    names = {one.name for one in without_numbers(changed)}
    return [one for one in pieces if start <= one.start and one.end <= end and one.name in names]


def left_unexplained(ours: str, theirs: str, words: Lexicon) -> bool:
    """Whether something is left over of two texts that no other form of a word explains."""
    same = same_words(words.language)
    for pair in pair_sentences(ours, theirs, same):
        if pair.ours == pair.theirs:
            continue
        mine, yours = plain(pair.ours), plain(pair.theirs)
        gone, new = left_over(pair.ours_pieces, pair.theirs_pieces)
        gone, new = without_other_forms(without_numbers(gone), without_numbers(new), mine, yours, same)
        gone, new = unexplained(gone, pair.theirs_pieces), unexplained(new, pair.ours_pieces)
        for key, other, text, against in (("closed", "requires", mine, yours), ("requires", "closed", yours, mine)):
            if same.has(key, text) > same.has(key, against) and same.has(other, against) > same.has(other, text):
                # "Only if they agree" and "it needs that they agree".
                gone, new = _outside(gone, mine, same), _outside(new, yours, same)
        if gone or new:
            return True
    return False


def _outside(pieces: Sequence[Piece], text: str, same: SameWords) -> list[Piece]:
    spans = [*same.spans("closed", text), *same.spans("requires", text)]
    ifs = same.ifs
    return [one for one in pieces if one.name not in ifs and not any(start <= one.start < end for start, end in spans)]


def touches(found: Found, pieces: Sequence[Piece]) -> bool:
    """Whether a phrase is one of these; a phrase of small words only is none of any."""
    return any(one.start < found.end and found.start < one.end for one in pieces)
