"""How is it clicked? Models without widgets first, views second; notebooks call the few verbs below."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.app.dashboards.verbs import follow_course, show_course, show_feedback, show_region, show_workshop
    from toolkit.app.gallery import show_controls, show_example_chart, show_example_table
    from toolkit.app.lesson import (
        ask,
        ask_management,
        ask_ten,
        assess_system,
        audit_file,
        build_body,
        choose_clause,
        claim_rights,
        compare_answer,
        discuss,
        draft_clause,
        fill_in,
        follow_agreement,
        follow_charter,
        map_allies,
        plan_course,
        play_table,
        record_system,
        say_findings,
        share_record,
        show_answer,
        show_case,
        show_inside,
        show_law,
        show_people,
        show_strengths,
        take_materials,
        weaken_draft,
    )
    from toolkit.app.records.pages import show_actors, show_cases, show_figures, show_practices

__all__ = [
    "ask",
    "ask_management",
    "ask_ten",
    "assess_system",
    "audit_file",
    "build_body",
    "choose_clause",
    "claim_rights",
    "compare_answer",
    "discuss",
    "draft_clause",
    "fill_in",
    "follow_agreement",
    "follow_charter",
    "follow_course",
    "map_allies",
    "plan_course",
    "play_table",
    "record_system",
    "say_findings",
    "share_record",
    "show_actors",
    "show_answer",
    "show_case",
    "show_cases",
    "show_controls",
    "show_course",
    "show_example_chart",
    "show_example_table",
    "show_feedback",
    "show_figures",
    "show_inside",
    "show_law",
    "show_people",
    "show_practices",
    "show_region",
    "show_strengths",
    "show_workshop",
    "take_materials",
    "weaken_draft",
]
_ELSEWHERE = {
    **dict.fromkeys(("show_controls", "show_example_chart", "show_example_table"), "gallery"),
    **dict.fromkeys(
        ("follow_course", "show_course", "show_feedback", "show_region", "show_workshop"), "dashboards.verbs"
    ),
    **dict.fromkeys(("show_actors", "show_cases", "show_figures", "show_practices"), "records.pages"),
}


def __getattr__(name: str) -> Any:
    """The verbs, loaded when first asked for: the models beside them need no widget."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"toolkit.app.{_ELSEWHERE.get(name, 'lesson')}"), name)
