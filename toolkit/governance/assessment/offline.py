"""The questionnaire as one file that opens by double click: for a colleague, a patients' group, the employer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toolkit.documents import write_bytes
from toolkit.errors import translatable
from toolkit.governance.assessment.answers import NOT_ANSWERS
from toolkit.governance.assessment.questionnaire import DIMENSIONS, Questionnaire, questionnaire
from toolkit.governance.assessment.scoring import FROM_TO, LEVELS
from toolkit.languages import Language
from toolkit.markup import json_in_page, read_markup
from toolkit.registers.locate import folder

TITLE = translatable("What does this system risk? Questions for a public service")
_ABOUT = translatable(
    "Answer for one system. The score below follows each answer, for five dimensions apart; there is no sum, and cost "
    "is never looked at alone. A number is evidence, not a verdict."
)
_KEEPS = translatable(
    "This page asks no network for anything. Your answers stay on this device and are gone when you close the page: "
    "save them, and send the file only to those who should have it."
)
UNKNOWN_ANSWER = translatable("We do not know")
READS = translatable(
    "An open question about a risk counts as no risk, an open safeguard as not there. The range shows what open risks "
    "would add at worst."
)
_WORDS = {
    "system": translatable("Which system?"),
    "who": translatable("Who answers? A group is enough; no name is needed."),
    "open_file": translatable("Open saved answers"),
    "save": translatable("Save the answers"),
    "score": translatable("The score"),
    "reads": READS,
    "dimension": translatable("Dimension"),
    "risk": translatable("Before safeguards"),
    "remaining": translatable("What remains"),
    "level": translatable("Level"),
    "open": translatable("Open questions"),
    "terms": translatable("What the words mean"),
    "nothing": translatable("nothing to say yet"),
    "unknown": UNKNOWN_ANSWER,
}
_FILE = translatable("assessment")


def questionnaire_page(language: Language | str, of: Questionnaire | None = None) -> str:
    """The questionnaire as a page that needs no network, no server and no toolkit.

    Parameters
    ----------
    language
        Its words and its direction.
    of
        The questionnaire, perhaps with weights of one's own.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    speech, asked = Language.of(language), of or questionnaire()
    path = folder("templates") / "governance" / "assessment"
    words: dict[str, Any] = {name: speech.say(sentence) for name, sentence in _WORDS.items()}
    words |= {
        "levels": [speech.say(level) for level in LEVELS],
        "dimensions": {one: asked.say(f"dimensions.{one}", speech) for one in DIMENSIONS},
        "from_to": speech.say(FROM_TO, low="{low}", high="{high}"),
        "not_ours": speech.say(NOT_ANSWERS, file=""),
    }
    told = {
        "language": speech.tag,
        "file": f"{speech.say(_FILE)}.json",
        "percent": speech.percent(0),
        "asked": as_data(asked, speech),
        "words": words,
    }
    page = Environment(loader=FileSystemLoader(path), autoescape=True, undefined=StrictUndefined)
    return page.get_template("page.html.j2").render(
        language=speech.tag,
        direction=speech.direction,
        title=speech.say(TITLE),
        about=speech.say(_ABOUT),
        keeps=speech.say(_KEEPS),
        words=words,
        glossary=asked.glossary(speech),
        data=json_in_page(told),
        score_script=read_markup(path / "score.js"),
        page_script=read_markup(path / "page.js"),
    )


def write_questionnaire(path: str | Path, language: Language | str, of: Questionnaire | None = None) -> Path:
    """Write that page into one file."""
    return write_bytes(questionnaire_page(language, of).encode("utf-8"), path)


def as_data(asked: Questionnaire, speech: Language) -> dict[str, Any]:
    """The questionnaire as plain values for the script of the page."""
    weights = asked.weights
    return {
        "sections": [{"id": one, "title": asked.say(f"sections.{one}", speech)} for one in asked.sections],
        "questions": [
            {
                "id": one.id,
                "section": one.section,
                "kind": one.kind,
                "many": one.many,
                "text": one.say(speech),
                "options": list(one.names),
                "answers": {name: words.say(speech) for name, words in one.options},
                "shown_if": {"question": one.shown_if.question, "answers": list(one.shown_if.answers)}
                if one.shown_if
                else None,
            }
            for one in asked.questions
        ],
        "weights": {
            "values": {name: dict(values) for name, values in weights.values.items()},
            "questions": {name: dict(values) for name, values in weights.questions.items()},
            "levels": list(weights.levels),
            "most_relief": weights.most_relief,
        },
    }
