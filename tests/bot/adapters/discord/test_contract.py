"""Discord keeps what every platform owes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.discord.formatter import format_news, format_reply
from bot.core.call import Platform
from tests.bot.adapters import contract, formatting_contract
from tests.bot.adapters.bodies import NOW
from tests.bot.adapters.contract import OpenStage, Said, Stage
from tests.bot.adapters.discord import reading
from tests.bot.adapters.discord.world import Setup, outcome, shown
from tests.bot.bridge import QUESTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.adapters.discord.outgoing import Outgoing
    from bot.core.news import News
    from bot.core.reply import Reply
    from tests.bot.adapters.discord.world import OpenWorld, Person, World
    from tests.bot.fakes import FakeArchive, FakeBuild

OWN = re.compile(r"\\.|`[^`\n]*`|\[[^\[\]]*\]\(https?://[^()\s]*\)|\*\*|^> ", re.MULTILINE)
"""Escaped marks; and what is the bot's own: boxes of code, links, bold and block quotes."""

LIVE = re.compile(r"@everyone|@here|<[@#:t]|://|\[|\|\||__|~~|[*_`]|^(?:[#>-]|-#) ", re.MULTILINE)


class TestFormatting(formatting_contract.Formatting):
    def formatted(self, reply: Reply) -> Sequence[Outgoing]:
        return format_reply(reply, NOW)

    def announced(self, news: News) -> Outgoing:
        return format_news(news, NOW)

    def pressed(self, message: Outgoing) -> list[str]:
        return [button.custom_id for row in message.rows for button in row]

    def quotes(self, messages: Sequence[Outgoing]) -> list[str]:
        return [
            "".join(reading.shown(line.removeprefix("> ")) for line in block.split("\n"))
            for one in messages
            for embed in one.embeds
            for block in re.findall(r"(?:^> .*\n?)+", embed.description, re.MULTILINE)
        ]

    def lines(self, messages: Sequence[Outgoing]) -> list[str]:
        texts = [text for one in messages for text in _texts(one)]
        return [reading.shown(line).replace("`", "") for text in texts for line in text.split("\n")]

    def live(self, messages: Sequence[Outgoing]) -> list[str]:
        return [
            mark
            for one in messages
            for text in _texts(one)
            for mark in LIVE.findall(OWN.sub("", text.removeprefix("-# ")))
        ]

    def assert_within_limits(self, messages: Sequence[Outgoing]) -> None:
        reading.assert_within_limits(messages)


def _texts(message: Outgoing) -> list[str]:
    """What is read as Markdown; titles are none of an article's words."""
    return [message.content, *(embed.description for embed in message.embeds)]


class DiscordStage(Stage):
    platform = Platform.DISCORD

    def __init__(self, world: World) -> None:
        self.world = world
        self.read: list[discord.Message] = []

    async def thread(self) -> Any:
        return self.world.open_thread()

    async def ask(
        self, question: str = QUESTION, by: str = "ann", thread: Any = None
    ) -> list[Said]:
        return self._said(await self.world.ask(question, by=self._person(by), where=thread))

    async def ask_alone(self, question: str = QUESTION, by: str = "ann") -> list[Said]:
        person = self._person(by)
        result = await person.slash(self.world.channel, "ask", question=question, private=True)
        return self._said([outcome(result)])

    async def ask_twice(self) -> list[Said]:
        before = len(self.world.said())
        said = f"{self.world.me.mention} {QUESTION}"
        question = await self.world.ann.send(self.world.channel, said)
        backend = self.world.env.backend
        backend.announce_message_create(backend.get_message(self.world.channel.id, question.id))
        await self.world.env.settle()
        return self._said(self.world.said()[before:])

    async def press(self, said: Said, label: str, by: str) -> list[str]:
        result = await self._person(by).click(said.message, label=label)
        return [one.text for one in self._said([outcome(result)])]

    async def rebuild(self, by: str) -> list[str]:
        # Discord itself keeps others away from the command, unless it is told to let them in.
        person = self._person(by)
        for command in self.world.env.backend.commands[None].values():
            if command["name"] == "rebuild":
                self.world.guild.set_command_permissions(int(command["id"]), {person: True})
        result = await person.slash(self.world.channel, "rebuild")
        return [one.text for one in self._said([outcome(result)])]

    def seen_by(self, person: str) -> list[str]:
        history = self.world.channel.history(viewer=self._person(person))
        return [shown(one) for one in history if one.author.id == self.world.me.id]

    def pings(self) -> list[str]:
        return [
            shown(one)
            for one in self.read
            if one.mention_everyone or one.mentions or one.role_mentions
        ]

    def _said(self, messages: Sequence[discord.Message]) -> list[Said]:
        self.read += messages
        return [Said(shown(one), one) for one in messages]

    def _person(self, name: str) -> Person:
        return {"ann": self.world.ann, "bob": self.world.bob, "mo": self.world.mo}[name]


@pytest.fixture
def open_stage(open_world: OpenWorld) -> OpenStage:
    async def open_one(archive: FakeArchive, build: FakeBuild | None = None, /) -> Stage:
        return DiscordStage(await open_world(Setup(archive=archive, build=build)))

    return open_one


class TestPlatform(contract.Platform):
    pass
