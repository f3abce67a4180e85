"""The stand-in for Slack: how its response_urls are used up, and what calls people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.bot.adapters.slack.stand_in import Message, Slack
from tests.bot.adapters.slack.stand_in.by_hand import (
    FORM,
    MORE,
    SECTION,
    Clock,
    client_of,
)

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

pytestmark = pytest.mark.asyncio


def answers_to(url: str) -> AsyncWebhookClient:
    return AsyncWebhookClient(url, retry_handlers=[])


async def test_a_response_url_is_used_five_times_even_where_the_bot_is_not() -> None:
    async with Slack() as slack:
        url = answers_to(slack.slash(slack.ann, "/ask", channel="C2").payload["response_url"])
        for kind in ("ephemeral", "in_channel", None, None, None):
            assert (await url.send(text="x", response_type=kind)).body == "ok"
        sixth = await url.send(text="x")

        assert (sixth.status_code, "used_url" in sixth.body) == (404, True)
        assert len(slack.messages("C2")) == 1
        assert len(slack.ephemeral("C2", slack.ann)) == 4
        assert [one.error for one in slack.response_url_uses] == [""] * 5 + ["used_url"]
        assert [one.error for one in slack.refused] == ["used_url"]


async def test_a_response_url_expires() -> None:
    clock = Clock()
    async with Slack(clock=clock) as slack:
        url = answers_to(slack.slash(slack.ann, "/ask").payload["response_url"])
        clock.now += 1_801
        late = await url.send(text="x")

        assert (late.status_code, "expired_url" in late.body) == (404, True)


@pytest.mark.parametrize(
    ("error", "body"),
    [
        ("no_text", {"replace_original": False}),
        ("invalid_blocks", {"text": "x", "blocks": [SECTION] * 51}),
        ("invalid_arguments", {"text": "x", "response_type": "loud"}),
    ],
)
async def test_answers_are_judged_as_messages_are(error: str, body: dict[str, Any]) -> None:
    async with Slack() as slack:
        url = answers_to(slack.slash(slack.ann, "/ask").payload["response_url"])
        answer = await url.send_dict(body)

        assert (answer.status_code, error in answer.body, slack.said) == (400, True, [])


async def ephemeral_with_button(slack: Slack, client: AsyncWebClient) -> Message:
    await client.chat_postEphemeral(channel="C1", user="UANN", text="x", blocks=[MORE])
    return slack.said[-1]


async def test_the_message_whose_button_was_pressed_is_replaced_or_taken_away() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        message = await ephemeral_with_button(slack, client)
        url = answers_to(slack.press(slack.ann, message, "More").payload["response_url"])
        await url.send(text="new", replace_original=True)
        assert [one.text for one in slack.ephemeral("C1", slack.ann)] == ["new"]
        await url.send(text="beside")
        await url.send_dict({"delete_original": True})

        assert [one.text for one in slack.ephemeral("C1", slack.ann)] == ["beside"]
        assert [text for text, _ in message.edits] == ["x"]


async def test_what_calls_people_is_found() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        quiet = {"type": "section", "text": {"type": "plain_text", "text": "<!here>"}}
        await client.chat_postMessage(channel="C1", text="&lt;!here&gt;", blocks=[quiet])
        slack.say(slack.ann, "<!channel>")
        assert slack.pings == []
        trigger = slack.slash(slack.ann, "/ask").payload["trigger_id"]
        loud = {"type": "section", "text": {"type": "mrkdwn", "text": "a <!here> b"}}
        await client.chat_postMessage(channel="C1", text="<!channel>")
        await client.chat_postEphemeral(channel="C1", user="UANN", text="x", blocks=[loud])
        await client.views_open(trigger_id=trigger, view={**FORM, "blocks": [
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "<@UBOB>"}]}]})  # fmt: skip

        assert slack.pings == ["<!channel>", "a <!here> b", "<@UBOB>"]
