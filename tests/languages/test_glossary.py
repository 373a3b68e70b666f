"""One word for one thing: what the glossary prefers is said, and what it forbids is said nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.bargaining.clauses.terms import terms
from toolkit.languages import KNOWN, strip
from toolkit.languages.catalogue import read_catalogue

HOME = Path(__file__).parents[2]
GLOSSARY: list[dict[str, Any]] = yaml.load(
    (HOME / "templates" / "languages" / "glossary.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
OTHERS = [code for code in KNOWN if code != "en"]
FORBIDDEN = [
    pytest.param(code, row["form"], row["like"], row["why"], id=f"{code}-{concept['id']}-{number}")
    for concept in GLOSSARY
    for code in OTHERS
    for number, row in enumerate(concept[code].get("never", []))
]
ASKED = [
    pytest.param(code, concept["when"], concept[code]["found"], id=f"{code}-{concept['id']}")
    for concept in GLOSSARY
    if "when" in concept
    for code in OTHERS
]
VOWELS = re.compile("[\u064b-\u0652]")
NAMES = re.compile(r"{\w+}|--\w+|`[^`]*`|https?://\S+|boe\.es|result\.\w+|\bDecisionLog\b|Algorithm Audit")


def test_every_concept_is_said_in_every_language_and_has_one_reason_for_each_form_it_forbids() -> None:
    assert len(GLOSSARY) >= 40
    assert len({concept["id"] for concept in GLOSSARY}) == len(GLOSSARY)
    for concept in GLOSSARY:
        assert set(concept) <= {"id", "means", "term", "when", "new", *KNOWN}, concept["id"]
        assert concept["means"].strip()
        for code in KNOWN:
            assert set(concept[code]) <= {"say", "found", "never"}
            assert concept[code]["say"]
            assert all(isinstance(form, str) and form.strip() for form in concept[code]["say"])
            assert ("found" in concept[code]) == ("when" in concept and code != "en"), concept["id"]
            for row in concept[code].get("never", []):
                assert set(row) == {"form", "like", "why"}


@pytest.mark.parametrize("concept", [one for one in GLOSSARY if "term" in one], ids=lambda one: one["id"])
def test_a_defined_term_is_called_as_agreements_define_it(concept: dict[str, Any]) -> None:
    term = terms()[concept["term"]]
    for code in KNOWN:
        assert concept[code]["say"][0] == term.words[code].term


def test_every_defined_term_stands_in_the_glossary() -> None:
    assert {one["term"] for one in GLOSSARY if "term" in one} == set(terms())


@pytest.mark.parametrize(("code", "form", "like", "why"), FORBIDDEN)
def test_what_is_forbidden_is_said_nowhere(
    code: str, form: str, like: str, why: str, said: Callable[[str], list[tuple[str, str]]]
) -> None:
    pattern = re.compile(form, re.MULTILINE)
    assert pattern.search(like), f"the pattern {form!r} does not find its own example"
    texts = said(code)
    assert len(texts) > 1500
    left = [
        f"{place}: {text[max(0, hit.start() - 30) : hit.end() + 30]!r}: {why}"
        for place, text, hit in _hits(pattern, texts)
    ]
    assert left == []


def _hits(pattern: re.Pattern[str], texts: list[tuple[str, str]]) -> list[tuple[str, str, re.Match[str]]]:
    return [(place, text, hit) for place, text in texts for hit in pattern.finditer(text)]


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_preferred_is_said(code: str, said: Callable[[str], list[tuple[str, str]]]) -> None:
    everything = VOWELS.sub("", " ".join(" ".join(text for _, text in said(code)).split())).lower()
    for concept in GLOSSARY:
        forms = [VOWELS.sub("", form).lower() for form in concept[code]["say"]]
        whole = [all(piece.strip() in everything for piece in form.split("…")) for form in forms]
        assert any(whole) or "new" in concept, concept["id"]


def test_no_preferred_form_is_a_forbidden_one() -> None:
    for concept in GLOSSARY:
        for code in OTHERS:
            preferred = " | ".join(concept[code]["say"])
            for other in GLOSSARY:
                for row in other[code].get("never", []):
                    assert not re.search(row["form"], preferred), (concept["id"], other["id"], code)


@pytest.mark.parametrize(("code", "when", "found"), ASKED)
@pytest.mark.slow
def test_where_the_english_names_a_concept_the_language_does_too(code: str, when: str, found: str) -> None:
    left, asked = [], 0
    for message in read_catalogue(code):
        english = message.id if isinstance(message.id, str) else message.id[0] if message.id else ""
        told = message.string if isinstance(message.string, str) else message.string[-1]
        if re.search(when, NAMES.sub("", english)):
            asked += 1
            if not re.search(found, VOWELS.sub("", strip(told)), re.IGNORECASE):
                left.append((english[:200], told[:300]))
    assert asked
    assert left == []
