"""The charts of a report, made of published numbers only, each with the words that say the same."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from toolkit.audit.findings.finding import GapFinding
from toolkit.audit.findings.measure_words import measure_among, measure_what
from toolkit.audit.findings.worse_off import begin
from toolkit.audit.papers import words
from toolkit.audit.papers.tables import Row, Speaker, by
from toolkit.charts import (
    MOST_ROWS,
    Crowd,
    CrowdsFigure,
    Figure,
    GapPoint,
    GapsFigure,
    SharePoint,
    SharesFigure,
    draw_png,
)
from toolkit.charts.theme import WIDTH_CM
from toolkit.documents import Picture

MOST_DOTS = 1_000  # more are a grey field and no longer people


@lru_cache(maxsize=32)  # a report in every kind of file, its brief and the page show one picture many times
def picture(figure: Figure, *, low: bool = False) -> Picture:
    """A figure as documents take it."""
    return Picture(draw_png(figure, low=low), figure.describe, WIDTH_CM)


def crowd_figure(speaker: Speaker, finding: GapFinding) -> CrowdsFigure | None:
    """The picture of page one: the group and its reference as crowds; None where too many dots would be needed."""
    base, n, m = finding.frequencies
    if base > MOST_DOTS:
        return None
    codebook, language = speaker.result.codebook, speaker.language
    who = measure_among(finding.measure, codebook, language)
    among = speaker.say(words.CROWD_WHO, base=base, who=who) if who else speaker.say(words.CROWD, base=base)
    title = begin(finding, language, among)
    crowds = tuple(
        Crowd(
            speaker.say(words.CROWD_OF, group=codebook.people(finding.characteristic, group, language), n=number),
            number,
        )
        for group, number in ((finding.group, n), (finding.reference, m))
    )
    filled = measure_what(finding.measure, codebook, language)
    sentence = begin(finding, language, finding.say_counts(language))
    return CrowdsFigure(language, title, base, crowds, sentence, filled, speaker.say(words.OTHERS))


def shares_figure(speaker: Speaker, characteristic: str, measure: str) -> SharesFigure | None:
    """The published shares of a characteristic's groups; None where fewer than two can be drawn."""
    language = speaker.language
    rows = [
        row
        for row in speaker.rates
        if (row["characteristic"], row["measure"]) == (characteristic, measure) and row["value"] is not None
    ]
    if len(rows) < 2:
        return None
    references = {row["reference"] for row in speaker.gaps if row["characteristic"] == characteristic}
    rows.sort(key=lambda row: -row["value"])
    points, said = [], []
    for row in rows[:MOST_ROWS]:
        group, share = speaker.group(characteristic, row["group"]), language.percent(row["value"])
        counts = {"counted": int(row["numerator"]), "among": int(row["denominator"])}
        low, high = language.percent(row["low"]), language.percent(row["high"])
        points.append(
            SharePoint(
                group,
                row["value"],
                row["low"],
                row["high"],
                speaker.say(words.OF_ALL, **counts),
                share,
                row["group"] in references,
            )
        )
        said.append(speaker.say(words.SHARE_SAID, group=group, share=share, low=low, high=high, **counts))
    title = speaker.say(
        words.SHARES_BY, characteristic=speaker.characteristic(characteristic), measure=speaker.measure(measure)
    )
    return SharesFigure(
        language,
        title,
        speaker.say(words.AXIS_SHARE[speaker.harm(measure)]),
        tuple(points),
        f"{title} – {' '.join(said)}",
        speaker.say(words.GROUP_MARK),
        speaker.say(words.REFERENCE_MARK),
    )


def gaps_figures(
    speaker: Speaker, measure: str = "selection_rate", characteristic: str | None = None, within: str | None = None
) -> Iterator[GapsFigure]:
    """What remains of the gaps inside strata, one figure a characteristic and stratification; of all or of one."""
    rows = [
        row
        for row in speaker.adjusted
        if row["measure"] == measure and _drawable(row["adjusted_ratio"]) and _drawable(row["crude_ratio"])
    ]
    for (name, reference, inside), some in by(rows, "characteristic", "reference", "within").items():
        if characteristic in (None, name) and within in (None, inside):
            yield _gaps_figure(speaker, name, reference, inside, measure, some[:MOST_ROWS])


def _gaps_figure(
    speaker: Speaker, characteristic: str, reference: str, within: str, measure: str, rows: list[Row]
) -> GapsFigure:
    points, said = [], []
    against = speaker.group(characteristic, reference)
    for row in rows:
        group = speaker.group(characteristic, row["group"])
        before, after = speaker.ratio(row["crude_ratio"]), speaker.ratio(row["adjusted_ratio"])
        low, high = (
            row[key] if row[key] is not None else math.nan for key in ("adjusted_ratio_low", "adjusted_ratio_high")
        )
        number = speaker.say(words.BEFORE_AFTER, before=before, after=after)
        points.append(GapPoint(group, row["crude_ratio"], row["adjusted_ratio"], low, high, number))
        said.append(
            speaker.say(
                words.GAP_SAID,
                group=group,
                reference=against,
                before=before,
                after=after,
                low=speaker.ratio(low),
                high=speaker.ratio(high),
            )
        )
    title = speaker.say(
        words.GAPS_TITLE,
        characteristic=speaker.characteristic(characteristic),
        within=speaker.characteristic(within),
        measure=speaker.measure(measure),
    )
    return GapsFigure(
        speaker.language,
        title,
        speaker.say(
            words.AXIS_TIMES[speaker.harm(measure)],
            reference=against,
        ),
        tuple(points),
        f"{title} – {' '.join(said)}",
        speaker.say(words.BEFORE_MARK),
        speaker.say(words.AFTER_MARK),
    )


def _drawable(ratio: float | None) -> bool:
    return ratio is not None and math.isfinite(ratio) and ratio > 0
