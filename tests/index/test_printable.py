"""Text for a terminal: nothing that steers it, every word still there."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.printable import harmless, one_line

STEERING = ("\x1b[31m", "\x9b2J", "\x00", "\x7f", "\u202e", "\u2028", "\x0c")
PARTS = st.sampled_from(
    ["\n\n", "\r\n", "\r", "\t", " ", *STEERING, "é", "“word”", "U.S.", "[red]", "\ud800", "שלום"]
)
TEXTS = st.lists(PARTS).map("".join)


@given(TEXTS)
def test_nothing_steers_the_terminal(text: str) -> None:
    steering = {c for c in harmless(text) if unicodedata.category(c) in {"Cc", "Cs"}}

    assert steering <= {"\n", "\t"}
    assert "\u202e" not in harmless(text)


@given(TEXTS)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.lists(st.sampled_from(["é", "“word”", "U.S.", "[red]", ":smile:"])))
def test_words_stay_as_they_are(words: list[str]) -> None:
    assert one_line("\n".join(words)) == " ".join(words)
    assert harmless("\n".join(words)) == "\n".join(words)
