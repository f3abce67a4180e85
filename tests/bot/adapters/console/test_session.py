"""A conversation at the console, with made-up articles and lines typed by the test."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from bot.adapters.console.session import PROMPT, Session
from bot.adapters.console.terminal import Terminal
from bot.core import words
from bot.core.limits import Limits
from bot.core.responder import Responder
from bot.core.state.conversations import REMEMBERED
from index.records import Answer, NoAnswer, Silence
from tests.bot.fakes import ROOMY, FakeArchive, make_quote, make_services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPENED = "When did the bridge open?"
COST = "What did the bridge cost?"


@pytest.fixture
def archive() -> FakeArchive:
    near = make_quote("The bridge is dear to many.", "feature")
    return FakeArchive(
        {
            OPENED: Answer(OPENED, (make_quote(),), 0.9),
            COST: NoAnswer(COST, Silence.NOT_SAID, (near,), 0.2),
            "Hello": NoAnswer("Hello", Silence.TOO_SHORT),
        }
    )


@pytest.fixture
def output() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def session(archive: FakeArchive, output: io.StringIO) -> Iterator[Session]:
    with Responder(make_services(archive), ROOMY) as responder:
        yield Session(responder, Terminal(output))


def typing(*lines: str, then: type[BaseException] = EOFError) -> Callable[[str], str]:
    """A keyboard: each line once, then an exception as Ctrl-D or Ctrl-C raise it."""
    rest = iter(lines)

    def read_line(prompt: str) -> str:
        assert prompt == PROMPT
        for line in rest:
            return line
        raise then

    return read_line


def test_each_question_comes_with_those_before_it(session: Session, archive: FakeArchive) -> None:
    session.answer_lines([OPENED, "/status", COST, "Hello", "And why?"])
    assert archive.histories == [(), (OPENED,), (OPENED, COST), (OPENED, COST)]


def test_only_the_last_questions_of_a_long_conversation_are_remembered(
    session: Session, archive: FakeArchive
) -> None:
    session.answer_lines([f"What about pillar {n}?" for n in range(REMEMBERED + 3)])
    assert len(archive.histories[-1]) == REMEMBERED
    assert archive.histories[-1][-1] == f"What about pillar {REMEMBERED + 1}?"


def test_lines_are_echoed_and_answered_one_block_each(
    session: Session, output: io.StringIO
) -> None:
    session.answer_lines([f"{OPENED}\n", "\n", "   \n", f"  {COST}\r\n", "Hello"])
    assert output.getvalue() == (
        f"> {OPENED}\n"
        "  The bridge opened in May.\n"
        "    bridge · undated\n"
        "\n"
        f"> {COST}\n"
        "The articles don't say.\n"
        "Type /closest to see what came closest.\n"
        "\n"
        "> Hello\n"
        f"{words.SILENCE[Silence.TOO_SHORT]}\n"
        "\n"
    )


def test_a_byte_order_mark_is_not_part_of_the_first_question(
    session: Session, archive: FakeArchive
) -> None:
    session.answer_lines([f"\ufeff{OPENED}\n", "\ufeff\n"])
    assert archive.asked == [OPENED]


def test_each_answer_is_out_before_the_next_line_is_read(
    session: Session, output: io.StringIO
) -> None:
    def lines() -> Iterator[str]:
        yield OPENED
        assert "opened in May" in output.getvalue()
        yield COST
        assert words.NOT_SAID in output.getvalue()

    session.answer_lines(lines())


def test_no_lines_print_nothing(session: Session, output: io.StringIO) -> None:
    session.answer_lines([])
    assert output.getvalue() == ""


def test_quit_ends_the_lines(session: Session, archive: FakeArchive) -> None:
    session.answer_lines([OPENED, "/quit", COST])
    assert archive.asked == [OPENED]


@pytest.mark.parametrize("then", [EOFError, KeyboardInterrupt])
def test_a_conversation_greets_and_leaves_on_a_clean_line(
    session: Session, output: io.StringIO, then: type[BaseException]
) -> None:
    session.converse(typing(OPENED, "", then=then))
    text = output.getvalue()
    assert text.startswith("Dateline answers questions")
    assert "1 article from 1 May 2025." in text
    assert text.endswith("\n\n  The bridge opened in May.\n    bridge · undated\n\n\n")


@pytest.mark.parametrize("farewell", ["/quit", "/exit", "quit", "EXIT", "/Quit now"])
def test_people_can_leave_by_name(session: Session, archive: FakeArchive, farewell: str) -> None:
    session.converse(typing(farewell, OPENED, then=AssertionError))
    assert archive.asked == []


def test_closest_shows_what_came_closest_until_a_question_is_answered(
    session: Session, output: io.StringIO
) -> None:
    session.answer_lines(["/closest", COST, "/status", "Hello", "/closest", OPENED, "/closest"])
    blocks = output.getvalue().split("> /closest\n")[1:]
    assert [("dear to many" in block) for block in blocks] == [False, True, False]
    assert "    feature · undated" in blocks[1]


@pytest.mark.parametrize("line", [f"/ask {OPENED}", f"/ASK   {OPENED}  ", f"/ask\t{OPENED}"])
def test_ask_is_the_same_as_a_bare_question(
    session: Session, archive: FakeArchive, line: str
) -> None:
    session.answer_lines([line])
    assert archive.asked == [OPENED]


def test_ask_without_a_question_asks_the_archive_about_nothing(
    session: Session, archive: FakeArchive
) -> None:
    session.answer_lines(["/ask"])
    assert archive.asked == [""]


@pytest.mark.parametrize("line", ["help", "/help", "HELP"])
def test_help_needs_no_slash(session: Session, output: io.StringIO, line: str) -> None:
    session.answer_lines([line])
    assert "/sources [WORDS]" in output.getvalue()


def test_sources_takes_words(session: Session, output: io.StringIO) -> None:
    session.answer_lines(["/sources", "/sources tunnel road"])
    assert "  bridge · A bridge · 1 May 2025 · 250 words\n" in output.getvalue()
    assert "No article has “tunnel road”" in output.getvalue()


@pytest.mark.parametrize("line", ["/", "/ ", "/nonsense", "/\x1b[31m", "//"])
def test_an_unknown_command_gets_a_sentence(
    session: Session, archive: FakeArchive, output: io.StringIO, line: str
) -> None:
    session.answer_lines([line])
    assert archive.asked == []
    assert "\x1b" not in output.getvalue()
    assert "Type /help to see those there are." in output.getvalue()


def test_the_console_is_never_limited(archive: FakeArchive, output: io.StringIO) -> None:
    with Responder(make_services(archive), Limits(1, 10.0, 1)) as responder:
        Session(responder, Terminal(output)).answer_lines([OPENED] * 30)
    assert output.getvalue().count("opened in May") == 30
