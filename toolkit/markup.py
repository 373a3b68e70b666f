"""How does a value get into a page without becoming a part of it?

Every piece of HTML and SVG that is put together in Python comes from `markup`: what is put into a template is escaped,
unless it is a piece already. So nobody has to remember it, and no piece is escaped twice. Whole pages that lie in
``templates/`` are jinja2's, which escapes by the same rule and knows these pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

__all__ = ["Markup", "escape", "joined", "json_in_page", "markup", "read_markup"]


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
    escaped = {name: escape(value) for name, value in named.items()}
    return Markup(template.format(*map(escape, values), **escaped))  # noqa: S704 - all that came in is escaped


def joined(pieces: Iterable[object], between: str = "") -> Markup:
    r"""One piece of several, in order; what is plain text among them is escaped.

    >>> joined(["a < b", Markup("<br>")], "\n")
    Markup('a &lt; b\n<br>')
    """
    return escape(between).join(pieces)  # type: ignore[arg-type]  # its stubs take strings only


def read_markup(path: Path) -> Markup:
    """A style, a script or a piece of page of ours, from a file that lies in the package or in ``templates/``."""
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704 - nobody brings such a file


def json_in_page(data: Any) -> Markup:
    """Data as it stands in a ``<script>`` of a page: nothing in it can end the element that holds it.

    >>> json_in_page({"said": "</script>"})
    Markup('{"said": "\\\\u003c/script>"}')
    """
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - no “<” is left
