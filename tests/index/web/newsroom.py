"""A site with feeds, and a folder that their articles come to: what a round is tried with."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.manners import Manners
from index.web.reach import Reach
from index.web.rounds import Places, Round, read_round
from tests.index.web.ferry import NOW
from tests.index.web.pages import story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.web.records import Put
    from index.web.rounds import Refused
    from tests.index.web.site import Site

QUICK: Final = Manners(pause=0, connect=1, read=0.5, total=1, tries=1, backoff=0.01)
RSS: Final = "application/rss+xml"


@dataclass
class Newsroom:
    """One folder, one list of feeds, and what was told of entries so far."""

    folder: Path
    manners: Manners = QUICK
    heard: list[Put | Refused] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.articles.mkdir()

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def places(self) -> Places:
        return Places(self.folder / "feeds.toml", self.articles, self.folder / "state.sqlite")

    def names(self) -> list[str]:
        return sorted(path.name for path in self.articles.glob("*.md"))

    def list_feeds(self, *urls: str, words: str = "") -> None:
        """Write feeds.toml; each feed has the same `words`, lines such as `any = ["ferry"]`."""
        tables = (f'[[feed]]\nurl = "{url}"\n{words}\n' for url in urls)
        self.places.feeds_file.write_text("".join(tables), encoding="utf-8")

    def go(
        self,
        is_stopped: Callable[[], bool] = lambda: False,
        tell: Callable[[Put | Refused], None] | None = None,
    ) -> Round:
        """One round, as each program begins one: with a fetcher that knows nothing yet."""
        reach = Reach(loopback=True)
        with Fetcher(self.manners, reach, CheckedTransport(reach)) as fetcher:
            return read_round(
                fetcher, self.places, tell or self.heard.append, is_stopped, lambda: NOW
            )


def rss(site: Site, links: Sequence[str], titles: Sequence[str] = ()) -> str:
    """A feed with these paths, or whole addresses."""
    items = "".join(
        f"<item><title>{titles[number] if titles else link}</title>"
        f"<link>{html.escape(site.url(link) if link.startswith('/') else link)}</link></item>"
        for number, link in enumerate(links)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title>{items}</channel></rss>'
    )


def publish(site: Site, paths: Sequence[str], feed: str = "/rss", etag: str = "") -> None:
    """Have a story at each path, and a feed of them."""
    for path in paths:
        site.serve(path, story(f"The night ferry of {path.strip('/')} stays where it is"))
    headers = {"ETag": f'"{etag}"'} if etag else {}
    site.serve(feed, rss(site, paths), headers=headers, kind=RSS)
