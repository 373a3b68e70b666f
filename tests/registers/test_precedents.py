"""What other unions have won: the records as published, and what is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import FrozenInstanceError
from pathlib import Path
from shutil import copytree

import pytest

from toolkit.errors import DataError, RecordError, UnknownClause
from toolkit.languages import KNOWN
from toolkit.registers.locate import folder
from toolkit.registers.precedents import STRENGTHS, Precedent, precedents, read_precedents, read_topics, topics


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the published records that a test may spoil."""
    return copytree(folder("datasets") / "precedents", tmp_path / "precedents")


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- the records -------------------------------------------------------------------------------------------------


def test_sixty_and_more_clauses_were_read_and_judged_from_every_continent() -> None:
    judged = [one for one in precedents(checked=True) if one.strength is not None]
    places = {one.country.partition("-")[0] for one in judged} - {"EU", "INT"}
    assert len(judged) >= 60
    assert len(places) >= 20
    for continent in ({"ZA", "GH"}, {"US", "BR", "AR"}, {"JP", "KR", "SG", "IN"}, {"DE", "FR", "ES"}, {"AU"}):
        assert continent <= places
    assert {one.strength for one in judged} == set(STRENGTHS)


def test_no_country_and_no_clause_makes_up_the_register() -> None:
    countries = Counter(one.country.partition("-")[0] for one in precedents())
    assert max(countries.values()) <= len(precedents()) / 4
    assert len({one.clause for one in precedents()}) >= 30


@pytest.mark.parametrize("one", precedents(), ids=lambda one: one.id)
def test_a_record_is_complete_in_five_languages(one: Precedent) -> None:
    assert len(one.parties) >= 2
    assert {name.languages for name in one.names} <= {("en",), tuple(KNOWN)}
    assert 1980 <= one.year <= 2026
    assert one.link.startswith("https://")
    assert set(one.summaries.languages) == set(KNOWN)
    assert len(set(dict(one.summaries.pairs).values())) == len(KNOWN)
    assert (one.strength is None) == (one.reasons is None)
    if one.reasons is not None:
        assert set(one.reasons.languages) == set(KNOWN)
        assert len(set(dict(one.reasons.pairs).values())) == len(KNOWN)


@pytest.mark.parametrize("one", precedents(), ids=lambda one: one.id)
def test_what_counts_as_read_says_what_was_read_and_where(one: Precedent) -> None:
    assert one.checked == (one.read is not None) == bool(one.locator)
    assert one.checked or (one.strength is None and one.number is None)


def test_where_only_the_subject_is_known_nobody_judges() -> None:
    unjudged = [one for one in precedents() if one.strength is None]
    assert {one.country for one in unjudged} == {"EU"}
    assert {one.say_reason("fr") for one in unjudged} == {""}


def test_every_clause_of_the_library_has_its_subjects() -> None:
    clauses = {path.parent.name for path in (folder("templates") / "clauses").glob("*/*/clause.yml")}
    assert clauses == set(topics().of)
    assert not topics().checked


def test_subjects_are_said_in_every_language_and_lead_back_to_clauses() -> None:
    assert topics().label("working_time") == "working time"
    assert topics().label("working_time", "ar") == "وقت العمل"
    assert topics().label("wages", "fr") == "salaires"
    assert {"assessment", "osh"} <= set(topics().clauses("health"))
    assert topics().clauses("social_security") == ()  # none of ours is about it


def test_they_can_be_asked_for_by_clause_and_by_what_was_read() -> None:
    years = [one.year for one in precedents("disconnect")]
    assert years == sorted(years, reverse=True)  # the latest first
    assert {one.clause for one in precedents("notice")} == {"notice"}
    assert set(precedents(checked=True)) | set(precedents(checked=False)) == set(precedents())


@pytest.mark.parametrize(
    ("place", "countries"),
    [
        ("BE", {"BE", "EU"}),
        ("BE-BRU", {"BE", "EU"}),
        ("EU", {"EU"}),
        ("US-NV", {"US", "US-NV"}),
        ("US", {"US"}),
        ("NO", {"NO"}),  # of the European Economic Area: shares some law, not these agreements
        ("KE", set()),
        ("INT", set()),
    ],
)
def test_a_place_has_its_own_and_what_its_union_of_states_agreed(place: str, countries: set[str]) -> None:
    assert {one.country for one in precedents(place=place)} == countries


def test_a_slip_of_the_pen_is_an_error_and_not_an_empty_answer() -> None:
    with pytest.raises(UnknownClause, match="disconect"):
        precedents("disconect")
    with pytest.raises(DataError, match="“Spain” is no place"):
        precedents(place="Spain")


def test_a_record_speaks_every_language() -> None:
    (one,) = (found for found in precedents("telework") if found.country == "EU")
    assert one.say().startswith("In central government telework stays voluntary")
    assert one.say("ar").startswith("في الإدارات المركزية يبقى العمل عن بُعد طوعياً")
    assert one.say("pt").startswith("Na administração central, o teletrabalho")


def test_parties_that_are_described_are_described_in_the_language() -> None:
    (one,) = (found for found in precedents("notice") if found.country == "BE")
    assert one.parties[0] == "unions in the National Labour Council"
    assert one.say_parties("fr")[0] == "syndicats au Conseil national du travail"
    (named,) = (found for found in precedents("notice") if found.country == "US" and found.year == 2023)
    assert named.say_parties("ar") == named.parties == ("International Brotherhood of Teamsters", "UPS")


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        precedents()[0].checked = True  # type: ignore[misc]


# --- what is refused ---------------------------------------------------------------------------------------------

RECORDS = """
- id: ke-bank-2025-notice
  parties:
    - A union
    - A bank
  year: 2025
  country: KE
  sector: banking
  public: false
  instrument: collective-agreement
  link: https://example.org/agreement
  read: text
  locator: article 7
  topic: technology
  clause: notice
  strength: standard
  reason: {en: A date., ar: تاريخ., fr: Une date., es: Una fecha., pt: Uma data.}
  number: {blank: notice_days, value: 45, unit: days}
  summary: {en: Told before., ar: يُبلَّغون قبلها., fr: Avant., es: Antes., pt: Antes disso.}
  checked: true
"""


@pytest.fixture
def small(register: Path) -> Path:
    """A register with one record that holds."""
    for path in (register / "records").glob("*.yml"):
        path.unlink()
    (register / "records" / "africa.yml").write_text(RECORDS, encoding="utf-8")
    return register


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("year: 2025", "year: soon", "“year” is “soon”"),
        ("year: 2025", "year: true", "“year” is “True”"),
        ("year: 2025", "year: 22", "“year” is “22”"),
        ("country: KE", "country: Kenya", "“country” is “Kenya”"),
        ("topic: technology", "topic: weather", "“topic” is “weather”"),
        ("topic: technology", "topic: wages", "topics.yml puts notice under: technology"),
        ("clause: notice", "clause: notise", "“clause” is “notise”"),
        ("strength: standard", "strength: hard", "“strength” is “hard”; allowed: minimum, standard, strong"),
        ("strength: standard", "strength: null", "“strength” and “reason” belong together"),
        ("  reason: {en", "  note: {en", "“note”"),
        ("instrument: collective-agreement", "instrument: law", "“instrument” is “law”; allowed: collective-agreement"),
        ("read: text", "read: hearsay", "“read” is “hearsay”; allowed: text, party, report"),
        ("read: text", "read: null", "“checked: true” needs “read” and “locator”"),
        ("locator: article 7", "locator: null", "“checked: true” needs “read” and “locator”"),
        ("checked: true", "checked: false", "“checked: false” has neither"),
        ("checked: true", "checked: probably", "“checked” is “probably”"),
        ("public: false", "public: maybe", "“public”"),
        ("https://", "", "“link”"),
        ("https://", "http://", "an address that begins with https"),
        ("    - A bank\n", "", "“parties” must name both sides"),
        ("    - A bank\n", "    - A union\n", "“parties” must name both sides"),
        ("    - A union\n    - A bank\n", "    A union\n", "“parties” must be a list"),
        ("    - A bank\n", "    - {en: A bank}\n", "parties, entry 2 .*“party” in “ar” is missing"),
        ("    - A bank\n", "    - 7\n", "“parties” must be a list"),
        ("  sector: banking\n", "", "“sector” is missing"),
        ("  sector: banking", "  text: copied\n  sector: banking", "“text” is not known"),
        (", pt: Uma data.", "", "“reason” in “pt” is missing"),
        ("{en: Told before., ar", "{en: Told before., xx: so, ar", "“summary” in “xx” is not known"),
        ("fr: Avant.", "fr: ''", "“summary” must hold a text for each language"),
        ("id: ke-bank-2025-notice", "id: KE 2025", "“id” is “KE 2025”"),
        ("blank: notice_days", "blank: Notice days", "“blank” is “Notice days”"),
        ("value: 45", "value: many", "“value” is “many”; allowed: a number above zero"),
        ("value: 45", "value: 0", "“value” is “0”; allowed: a number above zero"),
        ("value: 45", "value: true", "“value” is “True”"),
        ("value: 45", "value: 4.5", "a number of days is a whole number"),
        ("unit: days", "unit: moons", "“unit” is “moons”; allowed: minutes, hours, days"),
        ("blank: notice_days, ", "", "“blank” is missing"),
    ],
)
def test_a_record_that_does_not_hold_is_refused_with_file_and_field(
    small: Path, old: str, new: str, complaint: str
) -> None:
    assert len(read_precedents(small)) == 1
    spoil(small / "records" / "africa.yml", old, new)
    with pytest.raises(RecordError, match=complaint) as caught:
        read_precedents(small)
    assert "precedents/records/africa.yml" in str(caught.value)


def test_what_nobody_read_is_neither_judged_nor_counted(small: Path) -> None:
    path = small / "records" / "africa.yml"
    for field in ("read: text", "locator: article 7"):
        spoil(path, field, f"{field.partition(':')[0]}: null")
    spoil(path, "checked: true", "checked: false")
    with pytest.raises(RecordError, match="nobody read it"):
        read_precedents(small)
    spoil(path, "strength: standard", "strength: null")
    spoil(path, RECORDS[RECORDS.index("  reason") : RECORDS.index("  number")], "")
    with pytest.raises(RecordError, match="there can be no “number”"):
        read_precedents(small)
    spoil(path, RECORDS[RECORDS.index("  number") : RECORDS.index("  summary")], "")
    assert [one.checked for one in read_precedents(small)] == [False]


def test_an_id_names_one_record_in_all_files(small: Path) -> None:
    (small / "records" / "asia.yml").write_text(RECORDS, encoding="utf-8")
    with pytest.raises(RecordError, match="used twice"):
        read_precedents(small)


def test_a_register_without_records_is_refused(small: Path) -> None:
    (small / "records" / "africa.yml").unlink()
    with pytest.raises(RecordError, match="no file with records"):
        read_precedents(small)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("  osh: [health]", "  osh: [wealth]", "“osh” holds “wealth”"),
        ("  osh: [health]", "  osh: health", "“osh” must be a list"),
        ("checked: false", "checked: no one knows", "“checked”"),
        ("topics:\n", "subjects:\n", "“topics” is missing"),
        (", ar: الأجور", "", "“wages” in “ar” is missing"),
    ],
)
def test_subjects_that_do_not_hold_are_refused(register: Path, old: str, new: str, complaint: str) -> None:
    spoil(register / "topics.yml", old, new)
    with pytest.raises(RecordError, match=complaint) as caught:
        read_topics(register)
    assert "precedents/topics.yml" in str(caught.value)
