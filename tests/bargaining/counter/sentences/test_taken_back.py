"""What stands in their text alone is told where it takes something back from the rest, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.bargaining.counter.paragraphs.test_around import compared, draft
from toolkit.bargaining.counter.compare import read_ours
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.sentences.frames import compare_sentences
from toolkit.bargaining.counter.sentences.taken_back import compare_taken_back, takes_by_its_heading
from toolkit.documents import write_text

ALONE = yaml.safe_load((Path(__file__).parent / "theirs_alone.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ALONE)
def test_an_article_of_theirs_is_told_where_it_takes(language: str) -> None:
    text = write_text(read_ours(draft(language)))
    word = {"en": "Article", "ar": "المادة", "fr": "Article", "es": "Artículo", "pt": "Cláusula"}[language]
    for kind, sentences in ALONE[language].items():
        articles = [f"{word} {90 + n} – X\n\n{90 + n}.1 {one}\n" for n, one in enumerate(sentences[:9])]
        added = [one for one in compared(language, text + "\n\n" + "\n".join(articles)) if one.kind == "added"]
        assert [one.theirs for one in added if one.takes != (kind == "takes")] == []


@pytest.mark.parametrize("language", ALONE)
def test_a_sentence_that_both_texts_have_takes_nothing_back(language: str) -> None:
    same = same_words(language)
    for one in ALONE[language]["takes"]:
        assert list(compare_taken_back(plain(one), plain(one), same)) == []


@pytest.mark.parametrize("language", ALONE)
def test_a_paragraph_of_theirs_alone_is_told_where_it_takes(language: str) -> None:
    from toolkit.bargaining.counter.compare import _theirs_alone  # what is said of a paragraph of theirs, by itself

    words = lexicon(language)
    assert [one for one in ALONE[language]["takes"] if not _theirs_alone("final", one, words).takes] == []
    assert [one for one in ALONE[language]["gives"] if _theirs_alone("final", one, words).takes] == []


@pytest.mark.parametrize(
    ("language", "takes", "says_nothing"),
    [
        ("en", "recommendations, not binding", "recommendations of the auditor"),
        ("ar", "توصيات غير ملزمة", "جدول الأجور"),
        ("fr", "lignes directrices à titre indicatif", "tableau des salaires"),
        ("es", "directrices orientativas", "tabla de salarios"),
        ("pt", "diretrizes orientadoras", "tabela de salários"),
    ],
)
def test_an_annex_that_binds_nobody_says_so_in_its_heading(language: str, takes: str, says_nothing: str) -> None:
    same = same_words(language)
    assert takes_by_its_heading(plain(takes), same)
    assert not takes_by_its_heading(plain(says_nothing), same)


def test_what_is_added_to_a_sentence_of_ours_is_told_too() -> None:
    ours = "The Employer shall give the Union the list of the lamps every six months."
    theirs = f"{ours[:-1]}; the duties of this Agreement are suspended while the budget is not voted."
    assert "exception" in [one.id for one in compare_sentences(ours, theirs, lexicon("en")).noticed]
