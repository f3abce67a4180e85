"""A build that would drop many articles at once asks first; one that moves their files doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.errors import ArticlesLostError, NoArticlesError
from index.losses import LOST
from index.manifest import live_generation
from index.records import NoAnswer
from tests.index.shelf import Shelf, make_shelf

if TYPE_CHECKING:
    from pathlib import Path


def town(folder: Path, count: int) -> Shelf:
    """So many articles, built."""
    files = {f"{n:03}.txt": f"Street number {n} has {n + 2} lamps of brass." for n in range(count)}
    shelf = make_shelf(folder, files)
    shelf.build()
    return shelf


def remove(shelf: Shelf, count: int) -> None:
    for path in sorted(shelf.articles.iterdir())[:count]:
        path.unlink()


def test_many_articles_gone_at_once_are_asked_about_and_go_on_answering(tmp_path: Path) -> None:
    shelf = town(tmp_path, 5 * LOST)
    live = live_generation(shelf.store)
    embedded = shelf.embedded
    remove(shelf, LOST)
    with pytest.raises(ArticlesLostError, match=f"{LOST} of the {5 * LOST} articles") as caught:
        shelf.build()
    assert (caught.value.lost, caught.value.of) == (LOST, 5 * LOST)
    assert live_generation(shelf.store) == live
    assert shelf.embedded == embedded, "found out before any work is done"
    assert len(shelf.searcher().sources()) == 5 * LOST


def test_once_confirmed_they_are_gone(tmp_path: Path) -> None:
    shelf = town(tmp_path, 5 * LOST)
    remove(shelf, LOST)
    assert len(shelf.build(confirm_loss=True).removed) == LOST
    assert len(shelf.searcher().sources()) == 4 * LOST
    shelf.write("new.txt", "A new street.")
    assert shelf.build().articles == 4 * LOST + 1, "and nobody is asked again"


@pytest.mark.parametrize(("count", "gone"), [(5 * LOST, LOST - 1), (10 * LOST, LOST), (3, 2)])
def test_fewer_or_a_small_share_go_without_a_word(tmp_path: Path, count: int, gone: int) -> None:
    shelf = town(tmp_path, count)
    remove(shelf, gone)
    assert shelf.build().articles == count - gone


def test_files_that_got_another_name_are_not_lost(tmp_path: Path) -> None:
    shelf = town(tmp_path, 3 * LOST)
    (shelf.articles / "older").mkdir()
    for path in sorted(shelf.articles.glob("*.txt"))[: 2 * LOST]:
        path.rename(shelf.articles / "older" / path.name)
    report = shelf.build()
    assert (report.articles, report.embedded) == (3 * LOST, 0)


def test_articles_within_one_file_are_counted_one_by_one(tmp_path: Path) -> None:
    lines = [f'{{"id": "n{n}", "text": "House {n} was painted."}}' for n in range(3 * LOST)]
    shelf = make_shelf(tmp_path, {"all.jsonl": "\n".join(lines)})
    shelf.build()
    shelf.write("all.jsonl", "\n".join(lines[:LOST]))
    with pytest.raises(ArticlesLostError, match=f"{2 * LOST} of the {3 * LOST}"):
        shelf.build()


def test_the_last_articles_are_dropped_only_on_request_and_then_nothing_is_said(
    tmp_path: Path,
) -> None:
    shelf = town(tmp_path, 2)
    remove(shelf, 2)
    with pytest.raises(ArticlesLostError, match="2 of the 2"):
        shelf.build()
    assert shelf.build(confirm_loss=True).articles == 0
    reply = shelf.ask("How many lamps has street number one?")
    assert isinstance(reply, NoAnswer)
    assert reply.nearest == ()
    shelf.write("new.txt", "A new street has nine lamps.")
    assert shelf.build().articles == 1


def test_a_first_index_of_nothing_is_refused_even_if_that_is_meant(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path, {})
    with pytest.raises(NoArticlesError):
        shelf.build(confirm_loss=True)


def test_an_index_of_another_folder_has_nothing_to_lose(tmp_path: Path) -> None:
    shelf = town(tmp_path, 3 * LOST)
    other = make_shelf(tmp_path / "other", {"a.txt": "Another article altogether."})
    other.store = shelf.store
    assert other.build().articles == 1
