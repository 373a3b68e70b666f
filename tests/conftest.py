"""What all tests share: a browser, how many examples are tried, which tests are slow, and which are run together."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings

# No time limit for an example: a timing never decides a test. Where others wait for the result, examples do not change
# from run to run; on a developer's computer they do, and find what nobody thought of.
CI = bool(os.environ.get("CI"))
settings.register_profile("house", deadline=None, derandomize=CI, max_examples=40 if CI else 100)
settings.load_profile("house")


def pytest_collection() -> None:
    """Nothing of what is collected is ever garbage: do not look for it again and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # statsmodels collects garbage in every correction for many tests: 0.2 s each among all that we hold
    gc.enable()


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium, if this computer has it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on the PATH: pages were not opened in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    quiet = ["background-networking", "component-update", "sync"]
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{each}" for each in quiet)],
        )
        yield opened
        opened.close()
