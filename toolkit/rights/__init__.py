"""Which right applies here on that day?

`provisions(place="KE", right="human_review", on=date(2026, 12, 1), employer="public")` answers with the law on record;
`what_applies("KE", "monitoring", employer="public")` with what can be used in a situation, how, and by when.
"""

from __future__ import annotations

from toolkit.rights.applying import UnknownSituation, WhatApplies, what_applies
from toolkit.rights.asking import AskedEmployer, Employer, UnknownEmployer, UnknownPlace, UnknownRight
from toolkit.rights.provisions import Provision, provisions

__all__ = [
    "AskedEmployer",
    "Employer",
    "Provision",
    "UnknownEmployer",
    "UnknownPlace",
    "UnknownRight",
    "UnknownSituation",
    "WhatApplies",
    "provisions",
    "what_applies",
]
