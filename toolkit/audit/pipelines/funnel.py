"""A pipeline step by step: score, human selection, check, outcome, appeal, and who bears checks for nothing.

Each step's share is of the people who reached the one before, so that a gap is seen where it arises. Over a chain the
ratios of the steps multiply to the ratio at its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.audit.comparing.comparisons import FOUR_FIFTHS, MaterialDifference
from toolkit.audit.evidence import Evidence, is_known
from toolkit.audit.findings.finding import Finding, GapFinding
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.measures import Words
from toolkit.audit.pipelines import funnel_words as words
from toolkit.audit.pipelines.funnel_finding import ChosenBefore, FunnelFinding, RangeFinding
from toolkit.audit.pipelines.funnel_parts import (
    UNFOUNDED,
    alternatives,
    last_chain,
    name_of_all,
    parts_of,
    words_of,
)
from toolkit.audit.pipelines.shares_of_parts import (
    Compared,
    check_somebody,
    compare_parts,
    gap_findings,
    rounding_ranges,
)
from toolkit.audit.pipelines.step import EVERYBODY, Chain, Step, chain_of, require_values
from toolkit.audit.pipelines.steps_figure import steps_figure
from toolkit.charts import Figure
from toolkit.errors import AuditError
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook, read_codebook

if TYPE_CHECKING:
    import pandas as pd

Columns = dict[str, list[Any]]


@dataclass(frozen=True, kw_only=True)
class Funnel(Evidence):
    """Where in a pipeline groups part. Made by `audit_funnel`.

    `steps` has the share of each group at each step, of those at the step before (`value`, Wilson) and of all of the
    group (`of_all`); `gaps` each group against its reference, Holm over all steps; `rounding` between which values
    shares and ratios lay before published counts were rounded.
    """

    names: tuple[str, ...] = ()  # of the steps, in their order
    _title: str = field(default=words.TITLE, repr=False)

    @property
    def steps(self) -> pd.DataFrame:
        """The share of each group at each step."""
        return self._frame("steps")

    @property
    def gaps(self) -> pd.DataFrame:
        """Each group against its reference at each step."""
        return self._frame("gaps")

    @property
    def rounding(self) -> pd.DataFrame:
        """Between which values the ratios lay before the counts were rounded; empty if they were not."""
        return self._frame("rounding")

    def figures(self, language: Language | str = "en") -> tuple[Figure, ...]:
        """The whole pipeline in one picture: how many times as often at each step."""
        return steps_figure(self._tables["gaps"], self.codebook, Language.of(language), words.PICTURE)

    @classmethod
    def open(cls, name: str | Path, **how: Any) -> Funnel:
        """The pipeline of a dataset of ours by name, or of a folder whose codebook holds a ``pipeline``.

        >>> funnel = Funnel.open("student-grant-checks")
        >>> gap = funnel.finding("gap", measure="unfounded", group="outside Europe")
        >>> round(gap.ratio, 1), gap.worse_off
        (2.9, 'outside Europe')
        """
        codebook = read_codebook(name)
        found = codebook.record.get("pipeline")
        if not isinstance(found, Mapping):
            raise AuditError(words.NO_PIPELINE, name=codebook.name)
        earlier = found.get("earlier")
        before = _from_record(codebook, earlier, None, how) if isinstance(earlier, Mapping) else None
        return _from_record(codebook, found, before, how)


def audit_funnel(
    table: Any,
    *,
    steps: Sequence[Step],
    groups: Sequence[str],
    count: str | None = None,
    unfounded: Sequence[Mapping[str, Sequence[Any]]] | None = None,
    unfounded_said: Words = "",
    reference: Mapping[str, str] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
    material_difference: float | MaterialDifference = FOUR_FIFTHS,
    rounded_to: int | None = None,
    codebook: Codebook | None = None,
    earlier: Funnel | None = None,
) -> Funnel:
    """At which step of a pipeline do groups part, and who bears checks for nothing?

    Parameters
    ----------
    table : pandas, polars, Arrow, DuckDB or Spark table, or path
        One row a person, or one row a cell with a `count`.
    steps : sequence of Step
        In their order; each is among the people who reached the one before.
    groups : sequence of str
        By what people are compared.
    count : str, optional
        The column that says how many people a row stands for.
    unfounded : sequence of {column: values}, optional
        Who was burdened for nothing: people who fit one of these, as in ``[{"visit": ["nothing wrong"]}, {"appeal":
        ["won"]}]``. It is counted among everybody, so that it tells what the whole pipeline does to a group.
    unfounded_said : str or {language: text}
        The same in words that follow people.
    reference, confidence, smallest_cell, material_difference, rounded_to
        As in `audit` and `DecisionLog`.
    codebook : Codebook, optional
        Words for columns and groups.
    earlier : Funnel, optional
        Steps of the same groups from another published table, which come first. Only of counts that were rounded
        before they were published: of others, two tables of the same people can give a small group away.

    Raises
    ------
    AuditError, ValueNotFound, ColumnNotFound

    Notes
    -----
    Whose value of a step is missing is outside that step, and a gap that they could turn round is not called shown.
    The ratios at the steps multiply to that at the end of the chain exactly if everything is known of everybody.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame(
    ...     [("women", "yes", "clean", 240), ("women", "yes", "fraud", 60), ("women", "no", "", 700),
    ...      ("men", "yes", "clean", 60), ("men", "yes", "fraud", 60), ("men", "no", "", 880)],
    ...     columns=["sex", "checked", "found", "n"],
    ... )
    >>> funnel = audit_funnel(
    ...     table,
    ...     steps=[
    ...         Step("checked", column="checked", values=["yes"], effect="burden", said="were checked"),
    ...         Step("found", column="found", values=["fraud"], said="had something found"),
    ...     ],
    ...     groups=["sex"], count="n", reference={"sex": "men"}, unfounded=[{"found": ["clean"]}],
    ... )
    >>> funnel.gaps[["measure", "ratio"]].round(2).values.tolist()
    [['checked', 2.5], ['found', 0.4], ['found_of_all', 1.0], ['unfounded', 4.0]]
    """
    chain = chain_of(steps)
    if earlier is not None and (not isinstance(earlier, Funnel) or not len(earlier._tables["rounding"]["measure"])):
        raise AuditError(words.ONE_TABLE)
    first = chain.steps[0]
    if first.column in chain.columns:
        raise AuditError(words.FIRST_ALONE, column=first.column, step=first.id)
    unfounded = alternatives(unfounded)
    extra = tuple(dict.fromkeys(name for one in unfounded for name in one if name != first.column))
    effect = first.effect or "burden"
    log = DecisionLog(
        table,
        decision=first.column,
        selected=first.values,
        effect=effect,
        groups=groups,
        within=list(dict.fromkeys([*chain.columns, *extra])),
        count=count,
        rounded_to=rounded_to,
        codebook=codebook,
    )
    for step in chain.steps[1:]:
        require_values(log.cells, step)
    parts = parts_of(chain, unfounded, first)
    told = words_of(chain, parts, unfounded_said)
    log = log.saying(log.codebook.saying({"measures": {**_measures(log.codebook), **told}}, {}))
    check_somebody(log, parts, {name: said["counted"]["en"] for name, said in told.items()})
    compared = compare_parts(
        log,
        parts,
        reference=reference,
        confidence=confidence,
        smallest_cell=smallest_cell,
        material_difference=material_difference,
    )
    tables = {
        "steps": _steps(compared, chain, confidence),
        "gaps": compared.comparisons.published(),
        "rounding": rounding_ranges(compared, rounded_to),
    }
    gaps = gap_findings(compared)
    limits = [ChosenBefore(codebook=log.codebook)] if len(chain.steps) > 1 else []
    findings = (
        *(one for one in gaps if one.measure == UNFOUNDED and one.verdict == "shown"),
        *_over_the_chain(gaps, compared, chain),
        *(one for one in gaps if one.measure != UNFOUNDED or one.verdict != "shown"),
        *_rounding_findings(gaps, tables["rounding"], log, UNFOUNDED if unfounded else name_of_all(chain)),
        *limits,
    )
    funnel = Funnel(
        findings=findings,
        codebook=log.codebook,
        smallest_cell=smallest_cell,
        names=tuple(part.id for part in parts),
        _tables=tables,
    )
    return funnel if earlier is None else _after(earlier, funnel)


def _measures(codebook: Codebook) -> dict[str, Any]:
    found = codebook.record.get("measures")
    return dict(found) if isinstance(found, dict) else {}


def _steps(compared: Compared, chain: Chain, confidence: float) -> Columns:
    """The published shares, with among whom each is, and of all of the group where the whole group is out as well."""
    rates = compared.rates(confidence)
    rows = [dict(zip(rates, values, strict=True)) for values in zip(*rates.values(), strict=True)]
    first = chain.steps[0].id
    whole = {(row["characteristic"], row["group"]): row["denominator"] for row in rows if row["measure"] == first}
    names = {step.id: chain.among(step) for step in chain.steps}
    columns: Columns = {
        "characteristic": rates["characteristic"],
        "step": rates["measure"],
        "among": [names.get(measure, "") or EVERYBODY for measure in rates["measure"]],
        "group": rates["group"],
        **{name: rates[name] for name in ("numerator", "denominator", "value", "low", "high")},
    }
    alls = [(row["numerator"], whole[row["characteristic"], row["group"]]) for row in rows]
    columns["of_all"] = [k / n if is_known(k) and is_known(n) and n else float("nan") for k, n in alls]
    return columns


def _over_the_chain(gaps: Sequence[Finding], compared: Compared, chain: Chain) -> list[Finding]:
    """Where a gap at the end of the chain arises: only where it is shown, and every step of it is out."""
    steps = [step.id for step in last_chain(chain)]
    by = {(one.characteristic, one.group, one.measure): one for one in gaps if isinstance(one, GapFinding)}
    found: list[Finding] = []
    for (characteristic, group, measure), end in by.items():
        factors = [by.get((characteristic, group, step)) for step in steps]
        if measure != name_of_all(chain) or end.verdict != "shown" or len(steps) < 2:
            continue
        if any(one is None or one.known_only or not 0 < one.ratio < float("inf") for one in factors):
            continue
        found.append(
            FunnelFinding(
                characteristic=characteristic,
                group=group,
                reference=end.reference,
                measure=measure,
                verdict=end.verdict,
                end=end,
                factors=tuple(one for one in factors if one is not None),
                codebook=compared.shares.log.codebook,
            )
        )
    return found


def _rounding_findings(gaps: Sequence[Finding], rounding: Columns, log: DecisionLog, measure: str) -> list[Finding]:
    """What rounding leaves open of the ratios at the end, where they are shown; the others stand in the table."""
    told = [one for one in gaps if one.verdict == "shown" and one.measure == measure]
    shown_gaps = {(one.characteristic, one.group, one.measure) for one in told}
    found: list[Finding] = []
    for row in (dict(zip(rounding, values, strict=True)) for values in zip(*rounding.values(), strict=True)):
        key = (row["characteristic"], row["group"], row["measure"])
        if key in shown_gaps and is_known(row["ratio_low"]) and is_known(row["ratio_high"]):
            names = {name: row[name] for name in ("characteristic", "group", "reference", "measure")}
            ends = {"ratio_low": row["ratio_low"], "ratio_high": row["ratio_high"]}
            found.append(RangeFinding(**names, **ends, rounded_to=log.roles.rounded_to or 1, codebook=log.codebook))
    return found


def _after(earlier: Funnel, later: Funnel) -> Funnel:
    """Two funnels as one, the earlier steps first; each keeps its own words and its own corrections."""
    twice = sorted(set(earlier.names) & set(later.names))
    if twice:
        raise AuditError(words.STEP_TWICE, step=twice[0])
    codebook = later.codebook.saying({"measures": {**_measures(earlier.codebook), **_measures(later.codebook)}}, {})
    tables = {
        name: {column: [*earlier._tables[name][column], *values] for column, values in table.items()}
        for name, table in later._tables.items()
    }
    # Limits are said once, after all that was found.
    both = [one for funnel in (later, earlier) for one in funnel.findings if not isinstance(one, ChosenBefore)]
    findings = (*both, ChosenBefore())
    return replace(
        later,
        findings=tuple(replace(one, codebook=codebook) for one in findings),
        codebook=codebook,
        names=(*earlier.names, *later.names),
        _tables=tables,
    )


def _from_record(
    codebook: Codebook, found: Mapping[str, Any], earlier: Funnel | None, how: Mapping[str, Any]
) -> Funnel:
    """A pipeline as a codebook writes it down."""
    steps = [Step(str(one["id"]), **{name: one[name] for name in one if name != "id"}) for one in found["steps"]]
    return audit_funnel(
        codebook.table.with_name(str(found.get("table", codebook.table.name))),
        steps=steps,
        groups=found.get("groups", codebook.roles["groups"]),
        count=codebook.roles.get("count"),
        unfounded=found.get("unfounded"),
        unfounded_said=found.get("unfounded_said", ""),
        rounded_to=codebook.roles.get("rounded_to"),
        codebook=codebook,
        earlier=earlier,
        **how,
    )
