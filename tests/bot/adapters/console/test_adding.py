"""`/add` at the console: what is found, how it is added, and what came of it."""

from __future__ import annotations

import io

import pytest

from bot.adapters.console.formatter import format_body
from bot.adapters.console.session import Session
from bot.adapters.console.terminal import Terminal
from bot.core import adding_words, build_words
from bot.core.adding_bodies import FoundArticle, FoundArticles
from bot.core.builds import Task
from bot.core.responder import Responder
from index.errors import NoArticleError
from index.web.records import Added, Changed, Same
from tests.bot.fake_web import FakeWeb, make_page
from tests.bot.fakes import ROOMY, FakeArchive, make_services

STORY = "https://news.example/bridge"
NONE = "https://news.example/none"
TOKEN = "0c3f52a9b1d4"  # noqa: S105 - opens nothing


def typed(web: FakeWeb, *lines: str) -> str:
    output = io.StringIO()
    with Responder(make_services(FakeArchive(), web=web), ROOMY) as responder:
        Session(responder, Terminal(output)).answer_lines(lines)
    return output.getvalue()


def shown(*found: FoundArticle, refused: tuple[str, ...] = (), left: int = 0) -> list[str]:
    body = FoundArticles(TOKEN, found, refused, left)
    return [line.plain for line in format_body(body, 80)]


def test_what_is_found_is_shown_with_what_to_type_to_add_it() -> None:
    web = FakeWeb(make_page(STORY))
    lines = typed(web, f"/add {STORY}").splitlines()
    assert lines[1] == adding_words.looking([STORY])
    assert lines[2:6] == [
        "The bridge opens",
        "  News Example · 25 January 2026 · 11 words · by Ann Author",
        "  The bridge opened in May. It had been shut for years.",
        f"  {STORY}",
    ]
    how = lines[7]
    assert how.startswith("To add it, type: /add ")
    assert not web.shelf


def test_typed_it_is_added_and_the_build_reported() -> None:
    web = FakeWeb(make_page(STORY))
    with Responder(make_services(FakeArchive(), web=web), ROOMY) as responder:
        output = io.StringIO()
        session = Session(responder, Terminal(output))
        session.answer_lines([f"/add {STORY}"])
        how = output.getvalue().split("type: ")[1].strip()
        session.answer_lines([how])
        session.answer_lines([how])
    told = output.getvalue()
    assert f"Added as bridge. {build_words.begun(Task.UPDATE)}" in told
    assert told.strip().endswith("Was there already: bridge.")
    assert web.shelf == {STORY: "bridge"}


def test_what_is_no_article_says_why() -> None:
    why = NoArticleError(NONE, "its text is behind a paywall")
    told = typed(FakeWeb(refused=[why]), f"/add {NONE}")
    assert told.strip().endswith(adding_words.refused(why))


def test_several_are_numbered_and_one_that_is_there_already_says_so() -> None:
    changed = Changed("tunnel", ("- It is shut.", "+ It is open."), "", was_corrected=False)
    lines = shown(
        FoundArticle(make_page(STORY), Added("bridge")),
        FoundArticle(make_page(STORY, title=""), changed),
        refused=("That can't be added: it is shut.",),
        left=2,
    )
    text = "\n".join(lines)
    assert "1 · The bridge opens" in lines
    assert f"2 · {adding_words.UNTITLED}" in lines
    assert "  It is among the articles already, and has changed since: tunnel" in lines
    assert lines[lines.index("    - It is shut.") + 1] == "    + It is open."
    assert "That can't be added: it is shut." in lines
    assert adding_words.not_looked_at(2) in lines
    assert f"/add {TOKEN} 1" in text


def test_where_nothing_is_new_nothing_is_offered() -> None:
    lines = shown(FoundArticle(make_page(STORY), Same("bridge")))
    assert "  It is among the articles already, just as it is: bridge" in lines
    assert not any("/add" in line for line in lines)


@pytest.mark.parametrize("length", [1, adding_words.FIRST_LINES, 5_000])
def test_of_a_long_text_only_the_beginning_is_shown(length: int) -> None:
    words = make_page(STORY, text="bridge " * length)
    told = adding_words.first_lines(words)
    assert len(told) <= adding_words.FIRST_LINES + 2
    assert words.text.startswith(told.removesuffix(" …"))
    assert told.endswith("…") == (len(words.text.strip()) > adding_words.FIRST_LINES)
