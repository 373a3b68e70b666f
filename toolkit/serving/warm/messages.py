"""What the server and the processes of lessons say to each other: JSON behind its length, and open files beside it."""

from __future__ import annotations

import json
import os
import socket
import struct
from typing import Any

Message = dict[str, Any]
LENGTH = struct.Struct("!I")
MOST_BYTES = 256 * 1024**2  # a page with every picture in it is a hundredth of that
MOST_FILES = 2


def pack(message: Message) -> bytes:
    """A message as it goes over the line.

    >>> unpack(pack({"do": "fork"})[LENGTH.size :])
    {'do': 'fork'}
    """
    body = json.dumps(message).encode()
    return LENGTH.pack(len(body)) + body


def unpack(body: bytes) -> Message:
    """A message from the line."""
    message: Message = json.loads(body)
    return message


def tell(line: socket.socket, message: Message, files: tuple[int, ...] = ()) -> None:
    """Send a message, and with it files that are open here."""
    whole = pack(message)
    sent = socket.send_fds(line, [whole], list(files)) if files else line.send(whole)
    line.sendall(whole[sent:])


def hear(line: socket.socket) -> tuple[Message, list[int]] | None:
    """Wait for a message and the files that come with it; None when the other end has gone."""
    head, files = b"", []
    while len(head) < LENGTH.size:
        part, came, _, _ = socket.recv_fds(line, LENGTH.size - len(head), MOST_FILES)
        files += came
        if not part:
            close_files(files)
            return None
        head += part
    body = bytearray()
    length = LENGTH.unpack(head)[0]
    while len(body) < length:
        part = line.recv(min(65536, length - len(body)))
        if not part:
            close_files(files)
            return None
        body += part
    return unpack(bytes(body)), files


def close_files(files: list[int]) -> None:
    """Let go of files that came with a message nobody wants."""
    for file in files:
        os.close(file)
