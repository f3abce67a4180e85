"""The words of the chat cover every case and read well."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import words
from bot.core.call import BUTTONS, CommandName
from index.records import Silence


@pytest.mark.parametrize("reason", Silence)
def test_every_silence_has_a_sentence_of_its_own(reason: Silence) -> None:
    assert re.fullmatch(r"[A-Z].*[.?”]", words.SILENCE[reason])


def test_no_two_silences_say_the_same() -> None:
    assert len(set(words.SILENCE.values())) == len(Silence)


@pytest.mark.parametrize("name", sorted(set(CommandName) - BUTTONS))
def test_every_command_has_words(name: CommandName) -> None:
    argument, summary = words.COMMAND_HELP[name]
    assert argument == argument.upper() or argument == "[full]"
    assert summary
    assert summary[-1] != "."


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2025", "2025"),
        ("2025-12", "December 2025"),
        ("2025-12-09", "9 December 2025"),
        (None, "undated"),
        ("2025-13", "2025-13"),
        ("2025-00-01", "2025-00-01"),
        ("last week", "last week"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(
    published: str | None, written: str
) -> None:
    assert words.written_date(published) == written


@given(st.text(alphabet=st.sampled_from("0123456789-TZ:é ")))
def test_any_date_or_moment_can_be_written(text: str) -> None:
    assert words.written_date(text) or not text
    assert words.written_time(text) or not text


def test_moments_are_told_in_utc() -> None:
    assert words.written_time("2026-01-02T03:04:05Z") == "2 January 2026, 03:04 UTC"
    assert words.written_time("2026-01-02T03:04:05+02:00") == "2 January 2026, 01:04 UTC"


@pytest.mark.parametrize(
    ("oldest", "newest", "undated", "written"),
    [
        ("2025-01", "2025-12-01", 0, "from January 2025 to 1 December 2025"),
        ("2025-01", "2025-12-01", 3, "from January 2025 to 1 December 2025 (3 undated)"),
        ("2025-01", "2025-01", 0, "from January 2025"),
        (None, None, 5, "(all undated)"),
        (None, None, 0, ""),
    ],
)
def test_a_range_of_dates_tells_how_many_are_undated(
    oldest: str | None, newest: str | None, undated: int, written: str
) -> None:
    assert words.date_range(oldest, newest, undated) == written


def test_numbers_agree_with_their_nouns() -> None:
    assert words.counted(1, "article") == "1 article"
    assert words.counted(0, "article") == "0 articles"
    assert words.counted(1731, "article") == "1,731 articles"
    assert words.counted(2, "copy", "copies") == "2 copies"


def test_a_list_says_how_much_of_it_is_shown() -> None:
    assert words.shown_of(5, 5, 5) == "5 articles"
    assert words.shown_of(50, 1731, 1731) == "1,731 articles, showing 50"
    assert words.shown_of(12, 12, 1731) == "12 of 1,731 articles"
    assert words.shown_of(50, 80, 1731) == "80 of 1,731 articles, showing 50"


def test_copies_are_named_but_not_without_end() -> None:
    assert words.copies(("a", "b")) == "+2 copies: a, b"
    assert words.copies(tuple("abcdefgh")) == "+8 copies: a, b, c, d, e and 3 more"
