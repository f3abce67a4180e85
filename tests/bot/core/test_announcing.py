"""Channels are told what new articles bring: once, briefly, and only where there is something."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.announcing import AGAIN, Announcer
from bot.core.call import Platform
from bot.core.errors import NotToldError
from bot.core.responder import Responder
from bot.core.state.store import StateStore
from index.errors import QuoteMismatchError, UnknownMomentError
from index.issues.records import Figure, Move, Moves, NumberMove, Status
from tests.bot.fakes import (
    ROOMY,
    Clock,
    FakeArchive,
    make_evidence,
    make_quote,
    make_services,
    make_source,
    make_standing,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.news import News
    from index.errors import DatelineError
    from index.records import IndexSummary

FIRST, SECOND, THIRD = "20260101T0101-a", "20260102T0101-b", "20260103T0101-c"
OLD, NEW = "old-story", "new-story"


@dataclass
class Generation(FakeArchive):
    """An archive of one generation."""

    name: str = FIRST

    def summary(self) -> IndexSummary:
        return replace(super().summary(), generation=self.name)


def generation(name: str, *ids: str, moves: Moves | DatelineError | None = None) -> Generation:
    listed = tuple(make_source(doc_id, f"About {doc_id}", "2026-01-02") for doc_id in ids)
    found = moves or Moves("before", "now", ())
    return Generation(listed=listed, moves_found=found, name=name)


def quotes(doc_id: str, count: int = 1, **about: Any) -> Move:
    """An issue to which an article adds some quotes."""
    evidence = tuple(
        make_evidence(f"The {doc_id} is shut, says {number}.", doc_id=doc_id)
        for number in range(count)
    )
    now = make_standing("bridge", Status.OPEN, *evidence, **about)
    return Move(Status.OPEN, now, evidence, 0, ())


def number(doc_id: str) -> NumberMove:
    before, after = Figure("kill", "at least 244", 244.0), Figure("kill", "more than 400", 400.0)
    return NumberMove(before, after, None, make_quote("More than 400 died.", doc_id))


@dataclass
class Channel:
    """A platform with some channels, one after the other of which takes what it is told."""

    channels: tuple[str, ...] = ("C1",)
    platform: Platform = Platform.SLACK
    is_connected: bool = True
    refuses: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)
    told: list[tuple[str, News]] = field(default_factory=list)
    tried: int = 0

    @property
    def announces_in(self) -> tuple[str, ...]:
        return self.channels

    async def check(self, channel: str) -> None:
        if channel in self.unseen:
            raise NotToldError(f"{channel} is not there")

    async def announce(self, channel: str, news: News) -> None:
        self.tried += 1
        if channel in self.refuses:
            raise NotToldError(f"{channel} is gone")
        self.told.append((channel, news))


class Newsroom:
    """A bot whose index is replaced now and then."""

    def __init__(self, *tellers: Channel, state: StateStore | None = None) -> None:
        self.tellers = tellers or (Channel(),)
        self.services = make_services(None, state=state)
        self.clock = Clock()

    def goes_live(self, *archives: Generation) -> list[str]:
        """The titles of what the first channel was told after each of these answered."""
        asyncio.run(self._live(archives))
        return [" ".join(s.doc_id for s in news.articles) for _, news in self.tellers[0].told]

    async def _live(self, archives: tuple[Generation, ...]) -> None:
        with Responder(self.services, ROOMY) as responder:
            announcer = Announcer(responder, self.services.archive, self.tellers, self.clock)
            for one in archives:
                self.services.archive.replace(one)
                await announcer.look()
                await announcer.look()


def brought(*moves: Move) -> Moves:
    return Moves("the build before", "now", moves)


# ── what is told ─────────────────────────────────────────────────────────────────────────────


def test_new_articles_with_new_quotes_are_told_once() -> None:
    channel = Channel()
    archive = generation(SECOND, OLD, NEW, moves=brought(quotes(NEW)))
    assert Newsroom(channel).goes_live(generation(FIRST, OLD), archive) == [NEW]
    [(where, news)] = channel.told
    assert (where, news.count) == ("C1", 1)
    assert [move.now.issue.id for move in news.moves] == ["bridge"]
    assert archive.since == [FIRST]


def test_a_number_that_changed_is_news() -> None:
    move = replace(quotes(OLD), new=(), numbers=(number(NEW), number(OLD)))
    channel = Channel()
    archive = generation(SECOND, OLD, NEW, moves=brought(move))
    Newsroom(channel).goes_live(generation(FIRST, OLD), archive)
    [(_, news)] = channel.told
    assert news.moves == (replace(move, numbers=(number(NEW),)),)


def test_an_issue_that_moved_is_told_with_how_it_stood() -> None:
    move = replace(quotes(NEW), before=Status.SETTLED)
    channel = Channel()
    archive = generation(SECOND, OLD, NEW, moves=brought(move))
    Newsroom(channel).goes_live(generation(FIRST, OLD), archive)
    [(_, news)] = channel.told
    assert news.moves[0].before is Status.SETTLED


def test_what_comes_of_older_articles_is_left_out() -> None:
    both = quotes(NEW)
    both = replace(both, new=(*both.new, *quotes(OLD).new), gone=3)
    other = quotes(OLD, issue=quotes(OLD).now.issue)
    channel = Channel()
    archive = generation(SECOND, OLD, NEW, "silent", moves=brought(both, other))
    Newsroom(channel).goes_live(generation(FIRST, OLD), archive)
    [(_, news)] = channel.told
    assert news.moves == (replace(both, new=quotes(NEW).new, gone=0),)
    assert ([one.doc_id for one in news.articles], news.count) == ([NEW], 2)


def renamed(move: Move) -> Move:
    """The same, in words that stood in another file before."""
    return replace(move, elsewhere=frozenset(one.quote for one in move.new))


@pytest.mark.parametrize(
    ("ids", "moves"),
    [
        ((OLD, NEW), brought(renamed(quotes(NEW)))),
        ((OLD, NEW), brought()),
        ((OLD, NEW), brought(quotes(OLD))),
        ((OLD, NEW), UnknownMomentError("That build is kept no more.")),
        ((OLD,), brought(quotes(OLD))),
    ],
    ids=[
        "a file was renamed",
        "nothing moved",
        "older articles moved",
        "unknown",
        "no new article",
    ],
)
def test_where_new_articles_bring_nothing_it_is_quiet(
    ids: tuple[str, ...], moves: Moves | DatelineError
) -> None:
    second = generation(SECOND, *ids, moves=moves)
    assert Newsroom().goes_live(generation(FIRST, OLD), second) == []


def test_the_first_index_is_no_news_however_much_is_in_it() -> None:
    assert Newsroom().goes_live(generation(FIRST, OLD, NEW, moves=brought(quotes(NEW)))) == []


def test_going_back_and_coming_again_is_no_news() -> None:
    first, second = (
        generation(FIRST, OLD),
        generation(SECOND, OLD, NEW, moves=brought(quotes(NEW))),
    )
    third = generation(THIRD, OLD, NEW, moves=brought(quotes(NEW)))
    assert Newsroom().goes_live(first, second, first, third) == [NEW]


def test_what_came_while_the_bot_was_away_is_told_at_its_next_start(tmp_path: Path) -> None:
    state = StateStore(tmp_path / "state.sqlite")
    Newsroom(state=state).goes_live(generation(FIRST, OLD))
    state.close()
    again = Newsroom(state=StateStore(tmp_path / "state.sqlite"))
    third = generation(THIRD, OLD, NEW, "more", moves=brought(quotes(NEW), quotes("more")))
    assert again.goes_live(third) == [f"{'more'} {NEW}"]
    assert third.since == [FIRST]


def test_a_channel_that_is_new_is_told_of_what_comes_from_then_on(tmp_path: Path) -> None:
    first = generation(FIRST, OLD)
    second = generation(SECOND, OLD, NEW, moves=brought(quotes(NEW)))
    state = StateStore(tmp_path / "state.sqlite")
    Newsroom(Channel(("C1",)), state=state).goes_live(first)
    state.close()
    channel = Channel(("C1", "C2"))
    state = StateStore(tmp_path / "state.sqlite")
    Newsroom(channel, state=state).goes_live(second)
    assert [where for where, _ in channel.told] == ["C1"]


# ── channels that can't be told ──────────────────────────────────────────────────────────────


def test_a_channel_that_can_not_be_told_holds_up_no_other_and_is_told_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = Channel(("C1", "C2"), refuses={"C1"})
    room = Newsroom(channel)

    async def scenario() -> None:
        with Responder(room.services, ROOMY) as responder:
            announcer = Announcer(responder, room.services.archive, [channel], room.clock)
            room.services.archive.replace(generation(FIRST, OLD))
            await announcer.look()
            second = generation(SECOND, OLD, NEW, moves=brought(quotes(NEW)))
            room.services.archive.replace(second)
            for _ in range(3):
                await announcer.look()
            assert [where for where, _ in channel.told] == ["C2"]
            assert channel.tried == 2  # each once, however often it was looked at
            room.clock.now += AGAIN
            await announcer.look()
            assert channel.tried == 3
            channel.refuses.clear()
            room.clock.now += AGAIN
            await announcer.look()
            await announcer.look()
            assert [where for where, _ in channel.told] == ["C2", "C1"]

    asyncio.run(scenario())
    assert [one.getMessage() for one in caplog.records].count("C1 is gone") == 1


def test_that_a_channel_is_not_there_is_said_at_once_and_not_only_when_there_is_news(
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = Channel(("C1", "C2"), unseen={"C1"})
    room = Newsroom(channel)

    async def scenario() -> None:
        with Responder(room.services, ROOMY) as responder:
            announcer = Announcer(responder, room.services.archive, [channel], room.clock)
            await announcer.look()
            await announcer.look()
            assert [one.getMessage() for one in caplog.records] == ["C1 is not there"]
            channel.unseen.clear()
            room.clock.now += AGAIN
            room.services.archive.replace(generation(FIRST, OLD))
            await announcer.look()
            second = generation(SECOND, OLD, NEW, moves=brought(quotes(NEW)))
            room.services.archive.replace(second)
            await announcer.look()

    asyncio.run(scenario())
    assert sorted(where for where, _ in channel.told) == ["C1", "C2"]
    assert len(caplog.records) == 1


def test_while_a_platform_is_away_nothing_is_lost() -> None:
    channel = Channel(is_connected=False)
    room = Newsroom(channel)

    async def scenario() -> None:
        with Responder(room.services, ROOMY) as responder:
            announcer = Announcer(responder, room.services.archive, [channel], room.clock)
            channel.is_connected = True
            room.services.archive.replace(generation(FIRST, OLD))
            await announcer.look()
            channel.is_connected = False
            second = generation(SECOND, OLD, NEW, moves=brought(quotes(NEW)))
            room.services.archive.replace(second)
            await announcer.look()
            assert not channel.told
            channel.is_connected = True
            await announcer.look()

    asyncio.run(scenario())
    assert len(channel.told) == 1


def test_a_ledger_that_fails_its_check_is_never_told_and_the_bot_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = generation(SECOND, OLD, NEW, moves=QuoteMismatchError(NEW, 0, 9))
    third = generation(THIRD, OLD, NEW, "more", moves=brought(quotes("more")))
    assert Newsroom().goes_live(generation(FIRST, OLD), broken, third) == ["more"]
    assert any(one.levelname == "ERROR" for one in caplog.records)
