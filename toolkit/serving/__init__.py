"""How does it reach thirty phones at once? The page template, the server and its settings."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.serving.lessons import LessonCard, lessons

if TYPE_CHECKING:
    from toolkit.serving.server import ToolkitServer, serve

# A grammar of addresses in all scripts: loading it takes as long as loading the rest of a server, in each process anew.
# jsonschema does without it, and nothing that a server reads is checked for such an address.
if "rfc3987_syntax" not in sys.modules:
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

__all__ = ["LessonCard", "ToolkitServer", "lessons", "serve"]


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: the processes of lessons lie in this room too, and need nothing of a server."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("toolkit.serving.server"), name)
