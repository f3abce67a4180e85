"""Deliveries as signed HTTP requests to the bot; its answer is the acknowledgement."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import aiohttp

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in.delivery import Attempt, Delivery
    from tests.bot.adapters.slack.stand_in.values import Json
    from tests.bot.adapters.slack.stand_in.world import World

STALE_SECONDS: Final = 301
"""How old a request is that must not be believed: more than five minutes."""


class HttpMode:
    """Sends to one address. `close` it in the end."""

    def __init__(self, world: World, url: str, secret: str) -> None:
        self._world = world
        self._url = url
        self._secret = secret
        timeout = aiohttp.ClientTimeout(total=world.limits.ack)
        self._session = aiohttp.ClientSession(timeout=timeout)
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, attempt: Attempt) -> None:
        """Post it in a task of its own."""
        attempt.sent()
        task = asyncio.create_task(self._post_attempt(attempt))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Send nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()

    async def forge(self, delivery: Delivery, *, stale: bool = False) -> int:
        """The status of the answer to a request that isn't Slack's, or is an old one if `stale`."""
        age, secret = (STALE_SECONDS, self._secret) if stale else (0, "of somebody else")
        kind, body = _packed(delivery)
        headers = self._signed(kind, body, secret, age)
        async with self._session.post(self._url, data=body, headers=headers) as response:
            return response.status

    async def verify(self) -> bool:
        """Whether the address answers `url_verification`, as it must before events come there."""
        challenge = self._world.new_id("challenge")
        body = json.dumps({"token": "t", "challenge": challenge, "type": "url_verification"})
        headers = self._signed("application/json", body, self._secret)
        async with self._session.post(self._url, data=body, headers=headers) as response:
            return response.status == 200 and challenge in await response.text()

    async def _post_attempt(self, attempt: Attempt) -> None:
        kind, body = _packed(attempt.delivery)
        headers = self._signed(kind, body, self._secret)
        if attempt.number:
            reason = {"timeout": "http_timeout"}.get(attempt.reason, attempt.reason)
            headers["X-Slack-Retry-Num"] = str(attempt.number)
            headers["X-Slack-Retry-Reason"] = reason
        try:
            async with self._session.post(self._url, data=body, headers=headers) as response:
                text = await response.text()
        except TimeoutError:
            attempt.fail("timeout")
        except aiohttp.ClientError:
            attempt.fail("connection_failed")
        else:
            if response.status == 200:
                attempt.acknowledge(_said(text))
            else:
                wanted = response.headers.get("X-Slack-No-Retry") == "1"
                attempt.fail("http_error", finally_=wanted)

    def _signed(self, kind: str, body: str, secret: str, age: int = 0) -> dict[str, str]:
        at = str(int(time.time()) - age)  # the bot compares it with its own clock
        base = f"v0:{at}:{body}".encode()
        signature = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "Content-Type": kind, "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={signature}", "User-Agent": "Slackbot 1.0",
        }  # fmt: skip


def _packed(delivery: Delivery) -> tuple[str, str]:
    """The content type and the body."""
    match delivery.kind:
        case "events_api":
            return "application/json", json.dumps(delivery.payload)
        case "slash_commands":
            return "application/x-www-form-urlencoded", urlencode(delivery.payload)
        case "interactive":
            form = {"payload": json.dumps(delivery.payload)}
            return "application/x-www-form-urlencoded", urlencode(form)


def _said(text: str) -> Json | None:
    """What the answer to a request says; text that isn't JSON is what people are shown."""
    if not text.strip():
        return None
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    return said if isinstance(said, dict) else {"text": text}
