"""Put a document into a file whose ending says which kind it is."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from toolkit.documents.document import Bilingual, Document
from toolkit.documents.html import write_html, write_html_columns
from toolkit.documents.markdown import write_markdown
from toolkit.documents.pdf import write_pdf, write_pdf_columns
from toolkit.documents.word.docx import write_docx, write_docx_columns
from toolkit.documents.xlsx import write_xlsx
from toolkit.errors import SetupError, UnknownSuffix, translatable

WRITERS: dict[str, Callable[[Document], str | bytes]] = {
    ".docx": write_docx,
    ".pdf": write_pdf,
    ".html": write_html,
    ".md": write_markdown,
    ".xlsx": write_xlsx,
}


PAIR_WRITERS: dict[str, Callable[[Bilingual], str | bytes]] = {
    ".docx": write_docx_columns,
    ".pdf": write_pdf_columns,
    ".html": write_html_columns,
    ".md": lambda pair: f"{write_markdown(pair.first)}\n---\n\n{write_markdown(pair.second)}",
}


def write(document: Document | Bilingual, path: str | Path) -> Path:
    """Write a document; an older file of that name is replaced only once the new one is complete.

    Parameters
    ----------
    document
        What to write; two languages side by side in two columns (in Markdown one after the other).
    path
        Where; the ending (.docx, .pdf, .html, .md, .xlsx) chooses the kind of file.

    Returns
    -------
    Path
        Where it lies now.

    Raises
    ------
    UnknownSuffix
        If the ending is none of these.
    SetupError
        If the folder does not take the file.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if isinstance(document, Bilingual):
        if suffix not in PAIR_WRITERS:
            raise UnknownSuffix(path.name, list(PAIR_WRITERS))
        content = PAIR_WRITERS[suffix](document)
    else:
        if suffix not in WRITERS:
            raise UnknownSuffix(path.name, list(WRITERS))
        content = WRITERS[suffix](document)
    return write_bytes(content.encode("utf-8") if isinstance(content, str) else content, path)


def write_bytes(data: bytes, path: str | Path) -> Path:
    """Put bytes into a file; an older one of that name is replaced only once the new one is complete.

    Raises
    ------
    SetupError
        If the folder does not take the file.
    """
    path = Path(path)
    # Beside the target, because only within one folder is the replacement a single step.
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise SetupError(
            translatable(
                "“{path}” could not be written ({reason}). Check that the folder exists and that the file is not open "
                "in another programme, then try again."
            ),
            path=str(path),
            reason=error.strerror or type(error).__name__,
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return path
