"""The numbers of a sentence, each with what it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.figures import find_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Strikes have killed 484 Palestinians and wounded 1,321 since the truce.",
         [("484", 484), ("1,321", 1321)]),
        ("The flood killed at least nine people.", [("at least nine", 9)]),
        ("Gunmen killed a dozen miners.", [("a dozen", 12)]),
        ("Only 43 trucks entered the enclave on Sunday.", [("43", 43)]),
        ("The rebels returned 27 bodies.", [("27", 27)]),
        ("The army freed 90 prisoners and the rebels freed 12 soldiers.",
         [("90", 90), ("12", 12)]),
        ("Two soldiers were killed; later three soldiers were killed.", [("Two", 2)]),
        ("In 2023 nobody came.", []),
        ("Phase 2 begins on 5 May.", []),
        ("No one was killed.", []),
        ("The bridge is shut.", []),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_are_found_that_tell_what_happened_to_whom(
    text: str, figures: list[tuple[str, float]]
) -> None:
    assert [(one.text, one.value) for one in find_figures(text)] == figures


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Strikes killed 12 miners.", "By noon 40 miners had been killed.", True),
        ("Strikes killed 12 people.", "Some 40 people were killed.", True),
        ("Strikes killed 12 miners.", "Strikes wounded 40 miners.", False),
        ("Strikes killed 12 miners.", "Strikes killed 40 soldiers.", False),
        ("Donors pledged $7 million.", "Donors pledged $9 million.", True),
        ("Donors pledged $7 million.", "Donors pledged €9 million.", False),
    ],
)
def test_two_tell_of_the_same_thing_that_have_the_same_about(
    one: str, other: str, *, same: bool
) -> None:
    (first,), (second,) = find_figures(one), find_figures(other)
    assert (first.about == second.about) is same


PIECES = st.sampled_from(
    [
        *("killed", "wounded", "12", "1,321", "$7 billion", "people", "and", "at least", "entered"),
        *("trucks", "were", "in", "2023", "no", ".", ",", "dozens", "of", "x" * 30, "½", "３", "–"),
    ]
)


@given(st.lists(PIECES, max_size=15).map(" ".join) | st.text(max_size=40))
def test_a_figure_stands_in_the_sentence_and_each_thing_is_counted_once(text: str) -> None:
    figures = find_figures(text)

    assert len({one.about for one in figures}) == len(figures)
    for one in figures:
        assert one.text
        assert one.text in text
        assert one.value >= 0
