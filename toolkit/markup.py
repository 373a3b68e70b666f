"""How does a value get into a page without becoming a part of it?

Every piece of HTML and SVG that is put together in Python comes from `markup`: what is put into a template is escaped,
unless it is a piece already. So nobody has to remember it, and no piece is escaped twice. Whole pages that lie in
``templates/`` are jinja2's, which escapes by the same rule and knows these pieces.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

__all__ = ["Markup", "escape", "joined", "markup"]


def markup(template: str, /, *values: object, **named: object) -> Markup:
    """Put values into a template of ours, each escaped unless it is `Markup` already.

    Parameters
    ----------
    template
        Written in the code, never brought by anybody: ``{}`` and ``{name}`` stand where values go, ``{{`` for a brace.

    Examples
    --------
    >>> markup("<p>{}</p>", "a < b & c")
    Markup('<p>a &lt; b &amp; c</p>')
    >>> markup('<div class="{look}">{}</div>', markup("<b>{}</b>", "<script>"), look='"')
    Markup('<div class="&#34;"><b>&lt;script&gt;</b></div>')
    """
    return Markup(template.format(*map(escape, values), **{name: escape(value) for name, value in named.items()}))


def joined(pieces: Iterable[object], between: str = "") -> Markup:
    r"""One piece of several, in order; what is plain text among them is escaped.

    >>> joined(["a < b", Markup("<br>")], "\n")
    Markup('a &lt; b\n<br>')
    """
    return Markup(between).join(pieces)  # type: ignore[arg-type]  # its stubs take strings only
