"""What stands around the articles of an answer: it is told neither as a loss nor as a part of a paragraph beside it."""

from __future__ import annotations

import pytest

from toolkit.bargaining import Agreement, library
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.compare import compare_with, read_ours
from toolkit.bargaining.counter.paragraphs.reading import read_counter
from toolkit.documents import Document, write_text
from toolkit.documents.runs import plain

PLACES = {"en": "KE", "ar": "EG", "fr": "SN", "es": "CO", "pt": "BR"}
HEADS = {
    "en": (
        "FRAMEWORK ON DIGITAL SYSTEMS AND WORK",
        "Version 3 – for talks only – subject to approval",
        "File 17/B",
        "On behalf of River Works: ____________ (Head of Staff)",
        "Place, date: ____________",
        "Done at Kisumu, on ____________",
    ),
    "ar": (
        "اتفاق إطاري بشأن الأنظمة الرقمية والعمل",
        "النسخة الثالثة – للتفاوض فقط – رهن بالاعتماد",
        "ملف 17/ب",
        "عن أشغال النهر: ____________ (مدير شؤون العاملين)",
        "المكان والتاريخ: ____________",
        "حرر في أسوان بتاريخ ____________",
    ),
    "fr": (
        "CADRE SUR LES SYSTÈMES NUMÉRIQUES ET LE TRAVAIL",
        "Version 3 – pour négociation – sous réserve d’approbation",
        "Dossier 17/B",
        "Pour les Chantiers du fleuve : ____________ (le chef du personnel)",
        "Lieu et date : ____________",
        "Fait à Thiès, le ____________",
    ),
    "es": (
        "MARCO SOBRE SISTEMAS DIGITALES Y TRABAJO",
        "Versión 3 – para negociar – sujeto a aprobación",
        "Expediente 17/B",
        "Por Obras del Río: ____________ (jefatura de personal)",
        "Lugar y fecha: ____________",
        "Hecho en Cali, el ____________",
    ),
    "pt": (
        "QUADRO SOBRE SISTEMAS DIGITAIS E TRABALHO",
        "Versão 3 – para negociação – sujeita a aprovação",
        "Processo 17/B",
        "Pelas Obras do Rio: ____________ (chefia de pessoal)",
        "Local e data: ____________",
        "Feito em Belém, em ____________",
    ),
}


def draft(language: str) -> Agreement:
    made = Agreement(title="T", union="Port Union", employer="River Works", place=PLACES[language], language=language)
    clause = library()["review"]
    names = clause.text(language).blanks_of("minimum")
    blanks = {name: blank.example_in(made.speech) for name in names if (blank := clause.blank(name))}
    return made.add("review", strength="minimum", blanks=blanks)


def without_numbers(ours: Document) -> list[str]:
    """The articles as somebody types them who counts nothing: headings on a line of their own."""
    lines = []
    for article in ours.articles:
        lines.append(plain(article.title, ours))
        for paragraph in article.paragraphs:
            lines += [plain(text, ours) for text in (paragraph.text, *paragraph.points)]
    return lines


def compared(language: str, text: str) -> list[Change]:
    return [one for one in compare_with(draft(language), text.encode(), name="a.txt") if one.kind != "unchanged"]


@pytest.mark.parametrize("language", HEADS)
def test_titles_references_and_lines_to_sign_are_no_part_of_the_agreement(language: str) -> None:
    head, end = HEADS[language][:3], HEADS[language][3:]
    lines = without_numbers(read_ours(draft(language)))
    assert compared(language, "\n".join([*head, *lines, *end])) == []


@pytest.mark.parametrize("language", HEADS)
def test_our_own_first_page_with_another_name_for_a_party_is_known(language: str) -> None:
    name = {"en": "Company", "ar": "المؤسسة", "fr": "l’Office", "es": "Instituto", "pt": "Instituto"}[language]
    old = {"en": "Employer", "ar": "صاحب العمل", "fr": "l’Employeur", "es": "Empleador", "pt": "Empregador"}[language]
    text = write_text(read_ours(draft(language))).replace(old, name)
    assert not [one for one in compared(language, text) if one.kind == "added" or one.takes]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "A code of good practice without legal force"),
        ("en", "The Employer may suspend this Agreement"),
        ("ar", "لصاحب العمل أن يعلّق العمل بهذا الاتفاق"),
        ("fr", "L’Employeur peut suspendre le présent Accord"),
        ("es", "El Empleador podrá suspender este Acuerdo"),
        ("pt", "O Empregador poderá suspender este Acordo"),
    ],
)
def test_a_line_by_which_they_take_is_no_title(language: str, line: str) -> None:
    lines = without_numbers(read_ours(draft(language)))
    for text in ([line, *lines], [*lines, line]):
        assert [one.theirs for one in compared(language, "\n".join(text)) if one.takes] == [line]


MADE = {
    "en": "This agreement is made between River Works, represented by its Head of Staff, and the Port Union.",
    "ar": "أُبرم هذا الاتفاق بين River Works، ويمثلها مدير شؤون العاملين، وPort Union.",
    "fr": "Le présent accord est conclu entre River Works, représentée par le chef du personnel, et Port Union.",
    "es": "El presente convenio se celebra entre River Works, representada por su jefatura, y Port Union.",
    "pt": "O presente acordo é celebrado entre River Works, representada pela sua chefia, e Port Union.",
}
# A first line that also limits what is agreed.
BOUND = {
    "en": "This agreement is made between River Works and the Port Union, save for the depots.",
    "ar": "أُبرم هذا الاتفاق بين River Works وPort Union، باستثناء المستودعات.",
    "fr": "Le présent accord est conclu entre River Works et Port Union, sauf pour les dépôts.",
    "es": "El presente convenio se celebra entre River Works y Port Union, salvo para los depósitos.",
    "pt": "O presente acordo é celebrado entre River Works e Port Union, salvo para os depósitos.",
}


@pytest.mark.parametrize("language", MADE)
def test_between_whom_it_is_made_is_no_article_of_theirs_and_a_limit_in_it_is_shown(language: str) -> None:
    lines = without_numbers(read_ours(draft(language)))
    assert compared(language, "\n".join(["Reference: HR/2026/114", MADE[language], *lines])) == []
    found = compared(language, "\n".join([BOUND[language], *lines]))
    assert any(BOUND[language].rstrip(".") in one.theirs and one.takes for one in found)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "This agreement is made between River Works and the Port Union and replaces all earlier agreements."),
        ("en", "This agreement is made between River Works and the Port Union for one year."),
        ("en", "The Port Union and River Works agree: wages are frozen for 2027."),
        ("ar", "أُبرم هذا الاتفاق بين River Works وPort Union لمدة سنة واحدة."),
        ("fr", "Le présent accord est conclu entre River Works et Port Union et remplace les accords antérieurs."),
        ("es", "El presente convenio se celebra entre River Works y Port Union para la sede central."),
        ("pt", "O presente acordo é celebrado entre River Works e Port Union para a sede."),
    ],
)
def test_whatever_else_a_first_line_says_is_shown(language: str, line: str) -> None:
    found = compared(language, "\n".join([line, *without_numbers(read_ours(draft(language)))]))
    assert any(line.rstrip(".") in one.theirs for one in found)


@pytest.mark.parametrize("line", ["Ref. Article 5 is deleted.", "File 7: wages are frozen."])
def test_a_first_line_that_only_begins_like_a_reference_is_shown(line: str) -> None:
    found = compared("en", "\n".join([line, *without_numbers(read_ours(draft("en")))]))
    assert any(line.rstrip(".") in one.theirs for one in found)


def test_a_heading_of_theirs_without_a_number_does_not_stick_to_what_stands_below_or_above() -> None:
    ours = read_ours(draft("en"))
    title = next(plain(one.title, ours) for one in ours.articles if one.id == "review")
    lines = ["Looking again at the systems in use" if one == title else one for one in without_numbers(ours)]
    assert compared("en", "\n".join(lines)) == []


@pytest.mark.parametrize("width", [60, 72, 90])
def test_lines_are_joined_where_they_were_broken_and_only_there(width: int) -> None:
    long = "Every lamp in the hall shall be lit by the guard before the crew comes, and put out when it has left. " * 3
    lines, line = [], ""
    for word in long.split():
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    broken = "\n".join([*lines, line, "Lamps in the yard stay off.", "Lamps in the cellar stay on."])
    whole = "\n".join(["Lamps of the hall and who has to light them in the evening", long.strip(), "They stay off."])
    [article] = read_counter(broken.encode(), name="a.txt").articles
    assert article.paragraphs[0].text == long.strip()
    assert len(article.paragraphs) == 3
    [article] = read_counter(whole.encode(), name="a.txt").articles
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "For urgent reasons the Employer may suspend this Agreement:"),
        ("en", "River Works may leave this Agreement at any time: ____________"),
        ("en", "For the length of a strike this Agreement is suspended: ____________"),
        ("en", "Date on which all duties of the Employer end: ____________"),
        ("ar", "عن كل إضراب يوقف العمل بهذا الاتفاق: ____________"),
        ("fr", "Pour la durée d’une grève, le présent accord est suspendu : ____________"),
        ("es", "Por razones urgentes el Empleador podrá suspender este Acuerdo: ____________"),
        ("pt", "Por razões urgentes o Empregador poderá suspender este Acordo: ____________"),
    ],
)
def test_what_takes_something_is_shown_though_it_looks_like_a_line_to_sign(language: str, line: str) -> None:
    lines = without_numbers(read_ours(draft(language)))
    assert [one for one in compared(language, "\n".join([*lines, line])) if one.theirs or one.takes]
