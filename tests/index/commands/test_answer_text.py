"""Answers as people read them."""

from __future__ import annotations

import pytest

from index.commands.answer_text import answer_text
from index.records import (
    Answer,
    Differing,
    NoAnswer,
    Quote,
    Reading,
    Relation,
    Reported,
    Silence,
    Span,
    TimeNote,
)


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


def test_differing_values_stand_above_their_quotes() -> None:
    twelve = Reported(Quote("a", Span(0, 13), "There were 12", 0.5, None, "2025-12"), Span(11, 13))
    nine = Reported(Quote("b", Span(0, 9), "Nine sank", 0.4, copies=("c", "d")), Span(0, 4))

    def shown(first: Relation, second: Relation) -> str:
        lines = (Differing("12", first, (twelve,)), Differing("Nine", second, (nine,)))
        return answer_text(Answer("How many?", (twelve.quote,), 0.8, lines))

    assert shown(Relation.DIFFERENT, Relation.DIFFERENT) == (
        "The articles differ:\n"
        "* 12\n  > There were 12\n    a · 2025-12\n"
        "* Nine\n  > Nine sank\n    b · undated · +2 copies: c, d\n"
    )
    counts = shown(Relation.LATER, Relation.EARLIER)
    assert counts.startswith(
        "The articles give counts of different dates, the newest first:\n* 12 ("
    )
    assert "* Nine (earlier count)\n" in counts


def test_how_a_question_was_read_stands_first() -> None:
    reading = Reading(("the ferry", "Ann Roe"), "newest articles first", note=TimeNote.ALL_UNDATED)

    text = answer_text(NoAnswer("Why?", Silence.NOT_SAID, reading=reading))

    assert text.splitlines()[:3] == [
        "(about the ferry and Ann Roe, newest articles first)",
        "",
        f"({TimeNote.ALL_UNDATED})",
    ]
