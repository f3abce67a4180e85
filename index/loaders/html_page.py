"""`.html`, `.htm`: the article of a web page; the only file that imports trafilatura.

The Article's text is what trafilatura extracts, a paragraph a line. Title and address are those
the page names. The date is read here, from what the page calls its publication date: trafilatura's
own takes any date it finds, also that of a copyright line or of the last change.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from index.errors import UnreadableArticleError
from index.loaders.dates import MONTH, iso_date
from index.loaders.decoding import decode
from index.loaders.draft import Draft, Metadata, SourceFile
from index.loaders.reading import read_bytes
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its article, a paragraph a line, and what it tells of itself.

    `published` is the date that it calls its own, as written there; `guessed` the date that its
    address or its marks suggest, "2026-01-25". `address` is the one it goes by (canonical).
    `is_free` is False where it calls itself only partly readable; all but `text` may be None.
    """

    text: str
    title: str | None
    author: str | None
    outlet: str | None
    address: str | None
    published: str | None
    guessed: str | None
    is_free: bool | None
    notes: tuple[str, ...]


_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 2_048  # bytes; HTML asks for it within the first 1,024
_DATE_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "dcterms.issued", "dc.date.issued", "citation_publication_date", "pubdate"),
    *("publish-date", "publish_date", "publishdate", "published", "article.published", "date"),
)
_DATE_IN_ADDRESS = re.compile(
    rf"/(?P<year>(?:19|20)[0-9]{{2}})[/-](?P<month>[0-9]{{2}}|{MONTH})"
    r"(?:[/-](?P<day>[0-9]{1,2})(?![0-9])|/)",
    re.IGNORECASE,
)
_OF_CHANGE = re.compile(r"updat|modif|edit|change", re.IGNORECASE)
_DATE_OF_PUBLICATION = "datePublished"
_FREE = "isAccessibleForFree"
_MOST_JSON_LD = 1_000_000  # characters
_MOST_NODES = 1_000  # of one JSON-LD block


def load_html_page(file: SourceFile, limit: int) -> Iterator[Draft]:
    """Read one page of at most `limit` bytes; see `Loader`."""
    page = read_page(read_bytes(file, limit), file.name)
    metadata = Metadata(title=page.title, published=page.published, source_url=page.address)
    yield Draft(file.file_id, page.text, Span(0, len(page.text)), metadata, notes=page.notes)


def read_page(
    content: bytes, name: str, charset: str | None = None, url: str | None = None
) -> Page:
    """Read the bytes of a page that `name` stands for in messages; raises UnreadableArticleError.

    `charset` is the encoding that its server names, for a page that names none; `url` where it was
    found.
    """
    declared = _CHARSET.search(content, 0, _DECLARED_WITHIN)
    named = declared[1].decode("ascii", "replace") if declared else charset
    decoded = decode(content, name, named)
    if not decoded.text.strip():
        raise UnreadableArticleError(name, "is empty")
    from trafilatura import bare_extraction  # noqa: PLC0415  (0.2 s; most folders have no pages)
    from trafilatura.utils import load_html  # noqa: PLC0415  (the same)

    page = None
    try:
        tree = load_html(decoded.text)
        if tree is not None:
            page = bare_extraction(
                tree,
                url=url,
                with_metadata=True,
                include_comments=False,
                date_extraction_params={"original_date": True, "extensive_search": False},
            )
    except Exception as exc:  # what a page provokes in the library may be anything
        raise UnreadableArticleError(name, "is a page that can't be taken apart") from exc
    if tree is None or page is None or isinstance(page, dict) or not page.text:
        raise UnreadableArticleError(name, "is a page in which no article was found")
    return Page(
        text=page.text,
        title=_as_text(page.title),
        author=_as_text(page.author),
        outlet=_outlet(_as_text(page.sitename), page.url),
        address=_address(tree, url) if url else page.url,
        published=_published(tree),
        guessed=_suggested(tree, url or ""),
        is_free=_is_free(tree),
        notes=decoded.notes,
    )


def _as_text(said: object) -> str | None:
    """What trafilatura took from JSON may be of any kind."""
    return said if isinstance(said, str) else None


def _published(tree: Any) -> str | None:
    """Find what the page calls its date of publication, as written there."""
    for date in _in_json(tree, _DATE_OF_PUBLICATION):
        if isinstance(date, str) and date.strip():
            return date
    named: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content").strip())
    for name in _DATE_NAMES:
        if named.get(name):
            return named[name]
    times = tree.xpath(
        '//*[@itemprop="datePublished"]/@datetime | //time[@pubdate]/@datetime'
        ' | //*[@itemprop="datePublished"]/@content'
    )
    return str(times[0]) if times else None


def _suggested(tree: Any, url: str) -> str | None:
    """Find the date in an address, or the first that the page marks up and not as a change."""
    in_url = _DATE_IN_ADDRESS.search(url)
    address = iso_date(*in_url.group("year", "month", "day")) if in_url else None
    if in_url and in_url["day"] and address:
        return address
    for time in tree.xpath("//time[@datetime]"):
        around = time.getparent()
        about = " ".join((*time.values(), *(() if around is None else around.values())))
        if not _OF_CHANGE.search(about) and time.get("datetime").strip():
            return str(time.get("datetime"))
    return address


def _address(tree: Any, url: str) -> str | None:
    """Find the address that a page at `url` names as its own."""
    canonical = tree.xpath('//link[@rel="canonical"]/@href')
    shared = tree.xpath('//meta[@property="og:url"]/@content')
    for address in map(str.strip, map(str, canonical + shared)):
        # "undefined" and its like would be relative ones, and the same for many pages.
        if address.startswith(("/", "http://", "https://")):
            try:
                return urljoin(url, address)
            except ValueError:
                continue
    return None


def _outlet(named: str | None, address: str | None) -> str | None:
    """The outlet that a page names; trafilatura gives the host of its address where it doesn't."""
    host = (address or "").partition("//")[2].partition("/")[0]
    return None if named and host.endswith(named) else named


def _is_free(tree: Any) -> bool | None:
    """Whether the page says that all may read all of it (schema.org's isAccessibleForFree)."""
    for free in _in_json(tree, _FREE):
        return str(free).strip().casefold() not in {"false", "0", "no"}
    return None


def _in_json(tree: Any, key: str) -> Iterator[object]:
    """Yield what the page's JSON-LD has under `key`, block by block, from the outside in."""
    for block in tree.xpath('//script[@type="application/ld+json"]/text()'):
        yield from _in_block(str(block), key)


def _in_block(block: str, key: str) -> Iterator[object]:
    if len(block) > _MOST_JSON_LD or key not in block:
        return
    try:
        nodes = [json.loads(block)]
    except (ValueError, RecursionError):
        return  # broken JSON-LD is common, and the page has other places for what it says
    for node in nodes:  # grows while it is walked
        if isinstance(node, dict):
            if key in node:
                yield node[key]
            nodes.extend(node.values())
        elif isinstance(node, list):
            nodes.extend(node)
        if len(nodes) > _MOST_NODES:
            return
