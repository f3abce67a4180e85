"""Pages of the ledger as blocks for Slack: what stands where, and the buttons below a list."""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.slack import phrases
from bot.core import ledger_words, presses, words
from bot.core.layout.ledger import PRESS_NUMBER
from bot.core.layout.records import File
from bot.core.presses import OpenIssue
from bot.core.reply import IssueChart, IssueList, IssueMoves, OneIssue, Unlisted
from index.issues.records import Candidate, Condition, Figure, Move, Moves, NumberMove, Status
from index.issues.records import Signal as Told
from tests.bot.adapters.bodies import NOW, SEARCHED, reply_of
from tests.bot.adapters.slack.formatting import (
    FORMATTER,
    kinds,
    labels,
    lines_of,
    only,
    rich_run,
    text_in,
    values,
)
from tests.bot.fakes import make_evidence, make_quote, make_standing

SHUT = make_evidence("It is *shut*.", doc_id="a/b", party="Egypt", speaker="an official")
DONE = make_evidence("It is open.", Told.SETTLED, "2025-12-02", doc_id="c")
PLAN = make_evidence("It shall open.", Told.NEUTRAL, None, doc_id="d")
OPEN = make_standing("bridge", Status.OPEN, SHUT, title="The *bridge*")
CONTESTED = make_standing("ferry", Status.CONTESTED, DONE, SHUT)
SETTLED = make_standing("road", Status.SETTLED, DONE)
SILENT = make_standing("tunnel", Status.NOT_MENTIONED)


def test_open_issues_come_first_then_settled_ones_then_the_names_of_the_others() -> None:
    message = only(IssueList((SETTLED, OPEN, SILENT, CONTESTED), 5, 5))
    assert kinds(message.blocks) == [
        *("header", "rich_text", "rich_text", "header", "rich_text", "rich_text", "context")
    ]
    assert text_in([message]).split("\n") == [
        "2 open issues, last moved first:",
        *("1 · The *bridge* · open · bridge", "Egypt · an official"),
        *("a/b · 1 December 2025", "> It is *shut*."),
        *("2 · The ferry · contested · ferry", "the article itself"),
        *("c · 2 December 2025", "> It is open."),
        *("Settled:", "3 · The road · road", "the article itself"),
        *("c · 2 December 2025", "> It is open."),
        *("Not mentioned: The tunnel (tunnel).", f"{SEARCHED} · {PRESS_NUMBER}"),
    ]
    about = [rich_run(one) for one in message.blocks[1]["elements"][0]["elements"]]
    assert [one.text for one in about if one.look == "bold"] == ["1 · The *bridge*"]
    assert [one.text for one in about if one.look == "code"] == ["a/b"]


def test_each_issue_has_a_button_with_its_number() -> None:
    message = only(IssueList((SETTLED, OPEN, SILENT, CONTESTED), 5, 5))
    assert labels(message) == ["1", "2", "3"]
    pressed = [presses.read(value) for value in values(message)]
    assert pressed == [OpenIssue("bridge"), OpenIssue("ferry"), OpenIssue("road")]


def test_an_issue_whose_id_is_too_long_for_a_button_has_none() -> None:
    longest = "x" * (2_000 - len(presses.id_of(OpenIssue(""))))
    standings = [make_standing(one, Status.OPEN) for one in (longest, f"{longest}x", "bridge")]
    assert labels(only(IssueList(tuple(standings), 5, 5))) == ["1", "3"]


def test_without_an_open_issue_it_is_said_so_and_settled_ones_are_listed() -> None:
    said, _, settled, *_ = only(IssueList((SETTLED, SILENT), 5, 5)).blocks
    assert lines_of(said) == [ledger_words.NO_OPEN_ISSUES]
    assert lines_of(settled)[0] == "1 · The road · road"


def test_without_articles_there_is_nothing_but_what_to_do() -> None:
    message = only(IssueList((SILENT,), 0, 0))
    assert (text_in([message]), message.buttons) == (words.NO_ARTICLES, ())


def test_one_issue_is_told_with_its_reason_who_says_what_what_it_waits_for_and_the_rest() -> None:
    telling = replace(DONE, quote=replace(DONE.quote, title="A road", copies=("x", "y")))
    condition = Condition("ferry", "road", make_quote("First the road.", "e"))
    standing = make_standing(
        *("ferry", Status.CONTESTED, telling, SHUT, PLAN),
        positions=(SHUT,), waits_for=(condition,),
    )  # fmt: skip
    message = only(OneIssue(standing, (SHUT, PLAN), 4, {"road": "The *road*"}))
    assert text_in([message]).split("\n") == [
        *("The ferry · ferry", f"contested: {standing.because}"),
        "3 articles · last moved 2 December 2025",
        "What would settle it: the ferry opens",
        "the article itself · settled",
        *("c · A road · 2 December 2025 · +2 copies: x, y", "> It is open."),
        *(ledger_words.WHO_SAYS_WHAT, "Egypt · an official · open"),
        *("a/b · 1 December 2025", "> It is *shut*."),
        *(ledger_words.waits_for("The *road*"), "e · undated", "> First the road."),
        *(ledger_words.MORE_EVIDENCE, "the article itself", "d · undated", "> It shall open."),
        *("and 4 more quotes", SEARCHED),
    ]
    assert message.text == "The ferry · ferry"


def test_an_issue_that_no_article_mentions_is_told_so() -> None:
    message = only(OneIssue(SILENT, (), 0, {}))
    assert text_in([message]).split("\n")[1] == f"not mentioned: {SILENT.because}"


def test_what_changed_is_told_by_issue_with_at_most_three_new_quotes() -> None:
    new = tuple(make_evidence(f"Quote {n}.", doc_id=f"n{n}") for n in range(5))
    moves = Moves("10 November 2025", "now", (Move(Status.OPEN, SETTLED, new, 1, ()),))
    told = [
        line
        for n in range(3)
        for line in ("the article itself · open", f"n{n} · 1 December 2025", f"> Quote {n}.")
    ]
    assert text_in([only(IssueMoves(moves))]).split("\n") == [
        "What changed from 10 November 2025 to now:",
        *("The road · open → settled · road", "5 new quotes · 1 quote gone"),
        *(*told, "and 2 more quotes", SEARCHED),
    ]


def test_a_number_that_changed_is_told_with_the_quote_of_each_side() -> None:
    number = NumberMove(
        Figure("kill", "at least *5*", 5), Figure("kill", "9", 9), SHUT.quote, DONE.quote
    )
    move = Move(Status.OPEN, OPEN, (DONE,), 0, (number, replace(number, before_quote=None)))
    newer = ("at least *5* → 9", "c · 2 December 2025", "> It is open.")
    assert text_in([only(IssueMoves(Moves("May", "now", (move,))))]).split("\n")[1:] == [
        *("The *bridge* · open · bridge", "1 new quote"),
        *(*newer, "a/b · 1 December 2025", "> It is *shut*."),
        *(*newer, ledger_words.FIRST_IS_GONE, SEARCHED),
    ]


def test_where_nothing_changed_it_is_said_so() -> None:
    message = only(IssueMoves(Moves("<!here>", "now", ())))
    assert text_in([message]) == ledger_words.nothing_changed("<!here>")
    assert "<!here>" not in message.text


def test_what_the_catalogue_lacks_is_told_with_its_words_and_first_quotes() -> None:
    quotes = tuple(make_quote(f"Quote {n}.", f"q{n}") for n in range(4))
    message = only(Unlisted((Candidate(("prison", "_swap_"), quotes, 3),)))
    told = [line for n in range(3) for line in (f"q{n} · undated", f"> Quote {n}.")]
    assert text_in([message]).split("\n") == [
        *(ledger_words.UNLISTED, "prison, _swap_ · 4 quotes · 3 articles"),
        *(*told, "and 1 more quote", SEARCHED),
    ]
    assert not message.shareable


def test_where_the_catalogue_lacks_nothing_it_is_said_so() -> None:
    assert text_in([only(Unlisted(()))]) == ledger_words.NONE_UNLISTED


def test_a_picture_is_a_file_with_what_it_shows_in_words() -> None:
    message = only(IssueChart(b"png", "A chart of *3* issues."))
    assert message.file == File("issues.png", b"png", "A chart of *3* issues.")
    assert message.text == f"{phrases.CHART} · {SEARCHED}"
    [bare] = FORMATTER.reply(replace(reply_of(IssueChart(b"png", "")), index=None), NOW)
    assert bare.text == phrases.CHART
