"""Who owes what and whose right it is, sentence by sentence, and whose yes is needed: before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from toolkit.bargaining.counter.lexicon import Found, plain
from toolkit.bargaining.counter.meanings.denials import compare_denials
from toolkit.bargaining.counter.meanings.same_words import OURS, PARTIES, Piece, SameWords, read_once, same_words
from toolkit.bargaining.counter.quantities import quantities
from toolkit.bargaining.counter.sentences.proof_and_pay import PROVES, casting_votes, proved_by_us
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

EXCHANGED = translatable("Who has to act was exchanged: what the employer owed, the union or the workers owe now.")
RIGHT_EXCHANGED = translatable("Whose right it is was exchanged: what we may do, the employer may do now.")
APPROVER = translatable("Somebody else has to agree: it was the union or both, and is the employer or another body.")
APPROVAL = translatable("It needs the yes of management now.")
BANNED = translatable("A ban on the union or on workers is new.")

_IF = {"en": "if", "ar": "إذا", "fr": "si", "es": "si", "pt": "se"}
_WITHIN = {"en": "within", "ar": "خلال", "fr": "dans un délai de", "es": "en un plazo de", "pt": "no prazo de"}
_FIRST = 3  # letters before the first word that says something
_PAUSE = re.compile(r"[,،]")
_OF = re.compile(
    r"(?<!\w)(?:of|by|from|which|that|de|du|d|do|da|del|par|por|pelo|pela|que|qu|dont|من|قبل|لدي|التي)"
    r"(?: \w+)?(?: the| l| el| la| o| a)?\W*$"
)
# "The Union shall have a report from the Employer": it is given one.
_HAVE_FROM = {
    code: re.compile(rf"(?<!\w)(?:{verbs})(?:\s+\w+){{0,3}},?\s+(?:{sources})(?!\w)")
    for code, (verbs, sources) in {
        "en": ("have|has|hold|see|learn|know|hear|get|reach|come to|go to", "from the employer"),
        "ar": ("يكون|تكون|يصل|تصل", "من صاحب العمل"),
        "fr": ("avoir|aura|tenir|tient|parvenir|parvient|arriver", "de l'employeur"),
        "es": ("tener|tendra|saber|sabra|llegar|llegara", "del empleador|por el empleador"),
        "pt": ("ter|tera|saber|sabera|chegar|chegara", "do empregador|pelo empregador"),
    }.items()
}
_STOP = re.compile(r"[.;:؛؟](?=\s)")
_CLOSE = 10  # letters before a word among which a "not" turns it
_SUFFERS = ("be ", "ser ", "etre ", "estar ", "sera ")  # "shall be informed": who stands first does nothing
_AHEAD = (0, 2)  # words before a subject in its clause; an Arabic verb stands there
_ARTICLES = ("the",)  # elsewhere they are written onto the word before, or are a word of their own
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
_ACT = {"must", "may", "right", "must_not"}
_DIRECT = 5  # letters of an article between an English verb and whom it acts upon
_BESIDE = 6  # letters between somebody and the "alone" that is said of them
_STAYED = 0.75  # the share of the words that must stay where others stand for somebody
_WORDS = re.compile(r"\w+")


def compare_actors(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who owes and who may, before and after."""
    before, after = agents(ours, same), agents(theirs, same)
    exchanged = False
    for (kind, verb), agent in before.items():
        other = after.get((kind, verb))
        if other is None or other == agent:
            continue
        if kind == "must" and agent == "employer" and other in ("union", "workers") and not _gets(theirs, same):
            exchanged = True
            yield Noticed("exchanged", "weakened", EXCHANGED)
        elif kind == "may" and agent in OURS and other == "employer":
            yield Noticed("right-exchanged", "weakened", RIGHT_EXCHANGED)
    banned = [key for key, agent in after.items() if key[0] == "must_not" and agent in ("union", "workers")]
    denied, denies = compare_denials(ours, theirs, same)
    turned = (_bans(theirs, same) > _bans(ours, same) and denies > denied) or any(
        key[0] == "must_not" and agent == "employer" and key not in after for key, agent in before.items()
    )
    if any(before.get(key) not in ("union", "workers") and (turned or key in before) for key in banned):
        yield Noticed("banned", "weakened", BANNED, sure=False)
    new = {key for key, agent in after.items() if key[0] == "must" and agent == "union" and not before.get(key)}
    new = {key for key in new if not _receives_next(theirs, key[1], same) and not _gets(theirs, same)}
    owes = len(new) > sum(key[0] == "must" and agent == "union" for key, agent in before.items())
    owes = owes and same.words.language != "ar"
    if not exchanged and (owes or proved_by_us(ours, theirs, same)):
        yield Noticed("proves", "weakened", PROVES, sure=False)
    begins = _subject(ours, same) == "employer" and _subject(theirs, same, early=True) in ("union", "workers")
    elsewhere = exchanged or bool(new) or any(key[0] != "must" for key, agent in after.items() if agent)
    if begins and not elsewhere and not receives(theirs, same):
        yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)


def _bans(text: str, same: SameWords) -> int:
    return sum(one.list == "must_not" for one in same.phrases(text))


def _subject(text: str, same: SameWords, *, early: bool = False) -> str:
    """The party that a sentence begins with; duties may stand in the present, and in Arabic the verb comes first.

    With ``early``, only one that stands at the head of its clause: "ranking Workers is forbidden" is said of no Worker.
    """
    begins = _first_clause(text, same)  # "When a Worker asks, the Employer …"
    counted = {one.end for one in quantities(text, same.words)}
    for one in _phrases_and_parties(text, same):
        if one.start < begins or any(0 <= one.start - end <= 1 for end in counted):
            continue  # "ten Workers" are counted, and do nothing
        if _STOP.search(text, begins, one.start):
            return ""
        if _names_employer(text, one) or (one.list == "employer" and _behind_by(text, one.start, same)):
            return "employer"
        if one.list not in ("employer", "union", "workers") or _in_relative_clause(text, one, same):
            continue
        if not _is_object(text, one, same) and text[one.start : one.end] not in joint_bodies(same):
            return one.list if not early or _heads(text, one, same) else ""
    return ""


def _first_clause(text: str, same: SameWords) -> int:
    """Where a clause ends that says when, at the beginning of a sentence; 0 where there is none."""
    first = next(iter(same.pieces(text)), None)
    when = same.group(_IF[same.words.language]) | same.group(_WITHIN[same.words.language])
    if first is None or first.start > _FIRST or first.name not in when:
        return 0
    pause = _PAUSE.search(text, first.end)
    return pause.end() if pause is not None else 0


def _heads(text: str, found: Found, same: SameWords) -> bool:
    """Whether somebody stands at the head of a clause, or directly before a duty or a right."""
    clause = max(text.rfind(mark, 0, found.start) for mark in ",;.:؛،")
    ahead = sum(clause < piece.start < found.start for piece in same.pieces(text))
    acts = [one for one in same.phrases(text) if one.list in _ACT]
    return ahead <= _AHEAD[same.words.language == "ar"] or any(0 <= one.start - found.end <= 1 for one in acts)


def _in_relative_clause(text: str, found: Found, same: SameWords) -> bool:
    """Whether an Arabic verb before somebody points back at what was named already: "a member whom it named"."""
    before = text[: found.start].split()[-1:]
    return (
        same.words.language == "ar" and bool(before) and len(before[0]) > 3 and before[0].endswith(("ته", "تها", "تهم"))
    )


def joint_bodies(same: SameWords) -> frozenset[str]:
    """The words for a body of both sides, which is neither."""
    return _bodies(same.words.language)


@cache
def _bodies(code: str) -> frozenset[str]:
    first = {"en": "committee", "ar": "لجنة", "fr": "comité", "es": "comité", "pt": "comitê"}[code]
    names = same_words(code).group(first)
    phrases = same_words(code).groups.record["words"]
    return frozenset(plain(phrase) for name in names if name[0] == "=" for phrase in phrases[name]) | {plain(first)}


def _is_object(text: str, found: Found, same: SameWords) -> bool:
    """Whether somebody is acted upon: *with the Union*."""
    before = [word for word in text[max(found.start - _FAR, 0) : found.start].split() if word not in _ARTICLES]
    return any(word in same.words.before_objects for word in before[-2:])


def _names_employer(text: str, found: Found) -> bool:
    """Whether an Arabic phrase for a duty names the employer in one breath: "it lies on the employer to"."""
    return found.list in (*_ACT, "employer_may", "released", "soft", "asks") and "صاحب" in text[found.start : found.end]


def receives(text: str, same: SameWords) -> bool:
    """Whether the one who stands first is given something, or suffers it: "the Union receives", "by the Employer"."""
    names = receiving(same)
    found = same.pieces(text)
    given = _gets(text, same) or any(one.name in names for one in found)
    given = given or _HAVE_FROM[same.words.language].search(text) is not None
    return given or any(one.name == "@employer" and _behind_by(text, one.start, same) for one in found)


def count_voices(text: str, same: SameWords) -> tuple[int, int]:
    """How often somebody is given something, and how often the employer stands behind "by"."""
    names = receiving(same)
    found = same.pieces(text)
    by = sum(one.name == "@employer" and _behind_by(text, one.start, same) for one in found)
    return sum(one.name in names for one in found), by


def _gets(text: str, same: SameWords) -> bool:
    """Whether "has from the Employer", "learns from it" says that somebody is given something."""
    return _GETS[same.words.language].search(text) is not None


def _receives_next(text: str, verb: str, same: SameWords) -> bool:
    """Whether a verb, or the word after it, says that somebody is given something: "shall also receive"."""
    names = [one.name for one in same.pieces(text)]
    if any({verb, *names[place + 1 : place + 2]} & receiving(same) for place, one in enumerate(names) if one == verb):
        return True
    return _HAVE_FROM[same.words.language].search(text) is not None


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
    found = _acts_and_parties(text, same)
    pieces = same.pieces(text)
    agents: dict[tuple[str, str], str] = {}
    for place, one in enumerate(found):
        if one.list not in _ACT:
            continue
        clause_start = max(text.rfind(mark, 0, one.start) for mark in ",;.:؛،")
        verb = next((piece for piece in pieces if piece.start >= one.end and piece.name[0] not in "@#"), None)
        start, end = _sentence_around(text, one)
        before = [
            other
            for other in found[:place]
            if other.list not in _ACT and start <= other.start and not _is_object(text, other, same)
        ]
        when = start + _first_clause(text[start:end], same)
        if when <= one.start:
            before = [other for other in before if other.start >= when]  # "When the Union asks, it shall meet"
        after = [other for other in found[place + 1 :] if other.list not in _ACT and other.start < end]
        by = next((other for other in after if _behind_by(text, other.start, same)), None)
        agent = by or (before[-1] if before and not text[one.end :].lstrip().startswith(_SUFFERS) else None)
        if _names_employer(text, one) or any(_names_employer(text, other) for other in found[place + 1 : place + 2]):
            agents.setdefault((one.list, verb.name if verb else ""), "employer")
            continue
        if one.list == "must_not" and agent is not None and agent.start < clause_start:
            continue  # it is said of something else
        close = verb is not None and after and 0 <= after[0].start - verb.end <= _DIRECT
        if agent is None and by is None and close and same.words.language == "en":
            after = []  # "shall keep the Union posted"
        if agent is None and after and same.words.language == "ar":
            agent = after[0]  # the verb comes first
        elif agent is None and after and one.list != "must_not" and not _is_object(text, after[0], same):
            agent = after[0]
        if verb is not None:
            kind = "may" if one.list in ("may", "right") else one.list
            agents.setdefault((kind, verb.name), agent.list if agent is not None else "")
    return agents


def _sentence_around(text: str, found: Found) -> tuple[int, int]:
    """Where the sentence begins and ends in which something stands; two may be read as one."""
    ends = [match.end() for match in _STOP.finditer(text)]
    start = max((one for one in ends if one <= found.start), default=0)
    return start, min((one for one in ends if one > found.start), default=len(text))


def _acts_and_parties(text: str, same: SameWords) -> list[Found]:
    """Duties, rights and bans with everybody who is named, also within a phrase: "borne by the Employer"."""
    return [one for one in _phrases_and_parties(text, same) if one.list in (*PARTIES, *_ACT)]


def _phrases_and_parties(text: str, same: SameWords) -> list[Found]:
    found = same.phrases(text)
    named = [one for one in found if one.list in (*PARTIES, *_ACT)]
    hidden = [
        one for one in same.parties(text) if not any(each.start < one.end and one.start < each.end for each in named)
    ]
    return sorted([*found, *hidden], key=lambda one: one.start)


def _behind_by(text: str, start: int, same: SameWords) -> bool:
    return _by(same.words.language).search(text[max(start - _FAR, 0) : start].rstrip()) is not None


@cache
def _by(code: str) -> re.Pattern[str]:
    words = "|".join(re.escape(plain(str(by))) for by in same_words(code).record["by"])
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+\w{{1,3}}['’]?)?$")


def compare_approvers(
    ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """Whose yes is needed: the party nearest to the word for consent."""
    before, after = _holders(ours, same), _holders(theirs, same)
    both = {name for name in _both(same) if any(one.name == name for one in gone)}
    if ("union" in before and "union" not in after and "employer" in after) or (
        both and any(one.name == "@employer" for one in new)
    ):
        yield Noticed("approver", "weakened", APPROVER)
    elif "employer" in after and "employer" not in before:
        yield Noticed("approval", "weakened", APPROVAL)


def compare_joint_acts(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What both do together is done by the employer alone, whatever else the sentence says."""
    both = _both(same)
    had, has = (
        same.has("together", text) + same.has("either", text) + sum(one.name in both for one in same.pieces(text))
        for text in (ours, theirs)
    )
    actors = (one for one in same.parties(theirs) if not _is_object(theirs, one, same))
    acting = next(actors, None)
    if had and not has and acting is not None and acting.list == "employer":
        yield Noticed("approver", "weakened", APPROVER, sure=False)


def compare_deciders(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What the union alone decides, or does with the employer in a joint body, falls to somebody who is neither of us.

    >>> en = same_words("en")
    >>> [one.id for one in compare_deciders("the union alone chooses it", "the editor chooses it", en)]
    ['approver']
    >>> [one.id for one in compare_deciders("the committee names an auditor", "the provost names an auditor", en)]
    ['approver']
    >>> list(compare_deciders("the union alone chooses it", "only the union chooses it", en))
    []
    """
    if casting_votes(theirs, same) > casting_votes(ours, same):
        yield Noticed("approver", "weakened", APPROVER, sure=False)
        return
    had, has = _our_names(ours, same), _our_names(theirs, same)
    others = [sum(one.list in OURS for one in same.parties(text)) for text in (ours, theirs)]
    if len(has) >= len(had) or others[1] > others[0] - len(had) + len(has):
        return
    alone = any(
        not _is_object(ours, one, same) and 0 <= max(one.start - end, start - one.end) <= _BESIDE
        for one in had
        for start, end in same.spans("closed", ours)
    )
    if alone or _replaced(had, ours, theirs, same):
        yield Noticed("approver", "weakened", APPROVER, sure=False)


def _our_names(text: str, same: SameWords) -> list[Found]:
    """Where the union or a joint body is named."""
    return [one for one in same.parties(text) if one.list == "union"]


def _replaced(had: Sequence[Found], ours: str, theirs: str, same: SameWords) -> bool:
    """Whether other words stand in the place of us who do something, in a sentence that stayed otherwise."""
    mine, yours = list(_WORDS.finditer(ours)), list(_WORDS.finditer(theirs))
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _STAYED * max(len(mine), len(yours)):
        return False
    for tag, first, last, start, stop in matcher.get_opcodes():
        low, high = (mine[first].start(), mine[last - 1].end()) if last > first else (0, 0)
        for one in had if tag == "replace" else ():
            said = [each for each in same.pieces(theirs) if yours[start].start() <= each.start < yours[stop - 1].end()]
            acts = _behind_by(ours, one.start, same) or not _is_object(ours, one, same)
            if low <= one.start < high and said and acts:
                return not any(each.name[0] in "@#!" for each in said)
    return False


def _both(same: SameWords) -> frozenset[str]:
    """The names of the group that says "both parties"."""
    phrase = {
        "en": "both parties",
        "ar": "الطرفان",
        "fr": "les deux parties",
        "es": "ambas partes",
        "pt": "ambas as partes",
    }
    return same.group(phrase[same.words.language])


def _without(text: str, consent: Found, same: SameWords) -> bool:
    """Whether a yes is not needed: "without the consent of a superior"."""
    return any(consent.start - _CLOSE <= start < consent.end for start, _ in same.spans("negation", text))


def _goes_on(between: str) -> bool:
    """Whether a pause came, and no "of" or "by": whoever follows does something else."""
    return _PAUSE.search(between) is not None and _OF.search(between) is None


def _holders(text: str, same: SameWords) -> set[str]:
    found = list(same.phrases(text))
    holders = set()
    for place, one in enumerate(found):
        if one.list != "consent":
            continue
        near = [
            (other.start - one.end if other.start >= one.end else (one.start - other.end) + 12, other.list)
            for other in found[max(place - 2, 0) : place + 3]
            if other.list in ("union", "employer") and not _goes_on(text[one.end : other.start])
        ]
        if near and min(near)[0] <= 40 and not (min(near)[1] == "employer" and _without(text, one, same)):
            holders.add(min(near)[1])
    return holders
