"""An explanation tells of each candidate how its score came about and what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.question.asked_for import AnswerKind
from index.question.reading import Request
from index.quotes import Passed
from index.records import Answer, NoAnswer
from index.rules import HOLDS, TELLS, Rule
from tests.index.shelf import BRIDGE, EVERYTHING, FITTED, PLUMS, make_shelf

if TYPE_CHECKING:
    from tests.index.shelf import Shelf

ALWAYS = replace(FITTED, threshold=0.0)
NEVER = replace(FITTED, threshold=1.0)
HOW_MANY = "How many tonnes of plums did farmers bring in?"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    shelf = make_shelf(tmp_path_factory.mktemp("town"))
    shelf.write("copy.txt", (shelf.articles / "harvest.txt").read_text(encoding="utf-8"))
    shelf.build()
    return shelf


def test_the_parts_of_a_score_and_the_moves_add_up_to_it(town: Shelf) -> None:
    _, found = town.searcher(fitted=ALWAYS).explain(HOW_MANY)
    assert found.candidates
    for one in found.candidates:
        moved = sum(move.amount for move in one.moves)
        assert sum(one.parts.values()) + moved == pytest.approx(one.score, abs=1e-4)
        assert list(one.parts.values()) == sorted(one.parts.values(), key=abs, reverse=True)
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)


def test_the_rule_that_moved_a_sentence_is_named(town: Shelf) -> None:
    _, found = town.searcher(fitted=ALWAYS).explain(HOW_MANY)
    first = found.candidates[0]
    assert (first.text, found.kind) == (PLUMS, AnswerKind.COUNT)
    assert [(move.rule, move.amount) for move in first.moves] == [
        (Rule.HOLDS, HOLDS[AnswerKind.COUNT]),
        (Rule.TELLS, TELLS),
    ]


def test_copies_are_named_and_not_quoted_twice(town: Shelf) -> None:
    reply, found = town.searcher(fitted=ALWAYS).explain(HOW_MANY)
    assert isinstance(reply, Answer)
    assert reply.quotes[0].copies == found.candidates[0].copies != ()
    assert str(Passed.COPY) in [one.fate for one in found.candidates]
    assert len({quote.text for quote in reply.quotes}) == len(reply.quotes)


def test_what_is_shown_is_numbered_and_the_verdict_says_why(town: Shelf) -> None:
    reply, found = town.searcher(replace(EVERYTHING, max_quotes=1), ALWAYS).explain(BRIDGE)
    assert isinstance(reply, Answer)
    assert found.candidates[0].fate == "quote 1"
    assert found.verdict.startswith("answered: confidence ")
    assert found.threshold == ALWAYS.threshold
    assert any(one.fate.startswith("not shown") for one in found.candidates)


def test_what_is_withheld_is_said_to_be(town: Shelf) -> None:
    reply, found = town.searcher(fitted=NEVER).explain(BRIDGE)
    assert isinstance(reply, NoAnswer)
    assert found.verdict.startswith("withheld: confidence ")
    assert "1.00 is needed" in found.verdict
    assert found.candidates[0].fate == "came closest, number 1"


def test_what_was_not_searched_for_has_no_candidates(town: Shelf) -> None:
    _, found = town.searcher().explain("")
    assert (found.candidates, found.verdict) == ((), "not searched for: empty")


def test_it_tells_what_was_understood(town: Shelf) -> None:
    asked = Request("What did it cost?", ("When did the stone bridge open?",))
    _, found = town.searcher(fitted=ALWAYS).explain(asked)
    assert "bridge" in (found.understood or "")
    assert "bridge" in found.searched_for


def test_explaining_changes_no_answer(town: Shelf) -> None:
    searcher = town.searcher(fitted=ALWAYS)
    for question in (HOW_MANY, BRIDGE, "Who?", "", "Which penguins won a chess prize?"):
        assert searcher.explain(question)[0] == searcher.answer(question)
