"""The questionnaire: what is asked, when, in which words, and, in a table of its own, what an answer weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from toolkit.errors import RecordError
from toolkit.languages import Language
from toolkit.registers.fields import Fields, load, load_list
from toolkit.registers.locate import folder
from toolkit.registers.word_files import words_in
from toolkit.registers.words import Words

Kind = Literal["risk", "safeguard", "open"]
KINDS: tuple[Kind, ...] = ("risk", "safeguard", "open")
DIMENSIONS = ("workers", "users", "access", "control", "supplier")
UNKNOWN = "unknown"  # somebody said that they do not know; that is no answer, and counts as none
NONE = "none"  # of several answers, the one that stands alone
COUNTERPARTS = ("ai_act", "gdpr", "iama", "aia")


@dataclass(frozen=True)
class Shown:
    """When a question is asked at all: where another one was answered so."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question; ids and words only, never a number.

    Attributes
    ----------
    kind
        ``risk`` (what may go wrong), ``safeguard`` (what is done about it) or ``open`` (words, never scored).
    options
        The ids of the answers, the least grave or the weakest first. Empty for an open question.
    many
        Whether several answers may be given together.
    shown_if
        On which answer to another question it depends; None where it is always asked.
    counterparts
        Where other assessments ask the same: ``{"ai_act": ("a",), "iama": ("1.1.2",)}``.
    core
        Whether it belongs to the short round.
    """

    id: str
    section: str
    kind: Kind
    text: Words
    options: tuple[tuple[str, Words], ...] = ()
    many: bool = False
    shown_if: Shown | None = None
    counterparts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    core: bool = False

    def say(self, language: Language | str = "en") -> str:
        """The question in a language."""
        return self.text.say(language)

    def answer(self, option: str, language: Language | str = "en") -> str:
        """An answer in words."""
        return dict(self.options)[option].say(language)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of its answers."""
        return tuple(name for name, _ in self.options)


@dataclass(frozen=True)
class Weights:
    """What an answer weighs: a table that a union may change. All of it is a choice, none of it a measurement.

    Attributes
    ----------
    values
        By question and answer: how grave it is, or how far a safeguard goes, from 0 to 1.
    questions
        By question and dimension: how much it counts there.
    levels
        The shares above which the next level is reached.
    most_relief
        The share of a risk that all safeguards together can take away.
    """

    values: Mapping[str, Mapping[str, float]] = field(repr=False)
    questions: Mapping[str, Mapping[str, float]] = field(repr=False)
    levels: tuple[float, ...]
    most_relief: float
    version: str


@dataclass(frozen=True)
class Questionnaire:
    """All questions in their order, with their weights apart.

    >>> ours = questionnaire()
    >>> len(ours.questions), ours.question("jobs").say("fr")[:26]
    (60, 'Dans quelle mesure change-')
    """

    questions: tuple[Question, ...]
    weights: Weights
    words: Mapping[str, Words] = field(repr=False, compare=False)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {one.id: one for one in self.questions}

    def question(self, id_: str) -> Question:
        """A question by its id."""
        return self._by_id[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the sections in their order."""
        return tuple(dict.fromkeys(one.section for one in self.questions))

    def say(self, path: str, language: Language | str) -> str:
        """What the questionnaire calls something: ``dimensions.workers``, ``sections.system``."""
        return self.words[path].say(language)

    def glossary(self, language: Language | str) -> tuple[tuple[str, str], ...]:
        """Terms and what they mean."""
        ids = dict.fromkeys(path.split(".")[1] for path in self.words if path.startswith("glossary."))
        return tuple(
            (self.say(f"glossary.{id_}.term", language), self.say(f"glossary.{id_}.meaning", language)) for id_ in ids
        )

    def weight(self, question: str, dimension: str) -> float:
        """How much a question counts in a dimension; nothing for an open one."""
        return self.weights.questions.get(question, {}).get(dimension, 0.0)

    def total(self, kind: Kind, dimension: str) -> float:
        """The weight of all questions of a kind in a dimension, asked or not: what a share is a share of."""
        return sum(self.weight(one.id, dimension) for one in self.questions if one.kind == kind)

    def reweighted(self, changes: Mapping[str, Mapping[str, float]]) -> Questionnaire:
        """The same questions with some weights of one's own: ``{"jobs": {"workers": 2}}``."""
        changed = {**self.weights.questions}
        for question, new in changes.items():
            if question not in changed or any(one not in DIMENSIONS or weight < 0 for one, weight in new.items()):
                raise RecordError("weights", f"“{question}” has no such weights: {dict(new)}")
            changed[question] = {**changed[question], **new}
        made = replace(self, weights=replace(self.weights, questions=changed))
        _refuse_empty(made)
        return made


@cache
def questionnaire() -> Questionnaire:
    """The questionnaire of this toolkit."""
    return read_questionnaire(folder("templates") / "governance" / "assessment")


def read_questionnaire(path: Path) -> Questionnaire:
    """A questionnaire from a folder with questions.yml, weights.yml and words/.

    Raises
    ------
    RecordError
        With the entry that does not hold.
    """
    words, rows, table = words_in(path / "words"), load_list(path / "questions.yml"), load(path / "weights.yml")
    made: list[Question] = []
    weights = _read_weights(table, rows)
    for number, raw in enumerate(rows, start=1):
        made.append(_read_question(Fields("questions.yml", number, raw), words, {one.id: one for one in made}, weights))
    if len({one.id for one in made}) != len(made):
        raise RecordError("questions.yml", "an id stands there twice")
    scored = {one.id for one in made if one.kind != "open"}
    if scored != set(weights.questions):
        raise RecordError("weights.yml", f"weights and questions differ: {sorted(scored ^ set(weights.questions))}")
    whole = Questionnaire(tuple(made), weights, words)
    _refuse_empty(whole)
    return whole


def _refuse_empty(made: Questionnaire) -> None:
    for dimension in DIMENSIONS:
        if not made.total("risk", dimension) or not made.total("safeguard", dimension):
            raise RecordError("weights.yml", f"nothing counts in “{dimension}”")


def _read_weights(table: Any, rows: list[Any]) -> Weights:
    fields = Fields("weights.yml", 1, table)
    fields.known(["version", "levels", "most_relief", "scales", "choices", "questions"])
    values = {}
    for raw in rows:
        if raw.get("type") == "choices":
            values[raw["id"]] = table["choices"][raw["id"]]
        elif "scale" in raw:
            values[raw["id"]] = table["scales"].get(raw["scale"], {})
    for question, points in values.items():
        shares = list(points.values())
        if not shares or min(shares) < 0 or max(shares) > 1 or shares != sorted(shares):
            raise fields.error(f"the answers to “{question}” must rise from 0 to at most 1")
    for question, by_dimension in table["questions"].items():
        if not by_dimension or any(one not in DIMENSIONS or w <= 0 for one, w in by_dimension.items()):
            raise fields.error(f"“{question}” must weigh something in one of {', '.join(DIMENSIONS)}")
    return Weights(
        values, table["questions"], tuple(table["levels"]), float(table["most_relief"]), str(table["version"])
    )


def _read_question(fields: Fields, words: Mapping[str, Words], before: dict[str, Question], table: Weights) -> Question:
    fields.known(["id", "section", "kind"], ["scale", "type", "options", "shown_if", "counterparts", "core"])
    id_, kind = fields.text("id"), next(one for one in KINDS if one == fields.choice("kind", KINDS))
    many = fields.choice("type", ["choices"], "choice") == "choices"
    names: tuple[str, ...] = ()
    if kind != "open":
        names = fields.texts("options") if many else tuple(table.values.get(id_, ()))
        if tuple(table.values.get(id_, ())) != names:
            raise fields.error("its answers and their values differ")
    where = f"options.{id_}" if many else f"scales.{fields.raw.get('scale')}"
    needed = [f"questions.{id_}", f"sections.{fields.text('section')}", *(f"{where}.{name}" for name in names)]
    for path in needed:
        if path not in words:
            raise fields.error(f"the words “{path}” are missing")
    return Question(
        id_,
        fields.text("section"),
        kind,
        words[f"questions.{id_}"],
        tuple((name, words[f"{where}.{name}"]) for name in names),
        many,
        _read_shown(fields, kind, before, table),
        _read_counterparts(fields),
        fields.flag("core", False),
    )


def _read_shown(fields: Fields, kind: Kind, before: dict[str, Question], table: Weights) -> Shown | None:
    """On what a question depends, if the way there is one that no better or worse answer can turn back."""
    raw = fields.raw.get("shown_if")
    if raw is None:
        return None
    inside = Fields(fields.name, 1, raw, key="question")
    inside.known(["question", "is"])
    parent = before.get(inside.text("question"))
    if parent is None or parent.kind != kind:
        raise fields.error("it must depend on a question of its own kind that stands before it")
    answers = inside.choices("is", parent.names)
    values = table.values[parent.id]
    least = min(values[one] for one in answers)
    if any(value >= least and name not in answers for name, value in values.items()):
        raise fields.error("it must be asked at every answer that weighs as much or more")
    return Shown(parent.id, answers)


def _read_counterparts(fields: Fields) -> tuple[tuple[str, tuple[str, ...]], ...]:
    raw = fields.raw.get("counterparts", {})
    inside = Fields(fields.name, 1, raw, key="")
    inside.known([], COUNTERPARTS)
    return tuple((name, inside.texts(name)) for name in raw)
