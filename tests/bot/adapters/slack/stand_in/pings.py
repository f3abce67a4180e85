"""What of the bot's messages and views would call people, who didn't ask for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.adapters.slack.stand_in.values import Json
    from tests.bot.adapters.slack.stand_in.world import World

_PING: Final = re.compile(r"<!(channel|here|everyone|subteam)\b|<@[UW]\w+")
_RICH: Final = {"user", "usergroup", "broadcast"}


def pings(world: World) -> list[str]:
    """Every text with a ping in it, of any time, whoever sees it."""
    found: list[str] = []
    for message in world.messages:
        if message.by_bot:
            for text, blocks in [*message.edits, (message.text, message.blocks)]:
                found += filter(_PING.search, [text, *_texts(blocks)])
            found += filter(_PING.search, _texts(message.attachments))
    for view in world.all_views:
        found += filter(_PING.search, _texts(view["blocks"]))
    return found


def _texts(thing: Any) -> Iterator[str]:
    """All within it that Slack reads as markup; plain text calls nobody."""
    if isinstance(thing, list):
        for part in thing:
            yield from _texts(part)
    elif isinstance(thing, dict):
        yield from _of(thing)
        for part in thing.values():
            if isinstance(part, dict | list):
                yield from _texts(part)


def _of(thing: Json) -> Iterator[str]:
    kind = thing.get("type")
    if kind in {"mrkdwn", "markdown"} or "fallback" in thing or "pretext" in thing:
        yield str(thing.get("text", ""))
    elif kind in _RICH and ("user_id" in thing or "usergroup_id" in thing or "range" in thing):
        yield f"<@{thing['user_id']}>" if kind == "user" else "<!here>"
