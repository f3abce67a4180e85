"""Feeds are read every so often: what starts a build, what is logged, and how it ends."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.core.background import Background
from bot.core.live_archive import LiveArchive
from bot.core.rebuilding import Rebuilder
from bot.gathering import STARTED_BY, Gatherer
from bot.settings import Settings
from bot.wiring import _beside, _gatherer, _Index, _pages
from index.errors import FeedsFileError, FetchError, FolderUnwritableError
from index.options import BuildOptions
from index.web.records import Added, Changed, Same
from index.web.rounds import Refused, Round
from tests.bot.fakes import ROLLED_BACK, FakeArchive, FakeBuild
from tests.index.web.newsroom import publish
from tests.index.web.site import Site

if TYPE_CHECKING:
    from index.web.records import Put

SOON = 10.0
EVERY = 0.05
GONE = FetchError("https://gull.example/rss", "its server takes too long")
CHANGED = Changed("bridge", ("- It shut.",), ".versions/bridge.md", was_corrected=False)

Tell: TypeAlias = "Callable[[Put | Refused], None]"
Step: TypeAlias = "Callable[[Tell], Round]"


def brings(*results: Put | Refused, dead: bool = False, back: bool = False) -> Step:
    """A round that these came of."""

    def go(tell: Tell) -> Round:
        for result in results:
            tell(result)
        put = [one for one in results if not isinstance(one, Refused)]
        return Round(put, dead=[GONE] if dead else [], back=[GONE.url] if back else [])

    return go


def breaks(error: Exception, *results: Put) -> Step:
    """A round that ends early, after these."""

    def go(tell: Tell) -> Round:
        for result in results:
            tell(result)
        raise error

    return go


@dataclass
class Feeds:
    """Rounds that go as they are told to, one after the other, and bring nothing after that."""

    steps: list[Step] = field(default_factory=list)
    rounds: int = 0

    def __call__(self, tell: Tell, is_stopped: Callable[[], bool]) -> Round:
        assert not is_stopped()
        self.rounds += 1
        return self.steps.pop(0)(tell) if self.steps else Round()


class Gathered:
    """A bot's thread that reads feeds, and the builds that come of it."""

    def __init__(self, steps: list[Step]) -> None:
        self.feeds = Feeds(steps)
        self.build = FakeBuild()
        self.build.go.set()
        self.rebuilder = Rebuilder(
            LiveArchive(FakeArchive()), lambda: self.build, FakeArchive, lambda: ROLLED_BACK
        )
        self.gatherer = Gatherer(self.feeds, self.rebuilder, EVERY)
        self.beside: Background | None = None

    def start(self) -> None:
        self.beside = Background("gathering", self.gatherer.run)

    def read(self) -> None:
        """Begin, and wait until every step was taken and then one more."""
        wanted = len(self.feeds.steps) + 1
        self.start()
        until(lambda: self.feeds.rounds > wanted and self.rebuilder.running is None)


def until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def rounds_of(one: Gathered) -> int:
    return one.feeds.rounds


Gathers: TypeAlias = Callable[..., Gathered]


@pytest.fixture
def gathers() -> Iterator[Gathers]:
    """Makes one whose rounds go as these steps say; it ends with the test."""
    made: list[Gathered] = []

    def make(*steps: Step) -> Gathered:
        made.append(Gathered(list(steps)))
        return made[-1]

    yield make
    for one in made:
        one.build.go.set()
        if one.beside is not None:
            one.beside.close()
            assert not one.beside.is_running


@pytest.mark.parametrize("news", [Added("bridge"), CHANGED])
def test_a_round_with_news_starts_an_incremental_build(gathers: Gathers, news: Put) -> None:
    one = gathers(brings(Same("old"), news))
    one.read()
    assert one.build.fulls == [False]
    assert one.build.confirmed == [False], "articles that are gone are confirmed by someone"
    assert one.rebuilder.last is not None
    assert one.rebuilder.last.started_by == STARTED_BY


def test_a_round_without_news_starts_none(gathers: Gathers) -> None:
    one = gathers(brings(), brings(Same("old"), Refused(GONE.url, GONE, again=True)))
    one.read()
    assert one.build.fulls == []


def test_while_a_build_runs_it_waits_and_builds_after_that(gathers: Gathers) -> None:
    one = gathers(brings(Added("bridge")))
    one.build.go.clear()
    one.rebuilder.start(full=True, started_by="ann")
    assert one.build.begun.acquire(timeout=SOON)
    one.start()
    until(lambda: one.feeds.rounds)
    time.sleep(0.3)
    assert (one.build.fulls, one.feeds.rounds) == ([True], 1)
    one.build.go.set()
    until(lambda: one.feeds.rounds > 1 and one.rebuilder.running is None)
    assert one.build.fulls == [True, False]


def test_what_came_before_a_round_broke_off_is_built(gathers: Gathers) -> None:
    full = FolderUnwritableError(Path("articles"), "No space left on device")
    one = gathers(breaks(full, Added("bridge")), breaks(RuntimeError(), Added("ferry")))
    one.read()
    assert one.build.fulls == [False, False]
    at_once = gathers(breaks(RuntimeError(), Added("bridge")))
    at_once.gatherer = Gatherer(at_once.feeds, at_once.rebuilder, 600)
    at_once.start()
    until(lambda: at_once.build.fulls)


def test_what_ends_a_round_is_logged_once_until_it_was_well_again(
    gathers: Gathers, caplog: pytest.LogCaptureFixture
) -> None:
    missing = FeedsFileError(Path("feeds.toml"), "is not there")
    other = FeedsFileError(Path("feeds.toml"), "lists no feed")
    gathers(*map(breaks, [missing, missing, other, other]), brings(), breaks(other)).read()
    assert [record.getMessage() for record in caplog.records] == [
        f"the feeds can't be read: feeds.toml {what}"
        for what in ("is not there", "lists no feed", "lists no feed")
    ]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}


def test_a_feed_is_logged_when_it_dies_and_when_it_is_back(
    gathers: Gathers, caplog: pytest.LogCaptureFixture
) -> None:
    gathers(brings(dead=True), brings(), brings(back=True)).read()
    assert [record.getMessage() for record in caplog.records] == [
        "the feed https://gull.example/rss can't be read: its server takes too long",
        "the feed https://gull.example/rss can be read again",
    ]


def test_each_entry_is_logged_without_its_text(
    gathers: Gathers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.gathering")
    gathers(brings(Added("bridge"), CHANGED, Refused(GONE.url, GONE, again=True))).read()
    assert [one.getMessage() for one in caplog.records if one.name == "bot.gathering"] == [
        "added bridge",
        "changed bridge",
        "https://gull.example/rss was not added: its server takes too long",
    ]


def test_what_should_not_happen_is_logged_and_does_not_end_the_thread(
    gathers: Gathers, caplog: pytest.LogCaptureFixture
) -> None:
    one = gathers(breaks(RuntimeError("out of luck")), brings(Added("bridge")))
    one.read()
    assert one.build.fulls == [False]
    [record] = caplog.records
    assert record.getMessage() == "reading the feeds broke off; it is tried again"
    assert record.exc_info is not None


def test_the_end_of_the_program_ends_it_soon_in_a_round_between_two_and_beside_a_build(
    gathers: Gathers,
) -> None:
    between = gathers()
    between.gatherer = Gatherer(between.feeds, between.rebuilder, 600)
    beside = gathers(brings(Added("bridge")))
    beside.build.go.clear()
    beside.rebuilder.start(full=True, started_by="ann")
    within = gathers()
    stopped: list[bool] = []

    def long(_: Tell, is_stopped: Callable[[], bool]) -> Round:
        within.feeds.rounds += 1
        until(is_stopped)
        stopped.append(True)
        return Round()

    within.gatherer = Gatherer(long, within.rebuilder, EVERY)
    for one in (between, beside, within):
        one.start()
        until(partial(rounds_of, one))
        assert one.beside is not None
        one.beside.close()
        assert not one.beside.is_running
    assert stopped == [True]
    assert between.feeds.rounds == beside.feeds.rounds == within.feeds.rounds == 1
    assert beside.build.fulls == [True], "at the next start it is seen that a build is due"


@pytest.mark.parametrize(("every", "names"), [(0, []), (30, ["dateline-gathering"])])
def test_feeds_are_read_by_a_thread_of_their_own_only_where_that_is_set(
    tmp_path: Path, every: int, names: list[str]
) -> None:
    settings = settings_for(tmp_path, every)
    settings.articles_dir.mkdir()
    index = _Index(
        settings.articles_dir, settings.store_dir, BuildOptions(model="fake"), settings.state_file
    )
    before = set(threading.enumerate())
    beside = _beside(settings, index, Gathered([]).rebuilder, _pages(settings))
    begun = {thread.name for thread in set(threading.enumerate()) - before}
    try:
        assert {name for name in begun if name.startswith("dateline")} == {
            "dateline-following",
            *names,
        }
    finally:
        for one in beside:
            one.close()
            assert not one.is_running


def settings_for(folder: Path, every: int, allow_hosts: frozenset[str] = frozenset()) -> Settings:
    return Settings(
        articles_dir=folder / "articles",
        store_dir=folder / "store",
        state_file=folder / "data" / "state.sqlite",
        feeds_file=folder / "feeds.toml",
        fetch_every=every,
        fetch_pause_seconds=0,
        allow_hosts=allow_hosts,
    )


def test_the_bot_s_fetcher_keeps_to_the_settings_and_speaks_to_no_host_of_this_machine(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Site() as site:
        publish(site, ["/a"])
        (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/rss")}"\n')
        for allowed, why in (
            (frozenset[str](), "127.0.0.1 is not on the open internet"),
            (frozenset({"gull.example"}), "127.0.0.1 is none of ALLOW_HOSTS"),
        ):
            caplog.clear()
            stop = threading.Event()
            one = Gathered([])
            settings = settings_for(tmp_path, 1, allowed)
            gatherer = _gatherer(settings, one.rebuilder, _pages(settings))
            thread = threading.Thread(target=partial(gatherer.run, stop))
            thread.start()
            until(lambda: caplog.records)
            time.sleep(0.1)
            (tmp_path / "data" / "feeds.sqlite").unlink()
            time.sleep(0.3)  # another round would find it dead anew; but those are minutes apart
            stop.set()
            thread.join(SOON)
            assert not thread.is_alive()
            assert [record.getMessage() for record in caplog.records] == [
                f"the feed {site.url('/rss')} can't be read: {why}"
            ]
        assert site.requests == []
