"""The list of what the toolkit is made of: valid, whole, and the same as the lock file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def written() -> str:
    done = subprocess.run(
        [sys.executable, "components.py"], cwd=HOME, capture_output=True, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def listed(written: str) -> dict[str, Any]:
    return json.loads(written)


@pytest.mark.slow
def test_the_list_is_valid_as_its_standard_demands(written: str) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_it_lists_what_the_lock_file_locks(listed: dict[str, Any]) -> None:
    lock = (HOME / "uv.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r'^\[\[package\]\]\nname = "([^"]+)"\nversion = "([^"]+)"', lock, re.MULTILINE))
    assert len(locked) > 150
    ours = listed["metadata"]["component"]
    assert {(one["name"], one["version"]) for one in [ours, *listed["components"]]} == locked
    fingerprints = {file["value"] for one in listed["components"] for file in one["properties"]}
    assert fingerprints == set(re.findall(r'hash = "(sha256:[0-9a-f]{64})"', lock))


def test_what_is_needed_to_run_is_told_from_what_tests_need(listed: dict[str, Any]) -> None:
    scope = {one["name"]: one["scope"] for one in listed["components"]}
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    for needed in project["project"]["dependencies"]:
        assert scope[re.match(r"[\w-]+", needed)[0]] == "required"
    assert scope["tornado"] == scope["jupyter-server"] == "required"
    assert scope["pytest"] == scope["hypothesis"] == scope["pyspark"] == "optional"


def test_every_part_that_is_named_is_in_the_list(listed: dict[str, Any]) -> None:
    names = {one["bom-ref"] for one in listed["components"]} | {listed["metadata"]["component"]["bom-ref"]}
    assert {one["ref"] for one in listed["dependencies"]} == names
    needs = {one["ref"]: set(one["dependsOn"]) for one in listed["dependencies"]}
    assert set().union(*needs.values()) <= names
    voila = next(ref for ref in names if ref.startswith("pkg:pypi/voila@"))
    assert any(ref.startswith("pkg:pypi/nbclient@") for ref in needs[voila])


def test_fonts_and_what_was_built_into_scripts_are_parts_of_their_packages(listed: dict[str, Any]) -> None:
    inside = {one["name"]: one.get("components", []) for one in listed["components"]}
    assert [one["name"] for one in inside["fontpkg-noto-sans"]] == ["Noto Sans"]
    assert [one["licenses"][0]["license"]["id"] for one in inside["fontpkg-noto-sans-arabic"]] == ["OFL-1.1"]
    built_in = {(one["name"], one["purl"].split("@")[-1]) for one in inside["voila"]}
    assert {"react", "@lumino/widgets", "@jupyterlab/rendermime"} <= {name for name, _ in built_in}
    assert any(name == "@jupyter-widgets/base" for name, _ in built_in)
    licences = [one.get("licenses") for one in listed["components"] if one["scope"] == "required"]
    assert sum(bool(each) for each in licences) > 0.8 * len(licences)


def test_the_same_lock_file_gives_the_same_list(written: str) -> None:
    again = subprocess.run(
        [sys.executable, "components.py"], cwd=HOME, capture_output=True, encoding="utf-8", timeout=600
    )
    assert again.stdout == written
