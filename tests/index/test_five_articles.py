"""Five real articles, which lie beside a checkout and are no part of the project: how well they are
quoted, and that nothing is quoted from them that is not article.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.records import Answer
from tests.index.real_model import assert_verbatim, fold, rank, read_lines, search_articles

if TYPE_CHECKING:
    from typing import Any

    from index.records import Quote
    from index.search import Searcher

SHARED = Path(__file__).parents[2].parent / "shared"
EVALS = SHARED / "evals" / "gaza"


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    if not EVALS.is_dir() or not (SHARED / "articles").is_dir():
        pytest.skip("the real articles and the questions on them are not beside this checkout")
    return read_lines(EVALS / "questions.jsonl")


@pytest.fixture(scope="module")
def searcher(
    questions: list[dict[str, Any]],  # noqa: ARG001 - without them there is nothing to search
    tmp_path_factory: pytest.TempPathFactory,
) -> Searcher:
    return search_articles(SHARED / "articles", tmp_path_factory.mktemp("five"))


@pytest.fixture(scope="module")
def closest(searcher: Searcher, questions: list[dict[str, Any]]) -> list[tuple[Quote, ...]]:
    """The three best quotes for each question, whether it is answered or not."""
    return [searcher.closest(question["question"], 3)[0] for question in questions]


def test_furniture_is_never_quoted(searcher: Searcher, questions: list[dict[str, Any]]) -> None:
    never = [(one["file"], fold(one["text"])) for one in read_lines(EVALS / "never_quote.jsonl")]
    assert never
    asked = [question["question"] for question in questions] + [text for _, text in never]
    for question in asked:
        for quote in searcher.closest(question, 30)[0]:
            said = fold(quote.text)
            for file, text in never:
                assert quote.doc_id != file or text not in said


def test_every_quote_is_verbatim(searcher: Searcher, closest: list[tuple[Quote, ...]]) -> None:
    for quotes in closest:
        assert 1 <= len(quotes) <= 3
        assert_verbatim(quotes, searcher)


def test_at_most_one_first_quote_is_wrong_and_what_answers_is_always_among_three(
    closest: list[tuple[Quote, ...]], questions: list[dict[str, Any]]
) -> None:
    ranks = {
        question["id"]: rank(quotes, question["gold"])
        for question, quotes in zip(questions, closest, strict=True)
        if question["gold"]
    }
    assert len(ranks) == 24
    assert all(ranks.values()), ranks
    assert sum(place != 1 for place in ranks.values()) <= 1, ranks


def test_first_quotes_are_short(closest: list[tuple[Quote, ...]]) -> None:
    words = [len(quotes[0].text.split()) for quotes in closest]
    assert sum(words) / len(words) <= 45
    assert max(words) <= 80


def test_what_can_be_answered_is_answered_and_what_cannot_is_not(
    searcher: Searcher, questions: list[dict[str, Any]]
) -> None:
    answered = {q["id"]: isinstance(searcher.answer(q["question"]), Answer) for q in questions}
    kept = [
        question["id"] for question in questions if question["gold"] and answered[question["id"]]
    ]
    wrong = [q["id"] for q in questions if not q["gold"] and answered[q["id"]]]
    assert len(kept) >= 23, set(answered) - set(kept)
    assert len(wrong) <= 2, wrong
