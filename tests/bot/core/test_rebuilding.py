"""One build at a time, beside the answering, and what becomes of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.errors import AlreadyRebuildingError, BuildAbortedError, JobAbortedError
from bot.core.live_archive import LiveArchive
from bot.core.rebuilding import Rebuilder, Running
from index.errors import StoreBusyError
from index.question.reading import Request
from tests.bot.fakes import FakeArchive, FakeBuild, make_report

OLD = FakeArchive()


def begun(build: FakeBuild) -> None:
    assert build.begun.acquire(timeout=10)


def make(build: FakeBuild, live: LiveArchive, new: FakeArchive | None = None) -> Rebuilder:
    return Rebuilder(live, build, lambda: new or FakeArchive())


def test_the_old_archive_answers_until_the_new_one_does() -> None:
    old, new, build = FakeArchive(), FakeArchive(), FakeBuild()
    live = LiveArchive(old)
    rebuilder = make(build, live, new)
    assert (rebuilder.running, rebuilder.outcome) == (None, None)
    outcome = rebuilder.start(full=True, started_by="ann")
    begun(build)
    live.current().answer(Request("while it builds"))
    assert rebuilder.running == Running(50, "ann")
    build.go.set()
    assert outcome.result(10) == build.report
    live.current().answer(Request("after it"))
    assert (old.asked, new.asked) == (["while it builds"], ["after it"])
    assert rebuilder.outcome is outcome
    assert build.fulls == [True]


def test_a_second_build_is_refused_with_how_far_the_first_is() -> None:
    build = FakeBuild()
    rebuilder = make(build, LiveArchive(OLD))
    first = rebuilder.start(full=False, started_by="ann")
    begun(build)
    with pytest.raises(AlreadyRebuildingError, match=r"50 % done, started by ann"):
        rebuilder.start(full=False, started_by="bob")
    build.go.set()
    first.result(10)
    rebuilder.start(full=False, started_by="bob").result(10)
    assert build.fulls == [False, False]


def test_a_first_build_tells_how_far_it_is() -> None:
    build, live = FakeBuild(), LiveArchive()
    outcome = make(build, live).start(full=False, started_by="the start")
    begun(build)
    assert live.percent == 50
    build.go.set()
    outcome.result(10)
    assert live.is_ready
    assert live.percent is None


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (StoreBusyError(Path("store")), StoreBusyError),
        (BuildAbortedError(-9), BuildAbortedError),
        (StopIteration(), JobAbortedError),
        (MemoryError(), JobAbortedError),
    ],
)
def test_a_build_that_fails_leaves_the_old_archive_and_may_be_tried_again(
    raised: BaseException, expected: type[BaseException]
) -> None:
    live = LiveArchive(OLD)
    build = FakeBuild(error=raised)
    build.go.set()
    rebuilder = make(build, live)
    with pytest.raises(expected):
        rebuilder.start(full=False, started_by="ann").result(10)
    assert live.current().summary() == OLD.summary()
    assert rebuilder.running is None
    build.error = None
    assert rebuilder.start(full=False, started_by="ann").result(10) == build.report


@pytest.mark.parametrize("ends", [False, True])
def test_a_failed_build_is_told_unless_the_program_ends(
    caplog: pytest.LogCaptureFixture, ends: bool
) -> None:
    build = FakeBuild(error=BuildAbortedError(-15))
    rebuilder = make(build, LiveArchive(OLD))
    outcome = rebuilder.start(full=False, started_by="ann")
    if ends:
        rebuilder.close()
    build.go.set()
    with pytest.raises(BuildAbortedError):
        outcome.result(10)
    assert ("the build failed" in caplog.text) != ends


def test_an_archive_that_can_not_be_opened_leaves_the_old_one() -> None:
    live = LiveArchive(OLD)
    build = FakeBuild()
    build.go.set()

    def reopen() -> FakeArchive:
        raise StoreBusyError(Path("store"))

    with pytest.raises(StoreBusyError):
        Rebuilder(live, build, reopen).start(full=False, started_by="ann").result(10)
    assert live.current().summary() == OLD.summary()


def test_nothing_is_opened_anew_where_nothing_changed() -> None:
    new = FakeArchive()
    build = FakeBuild(report=make_report(fresh=True))
    build.go.set()
    live = LiveArchive(OLD)
    make(build, live, new).start(full=False, started_by="ann").result(10)
    live.current().answer(Request("who?"))
    assert new.asked == []
