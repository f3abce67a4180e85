"""`python -m bot`: reads the settings, opens the index and starts the adapters. The only file of
`bot` that looks at the environment.

    .env, environment, flags ─▶ Settings ─▶ open_services ─▶ Responder ─┬▶ platforms, if set up
                                                                        └▶ else the console
    --healthy ─▶ a bot that runs is asked whether it is well

Exit codes: 0 after a conversation, or when the bot was stopped; 1 when the index can't be used at
the console; 2 for wrong settings or flags, and for whatever keeps a bot from starting; 130 when
stopped with Ctrl-C outside of a conversation. With --healthy 0 if it is well, else 1.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import logging
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from dotenv import dotenv_values
from rich.console import Console

from bot.adapters.console.session import Session
from bot.adapters.console.terminal import Terminal
from bot.core.announcing import Announcer
from bot.core.errors import BotError, SettingsError
from bot.core.limits import Limits
from bot.core.observing import SILENT
from bot.core.responder import Responder
from bot.core.running import run
from bot.operations import logs
from bot.operations.exposure import warn_if_exposed
from bot.operations.probe import why_unwell
from bot.platforms import connections, is_any_set_up
from bot.settings import Settings
from bot.wiring import open_services
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.core.observing import Observer
    from bot.core.services import Services
    from bot.operations.metrics import Metrics


class OpenServices(Protocol):
    """`bot.wiring.open_services`, or what a test has in its place."""

    def __call__(
        self, settings: Settings, console: Console, *, wait: bool, observer: Observer
    ) -> Services:
        """The services; with `wait` the index is up to date. `observer` is told of builds."""


NOTHING_SET_UP = (
    "there is nobody to talk to: neither DISCORD_TOKEN nor SLACK_BOT_TOKEN is set, and standard "
    "input is empty. Set one in .env to connect to chat, or start me in a terminal to ask here."
)


@dataclass(frozen=True, slots=True)
class Streams:
    """Where the program reads and writes."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the flags say; `settings` are those that have one."""

    settings: Mapping[str, str]
    at_console: bool
    probe: bool


def main(
    arguments: Sequence[str],
    env: Mapping[str, str],
    streams: Streams,
    opener: OpenServices,
    dot_env: Path | None = None,
) -> int:
    """Run the bot until its user leaves or it is stopped; the exit code is what it returns.

    `dot_env` is the file that some of `env` came from.
    """
    wanted = _parse(arguments)
    try:
        settings = Settings.from_env({**env, **wanted.settings})
    except SettingsError as error:
        return _fail(Settings(), streams, error, 1 if wanted.probe else 2)
    if wanted.probe:
        return _probe(settings, streams)
    logs.set_up(settings, streams.stderr)
    if dot_env is not None:
        warn_if_exposed(dot_env)
    return _run(settings, streams, opener, wanted)


def _probe(settings: Settings, streams: Streams) -> int:
    problem = why_unwell(settings.metrics_host, settings.metrics_port)
    if problem is not None:
        return _fail(settings, streams, problem, 1)
    logs.announce("the bot is well", settings, streams.stdout)
    return 0


def _run(settings: Settings, streams: Streams, opener: OpenServices, wanted: Wanted) -> int:
    in_chat = is_any_set_up(settings) and not wanted.at_console
    metrics = _metrics() if in_chat and settings.metrics_port else None
    observer = SILENT if metrics is None else metrics
    try:
        services = opener(
            settings, Console(file=streams.stderr), wait=not in_chat, observer=observer
        )
        limits = Limits(
            settings.queue_length,
            settings.answer_seconds,
            settings.questions_per_minute,
            settings.server_questions_per_minute,
        )
        with Responder(services, limits, observer=observer) as responder:
            if in_chat:
                announce = partial(logs.announce, settings=settings, stream=streams.stderr)
                _connect(responder, services, settings, announce, metrics)
            elif not _talk(Session(responder, Terminal(streams.stdout)), streams.stdin):
                return _fail(settings, streams, NOTHING_SET_UP, 2)
    except BotError as error:
        return _fail(settings, streams, error, 2)
    except DatelineError as error:
        return _fail(settings, streams, error, 2 if in_chat else 1)
    except KeyboardInterrupt:
        streams.stderr.write("\n")
        return 130
    return 0


def read_environment(folder: Path) -> dict[str, str]:
    """The environment, with what `folder/.env` adds to it. Raises SettingsError."""
    try:
        # No interpolation: a "$" in a value is a "$".
        extra = dotenv_values(folder / ".env", interpolate=False)
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError([f".env can't be read: {exc}"]) from exc
    return {name: value for name, value in extra.items() if value is not None} | dict(os.environ)


def _parse(arguments: Sequence[str]) -> Wanted:
    """The flags; usage and mistakes are argparse's own (exit code 2).

    None of them takes a token, which anybody could read in a list of processes.
    """
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Ask a folder of news articles; see also .env.example."
    )
    parser.add_argument("--articles", metavar="DIR", help="folder of articles (ARTICLES_DIR)")
    parser.add_argument("--store", metavar="DIR", help="folder of the index (STORE_DIR)")
    parser.add_argument(
        "--console", action="store_true", help="ask here in the terminal, whatever chat is set up"
    )
    parser.add_argument(
        "--healthy", action="store_true",
        help="say whether the bot that runs here is well (it needs METRICS_PORT)",
    )  # fmt: skip
    flags = parser.parse_args(arguments)
    given = {"ARTICLES_DIR": flags.articles, "STORE_DIR": flags.store}
    settings = {name: value for name, value in given.items() if value is not None}
    return Wanted(settings, flags.console, flags.healthy)


def _metrics() -> Metrics:
    # Imported only now: where nothing is counted nobody should wait for it.
    from bot.operations.metrics import fresh_metrics  # noqa: PLC0415 - see above

    return fresh_metrics()


def _connect(
    responder: Responder,
    services: Services,
    settings: Settings,
    announce: Callable[[str], None],
    metrics: Metrics | None,
) -> None:
    """Stay connected to all platforms that are set up until stopped. Raises StartError."""

    async def connected() -> None:
        # Made here, because they belong to the event loop that runs now.
        platforms = connections(responder, services.archive, settings, announce)
        first_build = None if services.archive.is_ready else services.rebuilder.outcome

        def is_connected() -> bool:
            return all(one.is_connected for one in platforms)

        async with contextlib.AsyncExitStack() as around:
            if metrics is not None:
                from bot.operations.health import Health  # noqa: PLC0415 - as for the metrics
                from bot.operations.server import serving  # noqa: PLC0415 - as for the metrics

                health = Health(responder, services.archive, is_connected, settings.answer_seconds)
                metrics.read(services.archive, lambda: responder.waiting, is_connected)
                served = serving(settings.metrics_host, settings.metrics_port, health, metrics)
                await around.enter_async_context(served)
            await run(
                platforms, responder, keep_days=settings.keep_days, first_build=first_build,
                announcer=Announcer(responder, services.archive, platforms),
            )  # fmt: skip

    asyncio.run(connected())


def _talk(session: Session, stdin: TextIO) -> bool:
    """Converse, or answer the lines of standard input; False if there was no line at all."""
    if not stdin.isatty():
        return session.answer_lines(stdin)
    with contextlib.suppress(ImportError):  # not on Windows
        import readline  # noqa: F401, PLC0415 - importing it gives input() editing and history
    session.converse(input)
    return True


def _fail(settings: Settings, streams: Streams, error: Exception | str, code: int) -> int:
    logs.announce(str(error), settings, streams.stderr, logging.ERROR)
    return code


def start(opener: OpenServices) -> int:
    """`main` over this process's own arguments, environment and streams."""
    # Bytes that are no text, and characters that the terminal can't show, become "?".
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Standard input is None when it is closed (`<&-`), whatever its type says.
    streams = Streams(sys.stdin or io.StringIO(), sys.stdout, sys.stderr)
    try:
        env = read_environment(Path())
    except SettingsError as error:
        return _fail(Settings(), streams, error, 2)
    logs.log_uncaught()
    return main(sys.argv[1:], env, streams, opener, Path(".env"))


if __name__ == "__main__":
    sys.exit(start(open_services))
