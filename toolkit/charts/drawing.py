"""Draw figures: SVG whose words stay words, or PNG for paper. Mirrored where the language runs from right to left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from toolkit.charts.counts import PARTS
from toolkit.charts.figures import MOST_ROWS, CountsFigure, CrowdsFigure, Figure, GapsFigure, SharesFigure
from toolkit.charts.theme import FIRST, INK, PAPER, PNG_DPI, QUIET, SECOND, save_canvas, words
from toolkit.languages import Language
from toolkit.markup import Markup, markup

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

Side = Literal["left", "right"]

_LABEL_WIDTH, _AXIS_WIDTH, _TITLE_WIDTH, _CROWD_WIDTH = 34, 58, 84, 40  # letters in a line
_RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


def draw_svg(figure: Figure) -> Markup:
    """The figure as SVG for a page. Put it into ``<div dir="ltr">``: its anchors must not flip."""
    drawn = _save(figure, "svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}).decode("utf-8")
    start = drawn.index("<svg")
    begin = markup('<svg role="img" aria-label="{}" ', words(figure.describe, Language("en")))
    return begin + Markup(drawn[start:].removeprefix("<svg "))  # noqa: S704 - matplotlib escapes the words in it


def draw_png(figure: Figure, *, low: bool = False) -> bytes:
    """The figure as PNG at 200 dpi, for paper; crowds may be `low` where there is little room: words stay as large."""
    return _save(figure, "png", low=low, dpi=PNG_DPI, metadata={"Software": None})


def _save(figure: Figure, kind: str, *, low: bool = False, **how: Any) -> bytes:
    def draw(canvas: Canvas) -> None:
        match figure:
            case SharesFigure():
                _shares(figure, canvas)
            case GapsFigure():
                _gaps(figure, canvas)
            case CrowdsFigure():
                _crowds(figure, canvas, low)
            case CountsFigure():
                _counts(figure, canvas)

    return save_canvas(draw, _height_cm(figure, low), kind, **how)


def _height_cm(figure: Figure, low: bool) -> float:
    if isinstance(figure, CrowdsFigure):
        if low:
            titles = [words(crowd.label, figure.language, _CROWD_WIDTH).count("\n") for crowd in figure.crowds]
            return (5.0 if figure.people > 100 else 4.2) + 0.4 * max(titles, default=0)
        return 7.0 if figure.people > 100 else 8.0
    line = 0.5 if figure.language.direction == "rtl" else 0.43
    labels = [words(label, figure.language, _LABEL_WIDTH) for label in _labels(figure)]
    tallest = max((label.count("\n") + 1 for label in labels), default=1)
    around = [words(figure.title, figure.language, _TITLE_WIDTH), words(figure.axis, figure.language, _AXIS_WIDTH)]
    marks = _marks(figure)
    further = sum(text.count("\n") for text in around) + -(-len(marks) // _beside(marks)) - 1
    return 3.1 + max(1.0, line * tallest + 0.35) * max(len(labels), 1) + line * further


def _marks(figure: SharesFigure | GapsFigure | CountsFigure) -> tuple[str, ...]:
    """What the marks of a figure mean."""
    if isinstance(figure, CountsFigure):
        return (*figure.parts, figure.hidden_word)
    if isinstance(figure, SharesFigure):
        return figure.group_word, figure.reference_word
    return figure.before_word, figure.after_word


def _beside(texts: Sequence[str]) -> int:
    """How many of the marks' words stand in one line."""
    if sum(len(text) + 6 for text in texts) <= _TITLE_WIDTH:
        return max(len(texts), 1)
    return 3 if len(texts) > 3 and 3 * (max(map(len, texts)) + 6) <= _TITLE_WIDTH else 1


def _labels(figure: SharesFigure | GapsFigure | CountsFigure) -> list[str]:
    if isinstance(figure, SharesFigure):
        return [f"{point.label}\n{point.detail}" for point in figure.points[:MOST_ROWS]]
    return [point.label for point in figure.points[:MOST_ROWS]]


# --- axes with a row a group -------------------------------------------------------------------------------------


def _rows(figure: SharesFigure | GapsFigure | CountsFigure, canvas: Canvas) -> Axes:
    """A row a group, names where reading starts, numbers where it ends."""
    labels, numbers = _labels(figure), [point.number for point in figure.points[:MOST_ROWS]]
    language = figure.language
    mirrored = language.direction == "rtl"
    axes = canvas.add_subplot()
    axes.set_ylim(len(labels) - 0.4, -0.6)
    places = list(range(len(labels)))
    start: Side = "right" if mirrored else "left"
    end: Side = "left" if mirrored else "right"
    axes.yaxis.set_ticks_position(start)
    axes.set_yticks(places, [words(label, language, _LABEL_WIDTH) for label in labels])
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", length=3)
    for label in axes.get_yticklabels():
        label.set_multialignment(end)
        label.set_linespacing(1.15)
    beside = axes.secondary_yaxis(end)
    beside.set_yticks(places, [words(number, language, 24) for number in numbers])
    beside.tick_params(axis="y", length=0, pad=6)
    beside.spines[:].set_visible(False)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.set_xlabel(words(figure.axis, language, _AXIS_WIDTH))
    _title(canvas, figure.title, language)
    return axes


def _title(canvas: Canvas, title: str, language: Language) -> None:
    mirrored = language.direction == "rtl"
    x, side = (0.995, "right") if mirrored else (0.005, "left")
    canvas.suptitle(words(title, language, _TITLE_WIDTH), x=x, ha=side, fontsize=10.5)


def _legend(canvas: Canvas, marks: list[tuple[Any, str]], language: Language) -> None:
    mirrored = language.direction == "rtl"
    shown = [(handle, words(text, language)) for handle, text in marks if text]
    if not shown:
        return
    beside = _beside([text for _, text in shown])
    # In columns the first stands where reading starts; below one another it stands on top.
    turned = -1 if mirrored and beside == len(shown) else 1
    canvas.legend(
        [handle for handle, _ in shown][::turned],
        [text for _, text in shown][::turned],
        loc="outside lower right" if mirrored else "outside lower left",
        ncols=beside,
        frameon=False,
        markerfirst=not mirrored,
        handletextpad=0.5,
    )


_FILLED: dict[str, Any] = {"marker": "o", "markersize": 7, "color": FIRST, "linestyle": "none"}
_HOLLOW: dict[str, Any] = {
    "marker": "s",
    "markersize": 7,
    "markerfacecolor": PAPER,
    "markeredgecolor": SECOND,
    "markeredgewidth": 1.6,
    "color": SECOND,
    "linestyle": "none",
}


def _whisker(axes: Axes, place: int, low: float, high: float, colour: str) -> None:
    if math.isfinite(low) and math.isfinite(high):
        axes.plot([low, high], [place, place], color=colour, linewidth=1.6, solid_capstyle="butt", zorder=2)
        axes.plot([low, high], [place, place], color=colour, marker="|", markersize=8, linestyle="none", zorder=2)


def _shares(figure: SharesFigure, canvas: Canvas) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.ticker import MaxNLocator

    points, language = figure.points[:MOST_ROWS], figure.language
    axes = _rows(figure, canvas)
    for place, point in enumerate(points):
        look = _HOLLOW if point.reference else _FILLED
        _whisker(axes, place, point.low, point.high, str(look["color"]))
        if math.isfinite(point.share):
            axes.plot([point.share], [place], zorder=3, **look)
    highest = max((n for p in points for n in (p.share, p.high) if math.isfinite(n)), default=1.0) or 1.0
    axes.set_xlim(0, min(1.02, highest * 1.08))
    ticks = [
        tick for tick in MaxNLocator(5).tick_values(0, min(1.0, highest * 1.08)) if 0 <= tick <= axes.get_xlim()[1]
    ]
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    decimals = max(0, -math.floor(math.log10(step * 100) + 1e-9))
    axes.set_xticks(ticks, [words(language.percent(tick, decimals), language) for tick in ticks])
    if language.direction == "rtl":
        axes.invert_xaxis()
    marks = [(Line2D([], [], **_FILLED), figure.group_word), (Line2D([], [], **_HOLLOW), figure.reference_word)]
    if any(point.reference for point in points):
        _legend(canvas, marks, language)


def _gaps(figure: GapsFigure, canvas: Canvas) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.ticker import NullLocator

    points, language = figure.points[:MOST_ROWS], figure.language
    axes = _rows(figure, canvas)
    axes.set_xscale("log")
    axes.axvline(1, color=INK, linewidth=1.2, zorder=1)
    for place, point in enumerate(points):
        _whisker(axes, place, point.after_low, point.after_high, FIRST)
        for value, look in ((point.before, _HOLLOW), (point.after, _FILLED)):
            if math.isfinite(value) and value > 0:
                axes.plot([value], [place], zorder=3, **look)
    seen = [n for p in points for n in (p.before, p.after, p.after_low, p.after_high) if math.isfinite(n) and n > 0]
    low, high = min([*seen, 0.8]) / 1.15, max([*seen, 1.25]) * 1.15
    axes.set_xlim(low, high)
    ticks = [tick for tick in _RATIOS if low <= tick <= high]
    if len(ticks) < 3:
        ticks = [tick for tick in (0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2) if low <= tick <= high]
    shown = [language.number(tick, 0 if tick == int(tick) else 2 if tick < 0.1 else 1) for tick in ticks]
    axes.set_xticks(ticks, [words(text, language) for text in shown])
    axes.xaxis.set_minor_locator(NullLocator())
    if language.direction == "rtl":
        axes.invert_xaxis()
    marks = [(Line2D([], [], **_HOLLOW), figure.before_word), (Line2D([], [], **_FILLED), figure.after_word)]
    _legend(canvas, marks, language)


def _counts(figure: CountsFigure, canvas: Canvas) -> None:
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator

    points, language = figure.points[:MOST_ROWS], figure.language
    axes = _rows(figure, canvas)
    looks: list[dict[str, Any]] = [
        {
            "facecolor": colour,
            "edgecolor": SECOND if pattern else QUIET,
            "linewidth": 0.6,
            "hatch": "///" if pattern else "",
        }
        for colour, pattern in PARTS[: len(figure.parts)]
    ]
    hidden: dict[str, Any] = {"facecolor": PAPER, "edgecolor": QUIET, "linewidth": 0.6, "hatch": "...."}
    longest = 0
    for place, point in enumerate(points):
        at = 0
        for count, look in (*zip(point.counts, looks, strict=True), (point.rest, hidden)):
            if count:
                axes.barh([place], [count], left=at, height=0.62, zorder=2, **look)
                at += count
        longest = max(longest, at)
    axes.set_xlim(0, max(longest, 1) * 1.04)
    ticks = [
        tick for tick in MaxNLocator(5, integer=True).tick_values(0, max(longest, 1)) if 0 <= tick <= axes.get_xlim()[1]
    ]
    axes.set_xticks(ticks, [words(language.number(tick), language) for tick in ticks])
    if language.direction == "rtl":
        axes.invert_xaxis()
    marks = [(Patch(**look), name) for name, look in zip(figure.parts, looks, strict=True)]
    if any(point.rest for point in points):
        marks.append((Patch(**hidden), figure.hidden_word))
    if len(marks) > 1:
        _legend(canvas, marks, language)


# --- crowds ------------------------------------------------------------------------------------------------------


def _crowds(figure: CrowdsFigure, canvas: Canvas, low: bool) -> None:
    from matplotlib.lines import Line2D

    language = figure.language
    mirrored = language.direction == "rtl"
    many = figure.people > 100
    across = (50 if low else 40) if many else (20 if low else 10)
    crowds = figure.crowds[::-1] if mirrored else figure.crowds
    size = (2.7 if low else 3.4) if many else (7.0 if low else 9.0)
    filled: dict[str, Any] = {
        "marker": "o",
        "linestyle": "none",
        "color": FIRST,
        "markeredgecolor": FIRST,
        "markeredgewidth": 0.6,
    }
    hollow: dict[str, Any] = {**filled, "markerfacecolor": PAPER, "markeredgecolor": QUIET}
    for axes, crowd in zip(canvas.subplots(1, len(crowds), squeeze=False)[0], crowds, strict=True):
        places = [(position % across, position // across) for position in range(figure.people)]
        for look, some in ((filled, places[: crowd.affected]), (hollow, places[crowd.affected :])):
            axes.plot([x for x, _ in some], [y for _, y in some], markersize=size, **look)
        rows = -(-figure.people // across)
        axes.set_xlim(-0.8, across - 0.2)
        axes.set_ylim(rows - 0.2, -0.8)
        axes.set_aspect("equal")
        if mirrored:
            axes.invert_xaxis()
        axes.set_axis_off()
        axes.set_title(words(crowd.label, language, _CROWD_WIDTH), fontsize=9.5, linespacing=1.2)
    _title(canvas, figure.title, language)
    marks = [
        (Line2D([], [], markersize=7, **filled), figure.affected_word),
        (Line2D([], [], markersize=7, **hollow), figure.others_word),
    ]
    _legend(canvas, marks, language)
