"""What slack-bolt and slack_sdk have to say in the log."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack.library_log import NAME, library_log

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import World


def fail(logger: logging.Logger) -> None:
    """Log as slack_sdk does where something breaks."""
    try:
        int("no number")
    except ValueError:
        logger.exception("Failed to connect")


def test_an_error_of_theirs_is_a_line_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fail(library_log())
    [record] = caplog.records
    assert (record.levelname, record.getMessage(), record.name) == (
        "ERROR",
        "Failed to connect",
        NAME,
    )
    assert record.exc_info is None
    assert "Traceback" not in caplog.text


def test_an_error_of_ours_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    library_log()
    fail(logging.getLogger("bot.adapters.slack.connection"))
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
def test_what_they_say_below_warnings_is_not_heard(
    caplog: pytest.LogCaptureFixture, level: int
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    library_log().log(level, "a token, or what somebody typed")
    assert not caplog.records
    assert library_log().level == logging.WARNING, "they look at the level of this very logger"


def test_it_is_set_up_once_however_often_it_is_asked_for() -> None:
    assert library_log() is library_log()
    assert len(library_log().filters) == 1


@pytest.mark.asyncio
async def test_a_working_bot_has_nothing_of_theirs_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    [answer] = await world.ask()
    await world.press(answer, "More quotes")
    await world.slash("/ask")
    theirs = [one for one in caplog.records if one.name.startswith((NAME, "slack_"))]
    assert not [one for one in theirs if one.levelno >= logging.WARNING]
    assert not [one for one in theirs if one.name == NAME]
