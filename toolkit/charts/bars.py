"""Bars for shares: drawn in the page's own text, so that they mirror, grow and print with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.markup import Markup, joined, markup


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, its length from 0 to 1, and the number in words."""

    label: str
    share: float
    number: str


def draw_bars(bars: Sequence[Bar], caption: str, describe: str) -> Markup:
    """Bars on one scale, as HTML; `describe` says the same in words to those who do not see them.

    The longest bar fills the width. A share outside 0 to 1 is drawn as nothing or as the whole: the number beside it
    tells.

    >>> "style=\\"inline-size:50.00%\\"" in draw_bars([Bar("a", 0.2, "20%"), Bar("b", 0.1, "10%")], "", "")
    True
    """
    longest = max((_bounded(bar.share) for bar in bars), default=0.0) or 1.0
    rows = joined(_row(bar, _bounded(bar.share) / longest) for bar in bars)
    return markup(
        '<figure class="tk-figure tk-bars"><div role="img" aria-label="{}">{}</div>'
        "<figcaption>{}</figcaption></figure>",
        describe,
        rows,
        caption,
    )


def _row(bar: Bar, length: float) -> Markup:
    return markup(
        '<div class="tk-bar-row"><span class="tk-bar-label">{}</span><span class="tk-bar-track">'
        '<span class="tk-bar-fill" style="inline-size:{}%"></span></span>'
        '<span class="tk-bar-number">{}</span></div>',
        bar.label,
        f"{100 * length:.2f}",
        bar.number,
    )


def _bounded(share: float) -> float:
    return min(max(0.0, share), 1.0) if share == share else 0.0  # zero first: of two zeros max takes the first
