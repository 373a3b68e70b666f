"""On whom a duty falls, where no "shall" says so: "it is for the Worker to pay", and who answers for what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.actors.agents import agents, is_object
from toolkit.bargaining.counter.actors.parties_in_place import PLACE
from toolkit.bargaining.counter.actors.who_acts import EXCHANGED
from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import PARTIES, SameWords
from toolkit.bargaining.counter.meanings.synonyms import our_names
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
# To answer for something, and not in writing.
_ANSWERS = word_patterns(
    en=r"answers? (?:to|for|towards)|(?:is|are|be) (?:liable|answerable|accountable|responsible (?:to|for))",
    ar=r"[وف]?[يت]سال (?!عن راي)|مسوول\w{0,2} (?:عن|امام|تجاه)|[يت]تحمل المسووليه",
    fr=r"repond(?:ent|ra|ront)? (?:envers|a l'egard|de|des|du|d')|"
    r"(?:est|sont) (?:tenue?s? pour )?responsables? (?:de|des|du|envers)",
    es=r"respond\w* (?:ante|frente a|de|por (?!escrito))|(?:es|son|sera|seran) responsables? (?:de|ante|por)",
    pt=r"respond\w* (?:perante|pel[oa]s?|por (?!escrito))|"
    r"(?:e|sao|sera|serao) responsave(?:l|is) (?:por|pel[oa]s?|perante)",
)
# Who has the work done by somebody else, or does it for somebody else.
OUTSIDE = word_patterns(
    en=r"(?:sub)?contractors?|suppliers?|vendors?|providers?|insurers?|(?:external|outside) consultants?|"
    r"operators? of the (?:system|tool)",
    ar=r"(?:ال)?(?:متعاقد\w*|مقاول\w*|مورد\w*|مزود\w*|موردين)|شركه (?:ال)?تامين|"
    r"مشغل (?:ال)?(?:نظام|اداه)|استشاري خارجي",
    fr=r"prestataires?|sous-traitants?|fournisseurs?|contractants?|cocontractants?|assureurs?|hebergeurs?|"
    r"consultante?s? externes?|exploitants? (?:du systeme|de l'outil)",
    es=r"contratistas?|subcontratistas?|proveedor\w*|prestador\w*|asegurador\w*|consultor\w* extern\w+|"
    r"operador\w* (?:del sistema|de la herramienta)",
    pt=r"(?<!pessoas )(?<!trabalhadoras )contratadas?|subcontratad\w+|fornecedor\w*|prestador\w*|segurador\w*|"
    r"consultor\w* extern\w+|operador\w* (?:do sistema|da ferramenta)",
)
_STOPS = re.compile(r"[.;:؛](?:\s|$)")
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
    named = our_names(ours, theirs, same)
    for who, verb in _fallen(theirs, same):
        if who in ("employer", "person", *before):
            continue
        known = any(one_stem(verb, word, same) or verb == word for word in words)
        known = known or any(
            one.name in names and not {one.name, named.get(one.name, "")}.isdisjoint(owed) for one in same.pieces(verb)
        )
        alone = who in ("union", "workers") and not any(one.list == "employer" for one in same.parties(theirs))
        known = known or (alone and bool(owed))
        if known and who in ("union", "workers", "service_users", "applicants", "supplier"):
            yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)
            return


def compare_answering(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who answered for a thing was the employer, and is a supplier or a contractor now.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the employer answers to service users for faults of the lift"
    >>> yours = "the contractor, and not the employer, answers to service users for faults of the lift"
    >>> [[one.id for one in compare_answering(mine, text, en)] for text in (yours, mine)]
    [['party-exchanged'], []]
    """
    before, after = _answering(ours, same), _answering(theirs, same)
    if before and after and before[0] == "employer" and after[0] == "outside":
        shown = {"ours": before[1], "theirs": after[1]}
        yield Noticed("party-exchanged", "weakened", PLACE, False, shown)


def _answering(text: str, same: SameWords) -> tuple[str, str] | None:
    """Who answers for something, the first one that its sentence names (in Arabic the next): the side, and the name."""
    verb = _ANSWERS[same.words.language].search(text)
    if verb is None:
        return None
    begin = max((one.end() for one in _STOPS.finditer(text, 0, verb.start())), default=0)
    found = [
        ("employer" if one.list == "employer" else "ours", one.start, one.end)
        for one in same.parties(text)
        if one.list != "supplier" and not is_object(text, one, same)
    ]
    found += [("outside", *one.span()) for one in OUTSIDE[same.words.language].finditer(text)]
    if same.words.language == "ar":
        behind = sorted((start, end, side) for side, start, end in found if verb.end() <= start <= verb.end() + _BESIDE)
        found = [(side, start, end) for start, end, side in behind]
    else:
        found = sorted((one for one in found if begin <= one[1] < verb.start()), key=lambda one: one[1])
    return (found[0][0], text[found[0][1] : found[0][2]]) if found else None


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
