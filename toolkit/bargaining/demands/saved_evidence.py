"""What a demand rests on, in plain entries of a saved draft, and read back: numbers with the words to say them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from toolkit.audit import AdjustedFinding, Finding, GapFinding
from toolkit.audit.comparing.readings import READINGS
from toolkit.audit.findings.adjusted import Inside
from toolkit.audit.measures.measures import BY_ID
from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.clauses.record import STRENGTHS
from toolkit.bargaining.demands.demands import Demand, Need, demand_for
from toolkit.bargaining.demands.rules import RULES
from toolkit.languages import KNOWN, Language
from toolkit.registers.codebook import PHRASES, Codebook, dataset_names, read_codebook

Wrong = Callable[[str, Any], Exception]

_KINDS: dict[str, type[Finding]] = {"gap": GapFinding, "adjusted": AdjustedFinding}
_TEXTS = ("title", "everyone")
_SOURCE = ("title", "publisher", "year", "url", "synthetic", "own")
_VERDICTS = ("shown", "too_few", "not_shown", "")
_LONGEST, _MOST, _DEEPEST = 2000, 100, 6


@dataclass(frozen=True)
class Recorded:
    """Evidence of another kind, kept in the words in which it was said."""

    clauses: tuple[str, ...]
    words: tuple[tuple[str, str], ...]

    def say(self, language: Language | str = "en") -> str:
        """The words in a language, else in English."""
        known = dict(self.words)
        return known.get(Language.of(language).code) or known.get("en") or next(iter(known.values()), "")


def demand_record(demand: Demand) -> dict[str, Any]:
    """A demand as plain entries; the law is read again when it is opened."""
    record: dict[str, Any] = {
        "clauses": list(demand.clauses),
        "strength": demand.strength,
        "place": demand.place,
        "on": demand.on,
        "reason": demand.rule_reason,
    }
    books = [one.codebook.record for one in demand.evidence if isinstance(one, Finding)]
    if books and all(book == books[0] for book in books):  # from one audit: its words stand once
        words: dict[str, Any] = {}
        for one in demand.evidence:
            if isinstance(one, Finding):
                words = _merged(words, _words(one))
        record["words"] = words
        return {**record, "evidence": [_record(one, None) for one in demand.evidence]}
    return {**record, "evidence": [_record(one, _words) for one in demand.evidence]}


def _record(one: Any, words: Callable[[Finding], dict[str, Any]] | None) -> dict[str, Any]:
    if isinstance(one, Need):
        return {"kind": "need", "clause": one.clause, "note": one.note}
    if isinstance(one, Finding) and one.kind in _KINDS and type(one) is _KINDS[one.kind]:
        values = {name: getattr(one, name) for name in _names(type(one))}
        if isinstance(one, AdjustedFinding) and one.apart:
            values["apart"] = [[list(inside.stratum), *inside.numbers] for inside in one.apart]
        return {"kind": one.kind, **values, **({"words": words(one)} if words else {})}
    clauses = [one.clause] if hasattr(one, "clause") else list(getattr(one, "clauses", ()))
    return {"kind": "said", "clauses": clauses, "words": {code: str(one.say(code)) for code in KNOWN}}


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two sets of entries as one, inner entries too."""
    both = dict(one)
    for key, value in other.items():
        both[key] = _merged(one[key], value) if isinstance(value, dict) and isinstance(one.get(key), dict) else value
    return both


def _names(kind: type[Finding]) -> list[str]:
    return [one.name for one in fields(kind) if one.name not in ("kind", "codebook", "apart")]


def _words(finding: Finding) -> dict[str, Any]:
    """Of the codebook only what this finding needs to be said."""
    book = finding.codebook.record
    columns = book.get("columns", {}) if isinstance(book.get("columns"), dict) else {}
    kept: dict[str, Any] = {}
    for name in {finding.characteristic, *finding.characteristic.split(" × "), *_columns_named(finding)}:
        entry = columns.get(name)
        if isinstance(entry, dict):
            groups = {*finding.group.split(" × "), *finding.reference.split(" × "), finding.group, finding.reference}
            values = entry.get("values", {})
            kept[name] = {
                "label": entry.get("label", ""),
                "values": {key: value for key, value in values.items() if key in groups},
            }
    phrases = {key: book.get(key) or _told(finding.codebook, key) for key in PHRASES}
    crossed = book.get("crossed", {}).get(finding.characteristic)
    if isinstance(crossed, dict):
        both = (finding.group, finding.reference)
        phrases["crossed"] = {finding.characteristic: {key: crossed[key] for key in both if key in crossed}}
    own = book.get("measures", {}).get(finding.measure)
    if own:
        phrases["measures"] = {finding.measure: own}
    source = {key: finding.codebook.source[key] for key in _SOURCE if finding.codebook.source.get(key)}
    phrases |= {key: book[key] for key in _TEXTS if book.get(key)} | {"source": source or {"own": True}}
    return {**phrases, **({"columns": dict(sorted(kept.items()))} if kept else {})}


def _columns_named(finding: Finding) -> list[str]:
    """The columns beside its characteristic that a finding names."""
    return [getattr(finding, name) for name in ("within", "clusters") if hasattr(finding, name)]


def _told(book: Codebook, key: str) -> dict[str, str]:
    """A phrase that the codebook makes of a value, in every language, because the value is not kept."""
    return {code: book.phrase(key, code) for code in KNOWN}


def read_demand(record: Any, wrong: Wrong) -> Demand:
    """A demand from its entries, with the law that stands behind it as the register has it now."""
    keys = {"clauses", "strength", "place", "on", "reason", "evidence"}
    if not isinstance(record, dict) or set(record) - {"words"} != keys:
        raise wrong("because", record)
    clauses, evidence = record["clauses"], record["evidence"]
    if not isinstance(clauses, list) or len(clauses) != 1 or clauses[0] not in library():
        raise wrong("clauses", clauses)
    if record["strength"] not in STRENGTHS:
        raise wrong("strength", record["strength"])
    for key in ("place", "reason"):
        if not isinstance(record[key], str) or len(record[key]) > _LONGEST:
            raise wrong(key, record[key])
    if not isinstance(record["on"], date) or isinstance(record["on"], datetime):
        raise wrong("on", record["on"])
    if not isinstance(evidence, list) or len(evidence) > _MOST:
        raise wrong("evidence", evidence)
    # A reason is one of our sentences, by which it is said in every language, or words that stand as they are.
    reason = record["reason"]
    known = reason if any(reason == rule.reason for rule in RULES) else reason.replace("{", "(").replace("}", ")")
    words = record.get("words", {})
    read = tuple(_read({"words": words, **one} if _is_numbers(one) else one, wrong) for one in evidence)
    return demand_for(clauses[0], record["strength"], read, record["place"], record["on"], known)


def _is_numbers(one: Any) -> bool:
    return isinstance(one, dict) and one.get("kind") in _KINDS


def _read(one: Any, wrong: Wrong) -> Any:
    if not isinstance(one, dict) or not isinstance(one.get("kind"), str):
        raise wrong("evidence", one)
    kind, values = one["kind"], {key: value for key, value in one.items() if key != "kind"}
    if kind == "need":
        texts = set(values) == {"clause", "note"} and all(_is_text(value) for value in values.values())
        if not texts or values["clause"] not in library():
            raise wrong("evidence", one)
        return Need(values["clause"], values["note"])
    if kind == "said":
        return _read_recorded(values, wrong)
    if kind not in _KINDS:
        raise wrong("kind", kind)
    return _read_finding(_KINDS[kind], values, wrong)


def _read_recorded(values: Mapping[str, Any], wrong: Wrong) -> Recorded:
    clauses, words = values.get("clauses"), values.get("words")
    if set(values) != {"clauses", "words"} or not isinstance(clauses, list) or not isinstance(words, dict):
        raise wrong("evidence", values)
    if len(clauses) > _MOST or not all(map(_is_text, (*clauses, *words, *words.values()))):
        raise wrong("evidence", values)
    return Recorded(tuple(clauses), tuple(words.items()))


def _read_finding(kind: type[Finding], values: Mapping[str, Any], wrong: Wrong) -> Finding:
    types = {one.name: str(one.type) for one in fields(kind)}
    for key, value in values.items():
        if key == "words":
            if not isinstance(value, dict) or not _is_plain(value, _DEEPEST):
                raise wrong("words", value)
        elif key == "apart" and kind is AdjustedFinding:
            if not isinstance(value, list) or len(value) > _MOST or not all(map(_is_inside, value)):
                raise wrong(key, value)
        elif key not in _names(kind) or not _fits(value, types[key]):
            raise wrong(key, value)
    measure, reading = values.get("measure", ""), values.get("reading", "too_few")
    readings = ("", *READINGS) if kind is GapFinding else READINGS
    own = _entries(values.get("words", {})).get("measures")
    known = measure in BY_ID or isinstance(_entries(own).get(measure), dict)
    if not known or reading not in readings or values.get("verdict", "") not in _VERDICTS:
        raise wrong("measure", measure)
    # One and the same NaN, so that what was kept equals what is read.
    numbers: dict[str, Any] = {
        key: math.nan if value != value else value for key, value in values.items() if key != "words"
    }
    if "apart" in numbers:
        numbers["apart"] = tuple(Inside(tuple(stratum), *counts) for stratum, *counts in numbers["apart"])
    roles = {"effect": values.get("effect", "")}
    return kind(**numbers, codebook=Codebook(roles=roles, record=_only_known(values.get("words", {}))))


def _only_known(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words without what no codebook has, their columns and values in the shape in which they are looked up."""
    columns = words.get("columns")
    kept: dict[str, Any] = {key: words[key] for key in (*PHRASES, *_TEXTS, "crossed", "measures") if key in words}
    source = words["source"] if "source" in words else _source_of(words)
    if isinstance(source, dict) and source:
        kept["source"] = {key: value for key, value in source.items() if key in _SOURCE}
    if isinstance(columns, dict):
        kept["columns"] = {
            name: {
                "label": entry.get("label", ""),
                "values": {
                    value: found for value, found in _entries(entry.get("values")).items() if isinstance(found, dict)
                },
            }
            for name, entry in columns.items()
            if isinstance(entry, dict)
        }
    return kept


def _source_of(words: Mapping[str, Any]) -> Mapping[str, Any]:
    """The source of a case that a draft was saved with before drafts kept sources: known by the words it is told in."""
    said = words.get("affected")
    return next((source for told, source in _told_cases() if said and told == said), {})


@cache
def _told_cases() -> tuple[tuple[Any, Mapping[str, Any]], ...]:
    books = (read_codebook(name) for name in dataset_names())
    return tuple((book.record.get("affected"), {"title": book.text("title", "en"), **book.source}) for book in books)


def _entries(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _fits(value: Any, kind: str) -> bool:
    """Whether a value has the type that the field of a finding declares."""
    if kind == "str":
        return _is_text(value)
    if kind.startswith("bool"):
        return isinstance(value, bool) or (value is None and "None" in kind)
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15 or value != value
    if kind == "float":
        return number or value in (float("inf"), float("-inf"))
    whole = isinstance(value, int) and number
    return whole or (value is None and "None" in kind)


def _is_inside(value: Any) -> bool:
    """A stratum with its four numbers."""
    if not isinstance(value, list) or len(value) != 5 or not isinstance(value[0], list):
        return False
    return all(map(_is_text, value[0])) and all(_fits(number, "int") for number in value[1:])


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _is_plain(value: Any, deep: int) -> bool:
    if isinstance(value, dict):
        inside = all(_is_text(key) and _is_plain(one, deep - 1) for key, one in value.items())
        return deep > 0 and len(value) <= _MOST and inside
    return value is None or isinstance(value, (bool, int)) or _is_text(value)
