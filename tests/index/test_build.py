"""A build brings the index up to date, embeds only what is new, and never harms the live one."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.build import Listener, build, why_stale
from index.errors import (
    FolderMissingError,
    StoreMismatchError,
    StoreMissingError,
)
from index.lineage import KEPT_GENERATIONS
from index.manifest import live_generation, read_manifest, write_manifest
from index.options import BuildOptions
from index.search import Searcher
from tests.index.fakes import PowerCutError, load_fake
from tests.index.shelf import (
    BRIDGE,
    FERRY,
    OPTIONS,
    PLUMS,
    TOWN,
    Shelf,
    first_quote,
    generation_names,
    make_shelf,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.records import Noted, Skipped


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A town that is built."""
    made = make_shelf(tmp_path)
    made.build()
    return made


def test_the_first_build_embeds_everything(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    report = shelf.build()
    assert (report.articles, report.passages, report.embedded) == (3, 3, 3)
    assert report.added == tuple(TOWN)
    assert (report.changed, report.removed, report.skipped) == ((), (), ())
    assert not report.fresh
    assert report.generation == live_generation(shelf.store).name
    assert first_quote(shelf, "When did the stone bridge open?") == BRIDGE


def test_when_nothing_changed_nothing_is_done_and_no_model_loaded(shelf: Shelf) -> None:
    live = live_generation(shelf.store)
    report = shelf.build()
    assert report.fresh
    assert (report.generation, report.articles, report.embedded) == (live.name, 3, 0)
    assert live_generation(shelf.store) == live
    assert len(shelf.embedders) == 1
    assert generation_names(shelf) == {live.name}


def test_a_file_that_was_touched_but_not_changed_is_nothing_new(shelf: Shelf) -> None:
    os.utime(shelf.articles / "harvest.txt", (1, 1))
    assert shelf.build().fresh


def test_only_new_passages_are_embedded(shelf: Shelf) -> None:
    shelf.write("new.txt", "A new article on a new school.")
    shelf.write("harvest.txt", TOWN["harvest.txt"].replace("nine", "ten"))
    (shelf.articles / "news" / "ferry.txt").unlink()
    report = shelf.build()
    assert report.embedded == shelf.embedders[-1].embedded == 2
    assert report.added == ("new.txt",)
    assert report.changed == ("harvest.txt",)
    assert report.removed == ("news/ferry.txt",)


def test_a_file_that_was_renamed_is_not_embedded_again(shelf: Shelf) -> None:
    (shelf.articles / "harvest.txt").rename(shelf.articles / "plums.txt")
    report = shelf.build()
    assert (report.embedded, report.added, report.removed) == (0, ("plums.txt",), ("harvest.txt",))
    quotes, _ = shelf.searcher().closest(PLUMS, 1)
    assert (quotes[0].doc_id, quotes[0].text) == ("plums", PLUMS)


def test_a_new_title_is_embedded_with_its_passages(shelf: Shelf) -> None:
    shelf.write("articles.toml", '[harvest]\ntitle = "A good year"\npublished = "2024"\n')
    report = shelf.build()
    assert (report.embedded, report.added) == (1, ("articles.toml",))
    quotes, _ = shelf.searcher().closest(PLUMS, 1)
    assert (quotes[0].title, quotes[0].published) == ("A good year", "2024")


def test_a_new_date_is_shown_without_embedding_anything(shelf: Shelf) -> None:
    shelf.write("articles.toml", '[harvest]\npublished = "2024"\n')
    assert shelf.build().embedded == 0
    assert shelf.searcher().closest(PLUMS, 1)[0][0].published == "2024"


def test_a_file_that_is_gone_is_not_quoted_any_more(shelf: Shelf) -> None:
    assert first_quote(shelf, FERRY) == FERRY
    (shelf.articles / "news" / "ferry.txt").unlink()
    shelf.build()
    searcher = shelf.searcher()
    quotes, _ = searcher.closest(FERRY, 10)
    assert {quote.doc_id for quote in quotes} == {"bridge", "harvest"}
    assert [source.doc_id for source in searcher.sources()] == ["bridge", "harvest"]


def test_a_full_build_embeds_everything_again(shelf: Shelf) -> None:
    before = live_generation(shelf.store)
    report = shelf.build(full=True)
    assert report.embedded == 3
    assert live_generation(shelf.store) != before


def test_other_weights_take_over_nothing(shelf: Shelf) -> None:
    shelf.write("new.txt", "A new article.")
    assert shelf.build(revision="second").embedded == 4


def test_another_model_is_another_index(shelf: Shelf) -> None:
    options = BuildOptions(model="other")
    reason = why_stale(shelf.articles, shelf.store, options)
    assert reason is not None
    report = shelf.build(options=options)
    assert not report.fresh
    assert read_manifest(live_generation(shelf.store)).options == options


def test_other_options_are_another_index(shelf: Shelf) -> None:
    shelf.write("long.txt", "A sentence of some six words. " * 40)
    shelf.build()
    shorter = BuildOptions(model="fake", passage_words=20)
    assert shelf.build(options=shorter).passages > shelf.build().passages


def test_another_folder_is_another_index(shelf: Shelf, tmp_path: Path) -> None:
    other = make_shelf(tmp_path / "other", {"a.txt": "Another article."})
    other.store = shelf.store
    assert other.build().articles == 1
    with pytest.raises(StoreMismatchError, match="python -m index build --articles"):
        Searcher.open(shelf.store, load_fake, model="fake", articles=shelf.articles)


def test_three_generations_are_kept(shelf: Shelf) -> None:
    made = [live_generation(shelf.store).name]
    for number in range(KEPT_GENERATIONS + 1):
        shelf.write("new.txt", f"Article number {number}.")
        made.append(shelf.build().generation)
    assert len(generation_names(shelf)) == KEPT_GENERATIONS == 3
    assert made[-1] in generation_names(shelf)
    assert live_generation(shelf.store).name == made[-1]


def test_generations_are_named_in_the_order_of_their_builds(shelf: Shelf) -> None:
    made = [live_generation(shelf.store).name]
    for number in range(5):
        shelf.write("new.txt", f"Article number {number}.")
        made.append(shelf.build().generation)
    assert sorted(made) == made


def test_who_has_the_old_generation_open_reads_on(shelf: Shelf) -> None:
    old = shelf.searcher()
    before = old.closest(FERRY, 3)
    for number in range(KEPT_GENERATIONS + 2):
        shelf.write("news/ferry.txt", f"Something else, number {number}.")
        shelf.build()
    assert old.closest(FERRY, 3) == before
    assert old.closest(FERRY, 1)[0][0].text == FERRY
    assert first_quote(shelf, FERRY) != FERRY


def test_problems_are_told_one_by_one_and_the_rest_is_indexed(shelf: Shelf) -> None:
    shelf.write("empty.txt", "")
    shelf.write("picture.png", "no article")
    told: list[Skipped | Noted] = []
    listener = Listener(told.append, lambda done, total: None)  # noqa: ARG005 - told, not used
    report = build(shelf.articles, shelf.store, OPTIONS, load_fake, listener=listener)
    assert {problem.path for problem in told} == {"empty.txt", "picture.png"}
    assert {skipped.path for skipped in report.skipped} == {"empty.txt", "picture.png"}
    assert report.articles == 3
    skipped = read_manifest(live_generation(shelf.store)).skipped
    assert skipped.keys() == {"empty.txt", "picture.png"}


class TestWhyStale:
    def test_not_at_all_after_a_build(self, shelf: Shelf) -> None:
        assert why_stale(shelf.articles, shelf.store, OPTIONS) is None

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (lambda s: s.write("new.txt", "New."), "1 file changed"),
            (lambda s: (s.articles / "harvest.txt").unlink(), "1 file changed"),
            (lambda s: s.write("harvest.txt", "Other."), "1 file changed"),
            (lambda s: s.write("articles.toml", ""), "1 file changed"),
            (
                lambda s: (s.articles / "harvest.txt").rename(s.articles / "h.txt"),
                "2 files changed",
            ),
        ],
    )
    def test_a_change_is_counted(
        self, shelf: Shelf, change: Callable[[Shelf], None], reason: str
    ) -> None:
        change(shelf)
        assert why_stale(shelf.articles, shelf.store, OPTIONS) == reason

    def test_a_store_that_is_missing_or_damaged_says_so(self, shelf: Shelf, tmp_path: Path) -> None:
        assert "no index" in str(why_stale(shelf.articles, tmp_path / "none", OPTIONS))
        (live_generation(shelf.store) / "manifest.json").write_text("{", encoding="utf-8")
        assert "manifest.json" in str(why_stale(shelf.articles, shelf.store, OPTIONS))

    def test_another_folder_is_named(self, shelf: Shelf, tmp_path: Path) -> None:
        other = make_shelf(tmp_path / "other")
        assert str(shelf.articles) in str(why_stale(other.articles, shelf.store, OPTIONS))

    def test_a_folder_that_is_not_there_is_an_error(self, shelf: Shelf, tmp_path: Path) -> None:
        with pytest.raises(FolderMissingError):
            why_stale(tmp_path / "gone", shelf.store, OPTIONS)


class TestDamage:
    """A damaged store is never quoted from, and the next build mends it."""

    def assert_mended(self, shelf: Shelf) -> None:
        assert not shelf.build().fresh
        assert first_quote(shelf, BRIDGE) == BRIDGE

    @pytest.mark.parametrize("content", ["", "gone\n", "../..\n"])
    def test_a_pointer_to_nowhere(self, shelf: Shelf, content: str) -> None:
        (shelf.store / "CURRENT").write_text(content, encoding="utf-8")
        self.assert_mended(shelf)

    def test_a_pointer_that_was_removed(self, shelf: Shelf) -> None:
        (shelf.store / "CURRENT").unlink()
        with pytest.raises(StoreMissingError, match="python -m index build"):
            shelf.searcher()
        self.assert_mended(shelf)

    def test_a_manifest_of_another_format(self, shelf: Shelf) -> None:
        live = live_generation(shelf.store)
        write_manifest(live, replace(read_manifest(live), format_version=94))
        with pytest.raises(StoreMismatchError, match="python -m index build"):
            shelf.searcher()
        self.assert_mended(shelf)

    @pytest.mark.parametrize("name", ["articles.sqlite", "vectors.faiss", "tokens.bin"])
    def test_a_damaged_part_is_mended_by_a_build_that_has_something_to_do(
        self, shelf: Shelf, name: str
    ) -> None:
        (live_generation(shelf.store) / name).write_bytes(b"nothing")
        shelf.write("new.txt", "New.")
        report = shelf.build()
        assert report.embedded == 4
        assert first_quote(shelf, BRIDGE) == BRIDGE

    @pytest.mark.parametrize("name", ["articles.sqlite", "vectors.faiss", "tokens.bin"])
    def test_a_damaged_part_is_mended_by_a_full_build(self, shelf: Shelf, name: str) -> None:
        (live_generation(shelf.store) / name).unlink()
        assert shelf.build(full=True).embedded == 3
        assert first_quote(shelf, BRIDGE) == BRIDGE


@pytest.mark.parametrize("passages", [0, 1, 2])
def test_a_build_that_fails_midway_leaves_the_old_generation_answering(
    shelf: Shelf, passages: int
) -> None:
    live = live_generation(shelf.store)
    shelf.write("news/ferry.txt", "Something else.")
    shelf.write("more.txt", "More of the same.")
    shelf.write("still.txt", "Still more of it.")
    with pytest.raises(PowerCutError):
        shelf.build(fail_after=passages)
    assert live_generation(shelf.store) == live
    assert first_quote(shelf, FERRY) == FERRY
    assert generation_names(shelf) == {live.name}
    report = shelf.build()
    assert report.embedded == 3
    assert generation_names(shelf) == {live.name, report.generation}
    assert first_quote(shelf, "Something else.") == "Something else."
