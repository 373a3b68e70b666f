"""What a brief says that it does not show, and what it asks for: questions, conditions or facts to print."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from toolkit.audit.findings.finding import GapFinding, key_of
from toolkit.audit.findings.limits import PARTLY_KNOWN, RoundingFinding
from toolkit.audit.findings.measure_words import is_of_decision, measure_among, measure_what
from toolkit.audit.findings.numbers import in_points, in_times
from toolkit.audit.papers import brief_words as words
from toolkit.audit.papers.brief_gap import GONE, Told
from toolkit.audit.papers.tables import listed
from toolkit.audit.papers.words import READING_WORDS
from toolkit.documents import Bullets, Heading, Paragraph, Part

MOST_LIMITS = {"hearing": 3, "tender": 2, "press": 3}  # what a bidder must supply needs the room


def say_limits(told: Told, kind: str) -> Iterator[Part]:
    """What the audit does not show, in a few sentences, the weightiest first."""
    said = list(_limits(told))[: MOST_LIMITS[kind]]
    yield Heading(told.say(words.THE_LIMITS), 2)
    yield Bullets(tuple(said))


def _limits(told: Told) -> Iterator[str]:
    """From what could turn the answer round to what is true of every audit."""
    gap, codebook = told.gap, told.speaker.result.codebook
    kinds: dict[str, list[Any]] = {}
    for finding in told.speaker.result.findings:
        kinds.setdefault(finding.kind, []).append(finding)
    about = key_of(gap) if gap is not None else ("", "", "", "")
    for bounds in kinds.get("bounds", []):
        if key_of(bounds) == about:
            named = codebook.label(bounds.characteristic, told.language)
            yield told.say(words.GAP_HANGS_ON_UNKNOWN, people=bounds.people, characteristic=named)
    for labels in kinds.get("selective_labels", []):
        key = "affected" if labels.known_for == "selected" else "spared"
        sentence = words.LABELS_SELECTED if key == "affected" else words.LABELS_SPARED
        if not labels.none_known:
            sentence = PARTLY_KNOWN[labels.known_for]
        yield told.say(sentence, **{name: codebook.phrase(name, told.language) for name in ("affected", "spared")})
    yield from _limits_inside(told)
    for rounding in kinds.get("rounding", []):
        if key_of(rounding) == about:
            yield _rounded(told, rounding)
    withheld = [
        codebook.people(one.characteristic, one.group, told.language)
        for one in kinds.get("withheld", [])
        if gap is None or one.characteristic == gap.characteristic
    ]
    if withheld:
        yield told.say(words.NOTHING_OF_GROUPS, groups=withheld)
    yield told.say(words.NO_SINGLE_DECISION)
    if gap is not None and gap.verdict == "shown":
        yield told.say(words.NO_CAUSE)


def _limits_inside(told: Told) -> Iterator[str]:
    if told.gap is None:
        return
    if not told.speaker.result.question.within:
        yield told.say(words.NOT_COMPARED_INSIDE)
    elif told.reading == "too_few" and told.inside_finding is None and told.gap.hangs_on != "persons":
        yield told.say(words.TOO_FEW_INSIDE, within=told.within())
    elif told.reading in ("shrinks", "reverses"):
        yield told.say(words.SITS_IN_STRATA, within=told.within())


def say_asks(told: Told, kind: str) -> Iterator[Part]:
    """Questions to the body, conditions for a bidder, or facts that can be printed."""
    yield Heading(told.say(words.WHAT_WE_ASK[kind]), 2)
    asked = {"hearing": _questions, "tender": _conditions, "press": _facts}[kind]
    yield Bullets(tuple(asked(told)))
    if kind == "press":
        yield Paragraph(told.say(words.A_NUMBER))


def _questions(told: Told) -> Iterator[str]:
    codebook, within = told.speaker.result.codebook, told.speaker.result.question.within
    affected = codebook.phrase("affected", told.language)
    if told.reading in (*GONE, "not_comparable"):
        yield told.say(words.ASK_HOW, within=told.within())
    elif told.gap is not None and (told.gap.verdict == "shown" or told.leads_inside):
        yield told.say(words.ASK_CAUSE)
    else:
        yield told.say(words.ASK_MORE)
    if within:
        named = told.language.list([codebook.label(name, told.language) for name in within])
        yield told.say(words.ASK_COUNTS_WITHIN, within=named, affected=affected)
    else:
        yield told.say(words.ASK_COUNTS, affected=affected)
    yield told.say(words.ASK_WHO)


def _conditions(told: Told) -> Iterator[str]:
    names = ("affected", "spared", "came_true", "came_untrue")
    phrases = {name: told.speaker.result.codebook.phrase(name, told.language) for name in names}
    yield told.say(words.SUPPLY_COUNTS, affected=phrases["affected"])
    yield told.say(words.SUPPLY_ERRORS, **phrases)
    yield told.say(words.SUPPLY_AUDIT)


def _facts(told: Told) -> Iterator[str]:
    gap = told.told
    counted = told.counted(gap) if gap is not None else None
    if gap is not None and counted is not None:
        for group, (k, n) in zip((gap.group, gap.reference), counted, strict=True):
            yield _fact(told, gap, group, k, n)
        n, m = counted[0][1], counted[1][1]
        if gap.hangs_on == "persons":
            yield gap.say_certainty(told.language)
            return
        if told.is_qualified and told.reading not in ("disappears", "reverses"):
            yield told.say_inside()
            return
        if (told.reading in GONE or told.leads_inside) and told.inside is not None:
            reading = told.say(READING_WORDS[told.reading])
            yield told.say_times(words.PRINT_INSIDE, n=n, m=m, within=told.within(), reading=reading)
            return
        ratios = (gap.ratio, gap.ratio_low, gap.ratio_high)
        if gap.verdict == "shown" and all(map(math.isfinite, ratios)) and gap.ratio > 0:
            times = dict(zip(("ratio", "low", "high"), (in_times(x, told.language) for x in ratios), strict=True))
            yield told.say(words.PRINT_INTERVAL, n=n, m=m, **times)
            return
        if not math.isnan(gap.smallest_visible) and not gap.hangs_on:
            yield told.say(words.PRINT_VISIBLE, n=n, m=m, visible=in_points(gap.smallest_visible, told.language))
            return
    verdicts = [row["verdict"] for row in listed(told.speaker, told.speaker.gaps)]
    yield told.say(words.PRINT_TALLY, all=len(verdicts), shown=verdicts.count("shown"))


def _fact(told: Told, gap: GapFinding, group: str, k: int, n: int) -> str:
    codebook = gap.codebook
    count: dict[str, Any] = {"k": k, "n": n, "share": told.language.percent(k / n)}
    count["group"] = codebook.people(gap.characteristic, group, told.language)
    if is_of_decision(gap.measure):
        return told.say(words.PRINT_COUNT_RIGHT, **count)
    what = measure_what(gap.measure, codebook, told.language)
    who = measure_among(gap.measure, codebook, told.language)
    if who:
        return told.say(words.PRINT_COUNT_AMONG, what=what, who=who, **count)
    return told.say(words.PRINT_COUNT, what=what, **count)


def _rounded(told: Told, finding: RoundingFinding) -> str:
    turned = told.from_its_side(finding)
    if not (math.isfinite(turned.ratio_low) and math.isfinite(turned.ratio_high)):
        return turned.say(told.language)
    low, high = (in_times(ratio, told.language) for ratio in (turned.ratio_low, turned.ratio_high))
    return told.say(words.ROUNDED, step=turned.rounded_to, low=low, high=high)
