"""Where a store is, and where a process that may not know it asks the server instead."""

from __future__ import annotations

import hashlib
import hmac

ADDRESS = "TOOLKIT_STORE"  # the variable under which somebody who runs a notebook by hand may name a store
SERVER = "TOOLKIT_SERVER"  # where the processes of a server ask it; it names no store and holds no password
PROOF = "X-Proof"


def proof_of(key: bytes) -> str:
    """What shows that a process has the key of a kernel, without telling the key."""
    return hmac.new(key, b"workshops", hashlib.sha256).hexdigest()
