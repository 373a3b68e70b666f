"""The text layer of a PDF by two readers that share no code: PDFium and, where it is there, poppler.

The oracle is what was written: every word, with its stops and brackets, has to be found as it stands in the document.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import date

import numpy as np
import pypdfium2
import pytest

from toolkit.bargaining import Agreement, library
from toolkit.documents import Article, Bilingual, Bullets, Document, Facts, Numbered, Paragraph, Table, write_pdf
from toolkit.documents import pdf as typesetting
from toolkit.documents.pdf import write_pdf_columns
from toolkit.documents.runs import plain
from toolkit.languages import Language

pytestmark = pytest.mark.slow

DAY = date(2026, 12, 1)
NAMES = {
    "en": ("Agreement on algorithms", "Dock Workers", "Harbour Agency", "KE"),
    "ar": ("اتفاق بشأن الخوارزميات", "نقابة عمال الموانئ", "وكالة الموانئ", "TN"),
    "fr": ("Accord sur les algorithmes", "Syndicat des dockers", "Agence portuaire", "FR"),
    "es": ("Acuerdo sobre los algoritmos", "Sindicato de estibadores", "Agencia portuaria", "ES"),
    "pt": ("Acordo sobre algoritmos", "Sindicato dos estivadores", "Agência portuária", "BR"),
}
# What shows nothing: marks of direction, soft hyphens, the end of a line inside a word as PDFium writes it.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\ufffe]")


def words(text: str) -> list[str]:
    """The words of a text as they are written, with their stops and brackets."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split()


def paragraphs(document: Document) -> list[str]:
    """The texts that a document was made of."""
    return [words for text in (document.title, *document.texts()) if (words := plain(text, document))]


def extracted(pdf: bytes) -> Iterator[tuple[str, str]]:
    """The text of a file by each reader that is there, with its name."""
    with pypdfium2.PdfDocument(pdf) as pages:
        yield "PDFium", "\n".join(page.get_textpage().get_text_range() for page in pages)
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
        yield "poppler", done.stdout.decode("utf-8")


def missing(sources: list[str], text: str) -> list[str]:
    """The different words of the sources that a text does not have."""
    there = set(words(text))
    return [word for word in dict.fromkeys(word for source in sources for word in words(source)) if word not in there]


def in_order(sources: list[str], text: str) -> list[str]:
    """The sources whose words stand in a text one after the other."""
    flat = f" {' '.join(words(text))} "
    return [source for source in sources if f" {' '.join(words(source))} " in flat]


def drafted(language: str, clauses: list[str], strength: str = "standard", **more: str) -> Document | Bilingual:
    title, union, employer, place = NAMES[language]
    if "second_language" in more:
        other = NAMES[more["second_language"]]
        more = {**more, "beside": dict(zip(("title", "union", "employer"), other, strict=False))}
    draft = Agreement(title=title, union=union, employer=employer, place=place, language=language, on=DAY, **more)
    for clause in clauses:
        blanks = {one.name: one.default or one.example_in(draft.speech) for one in library()[clause].blanks}
        draft = draft.add(clause, strength=strength, blanks=blanks)
    return draft.document("table")


HARD = Document(
    "اتفاق جماعي (أول)",
    Language("ar-MA"),
    (
        Paragraph("سُمّيت ذكاءً اصطناعياً، أم لا؛ وأيّاً كان مَن يشغّلها: «النظام المشمول» (أو «النظام»)."),
        Paragraph("قبل \u206890\u2069 يوماً، وخلال \u206814\u2069 يوماً. ونسبة \u206895%\u2069، أو \u20681,5\u2069."),
        Paragraph("يستعمل صاحب العمل \u2068HireVue Assess 2.1\u2069 في الفرز."),
        Paragraph("الآلات والآراء والأجور والإجازات؛ لا لالا بلا ألّا مسؤولية شؤون."),
        Facts((("النقابة", "نقابة عمال الموانئ [الفرع 3]"), ("المكان", "تونس"))),
        Article("notice", "الإشعار", (Numbered("يُبلّغ صاحب العمل النقابة:", ("الغرض؛", "كل سنة، لا تقل عن 12 شهراً.")),)),
        Bullets(("نسخة لكل طرف.",)),
        Table(("الفئة", "المعدل"), (("النساء", "\u206825%\u2069"), ("الرجال", "لا يُنشر"))),
    ),
    article_word="المادة",
)


def test_every_word_is_found_as_it_is_written_and_in_its_place() -> None:
    sources = paragraphs(HARD)
    for name, text in extracted(write_pdf(HARD)):
        assert missing(sources, text) == [], name
        # Words of the other direction in the middle of a line: PDFium finds each of them, in an order of its own.
        mixed = [source for source in sources if name == "PDFium" and re.search("[A-Za-z]", source)]
        assert [one for one in sources if one not in in_order(sources, text)] == mixed, name


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_languages_that_run_from_left_to_right_are_found_too(language: str) -> None:
    document = drafted(language, ["bias"])
    assert isinstance(document, Document)
    pdf = write_pdf(document)
    assert b"/Letters" not in pdf  # no layer where none is needed
    sources = paragraphs(document)
    for name, text in extracted(pdf):
        assert len(missing(sources, text)) <= 0.005 * len({word for one in sources for word in words(one)}), name


@pytest.mark.parametrize(("each", "least"), [(3, 1000), (1, 2000)], ids=["each third", "all"])
def test_clauses_in_arabic_are_found_as_they_are_written(each: int, least: int) -> None:
    document = drafted("ar", sorted(library())[::each], "minimum")
    assert isinstance(document, Document)
    sources = paragraphs(document)
    different = {word for source in sources for word in words(source)}
    assert len(different) > least
    for name, text in extracted(write_pdf(document)):
        assert len(missing(sources, text)) <= 0.005 * len(different), (name, missing(sources, text))
        assert len(in_order(sources, text)) >= 0.97 * len(sources), name


@pytest.mark.parametrize(("language", "second"), [("ar", "fr"), ("en", "ar")])
def test_two_languages_side_by_side_are_found_both(language: str, second: str) -> None:
    pair = drafted(language, ["notice", "bias"], second_language=second)
    assert isinstance(pair, Bilingual)
    sources = [*paragraphs(pair.first), *paragraphs(pair.second)]
    different = {word for source in sources for word in words(source)}
    for name, text in extracted(write_pdf_columns(pair)):
        assert len(missing(sources, text)) <= 0.005 * len(different), (name, missing(sources, text))


def ink(pdf: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    with pypdfium2.PdfDocument(pdf) as pages:
        return np.asarray(pages[0].render(scale=2, grayscale=True).to_numpy(), dtype=float).squeeze()


# Hebrew and mathematics come from fonts that are not ours, in a form of their own.
OTHER_FONTS = Document("اتفاق שלום", Language("ar"), (Paragraph("في المادة שלום ∮ ℵ 100 مندوب"),) * 15)


@pytest.mark.parametrize(("document", "least"), [(HARD, 5000), (OTHER_FONTS, 2000)], ids=["hard", "other fonts"])
def test_the_layer_changes_nothing_that_is_seen(
    monkeypatch: pytest.MonkeyPatch, document: Document, least: int
) -> None:
    layered = ink(write_pdf(document))
    monkeypatch.setattr("toolkit.documents.text_layer.with_letters", lambda pdf, **_: pdf)
    bare = ink(write_pdf(document))
    assert (bare < 128).sum() > least
    # Drawn letters are smoothed a little otherwise; none is missing, moved or doubled.
    assert np.abs(layered - bare).mean() < 0.5
    assert abs((layered < 128).sum() - (bare < 128).sum()) < 0.1 * (bare < 128).sum()


def test_a_page_is_the_same_each_time_it_is_made() -> None:
    assert write_pdf(HARD) == write_pdf(HARD)
    assert typesetting._RIGHT_TO_LEFT.search("في")


def test_who_signs_reads_under_the_line_what_to_write_in_both_languages() -> None:
    pair = drafted("fr", ["notice"], second_language="ar")
    assert isinstance(pair, Bilingual)
    # Each label is found whole in both languages, under both parties.
    for name, text in extracted(write_pdf_columns(pair)):
        assert " ".join(words(text)).count("Nom, fonction et signature") == 2, name
        assert " ".join(words(text)).count("الاسم والصفة والتوقيع") == 2, name
