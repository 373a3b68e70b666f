"""A name that their text has for a party: also a word that means something by itself, but never somebody else."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.meanings.party_names import (
    as_written,
    party_names,
    with_our_names,
    with_their_names,
)
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.signals import Noticed

OURS = (
    "The Employer shall tell the Union which authority decides.",
    "The Employer shall pay the cost of the committee.",
    "The Employer shall keep a list.",
)


def renamed(name: str, *places: int) -> list[str]:
    return [one.replace("The Employer", f"The {name}") if place in places else one for place, one in enumerate(OURS)]


@pytest.mark.parametrize("name", ["Authority", "Foundation", "Board"])
def test_the_employer_may_be_called_by_a_word_that_stands_in_the_text(name: str) -> None:
    found = party_names(zip(OURS, renamed(name, 0, 1, 2), strict=True), same_words("en"))
    assert dict(found) == {name: "@employer"}


def test_somebody_who_takes_over_some_duties_is_no_name_of_the_employer() -> None:
    assert not party_names(zip(OURS, renamed("Committee", 0, 1), strict=True), same_words("en"))


OURS_OF_THREE = ["The Employer shall tell the Union.", "The Employer shall pay.", "The Union may ask the Employer."]


def test_an_employer_may_have_the_word_for_the_union_in_its_name() -> None:
    theirs = [one.replace("Employer", "Credit Union") for one in OURS_OF_THREE]
    same = same_words("en")
    names = party_names(list(zip(OURS_OF_THREE, theirs, strict=True)), same)
    assert list(names.values()) == ["@employer"]
    read = with_our_names(theirs[2], names, same, ours=OURS_OF_THREE[2])
    assert read == "The Union may ask the employer."
    assert judge(OURS_OF_THREE[2], read, lexicon("en")).kind in ("unchanged", "reworded")


def test_a_union_that_takes_over_some_duties_is_no_name_of_the_employer() -> None:
    ours = [*OURS_OF_THREE, *(f"The Employer shall keep list {n}." for n in range(8))]
    theirs = [
        ours[0].replace("The Employer", "The Credit Union"),
        ours[1].replace("Employer", "Credit Union"),
        *ours[2:],
    ]
    assert not party_names(list(zip(ours, theirs, strict=True)), same_words("en"))


def test_a_body_that_ours_names_is_no_name_of_the_employer() -> None:
    ours = [one.replace("the committee", "the Committee") for one in OURS]
    theirs = [one.replace("The Employer", "The Committee") for one in ours]
    assert not party_names(zip(ours, theirs, strict=True), same_words("en"))


def test_the_owner_of_an_establishment_is_the_employer_in_arabic() -> None:
    ours = "يُسأل صاحب العمل عن كل نظام يشغّله له مورّد، ويسلّم صاحب العمل النقابة تقريراً."
    for name in ("صاحب المنشأة", "صاحب المؤسسة"):
        assert judge(ours, ours.replace("صاحب العمل", name), lexicon("ar")).kind != "weakened"
    assert judge(ours, ours.replace("صاحب العمل", "المورّد"), lexicon("ar")).kind == "weakened"


def test_an_arabic_name_is_read_with_what_is_written_onto_it() -> None:
    ours = (
        "يدفع صاحب العمل الكلفة.",
        "يرد صاحب العمل على النقابة.",
        "وعلى صاحب العمل أن يعلم النقابة.",
        "لصاحب العمل نسخة.",
    )
    theirs = tuple(one.replace("لصاحب العمل", "لصاحب العمل ").replace("صاحب العمل", "الوكالة") for one in ours)
    same = same_words("ar")
    names = party_names(zip(ours, theirs, strict=True), same)
    assert set(names.values()) == {"@employer"}
    for written in ("تسلّم للوكالة نسخة", "وللوكالة نسخة", "والوكالة تدفع", "بالوكالة"):
        assert "صاحب العمل" in with_our_names(written, names, same)


def test_a_hamza_in_a_name_does_not_hide_it() -> None:
    same = same_words("ar")
    assert with_our_names("يدفع رئيس المؤسسة", {"رييس الموسسه": "@employer"}, same) == "يدفع صاحب العمل"


@pytest.mark.parametrize(
    ("language", "theirs", "shown"),
    [
        ("en", "It is chosen by the Agency Management, and kept.", "Agency Management"),
        ("es", "Lo elige la Dirección de Recursos Humanos.", "Dirección de Recursos Humanos"),
        ("pt", "É escolhido pela Diretoria de Recursos Humanos.", "Diretoria de Recursos Humanos"),
        ("fr", "Il est choisi par la Direction, et gardé.", "Direction"),
        ("ar", "تختاره الإدارة وتحفظه.", "الإدارة"),
    ],
)
def test_what_is_shown_of_theirs_has_their_own_name(language: str, theirs: str, shown: str) -> None:
    same = same_words(language)
    name = {"en": "employer", "es": "empleador", "pt": "empregador", "fr": "l'employeur", "ar": "صاحب العمل"}[language]
    assert as_written(f"elige, {name}", theirs, same) == f"elige, {shown}"
    assert as_written(f"elige, {name}", f"{theirs} {name}.", same) == f"elige, {name}"  # both are named: which is it?


@pytest.mark.parametrize(
    ("language", "name", "theirs", "said", "shown"),
    [
        ("en", "Authority", "Where a bid is secret, the Authority decides.", "employer decides", "Authority decides"),
        ("en", "Credit Union", "By the Credit Union's fraud desk.", "employer's, fraud", "Credit Union's, fraud"),
        ("fr", "Mairie", "aux frais de la Mairie", "aux frais de l'employeur", "aux frais de la Mairie"),
        ("es", "Junta", "lo que la Junta designe", "el empleador designe", "la Junta designe"),
        ("pt", "Câmara", "pago pela Câmara", "pago, empregador", "pago, Câmara"),
        ("ar", "الهييه", "يُسلَّم للهيئة", "صاحب العمل", "هيئة"),
        # Where the text has another word for the employer too, what is shown may be just that.
        ("en", "Authority", "The Authority and the Company agree.", "employer agree", "employer agree"),
        ("en", "Authority", "The Authority is the employer.", "employer", "employer"),
        (
            "en",
            "Authority",
            "It goes to the Director of Human Resources of the Authority for determination.",
            "Director of Human Resources of the employer for determination",
            "Director of Human Resources of the Authority for determination",
        ),
    ],
)
def test_what_is_shown_of_a_text_has_the_name_that_was_found_in_it(
    language: str, name: str, theirs: str, said: str, shown: str
) -> None:
    one = Noticed("alone", "weakened", "", values={"ours": "employer", "theirs": said})
    found = with_their_names(one, theirs, {name: "@employer"}, same_words(language), ours="")
    assert found.values == {"ours": "employer", "theirs": shown}


def test_what_shows_nothing_of_theirs_stays_as_it_is() -> None:
    one = Noticed("may", "weakened", "A may.", values={"n": 1})
    assert with_their_names(one, "The Authority may.", {"Authority": "@employer"}, same_words("en"), ours="") is one


CALLED = [
    "El Empleador informará al Sindicato.",
    "El Empleador pagará.",
    "Lo pide al Empleador.",
    "El Empleador responde.",
]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("la Entidad", {"Entidad": "@employer"}),
        ("la empresa", {}),  # without a capital it may be any
        ("el Empleador", {}),
        ("el Director de Recursos Humanos", {}),  # one who serves the employer is not the employer
        ("el Director", {}),
    ],
)
def test_a_word_that_is_known_for_the_employer_is_its_name_where_it_stands_everywhere(
    name: str, found: dict[str, str]
) -> None:
    there = name[0].upper() + name[1:]
    theirs = [one.replace("El Empleador", there).replace("al Empleador", f"a {name}") for one in CALLED]
    assert dict(party_names(list(zip(CALLED, theirs, strict=True)), same_words("es"))) == found
    theirs[:2] = CALLED[:2]  # and is somebody else where the employer keeps its own beside it
    assert not party_names(list(zip(CALLED, theirs, strict=True)), same_words("es"))
