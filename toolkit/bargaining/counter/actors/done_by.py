"""What is done by whom in the passive: "checked by the Union and printed by the Employer", with both exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bargaining.counter.actors.agents import behind_by
from toolkit.bargaining.counter.actors.parties_in_place import PLACE
from toolkit.bargaining.counter.lexicon import Found
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, SameWords
from toolkit.bargaining.counter.signals import Noticed

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
    """The last word of weight before each "by somebody", with whoever it is; none that stands before two."""
    found: dict[str, Found] = {}
    twice: set[str] = set()
    for one in same.parties(text):
        if not behind_by(text, one.start, same):
            continue
        ahead = [each for each in same.pieces(text) if each.end <= one.start and each.name[0] not in "@#"]
        verb = next((each for each in reversed(ahead) if each.name != NOT and not _is_small(each.name, same)), None)
        if verb is not None and one.start - verb.end <= _NEAR:
            twice |= {verb.name} & set(found)
            found[verb.name] = one
    return {verb: one for verb, one in found.items() if verb not in twice}


def _is_small(name: str, same: SameWords) -> bool:
    return name in same.small
