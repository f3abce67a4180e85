"""Quantities are read as journalists write them."""

from __future__ import annotations

import pytest

from index.values.hedges import HEDGE_REACH
from index.values.quantities import Unit, find_quantities
from tests.index.values.reading import cut, the_one


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The crew landed 20 barrels of eels.", "20", 20),
        ("It hit 7 of the buoys.", "7", 7),
        ("Pilots handed over 20 charts.", "20", 20),
        ("The navy took over 20 tugs.", "20", 20),
        ("Wardens turned over 14 poachers to the court.", "14", 14),
        ("Exactly 312 votes were cast.", "312", 312),
        ("The count stood at 1,234,567.", "1,234,567", 1_234_567),
        ("Seven tugs came.", "Seven", 7),
        ("nineteen tugs", "nineteen", 19),
        ("Twenty-five tugs came.", "Twenty-five", 25),
        ("twenty one tugs came", "twenty one", 21),
        ("ninety-nine tugs", "ninety-nine", 99),
        ("a hundred and fifty tugs", "a hundred and fifty", 150),
        ("three hundred and twelve tugs", "three hundred and twelve", 312),
        ("a dozen tugs", "a dozen", 12),
        ("two dozen tugs", "two dozen", 24),
        ("half a dozen tugs", "half a dozen", 6),
        ("a half-dozen tugs", "a half-dozen", 6),
        ("Yesterday 20 tugs came.", "20", 20),
        ("Another 20 tugs came.", "20", 20),
        ("On Sunday 20 people were ferried across.", "20", 20),
        ("In Tarnholm 20 people were ferried across.", "20", 20),
        ("Last week 20 tugs came.", "20", 20),
        ("Every day 600 lorries cross.", "600", 600),
        ("The mine killed 30 in 2024.", "30", 30),
        ("Shipments came from 20 ports.", "20", 20),
        ("The harbour’s 5 cranes stood still.", "5", 5),
        ("Stocks fell from 30 to 20.", "20", 20),
        ("(20)", "20", 20),
        ("0.5 of it", "0.5", 0.5),
    ],
)
def test_an_exact_number_is_itself(text: str, words: str, value: float) -> None:
    found = the_one(text)
    assert cut(text, found) == words
    assert (found.low, found.high) == (value, value)
    assert found.unit is Unit.COUNT
    assert not found.bounded


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("71,600 eels", "71,600", 71_600),
        ("two thousand five hundred eels", "two thousand five hundred", 2_500),
        ("two hundred and fifty thousand eels", "two hundred and fifty thousand", 250_000),
        (
            "one million two hundred thousand eels",
            "one million two hundred thousand",
            1_200_000,
        ),
        ("seven million eels", "seven million", 7_000_000),
        ("a million eels", "a million", 1_000_000),
        ("half a million eels", "half a million", 500_000),
        ("half a million of the eels", "half a million", 500_000),
        ("a quarter of a million eels", "a quarter of a million", 250_000),
        ("three quarters of a million eels", "three quarters of a million", 750_000),
        ("three and a half million eels", "three and a half million", 3_500_000),
        ("2 and a half million eels", "2 and a half million", 2_500_000),
        ("two-and-a-half million eels", "two-and-a-half million", 2_500_000),
        ("4.33 million eels", "4.33 million", 4_330_000),
        ("2.5m eels", "2.5m", 2_500_000),
        ("30k eels", "30k", 30_000),
        ("1.2bn eels", "1.2bn", 1_200_000_000),
    ],
)
def test_a_long_round_number_reaches_half_a_unit_of_its_last_digit(
    text: str, words: str, value: float
) -> None:
    found = the_one(text)
    assert cut(text, found) == words
    assert value * (1 - HEDGE_REACH) <= found.low < value < found.high <= value * (1 + HEDGE_REACH)
    assert found.low + found.high == pytest.approx(2 * value)
    assert not found.bounded


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.2 million", 1_150_000, 1_250_000),
        ("1,100 million", 1_099_500_000, 1_100_500_000),
        ("1.1 billion", 1_050_000_000, 1_150_000_000),
        ("71,600", 71_550, 71_650),
        ("71,601", 71_601, 71_601),
        ("50,000", 47_500, 52_500),
        ("900", 900, 900),
    ],
)
def test_how_far_a_round_number_reaches(text: str, low: float, high: float) -> None:
    found = the_one(text)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("between 25 and 30 gulls", "between 25 and 30", 25, 30),
        ("from 25 to 30 gulls", "from 25 to 30", 25, 30),
        ("25 to 30 gulls", "25 to 30", 25, 30),
        ("25-30 gulls", "25-30", 25, 30),
        ("25–30 gulls", "25–30", 25, 30),
        ("25 or 30 gulls", "25 or 30", 25, 30),
        ("one or two gulls", "one or two", 1, 2),
        ("some 60 to 70 gulls", "some 60 to 70", 60, 70),
        ("50,000-60,000 gulls", "50,000-60,000", 50_000, 60_000),
        ("60 to 80 million eels", "60 to 80 million", 60e6, 80e6),
        ("seven to 10 million eels", "seven to 10 million", 7e6, 10e6),
        ("two to three dozen eels", "two to three dozen", 24, 36),
        ("two or three hundred eels", "two or three hundred", 200, 300),
        ("50 to a hundred eels", "50 to a hundred", 50, 100),
        ("lost 20-30 boats", "20-30", 20, 30),
    ],
)
def test_a_range_is_from_its_first_number_to_its_second(
    text: str, words: str, low: float, high: float
) -> None:
    found = the_one(text)
    assert (cut(text, found), found.low, found.high) == (words, low, high)
    assert found.bounded


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("12%", "12%", 12, 12),
        ("12 percent", "12 percent", 12, 12),
        ("12.5 per cent of voters", "12.5 per cent", 12.5, 12.5),
        ("one percent", "one percent", 1, 1),
        ("between 10 and 12 percent", "between 10 and 12 percent", 10, 12),
        ("10-12%", "10-12%", 10, 12),
        ("10% to 12%", "10% to 12%", 10, 12),
        ("nearly 20%", "nearly 20%", 19, 20),
        ("rents fell from 30% to 20%", "20%", 20, 20),
        ("half of the fleet", "half", 47.5, 52.5),
        ("half the fleet", "half", 47.5, 52.5),
        ("nearly half the fleet", "nearly half", 47.5, 50),
        ("more than half of the fleet", "more than half", 50, 52.5),
        ("less than half the fleet", "less than half", 25, 50),
        ("about a quarter of the fleet", "about a quarter", 23.75, 26.25),
        ("a third of the fleet", "a third", 31.6667, 35),
        ("two thirds of voters", "two thirds", 63.3333, 70),
        ("two-thirds of voters", "two-thirds", 63.3333, 70),
        ("three-quarters of the harbour", "three-quarters", 71.25, 78.75),
        ("four fifths of voters", "four fifths", 76, 84),
        ("a tenth of voters", "a tenth", 9.5, 10.5),
    ],
)
def test_shares_are_percent(text: str, words: str, low: float, high: float) -> None:
    found = the_one(text)
    assert (cut(text, found), found.unit) == (words, Unit.PERCENT)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-4)


@pytest.mark.parametrize(
    ("text", "words", "unit", "low", "high"),
    [
        ("$20", "$20", Unit.DOLLAR, 20, 20),
        ("US$40 million", "US$40 million", Unit.DOLLAR, 39.5e6, 40.5e6),
        ("a $20-million deal", "$20-million", Unit.DOLLAR, 19.5e6, 20.5e6),
        ("$2.5m-a-year", "$2.5m", Unit.DOLLAR, 2.45e6, 2.55e6),
        ("$1.2tn", "$1.2tn", Unit.DOLLAR, 1.15e12, 1.25e12),
        ("20 dollars", "20 dollars", Unit.DOLLAR, 20, 20),
        ("one dollar", "one dollar", Unit.DOLLAR, 1, 1),
        ("50 Sarlandish dollars", "50 Sarlandish dollars", Unit.DOLLAR, 50, 50),
        ("$40-50 million", "$40-50 million", Unit.DOLLAR, 40e6, 50e6),
        ("between $40m and $50m", "between $40m and $50m", Unit.DOLLAR, 40e6, 50e6),
        ("€1.1 billion", "€1.1 billion", Unit.EURO, 1.05e9, 1.15e9),
        ("1,100 million euros", "1,100 million euros", Unit.EURO, 1.0995e9, 1.1005e9),
        ("three hundred euros", "three hundred euros", Unit.EURO, 300, 300),
        ("£50,000", "£50,000", Unit.POUND, 47_500, 52_500),
        ("just under £50,000", "just under £50,000", Unit.POUND, 47_500, 50_000),
        ("two million pounds", "two million pounds", Unit.POUND, 1.9e6, 2.1e6),
        ("40 pounds sterling", "40 pounds sterling", Unit.POUND, 40, 40),
        ("20 Sarlandish pounds", "20 Sarlandish pounds", Unit.OTHER_MONEY, 20, 20),
        ("5 million Norvian francs", "5 million Norvian francs", Unit.OTHER_MONEY, 4.75e6, 5.25e6),
        ("¥300", "¥300", Unit.OTHER_MONEY, 300, 300),
        ("900 crowns", "900 crowns", Unit.OTHER_MONEY, 900, 900),
        ("50 cents", "50 cents", Unit.OTHER_MONEY, 50, 50),
    ],
)
def test_sums_of_money(text: str, words: str, unit: Unit, low: float, high: float) -> None:
    found = the_one(text)
    assert (cut(text, found), found.unit) == (words, unit)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.unit.is_money


@pytest.mark.parametrize(
    ("text", "words", "unit", "fits", "too_far"),
    [
        ("dozens of tugs", "dozens", Unit.COUNT, 40, 400),
        ("scores of tugs", "scores", Unit.COUNT, 60, 10),
        ("Hundreds of tugs", "Hundreds", Unit.COUNT, 500, 50),
        ("tens of thousands of eels", "tens of thousands", Unit.COUNT, 40_000, 4_000),
        ("hundreds of thousands of eels", "hundreds of thousands", Unit.COUNT, 400_000, 4_000),
        ("several hundred eels", "several hundred", Unit.COUNT, 400, 1_500),
        ("several hundred thousand eels", "several hundred thousand", Unit.COUNT, 400_000, 400),
        ("a few dozen eels", "a few dozen", Unit.COUNT, 40, 100),
        ("a few thousand eels", "a few thousand", Unit.COUNT, 4_000, 40_000),
        ("a couple of hundred eels", "a couple of hundred", Unit.COUNT, 250, 800),
        ("several million eels", "several million", Unit.COUNT, 4e6, 4e4),
        ("millions of pounds", "millions of pounds", Unit.POUND, 4e6, 4e4),
        ("tens of thousands of dollars", "tens of thousands of dollars", Unit.DOLLAR, 4e4, 4e6),
    ],
)
def test_vague_words_are_wide(
    text: str, words: str, unit: Unit, fits: float, too_far: float
) -> None:
    found = the_one(text)
    assert (cut(text, found), found.unit) == (words, unit)
    assert found.low <= fits <= found.high
    assert not found.low <= too_far <= found.high
    assert found.vague
    assert found.bounded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 tugs, 30 barges and 40 rafts", ["20", "30", "40"]),
        ("45 of the 60 tugs", ["45", "60"]),
        ("Rents rose 4% to $20 million", ["4%", "$20 million"]),
        ("In 2019, 20 tugs carried 1,204 crates on 3 May.", ["20", "1,204"]),
        ("dozens of tugs and about $5m", ["dozens", "about $5m"]),
        ("two, three or four tugs", ["two", "three or four"]),
        ("between 25 people and 30 dogs", ["25", "30"]),
        ("half the crew, 12 in all", ["half", "12"]),
    ],
)
def test_several_in_one_sentence(text: str, expected: list[str]) -> None:
    assert [cut(text, quantity) for quantity in find_quantities(text)] == expected


def test_the_number_leaves_out_its_hedge() -> None:
    text = "They raised more than $20 million."
    found = the_one(text)
    assert text[found.number.start : found.number.end] == "$20 million"
    assert cut(text, found) == "more than $20 million"
