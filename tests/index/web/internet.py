"""An internet of one machine: names and public addresses, all of which lead to sites on loopback.

    name ─▶ Names ─▶ "93.184.216.34" ─▶ (checked as any address is) ─▶ Wire ─▶ 127.0.0.1

So nothing has to be allowed for tests: a Fetcher keeps to the reach that it has in earnest.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import httpcore

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pytest

PUBLIC: Final = "93.184.216.34"
NEWS: Final = "news.example"

ADDRESSES: Final[dict[str, Sequence[str]]] = {
    NEWS: [PUBLIC],
    "www.news.example": [PUBLIC],
    "other.example": ["93.184.216.35"],
    "inside.example": ["10.0.0.7"],
    "loopback.example": ["127.0.0.1"],
    "both.example": [PUBLIC, "192.168.1.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "none.example": [],
}


class Names:
    """Resolves names, and remembers which were asked for.

    A name with several answers gives one after the other; the last stays.
    """

    def __init__(self, answers: dict[str, list[Sequence[str]]] | None = None) -> None:
        self.asked: list[str] = []
        self._answers = {name: [found] for name, found in ADDRESSES.items()} | (answers or {})

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        """The addresses of a host; numbers are their own."""
        self.asked.append(host)
        answers = self._answers.get(host)
        if answers is None:
            if host.replace(".", "").isdigit() or ":" in host:
                return [host]
            raise OSError(f"{host}: no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Wire:
    """Leads what is connected to public addresses to this machine, and remembers to which.

    An address in `silent` takes no connection, and in `shut` refuses it.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.connected: list[str] = []
        self.silent: set[str] = set()
        self.shut: set[str] = set()
        connect = httpcore.SyncBackend.connect_tcp

        def connect_tcp(
            backend: httpcore.SyncBackend,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[Any] | None = None,
        ) -> httpcore.NetworkStream:
            self.connected.append(host)
            if host in self.silent:
                time.sleep(timeout or 0.0)
                raise httpcore.ConnectTimeout
            if host in self.shut:
                raise httpcore.ConnectError("Connection refused")
            return connect(backend, "127.0.0.1", port, timeout, local_address, socket_options)

        patch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
