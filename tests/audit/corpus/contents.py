"""Totals, spellings, errors, crosstabs, and persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.audit.corpus.drawn import PERSONS, Case, Drawn
from tests.audit.corpus.writing import csv, ods, xlsx


def totals() -> Iterator[Case]:
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


def values() -> Iterator[Case]:
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


def crosstabs() -> Iterator[Case]:
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


def persons() -> Iterator[Case]:
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
