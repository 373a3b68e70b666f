"""A course on the page: sessions held, and what was asked, won and refused in the ninety days after it."""

from __future__ import annotations

from datetime import date

from toolkit.app.dashboards.handed_view import HandedView
from toolkit.course.dashboards.course import course
from toolkit.course.dashboards.paper import Board, course_board
from toolkit.errors import translatable
from toolkit.languages import Language

NOTHING = translatable(
    "Nothing of what was handed over tells of a course: bring files that were made with the form below."
)


class CourseDashboard(HandedView):
    """What came of courses."""

    def __init__(self, language: Language | str, today: date | None = None, key: str = "course-dashboard") -> None:
        super().__init__(key, language, today)

    def board(self) -> Board | None:
        if not self.handed.follow_ups:
            return None
        made = course(self.handed.follow_ups.values(), self.today)
        return course_board(made, self.speech, self.today, invented=self.invented)

    def nothing(self) -> str:
        return NOTHING
