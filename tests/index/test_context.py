"""The paragraphs around a quote: true cuts, in order, with the quote, without what is left out."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.context import LONG_PARAGRAPH, WORDS_AROUND, excerpts_around
from index.records import Article, Excerpt, Furniture, FurnitureKind, Span

PARAGRAPHS = [f"Sentence {n} of it runs on for exactly ten words here." for n in range(30)]
LINES = "\n\n".join(PARAGRAPHS)


def article(text: str) -> Article:
    return Article("a", None, text, None, None, "a.txt", Span(0, len(text)))


def around(text: str, quoted: str, left_out: str | None = None) -> tuple[Excerpt, ...]:
    furniture = []
    if left_out is not None:
        start = text.index(left_out)
        furniture = [Furniture(Span(start, start + len(left_out)), FurnitureKind.ADVERT)]
    start = text.index(quoted)
    return excerpts_around(article(text), furniture, Span(start, start + len(quoted)))


def texts(excerpts: tuple[Excerpt, ...]) -> list[str]:
    return [excerpt.text for excerpt in excerpts]


def test_paragraphs_on_both_sides_come_with_the_quotes_own() -> None:
    reach = WORDS_AROUND // 10
    assert texts(around(LINES, PARAGRAPHS[15])) == PARAGRAPHS[15 - reach : 16 + reach]


@pytest.mark.parametrize(("at", "expected"), [(0, PARAGRAPHS[:7]), (29, PARAGRAPHS[23:])])
def test_at_the_ends_of_an_article_one_side_is_short(at: int, expected: list[str]) -> None:
    assert texts(around(LINES, PARAGRAPHS[at])) == expected


def test_a_quote_over_two_paragraphs_brings_both() -> None:
    quoted = f"{PARAGRAPHS[10]}\n\n{PARAGRAPHS[11]}"
    assert texts(around(LINES, quoted)) == PARAGRAPHS[4:18]


def test_what_is_left_out_is_not_shown_but_told() -> None:
    excerpts = around("One is here.\n\nBuy now!\n\nTwo is here.", "Two is here.", "Buy now!")
    assert texts(excerpts) == ["One is here.", "Two is here."]
    assert [excerpt.after_gap for excerpt in excerpts] == [False, True]


def test_of_a_paragraph_that_runs_on_only_the_sentences_nearby_are_shown() -> None:
    text = " ".join(f"Here is sentence {n}, of six words." for n in range(LONG_PARAGRAPH))
    quoted = "Here is sentence 70, of six words."
    shown = texts(around(text, quoted))
    assert quoted in shown
    assert 2 * WORDS_AROUND <= sum(len(words.split()) for words in shown) < 3 * WORDS_AROUND


def test_a_quote_that_no_paragraph_holds_is_shown_alone() -> None:
    assert texts(around("* * *\n\nOne is here.", "* * *")) == ["* * *"]


PIECES = st.lists(
    st.sampled_from(
        [
            *("\n\n", "\n", "\r\n", " ", "é", "“word”", "U.S. troops", "It ended. ", "- item\n"),
            *("# Head\n", "ADVERT", "1. ", "one two three four five ", "…", "x" * 40, "日本。"),
        ]
    ),
    min_size=1,
    max_size=60,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(text=PIECES, cut=st.tuples(st.floats(0, 1), st.floats(0, 1)), gap=st.floats(0, 1))
def test_excerpts_are_true_cuts_in_order_around_the_quote(
    text: str, cut: tuple[float, float], gap: float
) -> None:
    start, end = sorted(int(share * len(text)) for share in cut)
    start = min(start, len(text) - 1)  # a quote has a character
    quoted = Span(start, max(end, start + 1))
    at = int(gap * len(text))
    advert = Span(at, min(at + 6, len(text)))
    excerpts = excerpts_around(article(text), [Furniture(advert, FurnitureKind.ADVERT)], quoted)
    assert excerpts
    assert not excerpts[0].after_gap
    for one in excerpts:
        assert one.text == text[one.span.start : one.span.end]
        assert one.text
    for one, other in itertools.pairwise(excerpts):
        assert one.span.end <= other.span.start
    assert any(one.span.start < quoted.end and quoted.start < one.span.end for one in excerpts)
