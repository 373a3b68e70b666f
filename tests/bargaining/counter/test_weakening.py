"""What is less than before, in English and Arabic: pairs with the answer a negotiator would give."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from toolkit.bargaining.counter.judging import Judgement, Known, compare_numbers, judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.signals import SIGNALS, acts, judge_words
from toolkit.errors import RecordError
from toolkit.registers.locate import folder

WHOLE = ("en", "ar", "fr", "es", "pt")


def judged(ours: str, theirs: str, language: str = "en", **more: Any) -> Judgement:
    return judge(ours, theirs, lexicon(language), **more)


WEAKER = [
    ("en", "The Employer shall inform the Union.", "The Employer may inform the Union.", "may"),
    ("en", "The Employer shall inform the Union.", "The Employer will endeavour to inform the Union.", "soft"),
    ("en", "The Employer shall stop the use.", "The Employer shall stop the use, where practicable.", "feasible"),
    (
        "en",
        "No change without the Written Consent of the Union.",
        "No change without Consultation with the Union.",
        "consent",
    ),
    (
        "en",
        "The parties shall negotiate on the change.",
        "The Employer shall inform the Union of the change.",
        "negotiate",
    ),
    (
        "en",
        "The Employer shall publish it.",
        "The Employer shall publish it unless operational needs forbid it.",
        "exception",
    ),
    ("en", "The Union may repeat the audit.", "The Employer repeats the audit.", "right"),
    ("en", "An independent Auditor shall audit it.", "An Auditor of the Employer shall audit it.", "independent"),
    ("en", "The Employer shall bear the cost of it.", "The cost of it shall be shared.", "pays"),
    ("en", "The decision is void.", "The decision shall be looked at.", "remedy"),
    ("en", "The Employer shall not record sound.", "The Employer shall record sound with care.", "ban"),
    ("en", "Data are shown to all.", "Data are shown to all at the Employer's discretion.", "discretion"),
    ("en", "It applies to every system.", "It applies to every fully automated system.", "narrow"),
    ("en", "The Employer shall answer at once.", "The Employer shall answer in due course.", "vague"),
    ("en", "The Union receives the report.", "The Union receives a summary.", "lesser"),
    ("en", "The Union receives the report.", "The Union receives the report and shall keep it confidential.", "secret"),
    ("ar", "يلتزم صاحب العمل بإبلاغ النقابة.", "يجوز لصاحب العمل إبلاغ النقابة.", "may"),
    ("ar", "يسلّم صاحب العمل النقابة التقرير.", "لصاحب العمل أن يسلّم النقابة التقرير.", "may"),
    ("ar", "يلتزم صاحب العمل بإبلاغ النقابة.", "يسعى صاحب العمل إلى إبلاغ النقابة.", "soft"),
    ("ar", "لا تغيير إلا بموافقة النقابة.", "لا تغيير إلا بعد التشاور مع النقابة.", "consent"),
    ("ar", "يوقف صاحب العمل النظام.", "يوقف صاحب العمل النظام قدر الإمكان.", "feasible"),
    ("ar", "لا يجوز تسجيل الصوت.", "يجوز تسجيل الصوت.", "ban"),
    ("ar", "يتحمل صاحب العمل كلفة التدقيق.", "تكون كلفة التدقيق مناصفة.", "pays"),
    ("ar", "وللنقابة أن تعيد التدقيق.", "ويعيد صاحب العمل التدقيق.", "right"),
    ("ar", "يسري على كل نظام.", "يسري على كل نظام، باستثناء ما تقتضيه ضرورات العمل.", "exception"),
    ("pt", "O Empregador deverá suspender o uso.", "O Empregador poderá suspender o uso.", "may"),
    ("pt", "Só com o consentimento do Sindicato.", "Só após consulta ao Sindicato.", "consent"),
    (
        "pt",
        "O Empregador arcará com os custos da auditoria.",
        "A auditoria será feita conforme disponibilidade.",
        "pays",
    ),
    ("fr", "L'Employeur doit suspendre l'usage.", "L'Employeur peut suspendre l'usage si possible.", "feasible"),
    ("fr", "Avec le consentement du Syndicat.", "Après consultation du Syndicat.", "consent"),
    ("fr", "Dans un délai de 30 jours, l’Employeur répond.", "Dans les meilleurs délais, l’Employeur répond.", "vague"),
    ("es", "El Empleador deberá informar al Sindicato.", "El Empleador podrá informar al Sindicato.", "may"),
    ("es", "Solo con el consentimiento del Sindicato.", "Solo previa consulta al Sindicato.", "consent"),
]


@pytest.mark.parametrize(("language", "ours", "theirs", "signal"), WEAKER)
def test_a_loss_is_recognised_and_says_why(language: str, ours: str, theirs: str, signal: str) -> None:
    found = judged(ours, theirs, language)
    assert found.kind == "weakened"
    assert signal in [one.id for one in found.noticed]
    assert judged(theirs, theirs, language).kind == "unchanged"


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Employer shall stop using the system.", "The Employer must cease to use the system."),
        ("en", "The Employer shall bear the cost of the audits.", "The audits are at the Employer's expense."),
        ("en", "It is given free of charge.", "It is given at no cost."),
        ("en", "The Employer shall tell the Union in writing.", "The Employer shall notify the Union in writing."),
        ("en", "The Employer shall answer within one month.", "The Employer shall answer within 30 days."),
        ("ar", "يلتزم صاحب العمل بإبلاغ النقابة كتابةً.", "يجب على صاحب العمل إخطار النقابة خطياً."),
        ("ar", "خلال 30 يوماً من الطلب.", "في غضون ثلاثين يوماً من الطلب."),
        ("pt", "O Empregador deverá informar o Sindicato.", "O Empregador deve comunicar ao Sindicato."),
    ],
)
def test_other_words_for_the_same_are_no_loss(language: str, ours: str, theirs: str) -> None:
    assert judged(ours, theirs, language).kind == "reworded"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The Employer may inform the Union.", "The Employer shall inform the Union."),
        ("The Employer shall inform the Union.", "The Employer shall obtain the consent of the Union."),
        ("It shall do so as far as possible.", "It shall do so."),
        ("The Employer shall answer.", "The Employer shall answer in writing."),
    ],
)
def test_what_is_more_than_before_is_called_strengthened(ours: str, theirs: str) -> None:
    assert judged(ours, theirs).kind == "strengthened"


def test_a_loss_and_a_gain_together_are_a_loss() -> None:
    assert (
        judged("The Employer may answer within 30 days.", "The Employer shall answer within 60 days.").kind
        == "weakened"
    )


def test_only_punctuation_capitals_and_vowel_signs_leave_a_paragraph_unchanged() -> None:
    assert judged("The “Auditor” shall act;", 'the "Auditor" shall act.').kind == "unchanged"
    assert judged("الموافقةُ المكتوبةُ لـالنقابة", "الموافقه المكتوبة لالنقابة", "ar").kind == "unchanged"


def test_a_point_that_is_gone_weakens_the_paragraph_for_sure() -> None:
    ours = "It shall report: the share of each group; the errors of the system in each office."
    found = judged(
        ours, "It shall report: the share of each group.", points=("the errors of the system in each office.",)
    )
    assert (found.kind, found.sure) == ("weakened", True)


def test_words_that_are_new_and_tell_nothing_are_shown_as_uncertain() -> None:
    found = judged("The audit compares people.", "The audit compares people across departments, branches and shifts.")
    assert (found.kind, found.sure) == ("weakened", False)  # mostly they take something, and somebody has to read them


# --- numbers against the floor ---------------------------------------------------------------------------------------

DAYS = Known("reply_days", "time", 30, "days", "lower", 45)


@pytest.mark.parametrize(
    "theirs",
    ["46 days", "sixty (60) days", "two months", "seven weeks", "forty working days", "thirty (90) days", "a year"],
)
def test_a_number_across_the_floor_is_never_missed(theirs: str) -> None:
    found = judged(
        "The Employer shall answer within 30 days.", f"The Employer shall answer within {theirs}.", known=[DAYS]
    )
    assert found.kind == "weakened"
    assert found.sure
    assert "floor" in [one.id for one in found.noticed]


@pytest.mark.parametrize(
    "theirs", ["46 يوماً", "ستين (60) يوماً", "شهرين", "سبعة أسابيع", "٩٠ يوماً", "أربعين يوم عمل", "سنة"]
)
def test_a_number_across_the_floor_is_never_missed_in_arabic(theirs: str) -> None:
    found = judged(
        "يجيب صاحب العمل خلال 30 يوماً من الطلب.", f"يجيب صاحب العمل خلال {theirs} من الطلب.", "ar", known=[DAYS]
    )
    assert "floor" in [one.id for one in found.noticed]


@pytest.mark.parametrize("theirs", ["40 days", "45 days", "six weeks"])
def test_a_worse_number_above_the_floor_is_a_loss_without_the_floor(theirs: str) -> None:
    found = judged(
        "The Employer shall answer within 30 days.", f"The Employer shall answer within {theirs}.", known=[DAYS]
    )
    assert found.kind == "weakened"
    assert "floor" not in [one.id for one in found.noticed]


def test_higher_may_be_better() -> None:
    share = Known("ratio", "share", 0.8, "", "higher", 0.75)
    for theirs, kind in (
        ("70%", "weakened"),
        ("four fifths", "reworded"),
        ("0.9", "strengthened"),
        ("half", "weakened"),
    ):
        ours = "Action is due when it is less than 80% of the higher."
        assert judged(ours, f"Action is due when it is less than {theirs} of the higher.", known=[share]).kind == kind


def test_a_number_that_vanished_is_a_loss_and_a_new_one_has_to_be_read() -> None:
    gone = compare_numbers("within 30 days of the request", "on request", lexicon("en"))
    assert [(one.id, one.effect, one.values["ours"]) for one in gone] == [("number-gone", "weakened", "30 days")]
    new = compare_numbers("on request", "on three requests a year", lexicon("en"))
    assert {one.effect for one in new} == {"open"}


def test_two_numbers_keep_their_places_when_the_sentence_is_turned_round() -> None:
    ours = "Within 10 days of the request the Employer shall answer, and within 60 days it shall publish the report."
    theirs = "The Employer shall publish the report within 60 days, and shall answer within 10 days of the request."
    assert judged(ours, theirs).kind == "reworded"


# --- the lists -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", WHOLE)
def test_every_list_that_a_signal_needs_is_in_every_language(code: str) -> None:
    made = {"employer_may", "union_may", "union_must"}  # told apart by who acts
    needed = {name for row in SIGNALS for name in (*row.words, *row.unless)} - made
    assert needed <= set(lexicon(code).lists)
    assert len({row.id for row in SIGNALS}) == len(SIGNALS)


@pytest.mark.parametrize("code", WHOLE)
def test_no_list_holds_what_yaml_made_of_a_word(code: str) -> None:
    record = yaml.safe_load((folder("templates") / "bargaining" / "weakening" / f"{code}.yml").read_text("utf-8"))
    for key in ("articles", "heading_words", "stop", "working", "fillers", "one", "percent", "and", "lower", "higher"):
        assert all(isinstance(word, str) for word in record[key]), (
            key,
            [w for w in record[key] if not isinstance(w, str)],
        )
    assert all(isinstance(word, str) for key in ("numbers", "fractions", "periods") for word in record[key])


def test_a_language_without_lists_is_an_error_that_says_so() -> None:
    with pytest.raises(RecordError, match="no list of words"):
        lexicon("de")


def test_who_acts_decides_what_may_means() -> None:
    counted = acts("The Union may ask. The Employer may refuse. Each person may object.", lexicon("en"))
    assert (counted["union_may"], counted["employer_may"]) == (2, 1)
    assert acts("للنقابة أن تطلب. ولا يجوز لصاحب العمل أن يرفض.", lexicon("ar"))["union_may"] == 1
    assert acts("ولا يجوز لصاحب العمل أن يرفض.", lexicon("ar"))["employer_may"] == 0


def test_a_duty_on_the_union_is_seen() -> None:
    said = [one.id for one in judge_words("", "The Union shall keep all reports confidential.", lexicon("en"))]
    assert "burden" in said


def test_one_shape_of_letters_and_digits() -> None:
    assert plain("إلزامٌ ٣٠٪ ـــ أُولى") == "الزام 30%  اولي".replace("  ", " ")
