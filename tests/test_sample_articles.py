"""The articles that come with the project: told in its own words, and good to try questions on."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "articles").glob("*.md"))
QUESTIONS = ROOT / "tests" / "samples" / "questions.jsonl"
REAL_ARTICLES = ROOT.parent / "shared" / "articles"
LONGEST_SHARED_RUN = 7
"""Words. Names and set phrases run this long by themselves; eight in a row are a borrowed line."""


class Gold(TypedDict):
    file: str
    quote: str


class Question(TypedDict):
    id: str
    question: str
    kind: str
    gold: list[Gold]


def _questions() -> list[Question]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def _body(article: Path) -> str:
    return article.read_text(encoding="utf-8").split("---\n", 2)[2]


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_there_are_several_samples() -> None:
    assert len(SAMPLES) >= 5


@pytest.mark.parametrize("article", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_a_title_a_date_and_a_topic(article: Path) -> None:
    front_matter = yaml.safe_load(article.read_text(encoding="utf-8").split("---\n", 2)[1])

    assert front_matter.keys() == {"title", "published", "topic"}
    assert isinstance(front_matter["published"], dt.date)
    assert front_matter["title"]
    assert front_matter["topic"]


@pytest.mark.parametrize("article", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_a_digest_of_150_to_300_words(article: Path) -> None:
    assert 150 <= len(_body(article).split()) <= 300


@pytest.mark.parametrize("article", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_takes_no_phrase_from_a_real_article(article: Path) -> None:
    if not REAL_ARTICLES.is_dir():
        pytest.skip("the real articles are not beside the project")
    length = LONGEST_SHARED_RUN + 1
    borrowed = _runs(article.read_text(encoding="utf-8"), length)
    real = set[tuple[str, ...]]()
    for path in REAL_ARTICLES.iterdir():
        real |= _runs(path.read_text(encoding="utf-8"), length)

    assert real
    assert not [" ".join(run) for run in borrowed & real]


def test_the_question_set_has_answerable_and_unanswerable_questions() -> None:
    answerable = [bool(line["gold"]) for line in _questions()]

    assert answerable.count(True) == 20
    assert answerable.count(False) == 10


def test_question_ids_and_questions_are_unique() -> None:
    questions = _questions()

    assert len({line["id"] for line in questions}) == len(questions)
    assert len({line["question"].casefold() for line in questions}) == len(questions)


@pytest.mark.parametrize("line", _questions(), ids=lambda line: line["id"])
def test_every_gold_quote_stands_in_its_sample(line: Question) -> None:
    for gold in line["gold"]:
        article = ROOT / "articles" / f"{gold['file']}.md"
        assert _folded(gold["quote"]) in _folded(_body(article))


def test_every_sample_is_asked_about() -> None:
    asked_about = {gold["file"] for line in _questions() for gold in line["gold"]}

    assert asked_about == {article.stem for article in SAMPLES}
