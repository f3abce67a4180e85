"""Logging, set up once when the program starts: as text for people, or JSON for programs.

    text    2026-01-02 03:04:05,678 INFO bot.core.responder: call 1a2b3c4d: ask on discord by …
    JSON    {"timestamp": "2026-01-02T03:04:05.678+00:00", "level": "INFO", "logger": …,
             "message": …, "call_id": "1a2b3c4d", "outcome": "quotes", "milliseconds": 41, …}

Neither holds questions or words of articles unless the level is DEBUG, nor ever a token.
"""

from __future__ import annotations

import logging
import sys
import threading
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TextIO

from pythonjsonlogger.json import JsonFormatter

from bot.operations.discretion import Hidden, discreet
from bot.settings import LogFormat, LogLevel, Settings

if TYPE_CHECKING:
    from types import TracebackType

logger = logging.getLogger(__name__)

TEXT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FIELDS: Final = {
    "asctime": "timestamp",
    "levelname": "level",
    "name": "logger",
    "message": "message",
    "exc_info": "exception",
}
"""What Python calls the parts of a record, and how a line of JSON calls them."""

OURS: Final = ("bot", "index")


def set_up(settings: Settings, stream: TextIO) -> None:
    """Our own lines from the level of `settings` on; those of libraries only when they warn."""
    logging.basicConfig(handlers=[Lines(settings, stream)], level=logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(settings.log_level.value)
    if settings.log_format is LogFormat.JSON:
        logging.captureWarnings(capture=True)  # else Python prints them between the lines


def set_up_process(settings: Settings) -> None:
    """The same in a process of its own, whose lines go where the bot's go."""
    set_up(settings, sys.stderr)


class Lines(logging.StreamHandler[TextIO]):
    """Writes records as lines of the form that `settings` ask for."""

    def __init__(self, settings: Settings, stream: TextIO) -> None:
        super().__init__(stream)
        self._hidden = Hidden(secrets_of(settings))
        self._tells_all = settings.log_level is LogLevel.DEBUG
        as_json = settings.log_format is LogFormat.JSON
        self.setFormatter(_Json() if as_json else logging.Formatter(TEXT))
        # Not left to levels: a library may set its own logger to DEBUG, as bm25s does.
        self.addFilter(_is_ours_or_warns)
        self.addFilter(_without_traceback_of_a_break)

    def format(self, record: logging.LogRecord) -> str:
        """The line; a record whose message can't be made is told by `handleError`."""
        shown = record if self._tells_all else discreet(record)
        return self._hidden.taken_out_of(super().format(shown))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Python's own prints the arguments of the record."""
        if logging.raiseExceptions:
            where = f"{record.pathname}:{record.lineno}"
            self.stream.write(f"dateline: a line of the log could not be written, at {where}\n")


def announce(sentence: str, settings: Settings, stream: TextIO, level: int = logging.INFO) -> None:
    """Tell whoever runs the bot something at once, whatever the level of the log is."""
    if settings.log_format is not LogFormat.JSON:
        stream.write(f"dateline: {sentence}\n")
        stream.flush()
        return
    about = {"name": "bot", "msg": sentence, "levelno": level}
    record = logging.makeLogRecord({**about, "levelname": logging.getLevelName(level)})
    Lines(settings, stream).handle(record)


def log_uncaught() -> None:
    """Have what nobody caught, on any thread, end in the log, where no secret is shown."""
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda about: _log_uncaught(
        about.exc_type, about.exc_value or about.exc_type(), about.exc_traceback
    )


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """The values that are kept out of `repr`, and have to stay out of everything else."""
    values = (getattr(settings, one.name) for one in fields(settings) if not one.repr)
    return tuple(value for value in values if value)


class _Json(JsonFormatter):
    """One object a line, with what was given as `extra` beside the message."""

    def __init__(self) -> None:
        names = [name for name in FIELDS if name != "exc_info"]
        super().__init__(names, rename_fields=FIELDS)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 - logging's name and shape
        """ISO 8601, in UTC."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _is_ours_or_warns(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or record.name.split(".")[0] in OURS


def _without_traceback_of_a_break(record: logging.LogRecord) -> bool:
    """discord.py tells of each break of the connection with one, and comes back by itself."""
    if record.name == "discord.client" and "reconnect" in str(record.msg) and record.exc_info:
        error = record.exc_info[1]
        record.msg = f"{record.getMessage()} ({str(error) or type(error).__name__})"
        record.args = record.exc_info = record.exc_text = None
    return True


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logger.critical("an error that nobody expected", exc_info=(kind, error, trace))
