"""A build in a process of its own: its course, its report, and its ends, good and bad."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from bot.build_process import NICENESS, BuildJob, BuildProcess
from bot.core.errors import BuildAbortedError, BuildCancelledError, BuildMemoryError
from index.course import Phase
from index.errors import ArticlesLostError, DatelineError, FolderMissingError
from index.manifest import PARTIAL, live_generation
from index.options import BuildOptions
from tests.index.fakes import FakeEmbedder, load_fake
from tests.index.issues import strike
from tests.index.shelf import TOWN, Shelf, generation_names, make_shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from index.build import BuildReport
    from index.embedders.base import Embedder, PassageText, PassageVectors

OPTIONS = BuildOptions(model="fake")

only_on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits it")


class Slow(FakeEmbedder):
    """A model that never comes to the end of its first passage."""

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        yield from super().encode_passages(passages[:1])
        time.sleep(60)


def load_slow(name: str) -> Slow:
    return Slow(name)


def load_deaf(name: str) -> Slow:
    """One in whose midst nobody can end the process but by killing it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return Slow(name)


def be_killed(name: str) -> FakeEmbedder:  # noqa: ARG001 - a loader's shape
    """A model that takes all the memory there is."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def break_off(name: str) -> FakeEmbedder:  # noqa: ARG001 - a loader's shape
    """A model with a mistake in it."""
    raise ZeroDivisionError("on purpose")


def be_interrupted(name: str) -> FakeEmbedder:
    """A model that is loaded while someone at the terminal presses Ctrl-C."""
    os.kill(os.getpid(), signal.SIGINT)
    return load_fake(name)


def be_greedy(name: str) -> FakeEmbedder:
    """A model of four gigabytes."""
    assert bytearray(4_000_000_000)
    return load_fake(name)


def be_refused_by_torch(name: str) -> FakeEmbedder:  # noqa: ARG001 - a loader's shape
    """A model for which torch gets no memory."""
    raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")


def abort(name: str) -> FakeEmbedder:  # noqa: ARG001 - a loader's shape
    """A model for which a library gets no memory, and ends the process."""
    os.kill(os.getpid(), signal.SIGABRT)
    raise AssertionError


def tell_of_its_place(name: str) -> FakeEmbedder:
    """A model that tells how much of the machine is left to others."""
    raise DatelineError(f"{name}: {os.nice(0)} {len(os.sched_getaffinity(0))}")


def process(
    shelf: Shelf, load: Callable[[str], Embedder] = load_fake, memory_mb: int = 0, **about: Any
) -> BuildProcess:
    return BuildProcess(BuildJob(shelf.articles, shelf.store, OPTIONS, load, memory_mb), **about)


def run(
    build: BuildProcess,
    *,
    full: bool = False,
    confirm_loss: bool = False,
    on_phase: Callable[[Phase], None] = lambda phase: None,  # noqa: ARG005 - told, not used
    on_progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005 - told, not used
) -> BuildReport:
    return build(full=full, confirm_loss=confirm_loss, on_phase=on_phase, on_progress=on_progress)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return make_shelf(tmp_path)


def left_behind(shelf: Shelf) -> set[str]:
    return {name for name in generation_names(shelf) if name.endswith(PARTIAL)}


def test_it_builds_and_tells_how_far_it_is(shelf: Shelf) -> None:
    told: list[tuple[int, int]] = []
    phases: list[Phase] = []
    report = run(
        process(shelf),
        on_phase=phases.append,
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert (report.articles, len(report.added), report.fresh) == (3, 3, False)
    assert told[-1] == (report.passages, report.passages)
    assert phases == list(Phase)
    assert live_generation(shelf.store).name == report.generation
    assert run(process(shelf)).fresh
    assert run(process(shelf), full=True).embedded == report.passages


def test_what_goes_wrong_in_it_comes_with_its_sentence(tmp_path: Path) -> None:
    missing = Shelf(tmp_path / "nowhere", tmp_path / "store")
    with pytest.raises(DatelineError) as caught:
        run(process(missing))
    assert str(caught.value) == str(FolderMissingError(missing.articles))


def test_a_catalogue_that_can_t_be_used_comes_with_its_line(tmp_path: Path) -> None:
    shelf = strike.make_strike(tmp_path)
    strike.catalogue_of(shelf).write_text("\n[[issues", encoding="utf-8")
    job = BuildJob(shelf.articles, shelf.store, strike.options(shelf), load_fake)
    with pytest.raises(DatelineError, match=r"strike\.toml, line 2: is not valid TOML"):
        run(BuildProcess(job))


def test_articles_that_are_gone_come_with_their_numbers_and_can_be_let_go(shelf: Shelf) -> None:
    shelf.build()
    before = live_generation(shelf.store)
    for name in TOWN:
        (shelf.articles / name).unlink()
    with pytest.raises(ArticlesLostError) as caught:
        run(process(shelf))
    error = caught.value
    assert (error.folder, error.lost, error.of) == (shelf.articles, 3, 3)
    assert live_generation(shelf.store) == before
    shelf.write("other.txt", "It rained plums on Sunday.")
    assert run(process(shelf), confirm_loss=True).articles == 1


def test_a_process_that_is_killed_leaves_a_sentence_and_the_old_index(shelf: Shelf) -> None:
    shelf.build()
    before = live_generation(shelf.store)
    shelf.write("new.txt", "It rained plums on Sunday.")
    with pytest.raises(BuildAbortedError, match=r"memory ran out; .*\(exit code -9\)"):
        run(process(shelf, be_killed))
    assert live_generation(shelf.store) == before


def test_a_process_that_breaks_off_names_the_log(
    shelf: Shelf, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BuildAbortedError, match=r"broke off; the bot's log has the reason"):
        run(process(shelf, break_off))
    assert "ZeroDivisionError: on purpose" in capfd.readouterr().err


def test_ctrl_c_is_left_to_the_program_that_started_it(shelf: Shelf) -> None:
    assert run(process(shelf, be_interrupted)).articles == 3


@only_on_linux
def test_it_steps_back_and_leaves_a_processor_to_the_answers(shelf: Shelf) -> None:
    processors = len(os.sched_getaffinity(0))
    left = max(1, processors - 1)
    with pytest.raises(DatelineError, match=f"fake: {NICENESS} {left}"):
        run(process(shelf, tell_of_its_place))


# ── cancelling ───────────────────────────────────────────────────────────────────────────────


def cancelled(build: BuildProcess, at: Phase) -> BaseException | BuildReport:
    """What a build comes to that is cancelled when it tells of a phase, and how soon."""
    began = time.monotonic()
    reached = threading.Event()

    def on_phase(phase: Phase) -> None:
        if phase is at:
            reached.set()

    with ThreadPoolExecutor(1) as pool:
        outcome: Future[BuildReport] = pool.submit(run, build, on_phase=on_phase)
        assert reached.wait(30)
        build.cancel()
        error = outcome.exception(30)
    assert time.monotonic() - began < 30
    return error or outcome.result()


@pytest.mark.parametrize("load", [load_slow, load_deaf])
def test_a_build_that_is_cancelled_leaves_nothing_but_the_old_index(
    shelf: Shelf, load: Callable[[str], Embedder]
) -> None:
    shelf.build()
    before = live_generation(shelf.store)
    shelf.write("new.txt", "It rained plums on Sunday.")
    build = process(shelf, load, grace=0.2)
    assert isinstance(cancelled(build, Phase.EMBEDDING), BuildCancelledError)
    assert live_generation(shelf.store) == before
    assert generation_names(shelf) == {before.name}
    assert not build.cancel()
    assert run(process(shelf)).articles == 4


def test_a_build_that_is_cancelled_before_it_is_begun_never_begins(shelf: Shelf) -> None:
    build = process(shelf, be_killed)
    assert build.cancel()
    with pytest.raises(BuildCancelledError):
        run(build)
    assert not shelf.store.exists()


def test_a_build_may_be_cancelled_at_any_moment_and_more_than_once(shelf: Shelf) -> None:
    shelf.build()
    shelf.write("new.txt", "It rained plums on Sunday.")
    for seconds in (0.0, 0.05, 0.4):
        build = process(shelf, load_slow, grace=0.2)
        with ThreadPoolExecutor(1) as pool:
            outcome = pool.submit(run, build)
            time.sleep(seconds)
            assert build.cancel()
            build.cancel()  # it may have ended by now
            assert isinstance(outcome.exception(30), BuildCancelledError)
        assert not left_behind(shelf)


def test_a_build_that_is_being_checked_comes_to_its_end(shelf: Shelf) -> None:
    build = process(shelf, grace=0.0)
    answers: list[bool] = []

    def on_phase(phase: Phase) -> None:
        if phase is Phase.CHECKING:
            answers.append(build.cancel())

    report = run(build, on_phase=on_phase)
    assert answers == [False]
    assert live_generation(shelf.store).name == report.generation


# ── memory ───────────────────────────────────────────────────────────────────────────────────


@only_on_linux
def test_a_build_that_needs_more_memory_than_it_may_have_names_the_setting(shelf: Shelf) -> None:
    with pytest.raises(BuildMemoryError, match="the 2,000 MB of BUILD_MEMORY_MB"):
        run(process(shelf, be_greedy, memory_mb=2_000))
    assert not left_behind(shelf)


@only_on_linux
def test_a_build_that_can_t_even_be_begun_in_its_memory_names_the_setting(
    shelf: Shelf, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises((BuildMemoryError, BuildAbortedError)) as caught:
        run(process(shelf, memory_mb=60))
    assert "60 MB of BUILD_MEMORY_MB" in str(caught.value), capfd.readouterr().err


@only_on_linux
def test_within_its_memory_a_build_is_as_without_a_limit(shelf: Shelf) -> None:
    assert run(process(shelf, memory_mb=2_000)).articles == 3


@pytest.mark.parametrize("memory_mb", [0, 3_000])
def test_torch_without_memory_is_told_as_such(shelf: Shelf, memory_mb: int) -> None:
    with pytest.raises(BuildMemoryError, match="BUILD_MEMORY_MB"):
        run(process(shelf, be_refused_by_torch, memory_mb=memory_mb))


def test_a_library_that_ends_the_process_under_a_limit_names_the_setting(shelf: Shelf) -> None:
    with pytest.raises(BuildAbortedError, match="more than the 3,000 MB of BUILD_MEMORY_MB"):
        run(process(shelf, abort, memory_mb=3_000))
    with pytest.raises(BuildAbortedError) as caught:
        run(process(shelf, abort))
    assert "BUILD_MEMORY_MB" not in str(caught.value)
