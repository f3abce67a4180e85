"""Buttons below answers: what each shows and to whom, also after a restart or a change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.layout.answers import CLOSEST, CONTEXT, MORE_QUOTES, NOT_HELPFUL
from index.records import Answer, NoAnswer, Quote, Silence, Span
from tests.bot.adapters.discord.world import Setup, buttons, outcome, shown, written
from tests.bot.bridge import ANOTHER, ARTICLE, QUESTION, SENTENCE
from tests.bot.fakes import FakeArchive, make_quote

if TYPE_CHECKING:
    import discord
    import simcord

    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

SENTENCES = tuple(f"Sentence number {n} is here." for n in range(8))


def paged() -> FakeArchive:
    """An archive that answers with one sentence of eight, and has seven more."""
    text = " ".join(SENTENCES)
    cuts = [Span(text.index(one), text.index(one) + len(one)) for one in SENTENCES]
    first, *more = [Quote("bridge", cut, text[cut.start : cut.end], 0.9) for cut in cuts]
    answer = Answer(QUESTION, (first,), 0.9, further=True)
    return FakeArchive({QUESTION: answer}, texts={"bridge": text}, more=more)


def silent() -> FakeArchive:
    """An archive that doesn't say, and has one sentence that came close."""
    nothing = NoAnswer(QUESTION, Silence.NOT_SAID, (make_quote(ANOTHER),))
    return FakeArchive({QUESTION: nothing}, texts={"bridge": ARTICLE}, more=[make_quote(ANOTHER)])


def numbers(message: discord.Message) -> list[int]:
    """Which of the eight sentences a message shows."""
    return [int(one) for one in re.findall(r"Sentence number (\d)", shown(message))]


# ── More quotes ──────────────────────────────────────────────────────────────────────────────


async def test_more_quotes_are_shown_page_by_page_to_whoever_asks_for_them(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(paged()))
    [answer] = await world.ask()
    pages: list[discord.Message] = [answer]
    while MORE_QUOTES in buttons(pages[-1]):
        result = await world.bob.click(pages[-1], label=MORE_QUOTES)
        assert result.ephemeral
        pages.append(outcome(result))
    assert [numbers(page) for page in pages] == [[0], [1, 2, 3], [4, 5, 6], [7]]
    assert world.said() == [answer]


async def test_quotes_of_a_page_are_numbered_on_and_each_is_shown_in_context(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(paged()))
    [answer] = await world.ask()
    page = outcome(await world.ann.click(answer, label=MORE_QUOTES))
    assert buttons(page) == [MORE_QUOTES, *(f"{CONTEXT}: {n}" for n in (2, 3, 4)), NOT_HELPFUL]
    assert re.findall(r"(\d) · `bridge`", shown(page)) == ["2", "3", "4"]
    context = outcome(await world.ann.click(page, label=f"{CONTEXT}: 3"))
    assert "**Sentence number 2 is here.**" in written(context)


async def test_the_same_page_can_be_asked_for_again_and_by_others(open_world: OpenWorld) -> None:
    world = await open_world(Setup(paged()))
    [answer] = await world.ask()
    mine = outcome(await world.ann.click(answer, label=MORE_QUOTES))
    next_one = outcome(await world.ann.click(mine, label=MORE_QUOTES))
    theirs = outcome(await world.bob.click(answer, label=MORE_QUOTES))
    assert numbers(theirs) == numbers(mine)
    context = outcome(await world.ann.click(next_one, label=f"{CONTEXT}: 5"))
    assert "**Sentence number 4 is here.**" in written(context)


async def test_what_came_closest_is_shown_below_the_word_that_it_may_be_no_answer(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(silent()))
    [answer] = await world.ask()
    assert words.NOT_SAID in shown(answer)
    assert ANOTHER not in shown(answer)
    assert buttons(answer) == [CLOSEST, NOT_HELPFUL]
    result = await world.ann.click(answer, label=CLOSEST)
    assert result.ephemeral
    assert words.NEAREST_INTRO in shown(outcome(result))
    assert ANOTHER in shown(outcome(result))


async def test_more_quotes_that_are_gone_by_now_are_told_so(world: World) -> None:
    [answer] = await world.ask()
    await world.restart(FakeArchive())
    assert await pressed(world, answer, MORE_QUOTES) == words.NOTHING_MORE


# ── In context ───────────────────────────────────────────────────────────────────────────────


async def test_in_context_shows_the_quote_in_bold_among_its_paragraphs(world: World) -> None:
    [answer] = await world.ask()
    result = await world.bob.click(answer, label=CONTEXT)
    assert result.ephemeral
    assert f"**{SENTENCE}** ADVERT {ANOTHER}" in written(outcome(result))


async def test_in_context_says_so_when_the_article_has_changed(world: World) -> None:
    [answer] = await world.ask()
    await world.restart(FakeArchive(texts={"bridge": ARTICLE.replace("May", "Mai")}))
    assert await pressed(world, answer, CONTEXT) == words.changed("bridge")


async def test_in_context_says_so_when_the_article_is_gone(world: World) -> None:
    [answer] = await world.ask()
    await world.restart(FakeArchive())
    assert await pressed(world, answer, CONTEXT) == words.changed("bridge")


# ── Not helpful ──────────────────────────────────────────────────────────────────────────────


async def test_not_helpful_asks_why_and_keeps_what_is_said(world: World) -> None:
    [answer] = await world.ask()
    form = await world.bob.click(answer, label=NOT_HELPFUL)
    thanks = await world.bob.submit_modal(form, {"why": "  It is closed. "})
    assert shown(outcome(thanks)) == words.THANKS
    assert thanks.ephemeral
    [remark] = world.run.state.feedback.all()
    assert (remark.user, remark.question, remark.reason) == (
        str(world.bob.id),
        QUESTION,
        "It is closed.",
    )


async def test_not_helpful_needs_no_words(open_world: OpenWorld) -> None:
    world = await open_world(Setup(silent()))
    [answer] = await world.ask()
    form = await world.ann.click(answer, label=NOT_HELPFUL)
    assert shown(outcome(await world.ann.submit_modal(form, {}))) == words.THANKS
    [remark] = world.run.state.feedback.all()
    assert remark.reason == ""


async def test_a_form_that_can_not_be_shown_stops_nothing(world: World) -> None:
    [answer] = await world.ask()
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    world.late = True
    await world.ann.click(answer, label=NOT_HELPFUL)
    form = await world.ann.click(answer, label=NOT_HELPFUL)
    assert shown(outcome(await world.ann.submit_modal(form, {}))) == words.THANKS


# ── in a direct message, and below the answer to a command ───────────────────────────────────


async def test_all_buttons_work_in_a_direct_message(world: World) -> None:
    [answer] = await world.send_dm()
    ann = world.ann.user
    assert ANOTHER in shown(outcome(await ann.click(answer, label=MORE_QUOTES)))
    assert ANOTHER in shown(outcome(await ann.click(answer, label=CONTEXT)))
    form = await ann.click(answer, label=NOT_HELPFUL)
    assert shown(outcome(await ann.submit_modal(form, {"why": "wrong"}))) == words.THANKS


async def test_all_buttons_work_below_a_private_answer(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION, private=True)
    await assert_all_work(world, outcome(result))


# ── after a restart, and when it is all over ─────────────────────────────────────────────────


async def test_all_buttons_work_after_a_restart(world: World) -> None:
    [answer] = await world.ask()
    await world.restart()
    await assert_all_work(world, answer)


async def test_what_came_closest_is_shown_after_a_restart(open_world: OpenWorld) -> None:
    world = await open_world(Setup(silent()))
    [answer] = await world.ask()
    await world.restart()
    assert ANOTHER in await pressed(world, answer, CLOSEST)


async def test_a_form_that_was_opened_before_a_restart_can_be_sent_after_it(world: World) -> None:
    [answer] = await world.ask()
    form = await world.ann.click(answer, label=NOT_HELPFUL)
    await world.restart()
    thanks = await world.ann.submit_modal(form, {"why": "It is closed."})
    assert shown(outcome(thanks)) == words.THANKS
    [remark] = world.run.state.feedback.all()
    assert remark.reason == "It is closed."


async def test_all_buttons_of_an_answer_that_was_forgotten_say_so(world: World) -> None:
    [answer] = await world.ask()
    form = await world.bob.click(answer, label=NOT_HELPFUL)
    await world.mo.slash(world.channel, "forget", user=world.ann)
    assert await pressed(world, answer, MORE_QUOTES) == words.FORGOTTEN
    assert await pressed(world, answer, CONTEXT) == words.FORGOTTEN
    told = await world.bob.submit_modal(form, {"why": "It is closed."})
    assert shown(outcome(told)) == words.FORGOTTEN
    assert not world.run.state.feedback.all()


async def test_nobody_is_asked_why_below_an_answer_that_was_forgotten(world: World) -> None:
    [answer] = await world.ask()
    await world.mo.slash(world.channel, "forget", user=world.ann)
    told = await world.bob.click(answer, label=NOT_HELPFUL)
    assert told.modal is None
    assert shown(outcome(told)) == words.FORGOTTEN


async def test_buttons_of_a_page_that_was_forgotten_say_so(open_world: OpenWorld) -> None:
    world = await open_world(Setup(paged()))
    [answer] = await world.ask()
    page = outcome(await world.ann.click(answer, label=MORE_QUOTES))
    await world.mo.slash(world.channel, "forget", user=world.ann)
    assert await pressed(world, page, MORE_QUOTES) == words.FORGOTTEN
    assert await pressed(world, page, f"{CONTEXT}: 2") == words.FORGOTTEN


async def pressed(world: World, message: discord.Message, label: str) -> str:
    """What Ann, and nobody else, is shown when she presses a button."""
    result: simcord.InteractionResult = await world.ann.click(message, label=label)
    assert result.ephemeral
    return shown(outcome(result))


async def assert_all_work(world: World, answer: discord.Message) -> None:
    """Press each of the buttons below an answer of `make_archive`."""
    assert ANOTHER in await pressed(world, answer, MORE_QUOTES)
    assert f"{SENTENCE} ADVERT" in await pressed(world, answer, CONTEXT)
    form = await world.ann.click(answer, label=NOT_HELPFUL)
    thanks = await world.ann.submit_modal(form, {"why": "wrong"})
    assert shown(outcome(thanks)) == words.THANKS
    assert [one.reason for one in world.run.state.feedback.all()] == ["wrong"]
