"""Connections for httpx that only ever lead to addresses that were checked; imports httpcore alone.

A name is resolved here, right before the connection is made, and the connection is made to the
address that was checked. So a name that resolves to something else a moment later (DNS rebinding)
gains nothing. The name stays what the server's certificate is checked against.

Timeouts of httpx count each read anew, so that a server which sends a byte now and then is never
late. `until` sets a moment after which no read, in this thread, goes on.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

import httpcore
import httpx

from index.web.reach import may_connect, why_not
from index.web.unreached import no_connection, no_name

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.web.reach import Reach

MOST_CONNECTIONS: Final = 20

_MOMENT: ContextVar[float | None] = ContextVar("moment", default=None)


class HostRefused(Exception):  # noqa: N818 - an answer more than an error
    """A host that may not be connected to, with why."""


@contextlib.contextmanager
def until(moment: float) -> Iterator[None]:
    """Let nothing within this block wait for the network beyond `moment` of time.monotonic()."""
    token = _MOMENT.set(moment)
    try:
        yield
    finally:
        _MOMENT.reset(token)


class CheckedTransport(httpx.BaseTransport):
    """Sends requests over HTTP/1.1 and HTTP/2 to hosts within reach. May be shared by threads."""

    def __init__(
        self,
        reach: Reach,
        resolve: Callable[[str, int], Sequence[str]] | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        """`resolve` gives the addresses of a host; the system's own resolver, unless told."""
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context or httpx.create_ssl_context(),
            max_connections=MOST_CONNECTIONS,
            http2=True,
            network_backend=_CheckedBackend(reach, resolve or _resolve),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises HostRefused and httpx.TransportError."""
        if not isinstance(request.stream, httpx.SyncByteStream):
            raise TypeError(request.stream)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(
            request.method,
            url,
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _translated():
            got = self._pool.handle_request(sent)
        return httpx.Response(
            got.status, headers=got.headers, stream=_Body(got), extensions=got.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """What a server sends, as it comes."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Raise errors of httpcore as those of httpx that mean the same."""
    try:
        yield
    except httpcore.TimeoutException as exc:
        raise httpx.ReadTimeout(str(exc)) from exc
    except httpcore.ConnectError as exc:
        raise httpx.ConnectError(no_connection(exc)) from exc
    except (httpcore.NetworkError, httpcore.ProtocolError) as exc:
        raise httpx.NetworkError(str(exc)) from exc


class _CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses."""

    def __init__(self, reach: Reach, resolve: Callable[[str, int], Sequence[str]]) -> None:
        self._reach = reach
        self._resolve = resolve
        self._tcp = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if reason := why_not(host, self._reach):
            raise HostRefused(reason)
        addresses = _in_time(self._resolve, host, port, _seconds_left(timeout))
        if not all(may_connect(address, self._reach) for address in addresses):
            raise HostRefused(f"{host} is not on the open internet")
        failed: Exception = httpcore.ConnectError("its name leads nowhere")
        for address in addresses:
            seconds = _seconds_left(timeout)
            try:
                return _Timed(
                    self._tcp.connect_tcp(address, port, seconds, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                failed = exc
        raise failed


class _Timed(httpcore.NetworkStream):
    """A connection whose reads and writes end at the moment that `until` set."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _seconds_left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _seconds_left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = _seconds_left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _seconds_left(timeout: float | None) -> float | None:
    """`timeout`, or less where the moment comes before; raises ReadTimeout once it has passed."""
    moment = _MOMENT.get()
    if moment is None:
        return timeout
    left = moment - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left if timeout is None else min(timeout, left)


def _resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, those to try first first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _in_time(
    resolve: Callable[[str, int], Sequence[str]], host: str, port: int, seconds: float | None
) -> Sequence[str]:
    """Resolve a name, in a thread, as the system's resolver takes no timeout."""
    answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as exc:  # UnicodeError: a label that is empty or too long
            answers.put(exc)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty as exc:
        raise httpcore.ConnectTimeout(f"{host} could not be looked up in time") from exc
    if isinstance(answer, OSError | UnicodeError):
        raise httpcore.ConnectError(no_name(answer)) from answer
    return answer
