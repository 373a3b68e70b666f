"""What applies here, for places and situations answered by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import pytest

from toolkit.languages import strip
from toolkit.registers.law import Event, law
from toolkit.registers.locate import folder
from toolkit.registers.situations import situations
from toolkit.rights import (
    AskedEmployer,
    UnknownEmployer,
    UnknownPlace,
    UnknownSituation,
    WhatApplies,
    provisions,
    what_applies,
)
from toolkit.rights.claims import Claim
from toolkit.rights.saying import LETTERS

DAY = date(2026, 12, 1)


def claim(found: WhatApplies, name: str) -> Claim:
    return next(one for one in found.claims if one.provision.id == name)


def claimed(found: WhatApplies) -> set[str]:
    return {one.provision.id for one in found.claims}


def lacking(found: WhatApplies) -> set[str]:
    return {one.right for one in found.missing}


def test_kenya_a_person_looks_again_at_a_dismissal_by_system() -> None:
    found = what_applies("KE", "dismissal_by_system", "private", DAY)
    review = claim(found, "ke-dpa-35")
    assert review.rights == ("no_solely_automated", "human_review")
    assert review.letters == ("dispute-notice",)
    assert review.provision.holder == ("person",)
    assert review.answer is None  # no time is on record
    assert "human_review" not in lacking(found)
    assert "ke-atia-4" not in claimed(found)


def test_spain_a_public_employer_watches_staff_under_statute_and_under_contract() -> None:
    found = what_applies("ES", "monitoring", "public", DAY)
    assert {"es-lopdgdd", "es-ebep-40", "es-et-64", "eu-gdpr-13-15", "eu-gdpr-35"} <= claimed(found)
    access = claim(found, "eu-gdpr-13-15")
    assert access.rights == ("information_individual", "access")
    assert access.letters == ("access-request",)
    assert access.answer is not None
    assert access.answer.due == date(2027, 1, 4)  # a month later is New Year's Day, a Friday
    assert claim(found, "es-et-64").letters == ("system-inventory",)
    told = next(line for line in strip(found.say("en")).splitlines() if "Art. 64.4(d)" in line)
    assert "For: public employees under contract and private employment." in told
    assert found.coming == () or all(one.status == "adopted" for one in found.coming)


def test_france_what_is_coming_for_a_hiring_tool_depends_on_the_day() -> None:
    def due(on: date) -> dict[str, date | None]:
        return {one.id: one.applies_from for one in what_applies("FR", "hiring_tool", "private", on).coming}

    assert due(date(2026, 5, 1))["eu-aia-26-7"] == date(2026, 8, 2)
    assert due(DAY)["eu-aia-26-7"] == date(2027, 12, 2)
    assert "eu-aia-26-7" not in due(date(2027, 12, 2))
    assert "eu-aia-26-7" in claimed(what_applies("FR", "hiring_tool", "private", date(2027, 12, 2)))
    assert "eu-aia-26-7" not in claimed(what_applies("FR", "hiring_tool", "private", DAY))


def test_britain_a_chatbot_of_a_public_body_and_twenty_working_days() -> None:
    found = what_applies("GB", "public_chatbot", "public", DAY)
    request = claim(found, "gb-foia-1")
    assert request.letters == ("information-act-request",)
    assert request.answer is not None
    assert request.answer.due == date(2026, 12, 31)
    assert {"gb-atrs"} <= {one.id for one in found.guidance}
    assert "gb-atrs" not in claimed(found)
    assert "information_authority" in found.ask
    assert "gb-foia-1" not in claimed(what_applies("GB", "public_chatbot", "private", DAY))


def test_uruguay_a_move_to_the_cloud() -> None:
    found = what_applies("UY", "cloud_move", "statute", DAY)
    request = claim(found, "uy-18381")
    assert request.answer is not None
    assert request.answer.due == date(2026, 12, 30)
    assert "outsourcing_limit" in lacking(found)


def test_brazil_a_review_is_no_human_review() -> None:
    found = what_applies("BR", "hiring_tool", "public", DAY)
    assert claim(found, "br-lgpd-20").rights == ("access", "explanation")
    human = next(one for one in found.missing if one.right == "human_review")
    assert 1 <= len(human.elsewhere) <= 2
    for one in human.elsewhere:
        assert one.place not in ("BR", "INT")
        assert one.status == "in_force"
        assert "human_review" in one.rights
        assert one.checked  # there is law that was read in the official text: it comes first
        assert one.binds("public")


def test_jordan_codetermination_is_missing_and_exists_elsewhere() -> None:
    found = what_applies("JO", "monitoring", "private", DAY)
    assert "jo-24-2023" in claimed(found)
    joint = next(one for one in found.missing if one.right == "codetermination")
    assert [one.place for one in joint.elsewhere][:1] == ["DE"]
    assert joint.coming == ()


def test_texas_nothing_on_record_is_not_told_as_nothing_there() -> None:
    found = what_applies("US-TX", "biometrics", "public", DAY)
    assert found.claims == ()
    assert [gap.missing for gap in found.gaps] == ["data_protection_law"]
    told = strip(found.say("en"))
    assert "That says something about the register, not that there is none: ask a lawyer." in told
    assert "In force there" not in told
    assert (
        "United States: as far as we found, no comprehensive data protection law (not yet checked against the text)."
        in told
    )
    # A treaty that has not started is adopted, but it is not on its way to Texas.
    assert all(one.coming == () for one in found.missing)
    assert "It is coming here" not in told


def test_what_is_disputed_suspended_or_unratified_is_told_as_that_and_not_as_coming(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lines(place: str, situation: str) -> list[str]:
        return strip(what_applies(place, situation, None, DAY).say("en")).splitlines()

    disputed = next(line for line in lines("FR", "scoring") if line.endswith("Art. 86."))
    assert disputed.startswith("Adopted, and lawyers disagree whether it applies yet: AI Act")
    treaty = next(line for line in lines("US-TX", "biometrics") if "CETS 225" in line)
    assert treaty.startswith("A treaty that has not started, and will bind only where it is ratified:")
    waiting = next(line for line in lines("AU-NSW", "monitoring") if "21A" in line)
    assert waiting.startswith("Adopted, not applicable yet, and no day is certain:")

    kenya = next(record for record in law().records if record.id == "ke-dpa-35")
    for until, told in (
        (None, "Suspended, so it does not apply now: Data Protection Act 2019, s. 35."),
        (date(2027, 1, 4), "Adopted, applicable from 4 January 2027: Data Protection Act 2019, s. 35."),
    ):
        stop = Event(date(2026, 11, 1), "suspension", None, None, until, (), None, None)
        stopped = replace(kenya, events=(*kenya.events, stop))
        register = replace(law(), records=tuple(stopped if one is kenya else one for one in law().records))
        for module in ("applying", "provisions"):
            monkeypatch.setattr(sys.modules[f"toolkit.rights.{module}"], "law", lambda register=register: register)
        found = what_applies("KE", "scoring", "private", DAY)
        assert "ke-dpa-35" not in claimed(found)
        assert told in strip(found.say("en")).splitlines()
        monkeypatch.undo()


def test_the_day_is_part_of_every_answer() -> None:
    before = what_applies("GB", "dismissal_by_system", "private", date(2026, 2, 4))
    after = what_applies("GB", "dismissal_by_system", "private", date(2026, 2, 5))
    assert "gb-duaa-80" in {one.id for one in before.coming}
    assert "gb-duaa-80" not in claimed(before)
    assert claim(after, "gb-duaa-80").rights == ("human_review",)
    colorado = what_applies("US-CO", "scoring", "private", DAY)
    review = next(one for one in colorado.missing if one.right == "human_review")
    assert "us-co-189" in {one.id for one in review.coming}
    assert "human_review" not in lacking(what_applies("US-CO", "scoring", "private", date(2027, 1, 1)))


@pytest.mark.parametrize("situation", list(situations()))
def test_nothing_that_does_not_bind_is_offered_and_what_is_given_is_not_missing(situation: str) -> None:
    for place in ("DE", "IN", "ZA"):
        found = what_applies(place, situation, "private", DAY)
        given = {right for one in found.claims for right in one.rights}
        assert given.isdisjoint(lacking(found))
        assert given | lacking(found) == set(found.situation.rights)
        for one in found.claims:
            assert one.provision.status == "in_force"
            assert one.provision.kind == "binding"
            assert one.provision.binds("private")
            assert one.rights


def test_a_bill_is_told_as_a_bill_and_never_as_law(monkeypatch: pytest.MonkeyPatch) -> None:
    def event(what: str, on: date) -> Event:
        return Event(on, what, None, None, None, (), None, None)  # type: ignore[arg-type]

    kenya = next(record for record in law().records if record.id == "ke-dpa-35")
    events = (event("introduction", date(2018, 7, 1)), event("lapse", date(2019, 6, 30)))
    bill = replace(kenya, id="ke-bill", kind="bill", events=events)
    register = replace(law(), records=(*law().records, bill))
    for module in ("applying", "provisions"):
        monkeypatch.setattr(sys.modules[f"toolkit.rights.{module}"], "law", lambda: register)
    assert "ke-bill" not in {one.id for one in provisions("KE", on=DAY)}

    def told(on: date) -> str:
        found = what_applies("KE", "scoring", "private", on)
        assert "ke-bill" not in claimed(found) | {one.id for one in found.coming}
        return strip(found.say("en"))

    assert "was proposed in 2018 and did not become law: do not name it as law." in told(DAY)
    assert "was proposed in 2018 and is no law: do not name it as law." in told(date(2019, 1, 1))
    assert "was proposed" not in told(date(2018, 6, 30))


@pytest.mark.parametrize(
    ("language", "whom"),
    [
        ("en", "This comes from a register and is no legal advice."),
        ("ar", "هذا من سجل وليس استشارة قانونية."),
        ("fr", "n’est pas un conseil juridique"),
        ("es", "no es asesoramiento jurídico"),
        ("pt", "não é orientação jurídica"),
    ],
)
def test_it_is_told_in_every_language_and_says_whom_to_ask(language: str, whom: str) -> None:
    told = strip(what_applies("ES", "pay", "private", DAY).say(language)).splitlines()
    assert whom in told[-1]
    assert situations()["pay"].name.say(language) in told[0]
    english = set(strip(what_applies("ES", "pay", "private", DAY).say("en")).splitlines())
    if language != "en":
        assert english.isdisjoint(told)


def test_a_number_from_memory_is_not_told_as_read_where_the_text_was() -> None:
    told = strip(what_applies("ES", "scoring", "private", DAY).say("en"))
    assert "must be answered within 1 month: by 4 January 2027, by our count." in told
    assert "The time to answer: not yet checked against the text." in told


def test_tunisia_the_data_law_on_record_for_private_employers_is_named_to_a_public_servant_and_never_as_not_found() -> (
    None
):
    for kind in ("public", "statute", "contract"):
        found = what_applies("TN", "scoring", kind, DAY)
        objection = next(one for one in found.missing if one.right == "object")
        assert [one.id for one in objection.others] == ["tn-2004-63"]
        assert not {one.place for one in objection.elsewhere} & {"TN", "INT"}
        told = strip(found.say("en"))
        assert "on record as binding others: say no to a use of your data or to a decision." in told
        assert "Arts 32-45: for private employment and work for platforms (not yet checked against the text)." in told
        assert "whether it reaches your employer too" in told
        assert "Not found in force here: say no to a use" not in told
        assert "it binds the state; your employer is public, so it may bind it" in told
        assert "among employers only public ones" not in told
    private = what_applies("TN", "scoring", "private", DAY)
    assert "your employer is public" not in strip(private.say("en"))
    assert "object" not in lacking(private)
    assert claim(what_applies("TN", "scoring", "public", DAY), "tn-2016-22").letters == ("information-act-request",)


@pytest.mark.parametrize("employer", ["public", "private", "platform", None])
def test_not_found_here_is_said_only_where_no_law_in_force_here_gives_it_to_anybody(employer: AskedEmployer) -> None:
    words = {right: law().rights[right].words.say("en") for right in law().rights}
    for place in ("TN", "DE", "US-NY", "JO", "BR", "IN", "SN"):
        here = provisions(place, on=DAY)
        given = {right for one in here if one.status == "in_force" for right in one.rights}
        for situation in ("scoring", "pay", "cloud_move"):
            found = what_applies(place, situation, employer, DAY)
            told = strip(found.say("en"))
            for right in found.situation.rights:
                assert (f"Not found in force here: {words[right]}." in told) == (right not in given), (place, right)
                assert (f"on record as binding others: {words[right]}." in told) == (
                    right in given and right in lacking(found)
                )


def test_where_only_others_are_bound_it_is_not_told_as_no_law_there(monkeypatch: pytest.MonkeyPatch) -> None:
    kenya = next(record for record in law().records if record.id == "ke-dpa-35")
    register = replace(law(), records=(replace(kenya, place="KI", covers=("private",)),), ratifications=(), groups=())
    for module in ("applying", "provisions"):
        monkeypatch.setattr(sys.modules[f"toolkit.rights.{module}"], "law", lambda: register)
    public = strip(what_applies("KI", "scoring", "public", DAY).say("en"))
    assert "no law in force for this there that binds such an employer" in public
    assert "not that there is none" not in public
    elsewhere = strip(what_applies("KM", "scoring", "public", DAY).say("en"))
    assert "not that there is none" in elsewhere
    assert "binds others" not in elsewhere


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownSituation, match="“lunch”.*hiring_tool, monitoring"):
        what_applies("KE", "lunch")
    with pytest.raises(UnknownPlace):
        what_applies("Atlantis", "pay")
    with pytest.raises(UnknownEmployer):
        what_applies("KE", "pay", "charity")  # type: ignore[arg-type]


def test_every_letter_that_a_right_names_exists_and_has_a_name() -> None:
    named = {right.letter for right in law().rights.values() if right.letter is not None}
    assert named == set(LETTERS)
    for letter in named:
        assert (folder("templates") / "letters" / letter / "letter.yml").is_file()
