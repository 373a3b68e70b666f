"""What follows from silence, or from a missing proof, for us and for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import OURS, SameWords
from toolkit.bargaining.counter.signals import COUNTS_AS, DEEMED, Noticed
from toolkit.bargaining.counter.wordings.turns import IS_NO
from toolkit.languages import translatable

UNSAID = translatable("What silence, or a missing proof, gave us is gone.")
RUNGS = ("inform", "consult", "negotiate", "consent")
PARTS = re.compile(r"[,.;:،؛()]")
_PAS = 6  # letters behind a French verb among which its "not" stands
_ENDS = re.compile(r"[.;:؛](?:\s|$)")
_CLOSE = 12  # letters before a word among which a "not" turns it
_SILENCE = re.compile(r"silen|سكوت|صمت")
_STOPS = re.compile(r"[.;:؛]|،")

# For no other reason than.
_MERELY = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "merely because|only because|just because|simply because|on the ground that|because",
        "ar": r"لمجرد|بمجرد|لان\w*|بسبب",
        "fr": r"du seul fait|au seul motif|parce qu\w*|du fait",
        "es": "por el (?:mero|solo|simple) hecho|solo porque|porque",
        "pt": "pelo (?:mero|simples|so) fato|so porque|porque",
    }.items()
}

# As long as somebody has not answered, the others wait.
_WAITS = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "until|as long as|while|pending",
        "ar": "ما دام|طالما|حتي|الي ان",
        "fr": "tant qu\\w*|jusqu'a|aussi longtemps qu\\w*",
        "es": "mientras|en tanto|hasta que",
        "pt": "enquanto|ate que",
    }.items()
}
_ANSWER = re.compile(r"respond|contest|respuesta|resposta|repon|answer|repl|رد|جب|جيب")

# "In so far as they conflict with it": nobody objects.
_AGAINST = re.compile(
    r"(?:en lo que|en cuanto|en aquello que|en todo lo que|a lo que|no que|naquilo em que|em tudo o que) $"
)
_UNLESS = re.compile(r"unless|ما لم|الا اذا|sauf|a moins|salvo|a menos|exceto|a nao ser")
_OBJECTS = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": r"protest\w*|dissent\w*|veto\w*|says? no|said no|object(?:s|ed|ion)?|oppos\w+|opposition|"
        r"refus\w+|declin\w+",
        "ar": r"\w{0,3}(?:عترض|اعتراض|رفض)\w{0,4}",
        "fr": r"(?:s')?oppos\w+|opposition|objection|refus\w*|contest\w+|denonc\w+|retract\w+|reagi\w*|repond\w*|"
        r"dit non",
        "es": r"opon\w+|opus\w+|opuest\w|oposicion|objet\w+|objecion|rechaz\w+|negativa",
        "pt": r"opo\w+|opus\w+|oposicao|objet\w+|objecao|recus\w+",
    }.items()
}
_AS_LONG_AS = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "(?:as|so) long as",
        "ar": "ما دام|طالما",
        "fr": r"tant qu\w*|aussi longtemps qu\w*",
        "es": "mientras",
        "pt": "enquanto",
    }.items()
}

# Who did nothing against it.
_NOT_LODGED = word_patterns(
    en=r"(?:who|that|if|where|unless|provided|as long as|so long as)(?: \w+){0,3} "
    r"(?:has not|have not|had not|did not|does not|do not|never)(?: \w+)? "
    r"(?:lodged?|filed?|returned?|submit(?:ted)?|sent|send|declared?|notif(?:y|ied)|ticked?|withdraw\w*|withdrew|"
    r"said no|say no|stated?|speak|spoken|revoked?|complain\w*|protest\w*|"
    r"opt\w*|ask\w* (?:to be|not)|request\w* otherwise)",
    ar=r"(?:من|الذين|الذي|اذا|ما) لم (?:يقدم|تقدم|يقدموا|يعترض|يسحب|يعد|يرسل|يخطر|يعلن|يوقع علي رفض)\w*",
    fr=r"(?:qui|s'il|si|lorsqu\w*)(?: \w+){0,3} n'(?:a|ont|aura|auront) (?:pas|point|jamais) "
    r"(?:depose|retourne|renvoye|transmis|declare|coche|retire|signale|revoque|fait savoir|fait connaitre)\w*",
    es=r"(?:que|quien\w*|si|cuando)(?: \w+){0,3} no (?:ha|han|haya|hayan|hubier\w+) "
    r"(?:presentado|devuelto|enviado|declarado|marcado|retirado|comunicado|revocado|manifestado)",
    pt=r"(?:que|quem|se|quando)(?: \w+){0,3} nao (?:tenha|tenham|tiver|tiverem|tem|haja|houver) "
    r"(?:apresentado|devolvido|enviado|declarado|assinalado|retirado|comunicado|revogado|manifestado)",
)
# What is asked for is had, or is not.
_GRANTED = word_patterns(
    en="granted|approved|accepted|agreed|allowed|admitted|upheld|proved|proven|established|given|correct|right",
    ar=r"\w{0,2}(?:مقبول|موافق|ممنوح|مجاب|ثابت|صحيح)\w{0,3}",
    fr=r"accorde\w*|accepte\w*|admis\w*|approuve\w*|acquis\w*|etabli\w*|exacte?s?",
    es=r"concedid\w+|aceptad\w+|admitid\w+|aprobad\w+|estimad\w+|probad\w+|ciert\w+",
    pt=r"concedid\w+|deferid\w+|aceit\w+|admitid\w+|aprovad\w+|provad\w+|cert\w+",
)
_REFUSED = word_patterns(
    en="rejected|refused|declined|denied|dismissed|withdrawn|waived|dropped|abandoned|lapsed|settled|unfounded|void",
    ar=r"\w{0,2}(?:مرفوض|مردود|مسحوب|متنازل|ساقط|منته|لاغ)\w{0,3}",
    fr=r"rejete\w*|refuse\w*|ecarte\w*|retire\w*|abandonne\w*|caduc\w*|renonce\w*",
    es=r"rechazad\w+|denegad\w+|desestimad\w+|retirad\w+|desistid\w+|renunciad\w+|caducad\w+",
    pt=r"rejeitad\w+|indeferid\w+|recusad\w+|negad\w+|retirad\w+|desistid\w+|renunciad\w+|caducad\w+",
)
_NOT = re.compile(
    r"(?<!\w)(?:not|nor|never|nao|nem|nunca|jamais|no|ni|jamas|ne|n'|لا|ولا|لم|لن|ليس|ليست)\s*(?:se |es |est |en )?$"
)
_REFUSES = word_patterns(
    en=r"\s*(?:as |to be |to have )?(?:an? )?(?:refus\w+|declin\w+|reject\w+|objection)",
    ar=r"\s*\w{0,2}(?:رفض|اعتراض)\w{0,2}",
    fr=r"\s*(?:comme |un |une |avoir |a un )?(?:refus\w*|oppos\w+|rejet\w*)",
    es=r"\s*(?:como |una? |que |a )?(?:ha |haya )?(?:rechaz\w+|negativa|denegaci\w+|oposici\w+)",
    pt=r"\s*(?:como |uma? |que |a )?(?:recus\w+|rejei\w+|negativa|oposic\w+)",
)
# Somebody is silent, or does not do what would stop it.
_SILENT = word_patterns(
    en=r"silen\w+|object\w*|oppos\w+|(?:no|without) (?:reply|answer|response|reaction|comment\w*)|unanswered|"
    r"(?:not|never|fails? to|failed to|failure to) (?:\w+ )?(?:repl\w+|answer\w*|respond\w*|react\w*|refus\w*|said|say|"
    r"stat\w+|declar\w+|comment\w*|sign\w*|withdraw\w*|withdrawn|revok\w+|return\w*|notif\w+)",
    ar=r"\w{0,3}(?:سكوت|سكت|صمت|اعتراض|يعترض|تعترض|اعترض|معارضه)\w{0,3}|"
    r"[وف]?(?:لم|عدم|دون|بغير|بلا) \w{0,3}(?:رد|يرد|ترد|جواب|يجب|تجب|اجابه|يرفض|ترفض|رفض|يبد|تبد|ابداء)\w{0,3}",
    fr=r"silence\w*|(?:s')?oppos\w+|objection\w*|sans (?:reponse|reaction|refus)|"
    r"(?:defaut|absence) de (?:reponse|reaction)|"
    r"(?:n'|ne )\w*(?: \w+){0,2} (?:repond\w*|reagi\w*|refus\w*|retire\w*|declare\w*)|reste\w* sans reponse",
    es=r"silencio|opon\w+|opus\w+|opuest\w+|oposicion|objet\w+|objecion\w*|"
    r"(?:no|sin|falta de) (?:\w+ ){0,2}(?:respond\w*|respuesta|contest\w*|rechaz\w*|manifest\w*|declar\w*|retir\w*)",
    pt=r"silencio|opo\w+|opus\w+|oposicao|objet\w+|objec\w+|"
    r"(?:nao|sem|falta de) (?:\w+ ){0,2}(?:respond\w*|resposta|contest\w*|recus\w*|manifest\w*|declar\w*|retir\w*)",
)
_BEHIND = 12  # letters between "counts as" and what it counts as
_STANDS_IN = (
    "automat",
    "تلقاي",
    "اليا",
    "stand",
    "in lieu",
    "tien",
    "tenant",
    "hace",
    "haran",
    "faz",
    "farao",
    "equival",
    "يقوم",
    "تقوم",
    "يحل",
    "تحل",
)


def compare_unsaid(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What followed from silence, or from a missing proof, for us."""
    had = [start for start, end in same.spans("deemed", ours) if not _denied(ours, start, end, same)]
    granted, refused = _GRANTED[same.words.language], _REFUSED[same.words.language]
    turned = _counts(granted, ours, same) > _counts(granted, theirs, same)
    turned = turned and _counts(refused, theirs, same) > _counts(refused, ours, same)
    if turned or (len(had) > same.has("deemed", theirs) and newly_deemed(ours, theirs, same) < 0):
        yield Noticed("unsaid", "weakened", UNSAID, False)


def deemed_how(theirs: str, same: SameWords) -> str:
    """What is said of something that counts as what it is not: that silence is a yes only where somebody is silent.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> deemed_how("whoever does not object within a week is deemed to agree", en)[:7]
    'Silence'
    >>> deemed_how("the signature of a manager counts as an examination", en)[:9]
    'Something'
    """
    return DEEMED if _SILENT[same.words.language].search(theirs) else COUNTS_AS


def _counts(pattern: re.Pattern[str], text: str, same: SameWords) -> int:
    """How often something counts as what a pattern names."""
    ends = {end for key in ("deemed", "counts_as") for _, end in same.spans(key, text)}
    return sum(any(0 <= match.start() - end <= _BEHIND for end in ends) for match in pattern.finditer(text))


def newly_deemed(ours: str, theirs: str, same: SameWords) -> int:
    """How often more than in ours something counts as what it is not; below nothing, how much less often.

    "Counts as named" and "is deemed named" say the same.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> newly_deemed("its seat counts as its address", "its seat is deemed its address", same_words("en"))
    0
    """
    if _may_only_object(ours, theirs, same):
        return 1
    if _only_affirmed(ours, theirs, same):
        return 0
    more = _deemed(theirs, same) - _deemed(ours, same)
    plainly = _counts_as(ours, same) - _counts_as(theirs, same)
    return max(more - max(plainly, 0), 0) if more > 0 else min(more - min(plainly, 0), 0)


def _only_affirmed(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what counts as something now is what did not in ours: a "not" is gone, and nobody is silent."""
    had, has = ([text[start:end] for start, end in same.spans("deemed", text)] for text in (ours, theirs))
    return bool(has) and had == has and not any(_SILENCE.search(one) for one in has)


def _may_only_object(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what needed a yes is stopped only by an objection now."""
    objects = _OBJECTS[same.words.language]
    yes = [sum(one.list == "consent" for one in same.phrases(text)) for text in (ours, theirs)]
    return yes[0] > yes[1] and len(objects.findall(theirs)) > len(objects.findall(ours))


def _deemed(text: str, same: SameWords) -> int:
    """How often something is deemed; to stand in for another thing is no yes where no say is spoken of."""
    say = any(one.list in RUNGS for one in same.phrases(text))
    void = [one for one in same.phrases(text) if one.list == "remedy"]  # "deemed not written" is void
    spans = [(start, end) for start, end in same.spans("deemed", text) if not _no_yes(text, start, end, same)]
    spans = [span for span in spans if not any(one.start <= span[0] < one.end for one in void)]
    spans = [span for span in spans if not _NOT.search(text[: span[0]])]  # "nor does it count as proof"
    refuses = _REFUSES[same.words.language]
    spans = [span for span in spans if not refuses.match(text, span[1])]  # "counts as a refusal"
    return (
        sum(say or not text.startswith(_STANDS_IN, start) for start, _ in spans)
        + _unless_objected(text, same)
        + _if_silent(text, same)
        + (0 if spans else _not_opted_out(text, same))
    )


def _no_yes(text: str, start: int, end: int, same: SameWords) -> bool:
    """Whether silence is said to be no yes: "silence is not consent", "not merely because nobody objected"."""
    first = max((one.end() for one in PARTS.finditer(text, 0, start)), default=0)
    nots = [at for at, _ in same.spans("negation", text) if not start <= at < end]
    if _AGAINST.search(text[:start]) or _is_no_consent(text, start, same):
        return True
    if _ANSWER.search(text, start, end) and _WAITS[same.words.language].search(text, first, start):
        return True
    if _SILENCE.match(text, start):
        last = _STOPS.search(text, end)  # "from silence, no consent may be inferred"
        return any(first <= at < (last.start() if last else len(text)) for at in nots)
    merely = _MERELY[same.words.language].search(text, first, start)
    return merely is not None and any(first <= at < merely.start() for at in nots)


def _is_no_consent(text: str, place: int, same: SameWords) -> bool:
    """Whether the sentence says of what is not answered that it is no yes: "that no answer came is not consent"."""
    begin = max((one.end() for one in _ENDS.finditer(text, 0, place)), default=0)
    stop = _ENDS.search(text, place)
    yes = [one for one in same.phrases(text) if one.list == "consent" and begin <= one.start]
    yes = [one for one in yes if stop is None or one.start < stop.start()]
    return bool(yes) and all(IS_NO[same.words.language].search(text[begin : one.start]) for one in yes)


def _unless_objected(text: str, same: SameWords) -> int:
    """How often it holds unless one of us has objected, or refused."""
    deemed, found = same.spans("deemed", text), 0
    for one in same.phrases(text):
        if one.list != "exception" or not _UNLESS.match(text, one.start):
            continue
        stop = PARTS.search(text, one.end)
        end = stop.start() if stop else len(text)
        ours = any(each.list in OURS and one.end <= each.start < end for each in same.parties(text))
        objects = _OBJECTS[same.words.language].search(text, one.end, end)
        known = objects is None or any(start <= objects.start() < last for start, last in deemed)
        found += ours and not known and not any(one.start <= start < end for start, _ in deemed)
    return found


def _if_silent(text: str, same: SameWords) -> int:
    """How often it holds if one of us has not objected, or has not answered: "if the Union does not refuse"."""
    ifs = same.ifs
    deemed, found = same.spans("deemed", text), 0
    starts = [one.start for one in same.pieces(text) if one.name in ifs]
    starts += [one.start() for one in _AS_LONG_AS[same.words.language].finditer(text)]
    for start in starts:
        stop = PARTS.search(text, start)
        end = stop.start() if stop else len(text)
        objects = _OBJECTS[same.words.language].search(text, start, end)
        if objects is None or any(first < end and start < last for first, last in deemed):
            continue
        ours = any(each.list in OURS and start <= each.start < objects.start() for each in same.parties(text))
        found += ours and any(start <= at < end for at, _ in same.spans("negation", text))
    return found


def _not_opted_out(text: str, same: SameWords) -> int:
    """How often it holds for whoever has not lodged, returned or said something, in a text that denies nothing else."""
    found = _NOT_LODGED[same.words.language].findall(text)
    return len(found) if denials(text, same).all <= len(found) else 0


def _counts_as(text: str, same: SameWords) -> int:
    deemed = same.spans("deemed", text)
    spans = same.spans("counts_as", text)
    spans = [one for one in spans if not _denied(text, one[0], one[1] + _PAS, same)]  # "does not count as a yes"
    return sum(not any(one < stop and first < end for first, stop in deemed) for one, end in spans)


def _denied(text: str, start: int, end: int, same: SameWords) -> bool:
    """Whether a "not" stands in a phrase, or closely before it: "does not count as"."""
    return any(start - _CLOSE <= first < end for first, _ in same.spans("negation", text))
