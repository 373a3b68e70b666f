"""Who does a thing, where no word says that it is a duty: "the Employer translates", "translated by the Worker"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.actors.agents import is_object
from toolkit.bargaining.counter.actors.who_acts import EXCHANGED
from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import OURS, Piece, SameWords
from toolkit.bargaining.counter.signals import Noticed

_BEHIND = 14  # letters between the employer and the verb of what it does
_NEXT = 2  # letters between an Arabic verb and who does it
_BY = 34  # letters between a "by" and whoever it names: "by the secretary of the Union"
_AHEAD = 16  # letters between one of us and the verb of what he does
_PAUSE = re.compile(r"[,;.:؛،]")
_FALLS = word_patterns(
    en=r"(?:it )?(?:is|shall be|falls?|lies?) (?:up |incumbent )?(?:for|to|on|upon|with)|(?:is )?left to|"
    r"(?:is )?the (?:responsibility|task|business) of",
    ar=r"(?:يقع|تقع) علي(?: عاتق)?|(?:يعود|تعود|يرجع|يترك|تترك)(?: الي| ل)?|من (?:مسووليه|واجب|شان)|علي",
    fr=r"(?:il )?(?:appartient|revient|incombe|est laisse|est laissee)(?: la charge)? (?:a|au|aux)|"
    r"(?:est |sont )?a (?:la )?charge (?:de|du|des)|(?:est |sont )?(?:l'affaire|du ressort) (?:de|du|des)",
    es=r"(?:corresponde|compete|incumbe|queda|toca)(?:ra)?(?: a cargo)? (?:al?|del?|a los|a las)|(?:es )?"
    r"(?:responsabilidad|cargo|tarea) (?:del?|de los|de las)",
    pt=r"(?:cabe|compete|incumbe|fica)(?:ra)?(?: a cargo)? (?:aos?|as?|d[oa]s?)|(?:e )?(?:de )?"
    r"(?:responsabilidade|cargo|tarefa) d[oa]s?",
)
_BYS = word_patterns(
    en=r"by(?! (?:post|letter|name|mail|hand|unit|group|means))",
    ar="من قبل|من جانب|من طرف|بواسطه",
    fr=r"par(?! (?:ecrit|mois|jour|an|semaine|groupes?|unite|lettre|courrier|voie|poste|equipe|service)\b)",
    es=r"por(?! (?:escrito|mes|dia|ano|semana|grupos?|unidad|carta|correo|medio|equipo)\b)",
    pt=r"(?:por|pel[oa]s?)(?! (?:escrito|mes|dia|ano|semana|grupos?|unidade|carta|correio|meio|equipe)\b)",
)
_DOERS = ("union", "workers")


def compare_doers(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What the employer does falls to us, in whatever voice.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the employer translates each notice into three languages"
    >>> [one.id for one in compare_doers(mine, "each notice is translated by a clerk of the union", en)]
    ['exchanged']
    >>> list(compare_doers(mine, "each notice is translated by the employer for the union", en))
    []
    """
    if denials(ours, same).all != denials(theirs, same).all:
        return
    verbs = {one.name for one in _done_by_employer(ours, same)}
    verbs -= {one.name for one in _done_by_employer(theirs, same)}
    verbs -= {one.name for one in same.pieces(theirs) if one.name in verbs and _doer(theirs, one, same) == "employer"}
    if not verbs:
        return
    before = {one.name for one in same.pieces(ours) if _doer(ours, one, same) in _DOERS}
    words = {ours[one.start : one.end] for one in same.pieces(ours) if one.name in verbs - before}
    for one in same.pieces(theirs):
        alike = one.name in verbs - before or any(one_stem(theirs[one.start : one.end], word, same) for word in words)
        if alike and one.name not in before and _doer(theirs, one, same) in _DOERS:
            yield Noticed("exchanged", "weakened", EXCHANGED, sure=False)
            return


def _done_by_employer(text: str, same: SameWords) -> Iterator[Piece]:
    """The words directly behind the employer where it acts, and those before "by the Employer"."""
    pieces = [one for one in same.pieces(text) if one.name[0] not in "@#!"]
    small = [(one.start, one.end) for one in same.phrases(text) if one.list in ("must", "may", "must_not")]
    for party in same.parties(text):
        if party.list != "employer" or is_object(text, party, same):
            continue
        if same.words.language == "ar":  # the verb comes first
            ahead = [one for one in pieces if one.end <= party.start]
            if ahead and party.start - ahead[-1].end <= _NEXT:
                yield ahead[-1]
            continue
        behind = (one for one in pieces if one.start >= party.end)
        verb = next((one for one in behind if not any(a <= one.start < b for a, b in small)), None)
        if verb is not None and verb.start - party.end <= _BEHIND and not _PAUSE.search(text[party.end : verb.start]):
            yield verb


def _doer(text: str, verb: Piece, same: SameWords) -> str:
    """Who does what a word says: whoever stands behind its "by", on whom it falls, or who stands right before it."""
    parties = same.parties(text)
    code = same.words.language
    end = _PAUSE.search(text, verb.end)
    stop = end.start() if end else len(text)
    by = _BYS[code].search(text, verb.end, min(stop, verb.end + _BY))
    if by is not None:
        named = [one for one in parties if by.end() <= one.start < min(stop, by.end() + _BY)]
        return _first(named)
    begin = max((one.end() for one in _PAUSE.finditer(text, 0, verb.start)), default=0)
    falls = list(_FALLS[code].finditer(text, begin, verb.start))
    if falls:
        named = [one for one in parties if falls[-1].end() <= one.start < verb.start]
        return _first(named) if named and named[0].start - falls[-1].end() <= _AHEAD else ""
    return ""


def _first(named: list[Found]) -> str:
    return ("ours" if named[0].list in OURS and named[0].list not in _DOERS else named[0].list) if named else ""
