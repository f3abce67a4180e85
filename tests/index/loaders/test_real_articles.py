"""The five real articles, which lie beside a checkout and are no part of the project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.loaders.folder import read_articles
from index.records import Article

SHARED = Path(__file__).parents[4] / "shared"
LIMIT = 10_000_000


@pytest.fixture
def real() -> Path:
    folder = SHARED / "articles"
    if not folder.is_dir():
        pytest.skip("the real articles are not beside this checkout")
    return folder


def read(folder: Path) -> list[Article]:
    outcomes = list(read_articles(folder, max_article_bytes=LIMIT))
    articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    assert articles == outcomes, "nothing is skipped, and there is nothing to note"
    return articles


def test_all_five_are_read_as_they_are(real: Path) -> None:
    articles = read(real)
    assert [article.path for article in articles] == sorted(path.name for path in real.iterdir())
    assert len(articles) == 5
    for article in articles:
        assert article.text.encode() == (real / article.path).read_bytes()
        assert article.doc_id == article.path.removesuffix(".txt")


def test_two_have_a_headline_which_is_their_first_line_and_none_is_dated(real: Path) -> None:
    articles = read(real)
    assert [article.title is not None for article in articles] == [True, False, True, False, False]
    for article in articles:
        assert article.published is None
        if article.title is not None:
            assert article.text.startswith(f"{article.title}\n")


def test_their_metadata_file_dates_them(real: Path, tmp_path: Path) -> None:
    for path in (*real.iterdir(), SHARED / "articles.toml"):
        shutil.copyfile(path, tmp_path / path.name)
    dates = [article.published for article in read(tmp_path)]
    assert [len(date or "") for date in dates] == [7, 7, 10, 10, 7]
