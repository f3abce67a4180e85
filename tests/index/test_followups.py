"""Follow-up questions with the built-in model: what they take over finds what answers them, and a
new subject is found as if nothing had been asked before.

The floors are a little below what was measured, so that another ranking may lose a question.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.question.conversation.understanding import in_conversation
from tests.index.real_model import rank, read_lines, search_articles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from index.search import Searcher

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
EVALS = SHARED / "evals" / "gaza"

FOLLOWUPS = read_lines(ROOT / "tests" / "samples" / "followups.jsonl")
LEANING = [followup for followup in FOLLOWUPS if followup["leans"]]
ALONE = [followup for followup in FOLLOWUPS if not followup["leans"]]


def found(searcher: Searcher, text: str, followup: dict[str, Any]) -> bool:
    return rank(searcher.closest(text, 3)[0], followup["gold"]) is not None


def count_found(searcher: Searcher, followups: Sequence[dict[str, Any]]) -> int:
    """How many have what answers them among three quotes."""
    return sum(
        found(searcher, in_conversation(one["question"], one["history"]).text, one)
        for one in followups
    )


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return search_articles(ROOT / "articles", tmp_path_factory.mktemp("samples"))


def test_nearly_all_that_lean_are_known_to_and_say_what_they_took_over() -> None:
    carried = [in_conversation(one["question"], one["history"]).carried for one in LEANING]
    assert len(carried) == 28
    assert sum(map(bool, carried)) >= 26
    for one, phrases in zip(LEANING, carried, strict=True):
        assert all(any(phrase in asked for asked in one["history"]) for phrase in phrases)


def test_nearly_all_new_subjects_are_left_alone() -> None:
    assert len(ALONE) == 16
    texts = [in_conversation(one["question"], one["history"]).text for one in ALONE]
    assert sum(text == one["question"] for text, one in zip(texts, ALONE, strict=True)) >= 15


def test_what_is_taken_over_finds_what_answers(samples: Searcher) -> None:
    asked_first = sum(found(samples, one["question"], one) for one in LEANING)
    assert count_found(samples, LEANING) >= max(19, asked_first + 6)


def test_a_new_subject_is_found_as_well_as_if_asked_first(samples: Searcher) -> None:
    asked_first = sum(found(samples, one["question"], one) for one in ALONE)
    assert count_found(samples, ALONE) >= asked_first >= 13


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    if not EVALS.is_dir() or not (SHARED / "articles").is_dir():
        pytest.skip("the real articles and the questions on them are not beside this checkout")
    return search_articles(SHARED / "articles", tmp_path_factory.mktemp("five"))


def test_four_in_five_follow_ups_on_the_real_articles_are_found(five: Searcher) -> None:
    asked = read_lines(EVALS / "followups.jsonl")
    followups = [{**one, "history": [one["first"]]} for one in asked]
    assert len(followups) == 5
    assert count_found(five, followups) >= 4


def test_a_question_on_the_real_articles_is_never_changed_by_another(five: Searcher) -> None:  # noqa: ARG001 - skips without them
    questions = [one["question"] for one in read_lines(EVALS / "questions.jsonl")]
    for earlier in questions:
        for question in questions:
            if question != earlier:
                assert in_conversation(question, [earlier]).text == question
