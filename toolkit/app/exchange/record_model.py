"""A record of one's own and the files of others, without any widget: what is written, what stands against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toolkit.errors import translatable
from toolkit.exchange.likeness import Alike, Elsewhere, duplicates, who_else
from toolkit.exchange.merging import Merged, merge
from toolkit.exchange.publishing import Problem, problems
from toolkit.exchange.shared import ID, Shared
from toolkit.languages import Language

NO_UNION = translatable("Say which union hands it over: a record without an author helps nobody.")
MOST_COMPARED = 300  # every record is held against every other, while somebody waits
_COUNTED = translatable("Records: {number}. Unions: {unions}.")
_GONE = translatable("Taken back by their unions, with nothing of them left: {number}.")
_OLD = translatable("{record} of {union} held until {day}. Ask before you rely on it.")
_CONFLICT = translatable(
    "Two versions of one record of {union} say different things under the same number. Both are kept. Ask {union} "
    "which one holds."
)
_NO_PAIRS = translatable(
    "No pair was found that looks like the same work done twice. Other words could still hide one."
)
_TOO_MANY = translatable("Pairs are looked for among the first {number} records only.")
_NOBODY = translatable(
    "Nobody in these files has your system, your supplier or your subject. That says little: ask on."
)
_ELSEWHERE = translatable("{union}: {about}. In common: {same}.")


@dataclass(frozen=True)
class RecordModel:
    """One record that is being written, and what files of others hold together."""

    language: Language
    today: date
    record: Shared | None = None
    merged: Merged = field(default_factory=Merged)

    def problems(self) -> tuple[Problem, ...]:
        """What stands between the record and its publication."""
        return problems(self.record, self.today) if self.record is not None else ()

    def pairs(self) -> tuple[Alike, ...]:
        """Records in the files that may tell of the same thing."""
        return duplicates(self.merged.live[:MOST_COMPARED])

    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """Records of others that have something in common with one's own."""
        own = self.record
        if own is None:
            return ()
        return who_else(self.merged.live, system=own.system, supplier=own.supplier, topic=own.topic, but=own.author)

    def say_merged(self) -> list[str]:
        """What became of the files: how much there is, what was taken back, what is old, what disagrees."""
        say, merged = self.language.say, self.merged
        unions = len({one.author for one in merged.live})
        told = [say(_COUNTED, number=len(merged.live), unions=unions)]
        if merged.tombstones:
            told.append(say(_GONE, number=len(merged.tombstones)))
        for sides in merged.conflicts:
            told.append(say(_CONFLICT, union=self.language.isolate(sides[0].author)))
        for one in merged.expired(self.today):
            union = self.language.isolate(one.author)
            told.append(say(_OLD, record=one.say_title(self.language), union=union, day=one.expires))
        return told

    def say_pairs(self) -> list[str]:
        """What looks like the same work done twice; that none was found is no proof."""
        told = [one.say(self.language) for one in self.pairs()] or [self.language.say(_NO_PAIRS)]
        if len(self.merged.live) > MOST_COMPARED:
            told.append(self.language.say(_TOO_MANY, number=MOST_COMPARED))
        return told

    def say_elsewhere(self) -> list[str]:
        """Who else has the system, the supplier or the problem."""
        told = [
            self.language.say(
                _ELSEWHERE,
                union=self.language.isolate(one.record.author),
                about=one.record.say_title(self.language),
                same=one.say_same(self.language),
            )
            for one in self.elsewhere()
        ]
        return told or [self.language.say(_NOBODY)]


def record_of(said: Mapping[str, Any], id_: str, language: Language, today: date) -> Shared | None:
    """The record as it was entered; None without a union, or before it has an id."""
    if not said.get("author") or not ID.fullmatch(id_):
        return None
    known = {name: value for name, value in said.items() if value not in (None, "")}
    version = known.pop("version", 1)
    whole = version if isinstance(version, int) and 1 <= version <= 1_000_000 else 1
    return Shared(id=id_, version=whole, written=today, language=language.code, **known)


def both(files: tuple[tuple[Shared, ...], ...]) -> Merged:
    """Any number of files as one."""
    merged = Merged()
    for one in files:
        merged = merge(merged, one)
    return merged
