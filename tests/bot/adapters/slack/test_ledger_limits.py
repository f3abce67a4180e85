"""Quotes of the ledger arrive whole on Slack, in order, with their ids, whatever is in them."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import presses
from bot.core.presses import OpenIssue
from bot.core.reply import IssueList
from index.issues.records import Status
from tests.bot.adapters.ledger_bodies import one_issue, what_is_unlisted, what_moved
from tests.bot.adapters.slack.formatting import formatted, text_in, values
from tests.bot.adapters.slack.marks import squeezed
from tests.bot.adapters.slack.test_budget import IDS, TEXTS, assert_arrived
from tests.bot.fakes import make_evidence, make_standing

if TYPE_CHECKING:
    from index.issues.records import Evidence

NAMES = st.sampled_from(["Hamas", "<!here> *x*", "n" * 300, "<@U1> official", "t" * 5_000])
EVIDENCE = st.lists(
    st.tuples(TEXTS.map(lambda text: text[:1_500]).filter(squeezed), IDS, NAMES).map(
        lambda drawn: make_evidence(drawn[0], doc_id=drawn[1], party=drawn[2], speaker=drawn[2])
    ),
    min_size=1,
    max_size=6,
)
STATUSES = st.lists(st.sampled_from(Status), min_size=1, max_size=6)


@settings(max_examples=12, deadline=None)
@given(EVIDENCE, STATUSES, st.integers(12, 40), st.sampled_from(["The bridge", "*" * 80, "é" * 80]))
def test_a_list_of_many_issues_arrives_whole(
    drawn: list[Evidence], statuses: list[Status], count: int, title: str
) -> None:
    made = islice(zip(cycle(drawn), cycle(statuses), strict=False), count)
    standings = [
        make_standing(f"issue-{n}" * (1 + 400 * (n % 7 == 0)), status, one, title=title)
        for n, (one, status) in enumerate(made)
    ]
    messages = formatted(IssueList(tuple(standings), 5, 5))
    open_ones = [one for one in standings if one.status in {Status.OPEN, Status.CONTESTED}]
    listed = [*open_ones, *(one for one in standings if one.status is Status.SETTLED)]
    assert_arrived([one.evidence[0].quote for one in listed], messages)
    assert not any(message.buttons for message in messages[:-1])
    pressed = [presses.read(value) for value in values(messages[-1])]
    short = [OpenIssue(one.issue.id) for one in listed if len(one.issue.id) < 1_900]
    assert len(pressed) >= min(len(short), 25)
    assert pressed[:-1] == short[: len(pressed) - 1]


@settings(max_examples=12, deadline=None)
@given(EVIDENCE, EVIDENCE, EVIDENCE, NAMES, st.sampled_from(Status))
def test_one_issue_arrives_whole(
    positions: list[Evidence],
    waits: list[Evidence],
    besides: list[Evidence],
    name: str,
    status: Status,
) -> None:
    body, quotes = one_issue(positions, waits, besides, name, status)
    assert_arrived(quotes, formatted(body))


@settings(max_examples=12, deadline=None)
@given(EVIDENCE, EVIDENCE, NAMES, STATUSES)
def test_what_changed_arrives_whole(
    new: list[Evidence], numbers: list[Evidence], name: str, statuses: list[Status]
) -> None:
    body, quotes = what_moved(new, numbers, name, statuses)
    assert_arrived(quotes, formatted(body))


@settings(max_examples=12, deadline=None)
@given(EVIDENCE, NAMES, st.integers(1, 20))
def test_what_the_catalogue_lacks_arrives_whole(
    drawn: list[Evidence], name: str, count: int
) -> None:
    body, quotes = what_is_unlisted(drawn, name, count)
    assert_arrived(quotes, formatted(body))


@pytest.mark.parametrize("size", [3_000, 9_000])
def test_so_does_a_part_of_a_long_quote_of_the_ledger(size: int) -> None:
    text = "word " * (size // 5)
    standing = make_standing("bridge", Status.OPEN, make_evidence(text, doc_id="long/id"))
    lines = text_in(formatted(IssueList((standing,), 5, 5))).split("\n")
    count = -(-len(text) // 2_800)
    assert [line for line in lines if "long/id" in line] == [
        f"long/id · 1 December 2025 · part {n + 1} of {count}" for n in range(count)
    ]
