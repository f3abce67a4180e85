"""Back to the generation before, under the lock, and no build that nobody asked for undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from index.errors import NoEarlierGenerationError, StoreBusyError, StoreMissingError
from index.locking import LOCK_FILE
from index.manifest import GENERATIONS, MANIFEST_FILE, POINTER_FILE, live_generation
from index.options import BuildOptions
from index.rollback import is_held, roll_back
from tests.index.shelf import FERRY, OPTIONS, Shelf, first_quote, generation_names, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "A whale swam up the river as far as the old mill."
LATER = "The whale swam back to the sea on its own."


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A town that was built, and then built again with news in the place of the ferry."""
    made = make_shelf(tmp_path)
    made.build()
    made.write("news/ferry.txt", NEWS)
    made.build()
    return made


def held(shelf: Shelf) -> bool:
    return is_held(shelf.articles, shelf.store, OPTIONS)


def test_what_was_live_before_answers_again(shelf: Shelf) -> None:
    live = live_generation(shelf.store).name
    assert first_quote(shelf, NEWS) == NEWS
    done = roll_back(shelf.store)
    assert (done.before, done.articles) == (live, 3)
    assert live_generation(shelf.store).name == done.generation
    assert first_quote(shelf, FERRY) == FERRY
    assert NEWS not in {quote.text for quote in shelf.searcher().closest(NEWS, 10)[0]}


def test_it_goes_back_step_by_step_until_there_is_no_earlier_one(shelf: Shelf) -> None:
    first = shelf.store / GENERATIONS / min(generation_names(shelf))
    shelf.write("news/ferry.txt", LATER)
    shelf.build()
    roll_back(shelf.store)
    assert first_quote(shelf, NEWS) == NEWS
    roll_back(shelf.store)
    assert live_generation(shelf.store) == first
    with pytest.raises(NoEarlierGenerationError, match="no earlier index"):
        roll_back(shelf.store)
    assert live_generation(shelf.store) == first


def test_an_earlier_one_that_is_damaged_is_passed_over(shelf: Shelf) -> None:
    first, second = sorted(generation_names(shelf))
    shelf.write("news/ferry.txt", LATER)
    shelf.build()
    (shelf.store / GENERATIONS / second / "tokens.bin").write_bytes(b"nothing")
    assert roll_back(shelf.store).generation == first


def test_after_a_new_build_it_goes_back_to_what_was_live_and_not_to_what_was_left(
    shelf: Shelf,
) -> None:
    kept = roll_back(shelf.store)
    shelf.write("news/ferry.txt", LATER)
    shelf.build()
    assert roll_back(shelf.store).generation == kept.generation


def test_with_a_damaged_pointer_it_goes_back_from_the_newest(shelf: Shelf) -> None:
    first = min(generation_names(shelf))
    (shelf.store / POINTER_FILE).write_text("gone\n", encoding="utf-8")
    assert roll_back(shelf.store).generation == first
    assert first_quote(shelf, FERRY) == FERRY


def test_without_an_index_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        roll_back(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_while_another_process_builds_it_waits_for_nobody(shelf: Shelf) -> None:
    live = live_generation(shelf.store)
    with FileLock(shelf.store / LOCK_FILE), pytest.raises(StoreBusyError):
        roll_back(shelf.store)
    assert live_generation(shelf.store) == live


class TestHeld:
    """An index that was rolled back to is held while the folder is as it was."""

    def test_until_the_folder_changes(self, shelf: Shelf) -> None:
        assert not held(shelf)
        roll_back(shelf.store)
        assert held(shelf)
        shelf.write("news/ferry.txt", LATER)
        assert not held(shelf)

    def test_until_someone_builds_all_the_same(self, shelf: Shelf) -> None:
        roll_back(shelf.store)
        assert not shelf.build().fresh
        assert first_quote(shelf, NEWS) == NEWS
        assert not held(shelf)

    def test_not_for_other_options_or_another_folder(self, shelf: Shelf, tmp_path: Path) -> None:
        roll_back(shelf.store)
        assert not is_held(shelf.articles, shelf.store, BuildOptions(model="other"))
        other = make_shelf(tmp_path / "other")
        assert not is_held(other.articles, shelf.store, OPTIONS)

    def test_not_where_the_rollback_broke_off_before_it_was_done(self, shelf: Shelf) -> None:
        live = live_generation(shelf.store).name
        roll_back(shelf.store)
        (shelf.store / POINTER_FILE).write_text(live + "\n", encoding="utf-8")
        assert not held(shelf)

    def test_not_where_what_was_left_can_not_be_read_any_more(self, shelf: Shelf) -> None:
        left = live_generation(shelf.store)
        roll_back(shelf.store)
        (left / MANIFEST_FILE).write_text("{", encoding="utf-8")
        assert not held(shelf)
