"""A pipeline in one picture: a row a step, and how many times as often a group is there as its reference."""

from __future__ import annotations

import math
from typing import Any

from toolkit.audit.findings.numbers import in_times
from toolkit.audit.papers import words as paper_words
from toolkit.charts import MOST_ROWS, GapPoint, GapsFigure
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook

Columns = dict[str, list[Any]]


def steps_figure(gaps: Columns, codebook: Codebook, speech: Language, title: str) -> tuple[GapsFigure, ...]:
    """One picture for each group of which ratios are published."""
    rows = [dict(zip(gaps, values, strict=True)) for values in zip(*gaps.values(), strict=True)]
    drawn = [row for row in rows if math.isfinite(row["ratio"]) and row["ratio"] > 0]
    figures = []
    for name, group in dict.fromkeys((row["characteristic"], row["group"]) for row in drawn):
        own = [row for row in drawn if (row["characteristic"], row["group"]) == (name, group)]
        points, said = [], []
        for row in own[:MOST_ROWS]:
            label = codebook.measure(row["measure"], speech)[0]
            number = in_times(row["ratio"], speech)
            points.append(GapPoint(label, math.nan, row["ratio"], row["ratio_low"], row["ratio_high"], number))
            said.append(f"{label}: {number}.")
        reference = codebook.people(name, own[0]["reference"], speech)
        whole = f"{codebook.people(name, group, speech)} – {speech.say(title, reference=reference)}"
        axis = speech.say(paper_words.TIMES)
        figures.append(GapsFigure(speech, whole, axis, tuple(points), f"{whole} – {' '.join(said)}", "", ""))
    return tuple(figures)
