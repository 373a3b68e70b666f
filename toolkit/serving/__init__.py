"""How does it reach thirty phones at once? The page template, the server and its settings."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.serving.lean_imports import import_jsonschema
from toolkit.serving.lessons import LessonCard, lessons

if TYPE_CHECKING:
    from toolkit.serving.server import ToolkitServer, serve

__all__ = ["LessonCard", "ToolkitServer", "lessons", "serve"]


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: the processes of lessons lie in this room too, and need nothing of a server."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import_jsonschema()
    return getattr(import_module("toolkit.serving.server"), name)
