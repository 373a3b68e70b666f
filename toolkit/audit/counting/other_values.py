"""Values of a decision or an outcome that nobody named as yes or true, and that therefore count as the contrary."""

from __future__ import annotations

from collections.abc import Mapping


def values_not_named(
    cells: Mapping[tuple[str | None, ...], int], decision: int, place: int, named: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    """Each such value with its people, of those who have a decision; the commonest first.

    ``decision`` and ``place`` say where in a cell's key the decision and the value stand.

    >>> values_not_named({("a", "hired"): 5, ("a", "pending"): 2, ("b", "pending"): 1}, 1, 1, ("hired",))
    (('pending', 3),)
    """
    found: dict[str, int] = {}
    for key, people in cells.items():
        value = key[place]
        if key[decision] is not None and value is not None and value not in named:
            found[value] = found.get(value, 0) + people
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))
