"""A process follows what others do to the store, over a store of bare pointers."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import following
from bot.core.background import Background
from bot.core.live_archive import LiveArchive
from bot.core.rebuilding import Rebuilder
from bot.following import BUSY_SECONDS, STARTED_BY, Follower
from index.errors import FolderMissingError, StoreBusyError, StoreDamagedError
from index.manifest import GENERATIONS, POINTER_FILE, live_generation, make_live
from tests.bot.fakes import ROLLED_BACK, Clock, FakeArchive, FakeBuild

if TYPE_CHECKING:
    from index.records import IndexSummary


@dataclass
class Named(FakeArchive):
    """The archive of one generation."""

    generation: str = ""

    def summary(self) -> IndexSummary:
        return replace(super().summary(), generation=self.generation)


class Store:
    """A store in which another process makes this or that live; opened by what its pointer says.

    What is in `broken` can't be opened; what is in `stand_ins` opens as another.
    """

    def __init__(self, folder: Path, answering: str = "1") -> None:
        self.folder = folder
        self.opened: list[str] = []
        self.broken: set[str] = set()
        self.stand_ins: dict[str, str] = {}
        self.archive = LiveArchive()
        self.build = FakeBuild()
        self.rebuilder = Rebuilder(
            self.archive, lambda: self.build, self.reopen, lambda: ROLLED_BACK
        )
        self.is_due = True
        self.clock = Clock()
        self.follower = Follower(
            folder, self.archive, self.rebuilder, self.reopen, lambda: self.is_due, self.clock
        )
        if answering:
            self.make_live(answering)
            self.archive.renew(self.reopen)

    def make_live(self, name: str) -> None:
        (self.folder / GENERATIONS / name).mkdir(parents=True, exist_ok=True)
        make_live(self.folder, name)

    def reopen(self) -> Named:
        name = live_generation(self.folder).name
        self.opened.append(name)
        if name in self.broken:
            raise StoreDamagedError(self.folder / GENERATIONS / name, "is gone")
        return Named(generation=self.stand_ins.get(name, name))

    def busy(self) -> None:
        """A build of ours that found another process building."""
        self.build.error = StoreBusyError(self.folder)
        self.build.go.set()
        with pytest.raises(StoreBusyError):
            self.rebuilder.start(full=False, started_by="ann").result(10)
        self.build = FakeBuild()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_what_another_process_makes_live_answers_from_then_on(store: Store) -> None:
    store.follower.look()
    assert store.opened == ["1"]
    store.make_live("2")
    store.follower.look()
    store.follower.look()
    assert store.archive.generation == "2"
    assert store.opened == ["1", "2"]


def test_a_rollback_by_another_process_is_followed_too(store: Store) -> None:
    store.make_live("2")
    store.follower.look()
    store.make_live("1")
    store.follower.look()
    assert store.archive.generation == "1"


def test_what_can_not_be_opened_is_told_once_and_tried_again_when_the_pointer_changes(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.broken = {"2"}
    store.make_live("2")
    for _ in range(3):
        store.follower.look()
    assert (store.archive.generation, store.opened) == ("1", ["1", "2"])
    [told] = caplog.records
    assert "the index 2, of another process, can't be opened" in told.getMessage()
    store.make_live("3")
    store.follower.look()
    assert store.archive.generation == "3"
    store.broken = set()
    store.make_live("2")
    store.follower.look()
    assert store.archive.generation == "2"


def test_what_stands_in_for_a_damaged_one_does_not_replace_what_answers(store: Store) -> None:
    store.make_live("2")
    store.follower.look()
    store.stand_ins = {"3": "1"}
    store.make_live("3")
    for _ in range(3):
        store.follower.look()
    assert (store.archive.generation, store.opened) == ("2", ["1", "2", "3"])


def test_an_error_that_nobody_thought_of_ends_nothing(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Named:
        raise MemoryError

    monkeypatch.setattr(store.follower, "_reopen", fail)
    store.make_live("2")
    store.follower.look()
    store.follower.look()
    assert len(caplog.records) == 1
    assert store.archive.generation == "1"


@pytest.mark.parametrize("pointer", [None, b"", b"\xff\xfe", b"nowhere\n", b"../up\n"])
def test_a_pointer_that_says_nothing_is_told_once_and_changes_nothing(
    store: Store, caplog: pytest.LogCaptureFixture, pointer: bytes | None
) -> None:
    file = store.folder / POINTER_FILE
    if pointer is None:
        file.unlink()
    else:
        file.write_bytes(pointer)
    store.follower.look()
    store.follower.look()
    assert len(caplog.records) == (pointer is not None)
    assert store.archive.generation == "1"
    store.make_live("2")
    store.follower.look()
    assert store.archive.generation == "2"


def test_while_a_build_of_our_own_runs_nothing_is_opened_beside_it(store: Store) -> None:
    built = store.rebuilder.start(full=False, started_by="ann")
    assert store.build.begun.acquire(timeout=10)
    store.make_live("2")
    store.follower.look()
    assert store.archive.generation == "1"
    store.build.go.set()
    built.result(10)
    assert (store.archive.generation, store.opened) == ("2", ["1", "2"])
    store.follower.look()
    assert store.opened == ["1", "2"]


def test_one_that_was_opened_earlier_never_takes_the_place_of_a_newer_one(store: Store) -> None:
    # The follower begins to open 2; meanwhile a build of our own makes 3 live and opens that.
    hold, begun = threading.Event(), threading.Event()
    really = store.reopen

    def slowly() -> Named:
        archive = really()
        begun.set()
        assert hold.wait(10)
        return archive

    follower = Follower(
        store.folder, store.archive, store.rebuilder, slowly, lambda: False, store.clock
    )
    store.make_live("2")
    looking = threading.Thread(target=follower.look)
    looking.start()
    assert begun.wait(10)
    store.build.go.set()
    built = store.rebuilder.start(full=False, started_by="ann")
    store.make_live("3")
    time.sleep(0.1)
    hold.set()
    looking.join(10)
    built.result(10)
    assert store.archive.generation == "3"


# ── another process is building ──────────────────────────────────────────────────────────────


def test_who_finds_another_process_building_takes_over_what_that_built(store: Store) -> None:
    store.busy()
    store.make_live("2")
    store.is_due = False
    store.follower.look()
    assert store.archive.generation == "2"
    store.clock.now += 10 * BUSY_SECONDS
    store.follower.look()
    assert store.rebuilder.running is None
    assert store.build.fulls == []


def test_where_the_other_process_built_nothing_it_is_tried_again(store: Store) -> None:
    store.busy()
    store.follower.look()
    store.clock.now += BUSY_SECONDS - 1
    store.follower.look()
    assert store.rebuilder.running is None
    store.clock.now += 1
    store.follower.look()
    assert store.build.begun.acquire(timeout=10)
    assert store.rebuilder.running is not None
    assert store.rebuilder.running.started_by == STARTED_BY
    assert store.build.fulls == [False]
    store.build.go.set()


def test_it_is_tried_as_long_as_another_process_builds(store: Store) -> None:
    store.busy()
    for _ in range(3):
        store.follower.look()
        store.build.error = StoreBusyError(store.folder)
        store.build.go.set()
        store.clock.now += BUSY_SECONDS
        store.follower.look()
        outcome = store.rebuilder.outcome
        assert outcome is not None
        assert isinstance(outcome.exception(10), StoreBusyError)
    assert store.build.fulls == [False] * 3


def test_without_an_index_who_asks_is_told_of_the_one_that_is_being_built(tmp_path: Path) -> None:
    store = Store(tmp_path, answering="")
    store.busy()
    store.follower.look()
    assert store.archive.percent == 0
    store.make_live("1")
    store.follower.look()
    assert store.archive.generation == "1"


def test_without_an_index_and_anything_new_all_is_built(tmp_path: Path) -> None:
    store = Store(tmp_path, answering="")
    store.busy()
    store.is_due = False
    store.follower.look()
    store.clock.now += BUSY_SECONDS
    store.follower.look()
    assert store.build.begun.acquire(timeout=10)
    assert store.build.fulls == [True]
    store.build.go.set()


def test_a_folder_that_is_gone_meanwhile_is_waited_for(store: Store) -> None:
    store.busy()

    def missing() -> bool:
        raise FolderMissingError(Path("articles"))

    store.follower = Follower(
        store.folder, store.archive, store.rebuilder, store.reopen, missing, store.clock
    )
    store.follower.look()
    store.clock.now += BUSY_SECONDS
    store.follower.look()
    assert store.rebuilder.running is None


def test_it_looks_every_so_often_until_it_is_told_to_end(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(following, "EVERY", 0.05)
    caplog.set_level(logging.INFO, logger="bot")
    beside = Background("following", store.follower.run)
    store.make_live("2")
    end = time.monotonic() + 10
    while store.archive.generation != "2":
        assert time.monotonic() < end
        time.sleep(0.01)
    before = time.monotonic()
    beside.close()
    assert not beside.is_running
    assert time.monotonic() - before < 0.9
    assert "another process has made 2 live" in caplog.text
