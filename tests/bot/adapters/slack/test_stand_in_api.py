"""The stand-in for Slack: who may call its Web API, and all methods but for messages and modals."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.bot.adapters.slack.stand_in import ALL_SCOPES, Slack
from tests.bot.adapters.slack.stand_in.by_hand import (
    client_of,
    error_of,
)

pytestmark = pytest.mark.asyncio


async def test_auth_test_tells_who_the_bot_is_and_its_scopes() -> None:
    async with Slack(scopes={"chat:write", "commands"}) as slack:
        answer = await client_of(slack).auth_test()

    names = ("user_id", "team_id", "bot_id", "user", "team", "url")
    assert [answer[name] for name in names[:3]] == ["UBOT", "T1", "B1"]
    assert all(answer[name] for name in names)
    assert answer.headers["x-oauth-scopes"] == "chat:write,commands"


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-other", "invalid_auth"), ("xapp-of-nobody", "not_allowed_token_type")],
)
async def test_another_token_is_not_let_in(token: str, error: str) -> None:
    async with Slack() as slack:
        assert await error_of(client_of(slack, token).auth_test()) == error


async def test_a_revoked_token_is_not_let_in() -> None:
    async with Slack() as slack:
        slack.revoke()

        assert await error_of(client_of(slack).auth_test()) == "token_revoked"


@pytest.mark.parametrize("token", ["xapp-other", "xoxb-other"])
async def test_connections_are_opened_with_the_app_token_alone(token: str) -> None:
    async with Slack() as slack:
        call = client_of(slack).apps_connections_open(app_token=token)

        assert await error_of(call) == "invalid_auth"


async def test_an_unknown_method_is_told_so() -> None:
    async with Slack() as slack:
        assert await error_of(client_of(slack).api_call("chat.sing")) == "unknown_method"


@pytest.mark.parametrize(
    ("scope", "method", "args"),
    [
        ("chat:write", "chat.postMessage", {"channel": "C1"}),
        ("chat:write", "chat.postEphemeral", {"channel": "C1"}),
        ("chat:write", "chat.update", {"channel": "C1"}),
        ("chat:write", "chat.delete", {"channel": "C1"}),
        ("chat:write", "assistant.threads.setStatus", {"channel_id": "DANN"}),
        ("assistant:write", "assistant.threads.setSuggestedPrompts", {"channel_id": "DANN"}),
        ("users:read", "users.info", {"user": "UANN"}),
        ("im:write", "conversations.open", {"users": "UANN"}),
        ("reactions:write", "reactions.add", {"channel": "C1"}),
        ("files:write", "files.getUploadURLExternal", {}),
        ("files:write", "files.completeUploadExternal", {}),
        ("channels:history", "conversations.replies", {"channel": "C1"}),
        ("groups:history", "conversations.history", {"channel": "C3"}),
        ("im:history", "conversations.history", {"channel": "DANN"}),
        ("channels:read", "conversations.info", {"channel": "C1"}),
    ],
)
async def test_a_method_needs_its_scope(scope: str, method: str, args: dict[str, str]) -> None:
    async with Slack(scopes=ALL_SCOPES - {scope}) as slack:
        assert await error_of(client_of(slack).api_call(method, json=args)) == "missing_scope"
        answer = slack.refused[0].answer

    assert answer["needed"] == scope
    assert scope not in answer["provided"].split(",")


async def test_arguments_come_as_json_as_a_form_in_the_address_or_in_parts() -> None:
    async with Slack() as slack, aiohttp.ClientSession() as session:
        url, args = f"{slack.api_url}chat.postMessage", {"channel": "C1", "text": "x"}
        form = {**args, "token": slack.token, "blocks": '[{"type": "divider"}]'}
        with aiohttp.MultipartWriter("form-data") as parts:
            for name, part in form.items():
                parts.append(part).set_content_disposition("form-data", name=name)
        headers = {"Authorization": f"Bearer {slack.token}"}
        ways: list[Any] = [{"json": args, "headers": headers}, {"data": form}, {"params": form}]
        for more in ways:
            async with session.post(url, **more) as response:
                assert (await response.json())["ok"]
        async with session.post(url, data=parts) as response:
            assert (await response.json())["ok"]

        assert [len(one.blocks) for one in slack.said] == [0, 1, 1, 1]
        assert "token" not in slack.calls[1].arguments


async def test_people_and_channels_are_described() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        people = {
            one.name: (await client.users_info(user=one.id))["user"]
            for one in (slack.ann, slack.mo, slack.olga, slack.stranger, slack.other_bot)
        }
        dm = await client.conversations_open(users="UANN")
        random = await client.conversations_info(channel="C2")

        assert dm["channel"]["id"] == "DANN"
        assert [name for name, one in people.items() if one["is_admin"]] == ["mo", "olga"]
        assert [name for name, one in people.items() if one["is_owner"]] == ["olga"]
        assert [name for name, one in people.items() if one.get("is_stranger")] == ["stranger"]
        assert [name for name, one in people.items() if one["is_bot"]] == ["otherbot"]
        assert people["stranger"]["team_id"] != people["ann"]["team_id"]
        assert not random["channel"]["is_member"]
        assert await error_of(client.users_info(user="U9")) == "user_not_found"
        assert await error_of(client.conversations_open(users="UOTHERBOT")) == "cannot_dm_bot"
        assert await error_of(client.conversations_history(channel="C2")) == "not_in_channel"


async def test_the_same_reaction_is_refused() -> None:
    async with Slack() as slack:
        client, ts = client_of(slack), slack.mention(slack.ann, "x").ts
        await client.reactions_add(channel="C1", timestamp=ts, name="eyes")
        again = client.reactions_add(channel="C1", timestamp=ts, name="eyes")

        assert await error_of(again) == "already_reacted"


async def test_a_file_is_uploaded_and_appears_in_the_thread() -> None:
    async with Slack() as slack:
        ts = slack.mention(slack.ann, "x").ts
        await client_of(slack).files_upload_v2(
            filename="a.txt", content="hello", channel="C1", thread_ts=ts, initial_comment="here"
        )

        [message], [file] = slack.messages("C1", ts), slack.files
        assert (message.text, message.files[0]["name"]) == ("here", "a.txt")
        assert (file["content"], file["channels"]) == (b"hello", ["C1"])


async def test_a_file_that_was_not_uploaded_is_not_found() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        begun = await client.files_getUploadURLExternal(filename="a.txt", length=5)
        done = client.files_completeUploadExternal(
            files=[{"id": begun["file_id"]}], channel_id="C1"
        )

        assert await error_of(done) == "file_not_found"


async def test_statuses_and_prompts_are_kept() -> None:
    async with Slack() as slack:
        client, ts = client_of(slack), slack.dm(slack.ann, "x").ts
        await client.assistant_threads_setStatus(channel_id="DANN", thread_ts=ts, status="reads")
        prompts = [{"title": str(at), "message": "m"} for at in range(5)]
        setting = client.assistant_threads_setSuggestedPrompts
        await setting(channel_id="DANN", prompts=prompts[:4])

        assert [one["status"] for one in slack.statuses] == ["reads"]
        assert slack.prompts("DANN") == prompts[:4]
        for more in ({"prompts": prompts}, {"prompts": prompts[:1], "thread_ts": ts}):
            assert await error_of(setting(channel_id="DANN", **more)) == "invalid_arguments"


async def test_a_failure_that_a_test_asked_for_is_not_the_bots_fault() -> None:
    async with Slack() as slack:
        slack.fail_next("auth.test", "fatal_error", times=2)
        client = client_of(slack)
        errors = [await error_of(client.auth_test()) for _ in range(3)]

        assert errors == ["fatal_error", "fatal_error", ""]
        assert slack.refused == []
