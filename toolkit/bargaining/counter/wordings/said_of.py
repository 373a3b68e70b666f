"""Is the word of a signal said of what the signal means? Shares of a cost or of shifts, a proof or a condition.

Each excuses a signal whose word is new or gone, because in its place it means something else. None of them makes a
reading certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.bargaining.counter.actors.proof_and_pay import COSTS, PAY, PROOFS, proved_by_us, provers
from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords, left_over
from toolkit.bargaining.counter.wordings.turns import newly, often

_NEAR = 28  # letters around a share among which stands what is shared
_STAYS = 0.8  # the share of the words before a way out that must still be there when it went
_STOPS = re.compile(r"[.;:؛]")
_PAUSES = re.compile(r"[.,;:؛،]")
_SHARED = word_patterns(
    en=r"equal (?:shares|parts)|equally|shared?|half|halves|split",
    ar=r"\w{0,3}(?:مناصفه|بالتساوي|متساويه|يتقاسم|تتقاسم|تقاسم|نصف)\w{0,3}",
    fr=r"parts? egales?|a egalite|partag\w+|moitie|repart\w+",
    es=r"(?:a|por) partes iguales|por mitad(?:es)?|la mitad.*|compartid\w+|repart\w+|se reparte\w*",
    pt=r"(?:em )?partes iguais|por metade|a metade.*|partilhad\w+|compartilhad\w+|repart\w+|dividid\w+",
)
# A sum, besides costs and pay, of which something can be taken off.
_SUMS = word_patterns(
    en=r"sums?|amounts?|dues|compensation|leave|hours|time|euros?|dollars?|money|credit\w*",
    ar=r"\w{0,3}(?:مبلغ|مبالغ|تعويض|اشتراك|رصيد|اجازه|ساعات|وقت)\w{0,3}",
    fr=r"sommes?|montants?|cotisations?|indemnit\w+|conges?|heures|temps|euros?|credit\w*|primes?",
    es=r"sumas?|importes?|cuantias?|cantidad(?:es)?|cuotas?|indemnizacion\w*|permisos?|vacaciones|horas|tiempo|creditos?"
    r"|primas?|haberes|\w+ euros",
    pt=r"somas?|importancias?|montantes?|valor(?:es)?|quotas?|indenizac\w+|indemniza\w+|ferias|horas|tempo|creditos?",
)
# To pay, and who does: a share of it is a cost.
_PAYS = word_patterns(
    en=r"pa(?:y|ys|id|ying)|bears?|borne|met|meets?|fund\w*|financ\w+|parties|sides|the union|the employer",
    ar=r"\w{0,3}(?:دفع|سدد|سداد|تحمل|تمويل|طرفين|طرفان|نقابه)\w{0,3}|صاحب العمل",
    fr=r"pa(?:y|i)\w+|support\w+|assum\w+|acquitt\w+|financ\w+|regl\w+|parties|(?:le |du )?syndicat|employeur",
    es=r"pag\w+|sufrag\w+|abon\w+|coste\w+|asum\w+|soport\w+|financ\w+|corr\w+|partes(?! iguales)|sindicato"
    r"|empleador\w*|empresa",
    pt=r"pag\w+|suport\w+|custe\w+|assum\w+|arc\w+|financ\w+|corr\w+|partes(?! iguais)|sindicato|empregador\w*",
)
# Each time that: at the head of a sentence it may be no condition.
_WHENEVER = word_patterns(
    en=r"whenever|every time|each time", ar=r"كلما", fr=r"chaque fois qu\w*|toutes les fois qu\w*",
    es=r"siempre que|cada vez que|toda vez que", pt=r"sempre que|cada vez que|toda vez que",
)  # fmt: skip
_LESSENS = word_patterns(
    en=r"reduc\w+|limit\w*|restrict\w*|minimi\w+|lessen\w*|curtail\w*", ar=r"\w{0,3}(?:قيد|تقييد|حد|نقص|تقليل)\w{0,3}",
    fr=r"redui\w+|limit\w+|restrei\w+|minimis\w+|attenu\w+", es=r"reduc\w+|limit\w+|restring\w+|minimiz\w+|atenu\w+",
    pt=r"reduz\w*|limit\w+|restring\w+|minimiz\w+|atenu\w+",
)  # fmt: skip
# So much time for doing something is a right to do it.
_TIME_TO = word_patterns(
    en=r"(?:has|have|is given|are given|shall have)(?: \w+){0,12} (?:days?|weeks?|months?|hours?)"
    r"(?: \w+){0,9} (?:to|for)|"
    r"(?:has|have|is given|are given|shall have),? (?:to|for)(?: \w+){1,8},? (?:\w+ ){0,5}(?:days?|weeks?|months?)",
    ar=r"(?:ل|لدي |امام |يمنح |تمنح )\w*(?: (?!خلال|في غضون)\w+){0,12} "
    r"(?:يوما?|ايام|اسابيع|اشهر|شهرا?|ساعه|ساعات)(?: \w+){0,9}",
    fr=r"(?:a|ont|dispose(?:nt)?|disposera|beneficie(?:nt)?)(?: [\w']+){0,12} (?:jours?|semaines?|mois|heures?)"
    r"(?: [\w']+){0,9} pour|"
    r"(?:dispose(?:nt)?|disposera|beneficie(?:nt)?),? pour(?: [\w']+){1,8},? (?:[\w']+ ){0,5}(?:jours?|semaines?|mois)",
    es=r"(?:tiene|tienen|tendra|tendran|dispone|disponen|dispondra|dispondran|cuenta|cuentan|contara|goza|gozara)"
    r"(?:,? \w+){0,14},? (?:dias?|semanas?|meses|mes|horas?)(?: \w+){0,9} para|"
    r"(?:dispone|disponen|dispondra|dispondran),? para(?: \w+){1,8},? (?:\w+ ){0,5}(?:dias?|semanas?|meses)",
    pt=r"(?:tem|terao|tera|dispoe|dispora|conta|contara|goza)(?:,? \w+){0,14},? (?:dias?|semanas?|meses|mes|horas?)"
    r"(?: \w+){0,9} para|"
    r"(?:dispoe|dispora|dispoem|disporao),? para(?: \w+){1,8},? (?:\w+ ){0,5}(?:dias?|semanas?|meses)",
)  # fmt: skip
# "Reasons to believe".
_BELIEVES = re.compile(
    r"\s+(?:serieux |fonde\w* |razonable\w* |razoavei\w* |معقوله )?"
    r"(?:to (?:believe|think|fear|suspect)|for (?:believing|thinking)|de (?:croire|penser|craindre)|"
    r"(?:para|de) (?:creer|pensar|temer|sospechar|crer|acreditar|supor)|(?:لل|علي ال)(?:اعتقاد|ظن))"
)
_AS_LONG_AS_NOT = ("ما لم", "tant que", "as long as", "mientras no", "enquanto nao", "unless")
# "Is not subject to", "does not relieve".
_NOT_DIRECTLY = re.compile(
    r"(?<!\w)(?:(?:is|are|be|does|do|shall|may) not(?: be)?|no (?:esta|estan|queda|quedan|exime)|"
    r"n'(?:est|sont) pas|ne (?:peut|peuvent) etre|nao (?:esta|estao|fica|ficam)|لا|ليس|ليست)\s+$"
)


_MADE = re.compile(r"(?<!\w)(?:mak(?:e|es|ing)|made|keep|hold|render|put)\b[^.,;:]*\w $")


def shared_otherwise(_: str, theirs: str, same: SameWords) -> bool:
    """Whether what is shared is no cost: shifts are allotted "in equal shares".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es = same_words("es")
    >>> shared_otherwise("", "las guardias se distribuyen a partes iguales", es)
    True
    >>> shared_otherwise("", "los gastos se pagan a partes iguales", es)
    False
    """
    hits = [one for one in same.phrases(theirs) if one.list == "union_pays"]
    shared = _SHARED[same.words.language]
    return bool(hits) and all(
        shared.match(theirs, one.start) is not None and not _paid(_around(theirs, one), same) for one in hits
    )


def cut_from_nothing(_: str, theirs: str, same: SameWords) -> bool:
    """Whether what is "deducted" comes from no pay, cost, time or sum: "leaving aside".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es = same_words("es")
    >>> cut_from_nothing("", "descontadas las faltas de asistencia, nadie sera despedido", es)
    True
    >>> cut_from_nothing("", "el importe se paga descontadas las faltas", es)
    False
    """
    hits = [one for one in same.phrases(theirs) if one.list == "deducted"]
    return bool(hits) and not any(_money(_clause(theirs, one), same) for one in hits)


def proof_alike(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new condition is only another word for a proof that ours asks for as well, and not of us.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es, mine = same_words("es"), "es un accidente, salvo que pruebe otra causa"
    >>> proof_alike(mine, "es un accidente, salvo que demuestre otra causa", es)
    True
    >>> proof_alike(mine, "es un accidente, salvo que el trabajador demuestre otra causa", es)
    False
    """
    pattern = PROOFS[same.words.language]
    new = newly("condition", ours, theirs, same)
    proofs = len(pattern.findall(ours)) >= len(pattern.findall(theirs)) and "ours" not in provers(theirs, same)
    alike = all(pattern.search(theirs, one.start, one.end) for one in new)
    return bool(new) and proofs and alike and not proved_by_us(ours, theirs, same)


def whenever(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new "provided that" stands at the head of a sentence for "each time", of what ours names already.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es, mine = same_words("es"), "el empleador informa de cada apertura de registros"
    >>> whenever(mine, "siempre que se abran registros, el empleador informa", es)
    True
    >>> whenever(mine, "siempre que haya presupuesto, el empleador informa de cada apertura de registros", es)
    False
    """
    new = newly("exception", ours, theirs, same)
    names = {one.name for one in same.pieces(ours)}
    words = [ours[one.start : one.end] for one in same.pieces(ours)]
    for one in new:
        before = theirs[: one.start].rstrip()
        if not _WHENEVER[same.words.language].match(theirs, one.start) or (before and before[-1] not in ".;:"):
            return False
        pause = _PAUSES.search(theirs, one.end)
        stop = pause.start() if pause else len(theirs)
        said = [each for each in same.pieces(theirs) if one.end <= each.start < stop]
        if not said or not all(_known(each, theirs, names, words, same) for each in said):
            return False
    return bool(new)


def lessens_nothing(_: str, theirs: str, same: SameWords) -> bool:
    """Whether what is said to lessen something is denied: "nor does it restrict any right".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> [lessens_nothing("", one, same_words("es")) for one in ("no restringe ningun derecho", "restringe un derecho")]
    [True, False]
    """
    hits = [one for one in same.phrases(theirs) if one.list == "lesser"]
    nots = [start for start, _ in same.spans("negation", theirs)]
    return bool(hits) and all(
        _LESSENS[same.words.language].match(theirs, one.start) is not None
        and any(start < one.start and not _PAUSES.search(theirs[start : one.start]) for start in nots)
        for one in hits
    )


def time_for_it(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "may within 9 days" became "has 9 days to", and it is one of us who has them.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es, mine = same_words("es"), "el sindicato podra opinar en un plazo de 9 dias"
    >>> time_for_it(mine, "el sindicato tiene 9 dias para opinar", es)
    True
    >>> time_for_it(mine, "el empleador tiene 9 dias para opinar", es)
    False
    """
    pattern = _TIME_TO[same.words.language]
    for match in pattern.finditer(theirs):
        begin = max((one.end() for one in _STOPS.finditer(theirs, 0, match.start())), default=0)
        named = [one.list for one in same.parties(theirs) if begin <= one.start < match.end()]
        if named and named[0] in OURS and not pattern.search(ours):
            return True
    return False


def went_with_its_exception(hits: Sequence[Found], ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is gone stood in a way out of the employer's that went with it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es, mine = same_words("es"), "es nula, salvo que el empleador exhiba los registros"
    >>> hits = [one for one in es.phrases(mine) if one.list == "evidence"]
    >>> [went_with_its_exception(hits, mine, one, es) for one in ("es nula", "es nula, salvo urgencia")]
    [True, False]
    """
    spans = ways_out_gone(ours, theirs, same)
    ifs = same.ifs
    if not hits or not spans or any(one.name in ifs for one in left_over(same.pieces(ours), same.pieces(theirs))[1]):
        return False
    has = {one.name for one in same.pieces(theirs)}
    main = [one.name in has for one in same.pieces(ours) if not any(start <= one.start < end for start, end in spans)]
    stays = sum(main) >= _STAYS * len(main)
    return stays and all(any(start <= one.start < end for start, end in spans) for one in hits)


def ways_out_gone(ours: str, theirs: str, same: SameWords) -> list[tuple[int, int]]:
    """Where in ours ways out stand that nobody of us is named in, if theirs has none any more.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es, mine = same_words("es"), "es nula, salvo que el empleador exhiba los registros"
    >>> [mine[start:end] for start, end in ways_out_gone(mine, "es nula", es)]
    ['salvo que el empleador exhiba los registros']
    """
    if any(one.list in ("exception", "condition") for one in same.phrases(theirs)):
        return []
    spans = []
    for one in same.phrases(ours):
        if one.list != "exception":
            continue
        stop = _STOPS.search(ours, one.end)
        end = stop.start() if stop else len(ours)
        if not any(each.list in OURS for each in same.parties(ours) if one.end <= each.start < end):
            spans.append((one.start, end))
    return spans


def _known(piece: Piece, text: str, names: set[str], words: Sequence[str], same: SameWords) -> bool:
    word = text[piece.start : piece.end]
    return piece.name in names or (piece.name != NOT and any(one_stem(word, other, same) for other in words))


def _money(clause: str, same: SameWords) -> bool:
    code = same.words.language
    return any(pattern[code].search(clause) is not None for pattern in (COSTS, PAY, _SUMS))


def _around(text: str, found: Found) -> str:
    """The words around a phrase, up to the next pause on either side."""
    begin = max((one.end() for one in _PAUSES.finditer(text, 0, found.start)), default=0)
    end = _PAUSES.search(text, found.end)
    return text[max(begin, found.start - _NEAR) : min(end.start() if end else len(text), found.end + _NEAR)]


def _paid(clause: str, same: SameWords) -> bool:
    return _money(clause, same) or _PAYS[same.words.language].search(clause) is not None


def _clause(text: str, found: Found) -> str:
    begin = max((one.end() for one in _PAUSES.finditer(text, 0, found.start)), default=0)
    end = _PAUSES.search(text, found.end)
    return text[begin : end.start() if end else len(text)]


def to_believe(text: str, same: SameWords) -> bool:
    """Whether the reasons that were named are somebody's to believe a thing: nobody had to give any.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> to_believe("who has reasons to think so may stop it", same_words("en"))
    True
    """
    hits = [one for one in same.phrases(text) if one.list == "reasons"]
    return bool(hits) and all(_BELIEVES.match(text, one.end) for one in hits)


def only_denied(name: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is new is said not to be so, or is the "as long as not" for a "before".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> only_denied("exception", "it takes no orders", "it is not subject to orders", same_words("en"))
    True
    """
    new = newly(name, ours, theirs, same)
    earlier = often("before", ours, same) - often("before", theirs, same)
    if new and len(new) <= earlier and all(_is_ours(one, ours, theirs, same) for one in new):
        return True
    return bool(new) and all(_NOT_DIRECTLY.search(theirs[: one.start]) for one in new)


def _is_ours(found: Found, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether an "as long as not" is followed by what ours names too, and by nothing else."""
    stop = _STOPS.search(theirs, found.end)
    end = stop.start() if stop else len(theirs)
    behind = [theirs[one.start : one.end] for one in same.pieces(theirs) if found.end <= one.start < end]
    mine = [ours[one.start : one.end] for one in same.pieces(ours)]
    known = all(any(one == word or one_stem(one, word, same) for word in mine) for one in behind)
    return theirs.startswith(_AS_LONG_AS_NOT, found.start) and bool(behind) and known


def made_subject(_: str, theirs: str, same: SameWords) -> bool:
    """Whether "subject to" says whom something binds: "shall make each Supplier subject to this Article".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> made_subject("", "it shall make each supplier subject to this article", en)
    True
    >>> made_subject("", "it shall pay each supplier, subject to the budget", en)
    False
    """
    hits = [one for one in same.phrases(theirs) if one.list == "exception" and theirs.startswith("subject", one.start)]
    return bool(hits) and all(_MADE.search(theirs, 0, one.start) for one in hits)
