"""A map says what is missing only where it is missing."""

from __future__ import annotations

import re

import pytest

from toolkit.charts import MapPicture, MapPoint, draw_actor_map, draw_actor_map_png
from toolkit.errors import RecordError
from toolkit.exchange import Actor, ActorMap, Bridge
from toolkit.exchange.actor_map import actor_table
from toolkit.languages import Language

MINISTRY, AUDIT, PATIENTS, UNION = (
    Actor("Ministry", -1, 4),
    Actor("Audit office", 0, 3),
    Actor("Patients", 2, 1),
    Actor("Union", 2, 1),
)


def kinds(*actors: Actor, bridges: tuple[Bridge, ...] = ()) -> dict[str, tuple[str, ...]]:
    return {gap.kind: gap.names for gap in ActorMap("S", actors, bridges).gaps()}


def test_the_powerful_whom_nobody_of_ours_reaches_are_named() -> None:
    assert kinds(MINISTRY, AUDIT, PATIENTS) == {"against": ("Ministry",), "undecided": ("Audit office",)}


def test_a_bridge_counts_from_our_side_and_over_others_only() -> None:
    over = (Bridge("Patients", "Audit office"), Bridge("Audit office", "Ministry"))
    assert kinds(MINISTRY, AUDIT, PATIENTS, bridges=over) == {}
    theirs = (Bridge("Ministry", "Audit office"),)
    assert kinds(MINISTRY, AUDIT, PATIENTS, bridges=theirs) == {
        "against": ("Ministry",),
        "undecided": ("Audit office",),
    }
    nobody = (Bridge("Patients", "Somebody"), Bridge("Somebody", "Ministry"))
    assert "against" in kinds(MINISTRY, PATIENTS, bridges=nobody), "who is not on the map carries no bridge"


def test_weak_friends_and_none_at_all() -> None:
    assert kinds(PATIENTS, UNION) == {"weak": ("Patients", "Union")}
    assert kinds(PATIENTS) == {}, "one alone has nobody to join"
    assert kinds(UNION, Actor("Court", 1, 4)) == {}
    assert kinds(Actor("Supplier", -2, 1)) == {"alone": ()}
    assert kinds() == {}, "an empty map says nothing"


def test_a_place_outside_the_map_is_refused() -> None:
    with pytest.raises(RecordError, match="interest is 3"):
        Actor("Ministry", 3, 1)


def test_the_map_is_told_in_words() -> None:
    told = ActorMap("S", (MINISTRY, PATIENTS), (Bridge("Patients", "Ministry"),)).say()
    assert "rather against us; power: decides." in told
    assert re.sub("[\u2066-\u2069]", "", told).endswith("Patients reaches Ministry.")


def test_the_picture_mirrors_escapes_and_draws_what_reaches_whom() -> None:
    points = (MapPoint(0, 4, "1", "<b>Ministry"), MapPoint(4, 0, "2", "Patients"))
    picture = MapPicture(points, ((1, 0),), "against", "for", "power", "caption")
    drawn = draw_actor_map(picture, "words")
    assert "<b>Ministry" not in drawn
    assert re.findall(r'circle cx="(\d+)" cy="(\d+)"', drawn) == [("30", "30"), ("270", "270")]
    assert drawn.count("<line") == 1
    mirrored = draw_actor_map(picture, "words", mirrored=True)
    assert re.findall(r'circle cx="(\d+)" cy="(\d+)"', mirrored) == [("270", "30"), ("30", "270")]


def test_several_in_one_field_do_not_cover_each_other() -> None:
    picture = MapPicture(tuple(MapPoint(2, 2, str(n), "") for n in range(5)), (), "", "", "", "")
    assert len(set(re.findall(r'circle cx="([\d.]+)" cy="([\d.]+)"', draw_actor_map(picture, "")))) == 5


def test_the_table_has_the_numbers_of_the_drawing_and_says_where_each_stands() -> None:
    rows = actor_table(ActorMap("S", (MINISTRY, PATIENTS)), Language("en")).rows
    assert [(row[0], re.sub("[\u2066-\u2069]", "", str(row[1])), *row[2:]) for row in rows] == [
        ("1", "Ministry", "rather against us", "decides"),
        ("2", "Patients", "works with us", "is heard now and then"),
    ]


def test_on_paper_who_is_with_us_is_drawn_full_and_on_the_side_where_reading_ends() -> None:
    import io

    import numpy as np
    from PIL import Image

    ours = (0x13, 0x6F, 0x77)

    def middle(points: tuple[MapPoint, ...], language: str) -> float | None:
        picture = MapPicture(points, (), "against", "with", "power", "caption")
        image = Image.open(io.BytesIO(draw_actor_map_png(picture, Language(language)))).convert("RGB")
        places = np.nonzero((np.asarray(image) == ours).all(axis=2))[1]
        return float(places.mean()) / image.width if len(places) else None

    friend = (MapPoint(4, 0, "1", "Patients"),)
    assert middle((MapPoint(0, 4, "1", "Ministry"), MapPoint(2, 2, "2", "Press")), "en") is None
    places = [middle(friend, language) for language in ("en", "ar")]
    assert places[0] is not None
    assert places[1] is not None
    assert places[1] < 0.4 < 0.6 < places[0]
