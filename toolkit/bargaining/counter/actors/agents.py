"""For each duty or right, who has it, also in a passive sentence; and who is given something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from toolkit.bargaining.counter.lexicon import Found, plain, word_patterns
from toolkit.bargaining.counter.meanings.same_words import PARTIES, Piece, SameWords, read_once, same_words
from toolkit.bargaining.counter.numbers.quantities import quantities

_WITHIN = {"en": "within", "ar": "خلال", "fr": "dans un délai de", "es": "en un plazo de", "pt": "no prazo de"}
_FIRST = 3  # letters before the first word that says something
_PAUSE = re.compile(r"[,،]")

# "The Union shall have a report from the Employer": it is given one.
HAVE_FROM = {
    code: re.compile(rf"(?<!\w)(?:{verbs})(?:\s+\w+){{0,3}},?\s+(?:{sources})(?!\w)")
    for code, (verbs, sources) in {
        "en": ("have|has|hold|see|learn|know|hear|get|reach|come to|go to", "from the employer"),
        "ar": ("يكون|تكون|يصل|تصل", "من صاحب العمل"),
        "fr": ("avoir|aura|tenir|tient|parvenir|parvient|arriver", "de l'employeur"),
        "es": ("tener|tendra|saber|sabra|llegar|llegara", "del empleador|por el empleador"),
        "pt": ("ter|tera|saber|sabera|chegar|chegara", "do empregador|pelo empregador"),
    }.items()
}
STOP = re.compile(r"[.;:؛؟](?=\s)")
_SUFFERS = ("be ", "ser ", "etre ", "estar ", "sera ")  # "shall be informed": who stands first does nothing

# Between "to" and somebody; elsewhere articles are written onto the word before, or are a word of their own.
_ARTICLES = (
    *("the", "all", "each", "every", "any", "tous", "toutes", "chaque", "tout", "toute"),
    *("todos", "todas", "todo", "toda", "cada", "qualquer", "cualquier"),
)
_FAR = 40  # letters before somebody among which a "by" may stand

# Behind a duty of ours: what is had, learnt or known comes from the employer.
_GETS = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": r"(?:shall|must|will|is to|has to|have to)(?: also| then)? (?:have|learn|know|hear|see|get|reach|arrive|"
        r"be told|be given|be shown|be sent|be heard|be paid|be \w+ed(?! by))",
        "ar": r"يعلم من|تعلم من|يتلقي|تتلقي|يصل اليه|يصل اليها",
        "fr": r"(?:doit|doivent) (?:parvenir|avoir|disposer|savoir|connaitre|apprendre|recevoir|etre \w+e?s?)",
        "es": r"(?:debera|deberan) (?:llegar\w*|tener|saber\w*|conocer|disponer|contar con|recibir|ser \w+|quedar)",
        "pt": r"(?:devera|deverao|deve|devem) (?:chegar|ter|saber|conhecer|dispor|contar com|receber|ser \w+|ficar)",
    }.items()
}

# A ban that is nobody's by its form.
_IMPERSONAL = word_patterns(
    en=r"(?:it )?(?:is|shall be) (?:prohibited|forbidden) to",
    ar=r"يحظر|يمنع|لا يجوز",
    fr=r"(?:il )?(?:est|reste|demeure) (?:interdit|prohibe|defendu)",
    es=r"(?:queda|esta|es) (?:prohibid|vedad)\w+|se prohibe|se veda|prohibid\w+|vedad\w+",
    pt=r"(?:fica|ficam|e|sao|esta|estao) (?:proibid|vedad|interdit|defes)\w*|veda-se|vedam-se|proibe-se|vedad\w+|"
    r"proibid\w+",
)
ACT = {"must", "may", "right", "must_not"}
_TURNED = re.compile(r"\s(?:the|an?|any|such|this|no)\s")  # behind a duty, before whoever has it
_AND = re.compile(r" (?:and|et|y|e)(?: (?:the|an?|l[ae]|les|une?|el|los|las|un[ao]?|o|a|os|as|uma?))? ?(?:l')?")
_RELATIVE = re.compile(r"(?<!\w)(?:that|which|que|qui) (?:\w+ ){1,5}$")  # shortly before a "by"
# Between an Arabic duty and whose it is; and behind one, before a verb: without it a noun follows, and whoever stands
# behind that noun mostly suffers what it says ("a notice to the Worker is due").
_LIES_ON = re.compile(r" ?(?:علي )?(?:كل |جميع |اي )?")
_THAT = re.compile(r"(?<!\w)ان(?: لا)?\s*$")
_DIRECT = 5  # letters of an article between an English verb and whom it acts upon


def first_clause(text: str, same: SameWords) -> int:
    """Where a clause ends that says when, at the beginning of a sentence; 0 where there is none."""
    first = next(iter(same.pieces(text)), None)
    when = same.ifs | same.group(_WITHIN[same.words.language])
    if first is None or first.start > _FIRST or first.name not in when:
        return 0
    pause = _PAUSE.search(text, first.end)
    return pause.end() if pause is not None else 0


def joint_bodies(same: SameWords) -> frozenset[str]:
    """The words for a body of both sides, which is neither."""
    return _bodies(same.words.language)


@cache
def _bodies(code: str) -> frozenset[str]:
    first = {"en": "committee", "ar": "لجنة", "fr": "comité", "es": "comité", "pt": "comitê"}[code]
    names = same_words(code).group(first)
    phrases = same_words(code).groups.record["words"]
    return frozenset(plain(phrase) for name in names if name[0] == "=" for phrase in phrases[name]) | {plain(first)}


def is_object(text: str, found: Found, same: SameWords) -> bool:
    """Whether somebody is acted upon: *with the Union*."""
    before = [word for word in text[max(found.start - _FAR, 0) : found.start].split() if word not in _ARTICLES]
    return any(word in same.words.before_objects for word in before[-same.words.reach :])


def names_employer(text: str, found: Found) -> bool:
    """Whether an Arabic phrase for a duty names the employer in one breath: "it lies on the employer to"."""
    return found.list in (*ACT, "employer_may", "released", "soft", "asks") and "صاحب" in text[found.start : found.end]


def receives(text: str, same: SameWords) -> bool:
    """Whether the one who stands first is given something, or suffers it: "the Union receives", "by the Employer"."""
    names = receiving(same)
    found = same.pieces(text)
    given = gets(text, same) or any(one.name in names for one in found)
    given = given or HAVE_FROM[same.words.language].search(text) is not None
    return given or any(one.name == "@employer" and behind_by(text, one.start, same) for one in found)


def count_voices(text: str, same: SameWords) -> tuple[int, int]:
    """How often somebody is given something, and how often the employer stands behind "by"."""
    names = receiving(same)
    found = same.pieces(text)
    by = sum(one.name == "@employer" and behind_by(text, one.start, same) for one in found)
    return sum(one.name in names for one in found), by


def gets(text: str, same: SameWords) -> bool:
    """Whether "has from the Employer", "learns from it" says that somebody is given something."""
    return _GETS[same.words.language].search(text) is not None


def receiving(same: SameWords) -> frozenset[str]:
    """The name of the group that says "to receive"."""
    return same.group(
        {"en": "receive*", "ar": "يتلقى", "fr": "reçoi*", "es": "recib*", "pt": "receb*"}[same.words.language]
    )


@read_once
def agents(text: str, same: SameWords) -> dict[tuple[str, str], str]:
    """For each duty or right, by what is to be done, who has it; in a passive sentence who stands behind "by".

    Where the sentence names nobody the value is empty.
    """
    counted = {one.end for one in quantities(text, same.words)}  # "ten Workers" are counted, and do nothing
    found = [one for one in acts_and_parties(text, same) if one.list in ACT or one.start - 1 not in counted]
    pieces = same.pieces(text)
    agents: dict[tuple[str, str], str] = {}
    for place, one in enumerate(found):
        if one.list not in ACT:
            continue
        clause_start = max(text.rfind(mark, 0, one.start) for mark in ",;.:؛،")
        verb = next((piece for piece in pieces if piece.start >= one.end and piece.name[0] not in "@#"), None)
        start, end = sentence_around(text, one)
        before = [
            other
            for other in found[:place]
            if other.list not in ACT and start <= other.start and not is_object(text, other, same)
        ]
        when = start + first_clause(text[start:end], same)
        if same.words.language == "en" and _TURNED.match(text, one.end):
            before = []  # "only once the Union agrees shall the oven be lit"
        if when <= one.start:
            before = [other for other in before if other.start >= when]  # "When the Union asks, it shall meet"
        after = [other for other in found[place + 1 :] if other.list not in ACT and other.start < end]
        by = next((other for other in after if _does(text, one.end, other.start, same)), None)
        before = [with_employer(text, other, before) for other in before]
        agent = by or (before[-1] if before and not text[one.end :].lstrip().startswith(_SUFFERS) else None)
        if names_employer(text, one) or any(names_employer(text, other) for other in found[place + 1 : place + 2]):
            agents.setdefault((one.list, verb.name if verb else ""), "employer")
            continue
        if one.list == "must_not" and not by and _IMPERSONAL[same.words.language].match(text, one.start):
            agent = None  # "it is forbidden to": whoever was named before does nothing here
        if one.list == "must_not" and agent is not None and agent.start < clause_start:
            continue  # it is said of something else
        close = verb is not None and after and 0 <= after[0].start - verb.end <= _DIRECT
        asked = any(other.list == "employer" and start <= other.start < when for other in found[:place])
        elided = asked and one.list == "must" and same.words.language in ("fr", "pt")  # "when it learns it, shall tell"
        if agent is None and by is None and close and (same.words.language == "en" or elided):
            after = []  # "shall keep the Union posted"
        if same.words.language == "ar" and after and _LIES_ON.fullmatch(text, one.end, after[0].start):
            agent = after[0]  # "where Workers are few the Employer shall": not whoever was named before
        elif agent is None and after and same.words.language == "ar":
            agent = after[0] if one.list != "must" or not _by_noun(text, one, verb, after[0]) else None
        elif same.words.language == "en" and after and after[0].start - one.end > _DIRECT:
            pass  # "nobody shall open it without a Representative": only "shall the Union" is turned about
        elif agent is None and after and one.list != "must_not" and not is_object(text, after[0], same):
            agent = after[0]
        elif agent is None and one.list == "must_not" and _follows(text, verb, after, same):
            agent = after[0]  # "no podrá ordenarle el Empleador"
        if verb is not None:
            kind = "may" if one.list in ("may", "right") else one.list
            agents.setdefault((kind, verb.name), agent.list if agent is not None else "")
    return agents


def _by_noun(text: str, duty: Found, verb: Piece | None, party: Found) -> bool:
    """Whether an Arabic duty goes on with a noun of action, and somebody is named only behind that noun."""
    if verb is None or party.start <= verb.start:
        return False
    ahead = text[duty.start : verb.start], text[duty.start : verb.end]  # "on him is that" is one phrase with the duty
    return not any(_THAT.search(one) for one in ahead)


def behind_a_noun(text: str, party: Found, same: SameWords) -> bool:
    """Whether somebody in Arabic stands only in a noun of action, and owes nothing.

    Behind one that is due, "a notice to the Worker is due", or before a duty that lies on the next one who is named:
    "in a lack of Workers, the Employer shall".
    """
    if same.words.language != "ar":
        return False
    begin = max(text.rfind(mark, 0, party.start) for mark in ",;.:؛،") + 1
    duty = next((one for one in same.phrases(text) if one.list == "must" and begin <= one.start < party.start), None)
    if duty is None:
        duty = next((one for one in same.phrases(text) if one.list == "must" and one.start >= party.end), None)
        if duty is None or re.search(r"[,;.:؛،]", text[party.end : duty.start]):
            return False
        owes = next((one for one in same.parties(text) if one.start >= duty.end), None)
        return owes is not None and _LIES_ON.fullmatch(text, duty.end, owes.start) is not None
    if _LIES_ON.fullmatch(text, duty.end, party.start):
        return False
    verb = next((one for one in same.pieces(text) if one.start >= duty.end and one.name[0] not in "@#"), None)
    return _by_noun(text, duty, verb, party)


def _does(text: str, begin: int, start: int, same: SameWords) -> bool:
    """Whether a "by" before somebody belongs to the duty, and to no clause behind it: "a log that is read by them"."""
    return behind_by(text, start, same) and not _RELATIVE.search(text, begin, start)


def _follows(text: str, verb: Piece | None, after: list[Found], same: SameWords) -> bool:
    """Whether somebody stands as a subject directly behind a verb, with an article and no preposition before."""
    if verb is None or not after or same.words.language not in ("es", "pt"):
        return False
    return re.fullmatch(r" (?:el|la|los|las|o|os) ", text[verb.end : after[0].start]) is not None


def with_employer(text: str, party: Found, others: Sequence[Found]) -> Found:
    """The employer, where somebody stands beside it: "the Employer and a Representative", in whatever order."""
    for one in others:
        first, second = sorted((one, party), key=lambda each: each.start)
        if one.list == "employer" and one is not party and _AND.fullmatch(text, first.end, second.start):
            return one
    return party


def sentence_around(text: str, found: Found) -> tuple[int, int]:
    """Where the sentence begins and ends in which something stands; two may be read as one."""
    ends = [match.end() for match in STOP.finditer(text)]
    start = max((one for one in ends if one <= found.start), default=0)
    return start, min((one for one in ends if one > found.start), default=len(text))


def acts_and_parties(text: str, same: SameWords) -> list[Found]:
    """Duties, rights and bans with everybody who is named, also within a phrase: "borne by the Employer"."""
    return [one for one in phrases_and_parties(text, same) if one.list in (*PARTIES, *ACT)]


def phrases_and_parties(text: str, same: SameWords) -> list[Found]:
    """All phrases of a text, and the parties that are hidden in longer ones."""
    found = same.phrases(text)
    named = [one for one in found if one.list in (*PARTIES, *ACT)]
    hidden = [
        one for one in same.parties(text) if not any(each.start < one.end and one.start < each.end for each in named)
    ]
    return sorted([*found, *hidden], key=lambda one: one.start)


def behind_by(text: str, start: int, same: SameWords) -> bool:
    """Whether a "by" stands before a place, close enough to belong to it."""
    return _by(same.words.language).search(text[max(start - _FAR, 0) : start].rstrip()) is not None


@cache
def _by(code: str) -> re.Pattern[str]:
    words = "|".join(re.escape(plain(str(by))) for by in same_words(code).record["by"])
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+\w{{1,3}}['’]?)?$")


# Behind somebody, that he is acted upon: "is told", "are heard", and not "is to", "is obliged to".
_IS_DONE = {
    code: re.compile(rf"\s*(?:{words})(?!\w)")
    for code, words in {
        "en": r"(?:is|are|shall be|will be) (?:\w+ly )?(?!obliged|required|bound|supposed)(?:\w+ed|told|heard|"
        r"given|paid|sent|shown)",
        "ar": r"(?!)",
        "fr": r"(?:ne |n')?(?:peu(?:t|vent)|doi(?:t|vent)) (?:pas )?etre (?!tenu|oblige a)\w+|"
        r"(?:est|sont|sera|seront|soit|soient|a ete|ont ete) (?:\w+ )?(?!tenu|oblige|charge|responsable|astreint)"
        r"\w{3,}(?:e|es|ee|ees|i|is|ie|ies|u|us|ue|ues|it|its|ite|ites)",
        "es": r"(?:es|son|sera|seran|sea|sean) (?:\w+mente )?(?!obligad)\w+(?:ad|id|t|ch)[oa]s?",
        "pt": r"(?:e|sao|sera|serao|seja|sejam) (?:\w+mente )?(?!obrigad)\w+(?:ad|id|t|g)[oa]s?",
    }.items()
}


def suffers_first(text: str, same: SameWords) -> bool:
    """Whether the first of us who is named is acted upon: "of each transfer the Worker is told".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> [suffers_first(f"the worker is {one}", same_words("en")) for one in ("told of it", "obliged to tell it")]
    [True, False]
    """
    first = next((one for one in same.parties(text) if one.list != "employer"), None)
    return first is not None and _IS_DONE[same.words.language].match(text, first.end) is not None
