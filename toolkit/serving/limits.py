"""How many lessons a computer bears at the same time, and how long the server waits for what."""

from __future__ import annotations

from dataclasses import dataclass, field

import psutil

from toolkit.serving.guard.descriptors import raise_descriptors, seats_in

FEWEST_SEATS = 2
BYTES_A_LESSON = 120 * 1024**2
BYTES_A_FORK = 60 * 1024**2  # of a lesson that was run once for everybody; 45 MB of its own after papers were made


def seats_in_memory(bytes_each: int = BYTES_A_LESSON) -> int:
    """How many lessons fit into the memory that is free now; never fewer than two, so that one can be reloaded."""
    return max(FEWEST_SEATS, psutil.virtual_memory().available // bytes_each)


def seats_here(wanted: int | None = None, *, warm: bool = False) -> int:
    """How many lessons this computer bears: as many as are wanted, or as fit into its memory.

    There are never more than the system gives lines and files for, so that what is promised is true.

    Parameters
    ----------
    wanted
        As many as fit into memory if left out.
    warm
        Whether lessons are run once and forked.
    """
    each = BYTES_A_FORK if warm else BYTES_A_LESSON
    return min(seats_in_memory(each) if wanted is None else wanted, seats_in(raise_descriptors()))


@dataclass(frozen=True)
class Limits:
    """How much the server bears and how long it waits.

    Parameters
    ----------
    seats
        The most lessons that are open at the same time.
    idle_seconds
        After how long a lesson whose page has gone, and in which nothing happens, is ended.
    clearing_seconds
        How often such lessons are looked for.
    beat_seconds
        How often a page that is being drawn gives a sign of life while nothing else comes.
    silent_seconds
        After how long without anything else the drawing of a page is given up.
    warming_seconds
        How long a lesson may take to be run once for everybody; one that takes longer is started for each visitor.
    lonely_seconds
        After how long without another device the organiser is told what may be in the way.
    """

    seats: int = field(default_factory=seats_here)
    idle_seconds: int = 15 * 60
    clearing_seconds: int = 60
    beat_seconds: float = 5
    silent_seconds: float = 90
    warming_seconds: float = 60
    lonely_seconds: float = 3 * 60
