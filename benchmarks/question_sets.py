"""The three families of questions that the numbers are fitted on, with their articles as folders.

gaza     a folder of articles and questions with quotes as gold
news     news/articles.jsonl.gz and news/questions.jsonl; gold is an article
clapnq   Wikipedia passages, each an article; gold are the sentences that answer
"""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gold:
    """An article that answers, or a quote in it that does."""

    file: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question; without gold it has no answer. `home` is the article it was asked about."""

    text: str
    gold: tuple[Gold, ...]
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Questions and the folder of articles they are asked of."""

    family: str
    articles: Path
    questions: tuple[Question, ...]


def load_sets(evals: Path, articles: Path, work: Path) -> Iterator[Set]:
    """The three sets; articles of the last two are written as one file each below `work`."""
    yield Set("gaza", articles, tuple(_questions(evals / "gaza" / "questions.jsonl")))
    news = work / "news-articles"
    news.mkdir(exist_ok=True)
    packed, plain = evals / "news" / "articles.jsonl.gz", news / "articles.jsonl"
    with gzip.open(packed) as source, plain.open("wb") as target:
        shutil.copyfileobj(source, target)
    yield Set("news", news, tuple(_questions(evals / "news" / "questions.jsonl")))
    yield _clapnq(evals / "clapnq", work / "clapnq-articles")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _questions(path: Path) -> Iterator[Question]:
    for line in _lines(path):
        gold = tuple(Gold(g["file"], g.get("quote")) for g in line["gold"])
        yield Question(line["question"], gold)


def _clapnq(source: Path, folder: Path) -> Set:
    ids: dict[str, str] = {}
    records: list[dict[str, str]] = []
    questions = []
    for path in sorted(source.glob("*.jsonl")):
        for line in _lines(path):
            passage = line["passages"][0]
            doc_id = ids.setdefault(passage["text"], f"p{len(ids)}")
            if doc_id == f"p{len(records)}":
                records.append({"id": doc_id, "title": passage["title"], "text": passage["text"]})
            quotes = [s for o in line["output"] for s in o.get("selected_sentences", [])]
            answerable = "unanswerable" not in path.name
            gold = tuple(Gold(doc_id, quote) for quote in quotes if answerable and quote.strip())
            questions.append(Question(line["input"], gold, doc_id))
    folder.mkdir(exist_ok=True)
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    return Set("clapnq", folder, tuple(questions))
