"""What is this system, what does it risk, who decides about it?"""

from __future__ import annotations

from toolkit.governance.systems.answer import Answer
from toolkit.governance.systems.emptiness import Emptiness, Gap
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.standards import from_standard, to_standard
from toolkit.governance.systems.suppliers import who_else
from toolkit.governance.systems.system import System

__all__ = ["Answer", "Emptiness", "Gap", "System", "Systems", "from_standard", "to_standard", "who_else"]
