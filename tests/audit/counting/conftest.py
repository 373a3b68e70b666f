"""Tests with Spark need Java and half a gigabyte: `.ci/run` has a step of its own for them, and nothing else does."""

from __future__ import annotations

import os

collect_ignore = [] if os.environ.get("SPARK") else ["test_spark.py"]
