"""Why a server can't be reached is said in plain words."""

from __future__ import annotations

import errno
import os
import re
import socket
import ssl

import httpcore
import httpx
import pytest

from index.errors import FetchError
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.manners import Manners
from index.web.reach import Reach
from tests.index.web.internet import NEWS, Names, Wire


def refused_after(error: OSError, patch: pytest.MonkeyPatch) -> str:
    """What is said of a page at whose server a connection ends like this."""

    def connect_tcp(*_: object) -> httpcore.NetworkStream:
        raise httpcore.ConnectError(error) from error

    patch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    manners = Manners(pause=0, tries=1)
    with (
        Fetcher(manners, Reach(), CheckedTransport(Reach(), Names())) as fetcher,
        pytest.raises(FetchError) as refused,
    ):
        fetcher.fetch(f"https://{NEWS}/a")
    return refused.value.why


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.ECONNREFUSED, "Connection refused"), "it refuses connections"),
        (OSError(errno.ECONNRESET, "Connection reset by peer"), "it breaks connections off"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "no way leads there"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), "no way leads there"),
        (OSError(errno.EACCES, "Permission denied"), "permission denied"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong"), "it speaks no TLS that is under"),
    ],
)
def test_each_reason_has_words(error: OSError, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = refused_after(error, monkeypatch)
    assert said.startswith(f"its server can't be reached ({why}")
    assert said.endswith(")")


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_number_of_the_system_is_shown(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    error = httpcore.ConnectError(OSError(number, os.strerror(number)))

    def handle(*_: object) -> httpcore.Response:
        raise error

    monkeypatch.setattr(httpcore.ConnectionPool, "handle_request", handle)
    transport = CheckedTransport(Reach(), Names())
    with httpx.Client(transport=transport) as client, pytest.raises(httpx.ConnectError) as said:
        client.get(f"https://{NEWS}/")
    assert not re.search(r"\d{2}|Errno|\[", str(said.value))


def test_a_port_at_which_nobody_listens_refuses_connections() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    reach = Reach(loopback=True)
    manners = Manners(pause=0, tries=1)
    with (
        Fetcher(manners, reach, CheckedTransport(reach)) as fetcher,
        pytest.raises(FetchError) as refused,
    ):
        fetcher.fetch(f"http://127.0.0.1:{port}/a")
    assert refused.value.why == "its server can't be reached (it refuses connections)"


def test_a_name_of_nobody_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    Wire(monkeypatch)
    with (
        Fetcher(Manners(pause=0), Reach(), CheckedTransport(Reach(), Names())) as fetcher,
        pytest.raises(FetchError, match=r"can't be reached \(its name leads nowhere\)"),
    ):
        fetcher.fetch("http://none.example/")
