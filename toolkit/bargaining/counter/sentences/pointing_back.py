"""What points back to words that stand in front: "of learning this", "its decision"; nothing new is said by it."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, SameWords

_STEM = 4  # letters that a verb and its noun have in common, at the least
_STOPS = re.compile(r"[.;:؛](?:\s|$)")
_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")
_BACK = word_patterns(
    en=r"thereof|of (?:this|that|it|these)|(?:this|that|it)",
    ar=r"(?:ب|من |عن |علي )?(?:ذلك|هذا|هذه)|به|بها",
    fr=r"en|celui-ci|celle-ci|cela|ceci|de (?:cela|ceci)",
    es=r"de (?:ello|esto|eso|aquello)|ello|esto|eso|lo|la",
    pt=r"d(?:isso|isto|ele|ela|aquilo)|isso|isto|o|a",
)
_WHEN = word_patterns(
    en=r"if|when|whenever|where|once|as soon as|should",
    ar=r"[وف]?(?:متي|اذا|كلما|عندما|حين|حالما|ان)",
    fr=r"si|lorsqu\w*|quand|des qu\w*|des lors qu\w*|une fois qu\w*",
    es=r"si|cuando|una vez que|en cuanto|tan pronto como",
    pt=r"se|quando|uma vez que|assim que|logo que",
)
# Before a decision, that it is somebody's who was named; in Arabic it is written onto the word.
_ITS = word_patterns(en="its|his|their", fr="sa|son|leur|ses", es="sus?", pt="(?:[oa]s? )?(?:suas?|seus?)", ar="(?!)")
_ITS_IN_ARABIC = re.compile(r"\w{2,}ه$")


def same_event(phrase: str, event: str, theirs: str, same: SameWords) -> bool:
    """Whether what a time of theirs runs from only points back to the event of ours, which stands whole in front.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "learning that a tank leaks"
    >>> yours = "when it learns that a tank leaks it shall, within 9 days of learning of it"
    >>> same_event("learning of it", mine, yours, en)
    True
    >>> same_event("learning of it", mine, "when a test shows that a tank leaks, within 9 days of learning of it", en)
    False
    """
    code = same.words.language
    place = theirs.find(phrase)
    if place < 0 or not _BACK[code].search(phrase):
        return False
    begin = max((one.end() for one in _STOPS.finditer(theirs, 0, place)), default=0)
    clauses = [one for one in _PAUSE.split(theirs[begin:place]) if _WHEN[code].match(one.strip())]
    if not clauses:
        return False
    known, said = _words(event, same), _words(clauses[0], same)
    own = [one for one in _words(_BACK[code].sub(" ", phrase), same) if not _among(one, known, same)]
    if own or len(known) < 2:  # "of confirming this" is another event
        return False
    whole = all(_among(one, said, same) for one in known)
    return whole and _first_clause_says_no_more(clauses[0], known, same)


def _first_clause_says_no_more(clause: str, known: list[str], same: SameWords) -> bool:
    """Whether the clause in front has no word of its own: a test that shows it, or somebody who confirms it."""
    when = _WHEN[same.words.language].match(clause.strip())
    clause = clause.strip()[when.end() :] if when else clause
    shall = min((one.start for one in same.phrases(clause) if one.list == "must"), default=len(clause))
    return all(_among(one, known, same) for one in _words(clause[:shall], same))


def its_own_decision(shown: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether ours speaks of the employer's decision too, and theirs says only when it is taken: nothing is settled.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the employer tells the union within 9 days of its decision to end the hire"
    >>> yours = "when the employer decides to end the hire, it tells the union within 9 days"
    >>> its_own_decision("the employer decides", mine, yours, en)
    True
    >>> its_own_decision("the employer decides", mine, "the employer decides when to end the hire", en)
    False
    """
    code = same.words.language
    place = theirs.find(shown)
    begin = max((one.end() for one in _PAUSE.finditer(theirs, 0, max(place, 0))), default=0)
    when = _WHEN[code].match(theirs[begin:].strip())
    parties = same.parties(ours)
    if place < 0 or when is None or not parties or parties[0].list != "employer":
        return False
    verbs = [shown[start:end] for start, end in same.spans("decides", shown)]
    for one in same.pieces(ours):
        word = ours[one.start : one.end]
        known = one.start > parties[0].end and any(_akin(verb, word, same) for verb in verbs)
        before = ours[: one.start].rstrip()
        its = any(each.end() == len(before) for each in _ITS[code].finditer(before))
        if known and (its or (code == "ar" and _ITS_IN_ARABIC.search(word))):
            return True
    return False


def _akin(verb: str, word: str, same: SameWords) -> bool:
    """Whether a verb and a noun are of one root: "decides" and "decision"."""
    if same.words.language == "ar":
        return one_stem(_bare(verb), _bare(word), same)
    return verb.split()[-1][:_STEM] == word.split()[-1][:_STEM]


def _bare(word: str) -> str:
    return word.removeprefix("و").removeprefix("ال")


def _words(text: str, same: SameWords) -> list[str]:
    return [text[one.start : one.end] for one in same.pieces(text) if one.name != NOT and one.name[0] not in "@#"]


def _among(word: str, words: list[str], same: SameWords) -> bool:
    names = {one.name for one in same.pieces(word)}
    return any(
        word == other or one_stem(_bare(word), _bare(other), same) or names & {one.name for one in same.pieces(other)}
        for other in words
    )
