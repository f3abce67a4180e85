"""The ledger at the console: every word of every quote, its source, and nothing that steers."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.adapters.console.formatter import format_body
from bot.adapters.console.layout import MIN_COLUMNS
from bot.adapters.console.ledger import (
    CANDIDATE_SHOWN,
    NEW_SHOWN,
    ONE_OF_THEM,
    WRITES_PICTURE,
)
from bot.adapters.console.session import Session
from bot.adapters.console.terminal import Terminal
from bot.core import ledger_words, words
from bot.core.plain import plain
from bot.core.reply import IssueChart, IssueList, IssueMoves, OneIssue, Unlisted
from bot.core.responder import Responder
from index.issues.records import (
    Candidate,
    Condition,
    Figure,
    Issue,
    Ledger,
    Move,
    Moves,
    NumberMove,
    Signal,
    Standing,
    Status,
    Voice,
)
from index.records import Quote, Span
from tests.bot.fakes import (
    ROOMY,
    FakeArchive,
    make_evidence,
    make_quote,
    make_services,
    make_standing,
)

if TYPE_CHECKING:
    from bot.core.reply import LedgerPage

OFFICIAL = make_evidence(
    "Nothing “is agreed”.", party="Hamas", speaker="a senior official", voice=Voice.UNNAMED
)
EGYPT = make_evidence("It is agreed.", Signal.SETTLED, "2025-11", party="Egypt", doc_id="cairo")
PLAN = make_evidence("The plan names it.", Signal.NEUTRAL, None, doc_id="plan")
ARMS = make_standing("arms", Status.CONTESTED, OFFICIAL, EGYPT, PLAN, title="Disarmament")
AID = make_standing("aid", Status.SETTLED, EGYPT)
RAFAH = make_standing("rafah", Status.NOT_MENTIONED)
GROWN = NumberMove(
    Figure("kill", "at least 244", 244),
    Figure("kill", "more than 400", 400),
    make_quote("At least 244 died.", "early"),
    make_quote("Of more than 400 we know.", "late"),
)

PIECES = ["é", "“word”", "U.S.", "[red]", "No,", "the", "שלום", "漢字漢字", "\x1b[1mx", "x" * 30]
BREAKS = [" ", "  ", "\n", "\r\n", "\xa0", "\t", "\u2028"]
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BREAKS)), min_size=1).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
widths = st.none() | st.integers(1, 120)


def shown(body: LedgerPage, columns: int | None = None) -> list[str]:
    return [line.plain for line in format_body(body, columns)]


def test_the_list_shows_open_issues_then_settled_ones_and_names_the_others() -> None:
    assert shown(IssueList((ARMS, RAFAH, AID), 3, 2)) == [
        "1 open issue, last moved first:",
        "",
        "1 · Disarmament · contested · arms",
        "  Hamas · a senior official",
        "  “Nothing “is agreed”.”",
        "  bridge · 1 December 2025",
        "",
        "Settled:",
        "",
        "2 · The aid · settled · aid",
        "  the article itself, on Egypt",
        "  “It is agreed.”",
        "  cairo · November 2025",
        "",
        "Not mentioned: The rafah (rafah).",
        "",
        ONE_OF_THEM,
    ]


def test_a_list_of_nothing_is_a_sentence() -> None:
    assert shown(IssueList((), 3, 3)) == [ledger_words.NO_OPEN_ISSUES]
    assert shown(IssueList((), 0, 0)) == [words.NO_ARTICLES]


def test_where_no_article_has_a_date_the_list_says_so() -> None:
    assert shown(IssueList((ARMS,), 3, 0))[:2] == ["1 open issue:", ledger_words.NONE_NEWER]


def test_one_issue_shows_what_decides_it_then_who_says_what_and_the_rest() -> None:
    waits = Condition("arms", "rafah", make_quote("Once Rafah opens."))
    standing = replace(ARMS, waits_for=(waits,))
    assert shown(OneIssue(standing, (EGYPT, PLAN), 4, {"rafah": "The crossing"})) == [
        "Disarmament · 3 articles · last moved 1 December 2025 · arms",
        "What would settle it: the arms opens",
        "",
        "contested: one party says that it is done, and others deny it",
        "",
        "  Hamas · a senior official · open",
        "  “Nothing “is agreed”.”",
        "  bridge · 1 December 2025",
        "",
        "Who says what:",
        "",
        "  the article itself, on Egypt · settled",
        "  “It is agreed.”",
        "  cairo · November 2025",
        "",
        "Waits for: The crossing",
        "",
        "  “Once Rafah opens.”",
        "  bridge · undated",
        "",
        "What the articles say besides:",
        "",
        "  the article itself",
        "  “The plan names it.”",
        "  plan · undated",
        "",
        "and 4 more quotes",
    ]


def test_an_issue_that_no_article_mentions_says_that_and_has_no_empty_headings() -> None:
    assert shown(OneIssue(RAFAH, (), 0, {})) == [
        "The rafah · 0 articles · rafah",
        "What would settle it: the rafah opens",
        "",
        "not mentioned: no article says that it is open or settled",
    ]


def test_a_quote_has_its_title_copies_and_address_below_it() -> None:
    known = replace(
        OFFICIAL.quote, title="A talk", copies=("b",), source_url="https://example.org/a b"
    )
    standing = make_standing("x", Status.OPEN, replace(OFFICIAL, quote=known))
    lines = shown(OneIssue(standing, (), 0, {}))
    assert "  bridge · A talk · 1 December 2025 · +1 copy: b" in lines
    assert "  https://example.org/a b" in lines


def test_moves_show_statuses_numbers_with_both_quotes_and_new_ones() -> None:
    moves = Moves("10 November 2025", "now", (Move(Status.OPEN, AID, (EGYPT,), 2, (GROWN,)),))
    assert shown(IssueMoves(moves)) == [
        "What changed from 10 November 2025 to now:",
        "",
        "The aid · open → settled · aid",
        "1 new quote · 2 quotes gone",
        "",
        "  at least 244 → more than 400",
        "  “Of more than 400 we know.”",
        "  late · undated",
        "  “At least 244 died.”",
        "  early · undated",
        "",
        "  the article itself, on Egypt · settled",
        "  “It is agreed.”",
        "  cairo · November 2025",
    ]


def test_a_number_whose_first_quote_is_gone_says_so() -> None:
    gone = replace(GROWN, before_quote=None)
    lines = shown(IssueMoves(Moves("last", "now", (Move(Status.OPEN, ARMS, (), 0, (gone,)),))))
    assert lines[-1] == f"  {ledger_words.FIRST_IS_GONE}"
    assert "Disarmament · open → contested · arms" in lines


def test_of_many_new_quotes_the_newest_are_shown_and_the_rest_counted() -> None:
    new = tuple(make_evidence(f"Quote {n}.") for n in range(NEW_SHOWN + 2))
    lines = shown(IssueMoves(Moves("last", "now", (Move(Status.SETTLED, AID, new, 0, ()),))))
    assert [line for line in lines if "Quote" in line] == [
        f"  “Quote {n}.”" for n in range(NEW_SHOWN)
    ]
    assert lines[-1] == "and 2 more quotes"
    move = Move(Status.SETTLED, AID, new[:NEW_SHOWN], 0, ())
    assert not any("more" in line for line in shown(IssueMoves(Moves("last", "now", (move,)))))


def test_nothing_new_is_a_sentence() -> None:
    assert shown(IssueMoves(Moves("10 November 2025", "now", ()))) == [
        "Nothing has changed since 10 November 2025."
    ]


def test_a_picture_is_told_in_words_with_the_command_that_writes_it() -> None:
    assert shown(IssueChart(b"png", "Five of 12 issues are open.")) == [
        f"Five of 12 issues are open. {WRITES_PICTURE}"
    ]


def test_unlisted_disputes_have_their_words_quotes_and_sources() -> None:
    quotes = tuple(make_quote(f"Quote {n}.") for n in range(CANDIDATE_SHOWN + 1))
    lines = shown(Unlisted((Candidate(("prisoner", "swap"), quotes, 2),)))
    assert lines[:5] == [
        ledger_words.UNLISTED,
        "",
        "prisoner, swap · 2 articles",
        "  “Quote 0.”",
        "  bridge · undated",
    ]
    assert lines[-1] == "and 1 more quote"
    assert shown(Unlisted(())) == [ledger_words.NONE_UNLISTED]


def bodies_with(quote: Quote, text: str) -> list[tuple[LedgerPage, int]]:
    """A body of each kind that shows quotes, with `text` for every other text, and how often it
    shows `quote`.
    """
    evidence = make_evidence(party=text, speaker=text)
    evidence = replace(evidence, quote=quote)
    other = replace(evidence, speaker=f"{text}.")
    standing = Standing(
        Issue(text, text, text), Status.OPEN, ARMS.because, evidence, (evidence, other),
        (evidence, other), (Condition(text, text, quote),), 1, text,
    )  # fmt: skip
    silent = replace(standing, status=Status.NOT_MENTIONED)
    settled = replace(standing, status=Status.SETTLED)
    number = NumberMove(Figure(text, text, 1), Figure(text, text, 2), quote, quote)
    move = Move(Status.OPEN, standing, (replace(evidence, quote=OFFICIAL.quote),), 1, (number,))
    return [
        (IssueList((standing, settled, silent), 1, 1), 2),
        (OneIssue(standing, (other,), 1, {text: text}), 3),
        (IssueMoves(Moves(text, text, (move,))), 2),
        (Unlisted((Candidate((text, text), (quote, quote), 1),)), 2),
    ]


@given(texts, widths)
def test_every_quote_keeps_all_its_words_at_any_width(text: str, columns: int | None) -> None:
    quote = make_quote(text)
    whole = f"“{plain(text).strip()}”" if columns is None else f"“{plain(text)}”"
    for body, times in bodies_with(quote, "x"):
        lines = shown(body, columns)
        out = " ".join(lines)
        assert "".join(out.split()).count("".join(whole.split())) == times
        if columns is None:
            assert lines.count(f"  “{plain(text)}”") == times


@given(texts, st.integers(40, 120))
def test_lines_break_only_between_words(text: str, columns: int) -> None:
    for body, _ in bodies_with(make_quote(text), "x"):
        out = " ".join(" ".join(shown(body, columns)).split())
        assert " ".join(f"“{plain(text)}”".split()) in out


@given(texts, st.integers(MIN_COLUMNS, 120))
def test_lines_keep_to_the_width_whatever_the_texts_are(text: str, columns: int) -> None:
    for body, _ in [*bodies_with(make_quote(text, text), text), (IssueChart(b"", text), 0)]:
        for line in shown(body, columns):
            assert "\n" not in line
            assert cell_len(line) <= columns


def test_hostile_texts_do_not_reach_the_terminal_raw() -> None:
    bad = "x\x1b]0;owned\x07\u202e\n[red]\x9b2J"
    quote = Quote(bad, Span(0, 1), bad, 0.5, bad, bad, bad, (bad,))
    output = io.StringIO()
    terminal = Terminal(output, width=80)
    for body, _ in bodies_with(quote, bad):
        terminal.print_lines(format_body(body, 80))
    terminal.print_lines(format_body(IssueChart(b"\x1b", bad), 80))
    assert not re.search("[\x1b\x07\u202e\x9b]", output.getvalue())
    marked = sum(line.count("[red]") for body, _ in bodies_with(quote, bad) for line in shown(body))
    assert output.getvalue().replace("\n", "").count("[red]") >= marked > 40


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/issues", "1 · Disarmament · contested · arms"),
        ("/issues ARMS", "contested: one party says that it is done, and others deny it"),
        ("/issues since", "Nothing has changed since yesterday."),
        ("/issues unlisted", ledger_words.NONE_UNLISTED),
        ("/issues amrs", "Did you mean arms?"),
    ],
)
def test_whoever_sits_at_the_console_can_type_all_of_it(line: str, expected: str) -> None:
    output = io.StringIO()
    archive = FakeArchive(ledger_now=Ledger((ARMS,)), moves_found=Moves("yesterday", "now", ()))
    with Responder(make_services(archive), ROOMY) as responder:
        Session(responder, Terminal(output)).answer_lines([line])
    assert expected in output.getvalue()
