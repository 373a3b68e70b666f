"""Untidy files, as unions get them, on a phone: what is odd is said, is settled, and leads to a report and a clause."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from toolkit.languages import bidi

pytestmark = pytest.mark.xdist_group("survival")


def french(folder: Path) -> Path:
    """Three sheets: a cover, and two months with a title, merged offices, a total, a note, and women in two spellings.

    Of 1,000 women 150 were promoted in both months together, of 1,000 men 300.
    """
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Lisez-moi"
    cover.append(["Registre des promotions"])
    for month, women, yes_women, yes_men in (("Janvier", "Femmes", 80, 140), ("Février", "FEMMES ", 70, 160)):
        sheet = book.create_sheet(month)
        for row in (["Promotions 2026"], [], ["Bureau", "Sexe", "Décision", "Effectif"]):
            sheet.append(row)
        rows = [["Dakar", women, "acceptée", yes_women], [None, women, "refusée", 500 - yes_women]]
        rows += [["Thiès", "Hommes", "acceptée", yes_men], [None, "Hommes", "refusée", 500 - yes_men]]
        for row in [*rows, ["Total", None, None, 1000], [], ["Source : DRH"]]:
            sheet.append(row)
        sheet.merge_cells("A4:A5")
        sheet.merge_cells("A6:A7")
    path = folder / "promotions.xlsx"
    book.save(path)
    return path


def arabic(folder: Path) -> Path:
    """Text in Windows-1256 with a title and a row of totals: of 1,000 women 150 were promoted, of 1,000 men 300."""
    lines = ["الترقيات 2026;;", ";;", "الجنس;القرار;العدد", "النساء;نعم;150", "النساء;لا;850"]
    lines += ["الرجال;نعم;300", "الرجال;لا;700", "المجموع;نعم;450", "المجموع;لا;1550"]
    path = folder / "promotions.csv"
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp1256"))
    return path


FILES: dict[str, dict[str, Any]] = {
    "fr": {
        "make": french,
        "columns": ("Décision", "acceptée", "Sexe", "Effectif"),
        "said": ("Lisez-moi", "Janvier", "Total"),
        "settle": {"totals": "leave-out", "spellings": "merge"},
        "country": "Sénégal",
        "auditor": "l’Institut d’études du travail",
    },
    "ar": {
        "make": arabic,
        "columns": ("القرار", "نعم", "الجنس", "العدد"),
        "said": ("cp1256", "المجموع"),
        "settle": {"totals": "leave-out"},
        "country": "المغرب",
        "auditor": "معهد دراسات العمل",
    },
}


@pytest.mark.parametrize("language", FILES)
def test_an_untidy_file_leads_to_a_report_and_a_clause(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, tmp_path: Path, language: str
) -> None:
    told = FILES[language]
    decision, yes, sex, count = told["columns"]
    page = open_page()
    visit(page, f"{apps}/voila/render/{language}/researchers/audit-your-own-data.ipynb")
    sheet = page.locator(".tk-audit")

    def item(name: str) -> Any:
        return sheet.locator(f'[data-name="{name}"]')

    def go_to(step: int, awaited: str) -> None:
        item("step").locator("button").nth(step).click()
        item(awaited).wait_for()

    with page.expect_file_chooser() as waiting:
        item("file").locator("button:visible").first.click()
    waiting.value.set_files(told["make"](tmp_path))
    item("seen").locator("td").first.wait_for()
    seen = item("seen").inner_text()
    go_to(1, "decision")
    item("decision").locator("select").select_option(decision)
    item("selected").locator(f'input[value="{yes}"]').check()
    item("effect").locator("input[value=benefit]").check()
    go_to(2, "groups")
    item("groups").locator(f'input[value="{sex}"]').check()
    item("count").locator("select").select_option(count)
    go_to(4, "odd")
    seen += item("odd").inner_text()
    assert all(word in bidi.strip(seen) for word in told["said"])
    assert "=“" not in seen  # what is written in code is not said on the page
    for argument, answer in told["settle"].items():
        item(f"settle_{argument}").locator(f'input[value="{answer}"]').check()
    if language == "fr":
        item("settle_confirmed").locator("input[value=sheets]").check()
    item("make").locator("button").click()
    item("report").wait_for()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    with page.expect_download() as coming:
        item("report").locator("a.tk-save").nth(0).click()
    paper = docx.Document(str(coming.value.path()))
    cells = {bidi.strip(cell.text) for table in paper.tables for row in table.rows for cell in row.cells}
    assert {"150", "300"} <= cells

    draft = page.locator(".tk-draft")
    draft.wait_for()

    def blank(name: str) -> Any:
        return draft.locator(f'[data-name="{name}"]')

    blank("place").locator("select").select_option(label=told["country"])
    blank("union").locator("input").fill("Union")
    blank("employer").locator("input").fill("Employer")
    blank("step").locator("button").nth(2).click()
    blank("bias.auditor").locator("input").fill(told["auditor"])
    # The page's own look for widgets must leave the fields of a sheet alone, or units stand beyond the edge.
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    blank("bias.characteristics").locator("input[type=checkbox]").first.check()
    blank("step").locator("button").nth(3).click()
    blank("make").locator("button").click()
    blank("paper-us").wait_for()
    with page.expect_download() as coming:
        blank("paper-us").locator("a.tk-save").nth(0).click()
    ours = docx.Document(str(coming.value.path()))
    text = bidi.strip("\n".join(paragraph.text for paragraph in ours.paragraphs))
    assert told["auditor"] in text
