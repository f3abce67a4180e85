"""The errors of the bot are one tree, and every one that people see says why."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from bot.core import errors
from bot.core.errors import BotError, QueueFullError, TimeLimitError, TooManyQuestionsError

if TYPE_CHECKING:
    import pytest


def classes() -> list[type[BotError]]:
    found = [c for _, c in inspect.getmembers(errors, inspect.isclass)]
    return [c for c in found if issubclass(c, BotError)]


def test_every_error_stands_in_the_drawing() -> None:
    drawing = errors.__doc__ or ""
    assert [c.__name__ for c in classes() if c.__name__ not in drawing] == []


def test_refusals_are_sentences_with_a_cure(subtests: pytest.Subtests) -> None:
    refusals = (QueueFullError(), TooManyQuestionsError(1, 0.2), TimeLimitError(30))
    for refusal in refusals:
        with subtests.test(type(refusal).__name__):
            assert "Please " in str(refusal)
    assert "1 question in" in str(refusals[1])
    assert "wait 1 second." in str(refusals[1])
