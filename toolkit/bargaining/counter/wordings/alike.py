"""What only looks like less: "none but" for "only", "by both" for "by agreement", a form that was asked of us."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.wordings.turns import newly, often

_CLOSE = 14  # letters before a word among which a "not" denies it
_ASKED = 18  # letters between a condition and the form that it has: "on written request"
_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")
_NONE_BUT = word_patterns(
    en=r"(?:not|no|never|none)(?: \w+){0,8} (?:other than|except|but for|save|unless)",
    ar=r"(?:لا|لن|ليس|لم)(?: \w+){0,8} (?:الا|سوي|غير)",
    fr=r"n(?:e |')(?: ?\w+){0,8} (?:autre que|sauf|hormis|que)",
    es=r"no(?: \w+){0,8} (?:sino|mas que|salvo|excepto|otr[oa]s? que)",
    pt=r"(?:nao|nenhum\w*|nunca)(?: \w+){0,8} (?:senao|que nao|mais que|mais do que|salvo|exceto|a nao ser)",
)


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
