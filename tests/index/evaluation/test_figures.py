"""Figures against numbers worked out by hand."""

from __future__ import annotations

import math

import pytest

from index.evaluation.figures import answered_from, percentile, summarise, threshold_that_keeps
from index.evaluation.questions import Question
from index.evaluation.scoring import judge
from index.evaluation.systems import Finding
from tests.index.evaluation.findings import GOLD, outcome, text_of

# Four answerable questions, right at 1, 1, 3 and nowhere; two without an answer.
OUTCOMES = [
    outcome(1, 0.9),
    outcome(1, 0.4, answered=False),
    outcome(3, 0.6),
    outcome(None, 0.2, answered=False),
    outcome(None, 0.6, answerable=False),
    outcome(None, 0.1, answerable=False, answered=False),
]


def test_shares_of_right_quotes() -> None:
    figures = summarise(OUTCOMES, 0.5)

    assert (figures.questions, figures.answerable, figures.threshold) == (6, 4, 0.5)
    assert (figures.hit1, figures.hit3, figures.hit5) == (0.5, 0.75, 0.75)
    assert figures.mrr == pytest.approx((1 + 1 + 1 / 3 + 0) / 4)


def test_kept_and_wrong_are_what_a_user_is_shown() -> None:
    figures = summarise(OUTCOMES, 0.5)

    assert (figures.kept, figures.wrong) == (0.5, 0.5)


def test_areas_under_the_curve() -> None:
    figures = summarise(OUTCOMES, 0.5)

    # Answerable .9 .4 .6 .2 against .6 .1: of eight pairs five are in order, one is a tie.
    assert figures.auroc == pytest.approx(5.5 / 8)
    # Right .9 .4 against .6 .2 .6 .1: of eight pairs six are in order.
    assert figures.auroc_right == pytest.approx(6 / 8)


def test_words_are_those_of_first_quotes() -> None:
    figures = summarise(OUTCOMES, 0.5)

    # First quotes: "The bridge opened in May." twice, "It cost nine million." four times.
    assert figures.mean_words == pytest.approx((2 * 5 + 4 * 4) / 6)
    assert figures.most_words == 5


def test_what_can_t_be_counted_is_none() -> None:
    figures = summarise([outcome(1, 0.9)], 0.5)
    silent = judge(Question("q", "?", ()), Finding((), 0.0, False, refused=True), text_of, 1.0)
    nothing = summarise([silent], 0.5)

    assert (figures.auroc, figures.auroc_right, figures.wrong) == (None, None, None)
    assert figures.holds_answer is None
    assert (nothing.hit1, nothing.mrr, nothing.kept, nothing.mean_words) == (None,) * 4
    assert (nothing.most_words, nothing.refused, nothing.not_verbatim) == (0, 1, 0)


def test_the_share_with_a_short_answer_is_of_those_that_have_one() -> None:
    asked = [
        judge(Question("q", "?", GOLD, answers), outcome(1, 0.9).finding, text_of, 1.0)
        for answers in (("May",), ("June",), ())
    ]

    assert summarise(asked, 0.5).holds_answer == 0.5


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 3.0), (0.95, 5.0), (0.2, 1.0), (0.21, 2.0), (1.0, 5.0)]
)
def test_a_percentile_is_one_of_the_values(share: float, expected: float) -> None:
    assert percentile([5.0, 1.0, 4.0, 2.0, 3.0], share) == expected


@pytest.mark.parametrize(
    ("kept", "threshold", "wrong"),
    [(0, math.inf, 0.0), (1, 0.9, 0.0), (2, 0.6, 0.5), (3, 0.4, 0.5), (4, 0.2, 0.5)],
)
def test_a_threshold_keeps_as_many_as_asked(kept: int, threshold: float, wrong: float) -> None:
    found = threshold_that_keeps(OUTCOMES, kept)
    figures = summarise(answered_from(OUTCOMES, found), found)

    assert found == threshold
    assert figures.kept == kept / 4
    assert figures.wrong == wrong
