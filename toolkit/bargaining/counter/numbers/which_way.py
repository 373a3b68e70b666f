"""Which way a number is better for workers: a deadline of the employer is better short, our time and our seats many."""

from __future__ import annotations

import re
from functools import cache

from toolkit.bargaining.counter.lexicon import Lexicon, lexicon, word_patterns
from toolkit.bargaining.counter.numbers.by_clause import lasts_at_least, recurs, side
from toolkit.bargaining.counter.numbers.quantities import Quantity
from toolkit.bargaining.counter.numbers.rhythm import is_rhythm

_AHEAD, _BEHIND = 30, 25  # letters around a number among which stands what says its way
_AT_START = 12
_NEXT = 16  # letters before what is counted: "each team has three" is no bound
_FAR = 160  # letters of a clause before a number
_OURS = ("union", "workers", "person", "service_users", "applicants")
_ACTS = ("may", "right", "must", "must_not", "released", "should")
_ENDS = re.compile(r"[.;:؛](?:\s|$)")
_PAUSE = re.compile(r"[.;:؛،,](?:\s|$)")

# To have one's say: the time for it is better long.
_SPEAKS = word_patterns(
    en=r"comment\w*|answer|state|express\w*|views?|opinions?|name|propose|raise|claim|examine|choose|respond|reply|object|appeal|contest|challenge|oppose|withdraw|revoke|refuse|submit|present|lodge",
    ar=r"\w{0,3}(?:رد|ملاحظات|ملاحظاته\w?|اعتراض|عترض|طعن|تظلم|استئناف|ستانف|سحب|رفض|راي|رايها|رايه)",
    fr=r"(?:se )?prononcer|(?:s'?)?exprimer|repondre|s'opposer|recours|contester|retirer|refuser|presenter|"
    r"observations",
    es=r"exponer|expresar|opinar|formular|alegar|emitir|contestar|dictaminar|comentar|examinar|elegir|escoger|proponer|"
    r"plantear|interponer|acudir|retirar|desistir|arrepentirse|negarse|pronunciarse|manifestarse|responder|oponerse|recurrir|impugnar|objetar|reclamar|revocar|rechazar|presentar",
    pt=r"manifest\w+|pronunciar-se|responder|opor-se|recorrer|impugnar|contestar|objetar|reclamar|revogar|recusar|"
    r"apresentar|arrepender-se|comentar",
)
# What somebody of us gets: there it is better soon.
_GETS = word_patterns(
    en=r"receive|obtain|get|have|see|inspect|require|demand|ask|request",
    ar=r"\w?(?:تلقي|تسلم|حصل|طلب|طالب|اطلع)\w*",
    fr=r"recevoir|obtenir|avoir|voir|consulter|exiger|demander",
    es=r"recibir|obtener|tener|ver|consultar|exigir|pedir|solicitar",
    pt=r"receber|obter|ter|ver|consultar|exigir|pedir|solicitar|requerer",
)
# By so much more is paid.
_RAISED = {
    code: re.compile(rf"(?<!\w)(?:{words})\s*$")
    for code, words in {
        "en": "(?:increased|raised|augmented) by|increase of|supplement of|surcharge of|plus|uplift of|premium of",
        "ar": "(?:مع )?(?:زياده|علاوه|مضافا اليه\\w*|بزياده)(?: قدرها| نسبتها)?",
        "fr": "(?:majore|augmente)\\w* de|majoration de|supplement de",
        "es": "(?:incrementad|aumentad)\\w+ (?:en|con) (?:un )?|(?:incremento|recargo|aumento) del?(?: un)?",
        "pt": "(?:acrescid|aumentad)\\w+ (?:de|em)|(?:acrescimo|aumento|adicional) de",
    }.items()
}
# How long a consent of ours lasts.
_CONSENT_ENDS = word_patterns(
    en=r"(?:consent|permission|approval)(?: \w+){0,4} (?:ends?|expires?|lapses?|lasts?|valid|runs?)(?: \w+){0,2} ?",
    ar=r"موافقه(?: \w+){0,3} (?:بعد|لمده|مده)",
    fr=r"(?:consentement|autorisation)(?: \w+){0,4} (?:expire|prend fin|vaut|dure|cesse)(?: \w+){0,2} ?",
    es=r"(?:consentimiento|autorizacion)(?: \w+){0,4} (?:termina|expira|vence|caduca|vale|dura|cesa)(?: \w+){0,2} ?",
    pt=r"(?:consentimento|autorizacao)(?: \w+){0,4} (?:termina|expira|vence|caduca|vale|dura|cessa)(?: \w+){0,2} ?",
)
# Time that is given: rest, leave, training, release.
_GIVEN = word_patterns(
    en=r"release\w*|time off|off work|leave|rest|breaks?|paid time|training|learning|account|credit|sabbatical",
    ar=r"\w{0,3}(?:تفريغ|يفرغ|درب|تدرب|اجازه|اجازات|راحه|استراحه|تدريب|تعلم|رصيد|مدفوع\w*)",
    fr=r"liber\w+|conges?|repos|pauses?|formation|credit|decharge|compte|temps remunere|apprentissage",
    es=r"liber\w+|permisos?|licencias?|descansos?|pausas?|formacion|capacitacion|credito|bolsa|tiempo remunerado|"
    r"aprendizaje",
    pt=r"liber\w+|licencas?|folgas?|descansos?|pausas?|repousos?|formacao|capacitacao|treinamento|credito|banco|conta|"
    r"tempo remunerado|aprendizado|dispens\w+",
)
# What the employer pays for a breach, or on top.
_PAID = word_patterns(
    en=r"pays?|paid|penalty|fine|surcharge|supplement|premium|bonus|compensat\w+",
    ar=r"[وف]?[يت]?(?:دفع|ؤدي|صرف)\w*|[وف]?يتحمل \w*صاحب العمل|علي نفقه صاحب العمل|"
    r"\w{0,2}(?:غرامه|علاوه|تعويض\w*|زياده)",
    fr=r"pai\w+|pay\w+|vers\w+|penalite|amende|majoration|prime|supplement|indemni\w+",
    es=r"pag\w+|abon\w+|multa|penalidad|recargo|incremento|prima|suplemento|indemniz\w+",
    pt=r"pag\w+|multa|penalidade|acrescimo|adicional|sobretaxa|bonificacao|indeniz\w+",
)
_WITHHELD = word_patterns(
    en=r"deduct\w*|withh\w+|union pays|worker pays",
    ar=r"\w{0,2}خصم\w*",
    fr=r"dedui\w+|reten\w+|retenu\w*",
    es=r"descont\w+|deduc\w+|reten\w+",
    pt=r"descont\w+|deduz\w+|reten\w+",
)
# Behind a number of days: of pay.
_WAGE = word_patterns(
    en=r"(?:gross |base |basic |full )?(?:pay|wages?|salary)",
    ar=r"\w{0,3}(?:اجر|راتب)\w{0,2}",
    fr=r"(?:de )?(?:salaire|remuneration|paie)",
    es=r"(?:de )?(?:salario|sueldo|remuneracion)",
    pt=r"(?:de )?(?:salario|remuneracao|vencimento)",
)
# From what a worker is safe, and what is taken for such a harm.
_SAFE = word_patterns(
    en=r"dismiss\w*|made redundant|detriment|reprisal\w*|disadvantage\w*",
    ar=r"\w{0,3}(?:فصل|يفصل|تسريح|ضرر|اضرار|انتقام)",
    fr=r"licenci\w+|represaill\w+|prejudice|desavantage\w*",
    es=r"desped\w+|despido|represali\w+|perjuicio",
    pt=r"dispensad\w+|demitid\w+|despedid\w+|dispensa|demissao|represali\w+|retaliac\w+|prejuizo",
)
# What a harm is taken for.
_COUNTS_AS = word_patterns(
    en=r"(?:counts?|is (?:deemed|presumed|treated|regarded|taken|considered)|"
    r"are (?:deemed|presumed|treated|considered))",
    ar=r"[يت]عتبر|[يت]عد|[يت]فترض|[يت]عامل",
    fr=r"(?:est|sont) (?:repute|presume|considere|tenu|regarde)\w*|vaut|valent|passe pour",
    es=r"(?:se )?(?:considera|consideran|considerara|presume|presumen|presumira|reputa|tiene por|tendra por|entiende"
    r"|entendera|vale como|cuenta como|trata como)",
    pt=r"(?:considera|presume|reputa|tem|entende|trata)-se|(?:e|sera) (?:considerad|presumid|reputad|tid|tratad)\w+|"
    r"vale como|conta como",
)
# That some of us ask for it.
_ASKS_FOR = word_patterns(
    en=r"ask\w*|request\w*|demand\w*|sign\w*|support\w*|petition\w*|want\w*",
    ar=r"\w{0,2}(?:طلب|طالب|وقع|ايد)\w{0,3}",
    fr=r"demand\w+|requier\w+|sollicit\w+|sign\w+|soutien\w+|reclam\w+",
    es=r"pid\w+|pide|solicit\w+|reclam\w+|firm\w+|apoy\w+|respald\w+|suscrib\w+|exij\w+",
    pt=r"pe[cd]\w+|solicit\w+|requer\w+|reclam\w+|assin\w+|apoi\w+|subscrev\w+|exij\w+",
)
_IF = word_patterns(
    en="if|where|when|once", ar="اذا|متي|عندما", fr=r"si|lorsqu\w*|quand", es="si|cuando", pt="se|quando"
)
# Behind a number, how often the time is given.
_PER = word_patterns(
    en=r"(?:per|a|an|each|every|in each|in every) (?:month|year|week|quarter|shift)|(?:in |for )?every|monthly|yearly|"
    r"weekly|annually",
    ar=r"(?:في|كل|ب|لكل) ?(?:ال)?(?:شهر|سنه|عام|اسبوع|فصل)|شهريا|سنويا|اسبوعيا|(?:في |عن )?كل",
    fr=r"toutes les|tous les|par (?:mois|an|semaine|trimestre)|chaque (?:mois|annee|semaine)|mensuel\w+|annuel\w+",
    es=r"(?:al|por|cada) (?:mes|ano|semana|trimestre)|cada|a la semana|mensual\w*|anual\w*",
    pt=r"(?:ao|por|cada|em cada) (?:mes|ano|semana|trimestre|semestre)|a semana|mensa\w+|anua\w+|a cada",
)
# Before a number, that it is a deadline or recurs.
_DUE = word_patterns(
    en=r"within|every|after|before|by|until|no later than|at the latest",
    ar=r"خلال|في غضون|كل|بعد|قبل|حتي|في موعد",
    fr=r"dans (?:un|le) delai de|dans les|sous|tous les|toutes les|apres|avant|au plus tard",
    es=r"en (?:un|el) plazo de|dentro de|cada|tras|despues de|antes de|a mas tardar",
    pt=r"no prazo de|dentro de|em ate|a cada|apos|depois de|antes de|o mais tardar|nos",
)
# Before a number, that more than it is not allowed, or fewer not enough.
_MOST = word_patterns(
    en=r"more than|at most|maximum of|over|exceed\w*",
    ar=r"اكثر من|لا يزيد علي|لا تزيد علي|لا يتجاوز|لا تتجاوز|حد اقصي|اقصاه|اقصاها",
    fr=r"plus de|au plus|maximum de|exced\w+|depass\w+",
    es=r"mas de|como maximo|maximo de|exced\w+|super\w+",
    pt=r"mais de|mais que|no maximo|maximo de|exced\w+|ultrapass\w+|superior a",
)
_LEAST = word_patterns(
    en=r"at least|not (?:less|fewer) than|no (?:less|fewer) than|minimum of",
    ar=r"لا يقل عن|لا تقل عن|علي الاقل|ما لا يقل عن",
    fr=r"au moins|moins de|minimum de",
    es=r"al menos|por lo menos|menos de|minimo de",
    pt=r"pelo menos|ao menos|no minimo|menos de|menos que|minimo de",
)


def better_way(one: Quantity, text: str, words: Lexicon) -> str | None:
    """Whether a number that comes from no blank is better ``higher`` or ``lower``, by the words around it.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> en = lexicon("en")
    >>> texts = ["the employer shall answer within 9 days", "the union may object within 9 days", "it is 9 metres long"]
    >>> [better_way(quantities(text, en)[0], text, en) for text in texts]
    ['lower', 'higher', None]
    """
    if one.kind == "count" and one.of in {words.stem(word) for word in words.words("money")}:
        return "higher"  # what is paid; who pays is another rule
    if _RAISED[words.language].search(text[max(one.start - _AHEAD, 0) : one.start]):
        return "higher"
    if recurs(one, text, words) or _is_sample(one, text, words):
        return "lower"
    if is_rhythm(text, one.start, one.end, words.language):
        return None  # no more often than that: whose visits these are decides
    if _is_threshold(one, text, words):
        return "lower"
    if _CONSENT_ENDS[words.language].search(text[max(one.start - _AHEAD, 0) : one.start]):
        return "lower"
    if (split := _split_bound(one, text, words)) is not None:
        return split
    if any(rule(one, text, words) for rule in _LONGER_IS_BETTER):
        return "higher"
    before, after = _words_before(text, one.start), text[one.end : one.end + _BEHIND]
    if _cue("higher_after", after, words, at_start=True) or _cue("higher", before, words):
        return "higher"
    if (told := side(one, text, words)) is not None:
        return told
    if lasts_at_least(one, text, words.language):
        return "higher"
    ahead = text[max(one.start - (_AHEAD if one.kind == "time" else _NEXT), 0) : one.end]
    return "lower" if _cue("lower", ahead, words) else None


_SHARE_OF = re.compile(r"(?:%|per cent|pour cent|por cien\w*|por cento|بالمايه) (?:of|d'|de|من) ?(?:\w+ ){0,4}$")
# Pay, directly before for how long.
_WAGE_OF = word_patterns(
    en=r"(?:pay|wages?|salary|earnings|remuneration) (?:of|for|equal to)\s+$",
    ar=r"(?:اجر|راتب|مرتب)(?: اساسي| اجمالي)?\s+$",
    fr=r"(?:salaire|remuneration|traitement)(?: brut\w*| de base)? (?:de|d'|egale? a)\s*$",
    es=r"(?:salario|sueldo|remuneracion|retribucion)(?: brut\w*| base)? (?:de|por|equivalente a)\s+$",
    pt=r"(?:salario|remuneracao|vencimento)(?: brut\w*| base)? (?:de|por|equivalente a)\s+$",
)
# A break, directly before how long it is.
_REST = word_patterns(
    en=r"(?:breaks?|rest|pauses?)(?: period)?(?: with pay| paid)? of(?: at least| at most| up to| no more than)?\s+$",
    ar=r"(?:راحه|استراحه|توقف)(?: مدفوع\w*(?: الاجر)?)?(?: مدتها| لا تقل عن| لا تزيد علي| من| قدرها| مدته)?\s+$",
    fr=r"(?:pauses?|repos)(?: remunere\w*)?(?: d'au (?:moins|plus)| d[e'])\s*$",
    es=r"(?:pausas?|descansos?)(?: pagad\w+| remunerad\w+)? de(?: al menos| hasta| como maximo)?\s+$",
    pt=r"(?:pausas?|descansos?|intervalos?)(?: pag\w+| remunerad\w+)? de(?: ao menos| pelo menos| no maximo| ate)?\s+$",
)
_TO_SOMEBODY = re.compile(r"\s*[وف]?ل(?!صاحب)\w+ (?:(?!صاحب)\w+ ){0,3}")  # "to each steward, five hours a month"


def _words_before(text: str, place: int) -> str:
    """The letters before a place, without the rest of a word that was cut: half an Arabic word may be another."""
    begin = max(place - _AHEAD, 0)
    if begin and text[begin - 1] != " ":
        begin = text.find(" ", begin, place) + 1 or begin
    return text[begin:place]


# A bound with what it is said of within: "the number of Workers in it is not below".
_NOT_BELOW = re.compile(r"(?:لا|ما لا) [يت]قل\w? (?:\w+ ){1,7}عن $")
_NOT_ABOVE = re.compile(r"(?:لا|ما لا) [يت](?:زيد|تجاوز) (?:\w+ ){1,7}(?:علي|عن) ?$")


def _split_bound(one: Quantity, text: str, words: Lexicon) -> str | None:
    """Which way an Arabic bound points whose words stand apart."""
    if words.language != "ar":
        return None
    begin = max((end.end() for end in _PAUSE.finditer(text, 0, one.start)), default=0)
    if _NOT_BELOW.search(text[begin : one.start]):
        return "higher"
    return "lower" if _NOT_ABOVE.search(text[begin : one.start]) else None


def _beside(pattern: re.Pattern[str], before: str) -> bool:
    """Whether a word for a bound stands directly before a number."""
    return any(not before[one.end() :].strip() for one in pattern.finditer(before))


def _cue(key: str, text: str, words: Lexicon, *, at_start: bool = False) -> bool:
    match = words.cue(key).search(text)
    return match is not None and (not at_start or match.start() <= _AT_START)


def _is_our_right(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it says how many of something, or how long, one of us may: "may name 3 stewards", "may object within"."""
    begin = max((end.end() for end in _ENDS.finditer(text, 0, one.start)), default=0)
    found = [each for each in _who_may(words.language).find(text) if begin <= each.start and each.end <= one.start]
    act = next((each for each in reversed(found) if each.list in _ACTS), None)
    if act is None or act.list not in ("may", "right"):
        return False
    parties = [each for each in found if each.list in (*_OURS, "employer", "supplier")]
    named = [each for each in parties if each.start < act.start] or [each for each in parties if each.start >= act.end]
    others = [each for each in parties if each.start >= act.end and each.list not in _OURS]
    if not parties and act.list == "right":
        named = [act]  # "each team is entitled to three"
    elif not named or named[-1 if named[0].start < act.start else 0].list not in _OURS or others:
        return False
    code, between = words.language, text[act.end : one.start]
    near = text[max(one.start - _AHEAD, act.end) : one.start]
    if _beside(_LEAST[code], near) or (one.kind == "share"):
        return False
    if _beside(_DUE[code], near):
        return _SPEAKS[code].search(between) is not None and not _GETS[code].match(between.lstrip())
    return _GETS[code].match(between.lstrip()) is None and not _beside(_MOST[code], near)


@cache
def _who_may(code: str) -> Lexicon:
    """Who may and who must, also within a phrase that means more: "may propose"."""
    words = lexicon(code).record["words"]
    names = (*_ACTS, *_OURS, "employer", "supplier")
    return Lexicon(code, {"words": {name: words[name] for name in names if name in words}})


def _is_given(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it is time that somebody gets: "releases each member for 8 hours a month"."""
    code = words.language
    if one.kind != "time":
        return False
    near = text[max(one.start - _AHEAD, 0) : one.start]
    if _beside(_DUE[code], near) or _beside(_MOST[code], near):
        return False
    begin = max((end.end() for end in _ENDS.finditer(text, 0, one.start)), default=0)
    stop = _PAUSE.search(text, one.end)
    behind = text[one.end : stop.start() if stop else len(text)]
    given = _GIVEN[code].search(text, begin, one.start) or _GIVEN[code].search(behind[:_BEHIND])
    if code == "ar" and _TO_SOMEBODY.fullmatch(text, begin, one.start) and _PER[code].search(behind[:_BEHIND]):
        return True
    if given is None:
        return False
    per = _PER[code].search(behind[:_BEHIND]) is not None or (code == "ar" and near.endswith(("مده ", "لمده ")))
    return per or _GIVEN[code].search(behind[:_BEHIND]) is not None


def _is_sample(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it says of how many cases a share is taken before something follows: "95% of at least 20 decisions"."""
    share = _SHARE_OF.search(text, max(one.start - _AHEAD, 0), one.start)
    return (
        one.kind == "count" and share is not None and _beside(_LEAST[words.language], text[share.start() : one.start])
    )


def _is_wage(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it is pay for so long: "the gross pay of two days"."""
    near = text[max(one.start - _AHEAD, 0) : one.start]
    wage = _WAGE_OF[words.language].search(near) is not None
    begin = max((end.end() for end in _ENDS.finditer(text, 0, one.start)), default=0)
    stop = _ENDS.search(text, one.end)
    withheld = _WITHHELD[words.language].search(text, begin, stop.start() if stop else len(text))
    return one.kind == "time" and wage and not withheld and not _beside(_MOST[words.language], near)


def _is_rest(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it says how long a break or a rest is: "a paid break of 15 minutes"."""
    near = text[max(one.start - _AHEAD, 0) : one.start]
    return one.kind == "time" and _REST[words.language].search(near) is not None


def _is_paid(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it says how much the employer pays, as a share or in days of pay: "pays 25 % of a day's wage"."""
    code = words.language
    begin = max((end.end() for end in _ENDS.finditer(text, 0, one.start)), default=0)
    near = text[max(one.start - _AHEAD, begin) : one.start]
    due = one.kind != "share" and _beside(_DUE[code], near)  # "up to 9 per cent" is no deadline
    if one.kind not in ("share", "time") or due or _beside(_MOST[code], near):
        return False
    stop = _PAUSE.search(text, one.end)
    clause = text[begin : stop.start() if stop else len(text)]
    behind = text[one.end : one.end + _BEHIND]
    if one.kind == "time" and _WAGE[code].search(behind) is None:
        return False
    paid = _PAID[code].search(text, begin, one.start) is not None
    return paid and _WITHHELD[code].search(clause) is None


def _is_safe_for(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it says for how long somebody of us is safe from dismissal: "shall not be dismissed within 24 months"."""
    if one.kind != "time":
        return False
    begin = max((end.end() for end in _ENDS.finditer(text, 0, one.start)), default=0)
    stop = _ENDS.search(text, one.end)
    clause = text[begin : stop.start() if stop else len(text)]
    if _SAFE[words.language].search(clause) is None or one.start - begin > _FAR:
        return False
    banned = any(each.list in ("must_not", "none") and each.start < one.end - begin for each in words.find(clause))
    return banned and one.unit in ("months", "quarters", "years")


def _is_presumed(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether a harm that comes within it counts as one for which the employer answers: "within 9 months counts as"."""
    begin = max((end.end() for end in _PAUSE.finditer(text, 0, one.start)), default=0)
    stop = _PAUSE.search(text, one.end)
    clause, behind = text[begin : one.start], text[one.end : stop.start() if stop else len(text)]
    harmed = _SAFE[words.language].search(clause) is not None
    return one.kind == "time" and harmed and _COUNTS_AS[words.language].search(behind) is not None


def _is_threshold(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether so many of us have to ask for something: "if at least 20 Workers ask for it".

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> es = lexicon("es")
    >>> text = "se repite si la piden al menos 20 trabajadores"
    >>> better_way(quantities(text, es)[0], text, es)
    'lower'
    """
    code = words.language
    begin = max((end.end() for end in _PAUSE.finditer(text, 0, one.start)), default=0)
    stop = _PAUSE.search(text, one.end)
    end = stop.start() if stop else len(text)
    asks = any(
        one.start - match.end() <= _AHEAD and match.start() - one.end <= _AHEAD
        for match in _ASKS_FOR[code].finditer(text, begin, end)
    )
    counted = any(each.list in _OURS for each in words.find(text[one.end : min(one.end + _BEHIND, end)]))
    return one.kind in ("count", "share") and asks and counted and _IF[code].search(text, begin, end) is not None


_LONGER_IS_BETTER = (_is_rest, _is_wage, _is_our_right, _is_given, _is_paid, _is_safe_for, _is_presumed)
