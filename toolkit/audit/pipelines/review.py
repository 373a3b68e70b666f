"""Human review: what people change about what a system recommends, for whom, and under which load.

Sources for the question: Regulation (EU) 2016/679, Article 22, and the guidelines WP251rev.01 on it, by which human
involvement has to be meaningful and not "a token gesture". Neither names a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.audit.arguments import check_share, check_values
from toolkit.audit.comparing.comparisons import FOUR_FIFTHS, MaterialDifference
from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.evidence import Evidence, is_known
from toolkit.audit.log import DecisionLog, Effect
from toolkit.audit.measures.supported import labels_known_for
from toolkit.audit.pipelines import review_words as words
from toolkit.audit.pipelines.review_finding import ReviewFinding
from toolkit.audit.pipelines.shares_of_parts import Compared, Part, Sets, compare_parts, gap_findings
from toolkit.audit.pipelines.step import holding
from toolkit.audit.pipelines.steps_figure import steps_figure
from toolkit.audit.statistics.proportions import wilson_interval
from toolkit.charts import Figure
from toolkit.errors import AuditError, ValueNotFound
from toolkit.languages import KNOWN, Language
from toolkit.registers.codebook import Codebook, read_codebook

if TYPE_CHECKING:
    import pandas as pd

Columns = dict[str, list[Any]]
CHANGED, HARDENED, RELIEVED, CAUGHT = "changed", "made_worse", "made_better", "wrong_changed"
RECOMMENDED, FINAL = "recommended", "final"


@dataclass(frozen=True, kw_only=True)
class Review(Evidence):
    """What people change about recommendations. Made by `audit_review`.

    `rates` and `gaps` have the measures ``recommended`` and ``final`` (who was selected before and after people
    looked), ``changed``, ``made_worse`` (of those recommended for the good side), ``made_better`` (of those recommended
    for the bad side) and, where outcomes are known after both decisions, ``wrong_changed``.
    """

    _title: str = field(default=words.TITLE, repr=False)

    @property
    def rates(self) -> pd.DataFrame:
        """The shares of each group."""
        return self._frame("rates")

    @property
    def gaps(self) -> pd.DataFrame:
        """Each group against its reference."""
        return self._frame("gaps")

    @classmethod
    def open(cls, name: str | Path, **how: Any) -> Review:
        """The review of a dataset of ours by name, or of a folder whose codebook holds a ``review``.

        >>> Review.open("reviewed-stops").finding("gap", group="over 40", measure="changed").verdict
        'shown'
        """
        codebook = read_codebook(name)
        found, roles = codebook.record.get("review"), codebook.roles
        if not isinstance(found, Mapping):
            raise AuditError(words.NO_REVIEW, name=codebook.name)
        names = ("effect", "groups", "outcome", "outcome_true", "count")
        named = {name: roles[name] for name in names if name in roles}
        final = {"final": roles["decision"], "final_selected": roles["selected"]}
        return audit_review(codebook.table, codebook=codebook, **{**final, **named, **found, **how})

    @property
    def verdict(self) -> str:
        """Whether review is a stamp: see `ReviewFinding`."""
        return self.finding("review").verdict

    def _drawn(self, speech: Language) -> tuple[Figure, ...]:
        return steps_figure(self._tables["gaps"], self.codebook, speech, words.PICTURE)


def audit_review(
    table: Any,
    *,
    recommended: str,
    recommended_selected: Sequence[Any],
    final: str,
    final_selected: Sequence[Any],
    effect: Effect,
    groups: Sequence[str],
    load: str | None = None,
    outcome: str | None = None,
    outcome_true: Sequence[Any] | None = None,
    count: str | None = None,
    token: float = 0.01,
    reference: Mapping[str, str] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
    material_difference: float | MaterialDifference = FOUR_FIFTHS,
    codebook: Codebook | None = None,
    said: str | Mapping[str, Any] = "",
) -> Review:
    """Do people change what a system recommends, for whom, in which direction, and on busy days less?

    Parameters
    ----------
    table : pandas, polars, Arrow, DuckDB or Spark table, or path
        One row a case, or one row a cell with a `count`.
    recommended, recommended_selected : str and sequence
        The column of what the system recommended, and its values that mean yes. A case without one is left out.
    final, final_selected : str and sequence
        The same of the final decision.
    effect : {"benefit", "burden"}
        Whether being selected is good or bad for people.
    groups : sequence of str
        By what people are compared.
    load : str, optional
        A column that says how much the reviewer had to do, in bands ("up to 20 cases a day"); compared like a group.
        There is no table by reviewer on purpose: it would measure the work of single people.
    outcome, outcome_true : str and sequence, optional
        What turned out true: with it, whether people change the recommendations that were wrong.
    count, codebook, said
        As in `DecisionLog`.
    token : float
        Below which share of changed recommendations review is asked whether it is a stamp. A choice, no norm.
    reference, confidence, smallest_cell, material_difference
        As in `audit`.

    Raises
    ------
    AuditError, ValueNotFound, ColumnNotFound

    Notes
    -----
    Cases are taken as independent; where a few reviewers decide all of them, intervals are too narrow.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame(
    ...     [("women", "pay", "pay", 890), ("women", "pay", "stop", 10), ("women", "stop", "stop", 95),
    ...      ("women", "stop", "pay", 15), ("men", "pay", "pay", 890), ("men", "pay", "stop", 12),
    ...      ("men", "stop", "stop", 60), ("men", "stop", "pay", 40)],
    ...     columns=["sex", "system", "person", "n"],
    ... )
    >>> review = audit_review(
    ...     table, recommended="system", recommended_selected=["stop"], final="person", final_selected=["stop"],
    ...     effect="burden", groups=["sex"], count="n",
    ... )
    >>> review.verdict, review.finding("gap", measure="made_better").worse_off
    ('not_seldom', 'women')
    """
    if recommended == final:
        raise AuditError(words.SAME_COLUMN, column=final)
    token = check_share("token", token, "0.01")
    by = [*([groups] if isinstance(groups, str) else groups), *([load] if load else [])]
    log = DecisionLog(
        table,
        decision=final,
        selected=final_selected,
        effect=effect,
        groups=by,
        within=[recommended],
        outcome=outcome,
        outcome_true=outcome_true,
        count=count,
        codebook=codebook,
        said=said,
    )
    labels = log.cells.labels[recommended]
    for value in check_values("recommended_selected", recommended, recommended_selected):
        if value not in labels:
            raise ValueNotFound(value, recommended, [label for label in labels if label != UNKNOWN])
    both = outcome is not None and labels_known_for(log.cells) == "everybody"
    parts = _parts(recommended, recommended_selected, effect, with_outcome=both)
    log = log.saying(log.codebook.saying({"measures": _words(log.codebook, effect, parts)}, {}))
    compared = compare_parts(
        log,
        parts,
        reference=reference,
        confidence=confidence,
        smallest_cell=smallest_cell,
        material_difference=material_difference,
    )
    rates = compared.rates(confidence)
    stamp = _stamp(compared, rates, confidence, token, one_sided=outcome is not None and not both)
    return Review(
        findings=(stamp, *gap_findings(compared)),
        codebook=log.codebook,
        smallest_cell=smallest_cell,
        _tables={"rates": rates, "gaps": compared.comparisons.published()},
    )


def _parts(recommended: str, values: Sequence[Any], effect: str, *, with_outcome: bool) -> list[Part]:
    bad = 1 if effect == "burden" else -1

    def part(name: str, harm: int, which: Callable[..., tuple[Any, Any]]) -> Part:
        def sets(table: CountTable) -> Sets:
            known = ~holding(table, recommended, [UNKNOWN])
            system, people = holding(table, recommended, values), table.selected
            counted, among = which(system, people, table.outcome)
            return Sets(counted & among & known, among & known, np.zeros(len(known), dtype=bool))

        return Part(name, sets, harm)

    def everybody(system: Any) -> Any:
        return np.ones(len(system), dtype=bool)

    # Of those recommended for the good side, who was put on the bad one; and the other way round.
    to_bad = {True: lambda s, p, _o: (p, ~s), False: lambda s, p, _o: (~p, s)}[effect == "burden"]
    to_good = {True: lambda s, p, _o: (~p, s), False: lambda s, p, _o: (p, ~s)}[effect == "burden"]
    found = [
        part(CHANGED, 0, lambda s, p, _o: (s != p, everybody(s))),
        part(RECOMMENDED, bad, lambda s, _p, _o: (s, everybody(s))),
        part(FINAL, bad, lambda s, p, _o: (p, everybody(s))),
        part(HARDENED, 1, to_bad),
        part(RELIEVED, -1, to_good),
    ]
    if with_outcome:
        found.append(part(CAUGHT, 0, lambda s, p, o: (s != p, (o >= 0) & (s != (o == 1)))))
    return found


def _words(codebook: Codebook, effect: str, parts: Sequence[Part]) -> dict[str, Any]:
    def in_all(sentence: str) -> dict[str, str]:
        return {code: Language(code).say(sentence) for code in KNOWN}

    def phrase(key: str) -> dict[str, str]:
        return {code: codebook.phrase(key, code) for code in KNOWN}

    recommended, not_recommended = in_all(words.RECOMMENDED), in_all(words.NOT_RECOMMENDED)
    affected, spared = phrase("affected"), phrase("spared")
    burden = effect == "burden"
    told: dict[str, Any] = {
        CHANGED: (in_all(words.OTHERWISE), {}),
        RECOMMENDED: (recommended, {}),
        FINAL: (affected, {}),
        HARDENED: (affected, not_recommended) if burden else (spared, recommended),
        RELIEVED: (spared, recommended) if burden else (affected, not_recommended),
        CAUGHT: (in_all(words.OTHERWISE), in_all(words.WRONGLY)),
    }
    return {part.id: {"counted": told[part.id][0], "among": told[part.id][1], "harm": part.harm} for part in parts}


def _stamp(compared: Compared, rates: Columns, confidence: float, token: float, *, one_sided: bool) -> ReviewFinding:
    """What may be said of how seldom recommendations are changed; made of published numbers alone."""
    codebook = compared.shares.log.codebook
    changed, wrong = _overall(rates, CHANGED), _overall(rates, CAUGHT)
    if changed is None:
        return ReviewFinding(verdict="withheld", token=token, one_sided=one_sided, codebook=codebook)
    low, high = (float(end[0]) for end in wilson_interval([changed[0]], [changed[1]], confidence))
    caught_low, caught_high = (
        (float(end[0]) for end in wilson_interval([wrong[0]], [wrong[1]], confidence)) if wrong else (0.0, 1.0)
    )
    if wrong and caught_high < token:
        verdict = "stamp"
    elif low > token:
        verdict = "not_seldom"
    elif high < token:
        verdict = "seldom_and_right" if wrong and caught_low > token else "seldom"
    else:
        verdict = "too_few"
    which = {"stamp": CAUGHT, "seldom": CHANGED}.get(verdict)
    elsewhere = _more_elsewhere(compared, which, token, confidence) if which else ()
    return ReviewFinding(
        verdict="seldom" if verdict == "stamp" and elsewhere else verdict,
        people=changed[1],
        changed=changed[0],
        low=low,
        high=high,
        wrong=wrong[1] if wrong else 0,
        wrong_changed=wrong[0] if wrong else 0,
        wrong_low=caught_low,
        wrong_high=caught_high,
        token=token,
        one_sided=one_sided,
        elsewhere=elsewhere,
        codebook=codebook,
    )


def _overall(rates: Columns, measure: str) -> tuple[int, int] | None:
    """Counted and all, over a characteristic of which every group is out; None where there is none, or nobody."""
    rows = [dict(zip(rates, values, strict=True)) for values in zip(*rates.values(), strict=True)]
    for name in dict.fromkeys(rates["characteristic"]):
        own = [row for row in rows if (row["characteristic"], row["measure"]) == (name, measure)]
        if own and all(is_known(row["numerator"]) for row in own):
            counted, among = (sum(int(row[key]) for row in own) for key in ("numerator", "denominator"))
            return (counted, among) if among else None
    return None


def _more_elsewhere(
    compared: Compared, measure: str, token: float, confidence: float
) -> tuple[tuple[str, str, float], ...]:
    """Published groups of which more than `token` were changed, at a level that allows for all of them."""
    shares = compared.shares
    rows = [row for row in range(len(shares.group_of)) if shares.measures[shares.measure_of[row]].id == measure]
    level = 1 - (1 - confidence) / max(len(rows), 1)
    found = []
    for row in rows:
        k, n = int(shares.numerator[row]), int(shares.denominator[row])
        if shares.shown[row] and n and float(wilson_interval([k], [n], level)[0][0]) > token:
            found.append((shares.characteristics[shares.characteristic_of[row]].name, shares.group_name(row), k / n))
    return tuple(found)
