from __future__ import annotations

import pytest

from index.loaders.datelines import find_date, is_preamble, opens_with_dateline
from index.records import Span


def date_of(text: str) -> str | None:
    return find_date(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "GAZA CITY, Jan. 25, 2026 (AP) — Aid lorries crossed on Sunday.",
        "PORT HARBOUR, 25 January 2026 – The board met.",
        "SAINT-DENIS, France, January 25, 2026 (Wire Service) - The board met.",
        "TÜRKBÜKÜ, Jan 25, 2026 (WS) -- The board met.",
        "Port Harbour, Jan. 25, 2026 (WS) — The board met.",
        "Ferry line opens in spring\n\nBy Jane Doe\n\nHARBOUR, Jan. 25, 2026 — The board met.",
        "Ferry line opens\nPublished: 25 January 2026, 10:15 GMT\nThe board met.",
    ],
)
def test_a_dateline_with_a_full_date_dates_the_article(text: str) -> None:
    assert date_of(text) == "2026-01-25"


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON (Reuters) - The board met on Jan. 25, 2026.",
        "BEIJING, Jan. 25 (Xinhua) -- The board met.",
        "HARBOUR, Jan. 2026 (WS) — The board met.",
        "HARBOUR, Feb. 30, 2026 (WS) — The board met.",
        "The board met on January 25, 2026 — a Sunday.",
        "Updated January 25, 2026\nThe board met.",
        "One.\nTwo.\nThree.\nHARBOUR, Jan. 25, 2026 (WS) — too far down.",
        "",
    ],
)
def test_anything_less_leaves_it_undated(text: str) -> None:
    assert date_of(text) is None


def test_only_the_body_is_searched() -> None:
    text = "HARBOUR, Jan. 25, 2026 (WS) — In the front matter.\nThe board met."
    assert find_date(text, Span(text.index("The"), len(text))) is None


@pytest.mark.parametrize(
    "line",
    [
        *("WASHINGTON", "CITY POST", "By Jane Doe", "By JANE DOE, Political Correspondent"),
        *("Jane Doe, John Q. Public and Mary Roe", "Special to The City Post", "From wire reports"),
        *(
            "Published 25 January 2026 at 10:15",
            "Updated 3 hours ago",
            "5 min read",
            "Jan. 25, 2026",
        ),
        *("Sunday, January 25, 2026, 9:01 p.m. ET", "Harbour Center for Investigative Reporting"),
    ],
)
def test_lines_above_a_text_are_preamble(line: str) -> None:
    assert is_preamble(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Ferry line opens in spring",
            "The board met.",
            "October 7 victims remembered in Harbour",
        ),
        *("Harbour Board and Ferry Line Sign a Treaty After Long Talks", "Stop!", "x" * 300),
    ],
)
def test_headlines_and_sentences_are_not(line: str) -> None:
    assert not is_preamble(line)


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("WASHINGTON (AP) — The envoy left.", True),
        ("NEW YORK, Jan. 25 (Reuters) - The envoy left.", True),
        ("LONDON – The envoy left.", True),
        ("NATO chief warns - again", False),
        ("The envoy (right) left.", False),
    ],
)
def test_a_report_that_opens_with_a_dateline_is_recognised(line: str, opens: bool) -> None:
    assert opens_with_dateline(line) is opens
