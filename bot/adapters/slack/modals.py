"""Modals: a page to read, the form that asks what was not helpful, and outcomes that go there."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any, Final

from slack_sdk.errors import SlackApiError

from bot.adapters.slack import blocks, phrases
from bot.adapters.slack.formatter import modal_blocks, plainly
from bot.adapters.slack.limits import REASON
from bot.adapters.slack.network import UNDELIVERED, error_of, patiently, told
from bot.core.presses import Why, id_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.blocks import Block
    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.posting import Poster

logger = logging.getLogger(__name__)

FORM: Final = "dateline-why"
"""The `callback_id` of the form."""

FIELD: Final = "why"

CLOSED: Final = "not_found"
"""What Slack says of a modal that is open no more: whoever closed it doesn't wait."""

HEAD_START: Final = 0.3
"""Seconds for an acknowledgement that puts a page into a modal: it is on its way to Slack while
what fills that page begins, and would otherwise come second, and stay."""


def page(title: str, shown: Sequence[Block]) -> Block:
    """A modal to read."""
    return {
        "type": "modal",
        "title": blocks.plain_text(title),
        "close": blocks.plain_text(phrases.CLOSE),
        "blocks": list(shown),
    }


def why_form(turn: str) -> Block:
    """The form that asks what was not helpful about an answer, which it names for itself."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": id_of(Why(turn)),
        "title": blocks.plain_text(phrases.FORM_TITLE),
        "submit": blocks.plain_text(phrases.SEND),
        "close": blocks.plain_text(phrases.CANCEL),
        "blocks": [
            {
                "type": "input",
                "block_id": FIELD,
                "optional": True,
                "label": blocks.plain_text(phrases.FORM_LABEL),
                "element": {
                    "type": "plain_text_input",
                    "action_id": FIELD,
                    "multiline": True,
                    "max_length": REASON,
                    "placeholder": blocks.plain_text(phrases.FORM_HINT),
                },
            }
        ],
    }


def loading(title: str) -> Block:
    """What is there until the page is."""
    return page(title, [blocks.sentence(phrases.LOOKING)])


def written_in(view: Mapping[str, Any]) -> str:
    """What was typed into the form's one field; "" for nothing."""
    values = view.get("state", {}).get("values", {})
    return values.get(FIELD, {}).get(FIELD, {}).get("value") or ""


async def opened(client: AsyncWebClient, trigger: str, view: Block) -> str:
    """Open a modal for whoever pressed; its id, or "" where that is no longer possible.

    Slack gives three seconds for it from the press on, and so it is not tried twice.
    """
    try:
        shown = await client.views_open(trigger_id=trigger, view=view)
    except UNDELIVERED as error:
        logger.info("a modal could not be opened: %s", told(error))
        return ""
    return str(shown["view"]["id"])


class ToView:
    """Fills a modal that is open."""

    def __init__(self, poster: Poster, view: str, title: str, *, wait: float = 0.0) -> None:
        """With `wait`, not before so many seconds from now."""
        self._poster = poster
        self._view = view
        self._title = title
        self._not_before = time.monotonic() + wait

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        await self._fill([plainly(text)])

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        await self._fill(messages)
        return []

    async def _fill(self, messages: Sequence[Outgoing]) -> None:
        shown: list[Block] = modal_blocks(messages)
        view = page(self._title, shown)
        await asyncio.sleep(self._not_before - time.monotonic())
        try:
            await patiently(lambda: self._poster.client.views_update(view_id=self._view, view=view))
        except SlackApiError as error:
            if error_of(error) != CLOSED:
                raise
            logger.info("a modal was closed before it was filled")
