"""The reply to the end of a build."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core import words
from bot.core.call import CommandName
from bot.core.reply import Rebuilt, Reply
from bot.core.responder import Responder
from index.errors import FolderMissingError
from tests.bot.core.asking import answering, notice_of
from tests.bot.fakes import ROOMY, FakeBuild, make_services
from tests.bot.fakes import make_call as call

if TYPE_CHECKING:
    import pytest


def built(build: FakeBuild) -> Reply:
    """What is said when a build has ended."""
    build.go.set()

    async def scenario() -> Reply:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            await responder.respond(call("full", CommandName.REBUILD, is_admin=True))
            return await responder.rebuilt()

    return asyncio.run(scenario())


def test_the_end_of_a_build_is_told() -> None:
    assert built(build := FakeBuild()).body == Rebuilt(build.report)


def test_a_build_that_fails_is_told_with_the_reason() -> None:
    text = notice_of(built(FakeBuild(error=FolderMissingError(Path("news"))))).text
    assert text.startswith("The build failed, and the index is as it was: news is not a folder")


def test_a_build_that_breaks_is_an_apology_with_an_id(caplog: pytest.LogCaptureFixture) -> None:
    text = notice_of(built(FakeBuild(error=ZeroDivisionError("secret")))).text
    found = re.search(r"error ([0-9a-f]{8})\.$", text)
    assert found
    assert f"build {found.group(1)} aborted" in caplog.text
    assert "secret" not in text


def test_without_a_build_there_is_no_end_to_tell() -> None:
    async def scenario() -> Reply:
        with Responder(make_services(answering()), ROOMY) as responder:
            return await responder.rebuilt()

    assert notice_of(asyncio.run(scenario())).text == words.NO_BUILD
