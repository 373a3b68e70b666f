"""Find the words of a language: gettext catalogues, read from the ``.po`` files that translators edit."""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "catalogues"
SOURCE = "en"  # the language of the sentences in the code and the notebooks
COMPLETE = ("en", "ar")  # a missing or stale translation in one of these fails the tests
KNOWN = ("en", "ar", "fr", "es", "pt")

# Babel's own Arabic plural expression sends 100 to 102 to the wrong form; this is the usual gettext header.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
    "fr": "nplurals=2; plural=(n > 1)",
    "es": "nplurals=2; plural=(n != 1)",
    "pt": "nplurals=2; plural=(n > 1)",
}


def path_of(code: str) -> Path:
    """Where the catalogue of a language lies."""
    return FOLDER / f"{code}.po"


def read_catalogue(code: str) -> Catalog:
    """The catalogue of a language as Babel reads it, with its plural header kept."""
    with path_of(code).open("rb") as file:
        # Without `locale` Babel drops the plural header and silently gives wrong Arabic forms.
        return read_po(file, locale=code)


@cache
def translations(code: str) -> gettext.NullTranslations:
    """Ready-to-use translations of a language; for English, or a language without catalogue, the source itself."""
    if code == SOURCE or not path_of(code).exists():
        return gettext.NullTranslations()
    binary = io.BytesIO()
    write_mo(binary, read_catalogue(code))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


@cache
def is_reviewed(code: str) -> bool:
    """Whether a native reader has read this language's catalogue (English is where the sentences are written)."""
    if code == SOURCE:
        return True
    if not path_of(code).exists():
        return False
    return _header(code, "X-Review") == "reviewed"


def _header(code: str, name: str) -> str:
    """A header of our own in the ``.po`` file; Babel keeps the standard ones only."""
    for line in path_of(code).read_text(encoding="utf-8").splitlines():
        if line.startswith(f'"{name}:'):
            return line.strip('"').removesuffix("\\n").split(":", 1)[1].strip()
    return "unreviewed"
