from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from index.issues.charting.plan import MARGIN, WIDTH, Plan, make_plan
from index.issues.charting.timescale import days_of
from index.issues.charting.words import Kind
from index.issues.records import Ledger
from tests.index.issues.charting.ledgers import (
    BOTH,
    NEUTRAL,
    OPEN,
    SETTLED,
    ledger,
    ledgers,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.issues.charting.plan import Mark
    from tests.index.issues.charting.ledgers import Told


def _plan(*articles: Sequence[Told]) -> Plan:
    return _of(ledger(*articles))


def _of(drawn: Ledger) -> Plan:
    return make_plan(drawn, lambda issue: (issue.title,))


def _assert_none_hides_another(marks: Sequence[Mark], pitch: float) -> None:
    for one, other in combinations(marks, 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) >= pitch - 1e-6


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_every_article_has_a_mark_and_none_hides_another(drawn: Ledger) -> None:
    plan = _of(drawn)

    assert len(plan.rows) == len(plan.standings)
    for row, shown in zip(plan.rows, plan.standings, strict=True):
        assert row.lines == (shown.issue.title,)
        assert len(row.marks) == len({one.quote.doc_id for one in shown.evidence})
        _assert_none_hides_another(row.marks, plan.pitch)
        for mark in row.marks:
            assert MARGIN <= mark.x <= WIDTH - MARGIN
            assert row.lane <= mark.y - plan.pitch / 2 < mark.y + plan.pitch / 2 <= row.base
    for above, below in pairwise(plan.rows):
        assert above.base < below.top


@settings(max_examples=15, deadline=None)
@given(ledgers())
def test_issues_with_evidence_keep_the_order_of_the_ledger(drawn: Ledger) -> None:
    plan = _of(drawn)

    assert plan.standings == tuple(one for one in drawn.standings if one.evidence)
    assert len(plan.standings) + plan.silent == len(drawn.standings)


def test_an_article_is_contested_where_a_claim_is_denied_and_neutral_where_none_is_made() -> None:
    told = [OPEN, SETTLED, NEUTRAL, BOTH, OPEN + NEUTRAL, NEUTRAL + SETTLED]

    plan = _plan([(f"2025-12-{day:02}", signals) for day, signals in enumerate(told, start=1)])

    kinds = [mark.kind for mark in sorted(plan.rows[0].marks, key=lambda mark: mark.x)]
    assert kinds == [
        Kind.OPEN, Kind.SETTLED, Kind.NEUTRAL, Kind.CONTESTED, Kind.OPEN, Kind.SETTLED,
    ]  # fmt: skip


def test_articles_of_the_same_day_are_stacked_on_it() -> None:
    plan = _plan([("2025-12-24", OPEN)] * 5 + [("2025-12-01", OPEN), ("2026-01-20", SETTLED)])
    days = days_of("2025-12-24")
    assert plan.scale is not None
    assert days is not None

    middle = sum(plan.scale.span(days)) / 2
    assert sum(mark.x == pytest.approx(middle) for mark in plan.rows[0].marks) == 5


@pytest.mark.parametrize("date", ["2026-01-25", "2025-12", "2025", None])
def test_two_hundred_articles_of_one_date_are_told_apart(date: str | None) -> None:
    plan = _plan([(date, OPEN)] * 200, [("2026-01-02", SETTLED)])

    marks = plan.rows[0].marks
    assert len(marks) == 200
    _assert_none_hides_another(marks, plan.pitch)
    assert plan.rows[0].base - plan.rows[0].lane < 500


def test_a_day_is_no_month_and_a_month_no_day() -> None:
    plan = _plan(
        [("2025-12-16", OPEN), ("2025-12", OPEN), ("2025-12", SETTLED), ("2026-01-05", OPEN)]
    )

    (span,) = plan.rows[0].spans
    hollow = [mark for mark in plan.rows[0].marks if not mark.exact]
    assert {mark.kind for mark in hollow} == {Kind.OPEN, Kind.SETTLED}
    assert sum(mark.x for mark in hollow) / 2 == pytest.approx((span.left + span.right) / 2)
    assert all(span.left < mark.x < span.right and mark.y == span.y for mark in hollow)
    assert all(mark.y != span.y for mark in plan.rows[0].marks if mark.exact)


def test_a_month_too_short_to_see_is_still_no_tower() -> None:
    plan = _plan([("1990-12", OPEN)] * 100 + [("2025-12-24", OPEN), ("1987-01-01", OPEN)])

    _assert_none_hides_another(plan.rows[0].marks, plan.pitch)
    assert plan.rows[0].base - plan.rows[0].lane < 500


def test_undated_articles_have_a_column_of_their_own_at_the_right() -> None:
    plan = _plan([("2025-12-24", OPEN), (None, OPEN), ("soon", SETTLED)])

    assert plan.scale is not None
    assert plan.undated is not None
    left, right = plan.undated
    assert plan.scale.right < left < right == WIDTH - MARGIN
    assert sorted(left < mark.x < right for mark in plan.rows[0].marks) == [False, True, True]


def test_the_column_is_there_only_if_needed_and_alone_if_nothing_is_dated() -> None:
    dated, undated = _plan([("2025-12", OPEN)]), _plan([(None, OPEN)])

    assert dated.scale is not None
    assert dated.undated is None
    assert undated.scale is None
    assert undated.undated == (MARGIN, WIDTH - MARGIN)


def test_rows_that_nobody_would_scroll_to_are_left_out() -> None:
    plan = _of(Ledger(tuple(standing("Aid", [("2025-12-24", OPEN)]) for _ in range(1000))))

    assert 40 < len(plan.rows) < len(plan.standings) == 1000
    assert plan.height < 20_000
