"""Buttons below answers: what each shows, where, and to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.slack import phrases
from bot.core import words
from bot.core.layout.answers import CLOSEST, CONTEXT, MORE_QUOTES, NOT_HELPFUL
from index.records import Answer, NoAnswer, Quote, Silence, Span
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import ANOTHER, ARTICLE, QUESTION, SENTENCE
from tests.bot.fakes import FakeArchive, make_quote

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message, Person
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

SENTENCES = tuple(f"Sentence number {n} is here." for n in range(8))
TOO_LATE = {"trigger_seconds": 0.0}
"""A workspace where no modal is opened in time."""


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


def numbers(message: Message) -> list[int]:
    """Which of the eight sentences a message shows."""
    return [int(one) for one in re.findall(r"> .*?Sentence number (\d)", written(message))]


async def pressed(
    world: World, message: Message, label: str, *, by: Person | None = None
) -> Message:
    """The one thing that whoever presses a button is shown, and nobody else."""
    before = len(world.slack.said)
    [told] = await world.press(message, label, by=by)
    assert len(world.slack.said) == before + 1
    assert world.slack.view(by or world.slack.ann) is None
    return told


async def modal(
    world: World, message: Message, label: str, *, by: Person | None = None
) -> dict[str, Any]:
    """The modal that opens for whoever presses a button, who is shown nothing else."""
    before = len(world.slack.said)
    await world.press(message, label, by=by)
    view = world.slack.view(by or world.slack.ann)
    assert view is not None
    assert len(world.slack.said) == before
    return view


async def sent_in(world: World, form: dict[str, Any], why: str = "wrong") -> str:
    """What stands in the place of the form after Ann has sent it in."""
    world.slack.submit(world.slack.ann, form, {"why": why})
    await world.settle()
    view = world.slack.view(world.slack.ann)
    assert view is not None
    return written(view)


# ── More quotes ──────────────────────────────────────────────────────────────────────────────


async def test_more_quotes_are_shown_page_by_page_in_the_thread_to_who_asks_for_them(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(paged()))
    [answer] = await world.ask()
    pages = [answer]
    while MORE_QUOTES in buttons(pages[-1]):
        pages.append(await pressed(world, pages[-1], MORE_QUOTES, by=world.slack.bob))
    assert [numbers(page) for page in pages] == [[0], [1, 2, 3], [4, 5, 6], [7]]
    assert {one.thread_ts for one in pages} == {answer.thread_ts}
    assert answer.thread_ts
    assert [one.to for one in pages] == ["", *["UBOB"] * 3]


async def test_quotes_of_a_page_are_numbered_on_and_each_is_shown_in_context(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(paged()))
    [answer] = await world.ask()
    page = await pressed(world, answer, MORE_QUOTES)
    assert buttons(page) == [MORE_QUOTES, *(f"{CONTEXT}: {n}" for n in (2, 3, 4)), NOT_HELPFUL]
    view = await modal(world, page, f"{CONTEXT}: 3")
    assert bold_in(view) == ["Sentence number 2 is here."]


async def test_the_same_page_can_be_asked_for_again_and_by_others(open_world: OpenWorld) -> None:
    world = await open_world(Setup(paged()))
    [answer] = await world.ask()
    pages = [
        await pressed(world, answer, MORE_QUOTES, by=one)
        for one in world.slack.world.people.values()
        if one.name in {"ann", "bob"}
    ]
    assert [numbers(page) for page in pages] == [[1, 2, 3]] * 2


async def test_what_came_closest_is_shown_below_the_word_that_it_may_be_no_answer(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(silent()))
    [answer] = await world.ask()
    assert words.NOT_SAID in written(answer)
    assert ANOTHER not in written(answer)
    assert buttons(answer) == [CLOSEST, NOT_HELPFUL]
    closest = written(await pressed(world, answer, CLOSEST))
    assert words.NEAREST_INTRO in closest
    assert ANOTHER in closest


async def test_a_press_that_comes_again_is_answered_once(world: World) -> None:
    [answer] = await world.ask()
    world.slack.press(world.slack.ann, answer, MORE_QUOTES, times=3)
    await world.settle()
    assert len(world.slack.ephemeral("C1", world.slack.ann)) == 1


# ── In context ───────────────────────────────────────────────────────────────────────────────


def bold_in(view: dict[str, Any]) -> list[str]:
    """What stands in bold in the quotes of a modal."""
    rich = [block for block in view["blocks"] if block["type"] == "rich_text"]
    quotes = [one for block in rich for one in block["elements"] if one["type"].endswith("quote")]
    texts = [part for quote in quotes for part in quote["elements"]]
    return [part["text"] for part in texts if part.get("style", {}).get("bold")]


async def test_in_context_is_a_modal_with_the_quote_in_bold_among_its_paragraphs(
    world: World,
) -> None:
    [answer] = await world.ask()
    view = await modal(world, answer, CONTEXT, by=world.slack.bob)
    assert view["title"]["text"] == phrases.IN_CONTEXT
    assert written(view).startswith(ARTICLE)
    assert bold_in(view) == [SENTENCE]


async def test_in_context_is_a_message_where_no_modal_can_be_opened_any_more(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await open_world(Setup(slack=TOO_LATE))
    world.refuses = True
    [answer] = await world.ask()
    told = await pressed(world, answer, CONTEXT)
    assert written(told).startswith(ARTICLE)
    assert told.thread_ts == answer.thread_ts
    assert "a modal could not be opened: expired_trigger_id" in log.text


async def test_in_context_says_so_when_the_article_has_changed(world: World) -> None:
    [answer] = await world.ask()
    await world.restart(FakeArchive(texts={"bridge": ARTICLE.replace("May", "Mai")}))
    assert written(await modal(world, answer, CONTEXT)) == words.changed("bridge")


async def test_a_modal_that_is_closed_meanwhile_is_no_error(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    [answer] = await world.ask()
    world.slack.fail_next("views.update", "not_found")
    await world.press(answer, CONTEXT)
    assert "a modal was closed before it was filled" in log.text
    assert {record.levelname for record in log.records} == {"INFO"}


# ── Not helpful ──────────────────────────────────────────────────────────────────────────────


async def test_not_helpful_asks_why_and_keeps_what_is_said(world: World) -> None:
    [answer] = await world.ask(by=world.slack.bob)
    form = await modal(world, answer, NOT_HELPFUL)
    assert await sent_in(world, form, "  It is closed. ") == words.THANKS
    [remark] = world.run.state.feedback.all()
    kept = remark.platform, remark.user, remark.question, remark.reason, remark.doc_ids
    assert kept == ("slack", "UANN", QUESTION, "It is closed.", ("bridge",))


async def test_not_helpful_needs_no_words(open_world: OpenWorld) -> None:
    world = await open_world(Setup(silent()))
    [answer] = await world.ask()
    assert await sent_in(world, await modal(world, answer, NOT_HELPFUL), "") == words.THANKS
    assert [one.reason for one in world.run.state.feedback.all()] == [""]


async def test_without_the_form_that_it_was_not_helpful_is_kept(open_world: OpenWorld) -> None:
    world = await open_world(Setup(slack=TOO_LATE))
    world.refuses = True
    [answer] = await world.ask()
    assert written(await pressed(world, answer, NOT_HELPFUL)) == words.THANKS
    [remark] = world.run.state.feedback.all()
    assert (remark.user, remark.reason) == ("UANN", "")
