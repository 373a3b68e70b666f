"""Phones are told the address that most likely leads here, and the organiser what may be in the way."""

from __future__ import annotations

import io
import re
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
import segno

from toolkit.commands import main
from toolkit.errors import SetupError
from toolkit.languages import Language
from toolkit.serving import port, serve
from toolkit.serving.network import Arrivals, Reach, addresses_in_networks, is_this_computer
from toolkit.serving.pages import words
from toolkit.serving.pages.frames import Site
from toolkit.serving.pages.invitation import invitation
from toolkit.serving.pages.qr import qr_for_terminal

LOOPBACK = ("lo", "127.0.0.1")


def be_in(monkeypatch: pytest.MonkeyPatch, *cards: tuple[str, str], down: tuple[str, ...] = (), ptp: str = "") -> None:
    """Let this computer have these network cards."""
    listed: dict[str, list[Any]] = {}
    for name, address in cards:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        listed.setdefault(name, []).append(
            SimpleNamespace(family=family, address=address, ptp=ptp if name == "tunnel" else None)
        )
    for addresses in listed.values():
        addresses.append(SimpleNamespace(family=-1, address="02:fc:00:00:00:01", ptp=None))
    states = {name: SimpleNamespace(isup=name not in down) for name in listed}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: listed)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)


@pytest.mark.parametrize(
    ("cards", "best"),
    [
        ([("eth0", "10.0.0.7"), ("wlan0", "192.168.1.20")], ["192.168.1.20", "10.0.0.7"]),
        ([("docker0", "172.17.0.1"), ("enp3s0", "192.168.1.20")], ["192.168.1.20", "172.17.0.1"]),
        ([("tailscale0", "100.64.0.9"), ("wlp2s0", "10.42.0.1")], ["10.42.0.1", "100.64.0.9"]),
        ([("vEthernet (WSL)", "172.20.0.1"), ("WLAN", "172.20.10.2")], ["172.20.10.2", "172.20.0.1"]),
        ([("Ethernet", "203.0.113.4"), ("Ethernet 2", "192.168.0.3")], ["192.168.0.3", "203.0.113.4"]),
        ([("utun3", "10.8.0.2"), ("en5", "192.168.2.1")], ["192.168.2.1", "10.8.0.2"]),
        ([("VirtualBox Host-Only Network", "192.168.56.1"), ("Wi-Fi", "10.1.1.1")], ["10.1.1.1", "192.168.56.1"]),
        ([("eth0", "169.254.3.4"), ("wlan0", "fe80::1%wlan0")], []),
        ([], []),
    ],
)
def test_the_address_that_phones_most_likely_reach_comes_first(
    monkeypatch: pytest.MonkeyPatch, cards: list[tuple[str, str]], best: list[str]
) -> None:
    be_in(monkeypatch, LOOPBACK, *cards)
    assert list(addresses_in_networks()) == best


def test_a_card_that_is_off_and_a_tunnel_do_not_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = [("wlan0", "192.168.1.20"), ("tunnel", "10.9.0.2"), ("eth0", "192.168.5.5")]
    be_in(monkeypatch, LOOPBACK, *cards, down=("wlan0",), ptp="10.9.0.1")
    assert addresses_in_networks() == ("192.168.5.5", "10.9.0.2")


def test_this_computer_knows_itself_under_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, LOOPBACK, ("wlan0", "192.168.1.20"), ("wlan0", "fe80::7%wlan0"))
    for own in ("127.0.0.1", "127.8.8.8", "::1", "192.168.1.20", "::ffff:192.168.1.20", "fe80::7%wlan0", "fe80::7", ""):
        assert is_this_computer(own), own
    for other in ("192.168.1.21", "::ffff:192.168.1.21", "fe80::8", "203.0.113.9"):
        assert not is_this_computer(other), other


def answered(ip: str, status: int = 200) -> Any:
    return SimpleNamespace(get_status=lambda: status, request=SimpleNamespace(remote_ip=ip))


def test_the_first_other_device_is_noticed_once_and_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, LOOPBACK, ("wlan0", "192.168.1.20"))
    told: list[str] = []
    arrivals = Arrivals(lambda: told.append("came"))
    for nobody in (answered("127.0.0.1"), answered("192.168.1.20"), answered("192.168.1.33", status=404)):
        arrivals.notice(nobody)
    assert not arrivals.came
    for phone in ("192.168.1.33", "192.168.1.34"):
        arrivals.notice(answered(phone))
    assert told == ["came"]
    assert "192.168" not in str(vars(arrivals))


@pytest.mark.parametrize(
    ("ip", "here", "phones"),
    [
        ("0.0.0.0", "http://127.0.0.1:8866/", ["http://192.168.1.20:8866/"]),
        ("::", "http://127.0.0.1:8866/", ["http://192.168.1.20:8866/"]),
        ("192.168.1.20", "http://192.168.1.20:8866/", ["http://192.168.1.20:8866/"]),
        ("fd00::5", "http://[fd00::5]:8866/", ["http://[fd00::5]:8866/"]),
        ("127.0.0.1", "http://127.0.0.1:8866/", []),
        ("::1", "http://[::1]:8866/", []),
    ],
)
def test_where_it_listens_decides_who_reaches_it(
    monkeypatch: pytest.MonkeyPatch, ip: str, here: str, phones: list[str]
) -> None:
    be_in(monkeypatch, LOOPBACK, ("wlan0", "192.168.1.20"))
    reach = Reach(ip, 8866)
    assert reach.here == here
    assert list(reach.for_phones()) == phones
    assert reach.only_here == (not phones)


# --- what the organiser reads ----------------------------------------------------------------------------------------


def read(ip: str, language: str = "en") -> list[str]:
    return "\n".join(invitation(Reach(ip, 8866), Language(language), seats=30)).splitlines()


def test_who_opens_it_to_a_network_is_told_so_and_given_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, LOOPBACK, ("wlan0", "192.168.1.20"))
    lines = read("0.0.0.0")
    assert "http://127.0.0.1:8866/ " in lines[0]
    assert "Phones in the same network open: http://192.168.1.20:8866/" in lines
    assert any("Everybody in this network" in line and "--only-here" in line for line in lines)
    assert lines[-1].endswith(" http://127.0.0.1:8866/en/room/")
    assert sum("█" in line for line in lines) > 10


def test_who_is_in_no_network_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, LOOPBACK, ("eth0", "169.254.1.1"))
    lines = read("0.0.0.0")
    assert words.NO_NETWORK in lines
    assert not any("█" in line for line in lines)


def test_who_keeps_it_here_is_told_how_to_let_phones_in() -> None:
    lines = read("127.0.0.1")
    assert words.ONLY_HERE in lines
    assert not any("█" in line or "room" in line.partition("There is room")[0] for line in lines)


def test_an_address_to_copy_carries_nothing_invisible(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, LOOPBACK, ("wlan0", "192.168.1.20"))
    first, *_, last = read("0.0.0.0", "ar")
    assert "http://127.0.0.1:8866/" in first.split()
    assert last.endswith("http://127.0.0.1:8866/ar/room/")


@pytest.mark.parametrize(
    ("arguments", "host"), [([], "0.0.0.0"), (["--only-here"], "127.0.0.1"), (["--host", "::1"], "::1")]
)
def test_the_command_line_opens_to_the_network_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], host: str
) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr("toolkit.serving.serve", lambda folder, **how: given.update(how))
    monkeypatch.setattr("toolkit.commands.write_notebooks", lambda *_: [])
    assert main(["apps", "--seats", "12", "--language", "ar-MA", *arguments]) == 0
    assert (given["host"], given["seats"], given["language"]) == (host, 12, "ar")


@pytest.mark.parametrize("arguments", [["--only-here", "--host", "::1"], ["--seats", "0"], ["--seats", "many"]])
def test_the_command_line_refuses_what_makes_no_sense(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["apps", *arguments])
    assert "error:" in capsys.readouterr().err


def test_a_picture_is_drawn_only_where_its_letters_can_be_written() -> None:
    address = "http://192.168.1.20:8866/"
    plain = qr_for_terminal(address, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert set(plain) == set(" █▀▄\n")
    assert len({len(line) for line in plain.splitlines()}) == 1
    assert qr_for_terminal(address, io.TextIOWrapper(io.BytesIO(), encoding="ascii")) == ""


def test_a_picture_has_its_colours_on_every_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    for system, coloured in (("posix", True), ("nt", False)):
        monkeypatch.setattr("toolkit.serving.pages.qr.os", SimpleNamespace(name=system))
        assert ("\033[97;40m" in qr_for_terminal("http://10.0.0.1/", terminal)) == coloured


def test_a_port_that_another_has_on_this_computer_is_not_shared_everywhere(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert port._somebody_answers(taken)
        with pytest.raises(SetupError) as raised:
            serve(tmp_path, port=taken, host="::" if socket.has_dualstack_ipv6() else "0.0.0.0")
    assert raised.value.sentence == words.PORT_TAKEN


# --- the page for the projector --------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Site:
    for code in ("en", "ar"):
        (tmp_path / code).mkdir()
    return Site(tmp_path)


def test_the_room_sees_the_address_of_its_language_as_text_and_picture(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    be_in(monkeypatch, LOOPBACK, ("wlan0", "192.168.1.20"), ("eth0", "10.0.0.5"))
    page = site.room("ar", Reach("0.0.0.0", 8866))
    address = "http://192.168.1.20:8866/ar/"
    assert f'<bdi dir="ltr">{address}</bdi>' in page
    assert '<bdi dir="ltr">http://10.0.0.5:8866/ar/</bdi>' in page
    assert segno.make(address, micro=False).svg_inline(light="#fff", omitsize=True) in page
    (described,) = re.findall(r'role="img" aria-label="([^"]+)"', page)
    assert address in described
    assert 'href="/en/room/"' in page, "the switch stays on this page"


@pytest.mark.parametrize("ip", ["127.0.0.1", "0.0.0.0"])
def test_the_room_is_told_when_no_phone_can_come(monkeypatch: pytest.MonkeyPatch, site: Site, ip: str) -> None:
    be_in(monkeypatch, LOOPBACK)
    page = site.room("en", Reach(ip, 8866))
    assert words.ROOM["only_here" if ip == "127.0.0.1" else "no_network"] in page
    assert "<svg" not in page
    assert "8866" not in page


@pytest.mark.xdist_group("server")
def test_the_page_for_the_projector_is_served_in_each_language(server: Any) -> None:
    for code, direction in (("en", "ltr"), ("ar", "rtl")):
        answer = server.get(f"/{code}/room/")
        assert answer.status == 200
        assert f'<html lang="{code}" dir="{direction}">' in answer.text
        assert answer.headers["Cache-Control"] == "no-store", "networks come and go"
    assert server.get("/de/room/").status == 404
    assert server.get("/en/room").text == server.get("/en/room/").text


@pytest.mark.xdist_group("server")
def test_the_lessons_are_open_to_the_network_and_this_computer_is_no_phone(server: Any) -> None:
    port = server.address.rpartition(":")[2]
    for ip in addresses_in_networks():
        assert type(server)(f"http://{ip}:{port}", server.folder).get("/en/").status == 200
    assert not any(words.ARRIVED in line for line in server.said)
