"""Small pieces of page that several views use. Everything that comes from a person or a file is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import ipywidgets as widgets

from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.rights import Provision
from toolkit.rights.words import covered_by, limits_of

_STATES = {
    "in_force": translatable("in force"),
    "adopted": translatable("adopted, not applicable yet"),
    "guidance": translatable("guidance"),
    "repealed": translatable("repealed"),
}
_SINCE = translatable("since {day}")
_FROM = translatable("from {day}")
_READ = {
    "official": translatable("We have read the official text."),
    "secondary": translatable("Read in a secondary source only: it stays out of papers for the other side."),
    "memory": translatable("From memory, not checked: it stays out of papers for the other side."),
}
_WHOM = translatable("For: {whom}.")
_LIMIT = translatable("Mind: {limit}.")


def texts_shown() -> dict[str, str]:
    """What stands on the page by controls that are nothing but text, by their number."""
    from ipywidgets.widgets.widget import _instances

    return {number: one.value for number, one in _instances.items() if type(one) is widgets.HTML}


def html(content: str, language: Language) -> widgets.HTML:
    """A piece of page in the reader's language and direction; `content` is ours, already escaped where needed."""
    return widgets.HTML(f'<div lang="{language.code}" dir="{language.direction}">{content}</div>')


def paragraph(text: str, css: str = "") -> str:
    """A paragraph of plain text."""
    return f'<p class="{css}">{escape(text)}</p>' if css else f"<p>{escape(text)}</p>"


def feedback(text: str, look: str) -> str:
    """An answer of the page; `look` gives it colour and sign."""
    return f'<div class="tk-feedback {look}">{escape(text)}</div>'


def fold(summary: str, inside: str, css: str = "") -> str:
    """Something that opens when asked for; it needs no server to do so."""
    return f'<details class="{css}"><summary>{escape(summary)}</summary>{inside}</details>'


def law_list(found: Iterable[Provision], language: Language) -> str:
    """Provisions with their state, date, and whether anybody of ours has read them."""
    items = []
    for one in found:
        sentence = _SINCE if one.status in ("in_force", "guidance") else _FROM
        when = f" {language.say(sentence, day=one.applies_from)}" if one.applies_from else ""
        whom = language.say(_WHOM, whom=covered_by(one, language))
        limits = [language.say(_LIMIT, limit=limit) for limit in limits_of(one, language)]
        items.append(
            f'<li><div><span class="tk-badge">{escape(language.say(_STATES[one.status]) + when)}</span></div>'
            f'<div dir="auto"><strong>{escape(one.cite(language))}</strong></div>'
            f'<div dir="auto">{escape(one.say(language))}</div>'
            f"<div><small>{escape(' '.join([whom, *limits, language.say(_READ[one.evidence])]))}</small></div></li>"
        )
    return f'<ul class="tk-legal">{"".join(items)}</ul>' if items else ""


def table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], look: str = "") -> str:
    """A table that stays one on a wide screen and becomes a list of cards on a phone; everything in it is escaped.

    The roles are written out because a phone's layout would otherwise take them away from screen readers. `look` is
    ``tk-columns`` where the cells hold sentences and not numbers.
    """
    heads = "".join(f'<th role="columnheader" scope="col">{escape(cell)}</th>' for cell in header)
    lines = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-label="{escape(header[place] if place < len(header) else "", quote=True)}">'
            f"<span>{escape(cell)}</span></td>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="{f"tk-cards-table {look}".strip()}" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{lines}</tbody></table>'
    )


def marked_columns(
    caption: str, texts: Sequence[tuple[str, Sequence[tuple[str, str]]]], signs: Mapping[str, str]
) -> str:
    """Two texts beside each other, on a phone one below the other, with what differs marked.

    Parameters
    ----------
    texts
        The name of each, and its pieces: ``same``, ``gone`` or ``new``, and the words.
    signs
        What a screen reader says before words that are gone or new; the eye sees them struck or underlined.
    """
    heads = "".join(f'<th role="columnheader" scope="col">{escape(name)}</th>' for name, _ in texts)
    cells = "".join(
        f'<td role="cell" data-label="{escape(name, quote=True)}"><span><bdi dir="auto">'
        f"{''.join(_marked(kind, words, signs) for kind, words in pieces) or '–'}</bdi></span></td>"
        for name, pieces in texts
    )
    return (
        f'<table class="tk-cards-table tk-columns" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup"><tr role="row">{cells}</tr></tbody></table>'
    )


def _marked(kind: str, words: str, signs: Mapping[str, str]) -> str:
    if kind == "same":
        return escape(words)
    bare = words.rstrip()
    tag = "del" if kind == "gone" else "ins"
    sign = f'<span class="tk-unseen">{escape(signs[kind])} </span>'
    return f"<{tag}>{sign}{escape(bare)}</{tag}>{escape(words[len(bare) :])}"


def columns(caption: str, texts: Sequence[tuple[str, Sequence[tuple[str, Sequence[str]]]]]) -> str:
    """Texts of numbered paragraphs beside each other, each under its name; one below the other on a phone."""
    heads = "".join(f'<th role="columnheader" scope="col">{escape(name)}</th>' for name, _ in texts)
    cells = "".join(
        f'<td role="cell" data-label="{escape(name, quote=True)}">{numbered(paragraphs)}</td>'
        for name, paragraphs in texts
    )
    return (
        f'<table class="tk-cards-table tk-columns" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup"><tr role="row">{cells}</tr></tbody></table>'
    )


def numbered(paragraphs: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Numbered paragraphs with their points."""
    rows = ""
    for text, points in paragraphs:
        below = "".join(f"<li>{escape(point)}</li>" for point in points)
        rows += f"<li>{escape(text)}{f'<ul>{below}</ul>' if below else ''}</li>"
    return f"<ol>{rows}</ol>"
