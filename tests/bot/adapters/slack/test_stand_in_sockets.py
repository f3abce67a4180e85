"""The stand-in for Slack: how it reaches a bot over sockets, more than once or in another order."""

from __future__ import annotations

import random
from typing import Any

import aiohttp
import pytest

from tests.bot.adapters.slack.stand_in import Slack
from tests.bot.adapters.slack.stand_in.by_hand import (
    FORM,
    app_of,
    client_of,
    error_of,
    line,
    listener,
    running,
)

pytestmark = pytest.mark.asyncio


async def test_an_event_is_sent_again_at_most_three_times() -> None:
    async with Slack(ack_seconds=0.03) as slack, line(slack) as bot:
        act = slack.mention(slack.ann, "x")
        envelopes = [await bot.hear() for _ in range(4)]
        await slack.until(lambda: act.timed_out)
        with pytest.raises(TimeoutError):
            await bot.hear(0.1)

        assert [one["retry_attempt"] for one in envelopes] == [0, 1, 2, 3]
        assert [one["retry_reason"] for one in envelopes] == ["", *["timeout"] * 3]
        assert len({one["payload"]["event_id"] for one in envelopes}) == 1
        assert len({one["envelope_id"] for one in envelopes}) == 4
        assert act.acked == []
        assert not any(one["accepts_response_payload"] for one in envelopes)


async def test_an_event_that_is_acknowledged_is_not_sent_again() -> None:
    async with Slack(ack_seconds=0.2) as slack, line(slack) as bot:
        act = slack.mention(slack.ann, "x")
        await bot.acknowledge(await bot.hear())
        with pytest.raises(TimeoutError):
            await bot.hear(0.3)

        assert len(act.acked) == 1
        assert not act.timed_out


async def test_a_command_that_is_not_acknowledged_in_time_has_failed() -> None:
    async with Slack(ack_seconds=0.03) as slack, line(slack) as bot:
        act = slack.slash(slack.ann, "/ask")
        envelope = await bot.hear()
        await slack.until(lambda: act.timed_out)
        await bot.acknowledge(envelope, {"text": "too late"})
        await slack.until(lambda: act.acked)

        assert envelope["accepts_response_payload"]
        assert act.acked[0] >= 0.03
        assert len(act.deliveries[0].attempts) == 1
        assert slack.said == []


async def test_a_command_may_be_answered_with_its_acknowledgement() -> None:
    async with Slack() as slack, line(slack) as bot:
        act = slack.slash(slack.ann, "/ask", channel="C2")
        await bot.acknowledge(await bot.hear(), {"text": "here"})
        await slack.until(lambda: act.done)

        assert act.ack_payload == {"text": "here"}
        assert [one.text for one in slack.ephemeral("C2", slack.ann)] == ["here"]
        assert act.envelope["payload"] == act.payload


async def test_a_command_fails_at_once_where_nobody_is_connected_and_an_event_waits() -> None:
    async with Slack() as slack:
        slash, mention = slack.slash(slack.ann, "/ask"), slack.mention(slack.ann, "x")
        assert slash.timed_out
        async with line(slack) as bot:
            envelope = await bot.hear()

        assert envelope["payload"]["event_id"] == mention.payload["event_id"]


async def test_an_event_that_waited_long_comes_once() -> None:
    async with Slack(ack_seconds=0.1) as slack:
        act = slack.mention(slack.ann, "x")
        await slack.until(lambda: len(act.deliveries[0].attempts) == 2)
        async with line(slack) as bot:
            envelope = await bot.hear()
            await bot.acknowledge(envelope)
            with pytest.raises(TimeoutError):
                await bot.hear(0.2)

        assert envelope["retry_reason"] == "connection_failed"


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (None, None),
        ({"response_action": "clear"}, None),
        ({"response_action": "errors", "errors": {"question": "no"}}, "Ask"),
        ({"response_action": "errors", "errors": {"other": "no"}}, "Ask"),
        ({"response_action": "update", "view": {**FORM, "blocks": []}}, "Ask"),
        ({"response_action": "update", "view": {
            **FORM, "title": {"type": "plain_text", "text": "Thanks"}}}, "Thanks"),
    ],
)  # fmt: skip
async def test_a_modal_closes_or_stays_as_the_acknowledgement_says(
    answer: dict[str, Any] | None, left: str | None
) -> None:
    async with Slack() as slack, line(slack) as bot:
        slash = slack.slash(slack.ann, "/ask")
        await bot.acknowledge(await bot.hear())
        client = client_of(slack)
        await client.views_open(trigger_id=slash.payload["trigger_id"], view=FORM)
        view = slack.view(slack.ann)
        assert view is not None
        act = slack.submit(slack.ann, view, {"text": "who?"})
        await bot.acknowledge(await bot.hear(), answer)
        await slack.until(lambda: act.done)

        after = slack.view(slack.ann)
        assert (after and after["title"]["text"]) == left
        bad = answer is not None and ("other" in str(answer) or "'blocks': []" in str(answer))
        assert [one.method for one in slack.refused] == ["ack of view_submission"] * bad


async def test_each_envelope_goes_to_one_of_several_connections() -> None:
    async with Slack() as slack, line(slack) as first, line(slack) as second:
        acts = [slack.mention(slack.ann, str(at)) for at in range(4)]
        heard = [
            [(await bot.hear())["payload"]["event_id"] for _ in "12"] for bot in (first, second)
        ]

        expected = sorted(act.payload["event_id"] for act in acts)
        assert sorted(heard[0] + heard[1]) == expected


async def test_an_address_is_good_for_one_connection() -> None:
    async with Slack() as slack, aiohttp.ClientSession() as session:
        opened = await client_of(slack).apps_connections_open(app_token=slack.app_token)
        async with session.ws_connect(opened["url"]):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(opened["url"])


async def test_pings_are_answered_unless_the_connection_is_to_be_mute() -> None:
    async with Slack() as slack, line(slack) as bot:
        await bot.socket.ping(b"sdk-ping-pong:1.0")
        answer = await bot.socket.receive(timeout=2)
        assert (answer.type, bytes(answer.data)) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1.0")
        slack.sockets.mute = True
        await bot.socket.ping()
        slack.mention(slack.ann, "x")
        with pytest.raises(TimeoutError):
            await bot.socket.receive(timeout=0.1)

        assert slack.sockets.pings == 1


@pytest.mark.parametrize("how", ["drop", "refresh_requested", "link_disabled"])
async def test_the_bot_comes_back_when_its_connection_ends(how: Any) -> None:
    async with Slack(ack_seconds=0.3) as slack:
        app = app_of(slack)
        heard = listener(app)
        async with running(slack, app):
            if how == "drop":
                slack.drop()
            else:
                await slack.disconnect(how)
            await slack.until(lambda: len(slack.sockets.ever) >= 2)
            act = slack.mention(slack.ann, "x")
            await slack.until(lambda: act.acked)

        assert act.envelope["envelope_id"] not in slack.sockets.ever[0].received
        assert {one["event_id"] for one in heard} == {act.payload["event_id"]}


async def test_a_retiring_connection_gets_no_more_envelopes() -> None:
    async with Slack() as slack, line(slack) as bot:
        await slack.disconnect("refresh_requested")
        assert (await bot.hear())["reason"] == "refresh_requested"
        slack.mention(slack.ann, "x")
        with pytest.raises(TimeoutError):
            await bot.hear(0.1)


async def test_nobody_connects_while_connections_are_refused() -> None:
    async with Slack() as slack, aiohttp.ClientSession() as session:
        client = client_of(slack)
        opened = await client.apps_connections_open(app_token=slack.app_token)
        slack.refuse_connections()
        again = client.apps_connections_open(app_token=slack.app_token)
        assert await error_of(again) == "internal_error"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
        slack.refuse_connections(False)
        async with session.ws_connect(opened["url"]):
            assert slack.refused == []


async def test_an_act_is_sent_as_often_as_is_asked() -> None:
    async with Slack() as slack, line(slack) as bot:
        act = slack.mention(slack.ann, "x", times=3)
        envelopes = [await bot.hear() for _ in range(3)]
        for envelope in envelopes:
            await bot.acknowledge(envelope)
        await slack.until(lambda: len(act.acked) == 3)

        assert [one["retry_attempt"] for one in envelopes] == [0, 1, 2]
        assert len({one["payload"]["event_id"] for one in envelopes}) == 1


async def test_acts_are_kept_back_and_sent_in_another_order() -> None:
    async with Slack() as slack, line(slack) as bot:
        acts = [slack.later.mention(slack.ann, str(at)) for at in range(6)]
        with pytest.raises(TimeoutError):
            await bot.hear(0.1)
        await slack.deliver_shuffled(acts, random.Random(1))  # noqa: S311 - the same each time
        heard = [(await bot.hear())["payload"]["event_id"] for _ in acts]

        made = [act.payload["event_id"] for act in acts]
        assert heard != made
        assert sorted(heard) == sorted(made)


async def test_waiting_in_vain_shows_the_last_calls() -> None:
    async with Slack() as slack:
        await client_of(slack).chat_postMessage(channel="C1", text="hello")
        with pytest.raises(AssertionError, match=r"chat\.postMessage.*hello"):
            await slack.until(lambda: False, 0.01)
