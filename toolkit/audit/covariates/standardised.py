"""Several covariates at once: the share of each group if all groups had the same mix of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.audit.arguments import check_kind
from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.counting.distinct_rows import distinct_rows
from toolkit.audit.covariates import covariate_words as words
from toolkit.audit.covariates.logistic import Fit, Floats, fit_logistic, standardised
from toolkit.audit.evidence import Evidence, columns_of
from toolkit.audit.findings.finding import Finding, inside_what
from toolkit.audit.findings.numbers import in_times, natural_frequencies
from toolkit.audit.findings.worse_off import WORSE_OFF
from toolkit.audit.log import DecisionLog
from toolkit.audit.statistics.proportions import holm, normal_quantile
from toolkit.audit.suppression.rounding import Rounding
from toolkit.errors import AuditError, ValueNotFound
from toolkit.languages import Language

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    "characteristic",
    "group",
    "reference",
    "within",
    "crude_rate",
    "crude_reference_rate",
    "rate",
    "reference_rate",
    "ratio",
    "low",
    "high",
    "p_value",
    "p_adjusted",
    "people",
    "people_compared",
    "verdict",
)
HALF = 0.5  # of either group have to be comparable
_CAREFUL = 0.001  # chance of calling a model wrong that is right


@dataclass(frozen=True)
class StandardisedFinding(Finding):
    """A gap if both groups had the same mix of covariates.

    `verdict` is ``shown``, ``not_shown``, or says why there is no number: ``no_overlap``, ``no_fit`` (the model does
    not fit), ``differs`` (the gap is not the same everywhere) or ``too_few``.
    """

    kind: str = field(init=False, default="standardised")
    within: str = ""
    effect: str = "burden"
    crude_rate: float = math.nan
    crude_reference_rate: float = math.nan
    rate: float = math.nan
    reference_rate: float = math.nan
    ratio: float = math.nan
    low: float = math.nan
    high: float = math.nan
    p_value: float = math.nan
    p_adjusted: float = math.nan
    people: int | None = None
    people_compared: int | None = None

    @property
    def worse_off(self) -> str | None:
        """The group that is worse off, where a gap is shown."""
        if self.verdict != "shown":
            return None
        higher, lower = (self.group, self.reference) if self.ratio > 1 else (self.reference, self.group)
        return higher if self.effect == "burden" else lower

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        within = inside_what(self.codebook, self.within, speech)
        named = {"within": within, **self._named(speech)}
        if self.verdict in words.WITHOUT_NUMBER:
            return speech.say(words.WITHOUT_NUMBER[self.verdict], **named)
        base, n, m = natural_frequencies(self.rate, self.reference_rate)
        crude = {"crude_n": round(base * self.crude_rate), "crude_m": round(base * self.crude_reference_rate)}
        what = self.codebook.phrase("affected", speech)
        said = [speech.say(words.SAME_MIX, base=base, n=n, m=m, what=what, **crude, **named)]
        ends = {name: in_times(getattr(self, name), speech, cut=True) for name in ("low", "high")}
        if self.verdict == "shown":
            said.append(speech.say(words.TIMES, ratio=in_times(self.ratio, speech, cut=True), **ends))
            said.append(speech.say(words.SHOWN))
        else:
            said.append(speech.say(words.NOT_SHOWN, **ends))
        if self.people is not None and self.people_compared is not None and self.people_compared < self.people:
            numbers = {"compared": self.people_compared, "people": self.people}
            said.append(speech.say(words.SOME_COMPARED, **numbers))
        said.append(speech.say(words.DOES_NOT_EXCUSE, within=within))
        worse = self.worse_off
        if worse is not None:
            said.insert(0, speech.say(WORSE_OFF, group=self.codebook.people(self.characteristic, worse, speech)))
        return " ".join(said)


@dataclass(frozen=True, kw_only=True)
class Standardised(Evidence):
    """Shares and gaps if all groups had the same mix. Made by `standardise`."""

    _title: str = field(default=words.TITLE, repr=False)

    @property
    def gaps(self) -> pd.DataFrame:
        """Each group against its reference, as they are (`crude_rate`) and with the same mix (`rate`)."""
        return self._frame("standardised")


def standardise(
    log: DecisionLog,
    *,
    characteristic: str | None = None,
    within: Sequence[str] | None = None,
    reference: Mapping[str, str] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
) -> Standardised:
    """If both groups had the same jobs, offices and grades: how often would each be selected?

    Parameters
    ----------
    log : DecisionLog
        With the covariates in `within`; numbers such as age as bands.
    characteristic : str, optional
        By what people are compared; all characteristics if left out.
    within : sequence of str, optional
        Which of the log's strata are held equal; all if left out.
    reference, confidence, smallest_cell
        As in `audit`. Holm runs over all gaps.

    Raises
    ------
    AuditError, ValueNotFound

    Notes
    -----
    A logistic model with the group and every covariate, without products of these, is fitted to the table of counts of
    two groups at a time, among people in situations in which both groups are. What it predicts is averaged over the mix
    of all of them. No number is given where fewer than half of a group is in such situations, where the model does not
    fit (deviance, p < 0.001), or where the gap is not the same over a covariate (likelihood ratio, p < 0.001). Where
    numbers are protected, figures come with two digits and p-values as the next of a few steps, as everything that is
    pooled over full counts does.

    Examples
    --------
    >>> from toolkit.audit import DecisionLog
    >>> log = DecisionLog.open("hiring-by-hospital")
    >>> gaps = standardise(log, characteristic="sex", within=["hospital"]).gaps
    >>> gaps[["crude_rate", "crude_reference_rate", "rate", "reference_rate"]].values.tolist()
    [[0.23, 0.31, 0.27, 0.29]]
    """
    check_kind("log", log, DecisionLog, "DecisionLog")
    inside = tuple(within) if within is not None else log.roles.within
    if not inside or any(name not in log.roles.within for name in inside):
        raise AuditError(words.NOTHING_WITHIN)
    names = (characteristic,) if characteristic else log.roles.groups
    for name in names:
        if name not in log.roles.groups:
            raise AuditError(words.NO_CHARACTERISTIC, name=str(name), available=list(log.roles.groups))
    rounding = Rounding(smallest_cell) if smallest_cell > 1 else Rounding()
    found: list[StandardisedFinding] = []
    for name in names:
        found += _of_characteristic(log, name, inside, (reference or {}).get(name), confidence, smallest_cell)
    adjusted = holm([one.p_value for one in found], family=len(found)).tolist()
    told = [_told(one, p, confidence, rounding) for one, p in zip(found, adjusted, strict=True)]
    told = sorted(told, key=lambda one: one.verdict != "shown")
    rows = [{column: getattr(one, column, None) for column in _COLUMNS} for one in told]
    return Standardised(
        findings=tuple(told),
        codebook=log.codebook,
        smallest_cell=smallest_cell,
        _tables={"standardised": columns_of(_COLUMNS, rows)},
    )


def _of_characteristic(
    log: DecisionLog, name: str, within: Sequence[str], wanted: str | None, confidence: float, smallest_cell: int
) -> list[StandardisedFinding]:
    cells = log.cells
    of_code = np.bincount(cells.codes[name], cells.people, minlength=len(cells.labels[name]))
    people = {group: int(number) for group, number in zip(cells.labels[name], of_code, strict=True)}
    known = [group for group in people if group != UNKNOWN]
    if wanted is not None and str(wanted) not in known:
        raise ValueNotFound(str(wanted), name, known)
    reference = str(wanted) if wanted is not None else max(known, key=lambda group: people[group])
    found = []
    for group in known:
        if group == reference:
            continue
        empty = StandardisedFinding(
            characteristic=name,
            group=group,
            reference=reference,
            measure="selection_rate",
            verdict="too_few",
            codebook=log.codebook,
            within=" × ".join(within),
            effect=log.effect,
        )
        few = min(people[group], people[reference]) < smallest_cell
        found.append(empty if few else _compared(empty, cells, within, confidence, smallest_cell))
    return found


@dataclass(frozen=True)
class _Pair:
    """Two groups in situations that hold both: rows of the two, and the mix of the situations."""

    selected: Floats  # groups × situations
    people: Floats
    situations: Floats  # situations × covariate columns, the first level of each left out
    counted: tuple[tuple[float, float], tuple[float, float]]  # selected and people of each group, everybody


def _pair(cells: CountTable, name: str, groups: tuple[str, str], within: Sequence[str]) -> _Pair:
    codes = [cells.labels[name].index(group) for group in groups]
    of_two = np.isin(cells.codes[name], codes)
    known = of_two.copy()
    for column in within:
        if UNKNOWN in cells.labels[column]:
            known &= cells.codes[column] != cells.labels[column].index(UNKNOWN)
    rows, _, place = distinct_rows([cells.codes[column][known] for column in within])
    size = len(rows)
    selected, people = np.zeros((2, size)), np.zeros((2, size))
    for row, code in enumerate(codes):
        mine = cells.codes[name][known] == code
        number = cells.people[known]
        people[row] = np.bincount(place[mine], number[mine], minlength=size)
        selected[row] = np.bincount(place[mine], (number * cells.selected[known])[mine], minlength=size)
    both = (people > 0).all(axis=0)
    levels = np.asarray(rows)[both]
    columns = [
        (levels[:, at] == level).astype(np.float64)
        for at in range(levels.shape[1] if len(levels) else 0)
        for level in np.unique(levels[:, at])[1:]
    ]
    mix = np.array(columns).T if columns else np.zeros((int(both.sum()), 0))
    whole = [cells.codes[name] == code for code in codes]
    everybody = [(float(cells.people[of & cells.selected].sum()), float(cells.people[of].sum())) for of in whole]
    return _Pair(selected[:, both], people[:, both], mix, (everybody[0], everybody[1]))


def _compared(
    empty: StandardisedFinding, cells: CountTable, within: Sequence[str], confidence: float, smallest_cell: int
) -> StandardisedFinding:
    pair = _pair(cells, empty.characteristic, (empty.group, empty.reference), within)
    crude = [k / n for k, n in pair.counted]
    everybody = [n for _, n in pair.counted]
    here = pair.people.sum(axis=1)
    empty = replace(empty, crude_rate=crude[0], crude_reference_rate=crude[1])
    if min(here[0] / everybody[0], here[1] / everybody[1]) < HALF:
        return replace(empty, verdict="no_overlap")
    counts = [k for k, n in pair.counted] + [n - k for k, n in pair.counted]
    if min(counts) < smallest_cell:
        return replace(empty, crude_rate=math.nan, crude_reference_rate=math.nan)
    fit = _fitted(pair)
    if isinstance(fit, str):
        return replace(empty, verdict=fit)
    size = pair.people.shape[1]
    weights = pair.people.sum(axis=0) / pair.people.sum()
    ones = np.ones((size, 1))
    designs = np.stack([np.hstack([ones, is_group * ones, pair.situations]) for is_group in (1.0, 0.0)])
    rates, covariance = standardised(fit, designs, weights)
    ratio = math.log(rates[0] / rates[1])
    slope = np.array([1 / rates[0], -1 / rates[1]])
    error = math.sqrt(float(slope @ covariance @ slope))
    half = normal_quantile(0.5 + confidence / 2) * error
    return replace(
        empty,
        rate=float(rates[0]),
        reference_rate=float(rates[1]),
        ratio=math.exp(ratio),
        low=math.exp(ratio - half),
        high=math.exp(ratio + half),
        p_value=math.erfc(abs(ratio) / error / math.sqrt(2)),
        people=round(sum(everybody)),
        people_compared=round(here.sum()),
    )


def _fitted(pair: _Pair) -> Fit | str:
    """The model, or why there is none."""
    from scipy.special import chdtrc  # heavy, and only where a model is asked for

    size = pair.people.shape[1]
    group = np.repeat([1.0, 0.0], size)[:, None]
    mix = np.vstack([pair.situations, pair.situations])
    selected, people = pair.selected.ravel(), pair.people.ravel()
    design = np.hstack([np.ones((2 * size, 1)), group, mix])
    fit = fit_logistic(design, selected, people)
    if fit is None:
        return "no_fit"
    wider = fit_logistic(np.hstack([design, group * mix]), selected, people) if mix.shape[1] else fit
    if wider is not None and mix.shape[1] and chdtrc(mix.shape[1], max(fit.deviance - wider.deviance, 0)) < _CAREFUL:
        return "differs"
    freedom = 2 * size - design.shape[1]
    # The deviance of cells with a few people each follows no chi-square: it is asked where they are large enough.
    share = 1 / (1 + np.exp(-(design @ fit.coefficients)))
    large = np.minimum(people * share, people * (1 - share)).mean() >= 5
    if freedom > 0 and large and chdtrc(freedom, fit.deviance) < _CAREFUL:
        return "no_fit"
    return fit


def _told(one: StandardisedFinding, p_adjusted: float, confidence: float, rounding: Rounding) -> StandardisedFinding:
    """With as many digits as tell of no single person."""
    if not math.isfinite(one.p_value):
        names = ("crude_rate", "crude_reference_rate")
        crude: dict[str, Any] = {name: rounding.told(getattr(one, name)) for name in names}
        return replace(one, **crude)
    numbers = ("crude_rate", "crude_reference_rate", "rate", "reference_rate", "ratio", "low", "high")
    rounded: dict[str, Any] = {name: rounding.told(getattr(one, name)) for name in numbers}
    people: dict[str, Any] = {
        name: int(rounding.told(float(getattr(one, name) or 0))) for name in ("people", "people_compared")
    }
    return replace(
        one,
        **rounded,
        **people,
        p_value=rounding.chance(one.p_value),
        p_adjusted=rounding.chance(p_adjusted),
        verdict="shown" if p_adjusted < 1 - confidence else "not_shown",
    )
