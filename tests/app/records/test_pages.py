"""Records on the page: near ones first, with their sources, what is alleged apart and called so, all of it escaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markupsafe import escape

from toolkit.app import show_actors, show_cases, show_figures, show_practices
from toolkit.app.records import pages
from toolkit.app.records.words import KINDS, OUTCOMES, PARTS, REGIONS, WORTH
from toolkit.languages import KNOWN, Language, strip
from toolkit.registers.exchange import actors as actor_records
from toolkit.registers.exchange import practices as practice_records
from toolkit.registers.exchange.actors import actors
from toolkit.registers.exchange.cases import Case, cases
from toolkit.registers.exchange.figures import figures
from toolkit.registers.exchange.practices import practices
from toolkit.registers.exchange.saying import CHECKED, amount
from toolkit.registers.law_records import REGIONS as ALL_REGIONS

EVIL = '<script>alert("x")</script>'


def case(name: str) -> Case:
    return next(one for one in cases() if one.id == name)


def test_near_ones_stand_first_and_the_others_by_region_so_that_none_is_left_out() -> None:
    shown = strip(show_cases(2, "en", "KE").value)
    about = [one for one in cases() if 2 in one.topics]
    assert all(escape(one.title("en")) in shown for one in about)
    assert not any(escape(one.title("en")) in shown for one in cases() if 2 not in one.topics)
    heads = re.findall(r'<details class="tk-solution"><summary>(.*?)</summary>', shown)
    assert all("Kenya" in head for head in heads[:2])
    regions = re.findall(r"<summary>([\w ]+): (\d+) more</summary>", shown)
    assert {name for name, _ in regions} <= set(REGIONS.values())
    assert "Europe" in dict(regions)
    assert sum(int(number) for _, number in regions) == len(about) - pages.AT_ONCE


def test_a_practice_of_the_same_service_stands_before_one_of_another() -> None:
    shown = strip(show_practices(None, "en", None, "health").value)
    first = next(one for one in practices() if escape(one.title("en")) == _first_title(shown))
    assert "health" in first.sectors


def _first_title(shown: str) -> str:
    return shown.split("<summary>")[1].rpartition(" (")[0]


def test_a_topic_without_a_record_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "figures", tuple)
    assert "There is no record on this topic yet." in show_figures(1, "en").value
    assert "There is no record" not in show_cases(1, "en").value


@pytest.mark.parametrize("one", [one for one in cases() if one.alleged], ids=lambda one: one.id)
def test_what_is_alleged_stands_apart_and_is_called_so(one: Case) -> None:
    shown = pages._case(one, Language("en"))
    before, _, after = shown.partition("What is alleged, and not established")
    alleged = after.partition("</ul>")[0]
    assert before.endswith('<div class="tk-caution"><p><strong>')
    for said in one.alleged:
        assert escape(said) in alleged
        assert escape(said) not in before
    for said in one.established:
        assert escape(said) not in alleged


def test_where_nothing_is_alleged_no_allegation_is_spoken_of() -> None:
    none = replace(case("us-mi-midas"), alleged=())
    assert "alleged" not in pages._case(none, Language("en"))
    assert "Invented for teaching." not in pages._case(none, Language("en"))
    assert "Invented for teaching." in pages._case(replace(none, synthetic=True), Language("en"))


def test_years_are_said_as_far_as_they_are_known() -> None:
    one, speech = case("us-mi-midas"), Language("en")
    assert "2013 to 2024)" in strip(pages._case(one, speech))
    assert "since 2013)" in strip(pages._case(replace(one, until=None), speech))
    assert ", 2013)" in strip(pages._case(replace(one, until=2013), speech))


@pytest.mark.parametrize("show", [show_cases, show_practices, show_actors, show_figures])
def test_each_record_shows_its_sources_and_how_well_it_is_known(show: object) -> None:
    records = {show_cases: cases, show_practices: practices, show_actors: actors, show_figures: figures}[show]()  # type: ignore[index]
    shown = show(None, "en").value  # type: ignore[operator]
    if show is show_figures:
        records = tuple(one for one in records if one.checked != "memory")
    for one in records:
        for source in one.sources:
            assert f'href="{escape(source.link)}"' in shown
    assert shown.count("Not yet checked: look at the link") == len([one for one in records if one.checked == "memory"])


@pytest.mark.parametrize("code", ["en", "ar", "fr", "es", "pt"])
def test_a_figure_that_nobody_checked_is_shown_in_no_lesson(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    speech = Language(code)
    unchecked = [replace(one, checked="memory") for one in figures()[::7]]
    known = {one.id: one for one in unchecked}
    monkeypatch.setattr(pages, "figures", lambda: tuple(known.get(one.id, one) for one in figures()))
    for topic in (None, *range(1, 8)):
        shown = show_figures(topic, code).value
        assert escape(speech.say(CHECKED["memory"])) not in shown
        for one in unchecked:
            assert escape(one.title(speech)) not in shown
            about = topic is None or topic in one.topics
            assert not about or escape(one.title(speech)) in pages._figure(one, speech)


def test_nothing_that_somebody_wrote_is_run() -> None:
    speech, one = Language("en"), case("us-mi-midas")
    source = replace(one.sources[0], publisher=EVIL, link=f'https://example.org/"{EVIL}')
    told = [
        pages._case(replace(one, happened=EVIL, alleged=(EVIL,), note=EVIL, sources=(source,)), speech),
        pages._practice(replace(practices()[0], union=EVIL, asked=EVIL), speech),
        pages._actor(replace(actors()[0], name=EVIL, link=f'https://example.org/"{EVIL}'), speech),
    ]
    for shown in told:
        assert "<script>" not in shown
        assert escape(EVIL) in strip(shown)


@pytest.mark.parametrize("code", [code for code in KNOWN if code != "en"])
def test_headings_are_said_in_the_readers_language_around_a_text_in_english(code: str) -> None:
    shown, speech = show_cases(4, code, "US").value, Language(code)
    assert f'<div lang="{code}" dir="{speech.direction}">' in shown
    for name in ("established", "alleged", "ended"):
        assert f'<strong>{escape(speech.say(PARTS[name]))}</strong></p><ul lang="en" dir="ltr">' in shown
        assert f"<strong>{PARTS[name]}</strong>" not in shown
    everything = (
        shown + show_practices(None, code).value + show_actors(None, code).value + show_figures(None, code).value
    )
    for english in ("We have read", "What can be learnt", "Worth copying", "read on", "Mind:", " more</summary>"):
        assert english not in everything


def test_every_kind_worth_outcome_and_region_has_words() -> None:
    assert set(KINDS) == set(actor_records.KINDS)
    assert (set(WORTH), set(OUTCOMES)) == (set(practice_records.KINDS), set(practice_records.OUTCOMES))
    assert set(REGIONS) == set(ALL_REGIONS)


@pytest.mark.parametrize(
    ("code", "value", "unit", "said"),
    [
        ("en", 93, "percent", "93%"),
        ("fr", 18.8, "percent", "18,8\u00a0%"),
        ("fr", 3.4, "trillion USD", "3,4 billions de dollars des États-Unis"),
        ("es", 2.5, "billion USD", "2.500 millones de dólares estadounidenses"),
        ("es", 3.4, "trillion USD", "3,4 billones de dólares estadounidenses"),
        ("es", 0.278, "million USD", "278.000 dólares estadounidenses"),
        ("fr", 0.278, "million EUR", "278\u202f000 euros"),
        ("en", 1, "million EUR", "1 million euros"),
        ("en", 2.47, "trillion USD", "2.47 trillion US dollars"),
        ("fr", 32, "million EUR", "32 millions d’euros"),
        ("pt", 540, "million CAD", "540 milhões de dólares canadenses"),
        ("ar", 540, "million CAD", "540 مليون دولار كندي"),
        ("en", 415, "TWh", "415 TWh"),
    ],
)
def test_an_amount_keeps_its_unit_and_says_a_trillion_as_the_language_counts(
    code: str, value: float, unit: str, said: str
) -> None:
    figure = replace(figures()[0], unit=unit)  # type: ignore[arg-type]
    assert strip(amount(figure, value, Language(code))) == said
