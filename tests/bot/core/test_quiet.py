"""When changes are over, by a clock moved by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.quiet import Quiet


def test_without_a_change_nothing_is_over() -> None:
    assert not Quiet(10.0).is_over(1e9)


def test_changes_are_over_once_none_has_come_for_a_while() -> None:
    quiet = Quiet(10.0)
    quiet.note(100.0)
    quiet.note(105.0)
    assert not quiet.is_over(114.9)
    assert quiet.is_over(115.0)


def test_changes_that_never_end_are_taken_as_they_are_after_a_while() -> None:
    quiet = Quiet(10.0, longest=600.0)
    for second in range(600):
        quiet.note(float(second))
        assert not quiet.is_over(float(second))
    quiet.note(600.0)
    assert quiet.is_over(600.0)


def test_what_is_dealt_with_counts_no_more() -> None:
    quiet = Quiet(10.0, longest=600.0)
    quiet.note(0.0)
    quiet.clear()
    assert not quiet.is_over(50.0)
    quiet.note(595.0)
    assert not quiet.is_over(601.0), "the longest time is counted from the first change since"


def test_what_comes_back_is_waited_for_as_if_it_were_the_first_change() -> None:
    quiet = Quiet(10.0, longest=600.0)
    quiet.note(0.0)
    quiet.begin_again(599.0)
    assert not quiet.is_over(601.0)
    assert quiet.is_over(609.0)


@given(st.lists(st.floats(0.01, 9.9), min_size=1, max_size=80))
def test_changes_close_to_each_other_are_over_once_and_not_before_the_last(
    pauses: list[float],
) -> None:
    quiet, now, ends = Quiet(10.0, longest=1e9), 0.0, 0
    for pause in pauses:
        quiet.note(now)
        now += pause
        ends += quiet.is_over(now)
    assert ends == 0
    assert quiet.is_over(now + 10.0)
