"""Bans and ways out in another turn: "cannot be" and "incapable of", "not used" and "out of use", or "unless"."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import more_often, word_patterns
from toolkit.bargaining.counter.meanings.denials import WITHOUT, compare_denials, denials
from toolkit.bargaining.counter.meanings.same_words import OURS, SameWords
from toolkit.bargaining.counter.wordings.turns import newly, often

_CANNOT = re.compile(
    r"can ?not|could not|ne p(?:eu|ou)\w+|no (?:se )?pue\w+|no (?:se )?podr\w+|"
    r"nao (?:se )?p[ou]\w+|لا (?:يمكن|[يت]ستطيع)"
)
# That a thing cannot be.
_INCAPABLE = word_patterns(
    en=r"incapable|unable|not capable|impossible|impossibility|inability|not possible",
    ar=r"غير قابل\w*|عاجز\w*|مستحيل\w*|متعذر\w*|[يت]تعذر|عدم امكان|تعذر|استحال\w+",
    fr=r"incapable\w*|impossib\w+|insusceptible\w*|hors d'etat|pas en mesure|n'est pas possible",
    es=r"incapa\w+|imposib\w+|insusceptible\w*|no es posible|resulta imposible|inejecutable\w*",
    pt=r"incapa\w+|impossi\w+|insuscetive\w+|nao e possivel|inexequive\w+",
)
# What is used no more.
_OUT_OF_USE = word_patterns(
    en=r"out of (?:use|service|operation|action)|switched off|turned off|shut down|unused|idle|at rest|"
    r"offline|stays? off|remains? off|be off|out of bounds|off limits|suspended|left unused",
    ar=r"خارج (?:ال)?(?:استعمال|استخدام|خدمه|تشغيل)|متوقف\w*|موقوف\w*|مطفا\w*|معطل\w*|معلق\w*",
    fr=r"hors (?:service|d'usage|fonction)|a l'arret|inutilise\w*|desactive\w*|eteint\w*|"
    r"suspendu\w*|inemploye\w*",
    es=r"fuera de (?:uso|servicio|funcionamiento)|sin uso|apagad\w+|desactivad\w+|inactiv\w+|suspendid\w+|parad[oa]s?",
    pt=r"fora de (?:uso|servico|funcionamento)|sem uso|desligad\w+|desativad\w+|inativ\w+|suspens[oa]s?|parad[oa]s?",
)
_UNLESS = re.compile(r"unless|except|save|ما لم|الا|sauf|a moins|excepte|hormis|salvo|a menos|excepto|exceto|a nao ser")
_USES = word_patterns(
    en=r"us(?:e|ed|es|ing)|operat\w+|appl\w+|run|running",
    ar=r"\w{0,3}(?:ستخدم|ستعمل|استخدام|استعمال|شغيل|شغل|طبق)\w{0,3}",
    fr=r"utilis\w+|emplo\w+|usage|appliqu\w+|exploit\w+",
    es=r"us(?:a|ar|ad|e|en|o)\w*|utiliz\w+|emple\w+|aplic\w+|oper\w+",
    pt=r"us(?:a|ar|ad|e|em|o)\w*|utiliz\w+|empreg\w+|aplic\w+|oper\w+",
)
# To take effect, behind a "not"; and to have none.
_EFFECT = word_patterns(
    en=r"effect|(?:come|enter) into force",
    ar=r"\w{0,3}اثر\w{0,2}|[يت](?:نفذ|سري)",
    fr=r"effets?|(?:entr\w+ )?en vigueur",
    es=r"efectos?|(?:entr\w+ )?en vigor",
    pt=r"efeitos?|(?:entr\w+ )?em vigor",
)
_NO_EFFECT = word_patterns(
    en=r"(?:no|without(?: any)?) effect|ineffective|null|void",
    ar=r"لا (?:اثر|يكون ل\w{0,3} (?:اي )?اثر|ينتج\w* اثر|يرتب\w* اثر)\w*|دون (?:اي )?اثر|عديم\w* الاثر|باطل\w*|لاغ\w*",
    fr=r"(?:sans|aucun|de nul) effet|(?:depourv|priv)\w* d'effet|"
    r"(?:est|sont|demeure|reput\w+) nul(?:le)?s?|inopposable\w*",
    es=r"(?:sin|ningun) efecto|nul[oa]s?|ineficac\w+|inefica\w+",
    pt=r"(?:sem|nenhum|qualquer) efeito|nul[oa]s?|ineficaz\w*",
)
_SECRET = re.compile(r"(?<!\w)(?:secre|segred|confiden|\w{0,3}سر(?:ي|ار|يه)?(?!\w))")
_BY = 12  # letters between a verb and who does it


def incapable(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "cannot be performed" became "is incapable of performance".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> incapable("a rule that cannot be carried out", "a rule incapable of being carried out", en)
    True
    >>> incapable("it shall not be carried out", "it is carried out", en)
    False
    """
    pattern = _INCAPABLE[same.words.language]
    fewer = len(_CANNOT.findall(ours)) - len(_CANNOT.findall(theirs))
    return 0 < fewer <= len(pattern.findall(theirs)) - len(pattern.findall(ours))


def out_of_use(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall not be used" became "stays out of use".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> out_of_use("the tool shall not be used", "the tool stays out of use", en)
    True
    >>> out_of_use("the tool shall not be used", "the tool stays in use", en)
    False
    """
    off, uses = _OUT_OF_USE[same.words.language], _USES[same.words.language]
    bans = often("must_not", ours, same) + often("stops", ours, same)
    fewer = bans - often("must_not", theirs, same) - often("stops", theirs, same)
    more = len(off.findall(theirs)) - len(off.findall(ours))
    nots = [start for start, _ in same.spans("negation", theirs)]
    denied = any(0 <= match.start() - at <= _BY for match in off.finditer(theirs) for at in nots)
    return 0 < more >= fewer and uses.search(ours) is not None and not denied


def without_or_unless(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "none without" became "none unless there is": as many denials, and a "without" less for each "unless".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "a lamp without a cover shall not be lit"
    >>> without_or_unless(mine, "unless it has a cover, no lamp shall be lit", en)
    True
    >>> without_or_unless("no lamp shall be lit", "unless it has a cover, no lamp shall be lit", en)
    False
    """
    withouts = WITHOUT[same.words.language]
    fewer = sum(ours.count(one) - theirs.count(one) for one in withouts)
    new = newly("exception", ours, theirs, same)
    before, after = compare_denials(ours, theirs, same)
    alike = before == after or denials(ours, same).all == denials(theirs, same).all
    return 0 < len(new) <= fewer and alike and all(_UNLESS.match(theirs, one.start) for one in new)


def ours_to_end(_: str, theirs: str, same: SameWords) -> bool:
    """Whether who may end or withdraw it is one of us: "may be withdrawn by the Union".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> [ours_to_end("", f"the consent may be withdrawn by the {one}", en) for one in ("union", "employer")]
    [True, False]
    """
    hits = [one for one in same.phrases(theirs) if one.list == "trial" and not _ours_do(theirs, one.start, same)]
    if not hits:
        return True
    parties = [one for one in same.parties(theirs) if one.list in OURS]
    return bool(hits) and all(
        any(0 <= party.start - one.end <= _BY and same.has("by", theirs[one.end : party.start]) for party in parties)
        for one in hits
    )


def _ours_do(text: str, place: int, same: SameWords) -> bool:
    """Whether the last one named before a place in its sentence is one of us, who may: "the Union may revoke"."""
    begin = max((one.end() for one in re.finditer(r"[.;:؛](?:\s|$)", text[:place])), default=0)
    before = [one for one in same.parties(text) if begin <= one.start and one.end <= place]
    may = [one for one in same.phrases(text) if one.list in ("may", "right") and begin <= one.start < place]
    return bool(before) and bool(may) and before[-1].list in OURS and before[-1].end <= may[-1].start


def secret_before(ours: str, theirs: str, _: SameWords) -> bool:
    """Whether a secret was spoken of as often before: "the secrets of a Supplier", "a Supplier's trade secrets"."""
    return len(_SECRET.findall(ours)) >= len(_SECRET.findall(theirs)) > 0


def without_effect(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall not take effect" became "shall have no effect".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "a loss that is not named shall not take effect"
    >>> without_effect(mine, "a loss that is not named is without effect", en)
    True
    >>> without_effect(mine, "a loss that is not named takes effect", en)
    False
    """
    none, effect = _NO_EFFECT[same.words.language], _EFFECT[same.words.language]
    if not more_often(none, theirs, ours):
        return False
    nots = [end for _, end in same.spans("negation", ours)]
    nots += [one.end for one in same.phrases(ours) if one.list == "must_not"]
    return any(0 <= match.start() - end <= _BY for match in effect.finditer(ours) for end in nots)
