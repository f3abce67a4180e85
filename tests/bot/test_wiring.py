"""The services put together, for the console and for a platform."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from bot import following, wiring
from bot.core.errors import StateError
from bot.settings import Settings
from bot.wiring import AT_START, _beside, open_services
from index.errors import (
    CatalogueError,
    DatelineError,
    FolderMissingError,
    NoArticlesError,
    StoreBusyError,
)
from index.issues.history import History
from index.issues.records import Status
from index.locking import changing
from index.manifest import live_generation
from index.options import BUILT_IN_MODEL, BuildOptions
from index.question.reading import Request
from index.records import Answer
from index.rollback import roll_back
from tests.index.fakes import load_fake
from tests.index.issues import strike
from tests.index.shelf import PLUMS, Shelf, make_shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.core.background import Background
    from bot.core.services import Services


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "load_model", load_fake)


@pytest.fixture(autouse=True)
def _all_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What goes on beside services ends with the test, and looks often until then."""
    monkeypatch.setattr(following, "EVERY", 0.05)
    monkeypatch.setattr(following, "BUSY_SECONDS", 0.2)
    opened: list[Background] = []

    def beside(*about: Any) -> tuple[Background, ...]:
        begun = _beside(*about)
        opened.extend(begun)
        return begun

    monkeypatch.setattr(wiring, "_beside", beside)
    yield
    for one in opened:
        one.close()
        assert not one.is_running


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return make_shelf(tmp_path)


def open_over(shelf: Shelf, *, wait: bool, issues_file: str = "", watch: bool = False) -> Services:
    settings = Settings(
        articles_dir=shelf.articles,
        store_dir=shelf.store,
        state_file=shelf.store / "state",
        issues_file=issues_file,
        watch=watch,
        watch_quiet_seconds=0.5,
    )
    return open_services(settings, Console(file=io.StringIO()), wait=wait)


def built(services: Services) -> None:
    assert services.rebuilder.outcome is not None
    services.rebuilder.outcome.result(60)


def test_for_the_console_the_index_is_there_at_once(shelf: Shelf) -> None:
    services = open_over(shelf, wait=True)
    assert services.archive.current().summary().articles == 3
    assert services.rebuilder.outcome is None


def test_for_a_platform_a_first_index_is_built_beside_it(shelf: Shelf) -> None:
    services = open_over(shelf, wait=False)
    running = services.rebuilder.running
    assert not services.archive.is_ready
    assert running is not None
    assert running.started_by == AT_START
    built(services)
    assert services.archive.current().summary().articles == 3


def test_for_a_platform_the_old_index_answers_until_the_new_one_does(shelf: Shelf) -> None:
    shelf.build(options=BuildOptions(model=BUILT_IN_MODEL))
    shelf.write("new.txt", "Otters came back to the river after forty years.")
    services = open_over(shelf, wait=False)
    assert services.archive.current().summary().articles == 3
    built(services)
    assert services.archive.current().summary().articles == 4


def test_an_index_that_is_up_to_date_is_not_built(shelf: Shelf) -> None:
    shelf.build(options=BuildOptions(model=BUILT_IN_MODEL))
    services = open_over(shelf, wait=False)
    assert services.archive.is_ready
    assert services.rebuilder.outcome is None


def test_a_damaged_index_is_built_anew(shelf: Shelf) -> None:
    shelf.build(options=BuildOptions(model=BUILT_IN_MODEL))
    (live_generation(shelf.store) / "vectors.faiss").write_bytes(b"x")
    services = open_over(shelf, wait=False)
    assert not services.archive.is_ready
    built(services)
    assert services.archive.is_ready


def test_a_rebuild_brings_in_what_is_new_and_lets_go_of_what_is_gone(shelf: Shelf) -> None:
    services = open_over(shelf, wait=True)
    (shelf.articles / "bridge.md").unlink()
    shelf.write("new.txt", "Otters came back to the river after forty years.")
    services.rebuilder.start(full=False, started_by="ann")
    built(services)
    assert {s.doc_id for s in services.archive.listed} == {"harvest", "news/ferry", "new"}
    reply = services.archive.current().answer(Request(PLUMS))
    assert isinstance(reply, Answer)


def test_each_index_that_is_opened_leaves_its_ledger_in_the_state_file(tmp_path: Path) -> None:
    shelf = strike.make_strike(tmp_path)
    issues_file = strike.options(shelf).issues_file
    services = open_over(shelf, wait=True, issues_file=issues_file)
    first = live_generation(shelf.store).name
    assert services.archive.issues[0] == ("pay-rise", "Pay rise")
    shelf.write("later.md", strike.LATER)
    services.rebuilder.start(full=False, started_by="ann")
    built(services)
    kept = History(shelf.store / "state", shelf.store).builds()
    assert {build.generation for build in kept} == {first, live_generation(shelf.store).name}
    moved = services.archive.current().moves(first).moves
    assert {move.now.issue.id: move.now.status for move in moved} == {
        "pay-rise": Status.SETTLED,
        "eastern-line": Status.SETTLED,
    }
    open_over(shelf, wait=True, issues_file=issues_file)
    assert History(shelf.store / "state", shelf.store).builds() == kept


def test_with_a_catalogue_that_is_wrong_the_old_index_answers(tmp_path: Path) -> None:
    shelf = strike.make_strike(tmp_path)
    issues_file = strike.options(shelf).issues_file
    open_over(shelf, wait=True, issues_file=issues_file)
    strike.catalogue_of(shelf).write_text("[[issues", encoding="utf-8")
    services = open_over(shelf, wait=False, issues_file=issues_file)
    with pytest.raises(DatelineError, match=r"strike\.toml, line 1: is not valid TOML"):
        built(services)
    assert ("pay-rise", "Pay rise") in services.archive.issues
    with pytest.raises(CatalogueError):
        open_over(shelf, wait=True, issues_file=issues_file)


@pytest.mark.parametrize("wait", [True, False])
def test_a_missing_catalogue_is_a_sentence(shelf: Shelf, wait: bool) -> None:
    with pytest.raises(CatalogueError, match=r"can't be read .*; put a catalogue there, or leave"):
        open_over(shelf, wait=wait, issues_file=str(shelf.store / "nowhere.toml"))


@pytest.mark.parametrize("wait", [True, False])
def test_an_empty_folder_is_a_sentence(tmp_path: Path, wait: bool) -> None:
    with pytest.raises(NoArticlesError, match="holds no article that can be read; add"):
        open_over(make_shelf(tmp_path, {}), wait=wait)


@pytest.mark.parametrize("wait", [True, False])
def test_a_missing_folder_is_a_sentence(tmp_path: Path, wait: bool) -> None:
    with pytest.raises(FolderMissingError):
        open_over(Shelf(tmp_path / "nowhere", tmp_path / "store"), wait=wait)


def test_a_state_that_can_not_be_used_is_told_before_anything_is_loaded(shelf: Shelf) -> None:
    (shelf.store / "state").mkdir(parents=True)
    with pytest.raises(StateError):
        open_over(shelf, wait=True)
    assert not (shelf.store / "CURRENT").exists()


# ── others change the store ──────────────────────────────────────────────────────────────────

OTTERS = "Otters came back to the river after forty years."
BUILT_IN = BuildOptions(model=BUILT_IN_MODEL)


def until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def articles_of(services: Services) -> int:
    return services.archive.current().summary().articles


def test_what_another_bot_builds_answers_here_too(shelf: Shelf) -> None:
    shelf.build(options=BUILT_IN)
    here, there = (open_over(shelf, wait=False) for _ in range(2))
    shelf.write("new.txt", OTTERS)
    there.rebuilder.start(full=False, started_by="ann")
    built(there)
    until(lambda: articles_of(here) == 4)
    assert here.archive.generation == there.archive.generation == live_generation(shelf.store).name
    assert here.rebuilder.outcome is None


def test_what_is_rolled_back_elsewhere_is_rolled_back_here_and_not_built_again(
    shelf: Shelf,
) -> None:
    shelf.build(options=BUILT_IN)
    shelf.write("new.txt", OTTERS)
    shelf.build(options=BUILT_IN)
    here = open_over(shelf, wait=False, watch=True)
    assert articles_of(here) == 4
    roll_back(shelf.store)
    until(lambda: articles_of(here) == 3)
    for wait in (True, False):
        later = open_over(shelf, wait=wait)
        assert articles_of(later) == 3
        assert later.rebuilder.outcome is None
    shelf.write("newer.txt", "Herons followed the otters.")
    until(lambda: articles_of(here) == 5)


def test_two_bots_without_an_index_both_answer_from_the_one_that_one_of_them_builds(
    shelf: Shelf,
) -> None:
    both = [open_over(shelf, wait=False) for _ in range(2)]
    until(lambda: all(one.archive.is_ready for one in both))
    until(lambda: all(one.archive.generation == live_generation(shelf.store).name for one in both))
    assert [articles_of(one) for one in both] == [3, 3]


def test_a_first_build_that_another_process_stands_in_the_way_of_comes_later(
    shelf: Shelf,
) -> None:
    with changing(shelf.store):
        services = open_over(shelf, wait=False)
        with pytest.raises(StoreBusyError):
            built(services)
        until(lambda: services.archive.percent == 0)
    until(lambda: services.archive.is_ready)
    assert articles_of(services) == 3


def test_at_the_console_the_index_before_answers_while_another_process_builds(
    shelf: Shelf,
) -> None:
    with changing(shelf.store), pytest.raises(StoreBusyError):
        open_over(shelf, wait=True)
    shelf.build(options=BUILT_IN)
    shelf.write("new.txt", OTTERS)
    with changing(shelf.store):
        services = open_over(shelf, wait=True)
    assert articles_of(services) == 3
    shelf.build(options=BUILT_IN)
    until(lambda: articles_of(services) == 4)


@pytest.mark.parametrize("wait", [True, False])
def test_what_stands_in_for_a_damaged_index_answers_until_that_is_built_anew(
    shelf: Shelf, wait: bool
) -> None:
    shelf.build(options=BUILT_IN)
    shelf.write("new.txt", OTTERS)
    shelf.build(options=BUILT_IN)
    (live_generation(shelf.store) / "vectors.faiss").write_bytes(b"x")
    services = open_over(shelf, wait=wait)
    assert services.archive.is_ready
    built(services)
    assert articles_of(services) == 4
    assert services.archive.generation == live_generation(shelf.store).name


# ── the articles are watched ─────────────────────────────────────────────────────────────────


def test_a_new_article_is_answered_from_without_anyone_asking_for_a_build(shelf: Shelf) -> None:
    shelf.build(options=BUILT_IN)
    services = open_over(shelf, wait=False, watch=True)
    shelf.write("new.txt", OTTERS)
    until(lambda: articles_of(services) == 4)


def test_a_catalogue_that_is_wrong_by_now_is_told_by_the_build(tmp_path: Path) -> None:
    shelf = strike.make_strike(tmp_path)
    issues_file = strike.options(shelf).issues_file
    services = open_over(shelf, wait=True, issues_file=issues_file, watch=True)
    strike.catalogue_of(shelf).write_text("[[issues", encoding="utf-8")
    shelf.write("later.md", strike.LATER)
    until(lambda: services.rebuilder.outcome is not None)
    with pytest.raises(DatelineError, match="is not valid TOML"):
        built(services)


def test_nobody_watches_unless_it_is_wanted(shelf: Shelf) -> None:
    assert len(open_over(shelf, wait=True).background) == 1
    assert len(open_over(shelf, wait=True, watch=True).background) == 2
