"""An attack on everything that is written: what an audit does not publish stands in no paper, picture or property.

Three ways. The published tables withstand adding and subtracting. Two logs that differ only in what is withheld give
the same papers to the last picture. And every number in a paper is a published one, or made of published ones.
"""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import json
import math
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import numpy as np
import openpyxl
import pandas as pd
import pytest

from toolkit.audit import AuditResult, EqualizedOddsFinding, GapFinding, brief_document, letter_document
from toolkit.audit.papers.report import report_document
from toolkit.audit.papers.report_charts import crowd_figure, gaps_figures, shares_figure
from toolkit.audit.papers.tables import Speaker
from toolkit.commands import main
from toolkit.documents import write
from toolkit.errors import AuditError
from toolkit.languages import Language, bidi

pytestmark = pytest.mark.xdist_group("papers")  # they are written once, which takes half a minute

ON = date(2026, 11, 24)
SMALLEST = 200
SUFFIXES = (".docx", ".pdf", ".html", ".md", ".xlsx")
KINDS: tuple[Any, ...] = ("hearing", "tender", "press")
PARTIES = {"union": "Union", "employer": "Employer"}
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext on the path")

GROUPS = {"sex": ("a", "b", "d", "e"), "origin": ("x", "y")}
OFFICES = ("north", "south")


def make_rows(seed: int, with_score: bool) -> list[dict[str, Any]]:
    """Two large groups, and two of which nothing may be told (d and e): three to nine people in each of their cells."""
    random = np.random.default_rng(seed)
    scores: dict[tuple[str, ...], float] = {}
    rows = []
    for sex, origin, office, decision, outcome in itertools.product(
        GROUPS["sex"], GROUPS["origin"], OFFICES, ("yes", "no"), ("true", "false")
    ):
        many = (60, 131) if decision == "yes" else (700, 2600)
        people = int(random.integers(3, 10) if sex in "de" else random.integers(*many))
        row = {"sex": sex, "origin": origin, "office": office, "decision": decision, "outcome": outcome, "n": people}
        kind = origin, office, decision, outcome  # d and e alike, so that nothing else changes if they are swapped
        score = scores.setdefault(kind, float(random.integers(1, 9)))
        rows.append(row | ({"score": score if sex in "de" else float(random.integers(1, 9))} if with_score else {}))
    rows.append(rows[0] | {"decision": None, "n": int(random.integers(101, 400))})
    return rows


def swapped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One person of d is decided otherwise, and one of e the other way round, in the same place and of the same kind.

    Every sum over both stays what it was; and no cell becomes empty that was not.
    """
    changed = [dict(row) for row in rows]
    same = {"origin": "x", "office": "north", "outcome": "true"}
    for sex, decision, more in (("d", "yes", -1), ("d", "no", 1), ("e", "yes", 1), ("e", "no", -1)):
        wanted = same | {"sex": sex, "decision": decision}
        (row,) = [row for row in changed if wanted.items() <= row.items()]
        row["n"] += more
    return changed


@dataclass(frozen=True)
class Papers:
    """Everything that was written about one audit."""

    folder: Path
    result: AuditResult
    json: str

    @property
    def paths(self) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if path.suffix in SUFFIXES)


def languages_of(how: dict[str, Any]) -> tuple[str, ...]:
    """Each log in one language, because papers take long; numbers and pictures are the same in all."""
    return ("ar",) if "score_bins" in how else ("en",)


def write_all(result: AuditResult, rows: list[dict[str, Any]], folder: Path, how: dict[str, Any]) -> Papers:
    """Report, briefs and letters in every kind of file and language, and what the command line prints."""
    folder.mkdir()
    few = [one for one in result.findings if isinstance(one, GapFinding) and one.verdict == "too_few"]
    for code in languages_of(how):
        # Each is made once, with its pictures, and written in every kind of file, as `write_brief` does for one.
        documents = {f"report-{code}": report_document(result, code, on=ON)}
        documents |= {f"brief-{kind}-{code}": brief_document(result, code, kind=kind, on=ON) for kind in KINDS}
        for place, finding in enumerate(few[:2]):
            documents[f"letter-{place}-{code}"] = letter_document(result, finding, code, on=ON, **PARTIES)
        for (name, document), suffix in itertools.product(documents.items(), SUFFIXES):
            if suffix != ".xlsx" or name.startswith("report"):
                write(document, folder / f"{name}{suffix}")
    table = folder / "log.table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    words = ["--decision", "decision", "--selected", "yes", "--effect", "burden", "--groups", "sex", "origin"]
    words += ["--within", "office", "--outcome", "outcome", "--outcome-true", "true", "--count", "n"]
    words += ["--smallest-cell", str(SMALLEST), *(["--cross"] if how.get("cross") else [])]
    words += ["--score", "score", "--score-bins", str(how["score_bins"])] if "score_bins" in how else []
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main(["audit", str(table), *words, "--json"]) == 0
        assert main(["audit", str(table), *words]) == 0
    return Papers(folder, result, printed.getvalue())


def parts_of(path: Path) -> dict[str, bytes]:
    """A file as comparable parts: pictures and properties too, without the time at which it was written."""
    if path.suffix == ".pdf":
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
        told = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout
        return {"text": text, "properties": re.sub(rb"(CreationDate|ModDate|File size):.*", b"", told)}
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as packed:
            dates = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*<")
            return {name: dates.sub(b"", packed.read(name)) for name in packed.namelist()}
    return {"": path.read_bytes()}


def words_of(path: Path) -> str:
    """Everything that somebody can read or be read to: text, alternatives of pictures, properties."""
    if path.suffix == ".pdf":
        return "\n".join(part.decode("utf-8") for part in parts_of(path).values())
    if path.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(path).worksheets
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
        found = [str(cell.value) for cell in cells if not isinstance(cell.value, float)]
        return "\n".join([*found, *(str(sheet.title) for sheet in sheets)])
    if path.suffix == ".docx":
        found = []
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                if not re.search(r"(document|header\d*|footer\d*|comments|footnotes|core|app|custom)\.xml$", name):
                    continue
                root = lxml.etree.fromstring(packed.read(name))
                found += ["".join(one.itertext()) for one in root.iter() if len(one) == 0 and "dcterms" not in one.tag]
                found += [
                    value for one in root.iter() for key, value in one.attrib.items() if key in ("descr", "title")
                ]
        return "\n".join(found)
    if path.suffix == ".html":
        root = lxml.html.fromstring(path.read_bytes())
        for style in root.iter("style"):
            style.text = ""
        alternatives = [image.get("alt") for image in root.iter("img")]
        return "\n".join([*root.itertext(), *alternatives])
    return re.sub(r"\(data:image/png;base64,[^)]*\)", "", path.read_text(encoding="utf-8"))


def whole_numbers(text: str) -> set[int]:
    """The whole numbers of a text that are as large as a secret here; decimals, percentages and hashes are none."""
    plain = re.sub(r"[0-9a-f]{16,}|\d{4}-\d\d-\d\d", " ", bidi.strip(text))
    found = re.findall(r"(?<![\w.,−-])\d{1,3}(?:,\d{3})+(?![\d%])|(?<![\w.,−-])\d+(?![\d,]*[\d%]|[.,]\d)", plain)
    return {number for number in (int(one.replace(",", "")) for one in found) if number > 100}


def made_of_published(result: AuditResult) -> set[int]:
    """Every whole number that published tables give: themselves, totals over groups, and natural frequencies."""
    rates = result.rates
    found = {int(n) for name in ("numerator", "denominator") for n in rates[name].dropna()}
    found |= {int(n) for n in result.counts["people"].dropna()} | {int(n) for n in result.left_out["people"].dropna()}
    counted_as = (*result.question.counted_as_no, *result.question.counted_as_untrue)
    found |= {people for _, people in counted_as if people is not None}
    if len(result.scores):
        found |= {int(n) for name in ("people", "known", "true") for n in result.scores[name].dropna()}
    for _, rows in rates[rates["measure"] == "selection_rate"].groupby("characteristic"):
        if rows["denominator"].notna().all():
            found.add(int(rows["denominator"].sum()))
    values = rates.set_index(["characteristic", "group", "measure"])["value"]
    for row in result.gaps.to_dict("records"):
        pair = [values[row["characteristic"], row[side], row["measure"]] for side in ("group", "reference")]
        if not any(map(math.isnan, pair)):
            for base in (1_000, 10_000, 100_000):
                found |= {base, *(round(base * value) for value in pair)}
    # How many comparisons were made is how many rows the tables have, told or not, without those from the other side.
    other_side = ("true_positive_rate", "true_negative_rate", "precision", "negative_predictive_value")
    made = [(~frame["measure"].isin(other_side)).sum() for frame in (result.gaps, result.adjusted)]
    found |= {int(made[0]), int(sum(made))}
    for name in ("people", "people_compared"):
        found |= {int(n) for n in result.adjusted[name].dropna()}
    return found | {SMALLEST, ON.year, 1927, 1978, 1607}  # the threshold, the day, and the years of sources


def too_few(result: AuditResult) -> list[GapFinding]:
    """The gaps for which a number of people is asked; those inside the finding on equalized odds too."""
    gaps = [one for one in result.findings if isinstance(one, GapFinding)]
    odds = [one for one in result.findings if isinstance(one, EqualizedOddsFinding)]
    return [one for one in [*gaps, *(one.opportunity for one in odds)] if one.people_needed]


@pytest.fixture(params=[(1, False), (2, True)], ids=["crossed", "scores"], scope="module")
def case(request: pytest.FixtureRequest, attack: Any) -> tuple[Any, Any, list[dict], list[dict], dict[str, Any]]:
    seed, with_score = request.param
    how: dict[str, Any] = {"score_bins": 3} if with_score else {"cross": True}
    rows = make_rows(seed, with_score)
    logs = (rows, swapped(rows))
    one, other = (attack(log, list(GROUPS), ["office"], smallest=SMALLEST, **how) for log in logs)
    return one, other, *logs, how


@pytest.fixture(scope="module")
def papers(case: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Papers, Papers]:
    """The papers about both logs."""
    one, other, rows, changed, how = case
    folder = tmp_path_factory.mktemp("papers")
    return write_all(one.result, rows, folder / "one", how), write_all(other.result, changed, folder / "other", how)


def test_what_the_papers_are_made_of_withstands_adding_and_subtracting(case: Any) -> None:
    attacked, _, *_ = case
    assert {"d", "e"} <= set(attacked.result.left_out["group"])
    assert len(attacked.secrets()) > 50
    assert attacked.worked_out() == []


@needs_pdftotext
def test_papers_do_not_depend_on_what_is_withheld(case: Any, papers: tuple[Papers, Papers]) -> None:
    """Blanks, charts, alternatives of pictures, fingerprints, properties: all the same whoever stands behind them."""
    one, other, _, _, how = case
    assert one.people != other.people
    first, second = papers
    assert [path.name for path in first.paths] == [path.name for path in second.paths]
    letters = 0 if "score_bins" in how else 2
    languages = len(languages_of(how))
    assert len(first.paths) == (5 + 4 * (3 + letters)) * languages, "a report, three briefs, letters, in each language"
    for mine, theirs in zip(first.paths, second.paths, strict=True):
        assert parts_of(mine) == parts_of(theirs), mine.name
    assert first.json == second.json
    assert figures(one.result) == figures(other.result)


@needs_pdftotext
def test_every_number_in_a_paper_is_published_or_made_of_published_ones(
    case: Any, papers: tuple[Papers, Papers]
) -> None:
    attacked = case[0]
    known = made_of_published(attacked.result) | {one.people_needed for one in too_few(attacked.result)}
    seen: set[int] = set()
    for path in papers[0].paths:
        numbers = whole_numbers(words_of(path))
        seen |= numbers
        assert not numbers - known, f"{path.name}: {numbers - known}"
    assert len(seen & known) > 10, "the papers were read"
    secret = {int(vector @ attacked.people) for _, vector in attacked.secrets()}
    assert not {number for number in seen - known if number in secret}
    printed, _, said = papers[0].json.rpartition("\n}\n")
    assert not whole_numbers(said) - known, whole_numbers(said) - known
    told = json.loads(printed + "}")
    whole = {value for value in leaves(told) if isinstance(value, int) and value > 100}
    assert not whole - known
    texts = " ".join(value for value in leaves(told) if isinstance(value, str))
    assert not whole_numbers(texts) - known


def test_every_mark_of_a_chart_is_a_published_share_or_ratio(case: Any) -> None:
    result = case[0].result
    shares = {round(value, 12) for name in ("value", "low", "high") for value in result.rates[name].dropna()}
    names = ("crude_ratio", "adjusted_ratio", "adjusted_ratio_low", "adjusted_ratio_high")
    ratios = {round(value, 12) for name in names for value in result.adjusted[name].dropna()}
    drawn = figures(result)
    marks = [value for figure in drawn for value in leaves(figure) if isinstance(value, float)]
    assert len(marks) > 6
    assert {round(mark, 12) for mark in marks} <= shares | ratios
    blanked = set(result.left_out.loc[result.left_out["reason"] == "suppressed", "group"])
    labels = {value for figure in drawn for value in leaves(figure) if isinstance(value, str)}
    assert not blanked & labels
    assert not whole_numbers(" ".join(labels)) - made_of_published(result)


def test_people_needed_is_worked_out_from_published_shares_alone(case: Any) -> None:
    """Groups as large and as far apart as published, and nothing else, give the same number."""
    from statsmodels.stats.power import NormalIndPower  # another approximation (arc sines) of the same number

    result = case[0].result
    asked = too_few(result)
    assert asked
    for finding in asked:
        group, reference = (
            result.people(finding.characteristic, one, finding.measure) for one in (finding.group, finding.reference)
        )
        assert finding.people == group[1]
        base = reference[0] / reference[1]
        assert finding.material_difference == pytest.approx(base / 5)
        needed = []
        for share in (base - base / 5, base + base / 5):
            effect = abs(2 * (math.asin(math.sqrt(share)) - math.asin(math.sqrt(base))))
            level = 0.05 / len(result.gaps)
            needed.append(NormalIndPower().solve_power(effect, None, level, 0.8, reference[1] / group[1]))
        assert 0.9 * min(needed) <= finding.people_needed <= 1.1 * max(needed)


def test_the_reader_of_this_test_finds_a_number_wherever_it_is_hidden(case: Any, tmp_path: Path) -> None:
    """An attack that cannot see proves nothing: a planted secret is found in every kind of file."""
    from toolkit.documents import Document, Paragraph, Picture, Table

    png = case_png()
    planted = Document(
        "Title 411",
        Language("en"),
        (
            Paragraph("There are 412."),
            Picture(png, "alternative 413", 4.0),
            Table(("h",), (("414",),), "c", ((414.0,),)),
        ),
        author="415",
    )
    for suffix in SUFFIXES:
        if suffix == ".pdf" and shutil.which("pdftotext") is None:
            continue
        found = whole_numbers(words_of(write(planted, tmp_path / f"planted{suffix}")))
        assert {411, 412} <= found, suffix
        if suffix in (".docx", ".html", ".md"):
            assert 413 in found, suffix
        assert 414 in found, suffix


def test_a_letter_names_no_group_whose_numbers_are_withheld(case: Any) -> None:
    result = case[0].result
    for finding in result.findings:
        if finding.kind == "withheld":
            with pytest.raises(AuditError):
                letter_document(result, finding, "en", **PARTIES)


def case_png() -> bytes:
    from matplotlib.figure import Figure

    file = io.BytesIO()
    Figure(figsize=(1, 1)).savefig(file, format="png")
    return file.getvalue()


def figures(result: AuditResult) -> list[Any]:
    """Every chart that a report or a brief can draw, as the values it is drawn from."""
    speaker = Speaker(result, Language("en"))
    found: list[Any] = [
        shares_figure(speaker, name, measure)
        for name in result.characteristics
        for measure in dict.fromkeys(result.rates["measure"])
    ]
    for measure in dict.fromkeys(result.rates["measure"]):
        found += gaps_figures(speaker, measure)
    found += [crowd_figure(speaker, one) for one in result.findings if isinstance(one, GapFinding)]
    return [figure for figure in found if figure is not None]


def leaves(value: Any) -> Iterator[Any]:
    """The plain values inside."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from (
            leaf for one in fields(value) if one.name != "language" for leaf in leaves(getattr(value, one.name))
        )
    elif isinstance(value, dict):
        yield from (leaf for one in value.values() for leaf in leaves(one))
    elif isinstance(value, (list, tuple)):
        yield from (leaf for one in value for leaf in leaves(one))
    elif not pd.isna(value):
        yield value
