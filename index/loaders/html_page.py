"""`.html`, `.htm`: the article of a web page; the only file that imports trafilatura.

The Article's text is what trafilatura extracts, a paragraph a line. Title and address are those
the page names. The date is read here, from what the page calls its publication date: trafilatura's
own takes any date it finds, also that of a copyright line or of the last change.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from index.errors import UnreadableArticleError
from index.loaders.decoding import decode
from index.loaders.draft import Draft, Metadata, SourceFile
from index.loaders.reading import read_bytes
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 2_048  # bytes; HTML asks for it within the first 1,024
_DATE_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "dcterms.issued", "dc.date.issued", "citation_publication_date", "pubdate"),
    *("publish-date", "publish_date", "publishdate", "published", "article.published", "date"),
)
_DATE_OF_PUBLICATION = "datePublished"
_MOST_JSON_LD = 1_000_000  # characters
_MOST_NODES = 1_000  # of one JSON-LD block


def load_html_page(file: SourceFile, limit: int) -> Iterator[Draft]:
    """Read one page of at most `limit` bytes; see `Loader`."""
    content = read_bytes(file, limit)
    declared = _CHARSET.search(content, 0, _DECLARED_WITHIN)
    decoded = decode(
        content, file.name, declared[1].decode("ascii", "replace") if declared else None
    )
    if not decoded.text.strip():
        raise UnreadableArticleError(file.name, "is empty")
    from trafilatura import bare_extraction  # noqa: PLC0415  (0.2 s; most folders have no pages)
    from trafilatura.utils import load_html  # noqa: PLC0415  (the same)

    tree = load_html(decoded.text)
    page = None
    if tree is not None:
        page = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    if tree is None or page is None or isinstance(page, dict) or not page.text:
        raise UnreadableArticleError(file.name, "is a page in which no article was found")
    metadata = Metadata(title=page.title, published=_published(tree), source_url=page.url)
    text = page.text
    yield Draft(file.file_id, text, Span(0, len(text)), metadata, notes=decoded.notes)


def _published(tree: Any) -> str | None:
    """Find what the page calls its date of publication, as written there."""
    for block in tree.xpath('//script[@type="application/ld+json"]/text()'):
        if date := _published_in_json(str(block)):
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


def _published_in_json(block: str) -> str | None:
    """Find the first `datePublished` of a JSON-LD block, from the outside in."""
    if len(block) > _MOST_JSON_LD or _DATE_OF_PUBLICATION not in block:
        return None
    try:
        nodes = [json.loads(block)]
    except (ValueError, RecursionError):
        return None  # broken JSON-LD is common, and the page has other places for its date
    for node in nodes:  # grows while it is walked
        if isinstance(node, dict):
            date = node.get(_DATE_OF_PUBLICATION)
            if isinstance(date, str) and date.strip():
                return date
            nodes.extend(node.values())
        elif isinstance(node, list):
            nodes.extend(node)
        if len(nodes) > _MOST_NODES:
            break
    return None
