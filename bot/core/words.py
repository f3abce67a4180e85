"""The words of the chat, in one place: what the bot says, never what the articles say.

Plain English, short, with what to do next. Adapters add only what belongs to their platform
(a key to press, a button's label).
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.core import written
from bot.core.call import DIRECT_MESSAGES, CommandName, Platform
from index.question.reading import told
from index.records import Relation, Silence, TimeNote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from index.records import FurnitureKind, IndexSummary, Reading

NOT_SAID = "The articles don't say."
NEAREST_INTRO = "This came closest, but it may not answer the question:"
NO_ARTICLES = "There are no articles yet. Put some into the articles folder and start again."

FORGOTTEN = (
    "I no longer keep that answer, so its buttons don't work any more. Please ask the question "
    "again."
)
ANSWER_CHANGED = (
    "The articles have changed since, and so has the answer. Please ask the question again."
)
NOTHING_MORE = "Nothing else in the articles comes close to that question."
THANKS = "Thank you; that is noted, for whoever runs me to read."
NO_FEEDBACK = "Nobody has found an answer not helpful so far."
NEED_USER = "Say whose questions and feedback to delete."

TAGLINE = "answers questions about news articles in the articles' own words."
INTRO = (
    "I answer questions about a collection of news articles in their own words: every answer is "
    "cut from an article, with the id of its file."
)

COPIES_TOLD = 5
"""Ids of copies that are written out; a story that fifty files carry would bury the quote."""

DIFFER = "The articles differ:"
COUNTED_LATER = "The articles give counts of different days, the newest first:"
RELATION: Mapping[Relation, str] = MappingProxyType(
    {Relation.DIFFERENT: "", Relation.LATER: "later count", Relation.EARLIER: "earlier count"}
)
"""What stands behind a value; nothing where the values simply differ."""

_TIME_NOTES: Mapping[TimeNote, str] = MappingProxyType(
    {
        TimeNote.ALL_UNDATED: "No article has a date, so I could not go by dates.",
        TimeNote.NONE_THEN: "No article is dated then, so I searched all of them.",
        TimeNote.NOTHING_THEN: "No article is dated then.",
    }
)

SILENCE: Mapping[Silence, str] = MappingProxyType(
    {
        Silence.NOT_SAID: NOT_SAID,
        Silence.EMPTY: "There is no question there. Please ask one about the articles.",
        Silence.TOO_SHORT: (
            "One word is too little to search for. Please ask a whole question, "
            "like “Who signed the agreement?”"
        ),
        Silence.TOO_LONG: (
            "That is too long to search for. Please ask it in one or two sentences."
        ),
        Silence.NOT_ENGLISH: "The built-in model reads English only; please ask in English.",
        Silence.NOT_A_QUESTION: (
            "That doesn't read like a question. Please ask something that the articles could "
            "answer, like “Who signed the agreement?”"
        ),
    }
)

COMMAND_HELP: Mapping[CommandName, tuple[str, str]] = MappingProxyType(
    {
        CommandName.ASK: ("QUESTION", "answers with sentences of the articles, word for word"),
        CommandName.ISSUES: (
            "[ISSUE | since DATE | chart]",
            "lists the open issues, or shows one, what changed, or a picture of them",
        ),
        CommandName.SOURCES: (
            "[WORDS]",
            "lists the articles, or those with WORDS in id, title or date",
        ),
        CommandName.STATUS: ("", "says what is being searched, and how fresh it is"),
        CommandName.ADD: ("URL", "shows an article of the web, and adds it if you say so"),
        CommandName.REBUILD: (
            "[full | rollback]",
            "brings the index up to date with the articles folder, or goes back to the one before",
        ),
        CommandName.FEEDBACK: ("", "lists what people found not helpful"),
        CommandName.FORGET: ("USER", "deletes what is kept of a person's questions and feedback"),
        CommandName.HELP: ("", "shows this list"),
    }
)
"""For each command that is typed what may follow it and what it does, after "it …"."""


def understood(reading: Reading) -> str | None:
    """How a question was read, where that is more than its own words; None where it isn't."""
    understood = told(reading)
    parts = [f"I understood: {understood}."] if understood else []
    if reading.note is not None:
        parts.append(_TIME_NOTES[reading.note])
    return " ".join(parts) or None


def copies(ids: Sequence[str]) -> str:
    """The files that carry the same story: "+2 copies: a, b"."""
    told = ", ".join(ids[:COPIES_TOLD])
    return f"{copies_counted(len(ids))} {told}{copies_untold(len(ids))}"


def copies_counted(count: int) -> str:
    """What stands before the ids of copies: "+2 copies:"."""
    return f"+{written.counted(count, 'copy', 'copies')}:"


def copies_untold(count: int) -> str:
    """What stands behind them where there are more: " and 3 more", or nothing."""
    return f" and {count - COPIES_TOLD:,} more" if count > COPIES_TOLD else ""


def heading_of_differing(relations: Iterable[Relation]) -> str:
    """What stands above values that differ: counts of other days, or reports at odds."""
    return DIFFER if Relation.DIFFERENT in relations else COUNTED_LATER


def busy() -> str:
    """The queue is full."""
    return "I am busy with other questions. Please ask again in a moment."


def too_many(per_minute: int, wait_seconds: float) -> str:
    """A person has used up the questions of a minute; `wait_seconds` until the next is free."""
    asked = written.counted(per_minute, "question")
    wait = written.counted(max(1, math.ceil(wait_seconds)), "second")
    return f"You have asked {asked} in the last minute. Please wait {wait}."


def too_many_on_server(per_minute: int, wait_seconds: float) -> str:
    """A server has used up the questions of a minute; `wait_seconds` until the next is free."""
    asked = written.counted(per_minute, "question")
    wait = written.counted(max(1, math.ceil(wait_seconds)), "second")
    return (
        f"All of you here together have asked {asked} in the last minute, which is the limit. "
        f"Please wait {wait}."
    )


def too_many_at_once(count: int) -> str:
    """A person has as many calls waiting or being worked on as one may have."""
    asked = written.counted(count, "thing")
    return f"I am still at the {asked} that you asked of me. Please wait for an answer first."


def elsewhere(places: str) -> str:
    """The bot was asked where it doesn't answer."""
    return f"I don't answer here; ask me in {places}."


def places(channels: Collection[str]) -> str:
    """Where the bot answers, for people: channels as the links that platforms make of their ids."""
    listed = [f"<#{one}>" for one in sorted(set(channels) - {DIRECT_MESSAGES})]
    return " or in ".join([*listed, *(["direct messages"] * (DIRECT_MESSAGES in channels))])


def waiting_at(place: int) -> str:
    """Others are being answered first; `place` is 2 for whoever is next."""
    return f"I am busy: you are {written.ordinal(place)}. Your answer will be here in a moment."


def not_ready(percent: int | None) -> str:
    """There is no index yet; `percent` of it is built, None where none is being built."""
    if percent is None:
        return (
            "I have no index to answer from, and building one failed. Whoever runs me finds the "
            "reason in my log, and an admin can have it built again."
        )
    return f"I am building the index: {percent} % done. Please ask again in a moment."


def admins_only(command: str, platform: Platform) -> str:
    """A command for admins, called by someone else."""
    if platform is Platform.SLACK:  # where it may have another name
        return (
            "Only admins and owners of this workspace may do that, and people whom the one who "
            "runs me has named."
        )
    return f"Only those who manage this server, or have one of my admin roles, may use /{command}."


def changed(doc_id: str) -> str:
    """The article of a quote has changed."""
    return (
        f"The article {doc_id} has changed since, or is gone, so I can't show the words around "
        "that quote. Please ask the question again."
    )


def no_date(written: str) -> str:
    """What was given as a date is none."""
    return f"“{written}” is no date. Write one like 2025-12-31, 2025-12 or “last week”."


def remarks(count: int) -> str:
    """Above a list of what people found not helpful."""
    return f"{written.counted(count, 'remark')} on answers, the newest first."


def forgot(turns: int, remarks: int) -> str:
    """What was deleted of a person."""
    if not turns + remarks:
        return "Nothing is kept of that person."
    asked, remarked = written.counted(turns, "question"), written.counted(remarks, "remark")
    return f"Deleted {asked} and {remarked} of that person."


def left_out(kind: FurnitureKind, count: int) -> str:
    """A part of an article that is never quoted: "never quoted: advert, 12 words"."""
    return f"never quoted: {kind}, {written.counted(count, 'word')}"


def no_first_index(reason: str) -> str:
    """The first build failed, so there is nothing to answer from."""
    return f"there is no index, and building one failed: {reason}"


def indexed(summary: IndexSummary, now: datetime) -> str:
    """What an answer was searched in: "5 articles, indexed 3 hours ago"."""
    articles = written.counted(summary.articles, "article")
    return f"{articles}, indexed {written.age(summary.built_at, now)}"


def too_slow(seconds: float) -> str:
    """An answer took longer than the time limit."""
    limit = written.counted(max(1, round(seconds)), "second")
    return f"I found no answer within {limit}, so I stopped. Please try again in a moment."


def closing() -> str:
    """The bot is about to stop."""
    return "I am shutting down. Please ask again when I am back."


def apology(error_id: str) -> str:
    """Something broke; `error_id` also stands in the log."""
    return (
        "Sorry, something went wrong on my side. Please try again; if it keeps happening, tell "
        f"whoever runs me about error {error_id}."
    )


def no_source_matches(search: str, total: int) -> str:
    """No article has the words of `search`."""
    all_of_them = written.counted(total, "article")
    return f"No article has “{search}” in its id, title or date (I have {all_of_them})."


def shown_of(shown: int, matching: int, total: int) -> str:
    """A heading for a list of articles: "5 articles", "12 of 1,731 articles" …"""
    if matching == total:
        text = written.counted(total, "article")
    else:
        text = f"{matching:,} of {written.counted(total, 'article')}"
    return text if shown == matching else f"{text}, showing {shown:,}"


def unknown_command(name: str) -> str:
    """There is no such command."""
    return f"There is no command /{name}. Type /help to see those there are."
