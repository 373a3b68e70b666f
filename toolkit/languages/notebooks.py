"""Write each notebook in each language, for participants and for facilitators.

The English notebook is the source. Its prose is translated block by block from the catalogue, its `parameters` cell
says the language, and its metadata tells the page which language and direction it has.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.languages.catalogue import KNOWN, is_reviewed
from toolkit.languages.extract import SAID_OF_ITSELF, blocks_of, is_prose, notebooks_in
from toolkit.languages.language import Language

FACILITATOR = "facilitator"


def write_notebooks(source: Path, target: Path, languages: Iterable[str] = KNOWN) -> list[Path]:
    """Write all notebooks of `source` into ``target/<language>/``; what else stood there before is taken away.

    Lessons may be running from that folder, perhaps in another window: no file is ever half written and no folder
    vanishes that still holds a notebook, since a kernel cannot start where its folder is gone.
    """
    written = []
    for code in languages:
        place = target / code
        for path in notebooks_in(source):
            notebook = json.loads(path.read_text(encoding="utf-8"))
            inside = path.relative_to(source)
            for variant in (False, True):
                name = inside.with_suffix(f".{FACILITATOR}.ipynb") if variant else inside
                translated = translate_notebook(notebook, code, facilitator=variant)
                _replace(place / name, json.dumps(translated, ensure_ascii=False, indent=1) + "\n")
                written.append(place / name)
        _clear(place, keep=set(written))
    return written


def _replace(file: Path, text: str) -> None:
    """Put `text` into a file in one go: a reader finds the old or the new text, nothing between."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def _clear(place: Path, keep: set[Path]) -> None:
    """Take away what no notebook of today stands for, and the folders that are empty then."""
    for path in sorted(place.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            with contextlib.suppress(OSError):
                path.rmdir()
        elif path.suffix == ".ipynb" and path not in keep and not path.name.startswith("."):
            path.unlink(missing_ok=True)


def translate_notebook(notebook: dict[str, Any], code: str, facilitator: bool = False) -> dict[str, Any]:
    """The notebook in another language; participants do not get the facilitator's cells."""
    language = Language(code)
    result = copy.deepcopy(notebook)
    result["cells"] = [cell for cell in result["cells"] if facilitator or FACILITATOR not in _tags(cell)]
    for cell in result["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = translate_markdown("".join(cell["source"]), language)
        elif "parameters" in _tags(cell):
            cell["source"] = f'language = "{code}"'
    metadata = result["metadata"]
    metadata["language"] = code
    if "toolkit" in metadata:
        about = metadata["toolkit"]
        about.update({name: language.say(about[name]) for name in SAID_OF_ITSELF if about.get(name)})
        about["reviewed"] = is_reviewed(code)
        if facilitator:
            # Found on the page for those who teach, not among the lessons on the start page.
            metadata["toolkit"] = {**about, "facilitator": True}
    return result


def translate_markdown(markdown: str, language: Language) -> str:
    """The prose of a cell in a language; right-to-left text is wrapped so that JupyterLab shows it so too."""
    blocks = [language.say(block) if is_prose(block) else block for block in blocks_of(markdown)]
    text = "\n\n".join(blocks)
    if language.direction == "rtl" and text:
        return f'<div dir="rtl" lang="{language.code}">\n\n{text}\n\n</div>'
    return text


def _tags(cell: dict[str, Any]) -> list[str]:
    return list(cell.get("metadata", {}).get("tags", []))
