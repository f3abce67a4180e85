"""Replies as lines: words unchanged, widths kept, sources named, only whole words bold."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from bot.adapters.console.formatter import (
    BAR,
    format_body,
    format_greeting,
    format_nearest,
    format_question,
    format_quoted,
)
from bot.adapters.console.layout import MIN_COLUMNS, apart, paragraph
from bot.adapters.console.terminal import Terminal
from bot.core import words
from bot.core.call import CommandName
from bot.core.plain import plain
from bot.core.reply import (
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
    SourceList,
)
from index.records import Quote, Relation, Silence, Span
from index.terms import matching_spans
from tests.bot.core.commands.running import run
from tests.bot.fakes import FakeArchive, make_quote, make_source

WORDS = [
    "é",
    "“word”",
    "U.S.",
    "[red]",
    "bridge",
    "the",
    "שלום",
    "漢字漢字",
    "👩‍👩‍👧",
    "\x1b[1mx",
    "x" * 30,
]
BREAKS = [" ", "  ", "\n", "\r\n", "\xa0", "\t", "\u2028"]
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BREAKS)), min_size=1).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
widths = st.none() | st.integers(1, 120)


def quoted(text: str, question: str = "bridge word") -> Quoted:
    return Quoted(make_quote(text), matching_spans(question, text))


def shown(lines: list[Text]) -> list[str]:
    return [line.plain for line in lines]


def dated(quote: Quote) -> Quote:
    return replace(
        quote,
        title="A bridge opens",
        published="2025-05",
        source_url="https://example.org/" + "a-long-path/" * 12,
        copies=("other",),
    )


def text_of_quote(lines: list[Text], columns: int | None) -> str:
    """The quote's own text, taken out of its lines again."""
    margin = "  " if columns is None else BAR
    own = [line.plain for line in lines if line.plain.startswith(margin)]
    kept = own[: 1 if columns is None else None]
    return " ".join(line.removeprefix(margin) for line in kept)


@given(texts, widths)
def test_a_quote_keeps_all_its_words_at_any_width(text: str, columns: int | None) -> None:
    lines = format_quoted([quoted(text)], columns)
    out, whole = text_of_quote(lines, columns), plain(text)
    assert "".join(out.split()) == "".join(whole.split())
    if columns is None or columns >= 40:  # where no single word is longer than a line
        assert out.split() == whole.split()


@given(texts, st.integers(MIN_COLUMNS, 120))
def test_lines_keep_to_the_width_except_for_links(text: str, columns: int) -> None:
    item = replace(quoted(text), quote=dated(make_quote(text)))
    for line in shown(format_quoted([item], columns)):
        assert cell_len(line) <= columns or "https://" in line


@given(texts)
def test_exactly_the_words_of_the_question_are_bold(text: str) -> None:
    item = quoted(text)
    lines = format_quoted([item], None)
    bold = [lines[0].plain[s.start : s.end] for s in lines[0].spans if s.style == "bold"]
    assert bold == [plain(text[span.start : span.end]) for span in item.bold]
    assert set(bold) <= {"bridge", "word"}


def test_only_the_quote_has_bold_words_and_its_bar_has_not() -> None:
    terminal = Terminal(io.StringIO(), width=40)
    line = format_quoted([quoted("The bridge.")], 40)[0]
    styles = [segment for segment in line.render(terminal) if segment.text.strip()]
    assert [s.text for s in styles if s.style and s.style.bold] == ["bridge"]


def test_bold_words_are_made_harmless_like_all_others() -> None:
    item = Quoted(make_quote("a\x1b[1mb\u202e c"), (Span(0, 7),))
    assert shown(format_quoted([item], None))[0] == "  a␛[1mb c"


def test_a_quote_stands_above_its_source_with_all_that_is_known_of_it() -> None:
    quote = dated(make_quote("The bridge opened in May and was full of people by noon."))
    assert shown(format_quoted([Quoted(quote, ())], 40)) == [
        "▎ The bridge opened in May and was full",
        "▎ of people by noon.",
        "  bridge · A bridge opens · May 2025 ·",
        "  +1 copy: other",
        f"  {quote.source_url}",
    ]


def test_a_quote_without_title_date_or_link_says_undated() -> None:
    assert shown(format_quoted([quoted("The bridge opened.")], 80)) == [
        "▎ The bridge opened.",
        "  bridge · undated",
    ]


def test_quotes_are_apart_from_each_other_and_in_order() -> None:
    lines = shown(format_body(Quotes("?", (quoted("One."), quoted("Two.")), 0.9), 80))
    assert lines == ["▎ One.", "  bridge · undated", "", "▎ Two.", "  bridge · undated"]


def test_for_a_pipe_every_quote_is_one_line_however_long() -> None:
    text = "word " * 500 + "end."
    lines = shown(format_quoted([quoted(text)], None))
    assert lines == ["  " + text, "    bridge · undated"]


def test_what_came_closest_is_offered_only_where_there_is_something() -> None:
    nothing = shown(format_body(NotSaid("?", ()), 80))
    offered = shown(format_body(NotSaid("?", (quoted("One."),)), 80))
    assert nothing == ["The articles don't say."]
    assert offered == [*nothing, "Type /closest to see what came closest."]


DIFFERING = (
    DifferingLine("12", Relation.LATER, (Quoted(make_quote("There were 12."), (Span(11, 13),)),)),
    DifferingLine(
        "9 · nine",
        Relation.EARLIER,
        (
            Quoted(make_quote("It was 9.", "b"), (Span(7, 8),)),
            Quoted(make_quote("The nine sank.", "c"), (Span(4, 8),)),
        ),
    ),
)


def test_differing_values_are_one_compact_list_without_other_quotes() -> None:
    body = Quotes("How many?", (quoted("Never shown."),), 0.9, DIFFERING)
    assert shown(format_body(body, None)) == [
        words.COUNTED_LATER,
        "• 12 · later count",
        "    There were 12.",
        "      bridge · undated",
        "• 9 · nine · earlier count",
        "    It was 9.",
        "      b · undated",
        "    The nine sank.",
        "      c · undated",
    ]
    at_odds = tuple(replace(line, relation=Relation.DIFFERENT) for line in DIFFERING)
    assert shown(format_body(replace(body, differing=at_odds), None))[:2] == [words.DIFFER, "• 12"]


def test_the_value_is_bold_in_every_quote_that_gives_it() -> None:
    lines = format_body(Quotes("How many?", (), 0.9, DIFFERING), 60)
    bold = [line.plain[s.start : s.end] for line in lines for s in line.spans if s.style == "bold"]
    assert bold == ["12", "12", "9 · nine", "9", "nine"]


@given(texts, widths)
def test_a_differing_value_and_its_quote_keep_to_the_width(text: str, columns: int | None) -> None:
    line = DifferingLine(text, Relation.DIFFERENT, (quoted(text),))
    for made in format_body(Quotes("?", (), 0.5, (line, line), text), columns):
        assert "\n" not in made.plain
        if columns is not None:
            assert cell_len(made.plain) <= max(columns, MIN_COLUMNS + 2)


def test_how_the_question_was_read_stands_above_the_answer() -> None:
    body = Quotes("And why?", (quoted("It was old."),), 0.9, understood="I understood: it.")
    assert shown(format_body(body, None))[:3] == ["I understood: it.", "", "  It was old."]
    silent = NotSaid("And why?", (), "I understood: it.")
    assert shown(format_body(silent, None)) == ["I understood: it.", "", words.NOT_SAID]


def test_what_came_closest_is_not_presented_as_an_answer() -> None:
    lines = shown(format_nearest([quoted("One.")], 80))
    assert lines[:3] == [words.NEAREST_INTRO, "", "▎ One."]


def test_a_hostile_id_title_date_or_link_does_not_reach_the_terminal_raw() -> None:
    bad = "x\x1b]0;owned\x07\u202e\n[red]"
    quote = Quote(bad, Span(0, 1), "x", 0.5, bad, bad, bad)
    source = replace(make_source(bad, bad, bad), source_url=bad)
    output = io.StringIO()
    terminal = Terminal(output, width=80)
    for body in (
        Quotes(bad, (Quoted(quote, ()),), 0.5),
        SourceList(bad, (source,), 1, 1),
        OneSource(source, ()),
        MoreQuotes(bad, (Quoted(quote, ()),), 0, closest=True, further=False),
        InContext(quote, (ContextPassage(bad, None, after_gap=False),)),
        FeedbackList(f"why\r\n{bad}\r\n", 1),
        SourceList(bad, (), 0, 1),
        Notice(NoticeKind.FAILED, bad),
    ):
        terminal.print_lines(format_body(body, 80))
    terminal.print_lines(format_question(bad, 80))
    assert not re.search("[\x1b\x07\u202e]", output.getvalue())
    assert output.getvalue().count("[red]") == 23


def test_a_quote_in_context_is_bold_among_its_paragraphs() -> None:
    passages = (
        ContextPassage("It is old.", None, after_gap=False),
        ContextPassage("So: The bridge opened in May. It is long.", Span(4, 29), after_gap=True),
    )
    lines = format_body(InContext(make_quote(), passages), 80)
    assert shown(lines) == [
        "▎ It is old.",
        "",
        "▎ So: The bridge opened in May. It is long.",
        "bridge · undated",
    ]
    bold = [line.plain[s.start : s.end] for line in lines for s in line.spans if s.style == "bold"]
    assert bold == ["The bridge opened in May."]


@pytest.mark.parametrize("listed", [[], [make_source("a")], [make_source("a", None, "2025")]])
def test_the_greeting_reads_well_for_any_articles(listed: list[object]) -> None:
    archive = FakeArchive(listed=listed)  # type: ignore[arg-type]
    status = run(CommandName.STATUS, "", archive)
    lines = shown(format_greeting(status, 80))  # type: ignore[arg-type]
    assert re.fullmatch(r"0 articles\.|1 article (\(all undated\)|from 2025)\.", lines[1])


@pytest.mark.parametrize("reason", Silence)
def test_every_hint_keeps_to_a_narrow_window(reason: Silence) -> None:
    body = Notice(NoticeKind.CANT_ASK, words.SILENCE[reason])
    lines = shown(format_body(body, 30))
    assert all(cell_len(line) <= 30 for line in lines)
    assert " ".join(lines) == words.SILENCE[reason]


def test_blocks_are_apart_and_empty_ones_leave_no_gap() -> None:
    one, two = paragraph(Text("one"), 80), paragraph(Text("two"), 80)
    assert shown(apart([[], one, [], two])) == ["one", "", "two"]
