"""What somebody takes home from an agreement: both papers, a speech, answers ready, dates, and the draft itself."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.app.kit.fields import TakeAway
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.bargaining import Agreement
from toolkit.bargaining.agreements.calendar_file import calendar_of
from toolkit.bargaining.agreements.meeting_folder import objections_paper, speech_paper
from toolkit.bargaining.agreements.saving import written
from toolkit.bargaining.file_names import Kind, stem
from toolkit.documents import Bilingual, Document
from toolkit.errors import translatable
from toolkit.languages import Language

_TITLES = {
    "table": translatable("For the other side: the agreement, and nothing else"),
    "us": translatable("For us: with reasons, strength and advice"),
    "speech": translatable("For us: a speech of two minutes"),
    "objections": translatable("For us: what they will say, and what we answer"),
    "draft": translatable("For us: the draft itself, to go on later"),
    "dates": translatable("For us: the dates for your calendar"),
}
_NOTES = {
    "table": translatable("It holds nothing of your reasons or your strategy."),
    "us": translatable("Keep it to yourselves: it says what you would settle for, and why."),
    "speech": translatable("To be read aloud at the beginning of the meeting."),
    "objections": translatable("Article by article, to be read before the meeting."),
    "draft": translatable(
        "Open it here again, or behind the door “They answered”, which needs it to see what they changed. It holds "
        "your strategy."
    ),
    "dates": translatable("Who owes what by when, with a reminder two weeks before."),
}
_SAVE_DRAFT = translatable("Save the draft")
_SAVE_DATES = translatable("Save the dates")
_PRINTED = ("table", "us")


def take_aways(agreement: Agreement, speech: Language) -> tuple[TakeAway, ...]:
    """Everything to take home, the paper for the other side first.

    Raises
    ------
    ToolkitError
        If a blank is still open.
    """
    documents: dict[Kind, Document | Bilingual] = {
        "table": agreement.document("table"),
        "us": agreement.document("us"),
        "speech": speech_paper(agreement),
        "objections": objections_paper(agreement),
    }
    papers = _to_take_home(documents, speech)
    if agreement.starts is not None:
        dates = (
            speech.say(_SAVE_DATES),
            f"{stem('dates', speech)}.ics",
            "text/calendar",
            calendar_of(agreement).encode(),
        )
        papers.append(_alone("dates", dates, speech))
    draft = (speech.say(_SAVE_DRAFT), f"{stem('draft', speech)}.yml", "application/yaml", written(agreement))
    return (*papers, _alone("draft", draft, speech))


def both_papers(agreement: Agreement, speech: Language) -> tuple[TakeAway, ...]:
    """The paper for the other side and the one for us, and nothing else.

    Raises
    ------
    ToolkitError
        If a blank is still open.
    """
    return tuple(_to_take_home({"table": agreement.document("table"), "us": agreement.document("us")}, speech))


def _to_take_home(documents: Mapping[Kind, Document | Bilingual], speech: Language) -> list[TakeAway]:
    made = papers_of([(document, name in _PRINTED) for name, document in documents.items()])
    return [
        take_home(f"paper-{name}", _TITLES[name], _NOTES[name], paper, stem(name, speech), speech)
        for name, paper in zip(documents, made, strict=True)
    ]


def _alone(name: str, file: tuple[str, str, str, bytes], speech: Language) -> TakeAway:
    return TakeAway(f"paper-{name}", speech.say(_TITLES[name]), speech.say(_NOTES[name]), files=(file,))
