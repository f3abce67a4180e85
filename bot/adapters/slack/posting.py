"""`Outgoing` ─▶ Slack's Web API, each within Slack's pace."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.adapters.slack import blocks
from bot.adapters.slack.formatter import plainly
from bot.adapters.slack.hearing import place
from bot.adapters.slack.mrkdwn import escape
from bot.adapters.slack.network import Pace, ResponseRefusedError, persistently

if TYPE_CHECKING:
    import aiohttp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Poster:
    """Sends messages. Lives as long as the connection, and shares its session."""

    client: AsyncWebClient
    session: aiohttp.ClientSession
    pace: Pace = field(default_factory=Pace)

    async def post(self, channel: str, message: Outgoing, thread: str = "") -> str:
        """Post a message, or a file with what is said beside it; its place. Raises UNDELIVERED.

        `channel` may be a person's id: then it is a direct message.
        """
        if message.file is not None:
            return await self._upload(channel, message, thread)
        parts = parts_of(message) | ({"thread_ts": thread} if thread else {})
        sent = await self.pace.send(
            channel, lambda: self.client.chat_postMessage(channel=channel, **parts)
        )
        return place(str(sent["channel"]), str(sent["ts"]))

    async def update(self, posted: str, message: Outgoing) -> str:
        """Put a message in the place of one that was posted; its place. Raises UNDELIVERED."""
        channel, _, ts = posted.partition(":")
        parts = parts_of(message)
        await self.pace.send(
            channel, lambda: self.client.chat_update(channel=channel, ts=ts, **parts)
        )
        return posted

    async def whisper(self, channel: str, user: str, message: Outgoing, thread: str = "") -> None:
        """Say something that only one person in a channel sees. Raises UNDELIVERED."""
        parts = parts_of(message) | ({"thread_ts": thread} if thread else {})
        await self.pace.send(
            channel,
            lambda: self.client.chat_postEphemeral(channel=channel, user=user, **parts),
        )

    async def respond(self, url: str, payload: dict[str, Any]) -> None:
        """Use a response address. Raises ResponseRefusedError, BROKEN_OFF."""

        async def send() -> None:
            async with self.session.post(url, json=payload, proxy=self.client.proxy) as response:
                said = await response.text()
                if response.status != 200:
                    raise ResponseRefusedError(f"{response.status} {said[:200]}")

        await persistently(send)

    async def _upload(self, channel: str, message: Outgoing, thread: str) -> str:
        """Files can't be sent to a person's id, only to the channel of the direct messages."""
        file = message.file
        assert file is not None  # noqa: S101 - `post` has seen to it
        above = message.text or escape(file.alt)
        if channel.startswith(("U", "W")):
            told = replace(message, file=None) if message.blocks else plainly(file.alt)
            channel, above = (await self.post(channel, told)).partition(":")[0], ""
        sent = await self.pace.send(
            channel,
            lambda: self.client.files_upload_v2(
                content=file.content, filename=file.name, title=file.name,
                alt_txt=file.alt or None, channel=channel, initial_comment=above or None,
                thread_ts=thread or None,
            ),
        )  # fmt: skip
        return place(channel, str(sent["file"]["id"]))


def parts_of(message: Outgoing) -> dict[str, Any]:
    """The arguments for sending a message. Nothing in it becomes a preview of its own."""
    shown = [*message.blocks, *blocks.actions(message.buttons)]
    return {"text": message.text, "blocks": shown, "unfurl_links": False, "unfurl_media": False}
