"""What is this system, what does it risk, who decides about it?"""

from __future__ import annotations

from toolkit.governance.assessment.alternative import Alternative, alternative_document
from toolkit.governance.assessment.answers import Answers, read_answers
from toolkit.governance.assessment.difference import compare_scores
from toolkit.governance.assessment.offline import write_questionnaire
from toolkit.governance.assessment.questionnaire import questionnaire
from toolkit.governance.assessment.scoring import Score, score
from toolkit.governance.body.body import Body, read_body
from toolkit.governance.body.calendar_file import write_year
from toolkit.governance.body.charter import charter_document
from toolkit.governance.body.problems import problems_of
from toolkit.governance.body.promises import promises_of
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.tracker import Tracker, read_tracker
from toolkit.governance.systems.answer import Answer
from toolkit.governance.systems.emptiness import Emptiness, Gap
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.standards import from_standard, to_standard
from toolkit.governance.systems.suppliers import who_else
from toolkit.governance.systems.system import System

__all__ = [
    "Alternative",
    "Answer",
    "Answers",
    "Body",
    "Emptiness",
    "Gap",
    "Score",
    "System",
    "Systems",
    "Tracker",
    "alternative_document",
    "bank",
    "charter_document",
    "compare_scores",
    "from_standard",
    "problems_of",
    "promises_of",
    "questionnaire",
    "read_answers",
    "read_body",
    "read_tracker",
    "score",
    "to_standard",
    "who_else",
    "write_questionnaire",
    "write_year",
]
