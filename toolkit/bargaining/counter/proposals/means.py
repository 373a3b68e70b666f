"""What a text can do for a union, by its words: a firm duty, a date, a consequence, consent; and the ways out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from toolkit.bargaining.counter.judging import sentences
from toolkit.bargaining.counter.lexicon import Lexicon, plain
from toolkit.bargaining.counter.meanings.excerpts import excerpt
from toolkit.bargaining.counter.numbers.quantities import Quantity, quantities
from toolkit.languages import translatable

MEANS = {
    "duty": translatable("a duty without a way out"),
    "time": translatable("a time by which it is due"),
    "consult": translatable("consultation or negotiation"),
    "written": translatable("writing"),
    "reasons": translatable("reasons"),
    "evidence": translatable("documents or access to them"),
    "independent": translatable("somebody independent"),
    "human": translatable("a person who decides"),
    "pays": translatable("who pays"),
    "remedy": translatable("what follows if it is not done"),
    "consent": translatable("the union's consent"),
}
_LISTS = {"consult": ("consult", "negotiate"), "remedy": ("remedy", "stops", "delete"), "pays": ("pays", "bears")}
_WAYS_OUT = ("soft", "feasible", "discretion", "law_only", "vague_time", "exception", "should", "lesser", "released")
_UNFIRM = {*_WAYS_OUT, "may"}
# Agreements in French, Spanish or Arabic bind in the plain present: "the employer informs the union".
_BINDS = {
    "must",
    "must_not",
    "inform",
    "consult",
    "negotiate",
    "remedy",
    "stops",
    "evidence",
    "written",
    "pays",
    "bears",
}


def means_of(text: str, words: Lexicon) -> frozenset[str]:
    """What a text can do, as ids of `MEANS`.

    A duty counts where its sentence has no way out, a time where such a duty stands beside it, and consent where the
    union is named.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> sorted(means_of("The Employer shall inform the Union in writing within 10 days.", lexicon("en")))
    ['duty', 'time', 'written']
    >>> sorted(means_of("The Employer will inform the Union where practicable within 10 days.", lexicon("en")))
    []
    """
    found: set[str] = set()
    for sentence in sentences(text):
        bare = plain(sentence)
        lists = {one.list for one in words.find(bare)}
        found |= {name for name in MEANS if lists & set(_LISTS.get(name, (name,)))} - {"consent"}
        if "consent" in lists and "union" in lists | _named(lists):
            found.add("consent")
        if lists & _BINDS and not lists & _UNFIRM:
            found.add("duty")
            if any(one.kind == "time" for one in quantities(bare, words)):
                found.add("time")
    return frozenset(found)


def _named(lists: set[str]) -> set[str]:
    """Workers count as their union where consent is asked."""
    return {"union"} if lists & {"workers", "person"} else set()


def strength_by_means(means: frozenset[str]) -> str | None:
    """The strength that a text comes nearest to, by what it can do; None where it binds nobody.

    >>> strength_by_means(frozenset({"duty", "time"})), strength_by_means(frozenset({"consult"}))
    ('standard', None)
    """
    if "duty" not in means:
        return None
    if "consent" in means:
        return "strong"
    return "standard" if "time" in means else "minimum"


def ways_out(texts: Sequence[str], words: Lexicon) -> tuple[str, ...]:
    """The words in texts that let somebody out of a duty, as written.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> ways_out(["The Employer will inform the Union Where Practicable."], lexicon("en"))
    ('Where Practicable',)
    """
    found: dict[str, None] = {}
    for text in texts:
        bare = plain(text)
        for one in words.find(bare):
            if one.list in _WAYS_OUT:
                found[excerpt(text, bare, cast(Quantity, one))] = None
    return tuple(found)
