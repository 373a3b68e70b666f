"""What lies in a pack: names that every system takes, a start page that leads to all, one zip."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from markupsafe import escape

from toolkit.app.packs import pack
from toolkit.app.packs.pack import KINDS, START, write_teaching_pack
from toolkit.command_course import monday_ahead
from toolkit.commands import main
from toolkit.course import pieces
from toolkit.course.plans.pack import LONGEST_NAME, safe_name
from toolkit.course.plans.plan import make_plan
from toolkit.errors import SetupError

FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')  # what Windows does not take


@pytest.mark.slow
def test_everything_lies_in_folders_and_the_start_page_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "ar"
    plan = make_plan("leaders", country="TN", language=code, start=date(2027, 2, 1))
    for suffix in KINDS:  # how papers are set is tested where they are
        monkeypatch.setitem(pack.KINDS, suffix, lambda _: b"paper")  # type: ignore[index]
    monkeypatch.setattr("toolkit.course.materials.piece.Piece.content", lambda *_: b"piece")
    *files, archive = write_teaching_pack(plan, tmp_path / "pack")
    home = tmp_path / "pack"
    inside = [path.relative_to(home).as_posix() for path in files]
    assert len(set(inside)) == len(inside)
    assert len({name.casefold() for name in inside}) == len(inside)  # some systems take capitals for small letters
    for name in inside:
        assert not FORBIDDEN.search(name), name
        assert len(name) < 120, name
        assert not any(part.endswith((".", " ")) for part in name.split("/")), name
    start = (home / START).read_text(encoding="utf-8")
    linked = {unquote(link) for link in re.findall(r'href="([^"#]+)"', start)}
    assert linked == set(inside) - {START}
    # Every piece of every topic that is taught lies there at least once, with slides that open in a browser.
    told = start.count
    assert all(told(escape(piece.title)) for topic in plan.topics for piece in pieces(topic, code))
    assert sum("html" in name and name.startswith("4 ") for name in inside) == len(plan.topics)
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        assert sorted(name.partition("/")[2] for name in names) == sorted(inside)
        assert {name.partition("/")[0] for name in names} == {safe_name(plan.track.title.say(code))}
        beyond = [info for info in packed.infolist() if not info.filename.isascii()]
        assert beyond
        assert all(info.flag_bits & 0x800 for info in beyond)  # the names are said to be UTF-8


def test_a_pack_without_dates_leaves_eight_weeks_to_prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert monday_ahead(date(2026, 11, 26)) == date(2027, 1, 25)
    assert monday_ahead(date(2026, 11, 30)) == date(2027, 1, 25)  # a Monday is one itself
    asked = []

    def keep(plan: object, folder: Path, recorded: tuple[object, ...]) -> tuple[Path, ...]:
        assert recorded == ()
        asked.append((plan, folder))
        return ()

    monkeypatch.setattr(pack, "write_teaching_pack", keep)
    line = "course pack --track leaders --region MENA --country TN --language ar --to"
    assert main([*line.split(), str(tmp_path)]) == 0
    ((plan, folder),) = asked
    assert folder == tmp_path
    assert plan.days[0] == monday_ahead(date.today())  # type: ignore[attr-defined]
    assert (plan.country, plan.language.tag, plan.region) == ("TN", "ar", "MENA")  # type: ignore[attr-defined]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    plan = make_plan("leaders", country="TN", start=date(2027, 2, 1))
    with pytest.raises(SetupError, match="taken"):
        write_teaching_pack(plan, tmp_path / "taken", kinds=())


def test_names_are_short_whole_words_that_every_system_takes() -> None:
    assert safe_name("Why? “So”: a/b\\c…") == "Why “So” a b c…"
    long = safe_name("word " * 40)
    assert len(long) <= LONGEST_NAME
    assert long.endswith("word")
    assert len(safe_name("x" * 200)) == LONGEST_NAME
