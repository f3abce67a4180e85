"""Feeds of many sites in one round: none waits for another, and none changes what comes of it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from index.errors import NoTurnError
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.reach import Reach
from index.web.records import Added
from index.web.rounds import OF_ONE_HOST, SIDE_BY_SIDE, Round, read_round
from index.web.seen import MOST_TRIES
from index.web.under_way import MOST_IN_A_ROW, MOST_TURNS
from tests.index.web.ferry import NOW
from tests.index.web.newsroom import QUICK, RSS, Newsroom, publish, rss
from tests.index.web.pages import story
from tests.index.web.site import Exchange, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.web.fetching import Fetched, Unchanged, Validators

PATIENT: Final = replace(QUICK, read=20, total=20)
LIMIT: Final = 5.0  # seconds


@pytest.fixture
def other() -> Iterator[Site]:
    with Site(host="localhost") as one:
        yield one


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path, PATIENT)


def test_a_feed_that_hangs_holds_up_no_other(room: Newsroom, site: Site, other: Site) -> None:
    heard = threading.Event()
    waited: list[bool] = []

    def answer_last(exchange: Exchange) -> None:
        waited.append(heard.wait(LIMIT))
        exchange.answer(rss(other, []), kind=RSS)

    other.behave("/rss", answer_last)
    publish(site, ["/a"])
    room.list_feeds(other.url("/rss"), site.url("/rss"))

    done = room.go(tell=lambda _: heard.set())

    assert waited == [True]
    assert (len(done.put), done.dead) == (1, [])


def test_entries_that_hang_hold_up_none_of_another_host(
    room: Newsroom, site: Site, other: Site
) -> None:
    heard = threading.Event()
    waited: list[bool] = []

    def answer_last(exchange: Exchange) -> None:
        waited.append(heard.wait(LIMIT))
        exchange.answer(story(f"The ferry of {exchange.asked.path[1:]} is late"))

    links = [f"/{number}" for number in range(SIDE_BY_SIDE)]
    for link in links:
        other.behave(link, answer_last)
    other.serve("/rss", rss(other, links), kind=RSS)
    publish(site, ["/a"])
    site.serve("/rss", rss(site, ["/a"]), kind=RSS, delay=0.3)  # so that the others come first
    room.list_feeds(other.url("/rss"), site.url("/rss"))

    done = room.go(tell=lambda _: heard.set())

    assert waited == [True] * len(links)
    assert isinstance(done.put[0], Added)
    assert done.put[0].doc_id.endswith("the-night-ferry-of-a-stays-where-it-is")
    assert len(done.put) == 1 + len(links)


def test_no_host_is_asked_by_more_threads_than_it_may_be(room: Newsroom, site: Site) -> None:
    lock = threading.Lock()
    at_once: list[int] = [0]
    most: list[int] = []

    def answer(exchange: Exchange) -> None:
        with lock:
            at_once[0] += 1
            most.append(at_once[0])
        exchange.wait(0.02)
        with lock:
            at_once[0] -= 1
        exchange.answer(story(f"The ferry of {exchange.asked.path[1:]} is on time"))

    links = [f"/{number}" for number in range(4 * OF_ONE_HOST)]
    for link in links:
        site.behave(link, answer)
    for feed in ("/rss", "/other"):
        site.serve(feed, rss(site, links), kind=RSS)
    room.list_feeds(site.url("/rss"), site.url("/other"))

    assert len(room.go().put) == len(links)
    assert 1 < max(most) <= OF_ONE_HOST


def test_a_host_at_which_one_after_the_other_fails_is_left_alone_until_the_next_round(
    room: Newsroom, site: Site, other: Site
) -> None:
    links = [f"/{number}" for number in range(40)]
    for link in links:
        other.serve(link, status=503)
    other.serve("/rss", rss(other, links), kind=RSS)
    publish(site, ["/a", "/b"])
    room.list_feeds(other.url("/rss"), site.url("/rss"))

    first = room.go()
    asked = len(other.paths()) - 1
    publish(other, links)
    second = room.go()

    assert MOST_IN_A_ROW <= asked < MOST_IN_A_ROW + OF_ONE_HOST
    assert len(first.put) == 2
    assert len(first.refused) == len(links)
    assert all(one.again for one in first.refused)
    left = [one.error.why for one in first.refused if isinstance(one.error, NoTurnError)]
    assert left == ["its host failed again and again just before, so it was not asked for"] * (
        len(links) - asked
    )
    assert len(second.put) == len(links)


def test_a_host_at_which_some_fail_is_read_to_the_end(room: Newsroom, site: Site) -> None:
    links = [f"/{number}" for number in range(40)]
    publish(site, links)
    for link in links[::3]:
        site.serve(link, status=503)
    for link in links[1::3]:
        site.serve(link, status=404)  # no failure: its server is well

    room.list_feeds(site.url("/rss"))
    done = room.go()

    assert len(done.put) == len(links[2::3])
    assert not [one for one in done.refused if isinstance(one.error, NoTurnError)]


def test_all_is_told_in_the_thread_that_asked(room: Newsroom, site: Site, other: Site) -> None:
    publish(site, [f"/{number}" for number in range(9)])
    publish(other, [f"/other/{number}" for number in range(9)])
    other.serve("/other/3", status=404)
    room.list_feeds(other.url("/rss"), site.url("/rss"))
    threads: list[int] = []

    room.go(tell=lambda _: threads.append(threading.get_ident()))

    assert threads == [threading.get_ident()] * 18


def test_a_feed_that_hangs_holds_up_no_one_who_stops(room: Newsroom, site: Site) -> None:
    site.behave("/rss", lambda exchange: void(exchange.wait(20)))
    room.list_feeds(site.url("/rss"))
    began = time.monotonic()

    done = room.go(lambda: bool(site.asked("/rss")))

    assert time.monotonic() - began < LIMIT
    assert done == Round(), "it is not dead, and no news"


def test_whatever_is_fetched_once_stopped_is_told_of_or_not_there(
    room: Newsroom, site: Site
) -> None:
    links = [f"/{number}" for number in range(OF_ONE_HOST)]
    publish(site, links)
    go_on = threading.Event()
    for number, link in enumerate(links[1:]):
        page = story(f"The ferry of {link[1:]} is late")
        site.behave(link, partial(_answer_after, go_on, 0.35 * number, page))
    room.list_feeds(site.url("/rss"))

    def tell(_: object) -> None:
        go_on.set()

    done = room.go(go_on.is_set, tell)

    time.sleep(0.7)  # until all have answered
    assert len(room.names()) == len(done.put) >= 1


def _answer_after(go_on: threading.Event, seconds: float, page: str, exchange: Exchange) -> None:
    if go_on.wait(LIMIT) and exchange.wait(seconds):
        exchange.answer(page)


def test_an_entry_of_two_feeds_is_fetched_and_counted_once(room: Newsroom, site: Site) -> None:
    publish(site, ["/a", "/b", "/c"])
    site.serve("/1", rss(site, ["/a", "/b", "/c?utm_source=1"]), kind=RSS)
    site.serve("/2", rss(site, ["/c?utm_source=2", "/a?utm_source=2", "/b"]), kind=RSS)
    for mark in ("/c?utm_source=1", "/c?utm_source=2", "/a?utm_source=2"):
        site.serve(mark, story(f"The night ferry of {mark[1]} stays where it is"))
    room.list_feeds(site.url("/1"), site.url("/2"))

    first, second = room.go(), room.go()

    assert (len(first.put), first.known) == (3, 0)
    assert (len(second.put), second.known) == (0, 3)
    assert len([path for path in site.paths() if path[1] in "abc"]) == 3


def test_an_entry_of_two_feeds_that_fails_is_tried_once_a_round_and_both_are_read_whole(
    room: Newsroom, site: Site
) -> None:
    site.serve("/a", "Later.", status=503)
    for feed in ("/1", "/2"):
        site.serve(feed, rss(site, ["/a"]), headers={"ETag": f'"{feed}"'}, kind=RSS)
    room.list_feeds(site.url("/1"), site.url("/2"))

    rounds = [room.go() for _ in range(MOST_TRIES + 1)]

    assert len(site.asked("/a")) == MOST_TRIES
    assert [len(done.refused) for done in rounds] == [1] * MOST_TRIES + [0]
    for feed in ("/1", "/2"):
        named = [asked.headers.get("if-none-match") for asked in site.asked(feed)]
        assert named == [None] * MOST_TRIES + [f'"{feed}"']


def test_the_order_of_feeds_changes_nothing(tmp_path: Path, site: Site, other: Site) -> None:
    publish(site, ["/a", "/b", "/c"])
    publish(other, ["/d"])
    site.serve("/gone", status=404)
    site.serve("/later", status=503)
    site.serve("/1", rss(site, ["/a", "/gone", "/later"]), kind=RSS)
    site.serve("/2", rss(site, ["/later", "/b", "/a", other.url("/d")]), kind=RSS)
    site.serve("/3", rss(site, ["/c", "/gone"]), kind=RSS, delay=0.1)
    urls = [*map(site.url, ("/1", "/2", "/3", "/none")), other.url("/rss")]
    came = []
    for number, feeds in enumerate((urls, urls[::-1], [urls[3], *urls[:3], urls[4]])):
        folder = tmp_path / str(number)
        folder.mkdir()
        room = Newsroom(folder)
        room.list_feeds(*feeds)
        rounds = [room.go() for _ in range(2)]
        came.append(list(map(_counts, rounds)))
        assert len(room.names()) == 4
    assert came[0] == came[1] == came[2]


def _counts(done: Round) -> list[object]:
    refused = sorted((one.url, one.again) for one in done.refused)
    return [len(done.put), refused, [dead.url for dead in done.dead], done.known, done.passed]


class Crowded(Fetcher):
    """A fetcher at whose hosts so much is read that a feed has to wait for some turns."""

    turns = 0

    def fetch_if_changed(
        self, url: str, known: Validators, kinds: frozenset[str] = frozenset()
    ) -> Fetched | Unchanged:
        if url.endswith("/rss"):
            self.turns += 1
            if self.turns < MOST_TURNS:
                raise NoTurnError(url)
        return super().fetch_if_changed(url, known, kinds)


@pytest.mark.parametrize("before", [0, -1])
def test_a_feed_whose_turn_does_not_come_is_asked_for_again_before_it_is_dead(
    room: Newsroom, site: Site, before: int
) -> None:
    publish(site, ["/a"])
    room.list_feeds(site.url("/rss"))
    reach = Reach(loopback=True)
    with Crowded(QUICK, reach, CheckedTransport(reach)) as fetcher:
        fetcher.turns = before
        done = read_round(fetcher, room.places, lambda _: None, now=lambda: NOW)
    assert len(done.put) == (1 if before == 0 else 0)
    assert [dead.why for dead in done.dead] == (
        [] if before == 0 else ["so much else is to be read there that its turn didn't come"]
    )


def void(_: object) -> None:
    """A behaviour gives nothing."""
