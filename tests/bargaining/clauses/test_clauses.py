"""The clause library: what a clause offers, and that its texts in all languages ask for the same."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.bargaining import STRENGTHS, Clause, library
from toolkit.bargaining.clauses.library import ClauseText, read_clause, source_hash
from toolkit.bargaining.clauses.texts import MARK, fill
from toolkit.documents import Reference
from toolkit.errors import RecordError, UnknownClause
from toolkit.languages import COMPLETE
from toolkit.registers.law import law

HOME = Path(__file__).parents[3]
FOLDERS = sorted(path.parent for path in (HOME / "templates" / "clauses").glob("*/*/clause.yml"))
TRANSLATED = [path for place in FOLDERS for path in sorted(place.glob("*.md")) if path.stem != "en"]
BLANKS_OF_BIAS = [
    "auditor",
    "first_audit_days",
    "interval_months",
    "characteristics",
    "ratio_threshold",
    "remedy_days",
    "summary_days",
]

each_clause = pytest.mark.parametrize("clause", library().values(), ids=list(library()))
each_translation = pytest.mark.parametrize("path", TRANSLATED, ids=[f"{p.parent.name}-{p.stem}" for p in TRANSLATED])


def test_the_bias_clause_has_the_face_that_others_rely_on() -> None:
    clause = library()["bias"]
    assert clause.id == "bias"
    assert clause.family == "decisions"
    assert clause.strengths == ("minimum", "standard", "strong") == STRENGTHS
    assert [blank.name for blank in clause.blanks] == BLANKS_OF_BIAS
    assert {"br-lgpd-20", "int-ilo-c111", "eu-nondisc"} <= set(clause.provisions)
    assert clause.requires == ()
    assert clause.conflicts == ()


def test_the_blanks_of_the_bias_clause_say_kind_unit_and_bounds() -> None:
    told = {
        blank.name: (blank.kind, blank.unit, blank.minimum, blank.maximum, blank.default)
        for blank in library()["bias"].blanks
    }
    assert told == {
        "auditor": ("text", None, None, None, None),
        "first_audit_days": ("whole", "days", 1, 730, 90),
        "interval_months": ("whole", "months", 1, 60, 12),
        "characteristics": ("choices", None, None, None, None),
        "ratio_threshold": ("share", None, 0.5, 1.0, 0.8),
        "remedy_days": ("whole", "days", 1, 365, 30),
        "summary_days": ("whole", "days", 1, 365, 30),
    }


@each_clause
def test_an_example_is_always_accepted_as_it_is(clause: Clause) -> None:
    for blank in clause.blanks:
        assert blank.accept(clause.id, blank.example) == blank.example
        for language in COMPLETE:
            assert blank.accept(clause.id, blank.example_in(language)) == blank.example_in(language)
        if blank.default is not None:
            assert blank.accept(clause.id, blank.default) == blank.default


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("strength", STRENGTHS)
def test_every_strength_of_the_bias_clause_uses_all_seven_blanks(language: str, strength: str) -> None:
    assert sorted(library()["bias"].text(language).blanks_of(strength)) == sorted(BLANKS_OF_BIAS)


@each_clause
def test_every_blank_and_option_has_words_of_its_own_in_every_complete_language(clause: Clause) -> None:
    for blank in clause.blanks:
        for key in ("label", "help"):
            assert set(COMPLETE) <= set(blank.words[key]), f"{blank.name} {key}"
        for option in blank.options:
            assert set(COMPLETE) <= set(blank.words["options"][option]), option
    assert set(COMPLETE) <= set(clause.texts)


@each_clause
def test_ids_of_law_and_of_other_clauses_exist(clause: Clause) -> None:
    assert set(clause.provisions) <= {record.id for record in law().records}
    assert set(clause.rights) <= set(law().rights)
    assert {*clause.requires, *clause.conflicts} <= set(library())
    assert clause.id not in (*clause.requires, *clause.conflicts)


def test_there_is_a_translation_to_watch() -> None:
    assert HOME / "templates" / "clauses" / "decisions" / "bias" / "ar.md" in TRANSLATED


@each_translation
def test_a_translated_clause_was_made_from_the_english_text_of_today(path: Path) -> None:
    now = hashlib.sha256((path.parent / "en.md").read_bytes()).hexdigest()[:16]
    assert library()[path.parent.name].texts[path.stem].source_hash == now
    assert source_hash(path.parent) == now


@each_translation
def test_a_translated_clause_has_as_many_paragraphs_and_points_as_the_english(path: Path) -> None:
    texts = library()[path.parent.name].texts
    for strength in STRENGTHS:
        points = [len(paragraph.points) for paragraph in texts["en"].paragraphs[strength]]
        assert [len(paragraph.points) for paragraph in texts[path.stem].paragraphs[strength]] == points, strength
        assert _marks(texts[path.stem], strength) == _marks(texts["en"], strength), strength


def _marks(text: ClauseText, strength: str) -> list[list[tuple[str, str]]]:
    """The blanks and references of each paragraph, in whatever order the language wants them."""
    lines = (" ".join(map(str, (one.text, *one.points))) for one in text.paragraphs[strength])
    return [sorted(MARK.findall(line)) for line in lines]


def test_the_strengths_of_the_bias_clause_grow() -> None:
    paragraphs = library()["bias"].text("en").paragraphs
    assert [len(paragraphs[strength]) for strength in STRENGTHS] == [4, 7, 8]
    assert [sum(len(one.points) for one in paragraphs[strength]) for strength in STRENGTHS] == [0, 3, 7]


@pytest.mark.parametrize("language", COMPLETE)
def test_only_the_strong_text_stops_the_system(language: str) -> None:
    stops = {"en": "shall stop using the Covered System", "ar": "أن يوقف استخدام النظام"}[language]
    text = library()["bias"].text(language)
    told = {strength: any(stops in str(one.text) for one in text.paragraphs[strength]) for strength in STRENGTHS}
    assert told == {"minimum": False, "standard": False, "strong": True}


def test_a_clause_that_is_not_written_in_a_language_says_so() -> None:
    telework = library()["telework"]
    there = replace(telework, texts={code: telework.texts[code] for code in ("ar", "en")})
    with pytest.raises(RecordError, match="there is no text in “fr”; it is written in: ar, en"):
        there.text("fr")


def test_the_library_cannot_be_written_to() -> None:
    with pytest.raises(TypeError):
        library()["bias"] = None  # type: ignore[index]


def test_an_unknown_clause_lists_what_there_is() -> None:
    from toolkit.bargaining.clauses.library import find_clause

    with pytest.raises(UnknownClause, match="There is no clause “bais” in the library. It has: .*bias"):
        find_clause("bais")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    place = tmp_path / "bias"
    shutil.copytree(HOME / "templates" / "clauses" / "decisions" / "bias", place)
    return place


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("ar.md", "{{ remedy_days }}", "ثلاثين يوماً", "has other blanks than en.md"),
        ("en.md", "{{ remedy_days }}", "{{ remedy_day }}", "not in clause.yml"),
        ("en.md", "## watch out", "## beware", "its sections must be"),
        ("en.md", "language: en", "language: fr", "“language” must be en"),
        ("en.md", "1. This Article", "This Article", "is neither a numbered paragraph"),
        ("en.md", "---\nlanguage", "language", "must begin with a head"),
        ("clause.yml", "id: bias", "id: tilt", "must be the name of the folder"),
        ("clause.yml", "family: decisions\n", "", "there is no family"),
        ("clause.yml", "[minimum, standard, strong]", "[minimum, hard]", "“strengths” has hard"),
        ("clause.yml", "kind: share", "kind: percent", "a blank needs name, example and kind"),
        ("clause.yml", "unit: months", "unit: moons", "the unit of interval_months must be"),
        ("clause.yml", "example: 0.8", "example: 80", "does not fit its kind and bounds"),
        ("clause.yml", "    better: higher\n", "", "“better” of ratio_threshold must be lower or higher"),
        ("clause.yml", "    floor: 0.8\n", "    floor: 0.4\n", "“floor” of ratio_threshold must lie between"),
        ("clause.yml", "    floor: 0.8\n", "", "ratio_threshold is a number and needs “floor”"),
        ("clause.yml", "companions:", "comrades:", "there is no companions"),
        ("clause.yml", "duties:\n", "colour: red\nduties:\n", "colour is not known"),
        ("clause.yml", "within: first_audit_days", "within: ratio_threshold", "“within” must be empty or one of"),
        ("clause.yml", "who: union", "who: press", "“who” is “press”; allowed: employer, union, both"),
        ("clause.yml", "measure: selection_rate", "measure: mood", "“measure” is “mood”"),
        ("clause.yml", "at_least: ratio_threshold", "at_least: remedy_days", "“at_least” is “remedy_days”"),
        ("clause.yml", "- place: ES", "- place: Spain", "“place” is “Spain”"),
        ("clause.yml", "family: decisions", "family: [", "clause.yml"),
    ],
)
def test_a_broken_clause_is_refused_with_the_place(copied: Path, file: str, old: str, new: str, complaint: str) -> None:
    text = (copied / file).read_text(encoding="utf-8")
    assert old in text
    (copied / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_clause(copied)
    assert complaint in str(caught.value)
    assert "clauses/bias" in str(caught.value)


def test_a_clause_without_english_is_refused(copied: Path) -> None:
    (copied / "en.md").unlink()
    with pytest.raises(RecordError, match="there is no en.md"):
        read_clause(copied)


def test_a_reference_in_a_clause_stays_live_and_a_value_is_never_read_again() -> None:
    filled = fill("As in [[clause:prior-notice]], within {{ days }}.", {"days": "{{ days }} of [[clause:bias]]"})
    assert filled == ("As in ", Reference("prior-notice"), ", within ", "{{ days }} of [[clause:bias]]", ".")
    assert fill("Within {{days}}.", {"days": "30 days"}) == "Within 30 days."
