"""A lesson as one page that opens from a folder: its prose, what it shows, and its exercises, with one small script."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import mistune

from toolkit.app.offline.verbs import offline_verbs
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.languages.notebooks import translate_notebook
from toolkit.markup import Markup, joined, markup, read_markup
from toolkit.registers.locate import folder

MORE = translatable("More")
_STEPS = translatable("Steps of this lesson")
_SAVE = translatable("Save what I wrote")
_PRINT = translatable("Print this page")
_KEPT = translatable(
    "This page needs no network. What you write stays on it until you close it: save it as a text file before. Write "
    "no names of members or citizens."
)
_NO_SCRIPT = translatable(
    "Scripts are switched off here: answers are not checked. The hints and solutions below each question open all the "
    "same."
)
_LESSONS = translatable("All lessons")
_WRITTEN = translatable("what I wrote")
_CURRENT = Markup(' aria-current="true"')
_WRAPPING = re.compile(r"</?div[^>]*>\n*")
_TO_NOTEBOOK = re.compile(r"\[([^\]]+)\]\([^)\s]+\.ipynb\)")
_markdown = mistune.create_markdown(escape=True, plugins=["table"])


@dataclass(frozen=True)
class Step:
    """A step of a lesson: its heading and what stands in it."""

    title: str
    content: Markup


@dataclass(frozen=True)
class OfflineLesson:
    """A lesson as its page tells it.

    Attributes
    ----------
    steps
        The first holds the title and what one will be able to do.
    """

    topic: int
    title: str
    summary: str
    minutes: int | None
    language: Language
    steps: tuple[Step, ...]


def offline_lesson(
    notebook: Path, language: Language, place: str | None = None, on: date | None = None
) -> OfflineLesson:
    """Read a lesson out of its notebook and do what its cells say, with forms of the page in place of live controls."""
    translated = translate_notebook(json.loads(notebook.read_text(encoding="utf-8")), language.code)
    about = translated["metadata"]["toolkit"]
    steps = tuple(_steps(translated["cells"], language, place, on))
    return OfflineLesson(
        about["topic"], _title_of(translated["cells"]), about.get("summary", ""), about.get("minutes"), language, steps
    )


def _steps(
    cells: Sequence[Mapping[str, Any]], language: Language, place: str | None, on: date | None
) -> Iterator[Step]:
    names: dict[str, Any] = {}
    verbs = offline_verbs(language, place, on)
    title, shown, folded = "", Markup(), Markup()
    for cell in cells:
        tags, source = cell["metadata"].get("tags", []), "".join(cell["source"])
        if "step" in tags:
            yield Step(title, shown + _fold(folded, language))
            title, shown, folded = _heading(source), Markup(), Markup()
        piece = _prose(source) if cell["cell_type"] == "markdown" else run_cell(source, names, verbs)
        if "more" in tags:
            folded += piece
        else:
            shown, folded = shown + _fold(folded, language) + piece, Markup()
    yield Step(title, shown + _fold(folded, language))


def run_cell(source: str, names: dict[str, Any], verbs: Mapping[str, Any]) -> Markup:
    """Do what a cell of a notebook of ours says; the piece of page that its last line gives, or nothing."""
    tree = ast.parse(source)
    for place, line in enumerate(tree.body):
        if isinstance(line, ast.ImportFrom) and line.module == "toolkit.app":
            names.update({one.asname or one.name: verbs[one.name] for one in line.names})
            tree.body[place] = ast.copy_location(ast.Pass(), line)
    last = tree.body[-1] if tree.body else None
    shows = isinstance(last, ast.Expr)
    exec(compile(ast.Module(tree.body[: -1 if shows else None], []), "lesson", "exec"), names)
    if not isinstance(last, ast.Expr):
        return Markup()
    found = eval(compile(ast.Expression(last.value), "lesson", "eval"), names)
    return found if isinstance(found, Markup) else Markup()


def _prose(source: str) -> Markup:
    # Arabic prose is wrapped for JupyterLab; this page has its own direction. No notebook can be reached from it.
    written = str(_markdown(_TO_NOTEBOOK.sub(r"\1", _WRAPPING.sub("", source))))
    wide = written.replace("<table>", '<div class="tk-table" tabindex="0"><table>')
    return Markup(wide.replace("</table>", "</table></div>"))  # noqa: S704 - mistune escapes what is no Markdown


def _fold(content: Markup, language: Language) -> Markup:
    if not content:
        return content
    return markup('<details class="tk-more"><summary>{}</summary>{}</details>', language.say(MORE), content)


def _heading(source: str) -> str:
    found = re.search(r"^#+\s+(.+?)\s*$", source, re.MULTILINE)
    return found[1] if found else ""


def _title_of(cells: Sequence[Mapping[str, Any]]) -> str:
    return _heading("".join(cells[0]["source"]))


def lesson_page(lesson: OfflineLesson, others: Mapping[str, str], index: str, saved_as: str) -> str:
    """The whole page of a lesson.

    Parameters
    ----------
    others
        Addresses of the same lesson in other languages, by their codes.
    index
        The address of the list of lessons.
    saved_as
        What the text file is called into which somebody saves what they wrote.
    """
    say = lesson.language.say
    named = [(place, step) for place, step in enumerate(lesson.steps) if step.title]
    links = joined(
        markup('<li><a href="#step-{}"><span class="tk-step-number">{}</span>{}</a></li>', place, number, step.title)
        for number, (place, step) in enumerate(named, 1)
    )
    contents = markup('<nav class="tk-lesson-steps" aria-label="{}"><ol>{}</ol></nav>', say(_STEPS), links)
    steps = joined(
        markup('<section class="tk-step" id="step-{}">{}{}</section>', place, step.content, "" if place else contents)
        for place, step in enumerate(lesson.steps)
    )
    saving = markup('class="tk-act tk-save" data-save="{}"', saved_as)
    acts = markup(
        '<div class="tk-sheet tk-acts"><div class="tk-row">'
        '<button type="button" {}>{}</button>'
        '<button type="button" class="tk-act" data-print>{}</button></div></div>',
        saving,
        say(_SAVE),
        say(_PRINT),
    )
    note = markup('<p class="tk-note">{}</p>', say(_KEPT))
    back = markup('<a class="tk-name" href="{}">{}</a>', index, say(_LESSONS))
    main = joined([note, _silent(lesson.language), steps, acts])
    return whole_page(lesson.title, lesson.language, back, others, main, script=_script())


def page_with_exercises(title: str, language: Language, content: str) -> str:
    """A page that stands alone: a title, and exercises that check themselves."""
    main = markup("<h1>{}</h1>{}{}", title, _silent(language), content)
    return whole_page(title, language, "", {}, main, script=_script())


def _silent(language: Language) -> Markup:
    return markup('<noscript><p class="tk-unreviewed">{}</p></noscript>', language.say(_NO_SCRIPT))


def saved_name(title: str, language: Language) -> str:
    """What the file with everything that was written is called, without the ending."""
    return f"{title} - {language.say(_WRITTEN)}"


def whole_page(
    title: str, language: Language, back: str, others: Mapping[str, str], main: str, *, script: str = ""
) -> str:
    """A page in our looks that asks nothing of any network: style and script stand in it, and nothing else may run."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = markup(
        "default-src 'none'; script-src '{}'; style-src 'unsafe-inline'; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'",
        f"sha256-{digest}" if script else "none",
    )
    switches = joined(
        markup(
            '<li><a href="{}" lang="{}"{}>{}</a></li>',
            address,
            code,
            _CURRENT if code == language.code else "",
            Language(code).own_name,
        )
        for code, address in others.items()
    )
    languages = markup('<nav class="tk-languages"><ul>{}</ul></nav>', switches) if len(others) > 1 else ""
    page = markup(
        '<!DOCTYPE html>\n<html lang="{}" dir="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<title>{title}</title>\n<style>\n{}</style>\n</head>\n"
        '<body class="tk-page">\n<header class="tk-header"><div class="tk-bar">{back}{languages}</div></header>\n'
        '<main class="tk-main" id="tk-offline">\n{main}\n</main>\n'
        "{}\n</body>\n</html>\n",
        language.tag,
        language.direction,
        _style(),
        markup("<script>{}</script>", script) if script else "",
        policy=policy,
        title=title,
        back=back,
        languages=languages,
        main=main,
    )
    return str(page)


@cache
def _style() -> Markup:
    sheets = (
        folder("templates") / "page" / "static" / "page.css",
        Path(__file__).parents[1] / "kit" / "sheet.css",
        Path(__file__).with_name("offline.css"),
    )
    return joined(map(read_markup, sheets), "\n")


@cache
def _script() -> Markup:
    return read_markup(Path(__file__).with_name("offline.js"))
