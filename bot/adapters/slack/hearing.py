"""Is an event for us, and what does it ask?

a mention by a person; a direct message by a person     yes
other bots, edits, joins, talk, everything else         no
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WRITTEN: Final = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Kinds of messages that people write; all others tell of something that happened."""

_NAMED: Final = re.compile(r"<(?P<mark>[@#!]?)(?P<id>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_LINKED: Final = ("text", "url", "from_url", "title_link")
"""Names under which the parts of a message have links, of which the first is what people wrote."""

_AS_OF: Final = re.compile(
    r"(?:^|\s)as_of:\s*(?:[\"“](?P<quoted>[^\"“”]+)[\"”]|(?P<plain>(?:last|this|past)\s\w+|\S+))"
)
_PERSON: Final = re.compile(
    r"<@(?P<tagged>[UW][A-Z0-9]+)(?:\|[^>]*)?>|\b(?P<plain>[UW][A-Z0-9]{6,})\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A message for the bot. `thread` is the one it stands in, "" for none."""

    event: str
    team: str
    channel: str
    ts: str
    thread: str
    user: str
    text: str
    is_direct: bool
    holds_files: bool

    @property
    def place(self) -> str:
        """What tells the message from all others."""
        return place(self.channel, self.ts)


def asked(body: Mapping[str, Any]) -> Asked | None:
    """The message that an event tells of; None where nobody asked anything."""
    event = body.get("event", {})
    if event.get("bot_id") or event.get("subtype") not in _WRITTEN or not event.get("user"):
        return None
    if not (event.get("channel") and event.get("ts")):
        return None
    is_direct = event.get("channel_type") == "im" or event["channel"].startswith("D")
    if event.get("type") != "app_mention" and not is_direct:
        # An app may hear of all that is said in channels; of a mention it hears as such, too.
        return None
    return Asked(
        event=str(body.get("event_id", "")),
        team=str(body.get("team_id", "")),
        channel=event["channel"],
        ts=event["ts"],
        thread=event.get("thread_ts", ""),
        user=event["user"],
        text=event.get("text") or "",
        is_direct=is_direct,
        holds_files=bool(event.get("files")),
    )


def place(channel: str, ts: str) -> str:
    """The id of a message, or of the thread below it: a timestamp alone is one in its channel."""
    return f"{channel}:{ts}"


def question_in(text: str, me: str) -> str:
    """What was typed, without the bot's name; other names as people read them, where they do."""
    shown = _NAMED.sub(lambda named: _shown(named, me), text)
    return " ".join(_unescaped(shown).split())


def links_text(message: Mapping[str, Any]) -> str:
    """All text of a message in which links may be: its own, its blocks and its previews."""
    return "\n".join(_unescaped(text) for text in _texts(message))


def _texts(part: Any) -> Iterator[str]:
    match part:
        case dict():
            for name in _LINKED:
                if isinstance(part.get(name), str):
                    yield part[name]
            for inner in part.values():
                yield from _texts(inner)
        case list():
            for inner in part:
                yield from _texts(inner)


def _unescaped(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _shown(named: re.Match[str], me: str) -> str:
    """A person, a channel, a group, a date or an address, as it is read."""
    label = named["label"] or ""
    match named["mark"]:
        case "@" if named["id"] == me:
            return " "
        case "":
            return label or named["id"]
        case _:
            return label.lstrip("@#") or " "


def dated(question: str) -> tuple[str, str | None]:
    """A question without the date that stands in it as an option, "as_of:2025-12-31", and the date.

    So it is typed on Discord; said in plain words a date is understood from the question itself.
    """
    found = _AS_OF.search(question)
    if found is None:
        return question, None
    rest = question[: found.start()] + question[found.end() :]
    return " ".join(rest.split()), found["quoted"] or found["plain"]


def person_in(text: str) -> str:
    """The id of the first person that is named, by a mention or by the id alone; "" for none."""
    found = _PERSON.search(text)
    return "" if found is None else found["tagged"] or found["plain"]
