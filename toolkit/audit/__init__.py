"""Who was treated how, and how sure are we?"""

from toolkit.audit.amounts.amount_finding import AmountFinding, NoAmountFinding, PayAssessmentFinding
from toolkit.audit.amounts.amounts import Amounts, audit_amounts
from toolkit.audit.comparing.comparisons import FOUR_FIFTHS, MaterialDifference
from toolkit.audit.covariates.proxies import Proxies, ProxyFinding, find_proxies
from toolkit.audit.covariates.standardised import Standardised, StandardisedFinding, standardise
from toolkit.audit.evidence import Evidence
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
from toolkit.audit.follow_up.bootstrap import BootstrapInterval, bootstrap_interval
from toolkit.audit.follow_up.by_stratum import Inside, inside_strata
from toolkit.audit.follow_up.claims import ClaimAnswer, answer_claim
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.measures import MEASURES, Measure
from toolkit.audit.over_time.over_time import OverTime, audit_over_time
from toolkit.audit.over_time.time_findings import ChangeFinding, NoSignalFinding, SignalFinding
from toolkit.audit.papers.brief import brief_document, write_brief
from toolkit.audit.papers.letter import letter_document, write_letter
from toolkit.audit.papers.plot import Plot
from toolkit.audit.papers.report import report_document
from toolkit.audit.pipelines.funnel import Funnel, audit_funnel
from toolkit.audit.pipelines.funnel_finding import ChosenBefore, FunnelFinding, RangeFinding
from toolkit.audit.pipelines.review import Review, audit_review
from toolkit.audit.pipelines.review_finding import ReviewFinding
from toolkit.audit.pipelines.step import Step
from toolkit.audit.publication.release import Release
from toolkit.audit.published_tables.recompute import Recomputed, RowFinding, recompute
from toolkit.audit.recipe import Recipe, read_recipe
from toolkit.audit.releases.revealed import RevealedFinding, RevealingDifference, UnfinishedFinding, compare_releases
from toolkit.audit.result import AuditResult
from toolkit.audit.run import audit
from toolkit.audit.surveys.survey import Survey, audit_survey
from toolkit.audit.surveys.survey_finding import SurveyFinding, WeightsFinding

__all__ = [
    "FOUR_FIFTHS",
    "MEASURES",
    "AdjustedFinding",
    "AmountFinding",
    "Amounts",
    "AuditResult",
    "BootstrapInterval",
    "BoundsFinding",
    "CalibrationFinding",
    "ChangeFinding",
    "ChosenBefore",
    "ClaimAnswer",
    "CountedAsFinding",
    "DecisionLog",
    "EqualizedOddsFinding",
    "Evidence",
    "Finding",
    "Funnel",
    "FunnelFinding",
    "GapFinding",
    "Inside",
    "LeftOutFinding",
    "MaterialDifference",
    "Measure",
    "MissingFinding",
    "NoAmountFinding",
    "NoSignalFinding",
    "OutcomeTestFinding",
    "OverTime",
    "PayAssessmentFinding",
    "Plot",
    "Proxies",
    "ProxyFinding",
    "RangeFinding",
    "Recipe",
    "Recomputed",
    "Release",
    "RevealedFinding",
    "RevealingDifference",
    "Review",
    "ReviewFinding",
    "RoundingFinding",
    "RowFinding",
    "SelectiveLabelsFinding",
    "SignalFinding",
    "Standardised",
    "StandardisedFinding",
    "Step",
    "Survey",
    "SurveyFinding",
    "UnfinishedFinding",
    "WeightsFinding",
    "WithheldFinding",
    "answer_claim",
    "audit",
    "audit_amounts",
    "audit_funnel",
    "audit_over_time",
    "audit_review",
    "audit_survey",
    "bootstrap_interval",
    "brief_document",
    "compare_releases",
    "find_proxies",
    "inside_strata",
    "letter_document",
    "read_recipe",
    "recompute",
    "report_document",
    "standardise",
    "write_brief",
    "write_letter",
]
