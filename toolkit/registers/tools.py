"""Tools for governing digital systems: assessment schemes, registers, audits, workers' own data, requests.

Reads `datasets/tools/`. What a tool does and what we think of it stand there in our own words; not known is an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from toolkit.errors import DataError, RecordError, translatable
from toolkit.languages import KNOWN, Language
from toolkit.registers.fields import Fields, load, load_list
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

ToolRead = Literal["repository", "page", "secondary", "memory"]
Cost = Literal["free", "paid"]
TOOL_READ: tuple[str, ...] = get_args(ToolRead)
COSTS: tuple[str, ...] = get_args(Cost)

UNKNOWN_KIND = translatable("There is no kind of tool “{kind}”. Choose one of these: {available}.")
NOT_KNOWN = translatable("not known")
COST = {"free": translatable("free of charge"), "paid": translatable("to be paid for")}
_REGISTER, _WORDS = "tools/tools.yml", "tools/words.yml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WHEN = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_TABLES = ("kinds", "audiences", "strengths", "weaknesses")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool for governing digital systems, as far as we know it.

    Attributes
    ----------
    kind, audiences
        Codes of `tool_words`.
    strengths, weaknesses
        Our own assessment for a union that thinks about using it, as codes of `tool_words`.
    union_use
        Where unions made or used it; none where we found nothing, which is not the same as never.
    licence, languages, cost, updated
        As found; none where not known.
    looked
        The day on which we last looked.
    read
        How we know it: its repository, a page of its makers, what others say, or memory alone.
    """

    id: str
    name: str
    maker: str
    kind: str
    audiences: tuple[str, ...]
    does: Words
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    union_use: Words | None
    licence: str | None
    languages: tuple[str, ...] | None
    cost: Cost | None
    updated: str | None
    looked: str
    source: str
    read: ToolRead

    def say(self, language: Language | str = "en") -> str:
        """What it does, in one sentence."""
        return self.does.say(language)

    def say_assessment(self, language: Language | str = "en") -> str:
        """What we think of it: what it is good for first, then what it lacks."""
        words = tool_words()
        said = [words["strengths"][one].say(language) for one in self.strengths]
        return " ".join([*said, *(words["weaknesses"][one].say(language) for one in self.weaknesses)])

    def say_licence(self, language: Language | str = "en") -> str:
        """Its licence by name, or that it is not known."""
        return self.licence or Language.of(language).say(NOT_KNOWN)

    def say_cost(self, language: Language | str = "en") -> str:
        """Whether it costs anything, or that this is not known."""
        return Language.of(language).say(COST[self.cost] if self.cost is not None else NOT_KNOWN)


def tools(kind: str | None = None, search: str = "", audience: str | None = None) -> tuple[Tool, ...]:
    """Tools, by kind, for whom, and by words that stand in their name, maker or sentence in any of our languages.

    Parameters
    ----------
    kind, audience
        Codes of `tool_words`; all if left out.
    search
        Words that must all be found; case and accents do not matter.

    Raises
    ------
    DataError
        If there is no such kind or audience; it lists what there is.

    >>> [one.id for one in tools(kind="worker_data", search="drivers")]
    ['fairfare', 'drivers-seat']
    """
    for table, code in (("kinds", kind), ("audiences", audience)):
        if code is not None and code not in tool_words()[table]:
            raise DataError(UNKNOWN_KIND, kind=code, available=list(tool_words()[table]))
    wanted = _bare(search).split()
    return tuple(
        one
        for one in _all()
        if (kind is None or one.kind == kind)
        and (audience is None or audience in one.audiences)
        and all(word in _words_of(one) for word in wanted)
    )


@cache
def tool_words() -> Mapping[str, Mapping[str, Words]]:
    """What the codes mean: ``kinds``, ``audiences``, ``strengths``, ``weaknesses``."""
    return read_tool_words(folder("datasets") / "tools")


@cache
def _all() -> tuple[Tool, ...]:
    return read_tools(folder("datasets") / "tools")


@cache
def _words_of(tool: Tool) -> str:
    return _bare(" ".join([tool.name, tool.maker, *(text for _, text in tool.does.pairs)]))


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


# --- the records -------------------------------------------------------------------------------------------------


def read_tools(directory: Path) -> tuple[Tool, ...]:
    """Read the records and refuse them as a whole if one does not hold.

    Raises
    ------
    RecordError
        Naming the tool, the field and what it may hold.
    """
    words = read_tool_words(directory)
    found: dict[str, Tool] = {}
    for number, raw in enumerate(load_list(directory / "tools.yml"), start=1):
        tool = _tool(Fields(_REGISTER, number, raw), words)
        if tool.id in found:
            raise RecordError(f"{_REGISTER}: {tool.id}", "the “id” is used twice")
        found[tool.id] = tool
    return tuple(found.values())


def read_tool_words(directory: Path) -> Mapping[str, Mapping[str, Words]]:
    """Read what the codes mean.

    Raises
    ------
    RecordError
        Naming the code and the language that is missing.
    """
    content = Fields(_WORDS, 1, load(directory / "words.yml"))
    content.known(_TABLES)
    tables = {}
    for table in _TABLES:
        entry = Fields(f"{_WORDS}: {table}", 1, content.raw[table])
        tables[table] = MappingProxyType({str(code): entry.words(code, KNOWN) for code in entry.raw})
    return MappingProxyType(tables)


def _tool(fields: Fields, words: Mapping[str, Mapping[str, Words]]) -> Tool:
    fields.known(
        ("id", "name", "maker", "kind", "for", "does", "strengths", "weaknesses", "union_use", "licence", "languages")
        + ("cost", "updated", "looked", "source", "read")
    )
    name = fields.text("id")
    if not _ID.fullmatch(name):
        raise fields.error(f"“id” is “{name}”; allowed: small letters, digits and single hyphens")
    source = fields.link("source")
    if not source.startswith("https://"):
        raise fields.error(f"“source” is “{source}”; allowed: an address that begins with https://")
    return Tool(
        id=name,
        name=fields.text("name"),
        maker=fields.text("maker"),
        kind=fields.choice("kind", words["kinds"].keys()),
        audiences=fields.choices("for", words["audiences"].keys()),
        does=fields.words("does", KNOWN),
        strengths=fields.choices("strengths", words["strengths"].keys()),
        weaknesses=fields.choices("weaknesses", words["weaknesses"].keys()),
        union_use=None if fields.raw["union_use"] is None else fields.words("union_use", KNOWN),
        licence=_or_none(fields, "licence"),
        languages=None if fields.raw["languages"] is None else fields.texts("languages"),
        cost=cast("Cost | None", None if fields.raw["cost"] is None else fields.choice("cost", COSTS)),
        updated=None if fields.raw["updated"] is None else _when(fields, "updated"),
        looked=_when(fields, "looked"),
        source=source,
        read=cast("ToolRead", fields.choice("read", TOOL_READ)),
    )


def _or_none(fields: Fields, field: str) -> str | None:
    return None if fields.raw[field] is None else fields.text(field)


def _when(fields: Fields, field: str) -> str:
    text = fields.text(field)
    if not _WHEN.fullmatch(text):
        raise fields.error(f"“{field}” is “{text}”; allowed: a day, a month or a year, in quotes, such as 2026-11-26")
    return text
