"""What keeps one visitor from stopping, filling or leaking the room?

Who is let in by which name (`names`, `code`, `certificate`), how much each may send, leave unread and keep open
(`messages`, `line`, `connections`), what a lesson's process may take (`process`, `memory`), who comes next (`turns`),
and what is written down about it (`log`).
"""
