"""One audit, two clauses, and the page's side of a sheet: everything here works without a browser and a kernel."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from toolkit.app.kit import papers
from toolkit.app.kit.sheet import Sheet
from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.bargaining.clauses import library as clauses
from toolkit.course import NumberExercise, times_as_often
from toolkit.languages import language, strip
from toolkit.registers.locate import folder

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' & <b>"
TAGS = {
    "div",
    "p",
    "span",
    "small",
    "strong",
    "details",
    "summary",
    "ul",
    "li",
    "bdi",
    "figure",
    "figcaption",
    "del",
    "ins",
}
TAGS |= {"ol", "h3", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "g", "circle", "path", "text"}
PAPER_TAGS = {"html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "h4", "p", "span"}
PAPER_TAGS |= {"div", "dl", "dt", "dd", "ol", "ul", "li", "bdi", "strong", "br", "del", "ins"}
PAPER_TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}  # annexes, objections with replies


@pytest.fixture(scope="session")
def grants() -> AuditResult:
    return audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """A paper that says the same is made once, however many tests look at the page around it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("write_docx", "write_pdf"):
            patch.setattr(papers, name, lru_cache(maxsize=200)(getattr(papers, name)))
        yield


@pytest.fixture(autouse=True)
def _no_loop_of_others() -> Iterator[None]:
    """No event loop runs here: a browser that tests before have opened leaves its own one running in this thread."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def exercise(grants: AuditResult) -> NumberExercise:
    return times_as_often(grants, "origin", "outside Europe", "Netherlands")


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


class Page:
    """A reader's page without a browser: it keeps entries, says what the script would say, and hears the answers.

    It is held to the conversations in `kit/wire`, as the script is (`kit/test_wire.py`).
    """

    PART = 500_000  # bytes of a file in one message

    def __init__(self, sheet: Sheet, *, served: bool = True) -> None:
        self.values: dict[str, Any] = {}
        self.pressed: str | None = None  # to be pressed again after a reload
        self.pending: str | None = None  # pressed, and not answered
        self._signs = count(1)
        self._open(sheet, served=served)

    def _open(self, sheet: Sheet, *, served: bool = True) -> None:
        self.sheet = sheet
        self.heard: list[dict[str, Any]] = []
        self.seen = 0 if served else None
        self.presses: dict[str, str] = {}  # without an answer yet: their numbers by the name of their button
        sheet.send = self._hear

    def _hear(self, content: dict[str, Any], buffers: Iterable[Any] = ()) -> None:
        message = json.loads(json.dumps(content, ensure_ascii=False).encode("utf-8"))
        self.heard.append(message)
        if message["event"] == "fill" and message["n"] > (self.seen or 0):
            self.seen = message["n"]
            self.pending = None
            self.values |= message["values"]
        if message["event"] == "done":
            self.presses.pop(message["name"], None)
            self.pending = None if self.pending == message["name"] else self.pending

    def _say(self, content: dict[str, Any]) -> None:
        seen = {} if self.seen is None else {"seen": self.seen}
        self.sheet.take({**content, **seen, "values": dict(self.values)})

    def enter(self, **values: Any) -> None:
        if all(name in self.values and self.values[name] == value for name, value in values.items()) and values:
            return
        self.values |= values
        self.pressed = None
        self._say({"event": "values"})

    def push(self, name: str) -> None:
        """Press a button, whatever comes of it."""
        self.pressed = name if self.specs.get(name, {}).get("again") else self.pressed
        self.pending = name
        self._say_press(name)

    def _say_press(self, name: str) -> None:
        self._say({"event": "press", "name": name, "n": self.presses.setdefault(name, f"press-{next(self._signs)}")})

    def press(self, name: str, /, **values: Any) -> str:
        """Press a button and return what the page is told of its failure."""
        self.values |= values
        self.heard.clear()
        self.push(name)
        (done,) = self.told("done")
        assert self.heard[-1] == done  # the page waits for it: nothing may come after
        assert done["name"] == name
        return str(done["error"])

    def choose(self, name: str, file: str, content: bytes) -> None:
        """Choose a file: it goes part by part, as long as each is taken."""
        if len(content) > self.specs[name]["largest"]:
            self.remove(name)
            return
        part = {"event": "file", "name": name, "id": f"file-{next(self._signs)}", "file": file, "size": len(content)}
        for at in range(0, max(len(content), 1), self.PART):
            self.sheet.take({**part, "at": at}, [memoryview(content[at : at + self.PART])])
            if self.heard[-1]["event"] != "part":
                return

    def remove(self, name: str) -> None:
        self.sheet.take({"event": "file", "name": name, "gone": True})

    def load_anew(self, sheet: Sheet) -> None:
        """The page is loaded anew and meets another process, which knows nothing."""
        self._open(sheet)
        unanswered = list(dict.fromkeys(name for name in (self.pressed, self.pending) if name))
        for name in unanswered:
            self._say_press(name)
        if self.values and not unanswered:
            self._say({"event": "values"})

    def line_is_back(self) -> None:
        """What may have gone into the line that broke is said again."""
        self._say({"event": "values"})
        for name in list(self.presses):
            self._say_press(name)

    def probe(self) -> None:
        self.sheet.take({"event": "here", "n": f"here-{next(self._signs)}"})

    def told(self, event: str) -> list[dict[str, Any]]:
        return [message for message in self.heard if message["event"] == event]

    @property
    def specs(self) -> dict[str, dict[str, Any]]:
        return {spec["name"]: spec for spec in self.sheet.specs}

    @property
    def errors(self) -> dict[str, str]:
        return {name: spec["error"] for name, spec in self.specs.items() if spec.get("error")}

    def text(self, name: str) -> str:
        """The words of a piece as somebody reads them."""
        return read(self.specs[name]["content"])

    def pieces(self) -> list[str]:
        return [spec["content"] for spec in self.specs.values() if spec["kind"] == "piece"]


@pytest.fixture(scope="session")
def open_page() -> Callable[[Sheet], Page]:
    return Page


def parse(markup: str) -> Any:
    return lxml.html.fragment_fromstring(markup, create_parent="div")


def read(markup: str) -> str:
    return strip(parse(markup).text_content())


@pytest.fixture(scope="session", name="parse")
def _parse() -> Callable[[str], Any]:
    return parse


def assert_tame(markup: str, paper: bool = False) -> None:
    """No element and no attribute beyond our own: nothing runs, nothing is fetched."""
    tree = lxml.html.document_fromstring(markup) if paper else parse(markup)
    for element in tree.iter():
        assert element.tag in (PAPER_TAGS if paper else TAGS), element.tag
        assert not [name for name in element.attrib if name.startswith("on") or name in ("href", "src")]


@pytest.fixture(scope="session", name="assert_tame")
def _assert_tame() -> Callable[..., None]:
    return assert_tame


class _Marked:
    """A catalogue that has every sentence, so that one which never went through it stands out."""

    def gettext(self, sentence: str) -> str:
        return f"«{sentence}»"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"«{one if n == 1 else many}»"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[dict[str, Any]]], None]:
    """A check that everything on a sheet in Arabic went through the catalogue or comes from a record in Arabic."""
    monkeypatch.setattr(language, "translations", lambda code: _Marked())

    def check(specs: Iterable[dict[str, Any]]) -> None:
        words = [word for spec in specs for word in _words_on(spec)]
        assert words
        assert [word for word in words if not re.search("[«»\u0600-\u06ff]", word)] == []

    return check


def _words_on(spec: dict[str, Any]) -> list[str]:
    """What a reader sees or hears of an item; numbers alone are of no language."""
    words = [
        spec.get(key) for key in ("label", "help", "error", "unit", "prompt", "title", "note", "done", "too_large")
    ]
    words += [word for key in ("options", "steps") for _, word in spec.get(key, ())]
    words += [file["label"] for file in spec.get("files", ())]
    for element in parse(spec.get("content", "")).iter():
        words += [element.text, element.tail, element.get("aria-label"), element.get("data-label")]
    return [word for word in words if word and re.search(r"[^\W\d_]", word)]


@pytest.fixture
def two_clauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A library of two clauses: ours on bias, and a small one that is written in French too."""
    place = tmp_path / "clauses" / "decisions"
    shutil.copytree(folder("templates") / "clauses" / "decisions" / "bias", place / "bias")
    (place / "notice").mkdir()
    (place / "notice" / "clause.yml").write_text(NOTICE, encoding="utf-8")
    for code, title in (
        ("en", "Notice of new systems"),
        ("ar", "إشعار بالأنظمة الجديدة"),
        ("fr", "Annonce des systèmes"),
    ):
        (place / "notice" / f"{code}.md").write_text(NOTICE_TEXT.format(code=code, title=title), encoding="utf-8")
    monkeypatch.setattr(clauses, "folder", lambda name: tmp_path)
    clauses.read_library.cache_clear()
    yield ["bias", "notice"]
    clauses.read_library.cache_clear()


NOTICE = """
id: notice
family: decisions
since: 2026-11-24
provenance: Written for this test.
strengths: [minimum, strong]
terms: []
provisions: []
rights: []
requires: []
companions: []
conflicts: []
question: {en: Are you told before a system comes?, ar: هل تُبلَّغون قبل إدخال أي نظام؟}
evidence: []
duties: []
arguments: []
blanks:
  - {name: auditor, kind: text, example: {en: an officer, ar: موظف}, label: {en: Who tells, ar: من يبلّغ}}
  - name: notice_days
    kind: whole
    unit: days
    minimum: 1
    maximum: 99
    default: 20
    example: 20
    better: higher
    floor: 10
    label: {en: Told before, ar: الإبلاغ قبل}
  - name: channels
    kind: choices
    options: {letter: {en: by letter, ar: برسالة}, meeting: {en: at a meeting, ar: في اجتماع}}
    default: [letter]
    example: [letter]
    label: {en: How, ar: كيف}
"""
NOTICE_TEXT = """---
language: {code}
title: {title}
status: source
---

## minimum

1. {{{{ auditor }}}} {{{{ notice_days }}}} {{{{ channels }}}} minimum.

## standard

1. {{{{ auditor }}}} {{{{ notice_days }}}} {{{{ channels }}}} standard.

## strong

1. {{{{ auditor }}}} {{{{ notice_days }}}} {{{{ channels }}}} strong.

## why

{title} – why.

## watch out

{title} – watch out.
"""
