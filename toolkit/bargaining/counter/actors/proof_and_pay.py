"""Who has to prove, who pays, whose vote decides, and whether pay goes on, in whatever words: "it is up to us"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import more_often, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.signals import SIGNALS, Noticed
from toolkit.languages import translatable

PROVES = translatable("The union or the workers have to do or prove what the employer had to.")
WE_PAY = next(row.sentence for row in SIGNALS if row.id == "union-pays")

_AHEAD = 12  # letters between somebody and the verb of which he is the subject
_MAY = 8  # and further letters where "is free to" stands between
_NEAR = 30  # letters behind a word for proving among which somebody is who proves


# To prove, in whatever word.
PROOFS = word_patterns(
    en=r"prove[sdn]?|proving|proofs?|shows?|shown|showing|demonstrat\w+|establish\w*|evidenc\w+",
    ar=r"\w{0,3}(?:ثبت|اثبات|برهن|برهان|دليل|بين|حجه)\w{0,3}",
    fr=r"prouv\w+|preuves?|demontr\w+|etabli\w+|justifi\w+",
    es=r"prob(?:ar\w*|ad\w+|o)|prueb\w+|demostr\w+|demuestr\w+|acredit\w+",
    pt=r"prov(?:a|as|ar|e|em|ou|ara|ad[ao]s?|arem)|demonstr\w+|comprov\w+",
)
# The verb of it alone.
_PROVE = word_patterns(
    en=r"proves?|must prove|has (?:proved|proven|shown|established|demonstrated|substantiated)|"
    r"demonstrates?|shall show|must show|shows? (?:that|why|how)|"
    r"to (?:prove|show|establish|demonstrate|substantiate|evidence)|substantiates?|"
    r"(?:produces?|must produce|shall produce|furnish(?:es)?|suppl(?:y|ies)|adduces?|brings?|submits?|provides?|"
    r"offers?|presents?) (?:\w+ )?(?:evidence|proofs?|witnesses)",
    ar=r"[وف]?(?:[يت])?ثبتوا?|[وف]?اثبتوا?|[وف]?اثبتت|[وف]?[يت]قيم\w{0,2} (?:الدليل|البينه|البرهان)|"
    r"[وف]?(?:اقام|قدم)ت?(?= \w+ (?:ال)?(?:دليل|بينه|برهان))",
    fr=r"prouv(?:e|ent|era|er)|(?:a|ait|aura) (?:prouve|demontre|etabli|justifie)|"
    r"etablir(?= (?:par|que|la realite|le fait|les faits|l'existence|le bien-fonde|le contraire)(?!\w))|"
    r"demontr(?:e|ent|era|er)|apporte la preuve|rapporte la preuve|etabli(?:t|sse)(?= qu)|"
    r"(?:apporte|fournisse|fournit|produit|produise|produire|apporter|fournir) "
    r"(?:d\w+ )?(?:preuves?|temoin\w*|elements)",
    es=r"prueben?|probar(?:a|an)?|ha(?:ya|yan)? (?:probado|demostrado|acreditado|justificado)|"
    r"establecer (?:el|la|los|las|que)|"
    r"demuestr\w+|demostr(?:ar|ara)|acredit(?:e|en|ara|ar)|"
    r"justifi(?:que|quen|car|cara)|corrobor(?:e|en|ar|ara)|(?:aport|present|ofre[cz]|exhib)\w+ (?:\w+ )?"
    r"(?:pruebas?|testig\w+|documentos|elementos de prueba|evidencias?)",
    pt=r"prov(?:e|em|ar|ara|arem)|(?:tenha|tiver|houver) (?:provado|comprovado|demonstrado|justificado)|"
    r"demonstr(?:e|em|ar|ara|arem)|comprov(?:e|em|ar|ara|arem)|"
    r"justifi(?:que|quem|car)|(?:apresent|produz|junt|ofere[cç])\w* (?:\w+ )?(?:provas?|testemunh\w+|documentos)",
)
# To say so, and prove nothing.
_STATE = word_patterns(
    en=r"stat(?:e|es|ing)|declar\w+|indicat\w+|assert\w*|consider\w*|believ\w+|explain\w*|argu\w+|"
    r"in its (?:opinion|view|assessment|judge?ment)",
    ar=r"[وف]?[يت]?(?:ذكر|صرح|ا?علن|ا?عتبر|ا?وضح|ري|راي|قدر|خبر|ا?فاد|فيد)\w{0,2}|"
    r"في (?:تقديره|نظره|رايه)|برايه|حسب تقديره",
    fr=r"indiqu\w+|declar\w+|estim\w+|consider\w+|expos\w+|expliqu\w+|affirm\w+|a son avis|selon (?:lui|elle)",
    es=r"indi[cq]\w+|declar\w+|manifest\w+|consider\w+|estim\w+|expon\w+|expli[cq]\w+|afirm\w+|a su juicio",
    pt=r"indi[cq]\w+|declar\w+|manifest\w+|consider\w+|entend\w+|expo\w+|expli[cq]\w+|afirm\w+|a seu juizo",
)
# On whom a burden lies.
_BURDEN_ON = word_patterns(
    en=r"(?:burden|onus|proof|task of proving|duty of proof)(?: \w+){0,10} (?:on|upon|with|to|for|by)",
    ar=r"(?:عبء|عبئ|اثبات|البينه)(?: \w+){0,6} علي",
    fr=r"(?:charge|fardeau|preuve)(?: \w+| d'\w+){0,8} (?:a|au|aux|sur)",
    es=r"(?:carga|prueba)(?: \w+){0,8} (?:a|al|sobre|en)",
    pt=r"(?:onus|prova|encargo)(?: \w+){0,8} (?:a|ao|aos|sobre|no|na)",
)
# Whoever says so: who relies on a breach is one of us.
_CLAIMANT = word_patterns(
    en=r"who(?:ever)? (?:so )?(?:claims?|alleges?|asserts?|invokes?|relies|complains?|contests?|"
    r"challenges?|disputes?)|the (?:claimant|complainant)|"
    r"the (?:party|person|one|worker|employee|union) (?:that |who )?(?:claim|alleg|assert|invok|rely|complain)\w*",
    ar=r"(?:\w{0,2}من|(?:ال)?(?:عامل الذي|نقابه التي)) "
    r"(?:يدعي|تدعي|يتمسك|تتمسك|يطعن|ينازع|يعترض|يزعم|يطالب|يحتج|يثير|يشتكي)\w*|"
    r"\w{0,3}(?:المدعي|المشتكي|المتظلم|المتمسك)",
    fr=r"(?:celui|celle|a qui|quiconque|partie|personne|travailleur|salarie|syndicat) (?:qui )?"
    r"(?:l'|le |la |s'en )?(?:invoque|allegue|pretend|"
    r"conteste|"
    r"reclame|prevaut|plaint)|le demandeur|le plaignant|le reclamant",
    es=r"(?:quien|a quien|la parte que|la persona que|(?:trabajador|sindicato) que) "
    r"(?:lo |la |se )?(?:aleg|afirm|invoc|invoqu|reclam|queja|sostien|"
    r"impugn|discut|cuestion)\w*|"
    r"(?:el|al) (?:demandante|reclamante|denunciante)",
    pt=r"(?:quem|a quem|a parte que|a pessoa que|(?:trabalhador|sindicato) que) "
    r"(?:o |a |se )?(?:aleg|afirm|invoc|invoqu|reclam|queix|sustent|"
    r"impugn|contest|question)\w*|"
    r"(?:o|ao) (?:demandante|reclamante|denunciante)",
)
# What is paid for work, and that it stays.
PAY = word_patterns(
    en=r"pay|wages?|salar\w+|earnings|remuneration",
    ar=r"\w{0,3}(?:اجر|اجور|راتب|رواتب)\w{0,3}",
    fr=r"paie|paye|salaires?|remuneration|traitement",
    es=r"salarios?|sueldos?|remuneracion|retribucion|paga",
    pt=r"salarios?|remuneracao|vencimentos?|paga",
)
_UNTOUCHED = word_patterns(
    en=r"untouched|unaffected|unchanged|maintained|continues?|kept|keeps?|in full|full",
    ar=r"\w{0,2}(?:كامل|يحتفظ|محتفظ|يستمر|استمرار|بقاء)\w{0,4}|دون \w+",
    fr=r"maintenu\w*|intact\w*|conserv\w+|integral\w*|entier\w*|inchang\w+|sans \w+",
    es=r"intact\w+|mant\w+|conserv\w+|integr\w+|sin \w+",
    pt=r"intact\w+|mant\w+|conserv\w+|integra\w+|sem \w+",
)
_LOST = re.compile(r"loss|perte|perdida|perda|merma|prejuizo|نقص|خصم|مساس")
# Whatever a thing costs.
COSTS = word_patterns(
    en=r"costs?|fees?|expenses?|charges?|bills?",
    ar=r"\w{0,3}(?:كلفه|كلفت|تكلفه|تكاليف|نفقات|مصاريف|مصروفات|اتعاب|رسوم)\w{0,3}",
    fr=r"couts?|frais|depenses?|honoraires|factures?",
    es=r"costos?|costes?|gastos?|honorarios|facturas?",
    pt=r"custos?|despesas?|honorarios|faturas?|gastos?",
)
# At whose expense, before whoever it is; and to bear a cost or a loss.
_AT_EXPENSE = word_patterns(
    en=r"(?:at|to) the (?:sole )?(?:expense|cost|charge) of",
    ar=r"علي (?:نفقه|حساب|عاتق|كلفه)",
    fr=r"aux (?:seuls )?(?:frais|depens) d\w+|a (?:la )?charge d\w+",
    es=r"a (?:costa|expensas|cargo) del?|por cuenta del?",
    pt=r"as (?:custas|expensas) d\w+|a custa d\w+|a expensas d\w+|por conta d\w+|"
    r"(?:custos?|despesas?|perdas?|danos?|gastos?|taxas?)(?: \w+){0,6} (?:fica|ficam|ficara|ficarao|corre|correm|e|sao|"
    r"recai|recaem) (?:a cargo d\w+|sobre|de responsabilidade d\w+)",
)
_BEARS = word_patterns(
    en=r"(?:bears?|meets?|carr(?:y|ies)|shoulders?) (?:the |any |all |such )?(?:\w+ )?"
    r"(?:costs?|expenses?|loss(?:es)?|damages?|risks?)",
    ar=r"[وف]?[يت]تحمل\w{0,3}",
    fr=r"(?:supporte(?:nt|ra|r)?|assume(?:nt|ra|r)?) (?:le|la|les|l'|tout|toute) ?"
    r"(?:couts?|frais|pertes?|dommages?|risques?)",
    es=r"(?:asum\w+|soport\w+|corr\w+ con|carg\w+ con) (?:el|la|los|las) (?:cost\w+|gastos?|perdidas?|danos?|riesgos?)",
    pt=r"(?:assum\w+|suport\w+|arc\w+ com|respond\w+ por) (?:[oa]s? )?(?:custos?|despesas?|perdas?|danos?|riscos?)",
)
# To share, of a cost.
_SHARES = word_patterns(
    en=r"shares?|shared|split|halves|half each|equal (?:shares|parts)|equally",
    ar=r"[وف]?[يت]?(?:تقاسم|قتسم|وزع)\w*|مناصفه|بالتساوي",
    fr=r"partag\w+|se repartissent|repartis?|moitie|a parts egales|par parts egales",
    es=r"compart\w+|se reparten|repartid\w+|mitad|por partes iguales|a medias",
    pt=r"divid\w+|repart\w+|partilh\w+|rate\w+|metade|em partes iguais|por igual|meio a meio|a meias",
)
_LIES_ON_EMPLOYER = re.compile(r"(?<!\w)علي (?:عاتق |كاهل )?صاحب العمل ?$")  # at the end of an Arabic sentence
_CASTING = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "(?:casting|deciding|tie-breaking|second) vote|breaks? (?:a|the|any) tie|vote decides",
        "ar": r"\w{0,3}صوت\w{0,2} (?:ال)?(?:مرجح|مرجحا|حاسم|فاصل)|يرجح \w*صوت\w*",
        "fr": "voix (?:est )?(?:preponderante|departage|decisive)|departage les voix|partage des voix",
        "es": r"voto (?:de calidad|dirimente|decisivo|de desempate)|dirime el empate|voto (?:decid|dirim)\w+",
        "pt": r"voto (?:de qualidade|de minerva|decisivo|de desempate)|desempata|voto (?:decid|desempat)\w+",
    }.items()
}
_PAYERS = ("union", "workers", "applicants")
_BESIDE = 5  # letters of an article between "at the expense of" and somebody
_STOP = re.compile(r"[.;:؛](?:\s|$)")
_ASIDE = re.compile(r"[,،] [^,.;:،؛]{1,60}[,،] ")  # "the cost, translations among it, falls on"
_PARTS = re.compile(r"[.;:؛,،](?:\s|$)")
_FAR_FROM = 60  # letters between a proof and on whom it falls
_UNSURE = {"may", "condition", "discretion", "partial", "cap", "soft", "feasible", "should", "asks", "released"}
_OURS = ("union", "workers", "person")


# On whom the proof of something falls, behind what is to be proved.
_FALLS_ON = word_patterns(
    en=r"(?:lies|rests|falls|is|remains) (?:up)?(?:on|with|for|to)",
    ar=r"علي(?: عاتق)?",
    fr=r"(?:incombe|revient|appartient|echoit|pese)(?: a| au| sur)|(?:est|reste|demeure) a la charge d(?:e|u)|"
    r"est l'affaire d(?:e|u)|(?:incombe|revient|appartient|pese|charge) (?:a|de|sur)",
    es=r"(?:corresponde|incumbe|compete|recae)(?: en| sobre)?(?: al?)?|(?:es|queda) (?:de|a) cargo del?",
    pt=r"(?:cabe|incumbe|compete|recai)(?: sobre)?(?: ao?)?|(?:e|fica) (?:de|a) cargo d[oa]",
)


# Before it, on whom it falls.
_FALLS_TO = word_patterns(
    en=r"(?:is|be|falls?|lies) (?:up )?(?:for|to|on|upon|with)",
    ar=r"علي",
    fr=r"c'est (?:a|au)|(?:revient|incombe|appartient) (?:a|au)",
    es=r"(?:corresponde|incumbe|compete|toca) al?|es (?:a|al)",
    pt=r"(?:cabe|incumbe|compete) ao?|e (?:a|ao)",
)


def compare_burdens(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Proof that we owe and costs that fall on us, whatever else a sentence says.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> mine, yours = "the employer insures the tool", "the tool is insured at the expense of the worker"
    >>> [one.id for one in compare_burdens(mine, yours, en)], list(compare_burdens(yours, mine, en))
    (['union-pays'], [])
    """
    claimant = _CLAIMANT[same.words.language]
    claims = not claimant.search(ours) and claimant.search(theirs) and PROOFS[same.words.language].search(theirs)
    if claims and "employer" in provers(ours, same) or proved_by_us(ours, theirs, same):
        yield Noticed("proves", "weakened", PROVES, sure=False)
    elif _only_stated(ours, theirs, same):
        row = next(row for row in SIGNALS if row.id == "burden-of-proof")
        yield Noticed(row.id, "weakened", row.sentence, sure=False)
    if paid_by_us(theirs, same) > paid_by_us(ours, same):
        yield Noticed("union-pays", "weakened", WE_PAY, sure=False)


def _only_stated(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what the employer had to prove it only has to say now."""
    proof, state = PROOFS[same.words.language], _STATE[same.words.language]
    if not more_often(proof, ours, theirs) or not more_often(state, theirs, ours):
        return False
    return any(one.list == "employer" for one in same.parties(ours)) and not _we_prove(ours, same)


def burden_of_proof(text: str, same: SameWords) -> bool:
    """Whether each cost that a text speaks of is the burden of proving: "the onus of proof lies with the Employer".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> burden_of_proof("the burden of proving it shall lie with the employer", en)
    True
    >>> burden_of_proof("the cost of the expert shall lie with the employer", en)
    False
    """
    hits = [one for one in same.phrases(text) if one.list in ("pays", "bears")]
    proofs = [match.start() for match in PROOFS[same.words.language].finditer(text)]
    return bool(hits) and all(any(abs(one.start - at) <= _FAR_FROM for at in proofs) for one in hits)


def proved_by_employer(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the employer has to prove as often as before, in whatever words: nobody of us stands nearer to it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it is for the employer to prove that it was right"
    >>> proved_by_employer(mine, "it is up to the employer to show that it was right", en)
    True
    >>> proved_by_employer(mine, "the worker has to show the employer that it was wrong", en)
    False
    """
    had, has = (provers(text, same).count("employer") for text in (ours, theirs))
    return 0 < has >= had


def proved_by_us(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the union or a worker stands as who proves, in a sentence where nobody of us did.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> proved_by_us("unless it is wrong", "unless the worker proves that it is wrong", same_words("en"))
    True
    >>> en, mine = same_words("en"), "it is deemed wrong, unless the employer proves the contrary"
    >>> proved_by_us(mine, "the worker may prove that it is wrong", en)
    True
    >>> proved_by_us(mine, "the worker may prove that it is wrong, unless the employer proves the contrary", en)
    False
    """
    only_we = "employer" in provers(ours, same) and "employer" not in provers(theirs, same)
    return _we_prove(theirs, same, or_may=only_we) and not _we_prove(ours, same)


def _we_prove(text: str, same: SameWords, *, or_may: bool = False) -> bool:
    arabic = same.words.language == "ar"
    ahead = _AHEAD + _MAY if or_may else _AHEAD
    for match in _PROVE[same.words.language].finditer(text):
        for one in same.parties(text):
            low, high = (match.end(), one.start) if arabic else (one.end, match.start())
            between = text[low:high]
            may = not or_may and any(each.list in ("may", "right") for each in same.phrases(between))  # need not
            if one.list in _OURS and 0 <= high - low <= ahead and not _PARTS.search(between) and not may:
                return True
            if arabic and one.list in _OURS and text[one.end : match.start()].strip() in ("ان", "اقامه"):
                return True  # "it is for the union to prove"
    for match in _BURDEN_ON[same.words.language].finditer(text):
        if any(one.list in _OURS and 0 <= one.start - match.end() <= _BESIDE for one in same.parties(text)):
            return True
    return False


def provers(text: str, same: SameWords) -> list[str]:
    """Who proves, by each word for it: the last party before it in the clause, in Arabic the first one behind it."""
    found = []
    parties = same.parties(text)
    for match in PROOFS[same.words.language].finditer(text):
        start = max((one.end() for one in _PARTS.finditer(text, 0, match.start())), default=0)
        before = [one for one in parties if start <= one.start and one.end <= match.start()]
        end = _PARTS.search(text, match.end())
        behind = [one for one in parties if match.end() <= one.start < (end.start() if end else len(text))]
        near = [one for one in behind if one.start - match.end() <= _NEAR]
        who = (near[:1] or before[-1:]) if same.words.language == "ar" else (before[-1:] or near[:1])
        falls = list(_FALLS_ON[same.words.language].finditer(text, match.end(), end.start() if end else len(text)))
        if not who and falls:  # "the proof that it was right lies on the employer"
            who = [one for one in behind if 0 <= one.start - falls[-1].end() <= _BESIDE][:1]
        if not before and same.words.language != "ar":  # "it is for the Employer, at all times, to prove"
            start = max((one.end() for one in _STOP.finditer(text, 0, match.start())), default=0)
            aside = [one for one in parties if start <= one.start and one.end <= match.start()]
            ends = [one.end() for one in _FALLS_TO[same.words.language].finditer(text, start, match.start())]
            who = [one for one in aside if any(0 <= one.start - last <= _BESIDE for last in ends)][-1:] or who
        found += ["ours" if one.list in _OURS else one.list for one in who]
    return found


def pay_goes_on(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "without loss of pay" is said as "leaves their pay untouched", or "costs them no pay".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> pay_goes_on("they attend without loss of pay", "attendance leaves their pay untouched", en)
    True
    >>> pay_goes_on("they attend without loss of pay", "attendance is set off against pay", en)
    False
    """
    if not _LOST.search(ours):
        return False
    nots = same.spans("negation", theirs)
    for match in PAY[same.words.language].finditer(theirs):
        start = max((one.end() for one in _PARTS.finditer(theirs, 0, match.start())), default=0)
        end = _PARTS.search(theirs, match.end())
        clause = theirs[start : end.start() if end else len(theirs)]
        if _UNTOUCHED[same.words.language].search(clause) or any(start <= one < match.end() for one, _ in nots):
            return True
    return False


def paid_by_us(text: str, same: SameWords) -> int:
    """How often a cost or a loss falls on the union or on workers: "at the expense of the Worker".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> [paid_by_us(f"it is repaired at the expense of the {one}", en) for one in ("worker", "employer")]
    [1, 0]
    >>> [paid_by_us(f"{one} shall bear the damage", en) for one in ("the worker", "no worker")]
    [1, 0]
    """
    code, found = same.words.language, _shared(text, same)
    nots = [start for start, _ in same.spans("negation", text)]
    for pattern, behind in ((_AT_EXPENSE[code], True), (_BEARS[code], code == "ar")):
        for match in pattern.finditer(text):
            start = max((one.end() for one in _PARTS.finditer(text, 0, match.start())), default=0)
            for one in same.parties(text):
                low, high = (match.end(), one.start) if behind else (one.end, match.start())
                beside = 0 <= high - low <= (_BESIDE if behind else _AHEAD) and not _PARTS.search(text[low:high])
                if one.list in _PAYERS and beside and not any(start <= at < match.end() for at in nots):
                    found += 1
                    break
    return found


def _shared(text: str, same: SameWords) -> int:
    """How often a cost is shared by both sides: "the parties share the cost equally"."""
    code = same.words.language
    nots = [start for start, _ in same.spans("negation", text)]
    found = 0
    for match in _SHARES[code].finditer(text):
        start = max((one.end() for one in _PARTS.finditer(text, 0, match.start())), default=0)
        end = _PARTS.search(text, match.end())
        stop = end.start() if end else len(text)
        found += COSTS[code].search(text, start, stop) is not None and not any(start <= at < stop for at in nots)
    return found


def costs_of_employer(theirs: str, same: SameWords) -> bool:
    """Whether the employer, and nobody of us, stands in a clause about a cost: "its fees are met by the Employer".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> costs_of_employer("the fees of the expert are met by the employer", en)
    True
    >>> costs_of_employer("the fees are met by the employer and the union", en)
    False
    """
    if same.words.language == "ar" and any(
        COSTS["ar"].search(one) and _LIES_ON_EMPLOYER.search(one) for one in re.split(r"[.;؛]", theirs)
    ):
        return True
    for clause in (*_PARTS.split(theirs), *_PARTS.split(_ASIDE.sub(" ", theirs))):
        if not COSTS[same.words.language].search(clause):
            continue
        parties = {one.list for one in same.parties(clause)}
        lists = {one.list for one in same.phrases(clause)}
        ours_or_none = parties & {"union", "workers"} or denials(clause, same).all or lists & _UNSURE
        if "employer" in parties and not ours_or_none and not same.has("decides", clause):
            return True
    return False


def casting_votes(text: str, same: SameWords) -> int:
    """How often somebody has the vote that decides where both sides have as many; "no casting vote" is none.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> [casting_votes(f"the chair has {one} casting vote", same_words("en")) for one in ("the", "no")]
    [1, 0]
    """
    found = 0
    for match in _CASTING[same.words.language].finditer(text):
        clause = max(text.rfind(mark, 0, match.start()) for mark in ",;.:؛،") + 1
        found += not any(clause <= start < match.end() for start, _ in same.spans("negation", text))
    return found
