"""What comes with a message besides words: none of it is fetched, and no answer depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from simcord.backend.models import AllowedMentions

from bot.adapters.discord import phrases
from bot.core import words
from tests.bot.adapters.discord.world import World, shown
from tests.bot.bridge import QUESTION, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.asyncio

PICTURE = ("picture.png", b"\x89PNG" + bytes(1_000))
HUGE = ("huge.bin", bytes(5_000_000))
QUESTIONS = ("questions.txt", QUESTION.encode())


async def send(
    world: World, text: str, files: Sequence[tuple[str, bytes]], **how: Any
) -> list[discord.Message]:
    before = len(world.said())
    await world.ann.send(world.channel, text, attachments=files, **how)
    return world.said()[before:]


def fetched(world: World) -> list[str]:
    """What the bot has read from Discord, other than what it needs to know of itself."""
    return [one.path for one in world.env.http_requests if one.method == "GET"]


@pytest.fixture(autouse=True)
def _nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object, **__: object) -> bytes:
        raise AssertionError("a file of a stranger is fetched")

    for name in ("read", "save", "to_file"):
        monkeypatch.setattr(discord.Attachment, name, refuse)
    monkeypatch.setattr("discord.http.HTTPClient.get_from_cdn", refuse)


@pytest.mark.parametrize("files", [[PICTURE], [HUGE], [QUESTIONS] * 10, [PICTURE, HUGE, QUESTIONS]])
async def test_an_answer_is_the_same_whatever_is_attached_and_nothing_is_fetched(
    world: World, files: Sequence[tuple[str, bytes]]
) -> None:
    [plain] = await world.ask()
    before = fetched(world)
    [answer] = await send(world, f"{world.me.mention} {QUESTION}", files)
    assert shown(answer) == shown(plain)
    assert SENTENCE in shown(answer)
    assert world.archive.asked == [QUESTION, QUESTION]
    assert fetched(world) == before


@pytest.mark.parametrize("files", [[PICTURE], [HUGE], [QUESTIONS] * 10])
async def test_a_file_without_words_is_told_that_only_words_are_read(
    world: World, files: Sequence[tuple[str, bytes]]
) -> None:
    before = fetched(world)
    [told] = await send(world, f"{world.me.mention}", files)
    assert shown(told) == phrases.WORDS_ONLY
    assert not world.archive.asked
    assert fetched(world) == before


async def test_a_file_in_a_direct_message_is_told_the_same(world: World) -> None:
    channel = world.ann.user.dm_channel
    files = world.env.backend.store_attachments(channel.id, [PICTURE])
    world.env.backend.create_message(channel.id, world.ann.id, "", attachments=files)
    await world.env.settle()
    assert [shown(one) for one in world.said(channel)] == [phrases.WORDS_ONLY]


async def test_a_reply_of_nothing_but_a_file_is_told_the_same(world: World) -> None:
    [answer] = await world.ask()
    [told] = await send(world, "", [PICTURE], reply_to=answer)
    assert shown(told) == phrases.WORDS_ONLY


async def test_a_reply_whose_words_are_hidden_is_told_to_mention_the_bot(world: World) -> None:
    [answer] = await world.ask()
    files = world.env.backend.store_attachments(world.channel.id, [PICTURE])
    world.env.backend.create_message(
        world.channel.id, world.ann.id, QUESTION, attachments=files,
        reference={"channel_id": str(world.channel.id), "message_id": str(answer.id)},
        allowed_mentions=AllowedMentions(replied_user=False),
    )  # fmt: skip
    await world.env.settle()
    assert shown(world.said()[-1]) == phrases.unreadable(world.me.display_name)


async def test_names_that_make_a_message_long_come_to_the_archive_whole(world: World) -> None:
    # Discord lets 2,000 or 4,000 characters through; the names that stand for them may be longer.
    # Whether a question is too long is for the index to say, which does so before it searches.
    role = world.guild.create_role("r" * 100)
    [told] = await world.send(f"{world.me.mention} {role.mention * 80}")
    assert world.archive.asked == ["r" * 8_000]
    assert words.NOT_SAID in shown(told)
