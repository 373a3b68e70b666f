"""The folders are found beside the package or inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit
from toolkit.errors import SetupError
from toolkit.registers.locate import folder


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of our own making."""
    package = tmp_path / "toolkit"
    package.mkdir()
    monkeypatch.setattr(toolkit, "__file__", str(package / "__init__.py"))
    return package


def test_this_installation_has_its_datasets() -> None:
    assert (folder("datasets") / "law" / "provisions" / "africa.yml").is_file()


def test_a_checkout_has_its_folders_beside_the_package(package: Path) -> None:
    (package.parent / "pyproject.toml").touch()
    (package.parent / "templates").mkdir()
    assert folder("templates") == package.parent / "templates"


def test_an_installed_wheel_carries_its_folders(package: Path) -> None:
    (package / "_carried" / "notebooks").mkdir(parents=True)
    assert folder("notebooks") == package / "_carried" / "notebooks"


def test_a_stray_folder_beside_an_installed_package_is_not_taken(package: Path) -> None:
    (package.parent / "datasets").mkdir()
    (package / "_carried" / "datasets").mkdir(parents=True)
    assert folder("datasets") == package / "_carried" / "datasets"


def test_a_broken_installation_says_what_to_do(package: Path) -> None:
    with pytest.raises(SetupError, match="“datasets” is missing.*Install the toolkit again"):
        folder("datasets")
