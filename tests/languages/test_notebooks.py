"""The notebooks of every language: translated whole, marked with language and direction, facilitators' cells apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from toolkit.languages import KNOWN, Language, write_notebooks
from toolkit.languages.extract import blocks_of, is_prose, texts_of_notebook
from toolkit.languages.notebooks import translate_markdown, translate_notebook

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SOURCES = sorted(path for path in NOTEBOOKS.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def tags(cell: dict[str, Any]) -> list[str]:
    return cell["metadata"].get("tags", [])


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    target = tmp_path_factory.mktemp("written")
    files = write_notebooks(NOTEBOOKS, target)
    return {path.relative_to(target).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in files}


def test_each_language_has_each_notebook_for_participants_and_for_facilitators(written: dict[str, Any]) -> None:
    names = [path.relative_to(NOTEBOOKS).with_suffix("").as_posix() for path in SOURCES]
    assert "4-seat-at-the-table" in names
    wanted = {f"{code}/{name}{ending}" for code in KNOWN for name in names for ending in (".ipynb", _FACILITATOR)}
    assert set(written) == wanted


_FACILITATOR = ".facilitator.ipynb"


def test_a_notebook_says_its_language_to_the_page_and_to_its_own_code(written: dict[str, Any]) -> None:
    for name, notebook in written.items():
        code = name.split("/")[0]
        assert notebook["metadata"]["language"] == code
        (parameters,) = [cell for cell in notebook["cells"] if "parameters" in tags(cell)]
        assert source(parameters) == f'language = "{code}"'


def test_the_facilitators_cell_is_for_facilitators_only(written: dict[str, Any]) -> None:
    for name, notebook in written.items():
        cells = [cell for cell in notebook["cells"] if "facilitator" in tags(cell)]
        for_facilitators = name.endswith(_FACILITATOR)
        assert bool(cells) == for_facilitators, name
        assert notebook["metadata"]["toolkit"].get("facilitator", False) == for_facilitators
        if not for_facilitators:
            assert "For the facilitator" not in json.dumps(notebook)


def test_right_to_left_prose_stands_in_a_wrapper_that_says_so(written: dict[str, Any]) -> None:
    for name, notebook in written.items():
        for cell in notebook["cells"]:
            if cell["cell_type"] != "markdown":
                continue
            if name.startswith("ar/"):
                assert source(cell).startswith('<div dir="rtl" lang="ar">\n\n')
                assert source(cell).endswith("\n\n</div>")
            else:
                assert "<div" not in source(cell)


def test_no_english_block_is_left_in_the_arabic_notebooks(written: dict[str, Any]) -> None:
    for path in SOURCES:
        english = json.loads(path.read_text(encoding="utf-8"))
        blocks = [
            block
            for cell in english["cells"]
            if cell["cell_type"] == "markdown"
            for block in blocks_of(source(cell))
            if is_prose(block)
        ]
        assert len(blocks) > 5
        name = path.relative_to(NOTEBOOKS).with_suffix(_FACILITATOR).as_posix()
        cells = [source(cell) for cell in written[f"ar/{name}"]["cells"] if cell["cell_type"] == "markdown"]
        arabic = "\n\n".join(cells)
        for block in blocks:
            assert block not in arabic, block
        assert sum(len(blocks_of(cell)) - 2 for cell in cells) == len(blocks)
        for paragraph in blocks_of(arabic):
            if is_prose(paragraph):
                assert re.search("[\u0600-\u06ff]", paragraph), paragraph


def test_a_translated_block_keeps_its_shape(written: dict[str, Any]) -> None:
    for path in SOURCES:
        english = json.loads(path.read_text(encoding="utf-8"))
        name = path.relative_to(NOTEBOOKS).with_suffix(_FACILITATOR).as_posix()
        for before, after in zip(english["cells"], written[f"ar/{name}"]["cells"], strict=True):
            if before["cell_type"] == "markdown":
                ours, theirs = blocks_of(source(before)), blocks_of(source(after))[1:-1]
                assert [shape(block) for block in ours] == [shape(block) for block in theirs]


def shape(block: str) -> tuple[str, ...]:
    """What Markdown makes of each line: a heading, a point, a row with so many cells, or text."""
    starts = [re.match(r"#+ |- |\d+\. |\|", line) for line in block.splitlines()]
    return tuple(
        f"{start[0]}{line.count('|')}" for start, line in zip(starts, block.splitlines(), strict=True) if start
    )


def test_english_notebooks_are_the_source_itself(written: dict[str, Any]) -> None:
    for path in SOURCES:
        name = path.relative_to(NOTEBOOKS).with_suffix(_FACILITATOR).as_posix()
        english = json.loads(path.read_text(encoding="utf-8"))
        assert [source(cell) for cell in written[f"en/{name}"]["cells"]] == [source(cell) for cell in english["cells"]]


def test_code_and_cell_ids_are_the_same_in_every_language(written: dict[str, Any]) -> None:
    for path in SOURCES:
        name = path.relative_to(NOTEBOOKS).as_posix()
        cells = {code: written[f"{code}/{name}"]["cells"] for code in KNOWN}
        for code in KNOWN:
            assert [cell["id"] for cell in cells[code]] == [cell["id"] for cell in cells["en"]]
            for ours, english in zip(cells[code], cells["en"], strict=True):
                if ours["cell_type"] == "code" and "parameters" not in tags(ours):
                    assert source(ours) == source(english)


def test_the_summary_of_the_start_page_is_translated_and_says_who_has_read_it(written: dict[str, Any]) -> None:
    for name, notebook in written.items():
        about = notebook["metadata"]["toolkit"]
        assert bool(re.search("[\u0600-\u06ff]", about["summary"])) == name.startswith("ar/")
        assert about["reviewed"] == name.startswith("en/")


def test_what_people_leave_with_is_collected_for_translators_and_translated() -> None:
    notebook = {"cells": [], "metadata": {"toolkit": {"summary": "Sums.", "leave_with": "union leaders"}}}
    assert list(texts_of_notebook(notebook)) == ["Sums.", "union leaders"]
    assert translate_notebook(notebook, "ar")["metadata"]["toolkit"]["leave_with"] == "القيادات النقابية"


def test_writing_again_replaces_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "old.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    write_notebooks(NOTEBOOKS, tmp_path, ["ar"])
    assert not (tmp_path / "ar" / "old.ipynb").exists()
    assert (tmp_path / "notes.txt").exists()
    assert not (tmp_path / "en").exists()


def test_writing_again_takes_nothing_from_under_lessons_that_run(tmp_path: Path) -> None:
    write_notebooks(NOTEBOOKS, tmp_path, ["en"])
    (tmp_path / "en" / "gone" / "deeper").mkdir(parents=True)
    (tmp_path / "en" / "gone" / "deeper" / "old.ipynb").write_text("{}", encoding="utf-8")
    before = (tmp_path / "en").stat().st_ino
    with (tmp_path / "en" / "4-seat-at-the-table.ipynb").open(encoding="utf-8") as reading:
        write_notebooks(NOTEBOOKS, tmp_path, ["en"])
        assert json.load(reading)["cells"], "whoever reads meanwhile reads a whole notebook"
    assert (tmp_path / "en").stat().st_ino == before, "a kernel whose folder vanishes cannot start"
    assert not (tmp_path / "en" / "gone").exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".ipynb"]


def test_translating_leaves_the_source_as_it_was() -> None:
    notebook = json.loads(SOURCES[0].read_text(encoding="utf-8"))
    before = json.dumps(notebook)
    translate_notebook(notebook, "ar")
    assert json.dumps(notebook) == before


def test_what_is_no_prose_is_not_touched_and_an_empty_cell_stays_empty() -> None:
    assert translate_markdown("---\n\n<hr>", Language("ar")) == '<div dir="rtl" lang="ar">\n\n---\n\n<hr>\n\n</div>'
    assert translate_markdown("", Language("ar")) == ""
    assert translate_markdown("Not in any catalogue.", Language("fr")) == "Not in any catalogue."
