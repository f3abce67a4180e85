"""What holds for quantities in any text at all, and for any number in digits or words."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.values.hedges import HEDGE_REACH
from index.values.quantities import find_quantities
from tests.index.values.reading import cut, the_one

patient = settings(deadline=None)

PIECES = st.sampled_from(
    [
        *(
            " ",
            "\n",
            "\u00a0",
            "-",
            "–",
            "—",
            ",",
            ".",
            ":",
            "/",
            "$",
            "€",
            "£",
            "US$",
            "%",
            "(",
            "’s",
        ),
        *("0", "1", "7", "12", "45", "1,200", "1.5", "2019", "1945", "9" * 400, "٣", "²", "½"),
        *("one", "two", "twenty-five", "hundred", "thousand", "million", "bn", "m", "k", "dozen"),
        *("a", "an", "half", "half a", "a third", "thirds", "of", "the", "and", "to", "or", "in"),
        *("more than", "over", "up to", "about", "just under", "between", "from", "or so", "+"),
        *("dozens", "scores", "tens of thousands", "several", "a few", "dozenſ", "mıllion", "K"),
        *("percent", "per cent", "dollars", "Sarland", "pounds", "aged", "Ida Morn", "Channel"),
        *("ferries", "people", "year-old", "a.m.", "March", "won", "day", "\ud800", "\x00", "é"),
    ]
)
SPACED = st.lists(PIECES, max_size=20).map(" ".join)
TEXTS = st.text(max_size=120) | st.lists(PIECES, max_size=40).map("".join) | SPACED


@patient
@given(TEXTS)
def test_spans_are_true_cuts_in_order_that_do_not_overlap(text: str) -> None:
    found = find_quantities(text)
    for quantity in found:
        assert 0 <= quantity.span.start <= quantity.number.start
        assert quantity.number.start < quantity.number.end == quantity.span.end <= len(text)
        assert cut(text, quantity) == cut(text, quantity).strip()
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@patient
@given(TEXTS)
def test_every_range_is_finite_and_the_right_way_round(text: str) -> None:
    for quantity in find_quantities(text):
        assert 0 <= quantity.low <= quantity.high
        assert isfinite(quantity.high)
        assert quantity.bounded or not quantity.vague


@patient
@given(TEXTS)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert find_quantities(text) == find_quantities(text)


@patient
@given(st.integers(0, 99_999_999))
def test_any_number_in_digits_is_within_its_range(number: int) -> None:
    assume(not 1500 <= number < 2100)
    for text in (f"They counted {number:,} eels.", f"They counted {number} eels."):
        found = the_one(text)
        assert found.low <= number <= found.high
        assert number % 10 == 0 or found.low == found.high


ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    for size, scale in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            link = " " if rest >= 100 else " and "
            return f"{in_words(many)} {scale}" + (link + in_words(rest) if rest else "")
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


@patient
@given(st.integers(2, 9_999_999))
def test_any_number_in_words_is_read_whole(number: int) -> None:
    text = f"They counted {in_words(number)} eels."
    found = the_one(text)
    assert cut(text, found) == in_words(number)
    assert found.low <= number <= found.high
    assert found.high - found.low <= 2 * HEDGE_REACH * number


@patient
@given(st.integers(2, 1_400), st.integers(1, 600))
def test_a_range_of_any_two_numbers(low: int, more: int) -> None:
    high = low + more
    found = the_one(f"They counted between {low:,} and {high:,} eels.")
    assert (found.low, found.high) == (low, high)
