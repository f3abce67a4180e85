"""Runs one command at a desk of fakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.command import Desk
from bot.core.commands import COMMANDS
from tests.bot.fakes import FakeArchive, make_call, make_services

if TYPE_CHECKING:
    from bot.core.call import CommandName
    from bot.core.reply import Body, Reply
    from bot.core.services import Services

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def desk_over(services: Services) -> Desk:
    return Desk(
        services.archive, services.state, services.rebuilder, services.adder, lambda: NOW, lambda: 3
    )


def reply_to(services: Services, name: CommandName, text: str = "", **about: Any) -> Reply:
    """The reply of a command to a call, of which `about` tells what is not as usual."""
    return COMMANDS[name].run(replace(make_call(text, name), **about), desk_over(services))


def run(
    name: CommandName, text: str = "", archive: FakeArchive | None = None, **about: Any
) -> Body:
    """The body of a command's reply, over an archive and nothing else."""
    return reply_to(make_services(archive or FakeArchive()), name, text, **about).body
