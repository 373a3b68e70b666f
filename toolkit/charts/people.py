"""A hundred people: the picture that comes before any percentage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.markup import Markup, joined, markup

PEOPLE = 100
_COLUMNS = 10
_STEP_X, _STEP_Y = 20, 26

# Told apart in colour, in grey and in print: filled, hatched light, outline. Contrast 3:1 on white and near-black.
_STYLES = (
    Markup('fill="#1b8a94" stroke="#1b8a94"'),
    Markup('fill="#b8741a" fill-opacity="0.35" stroke="#b8741a"'),
    Markup('fill="none" stroke="#858b94"'),
    Markup('fill="#858b94" fill-opacity="0.5" stroke="#858b94"'),
)


@dataclass(frozen=True)
class PeoplePanel:
    """One crowd of a hundred: how many of them belong to each part, in the order of the picture's parts."""

    title: str
    people: tuple[int, ...]


@dataclass(frozen=True)
class PeoplePicture:
    """Several crowds side by side; ``parts`` names what the figures' looks mean, the most important first."""

    parts: tuple[str, ...]
    panels: tuple[PeoplePanel, ...]
    caption: str


def share_out(counts: Sequence[int], total: int = PEOPLE) -> tuple[int, ...]:
    """Split a hundred people in the proportion of counts, so that they add up (largest remainders).

    >>> share_out([2000, 130, 1050]), share_out([1, 1, 1]), share_out([0, 0])
    ((63, 4, 33), (34, 33, 33), (0, 0))
    """
    everybody = sum(counts)
    if not everybody:
        return tuple(0 for _ in counts)
    exact = [count * total / everybody for count in counts]
    people = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: (people[place] - exact[place], place))
    for place in by_remainder[: total - sum(people)]:
        people[place] += 1
    return tuple(people)


def draw_people(picture: PeoplePicture, describe: str) -> Markup:
    """The picture as HTML with SVG inside; `describe` says the same in words to those who do not see it."""
    legend = joined(
        markup(
            '<li><svg viewBox="0 0 16 24" width="16" height="24" style="width:1rem" aria-hidden="true">'
            "{}</svg>"
            "<span>{}</span></li>",
            _figure(0, 0, place),
            part,
        )
        for place, part in enumerate(picture.parts)
    )
    panels = joined(
        markup('<div class="tk-crowd"><p>{}</p>{}</div>', panel.title, _crowd(panel)) for panel in picture.panels
    )
    return markup(
        '<figure class="tk-figure tk-people"><ul class="tk-legend">{}</ul>'
        '<div class="tk-crowds" role="img" aria-label="{}">{}</div>'
        "<figcaption>{}</figcaption></figure>",
        legend,
        describe,
        panels,
        picture.caption,
    )


def _crowd(panel: PeoplePanel) -> Markup:
    looks = [place for place, number in enumerate(panel.people) for _ in range(number)]
    figures = joined(
        _figure(position % _COLUMNS * _STEP_X, position // _COLUMNS * _STEP_Y, look)
        for position, look in enumerate(looks)
    )
    rows = -(-len(looks) // _COLUMNS) or 1
    # Left to right even on a right-to-left page: a crowd has no reading direction, and anchors do not flip.
    return markup(
        '<div dir="ltr"><svg viewBox="0 0 {} {}" width="100%" '
        'style="max-width:20rem" aria-hidden="true" focusable="false">{}</svg></div>',
        _COLUMNS * _STEP_X - 4,
        rows * _STEP_Y,
        figures,
    )


def _figure(x: int, y: int, look: int) -> Markup:
    style = _STYLES[min(look, len(_STYLES) - 1)]
    return markup(
        '<g transform="translate({} {})" stroke-width="1.4" {}>'
        '<circle cx="8" cy="5" r="3.6"/><path d="M2.5 22v-7a5.5 5.5 0 0 1 11 0v7z"/></g>',
        x,
        y,
        style,
    )
