"""Who was treated how, and how sure are we?"""

from toolkit.audit.adjusted_findings import AdjustedFinding
from toolkit.audit.bootstrap import BootstrapInterval, bootstrap_interval
from toolkit.audit.brief import brief_document, write_brief
from toolkit.audit.calibration import CalibrationFinding
from toolkit.audit.claims import ClaimAnswer, answer_claim
from toolkit.audit.comparisons import FOUR_FIFTHS, MaterialDifference
from toolkit.audit.findings import Finding, GapFinding, LeftOutFinding, WithheldFinding
from toolkit.audit.letter import letter_document, write_letter
from toolkit.audit.limits import (
    BoundsFinding,
    EqualizedOddsFinding,
    OutcomeTestFinding,
    RoundingFinding,
    SelectiveLabelsFinding,
)
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures import MEASURES, Measure
from toolkit.audit.missing_findings import CountedAsFinding, MissingFinding
from toolkit.audit.release_file import Release
from toolkit.audit.releases import RevealedFinding, RevealingDifference, UnfinishedFinding, compare_releases
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
    "LeftOutFinding",
    "MaterialDifference",
    "Measure",
    "MissingFinding",
    "OutcomeTestFinding",
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
    "letter_document",
    "write_brief",
    "write_letter",
]
