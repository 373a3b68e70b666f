"""What others have met, done and measured, and who stands with us: cases, practices, actors and figures on record."""

from toolkit.registers.exchange.actors import Actor, actors, read_actors
from toolkit.registers.exchange.cases import Case, cases, read_cases
from toolkit.registers.exchange.figures import FigureRecord, figures, read_figures
from toolkit.registers.exchange.nearness import near
from toolkit.registers.exchange.practices import Practice, practices, read_practices
from toolkit.registers.exchange.regions import region_of
from toolkit.registers.exchange.sources import Source

__all__ = [
    "Actor",
    "Case",
    "FigureRecord",
    "Practice",
    "Source",
    "actors",
    "cases",
    "figures",
    "near",
    "practices",
    "read_actors",
    "read_cases",
    "read_figures",
    "read_practices",
    "region_of",
]
