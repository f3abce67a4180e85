"""A site of the web on this machine: a true server, of HTTP and of what is none.

    client ─▶ socket ─▶ a thread for each connection ─▶ the path's behaviour ─▶ bytes, or silence

What it sends is written here byte by byte, so that it can misbehave as servers do that no library
would let one write: half a header, a length that is a lie, a byte now and then, nothing at all.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Self, TypeAlias

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

HTML: Final = "text/html; charset=utf-8"

_LONGEST: Final = 30.0  # seconds that anything waits, should a test forget to end
_AT_ONCE: Final = struct.pack("ii", 1, 0)  # close without goodbye (RST)

Headers: TypeAlias = "Mapping[str, str | bytes] | Sequence[tuple[str, str | bytes]]"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came. `at` is of time.monotonic(); names of `headers` are in lower case."""

    at: float
    path: str
    headers: Mapping[str, str]
    connection: int


class Exchange:
    """One request, and the connection to answer it on. Unless `answer` did, it ends after it."""

    def __init__(self, asked: Asked, connection: socket.socket, closing: threading.Event) -> None:
        self.asked = asked
        self.keeps = False
        self._connection = connection
        self._closing = closing

    def send(self, raw: bytes | str) -> None:
        """Send bytes as they are."""
        self._connection.sendall(raw.encode("utf-8") if isinstance(raw, str) else raw)

    def wait(self, seconds: float = _LONGEST) -> bool:
        """Wait; False once the site closes."""
        return not self._closing.wait(min(seconds, _LONGEST))

    def drip(self, raw: bytes | str, every: float) -> None:
        """Send a byte now and then."""
        for byte in raw.encode("utf-8") if isinstance(raw, str) else raw:
            self.send(bytes([byte]))
            if not self.wait(every):
                return

    def head(self, headers: Headers = (), status: int = 200, reason: str | None = None) -> None:
        """Send a status line and headers, and the empty line after them."""
        self.send(_head(status, headers, reason))

    def answer(
        self, body: bytes | str = b"", status: int = 200, headers: Headers = (), kind: str = HTML
    ) -> None:
        """Send a proper answer, after which the connection stays for the next request."""
        content = body.encode("utf-8") if isinstance(body, str) else body
        own: dict[str, str | bytes] = {"Content-Length": str(len(content))}
        if kind:
            own["Content-Type"] = kind
        self.send(_head(status, [*own.items(), *_pairs(headers)], None) + content)
        self.keeps = True

    def reset(self) -> None:
        """Break the connection off, as a firewall does."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)


Behaviour: TypeAlias = "Callable[[Exchange], None]"


class Site:
    """Serves within its `with` block. What no path is given for is 404, robots.txt too.

    `requests` is what it was asked, in order. With `tls` it speaks HTTPS. `host` is the name that
    its addresses have; it listens on 127.0.0.1 all the same.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.host = host
        self.requests: list[Asked] = []
        self._tls = tls
        self._behaviours: dict[str, list[tuple[Behaviour, int | None]]] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._open: dict[int, socket.socket] = {}
        self._threads: list[threading.Thread] = []
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        with self._lock:
            for connection in self._open.values():
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(timeout=10)
            assert not thread.is_alive(), "a behaviour did not end when its site closed"
        self._listener.close()

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of a path."""
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [asked.path for asked in self.requests if asked.path != "/robots.txt"]

    def asked(self, path: str) -> list[Asked]:
        """The requests for one path."""
        return [asked for asked in self.requests if asked.path == path]

    def robots(self, text: str, status: int = 200) -> None:
        """Say what programs are asked to do here."""
        self.serve("/robots.txt", text, status=status, kind="text/plain")

    def serve(
        self,
        path: str,
        body: bytes | str = b"",
        status: int = 200,
        headers: Headers = (),
        kind: str = HTML,
        times: int | None = None,
        delay: float = 0.0,
    ) -> None:
        """Answer properly, after `delay` seconds; `times` as `behave` has it.

        A request that names the ETag or Last-Modified of `headers` is answered 304.
        """
        known = {name.lower(): value for name, value in _pairs(headers)}

        def answer(exchange: Exchange) -> None:
            if delay and not exchange.wait(delay):
                return
            theirs = exchange.asked.headers
            for ours, named in (("etag", "if-none-match"), ("last-modified", "if-modified-since")):
                if ours in known and theirs.get(named) == known[ours]:
                    exchange.head({ours: known[ours]}, status=304)
                    exchange.keeps = True
                    return
            exchange.answer(body, status, headers, kind)

        self.behave(path, answer, times)

    def redirect(self, path: str, to: str, status: int = 302, times: int | None = None) -> None:
        """Answer that it has moved."""
        self.serve(path, b"", status, {"Location": to}, times=times)

    def behave(self, path: str, behaviour: Behaviour, times: int | None = None) -> None:
        """Let `behaviour` answer; with `times` so often, before what the path does else."""
        with self._lock:
            standing = self._behaviours.setdefault(path, [])
            if times is None:
                standing[:] = [one for one in standing if one[1] is not None]
            standing.append((behaviour, times))
            standing.sort(key=lambda one: one[1] is None)  # stable

    def _start(self, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        number = 0
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            number += 1
            self._start(partial(self._talk, connection, number))

    def _talk(self, plain: socket.socket, number: int) -> None:
        """Answer all requests of one connection."""
        plain.settimeout(_LONGEST)
        connection = plain
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(plain, server_side=True)
            with self._lock:
                self._open[number] = connection
            if self._closing.is_set():
                return
            while (asked := _read(connection, number)) is not None:
                with self._lock:
                    self.requests.append(asked)
                    behaviour = self._take(asked.path)
                exchange = Exchange(asked, connection, self._closing)
                behaviour(exchange)
                if not exchange.keeps or self._closing.is_set():
                    return
        except OSError:
            return  # whoever asked has gone
        finally:
            with self._lock:
                self._open.pop(number, None)
            connection.close()
            plain.close()

    def _take(self, path: str) -> Behaviour:
        standing = self._behaviours.get(path, [])
        if not standing:
            return _missing
        behaviour, times = standing[0]
        if times is not None:
            standing[:1] = [(behaviour, times - 1)] if times > 1 else []
        return behaviour


def _missing(exchange: Exchange) -> None:
    exchange.answer("<h1>Not found</h1>", status=404)


def _pairs(headers: Headers) -> list[tuple[str, str | bytes]]:
    return list(headers) if not hasattr(headers, "items") else list(headers.items())


def _head(status: int, headers: Headers, reason: str | None) -> bytes:
    known = {one.value: one.phrase for one in HTTPStatus}
    lines = [f"HTTP/1.1 {status} {known.get(status, '') if reason is None else reason}".encode()]
    for name, value in _pairs(headers):
        written = value.encode("utf-8") if isinstance(value, str) else value
        lines.append(name.encode() + b": " + written)
    return b"\r\n".join([*lines, b"", b""])


def _read(connection: socket.socket, number: int) -> Asked | None:
    """The next request; None where there is none."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        more = connection.recv(65_536)
        if not more:
            return None
        raw += more
    at = time.monotonic()
    first, *lines = raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Asked(at, first.split(" ")[1], headers, number)
