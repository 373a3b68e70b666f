"""What was planted in the invented datasets, as a log of very many people that logs of their size are drawn from."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pandas as pd

from toolkit.audit import DecisionLog
from toolkit.registers.codebook import dataset_names, read_codebook

TIMES = 40  # as many people as in the dataset, for the shares that samples are drawn from
SEED = 7


@dataclass(frozen=True)
class PlantedAudit:
    """An audit that one or more entries under ``planted`` in a codebook speak of."""

    dataset: str
    where: tuple[tuple[str, str], ...]
    roles: str  # what differs from the codebook's roles, as JSON
    gaps: tuple[dict[str, Any], ...]
    people: int

    @property
    def name(self) -> str:
        """The dataset, and which of its rows or roles."""
        rows = ", ".join(f"{column} {value}" for column, value in self.where)
        changed = ", ".join(f"{key}: {value}" for key, value in json.loads(self.roles).items() if key != "selected")
        return " · ".join(part for part in (self.dataset, rows, changed.replace("['", "").replace("']", "")) if part)

    @property
    def references(self) -> dict[str, str]:
        """The reference of each characteristic that an entry names."""
        return {gap["characteristic"]: gap["reference"] for gap in self.gaps}

    def log(self) -> DecisionLog:
        """A log of very many people of the same kind."""
        return _log(self.dataset, self.where, self.roles, _many_rows(self.dataset))


def planted_audits() -> Iterator[PlantedAudit]:
    """Every planted gap, gathered by the audit that shows it."""
    for dataset in dataset_names():
        codebook = read_codebook(dataset)
        gathered: dict[tuple[tuple[tuple[str, str], ...], str], list[dict[str, Any]]] = {}
        for planted in codebook.record.get("planted", []):
            if "gap" in planted and "ratio" in planted:
                key = (tuple(planted.get("where", {}).items()), json.dumps(planted.get("roles", {})))
                gathered.setdefault(key, []).append(planted["gap"] | {"ratio": planted["ratio"]})
        rows = pd.read_csv(codebook.table, dtype=str, keep_default_na=False)
        for (where, roles), gaps in gathered.items():
            people = _log(dataset, where, roles, rows).people
            yield PlantedAudit(dataset, where, roles, tuple(gaps), people)


def _log(dataset: str, where: tuple[tuple[str, str], ...], changed: str, rows: pd.DataFrame) -> DecisionLog:
    roles = read_codebook(dataset).roles | json.loads(changed)
    roles.pop("within", None)  # gaps are compared before like is compared with like
    for column, value in where:
        rows = rows[rows[column] == value]
    roles["groups"] = [column for column in roles["groups"] if column not in dict(where)]
    return DecisionLog(rows, **roles)


def _many_rows(dataset: str) -> pd.DataFrame:
    maker = _maker(dataset)
    size, _seed = maker.rows.__defaults__  # however it is called there: people, cases, shifts, visits, times
    return pd.DataFrame(maker.rows(size * TIMES, SEED)).astype(str)


def _maker(dataset: str) -> ModuleType:
    path = read_codebook(dataset).table.with_name("make.py")
    spec = importlib.util.spec_from_file_location(f"make_{dataset.replace('-', '_')}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
