"""What people read of messages and modals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bot.adapters.slack.stand_in import Message


def written(message: Message | dict[str, Any]) -> str:
    """All text of the blocks of a message or a modal, in order, as people read it."""
    blocks = message["blocks"] if isinstance(message, dict) else message.blocks
    return "\n".join(filter(None, (_text(block) for block in blocks)))


def _text(part: Any) -> str:
    found: str
    match part:
        case {"type": "rich_text" | "context", "elements": list(elements)}:
            found = "\n".join(map(_text, elements))
        case {"type": "rich_text_section" | "rich_text_quote", "elements": list(elements)}:
            found = "".join(map(_text, elements))
        case {"type": "date", "fallback": str(fallback)}:
            found = fallback
        case {"type": "actions"}:
            found = ""
        case {"text": str(text)}:
            found = text
        case {"text": inner} | {"label": inner}:
            found = _text(inner)
        case _:
            raise AssertionError(part)
    return found


def buttons(message: Message | dict[str, Any]) -> list[str]:
    """The labels of the buttons of a message, in order."""
    blocks: Sequence[Any] = message["blocks"] if isinstance(message, dict) else message.blocks
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [one["text"]["text"] for row in rows for one in row]
