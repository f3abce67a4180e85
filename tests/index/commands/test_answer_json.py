"""One object, one line, in any encoding, and nothing of a quote lost."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.commands.answer_json import answer_object, error_object, json_line, write_json
from index.records import (
    Answer,
    Differing,
    IndexSummary,
    NoAnswer,
    Quote,
    Reading,
    Relation,
    Reported,
    Silence,
    Span,
    TimeNote,
)

SUMMARY = IndexSummary("20260102-abc", 5, 29, None, "2026-01-02T03:04:05Z", "fake")
TEXTS = st.lists(
    st.sampled_from(["\n", "\r\n", "\u2028", "\x85", "\x1e", "é", "“word”", '"', "\\", "\ud800"])
).map("".join)


@given(TEXTS, st.sampled_from(["utf-8", "ascii", "latin-1"]))
def test_a_line_is_one_line_and_reads_back_as_it_was(text: str, encoding: str) -> None:
    line = json_line({"text": text}, encoding)

    assert len(line.splitlines()) == 1
    assert json.loads(line.encode(encoding)) == {"text": text}


def test_letters_are_not_escaped_where_they_can_be_written() -> None:
    assert json_line("“é”", "utf-8") == '"“é”"'


def test_a_stream_that_is_not_utf_8_gets_what_is_json_nevertheless() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1", errors="replace")

    write_json(stream, "“é”")

    assert raw.getvalue() == b'"\\u201c\\u00e9\\u201d"\n'


def test_an_answer_has_its_quotes_and_rounded_numbers() -> None:
    quote = Quote("a/b", Span(3, 9), "It is.", 0.123456, "Title", "2025-12", copies=("c",))

    value = answer_object("q1", Answer("Is it?", (quote,), 0.87654321), SUMMARY, 12.3456)

    assert value == {
        "id": "q1",
        "question": "Is it?",
        "answered": True,
        "reason": None,
        "confidence": 0.8765,
        "quotes": [
            {
                "doc_id": "a/b",
                "start": 3,
                "end": 9,
                "text": "It is.",
                "score": 0.1235,
                "title": "Title",
                "published": "2025-12",
                "copies": ["c"],
            }
        ],
        "differing": [],
        "nearest": [],
        "understood": None,
        "as_of": None,
        "note": None,
        "index": {"generation": "20260102-abc", "articles": 5, "newest": None},
        "took_ms": 12.3,
    }


def test_differing_values_have_all_their_quotes_and_where_they_stand() -> None:
    twelve = Reported(Quote("a", Span(3, 12), "It was 12", 0.5), Span(10, 12))
    nine = Reported(Quote("b", Span(0, 9), "Nine sank", 0.4), Span(0, 4))
    lines = (
        Differing("12", Relation.LATER, (twelve,)),
        Differing("Nine", Relation.EARLIER, (nine,)),
    )

    value = answer_object(1, Answer("How many?", (twelve.quote,), 0.8, lines), SUMMARY, 1.0)

    assert [(d["value"], d["relation"], d["spans"]) for d in value["differing"]] == [
        ("12", "later count", [[10, 12]]),
        ("Nine", "earlier count", [[0, 4]]),
    ]
    assert [quote["doc_id"] for d in value["differing"] for quote in d["quotes"]] == ["a", "b"]


def test_how_a_question_was_read_is_told_whether_it_was_answered_or_not() -> None:
    reading = Reading(("the ferry",), "in articles published by 2 May 2025", "2025-05-02")
    silent = NoAnswer("Why?", Silence.NOT_SAID, reading=replace(reading, note=TimeNote.NONE_THEN))

    value = answer_object(1, silent, SUMMARY, 1.0)

    assert value["understood"] == "about the ferry, in articles published by 2 May 2025"
    assert value["as_of"] == "2025-05-02"
    assert value["note"] == str(TimeNote.NONE_THEN)


def test_silence_keeps_what_came_closest_out_of_the_quotes() -> None:
    quote = Quote("a", Span(0, 6), "It is.", 0.5)

    value = answer_object(1, NoAnswer("Is it?", Silence.NOT_SAID, (quote,), 0.1), SUMMARY, 1.0)

    assert (value["answered"], value["reason"], value["confidence"]) == (False, "not_said", 0.1)
    assert value["quotes"] == []
    assert [one["doc_id"] for one in value["nearest"]] == ["a"]


def test_an_error_has_the_keys_of_an_answer_and_its_own() -> None:
    answer = answer_object(None, NoAnswer("", Silence.EMPTY), SUMMARY, 0.0)

    error = error_object("q1", None, "line 1 is broken", SUMMARY)

    assert list(error) == [*answer, "error"]
    assert error["id"] == "q1"
    assert error["error"] == "line 1 is broken"
