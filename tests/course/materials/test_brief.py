"""The briefs: whole in every language, and nothing in them that is not on record."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest

from toolkit.course.materials.brief import (
    ALLEGED,
    ESTABLISHED,
    SECTIONS,
    best_source,
    brief,
    case_of,
    figure_of,
    reading_line,
    source_line,
)
from toolkit.course.topics import TOPICS
from toolkit.documents import write_pdf, write_text
from toolkit.errors import RecordError
from toolkit.languages import KNOWN, Language, strip

ENGLISH = Language("en")
NUMBERS = [topic.number for topic in TOPICS]
BOTH = [pytest.param(topic, code, id=f"{topic}-{code}") for topic in NUMBERS for code in KNOWN]
LINK = re.compile(r"https?://\S+")


def shape(text: str) -> list[int]:
    """How many lines each paragraph or list has: what a translation keeps."""
    return [len(part.splitlines()) for part in text.split("\n\n")]


@pytest.mark.parametrize(("topic", "code"), BOTH)
def test_a_brief_says_in_each_language_what_it_says_in_english(topic: int, code: str) -> None:
    here, english = brief(topic, Language(code)), brief(topic, ENGLISH)
    assert {name: shape(text) for name, text in here.prose.items()} == {
        name: shape(text) for name, text in english.prose.items()
    }
    for section, named in english.named.items():
        assert [(one.id, list(one.told)) for one in here.named[section]] == [(one.id, list(one.told)) for one in named]
    if code != "en":
        said = [one.told.values() for one in here.named["cases"]]
        assert not any(
            set(told) & set(own.told.values()) for told, own in zip(said, english.named["cases"], strict=True)
        )


@pytest.mark.parametrize(("topic", "code"), BOTH)
def test_every_case_and_figure_comes_with_its_source(topic: int, code: str) -> None:
    speech = Language(code)
    found = brief(topic, speech)
    text = strip(write_text(found.document()))
    assert [len(found.named[section]) for section in ("cases", "figures")] == [3, 2]
    for record in [
        *(case_of(one.id) for one in found.named["cases"]),
        *(figure_of(one.id) for one in found.named["figures"]),
    ]:
        source = best_source(record)
        assert strip(source_line(record, speech)) in text
        assert source.publisher in text
        assert source.link in text
        assert source.read_on is None or str(source.read_on.year) in source_line(record, speech)
    for one in found.named["reading"]:
        assert strip(reading_line(one.id, speech)) in text


@pytest.mark.parametrize("topic", NUMBERS)
def test_what_is_alleged_is_said_so_and_only_where_something_is(topic: int) -> None:
    found = brief(topic, ENGLISH)
    told = [case_of(one.id) for one in found.named["cases"]]
    for one, case in zip(found.named["cases"], told, strict=True):
        assert ("established" in one.told, "alleged" in one.told) == (bool(case.established), bool(case.alleged)), (
            one.id
        )
    text = write_text(found.document())
    assert text.count(ESTABLISHED.split("{")[0]) == sum(bool(case.established) for case in told)
    assert text.count(ALLEGED.split("{")[0]) == sum(bool(case.alleged) for case in told)


def test_a_paper_that_was_read_is_named_before_a_report_of_it() -> None:
    cost = figure_of("ca-phoenix-cost")
    assert (cost.checked, best_source(cost).kind) == ("official", "official")
    assert best_source(figure_of("cloud-three-share")) == figure_of("cloud-three-share").sources[0]


@pytest.mark.parametrize("topic", NUMBERS)
def test_a_brief_has_the_length_of_a_brief(topic: int) -> None:
    found = brief(topic, ENGLISH)
    words = LINK.sub("", write_text(found.document())).split()
    assert 700 <= len(words) <= 1300
    assert 4 <= len(found.points("union")) <= 6
    assert len(found.points("monday")) == 5
    assert all(question.endswith("?") for question in found.points("monday"))


def test_the_cases_come_from_all_regions_and_each_brief_from_more_than_one() -> None:
    regions = [{case_of(one.id).region for one in brief(topic, ENGLISH).named["cases"]} for topic in NUMBERS]
    assert all(len(found) > 1 for found in regions)
    assert set.union(*regions) == {"Africa", "Americas", "Asia-Pacific", "Europe", "MENA"}


@pytest.mark.slow
@pytest.mark.parametrize(("topic", "code"), [(1, "en"), (3, "ar")])
def test_a_brief_is_two_to_four_pages(topic: int, code: str) -> None:
    pages = pypdfium2.PdfDocument(io.BytesIO(write_pdf(brief(topic, Language(code)).document())))
    assert 2 <= len(pages) <= 4


def test_what_is_not_written_or_not_on_record_is_refused() -> None:
    with pytest.raises(RecordError, match="briefs/9/en.md"):
        brief(9, ENGLISH)
    with pytest.raises(RecordError, match="nowhere"):
        case_of("nowhere")
    with pytest.raises(RecordError, match="nowhere"):
        reading_line("nowhere", ENGLISH)


def test_the_sections_are_those_of_the_file() -> None:
    found = brief(2, ENGLISH)
    assert set(found.prose) | set(found.named) == set(SECTIONS)
    assert not set(found.prose) & set(found.named)
