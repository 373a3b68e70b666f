"""All that one takes along to the meeting on Tuesday, in one folder."""

from __future__ import annotations

from pathlib import Path

from toolkit.bargaining.agreements.calendar_file import write_calendar
from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.agreements.paper import FOR_US, document_for
from toolkit.bargaining.agreements.speech import speech_of
from toolkit.bargaining.agreements.strategy import ARGUMENTS, argument_sheet
from toolkit.bargaining.clauses import standing_articles as parts
from toolkit.documents import Document, Heading, Paragraph, write
from toolkit.errors import SetupError, translatable

TABLE_COPY = "for-the-table.docx"
OUR_COPY = "for-us.docx"
SPEECH = "for-us-speech.docx"
OBJECTIONS = "for-us-objections.docx"
DATES = "for-us-dates.ics"
NO_FOLDER = translatable(
    "The folder “{path}” could not be made ({reason}). Choose another place, or close what uses it, and try again."
)


def write_folder(agreement: Draft, path: str | Path) -> tuple[Path, ...]:
    """Write the table copy, our copy, the speech, the objections with replies and, where there are dates, a calendar.

    Raises
    ------
    UnfilledBlank, AgreementError
        Before anything is written, if the agreement is not ready.
    SetupError
        If the folder cannot be made or written to.
    """
    documents = {
        TABLE_COPY: document_for(agreement, "table"),
        OUR_COPY: document_for(agreement, "us"),
        SPEECH: speech_paper(agreement),
        OBJECTIONS: objections_paper(agreement),
    }
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SetupError(NO_FOLDER, path=folder.name, reason=reason) from error
    written = [write(document, folder / name) for name, document in documents.items()]
    if agreement.starts is not None:
        written.append(write_calendar(agreement, folder / DATES, "us"))
    return tuple(written)


def speech_paper(agreement: Draft) -> Document:
    """The speech to be read out, in large paragraphs."""
    speech = agreement.speech
    title = parts.part("speech", speech).title
    blocks = tuple(Paragraph(text) for text in speech_of(agreement))
    return Document(title, speech, blocks, mark=speech.say(FOR_US), author=agreement.union)


def objections_paper(agreement: Draft) -> Document:
    """What they will say and what we answer, clause by clause."""
    speech = agreement.speech
    blocks = tuple(part for part in argument_sheet(agreement, speech) if not isinstance(part, Heading))
    return Document(speech.say(ARGUMENTS), speech, blocks, mark=speech.say(FOR_US), author=agreement.union)
