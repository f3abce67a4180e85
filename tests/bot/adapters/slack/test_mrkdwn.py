"""Nothing of an article formats, links or pings on Slack, whether mrkdwn shows it or rich text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.slack.blocks import rich_lines, rich_quote
from bot.adapters.slack.mrkdwn import address, code, emphasised, escape, is_inert, link
from bot.core.layout import sources
from bot.core.layout.records import Line, Look, Run
from bot.core.plain import plain
from index.records import Span
from tests.bot.adapters.slack.formatting import rich_run
from tests.bot.adapters.slack.marks import live, runs, shown, squeezed, text_of, unescaped

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECES = st.lists(
    st.sampled_from(
        [
            *("<!channel>", "<!here|here>", "<@U1>", "<#C1|x>", "<!subteam^S1>", "<https://a.b|c>"),
            *("&lt;", "&amp;amp;", "&gt;", "&", "<", ">", "*a*", "_b_", "~c~", "*", "`", "```"),
            *(":smile:", ":+1:", "> q", ">>> q", "https://a_b.c/d_e", "@channel", "- ", "1. "),
            *("\n", " ", "\r\n", "\u202e", "\u2066", "\x00", "\x1b[31m", "\xa0", "\u2028", "\\"),
            *(
                "“words”",
                "é",
                "U.S.",
                "שלום",
                "مرحبا",
                "日本語",
                "😀",
                "👨‍👩‍👧",
                "plain",
                "red kite",
            ),
        ]
    ),
    max_size=20,
).map("".join)
TEXTS = PIECES | st.text(max_size=80)
ENDS = st.lists(st.integers(0, 80), max_size=8)


def spans_of(text: str, ends: Sequence[int]) -> list[Span]:
    """Disjoint spans, in order; some begin where another ends."""
    cuts = sorted({min(end, len(text)) for end in ends})
    return [Span(start, end) for start, end in list(pairwise(cuts))[: len(cuts) // 2 + 1]]


def wanted(text: str, spans: Sequence[Span]) -> str:
    """What of it is to be bold."""
    return squeezed("".join(plain(text[span.start : span.end]) for span in spans))


# ── mrkdwn ───────────────────────────────────────────────────────────────────────────────────


@given(TEXTS)
def test_an_escaped_text_is_the_text_itself_and_can_neither_ping_nor_link(text: str) -> None:
    escaped = escape(text)
    assert unescaped(escaped) == plain(text)
    assert not set("<>\n") & set(escaped)
    assert re.search("&(?!amp;|lt;|gt;)", escaped) is None


@given(TEXTS)
@example(" > a")
@example("\u202e> a")
@example(":a\u202eb:")
@example("12:30:45")
@example("a: b:")
def test_mrkdwn_shows_exactly_the_texts_in_which_it_could_format_nothing(text: str) -> None:
    shown = plain(text)
    marks = set("*_~`") & set(shown)
    emoji = re.search(r":[\w+'-]+:", shown)
    assert is_inert(text) == (not (marks or emoji or shown.strip().startswith(">")))
    assert (emphasised(text, ()) is None) == (not is_inert(text))


@given(TEXTS, ENDS)
@example("\u202e a", [0, 3])
@example("\u202e> a", [])
@example("a\u202e b", [0, 2])
@example("a\n\nb", [0, 2, 4])
def test_mrkdwn_is_bold_where_that_was_wanted_and_the_words_stay(
    text: str, ends: list[int]
) -> None:
    spans = spans_of(text, ends)
    written = emphasised(text, spans)
    if written is None:
        return
    assert live(written) == set()
    assert squeezed(shown(written)) == squeezed(plain(text))
    read = runs(written)
    assert squeezed(text_of(run for run in read if run.look == "bold")) == wanted(text, spans)
    for run in read:
        assert run.look in {"plain", "bold"}
        assert run.look == "plain" or run.text == run.text.strip()


@pytest.mark.parametrize(
    ("before", "behind", "can_be"),
    [
        *(("", "", True), (" ", " ", True), (" ", ".", True), (" ", ", x", True), (" ", "?", True)),
        *(("\n", "\n", True), ("“", "” x", False), ("(", ")", False), (" ", "s", False)),
        *(("-", " ", False), (" ", "-x", False), ("é", " ", False)),
    ],
)
def test_a_bold_word_stands_alone_or_is_left_to_rich_text(
    before: str, behind: str, can_be: bool
) -> None:
    text = f"{before}kite{behind}"
    bold = [Span(len(before), len(before) + 4)]
    written = emphasised(text, bold)
    assert (written is not None) == can_be
    assert written is None or written == f"{escape(before)}*kite*{escape(behind)}"


def test_bold_stretches_without_a_gap_are_one() -> None:
    assert emphasised("Red kites.", [Span(0, 4), Span(4, 9)]) == "*Red kites*."


@given(TEXTS)
def test_an_id_is_in_a_box_that_it_can_not_leave(text: str) -> None:
    written = code(text)
    if written is None:
        assert "`" in text or not plain(text).strip()
        return
    [run] = runs(written)
    assert (run.look, run.text) == ("code", plain(text))
    assert live(written) == set()


# ── rich text ────────────────────────────────────────────────────────────────────────────────


@given(TEXTS, ENDS)
@example("\u202ea", [0, 1])
def test_rich_text_is_bold_where_that_was_wanted_and_the_words_stay(
    text: str, ends: list[int]
) -> None:
    spans = spans_of(text, ends)
    read = [rich_run(one) for one in rich_quote(text, spans)["elements"]]
    assert squeezed(text_of(read)) == squeezed(plain(text))
    assert squeezed(text_of(run for run in read if run.look == "bold")) == wanted(text, spans)
    assert all(run.look in {"plain", "bold"} for run in read)
    assert all(run.text for run in read), "Slack refuses an empty text"


@given(st.lists(st.tuples(TEXTS, st.sampled_from(Look)), max_size=5))
def test_runs_of_rich_text_are_what_they_are_and_nothing_else(
    drawn: list[tuple[str, Look]],
) -> None:
    line = Line(tuple(Run(text, look) for text, look in drawn))
    told = [run for run in line.runs if plain(run.text)]
    read = [rich_run(one) for one in rich_lines([line])["elements"]]
    assert [(run.text, run.look) for run in read] == [(plain(r.text), r.look.value) for r in told]


# ── links ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("url", "written"),
    [
        (
            "https://www.example.org/a?b=c&d=e",
            "<https://www.example.org/a?b=c&amp;d=e|example.org>",
        ),
        ("https://example.org/a b|c>", "<https://example.org/a%20b%7Cc%3E|example.org>"),
        ("https://example.org/köprü", "<https://example.org/k%C3%B6pr%C3%BC|example.org>"),
        ("https://exa_mple.org/", None),
    ],
)
def test_an_address_is_a_link_that_is_named_after_its_host(url: str, written: str | None) -> None:
    assert link(sources.link(url)) == written


@given(TEXTS | PIECES.map(lambda piece: f"https://a.b/{piece}"))
def test_any_address_makes_one_link_or_none(text: str) -> None:
    run = sources.link(text)
    made = link(run) if run.url else None
    if made is not None:
        [read] = runs(made)
        assert (read.look, read.text) == ("link", plain(run.text))
        assert read.url == address(run.url)
        assert not set(read.url) & set("<>| \n")
