"""The map of actors for paper: the same fields, circles and arrows as on the page, as PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.charts.actors import CELL, COLUMNS, RADIUS, ROWS, MapPicture, places_of
from toolkit.charts.theme import FIRST as OURS
from toolkit.charts.theme import INK, PAPER, PNG_DPI, QUIET, SECOND, save_canvas, words
from toolkit.languages import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

WIDTH_CM, _HEIGHT_CM = 11.0, 13.5  # narrow: the words stay readable where a phone shows it small
_CAPTION_WIDTH, _END_WIDTH = 56, 26
# Told apart in grey as well: filled, outline, light with a broken line.
_LOOKS: dict[int, tuple[dict[str, Any], str]] = {
    -1: ({"facecolor": "#efdcc4", "edgecolor": SECOND, "linestyle": (0, (3, 2))}, INK),
    0: ({"facecolor": PAPER, "edgecolor": QUIET}, INK),
    1: ({"facecolor": OURS, "edgecolor": OURS}, PAPER),
}


def draw_actor_map_png(picture: MapPicture, language: Language) -> bytes:
    """The map as PNG at 200 dpi; mirrored where the language runs from right to left, as on the page."""

    def draw(canvas: Canvas) -> None:
        _draw(canvas, picture, language)

    return save_canvas(draw, _HEIGHT_CM, "png", width_cm=WIDTH_CM, dpi=PNG_DPI, metadata={"Software": None})


def _draw(canvas: Canvas, picture: MapPicture, language: Language) -> None:
    from matplotlib.patches import Circle, Rectangle

    mirrored = language.direction == "rtl"
    axes = canvas.add_subplot()
    width, height = COLUMNS * CELL, ROWS * CELL
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_aspect("equal")
    axes.set_axis_off()
    for row in range(ROWS):
        shade = str(0.96 - 0.03 * (ROWS - 1 - row))  # darker upwards, where there is more power
        for column in range(COLUMNS):
            corner = (column * CELL + 1, row * CELL + 1)
            axes.add_patch(Rectangle(corner, CELL - 2, CELL - 2, facecolor=shade, edgecolor="none"))
    places = places_of(picture.points, mirrored)
    for first, second in picture.lines:
        _arrow(axes, places[first], places[second])
    for (x, y), point in zip(places, picture.points, strict=True):
        look, ink = _LOOKS[(point.column > 2) - (point.column < 2)]
        axes.add_patch(Circle((x, y), RADIUS, linewidth=1.2, zorder=3, **look))
        number = words(point.number, language)
        axes.text(x, y, number, ha="center", va="center_baseline", fontsize=9, color=ink, zorder=4)
    left, right = (picture.favour, picture.against) if mirrored else (picture.against, picture.favour)
    for x, side, text in ((0, "left", left), (width, "right", right)):
        axes.text(x, height + 6, words(text, language, _END_WIDTH), ha=side, va="top", fontsize=9)
    start, side = (width, "right") if mirrored else (0, "left")
    axes.text(start, -6, words(picture.power, language, _CAPTION_WIDTH), ha=side, va="bottom", fontsize=9)
    caption = words(picture.caption, language, _CAPTION_WIDTH)
    axes.text(start, height + 24, caption, ha=side, va="top", fontsize=8.5, color=QUIET)


def _arrow(axes: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    if length <= 2 * RADIUS:
        return
    share = (RADIUS + 2) / length
    x, y = (end[0] - start[0]) * share, (end[1] - start[1]) * share
    look = {"arrowstyle": "-|>", "color": QUIET, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9}
    axes.annotate("", (end[0] - x, end[1] - y), (start[0] + x, start[1] + y), arrowprops=look, zorder=2)
