"""What a build refuses: each time with a sentence and its cure, and the live index as it was."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from index.errors import (
    ArticlesLostError,
    CatalogueError,
    FolderMissingError,
    MetadataError,
    StoreBusyError,
    StoreInsideArticlesError,
    StoreUnwritableError,
)
from index.manifest import live_generation
from index.options import BuildOptions
from index.search import Searcher
from tests.index.fakes import load_fake
from tests.index.shelf import (
    BRIDGE,
    TOWN,
    Shelf,
    generation_names,
    make_shelf,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A town that is built."""
    made = make_shelf(tmp_path)
    made.build()
    return made


class TestRefused:
    """Each leaves the live generation as it is."""

    @pytest.fixture(autouse=True)
    def _live_as_before(self, shelf: Shelf) -> object:
        before = live_generation(shelf.store), generation_names(shelf)
        yield
        assert (live_generation(shelf.store), generation_names(shelf)) == before
        assert Searcher.open(shelf.store, load_fake, model="fake").closest(BRIDGE, 1)[0]

    def test_a_folder_that_vanished(self, shelf: Shelf) -> None:
        shelf.articles.rename(shelf.articles.with_name("moved"))
        with pytest.raises(FolderMissingError, match="ARTICLES_DIR") as caught:
            shelf.build()
        assert caught.value.folder == shelf.articles

    def test_a_folder_whose_files_are_all_skipped(self, shelf: Shelf) -> None:
        for name in TOWN:
            (shelf.articles / name).write_bytes(b"\x00\x01\x02" * 50)
        with pytest.raises(ArticlesLostError, match="3 of the 3 articles"):
            shelf.build()

    def test_an_empty_folder(self, shelf: Shelf) -> None:
        for name in TOWN:
            (shelf.articles / name).unlink()
        with pytest.raises(ArticlesLostError, match="--confirm-loss") as caught:
            shelf.build()
        assert (caught.value.lost, caught.value.of) == (3, 3)

    def test_metadata_that_cannot_be_read(self, shelf: Shelf) -> None:
        shelf.write("articles.toml", "[")
        with pytest.raises(MetadataError):
            shelf.build()

    @pytest.mark.parametrize("content", [None, b"[[issues", b"\xff", b"title = 1"])
    def test_a_catalogue_of_issues_that_cannot_be_used(
        self, shelf: Shelf, tmp_path: Path, content: bytes | None
    ) -> None:
        path = tmp_path / "issues.toml"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(CatalogueError, match=r"issues\.toml"):
            shelf.build(options=BuildOptions(model="fake", issues_file=str(path)))

    def test_a_second_builder(self, shelf: Shelf) -> None:
        shelf.write("new.txt", "New.")
        with (
            FileLock(shelf.store / "build.lock"),
            pytest.raises(StoreBusyError, match="another process") as caught,
        ):
            shelf.build()
        assert caught.value.folder == shelf.store


def test_after_the_other_builder_has_finished_the_build_goes_on(shelf: Shelf) -> None:
    with FileLock(shelf.store / "build.lock"):
        pass
    shelf.write("new.txt", "New.")
    assert shelf.build().articles == 4


def test_a_store_inside_the_articles_is_refused(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    for store in (shelf.articles / "data" / "store", shelf.articles):
        shelf.store = store
        with pytest.raises(StoreInsideArticlesError, match="--store DIR"):
            shelf.build()
    assert {path.name for path in shelf.articles.iterdir()} == {"bridge.md", "harvest.txt", "news"}


def test_articles_inside_the_store_are_no_trouble(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path / "store")
    shelf.store = tmp_path / "store"
    assert shelf.build().articles == 3
    assert shelf.build().fresh


def test_a_store_that_is_a_file_is_told_with_its_cure(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    shelf.store.write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreUnwritableError, match="--store DIR"):
        shelf.build()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_cannot_be_written_is_told_with_its_cure(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    shelf.store.mkdir()
    shelf.store.chmod(0o500)
    with pytest.raises(StoreUnwritableError, match="--store DIR"):
        shelf.build()
