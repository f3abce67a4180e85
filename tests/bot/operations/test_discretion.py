"""What an error may say of itself in the log, and what it may not."""

from __future__ import annotations

import errno
import logging
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError

from bot.core.errors import BuildCancelledError, InvalidInputError, JobAbortedError
from bot.operations.discretion import HIDDEN, Hidden, discreet, told, told_traceback
from index.errors import NoDateError, StoreDamagedError, UnknownArticleError, UnknownMomentError
from tests.bot.operations.looking import raised, throw

WORDS = "when did the bridge open"


class RefusedError(Exception):
    """As discord.py's, which have these and a text of Discord's."""

    status = 400
    code = 50035


def record(message: object, *values: object, error: BaseException | None = None) -> str:
    """How a record is written that nobody may read too much in."""
    info = None if error is None else (type(error), error, error.__traceback__)
    raw = logging.LogRecord("bot", logging.ERROR, "", 1, message, values, info)
    return logging.Formatter().format(discreet(raw))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RuntimeError(WORDS), "RuntimeError"),
        (KeyError(WORDS), "KeyError"),
        (PermissionError(errno.EPERM, WORDS), "PermissionError (Operation not permitted)"),
        (ConnectionError(WORDS), "ConnectionError"),
        (RefusedError(WORDS), "RefusedError (status 400, code 50035)"),
        (InvalidInputError(WORDS), "InvalidInputError"),
        (UnknownArticleError(WORDS), "UnknownArticleError"),
        (UnknownMomentError(WORDS), "UnknownMomentError"),
        (NoDateError("as_of", WORDS), "NoDateError"),
        (BuildCancelledError("Ann"), "BuildCancelledError"),
    ],
)  # fmt: skip
def test_an_error_that_may_repeat_what_people_said_is_told_by_its_kind_and_numbers(
    error: Exception, expected: str
) -> None:
    assert told(error) == expected


def test_slack_tells_by_its_own_words_what_is_wrong_and_which_scope_is_missing() -> None:
    response = {"ok": False, "error": "missing_scope", "needed": "files:write", "provided": WORDS}
    error = SlackApiError(WORDS, response)  # type: ignore[no-untyped-call] # slack_sdk's
    assert told(error) == "SlackApiError (missing_scope, files:write)"
    odd = SlackApiError(WORDS, {"error": WORDS})  # type: ignore[no-untyped-call] # slack_sdk's
    assert told(odd) == "SlackApiError"


def test_a_database_tells_by_name_what_is_wrong() -> None:
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(":memory:").execute(f"SELECT {WORDS}")
    assert told(caught.value) == "OperationalError (SQLITE_ERROR)"


def test_errors_of_our_own_that_name_folders_and_cures_are_told_in_their_words() -> None:
    error = StoreDamagedError(Path("store/x"), "is gone")
    assert told(error) == str(error)
    assert told_traceback(raised(error)).endswith(f"StoreDamagedError: {error}")


def test_a_traceback_has_where_and_what_but_no_text_and_neither_have_its_causes() -> None:
    first = raised(ValueError(WORDS))
    text = told_traceback(raised(JobAbortedError(), raised(RefusedError(WORDS), first)))
    assert WORDS not in text
    assert text.count("Traceback (most recent call last):") == 3
    assert text.count("in throw") == 3
    kinds = ["ValueError\n", "RefusedError (status 400, code 50035)\n", "JobAbortedError: the job"]
    assert [text.index(kind) for kind in kinds] == sorted(text.index(kind) for kind in kinds)
    assert text.count("direct cause of the following exception") == 2


def test_errors_that_happened_together_or_while_another_was_handled_are_told_without_text() -> None:
    together = ExceptionGroup(WORDS, [KeyError(WORDS), OSError(WORDS)])
    try:
        try:
            throw(ValueError(WORDS))
        except ValueError:
            raise together  # noqa: B904 - meant so
    except ExceptionGroup as group:
        text = told_traceback(group)
    assert WORDS not in text
    assert all(kind in text for kind in ("ValueError", "ExceptionGroup", "KeyError", "OSError"))
    assert "During handling of the above exception" in text


def test_errors_that_cause_each_other_are_told_once() -> None:
    one, two = ValueError(WORDS), KeyError(WORDS)
    one.__cause__, two.__cause__ = two, one
    assert told_traceback(one).count("KeyError") == 1


@pytest.mark.parametrize("error", [RuntimeError(WORDS), KeyError(WORDS)])
def test_an_error_in_a_message_does_not_speak_for_itself(error: Exception) -> None:
    kind = type(error).__name__
    assert record("it failed: %s", error) == f"it failed: {kind}"
    assert record("it failed: %(why)s", {"why": error}) == f"it failed: {kind}"
    assert record(error) == kind


def test_asyncios_message_on_an_error_that_nobody_caught_does_not_repeat_it() -> None:
    error = raised(RuntimeError(WORDS))
    said = record(
        f"Task exception was never retrieved\nfuture: <Task exception={error!r}>", error=error
    )
    assert said.startswith(
        "Task exception was never retrieved\nfuture: <Task exception=RuntimeError>"
    )
    assert WORDS not in said


def test_the_record_itself_stays_as_it_is_for_others_who_read_it() -> None:
    error = raised(RuntimeError(WORDS))
    raw = logging.LogRecord(
        "bot", logging.ERROR, "", 1, "it: %s", (error,), (type(error), error, None)
    )
    discreet(raw)
    assert raw.getMessage() == f"it: {WORDS}"
    assert raw.exc_info is not None


def test_what_lets_anybody_answer_for_the_bot_is_taken_out_of_addresses() -> None:
    address = f"POST https://discord.com/api/v10/webhooks/123/{'aW50ZXJ-' * 8}/messages/@original"
    hidden = Hidden(()).taken_out_of(f"{address} has returned 400")
    assert hidden == (
        "POST https://discord.com/api/v10/webhooks/123/[secret]/messages/@original has returned 400"
    )


@pytest.mark.parametrize("kind", ["commands", "actions", "app"])
def test_the_same_of_slacks(kind: str) -> None:
    address = f"https://hooks.slack.com/{kind}/T012AB/1234567890/{'aW50ZXJ' * 4}"
    hidden = Hidden(()).taken_out_of(f"POST {address} has returned 404")
    assert hidden == f"POST https://hooks.slack.com/{kind}/T012AB/[secret] has returned 404"


@given(
    st.text('MTE.-_"\\', min_size=1), st.text("xyz “\n"), st.text("xyz “\n"),
)  # fmt: skip
def test_a_secret_is_taken_out_of_any_text(secret: str, before: str, after: str) -> None:
    hidden = Hidden(["", secret])
    assert hidden.taken_out_of(before + secret + after) == before + HIDDEN + after
