"""Connections lead to addresses that were checked, and wait no longer than they may."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Final

import httpx
import pytest

from index.web.connecting import CheckedTransport, HostRefused, until
from index.web.reach import Reach
from tests.index.web.internet import NEWS, PUBLIC, Names, Wire
from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.index.web.site import Exchange

LIMIT: Final = 5.0  # seconds
OTHER: Final = "93.184.216.35"


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


@pytest.fixture
def site(wire: Wire) -> Iterator[Site]:
    """A site that says hello, and closes each connection after it at "/bye"."""
    assert not wire.connected
    with Site(host=NEWS) as site:
        site.serve("/", "hello")

        def bye(exchange: Exchange) -> None:
            exchange.answer("bye", headers={"Connection": "close"})
            exchange.keeps = False

        site.behave("/bye", bye)
        yield site


def opened(names: Names, reach: Reach | None = None, seconds: float = 2.0) -> httpx.Client:
    transport = CheckedTransport(reach or Reach(), names)
    return httpx.Client(transport=transport, timeout=seconds, trust_env=False)


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    site: Site, wire: Wire
) -> None:
    names = Names({NEWS: [[PUBLIC], ["127.0.0.1"]]})
    with opened(names) as client:
        assert client.get(site.url("/bye")).text == "bye"
    assert names.asked == [NEWS]
    assert wire.connected == [PUBLIC]


def test_a_name_that_leads_elsewhere_a_moment_later_is_refused_then(site: Site, wire: Wire) -> None:
    names = Names({NEWS: [[PUBLIC], ["127.0.0.1"]]})
    with opened(names) as client:
        client.get(site.url("/bye"))
        with pytest.raises(HostRefused, match=r"news\.example is not on the open internet"):
            client.get(site.url())
    assert wire.connected == [PUBLIC]


@pytest.mark.parametrize(
    "addresses",
    [
        [PUBLIC, "127.0.0.1"],
        ["10.0.0.1", PUBLIC],
        [PUBLIC, "::1"],
        [PUBLIC, "::ffff:169.254.169.254"],
        ["fe80::1%eth0"],
    ],
)
def test_one_address_inside_is_enough_to_refuse_a_name(
    site: Site, wire: Wire, addresses: Sequence[str]
) -> None:
    with opened(Names({NEWS: [addresses]})) as client, pytest.raises(HostRefused):
        client.get(site.url())
    assert not wire.connected
    assert not site.requests


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "127.1", "2130706433", "0x7f.1"],
)
def test_loopback_is_refused_however_it_is_written(site: Site, host: str) -> None:
    with (
        httpx.Client(transport=CheckedTransport(Reach()), trust_env=False) as client,
        pytest.raises((HostRefused, httpx.ConnectError)),
    ):
        client.get(site.url(host=host))
    assert not site.requests


def test_loopback_is_connected_to_where_a_test_allows_it() -> None:
    with Site() as site:
        site.serve("/", "hello")
        transport = CheckedTransport(Reach(loopback=True))
        with httpx.Client(transport=transport, trust_env=False) as client:
            assert client.get(site.url()).text == "hello"


def test_a_denied_host_is_not_even_looked_up(site: Site) -> None:
    names = Names()
    with (
        opened(names, Reach(denied=frozenset({"example"}))) as client,
        pytest.raises(HostRefused, match="DENY_HOSTS rules out news"),
    ):
        client.get(site.url())
    assert not names.asked


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site, wire: Wire) -> None:
    wire.shut.add(PUBLIC)
    with opened(Names({NEWS: [[PUBLIC, OTHER]]})) as client:
        assert client.get(site.url()).text == "hello"
    assert wire.connected == [PUBLIC, OTHER]


def test_all_addresses_of_a_host_have_one_time_together(site: Site, wire: Wire) -> None:
    silent = [f"93.184.216.{last}" for last in range(1, 60)]
    wire.silent.update(silent)
    begun = time.monotonic()
    with (
        opened(Names({NEWS: [silent]}), seconds=0.2) as client,
        pytest.raises(httpx.TimeoutException),
        until(begun + 0.4),
    ):
        client.get(site.url())
    assert time.monotonic() - begun < LIMIT
    assert len(wire.connected) < 5


def test_refused_hosts_leave_room_for_others(site: Site) -> None:
    with opened(Names()) as client:
        for _ in range(50):
            with pytest.raises(HostRefused):
                client.get("http://inside.example/")
        assert client.get(site.url()).text == "hello"


def test_a_connection_is_kept_for_the_next_request(site: Site, wire: Wire) -> None:
    names = Names()
    with opened(names) as client:
        for _ in range(3):
            assert client.get(site.url()).text == "hello"
    assert len({asked.connection for asked in site.requests}) == 1
    assert len(names.asked) == len(wire.connected) == 1


def test_a_connection_that_was_closed_meanwhile_is_made_anew(site: Site) -> None:
    with opened(Names()) as client:
        assert client.get(site.url("/bye")).text == "bye"
        assert client.get(site.url()).text == "hello"
    assert len({asked.connection for asked in site.requests}) == 2


def test_plain_http_stays_at_http_1(site: Site) -> None:
    with opened(Names()) as client:
        assert client.get(site.url()).http_version == "HTTP/1.1"


def test_a_name_server_that_hangs_is_not_waited_for(site: Site) -> None:
    release = threading.Event()

    def hang(_host: str, _port: int) -> list[str]:
        release.wait(30)
        return [PUBLIC]

    begun = time.monotonic()
    transport = CheckedTransport(Reach(), hang)
    with (
        httpx.Client(transport=transport, timeout=0.2, trust_env=False) as client,
        pytest.raises(httpx.TimeoutException),
    ):
        client.get(site.url())
    release.set()
    assert time.monotonic() - begun < LIMIT


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "its name isn't known"),
        (socket.gaierror(socket.EAI_AGAIN, "Try again"), "its name can't be looked up"),
        (OSError("no such name"), "its name can't be looked up"),
        (UnicodeError("label empty or too long"), "its name can't be looked up"),
    ],
)
def test_a_name_that_cannot_be_looked_up_is_one_that_cannot_be_reached(
    error: Exception, why: str
) -> None:
    def fail(_host: str, _port: int) -> list[str]:
        raise error

    with (
        httpx.Client(transport=CheckedTransport(Reach(), fail), trust_env=False) as client,
        pytest.raises(httpx.ConnectError) as refused,
    ):
        client.get("http://news.example/")
    assert str(refused.value) == why


def test_a_name_without_an_address_cannot_be_reached() -> None:
    with (
        opened(Names()) as client,
        pytest.raises(httpx.ConnectError, match="its name leads nowhere"),
    ):
        client.get("http://none.example/")


def test_a_moment_that_has_passed_ends_what_would_wait(site: Site) -> None:
    site.behave("/drip", lambda exchange: exchange.drip(b"HTTP/1.1 200 OK\r\n" * 99, 0.02))
    begun = time.monotonic()
    with opened(Names(), seconds=30) as client:
        with pytest.raises(httpx.ReadTimeout), until(begun + 0.3):
            client.get(site.url("/drip"))
        assert client.get(site.url()).text == "hello"  # the moment was that block's alone
    assert time.monotonic() - begun < LIMIT


def test_the_moment_of_one_thread_is_not_that_of_another(site: Site) -> None:
    said: list[str] = []
    with opened(Names()) as client:

        def ask() -> None:
            said.append(client.get(site.url()).text)

        with until(time.monotonic() - 1):
            thread = threading.Thread(target=ask)
            thread.start()
            thread.join()
            with pytest.raises(httpx.ReadTimeout):
                client.get(site.url())
    assert said == ["hello"]
