"""News of the ledger, as tests of the platforms' announcements make them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.news import News
from index.issues.records import Figure, Move, NumberMove, Status
from tests.bot.fakes import FakeArchive, make_evidence, make_quote, make_source, make_standing

SENTENCE = "The crossing is still shut, the minister said."


def make_move(issue: str = "bridge", text: str = SENTENCE, count: int = 1, **about: Any) -> Move:
    """An issue that is open again, with `count` quotes and a number that changed."""
    evidence = tuple(
        make_evidence(text if not number else f"{text} ({number})", doc_id=f"{issue}-{number}")
        for number in range(count)
    )
    now = make_standing(issue, Status.OPEN, *evidence, title=f"The {issue}")
    before, after = Figure("kill", "at least 244", 244.0), Figure("kill", "more than 400", 400.0)
    number = NumberMove(before, after, None, make_quote("More than 400 died.", f"{issue}-0"))
    return replace(Move(Status.SETTLED, now, evidence, 0, (number,)), **about)


def make_news(*moves: Move, names: int = 2, **about: Any) -> News:
    """What two new articles bring."""
    articles = tuple(
        make_source(f"story-{number}", f"Story {number}", "2026-01-02") for number in range(names)
    )
    return News(articles, names, moves or (make_move(),), FakeArchive().summary(), **about)
