"""A verb that was turned: what ended goes on, what had to be done may be done, who was free has to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import more_often, word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, SameWords
from toolkit.bargaining.counter.signals import APPROVAL, DEEMED, LESS_SAY, NOT_GONE, SIGNALS, Noticed
from toolkit.bargaining.counter.wordings.needs import compare_needs
from toolkit.bargaining.counter.wordings.turns import often

_SENTENCES = {row.id: row.sentence for row in SIGNALS}
_PAUSE = re.compile(r"[.,;:؛،]")
_STOPS = re.compile(r"[.;:؛](?:\s|$)")
_BESIDE = 8  # letters between a "not" and what it denies: "is not to be"
_MOST = 0.7  # of the words of a clause must stand in another for it to say the same
# What ends, and what goes on.
_ENDS = word_patterns(
    en=r"(?:shall |must )?(?:end|ends|stop|stops|cease|ceases|lapse|lapses|come to an end|comes to an end)",
    ar=r"\w{0,2}(?:ينتهي|تنتهي|يتوقف|تتوقف|يسقط|تسقط|ينقضي|تنقضي|يوقف|توقف|علق|يعلق|تعلق|يغلق|تغلق|اوقف)",
    fr=r"(?:prend|prennent) fin|cess\w+|s'arret\w+|expir\w+|tomb\w+",
    es=r"termin\w+|ces\w+|finaliz\w+|caduc\w+|se extingu\w+|quedara? sin efecto|pondra fin",
    pt=r"termin\w+|cess\w+|encerr\w+|caduc\w+|se extingu\w+|extingue-se",
)
_GOES_ON = word_patterns(
    en=r"continue\w*|go(?:es)? on|carr(?:y|ies) on|remains? in (?:use|force|place)|persist\w*",
    ar=r"\w{0,2}(?:يستمر|تستمر|يتواصل|تتواصل|يبقي|تبقي|بقي|يظل|تظل|ظل)",
    fr=r"se poursui\w+|continu\w+|demeur\w+|se maint\w+|est maintenu\w*|perdur\w+|"
    r"reste\w* (?:en place|en service|en vigueur|activ\w+)",
    es=r"contin\w+|sigu\w+|segui\w+|prosegu\w+|se mant\w+|subsist\w+|permanec\w+",
    pt=r"contin\w+|segu\w+|prossegu\w+|se mant\w+|mantem-se|subsist\w+|permanec\w+|(?:e|sera|fica) mantid\w+",
)
# At the head of a sentence that names nobody, what has to be done; and what may be done.
_MUST = {
    "en": re.compile(r"(?:^|[.;:] )(?:it|they|the latter) (?:shall|must|will|has to|have to) (\w+)"),
    "es": re.compile(r"(?:^|[.;:] )(?:este |esta |el |ella )?debera (\w+)"),
    "pt": re.compile(r"(?:^|[.;:] )(?:este |esta |ele |ela )?devera (\w+)"),
}
_MAY = {
    "en": r"(?:it|they|the latter) (?:may|can|is free to|are free to|is entitled to)",
    "es": r"(?:este |esta |el |ella )?podra",
    "pt": r"(?:este |esta |ele |ela )?podera",
}
_DOES = re.compile(r"(?:^|[.;:] )(?:il|elle|ils|elles|celui-ci|celle-ci) (?:en |l'|le |la |les |lui |leur |y )?(\w+)")
_CAN_DO = re.compile(
    r"(?:^|[.;:] )(?:il|elle|ils|elles|celui-ci|celle-ci) (?:peut|peuvent) (?:en |l'|le |la |les |lui |leur |y )?(\w+)"
)
_IS_FREE_TO = re.compile(r"(?<!\w)(?:il|elle|ils|elles) (?:a|ont) (?:la faculte|la possibilite|le loisir) d")
# To agree, and to be told.
_AGREES = word_patterns(
    en=r"agree[sd]?|consents?|accepts?|assents?",
    ar=r"[يت]?(?:وافق|قبل|رضي|رتضي)\w{0,2}|موافقه|قبول",
    fr=r"accept\w+|consent\w*|agre\w+|(?:donn\w+ son|l'|son|leur) accord(?! collectif)|"
    r"accord (?:ecrit|prealable|expres)",
    es=r"acept\w+|consient\w*|consent\w+|acuerdan?|acordad\w+|"
    r"(?:su|el|de) acuerdo (?:escrito|previo|expreso)|conformidad",
    pt=r"aceit\w+|consent\w+|concord\w+|anui\w+",
)
_TOLD = word_patterns(
    en=r"advised|informed|notified|told|made aware|given notice",
    ar=r"[يت]?(?:بلغ|خطر|علم|شعر|حاط)\w{0,2}|علما",
    fr=r"inform\w+|avis\w+|notifi\w+|prevenu\w*|averti\w*",
    es=r"informad\w+|avisad\w+|notificad\w+|comunic\w+|enterad\w+|conocimiento",
    pt=r"informad\w+|avisad\w+|notificad\w+|comunicad\w+|cientificad\w+|ciencia",
)
_ANYBODY = word_patterns(
    en=r"everybody|everyone|whoever|all (?:those|who|of them)|each of them",
    ar=r"كل من|(?:ال)?جميع\w*|كل واحد|سائرهم",
    fr=r"tous|toutes|chacune?|quiconque|ceux qui|celles qui",
    es=r"tod[oa]s|cada una?|quien(?:es)?",
    pt=r"tod[oa]s|cada uma?|quem",
)
# Has given it, where the yes was named before; and has spoken, for or against, or was only listened to.
_GIVES_IT = word_patterns(
    en=r"(?:has|have|had) (?:given|granted) (?:it|this|one)|gives? (?:it|its yes)|said yes|says yes",
    ar=r"[وف]?(?:ت|ي)?(?:منح|عط|صدر|اعط)\w{0,3}ها?",
    fr=r"l'(?:a|ait|aura) (?:donne|accorde)\w*|(?:a|ait|aura) dit oui",
    es=r"(?:lo|la) (?:haya|ha|hubiera|hubiere) (?:dado|otorgado|prestado|concedido)|(?:lo|la) (?:de|otorgue|preste)",
    pt=r"[oa] (?:tenha|tiver|haja|houver|tem) (?:dado|concedido|prestado|outorgado)|[oa] (?:der|conceder|prestar)",
)
_SPEAKS = word_patterns(
    en=r"(?:has|have|had) (?:spoken|commented|replied|responded|been heard|been consulted|expressed itself)|"
    r"(?:is|are|was|were) (?:heard|consulted)|(?:given|gives?|stated|states?|expressed|expresses) (?:its|an|their|any) "
    r"(?:opinion|views?|position|comments?|remarks)|(?:taken|takes?) (?:a|its) (?:position|stand)|"
    r"(?:made|makes) (?:its|a) (?:position|views?|comments?) known|comments|speaks",
    ar=r"[وف]?(?:ت|ي|ا)?(?:بدي|بدت|بد|دلي|دلت|دلو|عبر|عبرت|علق|علقت|عقب|عقبت|رد|ردت)(?: \w+)? (?:عن |ب)?(?:ال)?(?:راي|"
    r"ملاحظات|موقف|وجهه|تعليق|برايه|دلوه)\w*|[وف]?(?:ت|ي)?(?:سمع|سماع|ستمع|استماع|استمع|استشار|ستشار|استشير)\w*",
    fr=r"(?:se (?:soit|est|sera) |s'est |se )?(?:prononce|prononcee|exprime|exprimee)|(?:a|ait|aura) (?:repondu|"
    r"commente|parle)|(?:donne|rendu|emis|formule|presente|rend|emet|donn\w+) (?:son|un|l'|ses|des|sa|une) ?(?:avis|"
    r"observations?|position|opinion)|pris position|(?:a|ait|aura) ete (?:entendu|consulte|oui)\w*",
    es=r"se (?:haya|ha|hubiera|hubiere) (?:pronunciado|expresado|manifestado)|se (?:pronuncie|exprese|manifieste)|"
    r"(?:haya|ha|hubiera) (?:respondido|contestado|opinado|hablado|comentado|sido (?:oid|escuchad|consultad)\w+)|"
    r"(?:emit\w+|dado|expres\w+|formul\w+|present\w+) (?:su|una|sus|el) "
    r"(?:opinion|parecer|posicion|observaciones|informe|criterio)|tomado posicion|fij\w+ (?:su )?posicion",
    pt=r"se (?:tenha|tiver|haja|houver|tem) (?:pronunciado|expressado|manifestado|posicionado)|se (?:pronunci|manifest|"
    r"posicion|express)\w+|(?:tenha|tiver|haja|tem) (?:respondido|opinado|falado|comentado|"
    r"sido (?:ouvid|consultad)\w+)|(?:emit\w+|dado|apresent\w+|express\w+|formul\w+) "
    r"(?:o seu|a sua|seu|sua|um|uma|as suas|suas) (?:parecer|opiniao|posicao|observacoes|manifestacao)|tomado posicao",
)
_IN_FAVOUR = word_patterns(  # spoken for it: that is a yes
    en=r"in favou?r|favou?rabl[ey]|approving\w*",
    ar=r"[بل]*(?:ال)?(?:موافقه|ايجاب\w*|قبول)|لصالح\w*|مويد\w*",
    fr=r"en faveur|favorable\w*|pour",
    es=r"a favor|favorable\w*|en favor",
    pt=r"a favor|favorave\w+|favoravelmente|em favor",
)
_OPPOSES = word_patterns(
    en=r"object\w*|oppos\w+|refus\w+|declin\w+|said no|says? no|spoken against|challeng\w+",
    ar=r"\w{0,3}(?:عترض|اعتراض|رفض|عارض)\w{0,3}",
    fr=r"oppos\w+|object\w+|refus\w+|contest\w+|manifeste son desaccord",
    es=r"opon\w+|opus\w+|opuest\w+|oposicion|objet\w+|objecion|rechaz\w+|reparos?",
    pt=r"op(?:oe|os|us|or|ost)\w*|oposicao|objet\w+|objec\w+|recus\w+|impugn\w+",
)
# Has a right, and may be allowed it.
_ALLOWED = word_patterns(
    en=r"may be (?:authori[sz]ed|allowed|permitted|granted|given leave)",
    ar=r"(?:يجوز|يمكن) (?:ان )?(?:ال)?(?:يرخص|ترخيص|يسمح|سماح|ياذن|اذن)\w*",
    fr=r"peu(?:t|vent) (?:se voir )?(?:etre )?(?:autorise|accorde|permis)\w*",
    es=r"podran? ser autorizad\w+|podra autorizarse|podran? obtener autorizacion",
    pt=r"poder(?:a|ao) ser autorizad\w+|podera ser (?:concedid|deferid)\w+|podera obter autorizacao",
)
_BINDS_HIM = re.compile(r"(?:^|[.;:؛] )[وف]?(?:عليه|يلتزم|يتعين|يجب|يلزم)")
_LETS_HIM = re.compile(r"(?:^|[.;:؛] )[وف]?(?:له|يمكنه|يحق له|يجوز له|بامكانه)")
# Nobody is obliged to; and somebody is.
_NOBODY_HAS_TO = word_patterns(
    en=r"no (?:\w+ ){1,2}(?:is|shall be) (?:obliged|required|bound|compelled)|no (?:\w+ ){1,2}(?:need|has to|have to)",
    ar=r"لا (?:يلزم|يلتزم|يجبر|يكلف) (?:اي )?(?:عامل|شخص|احد)",
    fr=r"(?:aucune?|nul) (?:\w+ )?n'est (?:tenu|oblige|contraint)\w*|"
    r"(?:aucune?|nul) (?:\w+ )?ne (?:peut|doit) etre (?:tenu|oblige|contraint|astreint|force)",
    es=r"(?:ningun\w* \w+|nadie) (?:esta|estara|podra ser|sera) obligad\w+",
    pt=r"(?:nenhum\w* \w+|ninguem) (?:e|sera|podera ser) obrigad\w+",
)
_HAS_TO = word_patterns(
    en=r"(?:is|are|shall be) (?:obliged|required|bound|compelled) to|has to|have to|must",
    ar=r"(?:يلزم|يلتزم|يجبر|يكلف)|علي (?:ال)?(?:عامل|شخص)",
    fr=r"(?:est|sont|peut etre|doit etre) (?:tenu|oblige|contraint)\w*|doi(?:t|vent)",
    es=r"(?:esta|estara|sera|podra ser) obligad\w+|debera",
    pt=r"(?:e|sera|podera ser|fica) obrigad\w+|devera",
)
# All that there is of it.
_ONLY_THIS = word_patterns(
    en=r"(?:is|are|shall be) (?:limited|confined|restricted) to|limits? itself to|consists? only of",
    ar=r"[وف]?(?:يقتصر|تقتصر|ينحصر|تنحصر|يكتفي|تكتفي)",
    fr=r"se (?:borne|limite|bornent|limitent|reduit|reduisent) a\w*|"
    r"(?:est|sont) (?:limite|borne|restreint)\w*",
    es=r"se (?:limit|cin|circunscrib|reduc)\w+ al?|(?:esta|estara|estaran|es|son) limitad\w+ al?",
    pt=r"(?:se )?(?:limit|cing|restring|resum)\w+(?:-se)? (?:a|ao|aos|as)(?!\w)",
)


def compare_turned_verbs(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What a verb says now against what it said.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es = same_words("es")
    >>> [one.id for one in compare_turned_verbs("debera hablar con ella", "podra hablar con ella", es)]
    ['may']
    >>> [one.id for one in compare_turned_verbs("sin acuerdo, el uso termina", "sin acuerdo, el uso continua", es)]
    ['stops']
    >>> list(compare_turned_verbs("sin acuerdo, el uso continua", "sin acuerdo, el uso termina", es))
    []
    """
    code = same.words.language
    bans = often("must_not", theirs, same) - often("must_not", ours, same)
    if bans <= 0 and _turned(_ENDS[code], _GOES_ON[code], ours, theirs):
        yield Noticed("stops", "weakened", _SENTENCES["stops"], sure=False)
    if _may_now(ours, theirs, same):
        yield Noticed("may", "weakened", _SENTENCES["may"], sure=False)
    nots = [same.has("negation", text) + often("none", text, same) for text in (ours, theirs)]
    if nots[1] > nots[0] and _turned(_AGREES[code], _OPPOSES[code], ours, theirs):
        yield Noticed("deemed", "weakened", DEEMED, sure=False)
    rights = [sum(one.list in ("right", "may") for one in same.phrases(text)) for text in (ours, theirs)]
    if rights[0] and rights[1] <= rights[0] and more_often(_ALLOWED[code], theirs, ours):
        yield Noticed("approval", "weakened", APPROVAL, sure=False)
    anybody = _named(theirs, same) or _ANYBODY[code].search(theirs) is not None
    told = _turned(_AGREES[code], _TOLD[code], ours, theirs) and anybody
    if told or _only_speaks(ours, theirs, same):
        yield Noticed("less-say", "weakened", LESS_SAY, sure=False)
    if _counted_now(ours, theirs, same):
        yield Noticed("denied-less", "weakened", NOT_GONE, sure=False)
    yield from compare_needs(ours, theirs, same)
    free, bound = _NOBODY_HAS_TO[code], _HAS_TO[code]
    if _turned(free, bound, free.sub(" ", ours), free.sub(" ", theirs), gone=(ours, theirs)) and _named(theirs, same):
        yield Noticed("denied-less", "weakened", NOT_GONE, sure=False)
    limited = same.has("closed", ours) or same.has("negation", ours)
    only = _ONLY_THIS[code]
    if not limited and more_often(only, theirs, ours):
        yield Noticed("only", "weakened", _SENTENCES["only"], sure=False)


def _turned(
    had: re.Pattern[str], has: re.Pattern[str], ours: str, theirs: str, *, gone: tuple[str, str] | None = None
) -> bool:
    """Whether a word of one kind is gone, and one of the other kind is new."""
    mine, yours = gone or (ours, theirs)
    return more_often(had, mine, yours) and more_often(has, theirs, ours)


def _only_speaks(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether one of us had to agree to it, or to give the yes that was named before, and now has only spoken.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "nothing moves until the union has given it"
    >>> _only_speaks(mine, "nothing moves until the union has given its views", en)
    True
    >>> _only_speaks(mine, "nothing moves until the union has spoken in favour", en)
    False
    """
    code = same.words.language
    agreed = [
        sum(one[0] != "قبل" for one in _AGREES[code].finditer(text)) + len(_GIVES_IT[code].findall(text))
        for text in (ours, theirs)
    ]  # in Arabic "accepted" is written as "before" is
    spoken = [list(_SPEAKS[code].finditer(text)) for text in (ours, theirs)]
    if agreed[0] <= agreed[1] or len(spoken[0]) >= len(spoken[1]):
        return False
    clauses = (_PAUSE.split(theirs[one.start() :])[0] for one in spoken[1])
    return any(_named(_sentence(theirs, one.start()), same) for one in spoken[1]) and not any(
        _IN_FAVOUR[code].search(clause) for clause in clauses
    )


def _sentence(text: str, place: int) -> str:
    """The sentence in which a place stands."""
    begin = max((one.end() for one in _STOPS.finditer(text, 0, place)), default=0)
    stop = _STOPS.search(text, place)
    return text[begin : stop.start() if stop else len(text)]


def _counted_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what did not count as something counts as it now, though a word before or behind was changed as well.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "signing a list does not count as a decision on it"
    >>> _counted_now(mine, "the signing of a list counts as the decision on it", en)
    True
    >>> _counted_now(mine, "a decision on it counts as one where somebody has examined the case", en)
    False
    """
    denied = [_counted(text, same, denied=True) for text in (ours, theirs)]
    counts = [_counted(text, same, denied=False) for text in (ours, theirs)]
    limited = same.has("closed", theirs) > same.has("closed", ours) or same.has("requires", theirs)
    if len(denied[1]) >= len(denied[0]) or len(counts[1]) <= len(counts[0]) or limited:
        return False
    return any(_says_as_much(mine, yours, same) for mine in denied[0] for yours in counts[1])


def _counted(text: str, same: SameWords, *, denied: bool) -> list[str]:
    """The clauses in which something counts as something, or does not."""
    nots = [end for _, end in same.spans("negation", text)]
    found = []
    for start, end in same.spans("counts_as", text):
        said = any(0 <= start - stop <= _BESIDE or start < stop <= end for stop in nots)
        if said == denied:
            found.append(_sentence(text, start))
    return found


def _says_as_much(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether most of what a clause of ours says stands in the one of theirs, and hardly anything else."""
    texts = (ours, theirs)
    bare = same.words.stem if same.words.language == "ar" else str  # what is written onto an Arabic word is off
    mine, yours = (
        [bare(text[one.start : one.end]) for one in same.pieces(text) if one.name != NOT and one.name[0] not in "@#"]
        for text in texts
    )
    for some, others in ((mine, yours), (yours, mine)):
        kept = sum(any(one == other or one_stem(one, other, same) for other in others) for one in some)
        if not some or kept < _MOST * len(some):
            return False
    return True


def _may_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a sentence that names nobody says "may" of the very verb of which ours said "shall"."""
    code = same.words.language
    if code == "ar":
        fewer = len(_BINDS_HIM.findall(ours)) > len(_BINDS_HIM.findall(theirs))
        return fewer and len(_LETS_HIM.findall(theirs)) > len(_LETS_HIM.findall(ours))
    if code == "fr":
        said = [sum(one.list in ("may", "right") for one in same.phrases(text)) for text in (ours, theirs)]
        free = len(_IS_FREE_TO.findall(theirs)) > len(_IS_FREE_TO.findall(ours))
        verbs = _CAN_DO.findall(theirs)
        return (free and said[1] > said[0]) or any(one_stem(a, b, same) for a in verbs for b in _DOES.findall(ours))
    may = (re.compile(rf"(?:^|[.;:] ){_MAY[code]} {re.escape(verb)}(?!\w)") for verb in _MUST[code].findall(ours))
    return any(one.search(theirs) and not one.search(ours) for one in may)


def _named(text: str, same: SameWords) -> bool:
    return any(one.list in (*OURS, "person") for one in same.phrases(text))
