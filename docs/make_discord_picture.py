"""Makes `docs/discord.png`, the picture in the README, and pictures of other replies to look at:

    .venv/bin/python -m pip install 'simcord[screenshot]==3.2.1'    # and Chromium, once
    .venv/bin/python -m docs.make_discord_picture FOLDER

The bot itself answers, over the sample articles, in a Discord that `simcord` plays and draws:
nothing in the pictures is typed by hand but the questions. CHROMIUM names the browser
(/usr/bin/chromium), ARTICLES_DIR other articles. `FOLDER/discord.png` is the README's.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import discord
import simcord
from playwright.async_api import BrowserType
from rich.console import Console

from bot.adapters.discord.access import Access
from bot.adapters.discord.client import DatelineClient
from bot.adapters.discord.options import Options
from bot.core.limits import Limits
from bot.core.responder import Responder
from bot.settings import Settings
from bot.wiring import open_services

if TYPE_CHECKING:
    from simcord import Env

ROOT: Final = Path(__file__).resolve().parents[1]
ANSWERED: Final = "What does Hamas say about its weapons?"
FOLLOW_UP: Final = "Will it hand all of them over?"
NOT_SAID: Final = "What does the stabilization force cost?"
DIFFERING: Final = "How many people were killed since the ceasefire began?"
NAME: Final = "Dateline"
SIZE: Final = (700, 1_310)


async def draw(folder: Path, articles: Path) -> None:
    """Ask, and take a picture of each reply."""
    settings = Settings(
        articles_dir=articles, store_dir=folder / "store", state_file=folder / "state.sqlite"
    )
    # Another Discord than last time: it knows of no command yet.
    settings.state_file.unlink(missing_ok=True)
    services = open_services(settings, Console(stderr=True), wait=True)
    with Responder(services, Limits(20, 60.0, 100)) as responder:
        client = DatelineClient(responder, services.archive, Options(Access()), lambda _: None)
        async with simcord.run(client, settle_timeout=60) as env:
            await _session(env, folder)


async def _session(env: Env, folder: Path) -> None:
    await env.bot.user.edit(username=NAME)
    guild = env.create_guild("Newsroom")
    channel = guild.create_text_channel("ceasefire")
    admins = guild.create_role("editors", permissions=discord.Permissions(manage_guild=True))
    ann = guild.add_member(env.create_user("ann", global_name="Ann"), roles=[admins])
    me = f"<@{env.bot.user.id}>"
    async with env.preview(channel, viewers=[ann], layout="channel") as preview:

        async def shoot(name: str, target: Any = None) -> None:
            await preview.screenshot(
                folder / f"{name}.png", target=target, mode="surface" if target else "viewport",
                viewport=SIZE, allow_incomplete=True, layout="message" if target else "channel",
            )  # fmt: skip

        await ann.send(channel, f"{me} {ANSWERED}")
        answer = channel.last_message
        await shoot("answer", answer)
        await ann.send(channel, FOLLOW_UP, reply_to=answer)
        await shoot("follow-up", channel.last_message)
        await shoot("discord")
        await ann.send(channel, f"{me} {NOT_SAID}")
        nothing = channel.last_message
        await shoot("not-said", nothing)
        await ann.send(channel, f"{me} {DIFFERING}")
        await shoot("differing", channel.last_message)
        await shoot("channel-2")
        for name, message, label in (
            ("in-context", answer, "In context"),
            ("in-context", answer, "In context: 1"),
            ("more", answer, "More quotes"),
            ("closest", nothing, "What came closest"),
            ("form", answer, "Not helpful"),
        ):
            with contextlib.suppress(simcord.SetupError):  # no such button below this answer
                await shoot(name, await ann.click(message, label=label))
        for command in ("sources", "status", "help", "issues"):
            await shoot(command, await ann.slash(channel, command))
        await shoot("one-source", await ann.slash(channel, "sources", search="talks"))
        for action in ("full", "update", "rollback"):
            await shoot(f"rebuild-{action}", await ann.slash(channel, "rebuild", action=action))


def main() -> None:
    """Draw into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    browser = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    # simcord takes the browser that Playwright downloads; one that is there already will do.
    BrowserType.launch = partialmethod(
        BrowserType.launch, executable_path=browser, args=["--no-sandbox", "--disable-gpu"]
    )
    asyncio.run(draw(folder, Path(os.environ.get("ARTICLES_DIR", ROOT / "articles"))))


if __name__ == "__main__":
    main()
