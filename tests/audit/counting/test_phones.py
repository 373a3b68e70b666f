"""Phone numbers are found by the plans of countries; amounts, days and numbers of files are not called so."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest

from toolkit.app.audit.own_table import read_own_table
from toolkit.app.kit.upload import Upload
from toolkit.audit import DecisionLog
from toolkit.audit.counting.reading.phones import phones_in
from toolkit.languages import COMPLETE

DRAW = random.Random(18)


def digits(number: int, first: str = "") -> str:
    return first + "".join(DRAW.choice("0123456789") for _ in range(number - len(first)))


def cells(write: Callable[[], str], number: int = 60) -> list[str]:
    return [write() for _ in range(number)]


# Mobile numbers as the regulators of these countries assign them, written as people there do.
WRITTEN: dict[str, Callable[[], str]] = {
    "KE": lambda: f"0{digits(3, DRAW.choice(('70', '71', '72')))} {digits(3)} {digits(3)}",
    "MA": lambda: " ".join(["06", digits(2, DRAW.choice("1234567")), digits(2), digits(2), digits(2)]),
    "BR": lambda: f"({DRAW.choice(('11', '21', '31', '71'))}) 9{digits(4, DRAW.choice('6789'))}-{digits(4)}",
    "FR": lambda: ".".join(["06", digits(2, DRAW.choice("1234567")), digits(2), digits(2), digits(2)]),
    "LB": lambda: f"03 {digits(3)} {digits(3)}",
    "IN": lambda: f"0{DRAW.choice(('98', '99', '97'))}{digits(3)} {digits(5)}",
}
ABROAD = {
    "KE": lambda: f"+2547{digits(8, DRAW.choice('012'))}",
    "MA": lambda: f"002126{digits(8, DRAW.choice('1234567'))}",
    "BR": lambda: f"+55 11 9{digits(8, DRAW.choice('6789'))}",
    "FR": lambda: f"+33 6 {digits(8, DRAW.choice('1234567'))}",
    "LB": lambda: f"+961 3 {digits(6)}",
    "IN": lambda: f"+91-98{digits(8)}",
}


@pytest.mark.parametrize("place", WRITTEN)
def test_phone_numbers_are_found(place: str) -> None:
    assert phones_in(cells(WRITTEN[place])) == "is"
    assert phones_in(cells(ABROAD[place])) == "is"
    some = cells(ABROAD[place]) + ["", "none", "see file"] * 5  # empty cells and remarks between them
    assert phones_in(some) == "is"


PERHAPS: dict[str, Callable[[], str]] = {
    "digits alone behind a zero": lambda: f"06{digits(8, DRAW.choice('1234567'))}",
    "hyphens as numbers of files have them": lambda: f"70-{digits(6)}",
    "the sign of abroad lost in a spreadsheet": lambda: f"2547{digits(8, DRAW.choice('012'))}",
}
NONE: dict[str, Callable[[], str]] = {
    "Lebanese pay in pounds": lambda: f"{DRAW.randint(70, 71)} {DRAW.randint(0, 9)}00 000",
    "Kenyan pay": lambda: str(DRAW.randint(15_000, 250_000)),
    "pay of twelve digits": lambda: str(DRAW.randint(10**11, 10**12 - 1)),
    "pay with commas": lambda: f"{DRAW.randint(10**6, 10**8):,}",
    "pay with decimals": lambda: f"{DRAW.randint(10**6, 10**8)}.50",
    "changes of pay with a sign": lambda: f"+{DRAW.randint(100, 9_999_999)}",
    "personnel numbers": lambda: digits(8, "4"),
    "personnel numbers filled up with zeros": lambda: f"0000{digits(6)}",
    "Indian identity numbers": lambda: f"{digits(4, DRAW.choice('23456789'))} {digits(4)} {digits(4)}",
    "Brazilian tax numbers": lambda: f"{digits(3)}.{digits(3)}.{digits(3)}-{digits(2)}",
    "French insurance numbers": lambda: digits(15, DRAW.choice("12")),
    "days": lambda: f"{DRAW.randint(2020, 2026)}-{DRAW.randint(1, 12):02}-{DRAW.randint(1, 28):02}",
    "days of other places": lambda: f"{DRAW.randint(1, 28):02}/{DRAW.randint(1, 12):02}/2026",
    "school years": lambda: f"{(year := DRAW.randint(1990, 2024))}-{year + 1}",
    "names": lambda: DRAW.choice(("Amina", "João", "Fatou")) + digits(2),
    "the phones of five offices": lambda: f"05 22 {DRAW.choice(('10 20 30', '11 22 33', '12 34 56', '44 55 66'))}",
}


@pytest.mark.parametrize("name", PERHAPS)
def test_what_may_be_other_numbers_is_not_said_with_certainty(name: str) -> None:
    assert phones_in(cells(PERHAPS[name])) == "seems"


@pytest.mark.parametrize("name", NONE)
def test_amounts_and_other_numbers_are_no_phone_numbers(name: str) -> None:
    assert phones_in(cells(NONE[name])) == ""


def table(column: Sequence[str], heading: str) -> pd.DataFrame:
    return pd.DataFrame({"sex": ["women", "men"] * 30, "hired": ["yes", "no", "no"] * 20, heading: list(column)})


ROLES: dict[str, Any] = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["sex"]}


@pytest.mark.parametrize(
    ("column", "said"),
    [(cells(ABROAD["KE"]), "holds phone"), (cells(PERHAPS[next(iter(PERHAPS))]), "seems to hold phone")],
)
def test_phones_are_told_in_code_and_let_go_on_the_page(column: list[str], said: str) -> None:
    frame = table(column, "reach")
    in_code = DecisionLog(frame, **ROLES).reading
    assert [one.kind for one in in_code] == ["identifiers"]
    assert said in in_code[0].say("en")
    assert len({in_code[0].say(language) for language in COMPLETE}) == len(COMPLETE)
    own = read_own_table(Upload("log.csv", frame.to_csv(index=False).encode()))
    assert own.persons == ("reach",)
    assert not any(cell in str(own.read.columns) + str(own.first) for cell in column)
    on_the_page = DecisionLog(own.read, **ROLES).reading
    assert [one.say("en") for one in on_the_page] == [one.say("en") for one in in_code]


def test_pay_stays_on_the_page() -> None:
    pay = cells(NONE["Lebanese pay in pounds"])
    own = read_own_table(Upload("log.csv", table(pay, "pay").to_csv(index=False).encode()))
    assert own.persons == ()
    assert set(own.kept) == {"sex", "hired", "pay"}
