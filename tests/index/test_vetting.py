"""An index whose offsets were moved never answers, even where its checksums are right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import BuildRejectedError
from index.loaders.folder import read_articles
from index.manifest import MANIFEST_FILE, live_generation, read_manifest, write_manifest
from index.records import Article
from index.stores.article_store import ARTICLES_FILE
from index.sums import seal
from index.vetting import vet
from tests.index.fakes import FakeEmbedder
from tests.index.shelf import BRIDGE, make_shelf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, list[Article]]:
    """The folder of a sound index, and the articles that it was built of."""
    shelf = make_shelf(tmp_path)
    shelf.build()
    articles = [
        one
        for one in read_articles(shelf.articles, max_article_bytes=10_000)
        if isinstance(one, Article)
    ]
    return live_generation(shelf.store), articles


def vet_resealed(folder: Path, articles: list[Article]) -> None:
    """Give the folder the checksums of what it holds now, as only its owner could; then vet it."""
    sums = {name: sum_ for name, sum_ in seal(folder).items() if name != MANIFEST_FILE}
    write_manifest(folder, replace(read_manifest(folder), sums=sums))
    vet(folder, FakeEmbedder("fake"), articles)


def test_what_was_written_passes(written: tuple[Path, list[Article]]) -> None:
    vet_resealed(*written)


def test_short_texts_that_stand_in_several_files_pass(tmp_path: Path) -> None:
    heading = "## What happened next"
    shelf = make_shelf(
        tmp_path,
        {
            "a.txt": f"{BRIDGE}\n\n{heading}",
            "b.txt": f"{heading}\n\n{BRIDGE}",
            "c.md": f"{heading}\n\n{BRIDGE}",
        },
    )
    assert shelf.build().articles == 3


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 2**32 - 1), (2**32 - 1, 2**32 - 1), (0, 0), (5, 4), (10_000, 10_001)],
)
@pytest.mark.parametrize("row", [0, -1])
def test_a_sentence_outside_of_its_article_is_refused(
    written: tuple[Path, list[Article]], row: int, start: int, end: int
) -> None:
    folder, articles = written
    sentences = np.load(folder / "sentences.npy")
    sentences["start"][row], sentences["end"][row] = start, end
    np.save(folder / "sentences.npy", sentences)
    with pytest.raises(BuildRejectedError, match=r"a sentence of \S+ lies outside of its text"):
        vet_resealed(folder, articles)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("text = replace(text, 'twelve', 'twenty')", "is not what its file says"),
        ("body_end = 10000", "is not what its file says"),
        ("body_start = -1", "is not what its file says"),
        ("source_url = 'https://evil.example'", "is not what its file says"),
        ("furniture = '[[0, 10000, \"advert\"]]'", "lies outside of its text"),
        ("furniture = '[[-5, 3, \"advert\"]]'", "lies outside of its text"),
        ("furniture = '{'", "has no furniture"),
    ],
)
def test_an_article_that_was_changed_is_refused(
    written: tuple[Path, list[Article]], change: str, problem: str
) -> None:
    folder, articles = written
    with closing(sqlite3.connect(folder / ARTICLES_FILE)) as db, db:
        db.execute(f"UPDATE articles SET {change} WHERE doc_id = 'harvest'")  # noqa: S608 - one of these
    with pytest.raises(BuildRejectedError, match=problem):
        vet_resealed(folder, articles)
