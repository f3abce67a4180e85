"""Articles that may not be read: a sentence, and an index that is whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import ArticlesLostError, FolderMissingError
from index.manifest import live_generation
from tests.index.news import NEWS, assert_old, assert_true
from tests.index.shelf import PLUMS, Shelf, first_quote, make_shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65_534
"""A user who owns nothing."""


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read all, so be someone else; whoever isn't root stays who they are."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def of_nobody() -> Iterator[Shelf]:
    """A town that was built, in a place where nobody may go, and which is nobody's."""
    if os.name != "posix":
        pytest.skip("there are no modes of files")
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        made = make_shelf(Path(folder))
        made.build()
        made.write("news/whale.txt", NEWS)
        if os.geteuid() == 0:
            for path in (Path(folder), *Path(folder).rglob("*")):
                os.chown(path, NOBODY, -1)
        yield made
        for path in (made.articles, *made.articles.rglob("*")):
            path.chmod(0o700)


def test_a_folder_that_may_not_be_read_is_said(of_nobody: Shelf) -> None:
    live = live_generation(of_nobody.store)
    of_nobody.articles.chmod(0)
    with as_nobody():
        with pytest.raises(FolderMissingError, match=r"can't be listed \(Permission denied\)"):
            of_nobody.build()
        assert_old(of_nobody, live)
        of_nobody.articles.chmod(0o700)
        assert not of_nobody.build().fresh
        assert first_quote(of_nobody, NEWS) == NEWS


def test_a_file_that_may_not_be_read_is_left_out_with_a_sentence(of_nobody: Shelf) -> None:
    (of_nobody.articles / "harvest.txt").chmod(0)
    with as_nobody():
        report = of_nobody.build()
        assert [(skipped.path, skipped.reason) for skipped in report.skipped] == [
            ("harvest.txt", "can't be read (Permission denied)")
        ]
        assert_true(of_nobody)
        assert of_nobody.build().fresh, "nothing is built again and again meanwhile"
        (of_nobody.articles / "harvest.txt").chmod(0o600)
        assert of_nobody.build().added == ("harvest.txt",)
        assert first_quote(of_nobody, PLUMS) == PLUMS


def test_where_no_file_may_be_read_the_index_stays(of_nobody: Shelf) -> None:
    live = live_generation(of_nobody.store)
    for path in of_nobody.articles.rglob("*.*"):
        path.chmod(0)
    with as_nobody():
        with pytest.raises(ArticlesLostError, match="--confirm-loss"):
            of_nobody.build()
        assert_old(of_nobody, live)
