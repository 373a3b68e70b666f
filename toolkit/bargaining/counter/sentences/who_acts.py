"""Who owes what and whose right it is, sentence by sentence, and whose yes is needed: before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.bargaining.counter.lexicon import Found, plain
from toolkit.bargaining.counter.sentences.same_words import Piece, SameWords
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

EXCHANGED = translatable("Who has to act was exchanged: what the employer owed, the union or the workers owe now.")
RIGHT_EXCHANGED = translatable("Whose right it is was exchanged: what we may do, the employer may do now.")
APPROVER = translatable("Somebody else has to agree: it was the union or both, and is the employer or another body.")
APPROVAL = translatable("It needs the yes of management now.")
BANNED = translatable("A ban on the union or on workers is new.")
PROVES = translatable("The union or the workers have to do or prove what the employer had to.")

_ACT = {"must", "may", "right", "must_not"}
_OURS = ("union", "workers", "person", "service_users", "applicants")


def compare_actors(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who owes and who may, before and after."""
    before, after = agents(ours, same), agents(theirs, same)
    exchanged = False
    for (kind, verb), agent in before.items():
        other = after.get((kind, verb))
        if other is None or other == agent:
            continue
        if kind == "must" and agent == "employer" and other in ("union", "workers"):
            exchanged = True
            yield Noticed("exchanged", "weakened", EXCHANGED)
        elif kind == "may" and agent in _OURS and other == "employer":
            yield Noticed("right-exchanged", "weakened", RIGHT_EXCHANGED)
    banned = [key for key, agent in after.items() if key[0] == "must_not" and agent in ("union", "workers")]
    if any(before.get(key) not in ("union", "workers") for key in banned):
        yield Noticed("banned", "weakened", BANNED, sure=False)
    new = {key for key, agent in after.items() if key[0] == "must" and agent == "union" and key not in before}
    new = {key for key in new if key[1] not in _receiving(same)}
    if (
        same.words.language != "ar"
        and not exchanged
        and len(new) > sum(key[0] == "must" and agent == "union" for key, agent in before.items())
    ):
        yield Noticed("proves", "weakened", PROVES, sure=False)
    begins = _subject(ours, same) == "employer" and _subject(theirs, same) in ("union", "workers")
    elsewhere = exchanged or bool(new) or any(key[0] != "must" for key in after)
    if begins and not elsewhere and not _receives(theirs, same):
        yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)


def _subject(text: str, same: SameWords) -> str:
    """The party that a sentence begins with; duties may stand in the present, and in Arabic the verb comes first."""
    for one in same.phrases(text):
        if _names_employer(text, one):
            return "employer"
        if one.list not in ("employer", "union", "workers"):
            continue
        if not _is_object(text, one, same):
            return one.list
    return ""


def _is_object(text: str, found: Found, same: SameWords) -> bool:
    """Whether somebody is acted upon: *with the Union*."""
    return any(word in same.words.before_objects for word in text[: found.start].split()[-2:])


def _names_employer(text: str, found: Found) -> bool:
    """Whether an Arabic phrase for a duty names the employer in one breath: "it lies on the employer to"."""
    return found.list in (*_ACT, "employer_may", "released") and "صاحب" in text[found.start : found.end]


def _receives(text: str, same: SameWords) -> bool:
    """Whether the one who stands first is given something, or suffers it: "the Union receives", "by the Employer"."""
    names = _receiving(same)
    found = same.pieces(text)
    return any(one.name in names for one in found) or any(
        one.name == "@employer" and _behind_by(text, one.start, same) for one in found
    )


def _receiving(same: SameWords) -> set[str]:
    """The name of the group that says "to receive"."""
    group = {"en": "receive*", "ar": "يتلقى", "fr": "reçoi*", "es": "recib*", "pt": "receb*"}[same.words.language]
    return {name for name, phrases in same.groups.record["words"].items() if group in phrases}


def agents(text: str, same: SameWords) -> dict[tuple[str, str], str]:
    """For each duty or right, by what is to be done, who has it; in a passive sentence who stands behind "by"."""
    found = [one for one in same.phrases(text) if one.list in (*_OURS, "employer", "supplier", *_ACT)]
    pieces = same.pieces(text)
    agents: dict[tuple[str, str], str] = {}
    for place, one in enumerate(found):
        if one.list not in _ACT:
            continue
        clause_start = max(text.rfind(mark, 0, one.start) for mark in ",;.:؛،")
        verb = next((piece for piece in pieces if piece.start >= one.end and piece.name[0] not in "@#"), None)
        before = [other for other in found[:place] if other.list not in _ACT and not _is_object(text, other, same)]
        after = [other for other in found[place + 1 :] if other.list not in _ACT]
        by = next((other for other in after if _behind_by(text, other.start, same)), None)
        agent = by or (before[-1] if before else None)
        if _names_employer(text, one) or any(_names_employer(text, other) for other in found[place + 1 : place + 2]):
            agents.setdefault((one.list, verb.name if verb else ""), "employer")
            continue
        if one.list == "must_not" and agent is not None and agent.start < clause_start:
            continue  # it is said of something else
        if same.words.language == "ar" and not before and after:
            agent = by or after[0]  # the verb comes first
        if verb is not None and agent is not None:
            kind = "may" if one.list in ("may", "right") else one.list
            agents.setdefault((kind, verb.name), agent.list)
    return agents


def _behind_by(text: str, start: int, same: SameWords) -> bool:
    before = text[:start].rstrip()
    return any(re.search(rf"(?<!\w){re.escape(plain(str(by)))}(?:\s+\w{{1,3}})?$", before) for by in same.record["by"])


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


def _both(same: SameWords) -> set[str]:
    """The names of the group that says "both parties"."""
    phrase = {
        "en": "both parties",
        "ar": "الطرفان",
        "fr": "les deux parties",
        "es": "ambas partes",
        "pt": "ambas as partes",
    }
    wanted = phrase[same.words.language]
    return {name for name, phrases in same.groups.record["words"].items() if wanted in phrases}


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
        ]
        if near and min(near)[0] <= 40:
            holders.add(min(near)[1])
    return holders
