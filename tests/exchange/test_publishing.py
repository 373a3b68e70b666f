"""What would harm somebody is found before it leaves the union, in five languages; plain facts are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from toolkit.bargaining.agreements.paper import FOR_US
from toolkit.documents import write_text
from toolkit.exchange import PublicationRefused, Shared, problems, publish, read_records
from toolkit.exchange.paper import record_paper
from toolkit.languages import KNOWN, Language

DAY = date(2026, 12, 1)
RECORD = Shared(
    "Nurses’ Union",
    "a1b2c3d4e5f6",
    1,
    DAY,
    consent="unions",
    reviewer="Legal office",
    place="KE",
    topic="rosters",
    tried="We asked in writing on 2026-03-04 which data the roster uses; 412 of 1 200 000 shifts were changed by hand.",
    won="An answer within 30 days.",
    lost="Nothing was said about 2019-2021.",
    source="Minutes of 3 May 2026",
    risk="none",
    expires=date(2028, 12, 1),
)


def test_what_is_in_order_is_published() -> None:
    assert problems(RECORD, DAY) == ()
    assert read_records(publish(RECORD, DAY)) == (RECORD,)


def test_what_a_union_is_afraid_of_goes_to_other_unions_and_never_to_everybody() -> None:
    afraid = replace(RECORD, risk="Somebody could be moved.")
    assert b"could be moved" in publish(afraid, DAY)
    assert "could be moved" in write_text(record_paper(afraid, "en", DAY))
    for licence in ("CC0-1.0", "unions-only"):
        public = replace(afraid, consent="public", licence=licence)
        assert b"could be moved" not in publish(public, DAY)
        assert "could be moved" not in write_text(record_paper(public, "en", DAY))
        assert read_records(publish(public, DAY)) == (replace(public, risk=""),)
    # It is asked for all the same, so that somebody has thought of it before everybody can read it.
    assert [one.check for one in problems(replace(RECORD, consent="public", risk=""), DAY)] == ["risk"]


@pytest.mark.parametrize(
    "text",
    [
        "Below 12 hours of rest we do not sign.",
        "En dessous de 12 heures nous ne signons pas.",
        "Por debajo de 12 horas no firmamos.",
        "Abaixo de 12 horas não assinamos.",
        "دون 12 ساعة لا نوقّع.",
    ],
)
def test_a_floor_in_the_words_of_the_lesson_is_found(text: str) -> None:
    assert [one.check for one in problems(replace(RECORD, lost=text), DAY)] == ["strategy"]


@pytest.mark.parametrize(
    "text", ["They did not sign in May.", "Ils n’ont pas signé.", "Firmamos en mayo.", "وقّعنا في أيار."]
)
def test_a_signature_that_is_told_is_no_floor(text: str) -> None:
    assert problems(replace(RECORD, lost=text), DAY) == ()


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"consent": "none"}, "consent"),
        ({"source": " "}, "source"),
        ({"reviewer": ""}, "reviewer"),
        ({"risk": ""}, "risk"),
        ({"expires": DAY}, "expires"),
        ({"expires": date(2032, 1, 1)}, "expires"),
        ({"tried": ""}, "nothing"),
        ({"won": "", "lost": ""}, "nothing"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_else(change: dict[str, object], check: str) -> None:
    assert [one.check for one in problems(replace(RECORD, **change), DAY)] == [check]


@pytest.mark.parametrize(
    ("text", "check", "found"),
    [
        ("We wrote to Mrs Otieno.", "person", "Mrs Otieno"),
        ("Nous avons écrit à Mme Diallo.", "person", "Mme Diallo"),
        ("Lo dijo la Sra. Núñez ayer.", "person", "Sra. Núñez"),
        ("Falamos com Dra. Souza.", "person", "Dra. Souza"),
        ("كتبنا إلى السيدة حداد.", "person", "السيدة حداد"),
        ("Ask ward.7@clinic.example now", "contact", "ward.7@clinic.example"),
        ("call +254 700 123 456", "contact", "+254 700 123 456"),
        ("message @rota_boss there", "contact", "@rota_boss"),
        ("3 nurses complained", "small", "3 nurses"),
        ("4 older colleagues left", "small", "4 older colleagues"),
        ("2 of 7 were refused", "small", "2 of 7"),
        ("٣ ممرضات اشتكين", "small", "٣ ممرضات"),
        ("2 infirmières ont refusé", "small", "2 infirmières"),
        ("5 mujeres se quejaron", "small", "5 mujeres"),
        ("Our red line is 12 hours.", "strategy", "red line"),
        ("C’est notre ligne rouge.", "strategy", "ligne rouge"),
        ("هذا خطّنا الأحمر في التفاوض", "strategy", "خطنا الاحمر"),
        ("Esta es nuestra línea roja.", "strategy", "linea roja"),
        ("A linha vermelha é esta.", "strategy", "linha vermelha"),
    ],
)
def test_what_would_harm_is_found_and_refused(text: str, check: str, found: str) -> None:
    record = replace(RECORD, won=text)
    assert [(one.check, one.field, one.found) for one in problems(record, DAY)] == [(check, "won", found)]
    with pytest.raises(PublicationRefused):
        publish(record, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Section 3 of the act; 12 nurses; 10 of 40 shifts.",
        "A victory for us and for the patients.",
        "Una victoria para nosotros; una vitória para nós.",
        "The red light of the lift, the line on the floor.",
        "On 3 May 2026, at 14:30, 3 months after the purchase.",
        "M. le ministre; the Dr and the ward.",
        "10,000,000 shillings; 1 200 000 euros; 2019 2020 2021",
        "ISO 3166, https://example.org/a@2026",
    ],
)
def test_plain_facts_are_left_alone(text: str) -> None:
    assert problems(replace(RECORD, won=text), DAY) == ()


@pytest.mark.parametrize("language", KNOWN)
def test_a_piece_of_our_own_papers_is_known_by_its_mark(language: str) -> None:
    record = replace(RECORD, tried=f"Copied.\n{Language(language).say(FOR_US)}")
    assert "mark" in [one.check for one in problems(record, DAY)]


def test_every_problem_is_said_with_where_it_stands() -> None:
    (problem,) = problems(replace(RECORD, risk="Mr Mwangi could be moved."), DAY)
    assert "Mr" in problem.say()
    assert "under our law" in problem.say()


def test_what_was_taken_back_is_always_let_out() -> None:
    assert read_records(publish(RECORD.tombstone(DAY), DAY))[0].retracted
