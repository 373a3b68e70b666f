"""A signed agreement watched over a growing log: one page when a promise breaks, and nothing otherwise.

Looking again and again finds a broken promise by chance in the end. So the n-th look asks for more certainty than the
one before: it may fail with 6/(π² n²) of the chance that all looks together may, which add up to that chance over all
looks there will ever be.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.promises import KeptPromise, check_promises
from toolkit.documents import Bullets, Document, Heading, Paragraph
from toolkit.errors import DataError, translatable
from toolkit.languages import Language

TITLE = translatable("A promise is broken")
LEAD = translatable("{agreement}: what the log shows on {day}.")
LOOKS = translatable(
    "This is look number {looks} into this log. Each look asks for more certainty than the one before ({confidence} "
    "here), so that all of them together name a promise broken by chance in at most {chance} of such agreements."
)
NOT_A_VERDICT = translatable(
    "A number is evidence, not a verdict on anyone. Ask the employer first: has the system, or who is decided about, "
    "changed?"
)
OTHERS = translatable("The other promises")
NO_MEMORY = translatable(
    "“{path}” is not what the watch wrote down. Give the file that it wrote, or another name for a new watch."
)
Key = tuple[str, ...]


@dataclass(frozen=True)
class Watched:
    """What a watch remembers: how often it looked, and which broken promises it told."""

    looks: int = 0
    told: tuple[Key, ...] = ()

    @classmethod
    def open(cls, path: str | Path) -> Watched:
        """What was written down; an empty memory where there is no file yet.

        Raises
        ------
        DataError
            If the file is something else.
        """
        place = Path(path)
        if not place.exists():
            return cls()
        try:
            record = json.loads(place.read_text(encoding="utf-8"))
            looks, told = int(record["looks"]), tuple(tuple(str(one) for one in key) for key in record["told"])
        except (ValueError, KeyError, TypeError, OSError, UnicodeDecodeError) as error:
            raise DataError(NO_MEMORY, path=place.name) from error
        return cls(max(looks, 0), told)

    def save(self, path: str | Path) -> None:
        """Write it down. It holds no number of anybody: only names of clauses and groups."""
        record = {"looks": self.looks, "told": self.told}
        Path(path).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True)
class Look:
    """One look of a watch: what became of every promise, and which are newly broken."""

    agreement: Draft = field(repr=False)
    promises: tuple[KeptPromise, ...]
    broken: tuple[KeptPromise, ...]  # that were not told before
    watched: Watched
    confidence: float
    overall: float

    def page(self, language: Language | str = "en", *, on: date | None = None) -> Document | None:
        """One page about what is newly broken; None where nothing is."""
        if not self.broken:
            return None
        speech = Language.of(language)
        told = {
            "looks": self.watched.looks,
            "confidence": speech.percent(self.confidence, 2),
            "chance": speech.percent(1 - self.overall),
        }
        day = speech.date(on or date.today())
        return Document(
            title=speech.say(TITLE),
            language=speech,
            blocks=(
                Paragraph(speech.say(LEAD, agreement=self.agreement.title, day=day), "lead"),
                Bullets(tuple(promise.say(speech) for promise in self.broken)),
                Paragraph(speech.say(NOT_A_VERDICT)),
                Paragraph(speech.say(LOOKS, **told), "note"),
                *self._others(speech),
            ),
            one_page=True,
        )

    def _others(self, speech: Language) -> tuple[Any, ...]:
        others = [promise for promise in self.promises if promise not in self.broken][:4]
        if not others:
            return ()
        return (Heading(speech.say(OTHERS)), Bullets(tuple(promise.say(speech) for promise in others)))


def confidence_of_look(number: int, overall: float) -> float:
    """How sure the n-th look has to be, so that all looks together fail as seldom as `overall` says.

    >>> round(confidence_of_look(1, 0.95), 4), round(confidence_of_look(12, 0.95), 5)
    (0.9696, 0.99979)
    """
    return 1 - (1 - overall) * 6 / (math.pi**2 * number**2)


def watch(
    agreement: Draft, log: DecisionLog, before: Watched | None = None, *, confidence: float = 0.95, **how: Any
) -> Look:
    """Look once more whether what was signed is kept.

    Parameters
    ----------
    agreement : Draft
        As signed: the blanks with the promised numbers are filled in.
    log : DecisionLog
        Of decisions from the signature on; the same one, grown, at each look.
    before : Watched, optional
        What the last look left to remember.
    confidence : float
        How sure all looks together have to be.
    how
        As in `audit`: reference, smallest_cell and so on.

    Returns
    -------
    Look
        A promise that is broken is told once, and again only after it was kept in between.

    Raises
    ------
    UnfilledBlank, AuditError
    """
    before = before or Watched()
    number = before.looks + 1
    sure = confidence_of_look(number, confidence)
    result: AuditResult = audit(log, confidence=sure, **how)
    promises = check_promises(agreement, result)
    broken = tuple(one for one in promises if one.status == "broke")
    kept = {_key(one) for one in promises if one.status == "holds"}
    remembered = [key for key in before.told if key not in kept]
    fresh = tuple(one for one in broken if _key(one) not in remembered)
    watched = Watched(number, (*remembered, *(_key(one) for one in fresh)))
    return Look(agreement, promises, fresh, watched, sure, confidence)


def _key(promise: KeptPromise) -> Key:
    pair = sorted((promise.group, promise.reference))
    return (promise.clause, promise.measure, promise.characteristic, *pair)
