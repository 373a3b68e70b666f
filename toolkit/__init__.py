"""Audit algorithms that decide about people at work, and bargain about them.

The rooms, from the ground up: `errors`, `languages`, `registers`, `charts`, `documents`, `audit`, `rights`,
`bargaining`, `course`, `app`, `serving`. A room may know any room listed before it, never one listed after it
(`audit` and `rights` are neighbours and do not know each other). See `docs/architecture.md`.
"""

__version__ = "0.1.0"
