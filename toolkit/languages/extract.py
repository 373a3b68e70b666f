"""Collect what translators must translate: marked sentences in the package and the prose of the notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from toolkit.languages.catalogue import FOLDER, KNOWN, PLURAL_FORMS, SOURCE, path_of

_KEYWORDS: dict[str, Any] = {"translatable": None, "translatable_plural": (1, 2)}
_FENCE = re.compile(r"^(```|~~~)")
TEMPLATE = "toolkit.pot"
SAID_OF_ITSELF = ("summary", "leave_with")  # the sentences in a notebook's `metadata["toolkit"]`
NAMES = {"ar": "Arabic", "fr": "French", "es": "Spanish", "pt": "Portuguese"}

Message = str | tuple[str, str]


def blocks_of(markdown: str) -> list[str]:
    """A markdown cell cut into the pieces that are translated one by one: paragraphs, headings, lists, tables.

    >>> blocks_of("# Title\\n\\nOne line\\nand more.\\n\\n- a\\n- b\\n")
    ['# Title', 'One line\\nand more.', '- a\\n- b']
    """
    blocks: list[list[str]] = [[]]
    fenced = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        if not line.strip() and not fenced:
            blocks.append([])
        else:
            blocks[-1].append(line.rstrip())
    return ["\n".join(block) for block in blocks if block]


def is_prose(block: str) -> bool:
    """Whether a block holds words at all (not a rule, a picture path or an HTML tag alone)."""
    return re.search(r"[^\W\d_]", re.sub(r"<[^>]*>", "", block)) is not None


def texts_of_notebook(notebook: dict[str, Any]) -> Iterator[str]:
    """The blocks of prose of a notebook, and what it says about itself on the start page."""
    about = notebook.get("metadata", {}).get("toolkit", {})
    yield from (str(about[name]) for name in SAID_OF_ITSELF if about.get(name))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            yield from filter(is_prose, blocks_of("".join(cell["source"])))


def notebooks_in(folder: Path) -> list[Path]:
    """The notebooks of a folder, in order."""
    return sorted(path for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def extract_messages(package: Path, notebooks: Path) -> Catalog:
    """Everything that is to be translated, with the places where it stands."""
    header = "# Made by: toolkit notebooks --extract"
    catalog = Catalog(project="digital-rights-toolkit", charset="utf-8", header_comment=header, fuzzy=False)
    for path in sorted(package.rglob("*.py")):
        for _, message, comments, _ in extract_from_file("python", path, keywords=_KEYWORDS):
            place = path.relative_to(package.parent).as_posix()
            catalog.add(message, locations=[(place, None)], auto_comments=comments)  # type: ignore[list-item]
    for path in notebooks_in(notebooks):
        for text in texts_of_notebook(json.loads(path.read_text(encoding="utf-8"))):
            place = path.relative_to(notebooks.parent).as_posix()
            catalog.add(text, locations=[(place, None)])  # type: ignore[list-item]
    return catalog


def update_catalogues(package: Path, notebooks: Path, languages: Iterable[str] = KNOWN) -> list[Path]:
    """Write the template anew and bring every language's catalogue up to it; translations are kept, none is guessed."""
    template = extract_messages(package, notebooks)
    written = [FOLDER / TEMPLATE]
    with written[0].open("wb") as file:
        write_po(file, template, width=120, omit_header=False, sort_output=False)
    for code in languages:
        if code == SOURCE:
            continue
        path = path_of(code)
        review = "unreviewed"
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file, locale=code)
            match = re.search(r'^"X-Review: (\w+)', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            review = match[1] if match else review
        else:
            catalog = Catalog(locale=code, project="digital-rights-toolkit", charset="utf-8")
        catalog.header_comment = f"# {NAMES[code]} words of the toolkit. Translators edit the msgstr lines."
        catalog.fuzzy = False
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=120, ignore_obsolete=True)
        _mend_header(path, code, review)
        written.append(path)
    _drop_dates(written[0])
    return written


def _mend_header(path: Path, code: str, review: str) -> None:
    """Our plural rule instead of Babel's, who has read the language, and no dates that change with every run."""
    text = path.read_text(encoding="utf-8")
    ours = f'"Plural-Forms: {PLURAL_FORMS[code]};\\n"'
    text = re.sub(r'^"Plural-Forms:(?:.|\n)*?\\n"$', lambda _: ours, text, count=1, flags=re.MULTILINE)
    if '"X-Review:' not in text:
        text = text.replace('"MIME-Version:', f'"X-Review: {review}\\n"\n"MIME-Version:', 1)
    path.write_text(text, encoding="utf-8")
    _drop_dates(path)


def _drop_dates(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    unwanted = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Report-Msgid",
        "Generated",
    )
    path.write_text("".join(line for line in lines if not line[1:].startswith(unwanted)), encoding="utf-8")
