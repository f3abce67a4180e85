"""The built-in model finds what the sample articles say, and builds as the fake one does."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from index.generation import open_generation
from index.manifest import live_generation
from index.records import Answer, NoAnswer, Silence
from tests.index.embedders.contract import EmbedderContract
from tests.index.real_model import (
    assert_verbatim,
    built_in_model,
    rank,
    read_lines,
    search_articles,
)

if TYPE_CHECKING:
    from index.embedders.sentence_transformer import SentenceTransformerEmbedder
    from index.search import Searcher

ROOT = Path(__file__).parents[2]
QUESTIONS = read_lines(ROOT / "tests" / "samples" / "questions.jsonl")
ANSWERABLE = [question for question in QUESTIONS if question["gold"]]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return search_articles(ROOT / "articles", tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def ranks(samples: Searcher) -> dict[str, int | None]:
    """Where the first right quote stands, for each question that has an answer."""
    return {q["id"]: rank(samples.closest(q["question"], 3)[0], q["gold"]) for q in ANSWERABLE}


class TestBuiltInModel(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> SentenceTransformerEmbedder:
        return built_in_model()

    def test_it_knows_what_words_mean(self, embedder: SentenceTransformerEmbedder) -> None:
        asked, same, other = (
            embedder.encode_question(text).question
            for text in ("How many people died?", "The number of the dead", "A recipe for soup")
        )
        assert float(asked @ same) > float(asked @ other) + 0.3


def test_what_answers_is_nearly_always_among_the_first_three(ranks: dict[str, int | None]) -> None:
    assert len(ranks) == 20
    assert sum(place is not None for place in ranks.values()) >= 19, ranks


def test_what_answers_mostly_comes_first(ranks: dict[str, int | None]) -> None:
    assert sum(place == 1 for place in ranks.values()) >= 11, ranks


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_every_quote_is_verbatim(samples: Searcher, question: dict[str, Any]) -> None:
    match samples.answer(question["question"]):
        case Answer(quotes=quotes):
            assert_verbatim(quotes, samples)
        case NoAnswer(reason=reason, nearest=nearest):
            assert reason is Silence.NOT_SAID
            assert_verbatim(nearest, samples)


def test_most_questions_with_an_answer_are_answered_and_most_without_are_not(
    samples: Searcher,
) -> None:
    answered = {q["id"]: isinstance(samples.answer(q["question"]), Answer) for q in QUESTIONS}
    kept = [answered[q["id"]] for q in ANSWERABLE]
    wrong = [answered[q["id"]] for q in QUESTIONS if not q["gold"]]
    assert sum(kept) >= 0.85 * len(kept), answered
    assert sum(wrong) <= 0.2 * len(wrong), answered


def test_what_an_incremental_build_computes_is_what_a_fresh_one_would(tmp_path: Path) -> None:
    """Batches differ between the two, which moves the last digits of real vectors."""
    first, *others = sorted((ROOT / "articles").iterdir())[:3]
    articles = tmp_path / "articles"
    articles.mkdir()
    shutil.copy(first, articles)
    search_articles(articles, tmp_path / "store", built_in_model)
    for path in others:
        shutil.copy(path, articles)
    grown = search_articles(articles, tmp_path / "store", built_in_model)
    fresh = search_articles(articles, tmp_path / "fresh", built_in_model)
    for question in ANSWERABLE[:5]:
        one, other = (s.closest(question["question"], 3) for s in (grown, fresh))
        assert [quote.span for quote in one[0]] == [quote.span for quote in other[0]]
        assert one[1] == pytest.approx(other[1], abs=0.01)
    opened = [open_generation(live_generation(tmp_path / name)) for name in ("store", "fresh")]
    rows = np.arange(len(opened[0].vectors))
    grown_rows, fresh_rows = (g.vectors.rows(rows) for g in opened)
    np.testing.assert_allclose(grown_rows, fresh_rows, atol=0.001)


@pytest.mark.parametrize(
    "question",
    [
        "\ud800 what did Hamas offer?",
        "what " * 190,
        "Ԥ ـــ what is it",
        "a\u0301\u0302 b\x07 \u2067c",
    ],
)
def test_strange_texts_are_searched_for_without_a_stumble(samples: Searcher, question: str) -> None:
    assert_verbatim(samples.closest(question, 3)[0], samples)
