"""What do we demand, in which words, and what did they change?"""

from toolkit.bargaining.agreement.agreement import Agreement, DraftArticle
from toolkit.bargaining.agreement.problems import Problem
from toolkit.bargaining.agreement.timetable import Due
from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.checklist import Question, checklist
from toolkit.bargaining.clauses.library import Clause, ClauseText, library
from toolkit.bargaining.clauses.record import STRENGTHS
from toolkit.bargaining.demands.demands import Demand, Need, suggest
from toolkit.bargaining.demands.rules import RULES, Rule
from toolkit.bargaining.promises import KeptPromise, check_promises, standing
from toolkit.bargaining.talks.issue import Issue
from toolkit.bargaining.talks.negotiation import Alarm, Concession, Decision, IssueState, Negotiation, Offer, Round
from toolkit.bargaining.talks.saving import read_negotiation

__all__ = [
    "RULES",
    "STRENGTHS",
    "Agreement",
    "Alarm",
    "Blank",
    "Clause",
    "ClauseText",
    "Concession",
    "Decision",
    "Demand",
    "DraftArticle",
    "Due",
    "Issue",
    "IssueState",
    "KeptPromise",
    "Need",
    "Negotiation",
    "Offer",
    "Problem",
    "Question",
    "Round",
    "Rule",
    "check_promises",
    "checklist",
    "library",
    "read_negotiation",
    "standing",
    "suggest",
]
