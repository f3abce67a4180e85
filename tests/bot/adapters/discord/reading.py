"""Reads messages as Discord would show them, to compare them with what was to be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.adapters.discord import limits
from bot.adapters.discord.limits import length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.adapters.discord.outgoing import Outgoing

_TOKEN = re.compile(r"\\(?P<literal>[!-/:-@\[-`{-~])|(?P<bold>\*\*)|(?P<other>.)", re.DOTALL)
FORMATTING = frozenset("`*_~|<>[]#@:\\")


def shown(markdown: str) -> str:
    """What a reader sees of one line of escaped text, without bold."""
    return "".join(token["literal"] or token["other"] or "" for token in _TOKEN.finditer(markdown))


def bold_parts(markdown: str) -> list[str]:
    """What is bold in it."""
    parts: list[str] = []
    strong = False
    for token in _TOKEN.finditer(markdown):
        if token["bold"]:
            strong = not strong
            parts += [""] if strong else []
        elif strong:
            parts[-1] += token["literal"] or token["other"]
    assert not strong, "bold has no end"
    return parts


def live_marks(markdown: str) -> set[str]:
    """Marks that Discord would take for formatting."""
    return {token["other"] for token in _TOKEN.finditer(markdown) if token["other"] in FORMATTING}


def squeezed(text: str) -> str:
    """`text` without white space, which may differ where a long text was broken."""
    return "".join(text.split())


def quoted_lines(messages: Iterable[Outgoing]) -> Iterator[str]:
    """The lines of all block quotes, in order, as Markdown."""
    for message in messages:
        for embed in message.embeds:
            for line in embed.description.split("\n"):
                if line.startswith("> "):
                    yield line[2:]


def assert_within_limits(messages: Iterable[Outgoing]) -> None:
    """Every message would be taken by Discord."""
    for message in messages:
        assert message.content or message.embeds
        assert length(message.content) <= limits.CONTENT
        assert len(message.embeds) <= limits.EMBEDS
        total = 0
        for embed in message.embeds:
            assert embed.description
            assert length(embed.description) <= limits.DESCRIPTION
            assert length(embed.title) <= limits.TITLE
            assert length(embed.footer) <= limits.FOOTER
            total += length(embed.description) + length(embed.title) + length(embed.footer)
        assert total <= limits.EMBEDS_TOTAL
        assert len(message.rows) <= limits.ROWS
        ids = [button.custom_id for row in message.rows for button in row]
        assert len(ids) == len(set(ids))
        for row in message.rows:
            assert 1 <= len(row) <= limits.BUTTONS_IN_ROW
            for button in row:
                assert 1 <= length(button.label) <= limits.BUTTON_LABEL
                assert 1 <= length(button.custom_id) <= limits.CUSTOM_ID
