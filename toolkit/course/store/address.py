"""Where a store is, told to a process that may run in another folder."""

from __future__ import annotations

from pathlib import Path

ADDRESS = "TOOLKIT_STORE"  # the variable under which a process finds it
_FILE = "sqlite:///"


def absolute(url: str) -> str:
    """An address that means the same from every folder.

    >>> absolute("postgresql://host/data"), absolute("sqlite:////tmp/a.sqlite"), absolute("sqlite:///:memory:")
    ('postgresql://host/data', 'sqlite:////tmp/a.sqlite', 'sqlite:///:memory:')
    >>> absolute("sqlite:///a.sqlite") == f"sqlite:///{Path.cwd() / 'a.sqlite'}"
    True
    """
    name = url.removeprefix(_FILE)
    if name == url or not name or name.startswith((":memory:", "file:")):
        return url
    return f"{_FILE}{Path(name).absolute()}"
