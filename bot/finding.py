"""The open web and the articles folder, as the chat's `Adder` needs them.

addresses ─▶ fetched side by side ─▶ read, each page once ─▶ what adding each would come to
article ─▶ a file of the folder
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.core.adding_bodies import FoundArticle
from index.clock import utc_now
from index.errors import WebError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from index.web.fetching import Fetcher
    from index.web.records import Put, WebArticle
    from index.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class OpenWeb:
    """As `bot.core.adding.Web`; `open_pages` gives who fetches, and `now` the time in UTC."""

    articles: Path
    open_pages: Callable[[], Fetcher]
    now: Callable[[], datetime] = utc_now

    def find(self, urls: Sequence[str]) -> list[FoundArticle | WebError]:
        """As `Web.find`. Raises ArticlesError where the folder can't be listed."""
        # Imported only where it is wanted: it loads what reads pages.
        from index.web.addresses import page_key  # noqa: PLC0415 - see above
        from index.web.shelf import Shelf  # noqa: PLC0415 - see above
        from index.web.side_by_side import SideBySide  # noqa: PLC0415 - see above

        shelf = Shelf(self.articles)
        with (
            self.open_pages() as fetcher,
            SideBySide(len(urls), "dateline-page") as threads,
        ):
            looks = [threads.submit(partial(self._one, fetcher, shelf, url)) for url in urls]
            results = [look.result() for look in looks]
        # One page under several addresses is shown once; what can't be had, by each.
        shown: dict[str, FoundArticle | WebError] = {}
        for one in results:
            at = one.article.source_url if isinstance(one, FoundArticle) else one.url
            shown.setdefault(page_key(at) if isinstance(one, FoundArticle) else at, one)
        return list(shown.values())

    def put(self, article: WebArticle, fetched_at: datetime) -> Put:
        """As `Web.put`."""
        from index.web.shelf import Shelf  # noqa: PLC0415 - see above

        return Shelf(self.articles).put(article, fetched_at)

    def _one(self, fetcher: Fetcher, shelf: Shelf, url: str) -> FoundArticle | WebError:
        from index.web.extraction import article_in  # noqa: PLC0415 - see above

        now = self.now()
        try:
            article = article_in(fetcher.fetch(url), now.date())
        except WebError as error:
            return error
        return FoundArticle(article, shelf.foreseen(article, now))
