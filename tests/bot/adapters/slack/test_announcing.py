"""What new articles bring, told in a channel of Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.errors import NotToldError
from tests.bot.adapters.news_bodies import SENTENCE, make_news
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import OpenWorld, World


@pytest.mark.asyncio
async def test_a_channel_reads_what_is_new_and_opens_an_issue_by_its_number(world: World) -> None:
    await world.run.connection.announce("C1", make_news())
    [told] = world.slack.messages("C1")
    read_by_people = written(told)
    assert read_by_people.startswith("2 new articles with news on the issues")
    for line in (
        "story-0 · Story 0 · 2 January 2026",
        "1 · The bridge · settled → open · 1 new quote · bridge",
        "at least 244 → more than 400",
        SENTENCE,
    ):
        assert line in read_by_people
    assert told.text == "2 new articles with news on the issues"
    assert buttons(told) == ["1"]
    [opened] = await world.press(told, "1")
    assert opened.to == world.slack.ann.id


@pytest.mark.asyncio
@pytest.mark.parametrize("channel", ["C2", "C0NOBODY1"])
async def test_why_a_channel_can_not_be_told_is_said_with_the_cure(
    world: World, channel: str
) -> None:
    world.refuses = True
    with pytest.raises(NotToldError, match=rf"ANNOUNCE_CHANNEL: .* {channel} .* /invite"):
        await world.run.connection.announce(channel, make_news())


@pytest.mark.asyncio
async def test_it_announces_where_the_operator_wants_it(open_world: OpenWorld) -> None:
    world = await open_world(Setup(announce=frozenset({"C2", "C1"})))
    assert world.run.connection.announces_in == ["C1", "C2"]
