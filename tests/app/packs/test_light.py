"""The pack in memory: whole where it fits, and where it does not, what is left out is named and linked nowhere."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from toolkit.app.packs import light, pack
from toolkit.app.packs.light import LightPack, light_pack
from toolkit.app.packs.pack import KINDS, START, File, Folder, _recorded_files, pack_folders, write_teaching_pack
from toolkit.course.plans.plan import Plan, make_plan
from toolkit.course.recordings import Recording, recordings

WEIGHT = 10_000  # bytes of every paper: random ones, which no zip makes smaller


PAPER = random.Random(1).randbytes(WEIGHT)
PLAN = make_plan("leaders", country="TN", language="fr", start=date(2027, 2, 1), hours=1)


@pytest.fixture(scope="module")
def folders() -> Iterator[tuple[Folder, ...]]:
    """What lies in the pack of a short course, all of it of one weight; how it is set is tested where it is."""
    with pytest.MonkeyPatch.context() as patch:
        for suffix in KINDS:
            patch.setitem(pack.KINDS, suffix, lambda _: PAPER)  # type: ignore[index]
        patch.setattr("toolkit.course.materials.piece.Piece.content", lambda *_: PAPER)
        yield pack_folders(PLAN)


@pytest.fixture
def plan(folders: tuple[Folder, ...], monkeypatch: pytest.MonkeyPatch) -> Plan:
    """The course of these folders."""

    def found(plan: Plan, kinds: object = (), recorded: Sequence[Recording] = ()) -> tuple[Folder, ...]:
        name = f"{len(folders) + 1} Enregistrements"
        files = tuple(_recorded_files(recorded, plan, name, ()))
        return (*folders, Folder("recordings", name, "Enregistrements", "", files)) if files else folders

    monkeypatch.setattr(light, "pack_folders", found)
    monkeypatch.setattr(pack, "pack_folders", found)
    return PLAN


def names_in(found: LightPack) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2] for name in archive.namelist()}


def page_of(found: LightPack) -> str:
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        (start,) = [name for name in archive.namelist() if name.endswith(f"/{START}") and name.count("/") == 1]
        return archive.read(start).decode("utf-8")


def test_where_it_fits_it_is_what_the_command_writes(plan: Plan, tmp_path: Path) -> None:
    told: list[float] = []
    found = light_pack(plan, told.append)
    *files, archive = write_teaching_pack(plan, tmp_path / "pack")
    assert found.left_out == ""
    assert names_in(found) == {path.relative_to(tmp_path / "pack").as_posix() for path in files}
    with zipfile.ZipFile(archive) as written, zipfile.ZipFile(io.BytesIO(found.content)) as light:
        assert {name: written.read(name) for name in written.namelist()} == {
            name: light.read(name) for name in light.namelist()
        }
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 20


def test_what_would_make_it_too_large_is_left_out_by_name_and_linked_nowhere(
    plan: Plan, folders: tuple[Folder, ...]
) -> None:
    whole = light_pack(plan)
    largest = len(whole.content) - 10 * WEIGHT
    found = light_pack(plan, largest=largest)
    assert len(found.content) <= largest
    missing = names_in(whole) - names_in(found)
    sheets = next(one for one in folders if one.kind == "paper-twin")
    assert missing == {file.path for file in sheets.files if file.path.endswith(".pdf")}, "they are there for Word"
    assert "Fiches à remplir" in found.left_out
    assert "PDF" in found.left_out
    assert "Diapositives" not in found.left_out
    start = page_of(found)
    assert {unquote(link) for link in re.findall(r'href="([^"#]+)"', start)} == names_in(found) - {START}
    assert "toolkit course pack" in start
    assert "toolkit course pack" not in page_of(whole)


def test_the_plan_is_in_it_however_small_it_has_to_be(plan: Plan, folders: tuple[Folder, ...]) -> None:
    found = light_pack(plan, largest=1)
    (papers,) = [one for one in folders if one.kind == "plan"]
    assert names_in(found) == {file.path for file in papers.files} | {START}


def test_nothing_is_made_only_to_be_thrown_away(
    plan: Plan, folders: tuple[Folder, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(file: File) -> File:
        return replace(file, make=lambda: (made.append(file.path), PAPER)[1])

    ours = [replace(one, files=tuple(counted(file) for file in one.files)) for one in folders]
    monkeypatch.setattr(light, "pack_folders", lambda *_, **__: ours)
    light_pack(plan, largest=1)
    papers = sum(len(one.files) for one in folders if one.kind == "plan")
    kinds = {(one.kind, Path(file.path).suffix) for one in folders for file in one.files if one.kind != "plan"}
    assert len(made) == papers + len(kinds), "one of each kind tells what the others weigh"


def test_recordings_go_along_with_whose_they_are(plan: Plan, tmp_path: Path) -> None:
    sound = random.Random(2).randbytes(3 * WEIGHT)
    (tmp_path / "five.mp3").write_bytes(sound)
    (tmp_path / "other.mp3").write_bytes(sound)
    records = "- {file: five.mp3, topic: 5, language: fr, licence: CC BY 4.0, reader: Le syndicat}\n"
    records += "- {file: other.mp3, topic: 5, language: en, licence: CC BY 4.0, reader: The union}\n"
    (tmp_path / "recordings.yml").write_text(records, encoding="utf-8")
    found = light_pack(plan, recorded=recordings(tmp_path))
    (carried,) = [name for name in names_in(found) if name.endswith(".mp3")]
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".mp3")]
        assert archive.read(name) == sound
    assert "Le syndicat" in page_of(found)
    assert "CC BY 4.0" in page_of(found)
    assert "The union" not in page_of(found), "that is in another language than the course"
    assert carried.startswith("8 ")
    without = light_pack(plan, recorded=recordings(tmp_path), largest=len(found.content) - 2 * WEIGHT)
    assert "Enregistrements" in without.left_out
    assert not [name for name in names_in(without) if name.endswith(".mp3")]
