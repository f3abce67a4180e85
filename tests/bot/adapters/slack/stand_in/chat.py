"""What Slack would say of a message, and the methods named `chat.…`."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, Final

from tests.bot.adapters.slack.stand_in.blocks import problems_of_blocks
from tests.bot.adapters.slack.stand_in.values import BOT, Channel, Json, Message, RefusedError

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in.world import World

TEXT_CHARACTERS: Final = 40_000
EDITED_TEXT_CHARACTERS: Final = 4_000
BLOCKS_CHARACTERS: Final = 13_200
"""Of the JSON of all blocks; found out by people, for Slack doesn't tell."""


class RateLimitedError(RefusedError):
    """Too many messages in a channel; to be tried again after a second."""

    def __init__(self) -> None:
        super().__init__("ratelimited")


def check_message(body: Json, *, most: int = TEXT_CHARACTERS) -> None:
    """Raise RefusedError if Slack would not show such a message."""
    blocks = body.get("blocks") or []
    shown = blocks or body.get("attachments")
    if not str(body.get("text") or "").strip() and not shown:
        raise RefusedError("no_text")
    if len(str(body.get("text") or "")) > most:
        raise RefusedError("msg_too_long")
    if problems := problems_of_blocks(blocks):
        messages = [f"[ERROR] {problem}" for problem in problems]
        raise RefusedError("invalid_blocks", response_metadata={"messages": messages})
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > BLOCKS_CHARACTERS:
        raise RefusedError("msg_blocks_too_long")


def shown_parts(body: Json) -> Json:
    """What of a request becomes part of the message."""
    parts: Json = {"text": "", "blocks": [], "attachments": [], "metadata": None}
    return {name: copy.deepcopy(body.get(name) or part) for name, part in parts.items()}


class Chat:
    """The methods that show, change and take away messages."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._last: dict[str, float] = {}

    def post(self, args: Json) -> Json:
        """`chat.postMessage`."""
        channel = self.open_to_bot(args)
        check_message(args)
        self._wait_in_line(channel.id)
        message = self._message(channel, args)
        self._world.post(message)
        return {"channel": channel.id, "ts": message.ts, "message": message.json()}

    def post_ephemeral(self, args: Json) -> Json:
        """`chat.postEphemeral`."""
        channel = self.open_to_bot(args)
        if args.get("user") not in channel.members:
            raise RefusedError("user_not_in_channel")
        check_message(args)
        message = self._message(channel, args)
        message.to = args["user"]
        self._world.post(message)
        return {"message_ts": message.ts}

    def update(self, args: Json) -> Json:
        """`chat.update`: what isn't given stays, but for blocks where there is a new text."""
        message = self._own(args, "cant_update_message")
        kept = {"blocks": message.blocks} if args.get("text") is None else {}
        body = {"text": message.text, "attachments": message.attachments, **kept}
        body |= {name: part for name, part in args.items() if part is not None}
        check_message(body, most=EDITED_TEXT_CHARACTERS)
        self._world.change(message, **shown_parts(body))
        facts = {"channel": message.channel, "ts": message.ts, "text": message.text}
        return {**facts, "message": message.json()}

    def delete(self, args: Json) -> Json:
        """`chat.delete`."""
        message = self._own(args, "cant_delete_message")
        self._world.delete(message)
        return {"channel": message.channel, "ts": message.ts}

    def open_to_bot(self, args: Json, name: str = "channel") -> Channel:
        """The channel that a call means, if the bot may write there. Raises RefusedError."""
        wanted = str(args.get(name, ""))
        person = self._world.people.get(wanted)
        channel = self._world.channel(self._world.dm_of(person) if person else wanted)
        if BOT.id not in channel.members:
            unseen = channel.kind == "group"
            raise RefusedError("channel_not_found" if unseen else "not_in_channel")
        return channel

    def check_thread(self, channel: str, ts: Any) -> None:
        """Raise RefusedError unless a message of the channel may be replied to."""
        everything = self._world.messages
        parent = next((one for one in everything if (one.channel, one.ts) == (channel, ts)), None)
        if parent is None or parent.to or parent.in_thread:
            raise RefusedError("thread_not_found")
        if parent.deleted and not any(one.thread_ts == ts for one in everything):
            raise RefusedError("thread_not_found")

    def _message(self, channel: Channel, args: Json) -> Message:
        thread = args.get("thread_ts") or None
        if thread is not None:
            self.check_thread(channel.id, thread)
        ts = self._world.new_ts()
        parts = shown_parts(args)
        return Message(channel.id, ts, BOT.id, thread_ts=thread, bot_id=BOT.bot_id, **parts)

    def _own(self, args: Json, otherwise: str) -> Message:
        channel = self._world.channel(str(args.get("channel", "")))
        message = self._world.find(channel.id, str(args.get("ts", "")))
        if message is None:
            raise RefusedError("message_not_found")
        if not message.by_bot:
            raise RefusedError(otherwise)
        return message

    def _wait_in_line(self, channel: str) -> None:
        now, pause = self._world.clock(), self._world.limits.between_messages
        if pause and now - self._last.get(channel, float("-inf")) < pause:
            raise RateLimitedError
        self._last[channel] = now
