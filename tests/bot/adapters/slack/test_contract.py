"""Slack keeps what every platform owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.slack.formatter import format_news
from bot.adapters.slack.outgoing import Outgoing
from bot.core.call import Platform
from tests.bot.adapters import contract, formatting_contract
from tests.bot.adapters.bodies import NOW
from tests.bot.adapters.contract import OpenStage, Said, Stage
from tests.bot.adapters.slack.formatting import (
    FORMATTER,
    Json,
    assert_taken,
    live_in,
    quotes_in,
    text_in,
)
from tests.bot.adapters.slack.marks import text_of
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.news import News
    from bot.core.reply import Reply
    from tests.bot.adapters.slack.stand_in import Message, Person
    from tests.bot.adapters.slack.world import OpenWorld, World
    from tests.bot.fakes import FakeArchive, FakeBuild

CHANNEL = "C1"


class TestFormatting(formatting_contract.Formatting):
    def formatted(self, reply: Reply) -> Sequence[Outgoing]:
        return FORMATTER.reply(reply, NOW)

    def announced(self, news: News) -> Outgoing:
        return format_news(news, NOW)

    def pressed(self, message: Outgoing) -> list[str]:
        return [button["value"] for button in message.buttons]

    def quotes(self, messages: Sequence[Outgoing]) -> list[str]:
        return [text_of(quote) for quote in quotes_in(messages)]

    def lines(self, messages: Sequence[Outgoing]) -> list[str]:
        return text_in(messages).split("\n")

    def live(self, messages: Sequence[Outgoing]) -> list[str]:
        return live_in([[*one.blocks, *one.buttons] for one in messages])

    def assert_within_limits(self, messages: Sequence[Outgoing]) -> None:
        assert_taken(messages)


class SlackStage(Stage):
    platform = Platform.SLACK

    def __init__(self, world: World) -> None:
        self.world = world
        self.slack = world.slack

    async def thread(self) -> str:
        return self.slack.say(self.slack.ann, "A thread.", channel=CHANNEL).ts

    async def ask(
        self, question: str = QUESTION, by: str = "ann", thread: Any = None
    ) -> list[Said]:
        return _said(await self.world.ask(question, by=self._person(by), thread=thread))

    async def ask_alone(self, question: str = QUESTION, by: str = "ann") -> list[Said]:
        return _said(await self.world.slash("/ask", question, by=self._person(by)))

    async def ask_twice(self) -> list[Said]:
        act = self.slack.mention(self.slack.ann, QUESTION, channel=CHANNEL, times=2)
        await self.world.settle()
        return _said([one for one in self.slack.messages(CHANNEL, act.ts) if one.by_bot])

    async def press(self, said: Said, label: str, by: str) -> list[str]:
        person = self._person(by)
        shown = _said(await self.world.press(said.message, label, by=person))
        return [one.text for one in shown] or self._modal(person)

    async def rebuild(self, by: str) -> list[str]:
        shown = _said(await self.world.slash("/rebuild", by=self._person(by)))
        return [one.text for one in shown]

    def seen_by(self, person: str) -> list[str]:
        someone = self._person(person)
        alone = self.slack.ephemeral(CHANNEL, someone)
        public = [one for one in self.slack.said if one.channel == CHANNEL and not one.to]
        return [one.text for one in _said([*public, *alone])] + self._modal(someone)

    def pings(self) -> list[str]:
        return self.slack.pings

    def _modal(self, person: Person) -> list[str]:
        view = self.slack.view(person)
        return [] if view is None else [_text(view["blocks"])]

    def _person(self, name: str) -> Person:
        return {"ann": self.slack.ann, "bob": self.slack.bob, "mo": self.slack.mo}[name]


def _said(messages: Sequence[Message]) -> list[Said]:
    return [Said(_text(one.blocks), one) for one in messages]


def _text(blocks: Sequence[Json]) -> str:
    shown = [block for block in blocks if block["type"] != "actions"]
    return text_in([Outgoing("", tuple(shown))])


@pytest.fixture
def open_stage(open_world: OpenWorld) -> OpenStage:
    async def open_one(archive: FakeArchive, build: FakeBuild | None = None, /) -> Stage:
        return SlackStage(await open_world(Setup(archive=archive, build=build)))

    return open_one


class TestPlatform(contract.Platform):
    pass
