"""Who was treated how, and how sure are we?"""

from toolkit.audit.bootstrap import BootstrapInterval, bootstrap_interval
from toolkit.audit.by_stratum import Inside, inside_strata
from toolkit.audit.claims import ClaimAnswer, answer_claim
from toolkit.audit.comparing.comparisons import FOUR_FIFTHS, MaterialDifference
from toolkit.audit.findings.adjusted import AdjustedFinding
from toolkit.audit.findings.calibration import CalibrationFinding
from toolkit.audit.findings.finding import Finding, GapFinding, LeftOutFinding, WithheldFinding
from toolkit.audit.findings.limits import (
    BoundsFinding,
    EqualizedOddsFinding,
    OutcomeTestFinding,
    RoundingFinding,
    SelectiveLabelsFinding,
)
from toolkit.audit.findings.missing import CountedAsFinding, MissingFinding
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures import MEASURES, Measure
from toolkit.audit.papers.brief import brief_document, write_brief
from toolkit.audit.papers.letter import letter_document, write_letter
from toolkit.audit.papers.plot import Plot
from toolkit.audit.papers.report import report_document
from toolkit.audit.recipe import Recipe, read_recipe
from toolkit.audit.release import Release
from toolkit.audit.releases.revealed import RevealedFinding, RevealingDifference, UnfinishedFinding, compare_releases
from toolkit.audit.result import AuditResult
from toolkit.audit.run import audit

__all__ = [
    "FOUR_FIFTHS",
    "MEASURES",
    "AdjustedFinding",
    "AuditResult",
    "BootstrapInterval",
    "BoundsFinding",
    "CalibrationFinding",
    "ClaimAnswer",
    "CountedAsFinding",
    "DecisionLog",
    "EqualizedOddsFinding",
    "Finding",
    "GapFinding",
    "Inside",
    "LeftOutFinding",
    "MaterialDifference",
    "Measure",
    "MissingFinding",
    "OutcomeTestFinding",
    "Plot",
    "Recipe",
    "Release",
    "RevealedFinding",
    "RevealingDifference",
    "RoundingFinding",
    "SelectiveLabelsFinding",
    "UnfinishedFinding",
    "WithheldFinding",
    "answer_claim",
    "audit",
    "bootstrap_interval",
    "brief_document",
    "compare_releases",
    "inside_strata",
    "letter_document",
    "read_recipe",
    "report_document",
    "write_brief",
    "write_letter",
]
