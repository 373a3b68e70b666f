"""Our questions beside those of other assessments, so that the employer's own paper can be read with ours."""

from __future__ import annotations

from toolkit.documents import Band, Document, Paragraph, Table
from toolkit.errors import translatable
from toolkit.governance.assessment.answers import Answers, visible
from toolkit.governance.assessment.questionnaire import COUNTERPARTS, UNKNOWN, Question, Questionnaire, questionnaire
from toolkit.languages import Language

TITLE = translatable("Where other assessments ask the same")
_LEAD = translatable(
    "For reading an assessment of the employer: look up the place, put the answer beside ours, and ask for what is "
    "missing. Where nothing stands, that assessment does not ask."
)
_HEADS = {
    "question": translatable("Our question"),
    "ai_act": translatable("AI Act, Article 27(1)"),
    "gdpr": translatable("GDPR, Article"),
    "iama": translatable("IAMA 2.0"),
    "aia": translatable("Canadian assessment"),
    "theirs": translatable("What the employer answered"),
}
_OPEN = translatable("open")


def asking(instrument: str, place: str, of: Questionnaire | None = None) -> tuple[Question, ...]:
    """Our questions that ask what another assessment asks at a place.

    Parameters
    ----------
    instrument
        ``ai_act``, ``gdpr``, ``iama`` or ``aia``.
    place
        A letter, paragraph, number or name in it.

    >>> [one.id for one in asking("aia", "impact4A")]
    ['jobs', 'posts']
    """
    return tuple(
        one for one in (of or questionnaire()).questions if place in dict(one.counterparts).get(instrument, ())
    )


def crosswalk_document(
    language: Language | str, theirs: Answers | None = None, of: Questionnaire | None = None
) -> Document:
    """All our questions with the places where others ask the same, and what the employer answered, if that is known."""
    speech, asked = Language.of(language), of or questionnaire()
    given = dict(theirs.entries) if theirs else {}
    shown = {one.id for one in visible(asked, theirs)} if theirs else set()
    rows: list[tuple[str, ...]] = []
    bands: list[Band] = []
    section = ""
    for one in asked.questions:
        if one.section != section:
            section = one.section
            bands.append(Band(len(rows), asked.say(f"sections.{section}", speech)))
        places = dict(one.counterparts)
        cells = [one.say(speech), *(", ".join(places.get(each, ())) or "–" for each in COUNTERPARTS)]
        if theirs:
            cells.append(_answer(one, given.get(one.id), speech) if one.id in shown else "–")
        rows.append(tuple(cells))
    heads = [name for name in _HEADS if theirs or name != "theirs"]
    table = Table(tuple(speech.say(_HEADS[name]) for name in heads), tuple(rows), bands=tuple(bands))
    return Document(speech.say(TITLE), speech, (Paragraph(speech.say(_LEAD)), table))


def _answer(one: Question, given: tuple[str, ...] | str | None, speech: Language) -> str:
    if not given or UNKNOWN in given:
        return speech.say(_OPEN)
    return given if isinstance(given, str) else ", ".join(one.answer(each, speech) for each in given)
