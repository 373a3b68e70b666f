"""How does it reach thirty phones at once? The page template, the server and its settings."""

from toolkit.serving.lessons import LessonCard, lessons
from toolkit.serving.server import ToolkitServer, serve

__all__ = ["LessonCard", "ToolkitServer", "lessons", "serve"]
