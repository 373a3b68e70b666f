"""Several covariates at once: the share of each group if all groups had the same mix of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.audit.arguments import (
    WANTS_KIND,
    check_columns,
    check_confidence,
    check_kind,
    check_smallest_cell,
    shown,
)
from toolkit.audit.comparing.shares import withheld_groups
from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.counting.reading.asked import WANTS_ONE_OF
from toolkit.audit.covariates import covariate_words as words
from toolkit.audit.covariates.models import MODELS, standard_of
from toolkit.audit.covariates.situations import pair_groups
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
    "model",
    "verdict",
)
HALF = 0.5  # of either group have to be comparable
FEWEST = 5  # selected, and not, of either group: below that no test holds


@dataclass(frozen=True)
class StandardisedFinding(Finding):
    """A gap if both groups had the same mix of covariates.

    `verdict` is ``shown``, ``not_shown``, or says why there is no number: ``no_overlap``, ``no_fit`` (the model does
    not fit), ``differs`` (the gap is not the same everywhere), ``sparse`` (too many situations) or ``too_few``.
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
    model: str = "logistic"
    is_higher: bool = False  # whether the group is selected more often, before figures are rounded
    rounded_to: int = 1  # multiples of what the counts are that were given
    nearly_all: bool = False  # those who could not be compared are too few to be counted

    @property
    def worse_off(self) -> str | None:
        """The group that is worse off, where a gap is shown."""
        if self.verdict != "shown":
            return None
        higher, lower = (self.group, self.reference) if self.is_higher else (self.reference, self.group)
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
            if n == m:
                said.append(speech.say(words.SMALL, base=base))
        else:
            said.append(speech.say(words.NOT_SHOWN, **ends))
        if self.nearly_all:
            said.append(speech.say(words.NEARLY_ALL))
        elif self.people is not None and self.people_compared is not None and self.people_compared < self.people:
            numbers = {"compared": self.people_compared, "people": self.people}
            said.append(speech.say(words.SOME_COMPARED, **numbers))
        if self.rounded_to > 1:
            said.append(speech.say(words.ROUNDED, step=self.rounded_to))
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
    model: str = "logistic",
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
    model : {"logistic", "log-linear"}
        What is taken to be alike in every situation: how many times larger the odds are, or how many times as often one
        group is selected. Choose before you see the numbers.

    Raises
    ------
    AuditError, ValueNotFound

    Notes
    -----
    A model with the group and every covariate, without products of these, is fitted to the table of counts of two
    groups at a time, among people in situations in which both groups are. What it predicts is averaged over the mix of
    all of them. No number is given where fewer than half of a group is in such situations, where the model has more
    than one number for each ten people selected (or not), where it does not fit (p < 0.001), or where the gap is not
    the same over a covariate (p < 0.001). Where numbers are protected, figures come with two digits and p-values as the
    next of a few steps, and none of a group that `audit` would withhold. As long as persons stand in the log twice and
    nobody said whether that is right, nothing is called shown.

    Examples
    --------
    >>> from toolkit.audit import DecisionLog
    >>> log = DecisionLog.open("hiring-by-hospital")
    >>> gaps = standardise(log, characteristic="sex", within=["hospital"]).gaps
    >>> gaps[["crude_rate", "crude_reference_rate", "rate", "reference_rate"]].values.tolist()
    [[0.23, 0.31, 0.27, 0.29]]
    """
    if not isinstance(log, DecisionLog):
        raise AuditError(WANTS_KIND, argument="log", wanted="DecisionLog", value=shown(log))
    inside = tuple(dict.fromkeys(check_columns("within", within, log.roles.within)))
    inside = inside if within is not None else log.roles.within
    if not inside or any(name not in log.roles.within for name in inside):
        raise AuditError(words.NOTHING_WITHIN)
    names = log.roles.groups if characteristic is None else (characteristic,)
    check_kind("reference", reference, Mapping, "{characteristic: group}")
    for name in (*names, *(reference or {})):
        if name not in log.roles.groups:
            raise AuditError(words.NO_CHARACTERISTIC, name=shown(name), available=list(log.roles.groups))
    confidence, fewest = check_confidence(confidence), check_smallest_cell(smallest_cell)
    if model not in MODELS:
        raise AuditError(WANTS_ONE_OF, argument="model", allowed=list(MODELS), value=shown(model))
    rounding = Rounding(fewest) if fewest > 1 else Rounding()
    withheld = withheld_groups(log, fewest)
    found: list[StandardisedFinding] = []
    for name in names:
        for empty in _pairs(log, name, inside, (reference or {}).get(name), model):
            hidden = {(name, empty.group), (name, empty.reference)} & withheld
            empty = replace(empty, rounded_to=log.roles.rounded_to or 1)
            found.append(empty if hidden else _compared(empty, log.cells, inside, confidence, fewest))
    adjusted = holm([one.p_value for one in found], family=len(found)).tolist()
    level = 1 - confidence if log.persons_are_settled else 0.0
    told = [_told(one, p, level, rounding) for one, p in zip(found, adjusted, strict=True)]
    told = sorted(told, key=lambda one: one.verdict != "shown")
    rows = [{column: getattr(one, column, None) for column in _COLUMNS} for one in told]
    return Standardised(
        findings=tuple(told),
        codebook=log.codebook,
        smallest_cell=fewest,
        _tables={"standardised": columns_of(_COLUMNS, rows)},
    )


def _pairs(
    log: DecisionLog, name: str, within: Sequence[str], wanted: str | None, model: str
) -> list[StandardisedFinding]:
    """Each group against its reference, with no number yet."""
    cells = log.cells
    of_code = np.bincount(cells.codes[name], cells.people, minlength=len(cells.labels[name]))
    people = {group: int(number) for group, number in zip(cells.labels[name], of_code, strict=True)}
    known = [group for group in people if group != UNKNOWN]
    if wanted is not None and str(wanted) not in known:
        raise ValueNotFound(str(wanted), name, known)
    if not known:
        return []
    reference = str(wanted) if wanted is not None else max(known, key=lambda group: people[group])
    return [
        StandardisedFinding(
            characteristic=name,
            group=group,
            reference=reference,
            measure="selection_rate",
            verdict="too_few",
            codebook=log.codebook,
            within=" × ".join(within),
            effect=log.effect,
            model=model,
        )
        for group in known
        if group != reference
    ]


def _compared(
    empty: StandardisedFinding, cells: CountTable, within: Sequence[str], confidence: float, smallest_cell: int
) -> StandardisedFinding:
    pair = pair_groups(cells, empty.characteristic, (empty.group, empty.reference), within)
    everybody = [n for _, n in pair.everybody]
    here, chosen = pair.people.sum(axis=1), pair.selected.sum(axis=1)
    crude = [k / n for k, n in pair.everybody]
    counts = [k for k, n in pair.everybody] + [n - k for k, n in pair.everybody]
    if min(counts) >= smallest_cell:
        empty = replace(empty, crude_rate=crude[0], crude_reference_rate=crude[1])
    if min(here[0] / everybody[0], here[1] / everybody[1]) < HALF:
        return replace(empty, verdict="no_overlap")
    if min(counts) < smallest_cell or min(*chosen, *(here - chosen)) < smallest_cell:
        return empty
    found = standard_of(pair, empty.model)
    if isinstance(found, str):
        return replace(empty, verdict=found)
    if min(*chosen, *(here - chosen)) < FEWEST:
        return empty
    low, high = found.ends(normal_quantile(0.5 + confidence / 2))
    apart = round(sum(everybody)) - round(here.sum())
    return replace(
        empty,
        rate=found.rate,
        reference_rate=found.reference_rate,
        ratio=math.exp(found.log_ratio),
        is_higher=found.log_ratio > 0,
        low=low,
        high=high,
        p_value=math.erfc(abs(found.log_ratio) / found.error / math.sqrt(2)),
        people=round(sum(everybody)),
        people_compared=round(here.sum()),
        nearly_all=0 < apart < smallest_cell,
    )


def _told(one: StandardisedFinding, p_adjusted: float, level: float, rounding: Rounding) -> StandardisedFinding:
    """With as many digits as tell of no single person."""
    names = ("crude_rate", "crude_reference_rate")
    if not math.isfinite(one.p_value):
        crude: dict[str, Any] = {name: rounding.told(getattr(one, name)) for name in names}
        return replace(one, **crude)
    numbers = (*names, "rate", "reference_rate", "ratio", "low", "high")
    rounded: dict[str, Any] = {name: rounding.told(getattr(one, name)) for name in numbers}
    people: dict[str, Any] = {
        name: int(rounding.told(float(getattr(one, name) or 0))) for name in ("people", "people_compared")
    }
    if one.nearly_all:
        people["people_compared"] = None
    return replace(
        one,
        **rounded,
        **people,
        p_value=rounding.chance(one.p_value),
        p_adjusted=rounding.chance(p_adjusted),
        verdict="shown" if p_adjusted < level else "not_shown",
    )
