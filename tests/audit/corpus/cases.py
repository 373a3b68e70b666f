"""Bad and odd files, each with what stands in it: drawn by a seed, and never read by the toolkit."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.styles import Font

from tests.audit.corpus.writing import csv, gzipped, json_lines, ods, xlsx, zipped

Truth = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Case:
    """A file: its bytes, what its columns mean, and the truth, or words with which it is to be refused.

    ``notes`` are kinds that have to be told, and no others; ``is_open`` whether the audit says that something is not
    settled.
    """

    name: str
    suffix: str
    data: bytes = field(repr=False)
    truth: Truth | None = None
    notes: tuple[str, ...] = ()
    is_open: bool = False
    refused: str = ""
    roles: dict[str, Any] = field(default_factory=dict)


class Drawn:
    """Counts of people by group and decision, drawn anew for each file."""

    def __init__(self, seed: int, groups: tuple[str, ...] = ("women", "men"), yes: str = "yes", no: str = "no") -> None:
        draw = random.Random(seed)
        self.yes, self.no = yes, no
        self.counts = {group: (draw.randint(11, 89), draw.randint(11, 89)) for group in groups}
        self.draw = draw

    @property
    def truth(self) -> Truth:
        return {group: (chosen, chosen + not_) for group, (chosen, not_) in self.counts.items()}

    def counted(self, head: tuple[str, ...] = ("sex", "hired", "n")) -> list[list[Any]]:
        """Headings, and a row a cell."""
        rows: list[list[Any]] = [list(head)]
        for group, (chosen, not_) in self.counts.items():
            rows += [[group, self.yes, chosen], [group, self.no, not_]]
        return rows

    def persons(self, head: tuple[str, ...] = ("sex", "hired", "grade")) -> list[list[Any]]:
        """Headings, and a row a person, in any order."""
        rows = [
            [group, decision, self.draw.choice("ABC")]
            for group, numbers in self.counts.items()
            for decision, number in zip((self.yes, self.no), numbers, strict=True)
            for _ in range(number)
        ]
        self.draw.shuffle(rows)
        return [list(head), *rows]

    def crosstab(self, corner: str = "sex") -> list[list[Any]]:
        """A row a group, a column a decision."""
        return [[corner, self.yes, self.no], *([group, *numbers] for group, numbers in self.counts.items())]


PERSONS = {"count": None}


def cases() -> Iterator[Case]:
    """All files."""
    yield from _letters()
    yield from _numbers()
    yield from _titles_and_notes()
    yield from _sheets()
    yield from _totals()
    yield from _values()
    yield from _crosstabs()
    yield from _packed()
    yield from _broken()
    yield from _tables_beside()
    yield from _persons()


def _letters() -> Iterator[Case]:
    one = Drawn(1)
    for sign in ";\t|,":
        yield Case(f"parted by {sign!r}", ".csv", csv(one.counted(), sign), one.truth)
    for end in ("\r\n", "\n"):
        yield Case(f"ends {end!r}", ".csv", csv(one.counted(), end=end), one.truth)
    yield Case("byte order mark", ".csv", csv(one.counted(), encoding="utf-8-sig"), one.truth)
    yield Case("utf-16", ".csv", csv(one.counted(), "\t", encoding="utf-16"), one.truth)
    yield Case("text", ".txt", csv(one.counted(), "\t"), one.truth)
    french = Drawn(2, ("employées", "employés"), "acceptée", "refusée")
    roles = {"groups": ["sexe"], "decision": "décision", "selected": ["acceptée"], "count": "effectif"}
    rows = french.counted(("sexe", "décision", "effectif"))
    yield Case("cp1252", ".csv", csv(rows, ";", encoding="cp1252"), french.truth, ("encoding",), roles=roles)
    yield Case("French in UTF-8", ".csv", csv(rows, ";"), french.truth, roles=roles)
    named = {**roles, "encoding": "cp1252"}
    yield Case("cp1252, named", ".csv", csv(rows, ";", encoding="cp1252"), french.truth, roles=named)
    arabic = Drawn(3, ("النساء", "الرجال"), "نعم", "لا")
    roles = {"groups": ["الجنس"], "decision": "القرار", "selected": ["نعم"], "count": "العدد"}
    rows = arabic.counted(("الجنس", "القرار", "العدد"))
    for encoding in ("cp1256", "iso8859_6"):
        yield Case(
            f"Arabic in {encoding}", ".csv", csv(rows, encoding=encoding), arabic.truth, ("encoding",), roles=roles
        )
    yield Case("Arabic in UTF-8", ".csv", csv(rows), arabic.truth, roles=roles)
    yield Case("Arabic workbook", ".xlsx", xlsx(rows, change=_right_to_left), arabic.truth, roles=roles)
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    written = [rows[0], *([*row[:2], str(row[2]).translate(digits)] for row in rows[1:])]
    yield Case("Arabic digits", ".csv", csv(written), arabic.truth, ("numbers",), roles=roles)
    yield Case("Arabic digits in a workbook", ".xlsx", xlsx(written), arabic.truth, ("numbers",), roles=roles)
    russian = Drawn(4, ("женщины", "мужчины"))
    yield Case("cp1251", ".csv", csv(russian.counted(), encoding="cp1251"), refused="UTF-8")
    marked = [[f"\u200f{cell}\u200e" if isinstance(cell, str) else cell for cell in row] for row in one.counted()]
    yield Case("marks of direction", ".csv", csv(marked), one.truth)
    yield Case("marks of direction in a workbook", ".xlsx", xlsx(marked), one.truth)
    spaced = [[f"\u00a0{cell} \u200b" if isinstance(cell, str) else cell for cell in row] for row in one.counted()]
    yield Case("spaces that nobody sees", ".csv", csv(spaced), one.truth)


def _right_to_left(book: Any) -> None:
    book.active.sheet_view.rightToLeft = True


def _numbers() -> Iterator[Case]:
    one = Drawn(5)
    large = {group: (1000 * chosen + 234, 1000 * not_ + 567) for group, (chosen, not_) in one.counts.items()}
    one.counts = large
    for name, sign, mark in (("points", ";", "."), ("commas", ";", ","), ("spaces", ";", " "), ("thin", ";", "\u202f")):
        rows = [
            [*row[:2], f"{row[2]:,}".replace(",", mark)] if isinstance(row[2], int) else row for row in one.counted()
        ]
        yield Case(f"thousands with {name}", ".csv", csv(rows, sign), one.truth, ("numbers",))
        yield Case(f"thousands with {name} in a workbook", ".xlsx", xlsx(rows), one.truth, ("numbers",))
    apostrophe = [
        [*row[:2], f"{row[2]:,}".replace(",", "’")] if isinstance(row[2], int) else row for row in one.counted()
    ]
    yield Case("thousands with apostrophes", ".csv", csv(apostrophe), one.truth, ("numbers",))
    round_ = [["sex", "hired", "n"], ["women", "yes", "1.000"], ["women", "no", "2.000"], ["men", "yes", "3.000"]]
    yield Case("thousands or three decimals", ".csv", csv(round_, ";"), refused="two ways")
    told = {"women": (1000, 3000), "men": (3000, 3000)}
    yield Case("thousands, said", ".csv", csv(round_, ";"), told, roles={"decimal": ","})
    two = Drawn(6)
    text = [[*row[:2], str(row[2])] for row in two.counted()]
    yield Case("numbers kept as text", ".xlsx", xlsx(text), two.truth)
    floats = [[*row[:2], float(row[2])] if isinstance(row[2], int) else row for row in two.counted()]
    yield Case("numbers with a decimal", ".csv", csv(floats), two.truth)
    marked = [[*row[:2], f"{row[2]}*" if place == 2 else row[2]] for place, row in enumerate(two.counted())]
    yield Case("a mark of a footnote", ".csv", csv(marked), two.truth, ("footnotes",))
    yield Case(
        "a raised mark",
        ".xlsx",
        xlsx([[*r[:2], f"{r[2]}¹" if p == 2 else r[2]] for p, r in enumerate(two.counted())]),
        two.truth,
        ("footnotes",),
    )
    for sign in ("<5", "*", "n/a", "..", "≤ 10", "-", "ND", "غ/م"):
        three = Drawn(7, ("women", "men", "others"))
        rows = three.counted()
        rows[5][2] = sign
        truth = {**three.truth, "others": (0, three.counts["others"][1])}
        yield Case(f"a count that was withheld as {sign}", ".csv", csv(rows), truth, ("numbers",), True)
    for bad, said in (
        ("-3", "whole numbers"),
        ("12,5", "whole numbers"),
        ("45%", "percentage"),
        ("many", "whole numbers"),
    ):
        rows = two.counted()
        rows[2][2] = bad
        yield Case(f"a count of {bad}", ".csv", csv(rows, ";"), refused=said)
    shares = [["sex", "hired", "n"], ["women", "yes", 40], ["women", "no", 60], ["men", "yes", 55], ["men", "no", 45]]
    yield Case("percentages", ".csv", csv(shares), {"women": (40, 100), "men": (55, 100)}, ("numbers",), True)
    huge = two.counted()
    huge[1][2] = 9 * 10**18
    yield Case("more people than live", ".csv", csv(huge), refused="add up to more than")


def _titles_and_notes() -> Iterator[Case]:
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
        ("footnotes",),
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


def _sheets() -> Iterator[Case]:
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


def _totals() -> Iterator[Case]:
    for seed, word in enumerate(
        (
            "Total",
            "TOTAL",
            "Ensemble",
            "المجموع",
            "Total :",
            "Women and men total",
            "Total général",
            "Sous-total",
            "Todos",
            "Sum",
        ),
        start=20,
    ):
        one = Drawn(seed)
        chosen, not_ = (sum(pair) for pair in zip(*one.counts.values(), strict=True))
        rows = [*one.counted(), [word, "yes", chosen], [word, "no", not_]]
        yield Case(f"a row of totals: {word}", ".csv", csv(rows), one.truth, ("totals",), True)
        yield Case(
            f"totals that were said to go: {word}",
            ".xlsx",
            xlsx(rows),
            one.truth,
            ("totals",),
            roles={"totals": "leave-out"},
        )
    one = Drawn(30)
    rows = [*one.counted(), ["Total", None, sum(map(sum, one.counts.values()))]]
    yield Case("one row of totals", ".xlsx", xlsx(rows), one.truth, ("totals",), True)
    persons = [*one.persons(), ["Total", "90 decisions", None]]
    yield Case("a total below persons", ".csv", csv(persons), one.truth, ("totals",), True, roles=PERSONS)
    chosen, not_ = (sum(pair) for pair in zip(*one.counts.values(), strict=True))
    for word in ("Total", "Ensemble"):
        offices = [["office", *one.counted()[0]], *(["Dakar", *row] for row in one.counted()[1:])]
        apart = [*offices, [word, None, "yes", chosen], [word, None, "no", not_]]
        yield Case(f"{word} in a column that nobody asks about", ".csv", csv(apart), one.truth, ("totals",), True)
        all_ = [*offices, [word, None, None, chosen + not_]]
        yield Case(
            f"{word} of all in a column that nobody asks about", ".xlsx", xlsx(all_), one.truth, ("totals",), True
        )
    wrong = [*one.counted(), ["Total", "yes", 7], ["Total", "no", 4]]
    yield Case(
        "a row of averages",
        ".csv",
        csv([*one.counted(), ["Moyenne", "yes", 20]]),
        {**one.truth, "Moyenne": (20, 20)},
        ("totals",),
        True,
    )
    yield Case("totals that do not add up", ".csv", csv(wrong), {**one.truth, "Total": (7, 11)}, ("totals",), True)


def _values() -> Iterator[Case]:
    one = Drawn(40)
    rows = one.counted()
    extra = [*rows, ["Women", "yes", 5], ["women ", "yes", 3], ["WOMEN", "no", 2]]
    chosen, all_ = one.truth["women"]
    apart = {**one.truth, "women": (chosen + 3, all_ + 3), "Women": (5, 5), "WOMEN": (0, 2)}
    yield Case("spellings", ".csv", csv(extra), apart, ("spellings",), True)
    merged = {**one.truth, "women": (chosen + 8, all_ + 10)}
    yield Case("spellings, merged", ".csv", csv(extra), merged, roles={"spellings": "merge"})
    yield Case("spellings, kept", ".csv", csv(extra), apart, roles={"spellings": "keep"})
    for mark in "*†¹":
        marked = [*rows, [f"women{mark}", "yes", 5]]
        yield Case(
            f"a group with the mark {mark}",
            ".csv",
            csv(marked),
            {**one.truth, f"women{mark}": (5, 5)},
            ("spellings",),
            True,
        )
    yes = [*rows, ["men", "Yes", 4], ["men", "YES ", 6]]
    chosen, all_ = one.truth["men"]
    yield Case("spellings of yes", ".csv", csv(yes), {**one.truth, "men": (chosen, all_ + 10)}, ("spellings",), True)
    said = {**one.truth, "men": (chosen + 10, all_ + 10)}
    yield Case("spellings of yes, merged", ".csv", csv(yes), said, roles={"spellings": "merge"})
    arabic = [
        ["الجنس", "hired", "n"],
        ["إداري", "yes", 20],
        ["اداري", "no", 10],
        ["عامل", "yes", 30],
        ["عامل", "no", 5],
    ]
    apart = {"إداري": (20, 20), "اداري": (0, 10), "عامل": (30, 35)}
    yield Case("spellings of Arabic", ".csv", csv(arabic), apart, ("spellings",), True, roles={"groups": ["الجنس"]})
    for sign in ("n/a", "-", "?", "NULL", "inconnu"):
        unknown = [*rows, [sign, "yes", 6]]
        yield Case(f"a group {sign}", ".csv", csv(unknown), {**one.truth, sign: (6, 6)}, ("spellings",), True)
        yield Case(
            f"a group {sign}, named",
            ".xlsx",
            xlsx(unknown),
            {**one.truth, "(unknown)": (6, 6)},
            roles={"missing": [sign]},
        )
    for sign in ("#REF!", "#N/A", "#DIV/0!", "#NOM?", "Err:502"):
        wrong = [*rows, [sign, "yes", 6]]
        yield Case(f"an error {sign}", ".csv", csv(wrong), {**one.truth, "(unknown)": (6, 6)}, ("errors",), True)
    yield Case(
        "an error in a workbook",
        ".xlsx",
        xlsx([*rows, ["x", "yes", 6]], change=_error),
        {**one.truth, "(unknown)": (6, 6)},
        ("errors",),
        True,
    )
    yield Case("Namibia", ".csv", csv([*rows, ["None", "yes", 6]]), {**one.truth, "None": (6, 6)}, ("spellings",), True)


def _error(book: Any) -> None:
    cell = book.active["A6"]
    cell.value, cell.data_type = "#REF!", "e"


def _crosstabs() -> Iterator[Case]:
    for seed, suffix in enumerate((".csv", ".xlsx", ".ods"), start=50):
        one = Drawn(seed)
        write: dict[str, Callable[..., bytes]] = {".csv": csv, ".xlsx": xlsx, ".ods": ods}
        table = one.crosstab()
        turned = {"count": None}
        yield Case(f"a crosstab {suffix}", suffix, write[suffix](table), one.truth, ("header",), True, roles=turned)
        summed = [[*row, sum(row[1:]) if place else "Total"] for place, row in enumerate(table)]  # type: ignore[arg-type]
        yield Case(
            f"a crosstab with sums {suffix}",
            suffix,
            write[suffix](summed),
            one.truth,
            ("totals", "header"),
            True,
            roles=turned,
        )
        below = [*summed, ["Total", *(sum(row[at] for row in summed[1:]) for at in (1, 2, 3))]]
        yield Case(
            f"a crosstab with sums on both sides {suffix}",
            suffix,
            write[suffix](below),
            one.truth,
            ("totals", "header", "totals"),
            True,
            roles=turned,
        )
        wrong = [[*row, 5 if place else "Total"] for place, row in enumerate(table)]
        yield Case(f"a crosstab with wrong sums {suffix}", suffix, write[suffix](wrong), refused="add up", roles=turned)
        named = {"count": None, "across": ["yes", "no"]}
        yield Case(f"a crosstab, named {suffix}", suffix, write[suffix](summed), one.truth, ("header",), roles=named)
        years = [[2026 if place else "year", *row] for place, row in enumerate(table)]
        yield Case(
            f"a crosstab with a year {suffix}", suffix, write[suffix](years), one.truth, ("header",), True, roles=turned
        )
        shares = [[*row, f"{100 * row[1] // sum(row[1:])} %" if place else "% yes"] for place, row in enumerate(table)]  # type: ignore[arg-type, operator]
        yield Case(
            f"a crosstab with shares {suffix}",
            suffix,
            write[suffix](shares),
            one.truth,
            ("header",),
            True,
            roles=turned,
        )
    one = Drawn(60)
    upper = [["sex", "hired", None], [None, "yes", "no"], *one.crosstab()[1:]]
    change: Callable[[Any], Any] = lambda book: (book.active.merge_cells("B1:C1"), book.active.merge_cells("A1:A2"))  # noqa: E731
    yield Case(
        "a crosstab under two headings",
        ".xlsx",
        xlsx(upper, change=change),
        one.truth,
        ("header", "header"),
        True,
        roles={"count": None},
    )
    other = [["hired", "women", "men"], ["yes", 40, 50], ["no", 60, 30]]
    yield Case("a crosstab of groups", ".csv", csv(other), refused="There is no column", roles={"count": None})


def _packed() -> Iterator[Case]:
    one = Drawn(70)
    plain = csv(one.counted())
    yield Case("gzip", ".gz", gzipped(plain), one.truth)
    yield Case("gzip, called .csv", ".csv", gzipped(plain), one.truth)
    yield Case("zip", ".zip", zipped(log__csv=plain), one.truth)
    yield Case("zip with a workbook", ".zip", zipped(log__xlsx=xlsx(one.counted())), one.truth)
    yield Case("zip of two", ".zip", zipped(a__csv=plain, b__csv=plain), refused="more than one file")
    yield Case(
        "zip of zip of zip of zip",
        ".zip",
        zipped(a__zip=zipped(b__zip=zipped(c__zip=zipped(d__csv=plain)))),
        refused="not a table",
    )
    yield Case("a bomb", ".gz", gzipped(bytes(401_000_000)), refused="memory")
    yield Case("JSON lines", ".jsonl", json_lines(one.counted()), one.truth)
    yield Case("JSON list", ".json", b"[" + json_lines(one.counted()).strip().replace(b"\n", b",") + b"]", one.truth)
    yield Case("JSON inside JSON", ".jsonl", b'{"sex": {"a": 1}, "hired": "yes", "n": 3}\n', refused="records inside")
    yield Case("JSON that breaks off", ".jsonl", json_lines(one.counted())[:-9], refused="no record")
    yield Case(
        "JSON with a name twice", ".jsonl", b'{"sex": "a", "sex": "b", "hired": "yes", "n": 3}\n', refused="no record"
    )


def _broken() -> Iterator[Case]:
    one = Drawn(80)
    plain = csv(one.counted())
    yield Case("cut off", ".csv", plain + b"men", refused="as many cells")
    yield Case("a quotation mark too many", ".csv", plain.replace(b"men,yes", b'"men,yes'), refused="quotation mark")
    yield Case("a row too long", ".csv", plain + b"men,yes,3,4\n", refused="as many cells")
    yield Case("lines that end in two ways", ".csv", plain.replace(b"\n", b"\r\n", 2), refused="same way")
    yield Case(
        "a heading twice",
        ".csv",
        csv([["sex", "sex", "hired", "n"], ["a", "b", "yes", 3]]),
        refused="more than one column",
    )
    yield Case(
        "a heading twice in a workbook",
        ".xlsx",
        xlsx([["sex", "hired", "n", "n"], ["a", "yes", 3, 4]]),
        refused="more than one column",
    )
    yield Case("no headings", ".csv", csv(one.counted()[1:]), refused="There is no column")
    yield Case("headings alone", ".csv", csv(one.counted()[:1]), refused="no rows")
    yield Case("headings alone in a workbook", ".xlsx", xlsx(one.counted()[:1]), refused="no rows")
    yield Case("nothing", ".csv", b"", refused="no rows")
    yield Case("half a workbook", ".xlsx", xlsx(one.counted())[:3000], refused="not a table")
    yield Case("a PDF", ".csv", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", refused="PDF")
    yield Case("a picture", ".xlsx", b"\x89PNG\r\n\x1a\n" + bytes(90), refused="PNG")
    yield Case(
        "a password",
        ".xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        refused="password",
    )
    yield Case("no Parquet", ".parquet", plain, refused="no Parquet")
    yield Case(
        "a page of the web",
        ".xls",
        b"<html><table><tr><td>sex</td></tr></table></html>",
        refused="HTML",
    )


def _tables_beside() -> Iterator[Case]:
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


def _persons() -> Iterator[Case]:
    one = Drawn(95)
    yield Case("persons", ".csv", csv(one.persons()), one.truth, roles=PERSONS)
    yield Case("persons in a workbook", ".xlsx", xlsx(one.persons()), one.truth, roles=PERSONS)
    head, *rows = one.persons()
    numbered = [[*head, "matricule"], *([*row, f"K{place:04}"] for place, row in enumerate(rows))]
    yield Case("persons with numbers", ".csv", csv(numbered), one.truth, ("identifiers",), roles=PERSONS)
    twice = [*numbered, numbered[1], numbered[2]]
    more = {group: list(pair) for group, pair in one.truth.items()}
    for row in twice[-2:]:
        more[row[0]][1] += 1
        more[row[0]][0] += row[1] == "yes"
    counted = {group: (pair[0], pair[1]) for group, pair in more.items()}
    yield Case("persons twice", ".csv", csv(twice), counted, ("identifiers", "duplicates"), True, roles=PERSONS)
    yield Case(
        "persons twice, once",
        ".csv",
        csv(twice),
        one.truth,
        ("identifiers", "duplicates"),
        roles={**PERSONS, "repeated": "drop"},
    )
    yield Case(
        "persons twice, kept", ".xlsx", xlsx(twice), counted, ("identifiers",), roles={**PERSONS, "repeated": "keep"}
    )
