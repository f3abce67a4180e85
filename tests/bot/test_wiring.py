"""The services put together, for the console and for a platform."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot import wiring
from bot.core.errors import StateError
from bot.settings import Settings
from bot.wiring import AT_START, open_services
from index.errors import CatalogueError, DatelineError, FolderMissingError, NoArticlesError
from index.issues.history import History
from index.issues.records import Status
from index.manifest import live_generation
from index.options import BUILT_IN_MODEL, BuildOptions
from index.question.reading import Request
from index.records import Answer
from tests.index.fakes import load_fake
from tests.index.issues import strike
from tests.index.shelf import PLUMS, Shelf, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.services import Services


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "load_model", load_fake)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return make_shelf(tmp_path)


def open_over(shelf: Shelf, *, wait: bool, issues_file: str = "") -> Services:
    settings = Settings(
        articles_dir=shelf.articles,
        store_dir=shelf.store,
        state_file=shelf.store / "state",
        issues_file=issues_file,
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
