"""What is told over HTTP, on the bot's own event loop: when that hangs, so does every answer here.

/healthz    200 "ok", or 503 and why a new start would help
/readyz     200 "ready", or 503 and why nobody can be answered now
/metrics    Prometheus' text form
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.core.errors import StartError
from bot.operations.metrics import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.operations.health import Health
    from bot.operations.metrics import Metrics

LAST_ANSWERS: Final = 1.0
"""Seconds for requests under way when the bot stops."""


@contextlib.asynccontextmanager
async def serving(host: str, port: int, health: Health, metrics: Metrics) -> AsyncIterator[int]:
    """Answer on that port while the work inside goes on; the port, where 0 asked for a free one.

    Raises StartError.
    """
    app = web.Application()
    app.on_response_prepare.append(_without_versions)
    app.add_routes(_routes(health, metrics))
    # Whoever asks comes every few seconds: nothing to log.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_ANSWERS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except (OSError, UnicodeError) as exc:  # the latter for what is no name at all
            raise StartError(_refused(host, port, exc)) from exc
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _routes(health: Health, metrics: Metrics) -> list[web.RouteDef]:
    async def healthz(_: web.Request) -> web.Response:
        return _verdict("ok", health.trouble())

    async def readyz(_: web.Request) -> web.Response:
        return _verdict("ready", health.hindrance())

    async def tell_metrics(_: web.Request) -> web.Response:
        return web.Response(body=metrics.written(), headers={"Content-Type": CONTENT_TYPE})

    return [
        web.get("/healthz", healthz),
        web.get("/readyz", readyz),
        web.get("/metrics", tell_metrics),
    ]


def _verdict(good: str, problem: str | None) -> web.Response:
    return web.Response(text=f"{problem or good}\n", status=503 if problem else 200)


async def _without_versions(_: web.Request, response: web.StreamResponse) -> None:
    """By itself aiohttp tells everybody its own version and Python's."""
    response.headers["Server"] = "dateline"


def _refused(host: str, port: int, error: OSError | UnicodeError) -> str:
    # asyncio's own text repeats the address; a name that can't be resolved has numbers of its own.
    number = (isinstance(error, OSError) and error.errno) or 0
    why = os.strerror(number) if number > 0 else str(error)
    return (
        f"nothing can be told on {host}, port {port} ({why}); choose another METRICS_PORT, or an "
        "address of this machine as METRICS_HOST"
    )
