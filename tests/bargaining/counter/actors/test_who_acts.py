"""Who acts where it was both, and whose yes is needed."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.actors.proof_and_pay import compare_burdens
from toolkit.bargaining.counter.actors.who_acts import CASTING, DECIDES, compare_deciders, compare_joint_acts
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.sentences.signals_left import signals_between


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


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "A Worker who is unable to come is paid.", "A Worker who cannot come is paid."),
        ("en", "The fault is the Employer's.", "The Worker shall not suffer from the fault."),
        (
            "fr",
            "La liste des tâches que le personnel n’est plus en mesure d’accomplir est remise au Syndicat.",
            "La liste des tâches que le personnel ne peut plus accomplir est remise au Syndicat.",
        ),
        (
            "es",
            "La lista de tareas que los Trabajadores ya no están en condiciones de hacer se entrega al Sindicato.",
            "La lista de tareas que los Trabajadores ya no pueden hacer se entrega al Sindicato.",
        ),
        ("fr", "Le Syndicat peut citer les chiffres.", "Le Syndicat ne peut citer les chiffres que dans un rapport."),
    ],
)
def test_who_is_unable_to_or_shall_not_suffer_or_may_only_so_is_not_banned(
    language: str, ours: str, theirs: str
) -> None:
    assert "banned" not in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Union reads the log and prints it.", "The Union reads the log and shall not print it."),
        ("fr", "Le Syndicat lit le registre et le publie.", "Le Syndicat lit le registre et ne peut pas le publier."),
        ("es", "El Sindicato lee el registro y lo publica.", "El Sindicato lee el registro y no podrá publicarlo."),
    ],
)
def test_a_ban_on_us_is_told(language: str, ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert "banned" in {one.id for one in found.noticed}
    assert found.kind == "weakened"


YES_OF_MANAGEMENT = [
    ("en", "The Union may print it.", "The Union may print it with the approval of the Managing Director."),
    ("en", "The Union may print it.", "The Union may print it with the Employer's prior written consent."),
    ("en", "The Union may print it.", "The Union may print it once the Employer has approved it."),
    ("en", "The Union may print it.", "The Union may print it, and the Employer has a veto."),
    ("fr", "Le Syndicat peut le publier.", "Le Syndicat peut le publier avec l’accord préalable de l’Employeur."),
    ("fr", "Le Syndicat peut le publier.", "Le Syndicat peut le publier une fois que l’Employeur l’a approuvé."),
    (
        "es",
        "El Sindicato podrá nombrar a un perito.",
        "El Sindicato podrá nombrar a un perito que apruebe la gerencia.",
    ),
    ("es", "El Sindicato podrá publicarlo.", "El Sindicato podrá publicarlo con el visto bueno de la dirección."),
]
NO_YES_OF_MANAGEMENT = [
    (
        "en",
        "It ends after 9 days unless that consent has been given.",
        "It ends after 9 days unless that consent has been given or the Employer's insurer wants it kept.",
    ),
    (
        "en",
        "The oven shall not be lit before the Union has given it.",
        "The oven shall not be lit by the Employer before the Union has given that consent.",
    ),
    (
        "fr",
        "Il cesse après 9 jours, sauf si ce consentement a été donné.",
        "Il cesse après 9 jours, sauf si ce consentement a été donné ou que la banque de l’Employeur l’exige.",
    ),
    ("en", "The Union may print it; the Employer has no veto.", "The Union may print it; the Employer has a veto."),
    ("fr", "Il part sans l’accord d’un supérieur.", "Il part sans avoir à obtenir l’accord d’un supérieur."),
    (
        "es",
        "El Empleador deberá firmar con el Sindicato un plan.",
        "El Empleador deberá acordar con el Sindicato un plan.",
    ),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), YES_OF_MANAGEMENT)
def test_that_management_has_to_agree_is_told(language: str, ours: str, theirs: str) -> None:
    assert "approval" in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


@pytest.mark.parametrize(("language", "ours", "theirs"), NO_YES_OF_MANAGEMENT)
def test_management_beside_a_word_for_consent_gives_none(language: str, ours: str, theirs: str) -> None:
    assert "approval" not in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


def test_where_the_employer_had_no_veto_no_yes_of_ours_is_gone() -> None:
    ours = "The Union shall show the Employer what it wants to print and wait for 9 days; the Employer has no veto."
    theirs = "The Union shall print the same only with the approval of the Managing Director."
    seen = {one.id for one in judge(ours, theirs, lexicon("en")).noticed}
    assert "consent" not in seen
    assert "approval" in seen
    kept = "The Employer, where it does not close, shall agree with the Union on a plan for the hall."
    lost = "The Employer, where it does not close, shall show the Union a plan for the hall."
    assert "consent" in {one.id for one in judge(kept, lost, lexicon("en")).noticed}


def reasons(language: str, ours: str, theirs: str) -> set[str]:
    """Also what words tell and the words themselves are shown before."""
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect != "strengthened"}


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


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "en",
            "It begins on the day on which it is signed.",
            "It begins on the day on which the Employer approves it.",
        ),
        ("fr", "Elle commence le jour de sa signature.", "Elle commence le jour de son approbation par l’Employeur."),
        ("es", "Empieza el día de su firma.", "Empieza el día de su aprobación por el Empleador."),
        ("pt", "Começa no dia da assinatura.", "Começa no dia da sua aprovação pelo Empregador."),
    ],
)
def test_a_yes_of_management_is_not_told_as_more_consent_of_ours(language: str, ours: str, theirs: str) -> None:
    assert "consent-more" not in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


def test_a_further_yes_of_ours_is_told() -> None:
    ours, theirs = "It begins on 1 May.", "It begins on 1 May with the written consent of the Union."
    assert "consent-more" in {one.id for one in signals_between(ours, theirs, lexicon("en"))}
