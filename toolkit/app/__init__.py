"""How is it clicked? Models without widgets first, views second; notebooks call the few verbs below."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.app.gallery import show_controls, show_example_chart, show_example_table
    from toolkit.app.lesson import (
        ask,
        ask_ten,
        audit_file,
        choose_clause,
        compare_answer,
        discuss,
        draft_clause,
        fill_in,
        follow_agreement,
        plan_course,
        play_table,
        record_system,
        say_findings,
        show_answer,
        show_case,
        show_inside,
        show_people,
        show_strengths,
    )

__all__ = [
    "ask",
    "ask_ten",
    "audit_file",
    "choose_clause",
    "compare_answer",
    "discuss",
    "draft_clause",
    "fill_in",
    "follow_agreement",
    "plan_course",
    "play_table",
    "record_system",
    "say_findings",
    "show_answer",
    "show_case",
    "show_controls",
    "show_example_chart",
    "show_example_table",
    "show_inside",
    "show_people",
    "show_strengths",
]
_GALLERY = ("show_controls", "show_example_chart", "show_example_table")


def __getattr__(name: str) -> Any:
    """The verbs, loaded when first asked for: the models beside them need no widget."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"toolkit.app.{'gallery' if name in _GALLERY else 'lesson'}"), name)
