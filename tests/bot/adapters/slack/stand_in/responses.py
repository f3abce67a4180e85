"""The addresses named `response_url`, at which the bot answers an interaction a few times."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.bot.adapters.slack.stand_in.chat import check_message, shown_parts
from tests.bot.adapters.slack.stand_in.values import (
    BOT,
    Call,
    Json,
    Message,
    RefusedError,
    ResponseUrl,
    ResponseUse,
)

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in.world import World

MOST_USES: Final = 5
METHOD: Final = "response_url"
"""What such a request is called among the calls."""

_GONE: Final = {"used_url", "expired_url", "invalid_url"}


class Responses:
    """The route `/response/ID`. The bot need not be in the channel."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """For aiohttp's router."""
        return [web.post("/response/{id}", self._serve)]

    async def _serve(self, request: web.Request) -> web.Response:
        name, at = request.match_info["id"], self._world.clock()
        body: Json = {}
        answer, status = {"ok": True}, 200
        try:
            body = await _read(request)
            self._use(name, body)
        except RefusedError as refusal:
            answer, status = refusal.body(), 404 if refusal.error in _GONE else 400
        error = str(answer.get("error", ""))
        self._world.response_uses.append(ResponseUse(name, body, error, at))
        self._world.calls.append(Call(METHOD, body, answer, at, status))
        return web.json_response(answer, status=status) if error else web.Response(text="ok")

    def _use(self, name: str, body: Json) -> None:
        url = self._world.response_urls.get(name)
        if url is None:
            raise RefusedError("invalid_url")
        if self._world.clock() - url.made_at > self._world.limits.response_url:
            raise RefusedError("expired_url")
        if url.uses >= MOST_USES:
            raise RefusedError("used_url")
        url.uses += 1
        original = url.message
        if body.get("delete_original") and original is not None:
            self._world.delete(original)
        elif body.get("replace_original") and original is not None:
            check_message(body)
            self._world.change(original, **shown_parts(body))
        else:
            show_response(self._world, url, body)


def show_response(world: World, url: ResponseUrl, body: Json) -> Message:
    """A new message, to one person if it doesn't say otherwise. Raises RefusedError."""
    check_message(body)
    kind = body.get("response_type") or "ephemeral"
    if kind not in {"ephemeral", "in_channel"}:
        raise RefusedError("invalid_arguments")
    ts, thread = world.new_ts(), body.get("thread_ts") or None
    message = Message(url.channel, ts, BOT.id, thread_ts=thread, **shown_parts(body))
    message.bot_id = BOT.bot_id
    message.to = url.person.id if kind == "ephemeral" else ""
    return world.post(message)


async def _read(request: web.Request) -> Json:
    try:
        body: Any = json.loads(await request.text())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise RefusedError("invalid_payload")
    return body
