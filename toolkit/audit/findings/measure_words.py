"""What a measure counts, and among whom, in the words of the log; and why people are left out."""

from __future__ import annotations

from toolkit.languages import Language, translatable
from toolkit.registers.codebook import Codebook

AMONG = translatable("{what}, among those who {who}")
RIGHT = translatable("the decision matched what turned out true")
HIGH_SCORE = translatable("have a score above the middle of all scores")
_PARTS = {
    "selection_rate": ("affected", ""),
    "base_rate": ("came_true", ""),
    "true_positive_rate": ("affected", "came_true"),
    "false_positive_rate": ("affected", "came_untrue"),
    "false_negative_rate": ("spared", "came_true"),
    "true_negative_rate": ("spared", "came_untrue"),
    "precision": ("came_true", "affected"),
    "false_discovery_rate": ("came_untrue", "affected"),
    "false_omission_rate": ("came_true", "spared"),
    "negative_predictive_value": ("came_untrue", "spared"),
}
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


def measure_label(measure: str, codebook: Codebook, language: Language) -> str:
    """What a measure counts, in the words of the dataset: "were selected for a check"."""
    if measure in _PARTS:
        what, who = _PARTS[measure]
        phrase = codebook.phrase(what, language)
        return language.say(AMONG, what=phrase, who=codebook.phrase(who, language)) if who else phrase
    return {"accuracy": language.say(RIGHT), "scoring_rate": language.say(HIGH_SCORE)}.get(measure, measure)


def measure_among(measure: str, codebook: Codebook, language: Language) -> str:
    """Among whom a measure counts, or nothing where it counts among all."""
    who = _PARTS.get(measure, ("", ""))[1]
    return codebook.phrase(who, language) if who else ""


def measure_what(measure: str, codebook: Codebook, language: Language) -> str:
    """What a measure counts, without saying among whom."""
    if measure in _PARTS:
        return codebook.phrase(_PARTS[measure][0], language)
    return measure_label(measure, codebook, language)
