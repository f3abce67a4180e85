"""Quotes of the ledger arrive whole, in order and with their ids, whatever is in them."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import presses
from bot.core.plain import plain
from bot.core.presses import OpenIssue
from bot.core.reply import IssueList
from index.issues.records import Status
from tests.bot.adapters.discord.formatting import formatted
from tests.bot.adapters.discord.reading import live_marks, quoted_lines, shown, squeezed
from tests.bot.adapters.discord.test_escaping import PIECES
from tests.bot.adapters.ledger_bodies import one_issue, what_is_unlisted, what_moved
from tests.bot.fakes import make_evidence, make_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.adapters.discord.outgoing import Outgoing
    from index.issues.records import Evidence
    from index.records import Quote

LONG = st.sampled_from(
    ["x" * 1_500, "*" * 1_500, "😀" * 1_500, "word " * 300, "a_b " * 375, "> # @here\n" * 150]
)
TEXTS = (PIECES | LONG | st.lists(PIECES | LONG, max_size=4).map(" ".join)).map(
    lambda text: text[:1_500]
)
QUOTES = TEXTS.filter(lambda text: squeezed(plain(text)) != "")
IDS = ["a", "world/b_c", "x`y", "d" * 250, "e" * 3_900, "`" + "_" * 3_000, "@everyone"]
NAMES = st.sampled_from(["Hamas", "@here *x*", "n" * 300, "<@1> official", "t" * 5_000])
EVIDENCE = st.lists(
    st.tuples(QUOTES, st.sampled_from(IDS), NAMES).map(
        lambda drawn: make_evidence(drawn[0], doc_id=drawn[1], party=drawn[2], speaker=drawn[2])
    ),
    min_size=1,
    max_size=6,
)
STATUSES = st.lists(st.sampled_from(Status), min_size=1, max_size=6)


def assert_arrived(quotes: Iterable[Quote], messages: Sequence[Outgoing]) -> None:
    """Each quote is there with all its words, in this order, and so is the id of its file."""
    cited = list(quotes)
    lines = [*quoted_lines(messages)]
    assert squeezed("".join(map(shown, lines))) == squeezed("".join(plain(q.text) for q in cited))
    assert not any(live_marks(line) for line in lines)
    everything = [shown(embed.description) for one in messages for embed in one.embeds]
    told = squeezed("".join(everything)).replace("`", "")
    assert all(squeezed(quote.doc_id).replace("`", "") in told for quote in cited)


@settings(max_examples=15, deadline=None)
@given(EVIDENCE, STATUSES, st.integers(12, 50), st.sampled_from(["The bridge", "*" * 80, "é" * 80]))
def test_a_list_of_many_issues_arrives_whole(
    drawn: list[Evidence], statuses: list[Status], count: int, title: str
) -> None:
    made = islice(zip(cycle(drawn), cycle(statuses), strict=False), count)
    standings = [
        make_standing(f"issue-{n}" * (1 + 12 * (n % 7 == 0)), status, one, title=title)
        for n, (one, status) in enumerate(made)
    ]
    messages = formatted(IssueList(tuple(standings), 5, 5))
    open_ones = [one for one in standings if one.status in {Status.OPEN, Status.CONTESTED}]
    listed = [*open_ones, *(one for one in standings if one.status is Status.SETTLED)]
    assert_arrived([one.evidence[0].quote for one in listed], messages)
    assert not any(message.rows for message in messages[:-1])
    pressed = [presses.read(button.custom_id) for row in messages[-1].rows for button in row]
    short = [one.issue.id for one in listed if len(one.issue.id) <= 85][:25]
    assert pressed == [OpenIssue(one) for one in short]


@settings(max_examples=15, deadline=None)
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


@settings(max_examples=15, deadline=None)
@given(EVIDENCE, EVIDENCE, NAMES, STATUSES)
def test_what_changed_arrives_whole(
    new: list[Evidence], numbers: list[Evidence], name: str, statuses: list[Status]
) -> None:
    body, quotes = what_moved(new, numbers, name, statuses)
    assert_arrived(quotes, formatted(body))


@settings(max_examples=15, deadline=None)
@given(EVIDENCE, NAMES, st.integers(1, 20))
def test_what_the_catalogue_lacks_arrives_whole(
    drawn: list[Evidence], name: str, count: int
) -> None:
    body, quotes = what_is_unlisted(drawn, name, count)
    assert_arrived(quotes, formatted(body))


def test_twelve_issues_with_long_quotes_are_two_messages() -> None:
    text = ("It is a long and winding sentence. " * 12)[:400]
    evidence = make_evidence(text, doc_id="world/2025/a-long-name-of-a-file")
    standings = [
        make_standing(f"a-long-id-{n}", Status.OPEN, evidence, title="A title of some length")
        for n in range(12)
    ]
    messages = formatted(IssueList(tuple(standings), 5, 5))
    assert [len(message.embeds) for message in messages] == [1, 1]
    assert [bool(message.rows) for message in messages] == [False, True]


@pytest.mark.parametrize("size", [3_000, 9_000])
def test_a_part_of_a_quote_too_long_for_one_embed_says_which_it_is(size: int) -> None:
    text = "word " * (size // 5)
    standing = make_standing("bridge", Status.OPEN, make_evidence(text, doc_id="long/id"))
    messages = formatted(IssueList((standing,), 5, 5))
    texts = [embed.description for message in messages for embed in message.embeds]
    lines = [line for one in texts for line in one.split("\n") if "long/id" in line]
    count = -(-len(text) // 2_800)
    assert lines == [f"`long/id` · 1 December 2025 · part {n + 1} of {count}" for n in range(count)]
