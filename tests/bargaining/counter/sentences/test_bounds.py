"""What bounds a number, and what counts as what, said in other words; and when something of it is gone."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.numbers.quantities import quantities


def lost(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"}


def told(language: str, ours: str, theirs: str) -> set[str]:
    """Also what words tell and the words themselves are shown before."""
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect != "strengthened"}


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "less"),
    [
        (
            "en",
            "The lists show groups of at least 12 Workers.",
            "The lists show groups of 12 or more Workers.",
            "The lists show groups of 12 Workers.",
        ),
        (
            "ar",
            "تبيّن القوائم مجموعات من 12 عاملاً على الأقل.",
            "تبيّن القوائم مجموعات من 12 عاملاً أو أكثر.",
            "تبيّن القوائم مجموعات من 12 عاملاً.",
        ),
        (
            "fr",
            "Les listes montrent des groupes d’au moins 12 Travailleurs.",
            "Les listes montrent des groupes de 12 Travailleurs ou plus.",
            "Les listes montrent des groupes de 12 Travailleurs.",
        ),
        (
            "es",
            "Las listas muestran grupos de al menos 12 Trabajadores.",
            "Las listas muestran grupos de 12 o más Trabajadores.",
            "Las listas muestran grupos de 12 Trabajadores.",
        ),
        (
            "pt",
            "As listas mostram grupos de pelo menos 12 Trabalhadores.",
            "As listas mostram grupos de 12 ou mais Trabalhadores.",
            "As listas mostram grupos de 12 Trabalhadores.",
        ),
    ],
)
def test_so_many_or_more_is_at_least_so_many(language: str, ours: str, theirs: str, less: str) -> None:
    assert "at-least" not in lost(language, ours, theirs)
    assert "at-least" in lost(language, ours, less)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "capped"),
    [
        (
            "en",
            "The guard answers within 4 minutes.",
            "The guard answers in at most 4 minutes.",
            "The guard has at most 4 minutes of rest.",
        ),
        (
            "ar",
            "يجيب الحارس خلال 4 دقائق.",
            "يجيب الحارس في 4 دقائق كحد أقصى.",
            "للحارس 4 دقائق من الراحة كحد أقصى.",
        ),
        (
            "fr",
            "Le gardien répond dans un délai de 4 minutes.",
            "Le gardien répond en 4 minutes au plus.",
            "Le gardien a 4 minutes de repos au plus.",
        ),
        (
            "es",
            "El guardia responde en un plazo de 4 minutos.",
            "El guardia responde en 4 minutos como máximo.",
            "El guardia tiene 4 minutos de descanso como máximo.",
        ),
        (
            "pt",
            "O guarda responde no prazo de 4 minutos.",
            "O guarda responde em 4 minutos no máximo.",
            "O guarda tem 4 minutos de descanso no máximo.",
        ),
    ],
)
def test_a_deadline_that_is_called_the_longest_time_is_no_cap(
    language: str, ours: str, theirs: str, capped: str
) -> None:
    assert "cap" not in lost(language, ours, theirs)
    rest = capped.replace("at most ", "").replace(" au plus", "").replace(" como máximo", "").replace(" no máximo", "")
    assert "cap" in lost(language, rest.replace(" كحد أقصى", ""), capped)


def test_at_least_every_so_often_is_no_longer_pause_between() -> None:
    ours, theirs = "The crew meets at least every 2 months.", "No more than 2 months pass between meetings of the crew."
    assert not {"at-least", "cap"} & lost("en", ours, theirs)
    assert "cap" in lost("en", "The crew meets for 2 hours.", "The crew meets for no more than 2 hours.")


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "silent"),
    [
        (
            "en",
            "Its old address counts as its address.",
            "Its old address is treated as its address.",
            "Its old address is its address; who does not object has agreed.",
        ),
        (
            "ar",
            "يُعدّ عنوانه القديم عنواناً له.",
            "يقوم عنوانه القديم مقام عنوانه.",
            "عنوانه القديم عنوان له؛ ومن لم يعترض فقد وافق.",
        ),
        (
            "fr",
            "Son ancienne adresse vaut adresse.",
            "Son ancienne adresse est réputée son adresse.",
            "Son ancienne adresse est la sienne ; son silence est un accord.",
        ),
        (
            "es",
            "Su dirección anterior vale de dirección.",
            "Su dirección anterior se tendrá por dirección.",
            "Su dirección anterior es la suya; su silencio es un acuerdo.",
        ),
        (
            "pt",
            "O seu endereço anterior vale de endereço.",
            "O seu endereço anterior tem-se por endereço.",
            "O seu endereço anterior é o seu; o silêncio é um acordo.",
        ),
    ],
)
def test_to_count_as_something_is_to_be_deemed_it(language: str, ours: str, theirs: str, silent: str) -> None:
    assert not {"deemed", "unsaid"} & lost(language, ours, theirs)
    assert not {"deemed", "unsaid"} & lost(language, theirs, ours)
    assert "deemed" in lost(language, ours, silent)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "partial"),
    [
        ("fr", "Chacun garde les listes.", "Une partie garde les listes.", "On garde une partie des listes."),
        ("es", "Cada uno guarda las listas.", "Una parte guarda las listas.", "Se guarda una parte de las listas."),
        ("pt", "Cada um guarda as listas.", "Uma parte guarda as listas.", "Guarda-se uma parte das listas."),
        ("ar", "يحفظ الأعضاء القوائم.", "يحفظ الأعضاء المعيّنون القوائم.", "يحفظ الأعضاء عيّنة من القوائم."),
        ("en", "The lists need no form.", "The lists depend on no particular form.", "Some of the lists are kept."),
    ],
)
def test_a_party_is_no_part_and_an_appointed_one_no_certain_one(
    language: str, ours: str, theirs: str, partial: str
) -> None:
    assert "partial" not in told(language, ours, theirs)
    assert "partial" in told(language, ours, partial)


def test_a_number_behind_its_unit_is_a_length_of_time() -> None:
    ar = lexicon("ar")
    texts = ("خلال الأشهر الثلاثة التالية", "خلال 3 أشهر", "خلال ثلاثة أشهر")
    assert len({one.values for text in texts for one in quantities(plain(text), ar)}) == 1
    assert not [one for one in quantities(plain("الأعضاء الثلاثة"), ar) if one.kind == "time"]


def test_that_is_no_if_and_an_and_on_a_small_word_says_nothing() -> None:
    ar = same_words("ar")
    names = [one.name for one in ar.pieces(plain("على الحارس أن يكتب وأن يوقّع، وعلى العامل القراءة"))]
    assert not ar.group("إذا") & set(names)
    assert ar.group("إذا") & {one.name for one in ar.pieces(plain("وإن تأخر الحارس كتب العامل"))}


def test_a_reply_that_reaches_somebody_is_no_cap() -> None:
    ours, theirs = "يتلقى العامل رداً من الحارس.", "يصل إلى العامل رد من الحارس."
    assert "cap" not in lost("ar", ours, theirs)
    assert "cap" in lost("ar", "للعامل راحة 10 أيام.", "للعامل راحة تصل إلى 10 أيام.")


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "exchanged"),
    [
        (
            "en",
            "The rent is paid in 3 days. The lamp is mended in 9 days. The hall opens in 20 days.",
            "The hall opens in 20 days. The lamp is mended in 9 days. The rent is paid in 3 days.",
            "The rent is paid in 9 days. The lamp is mended in 3 days. The hall opens in 20 days.",
        ),
        (
            "ar",
            "تُدفع أجرة الحراس في الميناء خلال 3 أيام. ويُصلح المصباح المكسور خلال 9 أيام. وتُفتح القاعة خلال 20 يوماً.",
            "تُفتح القاعة خلال 20 يوماً. ويُصلح المصباح المكسور خلال 9 أيام. وتُدفع أجرة الحراس في الميناء خلال 3 أيام.",
            "تُدفع أجرة الحراس في الميناء خلال 9 أيام. ويُصلح المصباح المكسور خلال 3 أيام. وتُفتح القاعة خلال 20 يوماً.",
        ),
        (
            "fr",
            "Le loyer est payé en 3 jours. La lampe est réparée en 9 jours. La salle ouvre dans 20 jours.",
            "La salle ouvre dans 20 jours. La lampe est réparée en 9 jours. Le loyer est payé en 3 jours.",
            "Le loyer est payé en 9 jours. La lampe est réparée en 3 jours. La salle ouvre dans 20 jours.",
        ),
        (
            "es",
            "La renta se paga en 3 días. La lámpara se repara en 9 días. La sala abre en 20 días.",
            "La sala abre en 20 días. La lámpara se repara en 9 días. La renta se paga en 3 días.",
            "La renta se paga en 9 días. La lámpara se repara en 3 días. La sala abre en 20 días.",
        ),
        (
            "pt",
            "O aluguel é pago em 3 dias. A lâmpada é consertada em 9 dias. A sala abre em 20 dias.",
            "A sala abre em 20 dias. A lâmpada é consertada em 9 dias. O aluguel é pago em 3 dias.",
            "O aluguel é pago em 9 dias. A lâmpada é consertada em 3 dias. A sala abre em 20 dias.",
        ),
    ],
)
def test_numbers_go_along_with_their_sentences(language: str, ours: str, theirs: str, exchanged: str) -> None:
    numbers = {"number-worse", "number-changed", "number-gone"}
    assert not numbers & lost(language, ours, theirs)
    assert numbers & lost(language, ours, exchanged)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The hall has a guard.", "For the first 2 years the hall has a guard."),
        ("ar", "للقاعة حارس.", "خلال السنتين الأوليين للقاعة حارس، وفي الأشهر الثلاثة الأولى مصباح."),
        ("fr", "La salle a un gardien.", "Pendant les 2 premières années, la salle a un gardien."),
        ("es", "La sala tiene guardia.", "Durante los 2 primeros años la sala tiene guardia."),
        ("pt", "A sala tem guarda.", "Durante os 2 primeiros anos a sala tem guarda."),
    ],
)
def test_a_new_length_of_time_that_is_the_first_one_ends_what_was_for_good(
    language: str, ours: str, theirs: str
) -> None:
    assert "new-if" in lost(language, ours, theirs)
    assert "new-if" not in lost(language, theirs, ours)


@pytest.mark.parametrize(
    ("language", "ours", "exactly", "at_most"),
    [
        ("en", "The Employer pays the Worker 20 euros for each day.", "20 euros", "up to 20 euros"),
        ("fr", "L'Employeur verse au Travailleur 20 euros par jour.", "20 euros", "jusqu'à 20 euros"),
        ("es", "El Empleador paga al Trabajador 20 euros por cada día.", "20 euros", "hasta 20 euros"),
        ("pt", "O Empregador paga ao Trabalhador 20 euros por cada dia.", "20 euros", "até 20 euros"),
        ("ar", "يدفع صاحب العمل للعامل 20 يورو عن كل يوم.", "20 يورو", "ما لا يزيد على 20 يورو"),
    ],
)
def test_a_sum_that_became_the_most_is_told_as_a_limit_and_never_as_a_change_into_itself(
    language: str, ours: str, exactly: str, at_most: str
) -> None:
    noticed = judge(ours, ours.replace(exactly, at_most), lexicon(language)).noticed
    caps = [one for one in noticed if one.id == "cap"]
    assert caps
    assert {one.sentence for one in caps} == {"A new upper limit."}
    assert not any(one.values.get("ours") == one.values.get("theirs") for one in noticed if one.values)


def test_a_deadline_that_may_not_be_passed_is_no_limit_of_what_is_owed() -> None:
    ours = "The Employer answers the Union within 20 days."
    theirs = "The Employer answers the Union in no more than 20 days."
    assert "cap" not in {one.id for one in judge(ours, theirs, lexicon("en")).noticed}


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "en",
            "The Employer shall tell the Union before it buys a system.",
            "The Employer shall tell the Union unless an emergency forbids it.",
        ),
        (
            "ar",
            "يعلم صاحب العمل النقابة قبل أن يشتري النظام.",
            "يعلم صاحب العمل النقابة ما لم تمنع ذلك حالة طوارئ.",
        ),
        (
            "fr",
            "L'Employeur informe le Syndicat avant d'acheter le système.",
            "L'Employeur informe le Syndicat sauf si une urgence l'empêche.",
        ),
        (
            "es",
            "El Empleador informa al Sindicato antes de comprar el sistema.",
            "El Empleador informa al Sindicato salvo que una emergencia lo impida.",
        ),
        (
            "pt",
            "O Empregador informa o Sindicato antes de comprar o sistema.",
            "O Empregador informa o Sindicato salvo se uma emergência o impedir.",
        ),
    ],
)
def test_a_before_that_became_an_unless_of_theirs_is_a_loss(language: str, ours: str, theirs: str) -> None:
    read = judge(ours, theirs, lexicon(language))
    assert read.kind == "weakened"
    assert "exception" in {one.id for one in read.noticed}


def test_not_unless_it_was_examined_is_not_before_it_was_examined() -> None:
    ours = "لا يقرر صاحب العمل قبل أن ينظر في الاعتراض."
    assert judge(ours, ours.replace("قبل أن", "ما لم"), lexicon("ar")).kind != "weakened"


def test_an_otherwise_that_is_gone_hides_no_new_condition() -> None:
    ours = "The assessment is given to the Union; otherwise the use stops."
    theirs = "The assessment is given to the Union; the use stops if the head office sees a risk."
    assert judge(ours, theirs, lexicon("en")).kind == "weakened"
    same = ours.replace("otherwise", "if not,")
    assert judge(ours, same, lexicon("en")).kind != "weakened"
