"""What is done by whom in the passive: "checked by the Union and printed by the Employer", with both exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.actors.agents import behind_by
from toolkit.bargaining.counter.actors.parties_in_place import PLACE
from toolkit.bargaining.counter.lexicon import Found
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, SameWords
from toolkit.bargaining.counter.signals import Noticed

_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")
_NEAR = 30  # letters between a verb and the "by" that belongs to it


def compare_done_by(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What one of ours did is done by the employer, by the same verb; both texts plain.

    What the employer did and one of ours does now may be a right or a burden: other rules read it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the tank is filled by the employer and tested by the union"
    >>> yours = "the tank is filled by the union and tested by the employer"
    >>> [one.values["theirs"] for one in compare_done_by(mine, yours, en)]
    ['employer']
    >>> list(compare_done_by(mine, "the tank is tested by the union and filled by the employer", en))
    []
    """
    before, after = _done_by(ours, same), _done_by(theirs, same)
    for verb, one in before.items():
        other = after.get(verb)
        if other is not None and one.list in OURS and other.list == "employer":
            shown = {"ours": ours[one.start : one.end], "theirs": theirs[other.start : other.end]}
            yield Noticed("party-exchanged", "weakened", PLACE, False, shown)
            return


def _done_by(text: str, same: SameWords) -> dict[str, Found]:
    """The verb of each "by somebody", with whoever it is; none that stands with two."""
    found: dict[str, Found] = {}
    twice: set[str] = set()
    done = 0
    for one in same.parties(text):
        if not behind_by(text, one.start, same):
            continue
        begin = max([done, *(pause.end() for pause in _PAUSE.finditer(text, 0, one.start))])
        verb = _verb(text, begin, one, same)
        done = one.end
        if verb:
            twice |= {verb} & set(found)
            found[verb] = one
    return {verb: one for verb, one in found.items() if verb not in twice}


def _verb(text: str, begin: int, party: Found, same: SameWords) -> str:
    """What is done: the last word before the "by", in Arabic the first; the last behind one that leads the clause."""
    pieces = [one for one in same.pieces(text) if one.name[0] not in "@#" and one.name != NOT]
    ahead = [one for one in pieces if begin <= one.start < party.start and one.name not in same.small]
    if not ahead:
        pause = _PAUSE.search(text, party.end)
        behind = [one for one in pieces if party.end <= one.start < (pause.start() if pause else len(text))]
        return behind[-1].name if behind else ""
    verb = ahead[0] if same.words.language == "ar" else ahead[-1]
    if same.words.language != "ar" and party.start - verb.end > _NEAR:
        return ""
    if verb.end > party.start:  # "paid by the Employer" as one phrase
        word = next(iter(same.pieces(text[verb.start :].split()[0])), None)
        return word.name if word is not None else ""
    return verb.name
