"""The table of counts as it is published: every kind of people in every place, also those that are nobody."""

from __future__ import annotations

from itertools import compress

import numpy as np

from toolkit.audit.comparing.shares import Columns, Shares
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows

_WORDS = {1: "yes", 0: "no", -1: UNKNOWN}


def published_counts(shares: Shares) -> Columns:
    """The columns of ``result.counts``.

    A place is a combination of groups, strata and period; a state is decision, outcome and score. Where anything is
    blanked, each place lists every state, so that a missing row tells nothing. A zero is told only where nothing beside
    it is blanked (in its place, and in its kind over all places): else it would tell that the blanks are not zero.
    """
    cells, roles = shares.cells, shares.log.roles
    places, _, place_of = distinct_rows([cells.codes[name] for name in cells.names])
    states, _, state_of = distinct_rows([cells.selected, cells.outcome, cells.above])
    _, _, groups_of = distinct_rows(places.T[: len(roles.groups)])
    people = np.zeros((len(places), len(states)), dtype=np.int64)
    people[place_of, state_of] = cells.people
    blanked = np.zeros(people.shape, dtype=bool)
    blanked[place_of, state_of] = ~shares.cells_shown
    by_kind = np.zeros((int(groups_of.max()) + 1, len(states)), dtype=bool)
    np.logical_or.at(by_kind, groups_of, blanked)
    blanked |= (people == 0) & (blanked.any(axis=1, keepdims=True) | by_kind[groups_of])

    listed = (np.ones(people.shape, dtype=bool) if blanked.any() else people > 0).ravel()
    columns: Columns = {}
    for position, name in enumerate(cells.names):
        labels = np.array(cells.labels[name], dtype=object)
        columns[name] = np.repeat(labels[places[:, position]], len(states)).tolist()
    asked = {"selected": True, "outcome": roles.outcome is not None, "above_median": roles.score is not None}
    taken = set(columns)
    for position, (name, wanted) in enumerate(asked.items()):
        if wanted:
            columns[_free(name, taken)] = [_WORDS[int(state[position])] for state in states] * len(places)
    columns[_free("people", taken)] = [
        None if hidden else int(number)
        for number, hidden in zip(shares.rounding.of(people.ravel()), blanked.ravel(), strict=True)
    ]
    return {name: list(compress(values, listed)) for name, values in columns.items()}


def _free(name: str, taken: set[str]) -> str:
    """A column name that does not clash with a characteristic's."""
    while name in taken:
        name += "_"
    return name
