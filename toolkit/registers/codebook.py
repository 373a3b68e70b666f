"""What the columns and values of a dataset mean, in the words of people, in every language it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from toolkit.errors import RecordError, ToolkitError
from toolkit.languages import Language, translatable
from toolkit.registers.locate import folder

ROLES = {
    "decision",
    "selected",
    "effect",
    "groups",
    "outcome",
    "outcome_true",
    "score",
    "within",
    "when",
    "period",
    "count",
    "rounded_to",
    "bands",
}

PHRASES = ("affected", "spared", "came_true", "came_untrue")
_LONGEST_NAME = 80  # letters that are said again
_FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What is said where a codebook has no words of its own.
PEOPLE_OF = translatable("people in the group “{group}”")
EVERYONE = translatable("people")
UNKNOWN_GROUP = translatable("(unknown)")
COLUMN_AND_VALUE = translatable("{column}: {value}")
BY_VALUE = {
    "affected": translatable("had the decision “{value}”"),
    "spared": translatable("did not have the decision “{value}”"),
    "came_true": translatable("had the outcome “{value}”"),
    "came_untrue": translatable("did not have the outcome “{value}”"),
}
# Where the words for one side are given and not those for the other.
NOT_AMONG = translatable("were not among those who {phrase}")
OTHER_SIDE = {"spared": "affected", "came_untrue": "came_true"}
# Where not even the value is known: a benefit never reads as harm, nor a burden as a favour.
BY_EFFECT = {
    ("benefit", "affected"): translatable("got a decision in their favour"),
    ("benefit", "spared"): translatable("did not get a decision in their favour"),
    ("burden", "affected"): translatable("got a decision against them"),
    ("burden", "spared"): translatable("did not get a decision against them"),
    ("", "affected"): translatable("got the decision in question"),
    ("", "spared"): translatable("did not get the decision in question"),
    ("", "came_true"): translatable("had the outcome that was looked for"),
    ("", "came_untrue"): translatable("did not have the outcome that was looked for"),
}
_ROLE = {"affected": ("decision", "selected"), "came_true": ("outcome", "outcome_true")}
_MOST_VALUES = 3
# Values that say nothing without the name of their column.
_BARE = frozenset(
    {
        *("yes", "no", "y", "n", "true", "false", "t", "f", "x", "–", "ja", "nein", "oui", "non", "vrai", "faux"),
        *("sí", "si", "sim", "não", "nao", "نعم", "لا", "صحيح", "خطأ"),
    }
)


class UnknownDataset(ToolkitError):
    """A dataset was named that is neither one of ours nor a folder."""

    def __init__(self, name: str, available: list[str]) -> None:
        super().__init__(
            translatable("There is no dataset “{name}”. There are: {available}; or give a folder with a codebook.yml."),
            name=name,
            available=available,
        )


@dataclass(frozen=True)
class Codebook:
    """A dataset's story, source and words. Without a record (a log of your own), values speak for themselves."""

    name: str = ""
    table: Path = Path()
    roles: dict[str, Any] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict, repr=False)

    def text(self, key: str, language: Language | str) -> str:
        """A text of the dataset (``title``, ``story``, ``caution`` …) in a language, or in English, or empty."""
        return _in_language(self.record.get(key), language)

    @property
    def elsewhere(self) -> bool:
        """Whether the log is a published or invented case, and not the own evidence of who audits it.

        A case has a source that others can look up, or says that it is invented. Who publishes the counts of their own
        workplace says ``own: true`` in the source.
        """
        source = self.source
        return bool((source.get("url") or source.get("synthetic")) and not source.get("own"))

    @property
    def source(self) -> Mapping[str, Any]:
        """Where the numbers come from, as the record has it."""
        found = self.record.get("source")
        return found if isinstance(found, dict) else {}

    def cite(self, language: Language | str) -> str:
        """The case as it is cited: its title, and who published it when."""
        speech = Language.of(language)
        parts = [self.text("title", speech), *(str(self.source.get(key) or "") for key in ("publisher", "year"))]
        return ("، " if speech.code == "ar" else ", ").join(filter(None, parts)) or str(self.source.get("title") or "")

    def label(self, column: str, language: Language | str, value: str | None = None) -> str:
        """How a column, or a value in it, is called; crossed groups as people say them; else as it stands in the table.

        >>> Codebook().label("sex × children", "en", "men × no")
        'men, children: no'
        """
        if " × " in column and column not in self._columns:
            return self._crossed(column.split(" × "), Language.of(language), value)
        entry = self._columns.get(column, {})
        if value is not None:
            if value == "(unknown)":
                return Language.of(language).say(UNKNOWN_GROUP)
            entry = _entry(entry, value)
        return _in_language(entry.get("label"), language) or (column if value is None else value)

    def _crossed(self, names: Sequence[str], speech: Language, value: str | None) -> str:
        if value is None:
            return speech.list([self.label(name, speech) for name in names], whole=True)
        if value == "(unknown)":
            return speech.say(UNKNOWN_GROUP)
        if own := self._crossed_word(names, value, speech):
            return own
        parts = list(zip(names, value.split(" × "), strict=False))
        entries = [_entry(self._columns.get(name, {}), part) for name, part in parts]
        qualifiers = [_in_language(entry.get("qualifier"), speech) for entry in entries]
        nouns = [
            _in_language(entry.get("noun") or entry.get("people"), speech)
            for entry, qualifier in zip(entries, qualifiers, strict=True)
            if not qualifier
        ]
        if len(nouns) <= 1 and all(nouns):  # every part but one follows the people it speaks of
            said = nouns[0] if nouns else self.text("everyone", speech) or speech.say(EVERYONE)
            return " ".join([said, *filter(None, qualifiers)])
        told = [
            self.label(name, speech, part)
            if place == 0 and not _is_bare(part)
            else self._with_column(name, part, speech)
            for place, (name, part) in enumerate(parts)
        ]
        return ("، " if speech.code == "ar" else ", ").join(told)

    def _crossed_word(self, names: Sequence[str], value: str, speech: Language) -> str:
        """The record's own word for people who are several things at once: "Black women"."""
        crossed = self.record.get("crossed")
        words = crossed.get(" × ".join(names)) if isinstance(crossed, dict) else None
        return _in_language(words.get(value), speech) if isinstance(words, dict) else ""

    def _with_column(self, column: str, value: str, speech: Language) -> str:
        label, named = self.label(column, speech), self.label(column, speech, value)
        return speech.say(COLUMN_AND_VALUE, column=label, value=named)

    def people(self, column: str, group: str, language: Language | str) -> str:
        """The people of a group, as a sentence names them: "students of Dutch origin"."""
        speech = Language.of(language)
        own = _in_language(_entry(self._columns.get(column, {}), group).get("people"), speech)
        if own:
            return own
        named = self.label(column, speech, group)
        if " × " in column and self._reads_as_people(column, group, speech):
            return named
        if " × " not in column and _is_bare(named):
            named = self._with_column(column, group, speech)
        return speech.say(PEOPLE_OF, group=named)

    def _reads_as_people(self, column: str, group: str, speech: Language) -> bool:
        if self._crossed_word(column.split(" × "), group, speech):
            return True
        pairs = zip(column.split(" × "), group.split(" × "), strict=False)
        entries = [_entry(self._columns.get(name, {}), part) for name, part in pairs]
        plain = [entry for entry in entries if not _in_language(entry.get("qualifier"), speech)]
        return len(plain) <= 1 and all(_in_language(entry.get("people"), speech) for entry in plain)

    def phrase(self, key: str, language: Language | str) -> str:
        """What happened to people, in words: ``affected``, ``spared``, ``came_true`` or ``came_untrue``.

        In the words of the record; else by the value itself; where not even that is known, by the effect.

        >>> Codebook(roles={"decision": "result", "selected": ["hired"]}).phrase("affected", "en")
        'had the decision “hired”'
        >>> Codebook(roles={"effect": "benefit"}).phrase("affected", "en")
        'got a decision in their favour'
        """
        speech = Language.of(language)
        own = self.text(key, speech)
        if own:
            return own
        other = OTHER_SIDE.get(key)
        if other and (said := self.text(other, speech)):
            return speech.say(NOT_AMONG, phrase=said)
        column, values = (self.roles.get(role) for role in _ROLE[other or key])
        if column and values:
            return speech.say(BY_VALUE[key], value=self._values(str(column), values, speech))
        effect = str(self.roles.get("effect") or "")
        return speech.say(BY_EFFECT.get((effect, key)) or BY_EFFECT["", key])

    def measure(self, measure: str, language: Language | str) -> tuple[str, str]:
        """What a measure of one's own counts, and among whom (empty: everybody); its name where it has no words.

        >>> said = {"measures": {"missed": {"counted": "were missed", "among": "were entitled"}}}
        >>> Codebook().saying(said, {}).measure("missed", "en")
        ('were missed', 'were entitled')
        """
        words = self._measure(measure)
        return _in_language(words.get("counted"), language) or measure, _in_language(words.get("among"), language)

    def measure_harm(self, measure: str) -> int:
        """Whether the higher share (+1) or the lower (-1) of a measure of one's own is the worse, or neither (0)."""
        harm = self._measure(measure).get("harm")
        return harm if harm in (-1, 1) else 0

    def _measure(self, measure: str) -> Mapping[str, Any]:
        measures = self.record.get("measures")
        words = measures.get(measure) if isinstance(measures, dict) else None
        return words if isinstance(words, dict) else {}

    def _values(self, column: str, values: Any, speech: Language) -> str:
        listed = [str(value) for value in ([values] if isinstance(values, (str, int, float, bool)) else values)]
        named = [self.label(column, speech, value) for value in listed[:_MOST_VALUES]]
        told = " / ".join(named if len(listed) <= _MOST_VALUES else [*named, "…"])
        if any(map(_is_bare, named)):
            return speech.say(COLUMN_AND_VALUE, column=self.label(column, speech), value=told)
        return told

    def saying(self, said: Mapping[str, Any], roles: Mapping[str, Any]) -> Codebook:
        """The same codebook with these phrases and roles laid over its own."""
        return replace(self, roles={**self.roles, **roles}, record={**self.record, **said})

    @property
    def _columns(self) -> dict[str, Any]:
        found = self.record.get("columns", {})
        return found if isinstance(found, dict) else {}


def dataset_names() -> list[str]:
    """The datasets that come with the toolkit."""
    return sorted(path.parent.name for path in folder("datasets").glob("*/codebook.yml"))


def read_codebook(name: str | Path) -> Codebook:
    """The codebook of a dataset of ours by name, of a folder that holds ``codebook.yml`` and its table, or of a file.

    A codebook that is named itself (``promotions.yml``) has its table beside it.
    """
    place = Path(name)
    own = place.name if place.suffix in (".yml", ".yaml") and _is_file(place) else ""
    if own:
        place = place.absolute().parent
    elif not _is_file(place / "codebook.yml"):
        place = folder("datasets") / str(name)
        if Path(name).name != str(name) or not _is_file(place / "codebook.yml"):
            raise UnknownDataset(str(name)[:_LONGEST_NAME], dataset_names())
    path = place / (own or "codebook.yml")
    where = f"{place.name}/{path.name}"
    try:
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=_FASTEST)
    except yaml.YAMLError as error:
        raise RecordError(where, str(error).replace("\n", " ")[:200]) from error
    if not isinstance(record, dict):
        raise RecordError(where, "it is not a list of named entries")
    roles = record.get("roles")
    if not isinstance(roles, dict) or not {"decision", "selected", "effect", "groups"} <= set(roles):
        raise RecordError(where, "roles must name decision, selected, effect and groups")
    if unknown := set(roles) - ROLES:
        raise RecordError(where, f"roles does not know {', '.join(sorted(unknown))}")
    table = place / str(record.get("table", "data.csv"))
    if table.resolve().parent != place.resolve():
        raise RecordError(where, "table must name a file in the same folder")
    return Codebook(place.name, table, dict(roles), record)


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no system takes is that of none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _entry(column: Any, value: str) -> dict[str, Any]:
    values = column.get("values") if isinstance(column, dict) else None
    found = values.get(value) if isinstance(values, dict) else None
    return found if isinstance(found, dict) else {}


def _is_bare(value: str) -> bool:
    text = value.strip().casefold()
    return text in _BARE or text.replace(".", "", 1).isdigit()


def _in_language(texts: Any, language: Language | str) -> str:
    if isinstance(texts, str):
        return texts.strip()
    if not isinstance(texts, dict):
        return ""
    return str(texts.get(Language.of(language).code) or texts.get("en") or "").strip()
