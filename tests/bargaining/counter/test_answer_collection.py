"""The collection of answers itself is sound: every edit applies, every class is there, the truth names what exists."""

import io
import re
from collections import Counter
from pathlib import Path

import docx
import pytest
import yaml

from tests.bargaining.counter.answers.collection import (
    HERE,
    Answer,
    Part,
    frozen_clauses,
    paths,
    plain_of,
    read_answers,
)
from tests.bargaining.counter.answers.truth import CLASSES, HARMLESS
from toolkit.documents import read_docx, write_text

RECORDS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for path in (*paths("work"), *paths("frozen"))
}
LANGUAGES = ("en", "ar", "fr", "es", "pt")


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    with frozen_clauses():
        return {answer.name: answer for part in ("work", "frozen") for answer in read_answers(part)}


@pytest.mark.slow
def test_every_answer_can_be_made_and_every_edit_applies_exactly_once(answers: dict[str, Answer]) -> None:
    assert set(answers) == set(RECORDS)  # making one raises where words do not stand exactly once
    for answer in answers.values():
        if answer.file.endswith(".docx"):
            assert docx.Document(io.BytesIO(answer.data)).paragraphs, answer.name
        else:
            assert len(answer.data.decode()) > 3000, answer.name


@pytest.mark.slow
def test_new_words_stand_in_the_file_and_old_ones_do_not(answers: dict[str, Answer]) -> None:
    for name, answer in answers.items():
        text, ours = _words(answer), _ours(answer)
        for edit in RECORDS[name]["edits"]:
            if answer.label or "point" in edit or edit["class"] == "removed":
                continue  # another label, or nothing new
            for words in edit.get("rewritten", [edit.get("new", "")]):
                for part in words.split(" // "):
                    assert _bare(part) in text, (name, part)
            old = edit.get("old", "")
            if old and old not in edit["new"] and edit["at"] != "definitions 1":
                assert text.count(_bare(old)) == ours.count(_bare(old)) - 1, (name, old)


@pytest.mark.slow
def test_the_truth_names_articles_and_paragraphs_of_the_draft(answers: dict[str, Answer]) -> None:
    for name, answer in answers.items():
        sizes = {article.id: len(article.paragraphs) for article in answer.ours.articles}
        for article, truth in answer.truth.items():
            assert article in sizes or article.startswith("new-"), (name, article)
            for change in truth.changes:
                assert change.kind in CLASSES, (name, change.kind)
                assert change.paragraph is None or 1 <= change.paragraph <= sizes[article], (name, change)
            if truth.changes:
                assert sum(change.gravest for change in truth.changes) == 1, (name, article)
                assert truth.gravest is not None
                if truth.direction in ("weakened", "removed"):
                    assert truth.gravest.kind not in HARMLESS | {"strengthened"}, (name, article)
        assert any(truth.changes for truth in answer.truth.values()), name


def test_cooperative_employers_take_nothing() -> None:
    kind = {name: {edit["direction"] for edit in record["edits"]} for name, record in RECORDS.items()}
    for name, record in RECORDS.items():
        lost = bool(kind[name] & {"weakened", "removed", "added"})
        assert lost is not bool(record.get("cooperative")), name


def test_languages_halves_classes_and_forms_are_as_promised() -> None:
    languages = Counter(record["language"] for record in RECORDS.values())
    assert languages == dict.fromkeys(LANGUAGES, 24)
    kind = Counter(record["language"] for record in RECORDS.values() if record.get("cooperative"))
    assert kind == dict.fromkeys(LANGUAGES, 6)
    for part in ("work", "frozen"):
        half = [RECORDS[path.stem] for path in paths(part)]
        assert Counter(record["language"] for record in half) == dict.fromkeys(LANGUAGES, 12)
        assert {record["form"] for record in half} == {"docx", "tracked", "markdown", "text"}
    classes = Counter(edit["class"] for record in RECORDS.values() for edit in record["edits"])
    classes["label"] = sum("label" in record.get("layout", {}) for record in RECORDS.values())
    assert {kind for kind in CLASSES if classes[kind] < 8} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_200_pairs_that_mean_the_same(language: str) -> None:
    record = yaml.load((HERE / "same_meaning" / f"{language}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    pairs = record["pairs"]
    assert len(pairs) == 200
    assert len({(pair["ours"], pair["theirs"]) for pair in pairs}) == 200
    assert all(pair["ours"] != pair["theirs"] for pair in pairs)
    assert Counter(pair["how"] for pair in pairs)["hand"] >= 60
    assert {pair["how"] for pair in pairs} == {"hand", *record["transformations"]}


def _bare(text: str) -> str:
    return re.sub(r"[\u2066-\u2069*\\]|\s+", lambda hit: " " if hit.group().isspace() else "", text).strip()


def _words(answer: Answer) -> str:
    if answer.form == "tracked":  # as if all changes were accepted
        return _bare("\n".join(block.text for block in read_docx(answer.data)))
    if answer.file.endswith(".docx"):
        paragraphs = docx.Document(io.BytesIO(answer.data)).paragraphs
        return _bare("\n".join(paragraph.text for paragraph in paragraphs))
    return _bare(answer.data.decode())


def _ours(answer: Answer) -> str:
    """The words of our draft, with the annexes that a file typed anew leaves out."""
    typed = bool(RECORDS[answer.name].get("layout"))
    return _bare("\n".join(plain_of(answer.ours)) if typed else write_text(answer.ours))


def test_the_files_name_their_language() -> None:
    for name, record in RECORDS.items():
        assert Path(name).stem.split("-")[0] == record["language"]


# Answers of the eleventh that mean well, by half: thirty together.
MEANING_WELL = {
    "eleventh/work": {"en": 4, "ar": 3, "fr": 4, "es": 6, "pt": 2},
    "eleventh/frozen": {"en": 2, "ar": 3, "fr": 2, "pt": 4},
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        *("fifth", "sixth", "seventh/work", "seventh/frozen", "eighth/work", "eighth/frozen", "ninth", "tenth"),
        *("eleventh/work", "eleventh/frozen", "twelfth", "thirteenth", "fourteenth/work", "fourteenth/frozen"),
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
    ],
)
def test_later_collections_can_be_made_and_name_what_exists(part: Part) -> None:
    with frozen_clauses():
        answers = list(read_answers(part))  # making one raises where words do not stand exactly once
    writers = 2 if part in ("fourteenth/frozen", "sixteenth", "seventeenth") else 1
    assert Counter(answer.language for answer in answers) == dict.fromkeys(LANGUAGES, 12 * writers)
    meaning_well = Counter[str]()
    for answer in answers:
        sizes = {article.id: len(article.paragraphs) for article in answer.ours.articles}
        changes = [(article, change) for article, truth in answer.truth.items() for change in truth.changes]
        lost = {change.kind for _, change in changes if change.direction in ("weakened", "removed", "added")}
        for article, change in changes:
            assert change.kind in CLASSES, (answer.name, change.kind)
            assert change.paragraph is None or change.paragraph <= sizes[article], (answer.name, change)
        meaning_well[answer.language] += not lost
    if part.startswith("eleventh"):  # its halves were drawn by lot
        assert +meaning_well == MEANING_WELL[part]
    else:
        assert meaning_well == dict.fromkeys(LANGUAGES, 3 * writers)
