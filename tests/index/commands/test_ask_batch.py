"""A file of questions: one line each, in order, as each is found; a bad line stops nothing."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from index.__main__ import main
from index.commands.surroundings import Streams
from tests.index.command_line import ANSWER_KEYS, OPENING, UNKNOWN
from tests.index.fakes import load_fake

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.command_line import Town


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_a_batch_answers_each_line_with_one_line(built_town: Town, tmp_path: Path) -> None:
    questions = lines(
        {"id": "q1", "question": OPENING, "first": "What else?", "unknown": [1]},
        {"id": 7, "question": UNKNOWN},
    )
    (tmp_path / "questions.jsonl").write_bytes(b"\xef\xbb\xbf" + questions + b"\n  \n")

    from_file = built_town.index("ask", "--batch", str(tmp_path / "questions.jsonl"))
    from_stdin = built_town.index("ask", "--batch", "-", stdin=questions)

    for done in (from_file, from_stdin):
        answers = [json.loads(line) for line in done.out.splitlines()]
        assert done.code == 0
        assert [(a["id"], a["answered"]) for a in answers] == [("q1", True), (7, False)]
        assert [list(a) for a in answers] == [ANSWER_KEYS, ANSWER_KEYS]


def test_a_bad_line_has_an_error_and_the_batch_goes_on(built_town: Town) -> None:
    bad = [
        b"{not json}\n",
        b"[1]\n",
        b'{"id": "q3"}\n',
        b'{"id": "q4", "question": 4}\n',
        b'{"id": "q5", "question": "\xff"}\n',
        b"[" * 100_000 + b"\n",
    ]
    done = built_town.index(
        "ask", "--batch", "-", stdin=b"".join(bad) + lines({"id": "q7", "question": OPENING})
    )

    answers = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [a["id"] for a in answers] == [None, None, "q3", "q4", None, None, "q7"]
    assert all(list(a) == [*ANSWER_KEYS, "error"] for a in answers[:-1])
    assert answers[-1]["answered"] is True
    assert "error" not in answers[-1]
    assert [line.split(" ")[:3] for line in done.err.splitlines()] == [
        ["dateline:", "line", str(number)] for number in range(1, 7)
    ]


class AnswersFirst(io.BytesIO):
    """Lines that can be read only once the answers to those before have been flushed."""

    def __init__(self, questions: bytes, out: CountsFlushed) -> None:
        super().__init__(questions)
        self._out = out
        self._read = 0

    def __next__(self) -> bytes:
        assert self._out.flushed == self._read
        self._read += 1
        return super().__next__()


class CountsFlushed(io.StringIO):
    """Knows how many lines were written before the last flush."""

    flushed = 0

    def flush(self) -> None:
        self.flushed = self.getvalue().count("\n")
        super().flush()


def test_each_answer_is_flushed_before_the_next_line_is_read(built_town: Town) -> None:
    out = CountsFlushed()
    stdin = AnswersFirst(lines(*({"id": i, "question": OPENING} for i in range(3))), out)
    env = {"STORE_DIR": str(built_town.store)}

    code = main(["ask", "--batch", "-"], env, Streams(stdin, out, io.StringIO()), load_fake)

    assert code == 0
    assert out.flushed == 3


def test_a_batch_file_that_is_not_there_is_a_failure(built_town: Town) -> None:
    done = built_town.index("ask", "--batch", "nowhere.jsonl")

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("dateline: nowhere.jsonl: can't be read")
