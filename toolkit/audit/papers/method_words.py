"""What a paper says of the assumptions behind its numbers: independence, clusters, readings."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.audit.publication.question import Question
from toolkit.languages import Language, translatable
from toolkit.registers.codebook import Codebook

INDEPENDENT = translatable(
    "Decisions are taken to be independent of each other. If the same person stands in the log several times, or if "
    "one office or one case worker decides about many people in a way of their own, the numbers are less certain than "
    "the intervals and p-values say."
)
CLUSTERED = translatable(
    "Decisions inside the same {cluster} are taken to hang together ({clusters} such clusters): people count for less "
    "than as many independent decisions would, by design effects from {low} to {high}. The same person several times "
    "in the log would make the numbers less certain still."
)
READINGS_METHOD = translatable(
    "Only people in strata that hold both groups are compared. A gap is said to have gone, shrunk, grown or appeared "
    "only where the change in size is larger than its own uncertainty (delta method); a gap that is merely no longer "
    "significant has not gone. Where strata differ by more than chance (Breslow and Day) and one of them holds a gap "
    "that the common figure would hide, the strata are named instead."
)
POWER_METHOD = translatable(
    "What would have shown is said with a power of 80 %: of a true gap of that size, four of five such logs would show "
    "it."
)


def say_independence(question: Question, codebook: Codebook, language: Language) -> str:
    """What is assumed about decisions that could hang together; with the design effects where clusters are named."""
    clustering = question.clustering
    if clustering is None:
        return language.say(INDEPENDENT)
    return language.say(
        CLUSTERED,
        cluster=codebook.label(clustering.name, language),
        clusters=clustering.clusters,
        low=language.number(clustering.lowest, 1),
        high=language.number(clustering.highest, 1),
    )


def say_method(question: Question, language: Language) -> Iterator[str]:
    """How what would have shown is meant, and when a gap is said to change."""
    yield language.say(POWER_METHOD)
    if question.within:
        yield language.say(READINGS_METHOD)
