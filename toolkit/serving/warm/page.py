"""The page of a lesson that was run already: made once, with a place for what differs from visitor to visitor."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from voila.notebook_renderer import NotebookRenderer

from toolkit.markup import markup

_WIDGET = "application/vnd.jupyter.widget-view+json"
_OUTPUT = re.compile(r'<script type="application/vnd\.voila\.cell-output\+json">\s*(.*?)\s*</script>', re.DOTALL)
_HIDDEN = '<div id="rendered_cells" style="display: none">'
_BEGIN, _END = '<div class="tk-preview">', "<!-- tk-preview --></div>"
_PREVIEW = re.compile(f"{_BEGIN}.*?{_END}", re.DOTALL)
_STEP, _AWAY = '<section class="tk-step" ', '<section class="tk-step tk-away" '
END_OF_TEXT = '<div id="tk-complete"'  # what begins with it waits for a process
_MAIN = re.compile(r'<main id="tk-main"[^>]*>')
_OF_A_PROCESS = (
    re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL),
    re.compile(r"<noscript>.*?</noscript>", re.DOTALL),
    re.compile(r'<div class="tk-loading[^>]*id="tk-loading".*?</div>\s*</div>', re.DOTALL),
)


@dataclass(frozen=True)
class KeptPage:
    """A finished page with places in it.

    >>> KeptPage("<p id=K1>", {"kernel": "K1"}).fill(kernel="abc")
    '<p id=abc>'
    """

    html: str
    places: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)

    def read_alone(self, notice: str, instead: str, script: str) -> str:
        """The page to be read without a process: texts and pictures as they stand, words in place of controls.

        Parameters
        ----------
        notice
            What stands above everything, as HTML.
        instead
            What stands where a control would be, in words.
        script
            The address of the one script that looks for a free place.
        """
        page = _PREVIEW.sub("", self.html)
        page = _OUTPUT.sub(lambda found: _still(json.loads(found[1]), self.texts) or _note(instead), page)
        page = page.replace(_AWAY, _STEP)
        for part in _OF_A_PROCESS:
            page = part.sub("", page)
        page = page.replace("</head>", markup('<script src="{}"></script>\n</head>', script), 1)
        return _MAIN.sub(lambda found: f"{found[0]}\n{notice}", page, count=1)

    def fill(self, **values: str) -> str:
        """The page for one visitor."""
        page = self.html
        for name, place in self.places.items():
            page = page.replace(place, values[name])
        return page


def readable_at_once(html: str, texts: dict[str, str]) -> str:
    """The page as it can be read before its scripts have come: first step in view, what cells show as it stands.

    On a weak line the scripts take twenty times as long as the words. The page's script takes the previews away when
    the controls themselves are drawn.
    """

    def with_preview(found: re.Match[str]) -> str:
        still = _still(json.loads(found[1]), texts)
        return f"{found[0]}{_BEGIN}{still}{_END}" if still else found[0]

    html = _OUTPUT.sub(with_preview, html)
    html = html.replace(_HIDDEN, '<div id="rendered_cells">', 1)
    html = html.replace(
        '<div class="tk-loading" id="tk-loading"', '<div class="tk-loading tk-on-its-way" id="tk-loading"', 1
    )
    first, *others = html.split(_STEP)
    return first + "".join((_STEP if n == 0 else _AWAY) + part for n, part in enumerate(others))


def _note(words: str) -> str:
    return markup('<p class="tk-note">{}</p>', words)


def _still(output: dict[str, Any], texts: dict[str, str]) -> str:
    """What a cell shows, as far as it can be shown without a process; nothing where that needs one."""
    shown = output.get("data", {})
    if _WIDGET in shown:
        return texts.get(shown[_WIDGET].get("model_id", ""), "")
    for kind in ("text/html", "image/svg+xml"):
        if kind in shown:
            return "".join(shown[kind])
    if "image/png" in shown:
        return markup('<img alt="" src="data:image/png;base64,{}">', "".join(shown["image/png"]).strip())
    return markup("<pre>{}</pre>", "".join(shown.get("text/plain", "")))


class KeptRenderer(NotebookRenderer):
    """Draws a page of what a notebook has shown elsewhere, without a process."""

    place: str = ""
    shown: list[Any]

    async def _jinja_kernel_start(self, nb: Any, kernel_id: str, kernel_future: Any) -> str:
        return self.place

    async def _jinja_cell_generator(self, nb: Any, kernel_id: str) -> AsyncIterator[Any]:
        from nbformat import from_dict

        for cell, outputs in zip(nb.cells, self.shown, strict=True):
            if outputs is not None:
                cell.outputs = from_dict(outputs)
                cell.execution_count = None
            yield cell


def sources_of(notebook: Any) -> list[str | None]:
    """The code of each cell in order; None for one that holds none."""
    return [cell.source if cell.cell_type == "code" and cell.source.strip() else None for cell in notebook.cells]


async def keep_page(renderer: KeptRenderer, shown: list[Any], texts: dict[str, str]) -> KeptPage:
    """Draw a page with a place for the number of a process.

    Parameters
    ----------
    shown
        What each cell shows; None for a cell without code.
    texts
        What those controls say that are nothing but text, by their number.
    """
    renderer.place = f"kernel-{secrets.token_hex(16)}"
    renderer.shown = shown
    pieces = [piece async for piece, _ in renderer.generate_content_generator(renderer.place, None)]
    return KeptPage(readable_at_once("".join(pieces), texts), {"kernel": renderer.place}, texts)
