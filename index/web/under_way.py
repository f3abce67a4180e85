"""One round through the feeds, while it is under way: what is wanted, by whom, and what came of it.

Each feed is read once a round, and its server asked only for what changed; so is each sitemap that
an index of sitemaps names. An entry is fetched once, however many feeds list it. It is settled once
it is a file, holds no article, or can't be had for good; one that can't be had for now is tried
again in a few rounds. What hangs at one host holds up no other, and a host at which one after the
other fails is left alone until the next round.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from index.errors import FetchError, NoTurnError, WebError
from index.web.addresses import canonical, page_key
from index.web.choosing import has_words
from index.web.extraction import article_in
from index.web.feed_entries import FEEDS, Listing, entries_in
from index.web.fetching import Unchanged, Validators
from index.web.records import Refused, Round

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from index.web.errands import Errands
    from index.web.feed_entries import Entry
    from index.web.feed_file import Feed
    from index.web.fetching import Fetcher
    from index.web.records import Put, WebArticle
    from index.web.seen import Seen
    from index.web.shelf import Shelf

MOST_IN_A_ROW: Final = 5
"""Entries of one host that fail, one after the other; the rest is left for the next round then."""

MOST_TURNS: Final = 3
"""How often a feed is asked for in a round, if so much else at its host comes before it."""

_LEFT_ALONE: Final = "its host failed again and again just before, so it was not asked for"


@dataclass(slots=True)
class _Reading:
    """A feed that was read, some of whose entries are not settled yet.

    `left` counts those that nothing came of so far. `validators` are to be sent next time, unless
    something is left for then.
    """

    row: str
    validators: Validators
    left: int = 0
    is_settled: bool = True


class UnderWay:
    """A round that is under way: what is asked for, by whom it is waited for, what came of it.

    What begins with "fetch" runs in threads beside each other, all else in that of `errands`.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        shelf: Shelf,
        seen: Seen,
        now: Callable[[], datetime],
        errands: Errands,
        tell: Callable[[Put | Refused], None],
    ) -> None:
        self.done = Round()
        self._fetcher = fetcher
        self._shelf = shelf
        self._seen = seen
        self._now = now
        self._errands = errands
        self._tell = tell
        self._rows: set[str] = set()
        self._late: list[Callable[[], None]] = []
        self._waiting: dict[str, list[_Reading]] = {}
        self._settled: dict[str, bool] = {}
        self._in_a_row: Counter[str] = Counter()  # entries of each lane that failed
        self._counting = threading.Lock()

    def go(self, feeds: Sequence[Feed]) -> None:
        """Read feeds, and all that is new in them."""
        for feed in feeds:
            self._begin(feed)
        self._errands.hear_all()
        while self._late:
            late, self._late = self._late, []
            for ask in late:
                ask()
            self._errands.hear_all()

    def _begin(self, feed: Feed, *, is_part: bool = False) -> None:
        """Have a feed read; with `is_part` a sitemap that an index names, which names no more."""
        if _row(feed) not in self._rows:
            self._rows.add(_row(feed))
            self._ask(feed, 1, is_part=is_part)

    def _ask(self, feed: Feed, turn: int, *, is_part: bool) -> None:
        known = self._seen.validators(_row(feed))
        self._errands.send(
            _lane(feed.url),
            partial(self._fetch_feed, feed.url, known),
            partial(self._hear_feed, feed, turn, is_part=is_part),
        )

    def _fetch_feed(self, url: str, known: Validators) -> tuple[Listing, Validators] | FetchError:
        """What a feed lists, and by what its server knows that."""
        try:
            got = self._fetcher.fetch_if_changed(url, known, FEEDS)
            if isinstance(got, Unchanged):
                return Listing(()), known
            return entries_in(got), got.validators
        except FetchError as error:
            return error

    def _hear_feed(
        self,
        feed: Feed,
        turn: int,
        came: tuple[Listing, Validators] | FetchError,
        *,
        is_part: bool,
    ) -> None:
        if isinstance(came, NoTurnError) and turn < MOST_TURNS:
            self._late.append(partial(self._ask, feed, turn + 1, is_part=is_part))
        elif isinstance(came, FetchError):
            if self._seen.failed(_row(feed), came.why, self._now()):
                self.done.dead.append(FetchError(feed.url, came.why, came.status))
        else:
            listing, validators = came
            # What the sitemaps of an index hold changes while the index does not.
            known = Validators() if listing.further else validators
            self._read(feed, listing, _Reading(_row(feed), known))
            for further in () if is_part else listing.further:
                self._begin(replace(feed, url=further), is_part=True)

    def _read(self, feed: Feed, listing: Listing, reading: _Reading) -> None:
        """Have the new entries of a feed fetched."""
        chosen = [entry for entry in listing.entries if has_words(entry, feed)]
        self.done.passed += len(listing.entries) - len(chosen)
        by_key: dict[str, Entry] = {}
        for entry in chosen:
            by_key.setdefault(_key(entry), entry)
        for key, entry in by_key.items():
            self._want(key, entry, reading)
        # What is to be tried again must be listed again, so the whole feed is asked for then.
        is_whole_next = reading.left or not reading.is_settled
        if self._seen.read(reading.row, Validators() if is_whole_next else reading.validators):
            self.done.back.append(feed.url)

    def _want(self, key: str, entry: Entry, reading: _Reading) -> None:
        """Have an entry fetched, unless it is settled, or was asked for in this round."""
        if key in self._settled:
            reading.is_settled = reading.is_settled and self._settled[key]
            return
        if key not in self._waiting:
            if self._seen.is_settled(key, before=canonical(entry.url, None)):
                self._settled[key] = True
                self.done.known += 1
                return
            self._waiting[key] = []
            fetch = partial(self._fetch_article, entry.url)
            self._errands.send(_lane(entry.url), fetch, partial(self._hear_article, key, entry.url))
        self._waiting[key].append(reading)
        reading.left += 1

    def _fetch_article(self, url: str) -> tuple[WebArticle, datetime] | WebError:
        """The article at an address, and when it was fetched."""
        lane, now = _lane(url), self._now()
        with self._counting:
            if self._in_a_row[lane] >= MOST_IN_A_ROW:
                return NoTurnError(url, _LEFT_ALONE)
        came: tuple[WebArticle, datetime] | WebError
        try:
            came = article_in(self._fetcher.fetch(url), now.date()), now
        except WebError as error:
            came = error
        if not isinstance(came, NoTurnError):
            has_failed = isinstance(came, FetchError) and not came.is_final
            with self._counting:
                self._in_a_row[lane] = self._in_a_row[lane] + 1 if has_failed else 0
        return came

    def _hear_article(
        self, key: str, url: str, came: tuple[WebArticle, datetime] | WebError
    ) -> None:
        result = (
            self._refused(key, url, came) if isinstance(came, WebError) else self._put(key, *came)
        )
        if isinstance(result, Refused):
            self.done.refused.append(result)
        else:
            self.done.put.append(result)
        is_settled = self._settled[key] = not (isinstance(result, Refused) and result.again)
        for reading in self._waiting.pop(key):
            reading.left -= 1
            reading.is_settled = reading.is_settled and is_settled
            if not reading.left and reading.is_settled:
                self._seen.read(reading.row, reading.validators)
        self._tell(result)

    def _put(self, key: str, article: WebArticle, now: datetime) -> Put:
        put = self._shelf.put(article, now)
        self._seen.settle(key, now)
        return put

    def _refused(self, key: str, url: str, error: WebError) -> Refused:
        """Keep in mind that an entry brought no article."""
        match error:
            case NoTurnError():
                return Refused(url, error, again=True)  # not its own doing: no try of its few
            case FetchError(is_final=False):
                self._seen.put_off(key)
                return Refused(url, error, again=not self._seen.is_settled(key))
            case _:
                self._seen.settle(key, self._now())
                return Refused(url, error, again=False)


def _key(entry: Entry) -> str:
    """What an entry is known by: its address without marks of campaigns, however it is written."""
    return page_key(canonical(entry.url, None))


def _lane(url: str) -> str:
    """What is asked of one host is in one lane."""
    return url.partition("//")[2].partition("/")[0].casefold()


def _row(feed: Feed) -> str:
    """What a feed is known by: with other words it is read anew, though it be unchanged."""
    words = [f"any {word}" for word in feed.any_of] + [f"all {word}" for word in feed.all_of]
    return "\n".join([feed.url, *words])
