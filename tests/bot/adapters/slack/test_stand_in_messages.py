"""The stand-in for Slack: which messages it shows, changes and takes away, as Slack does."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.bot.adapters.slack.stand_in import Slack
from tests.bot.adapters.slack.stand_in.by_hand import (
    MORE,
    SECTION,
    Clock,
    client_of,
    error_of,
)

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("error", "args"),
    [
        ("channel_not_found", {"channel": "C9", "text": "x"}),
        ("not_in_channel", {"channel": "C2", "text": "x"}),
        ("no_text", {"channel": "C1", "text": " "}),
        ("msg_too_long", {"channel": "C1", "text": "x" * 40_001}),
        ("invalid_blocks", {"channel": "C1", "text": "x", "blocks": [SECTION] * 51}),
        ("msg_blocks_too_long", {"channel": "C1", "text": "x", "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2_700}}] * 5}),
        ("thread_not_found", {"channel": "C1", "text": "x", "thread_ts": "1.000100"}),
    ],
)  # fmt: skip
async def test_a_message_is_refused_as_slack_does(error: str, args: dict[str, Any]) -> None:
    async with Slack() as slack:
        post = client_of(slack).api_call("chat.postMessage", json=args)
        assert await error_of(post) == error
        [call] = slack.refused

        assert (call.method, call.error, slack.said) == ("chat.postMessage", error, [])
        assert (error == "invalid_blocks") == ("response_metadata" in call.answer)


async def test_a_private_channel_without_the_bot_does_not_exist_for_it() -> None:
    async with Slack() as slack:
        slack.world.channels["C3"].members.discard("UBOT")
        post = client_of(slack).chat_postMessage(channel="C3", text="x")

        assert await error_of(post) == "channel_not_found"


async def test_a_reply_is_no_beginning_of_a_thread() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        root = await client.chat_postMessage(channel="C1", text="root")
        reply = await client.chat_postMessage(channel="C1", text="x", thread_ts=root["ts"])
        again = client.chat_postMessage(channel="C1", text="x", thread_ts=reply["ts"])

        assert await error_of(again) == "thread_not_found"
        assert [one.text for one in slack.messages("C1")] == ["root"]
        assert [one.text for one in slack.messages("C1", root["ts"])] == ["x"]


async def test_what_was_taken_away_is_replied_to_only_if_it_has_replies() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        for replies in (0, 1):
            root = await client.chat_postMessage(channel="C1", text="root")
            in_thread = {"channel": "C1", "text": "x", "thread_ts": root["ts"]}
            for _ in range(replies):
                await client.api_call("chat.postMessage", json=in_thread)
            await client.chat_delete(channel="C1", ts=root["ts"])
            error = await error_of(client.api_call("chat.postMessage", json=in_thread))
            assert error == ("" if replies else "thread_not_found")


async def test_times_of_messages_differ_and_grow_whatever_the_clock_says() -> None:
    clock = Clock()
    async with Slack(clock=clock) as slack:
        client = client_of(slack)
        answers = [await client.chat_postMessage(channel="C1", text="x") for _ in range(3)]
        clock.now -= 60
        answers.append(await client.chat_postMessage(channel="C1", text="x"))

    times = [answer["ts"] for answer in answers]
    assert times[0] == "1767333845.000000"
    assert times == sorted(set(times))


async def test_too_many_messages_in_a_channel_are_to_come_later() -> None:
    clock = Clock()
    async with Slack(seconds_a_message=1.0, clock=clock) as slack:
        client = client_of(slack)
        await client.chat_postMessage(channel="C1", text="x")
        with pytest.raises(SlackApiError) as refusal:
            await client.chat_postMessage(channel="C1", text="y")
        assert refusal.value.response["error"] == "ratelimited"
        assert refusal.value.response.headers["Retry-After"] == "1"
        await client.chat_postMessage(channel="C3", text="z")
        clock.now += 1
        await client.chat_postMessage(channel="C1", text="y")

        assert [one.text for one in slack.said] == ["x", "z", "y"]
        assert slack.refused == []
        assert slack.calls[1].status == 429


async def test_a_message_to_one_person_is_seen_by_them_alone() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        await client.chat_postEphemeral(channel="C1", user="UANN", text="x")

        assert [one.text for one in slack.ephemeral("C1", slack.ann)] == ["x"]
        assert slack.ephemeral("C1", slack.bob) == slack.messages("C1") == []
        outside = client.chat_postEphemeral(channel="C3", user="UMO", text="x")
        assert await error_of(outside) == "user_not_in_channel"


async def test_a_message_is_changed_and_what_it_was_is_kept() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        answer = await client.chat_postMessage(channel="C1", text="old", blocks=[SECTION])
        place = {"channel": "C1", "ts": answer["ts"]}
        await client.api_call("chat.update", json={**place, "blocks": [MORE]})
        [message] = slack.said
        assert (message.text, message.blocks[0]["type"]) == ("old", "actions")
        await client.chat_update(**place, text="new")

        assert (message.text, message.blocks) == ("new", [])
        assert [text for text, _ in message.edits] == ["old", "old"]
        assert await error_of(client.chat_update(**place, text="x" * 4_001)) == "msg_too_long"


async def test_only_messages_of_its_own_that_are_there_can_be_changed() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        theirs = slack.say(slack.ann, "hello").ts
        alone = await client.chat_postEphemeral(channel="C1", user="UANN", text="x")
        gone = await client.chat_postMessage(channel="C1", text="x")
        await client.chat_delete(channel="C1", ts=gone["ts"])

        assert slack.said[-1].deleted
        for call, word in ((client.chat_update, "update"), (client.chat_delete, "delete")):
            more: Any = {"text": "y"} if word == "update" else {}
            for ts in (alone["message_ts"], gone["ts"], "1.000100"):
                assert await error_of(call(channel="C1", ts=ts, **more)) == "message_not_found"
            assert await error_of(call(channel="C1", ts=theirs, **more)) == f"cant_{word}_message"


async def test_a_thread_is_read_without_what_is_outside_of_it() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        root = slack.mention(slack.ann, "first").ts
        slack.mention(slack.bob, "second")
        slack.say(slack.ann, "third", thread_ts=root)
        replies = await client.conversations_replies(channel="C1", ts=root, limit=1)
        more = await client.conversations_replies(
            channel="C1", ts=root, cursor=replies["response_metadata"]["next_cursor"]
        )
        history = await client.conversations_history(channel="C1")

        assert [one["text"] for one in replies["messages"]] == ["<@UBOT> first"]
        assert [one["text"] for one in more["messages"]] == ["third"]
        assert [one["text"] for one in history["messages"]] == ["<@UBOT> second", "<@UBOT> first"]
        times = {"oldest": root, "latest": history["messages"][0]["ts"]}
        between = await client.conversations_history(channel="C1", **times)
        within = await client.conversations_history(channel="C1", inclusive=True, **times)
        assert (len(between["messages"]), len(within["messages"])) == (0, 2)
        missing = client.conversations_replies(channel="C1", ts="1.000100")
        assert await error_of(missing) == "thread_not_found"
