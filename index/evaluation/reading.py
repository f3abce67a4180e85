"""Files of questions -> QuestionSet. JSON Lines in one of two forms; all files make one set.

    {"id", "question", "gold": [{"file", "quote"?}], "answers"?: [text],      asked of the index
     "first"?: text, "history"?: [text]}                                      after other questions
    {"question", "values": [{"file", "quote", "value"}]}                      articles differ in it
    {"id", "input", "passages": [{"title"?, "text"}],                         asked of the passages
     "output": [{"answer"?: text, "selected_sentences"?: [text]}]}            (CLAP NQ's form)

Other keys are ignored. A passage that stands in several questions is one article.
"""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.errors import QuestionSetError
from index.evaluation.questions import CarriedArticle, GivenValue, Gold, Question, QuestionSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def read_question_set(paths: Sequence[Path]) -> QuestionSet:
    """Read all `paths` as one set.

    Raises QuestionSetError, which names the file, the line and the cure.
    """
    reader = _Reader()
    for path in paths:
        before = len(reader.questions)
        for number, line in _lines(path):
            reader.read(line, path, number)
        if len(reader.questions) == before:
            raise QuestionSetError(str(path), "holds no question; write one a line, as JSON")
    names = list(dict.fromkeys(f"{path.parent.name}/{path.name}".lstrip("/") for path in paths))
    carried = tuple(
        CarriedArticle(doc_id, title, text) for text, (doc_id, title) in reader.passages.items()
    )
    return QuestionSet(" + ".join(names), tuple(reader.questions), carried)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with the numbers of their lines, from 1."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                text = _decode(line, path, number)
                if text.strip():
                    yield number, _object(text, path, number)
    except OSError as exc:
        raise QuestionSetError(
            str(path), f"can't be read ({exc.strerror}); name a file of questions"
        ) from exc


def _decode(line: bytes, path: Path, number: int) -> str:
    try:
        return line.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as exc:
        raise _wrong(path, number, "is not UTF-8; save the file as UTF-8") from exc


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as exc:
        why = exc.msg if isinstance(exc, json.JSONDecodeError) else "Python can't parse it"
        raise _wrong(path, number, f"is not JSON ({why}); write one object a line") from exc
    if not isinstance(value, dict):
        raise _wrong(path, number, 'is not an object; write {"id": …, "question": …, "gold": …}')
    return value


def _wrong(path: Path, number: int, problem: str) -> QuestionSetError:
    return QuestionSetError(str(path), f"line {number} {problem}")


@dataclass(slots=True)
class _Reader:
    """Collects the questions of all files, and id and title of their passages by text."""

    questions: list[Question] = field(default_factory=list)
    passages: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def read(self, line: dict[str, Any], path: Path, number: int) -> None:
        """Add one question; raises QuestionSetError."""
        fields = _Fields(line, path, number)
        carries = "passages" in line
        question = self._carried(fields) if carries else _asked_of_the_index(fields)
        if self.questions and carries != bool(self.passages):
            raise fields.wrong(
                "has another form than the lines before it (with or without 'passages'); "
                "measure the two kinds of file apart"
            )
        if question.id in self._ids:
            raise fields.wrong(f"has the id {question.id!r} again; give each question its own")
        self._ids.add(question.id)
        self.questions.append(question)

    def _carried(self, fields: _Fields) -> Question:
        ids = []
        for passage in fields.objects("passages"):
            new = (
                f"passage-{len(self.passages) + 1:05}",
                passage.text("title", needed=False) or None,
            )
            ids.append(self.passages.setdefault(passage.text("text"), new)[0])
        outputs = fields.objects("output")
        sentences = [s for output in outputs for s in output.texts("selected_sentences")]
        gold = tuple(
            Gold(doc_id, sentence, whole_sentence=True)
            for sentence in sentences
            if sentence.strip()
            for doc_id in ids
        )
        if not gold and any(output.text("answer", needed=False).strip() for output in outputs):
            # Answered in other words, and no sentence was marked: any of the passage's will do.
            gold = tuple(Gold(doc_id) for doc_id in ids)
        return Question(fields.id(), fields.text("input"), gold)


def _asked_of_the_index(fields: _Fields) -> Question:
    differs = "values" in fields.values
    listed = fields.objects("values" if differs else "gold")
    gold = tuple(Gold(o.text("file"), o.text("quote", needed=False) or None) for o in listed)
    given = tuple(GivenValue(o.text("file"), o.text("value")) for o in listed) if differs else ()
    first = fields.text("first", needed=False)
    return Question(
        id=f"line {fields.number}" if differs and "id" not in fields.values else fields.id(),
        text=fields.text("question"),
        gold=gold,
        answers=tuple(fields.texts("answers")),
        history=tuple(fields.texts("history")) or ((first,) if first else ()),
        values=given,
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """The values of one object of a line; asking for one of another type raises."""

    values: dict[str, Any]
    path: Path
    number: int

    def wrong(self, problem: str) -> QuestionSetError:
        return _wrong(self.path, self.number, problem)

    def id(self) -> str:
        """The question's id; numbers are fine."""
        value = self.values.get("id")
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.wrong("has no 'id'; give each question one of its own")
        return str(value)

    def text(self, key: str, *, needed: bool = True) -> str:
        """A string; "" for one that is missing or null and not needed."""
        value = self.values.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.wrong(f"has no {key!r}, or one that is not text; add it")
        return value

    def texts(self, key: str) -> list[str]:
        """A list of strings; empty where it is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.wrong(f"has a {key!r} that is not a list of texts; make it one")
        return value

    def objects(self, key: str) -> list[_Fields]:
        """A list of objects, which may be empty but not missing."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.wrong(f"has no {key!r} that is a list of objects; make it one, or []")
        return [_Fields(one, self.path, self.number) for one in value]
