"""One build at a time, beside the answering, and what becomes of each."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from bot.core import build_words
from bot.core.builds import Ended, Running, Step, Task
from bot.core.errors import (
    AlreadyRebuildingError,
    BuildAbortedError,
    BuildCancelledError,
    JobAbortedError,
    NothingRunsError,
    TooLateToCancelError,
)
from bot.core.live_archive import LiveArchive
from bot.core.observing import BuildResult, Silent
from bot.core.rebuilding import Rebuilder
from bot.core.reply import Rebuilt, WentBack
from index.course import Phase
from index.errors import NoEarlierGenerationError, StoreBusyError, StoreDamagedError
from index.issues.records import Moves
from index.question.reading import Request
from tests.bot.fakes import ROLLED_BACK, Clock, FakeArchive, FakeBuild, make_report

if TYPE_CHECKING:
    from index.rollback import RolledBack

OLD = FakeArchive()
NOW = datetime(2026, 1, 2, 6, 4, 5, tzinfo=UTC)


def begun(build: FakeBuild) -> None:
    assert build.begun.acquire(timeout=10)


def make(build: FakeBuild, live: LiveArchive, new: FakeArchive | None = None) -> Rebuilder:
    return Rebuilder(
        live, lambda: build, lambda: new or FakeArchive(), lambda: ROLLED_BACK, now=lambda: NOW
    )


def ended(rebuilder: Rebuilder) -> Ended:
    assert rebuilder.last is not None
    return rebuilder.last


def test_the_old_archive_answers_until_the_new_one_does() -> None:
    old, new, build = FakeArchive(), FakeArchive(), FakeBuild()
    live = LiveArchive(old)
    rebuilder = make(build, live, new)
    assert (rebuilder.running, rebuilder.outcome) == (None, None)
    outcome = rebuilder.start(full=True, started_by="ann")
    begun(build)
    live.current().answer(Request("while it builds"))
    running = Running(Task.FULL, "ann", NOW, Phase.EMBEDDING, done=1, total=2)
    assert rebuilder.running == running
    assert running.percent == 50
    build.go.set()
    assert outcome.result(10) == Rebuilt(build.report)
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
    assert rebuilder.start(full=False, started_by="ann").result(10) == Rebuilt(build.report)


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
        Rebuilder(live, lambda: build, reopen, lambda: ROLLED_BACK).start(
            full=False, started_by="ann"
        ).result(10)
    assert live.current().summary() == OLD.summary()


def test_nothing_is_opened_anew_where_nothing_changed() -> None:
    new = FakeArchive()
    build = FakeBuild(report=make_report(fresh=True))
    build.go.set()
    live = LiveArchive(OLD)
    make(build, live, new).start(full=False, started_by="ann").result(10)
    live.current().answer(Request("who?"))
    assert new.asked == []


def test_what_was_built_elsewhere_meanwhile_is_opened_though_nothing_changed() -> None:
    new = FakeArchive()
    build = FakeBuild(report=make_report(fresh=True, generation="20260103-abc"))
    build.go.set()
    live = LiveArchive(OLD)
    make(build, live, new).start(full=False, started_by="ann").result(10)
    live.current().answer(Request("who?"))
    assert new.asked == ["who?"]


def test_it_is_told_what_a_build_is_at_and_how_much_of_it_is_done() -> None:
    build = FakeBuild()
    rebuilder = make(build, LiveArchive(OLD))
    outcome = rebuilder.start(full=False, started_by="ann")
    begun(build)
    build.on_progress(7, 9)
    build.on_phase(Phase.JUDGING)
    assert rebuilder.running == Running(Task.UPDATE, "ann", NOW, Phase.JUDGING, done=7, total=9)
    build.on_progress(9, 9)
    assert rebuilder.running is not None
    assert rebuilder.running.percent == 99
    build.go.set()
    outcome.result(10)


def test_articles_may_be_gone_only_where_that_is_confirmed() -> None:
    build = FakeBuild()
    build.go.set()
    rebuilder = make(build, LiveArchive(OLD))
    rebuilder.start(full=False, started_by="ann").result(10)
    rebuilder.start(full=True, started_by="ann", confirm_loss=True).result(10)
    assert (build.fulls, build.confirmed) == ([False, True], [False, True])


# ── the ledger ───────────────────────────────────────────────────────────────────────────────


def test_what_moved_in_the_ledger_is_asked_of_the_new_archive() -> None:
    moves = Moves("the build of yesterday", "now", ())
    old, new, build = FakeArchive(), FakeArchive(moves_found=moves), FakeBuild()
    build.go.set()
    outcome = make(build, LiveArchive(old), new).start(full=False, started_by="ann")
    assert outcome.result(10) == Rebuilt(build.report, moves)
    assert (old.since, new.since) == ([], ["last"])


def test_a_ledger_that_can_not_be_compared_stops_no_build(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = FakeArchive(moves_found=StoreDamagedError(Path("ledger"), "is gone"))
    build, live = FakeBuild(), LiveArchive(OLD)
    build.go.set()
    outcome = make(build, live, broken).start(full=False, started_by="ann")
    assert outcome.result(10) == Rebuilt(build.report)
    assert live.current() is broken
    assert "what changed in the ledger can't be told" in caplog.text


# ── cancelling ───────────────────────────────────────────────────────────────────────────────


def test_a_build_that_is_cancelled_leaves_the_old_archive_and_says_who_it_was() -> None:
    build, live = FakeBuild(), LiveArchive(OLD)
    rebuilder = make(build, live)
    outcome = rebuilder.start(full=False, started_by="ann")
    begun(build)
    rebuilder.cancel("mo")
    with pytest.raises(BuildCancelledError, match="cancelled by mo"):
        outcome.result(10)
    assert live.current() is OLD
    assert rebuilder.running is None
    assert ended(rebuilder) == Ended(
        BuildResult.CANCELLED, "ann", "2026-01-02T06:04:05+00:00", "cancelled by mo"
    )


def test_where_nothing_runs_there_is_nothing_to_cancel() -> None:
    build = FakeBuild()
    build.go.set()
    rebuilder = make(build, LiveArchive(OLD))
    with pytest.raises(NothingRunsError):
        rebuilder.cancel("mo")
    rebuilder.start(full=False, started_by="ann").result(10)
    with pytest.raises(NothingRunsError):
        rebuilder.cancel("mo")


def test_a_build_that_is_all_but_done_can_not_be_cancelled() -> None:
    build = FakeBuild(too_late=True)
    rebuilder = make(build, LiveArchive(OLD))
    outcome = rebuilder.start(full=False, started_by="ann")
    begun(build)
    with pytest.raises(TooLateToCancelError):
        rebuilder.cancel("mo")
    build.go.set()
    assert outcome.result(10) == Rebuilt(build.report)


def test_what_is_being_opened_can_not_be_cancelled() -> None:
    build, opening, go = FakeBuild(), threading.Event(), threading.Event()
    build.go.set()

    def reopen() -> FakeArchive:
        opening.set()
        assert go.wait(10)
        return OLD

    rebuilder = Rebuilder(LiveArchive(OLD), lambda: build, reopen, lambda: ROLLED_BACK)
    outcome = rebuilder.start(full=False, started_by="ann")
    assert opening.wait(10)
    assert rebuilder.running is not None
    assert rebuilder.running.stage is Step.OPENING
    with pytest.raises(TooLateToCancelError):
        rebuilder.cancel("mo")
    go.set()
    assert outcome.result(10) == Rebuilt(build.report)


def test_the_build_after_a_cancelled_one_is_not_cancelled() -> None:
    builds = [FakeBuild(), FakeBuild()]
    rest = iter(builds)
    rebuilder = Rebuilder(LiveArchive(OLD), lambda: next(rest), lambda: OLD, lambda: ROLLED_BACK)
    first = rebuilder.start(full=False, started_by="ann")
    rebuilder.cancel("mo")
    with pytest.raises(BuildCancelledError):
        first.result(10)
    builds[1].go.set()
    assert rebuilder.start(full=False, started_by="bob").result(10) == Rebuilt(builds[1].report)


# ── going back ───────────────────────────────────────────────────────────────────────────────


def test_after_a_rollback_the_archive_before_answers() -> None:
    old, before = FakeArchive(), FakeArchive()
    live = LiveArchive(old)
    rebuilder = make(FakeBuild(), live, before)
    assert rebuilder.roll_back(started_by="ann").result(10) == WentBack(ROLLED_BACK)
    assert live.current() is before
    assert ended(rebuilder).result is BuildResult.ROLLED_BACK


def test_a_rollback_that_fails_leaves_what_answers() -> None:
    def roll_back() -> NoReturn:
        raise NoEarlierGenerationError(Path("store"))

    live = LiveArchive(OLD)
    rebuilder = Rebuilder(live, FakeBuild, FakeArchive, roll_back)
    with pytest.raises(NoEarlierGenerationError):
        rebuilder.roll_back(started_by="ann").result(10)
    assert live.current() is OLD
    assert ended(rebuilder).result is BuildResult.FAILED


def test_nobody_goes_back_while_a_build_runs_nor_builds_meanwhile() -> None:
    build, go = FakeBuild(), threading.Event()

    def roll_back() -> RolledBack:
        assert go.wait(10)
        return ROLLED_BACK

    rebuilder = Rebuilder(LiveArchive(OLD), lambda: build, lambda: OLD, roll_back)
    first = rebuilder.start(full=False, started_by="ann")
    begun(build)
    with pytest.raises(AlreadyRebuildingError):
        rebuilder.roll_back(started_by="bob")
    build.go.set()
    first.result(10)
    second = rebuilder.roll_back(started_by="bob")
    with pytest.raises(AlreadyRebuildingError, match="started by bob"):
        rebuilder.start(full=False, started_by="ann")
    with pytest.raises(TooLateToCancelError):
        rebuilder.cancel("ann")
    go.set()
    second.result(10)


# ── how it ended ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (None, (BuildResult.BUILT, "", False)),
        (StoreBusyError(Path("/home/ann")), (BuildResult.FAILED, "/home/ann", True)),
        (BuildAbortedError(-9), (BuildResult.FAILED, "perhaps because memory ran out", False)),
        (ZeroDivisionError("secret"), (BuildResult.FAILED, build_words.IN_LOG, False)),
    ],
)
def test_how_the_last_build_ended_is_kept(
    error: BaseException | None, expected: tuple[BuildResult, str, bool]
) -> None:
    build = FakeBuild(error=error)
    build.go.set()
    rebuilder = make(build, LiveArchive(OLD))
    assert rebuilder.last is None
    rebuilder.start(full=False, started_by="ann").exception(10)
    last = ended(rebuilder)
    result, reason, is_private = expected
    assert (last.result, last.started_by, last.is_private) == (result, "ann", is_private)
    assert last.at == "2026-01-02T06:04:05+00:00"
    assert reason in last.reason
    assert "secret" not in last.reason


class Heard(Silent):
    """Keeps how builds ended, and how long they took."""

    def __init__(self) -> None:
        self.ends: list[tuple[BuildResult, float]] = []

    def built(self, result: BuildResult, seconds: float) -> None:
        self.ends.append((result, seconds))


def test_an_observer_is_told_of_each_end() -> None:
    heard, clock, build = Heard(), Clock(), FakeBuild()
    rebuilder = Rebuilder(
        LiveArchive(OLD), lambda: build, lambda: OLD, lambda: ROLLED_BACK,
        clock=clock, observer=heard,
    )  # fmt: skip
    first = rebuilder.start(full=False, started_by="ann")
    begun(build)
    clock.now += 34
    build.go.set()
    first.result(10)
    rebuilder.roll_back(started_by="ann").result(10)
    assert heard.ends == [(BuildResult.BUILT, 34.0), (BuildResult.ROLLED_BACK, 0.0)]
