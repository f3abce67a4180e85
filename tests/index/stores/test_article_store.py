"""Articles come back, character by character, as their loader read them."""

from __future__ import annotations

import gc
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import StoreDamagedError
from index.records import Article, Furniture, FurnitureKind, Span
from index.stores.article_store import ARTICLES_FILE, ArticleStore, write_articles

PIECES = ("\n\n", "\n", "\r\n", "\r", " ", "é", "“word”", "U.S.", "\x00", "😀", "\u2028", "'", '"')
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)

FERRY = Article(
    "a/ferry",
    "It’s afloat",
    "A ferry.\r\nIt floats.",
    "2025-12",
    "http://x/y",
    "a/f.txt",
    Span(2, 9),
)
PLAIN = Article("plain", None, "Nothing known.", None, None, "plain.txt", Span(0, 14))
LEFT_OUT = (
    Furniture(Span(0, 2), FurnitureKind.ADVERT),
    Furniture(Span(10, 12), FurnitureKind.OTHER_LANGUAGE),
)


def write(folder: Path) -> None:
    write_articles(folder, [(FERRY, LEFT_OUT, b"ferry\0"), (PLAIN, (), b"")])


@pytest.fixture
def store(tmp_path: Path) -> ArticleStore:
    write(tmp_path)
    return ArticleStore(tmp_path)


def test_articles_come_back_whole_by_number(store: ArticleStore) -> None:
    assert len(store) == 2
    assert store.ids() == ("a/ferry", "plain")
    assert [store.article(row) for row in range(2)] == [FERRY, PLAIN]
    assert [store.furniture(row) for row in range(2)] == [LEFT_OUT, ()]
    assert store.cuts() == [b"ferry\0", b""]
    assert (store.row_of("plain"), store.row_of("ferry")) == (1, None)


@settings(deadline=None, max_examples=40)
@given(text=TEXTS, title=st.none() | TEXTS)
def test_any_text_comes_back_as_it_was(
    text: str, title: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("articles")
    article = Article("a", title, text, None, None, "a.txt", Span(0, len(text)))
    write_articles(folder, [(article, (), b"")])
    assert ArticleStore(folder).article(0) == article


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux lists open files")
def test_what_no_one_uses_any_more_is_closed_at_once(store: ArticleStore, tmp_path: Path) -> None:
    def opened() -> int:
        links = (
            str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()
        )
        return sum(link.startswith(str(tmp_path)) for link in links)

    other = ArticleStore(tmp_path)
    reader = threading.Thread(target=other.article, args=[0])
    reader.start()
    reader.join()
    assert opened() >= 2
    gc.disable()
    try:
        before = opened()
        del other
        assert opened() < before
        assert store.article(0) == FERRY
    finally:
        gc.enable()


def test_headers_tell_of_every_article_by_number(store: ArticleStore) -> None:
    ferry, plain = store.headers()
    assert ferry == ("a/ferry", "It’s afloat", "2025-12", "http://x/y", "a/f.txt", 4)
    assert plain == ("plain", None, None, None, "plain.txt", 2)


def test_several_threads_read_at_once(store: ArticleStore) -> None:
    found: list[Article] = []
    threads = [threading.Thread(target=lambda: found.append(store.article(0))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [FERRY] * 4


def test_a_number_that_no_article_has_is_damage(store: ArticleStore) -> None:
    with pytest.raises(StoreDamagedError, match="no article 7"):
        store.article(7)


def test_it_cannot_be_written_to(store: ArticleStore) -> None:
    with pytest.raises(StoreDamagedError, match="readonly"):
        store._query("UPDATE articles SET text = ''")


def test_a_missing_file_is_damaged_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreDamagedError):
        ArticleStore(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database" * 100, b"SQLite format 3\x00" + b"x" * 90])
def test_a_file_that_is_no_database_of_articles_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ARTICLES_FILE).write_bytes(content)
    with pytest.raises(StoreDamagedError) as caught:
        ArticleStore(tmp_path)
    assert caught.value.path == tmp_path / ARTICLES_FILE


def test_a_truncated_database_is_damaged(tmp_path: Path) -> None:
    long = Article("a", None, "A word. " * 10_000, None, None, "a.txt", Span(0, 80_000))
    write_articles(tmp_path, [(long, (), b"")])
    path = tmp_path / ARTICLES_FILE
    path.write_bytes(path.read_bytes()[:8_192])
    with pytest.raises(StoreDamagedError):
        ArticleStore(tmp_path).article(0)


def test_furniture_that_was_altered_is_damaged(tmp_path: Path) -> None:
    write(tmp_path)
    connection = sqlite3.connect(tmp_path / ARTICLES_FILE)
    connection.execute("UPDATE articles SET furniture = 'nothing'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreDamagedError):
        ArticleStore(tmp_path).furniture(0)
