"""One article about a bridge, which answers one question: what tests of the platforms ask about."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from bot.core import words
from index.records import Answer
from tests.bot.fakes import FakeArchive, make_quote

QUESTION: Final = "When did the bridge open?"
SENTENCE: Final = "The bridge opened in May."
ANOTHER: Final = "It is closed on Sundays."
ARTICLE: Final = f"{SENTENCE} ADVERT {ANOTHER}"

NOW: Final = datetime(2026, 1, 2, 6, 4, 5, tzinfo=UTC)
"""Three hours after the index of `FakeArchive` was built."""

REPORT: Final = "\n".join(
    (
        "The index is built: 1 article, in 3 s.",
        "Files · the same as before",
        "Copies · none found",
    )
)
"""What is said of a build of `make_report`."""


def make_archive(question: str = QUESTION) -> FakeArchive:
    """One article, which answers one question and has another sentence to show."""
    answer = Answer(question, (make_quote(SENTENCE),), 0.9, further=True)
    return FakeArchive({question: answer}, texts={"bridge": ARTICLE}, more=[make_quote(ANOTHER)])


def error_id(text: str) -> str:
    """The id in an apology."""
    [found] = re.findall(r"error ([0-9a-f]{8})\.$", text)
    assert text == words.apology(found)
    return str(found)
