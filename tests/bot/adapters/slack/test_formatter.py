"""Answers as blocks for Slack: what stands where, what is bold, and the buttons below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core import presses, words
from bot.core.layout.answers import GAP
from bot.core.presses import Around, More, NotHelpful
from bot.core.reply import (
    ContextPassage,
    InContext,
    MoreQuotes,
    Notice,
    NoticeKind,
    NotSaid,
    Quotes,
)
from index.records import Relation, Span
from tests.bot.adapters.bodies import NOW, SEARCHED, TURN, differing, quoted, reply_of
from tests.bot.adapters.slack.formatting import (
    FORMATTER,
    formatted,
    kinds,
    labels,
    lines_of,
    only,
    quotes_in,
    text_in,
    values,
)
from tests.bot.fakes import make_quote

if TYPE_CHECKING:
    from bot.adapters.slack.outgoing import Outgoing

ITEM = quoted("Text.", "a")


def bold_in(message: Outgoing) -> list[str]:
    """What is bold in its block quotes."""
    return [run.text for quote in quotes_in([message]) for run in quote if run.look == "bold"]


# ── quotes ───────────────────────────────────────────────────────────────────────────────────


def test_a_quote_is_a_section_with_its_words_in_bold_and_its_source_below() -> None:
    item = quoted(
        *("The bridge opened in May & June.", "world/bridge", "bridge"),
        title="A new <bridge>",
        published="2025-05-02",
        source_url="https://www.example.org/b",
        copies=("copy/a", "copy/b"),
    )
    message = only(Quotes("q", (item,), 0.9), "mention me to go on")
    quote, source, footer = message.blocks
    assert quote == {
        "type": "section",
        "text": {
            "type": "mrkdwn",
            "text": "> The *bridge* opened in May &amp; June.",
            "verbatim": True,
        },
    }
    assert [one["text"] for one in source["elements"]] == [
        "`world/bridge` · A new &lt;bridge&gt; · 2 May 2025 · "
        "<https://www.example.org/b|example.org> · +2 copies: `copy/a`, `copy/b`"
    ]
    assert lines_of(footer) == [f"{SEARCHED} · mention me to go on"]
    assert footer["elements"][0]["type"] == "plain_text"


def test_a_quote_that_mrkdwn_can_not_show_is_rich_text_and_reads_the_same() -> None:
    item = quoted("The *new* bridge of “red” kites.", "a", "bridge red")
    message = only(Quotes("q", (item,), 0.9))
    assert kinds(message.blocks) == ["rich_text", "context", "context"]
    assert lines_of(message.blocks[0]) == ["> The *new* bridge of “red” kites."]
    assert bold_in(message) == ["bridge", "red"]


def test_a_source_that_mrkdwn_can_not_show_is_small_print_without_markup() -> None:
    item = quoted("Text.", "a`b", title="A *new* :bridge:", published="2025")
    source = only(Quotes("q", (item,), 0.9)).blocks[1]
    assert [(one["type"], one["text"]) for one in source["elements"]] == [
        ("plain_text", "a`b"),
        ("mrkdwn", "·"),
        ("plain_text", "A *new* :bridge:"),
        ("mrkdwn", "· 2025"),
    ]


def test_what_is_not_known_of_an_article_is_not_made_up() -> None:
    assert lines_of(only(Quotes("q", (ITEM,), 0.9)).blocks[1]) == ["a · undated"]


def test_several_quotes_are_numbered_and_so_are_their_buttons() -> None:
    items = tuple(quoted(f"Text {n}.", f"a{n}") for n in range(3))
    message = only(Quotes("q", items, 0.9, further=True))
    assert text_in([message]).split("\n") == [
        *(line for n in range(3) for line in (f"> Text {n}.", f"{n + 1} · a{n} · undated")),
        SEARCHED,
    ]
    assert labels(message) == [
        *("More quotes", "In context: 1", "In context: 2", "In context: 3", "Not helpful")
    ]
    pressed = [presses.read(value) for value in values(message)]
    assert pressed == [More(TURN, 3), *(Around(TURN, n) for n in range(3)), NotHelpful(TURN)]


def test_one_quote_needs_no_number_and_no_more_quotes_no_button() -> None:
    assert labels(only(Quotes("q", (ITEM,), 0.9))) == ["In context", "Not helpful"]


def test_the_button_for_more_stands_out_and_all_have_ids_of_their_own() -> None:
    message = only(Quotes("q", (ITEM,), 0.9, further=True))
    assert [one.get("style") for one in message.buttons] == ["primary", None, None]
    assert [one["action_id"] for one in message.buttons] == [f"dateline-{n}" for n in range(3)]


def test_how_a_question_was_understood_stands_above_the_answer() -> None:
    message = only(Quotes("q", (ITEM,), 0.9, understood="I understood: about *him*."))
    assert lines_of(message.blocks[0]) == ["I understood: about *him*."]
    assert message.blocks[0]["elements"][0]["type"] == "plain_text"


def test_a_next_page_goes_on_counting() -> None:
    items = (quoted("Four.", "d"), quoted("Five.", "e"))
    message = only(MoreQuotes("q", items, 3, closest=False, further=True))
    assert text_in([message]).split("\n")[:4] == [
        *("> Four.", "4 · d · undated", "> Five.", "5 · e · undated")
    ]
    pressed = [presses.read(value) for value in values(message)]
    assert pressed == [More(TURN, 5), Around(TURN, 3), Around(TURN, 4), NotHelpful(TURN)]


@pytest.mark.parametrize("first", [0, 3])
def test_what_came_closest_says_so_on_every_page(first: int) -> None:
    message = only(MoreQuotes("q", (ITEM,), first, closest=True, further=False))
    assert lines_of(message.blocks[0]) == [words.NEAREST_INTRO]


# ── none, and several that differ ────────────────────────────────────────────────────────────


def test_not_said_is_bold_and_offers_what_came_closest() -> None:
    message = only(NotSaid("q", (ITEM,)))
    [section] = message.blocks[0]["elements"]
    assert section["elements"] == [
        {"type": "text", "text": words.NOT_SAID, "style": {"bold": True}}
    ]
    assert "Text." not in text_in([message])
    assert labels(message) == ["What came closest", "Not helpful"]
    assert presses.read(values(message)[0]) == More(TURN, 0)


def test_not_said_with_nothing_close_offers_nothing() -> None:
    assert labels(only(NotSaid("q", ()))) == ["Not helpful"]


def test_values_that_differ_are_one_list_with_each_source() -> None:
    body = differing(
        (
            *("at least 12", Relation.DIFFERENT),
            [quoted("At least 12.", "a", "12"), quoted("Say 12.", "b", published="2025")],
        ),
        ("9", Relation.EARLIER, [quoted("Only 9.", "c")]),
    )
    message = only(body)
    assert kinds(message.blocks) == ["header", "rich_text", "rich_text", "context"]
    assert text_in([message]).split("\n") == [
        words.DIFFER,
        *("at least 12", "1 · a · undated", "2 · b · 2025", "> At least 12."),
        *("9 · earlier count", "3 · c · undated", "> Only 9."),
        SEARCHED,
    ]
    assert bold_in(message) == ["12"]
    assert labels(message) == ["In context: 1", "In context: 2", "In context: 3", "Not helpful"]


def test_there_are_no_more_buttons_than_a_message_has_room_for() -> None:
    lines = [(f"{n}", Relation.DIFFERENT, [quoted(f"It is {n}.", f"a{n}")]) for n in range(150)]
    *before, last = formatted(differing(*lines))
    assert not any(message.buttons for message in before)
    assert labels(last)[:25] == [f"In context: {n + 1}" for n in range(25)]
    assert labels(last)[-1] == "Not helpful"


# ── in context, notices, notifications ───────────────────────────────────────────────────────


def test_a_quote_in_context_is_bold_among_its_paragraphs() -> None:
    passages = (
        ContextPassage("- It is old.", None, after_gap=False),
        ContextPassage("The bridge opened. It is long.", Span(0, 18), after_gap=False),
        ContextPassage("Later.", None, after_gap=True),
    )
    message = only(InContext(make_quote("The bridge opened."), passages))
    assert text_in([message]).split("\n") == [
        *("> - It is old.", "> The bridge opened. It is long.", GAP, "> Later."),
        "bridge · undated",
    ]
    assert bold_in(message) == ["The bridge opened."]
    assert message.buttons == ()


def test_a_notice_is_a_sentence_without_markup() -> None:
    message = only(Notice(NoticeKind.BUSY, "Busy: *you* are <third>."))
    assert [one["text"] for one in message.blocks] == [
        {"type": "plain_text", "text": "Busy: *you* are <third>.", "emoji": False}
    ]
    assert message.text == "Busy: *you* are &lt;third&gt;."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (Quotes("q", (quoted("At <b> & *c*.", "a", "b"),), 0.9), "At &lt;b&gt; &amp; *c*."),
        (Quotes("q", (ITEM, quoted("Second.")), 0.9, understood="I understood."), "Text."),
        (MoreQuotes("q", (ITEM,), 3, closest=True, further=False), "Text."),
        (differing(("9", Relation.EARLIER, [quoted("Only 9.")])), "Only 9."),
        (NotSaid("q", (ITEM,)), words.NOT_SAID),
        (InContext(make_quote("Me."), (ContextPassage("It is me.", None, False),)), "It is me."),
    ],
)
def test_what_a_notification_shows_is_the_first_quote(body: Quotes, text: str) -> None:
    assert only(body).text == text


def test_a_notification_shows_the_beginning_of_a_long_quote() -> None:
    [first, *_] = formatted(Quotes("q", (quoted("word " * 900),), 0.9))
    assert len(first.text) <= 1_000
    assert first.text.endswith("word …")


@pytest.mark.parametrize(
    ("body", "shareable"),
    [
        (Quotes("q", (ITEM,), 0.9), True),
        (differing(("9", Relation.EARLIER, [ITEM])), True),
        (MoreQuotes("q", (ITEM,), 3, closest=False, further=False), False),
        (NotSaid("q", ()), False),
        (InContext(make_quote(), (ContextPassage("It.", None, False),)), False),
        (Notice(NoticeKind.BUSY, "Busy."), False),
    ],
)
def test_an_answer_is_worth_sharing_and_names_its_turn(body: Quotes, shareable: bool) -> None:
    message = only(body)
    assert message.shareable == shareable
    assert not shareable or message.turn == TURN


def test_the_same_reply_gives_the_same_messages() -> None:
    reply = reply_of(Quotes("q", (ITEM,), 0.9))
    assert FORMATTER.reply(reply, NOW, "h") == FORMATTER.reply(reply, NOW, "h")
