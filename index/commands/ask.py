"""`ask`: one question, or a file of them, one answer a line as each is found."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, BinaryIO

from index.commands.answer_json import answer_object, error_object, write_json
from index.commands.answer_text import answer_text
from index.commands.explanation import explanation_object, explanation_text
from index.commands.opening import open_index
from index.errors import DatelineError, QuestionSetError
from index.question.dates.options import time_from_options
from index.question.reading import Request

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime
    from pathlib import Path

    from index.commands.surroundings import Surroundings
    from index.question.dates.periods import TimeChoice
    from index.records import IndexSummary
    from index.search import Searcher


def read_choice(flags: Namespace, now: datetime) -> TimeChoice:
    """What the flags say of days of publication. Raises QuestionError."""
    return time_from_options(
        as_of=flags.as_of, before=flags.before, since=flags.since, within=flags.within,
        latest=flags.latest, now=now,
    )  # fmt: skip


def ask_one(around: Surroundings, request: Request, *, as_json: bool, explained: bool) -> int:
    """Answer one question, and explain the answer if that is wanted. Raises DatelineError."""
    searcher = open_index(around)
    start = time.perf_counter()
    explanation = None
    if explained:
        reply, explanation = searcher.explain(request)
    else:
        reply = searcher.answer(request)
    took_ms = (time.perf_counter() - start) * 1_000
    stdout = around.streams.stdout
    if as_json:
        value = answer_object(None, reply, searcher.summary(), took_ms)
        if explanation is not None:
            value["explanation"] = explanation_object(explanation)
        write_json(stdout, value)
    else:
        stdout.write(answer_text(reply))
        if explanation is not None:
            stdout.write("\n" + explanation_text(explanation))
    return 0


def ask_batch(around: Surroundings, source: Path | None, choice: TimeChoice) -> int:
    """Answer the lines of a file, or of standard input; each before the next one is read.

    `choice` holds for all of them. A line may have `first`, the question asked before it, or
    `history`, a list of them, oldest first.

    A line that can't be answered gets an object with an `error`, and the batch goes on; the exit
    code is then 1. Raises DatelineError if the file or the index can't be opened.
    """
    if source is None:
        return _Batch(around, open_index(around), choice).answer_all(around.streams.stdin)
    try:
        lines = source.open("rb")
    except OSError as exc:
        raise QuestionSetError(
            str(source), f"can't be read ({exc.strerror}); name a file of questions, or -"
        ) from exc
    with lines:
        return _Batch(around, open_index(around), choice).answer_all(lines)


def _history(record: dict[str, Any]) -> tuple[str, ...] | None:
    """What was asked before, oldest first; None if the line says it in a form of its own."""
    first, history = record.get("first"), record.get("history")
    if history is None:
        history = [] if first is None else [first]
    if not isinstance(history, list) or not all(isinstance(one, str) for one in history):
        return None
    return tuple(history)


class _Batch:
    """Answers one line after the other from one index."""

    def __init__(self, around: Surroundings, searcher: Searcher, choice: TimeChoice) -> None:
        self._around = around
        self._choice = choice
        self._searcher = searcher
        self._summary: IndexSummary = searcher.summary()
        self._failed = 0

    def answer_all(self, lines: BinaryIO) -> int:
        """The exit code: 1 if a line could not be answered."""
        for number, line in enumerate(lines, start=1):
            if line.strip():
                write_json(self._around.streams.stdout, self._answer(line, number))
        return 1 if self._failed else 0

    def _answer(self, line: bytes, number: int) -> dict[str, Any]:
        question_id = question = None
        try:
            record = json.loads(line.decode("utf-8-sig"))
            if not isinstance(record, dict):
                return self._error(number, None, None, "is not a JSON object")
            question_id, question = record.get("id"), record.get("question")
            if not isinstance(question, str):
                return self._error(number, question_id, None, "has no 'question' that is text")
            history = _history(record)
            if history is None:
                problem = "has a 'first' that is no text, or a 'history' that is no list of texts"
                return self._error(number, question_id, question, problem)
            start = time.perf_counter()
            reply = self._searcher.answer(Request(question, history, self._choice))
            took_ms = (time.perf_counter() - start) * 1_000
            return answer_object(question_id, reply, self._summary, took_ms)
        except (ValueError, RecursionError) as error:
            if question is not None:
                raise  # a fault of ours, not of the line
            return self._error(number, None, None, f"is not JSON ({error})")
        except DatelineError as error:
            return self._error(number, question_id, question, f"can't be answered: {error}")

    def _error(
        self, number: int, question_id: object, question: str | None, problem: str
    ) -> dict[str, Any]:
        self._failed += 1
        sentence = f"line {number} {problem}"
        self._around.tell(sentence)
        return error_object(question_id, question, sentence, self._summary)
