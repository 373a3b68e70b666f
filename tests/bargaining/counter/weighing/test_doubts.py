"""What is more likely no loss is shown as a doubt; numbers, exchanged parties and short texts are left alone."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.changes import MAY_BE_LOST, NOTHING_ELSE_SEEN, NOTHING_SEEN, Change, summary
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.weighing import doubts
from toolkit.bargaining.counter.weighing.doubts import is_likely, is_named, with_doubts, without_unlikely
from toolkit.bargaining.counter.weighing.weights import Weights
from toolkit.languages import Language

OURS = (
    "The Employer shall keep the records of the rooms for ten years, and shall show them to the Union on the day on "
    "which it asks for them, in the room in which they are kept and without any fee."
)
THEIRS = OURS.replace("for ten years", "during ten years")


@pytest.fixture
def unlikely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights by which nothing is likely."""
    monkeypatch.setattr(doubts, "weights", lambda _: Weights({"base": -9.0}))


@pytest.mark.usefixtures("unlikely")
def test_what_is_unlikely_is_doubtful_and_never_certain() -> None:
    noticed = [Noticed("lesser", "weakened", "A"), Noticed("gain", "strengthened", "B"), Noticed("new", "open", "C")]
    found = with_doubts(noticed, OURS, THEIRS, same_words("en"))
    assert [(one.id, one.effect, one.sure) for one in found] == [
        ("lesser", "doubtful", False),
        ("gain", "strengthened", True),
        ("new", "open", True),
    ]


@pytest.mark.usefixtures("unlikely")
@pytest.mark.parametrize(
    "id", ["floor", "number-worse", "number-changed", "point-gone", "sentence-removed", "party-exchanged", "trigger"]
)
def test_numbers_order_and_what_went_as_a_whole_are_no_matter_of_weights(id: str) -> None:
    assert is_likely(
        [Noticed(id, "weakened", "", False), Noticed("may", "weakened", "")], OURS, THEIRS, same_words("en")
    )


@pytest.mark.usefixtures("unlikely")
def test_a_short_paragraph_is_left_to_the_rules() -> None:
    ours, theirs = "The Union receives the report.", "The Union receives a summary."
    assert is_likely([Noticed("lesser", "weakened", "")], ours, theirs, same_words("en"))
    assert not is_likely([Noticed("lesser", "weakened", "")], OURS, THEIRS, same_words("en"))


@pytest.mark.usefixtures("unlikely")
def test_a_small_word_that_is_all_that_changed_is_left_to_the_rules() -> None:
    ours = OURS + " The guard at the gate of the yard shall not film the people who come to read them."
    theirs = ours.replace("shall not film", "shall film")
    assert is_likely([Noticed("ban", "weakened", "")], ours, theirs, same_words("en"))
    assert not is_likely([Noticed("condition", "weakened", "")], ours, theirs, same_words("en"))


@pytest.mark.usefixtures("unlikely")
def test_where_nothing_was_lost_there_is_nothing_to_doubt() -> None:
    noticed = [Noticed("gain", "strengthened", ""), Noticed("not-understood", "open", "", False)]
    assert with_doubts(noticed, OURS, THEIRS, same_words("en")) == noticed


def test_a_reason_must_be_right_in_three_of_four_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    noticed = [Noticed("may", "weakened", "")]
    for base, named in ((1.09, False), (1.11, True)):
        monkeypatch.setattr(doubts, "weights", lambda _, base=base: Weights({"base": base}))
        assert is_named("may", noticed, OURS, THEIRS, same_words("en")) is named


def test_a_harm_that_is_beside_the_point_stands_behind_one_that_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    noticed = [Noticed(id, "weakened", "", False) for id in ("burden-of-proof", "denied-less", "may")]
    weighed = {"base": 0.0, "named burden-of-proof": -1.0, "named denied-less": 2.0, "named may": 0.1}
    monkeypatch.setattr(doubts, "weights", lambda _: Weights(weighed))
    found = without_unlikely(noticed, OURS, THEIRS, same_words("en"))
    assert [(one.id, one.effect) for one in found] == [
        ("burden-of-proof", "open"),
        ("denied-less", "weakened"),
        ("may", "weakened"),
    ]
    # Nothing is put behind where nothing is likely, nor what is counted, nor the only one.
    monkeypatch.setattr(doubts, "weights", lambda _: Weights({**weighed, "named denied-less": 1.0}))
    assert without_unlikely(noticed, OURS, THEIRS, same_words("en")) == noticed
    monkeypatch.setattr(doubts, "weights", lambda _: Weights({**weighed, "named floor": -3.0}))
    with_floor = [*noticed, Noticed("floor", "weakened", "")]
    kept = without_unlikely(with_floor, OURS, THEIRS, same_words("en"))
    assert kept[-1].effect == "weakened"
    assert without_unlikely(noticed[:1], OURS, THEIRS, same_words("en")) == noticed[:1]
    # Words that are only shown are never beside the point.
    words = [noticed[0], Noticed("taken-out", "weakened", "", False)]
    assert [one.effect for one in without_unlikely(words, OURS, THEIRS, same_words("en"))] == ["open", "weakened"]


@pytest.mark.usefixtures("unlikely")
def test_a_doubt_is_no_loss_is_never_certain_and_says_what_speaks_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "_TURNED", frozenset())
    theirs = OURS.replace("asks for them", "asks for them, provided that the archive is open to visitors")
    found = judge(OURS, theirs, lexicon("en"))
    assert (found.kind, found.sure) == ("reworded", False)
    change = Change("x", found.kind, found.sure, OURS, theirs, noticed=found.noticed, paragraph=1)
    assert change.doubtful
    assert not change.takes
    said = change.say("en")
    assert said.startswith("It may only be said in other words. What speaks for a loss:")
    assert said.count("What speaks for a loss") == 1
    assert said.endswith("Not certain: read both side by side.")
    assert "has to be read side by side" in summary([change])


@pytest.mark.parametrize("language", ["en", "ar", "fr", "es", "pt"])
def test_beside_a_doubt_no_text_is_opened_with_no_loss(language: str) -> None:
    doubt = Change(
        "x", "reworded", False, OURS, THEIRS, noticed=(Noticed("may", "doubtful", "A may.", False),), paragraph=1
    )
    loss = Change(
        "x", "weakened", True, OURS, THEIRS, noticed=(Noticed("may", "weakened", "A may.", True),), paragraph=2
    )
    same = Change("x", "unchanged", True, OURS, OURS, paragraph=3)
    say = Language(language).say
    none, no_other = say(NOTHING_SEEN), say(NOTHING_ELSE_SEEN)
    possible = Language(language).say_plural(MAY_BE_LOST, 1)
    assert summary([same], language).startswith(none)
    assert possible not in summary([same, loss], language)

    alone = summary([doubt, same], language)
    assert none not in alone
    assert 0 < alone.index(possible) < alone.index(no_other)

    beside = summary([doubt, loss, same], language)
    assert possible in beside
    assert none not in beside
    assert no_other not in beside


def test_beside_a_loss_nothing_is_said_to_be_only_other_words() -> None:
    noticed = (Noticed("frame", "weakened", "Read this first.", False), Noticed("may", "doubtful", "A may.", False))
    said = Change("scope", "weakened", False, OURS, THEIRS, noticed=noticed, paragraph=1).say("en")
    assert said.startswith("Read this first. A may.")
    assert "What speaks for a loss" not in said


@pytest.mark.usefixtures("unlikely")
def test_a_gain_beside_a_doubt_is_not_certain() -> None:
    theirs = OURS.replace("ten years", "ten years, where the archive is open to visitors,") + (
        " The Employer shall pay the Union 200 euros for each day on which it does not."
    )
    found = judge(OURS, theirs, lexicon("en"))
    assert any(one.effect == "doubtful" for one in found.noticed)
    assert not found.sure
    assert found.kind != "weakened"


# A careful official's other words, and a loss in the same paragraph; by the weights that are kept.
PARAGRAPHS = {
    "en": (
        "In this Article each Worker may see the log in which the system notes breaks, may copy it and may have errors "
        "put right; the Employer shall answer in writing, with reasons, within 10 days.",
        "within 10 days",
        "within 10 days, provided that the staffing of the records office so permits",
    ),
    "fr": (
        "Chaque Travailleur peut consulter le registre où le système note les pauses, le copier et y faire corriger "
        "les erreurs ; l’Employeur répond par écrit, avec ses motifs, dans un délai de 10 jours.",
        "dans un délai de 10 jours",
        "dans un délai de 10 jours, pour autant que l’effectif du service le permette",
    ),
    "es": (
        "Cada Trabajador podrá consultar el registro en que el sistema anota las pausas, copiarlo y hacer corregir los "
        "errores; el Empleador deberá responder por escrito, con motivos, en un plazo de 10 días.",
        "en un plazo de 10 días",
        "en un plazo de 10 días, siempre que la dotación de personal de la oficina lo permita",
    ),
    "pt": (
        "Cada Trabalhador poderá consultar o registro em que o sistema anota as pausas, copiá-lo e fazer corrigir os "
        "erros; o Empregador deverá responder por escrito, com fundamentação, no prazo de 10 dias.",
        "no prazo de 10 dias",
        "no prazo de 10 dias, desde que o quadro de pessoal do setor o permita",
    ),
    "ar": (
        "لكل عامل أن يطّلع على السجل الذي يدوّن فيه النظام فترات الراحة، وأن ينسخه، وأن يطلب تصحيح ما فيه من أخطاء؛ "
        "وعلى صاحب العمل أن يجيب كتابةً مع بيان الأسباب خلال 10 أيام.",
        "خلال 10 أيام",
        "خلال 10 أيام، بشرط أن يسمح بذلك عدد العاملين في المكتب",
    ),
}


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_way_out_is_told_by_the_weights_that_are_kept(language: str) -> None:
    ours, old, new = PARAGRAPHS[language]
    assert ours.count(old) == 1
    assert judge(ours, ours.replace(old, new), lexicon(language)).kind == "weakened"
