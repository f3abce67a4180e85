"""The manifest asks Slack for just what the program uses, in a form that Slack takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bot.adapters.slack.access import Access
from bot.adapters.slack.names import ADD_SHORTCUT, NAMES, SHORTCUT, named
from bot.adapters.slack.options import Options
from bot.adapters.slack.scopes import EVENTS, SCOPES
from bot.core.words import COMMAND_HELP

MANIFEST: Final = Path(__file__).parents[4] / "docs" / "slack-manifest.yaml"

BUILT_IN: Final = frozenset(
    {
        *("archive", "call", "collapse", "dm", "dnd", "expand", "feed", "feedback", "help"),
        *("invite", "join", "leave", "me", "msg", "mute", "remind", "remove", "rename", "search"),
        *("shortcuts", "shrug", "star", "status", "topic", "who", "away", "active", "apps"),
    }
)
"""Commands of Slack's own, which it gives to no app."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return found


def test_it_asks_for_the_scopes_that_the_program_uses_and_no_others(
    manifest: dict[str, Any],
) -> None:
    assert manifest["oauth_config"] == {"scopes": {"bot": sorted(SCOPES)}}


def test_each_scope_is_given_for_what_the_program_says(manifest: dict[str, Any]) -> None:
    text = MANIFEST.read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith("- ")]
    told = dict(line.removeprefix("- ").split("#", 1) for line in lines if "#" in line)
    assert {name.strip(): why.strip() for name, why in told.items() if name.strip() in SCOPES} == (
        dict(SCOPES)
    )
    assert manifest


def test_it_subscribes_to_the_events_that_are_heard(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["event_subscriptions"] == {"bot_events": list(EVENTS)}
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def test_it_has_the_commands_that_are_heard_and_what_they_do(manifest: dict[str, Any]) -> None:
    commands = {one["command"]: one for one in manifest["features"]["slash_commands"]}
    names = named("")
    assert list(commands) == list(names.values())
    for command, name in names.items():
        summary = COMMAND_HELP[command][1]
        told = commands[name]["description"].removeprefix("For admins: ")
        assert summary.casefold().startswith(told.casefold()), name


def test_no_command_is_one_of_slacks_own() -> None:
    assert BUILT_IN.isdisjoint(NAMES.values())


def test_it_has_the_shortcuts_of_a_message(manifest: dict[str, Any]) -> None:
    shortcuts = manifest["features"]["shortcuts"]
    told = [(one["type"], one["callback_id"]) for one in shortcuts]
    assert told == [("message", SHORTCUT), ("message", ADD_SHORTCUT)]
    assert all(len(one["name"]) <= 24 for one in shortcuts)


def test_people_can_write_to_it_alone_and_are_given_suggestions(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert "agent_view" in manifest["features"]
    assert "assistant_view" not in manifest["features"]


def test_it_connects_as_the_program_does_by_default(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is (Options(Access(), "xoxb-x").port == 0)
    assert "request_url" not in MANIFEST.read_text(encoding="utf-8").split("display_information")[1]


def test_slack_takes_its_names_and_descriptions(manifest: dict[str, Any]) -> None:
    display = manifest["display_information"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 139
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
    for command in manifest["features"]["slash_commands"]:
        assert len(command["command"]) <= 32
        assert command["command"] == command["command"].lower()
        assert len(command["description"]) <= 2_000
        assert len(command.get("usage_hint", "")) <= 1_000
