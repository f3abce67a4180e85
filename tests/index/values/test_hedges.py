"""How far hedges reach around a number."""

from __future__ import annotations

import pytest

from tests.index.values.reading import cut, the_one

DOWN_AND_UP = {
    (400, 420): (
        *("more than", "over", "well over", "just over", "far more than", "at least", "above"),
        *("no fewer than", "no less than", "not less than", "in excess of", "upwards of"),
    ),
    (380, 400): ("nearly", "almost", "close to", "just under", "slightly under", "just short of"),
    (380, 420): (
        *("about", "around", "some", "roughly", "approximately", "an estimated", "perhaps"),
        *("an average of", "circa", "Some", "ABOUT"),
    ),
    (200, 400): ("up to", "at most", "no more than", "fewer than", "less than", "under", "below"),
}
"""What hedges make of 400."""


@pytest.mark.parametrize(
    ("hedge", "reach"),
    [(hedge, reach) for reach, hedges in DOWN_AND_UP.items() for hedge in hedges],
)
@pytest.mark.parametrize("before", ["", "They counted "])
def test_a_hedge_reaches_up_down_or_both_ways(
    before: str, hedge: str, reach: tuple[float, float]
) -> None:
    text = f"{before}{hedge} 400 seals."
    found = the_one(text)
    assert cut(text, found) == f"{hedge} 400"
    assert (found.low, found.high, found.bounded) == (*reach, True)


def test_as_many_as_is_nearly() -> None:
    assert (the_one("as many as 400 seals").low, the_one("as many as 400").high) == (380, 400)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("20 or so tugs", "20 or so", 19, 21),
        ("20 or more tugs", "20 or more", 20, 21),
        ("20 or fewer tugs", "20 or fewer", 10, 20),
        ("20-plus tugs", "20-plus", 20, 21),
        ("20+ tugs", "20+", 20, 21),
        ("$20 million or more", "$20 million or more", 20e6, 21e6),
        ("more than a dozen tugs", "more than a dozen", 12, 12.6),
        ("at least one tug", "at least one", 1, 1.05),
        ("one or more tugs", "one or more", 1, 1.05),
        ("handed over more than 20 charts", "more than 20", 20, 21),
        ("took at least 20 charts", "at least 20", 20, 21),
        ("sold over 20 tugs", "over 20", 20, 21),
        ("more than 2000 people", "more than 2000", 2_000, 2_100),
        ("about three hundred tugs", "about three hundred", 285, 315),
    ],
)
def test_other_hedges(text: str, words: str, low: float, high: float) -> None:
    found = the_one(text)
    assert cut(text, found) == words
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.bounded
