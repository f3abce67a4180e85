"""Answers as people read them."""

from __future__ import annotations

import pytest

from index.commands.answer_text import answer_text
from index.records import Answer, NoAnswer, Quote, Silence, Span


@pytest.mark.parametrize("reason", Silence)
def test_every_silence_is_one_sentence_or_two(reason: Silence) -> None:
    text = answer_text(NoAnswer("?", reason))

    assert text.count("\n") == 1
    assert len(text) > 20


def test_each_quote_stands_apart_with_its_source_below() -> None:
    quotes = (
        Quote("a", Span(0, 12), "It\nrained.", 0.9, "Weather\x1b[31m", "2025-12"),
        Quote("b/c", Span(0, 9), "It did so.", 0.8),
    )

    assert answer_text(Answer("Did it rain?", quotes, 0.9)) == (
        "> It rained.\n  a · Weather␛[31m · 2025-12\n\n> It did so.\n  b/c · undated\n"
    )
