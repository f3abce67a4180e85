"""Where Slack asks to slow down, everything is said all the same, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.records import Answer
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE, error_id, make_archive
from tests.bot.fakes import make_quote

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import OpenWorld

pytestmark = pytest.mark.asyncio


async def test_no_answer_is_lost_where_slack_asks_to_slow_down(open_world: OpenWorld) -> None:
    archive = make_archive()
    quotes = tuple(make_quote("word " * 2_000 + end) for end in ("one.", "two."))
    archive.answers["Who built it?"] = Answer("Who built it?", quotes, 0.9)
    world = await open_world(Setup(archive, slack={"seconds_a_message": 0.3}))
    asked = [world.slack.mention(one, QUESTION) for one in (world.slack.ann, world.slack.bob)]
    parts = await world.dm("Who built it?")
    assert [len(world.slack.messages("C1", one.ts)) for one in asked] == [1, 1]
    assert len(parts) > 1
    told = "\n".join(map(written, parts))
    assert told.count("word") == 4_000
    assert told.index("one.") < told.index("two.")
    assert buttons(parts[-1])
    assert not any(map(buttons, parts[:-1]))
    assert any(one.status == 429 for one in world.slack.calls)


async def test_an_apology_waits_too_where_slack_asks_to_slow_down(open_world: OpenWorld) -> None:
    world = await open_world(Setup(slack={"seconds_a_message": 0.3}))
    world.slack.fail_next("chat.postMessage", "invalid_blocks")
    acts = [world.slack.mention(world.slack.ann, QUESTION) for _ in range(2)]
    await world.settle()
    [apology], [answer] = sorted(
        (world.slack.messages("C1", act.ts) for act in acts),
        key=lambda said: said[0].text == SENTENCE,
    )
    assert error_id(written(apology))
    assert answer.text == SENTENCE
