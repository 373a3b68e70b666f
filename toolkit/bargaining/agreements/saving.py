"""Keep a draft in one file that people can read, and open it again. The file holds our strategy and says so first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml

from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.agreements.paper import FOR_US
from toolkit.bargaining.clauses.saved_file import (
    FORMAT,
    NOT_OURS,
    Dumper,
    content_of,
    read_record,
    refuse_unknown,
    wrong_value,
)
from toolkit.bargaining.demands.saved_evidence import demand_record, read_demand
from toolkit.documents import write_bytes
from toolkit.errors import UnreadableFile
from toolkit.languages import Language

D = TypeVar("D", bound=Draft)
_MOST_ARTICLES = 200
_LONGEST_TEXT = 2000
_TEXTS = ("title", "union", "employer", "place", "language", "regime", "kind", "scope", "lawyer")
_LANGUAGES_OR_NONE = ("second_language", "prevailing")
_TEXTS_OR_NONE = (*_LANGUAGES_OR_NONE, "employer_kind")
_DAYS_OR_NONE = ("starts", "read_on")
_ARTICLE_KEYS = ("clause", "strength", "blanks", "second", "tell", "because")


def save(agreement: Draft, path: str | Path) -> Path:
    """Write the draft with all we know about it."""
    return write_bytes(written(agreement), path)


def written(agreement: Draft) -> bytes:
    """The draft as the file that `save` writes, for who keeps no files."""
    warning = dict.fromkeys([Language("en").say(FOR_US), agreement.speech.say(FOR_US)])
    head = "".join(f"# {line}\n" for line in warning)
    content = yaml.dump(record_of(agreement), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)
    return f"{head}{content}".encode()


def record_of(agreement: Draft) -> dict[str, Any]:
    """The draft as plain entries; what is as it would be anyway is left out."""
    standard = Draft(title="", union="", employer="", place="", on=agreement.on)
    record: dict[str, Any] = {"format": FORMAT}
    for one in fields(agreement):
        value = getattr(agreement, one.name)
        always = one.name in ("title", "union", "employer", "place", "language", "on")
        if one.name != "articles" and (always or value != getattr(standard, one.name)):
            record[one.name] = _plain(value)
    return {**record, "articles": [_article_record(article) for article in agreement.articles]}


def _article_record(article: DraftArticle) -> dict[str, Any]:
    record: dict[str, Any] = {"clause": article.clause, "strength": article.strength}
    record["blanks"] = _plain(article.blanks)
    if article.second:
        record["second"] = _plain(article.second)
    if article.tell:
        record["tell"] = True
    if article.because is not None:
        record["because"] = demand_record(article.because)
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return list(value) if isinstance(value, tuple) else value


def load(path: str | Path, kind: type[D]) -> D:
    """Read a saved draft as a value of `kind`; everything in it must be known and fit, as if it had just been typed."""
    name = Path(path).name
    return read_draft(content_of(Path(path), name), name, kind)


def read_draft(data: bytes, name: str, kind: type[D]) -> D:
    """The draft in the bytes of an upload, as a value of `kind`; `name` is what the file is called.

    Raises
    ------
    UnreadableFile, AgreementError
    """
    record = read_record(data, name)
    known = tuple(one.name for one in fields(Draft) if one.name != "articles")
    refuse_unknown(record, ("format", *known, "articles"), name)
    values: dict[str, Any] = {key: _value(key, record[key], name) for key in known if key in record}
    for key in ("title", "union", "employer", "place", "on"):
        if key not in values:
            raise UnreadableFile(NOT_OURS, file=name, reason=f"no {key}")
    Language(values.get("language", "en"))
    for key in _LANGUAGES_OR_NONE:
        if values.get(key):
            Language(values[key])
    draft = kind(**values)
    articles = record.get("articles", [])
    if not isinstance(articles, list) or len(articles) > _MOST_ARTICLES:
        raise wrong_value(name, "articles", articles)
    for one in articles:
        draft = _with_article(draft, one, name)
    return draft


def _with_article(draft: D, one: Any, name: str) -> D:
    if not isinstance(one, dict):
        raise wrong_value(name, "articles", one)
    refuse_unknown(one, _ARTICLE_KEYS, name)
    for key, kinds in (("clause", str), ("strength", str), ("blanks", dict), ("second", dict), ("tell", bool)):
        if key in one and not isinstance(one[key], kinds):
            raise wrong_value(name, key, one[key])
    if "clause" not in one or "strength" not in one:
        raise wrong_value(name, "articles", one)
    for key in ("blanks", "second"):
        for blank in one.get(key, {}):
            if not isinstance(blank, str):
                raise wrong_value(name, key, blank)
    because = (
        read_demand(one["because"], lambda key, value: wrong_value(name, key, value)) if "because" in one else None
    )
    return draft.add(
        one["clause"],
        strength=one["strength"],
        blanks=one.get("blanks"),
        because=because,
        second=one.get("second"),
        tell=one.get("tell", False),
    )


def _value(key: str, value: Any, name: str) -> Any:
    """A field of the agreement in its type, or an error that names it."""
    if key in _TEXTS or (key in _TEXTS_OR_NONE and value is not None):
        if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
            return value
    elif key == "on" or key in _DAYS_OR_NONE:
        if (isinstance(value, date) and not isinstance(value, datetime)) or (value is None and key != "on"):
            return value
    elif key in ("signatories", "annexes"):
        if isinstance(value, list) and len(value) <= _MOST_ARTICLES and all(_is_text(one) for one in value):
            return tuple(value)
    elif key == "beside":
        if isinstance(value, dict) and all(_is_text(one) for one in (*value, *value.values())):
            return value
    elif value is None or isinstance(value, int):
        return value
    raise wrong_value(name, key, value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT
