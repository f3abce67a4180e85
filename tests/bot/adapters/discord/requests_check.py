"""Requests to Discord, checked as Discord would check them, and for what it would not tell.

    requests ─┬─ each against Discord's own description of its API, if that file is at hand
              ├─ each against the limits that the description leaves out
              └─ all in their order: one callback an interaction, before anything else of it

Lengths are counted in UTF-16 units, the larger of the two ways in which Discord may count.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bot.adapters.discord.api_description import ApiDescription, Request


_NAME: Final = re.compile(r"[a-z0-9_-]{1,32}")
_MENUS: Final = frozenset({2, 3})
"""Types of commands that are entries in the menu of a person or a message."""


class _Component(IntEnum):
    """Kinds of components, of those that the bot sends."""

    ROW = 1
    BUTTON = 2
    LABEL = 18


class _Callback(IntEnum):
    """Kinds of first responses to an interaction."""

    MESSAGE = 4
    MESSAGE_LATER = 5
    UPDATE_LATER = 6
    UPDATE = 7
    SUGGESTIONS = 8
    FORM = 9


def check_requests(requests: Sequence[Request], description: ApiDescription | None) -> None:
    """Raises AssertionError with all that is wrong, a line each."""
    problems: list[str] = []
    for request in requests:
        found = [*limit_problems(request)]
        if description is not None:
            found += description.problems(request)
        problems += [f"{request.method} {request.path}: {problem}" for problem in found]
    problems += order_problems(requests)
    assert not problems, "\n".join(problems)


def order_problems(requests: Sequence[Request]) -> Iterator[str]:
    """Second callbacks, those that come too late, and nonces for which Discord drops a message."""
    called_back: set[str] = set()
    nonces: set[tuple[str, str]] = set()
    for request in requests:
        match request.path.strip("/").split("/"):
            case ["interactions", number, token, "callback"]:
                if token in called_back:
                    yield f"interaction {number} has more than one callback"
                called_back.add(token)
            case ["webhooks", _, token, *_] if token not in called_back:
                yield f"{request.method} {request.path} comes before its interaction's callback"
            case ["channels", channel, "messages"] if nonce := (request.json or {}).get("nonce"):
                if (channel, nonce) in nonces:
                    yield f"a second message in {channel} has the nonce {nonce}"
                nonces.add((channel, nonce))


def limit_problems(request: Request) -> Iterator[str]:
    """What of one request is over a limit, or missing."""
    match request.method, request.path.strip("/").split("/"), request.json:
        case (
            ("POST", ["channels", _, "messages"], dict(body))
            | ("PATCH", ["channels", _, "messages", _], dict(body))
            | ("POST", ["webhooks", _, _], dict(body))
            | ("PATCH", ["webhooks", _, _, "messages", _], dict(body))
        ):
            yield from _message(body)
        case "POST", ["interactions", _, _, "callback"], dict(body):
            yield from _callback(body)
        case "POST", ["channels", _, *_, "threads"], dict(body):
            yield from _sized("the thread's name", body.get("name"), 1, 100)
        case "PUT", ["applications", *_, "commands"], list(commands):
            for command in commands:
                yield from _command(command)
        case "POST", ["applications", *_, "commands"], dict(command):
            yield from _command(command)
        case _:
            return


def _callback(body: dict[str, Any]) -> Iterator[str]:
    data = body.get("data") or {}
    match body.get("type"):
        case _Callback.MESSAGE | _Callback.UPDATE:
            yield from _message(data)
        case _Callback.MESSAGE_LATER | _Callback.UPDATE_LATER:
            if set(data) - {"flags"}:
                yield "a deferred response holds more than flags"
        case _Callback.SUGGESTIONS:
            yield from _choices(data.get("choices", []))
        case _Callback.FORM:
            yield from _form(data)
        case other:
            yield f"a callback of type {other}"


def _message(body: dict[str, Any]) -> Iterator[str]:
    yield from _sized("the content", body.get("content") or "", 0, 2_000)
    embeds = body.get("embeds") or []
    yield from _embeds(embeds)
    yield from _rows(body.get("components") or [])
    if body.get("content") or embeds:
        yield from _mentions(body)


def _mentions(body: dict[str, Any]) -> Iterator[str]:
    allowed = body.get("allowed_mentions")
    if not isinstance(allowed, dict) or allowed.get("parse") != []:
        yield f"allowed_mentions is {allowed}, so that names in the text ping"
    elif any(allowed.get(key) for key in ("users", "roles", "replied_user")):
        yield f"allowed_mentions is {allowed}, which pings"


def _embeds(embeds: Sequence[dict[str, Any]]) -> Iterator[str]:
    if len(embeds) > 10:
        yield f"{len(embeds)} embeds"
    total = 0
    for embed in embeds:
        texts = [
            ("a title", embed.get("title"), 256),
            ("a description", embed.get("description"), 4_096),
            ("a footer", (embed.get("footer") or {}).get("text"), 2_048),
            ("an author", (embed.get("author") or {}).get("name"), 256),
        ]
        for field in embed.get("fields") or ():
            texts += [("a field's name", field["name"], 256), ("a field", field["value"], 1_024)]
        for what, text, most in texts:
            yield from _sized(what, text or "", 0, most)
            total += _length(text or "")
    if total > 6_000:
        yield f"embeds of {total} characters together"
    yield from _repeated("embeds with the URL", [embed.get("url") for embed in embeds])


def _rows(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    if len(rows) > 5:
        yield f"{len(rows)} rows"
    for row in rows:
        held = row.get("components", [])
        if row.get("type") != _Component.ROW or len(held) > 5:
            yield f"a row of type {row.get('type')} with {len(held)} buttons"
    parts = [*_parts(rows)]
    yield from _custom_ids(parts)
    for part in parts:
        if part.get("type") == _Component.BUTTON:
            yield from _sized("a button's label", part.get("label"), 1, 80)


def _form(data: dict[str, Any]) -> Iterator[str]:
    yield from _sized("the form's title", data.get("title"), 1, 45)
    yield from _sized("a custom_id", data.get("custom_id"), 1, 100)
    parts = [*_parts(data.get("components") or [])]
    yield from _custom_ids(parts)
    for part in parts:
        if part.get("type") == _Component.LABEL:
            yield from _sized("a field's label", part.get("label"), 1, 45)
        yield from _sized("a placeholder", part.get("placeholder") or "", 0, 100)


def _custom_ids(parts: Sequence[dict[str, Any]]) -> Iterator[str]:
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    for custom_id in ids:
        yield from _sized("a custom_id", custom_id, 1, 100)
    yield from _repeated("components with the custom_id", ids)


def _command(command: dict[str, Any]) -> Iterator[str]:
    """One that is typed, or an entry in the menu of a message or person, which has only a name."""
    if command.get("type") in _MENUS:
        yield from _sized("the name of a menu's entry", command.get("name"), 1, 32)
        if command.get("description") or command.get("options"):
            yield f"the menu's entry {command.get('name')!r} has a description or options"
    else:
        yield from _named(command)


def _named(command: dict[str, Any]) -> Iterator[str]:
    """A command or one of its options, which have much the same shape."""
    name = command.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield f"a command or option is named {name!r}"
    yield from _sized(f"the description of {name}", command.get("description"), 1, 100)
    yield from _choices(command.get("choices") or [])
    for option in command.get("options") or ():
        yield from _named(option)


def _choices(choices: Sequence[dict[str, Any]]) -> Iterator[str]:
    if len(choices) > 25:
        yield f"{len(choices)} choices"
    for choice in choices:
        yield from _sized("a choice's name", choice.get("name"), 1, 100)
        yield from _sized("a choice's value", str(choice.get("value", "")), 1, 100)


def _parts(components: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All components, those within others too."""
    for component in components:
        yield component
        inner = component.get("components") or []
        yield from _parts([*inner, *filter(None, [component.get("component")])])


def _sized(what: str, text: object, least: int, most: int) -> Iterator[str]:
    size = _length(text) if isinstance(text, str) else 0
    if not least <= size <= most:
        yield f"{what} has {size:,} characters, not {least:,} to {most:,}"


def _repeated(what: str, values: Sequence[object]) -> Iterator[str]:
    for value, times in Counter(filter(None, values)).items():
        if times > 1:
            yield f"{times} {what} {value}"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
