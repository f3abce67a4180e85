"""Makes `docs/slack.png`, the picture in the README, and pictures of other replies to look at:

    .venv/bin/python -m docs.make_slack_picture FOLDER

The bot itself answers, over the sample articles, in the Slack that its tests have; what it sends is
drawn by `docs.slack_page`. CHROMIUM names the browser (/usr/bin/chromium), ARTICLES_DIR other
articles. `FOLDER/slack.png` is the README's.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops
from rich.console import Console

from bot.adapters.slack.access import Access
from bot.adapters.slack.connection import SlackConnection
from bot.adapters.slack.options import Options
from bot.adapters.slack.phrases import CANCEL, SHARE
from bot.adapters.slack.scopes import SCOPES
from bot.core.limits import Limits
from bot.core.responder import Responder
from bot.core.running import run
from bot.settings import Settings
from bot.wiring import open_services
from docs.slack_page import Shown, page
from tests.bot.adapters.slack.stand_in import Slack

if TYPE_CHECKING:
    from typing import Any

    from tests.bot.adapters.slack.stand_in import Message, Person

ROOT: Final = Path(__file__).resolve().parents[1]
ANSWERED: Final = "What does Hamas say about its weapons?"
FOLLOW_UP: Final = "Will it hand all of them over?"
NOT_SAID: Final = "What does the stabilization force cost?"
DIFFERING: Final = "How many people were killed since the ceasefire began?"
NAME: Final = "Dateline"
SECONDS: Final = 60.0

COMMANDS: Final = (
    ("/ask", ANSWERED), ("/ask", "help"),
    ("/issues", ""), ("/issues", "rafah-crossing"), ("/issues", "since last"), ("/issues", "tea"),
    ("/sources", ""), ("/sources", "talks"),
    ("/index-status", ""), ("/index-feedback", ""),
)  # fmt: skip
"""What is typed behind a slash."""


async def draw(folder: Path, articles: Path) -> None:
    """Ask, and take a picture of each reply."""
    settings = Settings(
        articles_dir=articles, store_dir=folder / "store", state_file=folder / "state.sqlite"
    )
    settings.state_file.unlink(missing_ok=True)
    services = open_services(settings, Console(stderr=True), wait=True)
    limits = Limits(20, 60.0, 100, calls_at_once=100)
    with Responder(services, limits) as responder:
        async with Slack(scopes=frozenset(SCOPES)) as slack:
            options = Options(
                Access(), slack.token, slack.app_token, web_api=slack.api_url, ping_seconds=0.5
            )
            connection = SlackConnection(responder, services.archive, options, lambda _: None)
            running = asyncio.create_task(run([connection], responder, keep_days=30))
            await slack.connected()
            await _Session(slack, connection, folder).go()
            await connection.close()
            await running


class _Session:
    """What people do, and pictures of what they see."""

    def __init__(self, slack: Slack, connection: SlackConnection, folder: Path) -> None:
        self._slack = slack
        self._connection = connection
        self._folder = folder

    async def go(self) -> None:
        """Ask, press and type."""
        first, answer = await self._ask(ANSWERED)
        second, further = await self._ask(FOLLOW_UP, first.ts)
        asking_on = [_person(second, reply=True), *map(_bot, further)]
        self._shoot("slack", [_person(first), *map(_bot, answer), *asking_on])
        for name, question in (("not-said", NOT_SAID), ("differing", DIFFERING)):
            asked, said = await self._ask(question)
            self._shoot(name, [_person(asked), *map(_bot, said)])
        for label in ("More quotes", "In context: 1", "In context", "Not helpful"):
            if label in _labels(answer[-1]):
                await self._press(answer[-1], label)
        for command, text in COMMANDS:
            await self._type(command, text)
        await self._share(ANSWERED)
        await self._rebuild()

    async def _press(self, message: Message, label: str) -> None:
        self._slack.press(self._slack.ann, message, label)
        await self._settle()
        view = self._slack.view(self._slack.ann)
        name = label.casefold().replace(" ", "-").replace(":", "")
        self._shoot(name, [view] if view else self._alone(self._slack.ann))

    async def _type(self, command: str, text: str) -> None:
        before = len(self._alone(self._slack.mo))
        self._slack.slash(self._slack.mo, command, text)
        await self._settle()
        name = f"{command[1:]}-{text.replace(' ', '-')}".strip("-")[:40]
        self._shoot(name, self._alone(self._slack.mo)[before:])

    async def _share(self, question: str) -> None:
        """An answer to one person, shown to all."""
        self._slack.slash(self._slack.bob, "/ask", question)
        await self._settle()
        answer = self._slack.ephemeral(self._slack.general, self._slack.bob)[-1]
        before = len(self._slack.messages(self._slack.general))
        self._slack.press(self._slack.bob, answer, SHARE)
        await self._settle()
        shared = self._slack.messages(self._slack.general)[before:]
        self._shoot("shared", [_bot(one) for one in shared])

    async def _rebuild(self) -> None:
        """A build from its course to its report."""
        admin = self._slack.mo
        direct = self._slack.world.dm_of(admin)

        def builds() -> bool:
            return any(CANCEL in _labels(one) for one in self._slack.messages(direct))

        self._slack.slash(admin, "/rebuild", "full")
        await self._slack.until(builds, SECONDS)
        self._shoot("rebuild", [_bot(one) for one in self._slack.messages(direct)])
        await self._slack.until(lambda: not builds(), SECONDS)
        self._shoot("rebuilt", [_bot(one) for one in self._slack.messages(direct)])

    async def _ask(self, question: str, thread: str | None = None) -> tuple[Message, list[Message]]:
        slack = self._slack
        before = len(slack.messages(slack.general, thread)) if thread else 0
        act = slack.mention(slack.ann, question, thread_ts=thread)
        await self._settle()
        said = slack.messages(slack.general, thread or act.ts)[before:]
        if act.message is None:
            raise RuntimeError(question)
        return act.message, [one for one in said if one.by_bot]

    async def _settle(self) -> None:
        acts = self._slack.acts
        await self._slack.until(lambda: all(act.done for act in acts), SECONDS)
        await asyncio.sleep(0.05)  # from being acknowledged to being worked on
        await self._connection.finished(SECONDS)

    def _alone(self, person: Person) -> list[Shown]:
        return [_bot(one) for one in self._slack.ephemeral(self._slack.general, person)]

    def _shoot(self, name: str, shown: list[Any]) -> None:
        file = self._folder / f"{name}.html"
        file.write_text(page(shown), encoding="utf-8")
        picture = self._folder / f"{name}.png"
        browser = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        size = ["--window-size=700,2600", "--force-device-scale-factor=1"]
        subprocess.run(  # noqa: S603 - a browser that the user names
            [browser, *flags, *size, f"--screenshot={picture}", file.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
        _crop(picture)


def _crop(file: Path) -> None:
    """Cut off what is empty below."""
    with Image.open(file) as taken:
        picture = taken.convert("RGB")
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    bottom = picture.height if box is None else min(picture.height, box[3] + 16)
    picture.crop((0, 0, picture.width, bottom)).quantize(128).save(file, optimize=True)


def _person(message: Message, *, reply: bool = False) -> Shown:
    return Shown("Ann", (), message.text, is_bot=False, is_reply=reply)


def _bot(message: Message) -> Shown:
    return Shown(
        NAME, message.blocks, message.text, is_reply=message.in_thread, to_one=bool(message.to)
    )


def _labels(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [one["text"]["text"] for row in rows for one in row]


def main() -> None:
    """Draw into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(draw(folder, Path(os.environ.get("ARTICLES_DIR", ROOT / "articles"))))


if __name__ == "__main__":
    main()
