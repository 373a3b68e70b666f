"""Law as tiles on a page: every part of the world in words, and counts for those who do not see it."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.app.rights.tiles import REGION_WORDS, law_picture, show_tiles
from toolkit.languages import COMPLETE, Language
from toolkit.registers.law_records import REGIONS
from toolkit.rights.comparing import places_on_record


def test_every_part_of_the_world_has_a_word() -> None:
    assert set(REGION_WORDS) == set(REGIONS)


@pytest.mark.parametrize("language", COMPLETE)
def test_each_country_of_the_register_is_one_tile(language: str) -> None:
    picture = law_picture("human_review", Language(language), date(2026, 12, 1), None)
    codes = [tile.code for _, tiles in picture.parts for tile in tiles]
    assert sorted(codes) == sorted(places_on_record())
    assert {tile.code: tile.look for _, tiles in picture.parts for tile in tiles}["KE"] == "full"


def test_an_empty_tile_is_not_said_to_be_a_place_without_law() -> None:
    page = show_tiles("bias_audit", "en", date(2026, 12, 1)).value
    assert "not found in the register:" in page
    assert "not that there is no law" in page
