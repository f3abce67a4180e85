"""Names and numbers of articles, and how much two of them agree."""

from __future__ import annotations

import math

import hypothesis.strategies as st
import pytest
from hypothesis import given

from index.copies.facts import Agreement, Facts, find_names
from tests.index.copies.made_up import numbered, wordings


def facts(*texts: str) -> Facts:
    """One sentence each; every word that is capitalised anywhere is a name."""
    read = wordings(*(text.split() for text in texts))
    return Facts(read, frozenset(w.lower() for text in texts for w in text.split() if w.istitle()))


def test_a_name_is_what_is_mostly_capitalised_inside_of_sentences() -> None:
    sentences = (
        "Talks with Holub failed",
        "Later Holub left the Talks",
        "",
        "The talks on Bell Bay and a bell",
        "Bell rang",
    )
    names = find_names(numbered([sentence.split() for sentence in sentences]))
    assert {"holub", "bay"} <= names
    assert not names & {"talks", "the", "later", "bell"}


def test_agreement_is_by_weight_and_rare_facts_weigh_more() -> None:
    found = facts("x Holub Liska", "x Liska", "x Liska Orsa", "x Odile")
    rare, common = math.log(1 + 4 / 1), math.log(1 + 4 / 3)
    agreement = found.agreement(0, 2)
    assert agreement.contained == pytest.approx(common / (common + rare))
    assert agreement.jaccard == pytest.approx(common / (common + 2 * rare))
    assert (agreement.numbers, agreement.shared) == (1.0, 1)
    assert found.agreement(0, 1).contained == 1.0
    assert found.agreement(0, 3).contained == found.agreement(0, 3).jaccard == 0.0


def test_numbers_are_compared_alone_where_both_have_some() -> None:
    found = facts("x Holub 1,400 four 7", "x Holub 1400 5 8 9", "x Holub 6 5")
    assert found.agreement(0, 1).numbers == pytest.approx(
        math.log(1 + 3 / 2) / (math.log(1 + 3 / 2) + 2 * math.log(1 + 3))
    )
    assert found.agreement(0, 2).numbers == 1.0
    assert found.agreement(0, 1).shared == 2


def test_articles_without_facts_share_none_and_contradict_none() -> None:
    assert facts("x", "y Holub").agreement(0, 1) == Agreement(1.0, 0.0, 1.0, 0)
    assert facts("x", "y").agreement(0, 1) == Agreement(1.0, 0.0, 1.0, 0)


WORDS = st.lists(st.sampled_from(["Holub", "Orsa", "Bay", "4", "five", "81", "dam"]), min_size=1)


@given(WORDS, WORDS, WORDS)
def test_agreement_is_the_same_from_both_sides(
    first: list[str], second: list[str], third: list[str]
) -> None:
    found = facts(" ".join(first), " ".join(second), " ".join(third))
    one = found.agreement(0, 1)
    assert one == found.agreement(1, 0)
    assert 0 <= one.jaccard <= one.contained <= 1 + 1e-9
    assert 0 <= one.numbers <= 1 + 1e-9
