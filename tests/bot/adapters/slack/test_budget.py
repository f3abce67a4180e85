"""Texts of any kind and length arrive whole on Slack, in order, within the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack import phrases
from bot.adapters.slack.formatter import format_course, modal_blocks, plainly
from bot.adapters.slack.limits import BLOCKS, VIEW_BLOCKS, VIEW_SIZE, head, length, size
from bot.adapters.slack.modals import page
from bot.core.builds import Ended
from bot.core.observing import BuildResult
from bot.core.plain import plain
from bot.core.reply import (
    ContextPassage,
    InContext,
    Notice,
    NoticeKind,
    NotSaid,
    OneSource,
    Quotes,
    Rebuilt,
    SourceList,
    Status,
)
from index.issues.records import Move, Moves
from index.issues.records import Status as IssueStatus
from index.records import FurnitureKind, Relation, Skipped, Source, Span
from tests.bot.adapters.bodies import INDEX, NOW, differing, quoted, reply_of
from tests.bot.adapters.slack.formatting import (
    FORMATTER,
    assert_nothing_else_live,
    assert_taken,
    formatted,
    lines_of,
    quotes_in,
    text_in,
)
from tests.bot.adapters.slack.marks import squeezed, text_of
from tests.bot.adapters.slack.stand_in.blocks import problems_of_view
from tests.bot.adapters.slack.test_mrkdwn import PIECES
from tests.bot.fakes import make_evidence, make_quote, make_report, make_running, make_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.adapters.slack.outgoing import Outgoing
    from index.records import Quote

LONG = st.sampled_from(
    [
        "x" * 5_000,
        "*" * 3_000,
        "&" * 3_000,
        "😀" * 2_200,
        "word " * 900,
        '"a_b" ' * 900,
        "שלום " * 900,
    ]
)
ANY = PIECES | LONG | st.lists(PIECES | LONG, max_size=4).map(" ".join)
TEXTS = ANY.filter(lambda text: squeezed(plain(text)) != "")
IDS = st.sampled_from(["a", "world/b_c", "x`y", "d" * 250, "e" * 3_900, "<!channel>", "\u202e"])
TITLES = st.sampled_from([None, "A title", "*T* " * 200, "t" * 5_000, "\u202e", "<@U1> & co"])
URLS = st.sampled_from(
    [
        *(None, "https://example.org/x", f"https://example.org/{'y' * 4_000}"),
        *(f"https://example.org/{'خ' * 1_100}", "https://exa_mple.org/|>"),
    ]
)
COPIES = st.sampled_from([(), ("c1",), tuple(f"copy_{n}" * 20 for n in range(9)), ("`" * 50,) * 9])
QUOTES = st.lists(st.tuples(TEXTS, IDS, TITLES, URLS, COPIES), min_size=1, max_size=3)


def assert_arrived(quotes: Iterable[Quote], messages: Sequence[Outgoing]) -> None:
    """Each quote is there with all its words, in this order, and so is the id of its file."""
    cited = list(quotes)
    said = "".join(text_of(quote) for quote in quotes_in(messages))
    assert squeezed(said) == squeezed("".join(plain(one.text) for one in cited))
    everything = squeezed(text_in(messages))
    assert all(squeezed(plain(one.doc_id)) in everything for one in cited)


@settings(max_examples=40, deadline=None)
@given(QUOTES, st.sampled_from(["", "word title x", "بשלום שלום a b"]), st.booleans())
def test_any_quotes_arrive_whole_in_order_within_the_limits(
    drawn: list[tuple[str, str, str | None, str | None, tuple[str, ...]]],
    question: str,
    differ: bool,
) -> None:
    items = [
        quoted(text, doc_id, question, title=title, source_url=url, copies=copies)
        for text, doc_id, title, url, copies in drawn
    ]
    lines = [(item.quote.text[:20], Relation.DIFFERENT, [item]) for item in items]
    body = differing(*lines) if differ else Quotes(question, tuple(items), 0.9)
    messages = formatted(body)
    assert_arrived([item.quote for item in items], messages)
    assert not any(message.buttons for message in messages[:-1])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(ANY, st.booleans()), min_size=1, max_size=6))
def test_any_paragraphs_arrive_whole_in_order_in_messages_and_in_a_modal(
    drawn: list[tuple[str, bool]],
) -> None:
    passages = tuple(
        ContextPassage(text, Span(0, min(9, len(text))), after_gap=gap) for text, gap in drawn
    )
    messages = formatted(InContext(make_quote(), passages))
    said = "".join(text_of(quote) for quote in quotes_in(messages))
    assert squeezed(said) == squeezed("".join(plain(text) for text, _ in drawn))
    shown = modal_blocks(messages)
    assert problems_of_view(page(phrases.IN_CONTEXT, shown)) == []
    assert_nothing_else_live(shown)
    assert shown == [block for message in messages for block in message.blocks]


@pytest.mark.parametrize(
    "texts", [["word " * 44_000], ["short"] * 60, ['"' * 60_000] * 2, ["😀" * 60_000, "end"], ["a"]]
)
def test_what_a_modal_can_not_hold_is_said_to_be_left_out(texts: list[str]) -> None:
    passages = tuple(ContextPassage(text, None, after_gap=True) for text in texts)
    messages = FORMATTER.reply(reply_of(InContext(make_quote(), passages)), NOW)
    shown = modal_blocks(messages)
    assert problems_of_view(page(phrases.IN_CONTEXT, shown)) == []
    assert size(shown) <= VIEW_SIZE
    everything = [block for message in messages for block in message.blocks]
    if shown != everything:
        *before, last = shown
        assert before == everything[: len(before)]
        assert lines_of(last) == [phrases.CUT_SHORT]
        assert len(before) + 3 > VIEW_BLOCKS or size(everything[: len(before) + 2]) > VIEW_SIZE


@settings(max_examples=12, deadline=None)
@given(ANY, st.sampled_from([None, "2025", "not a date"]))
def test_any_name_search_reason_or_sentence_keeps_to_the_limits(
    text: str, date: str | None
) -> None:
    source = Source(text or "a", text, date, text, text, 5)
    ended = Ended(BuildResult.FAILED, text, "2026-01-02T06:01:05+00:00", text)
    for body in (
        Notice(NoticeKind.WRONG_INPUT, f"No: {text}"),
        SourceList(text[:400], (source,) * 10, 100, 100, page=3, pages=10),
        SourceList(text, (), 0, 9),
        OneSource(source, ((FurnitureKind.ADVERT, 1),)),
        NotSaid(text, (), understood=text or None),
        Status(INDEX, None, 0, rebuilding=make_running(), last_build=ended),
    ):
        formatted(body, hint=text[:500])
    assert_taken([format_course(make_running(started_by=text), NOW), plainly(f"No: {text}")])
    assert squeezed(plain(text)) in squeezed(text_in(formatted(OneSource(source, ()))))


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=7), st.sampled_from(["", "is no text", "*no* " * 900]))
def test_any_report_of_a_build_arrives_with_its_names(names: list[str], reason: str) -> None:
    now = make_standing("a", IssueStatus.SETTLED, make_evidence(), title=names[0])
    move = Move(IssueStatus.OPEN, now, now.evidence, 2, ())
    report = make_report(
        added=tuple(names),
        changed=tuple(names),
        removed=tuple(names),
        skipped=tuple(Skipped(name, reason) for name in names),
        copies=(tuple(names), tuple(names)),
    )
    moves = Moves(names[0], "now", (move,) * len(names))
    everything = squeezed(text_in(formatted(Rebuilt(report, moves))))
    for name in names[:3]:
        assert squeezed(plain(name)) in everything


@pytest.mark.parametrize(
    "text", ["This is one long sentence, " * 300, "This *is* no `mrkdwn`, " * 300]
)
def test_a_part_of_a_long_quote_says_which_it_is_and_where_it_is_from(text: str) -> None:
    messages = formatted(Quotes("q", (quoted(text, "long/id"),), 0.9))
    sources = [line for line in text_in(messages).split("\n") if "long/id" in line]
    count = len(quotes_in(messages))
    assert count >= 3
    assert sources == [f"long/id · undated · part {n + 1} of {count}" for n in range(count)]
    assert [bool(message.buttons) for message in messages] == [
        *[False] * (len(messages) - 1), True,
    ]  # fmt: skip


def test_many_small_blocks_are_spread_over_messages() -> None:
    quotes = tuple(quoted(f"Quote {n}.", f"a{n}") for n in range(70))
    messages = formatted(Quotes("q", quotes, 0.9))
    assert len(messages) > 1
    assert max(len(message.blocks) for message in messages) <= BLOCKS
    assert_arrived([one.quote for one in quotes], messages)


@pytest.mark.parametrize("differ", [True, False])
def test_a_quote_with_every_word_in_bold_is_in_parts_that_fit(differ: bool) -> None:
    item = quoted("kite *bird* " * 500, "long/id", "kite bird")
    body = differing(("9", Relation.DIFFERENT, [item])) if differ else Quotes("q", (item,), 0.9)
    messages = formatted(body)
    assert_arrived([item.quote], messages)
    bold = [run.text for quote in quotes_in(messages) for run in quote if run.look == "bold"]
    assert bold == ["kite", "bird"] * 500


def test_a_source_of_which_nothing_can_be_seen_takes_no_place() -> None:
    item = quoted("\u202e*Text*.", "\u202e", "text", title="\u202e`", published="2025")
    message = formatted(Quotes("q", (item,), 0.9))[0]
    assert [lines_of(block) for block in message.blocks[:2]] == [["> *Text*."], ["· ` · 2025"]]


def test_many_articles_that_say_the_same_are_all_named() -> None:
    items = [quoted(f"It is {n}.", f"article-{n}") for n in range(200)]
    messages = formatted(differing(("9", Relation.DIFFERENT, items)))
    told = text_in(messages)
    assert all(f"article-{n} · " in told for n in range(200))


@given(st.text(max_size=50), st.integers(2, 30))
def test_a_beginning_is_never_longer_than_it_may_be(text: str, limit: int) -> None:
    made = head(text, limit)
    assert length(made) <= limit
    assert made == text or (made.endswith(" …") and text.startswith(made.removesuffix(" …")))


def test_lengths_are_counted_so_that_slack_can_not_count_more() -> None:
    assert length("a😀é") == 4
