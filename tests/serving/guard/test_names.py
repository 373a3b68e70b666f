"""By which names this computer is known, and where a request comes from."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from toolkit.serving.guard import names
from toolkit.serving.guard.names import Names, network_of


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Names:
    """A computer called ``Amina-PC.example`` with two addresses, behind a gateway that has a name."""
    cards: dict[str, list[Any]] = {
        "wlan0": [SimpleNamespace(address="192.168.1.20"), SimpleNamespace(address="fe80::7%wlan0")],
        "card": [SimpleNamespace(address="02:fc:00:00:00:01")],
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards)
    monkeypatch.setattr(socket, "gethostname", lambda: "Amina-PC.example")
    return Names(["Lessons.Union.example."])


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LOCALHOST:8866", "lessons.localhost", "127.0.0.1:8866", "127.8.8.8", "[::1]:8866", "::1",
        "192.168.1.20", "192.168.1.20:80", "[fe80::7]:8866", "amina-pc.example", "amina-pc", "amina-pc.local:8866",
        "AMINA-PC.LOCAL.", "lessons.union.example", "lessons.union.example:443",
    ],
)  # fmt: skip
def test_its_own_names_are_known(known: Names, host: str) -> None:
    assert known.know(host)


@pytest.mark.parametrize(
    "host",
    [
        "", "elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example", "192.168.1.21",
        "203.0.113.9", "xlocalhost", "union.example", "amina-pc.elsewhere.example", "[::1", "localhost:8866:8866",
        "localhost\0", "127.1", "localhost:x", "2130706433", "0x7f.0.0.1", "[fe80::7].elsewhere.example",
    ],
)  # fmt: skip
def test_no_other_name_is(known: Names, host: str) -> None:
    assert not known.know(host)


def test_a_network_that_is_joined_later_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    own: tuple[str, ...] = ()
    monkeypatch.setattr(names, "own_addresses", lambda: own)
    known = Names(clock=lambda: now)
    assert not known.know("10.0.0.7")
    own = ("10.0.0.7",)
    assert not known.know("10.0.0.7"), "not looked up for each request"
    now = 6.0
    assert known.know("10.0.0.7")


def test_a_device_cannot_come_from_many_places_at_once() -> None:
    assert network_of("fd00::1") == network_of("fd00::2:ffff") != network_of("fd00:0:0:1::1")
    assert network_of("fe80::7%wlan0") == network_of("fe80::8")
    assert network_of("not an address") == "not an address"
