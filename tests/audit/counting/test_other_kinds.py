"""Workbooks of old kinds, survey files, moments with a zone, Hijri days, and recipes."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.audit.corpus.writing import csv, ods
from toolkit.audit import DecisionLog, audit, read_recipe
from toolkit.documents.brought import kinds
from toolkit.documents.brought.table import OWN
from toolkit.errors import DataError, ToolkitError

# Written once by Excel's old format: a title, headings in line 3, four rows with days, and a hidden sheet.
OLD = (
    b"c-rk)O-NKx6#nk}nHlqMEEP16LCDGk%OKk5RA8<YZIeV$<ID>un|U#lpl-5kmO;>}Xk*x-"
    b"jn$?fDyUsVpi~e9fm17KRTQ*PU+13pp3T?<4wR(4?{Uw)_uO;8cYn_Pd2e>6YHspgeHJUw0ToMD34A#^L7~LW1VQDNC6jI(pkR4eS11Y4MEZ0*E`"
    b"Q~hb13IK3k7$z=OlrT6prI8dd#E|T0<P-HbjJML%Yz(_Y~ZqP=Pvb*JhScmRnffVcRDx53uGk%XYGz6UQ(U?rGld_;J6|$Ym8I1s-"
    b"sn_pI528oZExeEy2CZFL+>#Up3dSwVwVhAGgLb{R<{CG(ZIg-t*#)|yDPjuPfjP18Mv?^X!-=C12!Ay2=ydI8e^$k+S-pbyX_uGC*uG+-"
    b"RoNg<s%gHrTqvP4C9B%VPzO8vHDL?h9``33Zo+e5m7j5`wpk>Ti|kq))(Zrexo(#D8E8+mL#8c)Z~BzaYmw5QGC6m1Qsj6}jntAIHiCz&*pq#QJ*"
    b"k_<;Ar@f&B^EQ-nUS?$^W2oeG6)(0R^=IMsm)G3`z2OtA8RtX9K5Dkfe!;>8S%WH9a0!z_mNavXT`Vs$>sC(Jv#h2LQ{2>B<0KAGu+1edZKC(=Wx"
    b"NS*&q?o~bmnv4!-mYK@J>okcV)+_r{9Gq(MU&MjOxp00xhCNT)!sqDD1|<*_1x8tov<)3MfIRZ<ceOR$`Io0W=<PEEMitzJ<aTa!l-"
    b";JAQUfp`5y$Qz@r8TxtO>mAQ1sUS%#hM^CBsDs$cB?X`ARa!D4g0E?E#qA`o#VbPf7>k1aV0E^Bn0f$A;Ym3e-"
    b"FPY{3TbIRGfW?=`;>&A`k6FfYSUMC+$-$#T;uqG!bH%dUSe`4dggmM!G^!pvc<|uCgNOeP@;ajM$AW#S)}4!w-"
    b"}$ezNMXtQO|oHe1SUP_=##P&Ns3b#Ey{mtp$nHwtg?>#zfj^Ry*-5?3~)P!iuPZ+xQg8Vth!?G?=7KX-@jB$JOA<fe*)c!CCm"
)
FRENCH: dict[str, Any] = {
    "decision": "décision",
    "selected": ["oui"],
    "effect": "benefit",
    "groups": ["sexe"],
    "count": "n",
}
ROLES: dict[str, Any] = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["sex"]}


def rates_of(log: DecisionLog) -> dict[str, tuple[int, int]]:
    rates = audit(log, smallest_cell=0).rates.query("measure == 'selection_rate'")
    return {row.group: (row.numerator, row.denominator) for row in rates.itertuples()}


def test_a_workbook_of_the_old_kind(tmp_path: Path) -> None:
    path = tmp_path / "log.xls"
    path.write_bytes(zlib.decompress(base64.b85decode(OLD)))
    log = DecisionLog(path, **FRENCH, when="jour", period="month")
    assert rates_of(log) == {"femmes": (40, 100), "hommes": (50, 80)}
    assert log.cells.labels["period"] == ("2026-03", "2026-12")
    assert [note.kind for note in log.reading] == ["header", "hidden", "errors"]


def test_cells_of_a_spreadsheet_that_come_again_are_bounded() -> None:
    """A row that is said to come a million times, each with hundreds of cells, is not written out."""
    data = ods([["sex", "hired"], ["women", "yes"]])
    assert kinds.answer(data, "log.ods", {"most": OWN}, lambda share: None)[0]["rows"] == 1
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    again = content.replace(
        b"<table:table-row><table:table-cell",
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell table:number-columns-repeated="16000"',
        2,
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", again)
    with pytest.raises(ToolkitError):
        kinds.answer(file.getvalue(), "log.ods", {"most": OWN}, lambda share: None)


def test_files_of_survey_programmes(tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    frame = pd.DataFrame({"sex": [1.0, 2.0] * 10, "hired": [1.0] * 15 + [2.0] * 5})
    labels = {"sex": {1: "women", 2: "men"}, "hired": {1: "yes", 2: "no"}}
    pyreadstat.write_sav(frame, str(tmp_path / "log.sav"), variable_value_labels=labels)
    pyreadstat.write_dta(frame.astype(int), str(tmp_path / "log.dta"), variable_value_labels=labels)
    for name in ("log.sav", "log.dta"):
        log = DecisionLog(tmp_path / name, **ROLES)
        # Of rows 0 to 14 that were hired, eight are women: 0, 2, …, 14.
        assert rates_of(log) == {"women": (8, 10), "men": (7, 10)}
        assert [(note.kind, note.what) for note in log.reading] == [("header", "sex, hired")]


@pytest.mark.parametrize("given", ["parquet", "frame", "csv"])
def test_the_day_of_a_moment_hangs_on_the_place(given: str, tmp_path: Path) -> None:
    moments = ["2026-11-24T23:30:00Z", "2026-11-25T02:00:00Z"] * 5
    frame = pd.DataFrame({"sex": ["women", "men"] * 5, "hired": ["yes", "no"] * 5, "when": pd.to_datetime(moments)})
    table: Any = frame
    if given == "parquet":
        table = tmp_path / "log.parquet"
        frame.to_parquet(table)
    elif given == "csv":
        table = tmp_path / "log.csv"
        frame.assign(when=moments).to_csv(table, index=False)
    told = {**ROLES, "when": "when", "period": "day"}
    said = {zone: DecisionLog(table, **told, zone=zone) for zone in (None, "Africa/Nairobi", "America/Lima")}
    days = {zone: log.cells.labels["period"] for zone, log in said.items()}
    # Nairobi is three hours ahead of UTC, Lima five behind.
    assert days == {
        None: ("2026-11-24", "2026-11-25"),
        "Africa/Nairobi": ("2026-11-25",),
        "America/Lima": ("2026-11-24",),
    }
    assert [[note.kind for note in log.reading] for log in said.values()] == [["dates"], [], []]


def test_hijri_days_are_asked_and_converted(tmp_path: Path) -> None:
    # 1 Ramadan 1445 was 11 March 2024, and 1 Muharram 1446 was 7 July 2024, in the calendar of Umm al-Qura.
    rows = [["women", "yes", "1445/09/01"], ["men", "no", "١٤٤٦-٠١-٠١"]] * 6
    path = tmp_path / "log.csv"
    path.write_bytes(csv([["sex", "hired", "day"], *rows]))
    with pytest.raises(DataError, match="another calendar"):
        DecisionLog(path, **ROLES, when="day")
    log = DecisionLog(path, **ROLES, when="day", period="day", dates="hijri")
    assert log.cells.labels["period"] == ("2024-03-11", "2024-07-07")
    assert [note.kind for note in log.reading] == ["dates"]
    path.write_bytes(csv([["sex", "hired", "day"], ["women", "yes", "1445/13/01"]]))
    with pytest.raises(DataError, match="not a date"):
        DecisionLog(path, **ROLES, when="day", dates="hijri")


def test_a_recipe_reads_the_table_of_next_month(tmp_path: Path) -> None:
    first, later = tmp_path / "may.csv", tmp_path / "june.csv"
    head = ["sex", "hired", "n"]
    first.write_bytes(csv([head, ["women", "Yes", 40], ["Women", "no", 60], ["men", "yes", 50], ["men", "no", 30]]))
    later.write_bytes(csv([head, ["women", "yes", 6], ["WOMEN", "no", 4], ["men", "yes", 5], ["men", "pending", 3]]))
    log = DecisionLog(first, **ROLES, count="n", spellings="merge", said="were hired")
    path = log.recipe.write(tmp_path / "recipe.yml")
    assert "spellings: merge" in path.read_text(encoding="utf-8")
    followed = DecisionLog.follow(path, later)
    assert rates_of(followed) == {"Women": (6, 10), "men": (5, 8)}
    assert [(note.kind, note.where, note.what, note.is_open) for note in followed.reading] == [
        ("spellings", "hired", "pending", True)
    ]
    assert audit(followed).finding("reading").notes == ("spellings",)
    assert DecisionLog.follow(path, later, confirmed=["spellings"]).reading == ()
    assert DecisionLog.follow(path, first).reading == ()
    assert DecisionLog.follow(path, first).codebook.phrase("affected", "en") == "were hired"


@pytest.mark.parametrize(
    "text",
    ["", "- a", "roles: 3", "roles: {decision: a, colour: b}", "roles: {}\nreading: {magic: 1}", "roles: [", "x: 1"],
)
def test_a_recipe_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "recipe.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="no recipe"):
        read_recipe(path)
    with pytest.raises(DataError, match="no recipe"):
        read_recipe(tmp_path / "none.yml")
