"""Replies, and their messages once formatted, each of which Slack would take.

formatted      the messages of a body, looked over
quotes_in      the words of all block quotes, as people read them
text_in        all that people read
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bot.adapters.slack import limits
from bot.adapters.slack.formatter import Formatter
from bot.adapters.slack.limits import length, size
from bot.adapters.slack.names import named
from bot.adapters.slack.packing import SPARE
from bot.adapters.slack.posting import parts_of
from tests.bot.adapters.bodies import NOW, reply_of
from tests.bot.adapters.slack.marks import Run, live, runs, text_of
from tests.bot.adapters.slack.stand_in.blocks import problems_of_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.adapters.slack.outgoing import Outgoing
    from bot.core.reply import Body

Json = dict[str, Any]

FORMATTER: Final = Formatter(named(""))
_PLAIN: Final = {"text", "link", "date"}
_CALLING: Final = {"user", "usergroup", "broadcast", "emoji", "channel"}


def formatted(body: Body, hint: str = "") -> list[Outgoing]:
    messages = FORMATTER.reply(reply_of(body), NOW, hint)
    assert messages
    assert_taken(messages)
    return messages


def only(body: Body, hint: str = "") -> Outgoing:
    [message] = formatted(body, hint)
    return message


def assert_taken(messages: Iterable[Outgoing]) -> None:
    """Every message would be taken by Slack, with a button to share it, and shows no markup."""
    for message in messages:
        sent = parts_of(message)
        assert problems_of_blocks(sent["blocks"]) == []
        assert size(sent["blocks"]) + SPARE <= limits.MESSAGE
        assert len(sent["blocks"]) + 1 <= limits.BLOCKS
        assert message.text or message.file
        assert length(message.text) <= 5 * limits.NOTIFICATION, "with an escape for each character"
        assert_nothing_else_live([*message.blocks, *message.buttons])
        json.dumps(sent).encode()


def assert_nothing_else_live(shown: Iterable[Any]) -> None:
    """No mrkdwn with a mark in it that isn't ours, and no text in which Slack makes emoji."""
    assert live_in(shown) == []
    for part in _parts(shown):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"] is True
        if part.get("type") == "plain_text":
            assert part["emoji"] is False
        if part.get("type") in {"text", "link"}:
            assert part["text"], "Slack refuses an empty text"
        if part.get("type") in {"rich_text", "rich_text_section", "rich_text_quote"}:
            assert part["elements"]


def live_in(shown: Iterable[Any]) -> list[str]:
    """What calls somebody, links or formats, of all that is shown, but for what is ours."""
    found: list[str] = []
    for part in _parts(shown):
        if part.get("type") in _CALLING:
            found.append(part["type"])
        if part.get("type") == "mrkdwn":
            found += live(part["text"].removeprefix("> "))
    return found


def _parts(thing: Any) -> Iterator[Json]:
    if isinstance(thing, dict):
        yield thing
        thing = thing.values()
    if not isinstance(thing, str | int):
        for part in thing or ():
            yield from _parts(part)


# ── what people read ─────────────────────────────────────────────────────────────────────────


def quotes_in(messages: Iterable[Outgoing]) -> list[list[Run]]:
    """The words of all block quotes, in order, each in stretches."""
    return [quote for message in messages for block in message.blocks for quote in quotes_of(block)]


def quotes_of(block: Json) -> Iterator[list[Run]]:
    """The block quotes in one block."""
    match block:
        case {"type": "section", "text": {"type": "mrkdwn", "text": str(text)}}:
            assert text.startswith("> ")
            yield runs(text.removeprefix("> "))
        case {"type": "rich_text", "elements": list(elements)}:
            for element in elements:
                if element["type"] == "rich_text_quote":
                    yield [rich_run(one) for one in element["elements"]]


def rich_run(element: Json) -> Run:
    """A stretch of rich text."""
    assert element["type"] in _PLAIN
    style = element.get("style", {})
    text = element["fallback"] if element["type"] == "date" else element["text"]
    looks = [look for look in ("bold", "code") if style.get(look)]
    if element["type"] == "link":
        return Run(text, "link", element["url"])
    return Run(text, *looks)


def lines_of(block: Json) -> list[str]:
    """What is read of one block, line by line, a block quote behind “> ”."""
    match block:
        case {"type": "section", "text": {"type": "mrkdwn"}}:
            return [f"> {text_of(quote)}" for quote in quotes_of(block)]
        case {"type": "rich_text", "elements": list(elements)}:
            return [line for element in elements for line in _rich_lines(element)]
        case {"type": "context", "elements": list(elements)}:
            return [" ".join(map(_told, elements))]
        case {"text": dict(text)}:
            return [_told(text)]
        case _:
            raise AssertionError(block)


def _rich_lines(element: Json) -> list[str]:
    text = text_of(map(rich_run, element["elements"]))
    return [f"> {text}"] if element["type"] == "rich_text_quote" else text.split("\n")


def _told(text: Json) -> str:
    return text_of(runs(text["text"])) if text["type"] == "mrkdwn" else str(text["text"])


def text_in(messages: Iterable[Outgoing]) -> str:
    """All that is read of messages, but for their buttons."""
    return "\n".join(
        line for message in messages for block in message.blocks for line in lines_of(block)
    )


def labels(message: Outgoing) -> list[str]:
    return [button["text"]["text"] for button in message.buttons]


def values(message: Outgoing) -> list[str]:
    return [button["value"] for button in message.buttons]


def kinds(blocks: Sequence[Json]) -> list[str]:
    return [block["type"] for block in blocks]
