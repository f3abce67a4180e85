"""The Web API: each call is let in or not, carried out, answered as Slack does, and noted.

request ─▶ a failure that a test asked for? ─▶ whose token? ─▶ which scopes? ─▶ the method
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.bot.adapters.slack.stand_in.chat import Chat, RateLimitedError
from tests.bot.adapters.slack.stand_in.methods import Methods
from tests.bot.adapters.slack.stand_in.values import Call, Json, RefusedError
from tests.bot.adapters.slack.stand_in.views import Views

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bot.adapters.slack.stand_in.world import World

_READING: Final = {"channel": "channels", "group": "groups", "im": "im"}
_PACKED: Final = {"blocks", "view", "prompts", "files", "attachments", "metadata"}
"""Arguments that may come as JSON within a form."""

CONNECT: Final = "apps.connections.open"


class WebApi:
    """The routes `/api/METHOD` and the address that files are sent to."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.refusing = False
        """Whether nobody may connect for now."""

        chat = Chat(world)
        more = Methods(world, chat)
        views = Views(world)
        self._methods: dict[str, tuple[Callable[[Json], Json], str]] = {
            # The method, and the scope that it needs; `…:history` depends on the channel.
            "auth.test": (more.auth_test, ""),
            CONNECT: (more.connect, ""),
            "chat.postMessage": (chat.post, "chat:write"),
            "chat.postEphemeral": (chat.post_ephemeral, "chat:write"),
            "chat.update": (chat.update, "chat:write"),
            "chat.delete": (chat.delete, "chat:write"),
            "conversations.open": (more.open_dm, "im:write"),
            "conversations.info": (more.channel_info, "…:read"),
            "conversations.history": (more.history, "…:history"),
            "conversations.replies": (more.replies, "…:history"),
            "users.info": (more.person_info, "users:read"),
            "views.open": (views.open, ""),
            "views.push": (views.push, ""),
            "views.update": (views.update, ""),
            "reactions.add": (more.react, "reactions:write"),
            "files.getUploadURLExternal": (more.begin_upload, "files:write"),
            "files.completeUploadExternal": (more.complete_upload, "files:write"),
            "assistant.threads.setStatus": (more.status, "chat:write"),
            "assistant.threads.setSuggestedPrompts": (more.prompts, "assistant:write"),
        }

    def routes(self) -> list[web.RouteDef]:
        """For aiohttp's router."""
        return [
            web.route("*", "/api/{method}", self._serve),
            web.post("/upload/{file}", self._upload),
        ]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = str(args.pop("token", "")) or token
        headers = {"x-oauth-scopes": ",".join(sorted(self._world.scopes))}
        status, on_purpose = 200, False
        if failure := self._failure(method):
            answer, status = failure
            on_purpose = True
        else:
            try:
                answer = {"ok": True, **self._call(method, args, token)}
            except RateLimitedError as refusal:
                answer, status = refusal.body(), 429
            except RefusedError as refusal:
                answer = refusal.body()
        if status == 429:
            headers["Retry-After"] = "1"
        at = self._world.clock()
        self._world.calls.append(Call(method, args, answer, at, status, on_purpose))
        return web.json_response(answer, status=status, headers=headers)

    def _failure(self, method: str) -> tuple[Json, int] | None:
        if self.refusing and method == CONNECT:
            return {"ok": False, "error": "internal_error"}, 200
        for failure in self._world.failures:
            if failure[0] == method:
                self._world.failures.remove(failure)
                return failure[1], failure[2]
        return None

    def _call(self, method: str, args: Json, token: str) -> Json:
        if method not in self._methods:
            raise RefusedError("unknown_method")
        self._check_token(method, token)
        handler, scope = self._methods[method]
        if scope.startswith("…"):
            channel = self._world.channel(str(args.get("channel", "")))
            scope = scope.replace("…", _READING[channel.kind])
        if scope and scope not in self._world.scopes:
            provided = ",".join(sorted(self._world.scopes))
            raise RefusedError("missing_scope", needed=scope, provided=provided)
        return handler(args)

    def _check_token(self, method: str, token: str) -> None:
        if not token:
            raise RefusedError("not_authed")
        expected = self._world.app_token if method == CONNECT else self._world.token
        if token != expected:
            known = token in {self._world.token, self._world.app_token}
            raise RefusedError("not_allowed_token_type" if known else "invalid_auth")
        if self._world.revoked and method != CONNECT:
            raise RefusedError("token_revoked")

    async def _upload(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["file"])
        content = await _content(request)
        if file is None or len(content) != file["length"]:
            return web.Response(status=400, text="bad upload")
        file["content"] = content
        return web.Response(text=f"OK - {len(content)}")


async def _arguments(request: web.Request) -> Json:
    """From the address and the body, which may be JSON, a form, or a form in parts."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= await request.json()
    elif request.method == "POST":
        args |= dict(await request.post())
    return {name: _unpacked(name, part) for name, part in args.items()}


def _unpacked(name: str, part: Any) -> Any:
    if name in _PACKED and isinstance(part, str) and part:
        try:
            return json.loads(part)
        except ValueError:
            return part  # and no method takes it
    return part


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    part = next(iter((await request.post()).values()), b"")
    return part.file.read() if isinstance(part, web.FileField) else str(part).encode()
