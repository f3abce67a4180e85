from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.issues.charting.words import ALT_LIMIT, alt_text, dates, plain
from index.issues.records import Ledger, Status
from tests.index.issues.charting.ledgers import NEUTRAL, OPEN, SETTLED, ledgers, standing

SOME = [("2025-10-14", OPEN), ("2026-01-25", SETTLED), (None, OPEN)]


def test_the_picture_is_told_issue_by_issue() -> None:
    shown = [
        standing("Aid", SOME, Status.CONTESTED),
        standing("Borders", [("2025-12", OPEN)]),
        standing("Trade", [("2025", SETTLED), ("2025", NEUTRAL)], Status.SETTLED),
        standing("Water", [(None, NEUTRAL)], Status.NOT_MENTIONED),
    ]

    assert alt_text(shown, 2) == (
        "A chart of 4 issues in 3 articles, 2025 to 25 January 2026. 2 issues not mentioned. "
        "Aid: contested (3 articles, last 25 January 2026). "
        "Borders: open (1 article, last December 2025). "
        "Trade: settled (2 articles, last 2025). "
        "Water: neutral (1 article, undated)."
    )


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (["2025-12-24"], "24 December 2025"),
        (["2025-12", "2025-12-24"], "December 2025"),
        (["2025-12", "2025-11-03", None], "3 November 2025 to December 2025"),
        ([None, "soon"], "no date is known"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(published: list[str | None], told: str) -> None:
    assert dates([standing("Aid", [(one, OPEN) for one in published])]) == told


@settings(max_examples=100)
@given(ledgers(st.text(max_size=200)), st.integers(1, 12), st.integers(0, 3))
def test_a_description_fits_and_says_how_many_issues_it_leaves_out(
    drawn: Ledger, times: int, silent: int
) -> None:
    shown = [one for one in drawn.standings if one.evidence] * times

    told = alt_text(shown, silent)

    assert len(told.encode("utf-16-le")) // 2 <= ALT_LIMIT
    assert told.endswith(".")
    assert "\n" not in told
    if shown:
        more = re.search(r" And (\d+) more\.$", told)
        listed = len(re.findall(r": (?:open|contested|settled|neutral) \(\d+ articles?, ", told))
        assert listed + (int(more[1]) if more else 0) >= len(shown)


def test_a_long_title_is_shortened() -> None:
    told = alt_text([standing("Word " * 100, SOME)], 0)

    assert re.search(r"Word Word…: open \(3 articles", told)
    assert len(told) < 250


def test_plain_text_has_no_line_breaks_and_nothing_that_cannot_be_seen() -> None:
    assert plain(" a\n\tb\x00 \u202e\ud800c e\u0301 ") == "a b c é"
