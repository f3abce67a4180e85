"""A round through the feeds: what is new in them, fetched and put among the articles.

feeds ─▶ entries ─▶ those with the words, not seen before ─▶ fetched side by side ─▶ Shelf

Each feed is read once a round, and its server asked only for what changed; so is each sitemap that
an index of sitemaps names. An entry is settled once it is a file, or holds no article; one that
can't be fetched for now is tried again in a few rounds.
"""

from __future__ import annotations

import queue
import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from index.clock import utc_now
from index.errors import FetchError, NoArticleError, NoTurnError, WebError
from index.web.addresses import canonical
from index.web.extraction import article_in
from index.web.feed_entries import FEEDS, Listing, entries_in
from index.web.feed_file import folded, read_feeds
from index.web.fetching import Unchanged, Validators
from index.web.seen import Seen
from index.web.shelf import Added, Changed, Shelf
from index.web.side_by_side import SideBySide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from index.web.feed_entries import Entry
    from index.web.feed_file import Feed
    from index.web.fetching import Fetcher
    from index.web.shelf import Put

SEEN_NAME: Final = "feeds.sqlite"

SIDE_BY_SIDE: Final = 8
"""Entries that are fetched at once; the pause of each host is kept all the same."""

LOOK: Final = 0.2
"""Seconds between two looks at whether to stop; longer than what is fetched needs as a rule."""

_GONE: Final = frozenset({401, 402, 403, 404, 410, 451})
"""Answers after which an address is not asked again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that was not added. `again` says that the next round tries it once more."""

    url: str
    error: WebError
    again: bool


@dataclass(slots=True)
class Round:
    """What came of a round; each list in the order in which it came about.

    `known` counts entries that were settled before, `passed` those without the words. `dead` are
    feeds that can't be read since this round, `back` those that can again.
    """

    put: list[Put] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    dead: list[FetchError] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    known: int = 0
    passed: int = 0

    @property
    def is_news(self) -> bool:
        """Whether the articles folder changed."""
        return any(isinstance(one, Added | Changed) for one in self.put)


@dataclass(frozen=True, slots=True)
class _Work:
    """Who fetches entries, who is told of them, and whether to stop."""

    threads: SideBySide
    tell: Callable[[Put | Refused], None]
    is_stopped: Callable[[], bool]


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
    """Read the feeds that are listed; see `Rounds.go`. Raises FeedsFileError too."""
    feeds = read_feeds(places.feeds_file)
    with Seen(places.state_file.with_name(SEEN_NAME)) as seen:
        return Rounds(fetcher, Shelf(places.articles), seen, now).go(feeds, tell, is_stopped)


class Rounds:
    """Goes through feeds; what it was given has to stay open meanwhile."""

    def __init__(
        self, fetcher: Fetcher, shelf: Shelf, seen: Seen, now: Callable[[], datetime]
    ) -> None:
        """`now` is the time in UTC."""
        self._fetcher = fetcher
        self._shelf = shelf
        self._seen = seen
        self._now = now

    def go(
        self,
        feeds: Sequence[Feed],
        tell: Callable[[Put | Refused], None],
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Round:
        """Read all feeds; `tell` hears of each entry as soon as something came of it.

        Once `is_stopped`, what is being fetched has a moment to come to its end, and the rest is
        left for the next round. Raises ArticlesError where the folder can't be written to, and
        SeenFileError.
        """
        done = Round()
        with SideBySide(SIDE_BY_SIDE, "fetch") as threads:
            for feed in feeds:
                if is_stopped():
                    break
                self._read(feed, done, _Work(threads, tell, is_stopped))
        return done

    def _read(self, feed: Feed, done: Round, work: _Work, *, is_part: bool = False) -> None:
        """Read a feed; with `is_part` one that an index of sitemaps names, which names no more."""
        row = _row(feed)
        known = self._seen.validators(row)
        try:
            got = self._fetcher.fetch_if_changed(feed.url, known, FEEDS)
            listing = Listing(()) if isinstance(got, Unchanged) else entries_in(got)
        except FetchError as error:
            if self._seen.failed(row, error.why, self._now()):
                done.dead.append(FetchError(feed.url, error.why, error.status))
            return
        all_settled = self._read_entries(listing.entries, feed, done, work)
        # What is to be tried again must be listed again, so the whole feed is asked for then. And
        # what the sitemaps of an index hold changes while the index does not.
        validators = known if isinstance(got, Unchanged) else got.validators
        is_whole_next = listing.further or not all_settled
        if self._seen.read(row, Validators() if is_whole_next else validators):
            done.back.append(feed.url)
        for further in () if is_part else listing.further:
            if not work.is_stopped():
                self._read(replace(feed, url=further), done, work, is_part=True)

    def _read_entries(self, entries: Sequence[Entry], feed: Feed, done: Round, work: _Work) -> bool:
        """Fetch the new entries of a feed; whether nothing is left for another round."""
        chosen = [entry for entry in entries if has_words(entry, feed)]
        by_key = {_key(entry): entry for entry in reversed(chosen)}
        todo = [by_key[key] for key in reversed(by_key) if not self._seen.is_settled(key)]
        done.passed += len(entries) - len(chosen)
        done.known += len(by_key) - len(todo)
        settled = 0
        for result in self._fetched(todo, work):
            if result is None:
                continue
            if isinstance(result, Refused):
                done.refused.append(result)
                settled += not result.again
            else:
                done.put.append(result)
                settled += 1
            work.tell(result)
        return settled == len(todo)

    def _fetched(self, todo: Sequence[Entry], work: _Work) -> Iterator[Put | Refused | None]:
        """What comes of each entry, as soon as it has."""
        ended: queue.SimpleQueue[Future[Put | Refused | None]] = queue.SimpleQueue()
        for entry in todo:
            one = partial(self._one, entry, work.is_stopped)
            work.threads.submit(one).add_done_callback(ended.put)
        left = len(todo)
        while left:
            try:
                yield ended.get(timeout=LOOK).result()
            except queue.Empty:
                if work.is_stopped():
                    return
            else:
                left -= 1

    def _one(self, entry: Entry, is_stopped: Callable[[], bool]) -> Put | Refused | None:
        """Fetch an entry, and keep in mind what came of it; None where it is left for later."""
        if is_stopped():
            return None
        now = self._now()
        try:
            article = article_in(self._fetcher.fetch(entry.url), now.date())
        except NoArticleError as error:
            self._seen.settle(_key(entry), now)
            return Refused(entry.url, error, again=False)
        except NoTurnError as error:
            return Refused(entry.url, error, again=True)  # not its own doing: no try of its few
        except FetchError as error:
            if error.status in _GONE:
                self._seen.settle(_key(entry), now)
                return Refused(entry.url, error, again=False)
            self._seen.put_off(_key(entry))
            return Refused(entry.url, error, again=not self._seen.is_settled(_key(entry)))
        put = self._shelf.put(article, now)
        self._seen.settle(_key(entry), now)
        return put


def has_words(entry: Entry, feed: Feed) -> bool:
    """Whether an entry is one of those that a feed is read for."""
    said = folded(f"{entry.title} {entry.summary}")

    def holds(word: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None

    return all(map(holds, feed.all_of)) and (not feed.any_of or any(map(holds, feed.any_of)))


def _key(entry: Entry) -> str:
    """What an entry is known by: its address without marks of campaigns."""
    return canonical(entry.url, None)


def _row(feed: Feed) -> str:
    """What a feed is known by: with other words it is read anew, though it be unchanged."""
    words = [f"any {word}" for word in feed.any_of] + [f"all {word}" for word in feed.all_of]
    return "\n".join([feed.url, *words])
