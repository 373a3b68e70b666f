"""Two sentences side by side: who owes what to whom, whose yes is needed, from when a time runs, what is turned round.

A sentence of ours is held against the sentence of theirs that answers to it, so that a gain in one place hides no loss
in another. What both say in other words is no difference (`same_words`); each difference that is left is
named, and what no rule understands is said to be not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.actors.done_by import compare_done_by
from toolkit.bargaining.counter.actors.falls_to import compare_fallen
from toolkit.bargaining.counter.actors.parties_in_place import compare_places
from toolkit.bargaining.counter.actors.proof_and_pay import compare_burdens
from toolkit.bargaining.counter.actors.who_acts import (
    compare_actors,
    compare_approvers,
    compare_casting,
    compare_deciders,
    compare_joint_acts,
    compare_subjects,
)
from toolkit.bargaining.counter.cases.closed_lists import compare_limits, compare_named
from toolkit.bargaining.counter.cases.lists import compare_listed
from toolkit.bargaining.counter.cases.opening_conditions import compare_openings, said_by_otherwise
from toolkit.bargaining.counter.cases.which_cases import (
    AFTER,
    ORS,
    compare_cases,
    compare_effect,
    compare_precedence,
    compare_reach,
    compare_reserved,
    compare_while,
)
from toolkit.bargaining.counter.lexicon import Lexicon, more_often, plain, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.excerpts import said, short, without_numbers
from toolkit.bargaining.counter.meanings.moved_words import with_moved_words
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords, left_over, same_words
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair, pair_sentences
from toolkit.bargaining.counter.sentences.after_a_breach import compare_breaches, compare_remedies
from toolkit.bargaining.counter.sentences.exchanged_words import compare_denied, compare_words
from toolkit.bargaining.counter.sentences.other_losses import compare_other_losses
from toolkit.bargaining.counter.sentences.signals_left import signals_of
from toolkit.bargaining.counter.sentences.silence import compare_unsaid, deemed_how, newly_deemed
from toolkit.bargaining.counter.sentences.still_given import compare_settled, compare_views, compare_what_is_given
from toolkit.bargaining.counter.sentences.taken_back import compare_taken_back
from toolkit.bargaining.counter.sentences.time_runs_from import compare_triggers
from toolkit.bargaining.counter.sentences.turned_round import (
    bidden_now,
    compare_bounds,
    compare_nots,
    forbidden_now,
)
from toolkit.bargaining.counter.signals import CONDITION, NOT_GONE, NOT_NEW, Effect, Noticed
from toolkit.bargaining.counter.wordings.other_content import says_something_else
from toolkit.bargaining.counter.wordings.turned_verbs import compare_turned_verbs
from toolkit.languages import translatable

NOT_UNDERSTOOD = translatable("Not understood: “{ours}” became “{theirs}”. Read both.")
OTHERWISE = translatable(
    "Other words, which may say something else: “{ours}” became “{theirs}”. It counts as lost until you have read both."
)
MUCH_NEW = translatable(
    "Much was put in, which may say something else: “{theirs}”. It counts as lost until you have read both."
)
GONE_UNKNOWN = translatable("Not understood: “{ours}” is gone. Read both.")
NEW_UNKNOWN = translatable("Not understood: “{theirs}” is new. Read both.")

_ALIKE = 0.45  # how like two sentences must be for a difference between them to be named
# Said of this sentence, whatever moved.
_STAYS = {"not-gone", "exchanged", "right-exchanged", "approver", "casting", "decider", "opened"}
_REFLEXIVE = re.compile(r"(?<!\w)(?:nao|que|quando|onde|ja|tambem|sempre|so|assim|como|nunca|lhes?) se$")  # no "if"
# Before what binds a duty to something else, as an "if" does.
_AS_FAR_AS = word_patterns(
    en=r"wherever|(?:as|so) (?:long|far) as|in so far as|insofar as|to the extent(?: that)?|only once|provided",
    ar=r"ما دام\w*|طالما|بقدر ما|بالقدر الذي|حيثما|كلما|في حدود ما",
    fr=r"pour autant qu\w*|tant qu\w*|des lors qu\w*|dans la mesure (?:ou|du)|partout ou|une fois qu\w*|pourvu qu\w*",
    es=r"siempre que|siempre y cuando|mientras|en la medida (?:en que|de)|una vez que|alli donde|en tanto",
    pt=r"sempre que|enquanto|na medida (?:em que|do|da)|uma vez que|onde quer que|contanto que|tanto quanto",
)
_CONDITION = 2  # words of its own that a new "if" must bring
_OWN = 0.34  # and the share of its words that they must be: "for a change under way" and "if a change is under way"
_EDITED = 0.7  # the share of words that must have stayed for a sentence to be edited, and not written anew
_SOME = 2  # words that may have come where only a "not" is gone
_VERBATIM = 0.8  # for a "not" to be all that was changed
_HALF = 0.5  # and for a time to run from something else
_WORDS = re.compile(r"\w+")


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
    >>> theirs = "The Employer must answer within 30 days."
    >>> compare_sentences("The Employer shall reply within 30 days.", theirs, en).harmless
    True
    >>> seen = compare_sentences("Within 30 days of the request.", "Within 30 days of the end of its review.", en)
    >>> [one.id for one in seen.noticed][:1]
    ['trigger']
    """
    same = same_words(words.language)
    noticed: list[Noticed] = []
    harmless = True
    pairs = pair_sentences(ours, theirs, same)
    for pair in pairs:
        if pair.ours == pair.theirs:
            continue
        gone, new = left_over(pair.ours_pieces, pair.theirs_pieces)
        if not pair.ours or not pair.theirs:
            harmless = False
            if pair.theirs:
                noticed += _whatever_its_words(pair, gone, new, same)
                bare = plain(pair.theirs)
                noticed += [*compare_reach(bare, same), *compare_reserved(bare, same)]
                noticed += compare_taken_back("", bare, same)
                noticed += [*compare_burdens(plain(ours), bare, same), *compare_casting(plain(ours), bare, same)]
            continue
        found = _found(pair, gone, new, same)
        found = [one for one in found if not _still_named(one, pair, theirs, same)]
        if found and (joined := with_moved_words(pair, pairs, same)) is not None:
            there = {one.id for one in _found(joined, *left_over(joined.ours_pieces, joined.theirs_pieces), same)}
            found = [one for one in found if one.id in there or one.id in _STAYS]
        noticed += found
        listed = pair.theirs_pieces != same.pieces(plain(pair.theirs))  # a list of other ways to say it may err
        other = gone or new or found or listed or _bound_otherwise(pair, same)
        opened = len({same.has("examples", plain(text)) for text in (pair.ours, pair.theirs)}) > 1
        if other or opened or not _in_an_order_that_says_the_same(pair, same):
            harmless = False
        if not found and (without_numbers(gone) or without_numbers(new)):
            noticed.append(_not_understood(pair, gone, new, says_something_else([pair], ours, theirs, same)))
    if not harmless and not any(one.id == "opened" for one in noticed):
        noticed += compare_listed(plain(ours), plain(theirs), same)
    return Compared(harmless, tuple(_once(noticed)))


def _found(pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords) -> list[Noticed]:
    alike = pair.likeness >= _ALIKE or _kept(plain(pair.ours), plain(pair.theirs))[0] >= _EDITED
    found = list(_differences(pair, gone, new, same) if alike else _whatever_its_words(pair, gone, new, same))
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    if not any(one.id in ("exchanged", "approver", "casting", "decider") for one in found):
        found += [*compare_burdens(ours, theirs, same), *compare_deciders(ours, theirs, same)]
    found += compare_other_losses(ours, theirs, new, {one.id for one in found}, same)
    found += compare_reserved(theirs, same) if not list(compare_reserved(ours, same)) else ()
    found += compare_taken_back(ours, theirs, same)
    there = {one.id for one in found}
    found += [one for one in compare_turned_verbs(ours, theirs, same) if one.id not in there]
    if not any(one.id == "taken-out" for one in found):
        found += compare_denied(pair, gone, new, same)
    return [one for one in found if not said_by_otherwise(one, ours, theirs, same)]


def _whatever_its_words(
    pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """What is a loss also in a sentence that was written anew."""
    yield from compare_precedence(pair, same)
    yield from compare_effect(plain(pair.ours), plain(pair.theirs), gone, new, same)
    yield from compare_while(plain(pair.ours), plain(pair.theirs), same)
    yield from compare_openings(plain(pair.ours), plain(pair.theirs), same)
    yield from compare_settled(plain(pair.ours), plain(pair.theirs), same)
    yield from compare_remedies(plain(pair.ours), plain(pair.theirs), same)
    yield from compare_joint_acts(plain(pair.ours), plain(pair.theirs), same)
    yield from compare_breaches(plain(pair.ours), plain(pair.theirs), same)
    yield from compare_subjects(plain(pair.ours), plain(pair.theirs), same)
    yield from compare_views(plain(pair.ours), plain(pair.theirs), same)
    if max(*_kept(plain(pair.ours), plain(pair.theirs)), pair.likeness) >= _HALF:
        yield from compare_triggers(plain(pair.ours), plain(pair.theirs), same)
    if newly_deemed(plain(pair.ours), plain(pair.theirs), same) > 0:
        yield Noticed("deemed", "weakened", deemed_how(plain(pair.theirs), same), sure=False)


def _still_named(one: Noticed, pair: SentencePair, theirs: str, same: SameWords) -> bool:
    """Whether who does not appear in a sentence is named beside it, so that "they" or "its" is enough there."""
    party = {"union-gone": "union", "workers-gone": "workers"}.get(one.id)
    if party is None or not any(each.list == party for each in same.phrases(plain(theirs))):
        return False
    others = [sum(each.list not in OURS for each in same.parties(plain(text))) for text in (pair.ours, pair.theirs)]
    return others[1] <= others[0]  # nobody else stands in their place


def _bound_otherwise(pair: SentencePair, same: SameWords) -> bool:
    """Whether there is another number of words that let or forbid: "il répond" and "il peut répondre"."""
    had, has = ([one.list for one in same.phrases(plain(text))] for text in (pair.ours, pair.theirs))
    return any(had.count(name) != has.count(name) for name in ("may", "right", "must_not"))


def _in_an_order_that_says_the_same(pair: SentencePair, same: SameWords) -> bool:
    """Whether the same words also stand so that they say the same: "by us to you" is not "by you to us"."""
    if len(ORS[same.words.language].findall(plain(pair.ours))) != len(
        ORS[same.words.language].findall(plain(pair.theirs))
    ):
        return False
    ours, theirs = [one.name for one in pair.ours_pieces], [one.name for one in pair.theirs_pieces]
    if ours == theirs:
        return True
    if denials(plain(pair.ours), same).all or [one for one in ours if one[0] == "#"] != [
        one for one in theirs if one[0] == "#"
    ]:
        return False  # what is denied, or which number is whose, may be another thing now
    if [one for one in ours if one[0] == "@"] == [one for one in theirs if one[0] == "@"]:
        return _one_was_moved(ours, theirs)  # two that changed places may say the opposite
    if sum(one[0] == "#" for one in ours) > 1:
        return False  # who has which of two times
    before = agents(plain(pair.ours), same)
    return any(before.values()) and before == agents(plain(pair.theirs), same)


def _one_was_moved(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the words of one sentence are those of the other with one stretch of them moved."""
    mine, yours = list(ours), list(theirs)
    while mine and yours and mine[0] == yours[0]:
        mine, yours = mine[1:], yours[1:]
    while mine and yours and mine[-1] == yours[-1]:
        mine, yours = mine[:-1], yours[:-1]
    return mine == yours or any(yours == mine[at:] + mine[:at] for at in range(1, len(mine)))


def _once(noticed: list[Noticed]) -> Iterator[Noticed]:
    seen = set()
    for one in noticed:
        key = (one.id, tuple(sorted(map(str, one.values.items()))))
        if key not in seen:
            seen.add(key)
            yield one


def _differences(pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    yield from compare_actors(ours, theirs, same)
    yield from compare_limits(ours, theirs, same)
    if newly_deemed(ours, theirs, same) > 0:
        yield Noticed("deemed", "weakened", deemed_how(theirs, same))
    yield from compare_unsaid(ours, theirs, same)
    yield from compare_places(pair, same)
    yield from compare_done_by(ours, theirs, same)
    yield from compare_joint_acts(ours, theirs, same)
    yield from compare_breaches(ours, theirs, same)
    yield from compare_named(ours, theirs, same)
    yield from compare_what_is_given(pair, gone, new, same)
    yield from compare_remedies(ours, theirs, same)
    yield from compare_fallen(ours, theirs, same)
    yield from compare_cases(pair, gone, new, same)
    yield from compare_openings(ours, theirs, same)
    later = list(compare_triggers(ours, theirs, same))  # "from the day on which it has agreed" asks nobody for a yes
    yield from (one for one in compare_approvers(ours, theirs, gone, new, same) if one.id != "approval" or not later)
    yield from (one for one in signals_of(ours, theirs, gone, new, same) if one.effect == "weakened")
    kept, stayed = _kept(ours, theirs)
    if max(kept, stayed, pair.likeness) >= _HALF:
        yield from later
    if bidden_now(ours, theirs, same):
        yield Noticed("denied-less", "weakened", NOT_GONE, sure=False)
    if forbidden_now(ours, theirs, same):
        yield Noticed("not-new", "weakened", NOT_NEW, sure=False)
    yield from compare_bounds(gone, new, ours, theirs, max(kept, stayed) >= _EDITED, same)
    if max(kept, stayed) < _EDITED:
        if min(_said_still(pair)) >= _EDITED:
            yield from compare_nots(gone, new, ours, theirs, False, same)
        elif all(one.name == NOT for one in gone) and len(new) <= _SOME:  # said in another order, but for a "not"
            yield from (one for one in compare_nots(gone, new, ours, theirs, False, same) if one.id == "denied-less")
        return  # written anew: small words tell nothing any more
    yield from compare_nots(gone, new, ours, theirs, min(kept, stayed) >= _VERBATIM, same)
    if kept >= _EDITED:
        yield from _condition(pair, new, same)
    yield from compare_words(pair, gone, new, same)


def _kept(ours: str, theirs: str) -> tuple[float, float]:
    """Which share of our words stands in theirs in the same order, and of theirs in ours."""
    mine, yours = _WORDS.findall(ours), _WORDS.findall(theirs)
    blocks = SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks()
    both = sum(block.size for block in blocks)
    return both / max(len(mine), 1), both / max(len(yours), 1)


def _said_still(pair: SentencePair) -> tuple[float, float]:
    """Which share of what ours says stands in theirs in the same order, whatever the words, and of theirs in ours."""
    mine, yours = ([one.name for one in pieces if one.name != NOT] for pieces in (pair.ours_pieces, pair.theirs_pieces))
    blocks = SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks()
    both = sum(block.size for block in blocks)
    return both / max(len(mine), 1), both / max(len(yours), 1)


def _condition(pair: SentencePair, new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """An "if" of theirs with words that ours does not have."""
    group = same.ifs | same.group(AFTER[same.words.language])
    text = plain(pair.theirs)
    ifs = [(one.start, one.end) for one in new if one.name in group and not _REFLEXIVE.search(text[: one.end])]
    bound = _AS_FAR_AS[same.words.language]
    if more_often(bound, text, plain(pair.ours)):
        ifs += [match.span() for match in bound.finditer(text)]
    for start, end in ifs:
        clause = re.split(r"[,.;:؛،]", text[start:])[0]
        own = [piece for piece in new if end <= piece.start < start + len(clause)]
        words = [piece for piece in pair.theirs_pieces if end <= piece.start < start + len(clause)]
        if len(own) >= _CONDITION and len(own) >= _OWN * len(words):
            yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(clause)})
            return


# --- what is not understood ------------------------------------------------------------------------------------------


def _not_understood(pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], otherwise: bool) -> Noticed:
    """What no rule understands; where it most likely says something else, it counts as taken until it was read."""
    gone, new = without_numbers(gone), without_numbers(new)
    ours, theirs = said(plain(pair.ours), gone), said(plain(pair.theirs), new)
    if gone and new:
        effect: Effect = "weakened" if otherwise else "open"
        sentence = OTHERWISE if otherwise else NOT_UNDERSTOOD
        return Noticed("not-understood", effect, sentence, False, {"ours": ours, "theirs": theirs})
    if gone:
        return Noticed("not-understood", "open", GONE_UNKNOWN, False, {"ours": ours})
    if otherwise:
        return Noticed("not-understood", "weakened", MUCH_NEW, False, {"theirs": theirs})
    return Noticed("not-understood", "open", NEW_UNKNOWN, False, {"theirs": theirs})
