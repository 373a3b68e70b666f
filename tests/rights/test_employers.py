"""Law that binds an employer of a kind, and what the other side may read; every expected id is written by hand."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from toolkit.registers.law import EMPLOYERS
from toolkit.rights import AskedEmployer, Employer, UnknownEmployer, provisions

DAY = date(2026, 12, 2)  # the day on which the Platform Work Directive must be carried out
EVERYBODY = ["eu-gdpr-22", "eu-gdpr-13-15"]  # what protects every data subject in the Union


def binding(place: str, kind: AskedEmployer | None, on: date = DAY) -> set[str]:
    return {one.id for one in provisions(place, on=on, employer=kind) if one.status == "in_force"}


def nameable(place: str, kind: AskedEmployer | None, on: date = DAY) -> set[str]:
    return {one.id for one in provisions(place, on=on) if one.nameable(kind)}


@pytest.mark.parametrize(
    ("place", "kind", "must", "must_not"),
    [
        ("DE", "statute", ["de-bpersvg-80", *EVERYBODY], ["de-betrvg-87", "de-betrvg-80-3", "de-betrvg-95", "eu-pwd"]),
        ("DE", "contract", ["de-bpersvg-80", "de-ifg-1"], ["de-betrvg-87", "de-betrvg-90", "eu-dir-2002-14"]),
        ("DE", "private", ["de-betrvg-87", "de-betrvg-80-3", *EVERYBODY], ["de-bpersvg-80", "eu-tuned-2022", "eu-pwd"]),
        ("DE", "platform", EVERYBODY, ["de-betrvg-87", "de-bpersvg-80", "eu-pwd", "eu-aia-2-11"]),
        (
            "DE-BE",
            "statute",
            EVERYBODY,
            ["de-bpersvg-80", "de-ifg-1"],
        ),  # Berlin has staff representation law of its own
        ("FR", "statute", ["fr-cgfp-l253-1", "fr-cgfp-l222-3", "fr-crpa"], ["fr-l2312-38", "fr-l2312-8", "fr-l1222-4"]),
        ("FR", "contract", ["fr-cgfp-l253-1", "fr-cgfp-l222-3"], ["fr-l2312-38", "fr-l2312-8", "eu-pwd"]),
        ("FR", "private", ["fr-l2312-38", "fr-l1222-4"], ["fr-cgfp-l253-1", "fr-cgfp-l222-3", "fr-crpa"]),
        ("ES", "statute", ["es-ebep-40", "es-ebep-47-bis", "es-lopdgdd"], ["es-et-64", "es-et-64-5", "eu-dir-2002-14"]),
        ("ES", "contract", ["es-et-64", "es-ebep-47-bis", "es-lopdgdd"], ["es-ebep-40", "eu-pwd"]),
        ("ES", "private", ["es-et-64", "es-et-64-5", "es-lopdgdd"], ["es-ebep-40", "es-ley15-2022"]),
        ("CO", "statute", ["co-1581", "co-1712", "co-243-2024"], ["co-2466", "co-160-2014"]),
        ("CO", "private", ["co-1581"], ["co-2466", "co-1712", "co-243-2024"]),
        ("CO", "platform", ["co-2466", "co-1581"], ["co-243-2024"]),
        ("MX", "statute", ["mx-lgpdppso", "mx-lgtaip"], ["mx-lft-291", "mx-lfpdppp"]),
        ("MX", "private", ["mx-lfpdppp"], ["mx-lft-291", "mx-lgpdppso"]),
        ("MX", "platform", ["mx-lft-291", "mx-lfpdppp"], ["mx-lgpdppso"]),
        ("AT", "statute", ["at-pvg-9", "at-ifg", *EVERYBODY], ["eu-pwd", "at-arbvg-96", "eu-dir-2002-14"]),
        ("AT", "private", ["at-arbvg-96", *EVERYBODY], ["eu-pwd", "at-pvg-9"]),
        ("US-CA", "statute", ["us-ca-crd", "us-ca-mmba", "us-ca-pra"], ["us-ca-admt", "us-5usc7106"]),
        ("US-CA", "private", ["us-ca-crd"], ["us-ca-mmba", "us-ca-pra"]),
        ("US-NY", "private", [], ["us-ny-taylor", "us-ny-loading", "us-5usc7106"]),
        ("LB", "statute", ["lb-28-2017", "lb-81-2018", "int-ilo-c100"], ["lb-labour-1946", "int-ilo-c87"]),
        ("LB", "private", ["lb-81-2018", "lb-labour-1946"], ["lb-28-2017", "int-ilo-c98"]),
        ("IQ", "statute", ["int-ilo-c87", "int-ilo-c111"], ["iq-37-2015", "int-ilo-c135", "int-ilo-c98"]),
        ("IQ", "private", ["iq-37-2015"], ["int-ilo-c87"]),
        ("PS", "statute", ["ps-basic-25"], ["ps-7-2000", "int-ilo-c98"]),
        ("PS", "private", ["ps-7-2000", "ps-basic-25"], ["int-ilo-c98"]),
        ("SN", "statute", ["sn-2008-12", "sn-61-33", "int-ilo-c87", "int-ecowas-dp"], ["sn-97-17"]),
        ("SN", "private", ["sn-2008-12", "sn-97-17"], ["sn-61-33", "int-ecowas-dp"]),
        ("PK", "statute", ["pk-rai-2017", "pk-const-19a", "int-ilo-c87"], ["pk-ira-2012"]),
        ("PK", "private", ["pk-ira-2012"], ["pk-rai-2017", "pk-const-19a"]),
        ("JO", "statute", ["jo-24-2023", "jo-47-2007", "int-ilo-c100"], ["jo-8-1996", "int-ilo-c87"]),
        ("JO", "private", ["jo-24-2023", "jo-8-1996"], ["jo-47-2007", "int-ilo-c100"]),
        ("TN", "statute", ["tn-2016-22", "tn-83-112", "int-ilo-c151"], ["tn-66-27", "tn-2004-63"]),
        ("TN", "private", ["tn-2004-63", "tn-66-27"], ["tn-2016-22", "tn-83-112"]),
        ("ZA", "statute", ["za-popia-71", "za-lra-16", "za-paia-11"], ["za-paia-50"]),
        ("ZA", "private", ["za-popia-71", "za-lra-16", "za-paia-50"], ["za-paia-11"]),
        ("MA", "statute", ["ma-0908-11", "ma-31-13", "int-ilo-c151"], ["ma-65-99", "ma-65-99-466", "int-ilo-c87"]),
        ("KE", "contract", ["ke-atia-4", "ke-const-41", "ke-lra-57", "ke-dpa-35"], ["int-ilo-c87"]),
        ("BR", "statute", ["br-lai", "br-cf-37-vi", "br-lgpd-20", "int-ilo-c151"], ["int-ilo-c87"]),
        ("AE", "statute", [], ["ae-45-2021"]),
        ("CA-QC", "statute", ["ca-qc-access"], ["ca-qc-private", "ca-dadm"]),
        ("AU-NSW", "contract", ["au-nsw-wsa"], ["au-app1", "au-fwa-205"]),
    ],
)
def test_only_law_that_binds_an_employer_of_this_kind_is_selected(
    place: str, kind: Employer, must: list[str], must_not: list[str]
) -> None:
    found = binding(place, kind)
    assert set(must) <= found
    assert found.isdisjoint(must_not)


@pytest.mark.parametrize(
    ("place", "must", "must_not"),
    [
        # Staff under contract have the Workers' Statute, civil servants the other one: both may be of use.
        ("ES", ["es-et-64", "es-ebep-40", "es-lopdgdd"], ["eu-pwd", "eu-dir-2002-14"]),
        ("DE", ["de-bpersvg-80", *EVERYBODY], ["de-betrvg-87", "eu-pwd"]),
        ("KE", ["ke-atia-4", "ke-dpa-35"], []),
        ("US-CA", ["us-ca-mmba", "us-ca-crd"], ["us-ca-admt"]),
    ],
)
def test_a_public_employer_has_what_binds_towards_staff_under_statute_or_under_contract(
    place: str, must: list[str], must_not: list[str]
) -> None:
    found = binding(place, "public")
    assert set(must) <= found
    assert found.isdisjoint(must_not)
    assert found == binding(place, "statute") | binding(place, "contract")


def test_to_the_other_side_a_public_employer_is_named_only_what_binds_towards_all_its_staff() -> None:
    assert "es-et-64" in nameable("ES", "contract")
    assert "es-ebep-40" in nameable("ES", "statute")
    assert nameable("ES", "public").isdisjoint({"es-et-64", "es-ebep-40"})
    assert "es-lopdgdd" in nameable("ES", "public")


@pytest.mark.parametrize(
    ("place", "kind", "names"),
    [
        ("CO", "statute", set()),
        ("CO", "platform", set()),  # read in an opinion piece only
        ("MX", "platform", set()),
        ("US-CA", "statute", set()),
        ("US-CA", "private", set()),
        ("LB", "statute", set()),
        ("IQ", "statute", set()),
        ("PS", "contract", set()),
        ("SN", "statute", set()),
        ("PK", "statute", set()),
        ("JO", "private", set()),
        ("TN", "statute", set()),
        ("ZA", "statute", {"za-popia-71"}),  # the duty to inform asks for a majority union: it is not named unasked
        ("ZA", "private", {"za-popia-71"}),
        ("BR", "statute", {"br-lgpd-20"}),
        ("UY", "statute", {"uy-18331-14", "uy-18331-16", "uy-18508", "uy-18381"}),
        ("UY", "private", {"uy-18331-14", "uy-18331-16", "uy-18566"}),
        ("UY", "platform", {"uy-18331-14", "uy-18331-16"}),
        ("GB", "contract", {"gb-duaa-80", "gb-gdpr-15", "gb-dpia"}),
        ("AR", "statute", {"ar-25326-14", "ar-25326-20", "ar-24185", "ar-27275"}),
        ("AR-X", "statute", {"ar-25326-14", "ar-25326-20"}),  # what binds the national administration only is left out
        ("AR", "private", set()),
    ],
)
def test_the_other_side_reads_only_what_was_read_in_the_official_text(
    place: str, kind: Employer, names: set[str]
) -> None:
    found = [one for one in provisions(place, on=DAY) if one.nameable(kind)]
    assert names <= {one.id for one in found}
    for one in found:
        assert (one.evidence, one.status, one.condition) == ("official", "in_force", None), one.id
        assert "data_subject" in one.covers or kind in one.covers, one.id
        assert one.addressed_to == "employer" or kind in ("statute", "contract"), one.id
    unread = {one.id for one in provisions(place, on=DAY) if one.evidence != "official"}
    assert unread.isdisjoint(nameable(place, kind))


@pytest.mark.parametrize(
    ("place", "kind", "must", "must_not"),
    [
        ("DE", "statute", ["de-bpersvg-80", "de-bdsg-26-bund", *EVERYBODY], ["de-betrvg-87", "de-bdsg-26"]),
        ("DE", "private", ["de-betrvg-87", "de-bdsg-26", *EVERYBODY], ["de-bpersvg-80", "de-bdsg-26-bund"]),
        # Hospitals have committees of their own: nobody has said that this employer is none.
        ("FR", "statute", ["fr-cgfp-l222-3", "fr-crpa"], ["fr-l2312-38", "fr-cgfp-l253-1"]),
        (
            "FR",
            "private",
            EVERYBODY,
            ["fr-l2312-38", "fr-cgfp-l253-1", "fr-crpa"],
        ),  # fifty employees: nobody has said so
        ("ES", "statute", ["es-ebep-40", "es-lopdgdd"], ["es-et-64", "es-ebep-37"]),
        ("ES", "private", ["es-et-64", "es-lopdgdd"], ["es-ebep-40"]),
        ("AT", "statute", EVERYBODY, ["eu-pwd", "at-pvg-9", "at-arbvg-96"]),
    ],
)
def test_in_the_union_the_table_reads_national_law_of_that_employer_and_the_rules_for_everybody(
    place: str, kind: Employer, must: list[str], must_not: list[str]
) -> None:
    found = nameable(place, kind)
    assert set(must) <= found
    assert found.isdisjoint(must_not)


@pytest.mark.parametrize("place", ["DE", "FR", "ES", "UY", "AR", "NL", "SE"])
def test_without_a_kind_only_what_binds_public_and_private_employers_alike_is_named(place: str) -> None:
    common = nameable(place, "statute") & nameable(place, "contract") & nameable(place, "private")
    assert nameable(place, None) <= common
    for one in provisions(place, on=DAY):
        if one.nameable(None):
            assert "data_subject" in one.covers or {"statute", "contract", "private"} <= set(one.covers)


def test_a_directive_or_a_treaty_binds_public_employers_alone() -> None:
    assert "eu-whistle" in binding("AT", "statute")
    assert "eu-whistle" not in binding("AT", "private")
    assert "eu-pwd" not in binding("AT", "platform")
    assert "int-ilo-c190" in binding("ES", "contract")
    assert "int-ilo-c190" not in binding("ES", "private")


def test_what_protects_everybody_as_data_subject_stays_whatever_the_kind() -> None:
    for kind in get_args(Employer):
        assert set(EVERYBODY) <= binding("IT", kind)
        assert "ke-dpa-35" in binding("KE", kind)


def test_a_rule_for_users_of_a_service_alone_binds_no_employer_towards_its_staff() -> None:
    finland = next(one for one in provisions("FI", on=DAY) if one.id == "fi-admin")
    assert finland.covers == ("service_user",)
    assert not any(finland.binds(kind) for kind in (None, *get_args(Employer)))


def test_a_condition_that_nobody_has_confirmed_keeps_a_law_off_the_table() -> None:
    city = next(one for one in provisions("US-NY", on=DAY) if one.id == "us-nyc-144")
    assert city.condition is not None
    assert city.condition.say("es") == "el puesto o la promoción está en la ciudad de Nueva York"
    assert city.binds("private")
    assert not city.nameable("private")


def test_an_unknown_kind_of_employer_is_refused_with_the_kinds_that_exist() -> None:
    assert get_args(Employer) == EMPLOYERS
    with pytest.raises(UnknownEmployer, match="“charity”.*public, private, platform, statute, contract"):
        provisions("KE", employer="charity")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "place", "language", "said"),
    [
        (
            "de-bpersvg-80",
            "DE",
            "en",
            "Federal Staff Representation Act (Bundespersonalvertretungsgesetz), s. 80(1) nos 20, 21",
        ),
        ("fr-crpa", "FR", "fr", "Code des relations entre le public et l’administration, art. L311-3-1, R311-3-1-2"),
        ("es-et-64", "ES", "es", "Estatuto de los Trabajadores, art. 64.4(d)"),
        ("br-lgpd-20", "BR", "pt", "Lei Geral de Proteção de Dados Pessoais (Lei 13.709/2018), artigos 18, 20"),
        ("tn-2016-22", "TN", "ar", "القانون الأساسي عدد 22 لسنة 2016 المتعلق بالحق في النفاذ إلى المعلومة"),
        (
            "eu-gdpr-35",
            "DE",
            "ar",
            "اللائحة العامة لحماية البيانات (لائحة الاتحاد الأوروبي 2016/679)، "
            "المادة \u206835(1)\u2069، \u2068(9)\u2069",
        ),
    ],
)
def test_a_law_is_cited_in_the_readers_language(name: str, place: str, language: str, said: str) -> None:
    found = next(one for one in provisions(place, on=DAY) if one.id == name)
    assert found.cite(language) == said
