"""Over HTTP, only what Slack has signed gets any further: strangers find the address, too.

Bolt compares signatures as well, but reads a request before, and breaks on what is none of Slack's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

DIGITS: Final = 12
"""Of a time in seconds: more than any has for some thousand years."""


def only_signed(secret: str) -> Middleware:
    """Refuses, unread, what is not signed with `secret`, or was signed minutes ago."""
    verifier = SignatureVerifier(secret)

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        at = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        # The verifier takes the one for a number, compares no other letters, and reads the body.
        if at.isdecimal() and len(at) <= DIGITS and signature.isascii():
            body = await request.read()
            if _is_text(body) and verifier.is_valid(body, at, signature):
                return await handler(request)
        return web.Response(status=401)

    return check


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
