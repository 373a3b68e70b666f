"""Who owes what and whose right it is, sentence by sentence, and whose yes is needed: before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from toolkit.bargaining.counter.actors.agents import (
    ACT,
    HAVE_FROM,
    STOP,
    agents,
    behind_a_noun,
    behind_by,
    first_clause,
    gets,
    is_object,
    joint_bodies,
    names_employer,
    phrases_and_parties,
    receives,
    receiving,
    suffers_first,
    with_employer,
)
from toolkit.bargaining.counter.actors.banned_now import bans
from toolkit.bargaining.counter.actors.behind_the_verb import subject_behind
from toolkit.bargaining.counter.actors.employers_yes import employers_yes, reads_a_yes
from toolkit.bargaining.counter.actors.parties_in_place import PLACE
from toolkit.bargaining.counter.actors.proof_and_pay import PROVES, casting_votes, proved_by_us
from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.denials import compare_denials
from toolkit.bargaining.counter.meanings.same_words import OURS, Piece, SameWords
from toolkit.bargaining.counter.meanings.synonyms import our_names
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.signals import APPROVAL, Noticed
from toolkit.languages import translatable

EXCHANGED = translatable("Who has to act was exchanged: what the employer owed, the union or the workers owe now.")
RIGHT_EXCHANGED = translatable("Whose right it is was exchanged: what we may do, the employer may do now.")
APPROVER = translatable(
    "Somebody else agrees, decides or proposes now: it was the union or both, and is the employer or another body."
)
DECIDES = translatable("Somebody else decides it or does it now: read who it was, and who it is.")
CASTING = translatable("A casting vote is new: where votes are equal, whoever has the chair decides.")
BANNED = translatable("A ban on the union or on workers is new.")
_PAUSE = re.compile(r"[,،]")
_OF = re.compile(
    r"(?<!\w)(?:of|by|from|which|that|de|du|d|do|da|del|par|por|pelo|pela|que|qu|dont|من|قبل|لدي|التي)"
    r"(?: \w+)?(?: the| l| el| la| o| a)?\W*$"
)
_CLOSE = 10  # letters before a word among which a "not" turns it
_AHEAD = (0, 2)  # words before a subject in its clause; an Arabic verb stands there
_BESIDE = 6  # letters between somebody and the "alone" that is said of them
_STAYED = 0.75  # the share of the words that must stay where others stand for somebody
_WORDS = re.compile(r"\w+")

# Somebody at the head, who does alone what a body did.
_CHAIR = word_patterns(
    en=r"(?:by|decision of) (?:its|the) (?:chair\w*|president|director|head|manager|secretary)|"
    r"(?:its|the) (?:chair\w*|president|director|head|manager) (?:decides?|settles?|adopts?|names?|appoints?)",
    ar=r"(?:من قبل|بقرار(?: من)?|يقرر\w*|يعتمد\w*|يعين\w*) (?:رييس\w*|ريس\w*|المدير|مدير\w*)",
    fr=r"(?:par|decision d[eu]) (?:son|sa|le|la|l')? ?(?:president\w*|direct\w+|chef\w*|secretaire|responsable|"
    r"prefet|maire|"
    r"conseil d'administration|ministre|autorite)|(?:son|le) (?:president|directeur|chef) (?:decide|tranche|adopte|"
    r"nomme|"
    r"designe|arrete)",
    es=r"(?:por|decision de) (?:su|el|la) (?:president\w+|director\w*|jef\w+|secretari\w+)|(?:su|el|la) "
    r"(?:president\w+|director\w*|jefe) (?:decide|resuelve|adopta|nombra|designa)",
    pt=r"(?:pel[oa]|por|decisao d[oa]) (?:seu |sua )?(?:president\w+|diretor\w*|chefe|secretari\w+)|(?:[oa]) (?:seu )?"
    r"(?:president\w+|diretor\w*|chefe) (?:decide|resolve|adota|nomeia|designa)",
)


_VERB = 3  # letters of a verb, at the least
# What one of us may do in Arabic, and may leave undone.
_MAY = re.compile(r"(?<!\w)[وف]?لل?(?:عامل|عمال|نقابه|شخص)\w*[^.؛:]* ان [يت]\w+")
_MAY_REFRAIN = re.compile(
    r"(?<!\w)[وف]?لل?(?:عامل|عمال|نقابه|شخص)\w*[^.؛:]* (?<!علي )(?<!شرط )(?<!شريطه )(?:ان لا|الا) [يت]\w+"
)
# Who is neither of us.
_OTHER_BODY = word_patterns(
    en=r"the (?:authority|ministry|department|agency|board|court|supervisor)", ar=r"(?:ال)?(?:سلطه|وزاره|جهه|هيئه)",
    fr=r"(?:l'autorite|le ministere|l'agence|l'organe|la tutelle|le conseil d'administration)",
    es=r"(?:la autoridad|el ministerio|la secretaria|la agencia|el organo|la tutela|la consejeria|el departamento)",
    pt=r"(?:a autoridade|o ministerio|a secretaria|a agencia|o orgao|a tutela|o departamento)",
)  # fmt: skip


def compare_actors(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who owes and who may, before and after."""
    named = our_names(ours, theirs, same)
    named = {word: name for word, name in named.items() if word not in receiving(same)}  # who gets acts on nobody
    before = agents(ours, same)
    after = {(kind, named.get(verb, verb)): agent for (kind, verb), agent in agents(theirs, same).items()}
    exchanged = False
    for (kind, verb), agent in before.items():
        other = after.get((kind, verb))
        if other is None or other == agent:
            continue
        if kind == "must" and agent == "employer" and other in ("union", "workers") and not gets(theirs, same):
            exchanged = True
            yield Noticed("exchanged", "weakened", EXCHANGED)
        elif kind == "may" and agent in OURS and other == "employer":
            yield Noticed("right-exchanged", "weakened", RIGHT_EXCHANGED)
        elif kind == "must" and agent == "union" and other == "employer" and verb in _deciding(same):
            yield Noticed("approver", "weakened", APPROVER, sure=False)
        elif kind == "must" and agent == "employer" and other == "supplier" and not gets(theirs, same):
            shown = {"ours": _named(ours, agent, same), "theirs": _named(theirs, other, same)}
            yield Noticed("party-exchanged", "weakened", PLACE, False, shown)
    banned = [key for key, agent in after.items() if key[0] == "must_not" and agent in ("union", "workers")]
    said = {named.get(verb, verb): verb for kind, verb in agents(theirs, same) if kind == "must_not"}
    banned = [key for key in banned if bans(said.get(key[1], key[1]), theirs, same)]
    denied, denies = compare_denials(ours, theirs, same)
    turned = (_bans(theirs, same) > _bans(ours, same) and denies > denied) or any(
        key[0] == "must_not" and agent == "employer" and key not in after for key, agent in before.items()
    )
    refrain = _MAY.search(ours) is not None and _MAY_REFRAIN.search(theirs) is not None
    if not refrain and any(before.get(key) not in ("union", "workers") and (turned or key in before) for key in banned):
        yield Noticed("banned", "weakened", BANNED, sure=False)
    new = {key for key, agent in after.items() if key[0] == "must" and agent == "union" and not before.get(key)}
    new = {key for key in new if not _receives_next(theirs, key[1], same) and not gets(theirs, same)}
    owes = len(new) > sum(key[0] == "must" and agent == "union" for key, agent in before.items())
    owes = owes and same.words.language != "ar"
    if not exchanged and (owes or proved_by_us(ours, theirs, same)):
        yield Noticed("proves", "weakened", PROVES, sure=False)
    heads = _subject(theirs, same, early=True), subject_behind(theirs, same)
    begins = _subject(ours, same) == "employer" and not {"union", "workers"}.isdisjoint(heads)
    elsewhere = exchanged or bool(new) or any(key[0] != "must" for key, agent in after.items() if agent)
    freed = sum(one.list == "released" for one in same.phrases(theirs))  # "is not obliged to": nobody acts
    elsewhere = elsewhere or freed > sum(one.list == "released" for one in same.phrases(ours))
    if begins and not elsewhere and not receives(theirs, same) and not suffers_first(theirs, same):
        yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)


def _named(text: str, party: str, same: SameWords) -> str:
    """A party as the text names it."""
    return next((text[one.start : one.end] for one in same.parties(text) if one.list == party), "")


def _deciding(same: SameWords) -> frozenset[str]:
    """The names of the verbs by which somebody settles a thing: to choose, to decide, to name."""
    verbs = {
        "en": ("choose", "decide", "name"),
        "ar": ("يختار", "يقرر", "يسمي"),
        "fr": ("choisi*", "décid*", "désign*"),
        "es": ("elige", "decid*", "design*"),
        "pt": ("escolh*", "decid*", "design*"),
    }
    return frozenset(name for verb in verbs[same.words.language] for name in same.group(verb))


def compare_subjects(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What the employer did, and one of us does who stands behind the verb, whatever else the sentence says."""
    acts = _subject(ours, same) == "employer" and subject_behind(theirs, same) in ("union", "workers")
    if acts and not receives(theirs, same):
        yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)


def _bans(text: str, same: SameWords) -> int:
    return sum(one.list == "must_not" for one in same.phrases(text))


def _subject(text: str, same: SameWords, *, early: bool = False) -> str:
    """The party that a sentence begins with; duties may stand in the present, and in Arabic the verb comes first.

    With ``early``, only one that stands at the head of its clause: "ranking Workers is forbidden" is said of no Worker.
    """
    begins = first_clause(text, same)  # "When a Worker asks, the Employer …"
    counted = {one.end for one in quantities(text, same.words)}
    for one in phrases_and_parties(text, same):
        if one.start < begins or any(0 <= one.start - end <= 1 for end in counted):
            continue  # "ten Workers" are counted, and do nothing
        if STOP.search(text, begins, one.start):
            return ""
        if names_employer(text, one) or (one.list == "employer" and behind_by(text, one.start, same)):
            return "employer"
        if one.list not in ("employer", "union", "workers") or _in_relative_clause(text, one, same):
            continue
        if behind_a_noun(text, one, same):
            continue
        if _told_to(text, one, same):
            return ""
        if not is_object(text, one, same) and text[one.start : one.end] not in joint_bodies(same):
            joined = with_employer(text, one, same.parties(text))
            return joined.list if not early or _heads(text, one, same) else ""
    return ""


def _told_to(text: str, found: Found, same: SameWords) -> bool:
    """Whether an Arabic verb before the union is not hers: she is told, and who tells was named before."""
    before = text[: found.start].split()[-2:]
    masculine = any(word.lstrip("وف").startswith("ي") and len(word) > _VERB for word in before)
    return same.words.language == "ar" and found.list == "union" and masculine


def _heads(text: str, found: Found, same: SameWords) -> bool:
    """Whether somebody stands at the head of a clause, or directly before a duty or a right."""
    clause = max(text.rfind(mark, 0, found.start) for mark in ",;.:؛،")
    ahead = sum(clause < piece.start < found.start for piece in same.pieces(text))
    acts = [one for one in same.phrases(text) if one.list in ACT]
    return ahead <= _AHEAD[same.words.language == "ar"] or any(0 <= one.start - found.end <= 1 for one in acts)


def _in_relative_clause(text: str, found: Found, same: SameWords) -> bool:
    """Whether an Arabic verb before somebody points back at what was named already: "a member whom it named"."""
    before = text[: found.start].split()[-1:]
    return (
        same.words.language == "ar" and bool(before) and len(before[0]) > 3 and before[0].endswith(("ته", "تها", "تهم"))
    )


def _receives_next(text: str, verb: str, same: SameWords) -> bool:
    """Whether a verb, or the word after it, says that somebody is given something: "shall also receive"."""
    names = [one.name for one in same.pieces(text)]
    if any({verb, *names[place + 1 : place + 2]} & receiving(same) for place, one in enumerate(names) if one == verb):
        return True
    return HAVE_FROM[same.words.language].search(text) is not None


def compare_approvers(
    ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """Whose yes is needed: the party nearest to the word for consent."""
    before, after = _holders(ours, same), _holders(theirs, same)
    both = {name for name in _both(same) if any(one.name == name for one in gone)}
    if 0 < _bargained(ours, same) <= _bargained(theirs, same):
        both = set()  # "both bargain over it" and "the Employer negotiates it with the Union"
    if ("union" in before and "union" not in after and "employer" in after) or (
        both and any(one.name == "@employer" for one in new)
    ):
        yield Noticed("approver", "weakened", APPROVER)
    elif _needs_management(ours, theirs, "employer" in after and "employer" not in before, same):
        yield Noticed("approval", "weakened", APPROVAL)


def _needs_management(ours: str, theirs: str, nearest: bool, same: SameWords) -> bool:
    """Whether management has to agree now; where the shape of a yes is not known, it is ``nearest`` to the word."""
    if not reads_a_yes(same):
        return nearest
    vetoes = min(ours.count("veto"), theirs.count("veto"))  # that a "not" before one is gone is told as such
    return employers_yes(theirs, same) - vetoes > employers_yes(ours, same)


def _bargained(text: str, same: SameWords) -> int:
    """How often a text says that something is negotiated or agreed, where the union is named."""
    named = any(one.list == "union" for one in same.parties(text))
    return sum(one.list in ("negotiate", "consent") for one in same.phrases(text)) if named else 0


def compare_joint_acts(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What both do together is done by the employer alone, whatever else the sentence says."""
    both = _both(same)
    had, has = (
        same.has("together", text) + same.has("either", text) + sum(one.name in both for one in same.pieces(text))
        for text in (ours, theirs)
    )
    actors = (one for one in same.parties(theirs) if not is_object(theirs, one, same))
    acting = next(actors, None)
    chair = _CHAIR[same.words.language]
    chaired = chair.search(ours) is None and chair.search(theirs) is not None
    third = acting is not None and _OTHER_BODY[same.words.language].search(theirs) is not None
    union = any(one.list == "union" for one in same.parties(theirs))
    third = third and not union and _OTHER_BODY[same.words.language].search(ours) is None
    if had and not has and (chaired or third or (acting is not None and acting.list == "employer")):
        yield Noticed("approver", "weakened", DECIDES, sure=False)


def compare_casting(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A casting vote where there was none, whoever has the chair."""
    if casting_votes(theirs, same) > casting_votes(ours, same):
        yield Noticed("casting", "weakened", CASTING, sure=False)


def compare_deciders(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What the union alone decides, or does with the employer in a joint body, falls to somebody who is neither of us.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> [one.id for one in compare_deciders("the union alone chooses it", "the editor chooses it", en)]
    ['approver']
    >>> [one.id for one in compare_deciders("the committee names an auditor", "the provost names an auditor", en)]
    ['approver']
    >>> list(compare_deciders("the union alone chooses it", "only the union chooses it", en))
    []
    """
    if cast := list(compare_casting(ours, theirs, same)):
        yield from cast
        return
    had, has = _our_names(ours, same), _our_names(theirs, same)
    others = [sum(one.list in OURS for one in same.parties(text)) for text in (ours, theirs)]
    if len(has) >= len(had) or others[1] > others[0] - len(had) + len(has):
        return
    alone = any(
        not is_object(ours, one, same) and 0 <= max(one.start - end, start - one.end) <= _BESIDE
        for one in had
        for start, end in same.spans("closed", ours)
    )
    if alone or _replaced(had, ours, theirs, same):
        yield Noticed("approver", "weakened", DECIDES, sure=False)


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
            acts = behind_by(ours, one.start, same) or not is_object(ours, one, same)
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


def _acts_itself(party: Found, found: Sequence[Found]) -> bool:
    """Whether a duty or a right stands right behind somebody: there a new clause begins with him."""
    return any(0 <= one.start - party.end <= 1 and one.list in ACT for one in found)


def _holders(text: str, same: SameWords) -> set[str]:
    found = list(same.phrases(text))
    holders = set()
    for place, one in enumerate(found):
        if one.list != "consent":
            continue
        near = [
            (other.start - one.end if other.start >= one.end else (one.start - other.end) + 12, other.list)
            for other in found[max(place - 2, 0) : place + 3]
            if other.list in ("union", "employer")
            and not _goes_on(text[one.end : other.start])
            and not (other.start >= one.end and _acts_itself(other, found))
        ]
        if near and min(near)[0] <= 40 and not (min(near)[1] == "employer" and _without(text, one, same)):
            holders.add(min(near)[1])
    return holders
