"""A build in a process of its own: its progress, its report, and its ends, good and bad."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from bot.build_process import BuildProcess
from bot.core.errors import BuildAbortedError
from index.errors import DatelineError, FolderMissingError
from index.manifest import live_generation
from index.options import BuildOptions
from tests.index.fakes import FakeEmbedder, load_fake
from tests.index.issues import strike
from tests.index.shelf import make_shelf

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = BuildOptions(model="fake")


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


def test_it_builds_and_tells_how_far_it_is(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    told: list[tuple[int, int]] = []
    build = BuildProcess(shelf.articles, shelf.store, OPTIONS, load_fake)
    report = build(full=False, progress=lambda done, total: told.append((done, total)))
    assert (report.articles, len(report.added), report.fresh) == (3, 3, False)
    assert told[-1] == (report.passages, report.passages)
    assert live_generation(shelf.store).name == report.generation
    assert build(full=False, progress=lambda *_: None).fresh
    assert build(full=True, progress=lambda *_: None).embedded == report.passages


def test_what_goes_wrong_in_it_comes_with_its_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    build = BuildProcess(missing, tmp_path / "store", OPTIONS, load_fake)
    with pytest.raises(DatelineError) as caught:
        build(full=False, progress=lambda *_: None)
    assert str(caught.value) == str(FolderMissingError(missing))


def test_a_catalogue_that_can_t_be_used_comes_with_its_line(tmp_path: Path) -> None:
    shelf = strike.make_strike(tmp_path)
    strike.catalogue_of(shelf).write_text("\n[[issues", encoding="utf-8")
    build = BuildProcess(shelf.articles, shelf.store, strike.options(shelf), load_fake)
    with pytest.raises(DatelineError, match=r"strike\.toml, line 2: is not valid TOML"):
        build(full=False, progress=lambda *_: None)


def test_a_process_that_is_killed_leaves_a_sentence_and_the_old_index(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    before = live_generation(shelf.store)
    shelf.write("new.txt", "It rained plums on Sunday.")
    with pytest.raises(BuildAbortedError, match=r"memory ran out; .*\(exit code -9\)"):
        BuildProcess(shelf.articles, shelf.store, OPTIONS, be_killed)(
            full=False, progress=lambda *_: None
        )
    assert live_generation(shelf.store) == before


def test_a_process_that_breaks_off_names_the_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shelf = make_shelf(tmp_path)
    build = BuildProcess(shelf.articles, shelf.store, OPTIONS, break_off)
    with pytest.raises(BuildAbortedError, match=r"broke off; the bot's log has the reason"):
        build(full=False, progress=lambda *_: None)
    assert "ZeroDivisionError: on purpose" in capfd.readouterr().err


def test_ctrl_c_is_left_to_the_program_that_started_it(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    build = BuildProcess(shelf.articles, shelf.store, OPTIONS, be_interrupted)
    assert build(full=False, progress=lambda *_: None).articles == 3
