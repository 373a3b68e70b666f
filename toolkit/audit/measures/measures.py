"""What can be compared between groups. A measure is one row: who is counted, among whom, and how that is said.

"Positive" means *selected*, whether that is good or bad for the person. Definitions as in S. Verma and J. Rubin,
"Fairness definitions explained", FairWare 2018; `scoring_rate` as in New York City, 6 RCNY 5-300.

A measure sees the states of people only (decision, outcome, side of the middle of all scores), never who they are: it
is worked out once for each of the eighteen states, so that its numbers are always sums over whole states of a group.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.counts import CountTable
from toolkit.errors import AuditError
from toolkit.languages import translatable

Mask = NDArray[np.bool_]
Words = str | Mapping[str, str]
Need = Literal["outcome of selected", "outcome of spared", "score"]
Telling = Literal["first", "told", "listed", "by complement"]
FIRST: tuple[Telling, ...] = ("first",)  # what is told in the shortest tables,
SPOKEN: tuple[Telling, ...] = (*FIRST, "told")  # in findings,
LISTED: tuple[Telling, ...] = (*SPOKEN, "listed")  # and in tables

NOT_OF_STATES = translatable(
    "The measure “{name}” cannot be worked out: {cause}. Its functions are given arrays named selected, outcome and "
    "above, with one entry for each kind of person, and give back as many times yes or no. They see no groups."
)

_EVERY = list(product((False, True), (-1, 0, 1), (-1, 0, 1)))  # decision, outcome, above the middle
_SHAPE = (2, 3, 3)
STATES = len(_EVERY)


@dataclass(frozen=True)
class States:
    """The states that somebody can be in, one entry each: all that a measure is given to see."""

    selected: Mask
    outcome: NDArray[np.int64]
    above: NDArray[np.int64]


MaskOf = Callable[[States], Mask]


def _states() -> States:
    """All states; fresh, as a person's own function may write into it."""
    selected, outcome, above = (np.array(column) for column in zip(*_EVERY, strict=True))
    return States(selected, outcome, above)


def _everybody(_states: States) -> Mask:
    return np.ones(STATES, dtype=bool)


@dataclass(frozen=True)
class Measure:
    """A share: the people `counted` among the people `among`, and the words in which it is said.

    Parameters
    ----------
    id : str
        Its name in tables.
    counted, among : function
        Whom it counts, and among whom (everybody if left out). Each is given arrays with one entry for each kind of
        person, ``selected`` (true or false), ``outcome`` and ``above`` (over the middle of all scores; both 1 for yes,
        0 for no, -1 for unknown), and gives back an array of true and false. Groups it does not see.
    label : str or {language: text}
        What is counted, in words that follow the people: "were flagged or missed".
    among_label : str or {language: text}
        Among whom, in words that follow "who": "have a score". Needed where `among` is not everybody.
    harm : {-1, 0, 1} or {effect: one of these}
        1 where the group with the higher share is the worse off, -1 where it is the one with the lower, 0 (as it is if
        left out) where nobody is called worse off; alike for every log, or for each effect of being selected.
    sentence, parts, complement, telling, is_error, of_people
        How ours are told: the whole sentence of a gap; what is counted and among whom in phrases of the codebook; which
        measure says the same from the other side; how far to the front it is told (in the shortest tables, in findings,
        in tables only, or by its complement); whether it counts errors; and what is said of people where the label is
        said of the decision.

    Examples
    --------
    How often people were checked although nothing was wrong, or passed over although something was:

    >>> wrong = Measure(
    ...     "wrong",
    ...     counted=lambda states: states.selected != (states.outcome == 1),
    ...     among=lambda states: states.outcome >= 0,
    ...     label="got a wrong decision",
    ...     among_label="have a known outcome",
    ...     harm=1,
    ... )
    >>> sorted(wrong.needs), wrong.harm_for("burden")
    (['outcome of selected', 'outcome of spared'], 1)
    """

    id: str
    _: KW_ONLY
    counted: MaskOf
    among: MaskOf = _everybody
    label: Words = field(default="", hash=False)
    among_label: Words = field(default="", hash=False)
    harm: int | Mapping[str, int] = field(default=0, hash=False)
    sentence: str = ""
    parts: tuple[str, str] = ("", "")
    complement: str = ""
    telling: Telling = "told"
    is_error: bool = False
    of_people: str = ""

    def harm_for(self, effect: str) -> int:
        """Whether the higher share (+1) or the lower (-1) is the worse one where being selected has this effect."""
        return self.harm if isinstance(self.harm, int) else self.harm.get(effect, 0)

    @cached_property
    def states(self) -> tuple[Mask, Mask]:
        """Which states are counted, and among which; states of one decision stand together, then of one outcome.

        Raises
        ------
        AuditError
            If a function asks for more than states, or gives back something else than yes or no for each.
        """
        found = []
        for name, mask_of in (("counted", self.counted), ("among", self.among)):
            try:
                mask = np.asarray(mask_of(_states()))
            except Exception as error:  # a person's own function can fail in any way
                cause = f"{name}: {type(error).__name__}: {error}"
                raise AuditError(NOT_OF_STATES, name=self.id, cause=cause) from error
            if mask.shape != (STATES,) or mask.dtype != np.bool_:
                raise AuditError(NOT_OF_STATES, name=self.id, cause=f"{name}: {mask.dtype} {mask.shape}")
            found.append(mask.copy())
        return found[0] & found[1], found[1]

    @cached_property
    def needs(self) -> frozenset[Need]:
        """What the log must hold for it: outcomes of people of either decision, or a score; nothing beside decisions.

        "outcome" is what turned out true for the selected and for the others; some need it for one of the two only.
        """
        found: set[Need] = set()
        for mask in self.states:
            spared, selected = mask.reshape(_SHAPE)
            if _varies(selected, 0):
                found.add("outcome of selected")
            if _varies(spared, 0):
                found.add("outcome of spared")
            if _varies(mask.reshape(_SHAPE), 2):
                found.add("score")
        return frozenset(found)

    @property
    def needs_outcome(self) -> bool:
        """Whether it asks what turned out true."""
        return bool(self.needs - {"score"})

    def leaves_out_unknown(self, selected: bool) -> bool:
        """Whether people of this decision are not among whom it counts if their outcome is not known."""
        return not self.states[1].reshape(_SHAPE)[int(selected), 0].any()

    def if_known(self, selected: bool) -> tuple[frozenset[str], frozenset[str]]:
        """What somebody of this decision and unknown outcome counts as, and what they could if it were known.

        "counted", "not counted" (but among whom it counts) or "out". Where it is all the same to the measure what
        comes true, both are the same.
        """
        counted, among = (mask.reshape(_SHAPE)[int(selected)] for mask in self.states)
        roles = np.where(counted, "counted", np.where(among, "not counted", "out"))
        now = frozenset(map(str, roles[0]))
        return now, now if (roles[1] == roles[2]).all() else frozenset(map(str, roles[1:].ravel()))


def _varies(mask: Mask, axis: int) -> bool:
    return bool((mask != mask.take([0], axis=axis)).any())


def _selected(states: States) -> Mask:
    return np.asarray(states.selected & (states.outcome >= 0))


def _spared(states: States) -> Mask:
    return np.asarray(~states.selected & (states.outcome >= 0))


def _true(states: States) -> Mask:
    return np.asarray(states.outcome == 1)


def _untrue(states: States) -> Mask:
    return np.asarray(states.outcome == 0)


def _known(states: States) -> Mask:
    return np.asarray(states.outcome >= 0)


def _right(states: States) -> Mask:
    return np.asarray(_known(states) & (states.selected == (states.outcome == 1)))


# Whole sentences, so that every language can order them its own way.
MEASURES: tuple[Measure, ...] = (
    Measure(
        "selection_rate",
        counted=lambda states: states.selected,
        sentence=translatable("Of {base} {group}, {n} {affected}; of {base} {reference}, {m}."),
        parts=("affected", ""),
        harm={"burden": 1, "benefit": -1},
        telling="first",
    ),
    Measure(
        "base_rate",
        counted=_true,
        among=_known,
        sentence=translatable("Of {base} {group}, {n} {came_true}; of {base} {reference}, {m}."),
        parts=("came_true", ""),
        telling="listed",
    ),
    Measure(
        "true_positive_rate",
        counted=_selected,
        among=_true,
        sentence=translatable("Of {base} {group} who {came_true}, {n} {affected}; of {base} {reference}, {m}."),
        parts=("affected", "came_true"),
        harm={"benefit": -1},
        complement="false_negative_rate",
        telling="by complement",
    ),
    Measure(
        "false_positive_rate",
        counted=_selected,
        among=_untrue,
        sentence=translatable(
            "Of {base} {group} who {came_untrue}, {n} {affected} all the same; of {base} {reference}, {m}."
        ),
        parts=("affected", "came_untrue"),
        harm={"burden": 1, "benefit": -1},
        complement="true_negative_rate",
        telling="first",
        is_error=True,
    ),
    Measure(
        "false_negative_rate",
        counted=_spared,
        among=_true,
        sentence=translatable("Of {base} {group} who {came_true}, {n} {spared}; of {base} {reference}, {m}."),
        parts=("spared", "came_true"),
        harm={"burden": -1, "benefit": 1},
        complement="true_positive_rate",
        telling="first",
        is_error=True,
    ),
    Measure(
        "true_negative_rate",
        counted=_spared,
        among=_untrue,
        sentence=translatable("Of {base} {group} who {came_untrue}, {n} {spared}; of {base} {reference}, {m}."),
        parts=("spared", "came_untrue"),
        harm={"burden": -1},
        complement="false_positive_rate",
        telling="by complement",
    ),
    Measure(
        "precision",
        counted=_true,
        among=_selected,
        sentence=translatable("Of {base} {group} who {affected}, {n} {came_true}; of {base} {reference}, {m}."),
        parts=("came_true", "affected"),
        harm={"burden": -1},
        complement="false_discovery_rate",
        telling="by complement",
    ),
    Measure(
        "false_discovery_rate",
        counted=_untrue,
        among=_selected,
        sentence=translatable("Of {base} {group} who {affected}, {n} {came_untrue}; of {base} {reference}, {m}."),
        parts=("came_untrue", "affected"),
        harm={"burden": 1},
        complement="precision",
        is_error=True,
    ),
    Measure(
        "false_omission_rate",
        counted=_true,
        among=_spared,
        sentence=translatable("Of {base} {group} who {spared}, {n} {came_true}; of {base} {reference}, {m}."),
        parts=("came_true", "spared"),
        harm={"benefit": 1},
        complement="negative_predictive_value",
        is_error=True,
    ),
    Measure(
        "negative_predictive_value",
        counted=_untrue,
        among=_spared,
        sentence=translatable("Of {base} {group} who {spared}, {n} {came_untrue}; of {base} {reference}, {m}."),
        parts=("came_untrue", "spared"),
        harm={"benefit": -1},
        complement="false_omission_rate",
        telling="by complement",
    ),
    Measure(
        "accuracy",
        counted=_right,
        among=_known,
        sentence=translatable(
            "For {n} of {base} {group} the decision matched what turned out true; for {m} of {base} {reference}."
        ),
        label=translatable("the decision matched what turned out true"),
        # No harm: wrong decisions can be in people's favour. The error rates say on which side they fall.
        of_people=translatable("had a decision that matched what turned out true"),
    ),
    Measure(
        "scoring_rate",
        counted=lambda states: states.above == 1,
        among=lambda states: states.above >= 0,
        sentence=translatable(
            "Of {base} {group}, {n} were given a score above the middle of all scores; of {base} {reference}, {m}."
        ),
        label=translatable("have a score above the middle of all scores"),
        # No harm: a high score can be good or bad. Where decisions follow it, the audit says so in its codebook.
    ),
)
BY_ID: Mapping[str, Measure] = {measure.id: measure for measure in MEASURES}


def is_told(measure: str, asked: Collection[str], among: Collection[Telling]) -> bool:
    """Whether a measure is told among these; one asked for by name is, unless its complement is as well and tells it.

    >>> is_told("precision", (), LISTED), is_told("precision", ["precision"], LISTED)
    (False, True)
    """
    row = BY_ID.get(measure)
    if row is None:  # somebody's own
        return True
    return row.telling in among if not asked else row.telling != "by complement" or row.complement not in asked


def masks(measure: Measure, cells: CountTable) -> tuple[Mask, Mask]:
    """Which cells are counted, and among which."""
    return in_states(measure.states, cells)


def in_states(states: tuple[Mask, Mask], cells: CountTable) -> tuple[Mask, Mask]:
    """The cells of the states that are counted, and of those among which."""
    state = (cells.selected * 3 + cells.outcome + 1) * 3 + cells.above + 1
    counted, among = states
    return np.asarray(counted[state]), np.asarray(among[state])
