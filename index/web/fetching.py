"""One address, fetched politely and within limits: what it holds, or why it can't be had.

check ─▶ robots.txt ─▶ pace ─▶ request ─┬─▶ Fetched, or Unchanged
  ▲                                     ├─ 3xx: the next address, from the start (5 at most)
  └─────────────────────────────────────┴─ 429, 5xx, broken off: again, later (3 tries)
"""

from __future__ import annotations

import email.utils
import itertools
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Final, Self

import httpx

from index.errors import FetchError, HostRefusedError, NoTurnError
from index.web.addresses import checked, origin
from index.web.connecting import HostRefused, until
from index.web.pace import Pace
from index.web.robots import MOST_BYTES, Robots
from index.web.unpacking import PACKINGS, PackedWronglyError, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from index.web.manners import Manners
    from index.web.reach import Reach

PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
"""Content types of what may be an article."""

_LATE: Final = "its server takes too long"
_NO_WAY: Final = "it redirects to what is no address"

_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({401, 402, 403, 404, 410, 451})
"""Answers that are final, as far as is decent: who is told them stops asking."""


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows what was fetched before (RFC 9110, 8.8): ETag and Last-Modified."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds. `url` is where it was found, after all redirects.

    `content` is unpacked; `kind` the content type in lower case, `charset` what the server says of
    its encoding, which is often wrong.
    """

    url: str
    content: bytes
    kind: str
    charset: str | None
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that nothing changed since it was fetched."""

    url: str


@dataclass(frozen=True, slots=True)
class _Moved:
    """The address is another now."""

    to: str


@dataclass(frozen=True, slots=True)
class _Later:
    """There is nothing yet, for a reason; `seconds` is what the server asks to wait, if it does."""

    error: FetchError
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for. `kinds` empty is any; `cut` takes the beginning of what is too long."""

    deadline: float
    most: int
    kinds: frozenset[str] = frozenset()
    known: Validators = field(default_factory=Validators)
    minds_robots: bool = True
    cut: bool = False


class Fetcher:
    """Fetches; shared by threads. Lives as long as its `with` block."""

    def __init__(
        self,
        manners: Manners,
        reach: Reach,
        transport: httpx.BaseTransport,
        pace: Pace | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`transport` keeps to `reach`; `now` is the time of day, in seconds since 1970.

        `pace` is shared with others that ask the same hosts, None where there are none.
        """
        self._manners = manners
        self._reach = reach
        self._now = now
        self._pace = pace or Pace()
        self._robots = Robots()
        self._client = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(manners.read, connect=manners.connect, pool=manners.total),
            # None is kept: what one page gives is not told to the next.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            trust_env=False,  # a proxy would look names up itself, unchecked
            headers={"User-Agent": manners.user_agent, "Accept-Encoding": "gzip, deflate"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def fetch(self, url: str, kinds: frozenset[str] = PAGES) -> Fetched:
        """Fetch what an address holds, if it is of one of `kinds`; raises FetchError."""
        got = self.fetch_if_changed(url, Validators(), kinds)
        if isinstance(got, Unchanged):
            raise FetchError(url, "its server says that it is unchanged, which nobody asked")
        return got

    def fetch_if_changed(
        self, url: str, known: Validators, kinds: frozenset[str] = PAGES
    ) -> Fetched | Unchanged:
        """As `fetch`, if it is not what it was when its server gave what is `known` of it."""
        deadline = time.monotonic() + self._manners.total
        wanted = _Wanted(deadline, self._manners.body, kinds, known)
        with until(deadline):
            return self._follow(url, wanted)

    def _follow(self, url: str, wanted: _Wanted) -> Fetched | Unchanged:
        """Fetch, wherever the address has moved to."""
        been: set[str] = set()
        to = url
        while True:
            address = checked(to, self._reach)
            if address in been:
                raise FetchError(url, "its redirects go round in a circle", is_final=True)
            if len(been) > self._manners.redirects:
                why = f"it redirects more than {self._manners.redirects} times"
                raise FetchError(url, why, is_final=True)
            been.add(address)
            pause = self._permitted(address, wanted) if wanted.minds_robots else 0.0
            got = self._patiently(address, wanted, pause)
            if not isinstance(got, _Moved):
                return got
            to = got.to

    def _permitted(self, url: str, wanted: _Wanted) -> float:
        """Seconds that a site asks to pause; raises FetchError where it asks to stay out."""
        try:
            asked = self._robots.of(
                origin(url), lambda at: self._robots_text(at, wanted), wanted.deadline
            )
        except NoTurnError as exc:
            raise NoTurnError(url) from exc
        if (trouble := asked.trouble) is not None:
            # That it can't be had is for now; that its own host may not be spoken to is not.
            is_final = isinstance(trouble, HostRefusedError) and origin(trouble.url) == origin(url)
            raise FetchError(url, trouble.why, is_final=is_final) from trouble
        if asked.rules is None:
            raise FetchError(url, "what its site permits can't be found out (robots.txt)")
        if not asked.allows(url):
            why = "its site asks programs not to read it (robots.txt)"
            raise FetchError(url, why, is_final=True)
        return asked.pause()

    def _robots_text(self, url: str, wanted: _Wanted) -> str | None:
        rules = _Wanted(wanted.deadline, MOST_BYTES, minds_robots=False, cut=True)
        try:
            got = self._follow(url, rules)
        except FetchError as error:
            if error.status is None:
                raise
            # RFC 9309, 2.3.1: no such file is no rule; a server that fails forbids everything.
            return "" if error.status < HTTPStatus.TOO_MANY_REQUESTS else None
        return got.content.decode("utf-8-sig", "replace") if isinstance(got, Fetched) else None

    def _patiently(self, url: str, wanted: _Wanted, pause: float) -> Fetched | Unchanged | _Moved:
        """Ask until there is an answer, as often as is decent."""
        host, pause = httpx.URL(url).host, max(pause, self._manners.pause)
        backoff = self._manners.backoff
        for turn in itertools.count(1):
            if not self._pace.wait(host, pause, wanted.deadline):
                is_late = time.monotonic() >= wanted.deadline
                raise FetchError(url, _LATE) if is_late else NoTurnError(url)
            got = self._once(url, wanted)
            if not isinstance(got, _Later):
                return got
            seconds = backoff * 2 ** (turn - 1) if got.seconds is None else got.seconds
            too_late = time.monotonic() + seconds >= wanted.deadline
            if turn >= self._manners.tries or too_late:
                raise got.error
            time.sleep(seconds)
        raise AssertionError

    def _once(self, url: str, wanted: _Wanted) -> Fetched | Unchanged | _Moved | _Later:
        """Ask once."""
        named = {
            "If-None-Match": wanted.known.etag,
            "If-Modified-Since": wanted.known.modified,
            "Accept": ", ".join(sorted(wanted.kinds)) or "*/*",
        }
        headers = {name: value for name, value in named.items() if _sendable(value)}
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return self._answer(url, response, wanted)
        except HostRefused as exc:
            raise HostRefusedError(url, str(exc)) from exc
        except httpx.ConnectError as exc:
            raise FetchError(url, f"its server can't be reached ({exc})") from exc
        except (httpx.InvalidURL, httpx.RemoteProtocolError) as exc:  # the client looks at it, too
            raise FetchError(url, _NO_WAY, is_final=True) from exc
        except httpx.TimeoutException:
            return _Later(FetchError(url, _LATE))
        except httpx.TransportError:
            return _Later(FetchError(url, "its server breaks off"))

    def _answer(
        self, url: str, response: httpx.Response, wanted: _Wanted
    ) -> Fetched | Unchanged | _Moved | _Later:
        """Read an answer, as far as it is wanted."""
        status = response.status_code
        if status == HTTPStatus.NOT_MODIFIED:
            return Unchanged(url)
        if status in _MOVED and "location" in response.headers:
            return _Moved(_joined(url, response.headers["location"]))
        if not response.is_success or status == HTTPStatus.PARTIAL_CONTENT:
            why = f"its server answers {_named(status)}"
            error = FetchError(url, why, status, is_final=status in _FOR_GOOD)
            if status not in _AGAIN:
                raise error
            return _Later(error, self._asked_to_wait(response))
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind and wanted.kinds and kind not in wanted.kinds:
            raise FetchError(url, f"it holds {kind}, which is no page", is_final=True)
        return Fetched(
            url,
            _body(url, response, wanted),
            kind,
            response.charset_encoding,
            Validators(response.headers.get("etag", ""), response.headers.get("last-modified", "")),
        )

    def _asked_to_wait(self, response: httpx.Response) -> float | None:
        """Seconds by Retry-After (RFC 9110, 10.2.3): a number, or a date."""
        asked = response.headers.get("retry-after", "").strip()
        if asked.isdecimal():
            return float(asked)
        try:
            return max(0.0, email.utils.parsedate_to_datetime(asked).timestamp() - self._now())
        except (ValueError, TypeError, OverflowError):
            return None


def _body(url: str, response: httpx.Response, wanted: _Wanted) -> bytes:
    """What is sent, unpacked, of at most `wanted.most` bytes."""
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in PACKINGS:
        raise FetchError(url, "it is packed in a way that was not asked for")
    content = bytearray()
    try:
        for piece in unpacked(response.iter_raw(), packed):
            content += piece
            if len(content) > wanted.most:
                if wanted.cut:
                    return bytes(content[: wanted.most])
                why = f"it is larger than {wanted.most / 1e6:.0f} MB"
                raise FetchError(url, why, is_final=True)
    except PackedWronglyError as exc:
        raise FetchError(url, "what its server sends is packed wrongly") from exc
    return bytes(content)


def _sendable(value: str) -> bool:
    """Whether a header may hold it; what a server named itself may be anything."""
    return bool(value) and value.isascii() and value.isprintable()


def _joined(url: str, location: str) -> str:
    """The address that a redirect leads to."""
    try:
        return str(httpx.URL(url).join(location))
    except httpx.InvalidURL as exc:
        raise FetchError(url, _NO_WAY, is_final=True) from exc


def _named(status: int) -> str:
    """A status as people know it: "404 (Not Found)"."""
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
