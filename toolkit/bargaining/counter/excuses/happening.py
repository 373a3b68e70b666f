"""What only says that something happens, or each time: "for each day on which this occurs" is "per day"."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import Piece, SameWords

# A clause that only carries what was said before: who does what stands elsewhere.
_THIS_HAPPENS = word_patterns(
    en=r"(?:(?:on|in|during) which|where|when|that) (?:this|that|it|the same) "
    r"(?:happens|occurs|is the case|arises|takes place|lasts|continues)",
    ar=r"(?:الذي|التي) [يت](?:حدث|قع|حصل|تحقق|جري|تكرر|ستمر)(?: فيه\w?)? (?:ذلك|هذا)|"
    r"[يت](?:حدث|قع|حصل|تحقق|ستمر) (?:ذلك|هذا)(?: فيه\w?)?",
    fr=r"(?:ou|dont|pendant l\w+|durant l\w+) (?:cela|ceci|il en|tel) ?"
    r"(?:se produit|se produira|arrive|survient|survienne|a lieu|est ainsi|est le cas|dure)",
    es=r"(?:en )?(?:que|el que|los que) (?:ello|esto|eso|asi) (?:suce\w+|ocurr\w+|acontec\w+|acaec\w+|se produ\w+|"
    r"se de|dur\w+)",
    pt=r"(?:em )?que (?:isso|isto|tal|assim) (?:suce\w+|ocorr\w+|acontec\w+|se verifi\w+|se de|dur\w+)",
)
# Per: by each of them.
_PER = word_patterns(
    en=r"(?:per|for (?:each|every)|(?:each|every)) (\w+)",
    ar=r"(?:عن|في|ل)? ?(?:كل) (\w+)",
    fr=r"(?:par|pour chaque|chaque) (\w+)",
    es=r"(?:por cada|cada|por(?! cada)) (\w+)",
    pt=r"(?:por cada|a cada|cada|por(?! cada)) (\w+)",
)
_EACH = {"en": "each", "ar": "كل", "fr": "chaque", "es": "cada", "pt": "cada"}


def only_happens(words: Sequence[Piece], ours: str, theirs: str, same: SameWords) -> bool:
    """Whether words that were put in say only that it happens, each time, where ours has a "per" before the same word.

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> pt, mine = same_words("pt"), "se a luz faltar, paga por noite 9 euros"
    >>> def carried(yours):
    ...     return only_happens(left_over(pt.pieces(mine), pt.pieces(yours))[1], mine, yours, pt)
    >>> carried("se a luz faltar, paga, por cada noite em que isso ocorra, 9 euros")
    True
    >>> carried("se a luz faltar, paga, por cada noite em que ocorra um furto, 9 euros")
    False
    """
    code = same.words.language
    spans = [one.span() for one in _THIS_HAPPENS[code].finditer(theirs)]
    each = same.group(_EACH[code])
    per = {one[1] for one in _PER[code].finditer(ours)}
    counted = [one.span() for one in _PER[code].finditer(theirs) if one[1] in per]

    def inside(piece: Piece, where: Sequence[tuple[int, int]]) -> bool:
        return any(start <= piece.start < end for start, end in where)

    carried = [one for one in words if inside(one, spans)]
    rest = [one for one in words if one not in carried]
    return bool(carried) and all(one.name in each and inside(one, counted) for one in rest)
