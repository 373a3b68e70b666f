"""A region on the page: agreements, clauses by strength, audits, systems, questions overdue."""

from __future__ import annotations

from datetime import date

from toolkit.app.dashboards.handed_view import HandedView
from toolkit.course.dashboards.paper import Board, region_board
from toolkit.course.dashboards.region import region
from toolkit.errors import translatable
from toolkit.languages import Language

NOTHING = translatable(
    "Nothing of what was handed over belongs to a region: bring agreements, questions, systems or audits."
)


class RegionView(HandedView):
    """What unions of a region won and see."""

    def __init__(self, language: Language | str, today: date | None = None, key: str = "region-dashboard") -> None:
        super().__init__(key, language, today)

    def board(self) -> Board | None:
        handed = self.handed
        if not (handed.agreements or handed.audits or handed.systems or handed.requests):
            return None
        return region_board(region(handed, self.today), self.speech, self.today, invented=self.invented)

    def nothing(self) -> str:
        return NOTHING
