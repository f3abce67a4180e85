"""A true fake of the web and the articles folder, as the chat's `Adder` needs them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.adding_bodies import FoundArticle
from index.errors import FolderUnwritableError
from index.web.records import Added, Same, WebArticle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from index.errors import DatelineError, WebError
    from index.web.records import Put


def make_page(url: str = "https://news.example/bridge", **about: Any) -> WebArticle:
    """An article of the web at `url`; `about` tells what is not as usual."""
    facts = {
        "title": "The bridge opens", "published": "2026-01-25", "outlet": "News Example",
        "author": "Ann Author", "language": "en",
        "text": "The bridge opened in May.\nIt had been shut for years.", **about,
    }  # fmt: skip
    return WebArticle(url, **facts)


FULL = FolderUnwritableError(Path("articles"), "no space left")


class FakeWeb:
    """Pages by their addresses, and a folder that they are put into; all others are errors.

    `go` holds looks back until it is set; `shelf` has the ids of what was added, in its order.
    """

    def __init__(self, *pages: WebArticle, refused: Sequence[WebError] = ()) -> None:
        self.pages = {page.source_url: page for page in pages}
        self.refused = {error.url: error for error in refused}
        self.go = threading.Event()
        self.go.set()
        self.looked: list[str] = []
        self.error: DatelineError | None = None
        self.shelf: dict[str, str] = {}
        self.added: list[WebArticle] = []
        self.full_after = -1

    def find(self, urls: Sequence[str]) -> list[FoundArticle | WebError]:
        self.looked += urls
        assert self.go.wait(10), "nobody let the look go"
        return [
            FoundArticle(self.pages[url], self._put(self.pages[url]))
            if url in self.pages
            else self.refused[url]
            for url in urls
        ]

    def put(self, article: WebArticle, fetched_at: datetime) -> Put:
        assert fetched_at.tzinfo is not None
        if self.error is not None:
            raise self.error
        if self.full_after == len(self.added):
            raise FULL
        put = self._put(article)
        self.added.append(article)
        self.shelf[article.source_url] = put.doc_id
        return put

    def _put(self, article: WebArticle) -> Put:
        doc_id = article.source_url.rpartition("/")[2]
        return Same(doc_id) if article.source_url in self.shelf else Added(doc_id)
