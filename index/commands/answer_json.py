"""Answers as JSON: one object, one line, with the keys that other tools rely on."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any, Final, TextIO

from index.question.reading import told
from index.records import Answer, NoAnswer

if TYPE_CHECKING:
    from index.records import Differing, IndexSummary, Quote

DIGITS: Final = 4
"""Of a confidence and a score; what follows says nothing."""

# Line breaks for some readers of lines, though not for JSON.
_ESCAPED: Final = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def answer_object(
    question_id: object, reply: Answer | NoAnswer, summary: IndexSummary, took_ms: float
) -> dict[str, Any]:
    """What is written for one question. `question_id` is passed on as it came."""
    value = _blank(question_id, reply.question, summary)
    value["confidence"] = round(reply.confidence, DIGITS)
    value["took_ms"] = round(took_ms, 1)
    value["understood"], value["as_of"] = told(reply.reading), reply.reading.as_of
    value["note"] = None if reply.reading.note is None else str(reply.reading.note)
    match reply:
        case Answer():
            value["answered"] = True
            value["quotes"] = [quote_object(quote) for quote in reply.quotes]
            value["differing"] = [_differing_object(line) for line in reply.differing]
        case NoAnswer():
            value["reason"] = reply.reason.value
            value["nearest"] = [quote_object(quote) for quote in reply.nearest]
    return value


def error_object(
    question_id: object, question: str | None, sentence: str, summary: IndexSummary
) -> dict[str, Any]:
    """What is written for a line that could not be answered: the same keys, and `error`."""
    return {**_blank(question_id, question, summary), "error": sentence}


def write_json(stream: TextIO, value: object) -> None:
    """Write `value` as one line, and send it off."""
    stream.write(json_line(value, stream.encoding or "utf-8") + "\n")
    stream.flush()


def json_line(value: object, encoding: str) -> str:
    """`value` as one line of JSON, whoever breaks it into lines.

    JSON is UTF-8: a stream of another encoding gets ASCII, with escapes, which is both. So does a
    value with half a character in it, which UTF-8 can't hold.
    """
    if codecs.lookup(encoding).name != "utf-8":
        return json.dumps(value)
    line = json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return line


def _blank(question_id: object, question: str | None, summary: IndexSummary) -> dict[str, Any]:
    """All keys, in the order they are written, before anything is known."""
    return {
        "id": question_id,
        "question": question,
        "answered": False,
        "reason": None,
        "confidence": 0.0,
        "quotes": [],
        "differing": [],
        "nearest": [],
        "understood": None,
        "as_of": None,
        "note": None,
        "index": {
            "generation": summary.generation,
            "articles": summary.articles,
            "newest": summary.newest,
        },
        "took_ms": 0.0,
    }


def _differing_object(line: Differing) -> dict[str, Any]:
    """`spans` are where the value stands in the article of each of the quotes."""
    return {
        "value": line.value,
        "relation": line.relation.value,
        "quotes": [quote_object(one.quote) for one in line.reported],
        "spans": [[one.value.start, one.value.end] for one in line.reported],
    }


def quote_object(quote: Quote) -> dict[str, Any]:
    """A quote, with the keys that it has wherever it is written."""
    return {
        "doc_id": quote.doc_id,
        "start": quote.span.start,
        "end": quote.span.end,
        "text": quote.text,
        "score": round(quote.score, DIGITS),
        "title": quote.title,
        "published": quote.published,
        "copies": list(quote.copies),
    }
