"""Addresses of the web as people and pages write them: checked, and one for each page.

The only file that imports courlan.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final

import httpx
from courlan import clean_url, extract_domain

from index.errors import FetchError, HostRefusedError
from index.web.reach import Reach, may_connect, why_not

LONGEST: Final = 2_000
"""Characters; no browser of old took more, and no page needs it."""

_INVALID: Final = (httpx.InvalidURL, UnicodeError)
"""UnicodeError: half a character, or a host that only looks like one of other letters (xn--)."""

_FRONT: Final = re.compile(
    r"/*(?:[a-z]{2}(?:-[a-z]{2})?/*)?(?:(?:index|default)\.\w+|home/?)?", re.I
)
"""Also of one edition: "/en/", "/index.html"."""

_VERSION: Final = re.compile(r"(?:[a-z]{1,10}|\d{1,3})(?:\.\w{1,5})?", re.I)
"""How a version of a story may be called below it: "amp", "print", "2", "index.html"."""

LAST_PORT: Final = 65_535


def checked(url: str, reach: Reach) -> str:
    """The address without its fragment, if it may be fetched; raises FetchError, which is final.

    Where a name leads is only known once it is looked up: `CheckedTransport` sees to that.
    """
    if len(url) > LONGEST:
        raise FetchError(url, f"it is longer than {LONGEST:,} characters", is_final=True)
    try:
        parsed = httpx.URL(url.strip())
        has_host = bool(parsed.host)
    except _INVALID as exc:
        raise FetchError(url, "it is no address of the web", is_final=True) from exc
    if parsed.scheme not in {"http", "https"} or not has_host:
        why = "it is no address of the web; give one that begins with https://"
        raise FetchError(url, why, is_final=True)
    if parsed.userinfo:
        raise FetchError(url, "it holds a name or a password; give it without", is_final=True)
    if parsed.port is not None and not 0 < parsed.port <= LAST_PORT:
        raise FetchError(url, f"its port is none ({parsed.port})", is_final=True)
    reason = why_not(parsed.raw_host.decode("ascii"), reach)
    if reason is None and _is_number(parsed.host) and not may_connect(parsed.host, reach):
        reason = f"{parsed.host} is not on the open internet"
    if reason is not None:
        raise HostRefusedError(url, reason)
    return str(parsed.copy_with(fragment=None))


def origin(url: str) -> str:
    """Scheme, host and port: "https://example.org"."""
    parsed = httpx.URL(url)
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"


def host(url: str) -> str:
    """Its host, without "www."."""
    return httpx.URL(url).host.removeprefix("www.")


def canonical(url: str, named: str | None) -> str:
    """The one address of a page at `url`, which names one itself or None; no marks of campaigns.

    What it names counts within its own site only: no page may pass for one of another outlet. Some
    sites name their front page on each page, or the section that it is in: that is passed over.
    """
    of_its_own = _tidy(named) if named else None
    if of_its_own and _is_one_site(of_its_own, url) and not _is_of_many(of_its_own, url):
        return of_its_own
    return _tidy(url) or url


def _is_of_many(named: str, url: str) -> bool:
    """Whether an address is the front page, or one above a page: "/news" of "/news/truce-holds".

    The address of a story may be above that of its versions, too: "/truce-holds/amp".
    """
    if is_front(named):
        return True
    above, parsed = httpx.URL(named), httpx.URL(url)
    steps, own = _steps(above.path), _steps(parsed.path)
    if above.query or len(steps) >= len(own) or own[: len(steps)] != steps:
        return False
    below = own[len(steps) :]
    return len(below) > 1 or _VERSION.fullmatch(below[0]) is None


def _steps(path: str) -> list[str]:
    return [step for step in path.split("/") if step]


def page_key(url: str) -> str:
    """What all addresses of one page have in common: "example.org/news/truce?page=2".

    It is the same with http and https, with "www." and without, and with a slash at the end or
    none. What is no address is its own key.
    """
    try:
        parsed = httpx.URL(url)
    except _INVALID:
        return url
    place = parsed.netloc.decode("ascii").removeprefix("www.")
    query = f"?{parsed.query.decode('ascii')}" if parsed.query else ""
    return f"{place}{parsed.raw_path.decode('ascii').partition('?')[0].removesuffix('/')}{query}"


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    parsed = httpx.URL(url)
    return not parsed.query and _FRONT.fullmatch(parsed.path) is not None


def _tidy(url: str) -> str | None:
    """An address without what only counts visitors; None for what is no address of a page."""
    tidy = clean_url(url.strip())
    if not tidy or len(tidy) > LONGEST:
        return None
    try:
        parsed = httpx.URL(tidy).copy_with(fragment=None)
        is_page = parsed.scheme in {"http", "https"} and parsed.host and not parsed.userinfo
    except _INVALID:
        return None
    return str(parsed) if is_page else None


def _is_one_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one registered name: amp.example.org and www.example.org."""
    hosts = host(one), host(other)
    if hosts[0] == hosts[1] or any(map(_is_number, hosts)):
        return hosts[0] == hosts[1]
    names = extract_domain(one), extract_domain(other)
    if all(names):
        return names[0] == names[1]
    return hosts[0].endswith(f".{hosts[1]}") or hosts[1].endswith(f".{hosts[0]}")


def joined(base: str, link: str) -> str | None:
    """The whole address of a link on the page at `base`; None for what is none of the web."""
    try:
        url = httpx.URL(base).join(link)
        return str(url) if url.scheme in {"http", "https"} and url.host else None
    except _INVALID:
        return None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
