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

from toolkit.audit.arguments import check_column, check_columns, check_confidence, check_kind, check_smallest_cell
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.counting.row_counts import MOST_PEOPLE, TOO_MANY_PEOPLE, people_of
from toolkit.audit.counting.score_bins import bin_of, cuts_at
from toolkit.audit.counting.sources import Opened, open_table, require_columns, rows_of
from toolkit.audit.counting.sources import columns_of as names_of
from toolkit.audit.covariates import covariate_words as words
from toolkit.audit.evidence import Evidence, columns_of
from toolkit.audit.findings.finding import Finding
from toolkit.audit.statistics.proportions import difference_p_value, holm
from toolkit.audit.suppression.rounding import Rounding
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import AuditError, DataError
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
BINS = 10  # of a column of numbers with more different values than this
# People of each group among a value; rarer values are put together. With 5, of 200 columns that tell nothing one is
# called a proxy in 7 of 100 tables instead of 5; with 10 in 6.
FEWEST_EXPECTED = 10.0
_SEED, _DRAWS = 20261, 400
A_LITTLE = 0.02  # by so much more often right a guess has to be, to be called a help,
FEWEST_OF_A_VALUE = 10  # people, to be looked at by itself
A_CHANCE = 0.05
FOR_THREE_DIGITS = 20_000  # people, of whom one in a thousand is a small group no more
A_PART = 0.1  # or so much of the wrong guesses has to be put right: of few people, all can be told by 1 of 100
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
        sentence = words.TELLS if self.verdict == "tells" else words.TELLS_SOME
        if self.verdict == "tells" and hundred["right"] - hundred["base"] < 2:
            sentence, hundred = words.TELLS_OF_1000, {one: round(1000 * getattr(self, one)) for one in hundred}
        said = speech.say(sentence, **hundred, **named)
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
        Unless it is 0 or 1, p-values come as the next of a few steps.
    codebook : Codebook, optional

    Raises
    ------
    AuditError, DataError, ColumnNotFound

    Notes
    -----
    Only sums over all people are told, with two digits (three where groups are small): never which value goes with
    which group. Each row is taken for a person of its own; who stands there several times makes chance look like more.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"sex": ["w"] * 100 + ["m"] * 100, "hours": ["part"] * 80 + ["full"] * 90 + ["part"] * 30})
    >>> table["floor"] = ["1", "2"] * 100
    >>> find_proxies(table, "sex").columns[["column", "right", "base", "verdict"]].values.tolist()
    [['hours', 0.71, 0.5, 'tells'], ['floor', 0.5, 0.5, 'not_shown']]
    """
    opened = open_table(table)
    there = [name for name in names_of(opened.frame) if isinstance(name, str)]
    check_column("characteristic", characteristic, there)
    check_column("count", count, there, optional=True)
    check_kind("codebook", codebook, Codebook, "Codebook")
    confidence, smallest_cell = check_confidence(confidence), check_smallest_cell(smallest_cell)
    others = [name for name in there if name not in (characteristic, count)]
    wanted = others if columns is None else list(dict.fromkeys(check_columns("columns", columns, others)))
    if characteristic in wanted:
        raise AuditError(words.SAME, column=characteristic)
    if count is not None and count in (characteristic, *wanted):
        raise AuditError(words.TWO_THINGS, column=count)
    require_columns(opened.frame, [characteristic, *wanted, *([count] if count else [])])
    rounding = Rounding(smallest_cell) if smallest_cell > 1 else Rounding()
    codebook = codebook or Codebook()
    found: list[ProxyFinding] = []
    rows: list[dict[str, Any]] = []
    for name in wanted:
        crossed = _crossed(opened, characteristic, name, count)
        numbers = _measured(crossed, smallest_cell, rounding)
        rows.append({"column": name, "characteristic": characteristic, **numbers})
    adjusted = holm([row["p_value"] for row in rows], family=len(rows)).tolist()
    for row, p_adjusted in zip(rows, adjusted, strict=True):
        row["p_adjusted"], row["p_value"] = rounding.chance(p_adjusted), rounding.chance(row["p_value"])
        if not row["verdict"]:
            gained = row["right"] - row["base"]
            helps = gained >= min(A_LITTLE, A_PART * (1 - row["base"])) and gained > 0
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
    try:
        grouped = _grouped(opened, characteristic, name, count)
    except DataError:
        raise
    except Exception as error:  # each backend has its own family of errors for what cannot be told apart
        detail = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise DataError(words.NOT_GROUPED, column=name, detail=detail) from error
    cells: dict[tuple[str, str], int] = {}
    for one, group, *counted, rows in grouped:
        number_of = people_of(counted[0], rows) if counted else int(rows)
        if as_text(group) is not None and number_of:
            key = (as_text(one) or UNKNOWN, as_text(group) or "")
            cells[key] = cells.get(key, 0) + number_of
    if sum(cells.values()) > MOST_PEOPLE:
        raise DataError(TOO_MANY_PEOPLE, column=str(count), most=MOST_PEOPLE)
    # In an order of their own: what luck makes is drawn value by value, and backends give rows in any order.
    values, groups = ({one: at for at, one in enumerate(sorted({key[of] for key in cells}))} for of in (0, 1))
    table = np.zeros((len(values), len(groups)))
    for (one, group), number_of in cells.items():
        table[values[one], groups[group]] = number_of
    return table


def _grouped(opened: Opened, characteristic: str, name: str, count: str | None) -> list[tuple[Any, ...]]:
    value = nw.col(name)
    if opened.frame.collect_schema()[name].is_numeric():
        number = value.cast(nw.Float64)
        finite = opened.frame.filter(number.is_finite())
        ((different,),) = rows_of(finite.select(number.n_unique().alias("n")))
        if different > BINS:
            places = [place / BINS for place in range(1, BINS)]
            quantiles = [number.quantile(one, interpolation="linear").alias(str(one)) for one in places]
            (at,) = rows_of(finite.select(*quantiles))
            value = bin_of(number, cuts_at(sorted({float(one) for one in at})))
    keys = {"value": value, "group": nw.col(characteristic), **({"people": nw.col(count)} if count else {})}
    return rows_of(opened.frame.select(**keys).group_by(*keys).agg(nw.len().alias("rows")))


def _measured(table: Floats, smallest_cell: int, rounding: Rounding) -> dict[str, Any]:
    """What a crossed table says, from rare values put together on."""
    empty = {**dict.fromkeys(("connection", "information", "right", "base", "p_value"), math.nan), "people": None}
    people = float(table.sum())
    groups = table.sum(axis=0)
    if table.shape[1] < 2 or groups.min() < smallest_cell:
        return empty | {"verdict": "withheld" if table.shape[1] > 1 else "too_few"}
    told = int(float(f"{people:.2g}")) if rounding.step > 1 else int(people)
    kept, exact = _rare_that_tell(table, groups / people, max(smallest_cell, FEWEST_OF_A_VALUE))
    table = np.vstack([table[kept], _without_rare(table[~kept], groups / people)])
    if len(table) < 2:
        return empty | {"verdict": "too_few", "people": told}
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
    # Two tests where values are rare: all common ones together, and each rare one by itself.
    p_value = min(1.0, 2 * exact) if kept.any() else min(1.0, float(chdtrc(freedom, chi)) * (2 if exact < 1 else 1))
    right, base = _guessed(table)
    digits = 3 if 1 - base < 2 * A_LITTLE / A_PART and people >= FOR_THREE_DIGITS else 2
    return {
        "connection": round(min(math.sqrt(phi / max(min(rows, columns) - 1, 1e-9)), 1.0), 2),
        "information": round(information, 2),
        "right": round(right, digits),
        "base": round(base, digits),
        "people": told,
        "p_value": p_value,
        "verdict": "",
    }


def _rare_that_tell(table: Floats, shares: Floats, fewest: int) -> tuple[NDArray[np.bool_], float]:
    """Which rare values hold so many of a group that chance hardly makes it, and the least p-value of all of these.

    A language that only forty of 3,000 people speak tells who they are, and chi-square never sees it. Fisher's test of
    each value against all others, for each group, paid for by their number.
    """
    of_value, people = table.sum(axis=1), float(table.sum())
    rare = (of_value[:, None] * shares).min(axis=1) < FEWEST_EXPECTED
    asked = np.flatnonzero(rare & (of_value >= fewest))
    kept = np.zeros(len(table), dtype=np.bool_)
    if not len(asked) or len(table) < 2:
        return kept, 1.0
    one, whole = table[asked], of_value[asked][:, None]
    p_values = difference_p_value(one, whole, table.sum(axis=0) - one, people - whole)
    each = np.minimum(p_values.min(axis=1) * p_values.size, 1.0)
    kept[asked[each < A_CHANCE]] = True
    return kept, float(each.min())


def _without_rare(table: Floats, shares: Floats) -> Floats:
    """Values with too few people to expect some of each group are put together, so that the test holds."""
    if not len(table):
        return table
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
