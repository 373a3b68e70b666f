"""What do we demand, in which words, and what did they change?"""

from toolkit.bargaining.agreement import Agreement
from toolkit.bargaining.agreements.checks.problem import Problem
from toolkit.bargaining.agreements.draft import DraftArticle
from toolkit.bargaining.agreements.timetable import Due
from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.checklist import Question, checklist
from toolkit.bargaining.clauses.library import Clause, ClauseText, library, read_clause, use_clause
from toolkit.bargaining.clauses.own_clause import copy_clause
from toolkit.bargaining.clauses.record import STRENGTHS
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.papers.changes_paper import Changes, changes_document
from toolkit.bargaining.counter.papers.redline import write_redline
from toolkit.bargaining.counter.proposals.proposal import ProposalReading, TouchedClause, read_proposal
from toolkit.bargaining.counter.proposals.proposal_paper import proposal_document
from toolkit.bargaining.demands.demands import Demand, Demands, Need, suggest
from toolkit.bargaining.demands.rules import RULES, Rule
from toolkit.bargaining.promises import KeptPromise, check_promises, standing
from toolkit.bargaining.talks.issue import Issue
from toolkit.bargaining.talks.negotiation import Negotiation
from toolkit.bargaining.talks.values import Alarm, Concession, Decision, IssueState, Offer, Round
from toolkit.bargaining.watching import Look, Watched, watch

__all__ = [
    "RULES",
    "STRENGTHS",
    "Agreement",
    "Alarm",
    "Blank",
    "Change",
    "Changes",
    "Clause",
    "ClauseText",
    "Concession",
    "Decision",
    "Demand",
    "Demands",
    "DraftArticle",
    "Due",
    "Issue",
    "IssueState",
    "KeptPromise",
    "Look",
    "Need",
    "Negotiation",
    "Offer",
    "Problem",
    "ProposalReading",
    "Question",
    "Round",
    "Rule",
    "TouchedClause",
    "Watched",
    "changes_document",
    "check_promises",
    "checklist",
    "copy_clause",
    "library",
    "proposal_document",
    "read_clause",
    "read_proposal",
    "standing",
    "suggest",
    "use_clause",
    "watch",
    "write_redline",
]
