"""Dates in a request choose articles by their day of publication; a conversation carries over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.dates.periods import Admission, Period, TimeChoice, admit
from index.question.reading import Request, told
from index.records import Answer, NoAnswer, Reading, Silence, TimeNote
from index.search import Searcher
from index.weighing import Days
from tests.index.fakes import FakeEmbedder
from tests.index.shelf import EVERYTHING, FITTED, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.shelf import Shelf

NOW = datetime(2025, 6, 12, 9, 0, tzinfo=UTC)
ALWAYS = replace(FITTED, threshold=0.0)
QUESTION = "What did the harbour master say about the ferry?"


def report(day: str | None, words: str) -> str:
    head = f"---\npublished: {day}\n---\n" if day else ""
    return f"{head}The harbour master said the ferry {words}.\n"


FILES = {
    "march.md": report("2025-03-10", "was late in March"),
    "april.md": report("2025-04", "was late in April"),
    "june.md": report("2025-06-02", "was late in June"),
    "undated.md": report(None, "was late in winter"),
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    shelf = make_shelf(tmp_path_factory.mktemp("harbour"), FILES)
    shelf.build()
    return shelf


def ask(shelf: Shelf, request: Request | str) -> Answer | NoAnswer:
    embedder = FakeEmbedder("fake")
    options = replace(EVERYTHING, max_quotes=9)
    searcher = Searcher(shelf.generation(), embedder, options, ALWAYS, now=lambda: NOW)
    return searcher.answer(request)


def ids(reply: Answer | NoAnswer) -> list[str]:
    assert isinstance(reply, Answer)
    return [quote.doc_id for quote in reply.quotes]


def between(first: date | None, last: date | None) -> Request:
    return Request(QUESTION, time=TimeChoice(Period(first, last), words="in articles then"))


def test_without_a_date_all_articles_answer(harbour: Shelf) -> None:
    reply = ask(harbour, QUESTION)
    assert sorted(ids(reply)) == ["april", "june", "march", "undated"]
    assert reply.reading == Reading()


@pytest.mark.parametrize(
    ("first", "last", "dated"),
    [
        (None, date(2025, 3, 31), ["march"]),
        (date(2025, 4, 15), None, ["april", "june"]),  # some day of April may be meant
        (date(2025, 3, 11), date(2025, 6, 1), ["april"]),
        (date(2025, 6, 2), date(2025, 6, 2), ["june"]),
    ],
)
def test_articles_of_other_days_are_left_out_and_undated_ones_come_last(
    harbour: Shelf, first: date | None, last: date | None, dated: list[str]
) -> None:
    found = ids(ask(harbour, between(first, last)))
    assert sorted(found[:-1]) == dated
    assert found[-1] == "undated"


def test_plain_english_chooses_as_the_options_do(harbour: Shelf) -> None:
    reply = ask(harbour, f"As of 2025-03-31, {QUESTION[0].lower()}{QUESTION[1:]}")
    assert ids(reply) == ["march", "undated"]
    assert reply.reading.as_of == "2025-03-31"
    assert told(reply.reading) == "in articles published by 31 March 2025"


def test_last_month_is_relative_to_the_clock_that_was_passed_in(harbour: Shelf) -> None:
    reply = ask(harbour, "What did the harbour master say about the ferry in March?")
    assert ids(reply)[0] == "march"
    assert "june" not in ids(reply)


def test_days_in_passing_that_no_article_is_of_hide_nothing(harbour: Shelf) -> None:
    reply = ask(harbour, "What did the harbour master say about the ferry last week?")
    assert reply.reading.note in {None, TimeNote.NONE_THEN}
    asked = ask(harbour, f"As of 2024-01-01, {QUESTION[0].lower()}{QUESTION[1:]}")
    assert asked.reading.note is TimeNote.NONE_THEN
    assert len(ids(asked)) == 4


def test_an_option_that_no_article_fits_leaves_the_undated_ones_and_says_so(
    harbour: Shelf,
) -> None:
    reply = ask(harbour, between(None, date(2024, 1, 1)))
    assert ids(reply) == ["undated"]
    assert reply.reading.note is TimeNote.NOTHING_THEN


def test_an_option_that_leaves_no_article_at_all_gets_silence(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path, {"march.md": FILES["march.md"]})
    shelf.build()
    reply = ask(shelf, between(date(2025, 6, 1), None))
    assert isinstance(reply, NoAnswer)
    assert (reply.reason, reply.nearest) == (Silence.NOT_SAID, ())
    assert reply.reading.note is TimeNote.NOTHING_THEN


@pytest.mark.parametrize("words", ["As of 2025-03-31, ", "In the latest reports, "])
def test_where_nothing_is_dated_a_date_does_nothing_and_says_so(tmp_path: Path, words: str) -> None:
    shelf = make_shelf(tmp_path, {"a.md": FILES["undated.md"]})
    shelf.build()
    reply = ask(shelf, f"{words}what did the harbour master say about the ferry?")
    assert ids(reply) == ["a"]
    assert reply.reading.note is TimeNote.ALL_UNDATED


def test_the_latest_are_the_newest_first_and_undated_ones_last(harbour: Shelf) -> None:
    reply = ask(harbour, Request(QUESTION, time=TimeChoice(latest=True)))
    assert ids(reply) == ["june", "april", "march", "undated"]


def test_the_latest_does_not_put_forward_what_does_not_answer(tmp_path: Path) -> None:
    new = "---\npublished: 2025-06-10\n---\nFarmers picked twelve tonnes of plums.\n"
    shelf = make_shelf(tmp_path, {**FILES, "plums.md": new})
    shelf.build()
    reply = ask(shelf, Request(QUESTION, time=TimeChoice(latest=True)))
    assert ids(reply)[0] == "june"
    assert "plums" not in ids(reply)


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
published = (
    st.none()
    | days.map(str)
    | days.map(lambda d: f"{d:%Y-%m}")
    | st.sampled_from(["2025", "", "soon", "2025-13", "2025-02-30"])
)


@given(st.lists(published, max_size=6), st.none() | days, st.none() | days)
def test_articles_are_admitted_in_bulk_as_one_by_one(
    dates: list[str | None], first: date | None, last: date | None
) -> None:
    period = Period(first, last)
    inside = Days(dates).inside(period).tolist()
    assert inside == [admit(period, one) is Admission.INSIDE for one in dates]
    undated = Days(dates).undated.tolist()
    assert undated == [admit(period, one) is Admission.UNDATED for one in dates]


def test_a_question_that_leans_is_read_with_the_one_before(harbour: Shelf) -> None:
    asked = Request("What was said about it?", ("Who is the captain of the ferry?",))
    reply = ask(harbour, asked)
    assert reply.question == "What was said about it?"
    assert any("ferry" in phrase for phrase in reply.reading.carried)
    assert "ferry" in (told(reply.reading) or "")


def test_the_latest_on_it_asks_what_was_asked_before_of_the_newest(harbour: Shelf) -> None:
    reply = ask(harbour, Request("What is the latest on it?", (QUESTION,)))
    assert ids(reply) == ["june", "april", "march", "undated"]
    assert reply.confidence == ask(harbour, QUESTION).confidence
    assert "newest articles first" in (told(reply.reading) or "")


def test_one_word_is_a_question_in_a_conversation_and_none_without(harbour: Shelf) -> None:
    alone = ask(harbour, "Why?")
    assert isinstance(alone, NoAnswer)
    assert alone.reason is Silence.TOO_SHORT
    carried = ask(harbour, Request("Why?", ("What did the harbour master say on the ferry?",)))
    assert isinstance(carried, Answer) or carried.reason is Silence.NOT_SAID


def test_a_new_subject_is_answered_as_without_a_conversation(harbour: Shelf) -> None:
    before = ("Who picked the plums in the northern valley?", "What did the plums cost?")
    assert ask(harbour, Request(QUESTION, before)) == ask(harbour, QUESTION)
