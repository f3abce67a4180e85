"""How often a host is asked, by however many threads."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.manners import Manners
from index.web.pace import Pace
from index.web.reach import Reach
from tests.index.web.internet import NEWS, Names, Wire
from tests.index.web.pages import story
from tests.index.web.site import Site

PAUSE: Final = 0.05  # seconds
NEVER: Final = 1e9


class Clock:
    """A clock that goes on only where someone sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def test_no_host_is_asked_more_often_than_its_pause_by_eight_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Wire(monkeypatch)
    manners = Manners(pause=PAUSE, total=20)
    with (
        Site(host=NEWS) as site,
        Fetcher(manners, Reach(), CheckedTransport(Reach(), Names())) as fetcher,
        ThreadPoolExecutor(8) as threads,
    ):
        paths = [f"/{number}" for number in range(16)]
        for path in paths:
            site.serve(path, story())
        fetched = list(threads.map(fetcher.fetch, map(site.url, paths)))
        asked = [request.at for request in site.requests]
    assert len(fetched) == len(paths)
    assert len(asked) == len(paths) + 1  # robots.txt, once for all
    # The first may take long to arrive on a machine that does much else; the rest come in step.
    assert asked[-1] - asked[0] >= PAUSE * len(paths) / 2


def test_other_hosts_are_not_held_up_by_one_that_asks_for_long_pauses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Wire(monkeypatch)
    manners = Manners(pause=0, total=20)
    with (
        Site(host=NEWS) as slow,
        Site(host="other.example") as quick,
        Fetcher(manners, Reach(), CheckedTransport(Reach(), Names())) as fetcher,
        ThreadPoolExecutor(4) as threads,
    ):
        slow.robots("User-agent: *\nCrawl-delay: 2\n")
        for site in (slow, quick):
            site.serve("/", story())
        fetcher.fetch(slow.url())
        waiting = threads.submit(fetcher.fetch, slow.url())
        for _ in range(10):
            fetcher.fetch(quick.url())
        assert not waiting.done()
        waiting.result()


def test_a_crawl_delay_longer_than_the_limit_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Wire(monkeypatch)
    manners = Manners(pause=0, total=3)
    with (
        Site(host=NEWS) as site,
        Fetcher(manners, Reach(), CheckedTransport(Reach(), Names())) as fetcher,
    ):
        site.robots("User-agent: *\nCrawl-delay: 9\n")
        site.serve("/", story())
        fetcher.fetch(site.url())
        begun = time.monotonic()
        with pytest.raises(FetchError, match="its turn didn't come"):
            fetcher.fetch(site.url())
        assert time.monotonic() - begun < 8
        assert site.paths() == ["/"]


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=30), st.floats(0, 10))
def test_requests_to_a_host_are_a_pause_apart_and_never_later_than_they_must(
    hosts: list[str], pause: float
) -> None:
    clock = Clock()
    pace = Pace(clock, clock.sleep)
    turns: dict[str, list[float]] = {}
    for host in hosts:
        before = clock.now
        earliest = turns[host][-1] + pause if host in turns else before
        assert pace.wait(host, pause, NEVER)
        assert clock.now == pytest.approx(max(before, earliest))
        turns.setdefault(host, []).append(clock.now)


def test_a_turn_that_would_come_too_late_stays_free_for_others() -> None:
    clock = Clock()
    pace = Pace(clock, clock.sleep)
    assert pace.wait(NEWS, 5, clock.now)
    assert not pace.wait(NEWS, 5, clock.now + 4)
    assert clock.now == 100
    assert pace.wait(NEWS, 5, clock.now + 5)
    assert clock.now == 105


def test_threads_that_ask_at_once_get_turns_of_their_own() -> None:
    pace = Pace()
    begun = time.monotonic()
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda _: pace.wait(NEWS, 0.005, NEVER), range(40)))
    assert time.monotonic() - begun >= 39 * 0.005


@given(st.integers(1, 5), st.floats(0.5, 10))
def test_who_oversleeps_keeps_a_pause_from_those_who_came_meanwhile(
    others: int, pause: float
) -> None:
    clock = Clock()
    asked: list[float] = []
    left = [others]

    def ask() -> None:
        assert pace.wait(NEWS, pause, NEVER)
        asked.append(clock.now)

    def sleep(seconds: float) -> None:
        until = clock.now + seconds
        if left[0]:
            left[0] -= 1
            ask()
        clock.now = max(clock.now, until)

    pace = Pace(clock, sleep)
    for _ in range(3):
        ask()
    assert len(asked) == 3 + others
    assert all(later - one >= pause - 1e-9 for one, later in pairwise(asked))


def test_who_oversleeps_beyond_what_may_be_gets_no_turn() -> None:
    clock = Clock()

    def sleep(seconds: float) -> None:
        if clock.now == 100:
            clock.now = 105
            assert pace.wait(NEWS, 5, NEVER)
        clock.sleep(seconds)

    pace = Pace(clock, sleep)
    assert pace.wait(NEWS, 5, NEVER)
    assert not pace.wait(NEWS, 5, clock.now + 6)
