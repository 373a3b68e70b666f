"""What a measure counts, and among whom, in the words of the log; and why people are left out."""

from __future__ import annotations

from typing import Any

from toolkit.audit.measures.measures import BY_ID
from toolkit.languages import Language, translatable
from toolkit.registers.codebook import PHRASES, Codebook

AMONG = translatable("{what}, among those who {who}")
AMONG_FIRST = translatable("Of people who {who}: {headline}")
# A gap in a measure of one's own, with its own words.
OF_ALL = translatable("Of {base} {group}, {n} {what}; of {base} {reference}, {m}.")
OF_SOME = translatable("Of {base} {group} who {who}, {n} {what}; of {base} {reference}, {m}.")
REASONS = {
    "no_decision": translatable("no decision is recorded"),
    "no_count": translatable("the row does not say how many people it stands for"),
    "unknown_group": translatable("the group is not known: counted, but not compared"),
    "unknown_stratum": translatable("it is not known with whom to compare like with like"),
    "suppressed": translatable("withheld to protect few people"),
    "no_outcome": translatable("what turned out true is not known: not in the numbers that need it"),
    "no_score": translatable("there is no score: not in the numbers that need it"),
    "counted_as_no": translatable("counted as no, as nobody named it as a yes"),
    "counted_as_untrue": translatable("counted as not true, as nobody named it as true"),
}


def measure_sentence(measure: str, codebook: Codebook, language: Language, **places: Any) -> str:
    """A gap as natural frequencies: "Of 100 women, 31 were hired; of 100 men, 23." """
    row = BY_ID.get(measure)
    if row is not None:
        return language.say(row.sentence, **places, **{key: codebook.phrase(key, language) for key in PHRASES})
    what, who = codebook.measure(measure, language)
    return language.say(OF_SOME if who else OF_ALL, what=what, **({"who": who} if who else {}), **places)


def measure_label(measure: str, codebook: Codebook, language: Language) -> str:
    """What a measure counts, in the words of the dataset: "were selected for a check"."""
    what, who = _parts(measure, codebook, language)
    return language.say(AMONG, what=what, who=who) if who else what


def measure_among(measure: str, codebook: Codebook, language: Language) -> str:
    """Among whom a measure counts, or nothing where it counts among all."""
    return _parts(measure, codebook, language)[1]


def measure_what(measure: str, codebook: Codebook, language: Language) -> str:
    """What a measure counts, without saying among whom."""
    return _parts(measure, codebook, language)[0]


def measure_of_people(measure: str, codebook: Codebook, language: Language) -> str:
    """What a measure counts, as it follows the people: "had a decision that was right"."""
    row = BY_ID.get(measure)
    return language.say(row.of_people) if row and row.of_people else measure_what(measure, codebook, language)


def is_of_decision(measure: str) -> bool:
    """Whether what a measure counts is said of the decision and not of the people: it was right."""
    row = BY_ID.get(measure)
    return row is not None and bool(row.of_people)


def _parts(measure: str, codebook: Codebook, language: Language) -> tuple[str, str]:
    row = BY_ID.get(measure or "selection_rate")
    if row is None:
        return codebook.measure(measure, language)
    what, who = row.parts
    said = codebook.phrase(what, language) if what else language.say(str(row.label))
    return said, codebook.phrase(who, language) if who else ""
