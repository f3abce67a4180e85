"""How long it takes to fetch 200 articles of one feed, and how often their site is asked meanwhile.

The site is on this machine, has a page for each article, and answers after 100 ms. How often it is
asked is what it measured itself, where it was asked most.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.figures import against, table
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.manners import Manners
from index.web.reach import Reach
from index.web.records import Added
from index.web.rounds import Places, read_round
from tests.index.web.newsroom import RSS, rss
from tests.index.web.pages import story
from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.bench import Bench

ARTICLES: Final = 200
DELAY: Final = 0.1
"""Seconds that the site takes for an answer."""

SECONDS: Final = 60.0
"""What we hold ourselves to."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One round: its seconds, articles added, and requests a second where these were most."""

    seconds: float
    added: int
    busiest: float


def main(bench: Bench) -> None:
    """Fetch, once; print."""
    manners = Manners()
    with bench.console.status(f"Fetching {ARTICLES} articles …"):
        figures = measure(manners, ARTICLES, DELAY)
    most = 1 / manners.pause
    made = table(
        f"{ARTICLES} articles of a feed, each after {DELAY * 1e3:.0f} ms", "", "", "against"
    )
    made.add_row("seconds", f"{figures.seconds:.1f}", against(figures.seconds, SECONDS))
    made.add_row("added", f"{figures.added:,}", "")
    made.add_row(
        "requests a second, at the most", f"{figures.busiest:.2f}", against(figures.busiest, most)
    )
    bench.console.print(made)


def measure(manners: Manners, articles: int, delay: float) -> Figures:
    """Read a feed of so many articles, of a site that takes `delay` seconds for each answer."""
    paths = [f"/{number}" for number in range(articles)]
    reach = Reach(loopback=True)
    with Site() as site, tempfile.TemporaryDirectory() as name:
        for path in paths:
            site.serve(path, story(f"Report {path[1:]} from the harbour"), delay=delay)
        site.serve("/rss", rss(site, paths), kind=RSS, delay=delay)
        folder = Path(name)
        places = Places(folder / "feeds.toml", folder / "articles", folder / "state.sqlite")
        places.articles.mkdir()
        places.feeds_file.write_text(f'[[feed]]\nurl = "{site.url("/rss")}"\n', encoding="utf-8")
        began = time.perf_counter()
        with Fetcher(manners, reach, CheckedTransport(reach)) as fetcher:
            done = read_round(fetcher, places, lambda _: None)
        seconds = time.perf_counter() - began
        added = sum(isinstance(one, Added) for one in done.put)
        moments = [asked.at for asked in site.requests]
        return Figures(seconds, added, busiest(moments, round(1 / manners.pause)))


def busiest(moments: Sequence[float], of: int) -> float:
    """Requests a second where they were most, over `of` of them and the one that came next."""
    in_order = sorted(moments)
    return of / min(after - one for one, after in zip(in_order, in_order[of:], strict=False))
