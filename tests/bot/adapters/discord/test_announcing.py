"""What new articles bring, told in a channel of Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.adapters.discord.access import Access
from bot.adapters.discord.connection import DiscordConnection
from bot.adapters.discord.options import Options
from bot.core.errors import NotToldError
from tests.bot.adapters.discord.world import Setup, buttons, outcome, shown
from tests.bot.adapters.news_bodies import SENTENCE, make_news
from tests.bot.bridge import make_archive

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World


def connection(world: World) -> DiscordConnection:
    return DiscordConnection(world.run.client, "of nobody")


@pytest.mark.asyncio
async def test_a_channel_reads_what_is_new_and_opens_an_issue_by_its_number(
    open_world: OpenWorld,
) -> None:
    world = await open_world()
    await connection(world).announce(str(world.channel.id), make_news())
    [told] = world.said()
    assert shown(told).split("\n")[:5] == [
        "2 new articles with news on the issues",
        "`story-0` · Story 0 · 2 January 2026",
        "`story-1` · Story 1 · 2 January 2026",
        "1 · The bridge · settled → open · 1 new quote · bridge",
        "",
    ]
    assert "at least 244 → more than 400" in shown(told)
    assert f"> {SENTENCE}" in shown(told)
    assert buttons(told) == ["1"]
    opened = outcome(await world.ann.click(told, label="1"))
    assert opened.flags.ephemeral


@pytest.mark.asyncio
async def test_why_a_channel_can_not_be_told_is_said_with_the_cure(open_world: OpenWorld) -> None:
    world = await open_world()
    with pytest.raises(NotToldError, match=r"ANNOUNCE_CHANNEL: .* no channel 987 .* copy its id"):
        await connection(world).announce("987", make_news())
    forbidden = discord.PermissionOverwrite(send_messages=False)
    closed = world.guild.create_text_channel("closed", overwrites={world.me: forbidden})
    with pytest.raises(NotToldError, match=r"may not write in the channel .* “Send Messages”"):
        await connection(world).announce(str(closed.id), make_news())
    with pytest.raises(NotToldError, match=r"may not write in the channel"):
        await connection(world).check(str(closed.id))
    with pytest.raises(NotToldError, match=r"no channel"):
        await connection(world).check("987")
    await connection(world).check(str(world.channel.id))
    assert not world.said(closed)
    assert not world.said()


@pytest.mark.asyncio
async def test_it_announces_where_the_operator_wants_it(open_world: OpenWorld) -> None:
    options = Options(Access(), announce=frozenset({"9", "8"}))
    world = await open_world(Setup(make_archive(), options))
    assert connection(world).announces_in == ["8", "9"]
