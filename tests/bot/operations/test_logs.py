"""The lines of the log: text, JSON, levels, libraries, and what is said beside it."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.operations.logs import Lines, announce, secrets_of
from bot.settings import LogFormat, LogLevel, Settings
from tests.bot.operations.looking import logged, throw

TOKEN = "a.token.of-nobody"  # noqa: S105 - opens nothing
TEXT = Settings(log_level=LogLevel.INFO, discord_token=TOKEN)
JSON = Settings(log_level=LogLevel.INFO, log_format=LogFormat.JSON, discord_token=TOKEN)
BOTH = pytest.mark.parametrize("settings", [TEXT, JSON], ids=["text", "json"])

ours = logging.getLogger("bot.core.some_part")
theirs = logging.getLogger("a_library")


def objects(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_of_text_has_time_level_logger_and_message() -> None:
    with logged(TEXT) as stream:
        ours.info("call %s came", "1a2b", extra={"call_id": "1a2b"})
    form = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO bot\.core\.some_part: call 1a2b came\n"
    assert re.fullmatch(form, stream.getvalue())


def test_a_line_of_json_is_one_object_with_a_time_that_has_a_zone_and_fields_of_its_own() -> None:
    with logged(JSON) as stream:
        ours.info("two\nlines of %s", "1a2b", extra={"call_id": "1a2b", "milliseconds": 41})
    [line] = objects(stream)
    when = datetime.fromisoformat(line.pop("timestamp"))
    assert when.utcoffset() is not None
    assert abs((datetime.now(UTC) - when).total_seconds()) < 60
    assert line == {
        "level": "INFO",
        "logger": "bot.core.some_part",
        "message": "two\nlines of 1a2b",
        "call_id": "1a2b",
        "milliseconds": 41,
    }


def test_an_exception_is_a_field_of_the_same_line_of_json() -> None:
    with logged(JSON) as stream:
        try:
            throw(IndexError())
        except IndexError:
            ours.exception("it failed", extra={"error_id": "1a2b"})
    [line] = objects(stream)
    assert (line["message"], line["error_id"], line["level"]) == ("it failed", "1a2b", "ERROR")
    assert line["exception"].startswith("Traceback (most recent call last):\n")
    assert line["exception"].endswith("\nIndexError")
    assert "exc_info" not in line


@BOTH
def test_libraries_are_heard_only_when_they_warn_whatever_level_they_gave_themselves(
    settings: Settings,
) -> None:
    theirs.setLevel(logging.DEBUG)
    with logged(settings) as stream:
        theirs.info("chatter")
        theirs.warning("trouble")
        ours.debug("detail")
    theirs.setLevel(logging.NOTSET)
    assert "trouble" in stream.getvalue()
    assert len(stream.getvalue().splitlines()) == 1


@BOTH
def test_a_token_is_in_no_line_wherever_it_was(settings: Settings) -> None:
    with logged(settings) as stream:
        ours.warning("refused: %s", TOKEN)
        ours.warning("refused: %(it)s", {"it": f"Bot {TOKEN}"})
        theirs.error(f"refused {TOKEN}", extra={"header": f"Bot {TOKEN}"})
        try:
            throw(ValueError(TOKEN))
        except ValueError:
            theirs.exception("refused")
    assert TOKEN not in stream.getvalue()
    assert stream.getvalue().count("[secret]") >= 3


@BOTH
def test_a_token_is_hidden_even_where_everything_else_is_told(settings: Settings) -> None:
    everything = Settings(
        log_level=LogLevel.DEBUG, log_format=settings.log_format, discord_token=TOKEN
    )
    with logged(everything) as stream:
        try:
            throw(ValueError(f"the question; {TOKEN}"))
        except ValueError:
            ours.exception("it failed")
    assert "ValueError: the question; [secret]" in stream.getvalue()


def test_a_token_that_json_writes_otherwise_is_hidden_too() -> None:
    odd = Settings(log_format=LogFormat.JSON, discord_token='a"b\\c.d')  # noqa: S106 - opens nothing
    with logged(odd) as stream:
        ours.warning("refused: %s", odd.discord_token)
    assert objects(stream)[0]["message"] == "refused: [secret]"


def test_every_setting_that_repr_leaves_out_is_a_secret() -> None:
    names = ("discord_token", "slack_bot_token", "slack_app_token", "slack_signing_secret")
    for name in names:
        settings = replace(Settings(), **{name: TOKEN})  # type: ignore[arg-type] # any of them
        assert secrets_of(settings) == (TOKEN,)
        assert TOKEN not in repr(settings)
    assert secrets_of(Settings()) == ()


@BOTH
def test_a_record_that_can_not_be_written_does_not_show_its_arguments(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", True)
    stream = io.StringIO()
    record = logging.LogRecord("bot", logging.ERROR, __file__, 7, "%d", ("words",), None)
    Lines(settings, stream).handle(record)
    assert "words" not in stream.getvalue()
    assert "test_logs.py:7" in stream.getvalue()


def test_what_is_announced_is_a_sentence_in_text_and_an_object_in_json() -> None:
    text, as_json = io.StringIO(), io.StringIO()
    quiet = Settings(log_level=LogLevel.ERROR, log_format=LogFormat.JSON, discord_token=TOKEN)
    announce("it is so", TEXT, text)
    announce(f"it is so, {TOKEN}", quiet, as_json)
    assert text.getvalue() == "dateline: it is so\n"
    [line] = objects(as_json)
    assert (line["level"], line["logger"], line["message"]) == ("INFO", "bot", "it is so, [secret]")


PROGRAM = """
import sys, threading, warnings
from bot.operations.logs import log_uncaught, set_up
from bot.settings import LogFormat, Settings
set_up(Settings(log_format=LogFormat.JSON, discord_token="a.token"), sys.stderr)
log_uncaught()
warnings.warn("a warning of Python's", stacklevel=1)
def fail():
    raise ValueError("the question; a.token")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
fail()
"""


def test_what_nobody_caught_and_pythons_own_warnings_are_lines_of_the_log_too() -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["level"] for line in lines] == ["WARNING", "CRITICAL", "CRITICAL"]
    assert "a warning of Python's" in lines[0]["message"]
    assert all(line["exception"].endswith("\nValueError") for line in lines[1:])
