"""Articles that vanish before, during and after a build.

What answers is whole and right each time: the index as it was, or a new one of what could be read,
with a sentence on each file that could not.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from index.build import Listener, Phase, build, why_stale
from index.errors import ArticlesLostError, FolderMissingError
from index.manifest import live_generation
from index.search import Searcher
from tests.index.command_line import OPENING, make_town
from tests.index.fakes import FakeEmbedder, load_fake
from tests.index.news import NEWS, assert_old, assert_true
from tests.index.shelf import (
    OPTIONS,
    PLUMS,
    Shelf,
    first_quote,
    make_shelf,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from index.build import BuildReport
    from index.embedders.base import PassageText, PassageVectors
    from index.records import Noted, Skipped


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A town that was built, then changed; while it is read, two files without text are met."""
    made = make_shelf(tmp_path)
    made.build()
    made.write("c-empty.txt", "")
    made.write("news/whale.txt", NEWS)
    made.write("z-empty.txt", "")
    return made


@dataclass
class Vanishing:
    """The folder of a shelf, which is gone and comes back."""

    shelf: Shelf

    @property
    def elsewhere(self) -> Path:
        return self.shelf.articles.with_name("elsewhere")

    def go(self) -> None:
        self.shelf.articles.rename(self.elsewhere)

    def come_back(self) -> None:
        self.elsewhere.rename(self.shelf.articles)


class DistractedEmbedder(FakeEmbedder):
    """Calls `distraction` before it embeds the passage of that number."""

    def __init__(self, number: int, distraction: Callable[[], None]) -> None:
        super().__init__()
        self._number = number
        self._distraction = distraction

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        for number, encoded in enumerate(super().encode_passages(passages)):
            if number == self._number:
                self._distraction()
            yield encoded


def build_and(shelf: Shelf, calls: dict[str | Phase, Callable[[], None]]) -> BuildReport:
    """Build, and call what stands for a phase as it begins, and for a file as it is left out."""

    def call(key: str | Phase) -> None:
        calls.get(key, lambda: None)()

    def on_problem(problem: Skipped | Noted) -> None:
        call(problem.path)

    listener = Listener(on_problem, lambda done, total: None, call)  # noqa: ARG005 - told, not used
    return build(shelf.articles, shelf.store, OPTIONS, load_fake, listener=listener)


def test_a_folder_that_is_gone_before_a_build_is_said(shelf: Shelf) -> None:
    live, folder = live_generation(shelf.store), Vanishing(shelf)
    folder.go()
    with pytest.raises(FolderMissingError, match="put articles there"):
        shelf.build()
    assert_old(shelf, live)
    folder.come_back()
    assert shelf.build().added == ("c-empty.txt", "news/whale.txt", "z-empty.txt")


@pytest.mark.parametrize("moment", [Phase.READING, "c-empty.txt", "z-empty.txt"])
def test_a_folder_that_vanishes_while_it_is_read_is_said(shelf: Shelf, moment: str | Phase) -> None:
    live, folder = live_generation(shelf.store), Vanishing(shelf)
    with pytest.raises(FolderMissingError, match="put articles there"):
        build_and(shelf, {moment: folder.go})
    assert_old(shelf, live)
    folder.come_back()
    assert not shelf.build().fresh
    assert first_quote(shelf, NEWS) == NEWS


@pytest.mark.parametrize("moment", [Phase.LOADING, Phase.EMBEDDING, Phase.JUDGING, Phase.CHECKING])
def test_a_folder_that_vanishes_after_it_was_read_is_indexed_whole(
    shelf: Shelf, moment: Phase
) -> None:
    folder = Vanishing(shelf)
    assert build_and(shelf, {moment: folder.go}).articles == 4
    assert_true(shelf)
    assert first_quote(shelf, NEWS) == NEWS
    folder.come_back()
    assert shelf.build().fresh


@pytest.mark.parametrize("number", [0, 2])
def test_a_folder_that_vanishes_between_two_passages_is_indexed_whole(
    shelf: Shelf, number: int
) -> None:
    folder = Vanishing(shelf)
    shelf.write("more.txt", "More of the same.")
    shelf.write("still.txt", "Still more of it.")
    embedder = DistractedEmbedder(number, folder.go)
    report = build(shelf.articles, shelf.store, OPTIONS, lambda name: embedder)  # noqa: ARG005 - there is one
    assert (report.articles, report.embedded) == (6, 3)
    assert_true(shelf)
    assert first_quote(shelf, NEWS) == NEWS


def test_after_a_build_the_index_answers_without_its_folder(shelf: Shelf) -> None:
    shelf.build()
    open_already = shelf.searcher()
    shutil.rmtree(shelf.articles)
    assert open_already.closest(NEWS, 1)[0][0].text == NEWS
    opened = Searcher.open(shelf.store, load_fake, model="fake", articles=shelf.articles)
    assert opened.closest(NEWS, 1)[0][0].text == NEWS
    with pytest.raises(FolderMissingError):
        shelf.build()
    assert first_quote(shelf, NEWS) == NEWS


def test_the_command_line_answers_without_the_folder_and_says_that_it_is_gone(
    tmp_path: Path,
) -> None:
    town = make_town(tmp_path)
    assert town.build().code == 0
    shutil.rmtree(town.articles)
    done = town.index("ask", OPENING)
    assert done.code == 0
    assert OPENING in done.out
    assert f"the folder {town.articles} is gone" in done.err
    assert f"the folder {town.articles} is gone" in town.index("status").out


def test_a_file_that_vanishes_while_the_folder_is_read_is_left_out_with_a_sentence(
    shelf: Shelf,
) -> None:
    report = build_and(shelf, {"c-empty.txt": (shelf.articles / "harvest.txt").unlink})
    assert ("harvest.txt", "can't be read (No such file or directory)") in {
        (skipped.path, skipped.reason) for skipped in report.skipped
    }
    assert report.articles == 3
    assert_true(shelf)
    assert first_quote(shelf, PLUMS) != PLUMS
    assert shelf.build().fresh


def test_files_that_could_not_be_read_for_a_moment_are_indexed_by_the_next_build(
    shelf: Shelf,
) -> None:
    folder = Vanishing(shelf)
    report = build_and(shelf, {"c-empty.txt": folder.go, "news/whale.txt": folder.come_back})
    gone = {"harvest.txt", "news/ferry.txt", "news/whale.txt"}
    assert gone < {skipped.path for skipped in report.skipped}
    assert_true(shelf)
    # Not one of them has another content than when it was looked at first.
    assert why_stale(shelf.articles, shelf.store, OPTIONS) == "3 files changed"
    assert shelf.build().articles == 4
    assert first_quote(shelf, PLUMS) == PLUMS
    assert shelf.build().fresh


def test_where_no_file_could_be_read_for_a_moment_the_index_stays(shelf: Shelf) -> None:
    shelf.write("a-empty.txt", "")
    live, folder = live_generation(shelf.store), Vanishing(shelf)
    with pytest.raises(ArticlesLostError, match="3 of the 3 articles"):
        build_and(shelf, {"a-empty.txt": folder.go, "z-empty.txt": folder.come_back})
    assert_old(shelf, live)
