"""A round through the feeds: what is new in them, fetched and put among the articles.

feeds ─▶ entries ─▶ those with the words, not seen before ─▶ Shelf ─▶ tell
   └─────────┴─ threads fetch both side by side ─┘             └─ in the thread that asked
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.clock import utc_now
from index.web.errands import Errands
from index.web.feed_file import read_feeds
from index.web.records import Refused, Round
from index.web.seen import Seen
from index.web.shelf import Shelf
from index.web.side_by_side import SideBySide
from index.web.under_way import UnderWay

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from index.web.fetching import Fetcher
    from index.web.records import Put

__all__ = ["OF_ONE_HOST", "SEEN_NAME", "SIDE_BY_SIDE", "Places", "Refused", "Round", "read_round"]

SEEN_NAME: Final = "feeds.sqlite"

SIDE_BY_SIDE: Final = 16
"""Feeds and entries that are fetched at once."""

OF_ONE_HOST: Final = 4
"""How many of these, so that a host that hangs leaves threads for others. Its pause is kept too."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the feeds are listed, where articles go, and the state file.

    What was read before is kept beside the last.
    """

    feeds_file: Path
    articles: Path
    state_file: Path


def read_round(
    fetcher: Fetcher,
    places: Places,
    tell: Callable[[Put | Refused], None],
    is_stopped: Callable[[], bool] = lambda: False,
    now: Callable[[], datetime] = utc_now,
) -> Round:
    """Read all feeds that are listed; `tell` hears of each entry as soon as something came of it.

    It hears in the thread that calls this. Once `is_stopped`, what is being fetched has a moment to
    come to its end, and the rest is left for the next round. `now` is the time in UTC. Raises
    FeedsFileError, ArticlesError where the folder can't be written to, and SeenFileError.
    """
    feeds = read_feeds(places.feeds_file)
    with (
        Seen(places.state_file.with_name(SEEN_NAME)) as seen,
        SideBySide(SIDE_BY_SIDE, "fetch", OF_ONE_HOST) as threads,
    ):
        errands = Errands(threads, is_stopped)
        under_way = UnderWay(fetcher, Shelf(places.articles), seen, now, errands, tell)
        if not is_stopped():
            under_way.go(feeds)
        return under_way.done
