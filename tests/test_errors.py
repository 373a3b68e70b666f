"""Every error is a whole sentence that can be said in every language, and knows what to do next."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import errors
from toolkit.errors import (
    AgreementError,
    AuditError,
    ColumnNotFound,
    DataError,
    EmptyTable,
    InvalidBlank,
    RecordError,
    SetupError,
    ToolkitError,
    UnfilledBlank,
    UnknownBlank,
    UnknownClause,
    UnknownSuffix,
    UnreadableFile,
    ValueNotFound,
    translatable,
)
from toolkit.languages import KNOWN, Language, UnknownLanguage, strip
from toolkit.registers.codebook import UnknownDataset
from toolkit.rights import UnknownEmployer, UnknownPlace, UnknownRight, UnknownSituation

TOLD = [
    (
        ColumnNotFound("risc", ["risk", "sex"]),
        "There is no column “risc” in this table. Did you mean “risk”? It has risk, sex.",
    ),
    (
        ColumnNotFound("zzz", ["risk", "sex"]),
        "There is no column “zzz” in this table. It has: risk, sex. Name one of these.",
    ),
    (
        ValueNotFound("hihg", "risk", ["high", "low"]),
        "The value “hihg” never occurs in “risk”. It has: high, low. Name one of these.",
    ),
    (
        EmptyTable("log.csv"),
        "There are no rows in log.csv. Check that it is the right file and that it was saved whole.",
    ),
    (
        UnknownSuffix("a.odt", [".docx", ".pdf"]),
        "The ending of “a.odt” is not known here. Use one of: .docx, .pdf.",
    ),
    (UnknownClause("biass", ["bias"]), "There is no clause “biass” in the library. It has: bias."),
    (
        UnfilledBlank("bias", "auditor", "the University"),
        "In the clause “bias” the blank “auditor” is empty. Give a value, for example: the University.",
    ),
    (
        InvalidBlank("bias", "interval_months", "0", "a whole number from 1 to 60"),
        "In the clause “bias” the blank “interval_months” cannot be “0”. It takes a whole number from 1 to 60.",
    ),
    (
        UnknownBlank("bias", "auditer", ["auditor"]),
        "The clause “bias” has no blank “auditer”. It has: auditor. Fill in one of these.",
    ),
    (
        RecordError("clauses/bias", "there is no en.md"),
        "The record clauses/bias does not hold: there is no en.md. Mend the file and try again.",
    ),
]
ELSEWHERE = [
    UnknownLanguage("xx"),
    UnknownDataset("grants", ["student-grant-checks"]),
    UnknownPlace("Kenya"),
    UnknownPlace("zz"),
    UnknownRight("reviw", ["review"]),
    UnknownRight("zz", ["review"]),
    UnknownEmployer("charity"),
    UnknownSituation("lunch"),
]
FAMILY = {
    ToolkitError: Exception,
    DataError: ToolkitError,
    ColumnNotFound: DataError,
    ValueNotFound: DataError,
    EmptyTable: DataError,
    UnreadableFile: DataError,
    UnknownSuffix: DataError,
    AuditError: ToolkitError,
    AgreementError: ToolkitError,
    UnknownClause: AgreementError,
    UnfilledBlank: AgreementError,
    InvalidBlank: AgreementError,
    UnknownBlank: InvalidBlank,
    RecordError: ToolkitError,
    SetupError: ToolkitError,
}

each_error = pytest.mark.parametrize(
    "error", [error for error, _ in TOLD] + ELSEWHERE, ids=lambda error: type(error).__name__
)


@pytest.mark.parametrize(("error", "told"), TOLD, ids=[type(error).__name__ for error, _ in TOLD])
def test_an_error_says_what_where_and_what_next(error: ToolkitError, told: str) -> None:
    assert str(error) == told


@each_error
@pytest.mark.parametrize("code", KNOWN)
def test_every_error_can_be_said_in_every_language_with_the_values_of_its_class(error: ToolkitError, code: str) -> None:
    said = Language(code).say_error(error)
    assert not re.search(r"[{}]", said)
    for value in error.values.values():
        if isinstance(value, str):
            assert strip(value) in strip(said)
    if code == "en":
        # A list reads with "and" on the page and with a comma in a traceback.
        assert said.replace(" and ", ", ") == str(error).replace(" and ", ", ")
    if code == "ar":
        assert re.search("[\u0600-\u06ff]", said)


def test_every_sentence_of_the_errors_is_tried_here() -> None:
    tree = ast.parse(inspect.getsource(errors))
    marked = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translatable"
        for _ in [node.args[0]]
        if isinstance(node.args[0], ast.Constant)
    }
    assert marked == {error.sentence for error, _ in TOLD}


def test_the_family_is_as_the_first_page_draws_it() -> None:
    found = {item for item in vars(errors).values() if inspect.isclass(item) and issubclass(item, ToolkitError)}
    assert found == set(FAMILY)
    for child, parent in FAMILY.items():
        assert child.__bases__ == (parent,)
        assert re.search(rf"\b{child.__name__}\b", errors.__doc__ or ""), child


def test_every_error_of_the_package_belongs_to_the_family() -> None:
    package = Path(errors.__file__).parent
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                name = getattr(node.exc.func, "id", getattr(node.exc.func, "attr", ""))
                builtin = {"ValueError", "TypeError", "KeyError", "RuntimeError", "Exception", "OSError"}
                assert name not in builtin, f"{path.name}:{node.lineno} raises {name}, which nobody can translate"


def test_a_long_list_is_cut_and_says_so() -> None:
    columns = [f"c{number}" for number in range(40)]
    told = str(ColumnNotFound("zzz", columns))
    assert "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, … (40)" in told
    assert "c12" not in told
    assert "… (40)" in Language("en").say_error(ColumnNotFound("zzz", columns))


@each_error
def test_an_error_keeps_its_sentence_and_values_apart(error: ToolkitError) -> None:
    assert set(re.findall(r"{(\w+)}", error.sentence)) == set(error.values)


@given(st.text())
def test_no_value_can_break_an_error(value: str) -> None:
    for error in (
        ColumnNotFound(value, [value, "x"]),
        ValueNotFound(value, value, [value]),
        EmptyTable(value),
        UnknownSuffix(value, [value]),
        UnfilledBlank(value, value, value),
        InvalidBlank(value, value, value, value),
    ):
        assert value in str(error)
        for code in ("en", "ar"):
            assert value in Language(code).say_error(error)


def test_a_sentence_without_its_values_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        ToolkitError("There is no column “{column}”.")


def test_marking_a_sentence_changes_nothing() -> None:
    assert translatable("Check") == "Check"


def test_a_caller_can_go_on_after_any_error_of_ours() -> None:
    with pytest.raises(DataError):
        raise ColumnNotFound("a", ["b"])
    with pytest.raises(ToolkitError):
        raise SetupError("Port {port} is taken.", port=8866)
