"""Pages of the ledger as messages for Discord: what stands where, and the buttons below a list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.adapters.discord.formatter import format_reply
from bot.adapters.discord.outgoing import Colour
from bot.core import ledger_words, presses, words
from bot.core.layout.ledger import PRESS_NUMBER
from bot.core.layout.records import File
from bot.core.presses import OpenIssue, id_of
from bot.core.reply import (
    IssueChart,
    IssueList,
    IssueMoves,
    OneIssue,
    Reply,
    Unlisted,
    Visibility,
)
from index.issues.records import Candidate, Condition, Figure, Move, Moves, NumberMove, Status
from index.issues.records import Signal as Told
from tests.bot.adapters.bodies import NOW
from tests.bot.adapters.discord.formatting import labels, only
from tests.bot.adapters.discord.reading import shown
from tests.bot.fakes import make_evidence, make_quote, make_standing

SEARCHED = "1 article, indexed 3 hours ago"

SHUT = make_evidence("It is *shut*.", doc_id="a/b", party="Egypt", speaker="an official")
DONE = make_evidence("It is open.", Told.SETTLED, "2025-12-02", doc_id="c")
PLAN = make_evidence("It shall open.", Told.NEUTRAL, None, doc_id="d")
OPEN = make_standing("bridge", Status.OPEN, SHUT, title="The *bridge*")
CONTESTED = make_standing("ferry", Status.CONTESTED, DONE, SHUT)
SETTLED = make_standing("road", Status.SETTLED, DONE)
SILENT = make_standing("tunnel", Status.NOT_MENTIONED)


# ── the list ─────────────────────────────────────────────────────────────────────────────────


def test_open_issues_come_first_then_settled_ones_then_the_names_of_the_others() -> None:
    message = only(IssueList((SETTLED, OPEN, SILENT, CONTESTED), 5, 5))
    assert [(e.title, e.description, e.colour) for e in message.embeds] == [
        (
            "2 open issues, last moved first:",
            "**1 · The \\*bridge\\*** · open · bridge\nEgypt · an official\n"
            "`a/b` · 1 December 2025\n> It is \\*shut\\*.\n\n"
            "**2 · The ferry** · contested · ferry\nthe article itself\n"
            "`c` · 2 December 2025\n> It is open.",
            Colour.OPEN,
        ),
        (
            "Settled:",
            "**3 · The road** · road\nthe article itself\n`c` · 2 December 2025\n> It is open.",
            Colour.SETTLED,
        ),
        ("", "Not mentioned\\: The tunnel (tunnel).", Colour.NOTHING),
    ]
    assert [embed.footer for embed in message.embeds] == ["", "", f"{SEARCHED} · {PRESS_NUMBER}"]


def test_each_issue_has_a_button_with_its_number() -> None:
    message = only(IssueList((SETTLED, OPEN, SILENT, CONTESTED), 5, 5))
    assert labels(message) == [["1", "2", "3"]]
    pressed = [presses.read(button.custom_id) for button in message.rows[0]]
    assert pressed == [OpenIssue("bridge"), OpenIssue("ferry"), OpenIssue("road")]


def test_an_issue_whose_id_is_too_long_for_a_button_has_none() -> None:
    longest = "x" * (100 - len(id_of(OpenIssue(""))))
    standings = [make_standing(one, Status.OPEN) for one in (longest, f"{longest}x", "bridge")]
    assert labels(only(IssueList(tuple(standings), 5, 5))) == [["1", "3"]]


def test_there_are_no_more_buttons_than_a_message_can_have() -> None:
    standings = tuple(make_standing(f"issue-{n}", Status.OPEN) for n in range(30))
    message = only(IssueList(standings, 5, 5))
    assert [len(row) for row in message.rows] == [5] * 5
    assert labels(message)[-1][-1] == "25"
    assert "**30 · The issue-29**" in message.embeds[0].description


def test_without_an_open_issue_it_is_said_so_and_settled_ones_are_listed() -> None:
    message = only(IssueList((SETTLED, SILENT), 5, 5))
    said, settled, _ = message.embeds
    assert (said.title, said.description) == ("", f"**{ledger_words.NO_OPEN_ISSUES}**")
    assert settled.description.startswith("**1 · The road**")


def test_without_dates_it_is_said_that_nothing_is_newer() -> None:
    undated = make_standing("bridge", Status.OPEN, replace(PLAN, signal=Told.OPEN))
    [embed] = only(IssueList((undated,), 5, 0)).embeds
    assert embed.title == "1 open issue:"
    assert embed.description.startswith(f"{ledger_words.NONE_NEWER}\n\n**1 · ")
    [embed] = only(IssueList((), 5, 0)).embeds
    assert embed.description == f"**{ledger_words.NO_OPEN_ISSUES}**\n{ledger_words.NONE_NEWER}"
    assert PRESS_NUMBER not in embed.footer


def test_without_articles_there_is_nothing_but_what_to_do() -> None:
    message = only(IssueList((SILENT,), 0, 0))
    assert (message.content, message.embeds, message.rows) == (words.NO_ARTICLES, (), ())


# ── one issue ────────────────────────────────────────────────────────────────────────────────


def test_one_issue_is_told_with_its_reason_who_says_what_what_it_waits_for_and_the_rest() -> None:
    telling = replace(DONE, quote=replace(DONE.quote, title="A road", copies=("x", "y")))
    condition = Condition("ferry", "road", make_quote("First the road.", "e"))
    standing = make_standing(
        *("ferry", Status.CONTESTED, telling, SHUT, PLAN),
        positions=(SHUT,), waits_for=(condition,),
    )  # fmt: skip
    message = only(OneIssue(standing, (SHUT, PLAN), 4, {"road": "The *road*"}))
    assert [(embed.title, embed.description) for embed in message.embeds] == [
        (
            "",
            "**The ferry** · ferry\n"
            f"**contested**\\: {standing.because}\n"
            "3 articles · last moved 2 December 2025\n"
            "What would settle it\\: the ferry opens\n\n"
            "**the article itself** · settled\n"
            "`c` · A road · 2 December 2025 · +2 copies\\: `x`, `y`\n> It is open.",
        ),
        (
            ledger_words.WHO_SAYS_WHAT,
            "**Egypt · an official** · open\n`a/b` · 1 December 2025\n> It is \\*shut\\*.",
        ),
        ("", "**Waits for\\: The \\*road\\***\n`e` · undated\n> First the road."),
        (
            ledger_words.MORE_EVIDENCE,
            "**the article itself**\n`d` · undated\n> It shall open.\n\nand 4 more quotes",
        ),
    ]
    assert {embed.colour for embed in message.embeds} == {Colour.CONTESTED}
    assert message.embeds[-1].footer == SEARCHED


def test_an_issue_that_no_article_mentions_is_told_so() -> None:
    [embed] = only(OneIssue(SILENT, (), 0, {})).embeds
    assert embed.description == (
        f"**The tunnel** · tunnel\n**not mentioned**\\: {SILENT.because}\n0 articles\n"
        "What would settle it\\: the tunnel opens"
    )


# ── what changed, and what is not listed ─────────────────────────────────────────────────────


def test_what_changed_is_told_by_issue_with_at_most_three_new_quotes() -> None:
    new = tuple(make_evidence(f"Quote {n}.", doc_id=f"n{n}") for n in range(5))
    moves = Moves("10 November 2025", "now", (Move(Status.OPEN, SETTLED, new, 1, ()),))
    message = only(IssueMoves(moves))
    assert message.content == "-# What changed from 10 November 2025 to now\\:"
    [embed] = message.embeds
    told = "".join(
        f"**the article itself** · open\n`n{n}` · 1 December 2025\n> Quote {n}.\n\n"
        for n in range(3)
    )
    assert embed.description == (
        "**The road** · open → settled · road\n5 new quotes · 1 quote gone\n\n"
        f"{told}and 2 more quotes"
    )
    assert embed.colour is Colour.SETTLED


def test_a_number_that_changed_is_told_with_the_quote_of_each_side() -> None:
    number = NumberMove(
        Figure("kill", "at least *5*", 5), Figure("kill", "9", 9), SHUT.quote, DONE.quote
    )
    move = Move(Status.OPEN, OPEN, (DONE,), 0, (number, replace(number, before_quote=None)))
    [embed] = only(IssueMoves(Moves("May", "now", (move,)))).embeds
    newer = "**at least \\*5\\* → 9**\n`c` · 2 December 2025\n> It is open.\n\n"
    assert embed.description == (
        "**The \\*bridge\\*** · open · bridge\n1 new quote\n\n"
        f"{newer}`a/b` · 1 December 2025\n> It is \\*shut\\*.\n\n"
        f"{newer}{ledger_words.FIRST_IS_GONE}"
    )


def test_where_nothing_changed_it_is_said_so() -> None:
    message = only(IssueMoves(Moves("@here", "now", ())))
    assert message.content == ledger_words.nothing_changed("\\@here")
    assert not message.embeds


def test_what_the_catalogue_lacks_is_told_with_its_words_and_first_quotes() -> None:
    quotes = tuple(make_quote(f"Quote {n}.", f"q{n}") for n in range(4))
    message = only(Unlisted((Candidate(("prison", "_swap_"), quotes, 3),)))
    told = "".join(f"`q{n}` · undated\n> Quote {n}.\n\n" for n in range(3))
    assert shown(message.content) == f"-# {ledger_words.UNLISTED}"
    assert message.embeds[0].description == (
        f"**prison, \\_swap\\_** · 4 quotes · 3 articles\n\n{told}and 1 more quote"
    )


def test_where_the_catalogue_lacks_nothing_it_is_said_so() -> None:
    assert only(Unlisted(())).content == ledger_words.NONE_UNLISTED


# ── the picture ──────────────────────────────────────────────────────────────────────────────


def test_a_picture_is_attached_with_what_it_shows_in_words() -> None:
    message = only(IssueChart(b"png", "A chart of *3* issues."))
    assert message.file == File("issues.png", b"png", "A chart of *3* issues.")
    assert message.content == f"-# {SEARCHED}"
    [bare] = format_reply(Reply(IssueChart(b"png", ""), Visibility.PUBLIC), NOW)
    assert bare.content == ""


@pytest.mark.parametrize("issue", ["rafah-crossing", "a:b", "chart"])
def test_what_a_button_opens_is_read_from_its_id(issue: str) -> None:
    assert presses.read(id_of(OpenIssue(issue))) == OpenIssue(issue)
