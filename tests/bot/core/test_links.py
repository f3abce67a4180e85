"""Addresses are found in what people write, whatever stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.links import links_in

STORY = "https://news.example/2026/01/bridge-opens"

AROUND = [
    *("{}", "See {}.", "({})", "<{}>", "**{}**", "_{}_", "~~{}~~", '"{}"', "“{}”", "‘{}’", "«{}»"),
    *("[the story]({})", "<{}|the story>", "Look: {}, please", "{}!", "{}?", "{}…", "`{}`"),
    *("line one\n{}\nline three", "（{}）", "{} …", "see {}; and", "||{}||"),
]


@pytest.mark.parametrize("around", AROUND)
def test_what_stands_around_an_address_is_no_part_of_it(around: str) -> None:
    assert links_in(around.format(STORY)) == (STORY,)


@pytest.mark.parametrize(
    "link",
    [
        "http://news.example",
        "HTTPS://News.Example/Story",
        "https://news.example/a_(b)",
        "https://news.example/?id=4&page=2#part",
        "https://news.example:8080/a~b/c,d;e=f",
        "https://xn--bcher-kva.example/b",
        "https://bücher.example/straße",
        "https://news.example/%D8%BA%D8%B2%D8%A9",
    ],
)
def test_an_address_is_whole(link: str) -> None:
    assert links_in(f"See {link}, and ({link}).") == (link,)


def test_several_come_in_their_order_and_each_once() -> None:
    other = "https://other.example/x"
    assert links_in(f"{STORY} {other}\n{STORY}.") == (STORY, other)


@pytest.mark.parametrize(
    "text",
    ["", "news.example/story", "https://", "ftp://news.example/a", "see https://!", "a://b"],
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert links_in(text) == ()


words = st.text(st.characters(exclude_characters="h", codec="utf-8"), max_size=20)
paths = st.text("abcdefghij0123456789-_/%=&", max_size=30).map(lambda path: f"{path}z")


@given(words, paths, words)
def test_whatever_is_written_before_and_behind_it(before: str, path: str, after: str) -> None:
    link = f"https://news.example/{path}"
    found = links_in(f"{before} {link} {after}")
    assert link in found


@given(st.text())
def test_every_address_stands_in_the_text_and_ends_no_sentence(text: str) -> None:
    for link in links_in(text + " https://a.example" + text):
        assert link in text + " https://a.example" + text
        assert link[-1] not in ".,;:!?"
