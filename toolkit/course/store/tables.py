"""The two tables of a store, in SQLite or PostgreSQL. The one module of the room that imports SQLAlchemy."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from toolkit.course.store.entry import LONGEST, Entry
from toolkit.errors import SetupError, translatable

CANNOT_OPEN = translatable(
    "The store {url} cannot be opened: {reason}. Check the address: sqlite:///workshops.sqlite for a file, "
    "postgresql://name@host/database for a server."
)
_SECONDS_FOR_A_LOCK = 60
_LOCK_OF_THE_TABLES = 7_391_645_002
_text = sql.String(LONGEST)
_schema = sql.MetaData()

ENTRIES = sql.Table(
    "entries",
    _schema,
    sql.Column("workshop", _text, primary_key=True),
    sql.Column("id", _text, primary_key=True),
    sql.Column("at", sql.String(32), nullable=False),
    sql.Column("kind", sql.String(16), nullable=False),
    sql.Column("topic", _text, nullable=False),
    sql.Column("question", _text, nullable=False),
    sql.Column("answer", _text, nullable=False),
    sql.Column("step", sql.Integer),
    sql.Column("change", sql.Integer, nullable=False),
    sql.Index("entries_by_question", "kind", "workshop", "question"),
)
WORKSHOPS = sql.Table(
    "workshops",
    _schema,
    sql.Column("workshop", _text, primary_key=True),
    sql.Column("state", sql.Text, nullable=False),
)


def connect(url: str | None) -> Engine:
    """A store that answers, its tables made if they are not there yet.

    Raises
    ------
    SetupError
        It cannot be opened. The password is not told.
    """
    if url is None:
        engine = sql.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        _schema.create_all(engine)
        return engine
    address = None
    try:
        address = _address(url)
        engine = sql.create_engine(address, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            sql.event.listen(engine, "connect", _prepare_sqlite)
        elif engine.dialect.name != "postgresql":
            raise NoSuchModuleError(engine.dialect.name)
        _create(engine)
    except (ArgumentError, NoSuchModuleError, DBAPIError, ImportError, OSError) as error:
        shown = address.render_as_string(hide_password=True) if address is not None else "—"
        raise SetupError(CANNOT_OPEN, url=shown, reason=type(error).__name__) from None
    return engine


def insert_newest(connection: Connection, entries: Sequence[Entry]) -> int:
    """Insert what is new, replace what has been changed since, leave all else; how many made a difference."""
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
    made = 0
    for entry in entries:
        new = dialect.insert(ENTRIES).values(**row_of(entry))
        changing = {name: new.excluded[name] for name in ("at", "topic", "question", "answer", "step", "change")}
        newest = new.on_conflict_do_update(
            index_elements=[ENTRIES.c.workshop, ENTRIES.c.id],
            set_=changing,
            # A phone changes its own answer, never makes another thing of it.
            where=sql.and_(new.excluded.change > ENTRIES.c.change, new.excluded.kind == ENTRIES.c.kind),
        )
        made += connection.execute(newest).rowcount
    return made


def keep_state(connection: Connection, workshop: str, state: str | None) -> None:
    """Write what a session is about, in place of what was written before; None writes nothing in its place."""
    if state is None:
        connection.execute(sql.delete(WORKSHOPS).where(WORKSHOPS.c.workshop == workshop))
        return
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
    new = dialect.insert(WORKSHOPS).values(workshop=workshop, state=state)
    connection.execute(
        new.on_conflict_do_update(index_elements=[WORKSHOPS.c.workshop], set_={"state": new.excluded.state})
    )


def row_of(entry: Entry) -> dict[str, Any]:
    """An entry as a row: times as text, so that both databases give back what was put in."""
    kept = entry.rounded()
    return {**vars(kept), "at": kept.at.isoformat()}


def entry_of(row: Any) -> Entry:
    """A row as an entry."""
    values = dict(row._mapping)
    return Entry(**{**values, "at": datetime.fromisoformat(values["at"]).astimezone(UTC)})


def _address(url: str) -> URL:
    address = make_url(url)
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+pg8000")
    return address


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let several processes write: readers are not kept waiting, writers wait for each other."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_SECONDS_FOR_A_LOCK * 1000}")
    _keep_a_journal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is not to be read in the rest of the file
    cursor.close()


def _keep_a_journal(cursor: Any) -> None:
    """Write ahead, by a file's own mark; SQLite does not wait where another process is setting that mark."""
    until = monotonic() + _SECONDS_FOR_A_LOCK
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.01)
        else:
            return


def _create(engine: Engine) -> None:
    """Make what is not there yet, though other processes are making it at the same moment."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # There, "if not exists" of two sessions at once still fails: one after the other, then.
            connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_LOCK_OF_THE_TABLES)))
        for table in _schema.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in sorted(table.indexes, key=lambda one: str(one.name)):
                connection.execute(CreateIndex(index, if_not_exists=True))
