"""How like two texts are by their words, where a word that stands everywhere says nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any


class Weights:
    """How much each word says about which text is which: the fewer texts hold it, the more.

    >>> weights = Weights([Counter(["lamp", "red"]), Counter(["lamp", "oil"])])
    >>> weights.of("lamp") < weights.of("red"), weights.inside(Counter(["red"]), Counter(["red", "oil"]))
    (True, 1.0)
    """

    def __init__(self, texts: Sequence[Counter[str]]) -> None:
        often = Counter(stem for text in texts for stem in text)
        total = len(texts) + 1
        self._weight = {stem: math.log(1 + total / count) for stem, count in often.items()}

    def of(self, stem: str) -> float:
        """The weight of a word."""
        return self._weight.get(stem, 1.0)

    def matrix(self, mine: Sequence[Iterable[str]], yours: Sequence[Iterable[str]]) -> Any:
        """Dice's likeness of every pair, words weighted by how rare they are."""
        import numpy as np

        mine, yours = ([[stem for stem in row if stem in self._weight] for row in rows] for rows in (mine, yours))
        columns = {stem: place for place, stem in enumerate(sorted({stem for row in (*mine, *yours) for stem in row}))}
        weights = np.array([self._weight[stem] for stem in columns] or [0.0])

        def table(rows: Sequence[Sequence[str]]) -> Any:
            made = np.zeros((len(rows), max(len(columns), 1)), dtype=np.float32)
            for place, row in enumerate(rows):
                made[place, [columns[stem] for stem in row]] = 1
            return made

        left, right = table(mine), table(yours)
        both = (left * weights) @ right.T
        sums = (left @ weights)[:, None] + (right @ weights)[None, :]
        return 2 * both / np.maximum(sums, 1e-9)

    def inside(self, part: Iterable[str], whole: Counter[str]) -> float:
        """How much of a part stands in a whole."""
        part = list(part)
        wanted = sum(map(self.of, part))
        return sum(self.of(stem) for stem in part if stem in whole) / wanted if wanted else 0.0
