"""Which right applies here on that day: `provisions(place="KE", right="human_review", on=date(2026, 12, 1))`."""

from __future__ import annotations

from toolkit.rights.provisions import (
    Employer,
    Provision,
    UnknownEmployer,
    UnknownPlace,
    UnknownRight,
    provisions,
)

__all__ = ["Employer", "Provision", "UnknownEmployer", "UnknownPlace", "UnknownRight", "provisions"]
