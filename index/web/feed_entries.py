"""The entries of a feed, whatever its form; the only file that imports feedparser.

RSS and Atom, broken XML too ─▶ feedparser ─┐
JSON Feed (jsonfeed.org/version/1.1) ───────┼─▶ Listing
sitemaps (sitemaps.org, Google's news) ─────┘   of a sitemap index: further sitemaps

Each of them may be a file that gzip packed, as sitemaps often are.
"""

from __future__ import annotations

import html
import io
import json
import re
import sys
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import feedparser
from lxml import etree

from index.errors import FetchError
from index.web.addresses import joined
from index.web.unpacking import PackedWronglyError, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.web.fetching import Fetched

FEEDS: Final = frozenset(
    {
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        *("application/xml", "text/xml", "application/feed+json", "application/json"),
        *("text/plain", "text/html", "application/gzip", "application/x-gzip"),
    }
)
"""Content types that feeds come with, right or wrong."""

MOST_ENTRIES: Final = 1_000
MOST_SITEMAPS: Final = 10
MOST_UNPACKED: Final = 8_000_000
"""Bytes that a file which gzip packed may hold."""

MOST_PARSED: Final = 2_000_000
"""Bytes that feedparser is given, which takes up to ten seconds for them; the newest come first."""

_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_HEAD: Final = 2_000  # bytes; what a file is stands within so many
_REFERENCE: Final = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]*)|0*([0-9]*));?")
_LONGEST_REFERENCE: Final = 7  # digits of the last character, 1114111

_GIVES_UP: Final = (ArithmeticError, AssertionError, AttributeError, LookupError, ValueError)
"""What feedparser raises over XML that was written to break it, or by chance."""

_SITEMAP: Final = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_TAGS: Final = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of an article. `url` is whole; `title` and `summary` may be ""."""

    url: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a feed in its order, and the addresses of further sitemaps."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()


def entries_in(fetched: Fetched) -> Listing:
    """Read a feed; raises FetchError for what is none."""
    content = _opened(fetched).removeprefix(_BOM).lstrip()
    opened = replace(fetched, content=content)
    if content.startswith(b"{"):
        return _json_feed(opened)
    if _SITEMAP.search(content[:_HEAD]):
        return _sitemap(opened)
    return _feed(opened)


def _opened(fetched: Fetched) -> bytes:
    """What was fetched, or what is in it if it is a file that gzip packed."""
    if not fetched.content.startswith(_GZIP):
        return fetched.content
    content = bytearray()
    try:
        for piece in unpacked([fetched.content], "gzip"):
            content += piece
            if len(content) > MOST_UNPACKED:
                raise FetchError(
                    fetched.url, f"it is larger than {MOST_UNPACKED / 1e6:.0f} MB, unpacked"
                )
    except PackedWronglyError as exc:
        raise FetchError(fetched.url, "it is a packed file that can't be unpacked") from exc
    return bytes(content)


def _feed(fetched: Fetched) -> Listing:
    content = _REFERENCE.sub(_of_a_character, fetched.content[:MOST_PARSED])
    kind = "application/xml"  # another one would have feedparser pass over what the file says
    if fetched.charset and b"encoding" not in content[:_HEAD].partition(b"?>")[0]:
        kind += f"; charset={fetched.charset}"
    headers = {"content-location": fetched.url, "content-type": kind}
    try:
        # Given text, feedparser would take it for an address or a file, and open that.
        parsed: Any = feedparser.parse(io.BytesIO(content), response_headers=headers)
        if not parsed.get("version") and not parsed.entries:
            raise FetchError(fetched.url, "it holds no feed")
        found = [(one.get("link"), one.get("title"), one.get("summary")) for one in parsed.entries]
    except (*_GIVES_UP, RecursionError) as exc:
        raise FetchError(fetched.url, "it holds a feed that can't be read") from exc
    return _listing(fetched.url, found)


def _of_a_character(reference: re.Match[bytes]) -> bytes:
    """A reference such as "&#xD83D;", if there is such a character: feedparser fails at others."""
    sixteen, ten = reference.groups()
    digits = sixteen or ten or b""
    if not 0 < len(digits) <= _LONGEST_REFERENCE:
        return b"?"
    number = int(digits, 16 if sixteen else 10)
    is_one = number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF
    return reference[0] if is_one else b"?"


def _json_feed(fetched: Fetched) -> Listing:
    try:
        feed = json.loads(fetched.content)
    except (ValueError, RecursionError) as exc:
        raise FetchError(fetched.url, "it holds JSON that can't be read") from exc
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise FetchError(fetched.url, "it holds JSON that is no JSON Feed")
    return _listing(
        fetched.url,
        (
            (
                one.get("url") or one.get("external_url"),
                one.get("title"),
                one.get("summary") or one.get("content_text") or one.get("content_html"),
            )
            for one in items
            if isinstance(one, dict)
        ),
    )


def _sitemap(fetched: Fetched) -> Listing:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(fetched.content, parser)
    except etree.XMLSyntaxError as exc:
        raise FetchError(fetched.url, "it holds XML that can't be read") from exc
    kind = "" if root is None else str(root.tag).rpartition("}")[2].rpartition(":")[2]
    if kind == "sitemapindex":
        return _index(fetched.url, root)
    if kind != "urlset":
        raise FetchError(fetched.url, "it holds XML that is no sitemap")
    return _listing(
        fetched.url,
        (
            (
                one.xpath("string(*[local-name()='loc'])"),
                one.xpath("string(.//*[local-name()='news']/*[local-name()='title'])"),
                one.xpath("string(.//*[local-name()='keywords'])"),
            )
            for one in root.xpath("*[local-name()='url']")
        ),
    )


def _index(base: str, root: Any) -> Listing:
    """The newest sitemaps of an index, as it dates them; the last, where it doesn't."""
    dated = [
        (one.xpath("string(*[local-name()='lastmod'])").strip(), one)
        for one in root.xpath("*[local-name()='sitemap']")
    ]
    dated.sort(key=lambda pair: pair[0])
    newest = [one.xpath("string(*[local-name()='loc'])") for _, one in dated[-MOST_SITEMAPS:]]
    further = [_address(base, url) for url in newest]
    return Listing((), tuple(dict.fromkeys(url for url in further if url)))


def _listing(base: str, found: Iterable[tuple[object, object, object]]) -> Listing:
    """Entries with an address, each once."""
    entries: dict[str, Entry] = {}
    for link, title, summary in islice(found, MOST_ENTRIES):
        url = _address(base, link)
        if url:
            entries.setdefault(url, Entry(url, _plain(title), _plain(summary)))
    return Listing(tuple(entries.values()))


def _address(base: str, link: object) -> str | None:
    """The whole address that a feed gives; None for what is none of the web."""
    if not isinstance(link, str) or not link.strip():
        return None
    return joined(base, link.strip())


def _plain(text: object) -> str:
    """Without tags, and with the characters that "&nbsp;" and the like stand for."""
    if not isinstance(text, str):
        return ""
    return " ".join(html.unescape(_TAGS.sub(" ", text)).split())
