"""The stand-in for Slack: what people do, and what a bot made with slack-bolt hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.adapters.slack.stand_in import Slack
from tests.bot.adapters.slack.stand_in.by_hand import (
    FORM,
    MORE,
    app_of,
    client_of,
    listener,
    running,
)

pytestmark = pytest.mark.asyncio


async def test_a_mention_reaches_the_bot_and_is_answered_in_a_thread() -> None:
    async with Slack() as slack:
        app = app_of(slack)

        async def reply(event: dict[str, Any], say: Any) -> None:
            await say(text="hi", thread_ts=event["ts"])

        app.event("app_mention")(reply)
        async with running(slack, app):
            act = slack.mention(slack.ann, "hello & <bye>")
            await slack.until(lambda: slack.messages("C1", act.ts) and act.done)

        assert act.payload["event"]["text"] == "<@UBOT> hello &amp; &lt;bye&gt;"
        assert act.payload["event"]["type"] == "app_mention"
        assert [one.text for one in slack.messages("C1", act.ts)] == ["hi"]
        assert 0 <= act.acked[0] < 3
        assert slack.refused == []


async def test_every_act_is_heard_by_the_listener_that_bolt_has_for_it() -> None:
    async with Slack() as slack:
        app = app_of(slack)
        heard = listener(app)
        async with running(slack, app):
            client = client_of(slack)
            posted = await client.chat_postMessage(channel="C1", text="x", blocks=[MORE])
            message = slack.messages("C1")[0]
            acts = [
                slack.dm(slack.ann, "hello"),
                slack.press(slack.ann, message, "More"),
                slack.shortcut(slack.ann, message, "ask_about"),
                slack.open_messages_tab(slack.ann),
                slack.join(slack.bot, "C2", inviter=slack.ann),
            ]
            slash = slack.slash(slack.ann, "/ask", "why?")
            await client.views_open(trigger_id=slash.payload["trigger_id"], view=FORM)
            view = slack.view(slack.ann)
            assert view is not None
            acts += [slash, slack.press(slack.ann, view, "more")]
            acts.append(slack.submit(slack.ann, view, {"question": "who?"}))
            await slack.until(lambda: all(act.done for act in acts))

        assert not any(act.timed_out for act in acts)
        assert len(heard) == len(acts)
        dm, press, shortcut, tab, join, slash_, in_view, sent = (act.payload for act in acts)
        assert (dm["event"]["channel_type"], dm["event"]["channel"]) == ("im", "DANN")
        assert press["container"]["message_ts"] == press["message"]["ts"] == posted["ts"]
        action = press["actions"][0]
        assert (action["action_id"], action["value"]) == ("more", "7")
        assert action["block_id"] == message.blocks[0]["block_id"]
        assert press["trigger_id"] != shortcut["trigger_id"]
        assert press["response_url"] != shortcut["response_url"]
        assert shortcut["message"]["text"] == "x"
        assert (tab["event"]["tab"], tab["event"]["channel"]) == ("messages", "DANN")
        assert (join["event"]["user"], join["event"]["inviter"]) == ("UBOT", "UANN")
        assert (slash_["text"], slash_["channel_name"]) == ("why?", "general")
        assert in_view["container"] == {"type": "view", "view_id": sent["view"]["id"]}
        state = sent["view"]["state"]["values"]
        assert state == {"question": {"text": {"type": "plain_text_input", "value": "who?"}}}
        assert slack.view(slack.ann) is None


async def test_the_bot_hears_its_own_messages_and_bolt_passes_them_over() -> None:
    async with Slack(message_events=True) as slack:
        app = app_of(slack)
        heard = listener(app)
        async with running(slack, app):
            client = client_of(slack)
            answer = await client.chat_postMessage(channel="C1", text="x")
            await client.chat_update(channel="C1", ts=answer["ts"], text="y")
            await client.chat_postEphemeral(channel="C1", user="UANN", text="x")
            await slack.until(lambda: len(slack.acts) == 2 and all(one.done for one in slack.acts))

        subtypes = [act.payload["event"].get("subtype") for act in slack.acts]
        assert subtypes == [None, "message_changed"]
        assert heard == []


async def test_a_mention_comes_twice_where_the_bot_hears_messages() -> None:
    async with Slack(message_events=True) as slack:
        first, second = slack.mention(slack.ann, "x").payloads

        assert [one["event"]["type"] for one in (first, second)] == ["app_mention", "message"]
        assert first["event"]["ts"] == second["event"]["ts"]
        assert first["event_id"] != second["event_id"]
        assert "channel_type" not in first["event"]


async def test_the_bot_hears_nothing_where_it_is_not_and_only_mentions_by_default() -> None:
    async with Slack() as slack:
        assert slack.mention(slack.ann, "x", channel="C2").deliveries == []
        assert slack.say(slack.ann, "x").deliveries == []
        assert slack.join(slack.bob, "C2").deliveries == []
        message = slack.mention(slack.ann, "x").message
        assert message is not None
        assert slack.edit(slack.ann, message, "y").deliveries == []
    async with Slack(message_events=True) as slack:
        assert slack.mention(slack.ann, "x", channel="C2").deliveries == []
        assert len(slack.say(slack.ann, "x").deliveries) == 1


async def test_edits_and_deletions_are_told_in_a_conversation_with_the_bot() -> None:
    async with Slack() as slack:
        message = slack.dm(slack.ann, "old").message
        assert message is not None
        edit = slack.edit(slack.ann, message, "new").payload["event"]
        delete = slack.delete(slack.ann, message).payload["event"]

        assert (edit["subtype"], delete["subtype"]) == ("message_changed", "message_deleted")
        assert edit["message"]["text"] == delete["previous_message"]["text"] == "new"
        assert edit["previous_message"]["text"] == "old"
        assert edit["message"]["ts"] == delete["deleted_ts"] == message.ts != edit["ts"]
        assert slack.messages("DANN") == []


async def test_another_bot_and_a_stranger_can_be_told_from_people_of_the_workspace() -> None:
    async with Slack(message_events=True) as slack:
        bot = slack.bot_says("C1", "x").payload["event"]
        stranger = slack.mention(slack.stranger, "x", channel="C4").payload

        assert (bot["subtype"], bot["bot_id"]) == ("bot_message", "B2")
        assert stranger["event"]["team"] == stranger["event"]["user_team"] == "T2"
        assert stranger["is_ext_shared_channel"]
        assert not slack.mention(slack.ann, "x").payload["is_ext_shared_channel"]


async def test_nobody_writes_where_they_are_not() -> None:
    async with Slack() as slack:
        with pytest.raises(LookupError, match="stranger is not in C1"):
            slack.mention(slack.stranger, "x")
        with pytest.raises(LookupError, match="mo is not in C3"):
            slack.slash(slack.mo, "/ask", channel="C3")


async def test_a_press_on_a_message_to_one_person_does_not_bring_it_along() -> None:
    async with Slack() as slack:
        await client_of(slack).chat_postEphemeral(
            channel="C1", user="UANN", text="x", blocks=[MORE]
        )
        [message] = slack.ephemeral("C1", slack.ann)
        payload = slack.press(slack.ann, message, "more").payload

        assert payload["container"]["is_ephemeral"]
        assert "message" not in payload


async def test_what_is_not_there_cannot_be_pressed_or_filled_in() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        await client.chat_postMessage(channel="C1", text="x", blocks=[MORE])
        trigger = slack.slash(slack.ann, "/ask").payload["trigger_id"]
        await client.views_open(trigger_id=trigger, view=FORM)
        view = slack.view(slack.ann)
        assert view is not None

        with pytest.raises(LookupError, match="Less"):
            slack.press(slack.ann, slack.messages("C1")[0], "Less")
        with pytest.raises(LookupError, match="answer"):
            slack.submit(slack.ann, view, {"answer": "x"})
