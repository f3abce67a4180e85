"""The articles folder is watched: what starts a build, when, and what keeps on working."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from watchfiles import Change

from bot import watching
from bot.core.background import Background
from bot.core.live_archive import LiveArchive
from bot.core.quiet import Quiet
from bot.core.rebuilding import Rebuilder
from bot.watching import STARTED_BY, FolderWatch, may_matter
from index.errors import ArticlesLostError, DatelineError, FolderMissingError
from tests.bot.fakes import ROLLED_BACK, FakeArchive, FakeBuild
from tests.bot.watched import LONG_QUIET, NEVER, QUIET, ROUNDS, SOON, Watched

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "STEP_MS", 50)
    monkeypatch.setattr(watching, "AGAIN", 0.15)
    monkeypatch.setenv("WATCHFILES_POLL_DELAY_MS", "50")


@pytest.fixture
def quiet() -> float:
    """Seconds without a change after which there is a look."""
    return QUIET


@pytest.fixture(params=["events", "polling"])
def watched(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quiet: float
) -> Iterator[Watched]:
    """Once where the system tells of changes, once as on a network mount, where it doesn't."""
    if request.param == "polling":
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    one = Watched(tmp_path / "articles", Quiet(quiet))
    yield one
    one.build.go.set()
    one.beside.close()
    assert not one.beside.is_running


@pytest.mark.parametrize(
    "change", ["new", "changed", "gone", "overrides", "folder in", "folder out"]
)
def test_a_change_of_what_is_read_starts_an_incremental_build(
    watched: Watched, tmp_path: Path, change: str
) -> None:
    match change:
        case "new":
            watched.write("new.txt")
        case "changed":
            watched.write("old.txt", "It shut again, and for longer.")
            # Who compares times, does so in whole seconds.
            later = time.time() + 2
            os.utime(watched.folder / "old.txt", (later, later))
        case "gone":
            (watched.folder / "old.txt").unlink()
        case "overrides":
            watched.write("articles.toml", '[old]\npublished = "2025-12"\n')
        case "folder in":
            (tmp_path / "more").mkdir()
            (tmp_path / "more" / "deep.txt").write_text("Deep.", encoding="utf-8")
            (tmp_path / "more").rename(watched.folder / "more")
        case "folder out":
            watched.write("more/deep.txt")
            watched.built(1)
            (watched.folder / "more").rename(tmp_path / "more")
    watched.built(2 if change == "folder out" else 1)
    assert set(watched.build.fulls) == {False}
    assert watched.rebuilder.last is not None
    assert watched.rebuilder.last.started_by == STARTED_BY


def test_what_no_loader_reads_starts_nothing(watched: Watched) -> None:
    for name in (".hidden.txt", ".git/note.md", ".old.txt.swp", "old.txt~", "4913", "a.pdf", "b"):
        watched.write(name)
    (watched.folder / "4913").unlink()
    (watched.folder / "empty").mkdir()
    time.sleep(NEVER)
    assert watched.builds == 0


def test_what_no_loader_reads_keeps_no_change_waiting(watched: Watched) -> None:
    watched.write(".log")
    watched.write("new.txt")
    end = time.monotonic() + QUIET + 2.5
    while time.monotonic() < end and not watched.builds:
        watched.write(".log", str(time.monotonic()))
        time.sleep(0.05)
    assert watched.builds == 1
    watched.built()


@pytest.mark.parametrize("quiet", [LONG_QUIET])
def test_a_copy_of_thousands_of_files_starts_one_build_after_the_last(
    watched: Watched, quiet: float
) -> None:
    for number in range(2_000):
        watched.write(f"{number % 20}/{number}.txt", f"Report {number}.")
        if number % 50 == 0:
            time.sleep(0.02)
            assert watched.builds == 0
    watched.built()
    time.sleep(quiet + ROUNDS)
    assert watched.builds == 1


def test_what_changes_while_a_build_runs_is_built_after_its_end(watched: Watched) -> None:
    watched.build.go.clear()
    watched.rebuilder.start(full=True, started_by="ann")
    assert watched.build.begun.acquire(timeout=SOON)
    watched.write("new.txt")
    time.sleep(NEVER)
    assert (watched.builds, watched.looks) == (1, 1), "nothing is read beside a build"
    watched.build.go.set()
    watched.built(2)
    assert watched.build.fulls == [True, False]


def test_what_a_running_build_has_seen_is_not_built_again(watched: Watched) -> None:
    watched.build.go.clear()
    watched.write("new.txt")
    watched.rebuilder.start(full=False, started_by="ann")
    assert watched.build.begun.acquire(timeout=SOON)
    watched.build.go.set()
    time.sleep(NEVER)
    assert watched.builds == 1


def test_a_build_that_fails_is_tried_again_at_the_next_change_and_not_before(
    watched: Watched,
) -> None:
    watched.build.error = ArticlesLostError(watched.folder, 30, 40)
    watched.write("new.txt")
    watched.until(lambda: watched.builds == 1)
    time.sleep(NEVER)
    assert watched.builds == 1
    watched.build.error = None
    watched.write("newer.txt")
    watched.built(2)


def test_a_folder_that_goes_and_comes_back_is_told_once_and_watched_again(
    watched: Watched, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    watched.folder.rename(tmp_path / "away")
    watched.until(lambda: caplog.records)
    time.sleep(2 * watching.AGAIN + QUIET)
    assert watched.builds == 0
    [told] = caplog.records
    assert "the articles folder can't be watched" in told.getMessage()
    (tmp_path / "away" / "new.txt").write_text("New.", encoding="utf-8")
    (tmp_path / "away").rename(watched.folder)
    watched.built()
    assert caplog.records[1].getMessage() == "the articles folder is watched again"
    watched.write("newer.txt")
    watched.built(2)


def test_a_folder_in_the_place_of_another_is_watched(watched: Watched, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(watched.folder, new)
    (new / "new.txt").write_text("New.", encoding="utf-8")
    watched.folder.rename(tmp_path / "old")
    new.rename(watched.folder)
    watched.built()
    watched.write("newer.txt")
    watched.built(2)


def test_a_folder_made_anew_at_once_is_watched(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some file systems give it the number of the one that is gone.
    monkeypatch.setattr(watching, "_identity", lambda folder: (1, 1))  # noqa: ARG005 - any folder
    time.sleep(QUIET)
    shutil.rmtree(watched.folder)
    watched.write("new.txt")
    watched.built()
    watched.write("newer.txt")
    watched.built(2)


def test_a_link_that_leads_to_another_folder_is_followed(watched: Watched, tmp_path: Path) -> None:
    watched.folder.rename(tmp_path / "first")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "new.txt").write_text("New.", encoding="utf-8")
    watched.folder.symlink_to(tmp_path / "first")
    time.sleep(NEVER + watching.AGAIN)
    (tmp_path / "link").symlink_to(tmp_path / "second")
    (tmp_path / "link").rename(watched.folder)
    watched.built()
    (tmp_path / "second" / "newer.txt").write_text("Newer.", encoding="utf-8")
    watched.built(2)


@pytest.mark.parametrize("trouble", [FolderMissingError(Path("articles")), RuntimeError("oh")])
def test_what_can_not_be_read_is_told_once_and_looked_at_until_it_can(
    watched: Watched, caplog: pytest.LogCaptureFixture, trouble: DatelineError | RuntimeError
) -> None:
    watched.trouble = trouble
    watched.write("new.txt")
    watched.until(lambda: watched.looks >= 3)
    assert (watched.builds, len(caplog.records)) == (0, 1)
    watched.trouble = None
    watched.built()
    assert caplog.records[1].getMessage() == "the articles folder is watched again"


def test_it_ends_at_once(watched: Watched) -> None:
    for broken in (False, True):
        if broken:
            watched.beside = Background("watching", lambda stop: watched_again(watched).run(stop))
            shutil.rmtree(watched.folder)
            time.sleep(2 * QUIET)
        before = time.monotonic()
        watched.beside.close()
        assert not watched.beside.is_running
        assert time.monotonic() - before < 0.9


def watched_again(watched: Watched) -> FolderWatch:
    return FolderWatch(watched.folder, watched.rebuilder, watched.is_due, Quiet(QUIET))


def test_a_folder_that_never_gets_quiet_is_built_all_the_same(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "articles", Quiet(LONG_QUIET, longest=1.2))
    end = time.monotonic() + 2.1
    number = 0
    while time.monotonic() < end:
        number += 1
        watched.write("new.txt", f"Report {number}.")
        time.sleep(0.05)
    assert watched.builds == 1
    watched.beside.close()


@pytest.mark.parametrize("error", [OSError("no more watches"), RuntimeError("no more watches")])
def test_where_nothing_tells_of_changes_files_are_compared(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def refuse(*_: Path, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(watching, "watch", refuse)
    monkeypatch.setattr(watching, "COMPARED_EVERY", 0.1)
    watched = Watched(tmp_path / "articles")
    for number, (name, text) in enumerate(
        [("new.txt", "New."), ("new.txt", "Newer."), ("articles.toml", '[new]\ntitle = "N"\n')], 1
    ):
        watched.write(name, text)
        watched.built(number)
    watched.write(".hidden.txt")
    time.sleep(NEVER)
    assert watched.looks == 4
    watched.folder.rename(tmp_path / "away")
    watched.until(lambda: len(caplog.records) == 2)
    time.sleep(2 * watching.AGAIN)
    (tmp_path / "away" / "old.txt").unlink()
    (tmp_path / "away").rename(watched.folder)
    watched.built(4)
    assert "watching does not work here (no more watches)" in caplog.records[0].getMessage()
    assert len(caplog.records) == 3, "and the folder that went and came back"
    watched.beside.close()
    assert not watched.beside.is_running


def test_it_begins_though_there_is_no_folder_yet(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    looked = threading.Event()

    def is_due() -> bool:
        looked.set()
        return False

    rebuilder = Rebuilder(LiveArchive(), FakeBuild, FakeArchive, lambda: ROLLED_BACK)
    beside = Background("watching", FolderWatch(folder, rebuilder, is_due, Quiet(QUIET)).run)
    assert not looked.wait(NEVER)
    folder.mkdir()
    assert looked.wait(SOON)
    beside.close()


@pytest.mark.parametrize(
    ("change", "name", "matters"),
    [
        (Change.modified, "a.txt", True),
        (Change.modified, "deep/A.HTML", True),
        (Change.added, "articles.toml", True),
        (Change.added, "deep/articles.toml", False),
        (Change.modified, ".a.txt", False),
        (Change.added, ".cache/a.txt", False),
        (Change.added, "a.txt~", False),
        (Change.modified, "a.txt.part", False),
        (Change.deleted, "perhaps-a-folder", True),
        (Change.deleted, ".a.txt.swp", False),
        (Change.added, "folder", True),
    ],
)
def test_what_may_matter(tmp_path: Path, change: Change, name: str, matters: bool) -> None:
    (tmp_path / "folder").mkdir()
    assert may_matter(change, str(tmp_path / name), tmp_path) == matters
