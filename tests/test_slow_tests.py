"""What is left out by name is there: a test that was renamed would be run again, and nobody would notice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.slow_tests import HALF_A_SECOND, THOROUGH

HOME = Path(__file__).parents[1]


@pytest.mark.parametrize("name", sorted({*HALF_A_SECOND, *THOROUGH}))
def test_a_test_that_is_left_out_exists(name: str) -> None:
    path, _, function = name.partition("::")
    text = (HOME / path).read_text(encoding="utf-8")
    if function:
        assert re.search(rf"^def {function.partition('[')[0]}\(", text, re.MULTILINE)
