"""Which columns tell who somebody is, so that "we do not use sex" can be answered.

How closely two columns go together is told by Cramér's V, corrected for what chance makes of many values (W. Bergsma,
Journal of the Korean Statistical Society 42 (2013) 323-328), with the chi-square test; and by how often somebody who
knows the one guesses the other right, with what luck makes of many values taken off.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.audit.arguments import check_column, check_columns
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.counting.score_bins import bin_of, cuts_at, has_score
from toolkit.audit.counting.sources import Opened, open_table, require_columns, rows_of
from toolkit.audit.counting.sources import columns_of as names_of
from toolkit.audit.covariates import covariate_words as words
from toolkit.audit.evidence import Evidence, columns_of
from toolkit.audit.findings.finding import Finding
from toolkit.audit.statistics.proportions import holm
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import AuditError
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
BINS = 10  # of a column of numbers with more different values than this
FEWEST_EXPECTED = 5.0  # people of each group among a value; rarer values are put together
_SEED, _DRAWS = 20261, 400
A_LITTLE = 0.02  # by so much more often right a guess has to be, to be called a help
_COLUMNS = (
    *("column", "characteristic", "connection", "information", "right", "base", "people"),
    *("p_value", "p_adjusted", "verdict"),
)


@dataclass(frozen=True)
class ProxyFinding(Finding):
    """What a column tells of a characteristic.

    `verdict` is ``tells`` (it helps to guess), ``goes_with`` (by more than chance, but it hardly helps), ``not_shown``,
    ``too_few`` or ``withheld``. None says that a system uses the column.
    """

    kind: str = field(init=False, default="proxy")
    column: str = ""
    connection: float = math.nan
    right: float = math.nan
    base: float = math.nan
    p_adjusted: float = math.nan

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        named = {name: self.codebook.label(getattr(self, name), speech) for name in ("column", "characteristic")}
        if self.verdict in ("too_few", "withheld"):
            return speech.say(words.TOO_LITTLE if self.verdict == "too_few" else words.WITHHELD, **named)
        if self.verdict == "not_shown":
            return speech.say(words.TELLS_NOT_SHOWN, **named)
        hundred = {name: round(100 * getattr(self, name)) for name in ("right", "base")}
        said = speech.say(words.TELLS if self.verdict == "tells" else words.TELLS_SOME, **hundred, **named)
        return f"{said} {speech.say(words.NOT_USED, **named)}"


@dataclass(frozen=True, kw_only=True)
class Proxies(Evidence):
    """Which columns tell a characteristic. Made by `find_proxies`."""

    _title: str = field(default=words.PROXIES, repr=False)

    @property
    def columns(self) -> pd.DataFrame:
        """Each column: `connection` (corrected Cramér's V, 0 to 1), `information` in bits, and `right` guesses."""
        return self._frame("proxies")


def find_proxies(
    table: Any,
    characteristic: str,
    *,
    columns: Sequence[str] | None = None,
    count: str | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
    codebook: Codebook | None = None,
) -> Proxies:
    """Which columns reveal a characteristic, even if a system is never told it?

    Parameters
    ----------
    table : pandas, polars, Arrow, DuckDB or Spark table, or path
    characteristic : str
        What is to be guessed: sex, origin. Whose value is missing is left out.
    columns : sequence of str, optional
        From what; all other columns if left out. Numbers with many different values are cut into tenths.
    count : str, optional
        The column that says how many people a row stands for.
    confidence : float
        Holm runs over all columns.
    smallest_cell : int
        Groups of fewer people are put to nobody's guess: their numbers are withheld, and so are all where a group is.
    codebook : Codebook, optional

    Raises
    ------
    AuditError, ColumnNotFound

    Notes
    -----
    Only sums over all people are told, with two digits: never which value goes with which group.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"sex": ["w"] * 100 + ["m"] * 100, "hours": ["part"] * 80 + ["full"] * 90 + ["part"] * 30})
    >>> table["floor"] = ["1", "2"] * 100
    >>> find_proxies(table, "sex").columns[["column", "right", "base", "verdict"]].values.tolist()
    [['hours', 0.71, 0.5, 'tells'], ['floor', 0.5, 0.5, 'not_shown']]
    """
    opened = open_table(table)
    check_column("characteristic", characteristic, [])
    others = [name for name in names_of(opened.frame) if name not in (characteristic, count)]
    wanted = check_columns("columns", columns, others) or tuple(others)
    if characteristic in wanted:
        raise AuditError(words.SAME, column=characteristic)
    require_columns(opened.frame, [characteristic, *wanted, *([count] if count else [])])
    codebook = codebook or Codebook()
    found: list[ProxyFinding] = []
    rows: list[dict[str, Any]] = []
    for name in wanted:
        crossed = _crossed(opened, characteristic, name, count)
        numbers = _measured(crossed, smallest_cell)
        rows.append({"column": name, "characteristic": characteristic, **numbers})
    adjusted = holm([row["p_value"] for row in rows], family=len(rows)).tolist()
    for row, p_adjusted in zip(rows, adjusted, strict=True):
        row["p_adjusted"] = p_adjusted
        if not row["verdict"]:
            helps = row["right"] - row["base"] >= A_LITTLE
            seen = p_adjusted < 1 - confidence
            row["verdict"] = "not_shown" if not seen else "tells" if helps else "goes_with"
        found.append(
            ProxyFinding(
                characteristic=characteristic,
                measure=row["column"],
                verdict=row["verdict"],
                codebook=codebook,
                column=row["column"],
                **{name: row[name] for name in ("connection", "right", "base", "p_adjusted")},
            )
        )
    order = sorted(range(len(rows)), key=lambda place: -np.nan_to_num(rows[place]["connection"], nan=-1.0))
    return Proxies(
        findings=tuple(found[place] for place in order),
        codebook=codebook,
        smallest_cell=smallest_cell,
        _tables={"proxies": columns_of(_COLUMNS, [rows[place] for place in order])},
    )


def _crossed(opened: Opened, characteristic: str, name: str, count: str | None) -> Floats:
    """How many people of each value (rows) and each group (columns)."""
    value = nw.col(name)
    kind = opened.frame.collect_schema()[name]
    if kind.is_numeric():
        number = value.cast(nw.Float64)
        known = opened.frame.filter(has_score(number))
        ((different,),) = rows_of(known.select(number.n_unique().alias("n")))
        if different > BINS:
            places = [place / BINS for place in range(1, BINS)]
            quantiles = [number.quantile(one, interpolation="linear").alias(str(one)) for one in places]
            (at,) = rows_of(known.select(*quantiles))
            value = bin_of(number, cuts_at(sorted({float(one) for one in at})))
    people = nw.col(count).cast(nw.Float64) if count else nw.lit(1.0)
    frame = opened.frame.select(value=value, group=nw.col(characteristic), people=people)
    grouped = rows_of(frame.group_by("value", "group").agg(nw.col("people").sum().alias("n")))
    cells: dict[tuple[str, str], float] = {}
    for one, group, number_of in grouped:
        if as_text(group) is not None and number_of:
            key = (as_text(one) or UNKNOWN, as_text(group) or "")
            cells[key] = cells.get(key, 0.0) + float(number_of)
    values, groups = (list(dict.fromkeys(key[place] for key in cells)) for place in (0, 1))
    table = np.zeros((len(values), len(groups)))
    for (one, group), number_of in cells.items():
        table[values.index(one), groups.index(group)] = number_of
    return table


def _measured(table: Floats, smallest_cell: int) -> dict[str, Any]:
    """What a crossed table says, from rare values put together on."""
    empty = {**dict.fromkeys(("connection", "information", "right", "base", "p_value"), math.nan), "people": None}
    people = float(table.sum())
    groups = table.sum(axis=0)
    if table.shape[1] < 2 or groups.min() < smallest_cell:
        return empty | {"verdict": "withheld" if table.shape[1] > 1 else "too_few"}
    table = _without_rare(table, groups / people)
    if len(table) < 2:
        return empty | {"verdict": "too_few", "people": int(people)}
    from scipy.special import chdtrc  # heavy, and only asked for here

    expected = np.outer(table.sum(axis=1), groups) / people
    chi = float(((table - expected) ** 2 / expected).sum())
    freedom = (table.shape[0] - 1) * (table.shape[1] - 1)
    phi = max(chi / people - freedom / (people - 1), 0.0)
    rows, columns = (size - (size - 1) ** 2 / (people - 1) for size in table.shape)
    share = table / people
    with np.errstate(divide="ignore", invalid="ignore"):
        bits = np.where(share > 0, share * np.log2(share / (expected / people)), 0.0).sum()
    information = max(float(bits) - freedom / (2 * people * math.log(2)), 0.0)  # G. Miller and W. Madow (1955)
    right, base = _guessed(table)
    return {
        "connection": round(min(math.sqrt(phi / max(min(rows, columns) - 1, 1e-9)), 1.0), 2),
        "information": round(information, 2),
        "right": round(right, 2),
        "base": round(base, 2),
        "people": int(float(f"{people:.2g}")),
        "p_value": float(chdtrc(freedom, chi)),
        "verdict": "",
    }


def _without_rare(table: Floats, shares: Floats) -> Floats:
    """Values with too few people to expect some of each group are put together, so that the test holds."""
    expected = np.outer(table.sum(axis=1), shares)
    rare = expected.min(axis=1) < FEWEST_EXPECTED
    together = table[rare].sum(axis=0)
    common = table[~rare]
    if rare.any() and (together.sum() * shares).min() >= FEWEST_EXPECTED:
        return np.vstack([common, together])
    if rare.any() and len(common):
        common = common.copy()
        common[np.argmin(common.sum(axis=1))] += together
    return np.asarray(common, dtype=np.float64)


def _guessed(table: Floats) -> tuple[float, float]:
    """How often the commonest group of a value is right, and how often that of everybody is.

    With many values some of it is luck: what the same values would guess if they told nothing (drawn with a seed) is
    taken off, so that the first is rather too low than too high.
    """
    people = table.sum()
    shares = table.sum(axis=0) / people
    base = float(shares.max())
    chance = np.random.default_rng(_SEED)
    luck = [chance.multinomial(int(number), shares, size=_DRAWS).max(axis=1).mean() for number in table.sum(axis=1)]
    return max(float(table.max(axis=1).sum() - sum(luck)) / people + base, base), base
