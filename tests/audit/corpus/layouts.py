"""Titles, notes, sheets, hidden rows, merged cells, and tables beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from openpyxl.styles import Font

from tests.audit.corpus.drawn import Case, Drawn
from tests.audit.corpus.writing import csv, ods, xlsx


def titles_and_notes() -> Iterator[Case]:
    one = Drawn(8)
    titles: list[list[Any]] = [["Embauches 2026"], ["Hôpital de la ville", None], []]
    wide = [row + [None] * (3 - len(row)) for row in titles]
    yield Case("a title", ".xlsx", xlsx([*titles, *one.counted()]), one.truth, ("header",))
    yield Case("a title in a text", ".csv", csv([*wide, *one.counted()]), one.truth, ("header",))
    yield Case("a title in OpenDocument", ".ods", ods([*titles, *one.counted()]), one.truth, ("header",))
    two = Drawn(9)
    merged = xlsx(
        [["Embauches 2026", None, None], *two.counted()], change=lambda book: book.active.merge_cells("A1:C1")
    )
    yield Case("a merged title", ".xlsx", merged, two.truth, ("header",))
    for above in (["Company", "2026", None], ["A", "B", "C"], ["Entreprise :", "ACME", "x"]):
        for write, suffix in ((xlsx, ".xlsx"), (csv, ".csv")):
            yield Case(f"a title like {above} {suffix}", suffix, write([above, *two.counted()]), two.truth, ("header",))
    many: list[list[Any]] = [[f"line {number}"] for number in range(9)]
    yield Case("nine lines of title", ".xlsx", xlsx([*many, [], *two.counted()]), two.truth, ("header",))
    named = {"header_row": 11}
    yield Case("nine lines of title, named", ".xlsx", xlsx([*many, [], *two.counted()]), two.truth, roles=named)
    yield Case(
        "a line that is none, named", ".xlsx", xlsx(two.counted()), refused="header_row", roles={"header_row": 40}
    )
    for note in ("Source : DRH", "* hors stagiaires", "المصدر: الإدارة", "Printed by HR on 3 May"):
        yield Case(f"a note below: {note[:9]}", ".xlsx", xlsx([*one.counted(), [], [note]]), one.truth, ("footnotes",))
        yield Case(
            f"a note in a text: {note[:9]}",
            ".csv",
            csv([*one.counted(), [None] * 3, [note, None, None]]),
            one.truth,
            ("footnotes",),
        )
    rows = one.counted()
    yield Case("empty rows in the middle", ".xlsx", xlsx([*rows[:3], [], [], *rows[3:]]), one.truth)
    yield Case("empty rows in a text", ".csv", csv([*rows[:3], [None] * 3, [None] * 3, *rows[3:]]), one.truth)
    yield Case("empty columns behind", ".csv", csv([[*row, None, None] for row in rows]), one.truth)
    yield Case("an empty column before", ".xlsx", xlsx([[None, *row] for row in rows]), one.truth)
    yield Case("an empty column between", ".xlsx", xlsx([[row[0], None, *row[1:]] for row in rows]), one.truth)
    yield Case(
        "sections between",
        ".xlsx",
        xlsx([rows[0], ["Bureau de Dakar"], *rows[1:3], ["Bureau de Thiès"], *rows[3:]]),
        one.truth,
        ("tables",),
        True,
    )
    yield Case("headings again", ".xlsx", xlsx([*rows[:3], rows[0], *rows[3:]]), one.truth, ("header",))
    yield Case("headings again in a text", ".csv", csv([*rows[:3], rows[0], *rows[3:]]), one.truth, ("header",))
    upper = [["sex", "decision", None], [None, "hired", "n"]]
    two_lines = {"decision": "decision / hired", "count": "decision / n"}
    change: Callable[[Any], Any] = lambda book: (book.active.merge_cells("A1:A2"), book.active.merge_cells("B1:C1"))  # noqa: E731
    yield Case(
        "two lines of headings",
        ".xlsx",
        xlsx([*upper, *rows[1:]], change=change),
        one.truth,
        ("header",),
        roles=two_lines,
    )
    yield Case(
        "two lines of headings in a text", ".csv", csv([*upper, *rows[1:]]), one.truth, ("header",), roles=two_lines
    )
    beside = [[*row, "see page 3" if place == 2 else None] for place, row in enumerate(rows)]
    yield Case("a remark to the right", ".xlsx", xlsx(beside), one.truth, ("footnotes",))
    wrapped = [["sex", "hired", "n"], *rows[1:]]
    yield Case("capitals and bold", ".xlsx", xlsx(wrapped, change=_bold), one.truth)


def _bold(book: Any) -> None:
    for cell in book.active[1]:
        cell.font = Font(bold=True)


def sheets() -> Iterator[Case]:
    one, two, three = Drawn(10), Drawn(11), Drawn(12)
    both = {
        group: (one.truth[group][0] + two.truth[group][0], one.truth[group][1] + two.truth[group][1])
        for group in one.truth
    }
    all_ = {group: (both[group][0] + three.truth[group][0], both[group][1] + three.truth[group][1]) for group in both}
    months = xlsx(one.counted(), two.counted(), three.counted(), names=("Jan", "Feb", "Mar"))
    yield Case("three months", ".xlsx", months, all_, ("sheets",), True)
    yield Case("three months, two named", ".xlsx", months, both, roles={"sheet": ["Jan", "Feb"]})
    yield Case("three months, one named", ".xlsx", months, two.truth, roles={"sheet": "Feb"})
    yield Case("a sheet that is not there", ".xlsx", months, refused="Jan, Feb, Mar", roles={"sheet": "April"})
    turned = [[row[2], row[0], row[1]] for row in two.counted()]
    yield Case("months with columns in another order", ".xlsx", xlsx(one.counted(), turned), both, ("sheets",), True)
    yield Case(
        "a sheet of sums",
        ".xlsx",
        xlsx(one.counted(), two.counted(), one.counted(), names=("Jan", "Feb", "Total")),
        both,
        ("sheets", "sheets"),
        True,
    )
    yield Case("the same sheet twice", ".xlsx", xlsx(one.counted(), one.counted()), refused="same rows")
    cover = [["Registre des décisions"], ["Direction des ressources humaines"]]
    yield Case("a cover", ".xlsx", xlsx(cover, one.counted(), names=("Lisez-moi", "Données")), one.truth, ("sheets",))
    codes = [["code", "meaning"], ["1", "yes"], ["2", "no"]]
    yield Case(
        "a sheet of codes first",
        ".xlsx",
        xlsx(codes, one.counted(), names=("Codes", "Data")),
        one.truth,
        ("sheets",),
        True,
    )
    yield Case(
        "a hidden sheet first", ".xlsx", xlsx(two.counted(), one.counted(), change=_hide_first), one.truth, ("hidden",)
    )
    yield Case("empty sheets behind", ".xlsx", xlsx(one.counted(), [], []), one.truth)
    yield Case("OpenDocument", ".ods", ods(one.counted()), one.truth)
    yield Case("OpenDocument with two sheets", ".ods", ods(one.counted(), two.counted()), both, ("sheets",), True)
    yield Case("hidden rows in OpenDocument", ".ods", ods(one.counted(), hidden=[3]), one.truth, ("hidden",), True)
    yield Case("hidden rows", ".xlsx", xlsx(one.counted(), change=_hide_row), one.truth, ("hidden",), True)
    kept = {"women": (one.counts["women"][0], one.counts["women"][0]), "men": one.truth["men"]}
    yield Case(
        "hidden rows, left out",
        ".xlsx",
        xlsx(one.counted(), change=_hide_row),
        kept,
        ("hidden",),
        roles={"hidden": "leave-out"},
    )
    yield Case("hidden rows, kept", ".xlsx", xlsx(one.counted(), change=_hide_row), one.truth, roles={"hidden": "keep"})
    yield Case("a hidden column", ".xlsx", xlsx(one.counted(), change=_hide_column), one.truth, ("hidden",))
    merged = [[None if place % 2 == 0 and place else row[0], *row[1:]] for place, row in enumerate(one.counted())]
    yield Case("merged groups", ".xlsx", xlsx(merged, change=_merge_groups), one.truth, ("merged",))
    unknown = {group: (one.counts[group][0], one.counts[group][0]) for group in one.truth}
    lost = {"(unknown)": (0, sum(not_ for _, not_ in one.counts.values()))}
    yield Case("groups empty below", ".csv", csv(merged), {**unknown, **lost}, ("merged",), True)
    yield Case("groups empty below, filled", ".csv", csv(merged), one.truth, roles={"merged": "fill"})
    yield Case("groups empty below in a workbook", ".xlsx", xlsx(merged), {**unknown, **lost}, ("merged",), True)
    numbers = [*one.counted()]
    numbers[2] = [*numbers[2][:2], None]
    yield Case(
        "merged numbers",
        ".xlsx",
        xlsx(numbers, change=lambda book: book.active.merge_cells("C2:C3")),
        refused="merged over several rows",
    )
    formulas = [[*row[:2], "=1+1" if place else row[2]] for place, row in enumerate(one.counted())]
    yield Case("formulas without results", ".xlsx", xlsx(formulas), refused="results were not saved")
    elsewhere = [[*row, "=1+1" if place else "sum"] for place, row in enumerate(one.counted())]
    yield Case("formulas without results elsewhere", ".xlsx", xlsx(elsewhere), one.truth)
    yield Case("called .xlsx", ".xlsx", csv(one.counted()), one.truth)
    yield Case("called .csv", ".csv", xlsx(one.counted()), one.truth)
    yield Case("called .xls", ".xls", csv(one.counted(), "\t"), one.truth)
    yield Case("macros", ".xlsm", xlsx(one.counted()), one.truth)


def _hide_first(book: Any) -> None:
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1


def _hide_row(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True


def _hide_column(book: Any) -> None:
    book.active.column_dimensions["B"].hidden = True


def _merge_groups(book: Any) -> None:
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("A4:A5")


def tables_beside() -> Iterator[Case]:
    one, two = Drawn(90), Drawn(91)
    other = [["office", "manager", "phones"], ["Dakar", "A", 3], ["Thiès", "B", 5]]
    again = [["sex", "promoted", "n"], *two.counted()[1:]]
    for write, suffix in ((xlsx, ".xlsx"), (csv, ".csv")):
        empty = [[None] * 3]
        yield Case(
            f"another table below {suffix}",
            suffix,
            write([*one.counted(), *empty, *other]),
            refused="more than one table",
        )
        yield Case(
            f"another decision below {suffix}",
            suffix,
            write([*one.counted(), *empty, *again]),
            refused="more than one table",
        )
        titled = [*one.counted(), *empty, ["Promotions", None, None], *again]
        yield Case(f"another table below its title {suffix}", suffix, write(titled), refused="more than one table")
    beside = [
        [*left, None, *right] for left, right in zip(one.counted(), [*other, [None] * 3, [None] * 3], strict=True)
    ]
    yield Case("another table beside", ".xlsx", xlsx(beside), refused="side by side")
    twins = [[*left, None, *right] for left, right in zip(one.counted(), two.counted(), strict=True)]
    yield Case("twin tables beside", ".xlsx", xlsx(twins), refused="more than one column|side by side")
