"""Tiles: each place once, told apart by more than colour, nothing unescaped."""

from __future__ import annotations

import lxml.html

from toolkit.charts.tiles import Tile, TilesPicture, draw_tiles


def test_each_place_stands_there_once_and_its_filling_tells_how_it_stands() -> None:
    looks = ("full", "hatched", "dotted", "empty")
    tiles = tuple(Tile(f"A{number}", f"Place <{number}>", look) for number, look in enumerate(looks))
    picture = TilesPicture((("Here & there", tiles),), tuple((look, look) for look in looks), "Caption")
    page = lxml.html.fromstring(draw_tiles(picture, 'a "b"'))
    assert page.xpath("//text/text()") == ["A0", "A1", "A2", "A3"]
    assert page.xpath("//g/title/text()") == ["Place <0>", "Place <1>", "Place <2>", "Place <3>"]
    assert page.xpath("//h3/text()") == ["Here & there"]
    drawn = [
        lxml.html.tostring(group.xpath("rect")[0]).decode() + str(len(group.xpath("path")))
        for group in page.xpath("//g")
    ]
    bare = {"".join(one.split("y=", 1)[1].split("width", 1)[1:]) for one in drawn}
    assert len(bare) == 4, "four fillings that differ in more than their place"
