"""The answers of employers: our draft, their file, and what is true of each article. Knows no rule of any reader."""

from __future__ import annotations

import re
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

import yaml

from tests.bargaining.counter.answers.files import DELETED, END, INSERTED, write_answer
from tests.bargaining.counter.answers.truth import CLASSES, ArticleTruth, TrueChange, with_gravest
from toolkit.bargaining import Agreement
from toolkit.bargaining.clauses.library import read_clause, read_library
from toolkit.documents import Article, Document, Numbered, Reference
from toolkit.documents.document import Text
from toolkit.documents.runs import plain

Part = Literal[
    "work",
    "frozen",
    "fifth",
    "sixth",
    "seventh/work",
    "seventh/frozen",
    "eighth/work",
    "eighth/frozen",
    "ninth",
    "tenth",
    "eleventh/work",
    "eleventh/frozen",
    "twelfth",
    "thirteenth",
    "fourteenth/work",
    "fourteenth/frozen",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
HERE = Path(__file__).parent
DAY = date(2026, 12, 1)
PLACES = {"en": "KE", "ar": "EG", "fr": "SN", "es": "CO", "pt": "BR"}
PARTIES = {
    "en": ("Fair systems", "Public Workers", "City Agency"),
    "ar": ("أنظمة منصفة", "نقابة الخدمات العامة", "وكالة المدينة"),
    "fr": ("Des systèmes équitables", "Syndicat des services publics", "Agence de la ville"),
    "es": ("Sistemas justos", "Sindicato de Servicios Públicos", "Agencia Municipal"),
    "pt": ("Sistemas justos", "Sindicato dos Serviços Públicos", "Agência Municipal"),
}
_POINTER = re.compile("\ue000([a-z0-9_-]+)\ue001")


@dataclass(frozen=True)
class Answer:
    """One answer, ready to be compared."""

    name: str
    language: str
    form: str
    cooperative: bool
    about: str
    agreement: Agreement
    data: bytes
    file: str
    truth: Mapping[str, ArticleTruth]
    ours: Document
    label: tuple[str, str] | None = None


@dataclass
class _Part:
    """A paragraph on its way: our place, its words before and after."""

    number: int | None
    before: list[str]
    after: list[str]


@dataclass
class _Text:
    id: str
    title: str
    parts: list[_Part]
    gone: bool = False
    new: bool = field(default=False)


@contextmanager
def frozen_clauses() -> Iterator[None]:
    """The clauses as they were when the answers were written; today's again afterwards.

    An answer is read beside the text that it answers: read and compare inside this.
    """
    known = read_library()
    today = dict(known)
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(HERE / "clauses.tar.xz") as stored:
            stored.extractall(place, filter="data")
        known.update({one.parent.name: read_clause(one.parent) for one in sorted(Path(place).glob("*/*/clause.yml"))})
    try:
        yield
    finally:
        known.clear()
        known.update(today)


def paths(part: Part) -> list[Path]:
    """The files of a half, in order."""
    return sorted((HERE / part).glob("*.yml"))


def read_answers(part: Part) -> Iterator[Answer]:
    """The answers of a half, or of a later collection. Use inside `frozen_clauses`."""
    for path in paths(part):
        yield read_answer(path)


def read_answer(path: Path) -> Answer:
    """One answer from its file. Use inside `frozen_clauses`."""
    record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return make_answer(path.stem, record)


def draft_of(record: Mapping[str, Any]) -> Agreement:
    """Our draft: the clauses of a record, their blanks filled with the examples of the library."""
    language = record["language"]
    title, union, employer = PARTIES[language]
    place = PLACES[language]
    agreement = Agreement(title=title, union=union, employer=employer, place=place, language=language, on=DAY)
    known = read_library()
    for entry in record["draft"]:
        clause, strength = entry.split()
        blanks = {}
        for name in known[clause].text(language).blanks_of(strength):
            blank = known[clause].blank(name)
            assert blank is not None, f"{clause} has no blank {name}"
            blanks[name] = blank.example_in(agreement.speech)
        agreement = agreement.add(clause, strength=strength, blanks=blanks)
    return agreement


def make_answer(name: str, record: Mapping[str, Any]) -> Answer:
    """The file and the truth of a record.

    Raises
    ------
    ValueError
        If words that an edit names do not stand exactly once in its paragraph, or a place is not there.
    """
    agreement = draft_of(record)
    ours = agreement.document("table")
    assert isinstance(ours, Document), "an answer has one language"
    texts = [_flat(article) for article in ours.articles]
    truth: dict[str, list[TrueChange]] = {text.id: [] for text in texts}
    for count, edit in enumerate(record["edits"]):
        try:
            _apply(texts, edit, truth, count)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    for step in record.get("steps", ()):
        _restructure(texts, step)
    layout = record.get("layout", {})
    label = (layout["label"][0], layout["label"][1]) if "label" in layout else None
    for text in texts:
        text.title = layout.get("headings", {}).get(text.id, text.title)
    if "order" in layout:
        wanted = layout["order"]
        slots = [place for place, text in enumerate(texts) if text.id in wanted]
        sorted_texts = sorted((texts[place] for place in slots), key=lambda text: wanted.index(text.id))
        for place, text in zip(slots, sorted_texts, strict=True):
            texts[place] = text
    texts.sort(key=lambda text: text.id in layout.get("annex", ()))  # annexes follow, and the others count on
    form = record["form"]
    theirs = _document(ours, texts, tracked=form == "tracked")
    data, file = write_answer(theirs, form, layout, record["language"])
    judged = {article: ArticleTruth(article, with_gravest(changes)) for article, changes in truth.items()}
    return Answer(
        name,
        record["language"],
        form,
        bool(record.get("cooperative")),
        record["about"],
        agreement,
        data,
        file,
        judged,
        ours,
        label,
    )


# --- our text, and what is done to it ----------------------------------------------------------------------------


def _marked(text: Text) -> str:
    """Words with pointers to articles kept as marks, so that they follow the new numbers."""
    pieces = (text,) if isinstance(text, str) else text
    return "".join(f"\ue000{one.article}\ue001" if isinstance(one, Reference) else _bare(one) for one in pieces)


def _bare(words: str) -> str:
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", words)


def _flat(article: Article) -> _Text:
    parts = []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        words = [_marked(paragraph.text), *(_marked(point) for point in paragraph.points)]
        parts.append(_Part(number, words, list(words)))
    return _Text(article.id, _marked(article.title), parts)


def _find(texts: list[_Text], article: str) -> _Text:
    for text in texts:
        if text.id == article:
            return text
    raise ValueError(f"there is no article {article}")


def _part(text: _Text, number: int) -> _Part:
    for part in text.parts:
        if part.number == number:
            return part
    raise ValueError(f"{text.id} has no paragraph {number}")


def _apply(texts: list[_Text], edit: Mapping[str, Any], truth: dict[str, list[TrueChange]], count: int) -> None:
    article, _, place = str(edit["at"]).partition(" ")
    kind, direction = edit["class"], edit["direction"]
    if kind not in CLASSES:
        raise ValueError(f"{kind} is no class")
    number = int(place) if place.isdigit() else None
    old, new = edit.get("old", ""), edit.get("new", "")
    if article == "new":
        end = next(n for n, text in enumerate(texts) if text.id == "final")
        added = [_Part(None, [], [words]) for words in new.split(" // ")]
        article = f"new-{count}"
        texts.insert(end, _Text(article, edit["heading"], added, new=True))
        truth[article] = []
    elif place.startswith("after "):
        text = _find(texts, article)
        before = next(n for n, part in enumerate(text.parts) if part.number == int(place.removeprefix("after ")))
        text.parts.insert(before + 1, _Part(None, [], [new]))
    elif number is None:
        _find(texts, article).gone = True
    else:
        part = _part(_find(texts, article), number)
        if kind == "removed":
            part.after = []
        elif "point" in edit:
            old = part.after.pop(int(edit["point"]))
        elif "rewritten" in edit:
            part.after = list(edit["rewritten"])
            old, new = "\n".join(part.before), "\n".join(part.after)
        else:
            _exchange(part, old, new, f"{article} {number}")
    truth[article].append(TrueChange(kind, direction, number, bool(edit.get("gravest")), old, new))
    for hit in edit.get("also", ()):
        touched, _, where = hit.partition(" ")
        change = TrueChange(kind, direction, int(where) if where else None, False, old, new, source=article)
        if direction == "added":
            change = replace(change, direction="weakened")
        _find(texts, touched)
        truth[touched].append(change)


def _exchange(part: _Part, old: str, new: str, where: str) -> None:
    hits = [(n, words.count(old)) for n, words in enumerate(part.after) if old in words]
    if not old or len(hits) != 1 or hits[0][1] != 1:
        raise ValueError(f"“{old}” does not stand exactly once in {where}: {part.after}")
    part.after[hits[0][0]] = part.after[hits[0][0]].replace(old, new).strip()


def _restructure(texts: list[_Text], step: Mapping[str, Any]) -> None:
    article, _, number = step["at"].partition(" ")
    text = _find(texts, article)
    part = _part(text, int(number))
    place = text.parts.index(part)
    match step["do"]:
        case "split":
            head, found, tail = part.after[0].partition(step["words"])
            if not found:
                raise ValueError(f"“{step['words']}” does not stand in {step['at']}")
            text.parts[place : place + 1] = [
                _Part(part.number, part.before, [head.strip()]),
                _Part(None, [], [(found + tail).strip(), *part.after[1:]]),
            ]
        case "merge":
            before = text.parts[place - 1]
            before.after = [f"{before.after[0]} {part.after[0]}", *before.after[1:], *part.after[1:]]
            del text.parts[place]
        case "move":
            del text.parts[place]
            text.parts.insert(int(step["to"]) - 1, part)
        case "to":
            del text.parts[place]
            _find(texts, step["to"]).parts.append(part)
        case other:
            raise ValueError(f"{other} is no step")


def _document(ours: Document, texts: list[_Text], *, tracked: bool) -> Document:
    """Their document; what points to an article that is gone says so by its title."""
    titles = {text.id: text.title for text in texts}
    alive = {text.id for text in texts if tracked or not text.gone}

    def words(text: str) -> Text:
        pieces: list[str | Reference] = []
        for n, piece in enumerate(_POINTER.split(text)):
            if n % 2:
                pieces.append(Reference(piece) if piece in alive else titles[piece])
            elif piece:
                pieces.append(piece)
        return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else tuple(pieces)

    articles = []
    for text in texts:
        if text.id not in alive:
            continue
        paragraphs = []
        for part in text.parts:
            after = [] if text.gone else part.after
            lines = _tracked_lines(part.before, after) if tracked else after
            if lines:
                paragraphs.append(Numbered(words(lines[0]), tuple(words(line) for line in lines[1:])))
        title = _tracked(text.title, "") if tracked and text.gone else text.title
        title = _tracked("", title) if tracked and text.new else title
        articles.append(Article(text.id, words(title), tuple(paragraphs)))
    places = [n for n, block in enumerate(ours.blocks) if isinstance(block, Article)]
    rest = [block for block in ours.blocks[places[0] :] if not isinstance(block, Article)]
    return replace(ours, blocks=(*ours.blocks[: places[0]], *articles, *rest))


def _tracked_lines(before: list[str], after: list[str]) -> list[str]:
    if len(before) == len(after):
        return [_tracked(old, new) for old, new in zip(before, after, strict=True)]
    if after and before and before[0] == after[0] and set(after) <= set(before):  # points taken out
        return [line if line in after else _tracked(line, "") for line in before]
    return [*(_tracked(line, "") for line in before), *(_tracked("", line) for line in after)]


def _tracked(old: str, new: str) -> str:
    """Both wordings in one line, between marks: what was taken out, what was put in."""
    if old == new:
        return old
    a, b = (
        re.findall(r"\ue000[^\ue001]*\ue001|\s+|[^\s\ue000]+", old),
        re.findall(r"\ue000[^\ue001]*\ue001|\s+|[^\s\ue000]+", new),
    )
    line = ""
    for what, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = "".join(a[i1:i2]), "".join(b[j1:j2])
        if what == "equal":
            line += gone
        else:
            line += (DELETED + gone + END if gone else "") + (INSERTED + come + END if come else "")
    return line


def plain_of(document: Document) -> list[str]:
    """Every line of the articles, for tests."""
    return [
        plain(text, document)
        for article in document.articles
        for paragraph in article.paragraphs
        for text in (paragraph.text, *paragraph.points)
    ]
