"""For which change an excuse must not hold: what is called harmless, tried on what only looks like it."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

LOSSES = [
    ("en", "The tool shall not be used in the ward.", "The tool shall be used in the ward without delay."),
    ("en", "The Employer shall not publish names.", "The Employer shall publish names not later than Monday."),
    ("en", "The Employer may change the list.", "The Employer may at any time and without notice change the list."),
    (
        "en",
        "Otherwise the use of the tool stops.",
        "If the budget does not allow another one, the use of the tool stops.",
    ),
    (
        "en",
        "The Employer and the Union decide together on the tool.",
        "The Employer decides on the tool after negotiations with the Union.",
    ),
    (
        "en",
        "The review is due where the result was followed in 95% of at least 20 decisions.",
        "The review is due where the result was followed in 95% of at least 400 decisions.",
    ),
    ("ar", "للنقابة أن تفحص السجل، وللعامل أن يرفض الأداة.", "للنقابة أن تفحص السجل."),
    ("ar", "للعامل أن ينسخ السجل.", "للعامل أن يطّلع على السجل على ألا ينسخه."),
    (
        "fr",
        "Aucun Travailleur n’est tenu de répondre entre deux services.",
        "Le Travailleur est tenu de répondre entre deux services.",
    ),
    (
        "es",
        "El Sindicato podrá exponer sus opiniones en un plazo de 45 días.",
        "El Empleador dispondrá, para exponer sus opiniones, de un plazo de 45 días.",
    ),
    ("fr", "La mesure ne prend pas effet sans l’accord du Syndicat.", "La mesure prend effet ; nul ne peut l’ignorer."),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), LOSSES)
def test_no_excuse_hides_a_loss(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "A fine is the pay of one day.", "A fine is deducted as the pay of two days."),
        ("pt", "Desconta-se o salário de um dia.", "Desconta-se o salário de dois dias."),
        ("en", "A break of at most 15 minutes.", "A break of at most 5 minutes."),
    ],
)
def test_what_is_taken_from_us_is_never_better_for_being_more(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind != "strengthened"


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "ar",
            "إذا تعارضت الاتفاقية مع اللائحة، عُمل بالاتفاقية وعُدّلت اللائحة.",
            "إذا تعارضت الاتفاقية مع اللائحة، عُمل باللائحة وعُدّلت الاتفاقية.",
        ),
        (
            "en",
            "Where they differ, the table governs and the note is changed.",
            "Where they differ, the note governs and the table is changed.",
        ),
        ("fr", "Elle paie. Elle répond au Syndicat.", "Elle paie. Elle peut répondre au Syndicat."),
    ],
)
def test_what_changed_places_or_may_be_left_undone_is_never_harmless_for_certain(
    language: str, ours: str, theirs: str
) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert not (found.kind == "reworded" and found.sure)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "Workers receive 50% of the Gain.", "Workers receive up to 50% of the Gain."),
        ("ar", "يتقاضى العمال 50% من المكسب.", "يتقاضى العمال حتى 50% من المكسب."),
        ("fr", "Les Travailleurs reçoivent 50 % du Gain.", "Les Travailleurs reçoivent jusqu’à 50 % du Gain."),
        (
            "es",
            "Los Trabajadores reciben el 50% de la Ganancia.",
            "Los Trabajadores reciben hasta un 50% de la Ganancia.",
        ),
        ("pt", "Os Trabalhadores recebem 50% do Ganho.", "Os Trabalhadores recebem até uns 50% do Ganho."),
    ],
)
def test_up_to_so_much_is_less_than_so_much(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "en",
            "The Union may comment within 45 days of receiving them.",
            "The Union has, for its comments, 45 days from receiving them.",
        ),
        (
            "ar",
            "للنقابة أن تبدي آراءها خلال 45 يوماً من تسلّم آخر هذه الوثائق.",
            "للنقابة مدة 45 يوماً من تسلّم آخر هذه الوثائق لإبداء آرائها.",
        ),
        (
            "fr",
            "Le Syndicat peut présenter ses observations dans un délai de 45 jours.",
            "Le Syndicat dispose, pour présenter ses observations, de 45 jours.",
        ),
        (
            "es",
            "El Sindicato podrá exponer sus opiniones en un plazo de 45 días.",
            "El Sindicato dispondrá, para exponer sus opiniones, de un plazo de 45 días.",
        ),
        (
            "pt",
            "O Sindicato poderá manifestar-se no prazo de 45 dias.",
            "O Sindicato dispõe, para manifestar-se, de 45 dias.",
        ),
    ],
)
def test_who_has_the_time_for_it_may_still_do_it(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "reworded"
