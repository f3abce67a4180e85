"""What neighbours say of a line, what stands outside the body, and wrapped texts."""

from __future__ import annotations

import pytest

from index.cleaning import LineCounts, find_furniture
from index.records import FurnitureKind, Span
from tests.index.test_cleaning import AFTER, BEFORE, make_article, marked

POLL = "Do you think the harbour wall should be paid for by the fishermen?"
CONSENT = "By voting, you agree to receive messages from the Herald and its partners."


def test_a_poll_goes_with_its_answers_and_its_small_print() -> None:
    poll = [POLL, "Yes", "No", "Not sure", CONSENT]
    assert marked("\n\n".join([BEFORE, *poll, AFTER])) == poll


def test_a_question_to_the_reader_beside_a_prompt_is_a_poll() -> None:
    question = "Are you planning to visit Marenport this year?"
    assert marked("\n\n".join([BEFORE, question, CONSENT, AFTER])) == [question, CONSENT]
    assert marked("\n\n".join([BEFORE, question, AFTER])) == []


def test_a_question_for_the_readers_opinion_is_a_poll_even_alone() -> None:
    assert marked("\n\n".join([BEFORE, POLL, AFTER])) == [POLL]


def test_the_writers_last_question_stays() -> None:
    assert marked("\n\n".join([BEFORE, AFTER, "Do you believe that a wall is enough?"])) == []


def test_an_interview_keeps_its_questions() -> None:
    talk = [
        "Do you think the wall will hold?",
        "It held in every test we ran, with waves of eleven metres.",
        "Do you support the tax on boats?",
        "The tax was the only way to find the money this year.",
        "Who will build it?",
        "A company from Nordhaven, which has built nine of them.",
        "When will it be done?",
        "The last stone should be laid in four years.",
    ]
    assert marked("\n\n".join([BEFORE, *talk])) == []


def test_headlines_below_a_heading_of_links_are_marked() -> None:
    links = ["More from Coast", "Cod quota cut for third year", "Why the lighthouse went dark"]
    assert marked("\n\n".join([BEFORE, *links, AFTER])) == links
    assert marked("\n\n".join([BEFORE, AFTER, *links[:2]])) == links[:2]


def test_a_heading_that_only_sounds_like_links_stays() -> None:
    assert marked("\n\n".join([BEFORE, "More on the harbour wall", AFTER])) == []


def test_scraps_of_a_form_below_the_last_prompt_are_marked() -> None:
    form = ["Leave a Reply", "Name", "Website", "Post it"]
    assert marked("\n\n".join([BEFORE, AFTER, *form])) == form


def test_values_below_the_last_prompt_stay() -> None:
    values = ["Total farms: 31", "5-9 acres: 13 farms"]
    assert marked("\n\n".join([BEFORE, "Leave a Reply", *values])) == ["Leave a Reply"]


def test_a_paragraph_between_two_prompts_stays() -> None:
    prompts = ["Read more", "Leave a comment"]
    assert marked("\n\n".join([BEFORE, prompts[0], AFTER, prompts[1]])) == prompts


def test_front_matter_is_marked_and_its_lines_are_not_judged() -> None:
    head = "---\ntitle: Wall\ntags: harbour, storm\n---"
    text = f"{head}\n\n{BEFORE}\n"
    article = make_article(text, body=Span(len(head), len(text)))
    (found,) = find_furniture(article, LineCounts([article]))
    assert found.kind is FurnitureKind.FRONT_MATTER
    assert text[found.span.start : found.span.end] == head


WRAPPED = """\
The council of Marenport approved a new harbour wall on Tuesday after
a debate of six hours, and its engineers expect the first stones to be
laid in March.

Fishermen had asked for the wall since a storm in 2019. They want to
sign up for a newsletter of the port, which will tell them of the works
each week, and for a seat in the council.

Subscribe to our newsletter and get the news of the harbour delivered
to your inbox.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_of_fixed_width_is_judged_by_its_blocks(line_end: str) -> None:
    text = WRAPPED.replace("\n", line_end)
    (prompt,) = marked(text)
    assert " ".join(prompt.split()).startswith("Subscribe to our newsletter and get")
    assert prompt.endswith("inbox.")
