"""Texts of any kind and length arrive whole, in order, within the limits."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord import limits
from bot.adapters.discord.limits import length
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
)
from index.records import FurnitureKind, Relation, Skipped, Source, Span
from tests.bot.adapters.bodies import differing, quoted
from tests.bot.adapters.discord.formatting import formatted
from tests.bot.adapters.discord.reading import quoted_lines, shown, squeezed
from tests.bot.adapters.discord.test_escaping import PIECES
from tests.bot.fakes import make_quote, make_report

LONG_WORDS = st.sampled_from(
    ["x" * 5_000, "*" * 3_000, "😀" * 2_200, "word " * 900, "a_b " * 1_500, "שלום " * 1_000]
)
QUOTES = st.lists(
    st.tuples(
        (PIECES | LONG_WORDS | st.lists(PIECES | LONG_WORDS, max_size=4).map(" ".join)).filter(
            lambda text: squeezed(plain(text)) != ""
        ),
        st.sampled_from(["a", "world/b_c", "x`y", "d" * 250, "e" * 3_900, "@everyone"]),
        st.sampled_from([None, "A title", "*T* " * 200, "t" * 5_000]),
        st.sampled_from([None, "https://example.org/x", f"https://example.org/{'y' * 4_000}"]),
        st.sampled_from([(), ("c1",), tuple(f"copy_{n}" * 20 for n in range(9))]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=120, deadline=None)
@given(QUOTES, st.sampled_from(["", "word title x", "בשלום שלום a b"]), st.booleans())
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
    said = "".join(shown(line) for line in quoted_lines(messages))
    assert squeezed(said) == squeezed("".join(plain(item.quote.text) for item in items))
    everything = squeezed(
        "".join(shown(e.description) for message in messages for e in message.embeds)
    )
    for item in items:
        assert squeezed(item.quote.doc_id).replace("`", "") in everything.replace("`", "")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PIECES | LONG_WORDS, st.booleans()), min_size=1, max_size=6))
def test_any_paragraphs_arrive_whole_in_order(drawn: list[tuple[str, bool]]) -> None:
    passages = tuple(
        ContextPassage(text, Span(0, min(9, len(text))), after_gap=gap) for text, gap in drawn
    )
    messages = formatted(InContext(make_quote(), passages))
    said = "".join(shown(line) for line in quoted_lines(messages))
    assert squeezed(said) == squeezed("".join(plain(text) for text, _ in drawn))


@settings(max_examples=60, deadline=None)
@given(PIECES | LONG_WORDS, st.sampled_from([None, "2025", "not a date"]))
def test_any_name_search_or_sentence_keeps_to_the_limits(text: str, date: str | None) -> None:
    source = Source(text or "a", text, date, text, text, 5)
    search = text[: limits.SEARCH // 2]
    for body in (
        Notice(NoticeKind.WRONG_INPUT, f"No: {text}"),
        SourceList(search, (source,) * 10, 100, 100, page=3, pages=10),
        SourceList(text, (), 0, 9),
        OneSource(source, ((FurnitureKind.ADVERT, 1),)),
        NotSaid(text, (), understood=text or None),
        Rebuilt(make_report(skipped=(Skipped(text or "a", text or "b"),))),
    ):
        formatted(body)


def test_bold_goes_on_over_the_pieces_of_a_long_text() -> None:
    text = "The quick brown fox jumps over the lazy dog. " * 200
    passages = (ContextPassage(text, Span(0, len(text)), after_gap=False),)
    lines = [line for line in quoted_lines(formatted(InContext(make_quote(), passages))) if line]
    assert len(lines) > 1
    for line in lines:
        assert line.startswith("**")
        assert line.endswith("**")
        assert not line[2].isspace()
        assert not line[-3].isspace()


def test_a_part_of_a_long_quote_says_which_it_is_and_where_it_is_from() -> None:
    text = "This is one long sentence, " * 300
    messages = formatted(Quotes("q", (quoted(text, "long/id"),), 0.9))
    parts = [e.description for message in messages for e in message.embeds]
    assert len(parts) == 3
    assert [part.rpartition("\n")[2] for part in parts] == [
        f"`long/id` · undated · part {n} of 3" for n in (1, 2, 3)
    ]
    assert [bool(message.rows) for message in messages] == [False, True]


def test_lengths_are_counted_so_that_discord_can_not_count_more() -> None:
    assert length("a😀é") == 4
