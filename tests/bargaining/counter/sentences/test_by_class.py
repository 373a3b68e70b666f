"""Sentences in five languages by what was done to them: losses are told, the same is not, the rest is never sure."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.sentences.frames import compare_sentences

SENTENCES = yaml.safe_load((Path(__file__).parent / "by_class.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "ar", "fr", "es", "pt"])
def test_a_loss_is_told_and_what_says_the_same_is_not(language: str) -> None:
    kinds = {key: [one for one in rows if one["language"] == language] for key, rows in SENTENCES.items()}
    assert len(kinds["losses"]) >= 18
    for one in kinds["losses"]:
        assert judge(one["ours"], one["theirs"], lexicon(language)).kind == "weakened", one
    for one in kinds["same"]:
        assert judge(one["ours"], one["theirs"], lexicon(language)).kind != "weakened", one
    for one in kinds["open"]:
        assert not judge(one["ours"], one["theirs"], lexicon(language)).sure, one


# what must be said, a pair of which it must be said, and a pair of which it must not
SAID = [
    (
        "wider",
        ("It is kept unless a severe fault is found.", "It is kept unless a fault is found."),
        ("It is kept unless a fault is found.", "It is kept unless a severe fault is found."),
    ),
    (
        "together",
        ("The court names a chair if either party asks.", "The court names a chair if both parties ask."),
        ("The court names a chair if either party asks.", "The court names a chair if each party asks."),
    ),
    (
        "prevails",
        ("If they differ, this Agreement prevails.", "If they differ, the handbook prevails."),
        ("If they differ, this Agreement prevails.", "If they differ, this Agreement takes precedence."),
    ),
    (
        "effect",
        ("This Article takes effect on signature by both.", "This Article takes effect on approval by the ministry."),
        ("This Article takes effect on signature by both.", "On signature by both this Article takes effect."),
    ),
    (
        "every",
        ("The Employer tells the Union of faults of any kind.", "The Employer tells the Union of faults that stop it."),
        (
            "The Employer tells the Union of faults of any kind.",
            "The Employer tells the Union of faults of every kind.",
        ),
    ),
    (
        "told",
        ("Each new camera in the depot needs a permit.", "Each new camera in the depot is notified."),
        ("Each new camera in the depot needs a permit.", "Each new camera in the depot requires a permit."),
    ),
    (
        "left",
        ("The Employer shall translate the notice.", "The Workers may translate the notice."),
        ("The Employer shall translate the notice.", "The Workers have the right to a translated notice."),
    ),
]


@pytest.mark.parametrize(("what", "told", "untold"), SAID)
def test_each_sentence_is_said_where_it_holds_and_not_beside_it(
    what: str, told: tuple[str, str], untold: tuple[str, str]
) -> None:
    def seen(pair: tuple[str, str]) -> set[str]:
        return {one.id for one in compare_sentences(*pair, lexicon("en")).noticed}

    assert what in seen(told)
    assert what not in seen(untold)


@pytest.mark.parametrize(
    ("what", "told", "untold"),
    [
        ("binding", ("Its decision is binding.", "Its decision is heard."), ("It is binding.", "It binds.")),
        (
            "liable",
            ("It answers for its suppliers.", "It writes to its suppliers."),
            ("It is liable.", "It answers for it."),
        ),
        (
            "deducted",
            ("It pays the loss.", "It pays the loss, minus fees."),
            ("It pays the loss.", "It bears the loss."),
        ),
        (
            "asks",
            ("It shall obtain a proof.", "It shall ask for a proof."),
            ("It shall obtain it.", "It shall get it."),
        ),
    ],
)
def test_words_that_bind_less_are_told(what: str, told: tuple[str, str], untold: tuple[str, str]) -> None:
    def seen(pair: tuple[str, str]) -> set[str]:
        return {one.id for one in judge(*pair, lexicon("en")).noticed}

    assert what in seen(told)
    assert what not in seen(untold)


RESERVED = [
    ("en", "Nothing in this Agreement limits the right of the Employer to direct the work.", True),
    ("en", "Nothing in this Agreement limits the power of the Institute to choose its tools.", True),
    ("en", "Nothing in this Agreement limits the rights of the Union.", False),
    ("en", "This Agreement does not limit the right of the law to more.", False),
    ("ar", "ليس في هذا الاتفاق ما يحد من حق صاحب العمل في إدارة العمل.", True),
    ("ar", "ليس في هذا الاتفاق ما يحد من حق النقابة في الإضراب.", False),
    ("fr", "Rien dans le présent Accord ne limite le pouvoir de l’Employeur de diriger le travail.", True),
    ("fr", "Rien dans le présent Accord ne limite le droit du travail.", False),
    ("es", "Nada en este Acuerdo limita la facultad del Empleador de dirigir el trabajo.", True),
    ("es", "Nada en este Acuerdo limita los derechos de los Trabajadores.", False),
    ("pt", "Nada neste Acordo limita o poder do Instituto de dirigir os serviços.", True),
    ("pt", "Nada neste Acordo limita o direito do trabalho.", False),
]


@pytest.mark.parametrize(("language", "theirs", "told"), RESERVED)
def test_a_sentence_that_keeps_the_power_of_the_employer_is_a_loss(language: str, theirs: str, told: bool) -> None:
    seen = {one.id for one in compare_sentences("", theirs, lexicon(language)).noticed}
    assert ("prevails" in seen) == told


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Employer answers within 9 days.", "Once the internal inquiry is over the Employer answers."),
        ("fr", "L’Employeur répond en 9 jours.", "Une fois l’enquête interne close, l’Employeur répond."),
        ("es", "El Empleador responde en 9 días.", "Cerrada la investigación interna, el Empleador responde."),
        ("pt", "O Empregador responde em 9 dias.", "Encerrada a investigação interna, o Empregador responde."),
        ("ar", "يجيب صاحب العمل خلال 9 أيام.", "يجيب صاحب العمل متى انتهى تحقيق داخلي."),
    ],
)
def test_an_inquiry_within_the_house_is_no_discretion(language: str, ours: str, theirs: str) -> None:
    assert "discretion" not in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


def test_whom_an_english_verb_acts_upon_owes_nothing() -> None:
    theirs = "The Employer gives the figures, and shall keep the Union posted of changes."
    seen = {one.id for one in judge("The Employer gives the figures.", theirs, lexicon("en")).noticed}
    assert not seen & {"proves", "burden", "exchanged"}
