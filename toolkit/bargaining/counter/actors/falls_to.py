"""On whom a duty falls, where no "shall" says so: "it is for the Worker to pay", "incumbe ao Sindicato provar"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.actors.who_acts import EXCHANGED
from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import PARTIES, SameWords
from toolkit.bargaining.counter.signals import Noticed

_BESIDE = 16  # letters between a word for falling to somebody and who it is
_WORD = re.compile(r"[\w-]+")
# What falls to somebody, before who it is.
_FALLS = word_patterns(
    en=r"(?:it )?(?:is|shall be|falls|is up|rests|lies|is incumbent|is left) (?:up |incumbent )?(?:for|to|on|upon|"
    r"with)",
    ar=r"(?:[يت]قع|[يت]كون) (?:علي عاتق|علي)|علي عاتق|[يت]عود الي|[يت]ؤول الي|[يت]ترك ل\w*|من مسؤوليه",
    fr=r"(?:il )?(?:incombe|appartient|revient|echoit)|(?:est|sont) a (?:la )?charge d\w*|c'est",
    es=r"(?:incumbe|corresponde|compete|cabe|toca|atane)n?|correspondera|incumbira|correra|es de cuenta|queda a cargo",
    pt=r"(?:incumb\w+|compet(?:e|em|ira|indo)|cabe|cabem|cabera|cabendo|toca|tocara|corresponde|correspondera)|"
    r"(?:fica|ficam|ficara|ficarao|ficando)(?: \w+)? a cargo|(?:e|sera) (?:dever|obrigacao|encargo|tarefa)|"
    r"(?:e|sera|sao|serao) (?:da )?(?:responsabilidade|incumbencia)",
)
# A verb behind who it is, or before it, says what falls to them.
_TO = {"en": "to ", "ar": "ان ", "fr": "de ", "es": "", "pt": ""}


def compare_fallen(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What the employer had to do falls to one of us, or to the supplier, by whatever word.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt, mine = same_words("pt"), "o empregador devera manter o aparelho"
    >>> [one.id for one in compare_fallen(mine, "incumbe ao trabalhador manter o aparelho", pt)]
    ['exchanged']
    >>> list(compare_fallen(mine, "incumbe ao empregador manter o aparelho", pt))
    []
    """
    owed = [key[1] for key, agent in agents(ours, same).items() if key[0] == "must" and agent == "employer"]
    words = [ours[one.start : one.end] for one in same.pieces(ours) if one.name in owed]
    before = [who for who, _ in _fallen(ours, same)]
    names = {one.name for one in same.pieces(theirs)}
    for who, verb in _fallen(theirs, same):
        if who in ("employer", "person", *before):
            continue
        known = any(one_stem(verb, word, same) or verb == word for word in words)
        known = known or any(one.name in owed and one.name in names for one in same.pieces(verb))
        if known and who in ("union", "workers", "service_users", "applicants", "supplier"):
            yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)
            return


def _fallen(text: str, same: SameWords) -> Iterator[tuple[str, str]]:
    """To whom something falls, and the verb of it."""
    parties = [one for one in same.parties(text) if one.list in PARTIES]
    for match in _FALLS[same.words.language].finditer(text):
        who = next((one for one in parties if 0 <= one.start - match.end() <= _BESIDE), None)
        if who is None:
            continue
        behind = text[who.end :].lstrip(" ,").removeprefix(_TO[same.words.language])
        verb = _WORD.match(behind)
        if verb is not None:
            yield who.list, verb[0]
