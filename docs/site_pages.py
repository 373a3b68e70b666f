"""What the documentation site needs beyond Sphinx: public names of a room, lessons as reading, links off the site."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import toolkit.app

HOME = Path(__file__).resolve().parents[1]
SECTIONS = {"function": "Functions", "class": "Classes", "data": "Tables and constants"}


# --- reference ---------------------------------------------------------------------------------------------------


class Room(SphinxDirective):
    """``{room} toolkit.audit``: the public names with their first sentence, then each in full.

    A constant has no docstring of its own; a line ``NAME: what it is`` inside the directive says it.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """The page's content, made of the docstrings."""
        name = self.arguments[0]
        module = importlib.import_module(name)
        said = dict(line.split(": ", 1) for line in self.content if line)
        kinds = {public: kind_of(getattr(module, public)) for public in module.__all__}
        wrong = set(said) ^ {public for public, kind in kinds.items() if kind == "data"}
        if wrong:
            raise self.error(f"Say of each constant of {name} alone what it is: {', '.join(sorted(wrong))}.")
        lines = ["```{eval-rst}", ".. list-table::", "   :widths: 30 70", "   :class: names", ""]
        for public in sorted(kinds, key=lambda public: list(SECTIONS).index(kinds[public])):
            sentence = said.get(public) or first_sentence(getattr(module, public))
            lines += [f"   * - :py:obj:`~{name}.{public}`", f"     - {sentence}"]
        for kind, title in SECTIONS.items():
            names = [public for public in kinds if kinds[public] == kind]
            lines += ["", f".. rubric:: {title}", ""] if names else []
            for public in names:
                if kind == "data":
                    lines += [f".. py:data:: {name}.{public}", "", f"   {said[public]}", ""]
                else:
                    lines += [f".. auto{kind}:: {name}.{public}", ""]
        return self.parse_text_to_nodes(StringList([*lines, "```"], source=str(module.__file__)))


def kind_of(value: Any) -> str:
    """By which of Sphinx's directives a public name is shown."""
    if inspect.isclass(value):
        return "class"
    return "function" if inspect.isfunction(inspect.unwrap(value)) else "data"


def first_sentence(value: Any) -> str:
    """What a name means: the first sentence of its docstring."""
    return re.split(r"(?<=[.?!])\s|\n\n", inspect.getdoc(value) or "", maxsplit=1)[0].replace("\n", " ")


# --- notebooks ---------------------------------------------------------------------------------------------------


def read_notebook(text: str) -> nbformat.NotebookNode:
    """A notebook as a page: one for JupyterLab is run; of a lesson the text is shown, and what it shows is named."""
    notebook = nbformat.reads(text, as_version=4)
    if notebook.metadata.get("toolkit", {}).get("lab"):
        return notebook
    notebook.metadata["mystnb"] = {"execution_mode": "off"}
    cells = []
    for cell in notebook.cells:
        shown = [cell] if cell.cell_type == "markdown" else [named(verb) for verb in verbs_of(cell.source)]
        cells += shown
    notebook.cells = cells
    return notebook


def verbs_of(code: str) -> list[str]:
    """Which verbs of `toolkit.app` a cell calls for what it shows."""
    calls = [line.value for line in ast.parse(code).body if isinstance(line, ast.Expr)]
    names = [call.func.id for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)]
    return [name for name in names if name in toolkit.app.__all__]


def named(verb: str) -> nbformat.NotebookNode:
    """What a verb shows, in the words of its docstring."""
    what = first_sentence(getattr(toolkit.app, verb))
    said = f"On the page: {what[0].lower()}{what[1:]}"
    return nbformat.v4.new_markdown_cell(f":::{{container}} on-the-page\n{said}\n:::")


# --- words and links ---------------------------------------------------------------------------------------------


def name_attributes(app: Sphinx, document: nodes.document) -> None:
    """What a value holds is called its attributes, as in the docstrings."""
    for name in document.findall(nodes.field_name):
        if name.astext() == "Variables":
            name.children = [nodes.Text("Attributes")]


def name_folders(app: Sphinx, document: nodes.document) -> None:
    """A link to a folder of the sources leads nowhere on the site: it is named. One to what is not there is a fault."""
    here = app.env.doc2path(app.env.docname).parent
    for link in list(document.findall(addnodes.pending_xref)):
        place = here / str(link.get("reftarget"))
        if link.get("reftype") == "myst" and not link.get("refdomain") and place.is_dir():
            link.replace_self(nodes.literal("", place.resolve().relative_to(HOME).as_posix() + "/"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Make all of this known to Sphinx."""
    app.add_directive("room", Room)
    app.connect("doctree-read", name_attributes)
    app.connect("doctree-read", name_folders)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
