"""The law behind an agreement: what the other side may read of it, and what we are told instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from toolkit.bargaining import Agreement, library
from toolkit.bargaining.agreements import legal_basis
from toolkit.bargaining.agreements.legal_basis import cited_together, named_law
from toolkit.bargaining.agreements.paper import document_for
from toolkit.bargaining.demands.demands import supporting_provisions
from toolkit.documents import Document
from toolkit.languages import Language
from toolkit.rights import Employer, provisions

DAY = date(2026, 12, 1)


def with_examples(draft: Agreement, clause: str) -> Agreement:
    """The draft with a clause whose blanks hold the examples that stand in the library."""
    return draft.add(clause, blanks={blank.name: blank.example for blank in library()[clause].blanks})


def text_of(draft: Agreement, path: Path, audience: str) -> str:
    return draft.write(path, audience=audience).read_text(encoding="utf-8")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [None, "statute", "contract", "private", "platform"])
@pytest.mark.parametrize("place", ["BR", "DE", "ES", "KE"])
def test_the_table_sees_only_law_in_force_that_binds_the_employer_and_was_read_in_the_official_text(
    drafted: Callable[..., Agreement], tmp_path: Path, place: str, kind: Employer | None
) -> None:
    draft = replace(drafted(place, "en"), employer_kind=kind)
    text = text_of(draft, tmp_path / "table.md", "table")
    basis = text.partition("The parties have regard to:")[2].partition("signature")[0]
    on_record = supporting_provisions("bias", place, DAY)
    allowed = {line for one in on_record if one.nameable(kind) for line in one.cite_parts("en") if line}
    named = {line.removeprefix("- ") for line in basis.splitlines() if line.startswith("- ")}
    named = {line for line in named if "\\_" not in line}  # the lines for signatures
    assert (len(named) == 0) == (len(allowed) == 0)
    for line in named:
        name = next(name for name in allowed if line.startswith(name))
        where = line.removeprefix(name).removeprefix(", ")
        assert not where or set(where.split("; ")) <= allowed
    for one in on_record:
        assert one.source not in text
        if not any(other.nameable(kind) for other in on_record if other.names == one.names):
            assert one.names.say("en") not in text, one.id


def test_the_table_in_berlin_and_in_the_federation_reads_other_law_for_the_same_articles(tmp_path: Path) -> None:
    draft = Agreement(title="t", union="u", employer="e", place="DE", on=DAY, employer_kind="statute")
    for clause in ("monitor", "notice", "bias"):
        draft = with_examples(draft, clause)
    federal, land = (document_for(replace(draft, place=place), "table") for place in ("DE", "DE-BE"))
    assert isinstance(federal, Document)
    assert isinstance(land, Document)
    assert "Bundespersonalvertretungsgesetz" in str(federal.blocks)
    assert "Bundespersonalvertretungsgesetz" not in str(land.blocks)
    assert "Betriebsverfassungsgesetz" not in str(federal.blocks)
    assert "Platform Work" not in str(federal.blocks)


def test_few_laws_are_named_the_nearest_first_and_every_article_has_its_best(tmp_path: Path) -> None:
    draft = Agreement(title="t", union="u", employer="e", place="ES", on=DAY, employer_kind="private")
    for clause in ("monitor", "notice", "bias", "human", "explain", "access", "disconnect", "location", "score"):
        draft = draft.add(clause)
    named = named_law(draft)
    assert len(named) == len(set(named)) <= 12
    reach = [one.reach for one in named]
    assert reach == sorted(reach, key=["own", "country", "group", "world"].index)
    ids = {one.id for one in named}
    assert {"es-lopdgdd", "es-et-64", "eu-gdpr-22", "eu-gdpr-13-15", "eu-gdpr-35"} <= ids
    # The order of the articles changes nothing in what is named.
    back = replace(draft, articles=tuple(reversed(draft.articles)))
    assert {one.id for one in named_law(back)} == ids


def test_several_provisions_of_one_law_stand_behind_its_name() -> None:
    found = [one for one in provisions("DE", on=DAY) if one.id in ("eu-gdpr-22", "eu-gdpr-88", "de-bpersvg-80")]
    assert cited_together(found, Language("fr")) == (
        "Loi fédérale sur la représentation du personnel (Bundespersonalvertretungsgesetz), art. 80(1) nos 20, 21",
        "Règlement général sur la protection des données (RGPD, règlement (UE) 2016/679), art. 22"
        "\N{NO-BREAK SPACE}; art. 88",
    )
    tunisia = [one for one in provisions("TN", on=DAY) if one.id == "tn-2016-22"]
    assert cited_together(tunisia, Language("ar")) == (tunisia[0].names.say("ar"),)


def test_where_no_law_may_be_named_the_table_gets_no_heading_and_we_get_the_question_for_a_lawyer(
    drafted: Callable[..., Agreement], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = replace(drafted("KE", "en"), employer_kind="contract")
    assert "Legal basis" not in text_of(draft, tmp_path / "table.md", "table")
    ours = text_of(draft, tmp_path / "ours.md", "us")
    assert "Put this question to a lawyer: “Which law in Kenya obliges" in ours
    assert "which kind of employer" not in ours
    monkeypatch.setattr(legal_basis, "supporting_provisions", lambda clause, place, on: ())
    ours = text_of(draft, tmp_path / "nothing.md", "us")
    assert "The register has no law in force for this article there." in ours
    assert "Put this question to a lawyer" in ours


def test_ours_asks_nothing_of_a_lawyer_where_law_is_named(drafted: Callable[..., Agreement], tmp_path: Path) -> None:
    draft = replace(drafted("ES", "en"), employer_kind="private")
    ours = text_of(draft, tmp_path / "ours.md", "us")
    assert "Put this question to a lawyer" not in ours
    assert "The draft does not say which kind of employer this is" not in ours


def test_ours_says_that_the_kind_of_employer_is_missing_and_names_the_law_of_others_apart(
    drafted: Callable[..., Agreement], tmp_path: Path
) -> None:
    unknown = text_of(drafted("ES", "en"), tmp_path / "unknown.md", "us")
    assert "The draft does not say which kind of employer this is" in unknown
    assert "but not for this employer" not in unknown
    draft = Agreement(title="t", union="u", employer="e", place="DE", on=DAY, employer_kind="statute")
    draft = with_examples(draft, "monitor")
    public = text_of(draft, tmp_path / "public.md", "us")
    binding, _, others = public.partition("In force there, but not for this employer: do not name it")
    assert "Betriebsverfassungsgesetz" in others
    assert "(for: private employment)" in others
    assert "Betriebsverfassungsgesetz" not in binding
    assert "strike it out if the employer is another" in binding


def test_a_statute_of_the_public_service_tells_the_kind_of_employer(tmp_path: Path) -> None:
    draft = Agreement(title="t", union="u", employer="e", place="DE", on=DAY, regime="statutory").add("monitor")
    assert [one.id for one in named_law(draft)][:1] == ["de-bpersvg-80"]
    assert "de-bpersvg-80" not in {one.id for one in named_law(replace(draft, employer_kind="platform"))}
