"""Who has to prove, who pays, and whether pay goes on, in whatever words: "it is up to the Employer to show it"."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.sentences.denials import denials
from toolkit.bargaining.counter.sentences.same_words import SameWords

_AHEAD = 12  # letters between somebody and the verb of which he is the subject
_NEAR = 30  # letters behind a word for proving among which somebody is who proves


def _words(**by_language: str) -> dict[str, re.Pattern[str]]:
    return {code: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for code, words in by_language.items()}


# To prove, in whatever word.
_PROVES = _words(
    en=r"prove[sdn]?|proving|proofs?|shows?|shown|showing|demonstrat\w+|establish\w*|evidenc\w+",
    ar=r"\w{0,3}(?:ثبت|اثبات|برهن|برهان|دليل|بين)\w{0,3}",
    fr=r"prouv\w+|preuves?|demontr\w+|etabli\w+|justifi\w+",
    es=r"prob(?:ar\w*|ad\w+|o)|prueb\w+|demostr\w+|demuestr\w+|acredit\w+",
    pt=r"prov(?:a|as|ar|e|em|ou|ara|ad[ao]s?|arem)|demonstr\w+|comprov\w+",
)
# The verb of it alone.
_PROVE = _words(
    en=r"proves?|must prove|has proved|has proven|demonstrates?|shall show|must show",
    ar=r"[وف]?(?:[يت])?ثبتوا?|[وف]?اثبتوا?|[وف]?اثبتت",
    fr=r"prouv(?:e|ent|era|er)|demontr(?:e|ent|era|er)|apporte la preuve|rapporte la preuve|etabli(?:t|sse) que",
    es=r"prueben?|probara|demuestr\w+|demostr(?:ar|ara)|acredit(?:e|en|ara|ar)",
    pt=r"prov(?:e|em|ar|ara|arem)|demonstr(?:e|em|ar|ara|arem)|comprov(?:e|em|ar|ara|arem)",
)
# What is paid for work, and that it stays.
_PAY = _words(
    en=r"pay|wages?|salar\w+|earnings|remuneration",
    ar=r"\w{0,3}(?:اجر|اجور|راتب|رواتب)\w{0,3}",
    fr=r"paie|paye|salaires?|remuneration|traitement",
    es=r"salarios?|sueldos?|remuneracion|retribucion|paga",
    pt=r"salarios?|remuneracao|vencimentos?|paga",
)
_UNTOUCHED = _words(
    en=r"untouched|unaffected|unchanged|maintained|continues?|kept|keeps?|in full|full",
    ar=r"\w{0,2}(?:كامل|يحتفظ|محتفظ|يستمر|استمرار|بقاء)\w{0,4}|دون \w+",
    fr=r"maintenu\w*|intact\w*|conserv\w+|integral\w*|entier\w*|inchang\w+|sans \w+",
    es=r"intact\w+|mant\w+|conserv\w+|integr\w+|sin \w+",
    pt=r"intact\w+|mant\w+|conserv\w+|integra\w+|sem \w+",
)
_LOST = re.compile(r"loss|perte|perdida|perda|merma|prejuizo|نقص|خصم|مساس")
# Whatever a thing costs.
_COSTS = _words(
    en=r"costs?|fees?|expenses?|charges?|bills?",
    ar=r"\w{0,3}(?:كلفه|كلفت|تكلفه|تكاليف|نفقات|مصاريف|مصروفات|اتعاب|رسوم)\w{0,3}",
    fr=r"couts?|frais|depenses?|honoraires|factures?",
    es=r"costos?|costes?|gastos?|honorarios|facturas?",
    pt=r"custos?|despesas?|honorarios|faturas?|gastos?",
)
_PARTS = re.compile(r"[.;:؛,،](?:\s|$)")
_UNSURE = {"may", "condition", "discretion", "partial", "cap", "soft", "feasible", "should", "asks", "released"}
_OURS = ("union", "workers", "person")


def proved_by_employer(theirs: str, same: SameWords) -> bool:
    """Whether the employer is who has to prove, in whatever words: nobody of us stands nearer to the word for it.

    >>> from toolkit.bargaining.counter.sentences.same_words import same_words
    >>> en = same_words("en")
    >>> proved_by_employer("it is up to the employer to show that it was right", en)
    True
    >>> proved_by_employer("the worker has to show the employer that it was wrong", en)
    False
    """
    return "employer" in _provers(theirs, same)


def proved_by_us(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the union or a worker stands as who proves, in a sentence where nobody of us did.

    >>> from toolkit.bargaining.counter.sentences.same_words import same_words
    >>> proved_by_us("unless it is wrong", "unless the worker proves that it is wrong", same_words("en"))
    True
    """
    return _we_prove(theirs, same) and not _we_prove(ours, same)


def _we_prove(text: str, same: SameWords) -> bool:
    arabic = same.words.language == "ar"
    for match in _PROVE[same.words.language].finditer(text):
        for one in same.parties(text):
            low, high = (match.end(), one.start) if arabic else (one.end, match.start())
            if one.list in _OURS and 0 <= high - low <= _AHEAD and not _PARTS.search(text[low:high]):
                return True
    return False


def _provers(text: str, same: SameWords) -> list[str]:
    """Who proves, by each word for it: the last party before it in the clause, in Arabic the first one behind it."""
    found = []
    parties = same.parties(text)
    for match in _PROVES[same.words.language].finditer(text):
        start = max((one.end() for one in _PARTS.finditer(text, 0, match.start())), default=0)
        before = [one for one in parties if start <= one.start and one.end <= match.start()]
        end = _PARTS.search(text, match.end())
        behind = [one for one in parties if match.end() <= one.start < (end.start() if end else len(text))]
        near = [one for one in behind if one.start - match.end() <= _NEAR]
        who = (near[:1] or before[-1:]) if same.words.language == "ar" else (before[-1:] or near[:1])
        found += ["ours" if one.list in _OURS else one.list for one in who]
    return found


def pay_goes_on(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "without loss of pay" is said as "leaves their pay untouched", or "costs them no pay".

    >>> from toolkit.bargaining.counter.sentences.same_words import same_words
    >>> en = same_words("en")
    >>> pay_goes_on("they attend without loss of pay", "attendance leaves their pay untouched", en)
    True
    >>> pay_goes_on("they attend without loss of pay", "attendance is set off against pay", en)
    False
    """
    if not _LOST.search(ours):
        return False
    nots = same.spans("negation", theirs)
    for match in _PAY[same.words.language].finditer(theirs):
        start = max((one.end() for one in _PARTS.finditer(theirs, 0, match.start())), default=0)
        end = _PARTS.search(theirs, match.end())
        clause = theirs[start : end.start() if end else len(theirs)]
        if _UNTOUCHED[same.words.language].search(clause) or any(start <= one < match.end() for one, _ in nots):
            return True
    return False


def costs_of_employer(theirs: str, same: SameWords) -> bool:
    """Whether the employer, and nobody of us, stands in a clause about a cost: "its fees are met by the Employer".

    >>> from toolkit.bargaining.counter.sentences.same_words import same_words
    >>> en = same_words("en")
    >>> costs_of_employer("the fees of the expert are met by the employer", en)
    True
    >>> costs_of_employer("the fees are met by the employer and the union", en)
    False
    """
    for clause in _PARTS.split(theirs):
        if not _COSTS[same.words.language].search(clause):
            continue
        parties = {one.list for one in same.parties(clause)}
        lists = {one.list for one in same.phrases(clause)}
        ours_or_none = parties & {"union", "workers"} or denials(clause, same).all or lists & _UNSURE
        if "employer" in parties and not ours_or_none and not same.has("decides", clause):
            return True
    return False
