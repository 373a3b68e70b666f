"""What files are called that somebody takes home: in their language, and never ours like one for the other side.

A name begins with letters that every file manager sets from left to right and ends in its suffix, so that no part of
it changes places where names run from right to left; what it holds is said once more inside, on every page.
"""

from __future__ import annotations

from typing import Literal

from toolkit.errors import translatable
from toolkit.languages import Language

Kind = Literal[
    "table",
    "us",
    "speech",
    "objections",
    "draft",
    "dates",
    "duties",
    "promises",
    "changes",
    "proposal",
    "answer",
    "exercise",
    "record",
    "letter",
    "form",
    "shared",
    "taken-back",
    "campaign",
    "brief",
    "charter",
    "choices",
    "alternative",
    "answers",
    "questionnaire",
    "meeting",
    "watched",
    "beside",
    "request",
    "rights",
    "reminder",
    "dashboard",
    "follow-up",
    "report",
    "recipe",
    "codebook",
]

_STEMS: dict[Kind, str] = {
    "table": translatable("agreement-for-the-table"),
    "us": translatable("for-us-agreement"),
    "speech": translatable("for-us-speech"),
    "objections": translatable("for-us-objections"),
    "draft": translatable("for-us-draft"),
    "dates": translatable("for-us-dates"),
    "duties": translatable("for-us-duties"),
    "promises": translatable("for-us-promises"),
    "changes": translatable("for-us-changes"),
    "proposal": translatable("for-us-their-proposal"),
    "answer": translatable("their-answer"),
    "exercise": translatable("exercise"),
    "record": translatable("for-us-systems"),
    "letter": translatable("letter-with-questions"),
    "form": translatable("form-systems"),
    "shared": translatable("record-for-unions"),
    "taken-back": translatable("record-taken-back"),
    "campaign": translatable("for-us-allies"),
    "brief": translatable("one-page"),
    "charter": translatable("charter"),
    "choices": translatable("for-us-charter"),
    "alternative": translatable("another-way"),
    "answers": translatable("for-us-answers"),
    "questionnaire": translatable("questionnaire"),
    "meeting": translatable("for-us-next-meeting"),
    "watched": translatable("for-us-charter-promises"),
    "beside": translatable("for-us-other-assessments"),
    "request": translatable("letter-with-request"),
    "rights": translatable("for-us-rights"),
    "reminder": translatable("letter-reminder"),
    "dashboard": translatable("dashboard"),
    "follow-up": translatable("what-came-of-the-course"),
    "report": translatable("report-on-decisions"),
    "recipe": translatable("recipe-for-the-next-table"),
    "codebook": translatable("codebook"),
}


def stem(kind: Kind, language: Language | str) -> str:
    """The name of a file without its suffix.

    >>> stem("table", "en"), stem("us", "en"), stem("us", "fr")
    ('agreement-for-the-table', 'for-us-agreement', 'pour-nous-accord')
    """
    return Language.of(language).say(_STEMS[kind])
