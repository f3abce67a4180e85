"""A Discord for a test: a server, people in it, and the bot over made-up articles.

    World     people act in it: ask, press, type commands; the bot can be started again

Time stands still there, unless a test moves it with `env.advance_time`.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

import discord
import simcord

from bot.adapters.discord.access import Access
from bot.adapters.discord.client import DatelineClient
from bot.adapters.discord.options import Options
from bot.core.build_progress import EVERY
from bot.core.responder import PATIENCE, Responder
from bot.core.state.store import StateStore
from tests.bot.bridge import NOW, QUESTION, make_archive
from tests.bot.fakes import ROOMY, BlockingArchive, FakeArchive, make_services

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.core.build_progress import OnCourse
    from bot.core.call import Call
    from bot.core.limits import Limits
    from bot.core.reply import Begun, Reply
    from bot.core.responder import OnWait
    from tests.bot.fake_web import FakeWeb
    from tests.bot.fakes import FakeBuild

EVERYONES: Final = ("ask", "help", "issues", "sources", "status")
ADMINS: Final = ("add", "feedback", "forget", "rebuild")
"""Commands that Discord shows to all, and to those who may manage the server."""

READING: Final = Options(Access(), read_threads=True)
"""With the message content intent, and so without mentions in threads."""

Channel: TypeAlias = simcord.ChannelHandle
Person: TypeAlias = simcord.MemberActor
Message: TypeAlias = discord.Message | simcord.ResponseMessage

_FORMAT: Final = re.compile(r"\\(.)|\*\*")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the bot is started with. `held`: answers and builds end when the test lets them."""

    archive: FakeArchive | None
    options: Options = field(default_factory=lambda: Options(Access()))
    limits: Limits = ROOMY
    patience: float = PATIENCE
    build: FakeBuild | None = None
    web: FakeWeb | None = None
    held: bool = False


class HeldResponder(Responder):
    """Has simcord not wait for answers and builds, so that others can act meanwhile."""

    env: simcord.Env

    async def respond(self, call: Call, on_wait: OnWait | None = None) -> Reply:
        answer = super().respond(call, on_wait)
        reply: Reply = await self.env.external_wait(answer, reason="the test holds the answer")
        return reply

    async def outcome_of(
        self, begun: Begun, on_course: OnCourse | None = None, every: float = EVERY
    ) -> Reply:
        built = super().outcome_of(begun, on_course, every)
        reply: Reply = await self.env.external_wait(built, reason="the test holds the build")
        return reply


class Run:
    """The bot from one start to its end, over a state file that outlives it."""

    def __init__(self, setup: Setup, state_file: Path) -> None:
        self.state = StateStore(state_file)
        self.services = make_services(setup.archive, setup.build, self.state, web=setup.web)
        kind = HeldResponder if setup.held else Responder
        self.responder = kind(self.services, setup.limits, now=lambda: NOW, patience=setup.patience)
        self.announced: list[str] = []
        self.client = DatelineClient(
            self.responder, self.services.archive, setup.options, self.announced.append, lambda: NOW
        )

    def enter(self, env: simcord.Env) -> None:
        if isinstance(self.responder, HeldResponder):
            self.responder.env = env

    def close(self) -> None:
        self.responder.close()
        self.state.close()


@dataclass
class World:
    """Discord with one server, where all may do everything in `channel`.

    Ann and Bob are members, Mo may manage the server. Set `late` where an interaction is meant to
    get no callback.
    """

    env: simcord.Env
    setup: Setup
    run: Run
    state_file: Path
    late: bool = False
    guild: simcord.GuildHandle = field(init=False)
    channel: Channel = field(init=False)
    ann: Person = field(init=False)
    bob: Person = field(init=False)
    mo: Person = field(init=False)

    def populate(self) -> None:
        self.guild = self.env.create_guild("The newsroom")
        self.channel = self.guild.create_text_channel("general")
        self.ann = self.guild.add_member(self.env.create_user("ann"))
        self.bob = self.guild.add_member(self.env.create_user("bob", global_name="Bobby"))
        manages = discord.Permissions(manage_guild=True)
        moderators = self.guild.create_role("moderators", permissions=manages)
        self.mo = self.guild.add_member(self.env.create_user("mo"), roles=[moderators])

    @property
    def archive(self) -> FakeArchive:
        assert self.setup.archive is not None
        return self.setup.archive

    @property
    def me(self) -> discord.ClientUser:
        assert self.run.client.user is not None
        return self.run.client.user

    async def restart(
        self, archive: FakeArchive | None = None, options: Options | None = None
    ) -> None:
        """End the bot and start it again, over other articles or with other options."""
        await self.env.settle()
        self.run.close()
        self.setup = replace(
            self.setup,
            archive=archive or self.setup.archive,
            options=options or self.setup.options,
        )
        self.run = Run(self.setup, self.state_file)
        self.run.enter(self.env)
        await self.env.restart_bot(self.run.client)

    def said(self, where: Channel | None = None) -> list[discord.Message]:
        """All that the bot said in a channel for all to see, oldest first."""
        history = (where or self.channel).history()
        own = [message for message in history if message.author.id == self.me.id]
        # Simcord notes each new thread in its channel; Discord not those opened from a message.
        return [one for one in own if one.type is not discord.MessageType.thread_created]

    async def send(
        self,
        text: str,
        *,
        by: Person | None = None,
        where: Channel | None = None,
        reply_to: Message | None = None,
    ) -> list[discord.Message]:
        """Ann, or someone else, says something; what the bot says there from then on."""
        before = len(self.said(where))
        await (by or self.ann).send(where or self.channel, text, reply_to=reply_to)
        return self.said(where)[before:]

    async def ask(
        self,
        question: str = QUESTION,
        *,
        by: Person | None = None,
        where: Channel | None = None,
        reply_to: Message | None = None,
    ) -> list[discord.Message]:
        """As `send`, with the bot's name before the words."""
        text = f"{self.me.mention} {question}"
        return await self.send(text, by=by, where=where, reply_to=reply_to)

    async def send_dm(
        self, text: str = QUESTION, *, by: Person | None = None
    ) -> list[discord.Message]:
        """Someone says something to the bot alone; what it says there from then on."""
        person = (by or self.ann).user
        before = len(self.said(person.dm_channel))
        await person.send_dm(text)
        return self.said(person.dm_channel)[before:]

    def open_thread(self, about: discord.Message | None = None) -> Channel:
        """A thread of Ann's in the channel, opened from a message if one is given."""
        message = None if about is None else about.id
        parent, opener = self.channel.id, self.ann.id
        self.env.backend.create_thread(parent, "A thread", opener, message_id=message)
        return self.channel.threads[-1]

    def requests(self, method: str, end: str) -> list[simcord.HttpLogEntry]:
        """What the bot asked of Discord so far, of one method and with that end of its path."""
        made = self.env.http_requests
        return [one for one in made if one.method == method and one.path.endswith(end)]

    async def answered(self) -> None:
        """Wait until all that was asked has its outcome, in a world that is held."""
        assert await self.run.client.answering.finished(5)
        await self.env.settle()

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait for something that another thread brings about."""
        async with asyncio.timeout(5):
            while not happened():
                await asyncio.sleep(0.001)
        await self.env.settle()

    async def close(self) -> None:
        if self.setup.web is not None:
            self.setup.web.go.set()
        if isinstance(self.setup.archive, BlockingArchive):
            self.setup.archive.release.set()
        if self.setup.build is not None:
            self.setup.build.go.set()
            built = self.run.services.rebuilder.outcome
            await self.until(lambda: built is None or built.done())
        await self.env.shutdown()
        self.run.close()


class OpenWorld(Protocol):
    """Opens a world over one article, or as `setup` says."""

    async def __call__(self, setup: Setup | None = None, /) -> World: ...


def written(message: discord.Message) -> str:
    """All text of a message, as it was sent."""
    embeds = [(one.title, one.description, one.footer.text) for one in message.embeds]
    return "\n".join(filter(None, (message.content, *(text for one in embeds for text in one))))


def shown(message: discord.Message) -> str:
    """All text of a message, as people read it, bold or not."""
    return _FORMAT.sub(lambda found: found[1] or "", written(message))


def buttons(message: discord.Message) -> list[str]:
    """The labels of the buttons below a message that can be pressed."""
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    items = [item for row in rows for item in row.children if isinstance(item, discord.Button)]
    return [item.label or "" for item in items if not item.disabled]


def outcome(result: simcord.InteractionResult) -> discord.Message:
    """The one message that an interaction led to."""
    assert result.response is not None
    assert not result.followups
    return result.response.message


def held(limits: Limits = ROOMY) -> Setup:
    """An archive that answers when the test lets it, and then as `make_archive` does."""
    archive = BlockingArchive()
    archive.answers = make_archive().answers
    return Setup(archive, limits=limits, patience=0.05, held=True)


def release(world: World) -> None:
    archive = world.archive
    assert isinstance(archive, BlockingArchive)
    archive.release.set()


async def run_by_mo(world: World, command: str, **options: object) -> str:
    """What a command of Mo's, an admin, comes to; it is for nobody else to see."""
    told = outcome(await world.mo.slash(world.channel, command, **options))
    assert told.flags.ephemeral
    return shown(told)
