"""Pairs of sentences: what each rule must say, and where it must not say it."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.sentences.frames import compare_sentences


def seen(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in compare_sentences(ours, theirs, lexicon(language)).noticed}


# language, ours, theirs, what must be said
SAID = [
    (
        "en",
        "The Employer shall inform the Union in writing.",
        "The Union shall inform the Employer in writing.",
        "exchanged",
    ),
    ("fr", "L’Employeur remet le rapport au Syndicat.", "Le Syndicat remet le rapport à l’Employeur.", "exchanged"),
    (
        "en",
        "The reply is due within 30 days of the request.",
        "The reply is due within 30 days of the end of its review.",
        "trigger",
    ),
    (
        "es",
        "En un plazo de 14 días desde la solicitud.",
        "En un plazo de 14 días desde la evaluación interna.",
        "trigger",
    ),
    (
        "en",
        "It shall be used only to plan the rosters.",
        "It shall be used in particular to plan the rosters.",
        "opened",
    ),
    ("pt", "Os dados servem apenas para a escala.", "Os dados servem, por exemplo, para a escala.", "opened"),
    ("en", "The use needs the consent of the Union.", "The use needs the consent of the Employer.", "approver"),
    ("ar", "لا يبدأ الاستخدام إلا بموافقة النقابة.", "لا يبدأ الاستخدام إلا بموافقة صاحب العمل.", "condition"),
    (
        "en",
        "Data are collected after the Worker has agreed.",
        "Data are collected; the Worker is deemed to have agreed.",
        "deemed",
    ),
    ("fr", "Le Travailleur donne son accord.", "À défaut d’opposition, le Travailleur a donné son accord.", "deemed"),
    (
        "en",
        "No Worker shall be ranked by the system at work.",
        "Worker shall be ranked by the system at work.",
        "not-gone",
    ),
    (
        "en",
        "The Employer shall publish the figures.",
        "The Employer shall publish the figures if the budget of the year allows it.",
        "new-if",
    ),
    ("en", "The Employer shall keep the record.", "The Employer shall keep the record of central offices.", "put-in"),
    ("en", "The report names the errors of each group and each office.", "The report names the errors.", "taken-out"),
    (
        "en",
        "Each contact counts as working time.",
        "Each contact that a line manager has approved counts as working time.",
        "approval",
    ),
]


@pytest.mark.parametrize(("language", "ours", "theirs", "what"), SAID)
def test_a_difference_is_named(language: str, ours: str, theirs: str, what: str) -> None:
    assert what in seen(language, ours, theirs)
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"


# language, ours, theirs, what must not be said
NOT_SAID = [
    (
        "en",
        "The Employer shall give the Union the report.",
        "The Union shall receive the report from the Employer.",
        "exchanged",
    ),
    (
        "en",
        "The Employer shall give the Union the report.",
        "The report shall be given to the Union by the Employer.",
        "exchanged",
    ),
    ("ar", "يلتزم صاحب العمل بأن يسلّم النقابة التقرير.", "يجب على صاحب العمل أن يسلّم النقابة التقرير.", "exchanged"),
    (
        "en",
        "The reply is due within 30 days of the request.",
        "Within 30 days of the request the reply is due.",
        "trigger",
    ),
    ("en", "It may be used only to plan the rosters.", "It may be used solely to plan the rosters.", "opened"),
    ("en", "The use needs the consent of the Union.", "The Union’s consent is needed for the use.", "approver"),
    ("en", "Where the audit shows a gap, it shall stop.", "If the audit shows a gap, it shall stop.", "new-if"),
    ("fr", "L’Employeur informe le Syndicat.", "L’Employeur avise le Syndicat.", "taken-out"),
]


@pytest.mark.parametrize(("language", "ours", "theirs", "what"), NOT_SAID)
def test_where_nothing_was_taken_it_is_not_said(language: str, ours: str, theirs: str, what: str) -> None:
    assert what not in seen(language, ours, theirs)
    assert judge(ours, theirs, lexicon(language)).kind != "weakened"


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Employer shall reply within thirty days.", "The Company must answer within 30 days."),
        ("fr", "L’Employeur remet le rapport au Syndicat.", "L’Employeur transmet le rapport au Syndicat."),
        ("es", "El Empleador deberá entregar el informe.", "El Empleador debe facilitar el informe."),
        ("pt", "O Empregador deverá entregar o relatório.", "O Empregador deve fornecer o relatório."),
        ("ar", "يسلّم صاحب العمل النقابة نسخة خلال 30 يوماً.", "يقدّم صاحب العمل إلى النقابة نسخة في غضون ثلاثين يوماً."),
    ],
)
def test_only_what_is_explained_to_the_last_word_is_certain(language: str, ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert (found.kind, found.sure, found.noticed) == ("reworded", True, ())
    # The same with one word that no rule knows is shown, and never called certain.
    unknown = judge(ours, theirs.replace("30", "30").rstrip(".") + " xylophone.", lexicon(language))
    assert not unknown.sure


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "A refusal names the reasons and the evidence.", "A refusal names the reasons or the evidence."),
        ("fr", "Le refus indique les motifs et les preuves.", "Le refus indique les motifs ou les preuves."),
        ("ar", "يبيّن الرفض الأسباب والأدلة.", "يبيّن الرفض الأسباب أو الأدلة."),
        ("en", "The list is sent by the Employer to the Union.", "The list is sent by the Union to the Employer."),
        (
            "en",
            "The Employer shall delete the data and not copy the record.",
            "The Employer shall not delete the data and copy the record.",
        ),
        (
            "en",
            "It is answered within 10 days and corrected within 20 days.",
            "It is answered within 20 days and corrected within 10 days.",
        ),
    ],
)
def test_the_same_words_in_another_order_or_joined_otherwise_are_never_certain(
    language: str, ours: str, theirs: str
) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert found.kind != "unchanged"
    assert found.kind == "weakened" or not found.sure


def test_a_gain_in_one_sentence_does_not_hide_a_loss_in_another() -> None:
    ours = "The Union consents to each change. The Employer informs the Union of faults."
    theirs = "The Employer informs the Union of each change. The Union consents to the repair of faults."
    assert judge(ours, theirs, lexicon("en")).kind == "weakened"


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "told"),
    [
        # An "only" that stays elsewhere excuses no "may" in place of a duty.
        ("en", "The Employer shall stop it and use it only then.", "The Employer may stop it, only then.", True),
        ("ar", "وجب على صاحب العمل أن يوقفه ليلاً فقط.", "جاز لصاحب العمل أن يوقفه ليلاً فقط.", True),
        ("en", "The hall shall be used only at night.", "Use of the hall is permitted only at night.", False),
    ],
)  # fmt: skip
def test_a_may_is_excused_only_where_nobody_owed_anything(language: str, ours: str, theirs: str, told: bool) -> None:
    assert ("may" in seen(language, ours, theirs)) is told


def test_an_if_brings_a_condition_where_a_good_part_of_its_words_is_new() -> None:
    place = "each crew of the north quay at the harbour gate under the old lamps in the long winter"
    ours = f"For {place}, the warden opens the hall."
    assert "new-if" not in seen("en", ours, f"If {place} comes along, the warden opens the hall.")
    told = seen(
        "en", "For each crew, the warden opens the hall.", "For each crew, if rain falls, the warden opens the hall."
    )
    assert "new-if" in told


# Nothing is harmless for certain here: a rule may be an example only now, and each may have the other's time.
DOUBTFUL = [
    (
        "en",
        "In the kiln room the Keeper follows the limits for dust as stated by the doctor.",
        "In the kiln room the Keeper follows limits for dust such as those stated by the doctor.",
    ),
    (
        "fr",
        "Le Gardien suit les règles de lavage comme les énonce le médecin.",
        "Le Gardien suit des règles de lavage comme celles qu’énonce le médecin.",
    ),
    (
        "ar",
        "للنقابة أربعون يوماً لإبداء رأيها في جدول الفرن، وعلى صاحب العمل أن يجيب عن أسئلتها خلال ستة أيام.",
        "على صاحب العمل أن يجيب عن أسئلة النقابة في جدول الفرن خلال أربعين يوماً، ولها لإبداء رأيها ستة أيام.",
    ),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), DOUBTFUL)
def test_an_example_and_two_times_between_two_parties_are_never_harmless_for_certain(
    language: str, ours: str, theirs: str
) -> None:
    assert not compare_sentences(ours, theirs, lexicon(language)).harmless
    assert not judge(ours, theirs, lexicon(language)).sure
