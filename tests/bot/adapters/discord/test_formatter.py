"""Replies as messages for Discord: within its limits, whole, in order, each quote with its id."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord import limits, presses
from bot.adapters.discord.formatter import format_reply
from bot.adapters.discord.limits import length
from bot.adapters.discord.outgoing import Colour, Outgoing
from bot.adapters.discord.presses import Around, More, NotHelpful
from bot.core import words
from bot.core.call import CommandName
from bot.core.plain import plain
from bot.core.rebuilding import Running
from bot.core.reply import (
    Body,
    ContextPassage,
    DifferingLine,
    FeedbackList,
    InContext,
    MoreQuotes,
    Notice,
    NoticeKind,
    NotSaid,
    OneSource,
    Quoted,
    Quotes,
    Rebuilding,
    Rebuilt,
    Reply,
    SourceList,
    Status,
    Visibility,
)
from index.records import FurnitureKind, Quote, Relation, Skipped, Source, Span
from index.terms import matching_spans
from tests.bot.adapters.discord.reading import (
    assert_within_limits,
    quoted_lines,
    shown,
    squeezed,
)
from tests.bot.adapters.discord.test_escaping import PIECES
from tests.bot.core.commands.running import run
from tests.bot.fakes import FakeArchive, make_quote, make_report, make_source

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 1, 2, 6, 4, 5, tzinfo=UTC)
INDEX = FakeArchive().summary()
TURN = "0c3f52a9b1d4"


def formatted(body: Body, hint: str = "") -> list[Outgoing]:
    messages = format_reply(Reply(body, Visibility.PUBLIC, TURN, INDEX), NOW, hint)
    assert messages
    assert_within_limits(messages)
    return messages


def only(body: Body, hint: str = "") -> Outgoing:
    [message] = formatted(body, hint)
    return message


def quoted(text: str, doc_id: str = "bridge", bold: str = "", **about: object) -> Quoted:
    quote: Quote = replace(make_quote(text, doc_id), **about)  # type: ignore[arg-type]
    return Quoted(quote, matching_spans(bold, text))


def labels(message: Outgoing) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def test_a_quote_is_a_block_with_its_words_in_bold_and_its_source_below() -> None:
    item = quoted(
        *("The bridge opened in May.", "world/bridge", "bridge"),
        title="A *new* bridge",
        published="2025-05-02",
        source_url="https://www.example.org/b",
        copies=("copy/a", "copy/b"),
    )
    message = only(Quotes("q", (item,), 0.9), "reply to go on")
    [embed] = message.embeds
    assert embed.description == (
        "> The **bridge** opened in May.\n"
        "\n`world/bridge` · A \\*new\\* bridge · 2 May 2025 · "
        "[example.org](https://www.example.org/b) · +2 copies: `copy/a`, `copy/b`"
    )
    assert embed.footer == "1 article, indexed 3 hours ago · reply to go on"
    assert embed.colour is Colour.QUOTE
    assert message.content == ""


def test_what_is_not_known_of_an_article_is_not_made_up() -> None:
    [embed] = only(Quotes("q", (quoted("Text.", "a"),), 0.9)).embeds
    assert embed.description == "> Text.\n\n`a` · undated"


def test_several_quotes_are_numbered_and_so_are_their_buttons() -> None:
    items = tuple(quoted(f"Text {n}.", f"a{n}") for n in range(3))
    message = only(Quotes("q", items, 0.9, further=True))
    assert [e.description for e in message.embeds] == [
        f"> Text {n}.\n\n**{n + 1}** · `a{n}` · undated" for n in range(3)
    ]
    assert [bool(embed.footer) for embed in message.embeds] == [False, False, True]
    assert labels(message) == [
        ["More quotes", "In context: 1", "In context: 2", "In context: 3", "Not helpful"]
    ]
    pressed = [presses.read(button.custom_id) for button in message.rows[0]]
    assert pressed == [More(TURN, 3), *(Around(TURN, n) for n in range(3)), NotHelpful(TURN)]


def test_one_quote_needs_no_number_and_no_more_quotes_no_button() -> None:
    assert labels(only(Quotes("q", (quoted("Text."),), 0.9))) == [["In context", "Not helpful"]]


def test_how_a_question_was_understood_stands_above_the_answer() -> None:
    body = Quotes("q", (quoted("Text."),), 0.9, understood="I understood: about *him*.")
    assert only(body).content == "-# I understood\\: about \\*him\\*."


def test_not_said_looks_different_and_offers_what_came_closest() -> None:
    message = only(NotSaid("q", (quoted("Text."),)))
    [embed] = message.embeds
    assert embed.description == "**The articles don't say.**"
    assert embed.colour is Colour.NOTHING
    assert labels(message) == [["What came closest", "Not helpful"]]
    assert presses.read(message.rows[0][0].custom_id) == More(TURN, 0)


def test_not_said_with_nothing_close_offers_nothing() -> None:
    assert labels(only(NotSaid("q", ()))) == [["Not helpful"]]


def test_a_next_page_goes_on_counting() -> None:
    items = (quoted("Four.", "d"), quoted("Five.", "e"))
    message = only(MoreQuotes("q", items, 3, closest=False, further=True))
    assert [e.description for e in message.embeds] == [
        "> Four.\n\n**4** · `d` · undated",
        "> Five.\n\n**5** · `e` · undated",
    ]
    pressed = [presses.read(button.custom_id) for button in message.rows[0]]
    assert pressed == [More(TURN, 5), Around(TURN, 3), Around(TURN, 4), NotHelpful(TURN)]


def test_what_came_closest_says_so_and_looks_so() -> None:
    message = only(MoreQuotes("q", (quoted("Text."),), 0, closest=True, further=False))
    assert shown(message.content) == f"-# {words.NEAREST_INTRO}"
    assert message.embeds[0].colour is Colour.NOTHING


def differing(*lines: tuple[str, Relation, Sequence[Quoted]]) -> Quotes:
    made = tuple(DifferingLine(value, relation, tuple(items)) for value, relation, items in lines)
    return Quotes("q", (), 0.9, made)


def test_values_that_differ_are_one_list_with_each_source() -> None:
    body = differing(
        (
            *("at least 12", Relation.DIFFERENT),
            [quoted("At least 12.", "a"), quoted("Say 12.", "b", published="2025")],
        ),
        ("9", Relation.EARLIER, [quoted("Only 9.", "c")]),
    )
    message = only(body)
    [embed] = message.embeds
    assert embed.title == words.DIFFER
    assert embed.colour is Colour.DIFFERING
    assert embed.description == (
        "**at least 12**\n**1** · `a` · undated\n**2** · `b` · 2025\n> At least 12.\n\n"
        "**9** · earlier count\n**3** · `c` · undated\n> Only 9."
    )
    assert labels(message) == [["In context: 1", "In context: 2", "In context: 3", "Not helpful"]]


def test_many_values_have_their_buttons_in_rows() -> None:
    lines = [(f"{n}", Relation.DIFFERENT, [quoted(f"It is {n}.", f"a{n}")]) for n in range(30)]
    last = formatted(differing(*lines))[-1]
    assert [len(row) for row in last.rows] == [5, 5, 5, 5, 1]
    assert last.rows[-1][-1].label == "Not helpful"


def test_a_quote_in_context_is_bold_among_its_paragraphs() -> None:
    passages = (
        ContextPassage("- It is old.", None, after_gap=False),
        ContextPassage("The bridge opened. It is long.", Span(0, 18), after_gap=False),
        ContextPassage("Later.", None, after_gap=True),
    )
    message = only(InContext(make_quote("The bridge opened."), passages))
    [embed] = message.embeds
    assert embed.description == (
        "> \\- It is old.\n> \n> **The bridge opened.** It is long.\n\n"
        "… something that is never quoted, like an advert, is left out here …\n"
        "> Later.\n\n`bridge` · undated"
    )
    assert message.rows == ()


SOURCE = replace(make_source("a/b", "A *title*", "2025-12"), source_url="https://example.org/x")


def test_articles_are_listed_by_the_page_with_buttons_to_the_others() -> None:
    message = only(SourceList("tr", (SOURCE,), 21, 30, page=1, pages=3))
    [embed] = message.embeds
    assert embed.title == "21 of 30 articles, page 2 of 3"
    assert embed.description == "`a/b` · A \\*title\\* · December 2025 · 250 words"
    assert [button.disabled for button in message.rows[0]] == [False, False]
    pressed = [presses.read(button.custom_id) for button in message.rows[0]]
    assert pressed == [presses.SourcesPage(0, "tr"), presses.SourcesPage(2, "tr")]


@pytest.mark.parametrize(("page", "disabled"), [(0, [True, False]), (2, [False, True])])
def test_at_the_ends_of_the_list_there_is_no_way_on(page: int, disabled: list[bool]) -> None:
    message = only(SourceList("", (SOURCE,), 21, 21, page=page, pages=3))
    assert [button.disabled for button in message.rows[0]] == disabled


def test_a_search_that_finds_nothing_is_a_sentence() -> None:
    message = only(SourceList("@here", (), 0, 9))
    assert shown(message.content) == words.no_source_matches("@here", 9)
    assert "\\@here" in message.content


def test_one_article_is_shown_with_all_that_is_known() -> None:
    [embed] = only(OneSource(SOURCE, ((FurnitureKind.ADVERT, 12),))).embeds
    assert embed.description == (
        "**A \\*title\\***\n`a/b`\nDecember 2025 · 250 words · "
        "[example.org](https://example.org/x)\nnever quoted\\: advert, 12 words"
    )


def test_the_status_tells_of_a_build_and_of_those_who_wait() -> None:
    body = Status(INDEX, "2025-05-01", 0, waiting=2, rebuilding=Running(40, "ann"))
    text = shown(only(body).embeds[0].description)
    for part in ("Articles · 1 from 1 May 2025", "3 hours ago", "Waiting · 2 questions"):
        assert part in text
    assert "Build · 40 % done, started by ann" in text
    assert "Build" not in only(replace(body, rebuilding=None)).embeds[0].description


@pytest.mark.parametrize("is_admin", [True, False])
def test_help_names_the_commands_and_the_ways_to_ask(is_admin: bool) -> None:
    text = only(run(CommandName.HELP, is_admin=is_admin)).embeds[0].description
    assert ("/rebuild" in text) == is_admin
    assert "`/ask QUESTION`" in text
    assert "mentioning me" in text


def test_a_build_is_told_with_the_files_that_were_skipped() -> None:
    skipped = tuple(Skipped(f"news/{n}_x.txt", "is empty") for n in range(400))
    lines = only(Rebuilt(make_report(skipped=skipped))).embeds[0].description.split("\n")
    assert [shown(line) for line in lines[1:16]] == [
        f"skipped news/{n}_x.txt: is empty" for n in range(15)
    ]
    assert shown(lines[-1]).startswith("and 385 more; “python -m index status”")


def test_feedback_is_a_file() -> None:
    message = only(FeedbackList("a,b\r\n", 1))
    assert message.file is not None
    assert message.file.content == b"\xef\xbb\xbfa,b\r\n"
    assert message.content == "1 remark on answers, the newest first."


def test_a_build_that_begins_is_a_sentence() -> None:
    assert only(Rebuilding(full=False)).content == words.rebuilding(full=False)


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
