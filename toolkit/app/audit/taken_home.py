"""What somebody takes home from an audit on the page: what the numbers say, the report, and what was said of it."""

from __future__ import annotations

from functools import partial

from toolkit.app.kit.fields import Item, Piece, TakeAway
from toolkit.app.kit.papers import PDF, WORD, WORD_TYPE
from toolkit.app.kit.pieces import case, paragraph
from toolkit.audit import AuditResult, Recipe
from toolkit.audit.codebooks.answers import codebook_text, roles_of
from toolkit.audit.papers.report import report_document
from toolkit.bargaining.file_names import stem
from toolkit.documents import write_docx, write_html, write_pdf, write_text, write_xlsx
from toolkit.documents.making import made
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import joined
from toolkit.registers.codebook import Codebook

_SAYS = translatable("What the numbers say")
_REPORT = translatable("The report")
_REPORT_NOTE = translatable("It holds no number that rests on fewer than ten people.")
_EXCEL = translatable("Save for Excel")
_RECIPE = translatable("Save what you said, for the next table")
_CODEBOOK = translatable("Save the words, as a codebook")
_EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YAML_TYPE = "application/yaml"
_MOST = 6

File = tuple[str, str, str, bytes]


def findings_item(result: AuditResult, speech: Language) -> Item:
    """The first findings; what is not settled is said among them, however much there is to say."""
    first = sorted(result.findings, key=lambda finding: finding.kind != "reading")[:_MOST]
    sentences = joined(paragraph(finding.say(speech)) for finding in first)
    return Piece("says", case(speech.say(_SAYS), sentences), live=True)


def report_item(
    result: AuditResult, speech: Language, recipe: Recipe | None = None, words: Codebook | None = None
) -> Item:
    """The report in all its forms, with the recipe and the codebook beside it."""
    say = speech.say
    document = report_document(result, speech)
    word, pdf, excel = made([partial(write, document) for write in (write_docx, write_pdf, write_xlsx)])
    report = stem("report", speech)
    files: list[File] = [
        (say(WORD), f"{report}.docx", WORD_TYPE, word),
        (say(PDF), f"{report}.pdf", "application/pdf", pdf),
        (say(_EXCEL), f"{report}.xlsx", _EXCEL_TYPE, excel),
    ]
    if recipe is not None:
        files.append((say(_RECIPE), f"{stem('recipe', speech)}.yml", _YAML_TYPE, recipe.text().encode()))
    if recipe is not None and words is not None:
        text = codebook_text(Codebook(record=words.record, roles=roles_of(recipe)), speech, _said(recipe))
        files.append((say(_CODEBOOK), f"{stem('codebook', speech)}.yml", _YAML_TYPE, text.encode()))
    return TakeAway("report", say(_REPORT), say(_REPORT_NOTE), write_html(document), write_text(document), tuple(files))


def _said(recipe: Recipe) -> str:
    said = recipe.said.get("affected")
    return said if isinstance(said, str) else ""
