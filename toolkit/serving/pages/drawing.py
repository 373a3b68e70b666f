"""What is needed to make a page of a notebook, with somebody waiting for it or before anybody comes."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, TypeVar

from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from toolkit.serving.pages.frames import Site
from toolkit.serving.warm.page import KeptRenderer

_log = logging.getLogger("toolkit.serving")
_Renderer = TypeVar("_Renderer", bound=NotebookRenderer)


@dataclass(frozen=True)
class Drawing:
    """Draws the lessons of a site.

    Parameters
    ----------
    settings
        Those of the web application, where Jupyter's managers are.
    static
        The address under which Voila's own files are.
    bundle
        The address of the pieces of its script in one file.
    """

    site: Site
    settings: dict[str, Any]
    template_paths: list[str]
    config: Any
    voila_configuration: VoilaConfiguration
    static: str
    bundle: str

    def renderer(self, path: str) -> NotebookRenderer:
        """Voila's machine that runs a notebook and makes a page of it."""
        return self._make(NotebookRenderer, path)

    async def prepare(self, path: str) -> tuple[KeptRenderer, str]:
        """What makes a page of a notebook that is run elsewhere, and the folder in which it is run."""
        renderer = self._make(KeptRenderer, path)
        await renderer.initialize()
        return renderer, str((self.site.notebooks / path).parent)

    def _make(self, kind: type[_Renderer], path: str) -> _Renderer:
        about = {"base_url": self.site.base, "settings": self.settings, "log": _log}
        page_config = get_page_config(**about, voila_configuration=self.voila_configuration)
        page_config.update(
            fullStaticUrl=self.static, bundle=self.bundle, frame=self.site.frame(path), sheet=self.site.sheet
        )
        page_config["federated_extensions"].append(self.site.widgets)
        return kind(
            voila_configuration=self.voila_configuration,
            traitlet_config=self.config,
            notebook_path=path,
            template_paths=self.template_paths,
            config_manager=self.settings["config_manager"],
            contents_manager=self.settings["contents_manager"],
            kernel_spec_manager=self.settings["kernel_spec_manager"],
            base_url=self.site.base,
            page_config=page_config,
            mathjax_config=self.settings["mathjax_config"],
            mathjax_url=self.settings["mathjax_url"],
        )
