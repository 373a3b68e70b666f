"""How does it look? Pictures as values, drawn as page text, SVG or PNG that need nothing from elsewhere.

Bars and crowds for a page are page text. Charts with axes are `Figure` values; Matplotlib is loaded when one is drawn.
"""

from toolkit.charts.actors import MapPicture, MapPoint, draw_actor_map
from toolkit.charts.actors_on_paper import draw_actor_map_png
from toolkit.charts.bars import Bar, draw_bars
from toolkit.charts.counts import draw_counts
from toolkit.charts.drawing import draw_png, draw_svg
from toolkit.charts.figures import (
    MOST_ROWS,
    CountPoint,
    CountsFigure,
    Crowd,
    CrowdsFigure,
    Figure,
    GapPoint,
    GapsFigure,
    SharePoint,
    SharesFigure,
)
from toolkit.charts.people import PeoplePanel, PeoplePicture, draw_people, share_out
from toolkit.charts.rounds import RoundsLine, RoundsPicture, draw_rounds

__all__ = [
    "MOST_ROWS",
    "Bar",
    "CountPoint",
    "CountsFigure",
    "Crowd",
    "CrowdsFigure",
    "Figure",
    "GapPoint",
    "GapsFigure",
    "MapPicture",
    "MapPoint",
    "PeoplePanel",
    "PeoplePicture",
    "RoundsLine",
    "RoundsPicture",
    "SharePoint",
    "SharesFigure",
    "draw_actor_map",
    "draw_actor_map_png",
    "draw_bars",
    "draw_counts",
    "draw_people",
    "draw_png",
    "draw_rounds",
    "draw_svg",
    "share_out",
]
