"""Entries are chosen by words, in any script; by their address where they have no title."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.web.choosing import has_words
from index.web.feed_entries import Entry
from index.web.feed_file import Feed, folded

GULL = "https://gull.example/news.rss"

WORDS = st.sampled_from(
    ["ferry", "night ferry", "Zoë", "Lindmouth", "C++", "U.S.", "€240", "quay’s", "ÅRHUS", "straße"]
)


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


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("停火", "加沙停火协议今天生效"),
        ("加沙", "加沙停火协议今天生效"),
        ("生效", "加沙停火协议今天生效"),
        ("ガザ", "イスラエルとガザの停戦"),
        ("停戦", "停戦が始まった"),
        ("หยุดยิง", "ข้อตกลงหยุดยิงเริ่มแล้ว"),
        ("Gaza", "新华社Gaza报道"),
        ("加沙", "UN加沙UN"),
        ("3月", "到3月底"),
        ("ແກັດ", "ວັນແກັດມື"),
    ],
)
def test_a_word_of_a_script_without_spaces_is_found_among_others(word: str, title: str) -> None:
    assert has_words(Entry("", title, ""), Feed(GULL, (folded(word),)))


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("停火", "加沙停 火"),
        ("Gaza", "新华社Gazans报道"),
        ("Gaza", "xGaza加沙"),
        ("עזה", "בעזה"),
        ("мир", "мира"),
    ],
)
def test_a_word_that_is_part_of_one_with_spaces_around_is_not_found(word: str, title: str) -> None:
    assert not has_words(Entry("", title, ""), Feed(GULL, (folded(word),)))


@pytest.mark.parametrize(
    "word",
    ["ferry", "Night Ferry", "Zoë", "2026", "stays", "Lindmouth", "ZOË STAYS", "night-ferry"],
)
@pytest.mark.parametrize("end", ["", "/", ".html", "?id=7", "#top"])
def test_without_a_title_the_words_of_the_address_count(word: str, end: str) -> None:
    url = f"https://gull.example/lindmouth/2026/the-night_ferry-of-zoe-stays{end}"
    feed = Feed(GULL, (folded(word),))
    assert has_words(Entry(url, "", ""), feed)
    assert has_words(Entry(url, "", "A summary of other things."), feed)
    assert not has_words(Entry(url, "A title of other things", ""), feed)


@pytest.mark.parametrize("word", ["gull", "example", "ferr", "https", "id", "7", "top", "C++"])
def test_what_is_no_word_of_the_path_does_not_count(word: str) -> None:
    url = "https://gull.example/c/2026/the-night-ferry-stays?id=7#top"
    assert not has_words(Entry(url, "", ""), Feed(GULL, (folded(word),)))


def test_all_of_the_words_may_stand_in_address_and_summary() -> None:
    entry = Entry("https://gull.example/a/ferry-stays", "", "harbour, council")
    assert has_words(entry, Feed(GULL, all_of=("ferry", "council")))
    assert not has_words(entry, Feed(GULL, all_of=("ferry", "mayor")))


@given(st.sampled_from(["停火", "Zoë", "straße", "ferry", "мир", "שלום"]), st.booleans())
def test_an_address_may_be_written_in_any_script(word: str, is_quoted: bool) -> None:
    path = unicodedata.normalize("NFD", f"the-{word}-stays")
    url = f"https://gull.example/{quote(path) if is_quoted else path}"
    assert has_words(Entry(url, "", ""), Feed(GULL, (folded(word),)))


@given(st.text(max_size=60), st.text(min_size=1, max_size=5).filter(str.strip))
def test_any_address_and_any_word_will_do(url: str, word: str) -> None:
    assert has_words(Entry(url, "", ""), Feed(GULL, (folded(word),))) in {True, False}
