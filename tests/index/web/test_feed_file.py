"""What `feeds.toml` may say, and what is said of each mistake in it."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FeedsFileError
from index.web.feed_entries import Entry
from index.web.feed_file import Feed, folded, read_feeds
from index.web.rounds import has_words

if TYPE_CHECKING:
    from pathlib import Path

GULL = "https://gull.example/news.rss"

WORDS = st.sampled_from(
    ["ferry", "night ferry", "Zoë", "Lindmouth", "C++", "U.S.", "€240", "quay’s", "ÅRHUS", "straße"]
)


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


@given(
    word=WORDS,
    before=st.sampled_from(["", "The ", "“", "(", "a-", "1 "]),
    after=st.sampled_from(["", " sank", ".", "”", "’s", "-"]),
)
def test_a_word_is_found_however_it_is_cased_spaced_and_accented(
    word: str, before: str, after: str
) -> None:
    feed = Feed(GULL, (folded(word),))
    for said in (word, word.upper(), word.casefold(), word.replace(" ", "\n\t")):
        for form in ("NFC", "NFD"):
            title = unicodedata.normalize(form, f"{before}{said}{after}")
            assert has_words(Entry("", title, ""), feed), title
            assert has_words(Entry("", "", title), feed), title


@given(word=WORDS, letter=st.sampled_from("axz0é_"))
def test_part_of_a_word_is_not_found(word: str, letter: str) -> None:
    feed = Feed(GULL, (folded(word),))

    assert not has_words(Entry("", f"{letter}{word}", ""), feed)
    assert not has_words(Entry("", f"{word}{letter}", ""), feed)


@given(words=st.lists(st.sampled_from(["gull", "ferry", "quay", "ice"]), min_size=1, unique=True))
def test_any_asks_for_one_of_the_words_and_all_for_each(words: list[str]) -> None:
    title = Entry("", "A ferry on the ice", "")

    assert has_words(title, Feed(GULL, any_of=tuple(words))) == bool({"ferry", "ice"} & set(words))
    assert has_words(title, Feed(GULL, all_of=tuple(words))) == ({"ferry", "ice"} >= set(words))


def test_both_have_to_hold_where_both_are_given() -> None:
    feed = Feed(GULL, any_of=("ferry", "boat"), all_of=("lindmouth",))

    assert has_words(Entry("", "A boat", "of Lindmouth"), feed)
    assert not has_words(Entry("", "A boat", ""), feed)
    assert not has_words(Entry("", "Lindmouth", ""), feed)


def test_another_accent_is_another_word() -> None:
    assert not has_words(Entry("", "Zoe", ""), Feed(GULL, (folded("Zoë"),)))


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
