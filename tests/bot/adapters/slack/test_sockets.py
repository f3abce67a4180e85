"""Addresses for Socket Mode: Slack takes each for some seconds only, so an old one is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases, sockets
from tests.bot.adapters.slack.test_connection import OPEN, answered, connecting, refused, workspace
from tests.bot.bridge import SENTENCE

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Slack

pytestmark = pytest.mark.asyncio

FAILED = "Failed to connect"
"""What slack_sdk logs each time that an address can't be connected to."""


def issued(slack: Slack) -> int:
    """How many addresses Slack has given out."""
    return sum(call.method == OPEN and not call.error for call in slack.calls)


@pytest.fixture
def _soon_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address is tried for a moment, in earnest for 15 seconds."""
    monkeypatch.setattr(sockets, "ADDRESS_SECONDS", 0.2)


# ── the first connection ─────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("_soon_old")
async def test_a_first_address_that_was_used_too_late_is_replaced_by_another() -> None:
    async with workspace() as slack:
        slack.sockets.refusing = True
        async with connecting(slack) as one:
            await slack.until(lambda: issued(slack))
            slack.world.tickets.clear()
            slack.sockets.refusing = False
            await slack.until(lambda: one.connection.is_connected)
            assert issued(slack) > 1
            assert await answered(slack) == SENTENCE


async def test_a_first_connection_that_takes_too_long_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sockets, "BEGIN_SECONDS", 0.3)
    async with workspace() as slack:
        slack.sockets.refusing = True
        assert await refused(slack) == phrases.unreachable("TimeoutError")
        assert issued(slack) == 1


# ── later ones ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("_soon_old")
async def test_an_address_that_was_used_too_late_after_a_break_is_replaced_by_another() -> None:
    async with workspace() as slack, connecting(slack) as one:
        await slack.until(lambda: one.connection.is_connected and slack.sockets.connections)
        slack.sockets.refusing = True
        slack.drop()
        await slack.until(lambda: issued(slack) > 1)
        slack.world.tickets.clear()
        slack.sockets.refusing = False
        assert await answered(slack) == SENTENCE
        assert one.connection.is_connected
        assert issued(slack) > 2


@pytest.mark.usefixtures("_soon_old")
async def test_while_no_connection_comes_about_one_address_after_the_other_is_tried() -> None:
    async with workspace() as slack, connecting(slack) as one:
        await slack.until(lambda: one.connection.is_connected and slack.sockets.connections)
        slack.sockets.refusing = True
        slack.drop()
        await slack.until(lambda: issued(slack) > 3)
        assert not one.connection.is_connected
        assert not one.staying.done()
        slack.sockets.refusing = False
        assert await answered(slack) == SENTENCE


async def test_an_address_that_is_not_old_is_tried_again_and_no_other_is_asked_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with workspace() as slack, connecting(slack) as one:
        await slack.until(lambda: one.connection.is_connected and slack.sockets.connections)
        slack.sockets.refusing = True
        slack.drop()
        await slack.until(lambda: caplog.text.count(FAILED) > 3)
        slack.sockets.refusing = False
        assert await answered(slack) == SENTENCE
        assert issued(slack) == 2
