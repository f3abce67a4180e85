"""Block Kit, as much of it as is used, as plain values. Limits are the business of who calls."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bot.adapters.slack.limits import BUTTON_LABEL, BUTTONS_IN_ROW, head
from bot.adapters.slack.mrkdwn import address
from bot.core.layout.pieces import stretches
from bot.core.layout.records import Look, Style
from bot.core.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.core.layout.records import Line, Run
    from index.records import Span

Block: TypeAlias = dict[str, Any]
"""A block, an element or a text object, as JSON."""

ACTION: Final = "dateline"
"""What the ids of all actions begin with."""

_STYLES: Final[Mapping[Style, str]] = MappingProxyType(
    {Style.OFFER: "primary", Style.DANGER: "danger"}
)


def mrkdwn(text: str) -> Block:
    """A text in mrkdwn, in which Slack links nothing by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain_text(text: str) -> Block:
    """A text without markup, in which `:smile:` stays what it is."""
    return {"type": "plain_text", "text": plain(text), "emoji": False}


def section(text: str) -> Block:
    """A paragraph in mrkdwn."""
    return {"type": "section", "text": mrkdwn(text)}


def sentence(text: str) -> Block:
    """A paragraph without markup."""
    return {"type": "section", "text": plain_text(text)}


def header(text: str) -> Block:
    """A large heading."""
    return {"type": "header", "text": plain_text(text)}


def context(elements: Sequence[Block]) -> Block:
    """Small print."""
    return {"type": "context", "elements": list(elements)}


def rich_text(elements: Sequence[Block]) -> Block:
    """Text in which nothing has to be escaped, as it has no markup."""
    return {"type": "rich_text", "elements": list(elements)}


def rich_quote(text: str, bold: Sequence[Span]) -> Block:
    """A block quote."""
    parts = [
        _text(text[start:end], {"bold": True} if strong else {})
        for start, end, strong in stretches(text, bold)
        if plain(text[start:end])
    ]
    return {"type": "rich_text_quote", "elements": parts or [_text(" ", {})]}


def rich_lines(lines: Sequence[Line]) -> Block:
    """Lines, one below the other."""
    parts: list[Block] = []
    for at, line in enumerate(lines):
        if at:
            parts.append({"type": "text", "text": "\n"})
        parts += (rich_run(run) for run in line.runs if plain(run.text))
    return {"type": "rich_text_section", "elements": parts}


def rich_run(run: Run) -> Block:
    """A stretch of text, a link, or a time that Slack counts on from."""
    if run.url:
        return {"type": "link", "url": address(run.url), "text": plain(run.text)}
    if run.moment:
        date = {"type": "date", "timestamp": run.moment, "format": "{ago}"}
        return {**date, "fallback": plain(run.text)}
    match run.look:
        case Look.BOLD:
            return _text(run.text, {"bold": True})
        case Look.CODE:
            return _text(run.text, {"code": True})
        case Look.PLAIN:
            return _text(run.text, {})


def _text(text: str, style: Mapping[str, bool]) -> Block:
    shown = {"type": "text", "text": plain(text)}
    return {**shown, "style": dict(style)} if style else shown


def button(label: str, action: str, value: str, style: Style = Style.QUIET) -> Block:
    """A button; `value` comes back when it is pressed."""
    made = {
        "type": "button",
        "text": plain_text(head(label, BUTTON_LABEL)),
        "action_id": f"{ACTION}-{action}",
        "value": value,
    }
    return {**made, "style": _STYLES[style]} if style in _STYLES else made


def actions(buttons: Sequence[Block]) -> Iterator[Block]:
    """Buttons, in as many blocks as they take."""
    for at in range(0, len(buttons), BUTTONS_IN_ROW):
        yield {"type": "actions", "elements": list(buttons[at : at + BUTTONS_IN_ROW])}
