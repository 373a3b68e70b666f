"""What the notebooks of the dashboards call: one line a cell."""

from __future__ import annotations

from typing import Any


def show_region(language: str) -> Any:
    """What unions of a region won and see, from the files that they hand over."""
    from toolkit.app.dashboards.region_view import RegionView

    return RegionView(language)


def show_course(language: str) -> Any:
    """Sessions held, and what was asked, won and refused, from the files that workplaces hand over."""
    from toolkit.app.dashboards.course_view import CourseDashboard

    return CourseDashboard(language)


def show_feedback(language: str, store: str = "") -> Any:
    """How it was, over all workshops of a server: by course, topic, place and year, and which way it goes."""
    from toolkit.app.dashboards.feedback_view import FeedbackView

    return FeedbackView(language, store)


def follow_course(language: str) -> Any:
    """What came of a course at one workplace, up to the file to hand over."""
    from toolkit.app.dashboards.follow_up_view import FollowUpView

    return FollowUpView(language)


def show_workshop(language: str, store: str = "") -> Any:
    """A workshop while it runs: progress, answers, polls, before and after."""
    from toolkit.app.dashboards.workshop_view import WorkshopView

    return WorkshopView(language, store)
