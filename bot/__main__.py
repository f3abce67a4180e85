"""`python -m bot`: reads the settings, opens the index and starts the adapters. The only file of
`bot` that looks at the environment.

    .env, environment, flags ─▶ Settings ─▶ open_archive ─▶ Responder ─▶ console

Exit codes: 0 after a conversation, 1 when the index can't be used, 2 for wrong settings or flags,
130 when stopped with Ctrl-C outside of a conversation.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dotenv import dotenv_values
from rich.console import Console

from bot.adapters.console.session import Session
from bot.adapters.console.terminal import Terminal
from bot.core.errors import SettingsError
from bot.core.limits import Limits
from bot.core.responder import Responder
from bot.settings import LogLevel, Settings
from bot.wiring import open_archive
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.core.archive import Archive

    OpenArchive = Callable[[Settings, Console], Archive]


@dataclass(frozen=True, slots=True)
class Streams:
    """Where the program reads and writes."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO


def main(
    arguments: Sequence[str], env: Mapping[str, str], streams: Streams, opener: OpenArchive
) -> int:
    """Run the bot until its user leaves; the exit code is what it returns."""
    flags = _parse(arguments)
    try:
        settings = Settings.from_env({**env, **flags})
        _set_up_logging(settings.log_level, streams.stderr)
        archive = opener(settings, Console(file=streams.stderr))
        limits = Limits(
            settings.queue_length, settings.answer_seconds, settings.questions_per_minute
        )
        with Responder(archive, limits) as responder:
            _talk(Session(responder, Terminal(streams.stdout)), streams.stdin)
    except SettingsError as error:
        return _fail(streams, error, 2)
    except DatelineError as error:
        return _fail(streams, error, 1)
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


def _parse(arguments: Sequence[str]) -> dict[str, str]:
    """The flags as settings; usage and mistakes are argparse's own (exit code 2)."""
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Ask a folder of news articles; see also .env.example."
    )
    parser.add_argument("--articles", metavar="DIR", help="folder of articles (ARTICLES_DIR)")
    parser.add_argument("--store", metavar="DIR", help="folder of the index (STORE_DIR)")
    flags = parser.parse_args(arguments)
    given = {"ARTICLES_DIR": flags.articles, "STORE_DIR": flags.store}
    return {name: value for name, value in given.items() if value is not None}


def _talk(session: Session, stdin: TextIO) -> None:
    if not stdin.isatty():
        session.answer_lines(stdin)
        return
    with contextlib.suppress(ImportError):  # not on Windows
        import readline  # noqa: F401, PLC0415 - importing it gives input() editing and history
    session.converse(input)


def _set_up_logging(level: LogLevel, stderr: TextIO) -> None:
    """Our own log lines from `level` on; those of libraries only when they warn."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler = logging.StreamHandler(stderr)
    # Not left to levels: a library may set its own logger to DEBUG, as bm25s does.
    handler.addFilter(_is_ours_or_warns)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, format=form)
    for name in ("bot", "index"):
        logging.getLogger(name).setLevel(level.value)


def _is_ours_or_warns(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or record.name.split(".")[0] in {"bot", "index"}


def _fail(streams: Streams, error: Exception, code: int) -> int:
    streams.stderr.write(f"dateline: {error}\n")
    return code


def start(opener: OpenArchive) -> int:
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
    sys.exit(start(open_archive))
