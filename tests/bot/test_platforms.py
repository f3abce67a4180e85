"""Which platforms the bot goes to, by what is set."""

from __future__ import annotations

import asyncio
import sys

import pytest

from bot.adapters.discord.connection import DiscordConnection
from bot.adapters.slack.connection import SlackConnection
from bot.core.errors import StartError
from bot.core.live_archive import LiveArchive
from bot.core.responder import Responder
from bot.platforms import connections, is_any_set_up
from bot.settings import Settings
from tests.bot.fakes import ROOMY, FakeArchive, make_services

DISCORD = {"DISCORD_TOKEN": "a.b.c"}
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def kinds(env: dict[str, str]) -> list[type]:
    """The connections that are made with these settings."""
    settings = Settings.from_env(env)

    async def make() -> list[type]:
        with Responder(make_services(FakeArchive()), ROOMY) as responder:
            made = connections(responder, LiveArchive(), settings, print)
            for one in made:
                await one.close()
            return [type(one) for one in made]

    found = asyncio.run(make())
    assert is_any_set_up(settings) == bool(found)
    return found


def test_it_goes_where_it_has_a_token() -> None:
    assert kinds({}) == []
    assert kinds(DISCORD) == [DiscordConnection]
    assert kinds(SLACK) == [SlackConnection]
    assert kinds({**DISCORD, **SLACK}) == [DiscordConnection, SlackConnection]


@pytest.mark.parametrize("library", ["slack_bolt", "slack_sdk"])
def test_without_its_library_slack_is_a_sentence(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("bot.adapters.slack", library))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_Missing(library), *sys.meta_path])
    with pytest.raises(StartError, match="pip install slack-bolt"):
        kinds(SLACK)


class _Missing:
    """Finds nothing of a library, as if it were not installed."""

    def __init__(self, library: str) -> None:
        self._library = library

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] == self._library:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name.partition(".")[0])
