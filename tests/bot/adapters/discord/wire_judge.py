"""What Discord would say of a message that the bot sends: nothing, or why it refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.adapters.discord.wire_payloads import Json

INVALID_FORM: Final = 50035
EMPTY: Final = 50006
_EMBED_PARTS: Final = {"title": 256, "description": 4_096}


class RefusedError(Exception):
    """A request that Discord refuses, with its HTTP status and the code in the body."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.errors = errors

    def body(self) -> Json:
        """The JSON that Discord answers with."""
        said = {"message": str(self), "code": self.code}
        return said if self.errors is None else {**said, "errors": self.errors}


def judge(message: Json, *, new: bool = True) -> None:
    """Raise RefusedError if Discord would not take `message`; an edit is not `new`."""
    if problems := dict(_problems(message)):
        raise RefusedError(400, INVALID_FORM, "Invalid Form Body", _nested(problems))
    shown = ("content", "embeds", "attachments", "components")
    if new and not any(message.get(part) for part in shown):
        raise RefusedError(400, EMPTY, "Cannot send an empty message")


def _problems(message: Json) -> Iterator[tuple[str, str]]:
    """Where something is too long, with dots between the names, and what is wrong there."""
    yield from _longer("content", message.get("content"), 2_000)
    yield from _longer("nonce", message.get("nonce"), 25)
    embeds = message.get("embeds") or []
    yield from _more("embeds", embeds, 10)
    for number, embed in enumerate(embeds):
        for part, limit in _EMBED_PARTS.items():
            yield from _longer(f"embeds.{number}.{part}", embed.get(part), limit)
        footer = embed.get("footer", {}).get("text")
        yield from _longer(f"embeds.{number}.footer.text", footer, 2_048)
    if sum(map(_embed_length, embeds)) > 6_000:
        yield "embeds", "Embed size exceeds maximum size of 6000"
    yield from _in_rows(message.get("components") or [])


def _in_rows(rows: list[Json]) -> Iterator[tuple[str, str]]:
    yield from _more("components", rows, 5)
    seen: set[str] = set()
    for at, row in enumerate(rows):
        yield from _more(f"components.{at}.components", row["components"], 5)
        for number, button in enumerate(row["components"]):
            where = f"components.{at}.components.{number}"
            yield from _longer(f"{where}.label", button.get("label"), 80)
            yield from _longer(f"{where}.custom_id", button["custom_id"], 100)
            if button["custom_id"] in seen:
                yield f"{where}.custom_id", "Component custom id cannot be duplicated"
            seen.add(button["custom_id"])


def _embed_length(embed: Json) -> int:
    parts = (embed.get("title"), embed.get("description"), embed.get("footer", {}).get("text"))
    return sum(_length(part or "") for part in parts)


def _longer(where: str, text: str | None, limit: int) -> Iterator[tuple[str, str]]:
    if _length(text or "") > limit:
        yield where, f"Must be {limit} or fewer in length."


def _more(where: str, items: list[Any], limit: int) -> Iterator[tuple[str, str]]:
    if len(items) > limit:
        yield where, f"Must be {limit} or fewer in length."


def _length(text: str) -> int:
    """In UTF-16 units: it isn't documented what Discord counts, and this is never less."""
    return len(text.encode("utf-16-le")) // 2


def _nested(problems: dict[str, str]) -> Json:
    """`{"embeds.0.title": …}` as Discord nests it."""
    whole: Json = {}
    for where, problem in problems.items():
        inner = whole
        for name in where.split("."):
            inner = inner.setdefault(name, {})
        inner["_errors"] = [{"code": "BASE_TYPE_MAX_LENGTH", "message": problem}]
    return whole
