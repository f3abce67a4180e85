"""The commands, each on its own, and the table that must not forget one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import commands, words
from bot.core.call import ADMIN_COMMANDS, BUTTONS, CommandName, Platform
from bot.core.commands import COMMANDS
from bot.core.commands.sources import CONSOLE_PAGE
from bot.core.listing import matching, suggested
from bot.core.reply import Help, Notice, NotSaid, OneSource, Quotes, SourceList, Status
from index.records import Answer, FurnitureKind, NoAnswer, Reading, Relation, Silence, TimeNote
from tests.bot.core.commands.running import reply_to, run
from tests.bot.fakes import FakeArchive, make_line, make_quote, make_services, make_source

if TYPE_CHECKING:
    from index.question.reading import Request

QUESTION = "When did the bridges open?"


def sources(text: str, archive: FakeArchive) -> SourceList:
    body = run(CommandName.SOURCES, text, archive)
    assert isinstance(body, SourceList)
    return body


def test_every_file_of_commands_has_one_command_and_it_is_in_the_table() -> None:
    listed = {type(command) for command in COMMANDS.values()}
    for module in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        members = inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        own = {c for _, c in members if c.__module__ == module.name and hasattr(c, "run")}
        assert len(own) == 1, module.name
        assert own <= listed, f"{module.name} is missing in COMMANDS"


def test_the_table_has_every_name_and_each_command_knows_its_own() -> None:
    assert set(COMMANDS) == set(CommandName)
    assert all(command.name is name for name, command in COMMANDS.items())


def test_an_answer_has_the_words_of_the_question_in_bold_and_only_whole_ones() -> None:
    quote = make_quote("The bridge was reopened; an opening of bridges, abridged.")
    archive = FakeArchive({QUESTION: Answer(QUESTION, (quote,), 0.8)})
    body = run(CommandName.ASK, QUESTION, archive)
    assert isinstance(body, Quotes)
    [item] = body.quoted
    bold = [quote.text[span.start : span.end] for span in item.bold]
    assert bold == ["bridge", "opening", "bridges"]
    assert (item.quote, body.confidence, body.question) == (quote, 0.8, QUESTION)


def test_values_that_differ_are_lines_in_which_the_value_stands_out() -> None:
    lines = (
        make_line("at least 12", "At least 12 or, better, at least 12 ferries."),
        make_line("9", "Only 9 ferries sailed.", Relation.EARLIER, "other"),
    )
    archive = FakeArchive({QUESTION: Answer(QUESTION, (make_quote(),), 0.8, lines)})
    body = run(CommandName.ASK, QUESTION, archive)
    assert isinstance(body, Quotes)
    assert [(line.value, line.relation) for line in body.differing] == [
        ("at least 12", Relation.DIFFERENT),
        ("9", Relation.EARLIER),
    ]
    for line in body.differing:
        [item] = line.quoted
        assert [item.quote.text[span.start : span.end] for span in item.bold] == [line.value]


@pytest.mark.parametrize("answered", [True, False])
def test_how_a_question_was_understood_is_told_in_a_sentence(answered: bool) -> None:
    reading = Reading(("the old bridge", "Ann Roe"), "in articles from May 2025")
    reply = (
        Answer(QUESTION, (make_quote(),), 0.8, reading=reading)
        if answered
        else NoAnswer(QUESTION, Silence.NOT_SAID, reading=reading)
    )
    body = run(CommandName.ASK, QUESTION, FakeArchive({QUESTION: reply}))
    assert isinstance(body, Quotes | NotSaid)
    expected = "I understood: about the old bridge and Ann Roe, in articles from May 2025."
    assert body.understood == expected


def test_words_that_were_carried_over_are_bold_too() -> None:
    reply = Answer("Why?", (make_quote("The ferry sank."),), 0.8, reading=Reading(("the ferry",)))
    body = run(CommandName.ASK, "Why?", FakeArchive({"Why?": reply}))
    assert isinstance(body, Quotes)
    [item] = body.quoted
    assert [item.quote.text[span.start : span.end] for span in item.bold] == ["ferry"]


@pytest.mark.parametrize("note", list(TimeNote))
def test_every_note_on_dates_has_its_sentence(note: TimeNote) -> None:
    sentence = words.understood(Reading(note=note))
    assert sentence is not None
    assert sentence.endswith(".")
    assert words.understood(Reading()) is None


def test_what_was_asked_before_goes_to_the_archive() -> None:
    archive = FakeArchive()
    services = make_services(archive)
    for question in ("Who closed the bridge?", "When?", "Why?"):
        reply_to(services, CommandName.ASK, question)
    assert archive.histories[-1] == ("Who closed the bridge?", "When?")


def test_a_command_keeps_to_the_archive_that_it_began_on() -> None:
    class Overtaken(FakeArchive):
        def answer(self, question: Request) -> Answer | NoAnswer:
            services.archive.replace(FakeArchive(listed=[make_source("a"), make_source("b")]))
            return super().answer(question)

    old = Overtaken()
    services = make_services(old)
    assert reply_to(services, CommandName.ASK, QUESTION).index == old.summary()
    index = reply_to(services, CommandName.ASK, QUESTION).index
    assert index is not None
    assert index.articles == 2


def test_no_answer_keeps_what_came_closest_for_later() -> None:
    near = (make_quote("A bridge."), make_quote("A road.", "road"))
    archive = FakeArchive({QUESTION: NoAnswer(QUESTION, Silence.NOT_SAID, near, 0.2)})
    body = run(CommandName.ASK, QUESTION, archive)
    assert isinstance(body, NotSaid)
    assert tuple(item.quote for item in body.nearest) == near


@pytest.mark.parametrize("reason", [r for r in Silence if r is not Silence.NOT_SAID])
def test_what_can_not_be_asked_gets_the_sentence_for_its_reason(reason: Silence) -> None:
    body = run(CommandName.ASK, "x", FakeArchive({"x": NoAnswer("x", reason)}))
    assert isinstance(body, Notice)
    assert body.text == words.SILENCE[reason]


def listed_in_help(*, is_admin: bool) -> set[CommandName]:
    body = run(CommandName.HELP, is_admin=is_admin)
    assert isinstance(body, Help)
    return {entry.command for entry in body.entries}


def test_help_lists_every_command_that_is_typed() -> None:
    assert listed_in_help(is_admin=True) == set(CommandName) - BUTTONS


def test_help_hides_from_others_what_is_for_admins() -> None:
    assert listed_in_help(is_admin=False) == set(CommandName) - BUTTONS - ADMIN_COMMANDS


def test_status_tells_the_dates_of_the_articles() -> None:
    listed = [make_source("a", None, "2025-12"), make_source("b"), make_source("c", None, "2024")]
    body = run(CommandName.STATUS, "", FakeArchive(listed=listed))
    assert isinstance(body, Status)
    assert (body.oldest, body.summary.newest, body.undated) == ("2024", "2025-12", 1)


def test_status_of_no_articles_has_no_dates() -> None:
    body = run(CommandName.STATUS, "", FakeArchive(listed=[]))
    assert isinstance(body, Status)
    assert (body.oldest, body.summary.articles) == (None, 0)


def test_sources_come_newest_first_and_undated_last() -> None:
    dates = {"b": "2025-12-29", "a": None, "d": "2025-12", "c": "2026", "e": None}
    archive = FakeArchive(listed=[make_source(name, None, date) for name, date in dates.items()])
    assert [s.doc_id for s in sources("", archive).sources] == ["c", "b", "d", "a", "e"]


def test_of_many_sources_the_first_are_shown_and_all_are_counted() -> None:
    archive = FakeArchive(listed=[make_source(f"{n:04}") for n in range(1731)])
    body = sources("  ", archive)
    assert (len(body.sources), body.matching, body.total) == (CONSOLE_PAGE, 1731, 1731)
    assert body.search == ""


def test_sources_are_filtered_by_all_words_in_id_title_or_date_in_any_case() -> None:
    archive = FakeArchive(
        listed=[
            make_source("a/one", "The Bridge of Straße", "2025-12-01"),
            make_source("a/two", None, "2025-12-02"),
            make_source("a/three", "The Bridge again, at a strasse", "2025-11"),
            make_source("b/four", "bridge"),
        ]
    )
    found = {
        words: [source.doc_id for source in sources(words, archive).sources]
        for words in ("BRIDGE", "a/ bridge", "2025-12", "december 2025", "STRASSE", "none")
    }
    assert found == {
        "BRIDGE": ["a/one", "a/three", "b/four"],
        "a/ bridge": ["a/one", "a/three"],
        "2025-12": ["a/two", "a/one"],
        "december 2025": ["a/two", "a/one"],
        "STRASSE": ["a/one", "a/three"],
        "none": [],
    }


@given(st.text())
def test_any_text_can_be_searched_for(text: str) -> None:
    ids = [f"{n} a" for n in range(3)]
    archive = FakeArchive(listed=[make_source(n) for n in ids], texts=dict.fromkeys(ids, "x"))
    body = run(CommandName.SOURCES, text, archive)
    if isinstance(body, OneSource):
        assert text.casefold().split()[0] in body.source.doc_id
    else:
        assert isinstance(body, SourceList)
        assert len(body.sources) == body.matching <= body.total


def test_pages_in_chat_hold_every_article_once() -> None:
    archive = FakeArchive(listed=[make_source(f"{n:02}") for n in range(23)])
    pages = [
        run(CommandName.SOURCES, "", archive, platform=Platform.DISCORD, number=page)
        for page in range(4)
    ]
    seen = [[s.doc_id for s in page.sources] for page in pages if isinstance(page, SourceList)]
    assert [doc_id for page in seen[:3] for doc_id in page] == [f"{n:02}" for n in range(23)]
    assert seen[3] == seen[2], "a page after the last is the last"


@pytest.mark.parametrize("search", ["bridge", "BRIDGE 2025-05", "  bridge "])
def test_one_article_is_shown_with_what_is_never_quoted_of_it(search: str) -> None:
    archive = FakeArchive(texts={"bridge": "It opened. ADVERT"})
    body = run(CommandName.SOURCES, search, archive)
    assert isinstance(body, OneSource)
    assert body.source == archive.listed[0]
    assert body.left_out == ((FurnitureKind.ADVERT, 1),)


def test_an_id_that_others_begin_with_finds_its_own_article() -> None:
    listed = [make_source("a"), make_source("a/b")]
    body = run(CommandName.SOURCES, "a", FakeArchive(listed=listed, texts={"a": "x"}))
    assert isinstance(body, OneSource)
    assert body.source.doc_id == "a"


@given(st.text(), st.integers(0, 30))
def test_what_is_suggested_while_typing_matches_and_is_no_more_than_wanted(
    typed: str, count: int
) -> None:
    listed = [make_source(f"{n} a", f"The {n}th Bridge") for n in range(40)]
    found = suggested(typed, listed, count)
    assert len(found) <= count
    assert set(found) <= set(matching(typed, listed))
