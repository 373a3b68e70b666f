"""By which names this computer is asked for.

A page of another site can make a browser believe that a name of its own belongs to this computer, and would then be
allowed everything that our pages are allowed. So only names are answered that are known to be this computer's.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterable

import psutil

_PORT = re.compile(r":\d{1,5}$")
_ANEW = 5  # seconds after which this computer's addresses are looked up again: it may join another network


class Names:
    """The names and addresses of this computer.

    Parameters
    ----------
    given
        More names by which it is known: those of a gateway in front of it, or what a router's list calls it.

    >>> names = Names(["lessons.union.example"])
    >>> names.know("lessons.union.example:8866"), names.know("localhost"), names.know("elsewhere.example")
    (True, True, False)
    """

    def __init__(self, given: Iterable[str] = (), clock: Callable[[], float] = time.monotonic) -> None:
        self.given = tuple(plain_name(each) for each in given)
        self._clock = clock
        self._own: frozenset[str] = frozenset()
        self._looked: float | None = None

    def know(self, host: str) -> bool:
        """Whether what stands in an address in front of the path is one of them, with or without a port."""
        name = plain_name(host)
        if name in ("localhost", *self.given) or name.endswith(".localhost"):
            return True
        return name in self.own() or _is_loopback(name)

    def own(self) -> frozenset[str]:
        """The names and addresses that this computer has by itself."""
        now = self._clock()
        if self._looked is None or now - self._looked > _ANEW:
            self._looked = now
            self._own = frozenset((*own_names(), *own_addresses()))
        return self._own


def own_names() -> tuple[str, ...]:
    """What this computer calls itself, also as other devices in a home network call it."""
    name = plain_name(socket.gethostname())
    first = name.partition(".")[0]
    return tuple(dict.fromkeys(each for each in (name, first, f"{first}.local", f"{first}.lan") if first))


def own_addresses() -> tuple[str, ...]:
    """Its addresses in all networks that it is in."""
    found = []
    for addresses in psutil.net_if_addrs().values():
        for each in addresses:
            try:
                found.append(str(ipaddress.ip_address(each.address.partition("%")[0])))
            except ValueError:  # the number of a network card stands among the addresses
                continue
    return tuple(dict.fromkeys(found))


def plain_name(host: str) -> str:
    """A name or address without port, brackets, and what else can be written in more than one way.

    >>> plain_name("Lessons.Local.:8866"), plain_name("[::1]:8866"), plain_name("fd00:0::5")
    ('lessons.local', '::1', 'fd00::5')
    """
    name = host.strip().lower()
    if name.startswith("["):
        inside, closed, rest = name[1:].partition("]")
        name = inside if closed and (not rest or _PORT.fullmatch(rest)) else name
    elif name.count(":") == 1:
        name = _PORT.sub("", name)
    name = name.removesuffix(".")
    try:
        return str(ipaddress.ip_address(name.partition("%")[0]))
    except ValueError:
        return name


def network_of(address: str) -> str:
    """What one device cannot change by itself: an old address as it is, of a new one the half that its network gives.

    >>> network_of("192.168.1.7"), network_of("fd00::1:2:3:4"), network_of("::ffff:192.168.1.7")
    ('192.168.1.7', 'fd00::/64', '192.168.1.7')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        if not found.is_loopback:
            return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
