"""What held as long as something lasts, and holds for a length of time now: "for two years"."""

from __future__ import annotations

from toolkit.bargaining.counter.cases.which_cases import WHILE
from toolkit.bargaining.counter.lexicon import Lexicon, word_patterns
from toolkit.bargaining.counter.numbers.quantities import Quantity
from toolkit.bargaining.counter.numbers.which_way import better_way

_AHEAD = 30  # letters before a length of time, with "for a period of" in them
_FOR = word_patterns(
    en="for(?: a period of)?",
    ar="(?:ل|طوال |خلال )?(?:مده|فتره)|طوال|طيله",
    fr="(?:pendant|durant|pour)(?: une (?:duree|periode) de)?",
    es="(?:durante|por)(?: un (?:periodo|plazo) de)?",
    pt="(?:durante|por)(?: um (?:periodo|prazo) de)?",
)


def no_longer_as_long(ours: str, theirs: str, one: Quantity, words: Lexicon) -> bool:
    """Whether a new length of time stands for "as long as"; what is better short is no loss. Both texts plain.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> en, yours = lexicon("en"), "the bonus is paid for 6 months"
    >>> one = quantities(yours, en)[0]
    >>> no_longer_as_long("the bonus is paid as long as the work lasts", yours, one, en)
    True
    >>> no_longer_as_long("the bonus is paid", yours, one, en)
    False
    """
    code = words.language
    fewer = len(WHILE[code].findall(ours)) > len(WHILE[code].findall(theirs))
    ahead = theirs[max(one.start - _AHEAD, 0) : one.start].rstrip()
    said = any(match.end() == len(ahead) for match in _FOR[code].finditer(ahead))
    return fewer and said and better_way(one, theirs, words) != "lower"
