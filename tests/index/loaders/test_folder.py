from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

import pytest

from index.errors import DuplicateIdError, FolderMissingError
from index.loaders import LOADERS
from index.loaders.folder import fingerprint, read_articles
from index.records import Article, Skipped
from tests.index.loaders.contract import read_article, read_file, read_files

LOADERS_FOLDER = Path(__file__).parents[3] / "index" / "loaders"


def test_every_loader_is_in_the_table() -> None:
    written = {
        f"{path.stem}.{line.split('(')[0].removeprefix('def ')}"
        for path in LOADERS_FOLDER.glob("*.py")
        for line in path.read_text().splitlines()
        if line.startswith("def load_")
    }
    listed = {f"{load.__module__.rpartition('.')[2]}.{load.__name__}" for load in LOADERS.values()}
    assert listed == written


def test_articles_come_in_the_order_of_their_files_names() -> None:
    files = dict.fromkeys(("b.txt", "a/c.md", "a.txt", "B.txt"), b"Body.")
    paths = [outcome.path for outcome in read_files(files)]
    assert paths == ["B.txt", "a.txt", "a/c.md", "b.txt"]


def test_a_file_that_cant_be_used_does_not_stop_the_others() -> None:
    empty, article = read_files({"a.txt": b"", "b.txt": b"Body."})
    assert empty == Skipped("a.txt", "is empty")
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("files", "first", "second"),
    [
        ({"a.md": b"One.", "a.txt": b"Two."}, "a.md", "a.txt"),
        ({"b/x.txt": b"One.", "b/a.json": b'{"id": "x", "text": "T"}'}, "b/a.json", "b/x.txt"),
        (
            {"n.jsonl": b'{"id": 1, "text": "A"}\n{"id": "1", "text": "B"}'},
            "n.jsonl line 1",
            "n.jsonl line 2",
        ),
    ],
)
def test_two_articles_with_one_id_are_an_error_that_names_both(
    files: dict[str, bytes], first: str, second: str
) -> None:
    with pytest.raises(DuplicateIdError) as caught:
        read_files(files)
    assert (caught.value.first, caught.value.second) == (first, second)


def test_a_file_is_opened_only_when_its_turn_comes(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.jsonl"):
        (tmp_path / name).write_text('{"text": "Body."}')
    outcomes = read_articles(tmp_path, max_article_bytes=100)
    assert isinstance(next(outcomes), Article)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.jsonl").unlink()
    reason = "can't be read (No such file or directory)"
    assert list(outcomes) == [Skipped("b.txt", reason), Skipped("c.jsonl", reason)]


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a" * 1_500)
    (article,) = read_articles(tmp_path, max_article_bytes=1_500)
    assert isinstance(article, Article)
    (skipped,) = read_articles(tmp_path, max_article_bytes=1_499)
    assert skipped == Skipped("a.txt", "is too large (1.5 kB; the limit is 1.5 kB)")


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FolderMissingError):
        next(read_articles(tmp_path / "gone", max_article_bytes=1))
    with pytest.raises(FolderMissingError):
        fingerprint(tmp_path / "gone")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x?y=1#z", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("ftp://a.example", False),
        ("https://", False),
        ("https://[broken", False),
        ("https://a.example/a b", False),
    ],
)
def test_only_web_addresses_are_kept(address: str, kept: bool) -> None:
    article = read_file("a.md", f"---\nurl: {address}\n---\nBody.".encode())[-1]
    assert isinstance(article, Article)
    assert article.source_url == (address if kept else None)


def test_a_title_is_put_on_one_line_and_kept_as_it_is_otherwise() -> None:
    article = read_article("a.md", b'---\ntitle: "Ferry\\nline  opens | Post ..."\n---\nBody.')
    assert article.title == "Ferry line opens | Post ..."


def test_a_fingerprint_has_a_hash_for_each_file_that_is_read_and_the_metadata(
    tmp_path: Path,
) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/a.md", "articles.toml", "c.pdf", ".hidden.txt"):
        (tmp_path / name).write_text(name)
    expected = {
        name: hashlib.sha256(name.encode()).hexdigest()
        for name in ("articles.toml", "b.txt", "sub/a.md")
    }
    assert fingerprint(tmp_path) == expected
    assert list(fingerprint(tmp_path)) == sorted(expected)


def test_a_fingerprint_changes_with_content_names_and_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Body.")
    prints = [fingerprint(tmp_path)]
    (tmp_path / "a.txt").write_text("Bodies.")
    prints.append(fingerprint(tmp_path))
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    prints.append(fingerprint(tmp_path))
    (tmp_path / "articles.toml").write_text("[b]")
    prints.append(fingerprint(tmp_path))
    (tmp_path / "articles.toml").unlink()
    assert fingerprint(tmp_path) == prints[2]
    assert all(one != two for one, two in itertools.pairwise(prints))
