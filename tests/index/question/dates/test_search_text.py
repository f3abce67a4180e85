"""Questions without the words that only choose articles."""

from __future__ import annotations

import pytest

from index.question.dates.search_text import wants_latest, without_time_words


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What's the latest on Rafah?", "What about Rafah?"),
        ("What’s the latest on Rafah?", "What about Rafah?"),
        ("What are the latest developments in Sudan?", "What about Sudan?"),
        ("What's new with the bridge?", "What about the bridge?"),
        ("what is the newest on the strike", "what about the strike"),
        ("latest on rafah crossing", "news on rafah crossing"),
        ("Tell me the latest news on Rafah", "Tell me the news on Rafah"),
        ("What is the most recent death toll in Gaza?", "What is the death toll in Gaza?"),
        ("Who currently runs the port?", "Who runs the port?"),
        ("Right now, who runs the port?", "who runs the port?"),
        ("Who runs the port at the moment?", "Who runs the port?"),
        ("As of now, who runs the port?", "who runs the port?"),
        # Here it may be what is asked about.
        ("What is the latest phone called?", "What is the latest phone called?"),
        ("Who most recently won the cup?", "Who most recently won the cup?"),
        ("What has Hamas said recently?", "What has Hamas said recently?"),
        # Nothing would be left.
        ("What's the latest?", "What's the latest?"),
        ("latest news", "latest news"),
        ("the latest on Rafah", "the news on Rafah"),
    ],
)
def test_words_for_the_newest_go_where_they_only_choose_articles(question: str, text: str) -> None:
    assert wants_latest(question)
    assert without_time_words(question, (), latest=True) == text


@pytest.mark.parametrize(
    "question",
    [
        "Will they agree by Friday at the latest?",
        "Which team recently won its first title?",
        "Why was the train late?",
        "At the moment of impact, who drove?",
        "Who owns the news?",
        "What is a new moon?",
        "",
    ],
)
def test_other_questions_do_not_ask_for_the_newest(question: str) -> None:
    assert not wants_latest(question)


@pytest.mark.parametrize(
    ("question", "cut", "text"),
    [
        ("As of May, who leads?", "As of May", "who leads?"),
        ("Who leads the party as of May?", "as of May", "Who leads the party?"),
        ("Who, as of May, leads the party?", "as of May", "Who leads the party?"),
        ("Who leads (as of May) the party?", "as of May", "Who leads the party?"),
        ("as of May", "as of May", "as of May"),
        ("Rafah as of May?", "as of May", "Rafah as of May?"),
        ("What  is\nit?", "", "What  is\nit?"),
    ],
)
def test_what_is_cut_leaves_a_tidy_question(question: str, cut: str, text: str) -> None:
    spans = [(question.index(cut), question.index(cut) + len(cut))] if cut else []

    assert without_time_words(question, spans, latest=False) == text
