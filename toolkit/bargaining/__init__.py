"""What do we demand, in which words, and what did they change?"""

from toolkit.bargaining.agreement import Agreement, DraftArticle
from toolkit.bargaining.blanks import Blank
from toolkit.bargaining.checklist import Question, checklist
from toolkit.bargaining.clauses import Clause, ClauseText, library
from toolkit.bargaining.demands import Demand, Need, suggest
from toolkit.bargaining.negotiation import Alarm, Concession, Decision, IssueState, Negotiation, Offer, Round
from toolkit.bargaining.negotiation_issue import Issue
from toolkit.bargaining.negotiation_saving import read_negotiation
from toolkit.bargaining.problems import Problem
from toolkit.bargaining.promises import KeptPromise, check_promises, standing
from toolkit.bargaining.record import STRENGTHS
from toolkit.bargaining.rules import RULES, Rule
from toolkit.bargaining.timetable import Due

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
