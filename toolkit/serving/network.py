"""Where other devices find this computer, and whether one has come yet.

No computer can see from inside whether a hotel's Wi-Fi keeps devices apart or a firewall blocks them; it shows when
the first phone arrives. That one has come is all that is remembered: no address is kept or written down.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass

import psutil
from tornado.web import RequestHandler

# A phone comes in over none of these: they lead to machines inside this one, or through a tunnel somewhere else.
_INSIDE = re.compile(
    r"docker|podman|veth|virbr|vmnet|vmware|vbox|virtualbox|vethernet|hyper-v|wsl|lxc|cni|flannel|cali"
    r"|^br-|tun|tap|^wg|ppp|vpn|tailscale|zerotier|^zt|^ham|^awdl|^llw|bluetooth",
    re.IGNORECASE,
)
# What routers and hotspots give to phones and computers alike.
_AT_HOME = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_WIRELESS = re.compile(r"^wl|wlan|wi-?fi|wireless|^ap\d|^en0$", re.IGNORECASE)


@dataclass(frozen=True)
class Reach:
    """Where the start page is opened, from this computer and from others.

    Parameters
    ----------
    ip, port
        Where the server listens.
    base
        The part of the address in front of every page.
    encrypted
        Whether the server has a certificate.
    """

    ip: str
    port: int
    base: str = "/"
    encrypted: bool = False

    @property
    def here(self) -> str:
        """What somebody types into a browser on this computer."""
        return self._address("127.0.0.1" if self._everywhere else self.ip)

    @property
    def only_here(self) -> bool:
        """Whether no other device is let in."""
        return ipaddress.ip_address(self.ip).is_loopback

    def for_phones(self) -> tuple[str, ...]:
        """What somebody types into a phone, the most promising first; looked up anew, as networks come and go."""
        if self.only_here:
            return ()
        return tuple(map(self._address, addresses_in_networks() if self._everywhere else (self.ip,)))

    @property
    def _everywhere(self) -> bool:
        return ipaddress.ip_address(self.ip).is_unspecified

    def _address(self, ip: str) -> str:
        return f"{'https' if self.encrypted else 'http'}://{f'[{ip}]' if ':' in ip else ip}:{self.port}{self.base}"


class Arrivals:
    """Notices the first other device that opens a page."""

    def __init__(self, tell: Callable[[], object]) -> None:
        self.tell = tell
        self.came = False

    def notice(self, answered: RequestHandler) -> None:
        """Look at an answered request, until one came from elsewhere."""
        if not self.came and answered.get_status() < 400 and not is_this_computer(answered.request.remote_ip or ""):
            self.came = True
            self.tell()


def addresses_in_networks() -> tuple[str, ...]:
    """This computer's addresses in the networks it is in, the one that phones most likely reach first."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        (_rank(name, each.address, tunnel=each.ptp is not None), each.address)
        for name, addresses in psutil.net_if_addrs().items()
        for each in addresses
        if name in up and each.family == socket.AF_INET and _leads_out(each.address)
    ]
    return tuple(address for _, address in sorted(found, key=lambda each: each[0]))


def is_this_computer(ip: str) -> bool:
    """Whether an address is one of this computer's own; what is no address counts as its own."""
    try:
        asked = _plain(ip)
    except ValueError:
        return True
    own = (each.address for addresses in psutil.net_if_addrs().values() for each in addresses)
    return asked.is_loopback or any(_same(asked, each) for each in own)


def is_loopback(ip: str) -> bool:
    """Whether an address never leaves this computer; what is no address does not."""
    try:
        return _plain(ip).is_loopback
    except ValueError:
        return True


def _rank(name: str, ip: str, *, tunnel: bool) -> tuple[bool, bool, bool]:
    inside = tunnel or bool(_INSIDE.search(name))
    at_home = any(ipaddress.ip_address(ip) in network for network in _AT_HOME)
    return inside, not at_home, not _WIRELESS.search(name)


def _leads_out(ip: str) -> bool:
    """An address that a network gave; not one that a computer gives itself when nobody answers it."""
    address = ipaddress.ip_address(ip)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)


def _plain(ip: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An address without the name of its device; an old one that comes in the clothes of a new one is undressed."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _same(asked: ipaddress.IPv4Address | ipaddress.IPv6Address, own: str) -> bool:
    try:
        return _plain(own) == asked
    except ValueError:  # the number of a network card stands among the addresses
        return False
