"""Counts in parts: drawn in the page's own text, so that they mirror, grow and print with it."""

from __future__ import annotations

from toolkit.charts.figures import CountPoint, CountsFigure
from toolkit.markup import Markup, joined, markup

# Told apart in colour, in grey and in print: full, hatched, light, dark, outline; what is not shown is dotted.
PARTS = (
    ("#136f77", ""),
    ("#ffffff", "repeating-linear-gradient(45deg,#b8741a 0 3px,#ffffff 3px 8px)"),
    ("#9fd3d6", ""),
    ("#1b1f24", ""),
    ("#ffffff", ""),
)
HIDDEN = ("#ffffff", "radial-gradient(#57606a 1px,#ffffff 1.5px)")
_LEGEND = "display:flex;flex-wrap:wrap;gap:0.35rem 1.25rem;margin:0;list-style:none"
_EDGE = "border:1px solid #57606a;box-sizing:border-box;print-color-adjust:exact;-webkit-print-color-adjust:exact"


def draw_counts(figure: CountsFigure, *, captioned: bool = True) -> Markup:
    """The figure as HTML; its `describe` says the same in words to those who do not see it.

    The longest bar fills the width. A part that is not shown has no length of its own: all of them together are dotted.

    Parameters
    ----------
    captioned
        Whether its title stands below it; not where a heading above says the same.
    """
    longest = max((_length(point) for point in figure.points), default=0) or 1
    rows = joined(_row(point, longest) for point in figure.points)
    looks = [*zip(figure.parts, PARTS, strict=False)]
    if any(point.rest or None in (*point.counts, point.total) for point in figure.points):
        looks.append((figure.hidden_word, HIDDEN))
    legend = joined(
        markup(
            '<li><span aria-hidden="true" style="flex:none;inline-size:1.4rem;block-size:1rem;{}"></span>'
            "<span>{}</span></li>",
            _look(look),
            name,
        )
        for name, look in looks
    )
    shown = markup('<ul class="tk-legend" style="{}">{}</ul>', _LEGEND, legend) if len(looks) > 1 else ""
    caption = markup("<figcaption>{}</figcaption>", figure.title) if captioned else ""
    return markup(
        '<figure class="tk-figure tk-bars">{}<div role="img" aria-label="{}">{}</div>{}</figure>',
        shown,
        figure.describe,
        rows,
        caption,
    )


def _length(point: CountPoint) -> int:
    return sum(count or 0 for count in point.counts) + point.rest


def _row(point: CountPoint, longest: int) -> Markup:
    parts = [(count or 0, look) for count, look in zip(point.counts, PARTS, strict=False)] + [(point.rest, HIDDEN)]
    drawn = joined(
        markup(
            '<span style="flex:none;block-size:100%;inline-size:{}%;{}"></span>',
            f"{100 * count / longest:.2f}",
            _look(look),
        )
        for count, look in parts
        if count
    )
    return markup(
        '<div class="tk-bar-row"><span class="tk-bar-label">{}</span>'
        '<span class="tk-bar-track" style="display:flex">{}</span>'
        '<span class="tk-bar-number">{}</span></div>',
        point.label,
        drawn,
        point.number,
    )


def _look(look: tuple[str, str]) -> str:
    colour, pattern = look
    sized = ";background-size:6px 6px" if look == HIDDEN else ""
    image = f";background-image:{pattern}{sized}" if pattern else ""
    return f"background-color:{colour}{image};{_EDGE}"
