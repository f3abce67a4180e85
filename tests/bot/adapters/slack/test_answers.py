"""A question by mention, direct message or command, and where it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.bridge import QUESTION, SENTENCE

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import World

pytestmark = pytest.mark.asyncio


async def test_a_mention_is_answered_in_the_thread_of_the_question(world: World) -> None:
    [answer] = await world.ask()
    section, source, below, _ = answer.blocks
    assert section["type"] == "section"
    assert section["text"]["text"] == "> The *bridge* *opened* in May."
    assert source["elements"][0]["text"] == "`bridge` · undated"
    assert below["elements"][0]["text"].startswith("1 article, indexed 3 hours ago")
    assert buttons(answer) == ["More quotes", "In context", "Not helpful"]
    assert answer.text == SENTENCE, "what a notification shows"
    assert [one.text for one in world.slack.messages("C1")] == [f"<@UBOT> {QUESTION}"]


async def test_a_direct_message_is_answered_below_it(world: World) -> None:
    [answer] = await world.dm()
    assert answer.thread_ts is None
    assert written(answer).startswith("> The *bridge*")


async def test_a_command_is_answered_to_who_typed_it_alone(world: World) -> None:
    [answer] = await world.slash("/ask", QUESTION)
    assert buttons(answer) == ["More quotes", "In context", "Not helpful", "Share in channel"]
    assert world.slack.messages("C1") == []
    assert world.slack.ephemeral("C1", world.slack.bob) == []
