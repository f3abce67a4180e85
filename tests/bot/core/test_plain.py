"""Nothing that an article holds can steer the terminal, and no word of it changes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.plain import plain

PIECES = ["\n\n", "\n", "\r\n", " ", "é", "“word”", "U.S.", "\x1b[31m", "\x9b2J", "\u202e", "\t"]
PIECES += [
    "\u2028",
    "\x85",
    "[bold]",
    ":smile:",
    "\x00",
    "שלום",
    "👩‍👩‍👧",
    "\ud800",
    "\xa0",
    "\x07",
]

texts = st.lists(st.sampled_from(PIECES)).map("".join) | st.text(
    st.characters(exclude_categories=())
)


@given(texts)
def test_no_control_character_direction_mark_or_surrogate_is_left(text: str) -> None:
    for char in plain(text):
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(char) not in {"RLO", "LRO", "RLE", "LRE", "PDF"}
        assert unicodedata.bidirectional(char) not in {"RLI", "LRI", "FSI", "PDI"}
    plain(text).encode()


@given(texts)
def test_making_text_plain_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])))
def test_text_without_such_characters_is_left_as_it_is(text: str) -> None:
    assert plain(text) == text


@given(st.lists(st.sampled_from(["é", "“word”", "U.S.", "71,600", "שלום", "👩‍👩‍👧", "cease-fire"])))
def test_words_stay_the_same_whatever_breaks_the_line_between_them(words: list[str]) -> None:
    for line_break in ("\n", "\r\n", "\n\n", " \n ", "\t", "\u2028", "\v"):
        assert plain(line_break.join(words)) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]8;;http://x\x1b\\click", "␛]8;;http://x␛\\click"),
        ("\x9b31m", "�31m"),
        ("a\x00b\x7f", "a␀b␡"),
        ("two  spaces\xa0stay", "two  spaces\xa0stay"),
        ("a\u202eb\u2066c", "abc"),
        ("[bold]not markup[/bold] :smile:", "[bold]not markup[/bold] :smile:"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert plain(text) == shown
