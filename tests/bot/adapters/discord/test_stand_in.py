"""The stand-in for Discord itself: what it takes and refuses, as Discord does."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.bot.adapters.discord.wire import TOKEN, Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


pytestmark = pytest.mark.asyncio


@asynccontextmanager
async def by_hand(wire: Wire) -> AsyncIterator[aiohttp.ClientSession]:
    """A bot without discord.py, which has told one command."""
    headers = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        await session.put(f"{wire.base}/applications/1/commands", json=[{"name": "ask"}])
        yield session


async def sent(session: aiohttp.ClientSession, method: str, url: str, body: Any) -> tuple[int, Any]:
    """The status and the answer, or Discord's code of the refusal."""
    async with session.request(method, url, json=body) as response:
        answer: Any = await response.json() if response.status != 204 else None
        return response.status, answer["code"] if response.status >= 400 else answer


def embeds(*lengths: int) -> dict[str, Any]:
    return {"embeds": [{"description": "x" * length} for length in lengths]}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2_000}, None),
        ({"content": "x" * 2_001}, 50035),
        ({"content": "x" * 1_999 + "🔇"}, 50035),
        (embeds(4_096, 1_904), None),
        (embeds(4_096, 1_905), 50035),
        (embeds(4_097), 50035),
        (embeds(*[1] * 11), 50035),
        ({"content": ""}, 50006),
        ({"content": "x", "nonce": "1" * 26}, 50035),
    ],
)
async def test_the_stand_in_takes_what_discord_takes(body: Any, code: int | None) -> None:
    async with Wire() as wire, by_hand(wire) as session:
        status, answer = await sent(session, "POST", f"{wire.base}/channels/1/messages", body)
        assert (status, answer) == (400, code) if code else status == 200


async def test_the_stand_in_takes_a_nonce_once() -> None:
    async with Wire() as wire, by_hand(wire) as session:
        url = f"{wire.base}/channels/1/messages"
        body = {"content": "x", "nonce": "1", "enforce_nonce": True}
        first, again = [await sent(session, "POST", url, body) for _ in range(2)]
        other = await sent(session, "POST", url, {**body, "nonce": "2"})
        assert first[1]["id"] == again[1]["id"] != other[1]["id"]


async def test_the_stand_in_takes_one_callback_and_none_after_three_seconds() -> None:
    async with Wire() as wire, by_hand(wire) as session:
        asked, late = [wire.slash("ask", question="?") for _ in range(2)]
        late.sent_at -= 3.1
        call = f"{wire.base}/interactions/1/{{}}/callback"
        hook = f"{wire.base}/webhooks/1/{asked.event['token']}/messages/@original"
        body = {"type": 5}

        assert await sent(session, "PATCH", hook, {"content": "x"}) == (404, 10015)
        assert await sent(session, "POST", call.format(asked.event["token"]), body) == (204, None)
        assert await sent(session, "POST", call.format(asked.event["token"]), body) == (400, 40060)
        assert await sent(session, "POST", call.format(late.event["token"]), body) == (404, 10062)
        assert (await sent(session, "PATCH", hook, {"content": "x"}))[0] == 200
        assert (asked.outcomes, late.outcomes) == (1, 0)


async def test_the_stand_in_refuses_a_wrong_token() -> None:
    async with Wire() as wire, aiohttp.ClientSession() as session:
        assert (await sent(session, "GET", f"{wire.base}/users/@me", None))[0] == 401
