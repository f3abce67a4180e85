"""A clock that is put back between builds changes nothing: their order tells which is newer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from index import generating
from index.issues.book import Book, keep_ledger
from index.issues.history import History
from index.issues.records import Status
from index.lineage import KEPT_GENERATIONS
from index.manifest import live_generation, read_manifest
from index.rollback import roll_back
from tests.index.issues import strike
from tests.index.other_formats import make_older
from tests.index.shelf import Shelf, first_quote, generation_names, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)


class Clock:
    """Shows what it was set to, as a machine's clock does."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def put_back(self, by: timedelta) -> None:
        self.moment -= by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What builds take for the time."""
    made = Clock()
    monkeypatch.setattr(generating, "utc_now", made)
    return made


def built_again(shelf: Shelf, number: int) -> str:
    shelf.write("news/ferry.txt", f"The ferry sailed {number} times today.")
    return shelf.build().generation


BACK = pytest.mark.parametrize(
    "by",
    [timedelta(0), timedelta(microseconds=1), timedelta(days=1), timedelta(days=366)],
    ids=["standing still", "a little", "a day", "a year"],
)


@BACK
def test_names_sort_by_their_builds_and_the_last_three_are_kept(
    tmp_path: Path, clock: Clock, by: timedelta
) -> None:
    shelf = make_shelf(tmp_path)
    names: list[str] = []
    for number in range(KEPT_GENERATIONS + 2):
        names.append(built_again(shelf, number))
        assert live_generation(shelf.store).name == names[-1]
        assert first_quote(shelf, "ferry sailed") == f"The ferry sailed {number} times today."
        clock.put_back(by)
    assert names == sorted(set(names))
    assert generation_names(shelf) == set(names[-KEPT_GENERATIONS:])


@BACK
def test_a_rollback_goes_to_the_build_before(tmp_path: Path, clock: Clock, by: timedelta) -> None:
    shelf = make_shelf(tmp_path)
    first = built_again(shelf, 1)
    clock.put_back(by)
    second = built_again(shelf, 2)
    clock.put_back(by)
    third = built_again(shelf, 3)
    assert read_manifest(live_generation(shelf.store)).previous == second
    done = roll_back(shelf.store)
    assert (done.generation, done.before) == (second, third)
    assert first_quote(shelf, "ferry sailed") == "The ferry sailed 2 times today."
    assert roll_back(shelf.store).generation == first


@BACK
def test_what_moved_is_told_since_the_build_before(
    tmp_path: Path, clock: Clock, by: timedelta
) -> None:
    shelf, state = strike.make_strike(tmp_path), tmp_path / "state.sqlite"
    builds: list[str] = []
    moved: list[set[str]] = []
    for name, text in (("a.txt", "Rain fell."), ("later.md", strike.LATER), ("b.txt", "Snow.")):
        shelf.write(name, text)
        builds.append(shelf.build(options=strike.options(shelf)).generation)
        keep_ledger(shelf.store, state)
        if len(builds) > 1:
            moves = Book.open(shelf.store, state, clock).moves("last").moves
            moved.append({one.now.issue.id for one in moves if one.now.status is Status.SETTLED})
        clock.put_back(by)
    assert moved == [{"pay-rise", "eastern-line"}, set()]
    kept = History(state, shelf.store).builds()
    assert [build.generation for build in kept] == builds[::-1]


@BACK
def test_a_store_of_an_older_version_comes_before_all_that_is_built_now(
    tmp_path: Path, clock: Clock, by: timedelta
) -> None:
    clock.moment += timedelta(minutes=59, seconds=59)
    shelf = make_shelf(tmp_path)
    built_again(shelf, 1)
    make_older(shelf.store, 3)
    older = live_generation(shelf.store).name
    clock.put_back(by)
    assert built_again(shelf, 2) > older
