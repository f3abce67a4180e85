"""A workspace for a test: people in it, and the bot over made-up articles.

    World     people act in it, as in `Slack`; the bot can be started again

Its clock stands still but for what the platform itself measures.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from bot.adapters.slack.access import Access
from bot.adapters.slack.connection import SlackConnection
from bot.adapters.slack.options import Options
from bot.adapters.slack.scopes import SCOPES
from bot.core.observing import SILENT, Observer
from bot.core.responder import PATIENCE, Responder
from bot.core.running import run
from bot.core.state.store import StateStore
from tests.bot.adapters.slack.stand_in import Slack
from tests.bot.bridge import NOW, QUESTION, make_archive
from tests.bot.fakes import ROOMY, BlockingArchive, FakeArchive, make_services

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.limits import Limits
    from tests.bot.adapters.slack.stand_in import Message, Person
    from tests.bot.fake_web import FakeWeb
    from tests.bot.fakes import FakeBuild

SECRET: Final = "of-nobody"  # noqa: S105 - opens nothing

TURNS: Final = 50
"""Of the loop: many more than lie between an acknowledgement and the beginning of the work."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the bot is started with; `slack` are arguments of the stand-in."""

    archive: FakeArchive | None = field(default_factory=make_archive)
    access: Access = field(default_factory=Access)
    limits: Limits = ROOMY
    patience: float = PATIENCE
    build: FakeBuild | None = None
    web: FakeWeb | None = None
    prefix: str = ""
    announce: frozenset[str] = frozenset()
    observer: Observer = SILENT
    slack: dict[str, Any] = field(default_factory=dict)


class Run:
    """The bot from one start to its end, over a state file that outlives it."""

    def __init__(self, setup: Setup, slack: Slack, state_file: Path) -> None:
        self.state = StateStore(state_file)
        self.services = make_services(setup.archive, setup.build, self.state, web=setup.web)
        self.responder = Responder(
            self.services, setup.limits, now=lambda: NOW, patience=setup.patience,
            observer=setup.observer,
        )  # fmt: skip
        self.announced: list[str] = []
        self.connection = SlackConnection(
            self.responder, self.services.archive, _options(setup, slack), self.announced.append,
            lambda: NOW,
        )  # fmt: skip
        self._running: asyncio.Task[None] | None = None

    async def start(self, slack: Slack) -> None:
        before = len(slack.sockets.ever)
        self._running = asyncio.create_task(run([self.connection], self.responder, keep_days=30))
        await slack.until(lambda: len(slack.sockets.ever) > before and bool(self.announced))

    async def end(self) -> None:
        """Let what is under way come to its end, and stop."""
        assert await self.connection.finished(5)
        await self.connection.close()
        if self._running is not None:
            await self._running
        self.responder.close()
        self.state.close()


@dataclass
class World:
    """A workspace with the bot in it. Set `refuses` where Slack is meant to refuse something."""

    slack: Slack
    setup: Setup
    run: Run
    state_file: Path
    refuses: bool = False

    @property
    def archive(self) -> FakeArchive:
        assert self.setup.archive is not None
        return self.setup.archive

    async def restart(self, archive: FakeArchive | None = None) -> None:
        """End the bot and start it again, over other articles if some are given."""
        await self.run.end()
        self.setup = replace(self.setup, archive=archive or self.setup.archive)
        self.run = Run(self.setup, self.slack, self.state_file)
        await self.run.start(self.slack)

    async def settle(self) -> None:
        """Wait until all that people did has its outcome."""
        await self.slack.until(lambda: all(act.done for act in self.slack.acts))
        # Bot and platform share a loop: what was acknowledged has begun some turns of it later.
        for _ in range(TURNS):
            await asyncio.sleep(0)
        assert await self.run.connection.finished(5)

    async def ask(
        self,
        question: str = QUESTION,
        *,
        by: Person | None = None,
        channel: str = "C1",
        thread: str | None = None,
    ) -> list[Message]:
        """Mention the bot before a question; what it says in the thread of it from then on."""
        act = self.slack.mention(by or self.slack.ann, question, channel=channel, thread_ts=thread)
        top = thread or act.ts
        before = [one for one in self.slack.messages(channel, top) if one.by_bot]
        await self.settle()
        return [one for one in self.slack.messages(channel, top) if one.by_bot][len(before) :]

    async def dm(
        self, text: str = QUESTION, *, by: Person | None = None, thread: str | None = None
    ) -> list[Message]:
        """Say something to the bot alone; what it says there from then on."""
        person = by or self.slack.ann
        channel = self.slack.world.dm_of(person)
        before = [one for one in self.slack.messages(channel, thread) if one.by_bot]
        self.slack.dm(person, text, thread_ts=thread)
        await self.settle()
        return [one for one in self.slack.messages(channel, thread) if one.by_bot][len(before) :]

    async def slash(
        self, command: str, text: str = "", *, by: Person | None = None, channel: str = "C1"
    ) -> list[Message]:
        """Type a command; what is shown to that person alone from then on."""
        person = by or self.slack.ann
        return await self._whispered(
            person, channel, lambda: self.slack.slash(person, command, text, channel=channel)
        )

    async def press(
        self, message: Message | dict[str, Any], label: str, *, by: Person | None = None
    ) -> list[Message]:
        """Press a button; what is shown to that person alone from then on, in the same channel."""
        person = by or self.slack.ann
        channel = message["channel"] if isinstance(message, dict) else message.channel
        return await self._whispered(
            person, channel, lambda: self.slack.press(person, message, label)
        )

    async def _whispered(self, person: Person, channel: str, act: Any) -> list[Message]:
        before = len(self.slack.ephemeral(channel, person))
        act()
        await self.settle()
        return self.slack.ephemeral(channel, person)[before:]

    async def close(self) -> None:
        if isinstance(self.setup.archive, BlockingArchive):
            self.setup.archive.release.set()
        if self.setup.build is not None:
            self.setup.build.go.set()
        await self.run.end()


class OpenWorld(Protocol):
    """Opens a world over one article, or as `setup` says."""

    async def __call__(self, setup: Setup | None = None, /) -> World: ...


def _options(setup: Setup, slack: Slack) -> Options:
    return Options(
        setup.access, bot_token=slack.token, app_token=slack.app_token, prefix=setup.prefix,
        web_api=slack.api_url, announce=setup.announce,
    )  # fmt: skip


def new_slack(setup: Setup) -> Slack:
    """The workspace, where the app has the scopes that it asks for, and no others."""
    return Slack(**{"scopes": frozenset(SCOPES), **setup.slack})
