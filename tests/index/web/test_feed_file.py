"""What `feeds.toml` may say, and what is said of each mistake in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FeedsFileError
from index.web.choosing import has_words
from index.web.feed_entries import Entry
from index.web.feed_file import Feed, folded, read_feeds

if TYPE_CHECKING:
    from pathlib import Path

GULL = "https://gull.example/news.rss"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "feeds.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_feeds_are_read_in_their_order_with_their_words(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"""
        # Towns by the sea.
        [[feed]]
        url = " {GULL} "
        any = ["Night  Ferry", "QUAY"]
        all = ["Lindmouth"]

        [[feed]]
        url = "http://other.example/atom"
        """,
    )

    assert read_feeds(path) == (
        Feed(GULL, ("night ferry", "quay"), ("lindmouth",)),
        Feed("http://other.example/atom"),
    )


def test_a_file_that_an_editor_began_with_a_mark_of_its_encoding_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + f'[[feed]]\nurl = "{GULL}"\n'.encode())

    assert read_feeds(path) == (Feed(GULL),)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "lists no feed; begin each with [[feed]]"),
        ("# [[feed]]\n", "lists no feed; begin each with [[feed]]"),
        ("feed = []", "lists no feed; begin each with [[feed]]"),
        (f'[feed]\nurl = "{GULL}"', "lists no feed; begin each with [[feed]]"),
        ('feed = ["a"]', "lists no feed; begin each with [[feed]]"),
        (f'url = "{GULL}"', "has 'url' outside of a [[feed]]"),
        (f'[[feeds]]\nurl = "{GULL}"', "has 'feeds' outside of a [[feed]]"),
        ("[[feed]]", 'feed 1 has no address; write url = "https://…"'),
        ('[[feed]]\nurl = " "', 'feed 1 has no address; write url = "https://…"'),
        ("[[feed]]\nurl = 7", 'feed 1 has no address; write url = "https://…"'),
        ('[[feed]]\nurl = "gull.example/rss"', 'feed 1 has no address; write url = "https://…"'),
        ('[[feed]]\nurl = "file:///etc/hosts"', 'feed 1 has no address; write url = "https://…"'),
        (
            f'[[feed]]\nurl = "{GULL}"\n[[feed]]\nurl = "https://b.example"\nany = "ferry"',
            'feed 2: any must be a list of words, as ["Gaza", "Rafah"]',
        ),
        (
            f'[[feed]]\nurl = "{GULL}"\nall = ["ferry", ""]',
            'feed 1: all must be a list of words, as ["Gaza", "Rafah"]',
        ),
        (
            f'[[feed]]\nurl = "{GULL}"\nall = [1]',
            'feed 1: all must be a list of words, as ["Gaza", "Rafah"]',
        ),
        (
            f'[[feed]]\nurl = "{GULL}"\nnone = ["sport"]',
            "feed 1 has 'none'; it may have url, any and all",
        ),
        (f'[[feed]]\nurl = "{GULL}"\n[[feed]]\nurl = "{GULL}"', f"lists {GULL} twice"),
        ("[[feed", "is no valid TOML: Expected ']]'"),
        (b'[[feed]]\nurl = "\xff"', "is no valid TOML: 'utf-8' codec can't decode"),
        (f"[[feed]]\nurl = {'9' * 5_000}", "is no valid TOML: Exceeds the limit"),
        (f"feed = {'[' * 5_000}", "is no valid TOML: maximum recursion depth"),
    ],
)
def test_a_mistake_is_named_with_the_file_and_what_to_write(
    tmp_path: Path, content: str | bytes, told: str
) -> None:
    path = written(tmp_path, content)

    with pytest.raises(FeedsFileError) as error:
        read_feeds(path)

    assert str(error.value).startswith(f"{path} {told}")


def test_a_file_that_is_not_there_or_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FeedsFileError) as error:
        read_feeds(tmp_path / "feeds.toml")
    assert (
        str(error.value)
        == f"{tmp_path}/feeds.toml is not there; list feeds in it as the README shows"
    )

    with pytest.raises(FeedsFileError, match=r"can't be read \(Is a directory\)"):
        read_feeds(tmp_path)


@given(words=st.lists(st.text(alphabet="aé \n\t\"'\\[]#İß", min_size=1).filter(str.strip)))
def test_any_words_may_be_listed(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = written(folder, f'[[feed]]\nurl = "{GULL}"\nany = {json.dumps(words)}\n')

    assert read_feeds(path) == (Feed(GULL, tuple(map(folded, words))),)
    assert all(
        has_words(Entry("", f"so {word} it is", ""), Feed(GULL, (folded(word),))) for word in words
    )
