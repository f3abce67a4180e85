"""The benchmark of feeds, on a few articles and in a hurry, so that it can't rot unseen."""

from __future__ import annotations

import pytest

from benchmarks.fetching import busiest, measure
from index.web.manners import Manners


def test_all_articles_are_added_and_what_the_site_was_asked_is_measured() -> None:
    figures = measure(Manners(pause=0.2), articles=5, delay=0.01)

    assert figures.added == 5
    assert figures.seconds >= 6 * 0.2
    assert 1 < figures.busiest < 10


def test_the_busiest_second_may_begin_at_any_moment() -> None:
    assert busiest([0.0, 0.5, 1.0, 1.8, 2.2], of=2) == 2.0
    assert busiest([0.0, 0.2, 0.4, 1.4, 1.5], of=1) == pytest.approx(10)
