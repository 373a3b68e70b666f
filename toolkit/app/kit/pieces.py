"""Small pieces of page that several views use. Everything that comes from a person or a file is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import ipywidgets as widgets

from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, escape, joined, markup
from toolkit.rights import Provision
from toolkit.rights.words import covered_by, limits_of, say_start

_STATES = {
    "in_force": translatable("in force"),
    "adopted": translatable("adopted, not applicable yet"),
    "guidance": translatable("guidance"),
    "repealed": translatable("repealed"),
}
_SINCE = translatable("since {day}")
_FROM = translatable("from {day}")
_SINCE_MONTH = translatable("since {month}")
_FROM_MONTH = translatable("from {month}")
_WORLD = translatable("International texts")
_WORLD_NOTE = translatable(
    "Guidance binds nobody. A treaty binds a country once it has joined; where no date stands here, we do not know "
    "since when."
)
_READ = {
    "official": translatable("We have read the official text."),
    "secondary": translatable("Read in a secondary source only: it stays out of papers for the other side."),
    "memory": translatable(
        "Not yet checked against the text: ask a lawyer. It stays out of papers for the other side."
    ),
}
_WHOM = translatable("For: {whom}.")
_LIMIT = translatable("Mind: {limit}.")


def texts_shown() -> dict[str, str]:
    """What stands on the page by controls that are nothing but text, by their number."""
    from ipywidgets.widgets.widget import _instances

    return {number: one.value for number, one in _instances.items() if type(one) is widgets.HTML}


def html(content: Markup, language: Language) -> widgets.HTML:
    """A piece of page in the reader's language and direction; `content` is ours, already escaped where needed."""
    return widgets.HTML(markup('<div lang="{}" dir="{}">{}</div>', language.code, language.direction, content))


def paragraph(text: str, css: str = "") -> Markup:
    """A paragraph of plain text."""
    return markup('<p class="{}">{}</p>', css, text) if css else markup("<p>{}</p>", text)


def feedback(text: str, look: str) -> Markup:
    """An answer of the page; `look` gives it colour and sign."""
    return markup('<div class="tk-feedback {}">{}</div>', look, text)


def fold(summary: str, inside: Markup, css: str = "") -> Markup:
    """Something that opens when asked for; it needs no server to do so."""
    return markup('<details class="{}"><summary>{}</summary>{}</details>', css, summary, inside)


def case(title: str, inside: Markup) -> Markup:
    """A box of the page, under its title."""
    return markup('<h3>{}</h3><div class="tk-case">{}</div>', title, inside)


def law_list(found: Iterable[Provision], language: Language) -> Markup:
    """Provisions with their state, their date and whether we have read them; those of the world by themselves."""
    known = tuple(found)
    here = joined(_law(one, language) for one in known if one.reach != "world")
    world = joined(_law(one, language) for one in known if one.reach == "world")
    told = markup('<ul class="tk-legal">{}</ul>', here) if here else Markup()
    if world:
        told += markup("<p><strong>{}</strong></p>", language.say(_WORLD))
        told += paragraph(language.say(_WORLD_NOTE), "tk-note")
        told += markup('<ul class="tk-legal">{}</ul>', world)
    return told


def _law(one: Provision, language: Language) -> Markup:
    exact, vague = (_SINCE, _SINCE_MONTH) if one.status in ("in_force", "guidance") else (_FROM, _FROM_MONTH)
    # Guidance of the world began nowhere in particular: its day would look like one of this country.
    is_dated = one.reach != "world" or one.status != "guidance"
    when = say_start(one, language, exact, vague) if is_dated else ""
    whom = language.say(_WHOM, whom=covered_by(one, language))
    limits = [language.say(_LIMIT, limit=limit) for limit in limits_of(one, language)]
    return markup(
        '<li><div><span class="tk-badge">{}</span></div>'
        '<div dir="auto"><strong>{}</strong></div>'
        '<div dir="auto">{}</div>'
        "<div><small>{}</small></div></li>",
        " ".join(filter(None, [language.say(_STATES[one.status]), when])),
        one.cite(language),
        one.say(language),
        " ".join([whom, *limits, language.say(_READ[one.evidence])]),
    )


def table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], look: str = "") -> Markup:
    """A table that stays one on a wide screen and becomes a list of cards on a phone; everything in it is escaped.

    The roles are written out because a phone's layout would otherwise take them away from screen readers. `look` is
    ``tk-columns`` where the cells hold sentences and not numbers.
    """
    heads = joined(markup('<th role="columnheader" scope="col">{}</th>', cell) for cell in header)
    lines = joined(
        markup(
            '<tr role="row">{}</tr>',
            joined(
                markup(
                    '<td role="cell" data-label="{}"><span>{}</span></td>',
                    header[place] if place < len(header) else "",
                    cell,
                )
                for place, cell in enumerate(row)
            ),
        )
        for row in rows
    )
    return markup(
        '<table class="{}" role="table"><caption>{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead><tbody role="rowgroup">{}</tbody></table>',
        f"tk-cards-table {look}".strip(),
        caption,
        heads,
        lines,
    )


def marked_columns(
    caption: str, texts: Sequence[tuple[str, Sequence[tuple[str, str]]]], signs: Mapping[str, str]
) -> Markup:
    """Two texts beside each other, on a phone one below the other, with what differs marked.

    Parameters
    ----------
    texts
        The name of each, and its pieces: ``same``, ``gone`` or ``new``, and the words.
    signs
        What a screen reader says before words that are gone or new; the eye sees them struck or underlined.
    """
    heads = joined(markup('<th role="columnheader" scope="col">{}</th>', name) for name, _ in texts)
    cells = joined(
        markup(
            '<td role="cell" data-label="{}"><span><bdi dir="auto">{}</bdi></span></td>',
            name,
            joined(_marked(kind, words, signs) for kind, words in pieces) or "–",
        )
        for name, pieces in texts
    )
    return markup(
        '<table class="tk-cards-table tk-columns" role="table"><caption>{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody role="rowgroup"><tr role="row">{}</tr></tbody></table>',
        caption,
        heads,
        cells,
    )


def _marked(kind: str, words: str, signs: Mapping[str, str]) -> Markup:
    if kind == "same":
        return escape(words)
    bare = words.rstrip()
    tag = "del" if kind == "gone" else "ins"
    sign = markup('<span class="tk-unseen">{} </span>', signs[kind])
    return markup("<{}>{}{}</{}>{}", tag, sign, bare, tag, words[len(bare) :])


def columns(caption: str, texts: Sequence[tuple[str, Sequence[tuple[str, Sequence[str]]]]]) -> Markup:
    """Texts of numbered paragraphs beside each other, each under its name; one below the other on a phone."""
    heads = joined(markup('<th role="columnheader" scope="col">{}</th>', name) for name, _ in texts)
    cells = joined(
        markup('<td role="cell" data-label="{}">{}</td>', name, numbered(paragraphs)) for name, paragraphs in texts
    )
    return markup(
        '<table class="tk-cards-table tk-columns" role="table"><caption>{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody role="rowgroup"><tr role="row">{}</tr></tbody></table>',
        caption,
        heads,
        cells,
    )


def numbered(paragraphs: Iterable[tuple[str, Sequence[str]]]) -> Markup:
    """Numbered paragraphs with their points."""
    rows = Markup()
    for text, points in paragraphs:
        below = joined(markup("<li>{}</li>", point) for point in points)
        rows += markup("<li>{}{}</li>", text, markup("<ul>{}</ul>", below) if below else "")
    return markup("<ol>{}</ol>", rows)
