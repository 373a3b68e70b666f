"""What only looks like less: "none but" for "only", "by both" for "by agreement", a form that was asked of us."""

from __future__ import annotations

import re
from collections import Counter

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.wordings.turns import newly, often

_CLOSE = 14  # letters before a word among which a "not" denies it
_ASKED = 18  # letters between a condition and the form that it has: "on written request"
_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")
_STOPS = re.compile(r"[.;:؛](?:\s|$)")
_NONE_BUT = word_patterns(
    en=r"(?:not|no|never|none)(?: \w+){0,8} (?:other(?:wise)? than|except|but for|save|unless)",
    ar=r"(?:لا|لن|ليس|لم)(?: \w+){0,8} (?:الا|سوي|غير)",
    fr=r"n(?:e |')(?: ?\w+){0,8} (?:autre que|sauf|hormis|que)",
    es=r"no(?: \w+){0,8} (?:sino|mas que|salvo|excepto|otr[oa]s? que)",
    pt=r"(?:nao|nenhum\w*|nunca)(?: \w+){0,8} (?:senao|que nao|mais que|mais do que|salvo|exceto|a nao ser)",
)

_WITHIN = {"en": "within", "ar": "خلال", "fr": "dans un délai de", "es": "en un plazo de", "pt": "no prazo de"}
_BEGINS = 5  # letters by which two forms of a word are known
_MORE_IN_ARABIC = re.compile(r"(?<!\w)اكثر(?!\w)")
_MORE_OR_LESS = re.compile(r"(?<!\w)(?:more|less) \w{5,}")
_IN = re.compile(r"(?<!\w)(?:in|sous|en|em|dans les|في)\s+$")  # "in 9 days"
_REACHES, _AMOUNT = ("يصل الي", "تصل الي"), 3  # letters between "reaches" and an amount

# All that there is of it, whatever stands before.
_NOTHING_ELSE = word_patterns(
    en=r"(?:and )?(?:for |to )?(?:nothing|no other \w+|none) else|(?:and )?(?:for |to )?no other (?:purpose|use|end)s?",
    ar=r"[وف]?لا (?:لغير|لسوا|لاي شيء اخر|لشيء اخر|لغرض اخر|لاي غرض اخر|شيء غير)\w*|لا غير",
    fr=r"(?:et )?(?:a |pour |de )?(?:rien d'autre|aucune? autre \w+|nulle? autre \w+)",
    es=r"(?:y )?(?:a |para )?(?:nada mas|ningun\w* otr[oa] \w+)",
    pt=r"(?:e )?(?:a |para )?(?:nada mais|nenhum\w* outr[oa] \w+|mais nada)",
)


def closed_before(name: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a new "only" stands beside a "nothing else" that ours has too, and so shuts out nothing more.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt, mine = same_words("pt"), "as fotos servem para o seguro e para nada mais"
    >>> closed_before("narrow", mine, "as fotos se destinam unicamente ao seguro e a nada mais", pt)
    True
    >>> closed_before("narrow", mine, "unicamente as fotos grandes servem para o seguro; e para nada mais", pt)
    False
    """
    nothing = _NOTHING_ELSE[same.words.language]
    new = newly(name, ours, theirs, same)
    if not new or not nothing.search(ours):
        return False
    closed = same.spans("closed", theirs)
    for one in new:
        begin = max((stop.end() for stop in _STOPS.finditer(theirs, 0, one.start)), default=0)
        stop = _STOPS.search(theirs, one.end)
        beside = nothing.search(theirs, begin, stop.start() if stop else len(theirs))
        limits = any(start < one.end and one.start < end for start, end in closed)
        if beside is None or beside.start() < one.start or not limits:
            return False
    return True


def none_but_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only" became "none but", so that the new "not" limits as "only" did.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt, mine = same_words("pt"), "os dados so podem servir ao pagamento"
    >>> none_but_now(mine, "os dados nao podem servir senao ao pagamento", pt)
    True
    >>> none_but_now(mine, "os dados nao podem servir ao pagamento", pt)
    False
    """
    pattern = _NONE_BUT[same.words.language]
    return same.has("closed", ours) > 0 and len(pattern.findall(theirs)) > len(pattern.findall(ours))


def done_jointly(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what was done by mutual agreement is done jointly now: the yes of both is in it still.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt, mine = same_words("pt"), "o perito sera escolhido de comum acordo pelas partes"
    >>> done_jointly(mine, "as partes escolherao o perito em conjunto", pt)
    True
    >>> done_jointly(mine, "o empregador escolhera o perito", pt)
    False
    """
    lost = newly("consent", theirs, ours, same)
    spans = same.spans("together", ours)
    joint = all(any(start < one.end and one.start < end for start, end in spans) for one in lost)
    return bool(lost) and joint and same.has("together", theirs) >= len(spans)


def asked_of_us(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the writing that is gone was asked of us, in a condition that is gone with it: "on written request".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt, mine = same_words("pt"), "a copia sera entregue mediante pedido escrito do trabalhador"
    >>> asked_of_us(mine, "a copia sera entregue ao trabalhador sem pedido", pt)
    True
    >>> asked_of_us("a copia sera entregue por escrito", "a copia sera entregue", pt)
    False
    """
    if often("condition", theirs, same) >= often("condition", ours, same):
        return False
    ends = [one.end for one in same.phrases(ours) if one.list == "condition"]
    lost = newly("written", theirs, ours, same)
    return bool(lost) and all(any(0 <= one.start - end <= _ASKED for end in ends) for one in lost)


def power_denied(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new word for a power of the employer alone stands behind a "not": "without the final word".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt = same_words("pt")
    >>> [power_denied("", f"o diretor fala {one} palavra final", pt) for one in ("sem", "com")]
    [True, False]
    """
    nots = [end for _, end in same.spans("negation", theirs)]
    new = newly("discretion", ours, theirs, same)
    return bool(new) and all(
        any(0 <= one.start - end <= _CLOSE and not _PAUSE.search(theirs[end : one.start]) for end in nots)
        for one in new
    )


def bounded_alike(signal: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the numbers are bounded as before, or a deadline is said to be one: "within 3 days at most"."""
    had, has = denials(ours, same).bounds, denials(theirs, same).bounds
    if had and had == has:
        return True
    sides = [Counter(side for side, _ in one.elements()) for one in (had, has)]
    if signal == "at-least":
        return 0 < sides[0]["least"] <= sides[1]["least"]
    deadlines = {round(one.values[0], 2) for one in quantities(ours, same.words) if _is_deadline(ours, one.start, same)}
    new = [value for side, value in (has - had).elements() if side == "most"]
    return bool(new) and all(value in deadlines for value in new)


def only_reaches(text: str, same: SameWords) -> bool:
    """Whether the words for a cap, "it reaches", have no number behind them: "a reply reaches the Worker"."""
    numbers = [one.start for one in quantities(text, same.words)]
    hits = [one for one in same.phrases(text) if one.list == "cap"]
    return bool(hits) and all(
        text[one.start : one.end].endswith(_REACHES) and not any(0 <= at - one.end <= _AMOUNT for at in numbers)
        for one in hits
    )


def _is_deadline(text: str, place: int, same: SameWords) -> bool:
    if _IN.search(text, 0, place):
        return True
    within = same.group(_WITHIN[same.words.language])
    before = [one for one in same.pieces(text) if one.end <= place]
    return bool(before) and before[-1].name in within


def compared_alike(word: str, had: list[str], has: list[str], ours: str, theirs: str) -> bool:
    """Whether a word that compares stands there in another form.

    >>> compared_alike("primera", ["primera"], ["primer"], "la primera transmision", "el primer envio")
    True
    >>> compared_alike("stricter", ["stricter"], [], "shall not be stricter", "shall be no more restrictive")
    True
    >>> compared_alike("stricter", ["stricter"], [], "shall not be stricter", "shall be strict")
    False
    """
    again = len(has) >= len(had) and any(one[:_BEGINS] == word[:_BEGINS] for one in has)
    more = len(_MORE_OR_LESS.findall(theirs)) > len(_MORE_OR_LESS.findall(ours))
    arabic = word == "اشد" and len(_MORE_IN_ARABIC.findall(theirs)) > len(_MORE_IN_ARABIC.findall(ours))
    return again or (word.endswith("er") and more) or arabic
