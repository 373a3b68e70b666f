"""The port on which the lessons are served, reserved before anything is started, and the folder of their sockets."""

from __future__ import annotations

import errno
import os
import socket
import tempfile

from toolkit.errors import SetupError
from toolkit.serving.pages import words

WAITING = 1024  # connections that nobody has taken yet; of more, a browser tries again after a whole second
HIGHEST_PORT = 65535
EVERYWHERE = ("0.0.0.0", "::")
_LONGEST_SOCKET_PATH = 100  # macOS allows 104 bytes, Linux 108
_BESIDE_FOLDER = len("/voila_12345678/kernel-12345678-1234-1234-1234-123456789012-ipc-5")


def take_port(port: int, host: str) -> socket.socket:
    """Reserve the port before anything is started, or say clearly why that cannot be."""
    if not 0 <= port <= HIGHEST_PORT:
        raise SetupError(words.PORT_REFUSED, port=str(port), other="8866")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    # The number as text: a port is a name, not an amount with a thousands separator.
    other = str(port + 1 if port >= 1024 else 8866)
    # Some systems let two listen, one everywhere and one here, and only the second would be reached from here.
    if port and host in EVERYWHERE and _somebody_answers(port):
        raise SetupError(words.PORT_TAKEN, port=str(port), other=other)
    try:
        taken = socket.create_server((host, port), family=family, backlog=WAITING, dualstack_ipv6=both)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SetupError(words.PORT_TAKEN, port=str(port), other=other) from None
        if error.errno == errno.EACCES:
            raise SetupError(words.PORT_REFUSED, port=str(port), other=other) from None
        raise SetupError(words.NO_SUCH_HOST, host=host) from None
    taken.setblocking(False)
    return taken


def _somebody_answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def folder_for_sockets() -> str:
    """A folder for the kernels' sockets whose path is short enough for a socket."""
    usual = tempfile.gettempdir()
    too_long = len(os.fsencode(usual)) + _BESIDE_FOLDER > _LONGEST_SOCKET_PATH
    return "/tmp" if os.name == "posix" and too_long else usual
