"""The stand-in's HTTP side: each request is judged, carried out, answered and noted.

request ─▶ disturbed? ─▶ is it the bot's token? ─▶ judge ─▶ World ─▶ JSON, as Discord writes it
             └ 429, broken off      └ 401            └ 400, 404 with Discord's own codes
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.bot.adapters.discord import wire_payloads as payloads
from tests.bot.adapters.discord.wire_judge import RefusedError, judge
from tests.bot.adapters.discord.wire_payloads import API
from tests.bot.adapters.discord.wire_world import BreakOff, Request, SlowDown

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bot.adapters.discord.wire_payloads import Json
    from tests.bot.adapters.discord.wire_world import Asked, World

    Handler = Callable[[dict[str, str], Json], Any]
    """From what the address names and the body to the answer; None for an empty one."""

NONCE_SECONDS: Final = 180.0
ACKNOWLEDGE_SECONDS: Final = 3.0
TOKEN_SECONDS: Final = 900.0

UNKNOWN_MESSAGE: Final = 10008
UNKNOWN_WEBHOOK: Final = 10015
UNKNOWN_INTERACTION: Final = 10062
ACKNOWLEDGED: Final = 40060
INVALID_WEBHOOK_TOKEN: Final = 50027

NO_ANSWER: Final = 444
"""Stands for the status of a request that was neither carried out nor answered."""

MESSAGE: Final = 4
DEFERRED: Final = 5
EPHEMERAL: Final = 64
LOADING: Final = 128


class Rest:
    """The routes that the bot uses; any other is answered with 404."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sent: dict[tuple[str, str], tuple[float, Json]] = {}

    def routes(self) -> list[web.RouteDef]:
        """For aiohttp's router."""
        callback = "/interactions/{id}/{token}/callback"
        webhook = "/webhooks/{application}/{token}"
        return [
            self._route("GET", "/users/@me", lambda *_: payloads.bot()),
            self._route("GET", "/oauth2/applications/@me", lambda *_: payloads.application()),
            self._route("PUT", "/applications/{application}/commands", self._sync),
            self._route("POST", "/channels/{channel}/typing", self._type),
            self._route("POST", "/channels/{channel}/messages", self._send),
            self._route("PATCH", "/channels/{channel}/messages/{message}", self._edit),
            self._route("POST", callback, self._call_back, by_token=True),
            self._route("PATCH", f"{webhook}/messages/@original", self._complete, by_token=True),
            self._route("POST", webhook, self._follow_up, by_token=True),
            self._route("*", "/{rest:.*}", self._unknown),
        ]

    def _route(
        self, method: str, path: str, handler: Handler, *, by_token: bool = False
    ) -> web.RouteDef:
        """With `by_token`, the one in the address is enough, and no other is asked for."""

        async def handle(request: web.Request) -> web.Response:
            at = time.monotonic()
            body = await _body(request)
            disturbed = self._world.disturbance(request.method, request.path)
            if isinstance(disturbed, SlowDown):
                answer = _slow_down(disturbed.seconds)
            elif disturbed == BreakOff(done=False):
                answer = break_off(request)
            else:
                trusted = by_token or request.headers.get("Authorization") == self._authorization
                about = {**request.match_info, **request.query}
                answer = _answer(handler if trusted else _unauthorized, about, body)
            if disturbed == BreakOff(done=True):
                break_off(request)
            noted = Request(at, request.method, request.path, body, answer.status)
            self._world.requests.append(noted)
            self._world.ring()
            return answer

        return web.route(method, API + path, handle)

    @property
    def _authorization(self) -> str:
        return f"Bot {self._world.token}"

    def _sync(self, _: dict[str, str], body: Any) -> list[Json]:
        self._world.syncs += 1
        # A description of nothing is that of an entry in a menu.
        facts = {"application_id": payloads.BOT, "version": "1", "description": ""}
        self._world.commands = [{**facts, **one, "id": payloads.new_id()} for one in body]
        return self._world.commands

    def _type(self, about: dict[str, str], _: Json) -> None:
        self._world.typing(about["channel"], time.monotonic())

    def _send(self, about: dict[str, str], body: Json) -> Json:
        judge(body)
        channel, now = about["channel"], time.monotonic()
        nonce = body.get("nonce")
        if nonce and body.get("enforce_nonce"):
            at, earlier = self._sent.get((channel, nonce), (-NONCE_SECONDS, None))
            if earlier is not None and now - at < NONCE_SECONDS:
                return earlier
        message = payloads.message(payloads.bot(), channel, _visible(body) | {"nonce": nonce})
        if nonce:
            self._sent[channel, nonce] = (now, message)
        replied = str((body.get("message_reference") or {}).get("message_id", ""))
        self._world.show(self._world.asked.get(replied), {**message, "answers": replied})
        return message

    def _edit(self, about: dict[str, str], body: Json) -> Json:
        earlier = self._world.messages.get(about["message"])
        if earlier is None:
            raise RefusedError(404, UNKNOWN_MESSAGE, "Unknown Message")
        judge(body, new=False)
        edited = {**earlier, **_visible(body)}
        self._world.show(self._world.asked.get(earlier.get("answers", "")), edited)
        return edited

    def _call_back(self, about: dict[str, str], body: Json) -> Json | None:
        asked = self._world.by_token.get(about["token"])
        now = time.monotonic()
        if asked is None or now - asked.sent_at > ACKNOWLEDGE_SECONDS:
            raise RefusedError(404, UNKNOWN_INTERACTION, "Unknown interaction")
        if asked.callback is not None:
            said = "Interaction has already been acknowledged."
            raise RefusedError(400, ACKNOWLEDGED, said)
        kind, said_now = body["type"], body.get("data") or {}
        if kind == MESSAGE:
            judge(said_now)
        asked.callback = kind
        asked.acknowledge(now)
        if kind in {MESSAGE, DEFERRED}:
            flags = said_now.get("flags", 0) | (LOADING if kind == DEFERRED else 0)
            asked.original = self._new(asked, {**_visible(said_now), "flags": flags})
        if kind == MESSAGE and asked.original:
            self._world.show(asked, asked.original)
        return _called_back(asked) if about.get("with_response") in {"1", "true"} else None

    def _complete(self, about: dict[str, str], body: Json) -> Json:
        asked = self._living(about["token"])
        if asked.original is None:
            raise RefusedError(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
        judge(body, new=False)
        kept = asked.original["flags"] & ~LOADING
        asked.original = {**asked.original, **_visible(body), "flags": kept}
        self._world.show(asked, asked.original)
        return asked.original

    def _follow_up(self, about: dict[str, str], body: Json) -> Json:
        asked = self._living(about["token"])
        judge(body)
        if asked.original is not None and asked.original["flags"] & LOADING:
            return self._complete(about, body)  # as Discord does with the first one
        message = self._new(asked, _visible(body))
        self._world.show(asked, message)
        return message

    def _living(self, token: str) -> Asked:
        asked = self._world.by_token.get(token)
        if asked is None or asked.callback is None:
            raise RefusedError(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
        if time.monotonic() - asked.sent_at > TOKEN_SECONDS:
            raise RefusedError(401, INVALID_WEBHOOK_TOKEN, "Invalid Webhook Token")
        return asked

    def _new(self, asked: Asked, about: Json) -> Json:
        identity = {"application_id": payloads.BOT, "webhook_id": payloads.BOT}
        return payloads.message(payloads.bot(), asked.event["channel_id"], {**identity, **about})

    def _unknown(self, *_: Any) -> None:
        raise RefusedError(404, 0, "404: Not Found")


def _unauthorized(*_: Any) -> None:
    raise RefusedError(401, 0, "401: Unauthorized")


def _visible(body: Json) -> Json:
    """What of a request becomes part of the message, null and left out being the same."""
    parts = ("content", "embeds", "components", "attachments", "flags", "allowed_mentions")
    given = {part: body[part] for part in parts if part in body}
    empty = {part: "" if part == "content" else [] for part in parts}
    return {part: empty[part] if value is None else value for part, value in given.items()}


def _called_back(asked: Asked) -> Json:
    about: Json = {"id": asked.event["id"], "type": asked.event["type"]}
    if asked.original is None:
        return {"interaction": about}
    flags = asked.original["flags"]
    about |= {
        "response_message_id": asked.original["id"],
        "response_message_loading": bool(flags & LOADING),
        "response_message_ephemeral": bool(flags & EPHEMERAL),
    }
    return {"interaction": about, "resource": {"type": asked.callback, "message": asked.original}}


async def _body(request: web.Request) -> Any:
    """The JSON of a request, which stands beside the files where there are any."""
    if request.content_type.startswith("multipart/"):
        return json.loads(str((await request.post())["payload_json"]))
    text = await request.text()
    return json.loads(text) if text else {}


def _answer(handler: Handler, about: dict[str, str], body: Json) -> web.Response:
    try:
        answer = handler(about, body)
    except RefusedError as refusal:
        return _json(refusal.status, refusal.body())
    return web.Response(status=204) if answer is None else _json(200, answer)


def _json(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    # Bytes, so that the type stands there without a charset: discord.py reads no other as JSON.
    packed = json.dumps(body).encode()
    return web.Response(
        status=status, body=packed, content_type="application/json", headers=headers
    )


def _slow_down(seconds: float) -> web.Response:
    said = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
    # Without `Via`, discord.py takes it for a ban by whoever stands before Discord.
    return _json(429, said, {"Via": "1.1 google", "Retry-After": str(int(seconds) + 1)})


def break_off(request: web.Request) -> web.Response:
    """End its connection; what is returned, for aiohttp, won't arrive."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=NO_ANSWER)
