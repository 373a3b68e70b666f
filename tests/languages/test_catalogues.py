"""The catalogues that the toolkit has: Arabic is whole, the others merely wait, and all agree with the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from toolkit.languages import COMPLETE, KNOWN, is_reviewed
from toolkit.languages.catalogue import FOLDER, PLURAL_FORMS, read_catalogue, translations
from toolkit.languages.checks import check_catalogue, placeholders
from toolkit.languages.extract import TEMPLATE, extract_messages

HOME = Path(__file__).parents[2]
PACKAGE, NOTEBOOKS = HOME / "toolkit", HOME / "notebooks"
OTHERS = [code for code in KNOWN if code not in COMPLETE]


@pytest.mark.parametrize("code", [code for code in COMPLETE if code != "en"])
def test_a_complete_language_has_no_fault(code: str) -> None:
    assert [str(fault) for fault in check_catalogue(code, PACKAGE, NOTEBOOKS)] == []


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.slow
def test_a_language_that_waits_lacks_sentences_and_has_no_other_fault(code: str) -> None:
    faults = check_catalogue(code, PACKAGE, NOTEBOOKS)
    assert {fault.kind for fault in faults} <= {"missing"}


def test_the_template_is_what_an_extraction_finds_today() -> None:
    with (FOLDER / TEMPLATE).open("rb") as file:
        written = {message.id: [place for place, _ in message.locations] for message in read_po(file) if message.id}
    found = {
        message.id: [place for place, _ in message.locations]
        for message in extract_messages(PACKAGE, NOTEBOOKS)
        if message.id
    }
    assert set(written) == set(found), "run: toolkit notebooks --extract"
    assert {text: sorted(set(places)) for text, places in written.items()} == {
        text: sorted(set(places)) for text, places in found.items()
    }


@pytest.mark.parametrize("code", [code for code in KNOWN if code != "en"])
def test_a_catalogue_says_the_plural_rule_that_the_code_relies_on(code: str) -> None:
    catalog = read_catalogue(code)
    assert f"nplurals={catalog.num_plurals}" in PLURAL_FORMS[code]
    header = (FOLDER / f"{code}.po").read_text(encoding="utf-8")
    assert f'"Plural-Forms: {PLURAL_FORMS[code]};\\n"' in header


def test_no_translation_is_called_reviewed_before_somebody_has_read_it() -> None:
    assert is_reviewed("en")
    for code in KNOWN[1:]:
        assert is_reviewed(code) == ('"X-Review: reviewed' in (FOLDER / f"{code}.po").read_text(encoding="utf-8"))
    assert not is_reviewed("de")


def test_every_language_has_a_catalogue_and_no_catalogue_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.po")} == set(KNOWN) - {"en"}
    assert translations("de").gettext("Check") == "Check"


def test_the_arabic_is_arabic() -> None:
    left = []
    for message in read_catalogue("ar"):
        for string in message.string if isinstance(message.string, tuple) else (message.string,):
            words = re.sub(r"{\w+}|https?://\S+|\([^)]*\.\w{2,}\)", "", string)
            if message.id and re.search("[A-Za-z]{2}", words) and not re.search("[\u0600-\u06ff]", words):
                left.append(message.id)
    assert left == []


def test_arabic_never_writes_arabic_indic_digits_or_latin_question_marks() -> None:
    for message in read_catalogue("ar"):
        for string in message.string if isinstance(message.string, tuple) else (message.string,):
            if message.id:
                assert not re.search("[٠-٩۰-۹]", string), string
                assert not re.search("[\u0600-\u06ff] ?[?;]", string), string


# --- sentences and the values they are said with ---------------------------------------------------------------------


def constants(tree: ast.Module) -> dict[str, list[str]]:
    """The marked sentences of a module by the name they were given, those in a dictionary under its name."""
    found: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            name = getattr(targets[0], "id", "")
            for inner in ast.walk(node.value):
                if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") == "translatable":
                    found.setdefault(name, []).append(ast.literal_eval(inner.args[0]))
            if isinstance(node.value, ast.Dict):  # and each entry by its key, where the key is written out
                for key, value in zip(node.value.keys, node.value.values, strict=True):
                    if isinstance(key, ast.Constant):
                        found[f"{name}[{key.value}]"] = sentences_of(value, found)
    return found


def imported(tree: ast.Module, marked: dict[Path, dict[str, list[str]]]) -> dict[str, list[str]]:
    """The marked sentences that a module takes from others of ours, by the name that they have in it."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            theirs = marked.get(Path(*node.module.split(".")).with_suffix(".py"), {})
            for each in node.names:
                own = each.asname or each.name
                entries = {name: told for name, told in theirs.items() if name.startswith(f"{each.name}[")}
                found |= {name.replace(each.name, own, 1): told for name, told in entries.items()}
                found |= {own: theirs[each.name]} if each.name in theirs else {}
    return found


def sentences_of(node: ast.expr, known: dict[str, list[str]]) -> list[str]:
    """The sentences that the first argument of a call can be."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translatable":
        return [ast.literal_eval(node.args[0])]
    if isinstance(node, ast.Name):
        return known.get(node.id, [])
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        entry = f"{node.value.id}[{node.slice.value}]" if isinstance(node.slice, ast.Constant) else None
        return known.get(entry or node.value.id, known.get(node.value.id, []))
    if isinstance(node, ast.IfExp):
        return sentences_of(node.body, known) + sentences_of(node.orelse, known)
    return []


@pytest.mark.slow
def test_every_sentence_is_said_with_a_value_for_each_of_its_places() -> None:
    checked = 0
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    marked = {path.relative_to(PACKAGE.parent): constants(tree) for path, tree in trees.items()}
    for path, tree in trees.items():
        known = imported(tree, marked) | constants(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args or any(word.arg is None for word in node.keywords):
                continue
            given = {word.arg for word in node.keywords}
            for sentence in sentences_of(node.args[0], known):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name == "say" or (name.endswith(("Error", "File", "__init__")) and name != "RecordError"):
                    checked += 1
                    assert placeholders(sentence) <= given, f"{path.name}:{node.lineno}: {sentence}"
    assert checked > 60


def test_no_marked_sentence_is_put_together_from_pieces() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("translatable", "translatable_plural"):
                for argument in node.args:
                    assert isinstance(argument, ast.Constant), f"{path.name}:{node.lineno}"
                    assert "(broken)" not in placeholders(argument.value)
                    assert argument.value == argument.value.strip()
