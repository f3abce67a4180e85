"""The bot as a process of its own, on a stand-in for Discord over real sockets."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bot.adapters.discord.wire import SECONDS, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from tests.bot.adapters.discord.wire import Wire

ROOT = Path(__file__).parents[4]
COMMAND = [sys.executable, "-m", "tests.bot.adapters.discord.run_on_wire"]


class Bot:
    """The program, running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""
        """What has been read of its standard error."""

    async def says(self, words: str) -> None:
        """Wait until it says that on standard error."""
        assert self.process.stderr
        while words not in self.said:
            line = await asyncio.wait_for(self.process.stderr.readline(), SECONDS)
            assert line, f"it ended without {words!r}: {self.said}"
            self.said += line.decode()

    async def ended(self, seconds: float = SECONDS) -> int:
        """Wait for its end; the exit code."""
        assert self.process.stderr
        self.said += (await asyncio.wait_for(self.process.stderr.read(), seconds)).decode()
        return await self.process.wait()


@asynccontextmanager
async def started(base: str, folder: Path, **env: str) -> AsyncIterator[Bot]:
    """The bot with its state in `folder`, where no .env of the user's lies either."""
    settings = {"DISCORD_TOKEN": TOKEN, "STATE_FILE": str(folder / "state.sqlite"), **env}
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, base,
        stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, cwd=folder,
        env={**ours, "PYTHONPATH": str(ROOT), **settings},
    )  # fmt: skip
    bot = Bot(process)
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
            await bot.ended()


@asynccontextmanager
async def connected(
    wire: Wire, folder: Path, refusals: Sequence[int] = (), **env: str
) -> AsyncIterator[Bot]:
    """The same, once it hears what is asked; in the end it has met no other `refusals`."""
    async with started(wire.base, folder, **env) as bot:
        await bot.says("oauth2/authorize")
        yield bot
    assert [one.status for one in wire.refused] == list(refusals)
    assert "Traceback" not in bot.said


async def stopped(bot: Bot, number: signal.Signals = signal.SIGTERM) -> None:
    """Stop it as whoever runs it does, and wait until it has come to a good end."""
    bot.process.send_signal(number)
    assert await bot.ended() == 0
