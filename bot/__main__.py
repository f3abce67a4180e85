"""`python -m bot`: reads the settings, opens the index and starts the adapters. The only file of
`bot` that looks at the environment.

    .env, environment, flags ─▶ Settings ─▶ open_services ─▶ Responder ─┬▶ Discord, if it is set up
                                                                        └▶ else the console

Exit codes: 0 after a conversation, or when the bot was stopped; 1 when the index can't be used at
the console; 2 for wrong settings or flags, and for whatever keeps a bot from starting; 130 when
stopped with Ctrl-C outside of a conversation.
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
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from dotenv import dotenv_values
from rich.console import Console

from bot.adapters.console.session import Session
from bot.adapters.console.terminal import Terminal
from bot.core.errors import BotError, SettingsError
from bot.core.limits import Limits
from bot.core.responder import Responder
from bot.settings import LogLevel, Settings
from bot.wiring import open_services
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.services import Services


class OpenServices(Protocol):
    """`bot.wiring.open_services`, or what a test has in its place."""

    def __call__(self, settings: Settings, console: Console, *, wait: bool) -> Services:
        """The services; with `wait` the index is up to date."""


NOTHING_SET_UP = (
    "there is nobody to talk to: DISCORD_TOKEN is not set, and standard input is empty. Set the "
    "token in .env to connect to Discord, or start me in a terminal to ask here."
)


@dataclass(frozen=True, slots=True)
class Streams:
    """Where the program reads and writes."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO


def main(
    arguments: Sequence[str], env: Mapping[str, str], streams: Streams, opener: OpenServices
) -> int:
    """Run the bot until its user leaves or it is stopped; the exit code is what it returns."""
    flags, at_console = _parse(arguments)
    in_chat = False
    try:
        settings = Settings.from_env({**env, **flags})
        in_chat = bool(settings.discord_token) and not at_console
        _set_up_logging(settings.log_level, streams.stderr)
        services = opener(settings, Console(file=streams.stderr), wait=not in_chat)
        limits = Limits(
            settings.queue_length, settings.answer_seconds, settings.questions_per_minute
        )
        with Responder(services, limits) as responder:
            if in_chat:
                _connect(responder, services, settings, streams)
            elif not _talk(Session(responder, Terminal(streams.stdout)), streams.stdin):
                return _fail(streams, NOTHING_SET_UP, 2)
    except BotError as error:
        return _fail(streams, error, 2)
    except DatelineError as error:
        return _fail(streams, error, 2 if in_chat else 1)
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


def _parse(arguments: Sequence[str]) -> tuple[dict[str, str], bool]:
    """The flags as settings, and whether the console is wanted; usage and mistakes are argparse's
    own (exit code 2).
    """
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Ask a folder of news articles; see also .env.example."
    )
    parser.add_argument("--articles", metavar="DIR", help="folder of articles (ARTICLES_DIR)")
    parser.add_argument("--store", metavar="DIR", help="folder of the index (STORE_DIR)")
    parser.add_argument(
        "--console", action="store_true", help="ask here in the terminal, whatever chat is set up"
    )
    flags = parser.parse_args(arguments)
    given = {"ARTICLES_DIR": flags.articles, "STORE_DIR": flags.store}
    return {name: value for name, value in given.items() if value is not None}, flags.console


def _connect(
    responder: Responder, services: Services, settings: Settings, streams: Streams
) -> None:
    """Stay connected to Discord until stopped. Raises StartError."""
    # Imported only now: the console should not wait for it.
    from bot.adapters.discord.access import Access  # noqa: PLC0415 - see above
    from bot.adapters.discord.client import DatelineClient  # noqa: PLC0415 - see above
    from bot.adapters.discord.options import Options  # noqa: PLC0415 - see above
    from bot.adapters.discord.running import run  # noqa: PLC0415 - see above

    def announce(sentence: str) -> None:
        streams.stderr.write(f"dateline: {sentence}\n")
        streams.stderr.flush()

    options = Options(
        Access(settings.discord_channels, settings.discord_admin_roles),
        threads=settings.discord_threads,
        read_threads=settings.discord_read_threads,
    )

    async def connected() -> None:
        # Made here, because it belongs to the event loop that runs now.
        client = DatelineClient(responder, services.archive, options, announce)
        first_build = None if services.archive.is_ready else services.rebuilder.outcome
        await run(
            client, settings.discord_token, responder,
            keep_days=settings.keep_days, first_build=first_build,
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


def _set_up_logging(level: LogLevel, stderr: TextIO) -> None:
    """Our own log lines from `level` on; those of libraries only when they warn."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler = logging.StreamHandler(stderr)
    # Not left to levels: a library may set its own logger to DEBUG, as bm25s does.
    handler.addFilter(_is_ours_or_warns)
    handler.addFilter(_without_traceback_of_a_break)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, format=form)
    for name in ("bot", "index"):
        logging.getLogger(name).setLevel(level.value)


def _is_ours_or_warns(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or record.name.split(".")[0] in {"bot", "index"}


def _without_traceback_of_a_break(record: logging.LogRecord) -> bool:
    """discord.py tells of each break of the connection with one, and comes back by itself."""
    if record.name == "discord.client" and "reconnect" in str(record.msg) and record.exc_info:
        error = record.exc_info[1]
        record.msg = f"{record.getMessage()} ({str(error) or type(error).__name__})"
        record.args = record.exc_info = record.exc_text = None
    return True


def _fail(streams: Streams, error: Exception | str, code: int) -> int:
    streams.stderr.write(f"dateline: {error}\n")
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
        return _fail(streams, error, 2)
    return main(sys.argv[1:], env, streams, opener)


if __name__ == "__main__":
    sys.exit(start(open_services))
