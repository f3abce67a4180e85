"""Replies as messages for Discord: within its limits, whole, in order, each quote with its id."""

from __future__ import annotations

import pytest

from bot.adapters.discord.outgoing import Colour
from bot.core import presses, words
from bot.core.presses import Around, More, NotHelpful
from bot.core.reply import ContextPassage, InContext, MoreQuotes, NotSaid, Quotes
from index.records import Relation, Span
from tests.bot.adapters.bodies import TURN, differing, quoted
from tests.bot.adapters.discord.formatting import formatted, labels, only
from tests.bot.adapters.discord.reading import shown
from tests.bot.fakes import make_quote


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
        "[example.org](https://www.example.org/b) · +2 copies\\: `copy/a`, `copy/b`"
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


@pytest.mark.parametrize("first", [0, 3])
def test_what_came_closest_says_so_and_looks_so_on_every_page(first: int) -> None:
    message = only(MoreQuotes("q", (quoted("Text."),), first, closest=True, further=False))
    assert shown(message.content) == f"-# {words.NEAREST_INTRO}"
    assert message.embeds[0].colour is Colour.NOTHING


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
