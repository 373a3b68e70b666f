"""The page of a lesson that was run already: made once, with a place for what differs from visitor to visitor."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from voila.notebook_renderer import NotebookRenderer


@dataclass(frozen=True)
class KeptPage:
    """A finished page with places in it.

    >>> KeptPage("<p id=K1>", {"kernel": "K1"}).fill(kernel="abc")
    '<p id=abc>'
    """

    html: str
    places: dict[str, str]

    def fill(self, **values: str) -> str:
        """The page for one visitor."""
        page = self.html
        for name, place in self.places.items():
            page = page.replace(place, values[name])
        return page


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


async def keep_page(renderer: KeptRenderer, shown: list[Any]) -> KeptPage:
    """Draw a page with a place for the number of a process.

    Parameters
    ----------
    shown
        What each cell shows; None for a cell without code.
    """
    renderer.place = f"kernel-{secrets.token_hex(16)}"
    renderer.shown = shown
    pieces = [piece async for piece, _ in renderer.generate_content_generator(renderer.place, None)]
    return KeptPage("".join(pieces), {"kernel": renderer.place})
