"""A log record without what is nobody's business: questions, words of articles, tokens.

    record ─▶ discreet() ─▶ formatter ─▶ Hidden ─▶ the line
                  │                         └ each token becomes "[secret]"
                  └ errors are told by their kind and their numbers

Our own lines hold ids and counts. What nobody can vouch for is the text of an error from elsewhere,
which may repeat whatever it choked on: a question that a database could not parse, a message that a
platform refused. So of those, only what kind they are is told, the numbers that come with them, and
where in the program they arose. `LOG_LEVEL=DEBUG` tells all of it.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import traceback
from typing import TYPE_CHECKING, Final

from bot.core.errors import BotError, BuildCancelledError, UserError
from index.errors import (
    DatelineError,
    TimeOptionError,
    UnknownArticleError,
    UnknownIssueError,
    UnknownMomentError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOR_PEOPLE: Final = (
    UserError,
    BuildCancelledError,
    TimeOptionError,
    UnknownArticleError,
    UnknownIssueError,
    UnknownMomentError,
)
"""Errors of our own whose sentence repeats what somebody typed, or names them: for chat alone."""

NUMBERS: Final = ("status", "code")
"""What errors of HTTP and Discord say of themselves, beside their text."""

HIDDEN: Final = "[secret]"

INTERACTION: Final = re.compile(
    r"(/(?:webhooks|interactions)/\d+/)[\w.~-]{20,}|(/(?:commands|actions|app)/T\w+/)[\w/]{20,}"
)
"""In an address of Discord's or Slack's, what comes after it lets anybody answer in the bot's name
for a while."""

PLATFORMS_WORD: Final = re.compile(r"[a-z][a-z_:.,]{1,99}")
"""What a platform calls an error, or a scope: "missing_scope", "chat:write"."""

CAUSE: Final = "\nThe above exception was the direct cause of the following exception:\n\n"
CONTEXT: Final = "\nDuring handling of the above exception, another exception occurred:\n\n"


def discreet(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of `record` in which no error from elsewhere speaks for itself."""
    copy = logging.makeLogRecord(record.__dict__)
    copy.msg = _named(copy.msg)
    if isinstance(copy.args, dict):
        copy.args = {name: _named(value) for name, value in copy.args.items()}
    elif copy.args:
        copy.args = tuple(_named(value) for value in copy.args)
    error = copy.exc_info[1] if copy.exc_info else None
    if error is not None:
        # asyncio writes the error that nobody caught into the message itself.
        message = copy.getMessage()
        for one in _chain(error):
            message = message.replace(repr(one), told(one))
        copy.msg, copy.args = message, None
        copy.exc_info, copy.exc_text = None, told_traceback(error)
    return copy


def told(error: BaseException) -> str:
    """An error in a few words that hold nothing of what people or articles said."""
    if isinstance(error, DatelineError | BotError) and not isinstance(error, FOR_PEOPLE):
        return str(error)
    facts = [
        f"{name} {number}"
        for name in NUMBERS
        if isinstance(number := getattr(error, name, None), int)
    ]
    if isinstance(error, OSError) and error.errno and error.errno > 0:
        facts.append(os.strerror(error.errno))
    facts += _words_of(error)
    if isinstance(error, sqlite3.Error) and (name := getattr(error, "sqlite_errorname", "")):
        facts.append(name)
    return type(error).__name__ + (f" ({', '.join(facts)})" if facts else "")


def _words_of(error: BaseException) -> list[str]:
    """What Slack calls an error, and the scope that it wants, where it says so."""
    get = getattr(getattr(error, "response", None), "get", None)
    given = [get("error"), get("needed")] if callable(get) else []
    return [one for one in given if isinstance(one, str) and PLATFORMS_WORD.fullmatch(one)]


def told_traceback(error: BaseException) -> str:
    """As Python prints a traceback, with each error as `told` has it."""
    parts: list[str] = []
    for one in reversed(list(_chain(error))):
        if parts:
            parts.append(CAUSE if one.__cause__ is not None else CONTEXT)
        parts += ["Traceback (most recent call last):\n", *traceback.format_tb(one.__traceback__)]
        parts.append(_last_line(one))
        if isinstance(one, BaseExceptionGroup):
            parts += [f"\nOf these:\n{told_traceback(inner)}\n" for inner in one.exceptions]
    return "".join(parts).rstrip("\n")


class Hidden:
    """Takes the same few secrets out of any text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        # In a line of JSON some letters stand differently.
        self._texts = {form for one in secrets if one for form in (one, json.dumps(one)[1:-1])}

    def taken_out_of(self, text: str) -> str:
        """The text with "[secret]" where a secret stood."""
        for secret in sorted(self._texts, key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        return INTERACTION.sub(lambda found: f"{found[1] or found[2]}{HIDDEN}", text)


def _named(value: object) -> object:
    return told(value) if isinstance(value, BaseException) else value


def _last_line(error: BaseException) -> str:
    kind, what = type(error).__name__, told(error)
    return f"{what}\n" if what.startswith(kind) else f"{kind}: {what}\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, what caused it, what caused that, and so on; each once, should they go round."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        yield one
        seen.add(id(one))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
