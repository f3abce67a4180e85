"""Differing reports from a folder of articles to the answer, quotes and all.

The five real articles lie beside a checkout and are no part of the project.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.records import Answer, Relation
from tests.index.real_model import read_lines, search_articles
from tests.index.shelf import EVERYTHING, FITTED, assert_verbatim, make_shelf

if TYPE_CHECKING:
    from index.records import Differing
    from index.search import Searcher

ALWAYS = replace(FITTED, threshold=0.0)
QUESTION = "How many people were killed in the Orvale flood?"
SHARED = Path(__file__).parents[2].parent / "shared"
EVALS = SHARED / "evals" / "gaza"

REST = {
    "mill": "The mill by the weir lost its wheel, and the miller found it in a hedge at noon.",
    "school": "Teachers carried benches up to the gallery and taught their lessons there all week.",
    "shop": "A baker sold loaves from a rowing boat, at the usual price, until the road was dry.",
    "church": "Bell ropes hung in brown water while the verger counted hymn books on the roof.",
    "farm": "Cattle from the low meadow were walked to the airfield, where they ate the lawn.",
}
"""What each article tells besides, so that no two are one story."""


def article(name: str, published: str | None, sentence: str) -> dict[str, str]:
    date = f"published: {published}\n" if published else ""
    return {f"{name}.md": f"---\ntitle: The {name}\n{date}---\n{sentence}\n\n{REST[name]}\n"}


def killed(count: str) -> str:
    return f"The Orvale flood killed {count} people, the mayor said."


def searcher(folder: Path, *articles: dict[str, str], max_quotes: int = 3) -> Searcher:
    shelf = make_shelf(folder, {name: text for files in articles for name, text in files.items()})
    shelf.build()
    return shelf.searcher(replace(EVERYTHING, max_quotes=max_quotes), ALWAYS)


def answered(searching: Searcher, question: str = QUESTION) -> Answer:
    """The answer, whose lines are checked."""
    reply = searching.answer(question)
    assert isinstance(reply, Answer)
    articles = {s.doc_id: searching.article(s.doc_id)[0] for s in searching.sources()}
    assert_verbatim(reply, articles)
    for line in reply.differing:
        assert line.reported
        for one in line.reported:
            text = articles[one.quote.doc_id].text
            span = one.quote.span
            assert one.quote.text == text[span.start : span.end] != ""
            assert span.start <= one.value.start < one.value.end <= span.end
            assert text[one.value.start : one.value.end] in line.value
    return reply


def told(lines: tuple[Differing, ...]) -> list[tuple[str, Relation, list[str]]]:
    return [
        (line.value, line.relation, [one.quote.doc_id for one in line.reported]) for line in lines
    ]


def test_a_rising_count_is_shown_with_the_newest_first(tmp_path: Path) -> None:
    reply = answered(
        searcher(
            tmp_path,
            article("mill", "2025-03-01", killed("20")),
            article("school", "2025-03-04", killed("at least 34")),
            article("shop", "2025-03-02", killed("more than 33")),
        )
    )
    assert told(reply.differing) == [
        ("at least 34 · more than 33", Relation.LATER, ["school", "shop"]),
        ("20", Relation.EARLIER, ["mill"]),
    ]


def test_undated_values_are_different_and_come_last(tmp_path: Path) -> None:
    reply = answered(
        searcher(
            tmp_path,
            article("mill", None, killed("50")),
            article("school", "2025-03-04", killed("34")),
        )
    )
    assert told(reply.differing) == [
        ("34", Relation.DIFFERENT, ["school"]),
        ("50", Relation.DIFFERENT, ["mill"]),
    ]


def test_quotes_are_those_of_the_list_and_no_more_than_the_options_allow(tmp_path: Path) -> None:
    articles = (
        article("mill", None, killed("20")),
        article("school", None, killed("50")),
        article("shop", None, killed("90")),
        article("church", None, "The Orvale flood was the worst for people since 1901."),
    )
    reply = answered(searcher(tmp_path, *articles, max_quotes=2))
    assert len(reply.differing) == 3
    assert len(reply.quotes) == 2
    shown = {one.quote for line in reply.differing for one in line.reported}
    assert set(reply.quotes) <= shown
    scores = [quote.score for quote in reply.quotes]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == max(quote.score for quote in shown)


def test_files_that_carry_one_story_count_once(tmp_path: Path) -> None:
    story = article("mill", "2025-03-01", killed("20"))
    copy = {"copy.md": story["mill.md"]}
    one_voice = answered(searcher(tmp_path / "one", story, copy))
    assert one_voice.differing == ()
    other = article("school", "2025-03-04", killed("34"))
    reply = answered(searcher(tmp_path / "two", story, copy, other))
    assert [line.value for line in reply.differing] == ["34", "20"]
    (earlier,) = reply.differing[1].reported
    assert {earlier.quote.doc_id, *earlier.quote.copies} == {"mill", "copy"}


def test_nothing_differs_where_all_agree(tmp_path: Path) -> None:
    reply = answered(
        searcher(
            tmp_path,
            article("mill", "2025-03-01", killed("at least 406")),
            article("school", "2025-03-04", killed("more than 400")),
            article("shop", None, "The Orvale flood hurt 12 people and killed dozens of sheep."),
        )
    )
    assert reply.differing == ()
    assert reply.quotes


def test_what_a_sentence_leaves_out_stands_in_the_title_or_before_it(tmp_path: Path) -> None:
    before = "The flood came down on Orvale in the night. It killed 20 people."
    reply = answered(
        searcher(tmp_path, article("mill", None, before), article("shop", None, killed("90")))
    )
    assert {line.value for line in reply.differing} == {"20", "90"}


def test_other_questions_show_no_list(tmp_path: Path) -> None:
    found = searcher(
        tmp_path, article("mill", None, killed("20")), article("shop", None, killed("90"))
    )
    assert answered(found, "Who said how the Orvale flood began?").differing == ()
    assert answered(found, "How many people were hurt in the Orvale flood?").differing == ()


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    if not EVALS.is_dir() or not (SHARED / "articles").is_dir():
        pytest.skip("the real articles and the questions on them are not beside this checkout")
    return search_articles(SHARED / "articles", tmp_path_factory.mktemp("five"))


def test_all_values_of_the_real_articles_are_shown_and_no_other(five: Searcher) -> None:
    for asked in read_lines(EVALS / "differing_reports.jsonl"):
        reply = answered(five, asked["question"])
        reported = [one for line in reply.differing for one in line.reported]
        assert len(reported) == len(asked["values"])
        for expected in asked["values"]:
            (one,) = (r for r in reported if r.quote.doc_id == expected["file"])
            assert expected["quote"] in one.quote.text
            start = one.quote.span.start
            value = one.quote.text[one.value.start - start : one.value.end - start]
            assert expected["value"] in value


def test_values_of_the_real_articles_that_agree_share_a_line(five: Searcher) -> None:
    (asked,) = read_lines(EVALS / "differing_reports.jsonl")
    lines = answered(five, asked["question"]).differing
    shared = [line.value for line in lines if len(line.reported) > 1]
    assert len(lines) == 3
    assert len(shared) == 1
    assert {"400", "406"} <= set(shared[0].split())


def test_no_counts_differ_that_run_since_another_time(five: Searcher) -> None:
    for question in (
        "How many Palestinians have been killed since October 2023?",
        "How many people have been killed in Gaza since October 2023?",
    ):
        reply = five.answer(question)
        assert not isinstance(reply, Answer) or reply.differing == ()


def test_no_other_question_on_the_real_articles_shows_a_difference(five: Searcher) -> None:
    for asked in read_lines(EVALS / "questions.jsonl"):
        reply = five.answer(asked["question"])
        assert not isinstance(reply, Answer) or reply.differing == (), asked["question"]
