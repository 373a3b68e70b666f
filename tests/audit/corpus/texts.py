"""Texts: their letters, their numbers, how they are packed, and how they break."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.audit.corpus.drawn import Case, Drawn
from tests.audit.corpus.writing import csv, gzipped, json_lines, xlsx, zipped


def letters() -> Iterator[Case]:
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


def numbers() -> Iterator[Case]:
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


def packed() -> Iterator[Case]:
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
    yield Case("a bomb", ".gz", lambda: gzipped(bytes(401_000_000)), refused="memory")
    yield Case("JSON lines", ".jsonl", json_lines(one.counted()), one.truth)
    yield Case("JSON list", ".json", b"[" + json_lines(one.counted()).strip().replace(b"\n", b",") + b"]", one.truth)
    yield Case("JSON inside JSON", ".jsonl", b'{"sex": {"a": 1}, "hired": "yes", "n": 3}\n', refused="records inside")
    yield Case("JSON that breaks off", ".jsonl", json_lines(one.counted())[:-9], refused="no record")
    yield Case(
        "JSON with a name twice", ".jsonl", b'{"sex": "a", "sex": "b", "hired": "yes", "n": 3}\n', refused="no record"
    )


def broken() -> Iterator[Case]:
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
