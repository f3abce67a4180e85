"""What can be searched for, and why the rest can't."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.options import AnswerOptions
from index.question.checking import check_question
from index.records import Silence
from tests.index.test_language import questions_people_asked

OPTIONS = AnswerOptions()

PIECES = st.sampled_from(
    [
        "what",
        "is",
        " ",
        "\n",
        "\u200b",
        "\u202e",
        "😀",
        "é",
        "שלום",
        "“word”",
        "U.S.",
        "?",
        "\x00",
        "�",
        "👩\u200d👩\u200d👧",
        "{",
        "};",
        "https://a.example/",
        "x@y.example",
        "asdf",
        "hello",
        "٣",
        "ﷺ",
    ]
)


def reason(question: str) -> Silence | None:
    return check_question(question, OPTIONS)


@pytest.mark.parametrize(
    "question",
    [
        "What happens in the second phase?",
        "rafah crossing reopening",
        "hostage remains count",
        "tell me about the stabilization force",
        "please explain phase two",
        "hi, what did the minister say about the wall?",
        "ok so what did the minister say",
        "thanks, and who pays for it?",
        "waht did the ministr say abot the wal",
        "what happened",
        "who is he?",
        "rhythm myths",
        "NYPD FBI",
        "Knightsbridge Hertzsprung",
        "SpaceX IPO",
        "what is the price (in dollars)?",
        "did he say https://x.example/1 was fake?",
        "from whom did the select committee buy it",
        "Good Friday agreement",
        "Hello Kitty lawsuit",
        "what's 5 + 3 * 2 = in the tax plan",
        "3 hostages",
        "WHO IS HE",
    ],
)
def test_questions_requests_and_keywords_pass(question: str) -> None:
    assert reason(question) is None


@pytest.mark.parametrize(
    "question", ["", "   ", "\n\t\r\n", "\u200b\u200f\u2060", "\0\x07", "\ufeff"]
)
def test_nothing_visible_is_empty(question: str) -> None:
    assert reason(question) is Silence.EMPTY


@pytest.mark.parametrize(
    "question", ["Gaza", "Gaza?!", "  why? ", "hello", "“ceasefire”", "x", "hola"]
)
def test_one_word_is_too_short(question: str) -> None:
    assert reason(question) is Silence.TOO_SHORT


def test_the_limit_of_length_is_the_options() -> None:
    question = "what is the wall made of"
    exact = AnswerOptions(max_question_chars=len(question))
    assert check_question(f"  {question}\n", exact) is None
    assert check_question(f"{question}?", exact) is Silence.TOO_LONG
    assert reason("why is that so " * 700) is Silence.TOO_LONG
    assert check_question(" " * 10_000, exact) is Silence.EMPTY


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuándo empieza la segunda fase?",
        "wer ist der neue minister",
        "متى تبدأ المرحلة الثانية؟",
        "第二阶段什么时候开始?",
        "Когда?",
        "hola amigo como estas",
    ],
)
def test_another_language_is_not_english(question: str) -> None:
    assert reason(question) is Silence.NOT_ENGLISH


@pytest.mark.parametrize(
    "question",
    [
        "hello there",
        "Hi Dateline!",
        "good morning everyone",
        "thanks a lot!",
        "thank you so much",
        "how are you?",
        "hey, how are you",
        "who are you",
        "what can you do?",
        "lol ok",
        "😀😀 👍",
        "?!?! ...",
        "12345 678",
        "https://x.example/a/b",
        "www.x.example me@x.example",
        "asdf qwer zxcv",
        "sdfkj weoiru xcvmn",
        "aaaa bbbb",
        "print('hello world')",
        "SELECT * FROM articles;",
        "def f(x): return x + 1",
        "for (int i=0; i<10; i++) { x += i; }",
        "<script>alert(1)</script>",
        '{"a": [1, 2], "b": {}}',
        "git push origin main",
    ],
)
def test_chatter_noise_and_code_are_not_questions(question: str) -> None:
    assert reason(question) is Silence.NOT_A_QUESTION


def test_invisible_characters_change_nothing() -> None:
    assert reason("what is\u200b the w\u00adall\u202e made of") is None
    assert reason("g\u200baza") is Silence.TOO_SHORT


def test_every_question_that_people_asked_passes() -> None:
    asked = questions_people_asked()
    assert {question: why for question in asked if (why := reason(question))} == {}


@settings(deadline=None)
@given(st.text(max_size=300) | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_gets_a_value(question: str) -> None:
    assert reason(question) in {None, *Silence}


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "@",
        "a@",
        "a.",
        "SELECT ",
        "f(",
        "x'",
        "(((",
        "é",
        "🙂",
        "שלום ",
        "\u202e",
        "www.",
        "ab",
    ],
)
def test_ten_thousand_characters_take_little_time(piece: str) -> None:
    long = AnswerOptions(max_question_chars=100_000)
    reason("what is this")  # loads the model
    started = time.process_time()
    check_question(piece * (10_000 // len(piece)), OPTIONS)
    check_question(piece * (50_000 // len(piece)), long)
    # Backtracking takes minutes; the bound leaves room for a slow machine.
    assert time.process_time() - started < 0.5
