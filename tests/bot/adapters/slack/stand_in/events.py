"""What Slack tells a bot, in the shapes that it really sends. Pure, but for what it is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tests.bot.adapters.slack.stand_in.values import APP, BOT, TEAM, Channel, Json, Person

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in.values import Message

_OWN_MARKUP: Final = re.compile(r"(<[@#!][^<>]+>|<https?://[^<>]+>)")
_MENTION: Final = re.compile(r"<@(\w+)>")
_VERIFICATION: Final = "one-long-verification-token"


def escaped(text: str) -> str:
    """What people typed, as Slack hands it on; mentions and links stay."""
    parts = _OWN_MARKUP.split(text)
    return "".join(part if at % 2 else _plain(part) for at, part in enumerate(parts))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def callback(event: Json, event_id: str, channel: Channel | None, strangers: bool) -> Json:
    """An event in its wrapping."""
    person = {"team_id": TEAM, "user_id": BOT.id, "is_bot": True, "is_enterprise_install": False}
    place = "" if channel is None else channel.id
    return {
        "token": _VERIFICATION, "team_id": TEAM, "context_team_id": TEAM,
        "context_enterprise_id": None, "api_app_id": APP, "event": event, "type": "event_callback",
        "event_id": event_id, "event_time": int(float(event["event_ts"])),
        "authorizations": [{"enterprise_id": None, **person}], "is_ext_shared_channel": strangers,
        "event_context": f"4-{event['type']}-{TEAM}-{APP}-{place}",
    }  # fmt: skip


def written(message: Message, person: Person) -> Json:
    """The event of a new message, but for its type and channel_type."""
    event: Json = {
        "user": message.user, "text": message.text, "ts": message.ts, "team": person.team,
        "channel": message.channel, "event_ts": message.ts,
        "blocks": message.blocks or [rich_text(message.text)],
    }  # fmt: skip
    if person.bot_id:
        event |= {"bot_id": person.bot_id}
    else:
        event |= {"client_msg_id": f"00000000-0000-4000-8000-{message.ts.replace('.', '')[-12:]}"}
    if person.is_stranger:
        event |= {"user_team": person.team, "source_team": person.team}
    if message.in_thread:
        event["thread_ts"] = message.thread_ts
    if message.files:
        event["files"] = message.files
    if message.subtype:
        event["subtype"] = message.subtype
    return event


def rich_text(text: str) -> Json:
    """The block that Slack makes of what people write."""
    parts: list[Json] = []
    for at, part in enumerate(_MENTION.split(text)):
        if at % 2:
            parts.append({"type": "user", "user_id": part})
        elif part:
            parts.append({"type": "text", "text": part})
    section = {"type": "rich_text_section", "elements": parts}
    return {"type": "rich_text", "block_id": "rt1", "elements": [section]}


def changed(message: Message, previous: Json, ts: str, kind: str) -> Json:
    """`message_changed`."""
    return {
        "type": "message", "subtype": "message_changed", "hidden": True, "ts": ts, "event_ts": ts,
        "channel": message.channel, "channel_type": kind, "message": message.json(),
        "previous_message": previous,
    }  # fmt: skip


def deleted(message: Message, ts: str, kind: str) -> Json:
    """`message_deleted`."""
    return {
        "type": "message", "subtype": "message_deleted", "hidden": True, "ts": ts, "event_ts": ts,
        "channel": message.channel, "channel_type": kind, "deleted_ts": message.ts,
        "previous_message": message.json(),
    }  # fmt: skip


def joined(person: Person, channel: Channel, inviter: Person | None, ts: str) -> Json:
    """`member_joined_channel`."""
    kind = "C" if channel.kind == "channel" else "G"
    event = {
        "type": "member_joined_channel", "user": person.id, "channel": channel.id,
        "channel_type": kind, "team": person.team, "event_ts": ts,
    }  # fmt: skip
    return event if inviter is None else {**event, "inviter": inviter.id}


def opened(person: Person, channel: str, ts: str) -> Json:
    """`app_home_opened`, the tab with the messages."""
    return {
        "type": "app_home_opened", "user": person.id, "channel": channel, "tab": "messages",
        "event_ts": ts,
    }  # fmt: skip


def command(name: str, text: str, person: Person, channel: Channel, ways: Json) -> Json:
    """A slash command. `ways` are its trigger_id and its response_url."""
    return {
        "token": _VERIFICATION, "team_id": person.team, "team_domain": "example",
        "channel_id": channel.id, "channel_name": _shown_name(channel), "user_id": person.id,
        "user_name": person.name, "command": name, "text": text, "api_app_id": APP,
        "is_enterprise_install": "false", **ways,
    }  # fmt: skip


def interaction(kind: str, person: Person, channel: Channel | None) -> Json:
    """What all interactions have in common."""
    user = {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team}
    payload: Json = {
        "type": kind, "user": user, "api_app_id": APP, "token": _VERIFICATION,
        "team": {"id": person.team, "domain": "example"}, "enterprise": None,
        "is_enterprise_install": False,
    }  # fmt: skip
    if channel is not None:
        payload["channel"] = {"id": channel.id, "name": _shown_name(channel)}
    return payload


def container(message: Message) -> Json:
    """Where a button is. Messages to one person have no more than this in a payload."""
    whole: Json = {
        "type": "message", "message_ts": message.ts, "channel_id": message.channel,
        "is_ephemeral": bool(message.to),
    }  # fmt: skip
    if message.thread_ts is not None:
        whole["thread_ts"] = message.thread_ts
    return whole


def action(block: Json, element: Json, option: str | None, ts: str) -> Json:
    """What was pressed or chosen. Raises LookupError if there is no such option."""
    whole: Json = {"type": element["type"], "block_id": block["block_id"], "action_ts": ts}
    names = ("action_id", "text", "value", "style", "url")
    whole |= {name: element[name] for name in names if name in element}
    if option is not None:
        whole["selected_option"] = chosen(element, option)
    return whole


def find_element(blocks: list[Json], wanted: str) -> tuple[Json, Json]:
    """A block and what may be pressed in it, by its label or action_id. Raises LookupError."""
    labels = []
    for block in blocks:
        accessory = [block["accessory"]] if "accessory" in block else []
        inside = (
            block.get("elements", []) if block["type"] in {"actions", "context_actions"} else []
        )
        for element in [*inside, *accessory]:
            label = (element.get("text") or element.get("placeholder") or {}).get("text")
            if wanted in {label, element.get("action_id")}:
                return block, element
            labels.append(label)
    raise LookupError(f"there is no {wanted!r}, only {labels}")


def chosen(element: Json, option: str) -> Json:
    """An option by its label or value. Raises LookupError."""
    options = list(element.get("options", []))
    options += [one for group in element.get("option_groups", []) for one in group["options"]]
    for one in options:
        if option in {one["text"]["text"], one.get("value")}:
            return dict(one)
    raise LookupError(f"there is no option {option!r}")


def state(blocks: list[Json], texts: dict[str, str]) -> Json:
    """What stands in the inputs of a view, by action_id or block_id. Raises LookupError."""
    values: dict[str, Any] = {}
    left = dict(texts)
    for block in blocks:
        element = block.get("element")
        if block["type"] != "input" or element is None:
            continue
        name = element["action_id"]
        text = left.pop(name, left.pop(block["block_id"], None))
        entry: Json = {"type": element["type"]}
        if "options" in element or "option_groups" in element:
            entry["selected_option"] = None if text is None else chosen(element, text)
        else:
            entry["value"] = text if text else None
        values[block["block_id"]] = {name: entry}
    if left:
        raise LookupError(f"there is no input {sorted(left)}")
    return {"values": values}


def _shown_name(channel: Channel) -> str:
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)
