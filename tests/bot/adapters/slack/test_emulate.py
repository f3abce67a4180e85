"""What the bot sends, to a Slack that others wrote: `emulate` from npm, which is strict on scopes.

Skipped unless EMULATE_DIR names a folder in which `npm install emulate@0.12.2` was run. It has the
Web API only, and reads no arguments from addresses, as slack_sdk sends them for some methods.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.formatter import Formatter, plainly
from bot.adapters.slack.names import named
from bot.adapters.slack.network import told
from bot.adapters.slack.posting import Poster
from bot.adapters.slack.scopes import SCOPES
from bot.core.reply import Quoted, Quotes, Reply, Visibility
from tests.bot.bridge import NOW, SENTENCE
from tests.bot.fakes import make_quote

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

FOLDER: Final = Path(os.environ.get("EMULATE_DIR", "/nowhere"))
NODE: Final = shutil.which("node")
CHANNEL: Final = "C000000001"
"""The one that it always has."""

ALL: Final = "xoxb-all"
NARROW: Final = "xoxb-narrow"

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(NODE is None, reason="Node is not installed"),
    pytest.mark.skipif(
        not (FOLDER / "node_modules" / "emulate").is_dir(),
        reason="EMULATE_DIR names no folder with emulate in it (npm install emulate@0.12.2)",
    ),
]

SERVE: Final = """
import { createEmulator } from "emulate";
const seed = JSON.parse(process.argv[1]);
const slack = await createEmulator({ service: "slack", port: 0, hostname: "127.0.0.1", seed });
console.log(slack.url);
process.stdin.resume();
process.stdin.on("end", () => slack.close());
"""


def seed() -> dict[str, Any]:
    """A workspace with the bot in it, and two tokens: one with what the manifest asks for."""
    bot = {"app_id": "A000000001", "bot_id": "B000000009", "bot_user_id": "U000000009"}
    app = {
        **bot, "client_id": "1.2", "client_secret": "none", "name": "Dateline",
        "redirect_uris": ["http://127.0.0.1/none"], "scopes": ["chat:write"],
        "bot_name": "dateline",
    }  # fmt: skip
    token = {**bot, "type": "bot", "user": "dateline"}
    tokens = [
        {**token, "token": ALL, "scopes": sorted(SCOPES)},
        {**token, "token": NARROW, "scopes": ["users:read"]},
    ]
    return {"slack": {"strict_scopes": True, "oauth_apps": [app], "tokens": tokens}}


@pytest.fixture(scope="module")
def web_api() -> Iterator[str]:
    assert NODE is not None
    command = [NODE, "--input-type=module", "-e", SERVE, json.dumps(seed())]
    with subprocess.Popen(  # noqa: S603 - Node, and a program of ours
        command, cwd=FOLDER, env={"PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        url = process.stdout.readline().strip()  # it listens once it has said so
        assert url.startswith("http://localhost:"), "it did not start: its log is above"
        try:
            yield url.replace("localhost", "127.0.0.1") + "/api/"
        finally:
            process.stdin.close()
            process.wait(10)


@contextlib.asynccontextmanager
async def poster(web_api: str, token: str) -> AsyncIterator[Poster]:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token, base_url=web_api, session=session, retry_handlers=[])
        yield Poster(client, session)


async def test_an_answer_is_taken_in_a_thread_and_can_be_changed(web_api: str) -> None:
    [answer] = Formatter(named("")).reply(
        Reply(
            Quotes("q", (Quoted(make_quote(SENTENCE), ()),), 0.9), Visibility.PUBLIC, "0c3f52a9b1d4"
        ),
        NOW,
    )
    async with poster(web_api, ALL) as sends:
        asked = await sends.post(CHANNEL, plainly("When?"))
        thread = asked.partition(":")[2]
        held = await sends.post(CHANNEL, plainly("One moment."), thread)
        await sends.update(held, answer)
        assert held.startswith(f"{CHANNEL}:")


async def test_a_scope_that_is_missing_is_named(web_api: str) -> None:
    async with poster(web_api, NARROW) as sends:
        with pytest.raises(SlackApiError) as caught:
            await sends.post(CHANNEL, plainly("When?"))
    assert told(caught.value) == "missing_scope (the scope chat:write)"
