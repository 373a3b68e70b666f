"""Make the employers' answers of the benchmark: our draft with stated edits, or a text that somebody typed."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import yaml

from toolkit.bargaining import Agreement
from toolkit.bargaining.clauses.library import find_clause, read_clause, read_library
from toolkit.bargaining.counter.changes import Change, Kind
from toolkit.bargaining.counter.compare import compare_with, our_articles, read_ours
from toolkit.bargaining.counter.papers.redline import redline
from toolkit.documents import Article, Document, Numbered, write_docx, write_markdown, write_text
from toolkit.languages import bidi

HERE = Path(__file__).parent / "counter_drafts"
FORMS = ("docx", "retyped", "tracked", "markdown", "text")
DAY = date(2026, 12, 1)

Key = tuple[str, int | None]  # a clause of ours and its paragraph


@dataclass(frozen=True)
class Truth:
    """What is known to be true of an answer."""

    kinds: dict[Key, Kind]
    added: tuple[str, ...] = ()  # a phrase of each
    floors: frozenset[Key] = frozenset()


@dataclass
class Answer:
    """One answer: our draft, their file, and the truth."""

    name: str
    language: str
    agreement: Agreement
    data: bytes
    file: str
    truth: Truth
    floors: dict[str, dict[str, float]] = field(default_factory=dict)

    def changes(self) -> tuple[Change, ...]:
        """What our comparison makes of it."""
        return compare_with(self.agreement, self.data, name=self.file, floors=self.floors)


@cache
def use_frozen_clauses() -> None:
    """Put the clauses as they were when the answers were written in place of today's, in this process.

    An answer is read beside the text that it answers. The clauses have been improved since; what was true of an answer
    then would be true of nothing now.
    """
    with tempfile.TemporaryDirectory() as place:
        with zipfile.ZipFile(HERE / "clauses.zip") as frozen:
            frozen.extractall(place)
        old = [read_clause(path.parent) for path in sorted(Path(place).glob("*/*/clause.yml"))]
    read_library().update({clause.id: clause for clause in old})


def draft(record: dict[str, Any]) -> Agreement:
    """Our draft, from the head of a record; blanks that are not given take their examples."""
    use_frozen_clauses()
    agreement = Agreement(
        title=record.get("title", "Fair systems" if record["language"][:2] == "en" else "أنظمة منصفة"),
        union="Public Workers" if record["language"][:2] == "en" else "نقابة الخدمات العامة",
        employer="City Agency" if record["language"][:2] == "en" else "وكالة المدينة",
        place=record["place"],
        language=record["language"],
        on=DAY,
    )
    for entry in _entries(record):
        clause = find_clause(entry["clause"])
        used = clause.text(record["language"]).blanks_of(entry["strength"])
        examples = {name: clause.blank(name).example_in(agreement.speech) for name in used}  # type: ignore[union-attr]
        given = {key: value for key, value in (entry.get("blanks") or {}).items() if value is not None}
        agreement = agreement.add(entry["clause"], strength=entry["strength"], blanks={**examples, **given})
    return agreement


def _entries(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The clauses of a record; ``bias strong`` is short for one whose blanks take their examples."""
    for entry in record["articles"]:
        yield dict(zip(("clause", "strength"), entry.split(), strict=True)) if isinstance(entry, str) else entry


def read_second(path: Path) -> Answer:
    """An answer of the second collection, typed by somebody."""
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    agreement = draft(record)
    theirs, form = record["theirs"], record.get("form", "markdown")
    kinds: dict[Key, Kind] = {}
    floors, added = set(), []
    for entry in record["truth"]:
        if entry["kind"] == "added":
            added.append(entry["text"])
            continue
        key = (entry["clause"], entry.get("paragraph"))
        kinds[key] = entry["kind"]
        if entry.get("floor"):
            floors.add(key)
    given = {entry["clause"]: entry["floors"] for entry in _entries(record) if entry.get("floors")}
    truth = Truth(_spread(agreement, kinds), tuple(added), frozenset(floors))
    return Answer(path.stem, record["language"], agreement, *_file(agreement, theirs, form), truth, given)


def read_first(path: Path) -> Iterator[Answer]:
    """The answers of a file of the first collection, made by stated edits."""
    for record in yaml.safe_load(path.read_text(encoding="utf-8")):
        record["language"], record["place"] = record.get("language", path.stem), record.get("place", "KE")
        agreement = draft(record)
        ours = read_ours(agreement)
        theirs, truth = _edited(agreement, ours, record)
        data, file = _made(agreement, theirs, record.get("form", "docx"))
        truth = replace(truth, kinds=_spread(agreement, truth.kinds))
        yield Answer(f"{path.stem}: {record['name']}", record["language"], agreement, data, file, truth)


def _spread(agreement: Agreement, kinds: dict[Key, Kind]) -> dict[Key, Kind]:
    """The truth for every paragraph: what has no entry is unchanged; an article that is gone takes its paragraphs."""
    spread: dict[Key, Kind] = {}
    chosen = {one.clause for one in agreement.articles} | {clause for clause, _ in kinds}  # the frame is not scored
    for article in our_articles(read_ours(agreement)):
        if article.clause not in chosen:
            continue
        for number in range(1, len(article.paragraphs) + 1):
            whole = kinds.get((article.clause, None))
            spread[article.clause, number] = kinds.get((article.clause, number), whole or "unchanged")
    unknown = [key for key in kinds if key[1] is not None and key not in spread]
    if unknown:
        raise SystemExit(f"there are no such paragraphs: {unknown}")
    return spread


# --- edits -----------------------------------------------------------------------------------------------------------


@dataclass
class _Text:
    id: str
    title: str
    paragraphs: list[tuple[int | None, str, list[str]]]  # our number, text, points


def _edited(agreement: Agreement, ours: Document, record: dict[str, Any]) -> tuple[Document, Truth]:
    articles = [
        _Text(one.clause, one.heading, [(n, p.text, list(p.points)) for n, p in enumerate(one.paragraphs, start=1)])
        for one in our_articles(ours)
    ]
    kinds: dict[Key, Kind] = {}
    floors, added = set(), []
    for number, edit in enumerate(record["edits"]):
        if "in" in edit:
            clause, _, paragraph = edit["in"].partition(" ")
            edit |= {"clause": clause, "paragraph": int(paragraph)}
        if "blank" in edit:
            edit["replace"] = [
                *edit.get("replace", []),
                [_shown(agreement, edit["clause"], edit["blank"]), edit["to_value"]],
            ]
        key = _apply(articles, edit, f"new-{number}", record["name"])
        if edit.get("kind") and key is not None:
            kinds[key] = edit["kind"]
        if edit.get("floor") and key is not None:
            floors.add(key)
        if "add" in edit:
            added.append(edit.get("text") or edit["add"][-40:])
    if record.get("order"):
        place = {clause: n for n, clause in enumerate(record["order"])}
        articles.sort(key=lambda one: place.get(one.id, -1))
    made = {
        one.id: Article(one.id, one.title, tuple(Numbered(t, tuple(p)) for _, t, p in one.paragraphs))
        for one in articles
    }
    first = next(n for n, block in enumerate(ours.blocks) if isinstance(block, Article))
    others = [block for block in ours.blocks[first:] if not isinstance(block, Article)]
    blocks = (*ours.blocks[:first], *made.values(), *others)
    return replace(ours, blocks=blocks), Truth(kinds, tuple(added), frozenset(floors))


def _shown(agreement: Agreement, clause: str, name: str) -> str:
    """A blank as it stands in our text."""
    value = next(one for one in agreement.articles if one.clause == clause).blanks[name]
    blank = find_clause(clause).blank(name)
    assert blank is not None
    return bidi.strip(blank.show(value, agreement.speech))


def _apply(articles: list[_Text], edit: dict[str, Any], fresh: str, name: str) -> Key | None:
    """One edit; a part that is not found is an error, so that no edit is silently left out."""
    if "heading" in edit:
        articles.insert(edit.get("at", len(articles)), _Text(fresh, edit["heading"], [(None, edit["add"], [])]))
        return None
    article = next((one for one in articles if one.id == edit["clause"]), None)
    if article is None:
        raise SystemExit(f"{name}: there is no article {edit['clause']}")
    if edit.get("article") == "removed":
        articles.remove(article)
        return edit["clause"], None
    if "add" in edit:
        place = next(n for n, one in enumerate(article.paragraphs) if one[0] == edit["after"]) + 1
        article.paragraphs.insert(place, (None, edit["add"], []))
        return None
    at = next((n for n, one in enumerate(article.paragraphs) if one[0] == edit["paragraph"]), None)
    if at is None:
        raise SystemExit(f"{name}: {edit['clause']} has no paragraph {edit['paragraph']}")
    number, text, points = article.paragraphs[at]
    for old, new in edit.get("replace", []):
        parts = [text, *points]
        hit = next((n for n, part in enumerate(parts) if old in part), None)
        if hit is None:
            raise SystemExit(f"{name}: “{old}” does not stand in {edit['clause']} {number}: {parts}")
        parts[hit] = parts[hit].replace(old, new, 1)
        text, points = parts[0], parts[1:]
    if "point" in edit:  # taken out
        del points[edit["point"] - 1]
    if "becomes" in edit:
        text, points = edit["becomes"], edit.get("points", [])
    article.paragraphs[at] = (number, text, points)
    if edit.get("gone"):
        del article.paragraphs[at]
    if edit.get("merge"):  # with the one before
        before = article.paragraphs[at - 1]
        article.paragraphs[at - 1 : at + 1] = [(before[0], f"{before[1]} {text}", [*before[2], *points])]
    if "split" in edit:
        head, tail = text.split(edit["split"], 1)
        article.paragraphs[at : at + 1] = [(number, head.strip(), []), (None, (edit["split"] + tail).strip(), points)]
    if "to" in edit:
        del article.paragraphs[at]
        next(one for one in articles if one.id == edit["to"]).paragraphs.append((number, text, points))
    return edit["clause"], number


# --- files -----------------------------------------------------------------------------------------------------------


def _made(agreement: Agreement, theirs: Document, form: str) -> tuple[bytes, str]:
    match form:
        case "docx":
            return write_docx(theirs), "answer.docx"
        case "markdown":
            return write_markdown(theirs).encode(), "answer.md"
        case "text":
            return write_text(theirs).encode(), "answer.txt"
        case "tracked":
            return redline(agreement, write_docx(theirs), name="answer.docx"), "answer.docx"
        case "retyped":
            return typed(write_text(theirs), wrapped=False), "answer.docx"
    raise SystemExit(f"the form {form} is none of {FORMS}")


def _file(agreement: Agreement, theirs: str, form: str) -> tuple[bytes, str]:
    match form:
        case "markdown" | "text":
            return theirs.encode(), f"answer.{'md' if form == 'markdown' else 'txt'}"
        case "tracked":
            return redline(agreement, theirs.encode(), name="answer.md"), "answer.docx"
        case "docx" | "retyped":
            return typed(theirs), "answer.docx"
    raise SystemExit(f"the form {form} is none of {FORMS}")


def typed(text: str, *, wrapped: bool = True) -> bytes:
    """A Word file as somebody types it: no styles, no marks, numbers by hand; lines that only run on are joined."""
    word = docx.Document()
    for block in text.split("\n\n"):
        lines = block.splitlines()
        for n, line in enumerate(lines):
            bare = line.strip().lstrip("#").strip()
            starts = (
                n == 0
                or not wrapped
                or not lines[n][:1].isalnum()
                or line.startswith(" ")
                or line[:1].isdigit()
                or " | " in line
            )
            if starts:
                word.add_paragraph(bare.removeprefix("- "))
            else:
                word.paragraphs[-1].add_run(f" {bare}")
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()
