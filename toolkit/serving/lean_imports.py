"""What the libraries of a server would load on the way, and what it does without."""

from __future__ import annotations

import sys
from importlib import import_module

_GRAMMAR = "rfc3987_syntax"


def import_jsonschema() -> None:
    """Import jsonschema without its grammar of addresses in all scripts, once, before anything else imports it.

    jupyter_server and nbformat bring jsonschema, and jsonschema builds this grammar when it is imported: as long as
    all else that a server loads, in each process anew. It serves the formats ``iri`` and ``iri-reference`` alone, which
    no schema that a server reads asks for, and jsonschema goes without where it is not installed. So it is out of reach
    for the moment of that import, and within reach again after it. Other processes than those of a server and of its
    lessons never come here.
    """
    out_of_reach = _GRAMMAR not in sys.modules
    if out_of_reach:
        sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # so Python is told that there is no such module
    try:
        import_module("jsonschema")
    finally:
        if out_of_reach:
            del sys.modules[_GRAMMAR]
