"""Where a workshop's entries are kept: in memory, in a file, or on a PostgreSQL server."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Literal

from toolkit.course.store.entry import Entry, Kind, plain
from toolkit.course.store.tally import SMALLEST, Tally, publish

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


class NotKept(Exception):
    """The store did not take what was to be written: the disk is full, or cannot be written to."""


Part = Literal["workshop", "topic", "question", "step"]


class Store:
    """What phones told in workshops, and nothing of whose phones they were.

    Nothing is kept anywhere unless an address is given: without one, all is in memory and gone with the process.

    Parameters
    ----------
    url
        ``sqlite:///workshops.sqlite`` for a file, ``postgresql://name@host/database`` for a server; in memory
        if left out. Several processes may use the same one.

    Raises
    ------
    SetupError
        It cannot be opened.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> store = Store()
    >>> answer = Entry("7f3a", "w1", datetime(2027, 2, 1, 14, 7, tzinfo=UTC), "poll", "4", "p1", "yes")
    >>> store.record(answer), store.record(answer)
    (1, 0)
    >>> next(store.entries()).at.isoformat()
    '2027-02-01T14:00:00+00:00'
    """

    def __init__(self, url: str | None = None) -> None:
        from toolkit.course.store import tables  # SQLAlchemy: lessons import this room, and have no store

        self._tables = tables
        self._engine = tables.connect(url)
        # SQLite lets one write at a time, and those who wait for it try again by chance: among many threads one may
        # have no luck for long. They stand in line here; other processes have their turn in between.
        self._lock: threading.RLock | None = threading.RLock() if self._engine.dialect.name == "sqlite" else None
        self.outlives = url not in (None, "sqlite://", "sqlite:///:memory:")

    def record(self, *entries: Entry) -> int:
        """Keep entries: the same one twice is kept once, and of one that was changed the last change.

        Returns
        -------
        int
            How many were new or newer.
        """
        with self._connection() as connection:
            return self._tables.insert_newest(connection, entries)

    def entries(
        self, *, workshop: str | None = None, kind: Kind | None = None, question: str | None = None
    ) -> Iterator[Entry]:
        """What is kept, in an order that tells nothing of who came first."""
        import sqlalchemy as sql

        table = self._tables.ENTRIES
        with self._connection() as connection:
            rows = connection.execute(
                sql.select(table).where(*self._where(workshop, kind, question)).order_by(table.c.workshop, table.c.id)
            ).all()
        return map(self._tables.entry_of, rows)

    def tally(
        self,
        kind: Kind,
        *,
        by: Sequence[Part] = ("question",),
        workshop: str | None = None,
        topic: str | None = None,
        question: str | None = None,
        possible: Sequence[str] = (),
        smallest: int = SMALLEST,
    ) -> tuple[Tally, ...]:
        """How many gave which answer, small numbers put together so that nobody can be made out.

        Parameters
        ----------
        by
            What is counted apart from each other; their values are the `key` of each tally. Two tallies, of which one
            is a part of the other, can be subtracted: show one of them, or let `toolkit.audit` publish both.
        possible
            Answers that could have been given, in their order, so that one that nobody gave is there too; none where
            any could.
        smallest
            Fewer people than this are not shown by themselves.
        """
        counted: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: dict.fromkeys(possible, 0))
        for row in self._counted(kind, by, workshop, topic, question):
            *key, answer, people = row
            counted[tuple("" if part is None else str(part) for part in key)][answer] = people
        if not counted and possible:
            counted[tuple("" for _ in by)]
        return tuple(
            publish(counts, smallest=smallest, key=key, listed=bool(possible))
            for key, counts in sorted(counted.items())
        )

    def count(
        self, kind: Kind, *, by: Sequence[Part] = (), workshop: str | None = None, topic: str | None = None
    ) -> Mapping[tuple[str, ...], int]:
        """How many entries there are of a kind: how many joined, how many are at each step of a topic's lesson."""
        counted: dict[tuple[str, ...], int] = defaultdict(int)
        for *key, _, people in self._counted(kind, by, workshop, topic, None):
            counted[tuple("" if part is None else str(part) for part in key)] += people
        return dict(counted)

    def export(self, form: Literal["jsonl", "csv"] = "jsonl", *, workshop: str | None = None) -> str:
        """All that is kept, as a file: JSON, one entry a line, or CSV."""
        rows = [plain(entry) for entry in self.entries(workshop=workshop)]
        if form == "jsonl":
            return "".join(f"{json.dumps(row)}\n" for row in rows)
        written = io.StringIO()
        writer = csv.DictWriter(written, list(Entry.__dataclass_fields__), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return written.getvalue()

    def forget(self, *, workshop: str | None = None, kind: Kind | None = None, question: str | None = None) -> int:
        """Delete entries for good: of one question, of one workshop with all that it was about, or everything.

        Returns
        -------
        int
            How many entries there were.
        """
        import sqlalchemy as sql

        table, about = self._tables.ENTRIES, self._tables.WORKSHOPS
        with self._connection() as connection:
            gone = connection.execute(sql.delete(table).where(*self._where(workshop, kind, question))).rowcount
            if kind is None and question is None:
                connection.execute(sql.delete(about).where(*([about.c.workshop == workshop] if workshop else [])))
        self._empty_journal()
        return int(gone)

    def remove(self, workshop: str, ids: Sequence[str]) -> int:
        """Delete single entries of a workshop for good, by their ids; how many there were."""
        import sqlalchemy as sql

        table, gone = self._tables.ENTRIES, 0
        with self._connection() as connection:
            for first in range(0, len(ids), 500):  # a statement takes only so many values
                some = list(ids[first : first + 500])
                found = sql.delete(table).where(table.c.workshop == workshop, table.c.id.in_(some))
                gone += int(connection.execute(found).rowcount)
        self._empty_journal()
        return gone

    def keep(self, workshop: str, state: str | None) -> None:
        """Write down what a session is about (its lesson, polls, step), so that it goes on after the server stopped.

        None takes it out again, once the session is over; its entries stay.
        """
        with self._connection() as connection:
            self._tables.keep_state(connection, workshop, state)

    def states(self) -> Mapping[str, str]:
        """What each session that was kept is about."""
        import sqlalchemy as sql

        with self._connection() as connection:
            return {row.workshop: row.state for row in connection.execute(sql.select(self._tables.WORKSHOPS))}

    def _empty_journal(self) -> None:
        """Bring what SQLite wrote ahead into its file: what was deleted must not be read in the journal beside it."""
        if self._lock is not None and self.outlives:
            with self._lock, self._engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(
                    "PRAGMA wal_checkpoint(TRUNCATE)"
                )

    def close(self) -> None:
        """Let go of all lines to the store."""
        self._engine.dispose()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        from sqlalchemy.exc import DBAPIError

        try:
            with self._lock or nullcontext(), self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise NotKept(type(error.orig).__name__) from None

    def _counted(
        self, kind: Kind, by: Sequence[Part], workshop: str | None, topic: str | None, question: str | None
    ) -> Sequence[Any]:
        import sqlalchemy as sql

        table = self._tables.ENTRIES
        where = [*self._where(workshop, kind, question), *([table.c.topic == topic] if topic is not None else [])]
        keys = [table.c[part] for part in by]
        counting = sql.select(*keys, table.c.answer, sql.func.count()).where(*where).group_by(*keys, table.c.answer)
        with self._connection() as connection:
            return connection.execute(counting).all()

    def _where(self, workshop: str | None, kind: str | None, question: str | None) -> list[Any]:
        table = self._tables.ENTRIES
        asked = {"workshop": workshop, "kind": kind, "question": question}
        return [table.c[name] == value for name, value in asked.items() if value is not None]
