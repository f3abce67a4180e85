"""The words of the chat cover every case and read well."""

from __future__ import annotations

import re

import pytest

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
    assert argument == argument.upper() or argument in {
        "[full | rollback]",
        "[ISSUE | since DATE | chart]",
    }
    assert summary
    assert summary[-1] != "."


def test_a_list_says_how_much_of_it_is_shown() -> None:
    assert words.shown_of(5, 5, 5) == "5 articles"
    assert words.shown_of(50, 1731, 1731) == "1,731 articles, showing 50"
    assert words.shown_of(12, 12, 1731) == "12 of 1,731 articles"
    assert words.shown_of(50, 80, 1731) == "80 of 1,731 articles, showing 50"


def test_copies_are_named_but_not_without_end() -> None:
    assert words.copies(("a", "b")) == "+2 copies: a, b"
    assert words.copies(tuple("abcdefgh")) == "+8 copies: a, b, c, d, e and 3 more"
