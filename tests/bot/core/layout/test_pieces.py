"""Text in pieces that fit: nothing left out, nothing doubled, bold where it was."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.layout.pieces import Splitter, packed, stretches
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.layout.pieces import Piece

TEXTS = st.lists(
    st.sampled_from(
        [
            *("\n\n", "\n", "\r\n", " ", "  ", "\t", "\xa0", "\u2028", "“word”", "é", "U.S.", "😀"),
            *(
                "שלום",
                "日本語",
                "&",
                "*a*",
                "x" * 30,
                "word " * 9,
                "a-very-long-word-without-a-gap",
            ),
        ]
    ),
    max_size=25,
).map("".join)
ENDS = st.lists(st.integers(0, 200), max_size=12)
LIMITS = st.integers(16, 80)


def utf16(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def escaped(text: str) -> int:
    """The length with an escape before each mark, and a longer one for "&"."""
    return len(text) + text.count("*") + 4 * text.count("&")


SPLITTERS = st.builds(Splitter, st.sampled_from([len, utf16, escaped]), st.sampled_from([0, 2, 4]))


def spans_of(text: str, ends: Sequence[int]) -> list[Span]:
    """Disjoint spans that hold something, in order; some begin where another ends."""
    cuts = sorted({min(end, len(text)) for end in ends})
    return [Span(start, end) for start, end in list(pairwise(cuts))[: len(cuts) // 2 + 1]]


def squeezed(text: str) -> str:
    return "".join(text.split())


def bold_in(pieces: Sequence[Piece]) -> str:
    return squeezed("".join(one.text[span.start : span.end] for one in pieces for span in one.bold))


# ── pieces ───────────────────────────────────────────────────────────────────────────────────


@given(SPLITTERS, TEXTS, ENDS, LIMITS)
def test_pieces_hold_all_of_a_text_once_and_in_order(
    splitter: Splitter, text: str, ends: list[int], limit: int
) -> None:
    pieces = splitter.split(text, spans_of(text, ends), limit)
    assert squeezed("".join(one.text for one in pieces)) == squeezed(text)
    at = 0
    for one in pieces:
        found = text.index(one.text, at)  # a piece is a part of the text as it is
        assert not text[at:found].strip(), "only white space is lost"
        at = found + len(one.text)


@given(SPLITTERS, TEXTS, ENDS, LIMITS)
@example(Splitter(len, 4), "a b c d e f g h i j k l m n o p q r s t", [0, 1, 2, 3, 4, 5], 16)
def test_what_was_bold_is_bold_in_the_pieces_and_nothing_else(
    splitter: Splitter, text: str, ends: list[int], limit: int
) -> None:
    spans = spans_of(text, ends)
    pieces = splitter.split(text, spans, limit)
    assert bold_in(pieces) == squeezed("".join(text[one.start : one.end] for one in spans))
    for piece in pieces:
        assert all(0 <= one.start < one.end <= len(piece.text) for one in piece.bold)
        assert all(one.end <= other.start for one, other in pairwise(piece.bold))


@given(SPLITTERS, TEXTS, ENDS, LIMITS)
@example(Splitter(len, 4), "abcd " * 80, [0, 400], 40)
def test_every_piece_fits_marks_for_bold_included(
    splitter: Splitter, text: str, ends: list[int], limit: int
) -> None:
    limit = max(limit, 8 * 5)  # the least part of a word is an eighth, of five each with escapes
    for piece in splitter.split(text, spans_of(text, ends), 5 * limit):
        taken = splitter.length(piece.text) + splitter.bold_takes * len(piece.bold)
        assert taken <= 5 * limit


@given(SPLITTERS, st.lists(TEXTS, min_size=3).map("".join), LIMITS)
def test_no_piece_of_several_is_empty_or_begins_or_ends_with_white_space(
    splitter: Splitter, text: str, limit: int
) -> None:
    pieces = splitter.split(text, (), limit)
    whole = len(pieces) == 1
    assert whole or all(one.text and one.text == one.text.strip() for one in pieces)


@given(st.lists(st.sampled_from(["word", "“é”", "U.S.", "שלום"]), min_size=1), LIMITS)
def test_words_that_fit_are_never_broken(words: list[str], limit: int) -> None:
    pieces = Splitter(len, 2).split(" ".join(words), (), limit * 4)
    assert [word for one in pieces for word in one.text.split(" ")] == words


@given(SPLITTERS, TEXTS, ENDS)
def test_what_fits_is_one_piece_just_as_it_is(
    splitter: Splitter, text: str, ends: list[int]
) -> None:
    spans = spans_of(text, ends)
    room = splitter.length(text) + splitter.bold_takes * len(spans)
    [piece] = splitter.split(text, spans, room)
    assert (piece.text, piece.bold) == (text, tuple(spans))


def test_a_long_word_is_broken_within() -> None:
    pieces = Splitter(len, 2).split("x" * 100, (), 40)
    assert [len(one.text) for one in pieces] == [40, 40, 20]


def test_white_space_alone_is_no_piece_where_it_is_too_long() -> None:
    assert Splitter(len, 2).split(" " * 100, (), 40) == []


def test_bold_over_a_break_goes_on_behind_it() -> None:
    text = f"{'word ' * 8}three four"
    first, second = Splitter(len, 0).split(text, [Span(35, 50)], 40)
    assert (first.text, first.bold) == ("word " * 7 + "word", (Span(35, 39),))
    assert (second.text, second.bold) == ("three four", (Span(0, 10),))


# ── stretches ────────────────────────────────────────────────────────────────────────────────


@given(TEXTS, ENDS)
def test_stretches_are_the_text_bold_and_not_by_turns(text: str, ends: list[int]) -> None:
    spans = spans_of(text, ends)
    found = list(stretches(text, spans))
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(end == start for (_, end, _), (start, _, _) in pairwise(found))
    assert all(one[2] != other[2] for one, other in pairwise(found))
    assert all(start < end for start, end, _ in found)
    bold = {at for start, end, strong in found if strong for at in range(start, end)}
    assert bold == {at for one in spans for at in range(one.start, one.end)}


def test_an_empty_stretch_of_bold_is_none() -> None:
    assert list(stretches("ab", [Span(1, 1)])) == [(0, 1, False), (1, 2, False)]
    assert list(stretches("", [])) == []


# ── packed ───────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.sampled_from(["a", "b\nc", "é" * 9, "😀" * 8, ""]), max_size=20), LIMITS)
def test_blocks_that_are_packed_are_all_there_and_fit(blocks: list[str], limit: int) -> None:
    texts = packed(blocks, limit, utf16)
    assert "\n".join(texts) == "\n".join(blocks)
    assert all(utf16(text) <= limit for text in texts)
    for one, other in pairwise(texts):
        first = next(block for block in blocks if other.startswith(block))
        assert utf16(one) + 1 + utf16(first) > limit or not first


@pytest.mark.parametrize(
    ("limit", "texts"),
    [(3, ["a\nb", "c"]), (4, ["a\nb", "c"]), (5, ["a\nb\nc"]), (1, [*"abc"]), (2, [*"abc"])],
)
def test_as_many_blocks_as_fit_are_put_together(limit: int, texts: list[str]) -> None:
    assert packed("abc", limit, len) == texts
