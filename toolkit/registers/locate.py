"""Find the folders that stand beside the package, or that a wheel carries inside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import toolkit
from toolkit.errors import SetupError, translatable


def folder(name: Literal["notebooks", "datasets", "templates"]) -> Path:
    """Where the toolkit's own records, lessons or templates lie on this computer.

    Parameters
    ----------
    name
        Which of the three folders.

    Returns
    -------
    Path
        The folder beside the package in a checkout, else the copy inside the installed package.

    Raises
    ------
    SetupError
        If neither is there, which means that the installation is not whole.
    """
    package = Path(toolkit.__file__).parent
    checkout = package.parent
    # A stray folder called "datasets" beside an installed package is not ours: only a checkout has pyproject.toml.
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    carried = package / "_carried" / name
    if carried.is_dir():
        return carried
    raise SetupError(
        translatable("The folder “{name}” is missing from this installation. Install the toolkit again."),
        name=name,
    )
