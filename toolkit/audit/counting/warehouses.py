"""A table that lives elsewhere, on a cluster or in a warehouse: it is counted there, and only counts come here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from toolkit.audit.counting.reading.asked import NOT_OF_THIS_KIND
from toolkit.errors import AuditError, DataError, translatable

MOST_KINDS = 1_000_000  # rows of a table of counts; more are no groups, and would fill the memory of one machine

TOO_MANY_KINDS = translatable(
    "This table has more than {most} different combinations of values of the columns that are asked about, too many to "
    "be fetched and compared. “{column}” alone has about {values}. Leave out columns that tell persons apart, put "
    "numbers into bands, and choose a longer period."
)
_NO_NUMBER = translatable("“{column}” holds “{value}”, which is not a number. Correct it in the table.")
NAME_WITH_DOT = translatable(
    "Spark reads the dot in “{column}” as a part of something else. Rename the column first, with withColumnRenamed."
)


def is_spark(native: Any) -> bool:
    """Whether this is a frame of Spark, on a cluster of one's own or through Spark Connect."""
    return type(native).__module__.startswith("pyspark.sql") and hasattr(native, "toLocalIterator")


def refuse_names(native: Any, wanted: Sequence[str]) -> None:
    """Refuse column names that Spark cannot be asked for, and names that stand over two columns."""
    for name in wanted:
        if ("." in name or "`" in name) and name in native.columns:
            raise DataError(NAME_WITH_DOT, column=name)


def fetch_rows(frame: nw.LazyFrame[Any]) -> list[tuple[Any, ...]]:
    """The rows of a grouped table, if they are as few as groups are.

    Raises
    ------
    DataError
        If they are more than one machine could compare; nothing is fetched then but their number.
    """
    native = frame.to_native()
    if is_spark(native):
        rows = [tuple(map(_plain, row)) for row in native.limit(MOST_KINDS + 1).collect()]
    elif hasattr(native, "to_pandas_batches"):  # Ibis, which would else want Arrow
        rows = [tuple(row) for row in native.limit(MOST_KINDS + 1).to_pandas().itertuples(index=False, name=None)]
    else:
        return [tuple(row) for row in frame.collect().iter_rows()]
    if len(rows) > MOST_KINDS:
        names = [name for name in frame.collect_schema().names() if name != "rows"]
        found = dict(zip(names, _different(frame, names), strict=True))
        widest = max(found, key=lambda name: found[name])
        column = widest.partition(" ")[2] or widest
        raise DataError(TOO_MANY_KINDS, most=MOST_KINDS, column=column, values=int(float(f"{found[widest]:.2g}")))
    return rows


def _different(frame: nw.LazyFrame[Any], names: Sequence[str]) -> list[int]:
    """About how many different values each column has."""
    native = frame.to_native()
    if is_spark(native):
        from pyspark.sql import functions

        (row,) = native.agg(*[functions.approx_count_distinct(name) for name in names]).collect()
        return [int(value) for value in row]
    table = native.aggregate(**{str(place): native[name].approx_nunique() for place, name in enumerate(names)})
    return [int(value) for value in table.to_pandas().iloc[0]]


def _plain(value: Any) -> Any:
    """Lists and structures, which cannot be told apart as they are, as texts."""
    return str(value) if isinstance(value, (list, dict, bytearray)) else value


def zone_shown(frame: nw.LazyFrame[Any] | nw.DataFrame[Any], column: str) -> str:
    """Whose days a moment in this column is shown with; nothing where moments have no zone."""
    native: Any = frame.to_native()
    zone = getattr(frame.collect_schema()[column], "time_zone", None)
    if zone and is_spark(native):  # of which narwhals remembers what it was once
        zone = native.sparkSession.conf.get("spark.sql.session.timeZone")
    return str(zone or "")


def refuse_lost_numbers(frame: nw.LazyFrame[Any] | nw.DataFrame[Any], column: str, number: nw.Expr) -> None:
    """Refuse texts that are no numbers, which Spark turns into missing ones where it is set not to complain.

    Raises
    ------
    DataError
        With the first of them.
    """
    if frame.collect_schema()[column] != nw.String or not is_spark(frame.to_native()):
        return
    both = frame.lazy().select(text=nw.col(column).str.strip_chars(), number=number)
    lost = both.filter((nw.col("text") != "") & nw.col("number").is_null()).head(1)
    for value, _ in fetch_rows(lost):
        raise DataError(_NO_NUMBER, column=column, value=str(value)[:60])


def days_at(frame: nw.LazyFrame[Any], column: str, zone: str) -> nw.LazyFrame[Any]:
    """The frame with the day at this place instead of a moment that has a zone, whatever zone a session shows.

    Raises
    ------
    AuditError
        If this kind of table cannot be asked for days elsewhere: it must not seem to have been heeded.
    """
    native: Any = frame.to_native()
    if frame.implementation.is_polars():
        return frame.with_columns(nw.col(column).dt.convert_time_zone(zone))
    if not is_spark(native):
        raise AuditError(NOT_OF_THIS_KIND, argument="zone")
    from pyspark.sql import functions

    there = functions.unix_seconds(functions.from_utc_timestamp(functions.col(column), zone))
    day = functions.date_from_unix_date(functions.floor(there / 86_400).cast("int"))
    moved: nw.LazyFrame[Any] = nw.from_native(native.withColumn(column, day))
    return moved
