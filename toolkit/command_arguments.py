"""What several commands read from their line: languages, pairs, whole numbers."""

from __future__ import annotations

import argparse


def add_language(command: argparse.ArgumentParser, *, below: bool = False) -> None:
    """In which language the command speaks and writes.

    Parameters
    ----------
    below
        Whether a command above has the option too: a language said there holds unless another is said here.
    """
    default = argparse.SUPPRESS if below else "en"
    command.add_argument("--language", default=default, help="en, ar, fr, es or pt, perhaps with a place: ar-MA")


def read_pair(text: str) -> tuple[str, str]:
    """A name and a value from the command line."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    return name, value


def read_count(text: str) -> int:
    """A whole number from the command line, one at least."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)
