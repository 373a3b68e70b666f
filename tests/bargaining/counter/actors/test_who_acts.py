"""Who acts where it was both, and whose yes is needed."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.actors.proof_and_pay import compare_burdens
from toolkit.bargaining.counter.actors.who_acts import CASTING, DECIDES, compare_deciders, compare_joint_acts
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import same_words


def told(language: str, ours: str, theirs: str) -> list[str]:
    return [one.id for one in compare_joint_acts(plain(ours), plain(theirs), same_words(language))]


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The parties name the doctor jointly.", "The Employer names the doctor."),
        ("fr", "Le médecin est choisi conjointement.", "L’Employeur choisit le médecin."),
        ("es", "Ambas partes nombran al médico.", "El Empleador nombra al médico."),
        ("pt", "Cada parte nomeia um médico.", "O Empregador nomeia os médicos."),
        ("ar", "يعيّن الطرفان الطبيب معاً.", "يعيّن صاحب العمل الطبيب."),
    ],
)
def test_what_both_did_the_employer_does_alone(language: str, ours: str, theirs: str) -> None:
    assert told(language, ours, theirs) == ["approver"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The parties name the doctor jointly.", "The doctor is named by both parties."),
        ("The parties name the doctor jointly.", "The Union names the doctor."),
        ("The Employer names the doctor.", "The Employer names a doctor."),
    ],
)
def test_what_both_do_still_is_not_told(ours: str, theirs: str) -> None:
    assert told("en", ours, theirs) == []


def test_who_suffers_does_not_act() -> None:
    same = same_words("en")
    assert set(agents("the union shall be informed of it", same).values()) == {""}
    assert set(agents("the cost shall be borne by the employer", same).values()) == {"employer"}
    assert set(agents("the union shall inform the crew", same).values()) == {"union"}
    assert set(agents("shall keep the union posted", same).values()) == {""}  # nobody is named who keeps it posted


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("The Committee has two members of each side.", "The Committee's chair has a casting vote.", CASTING),
        ("The Committee names the doctor.", "The provost names the doctor.", DECIDES),
    ],
)
def test_who_decides_is_not_called_who_has_to_agree(ours: str, theirs: str, said: str) -> None:
    found = list(compare_deciders(plain(ours), plain(theirs), same_words("en")))
    assert [one.sentence for one in found] == [said]


def test_what_both_did_is_told_as_somebody_elses_decision_and_not_as_a_yes() -> None:
    ours, theirs = plain("The parties name the doctor jointly."), plain("The Employer names the doctor.")
    assert [one.sentence for one in compare_joint_acts(ours, theirs, same_words("en"))] == [DECIDES]


@pytest.mark.parametrize(
    ("language", "ours", "more", "none"),
    [
        ("en", "The Committee meets monthly.", "The chair has a casting vote.", "The chair has no casting vote."),
        (
            "fr",
            "Le Comité se réunit.",
            "La présidence a voix prépondérante.",
            "La présidence n’a pas voix prépondérante.",
        ),
        ("es", "El Comité se reúne.", "La presidencia tendrá voto de calidad.", "Nadie tiene voto de calidad."),
        ("pt", "O Comitê reúne-se.", "A presidência terá voto de qualidade.", "Ninguém terá voto de qualidade."),
        ("ar", "تجتمع اللجنة كل شهر.", "ويكون للرئيس صوت مرجح.", "ولا يكون للرئيس صوت مرجح."),
    ],
)
def test_a_casting_vote_in_a_sentence_of_its_own_is_called_what_it_is(
    language: str, ours: str, more: str, none: str
) -> None:
    told = judge(ours, f"{ours} {more}", lexicon(language))
    assert CASTING in {one.sentence for one in told.noticed}
    assert "discretion" not in {one.id for one in told.noticed}  # who has the chair need not be the employer
    assert CASTING not in {one.sentence for one in judge(ours, f"{ours} {none}", lexicon(language)).noticed}


def reasons(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "عند نقص السائقين وجب على صاحب العمل أن يستأجر عمالاً أو أن يلغي رحلات.",
            "عند نقص العمال يلتزم صاحب العمل باستئجار عمال أو بإلغاء رحلات.",
        ),
        (
            "وإذا غاب العمال وجب على صاحب العمل أن يدرّب عمالاً آخرين أو أن يؤجل التسليم.",
            "وعند غياب العمال يلتزم صاحب العمل بتدريب عمال آخرين أو بتأجيل التسليم.",
        ),
        (
            "يضع صاحب العمل، بعد التشاور مع النقابة، جدولاً للصيانة، ويعيّن لكل آلة مسؤولاً.",
            "بعد التشاور مع النقابة، يضع صاحب العمل جدولاً للصيانة، ويُعيَّن فيه لكل آلة مسؤول.",
        ),
        ("يلتزم صاحب العمل بإخطار العامل بكل تسجيل.", "يجب إخطار العامل بكل تسجيل."),
        ("يجب على صاحب العمل أن يخطر العامل بكل تسجيل.", "لا بد من إخطار العامل بكل تسجيل."),
    ],
)
def test_whoever_an_arabic_duty_is_only_about_does_not_owe_it(ours: str, theirs: str) -> None:
    assert "exchanged" not in reasons("ar", ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("يلتزم صاحب العمل بإصلاح الرافعة خلال 3 أيام.", "يلتزم العامل بإصلاح الرافعة خلال 3 أيام."),
        ("يجب على صاحب العمل أن ينظف القاعة كل يوم.", "يجب على العمال أن ينظفوا القاعة كل يوم."),
        ("يجب على صاحب العمل أن ينظف القاعة كل يوم.", "يجب أن ينظف العمال القاعة كل يوم."),
        ("يجب على صاحب العمل أن ينظف القاعة كل يوم.", "لا بد للعامل من تنظيف القاعة كل يوم."),
        (
            "يضع صاحب العمل، بعد التشاور مع النقابة، جدولاً للصيانة.",
            "تضع النقابة، بعد التشاور مع صاحب العمل، جدولاً للصيانة.",
        ),
    ],
)
def test_whoever_an_arabic_duty_lies_on_now_is_told(ours: str, theirs: str) -> None:
    assert "exchanged" in reasons("ar", ours, theirs)


def test_whoever_of_us_invokes_a_protection_and_has_to_prove_it_is_told() -> None:
    ours = "Presume-se que a transferência teve esse motivo, salvo se o Empregador provar outro."
    theirs = "O Trabalhador que invoque esta regra deverá provar que a transferência teve esse motivo."
    told = compare_burdens(plain(ours), plain(theirs), same_words("pt"))
    assert [one.id for one in told] == ["proves"]
