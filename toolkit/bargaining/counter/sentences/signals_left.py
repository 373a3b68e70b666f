"""Signals whose words are among those that changed, and stand in the other text in no other form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.bargaining.counter.excuses.said_otherwise import said_otherwise
from toolkit.bargaining.counter.excuses.who_gets_it import a_time_ran_from_it, nobody_gets_it
from toolkit.bargaining.counter.lexicon import Lexicon, plain
from toolkit.bargaining.counter.meanings.excerpts import said
from toolkit.bargaining.counter.meanings.moved_words import without_gifts
from toolkit.bargaining.counter.meanings.other_forms import in_another_form, unexplained
from toolkit.bargaining.counter.meanings.same_words import Piece, SameWords, left_over, read_once, same_words
from toolkit.bargaining.counter.meanings.synonyms import in_our_words
from toolkit.bargaining.counter.sentences.exchanged_words import TAKEN_OUT, touches
from toolkit.bargaining.counter.signals import SIGNALS, Noticed, judge_words
from toolkit.bargaining.counter.wordings.said_of import went_with_its_exception

_WORDS = re.compile(r"\w+")
_MODAL = {"may", "right", "employer_may", "union_may", "must_not", "should", "released"}  # said by the smallest words
# Signals of what may as well be said by the verb, or by the noun: "access to", "to access".
_NOUNS = {
    *("evidence", "binding", "written", "reasons", "public", "inform", "consult", "stops", "delete", "appeal"),
    *("shield", "independent", "remedy", "remedies", "before", "pays"),
}
# Signals of a new word that may have stood there in another form.
_FORMS = {"may", "asks", "lesser", "narrow", "partial", "secret", "trial", "vague", "advisory"}


def signals_between(ours: str, theirs: str, words: Lexicon) -> list[Noticed]:
    """The signals of two paragraphs, without those whose words stand in both in another form."""
    same = same_words(words.language)
    before, after = plain(ours), plain(theirs)
    found = list(signals_of(before, after, *left_over(same.pieces(before), in_our_words(before, after, same)), same))
    given = [one for one in found if one.id in ("lesser", "condition")]
    if not given or not (kept := without_gifts(ours, theirs, same)):
        return found
    there = {one.id for one in judge_words(before, plain(kept), words)}
    return [one for one in found if one not in given or one.id in there]


def signals_of(
    ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """The signals of two plain texts, where the words they go by are among those that changed."""
    rows = {row.id: row for row in SIGNALS}
    before, after = same.pieces(ours), same.pieces(theirs)
    had, has = list(same.phrases(ours)), list(same.phrases(theirs))
    bare = left_over(before, after)
    if any(one.name[0] == "@" for one in gone):
        gone, new = bare  # who agrees is somebody else now: other words for the agreement do not excuse it
    explained = [[one for one in some if one not in left] for some, left in zip(bare, (gone, new), strict=True)]
    for one in judge_words(ours, theirs, same.words):
        names = {name.removeprefix("employer_").removeprefix("union_") for name in rows[one.id].words}
        names |= set(rows[one.id].words)
        found, pieces, changed = (has, after, new) if rows[one.id].when == "more" else (had, before, gone)
        hits = [each for each in found if each.list in names]
        if said_otherwise(one.id, ours, theirs, same):
            continue
        if one.id == "evidence" and (a_time_ran_from_it(hits, ours, same) or nobody_gets_it(hits, ours, same)):
            lost = [each for each in unexplained(changed, after) if any(touches(hit, [each]) for hit in hits)]
            if lost and not a_time_ran_from_it(hits, ours, same):
                yield Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": said(ours, lost)})
            continue
        if one.id in _FORMS and hits and all(in_another_form([each], theirs, gone, ours, same) for each in hits):
            continue  # "is examined" and "examines"
        if one.id in _NOUNS and in_another_form(hits, ours, new, theirs, same):
            continue
        if rows[one.id].when != "more" and went_with_its_exception(hits, ours, theirs, same):
            continue
        if names & _MODAL and _reordered(ours, theirs, same):
            continue  # who acts is another rule's
        if names & _MODAL:
            if not any(touches(each, explained[rows[one.id].when == "more"]) for each in hits):
                yield one
        elif any(touches(each, changed) or not touches(each, pieces) for each in hits):
            yield one


@read_once
def _reordered(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the same words stand in another order, and none of them denies anything."""
    if same.spans("negation", ours) or any(one.list == "must_not" for one in same.phrases(ours)):
        return False
    return Counter(_WORDS.findall(ours)) == Counter(_WORDS.findall(theirs))
