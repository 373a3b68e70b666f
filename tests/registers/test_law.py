"""The law register as published, and what it refuses."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from toolkit.errors import RecordError
from toolkit.registers.law import LawRecord, law, read
from toolkit.registers.locate import folder


def record(name: str) -> LawRecord:
    return next(record for record in law().records if record.id == name)


def reaching(place: str) -> set[str]:
    return {bound.record.id for bound in law().reaching(place)}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the published register that a test may spoil, cut down to the law of the world and of the Union."""
    copy = copytree(folder("datasets") / "law", tmp_path / "law")
    for file in (copy / "provisions").iterdir():
        if file.name != "world.yml":
            records = file.read_text(encoding="utf-8").split("\n\n")
            union = [record for record in records if any(f"\n  place: {place}\n" in record for place in ("EU", "INT"))]
            file.write_text("\n\n".join(union), encoding="utf-8") if union else file.unlink()
    return copy


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def starts(name: str) -> list[date | None]:
    return [event.on for event in record(name).events if event.what in ("commencement", "publication")]


def test_the_register_reads_all_files_and_every_record_has_an_id_of_its_own() -> None:
    ids = [record.id for record in law().records]
    files = sorted((folder("datasets") / "law" / "provisions").glob("*.yml"))
    written = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line[:6] == "- id: "]
    assert len(ids) == len(set(ids)) == len(written) >= 204


def test_reading_happens_once_and_records_cannot_be_changed() -> None:
    assert law() is law()
    with pytest.raises(FrozenInstanceError):
        law().records[0].evidence = "official"  # type: ignore[misc]


def test_a_note_never_contradicts_how_a_text_was_checked() -> None:
    for entry in law().records:
        if entry.note.startswith(("Not checked", "Written from memory")):
            assert entry.evidence == "memory", entry.id


def test_an_official_text_has_place_day_and_a_few_words_by_which_to_find_it_again() -> None:
    official = [entry for entry in law().records if entry.evidence == "official"]
    assert {"eu-gdpr-22", "de-bpersvg-80", "fr-cgfp-l253-1", "es-et-64", "br-lgpd-20", "za-popia-71"} <= {
        entry.id for entry in official
    }
    for entry in official:
        assert entry.locator, entry.id
        assert entry.read_on == date(2026, 11, 26), entry.id
        assert entry.quote is not None, entry.id
        assert 3 <= len(entry.quote.split()) <= 25, entry.id
    assert not any(entry.locator or entry.read_on or entry.quote for entry in law().records if entry not in official)


def test_names_and_summaries_are_written_in_five_languages_and_not_left_in_english() -> None:
    for entry in law().records:
        for words in (entry.names, entry.summary, *filter(None, [entry.condition])):
            assert words.languages == ("en", "ar", "fr", "es", "pt"), entry.id
        said = {entry.summary.say(code) for code in entry.summary.languages}
        assert len(said) == 5, entry.id
        assert re.search("[\u0600-\u06ff]", entry.names.say("ar")), entry.id
        assert re.search("[\u0600-\u06ff]", entry.summary.say("ar")), entry.id
        assert not re.search(" [;:?!»]|« ", entry.summary.say("fr") + entry.names.say("fr")), entry.id  # hard spaces


def test_every_word_of_a_locator_is_known_in_every_language() -> None:
    for entry in law().records:
        for word in entry.provision.split():
            known = word in law().parts or re.fullmatch(
                r"[\d.()/a-zA-Z–-]*\d[\w.()/–-]*[,;]?|[IVX]+[,;]?|APP|IPP|bis|quater", word
            )
            assert known, (entry.id, word)
    for part in law().parts.values():
        assert part.languages == ("en", "ar", "fr", "es", "pt")


def test_treaties_and_directives_are_addressed_to_the_state() -> None:
    for entry in law().records:
        treaty = entry.place == "INT" and entry.kind == "binding"
        directive = entry.place == "EU" and entry.instrument.startswith("Directive")
        if treaty or directive:
            assert entry.addressed_to == "state", entry.id


@pytest.mark.parametrize(
    ("name", "first", "text"),
    [
        ("uy-20396", date(2025, 5, 14), None),  # ninety days after the promulgation on 13 February (Article 22)
        ("sn-97-17", date(1997, 12, 31), "1997-12"),  # a month: its last day
        ("kr-council", date(1997, 12, 31), "1997"),  # a year: its last day
        ("in-dpdp", date(2027, 5, 14), "2027-05 (substantive duties)"),  # the day is known after all
        ("us-ca-admt", date(2027, 1, 1), "2026-01-01 (ADMT duties 2027-01-01)"),
        ("eu-gdpr-22", date(2018, 5, 25), None),
        ("int-ilo-c193", None, None),
        ("int-ilo-c98", date(1951, 7, 18), None),
        ("int-ilo-c100", date(1953, 5, 23), None),
        ("int-ilo-c111", date(1960, 6, 15), None),
    ],
)
def test_dates_never_start_too_early(name: str, first: date | None, text: str | None) -> None:
    assert starts(name)[-1] == first
    assert record(name).events[-1].date_text == text


def test_human_review_is_kept_for_texts_that_require_a_human() -> None:
    assert {entry.id for entry in law().records if "human_review" in entry.rights} >= {
        "ae-45-2021",
        "ca-dadm",
        "ca-qc-access",
        "ca-qc-private",
        "cl-21719",
        "co-2466",
        "eu-aia-14",
        "eu-ep-algmgmt",
        "eu-fa-digital-2020",
        "eu-gdpr-22",
        "eu-pwd",
        "eu-tuned-2022",
        "gb-duaa-80",
        "gh-dpa-41",
        "it-132-2025-14",
        "ke-dpa-35",
        "kr-aibasic",
        "kr-pipa-37-2",
        "ng-ndpa-37",
        "ug-dppa-27",
        "us-co-189",
        "vn-134-2025",
    }
    assert record("br-lgpd-20").rights == ("review", "explanation", "access")


def test_disputed_dates_are_unsettled() -> None:
    assert {entry.id for entry in law().records if not entry.settled} >= {"eu-aia-49", "eu-aia-86"}


def test_guidance_is_what_does_not_bind() -> None:
    assert {entry.id for entry in law().records if entry.kind == "guidance"} >= {
        "coe-rec2015-5",
        "eu-ep-algmgmt",
        "eu-fa-digital-2020",
        "eu-tuned-2022",
        "gb-atrs",
        "int-ilo-code1997",
        "int-oecd-ai",
        "int-unesco-ai",
        "nz-charter",
    }


def test_treaties_reach_only_places_on_record_as_bound() -> None:
    assert "int-ilo-c135" in reaching("KE")
    assert "int-ilo-c154" not in reaching("KE")
    assert "int-ilo-c154" in reaching("MA")
    assert {"int-ilo-c98", "int-ilo-c100", "int-ilo-c111", "int-ilo-c190"}.isdisjoint(reaching("US"))
    assert "int-malabo" in reaching("GH")
    assert "int-malabo" not in reaching("KE")


def test_a_treaty_that_has_not_started_and_guidance_reach_every_place() -> None:
    for place in ("KE", "US-NY", "KW", "EU"):
        assert {"int-ilo-c193", "coe-108plus", "coe-cets225", "int-unesco-ai"} <= reaching(place)


def test_law_reaches_down_and_never_up_or_sideways() -> None:
    assert {"us-ny-loading", "us-5usc7106"} <= reaching("US-NY")
    assert "us-il-3773" not in reaching("US-NY")
    assert "us-ny-loading" not in reaching("US")
    assert "es-et-64" not in reaching("EU")
    assert "eu-gdpr-22" not in reaching("GB")
    assert "eu-gdpr-22" not in reaching("INT")


def test_norway_has_the_gdpr_from_the_day_it_entered_the_eea_agreement() -> None:
    bounds = {bound.record.id: bound for bound in law().reaching("NO")}
    assert bounds["eu-gdpr-22"].since == date(2018, 7, 20)
    assert "eu-aia-14" not in bounds


def test_checked_needs_both_the_text_and_the_ratification_to_be_read() -> None:
    argentina = {bound.record.id: bound.evidence for bound in law().reaching("AR")}
    morocco = {bound.record.id: bound.evidence for bound in law().reaching("MA")}
    assert argentina["int-ilo-c98"] == "secondary"  # the list is official, the text was read in a reprint
    assert morocco["int-ilo-c98"] == "memory"  # the text was read, that Morocco joined was not
    assert argentina["int-ilo-c151"] == "memory"  # the other way round
    assert {bound.record.id: bound.evidence for bound in law().reaching("DE")}["eu-gdpr-22"] == "official"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "world.yml",
            "kind: binding",
            "kind: hard",
            "int-ilo-c151.*“kind” is “hard”; allowed: binding, guidance",
        ),
        ("world.yml", "checked: memory", "checked: true", "int-ilo-c151.*“checked” must be a text"),
        (
            "world.yml",
            "checked: memory",
            "checked: maybe",
            "int-ilo-c151.*allowed: official, secondary, memory",
        ),
        ("world.yml", "checked: memory", "checked: official", "int-ilo-c151.*“quote” must be a text"),
        (
            "europe.yml",
            "checked: official",
            "checked: memory",
            "“locator” goes with “checked: official” only",
        ),
        ("europe.yml", "read_on: 2026-11-26", "read_on: null", "“read_on” is empty; an official text"),
        (
            "europe.yml",
            "  quote: adequate",
            f"  quote: {'many ' * 25}adequate",
            "“quote” is longer than 25 words",
        ),
        (
            "world.yml",
            "covers: [statute",
            "covers: [nurses",
            "“covers” holds “nurses”; allowed: statute, contract",
        ),
        ("world.yml", "holder: [union]", "holder: [boss]", "“holder” holds “boss”; allowed: person, union"),
        (
            "world.yml",
            "addressed_to: state",
            "addressed_to: all",
            "“addressed_to” is “all”; allowed: employer, state",
        ),
        ("world.yml", "  kind:", "  level: local\n  kind:", "“level” is “local”; allowed: all, central"),
        (
            "world.yml",
            "    fr: Convention n° 151",
            "    it: Convention n° 151",
            "“names” in “fr” is missing",
        ),
        ("world.yml", "place: INT", "place: world", "int-ilo-c151.*“place” is “world”; allowed: ISO 3166"),
        (
            "world.yml",
            "- facilities",
            "- parking",
            "int-ilo-c151.*“rights” holds “parking”; allowed: access, ",
        ),
        ("world.yml", "on: 1981-02-25", "on: 1981", "int-ilo-c151, events, entry 2.*“on” is “1981”.*a day"),
        (
            "world.yml",
            "commencement}",
            "commencement}\n    - {on: 1981-01-01, what: amendment}",
            "“events” must stand in the order of their days",
        ),
        (
            "world.yml",
            '{on: 1978-06-27, what: adoption, by: "International Labour Conference"}',
            "{on: null, what: adoption}",
            "“events” without a day come after those that have one",
        ),
        (
            "world.yml",
            '    - {on: 1978-06-27, what: adoption, by: "International Labour Conference"}',
            "    - {on: 1978-06-27, what: repeal}",
            "the “repeal” is on 1978-06-27; allowed: a day after the “commencement”",
        ),
        (
            "world.yml",
            "what: commencement",
            "what: birth",
            "“what” is “birth”; allowed: adoption, publication",
        ),
        ("world.yml", "what: commencement", "what: lapse", "“what” is “lapse”; allowed: adoption"),
        (
            "world.yml",
            "what: commencement}",
            "what: commencement, until: 1990-01-01}",
            "“until” goes with postponement and suspension only",
        ),
        (
            "world.yml",
            "what: commencement}",
            "what: commencement_in_part}",
            "“parts” goes with commencement_in_part",
        ),
        (
            "world.yml",
            "what: commencement}",
            "what: postponement, until: 1981-02-25}",
            "“until” is 1981-02-25; allowed: a day after “on”",
        ),
        (
            "world.yml",
            "  kind: binding\n",
            "  kind: binding\n  values:\n    answer_days: [{from: null, value: 1.5, unit: days}]\n",
            "“value” is “1.5”; allowed: a whole number",
        ),
        (
            "world.yml",
            "  kind: binding\n",
            "  kind: binding\n  values:\n    answer_days: [{from: null, value: 30, unit: weeks}]\n",
            "“unit” is “weeks”; allowed: days, working_days",
        ),
        (
            "world.yml",
            "kind: binding",
            "kind: bill",
            "“what” is “adoption”; allowed: introduction, publication",
        ),
        ("gaps.yml", "missing: data_protection_law", "missing: courage", "LY.*“missing” is “courage”; allowed"),
        ("gaps.yml", "missing: data_protection_law", "missing: other", "LY.*“detail” is missing"),
        ("world.yml", "source: https://", "source: ", "“source”.*allowed: an address"),
        ("world.yml", "  region: global\n", "", "int-ilo-c151.*“region” is missing"),
        ("world.yml", "  kind:", "  colour: red\n  kind:", "“colour” is not known"),
        ("world.yml", "id: int-ilo-c154", "id: int-ilo-c151", "“id” is used twice"),
        ("world.yml", "- id: int-ilo-c151", "- id: [", "not valid YAML"),
        ("ratifications.yml", "record: int-ilo-c98", "record: ke-dpa-35", "“record” is “ke-dpa-35”; allowed"),
        ("ratifications.yml", "read_on: 2026-11-24", "read_on: null", "“read_on” is empty"),
        ("ratifications.yml", "record: int-malabo", "record: int-ecowas-dp", "int-malabo.*no list of places"),
        (
            "ratifications.yml",
            "  checked:",
            "  since: {XX: 2020-01-01}\n  checked:",
            "“since” holds “XX: 2020-01-01”; allowed: a place of the list",
        ),
        ("places.yml", "eu-gdpr-5,", "ke-dpa-35,", "EEA.*“records” holds “ke-dpa-35”"),
    ],
)
@pytest.mark.slow
def test_a_record_that_does_not_hold_is_named_with_its_field(
    register: Path, file: str, old: str, new: str, complaint: str
) -> None:
    place = register if (register / file).exists() else register / "provisions"
    spoil(place / file, old, new)
    with pytest.raises(RecordError, match=f"(?s){complaint}"):
        read(register)


def test_norway_may_be_written_without_quotes(register: Path) -> None:
    spoil(register / "ratifications.yml", '"NO"', "NO")
    assert any("NO" in joined.places for joined in read(register).ratifications)


def test_an_id_is_used_once_over_all_files(register: Path) -> None:
    world = (register / "provisions" / "world.yml").read_text(encoding="utf-8")
    (register / "provisions" / "more.yml").write_text(world, encoding="utf-8")
    with pytest.raises(RecordError, match="provisions/world.yml: int-ilo-c151.*used twice"):
        read(register)


def test_a_missing_file_is_named(register: Path) -> None:
    (register / "rights.yml").unlink()
    with pytest.raises(RecordError, match="rights.yml"):
        read(register)
