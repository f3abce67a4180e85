"""The stand-in for Slack: when modals open, and when not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.adapters.slack.stand_in import Slack
from tests.bot.adapters.slack.stand_in.by_hand import (
    FORM,
    Clock,
    client_of,
    error_of,
)

pytestmark = pytest.mark.asyncio


def trigger(slack: Slack) -> str:
    act = slack.slash(slack.ann, "/ask")
    return str(act.payload["trigger_id"])


async def test_a_trigger_opens_one_modal_and_only_at_once() -> None:
    clock = Clock()
    async with Slack(clock=clock) as slack:
        client, first, second = client_of(slack), trigger(slack), trigger(slack)
        opened = await client.views_open(trigger_id=first, view=FORM)
        view = slack.view(slack.ann)

        assert view is not None
        assert view["id"] == opened["view"]["id"]
        again = client.views_open(trigger_id=first, view=FORM)
        assert await error_of(again) == "exchanged_trigger_id"
        unknown = client.views_open(trigger_id="1.2.x", view=FORM)
        assert await error_of(unknown) == "invalid_trigger_id"
        clock.now += 3.1
        late = client.views_open(trigger_id=second, view=FORM)
        assert await error_of(late) == "expired_trigger_id"


async def test_modals_are_pushed_and_changed() -> None:
    async with Slack() as slack:
        client = client_of(slack)
        early = client.views_push(trigger_id=trigger(slack), view=FORM)
        assert await error_of(early) == "not_found"
        opened = await client.views_open(trigger_id=trigger(slack), view=FORM)
        name, title = opened["view"]["id"], {"type": "plain_text", "text": "Wait"}
        changed = {**FORM, "title": title}
        await client.views_update(view_id=name, hash=opened["view"]["hash"], view=changed)
        old = client.views_update(view_id=name, hash=opened["view"]["hash"], view=FORM)
        assert await error_of(old) == "hash_conflict"
        view = slack.view(slack.ann)
        assert view is not None
        assert view["title"] == title
        for _ in range(2):
            await client.views_push(trigger_id=trigger(slack), view=FORM)
        fourth = client.views_push(trigger_id=trigger(slack), view=FORM)
        assert await error_of(fourth) == "push_limit_reached"
        assert await error_of(client.views_update(view_id="V9", view=FORM)) == "not_found"


@pytest.mark.parametrize(
    ("error", "view"),
    [
        ("invalid_arguments", {**FORM, "title": {"type": "plain_text", "text": "x" * 25}}),
        ("view_too_large", {**FORM, "external_id": "x" * 250_001}),
    ],
)
async def test_a_bad_view_is_refused(error: str, view: dict[str, Any]) -> None:
    async with Slack() as slack:
        call = client_of(slack).views_open(trigger_id=trigger(slack), view=view)

        assert await error_of(call) == error
