"""What the README says is what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bot.adapters.discord.client import invite_link
from bot.core.words import COMMAND_HELP
from bot.settings import Settings

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_its_table() -> None:
    assert re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE) == [
        field.name.upper() for field in fields(Settings)
    ]


def test_the_invite_link_asks_for_what_the_bot_prints() -> None:
    found = re.search(r"`(https://discord\.com/oauth2/authorize\?[^`]+)`", README)
    assert found
    written, printed = urlsplit(found[1]), urlsplit(invite_link(1, threads=False))
    assert written[:3] == printed[:3]
    assert parse_qs(written.query) == {**parse_qs(printed.query), "client_id": ["ID"]}


def test_every_command_is_named() -> None:
    assert all(f"`/{name}`" in README for name in COMMAND_HELP)
