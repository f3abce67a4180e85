"""One question, for people and as JSON, and what is said beside the answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.index.command_line import ANSWER_KEYS, OPENING, QUOTE_KEYS, UNKNOWN
from tests.index.fakes import FakeEmbedder

if TYPE_CHECKING:
    from tests.index.command_line import Town


def test_a_question_is_answered_with_quotes_and_their_sources(built_town: Town) -> None:
    done = built_town.index("ask", OPENING)

    assert done.code == 0
    assert done.out.splitlines()[:2] == [
        f"> {OPENING}",
        "  bridge · The new bridge · 2025-05-02",
    ]
    assert done.err == ""


def test_an_answer_as_json_has_the_keys_that_other_tools_rely_on(built_town: Town) -> None:
    done = built_town.index("ask", "--json", OPENING)

    answer = json.loads(done.out)
    text = (built_town.articles / "bridge.md").read_text(encoding="utf-8")
    first = answer["quotes"][0]
    assert list(answer) == ANSWER_KEYS
    assert list(first) == QUOTE_KEYS
    assert text[first["start"] : first["end"]] == first["text"] == OPENING
    assert (first["title"], first["published"]) == ("The new bridge", "2025-05-02")
    assert answer["answered"] is True
    assert answer["reason"] is None
    assert answer["nearest"] == []
    assert (answer["id"], answer["question"]) == (None, OPENING)
    assert answer["index"]["articles"] == 3
    assert answer["index"]["newest"] == "2025-05-02"
    assert 0 < answer["confidence"] <= 1
    assert answer["took_ms"] > 0


def test_where_the_articles_say_nothing_the_nearest_are_kept_apart(built_town: Town) -> None:
    answer = json.loads(built_town.index("ask", "--json", UNKNOWN).out)

    assert answer["answered"] is False
    assert answer["reason"] == "not_said"
    assert answer["quotes"] == []
    assert 1 <= len(answer["nearest"]) <= 3
    assert list(answer["nearest"][0]) == QUOTE_KEYS


def test_where_the_articles_say_nothing_people_are_told_so(built_town: Town) -> None:
    done = built_town.index("ask", UNKNOWN)

    assert done.code == 0
    assert done.out.startswith("The articles don't say.")


def test_words_of_a_question_need_no_quotation_marks(built_town: Town) -> None:
    answer = json.loads(built_town.index("ask", "--json", "When", "did", "it", "open?").out)

    assert answer["question"] == "When did it open?"


@pytest.mark.parametrize("question", ["--what opened on Friday?", "-x", "--json", "--batch"])
def test_after_two_dashes_a_question_may_look_like_a_flag(built_town: Town, question: str) -> None:
    answer = json.loads(built_town.index("ask", "--json", "--", question).out)

    assert answer["question"] == question


def test_an_empty_question_is_told_from_a_missing_one(built_town: Town) -> None:
    assert json.loads(built_town.index("ask", "--json", "").out)["reason"] == "empty"


def test_changed_files_are_told_beside_the_answer(town: Town) -> None:
    town.build()
    (town.articles / "market.txt").write_text("The market opens at nine.", encoding="utf-8")

    done = town.index("ask", OPENING)

    assert done.code == 0
    assert OPENING in done.out
    assert done.err == (
        "dateline: the index is out of date (1 file changed); update it with: python -m index "
        f"build --articles '{town.articles}' --store {town.store} --model fake\n"
    )


def test_a_folder_that_is_gone_is_told_and_the_index_answers_still(town: Town) -> None:
    town.build()
    town.articles.rename(town.articles.with_name("moved"))

    done = town.index("ask", OPENING)

    assert OPENING in done.out
    assert "is gone" in done.err


def test_a_model_with_other_weights_is_refused(built_town: Town) -> None:
    done = built_town.index("ask", OPENING, load=lambda name: FakeEmbedder(name, revision="second"))

    assert done.code == 1
    assert done.err.count("\n") == 1
