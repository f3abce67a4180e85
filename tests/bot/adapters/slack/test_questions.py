"""What the bot takes for the question of a message, and what it does where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.core import words
from index.question.dates.options import time_from_options
from index.records import NoAnswer, Silence
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import NOW, QUESTION, SENTENCE, make_archive

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

LONG = " ".join(["Did they open the bridge in May or in June?"] * 800)
"""As long as Slack lets a message be."""


async def said_of(world: World, text: str, **about: object) -> list[Message]:
    """What the bot says to a direct message that Slack hands on as `text`, and with `about`."""
    act = world.slack.later.dm(world.slack.ann, "")
    act.payload["event"] |= {"text": text, **about}
    world.slack.deliver(act)
    await world.settle()
    return world.slack.said


# ── what the question is ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written_by_slack", "read"),
    [
        ("Did <@UBOB|bob> open it?", "Did bob open it?"),
        ("Did <@UBOB> open it?", "Did open it?"),
        ("What does <#C1|general> say?", "What does general say?"),
        ("What do <!subteam^S1|@engineers> say?", "What do engineers say?"),
        ("Was it <!date^1767225600^{date}|1 January 2026>?", "Was it 1 January 2026?"),
        ("<!here> and <!channel|channel>: when?", "and channel: when?"),
        ("Is <https://example.org/?b&amp;c> right?", "Is https://example.org/?b&c right?"),
        ("Is <http://example.org|example.org> right?", "Is example.org right?"),
        ("Who is <mailto:a@example.org|a@example.org>?", "Who is a@example.org?"),
        ("Is 1 &lt; 2 &amp; 3 &gt; 2?", "Is 1 < 2 & 3 > 2?"),
        ("What is &amp;lt;b&amp;gt;?", "What is &lt;b&gt;?"),
        ("one\n> two\n\tthree?", "one > two three?"),
        ("What of the 🌉, Zürich, القدس or :bridge_at_night:?",) * 2,
    ],
)
async def test_a_question_is_what_people_read_of_it(
    world: World, written_by_slack: str, read: str
) -> None:
    [told] = await said_of(world, written_by_slack)
    assert world.archive.asked == [read]
    assert words.NOT_SAID in written(told)


async def test_half_a_character_in_a_question_does_no_harm(world: World) -> None:
    [told] = await said_of(world, f"{QUESTION} \ud83c")
    assert words.NOT_SAID in written(told)


async def test_a_very_long_question_has_an_outcome_wherever_it_is_asked(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(make_archive(LONG)))
    for shown in (await world.ask(LONG), await world.dm(LONG), await world.slash("/ask", LONG)):
        [answer] = shown
        assert SENTENCE in answer.text
    await world.press(answer, phrases.SHARE)
    shared = world.slack.messages("C1")[-1]
    assert shared.text == SENTENCE
    assert written(shared).startswith("ann asked: Did they open")


async def test_a_question_that_is_too_long_to_search_for_is_told_so(open_world: OpenWorld) -> None:
    archive = make_archive()
    archive.answers[LONG] = NoAnswer(LONG, Silence.TOO_LONG)
    world = await open_world(Setup(archive))
    [told] = await world.ask(LONG)
    assert written(told) == words.SILENCE[Silence.TOO_LONG]


@pytest.mark.parametrize("typed", [f"as_of: 2025-12-31 {QUESTION}", f"{QUESTION} as_of:2025-12-31"])
async def test_a_date_may_stand_before_or_after_a_question_wherever_it_is_asked(
    world: World, typed: str
) -> None:
    for shown in (await world.ask(typed), await world.dm(typed), await world.slash("/ask", typed)):
        [answer] = shown
        assert SENTENCE in answer.text
    assert [one.question for one in world.archive.requests] == [QUESTION] * 3
    until = time_from_options(as_of="2025-12-31", now=NOW)
    assert [one.time for one in world.archive.requests] == [until] * 3


@pytest.mark.parametrize("date", ["last week", '"31 December 2025"', "“December 2025”"])
async def test_a_date_may_be_of_several_words(world: World, date: str) -> None:
    await world.ask(f"as_of:{date} {QUESTION}")
    [asked] = world.archive.requests
    assert asked.question == QUESTION
    assert asked.time == time_from_options(as_of=date.strip('"“”'), now=NOW)


@pytest.mark.parametrize("typed", [f"as_of: soon {QUESTION}", f"{QUESTION} as_of:soon"])
async def test_a_date_that_is_none_is_told_how_to_write_one_wherever_it_stands(
    world: World, typed: str
) -> None:
    for shown in (await world.ask(typed), await world.dm(typed), await world.slash("/ask", typed)):
        [told] = shown
        assert written(told).startswith("“soon” is no date. Write one like 2025-12-31")
    assert not world.archive.asked


async def test_a_date_without_a_question_is_helped(world: World) -> None:
    typed = "as_of:2025-12-31"
    for shown in (await world.ask(typed), await world.dm(typed), await world.slash("/ask", typed)):
        [told] = shown
        assert words.INTRO in written(told)


# ── what is no question ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["", "help", "Help!", "/help", "<@UBOT>"])
async def test_who_asks_nothing_or_for_help_is_helped(world: World, typed: str) -> None:
    for told in (await world.ask(typed), await world.dm(typed)):
        [one] = told
        assert words.INTRO in written(one)
        assert phrases.WAYS_TO_ASK in written(one)
    assert not world.archive.asked


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("sources", "1 article"),
        ("Sources?", "1 article"),
        ("status", "Passages"),
        ("/status", "Passages"),
        ("issues", "no open issue"),
    ],
)
async def test_a_command_alone_in_a_message_is_none_but_that(
    world: World, typed: str, told: str
) -> None:
    for shown in (await world.ask(typed), await world.dm(typed)):
        [one] = shown
        assert told in written(one)
    assert not world.archive.asked


async def test_a_question_that_begins_like_a_command_is_a_question(world: World) -> None:
    for text in ("status of the bridge?", "Which sources say so?", "issue"):
        await world.ask(text)
    assert world.archive.asked == ["status of the bridge?", "Which sources say so?", "issue"]


async def test_a_file_without_words_is_told_to_use_words(world: World) -> None:
    [told] = await said_of(world, "", files=[{"id": "F1"}], subtype="file_share")
    assert written(told) == phrases.WORDS_ONLY
    assert not world.archive.asked


async def test_a_question_beside_a_file_is_answered(world: World) -> None:
    [answer] = await said_of(world, QUESTION, files=[{"id": "F1"}], subtype="file_share")
    assert buttons(answer) == ["More quotes", "In context", "Not helpful"]
