"""How much of a session one phone, and one address, may take: every bound with its reason, and who has taken what.

A venue's thirty phones often share one address, and a script at that address looks like thirty phones. So an address
has a share of the room that whoever leads can raise, a phone that opened the page for joining has a place that scripts
without that page cannot take, and tickets that no page ever used make room for those that are used.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

MOST_PEOPLE = 250  # tickets in use in one session
# Without the page for joining: thirty programmes that join as phones do, and a few who come again.
PLAIN_OF_ONE_ADDRESS = 40
# With it: a large room behind one router, until whoever leads says that these are people.
SHARE_OF_ONE_ADDRESS = 60
RAISED_BY = 40  # each time that whoever leads lets more in
SHOWN_FROM = 25  # phones of one address: below it is a small group behind one router, and no matter for the leader
MOST_WAITING = 3  # pages of one phone that wait for news at the same time
STRANGERS_OF_ONE_ADDRESS = 12  # pages without a ticket or a pass that wait for news: walls that somebody else opened
MOST_STRANGERS = 60  # and of all addresses
MOST_WALLS = 12  # pages with a pass: nobody else takes these
# One phone: a burst when a poll opens after the line was down, then an answer every second.
OF_ONE_PHONE = (20, 1.0)
# A page that asks for news: several times a second while thirty people answer, and no more than that for long.
NEWS_OF_ONE_PAGE = (60, 5.0)
# Wrong codes of one address, as for the code of the room: thirty people may all mistype, a programme gets nowhere.
GUESSES = (40, 1 / 3)
DEVICES_OF_ONE_ADDRESS = (60, 1.0)  # phones that open the page for joining for the first time
PUT_ASIDE_AGAIN = (1, 1 / 30)  # so that a script cannot keep the store busy with tickets that come and go
MOST_ADDRESSES = 4000  # that are remembered; then the one that was quiet longest is forgotten, and nobody is shut out
PLACES_OF_ONE_PHONE = 200  # on boards: both sides of a table through six rounds
MOST_PLACES = 2000  # on all boards of a session


@dataclass
class Phone:
    """What is remembered of a ticket, in memory alone: from which address it came, and whether a page ever used it."""

    address: str
    device: str = ""
    used: bool = False
    wrote: bool = False
    places: set[str] = field(default_factory=set)


@dataclass
class Address:
    """An address, under a random id that says nothing of it."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    share: int = SHARE_OF_ONE_ADDRESS
    overran: bool = False  # more came without the page for joining than there is room for: a script does so
    closed: bool = False  # whoever leads lets no more in
    settled: int = 0  # how many there were when whoever leads last said what to do


class Room:
    """Who has taken what of a session. After a restart it begins anew, and fills as phones ask again."""

    def __init__(self) -> None:
        self.phones: dict[str, Phone] = {}
        self.addresses: dict[str, Address] = {}
        self.aside: dict[str, None] = {}  # tickets that no page used, of an address from which a script came

    def has_place(self, address: str, device: str) -> bool:
        """Whether one more ticket may be given to this address."""
        held = [phone for phone in self.phones.values() if phone.address == address]
        known = self._of(address)
        if len(self.phones) >= MOST_PEOPLE or known.closed:
            return False
        if device:
            return sum(bool(phone.device) for phone in held) < known.share
        return sum(not phone.device for phone in held) < PLAIN_OF_ONE_ADDRESS + known.share - SHARE_OF_ONE_ADDRESS

    def note_overrun(self, address: str) -> None:
        """More new phones came without the page for joining than there is room for."""
        self._of(address).overran = True

    def ticket_of(self, device: str) -> str:
        """The ticket that a device has already."""
        return next((ticket for ticket, phone in self.phones.items() if device and phone.device == device), "")

    def come(self, ticket: str, address: str, device: str = "") -> None:
        """A ticket is given, or one that was given before a restart is shown again, if there is a place for it."""
        if ticket not in self.phones and self.has_place(address, device):
            self.phones[ticket] = Phone(address, device)

    def may_write(self, ticket: str) -> bool:
        """Whether what is sent with this ticket counts: not where a script takes tickets and this may be one."""
        phone = self.phones.get(ticket)
        return phone is not None and (bool(phone.device) or not self._of(phone.address).overran)

    def idle_of(self, address: str, *, plain: bool = False) -> tuple[str, ...]:
        """Tickets of an address that no page has used; `plain`: that also came without the page for joining."""
        return tuple(
            ticket
            for ticket, phone in self.phones.items()
            if phone.address == address and not phone.used and not (plain and phone.device)
        )

    def put_aside(self, address: str, *, plain: bool = False) -> tuple[str, ...]:
        """Take the places of idle tickets back, and say which those were."""
        idle = self.idle_of(address, plain=plain)
        for ticket in idle:
            del self.phones[ticket]
            self.aside[ticket] = None
        for ticket in list(self.aside)[: -2 * MOST_PEOPLE]:
            del self.aside[ticket]
        return idle

    def at(self, id: str) -> str:
        """The address that whoever leads means."""
        return next((address for address, known in self.addresses.items() if known.id == id), "")

    def decide(self, id: str, *, more: bool) -> None:
        """Whoever leads has said whether more may come from an address."""
        address = self.at(id)
        if address:
            known = self.addresses[address]
            held = sum(phone.address == address for phone in self.phones.values())
            known.settled = held
            known.share += RAISED_BY if more else 0
            known.overran, known.closed = known.overran and not more, not more

    def odd(self) -> list[tuple[str, str, int]]:
        """What whoever leads should look at: the id, what it is (``many`` or ``idle``), how many phones."""
        found = []
        for address, known in self.addresses.items():
            held = sum(phone.address == address for phone in self.phones.values())
            idle = sum(self.phones[ticket].wrote for ticket in self.idle_of(address))
            if held >= SHOWN_FROM and held > known.settled:
                found.append((known.id, "many", held))
            if idle >= 2:
                found.append((f"{known.id}-idle", "idle", idle))
        return found

    def _of(self, address: str) -> Address:
        if address not in self.addresses and len(self.addresses) >= MOST_ADDRESSES:
            used = {phone.address for phone in self.phones.values()}
            gone = next((each for each in self.addresses if each not in used), None)
            if gone is not None:
                del self.addresses[gone]
        return self.addresses.setdefault(address, Address())
