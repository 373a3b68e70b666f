"""What is due to us, and to whom of us: "shall have" and "may be given", "a Worker" and "a Worker who asks"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.bargaining.counter.actors.agents import behind_by
from toolkit.bargaining.counter.actors.who_acts import DECIDES
from toolkit.bargaining.counter.lexicon import more_often, word_patterns
from toolkit.bargaining.counter.meanings.excerpts import short
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords
from toolkit.bargaining.counter.signals import CONDITION, SIGNALS, Noticed

MAY = next(row.sentence for row in SIGNALS if row.id == "may")

_AHEAD = 24  # letters between one of us and what is due to him
_PAUSE = re.compile(r"[,;.:؛،](?:\s|$)")
# Is due to somebody who stands before it.
_SHALL_GET = word_patterns(
    en=r"(?:shall|must|will|is to|are to|has to) (?:\w+ )?(?:have|receive|get|be (?:given|granted|offered|paid|"
    r"released|told|heard|consulted|informed|shown|provided|sent|invited|reinstated))|(?:is|are) entitled to|has|have",
    ar=r"(?:يحق|يتلقي|تتلقي|يحصل|تحصل|يكون ل\w+|يمنح|تمنح)",
    fr=r"(?:recoit|recoivent|dispose|disposent|beneficie|beneficient|a droit|ont droit|obtient|obtiennent)",
    es=r"(?:recibira|recibiran|recibe|reciben|tendra|tendran|tiene derecho|tienen derecho|dispondra|dispondran)",
    pt=r"(?:recebera|receberao|recebe|recebem|tera|terao|tem direito|dispora|disporao)",
)
_MAY_GET = word_patterns(
    en=r"(?:may|can|could|might) (?:\w+ )?(?:have|receive|get|be (?:given|granted|offered|paid|released|told|heard|"
    r"consulted|informed|shown|provided|sent|invited|reinstated|considered for|allowed))",
    ar=r"(?:يجوز|يمكن) (?:ان )?(?:يتلقي|تتلقي|يحصل|تحصل|يمنح|تمنح|منحه\w*|اعطاو\w*)",
    fr=r"(?:peut|peuvent|pourra|pourront) (?:recevoir|obtenir|beneficier|se voir accorder|etre (?:accorde|entendu|"
    r"informe|consulte|libere)\w*)",
    es=r"(?:podra|podran|puede|pueden) (?:recibir|obtener|tener|ser (?:oid|informad|consultad|liberad|beneficiad)\w+|"
    r"concederse\w*)",
    pt=r"(?:podera|poderao|pode|podem) (?:receber|obter|ter|ser (?:ouvid|informad|consultad|liberad|concedid)\w+)",
)
# Behind one of us, that only some are meant.
_WHICH = word_patterns(
    en="who|whom|that",
    ar="الذي|التي|الذين|ممن",
    fr="qui|ayant|dont",
    es="que|cuy[oa]s?",
    pt="que|cuj[oa]s?",
)
_AND = re.compile(r" (?:and|et|y|e) ")
_OF = re.compile(r"(?<!\w)(?:of|de|des|du|del|d[oa]s?)(?: (?:the|l[ae]s?|los))?\s$|(?<!\w)d'$")
_RELATIVES = 3  # letters between one of us and the word that says which
_FIRST = 4  # words behind it, of which half must be new


def compare_dues(ours: str, theirs: str, new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """What is due to us only may be given now, or is due to those of us alone who do something.

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> en, mine = same_words("en"), "each worker shall have a desk"
    >>> def told(theirs):
    ...     new = left_over(en.pieces(mine), en.pieces(theirs))[1]
    ...     return [one.id for one in compare_dues(mine, theirs, new, en)]
    >>> told("each worker may be given a desk"), told("each worker who turns up shall have a desk")
    (['may'], ['new-if'])
    >>> told("each worker shall be given a desk")
    []
    """
    code = same.words.language
    had = [_gets(_SHALL_GET[code], text, same) for text in (ours, theirs)]
    may = [_gets(_MAY_GET[code], text, same) for text in (ours, theirs)]
    if had[0] > had[1] and may[1] > may[0]:
        yield Noticed("may", "weakened", MAY, sure=False)
    elif clause := _some_of_us(ours, theirs, new, same):
        yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(clause)})
    if same.has("either", ours) > same.has("either", theirs) and _by(theirs, same) > _by(ours, same):
        yield Noticed("approver", "weakened", DECIDES, sure=False)


def _by(text: str, same: SameWords) -> int:
    return sum(one.list == "employer" and behind_by(text, one.start, same) for one in same.parties(text))


def _gets(pattern: re.Pattern[str], text: str, same: SameWords) -> int:
    """How often it stands behind one of us."""
    ours = [one.end for one in same.parties(text) if one.list in OURS]
    return sum(
        any(0 <= match.start() - end <= _AHEAD and not _PAUSE.search(text[end : match.start()]) for end in ours)
        for match in pattern.finditer(text)
    )


def _some_of_us(ours: str, theirs: str, new: Sequence[Piece], same: SameWords) -> str:
    """The clause behind one of us that says which of us are meant, all of whose words are new."""
    which = _WHICH[same.words.language]
    named = {one.list for one in same.parties(ours)}
    if not more_often(which, theirs, ours):
        return ""
    for party in same.parties(theirs):
        match = which.match(theirs[party.end :].lstrip())
        if party.list not in ("workers", "union") or party.list not in named or match is None:
            continue
        begin = party.end + theirs[party.end :].find(match[0])
        stop = _PAUSE.search(theirs, begin)
        musts = [one.start for one in same.phrases(theirs) if one.list in ("must", "may", "must_not")]
        joined = _AND.search(theirs, begin)
        ends = [one.start() for one in (stop, joined) if one is not None] or [len(theirs)]
        end = min([at for at in musts if at > begin] + ends)
        inside = [one for one in same.pieces(theirs) if begin + len(match[0]) <= one.start < end]
        said = [one for one in inside if one.name != NOT and one.name[0] != "@"]
        first = bool(said) and said[0] in new and 2 * sum(one in new for one in said[:_FIRST]) >= len(said[:_FIRST])
        of = _OF.search(theirs, 0, party.start) is not None  # "the data of Workers that": it is the data that
        if begin - party.end <= _RELATIVES and first and not of:
            return theirs[begin:end].strip()
    return ""
