"""What is said by another word or form, what is gone from a choice, and what only they say."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.sentences.exchanged_words import left_unexplained
from toolkit.bargaining.counter.sentences.frames import compare_sentences


def lost(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"}


def told(language: str, ours: str, theirs: str) -> set[str]:
    """Also what words tell and the words themselves are shown before."""
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect != "strengthened"}


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "narrower"),
    [
        (
            "en",
            "“Guest”: every person who uses the hall.",
            "“Guest”: whoever uses the hall.",
            "“Guest”: whoever uses the hall alone at night.",
        ),
        (
            "ar",
            "«ضيف»: كل شخص يستعمل القاعة.",
            "«ضيف»: كل من يستعمل القاعة.",
            "«ضيف»: كل من يستعمل القاعة ليلاً في الشتاء.",
        ),
        (
            "fr",
            "« Hôte » : toute personne qui utilise la salle.",
            "« Hôte » : quiconque utilise la salle.",
            "« Hôte » : quiconque utilise la salle la nuit.",
        ),
        (
            "es",
            "«Huésped»: toda persona que usa la sala.",
            "«Huésped»: quien usa la sala.",
            "«Huésped»: quien usa la sala por la noche.",
        ),
        (
            "pt",
            "“Hóspede”: toda pessoa que usa a sala.",
            "“Hóspede”: quem usa a sala.",
            "“Hóspede”: quem usa a sala à noite.",
        ),
    ],
)
def test_whoever_is_every_person_who(language: str, ours: str, theirs: str, narrower: str) -> None:
    words = lexicon(language)
    assert not left_unexplained(ours, theirs, words)
    assert left_unexplained(ours, narrower, words)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "other"),
    [
        (
            "en",
            "The hall is lit earlier only if the guard agrees.",
            "For the hall to be lit earlier it is necessary that the guard agrees.",
            "For the hall to be lit earlier it is necessary that the owner agrees.",
        ),
        (
            "fr",
            "La salle n’est ouverte que si le gardien y consent.",
            "Pour que la salle soit ouverte, il faut que le gardien y consente.",
            "Pour que la salle soit ouverte, il faut que le propriétaire y consente.",
        ),
        (
            "es",
            "La sala solo se alumbra antes si el guardia consiente.",
            "Para que la sala se alumbre antes es preciso que el guardia consienta.",
            "Para que la sala se alumbre antes es preciso que el dueño consienta.",
        ),
        (
            "pt",
            "A sala só se ilumina antes se o guarda concordar.",
            "Para que a sala se ilumine antes é preciso que o guarda concorde.",
            "Para que a sala se ilumine antes é preciso que o dono concorde.",
        ),
        (
            "ar",
            "لا تُضاء القاعة فقط إلا إذا وافق الحارس.",
            "يلزم لإضاءة القاعة أن يوافق الحارس.",
            "يلزم لإضاءة القاعة أن يوافق المالك.",
        ),
    ],
)
def test_only_if_they_agree_is_that_it_needs_that_they_agree(language: str, ours: str, theirs: str, other: str) -> None:
    words = lexicon(language)
    if language != "ar":  # "none but if" is read there where denials are counted
        assert not left_unexplained(ours, theirs, words)
    assert left_unexplained(ours, other, words)


@pytest.mark.parametrize(
    ("language", "later", "plainly"),
    [
        ("en", "This Article applies once the halls have been rebuilt.", "The halls have red lamps."),
        ("ar", "تسري هذه المادة بعد إعادة بناء القاعات.", "في القاعات مصابيح حمراء."),
        ("fr", "Le présent Article s’applique une fois les salles reconstruites.", "Les salles ont des lampes rouges."),
        ("es", "Este Artículo rige cuando se hayan reconstruido las salas.", "Las salas tienen lámparas rojas."),
        ("pt", "Esta Cláusula aplica-se quando as salas forem reconstruídas.", "As salas têm lâmpadas vermelhas."),
    ],
)
def test_from_when_something_applies_is_told_of_a_sentence_that_is_theirs(
    language: str, later: str, plainly: str
) -> None:
    words = lexicon(language)
    assert "new-if" in {one.id for one in compare_sentences("", later, words).noticed}
    assert not [one for one in compare_sentences("", plainly, words).noticed if one.effect == "weakened"]


@pytest.mark.parametrize(
    ("language", "theirs", "for_us"),
    [
        (
            "en",
            "The lamps are red; if not, the rules of the house prevail.",
            "The lamps are red; this Agreement prevails.",
        ),
        (
            "fr",
            "Les lampes sont rouges ; les usages de la maison l’emportent.",
            "Les lampes sont rouges ; l’Accord prévaut.",
        ),
        (
            "es",
            "Las lámparas son rojas; las normas de la casa prevalecen.",
            "Las lámparas son rojas; el Acuerdo prevalece.",
        ),
        (
            "pt",
            "As lâmpadas são vermelhas; as normas da casa prevalecem.",
            "As lâmpadas são vermelhas; o Acordo prevalece.",
        ),
        ("ar", "المصابيح حمراء؛ وتسود قواعد الدار.", "المصابيح حمراء؛ ويسود الاتفاق."),
    ],
)
def test_another_rule_that_prevails_is_told_where_ours_named_none(language: str, theirs: str, for_us: str) -> None:
    ours = theirs.split(";")[0].split("؛")[0].strip() + "."
    assert "prevails" in told(language, ours, theirs)
    assert "prevails" not in told(language, ours, for_us)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "both"),
    [
        (
            "en",
            "The Employer shall name each lamp that a guard has lit or moved in the hall.",
            "The Employer shall list each lamp that a guard has lit in the hall.",
            "The Employer shall list each lamp that a guard has moved or lit in the hall.",
        ),
        (
            "fr",
            "L’Employeur nomme chaque lampe allumée ou déplacée dans la salle par un gardien.",
            "Par salle, l’Employeur nomme chaque lampe allumée dans la salle par un gardien.",
            "L’Employeur nomme chaque lampe déplacée ou allumée dans la salle par un gardien.",
        ),
        (
            "es",
            "El Empleador deberá nombrar cada lámpara encendida o movida en la sala por un guardia.",
            "El Empleador deberá nombrar cada lámpara encendida en la sala por un guardia.",
            "El Empleador deberá nombrar cada lámpara movida o encendida en la sala por un guardia.",
        ),
        (
            "pt",
            "O Empregador deverá nomear cada lâmpada acesa ou deslocada na sala por um guarda.",
            "O Empregador deverá nomear cada lâmpada acesa na sala por um guarda.",
            "O Empregador deverá nomear cada lâmpada deslocada ou acesa na sala por um guarda.",
        ),
        (
            "ar",
            "على صاحب العمل أن يذكر كل مصباح أضاءه أو حرّكه حارس في القاعة.",
            "على صاحب العمل أن يذكر كل مصباح أضاءه حارس في القاعة.",
            "على صاحب العمل أن يذكر كل مصباح حرّكه أو أضاءه حارس في القاعة.",
        ),
    ],
)
def test_a_case_that_is_gone_from_a_choice_is_told(language: str, ours: str, theirs: str, both: str) -> None:
    assert "taken-out" in lost(language, ours, theirs)
    assert "taken-out" not in lost(language, ours, both)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "union"),
    [
        (
            "en",
            "The Employer names the lamps to the Committee at each meeting.",
            "At each meeting the Employer names the lamps.",
            "The Employer names the lamps to the Union at each meeting.",
        ),
        (
            "ar",
            "يذكر صاحب العمل المصابيح للجنة في كل اجتماع.",
            "يذكر صاحب العمل المصابيح في كل اجتماع.",
            "يذكر صاحب العمل المصابيح للنقابة في كل اجتماع.",
        ),
        (
            "fr",
            "L’Employeur nomme les lampes au comité à chaque réunion.",
            "À chaque réunion, l’Employeur nomme les lampes.",
            "L’Employeur nomme les lampes au Syndicat à chaque réunion.",
        ),
        (
            "es",
            "El Empleador nombra las lámparas al comité en cada reunión.",
            "En cada reunión, el Empleador nombra las lámparas.",
            "El Empleador nombra las lámparas al Sindicato en cada reunión.",
        ),
        (
            "pt",
            "O Empregador nomeia as lâmpadas ao comitê em cada reunião.",
            "Em cada reunião, o Empregador nomeia as lâmpadas.",
            "O Empregador nomeia as lâmpadas ao Sindicato em cada reunião.",
        ),
    ],
)
def test_a_body_of_both_sides_is_not_the_union(language: str, ours: str, theirs: str, union: str) -> None:
    assert "union-gone" not in lost(language, ours, theirs)
    assert "union-gone" in lost(language, union, theirs)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "en",
            "The number of lamps shall not fall because of a new plan below that of today.",
            "A new plan shall not bring the number of lamps below that of today.",
        ),
        (
            "fr",
            "Le nombre de lampes ne baisse pas en raison d’un nouveau plan au-dessous de celui du jour.",
            "Un nouveau plan ne porte pas le nombre de lampes au-dessous de celui du jour.",
        ),
        (
            "es",
            "El número de lámparas no bajará a causa de un plan nuevo por debajo del de hoy.",
            "Un plan nuevo no llevará el número de lámparas por debajo del de hoy.",
        ),
        (
            "pt",
            "O número de lâmpadas não cairá por causa de um plano novo abaixo do de hoje.",
            "Um plano novo não levará o número de lâmpadas abaixo do de hoje.",
        ),
        (
            "ar",
            "لا ينخفض عدد المصابيح بسبب خطة جديدة عن عددها اليوم.",
            "لا تُنزل خطة جديدة عدد المصابيح عن عددها اليوم.",
        ),
    ],
)
def test_what_falls_because_of_a_plan_is_what_a_plan_brings_down(language: str, ours: str, theirs: str) -> None:
    assert "taken-out" not in lost(language, ours, theirs)


def test_what_was_taken_out_with_its_cause_is_told() -> None:
    ours = "The Employer pays the rent of the hall that is lost because of a storm or a flood at sea."
    assert "taken-out" in lost("en", ours, "The Employer pays the rent of the hall that is lost.")


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "kept"),
    [
        (
            "en",
            "The chair goes round and has no casting vote.",
            "The chair alternates between both of them.",
            "The chair alternates and never casts a vote.",
        ),
        (
            "ar",
            "تدور الرئاسة بينهما وليس لها صوت مرجّح.",
            "تتناوب الرئاسة بين الاثنين.",
            "تتناوب الرئاسة دون صوت مرجّح.",
        ),
        (
            "fr",
            "La présidence tourne et n’a pas de voix prépondérante.",
            "La présidence alterne entre les deux.",
            "La présidence alterne sans voix prépondérante.",
        ),
        (
            "es",
            "La presidencia rota y no tiene voto dirimente.",
            "La presidencia alterna entre las dos.",
            "La presidencia alterna sin voto dirimente.",
        ),
        (
            "pt",
            "A presidência roda e não tem voto de desempate.",
            "A presidência alterna entre as duas.",
            "A presidência alterna sem voto de desempate.",
        ),
    ],
)
def test_a_part_that_denied_something_and_is_gone_is_told(language: str, ours: str, theirs: str, kept: str) -> None:
    assert lost(language, ours, theirs)
    assert "taken-out" not in lost(language, ours, kept)
