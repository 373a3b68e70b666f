"""Start the process of a lesson inside its bounds: ``python -m toolkit.serving.guard.launch -f <connection file>``."""

from __future__ import annotations

import logging
import runpy

from toolkit.serving.guard.log import Sparing
from toolkit.serving.guard.process import limit_process


def launch() -> None:
    """Bound this process, then become a Jupyter kernel."""
    limit_process()
    # Whoever sends nonsense to their own lesson does not fill the organiser's screen with it.
    spared = logging.StreamHandler()
    spared.setLevel(logging.ERROR)
    spared.addFilter(Sparing())
    logging.getLogger().addHandler(spared)
    runpy.run_module("ipykernel_launcher", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    launch()
