"""The stand-in for Slack: how it reaches a bot over HTTP."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from tests.bot.adapters.slack.stand_in import Slack
from tests.bot.adapters.slack.stand_in.by_hand import (
    MORE,
    app_of,
    client_of,
    listener,
    listening,
    serving,
)

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncBoltContext

pytestmark = pytest.mark.asyncio


async def test_the_same_acts_go_as_signed_requests() -> None:
    async with Slack() as slack:
        app = app_of(slack)
        heard = listener(app)
        async with serving(slack, app):
            assert await slack.verify_url()
            await client_of(slack).chat_postMessage(channel="C1", text="x", blocks=[MORE])
            acts = [
                slack.mention(slack.ann, "x"),
                slack.slash(slack.ann, "/ask", "why & how?"),
                slack.press(slack.ann, slack.messages("C1")[0], "More"),
            ]
            await slack.until(lambda: all(act.done for act in acts))

        assert not any(act.timed_out for act in acts)
        assert {one.get("command") for one in heard} == {None, "/ask"}
        assert "why & how?" in [one.get("text") for one in heard]


async def test_the_answer_to_a_request_is_the_acknowledgement() -> None:
    async with Slack() as slack:
        app = app_of(slack)

        async def answer(ack: Any, context: AsyncBoltContext) -> None:
            await ack(f"hello {context.user_id}")

        app.command("/ask")(answer)
        async with serving(slack, app):
            act = slack.slash(slack.ann, "/ask")
            await slack.until(lambda: act.done)

        assert [one.text for one in slack.ephemeral("C1", slack.ann)] == ["hello UANN"]


@pytest.mark.parametrize("stale", [False, True])
async def test_a_request_with_a_wrong_signature_or_an_old_time_is_for_the_bot_to_refuse(
    stale: bool,
) -> None:
    async with Slack() as slack:
        app = app_of(slack)
        heard = listener(app)
        async with serving(slack, app):
            act = slack.later.mention(slack.ann, "x")
            assert await slack.forge(act, stale=stale) == [401]
            assert heard == []
            slack.deliver(act)
            await slack.until(lambda: act.acked)


@pytest.mark.parametrize(
    ("status", "headers", "tries"),
    [(500, {}, 4), (500, {"X-Slack-No-Retry": "1"}, 1), (200, {}, 1)],
)
async def test_a_request_that_is_answered_badly_is_sent_again(
    status: int, headers: dict[str, str], tries: int
) -> None:
    requests: list[tuple[str, str]] = []

    async def handle(request: web.Request) -> web.Response:
        numbers = ("X-Slack-Retry-Num", "X-Slack-Retry-Reason")
        requests.append((request.headers.get(numbers[0], ""), request.headers.get(numbers[1], "")))
        return web.Response(status=status, headers=headers)

    async with Slack(ack_seconds=0.2) as slack, listening(handle) as url:
        await slack.use_http(url, "secret")
        act = slack.mention(slack.ann, "x")
        await slack.until(lambda: act.done)
        await asyncio.sleep(0.3)

        assert requests == [("", ""), *[(str(at), "http_error") for at in (1, 2, 3)]][:tries]
        assert act.timed_out == (status != 200)


async def test_a_command_over_http_fails_when_the_answer_takes_too_long() -> None:
    async def handle(_: web.Request) -> web.Response:
        await asyncio.sleep(0.15)
        return web.Response()

    async with Slack(ack_seconds=0.05) as slack, listening(handle) as url:
        await slack.use_http(url, "secret")
        act = slack.slash(slack.ann, "/ask")
        await slack.until(lambda: act.timed_out)
        await asyncio.sleep(0.2)
        assert act.acked == []
