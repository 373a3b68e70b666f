"""How long an agreement lasts, what stays when it ends, to what it applies, and which of two rules is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.cases.which_cases import AFTER, EFFECT
from toolkit.bargaining.counter.lexicon import more_often, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.excerpts import short
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.signals import PREVAILS, SIGNALS, Noticed

# Without an end.
_ENDLESS = word_patterns(
    en=r"indefinite(?:ly)?|unlimited (?:period|duration|term|time)|open-ended|no fixed (?:term|end)|"
    r"without (?:a |any )?(?:limit|limitation) (?:of|in|as to) time|without (?:a )?(?:fixed )?(?:term|end)",
    ar=r"(?:ل)?مده غير (?:محدده|محدوده|معينه)|غير محدد\w* المده|دون تحديد مده|بلا اجل|دون اجل",
    fr=r"(?:pour une )?duree (?:indeterminee|illimitee)|sans (?:limitation|limite|fixation) de duree|sans terme|"
    r"sans echeance",
    es=r"(?:por )?(?:tiempo|plazo|duracion|termino) (?:indefinid|indeterminad|ilimitad)\w+|"
    r"sin (?:limite|limitacion) (?:de|en el) (?:tiempo|duracion)|sin plazo",
    pt=r"(?:por )?(?:tempo|prazo|duracao|periodo) (?:indefinid|indeterminad|ilimitad)\w+|"
    r"sem (?:limite|limitacao) (?:de|no) (?:tempo|duracao|prazo)|sem termo|sem prazo",
)
# What goes on applying.
_GOES_ON = word_patterns(
    en=r"(?:continues?|goes on|go on) (?:to (?:apply|bind|have effect|be in force)|applying|in force|in effect)|"
    r"(?:remains?|stays?) (?:in force|in effect|applicable|binding)|survives?|keeps? (?:its|their) effect|"
    r"effects? (?:continues?|goes on|lasts?)",
    ar=r"[وف]?(?:[يت](?:ستمر|ظل|بقي|واصل)\w*|ظل\w?|بقي\w?|استمر\w?) "
    r"(?:\w+ ){0,3}(?:ساري\w*|نافذ\w*|سريان\w*|تطبيق\w*|تنطبق|ينطبق|ملزم\w*|العمل)|"
    r"[وف]?(?:[يت](?:ستمر|ظل|بقي)|ظلت|بقيت) (?:ال)?(?:احكام|اثار)\w*",
    fr=r"subsist\w+|perdur\w+|continu\w+ (?:a |de |d')(?:s'appliquer|produire|valoir|lier|etre applicables?|regir)|"
    r"(?:reste|restent|demeure|demeurent) (?:en vigueur|applicables?|valables?|en application|obligatoires?)|"
    r"survi(?:t|vent)|(?:effets?|dispositions?|clauses?) (?:se poursuivent|se poursuit|perdurent|subsistent|"
    r"sont maintenu\w+|demeurent|persistent)|conserv\w+ (?:leurs?|ses|son) effets?|se prolongent",
    es=r"(?:continua\w*|segui\w+|sigue\w*) (?:aplicandose|aplicando|vigentes?|en vigor|surtiendo|produciendo|"
    r"siendo aplicables?|rigiendo)|(?:permanec\w+|qued\w+|mant\w+) (?:vigentes?|en vigor|su vigencia|aplicables?)|"
    r"sobreviv\w+|se aplica\w* mas alla|ultraactividad|conserva\w* sus efectos",
    pt=r"(?:continua\w*|segue\w*) (?:a (?:aplicar-se|ser aplicad\w+|produzir|vigorar|valer|reger)|em vigor|vigentes?|"
    r"aplicave\w+|vigorando|valendo|produzindo)|(?:permanec\w+|fica\w*|mant\w+) (?:em vigor|vigentes?|aplicave\w+)|"
    r"sobreviv\w+|ultratividade|conserva\w* (?:os )?seus efeitos",
)
# What ends.
_ENDS = word_patterns(
    en=r"(?:ceases?|stops?) (?:to (?:apply|bind|have)|having|applying)|lapses?|expires?|ends?|"
    r"comes? to an end|(?:is|are) (?:no longer|not) (?:applicable|binding)|terminates?|falls? away",
    ar=r"[وف]?(?:سقط|انتهي|زال|توقف|بطل|انقضي)\w{0,2}|[وف]?[يت](?:نقضي|بطل)\w*|"
    r"[يت]نتهي\w*|[يت]سقط\w*|[يت]توقف\w*|[يت]زول\w*|لا [يت](?:سري|بقي|ستمر|نطبق|ظل)\w*|[يت]فقد\w*",
    fr=r"cess\w+|prenn\w+ fin|prend fin|prendr\w+ fin|s'eteign\w+|s'eteint|expir\w+|caducs?|caduques?|tomb\w+|"
    r"ne survi\w+|perd(?:ent|ra|ront)? (?:tout )?(?:leurs?|son|ses)? ?(?:effets?|force)|disparai\w+|"
    r"ne (?:sont|est) plus applicables?|ne s'appliqu\w+ plus",
    es=r"ces(?:a|an|ara|aran)|dej(?:a|an|ara|aran) de|caduc\w+|expir\w+|termin\w+|se extingu\w+|finaliz\w+|decae\w*|"
    r"pierd\w+ (?:su |sus )?(?:vigencia|efectos?|vigor)|no sobreviv\w+",
    pt=r"cess(?:a|am|ara|arao)|deix(?:a|am|ara|arao) de|caduc\w+|expir\w+|termin\w+|extingu\w+-se|se extingu\w+|"
    r"encerr\w+|perd\w+ (?:a |os )?(?:sua |seus )?(?:vigencia|efeitos?|vigor)|nao sobreviv\w+",
)
# What takes the place of something better.
_REPLACES = word_patterns(
    en=r"(?:replaces?|supersedes?|overrides?|cancels?|repeals?)(?! any less)",
    ar=r"[يت](?:حل|لغي|نسخ|جب)\w*",
    fr=r"remplac\w+|se substitu\w+|abrog\w+|annul\w+|ecart\w+",
    es=r"sustitu\w+|reemplaz\w+|derog\w+|anul\w+|desplaz\w+",
    pt=r"substitu\w+|revog\w+|derrog\w+|anul\w+|afast\w+",
)
_ONLY = next(row.sentence for row in SIGNALS if row.id == "only")


def compare_in_force(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """An end where there was none, effects that end with the agreement, and older cases that are left out.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "this agreement is concluded for an indefinite period"
    >>> [one.id for one in compare_in_force(mine, "this agreement is concluded for 2 years", en)]
    ['effect']
    >>> list(compare_in_force(mine, "this agreement is open-ended", en))
    []
    """
    code = same.words.language
    endless, goes_on, ends = _ENDLESS[code], _GOES_ON[code], _ENDS[code]
    lasts = endless.search(ours) is not None and endless.search(theirs) is None
    went_on = goes_on.search(ours) is not None and goes_on.search(theirs) is None
    if (
        lasts
        and any(one.kind == "time" for one in quantities(theirs, same.words))
        or (went_on and more_often(ends, theirs, ours))
    ):
        yield Noticed("effect", "weakened", EFFECT, False, {"ours": short(ours), "theirs": short(theirs)})
    elif went_on and _REPLACES[code].search(theirs):
        yield Noticed("prevails", "weakened", PREVAILS, sure=False)
    else:
        yield from _only_some(ours, theirs, same)


def _only_some(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What applied applies only to some: only to contracts made after it."""
    applies = [same.spans("applies", text) for text in (ours, theirs)]
    if not all(applies) or same.has("closed", theirs) <= same.has("closed", ours) or denials(ours, same).all:
        return
    later = same.group(AFTER[same.words.language])
    had, has = (sum(one.name in later for one in same.pieces(text)) for text in (ours, theirs))
    if has > had:
        yield Noticed("effect", "weakened", EFFECT, False, {"ours": short(ours), "theirs": short(theirs)})
    else:
        yield Noticed("only", "weakened", _ONLY, False)


# --- which of two rules is followed ----------------------------------------------------------------------------------

# Two rules differ.
_DIFFER = word_patterns(
    en=r"conflicts?|contradict\w*|differs?|discrepanc\w+|inconsisten\w+|diverg\w+|incompatib\w+|at odds",
    ar=r"\w{0,3}(?:تعارض|تناقض|اختلاف|خلاف|تضارب|تنافي|اختلف\w*|تعارض\w*)",
    fr=r"contredi\w+|contradict\w+|conflits?|divergen\w+|discordan\w+|discordance|differ\w+|incompatib\w+|"
    r"contrariet\w+|"
    r"contraires?|concours|ecarts?",
    es=r"contradi\w+|conflicto\w*|diverg\w+|discrep\w+|incompatib\w+|difier\w+|contrari\w+|discordan\w+",
    pt=r"contradi\w+|contradic\w+|conflito\w*|diverg\w+|discrep\w+|incompatib\w+|difer\w+|contrari\w+|discordan\w+",
)
# What the employer, or somebody else, has laid down.
_THEIR_RULE = word_patterns(
    en=r"(?:staff |employee |company |works? )?(?:handbook|manual|rules of the house|house rules|internal (?:rules|"
    r"regulations?|polic\w+)|polic(?:y|ies)|standing orders|instructions?|circulars?|guidelines?|general conditions|"
    r"terms of (?:the )?(?:supplier|contract)|individual contracts?|contract of employment|code of conduct|custom)",
    ar=r"(?:ال)?(?:لائحه|لوائح|نظام الداخلي|تعليمات|سياس\w+|دليل|مذكر\w+|تعميم\w*|منشور\w*|عقد العمل|عقود|"
    r"نظام العمل|انظمه الداخليه|اعراف|العرف)\w*",
    fr=r"reglements? (?:interieur|interne|du personnel|de travail|de service|de l'\w+)\w*|politiques?|"
    r"notes? de service|"
    r"notes? interne|manuel|charte|consignes?|instructions?|circulaires?|conditions generales|usages?|directives?|"
    r"contrats? (?:individuel|de travail|du fournisseur|de service|passe)\w*|statut\w*|regles internes|"
    r"code de conduite|"
    r"reglementation interne|decision de l'employeur|procedures? interne\w*",
    es=r"reglamentos? (?:intern|de trabajo|de personal|interior)\w*|politicas?|manual|normas? intern\w+|instrucc\w+|"
    r"circular\w*|directri\w+|condiciones generales|contratos? (?:individual|de trabajo|del proveedor)\w*|"
    r"codigo de conducta|usos|costumbre|estatuto\w*",
    pt=r"regulamentos? (?:intern|de trabalho|de pessoal)\w*|politicas?|manual|normas? intern\w+|instruc\w+|"
    r"circular\w*|diretri\w+|condicoes gerais|contratos? (?:individua|de trabalho|do fornecedor)\w*|"
    r"codigo de conduta|usos|costume|regimento\w*|estatuto\w*",
)
# Is followed.
_FOLLOWED = word_patterns(
    en=r"appl(?:y|ies)|governs?|counts?|prevails?|is (?:followed|applied|authoritative)|decides?|controls?|ranks?",
    ar=r"[يت](?:طبق|سري|عمل|رجح|سود|عتد|قدم|حكم|غلب|تقدم|كون)\w*|(?:ال)?(?:عبره|اولويه|ارجحيه|اسبقيه|غلبه|مرجع)\w*|مقدم\w*|تغليب\w*|"
    r"[وف]?(?:قدم|رجح|غلب|سري|سرت|طبق)\w{0,2}|(?:ال)?(?:عمل|احتكام|رجوع)",
    fr=r"s'appliqu\w+|application|appliquee?s?|suivie?s?|vaut|valent|regit|l'emporte\w*|prevau\w+|prim\w+|preferee?s?|"
    r"fait foi|seule?s? valable|seule?s? applicable",
    es=r"se aplica\w*|aplicar\w*|rig\w+|prevale\w+|prim\w+|vale\w*|se esta\w* a|se atendera|se seguira|aplicable",
    pt=r"se aplica\w*|aplica\w*|reg\w+|prevale\w+|prim\w+|vale\w*|segu\w+|aplicave\w+|observa\w*",
)
# Better for us, and what is no measure of that.
_BETTER = word_patterns(
    en=r"more favou?rable|most favou?rable|better for|more protective|longest|longer|shortest|shorter|stricter|higher|"
    r"more generous|greater|most protective|strictest|highest",
    ar=r"(?:ال)?(?:افضل|اصلح|انفع|اطول|اقصر|اشد|اعلي|اكثر (?:حمايه|فائده|ملاءمه|نفعا))\w*",
    fr=r"(?:plus|mieux) (?:favorables?|avantageu\w+|protect\w+|disant\w*|long\w*|court\w*|strict\w*|eleve\w*|"
    r"genereu\w+|"
    r"etendu\w*)|meilleure?s?",
    es=r"mas (?:favorabl\w+|beneficios\w+|ventajos\w+|protect\w+|larg\w+|cort\w+|estrict\w+|alt\w+|generos\w+)|"
    r"mejor\w*",
    pt=r"mais (?:favorave\w+|benefic\w+|vantajos\w+|protet\w+|long\w+|curt\w+|estrit\w+|alt\w+|generos\w+)|melhor\w*",
)


def compare_rules(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Which of two rules is followed, where theirs names one of the employer's that ours did not let count.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "if this agreement and the handbook differ, this agreement prevails"
    >>> [one.id for one in compare_rules(mine, "if they differ, the handbook applies", en)]
    ['prevails']
    >>> list(compare_rules(mine, "if the handbook differs, this agreement applies", en))
    []
    """
    if denials(theirs, same).all > denials(ours, same).all:
        return
    code = same.words.language
    better = _BETTER[code]
    had, has = _followed(ours, same), _followed(theirs, same)
    worse = has == "theirs" and had != "theirs"
    no_better = better.search(ours) is not None and better.search(theirs) is None
    followed = _FOLLOWED[code].search(ours) is not None and _FOLLOWED[code].search(theirs) is not None
    silent = had == "ours" and not has and _DIFFER[code].search(theirs) and not same.has("prevails", theirs)
    if worse or silent or (no_better and followed and _newer(ours, theirs, same)):
        yield Noticed("prevails", "weakened", PREVAILS, sure=False)


def _followed(text: str, same: SameWords) -> str:
    """Whose rule is followed where two differ: the last one named before the word for it, or the next one behind."""
    code = same.words.language
    differ = _DIFFER[code].search(text)
    if differ is None:
        return ""
    rules = [(one.start(), one.end(), "theirs") for one in _THEIR_RULE[code].finditer(text)]
    rules += [(one.start(), one.end(), "ours") for one in _AGREEMENT[code].finditer(text)]
    for match in _FOLLOWED[code].finditer(text, differ.end()):
        begin = max((one.end() for one in re.finditer(r"[,;:،؛]\s", text[: match.start()])), default=0)
        before = [whose for start, end, whose in rules if begin <= start and end <= match.start()]
        behind = [whose for start, _, whose in rules if 0 <= start - match.end() <= 30]
        it = not before and not behind and _IT[code].search(text, begin, match.start()) is not None
        earlier = [whose for _, end, whose in rules if end <= begin]
        near = (behind[:1], before[-1:]) if code == "ar" else (before[-1:], behind[:1])  # the verb comes first
        found = near[0] or near[1] or (earlier[-1:] if it else [])
        if found:
            return found[0]
    return ""


_AGREEMENT = word_patterns(
    en=r"(?:this|the) (?:present )?(?:agreement|article)",
    ar=r"هذا الاتفاق|هذه الاتفاقيه|هذه الماده|الاتفاق|الاتفاقيه",
    fr=r"(?:le |du |au )?present (?:accord|article)|cet (?:accord|article)|l'accord|la presente convention|"
    r"la convention",
    es=r"(?:el|del|al|este) (?:presente )?(?:acuerdo|convenio|articulo)",
    pt=r"(?:o|do|ao|este|deste) (?:presente )?acordo|(?:a|da|esta|desta) (?:presente )?(?:clausula|convencao)",
)
_IT = word_patterns(
    en="the latter|it|they",
    ar="الاخير\\w*|هو|هي",
    fr=r"celui-ci|celle-ci|ceux-ci|celles-ci|ce dernier|cette derniere|"
    r"c'est lui|c'est elle|il|elle",
    es="est[ea]s?|est[ea] ultim[oa]|aquel\\w*",
    pt="est[ea]s?|est[ea] ultim[oa]|aquel\\w*",
)
_NEWEST = word_patterns(
    en=r"latest|newest|most recent|more recent|later|older|oldest|more specific|special|first|last",
    ar=r"(?:ال)?(?:احدث|اخير\w*|لاحق\w*|اقدم|خاص\w*|اخص)",
    fr=r"plus recente?s?|plus ancienne?s?|derniere?s?|posterieure?s?|plus special\w*|plus precise?s?|anterieure?s?",
    es=r"mas recientes?|mas antigu\w+|ultim\w+|posterior\w*|mas especific\w+|especial\w*",
    pt=r"mais recentes?|mais antig\w+|ultim\w+|posterior\w*|mais especific\w+|especial\w*",
)


def _newer(ours: str, theirs: str, same: SameWords) -> bool:
    newest = _NEWEST[same.words.language]
    return len(newest.findall(theirs)) > len(newest.findall(ours))
