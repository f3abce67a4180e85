"""The words of the chat on the ledger: what the bot says of issues, never what the articles say."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.core import written
from index.issues.records import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_OPEN_ISSUES = "The articles tell of no open issue."
NONE_NEWER = "No article has a date, so none is newer than another."
WHO_SAYS_WHAT = "Who says what:"
MORE_EVIDENCE = "What the articles say besides:"
SETTLED_ISSUES = "Settled:"
SILENT_ISSUES = "Not mentioned:"
FIRST_IS_GONE = "The article that gave the first number is gone or has changed."
UNLISTED = "Disputes that fit no issue of the catalogue:"
NONE_UNLISTED = "I found no dispute that fits no issue of the catalogue."

SIGNAL_WORD: Mapping[Signal, str] = MappingProxyType(
    {Signal.OPEN: "open", Signal.SETTLED: "settled", Signal.NEUTRAL: "neutral"}
)
"""What a quote tells of an issue."""


def open_issues(count: int, *, dated: bool) -> str:
    """Above at least one issue that is open or contested; `dated`: whether they have an order."""
    return f"{written.counted(count, 'open issue')}{', last moved first' if dated else ''}:"


def last_moved(date: str | None) -> str:
    """When the newest evidence of an issue was published."""
    return written.UNDATED if date is None else f"last moved {written.date(date)}"


def settled_by(what: str) -> str:
    """What would settle an issue, in the words of the catalogue."""
    return f"What would settle it: {what}"


def waits_for(title: str) -> str:
    """Above a quote by which an issue waits for another."""
    return f"Waits for: {title}"


def further_evidence(count: int) -> str:
    """Evidence that is not shown."""
    return f"and {written.counted(count, 'more quote')}"


def what_changed(since: str, until: str) -> str:
    """Above what changed in the ledger."""
    return f"What changed from {since} to {until}:"


def nothing_changed(since: str) -> str:
    """No issue moved."""
    return f"Nothing has changed since {since}."


def new_quotes(count: int) -> str:
    """Evidence that was not there before; "" where there is none."""
    return written.counted(count, "new quote") if count else ""


def news(count: int, telling: int) -> str:
    """So many articles are new, and so many of them tell of the issues."""
    new = written.counted(count, "new article")
    if count == telling:
        return f"{new} with news on the issues"
    return f"{new}, {telling:,} of them with news on the issues"


def more_articles(count: int) -> str:
    """Articles that aren't named."""
    return f"and {written.counted(count, 'more article')}"


def more_issues(count: int) -> str:
    """Issues that moved, and aren't told of."""
    return f"and {written.counted(count, 'more issue')}"


def gone_quotes(count: int) -> str:
    """Evidence that was there before; "" where all of it still is."""
    return f"{written.counted(count, 'quote')} gone" if count else ""


def several_issues(typed: str, ids: Sequence[str]) -> str:
    """More than one issue has the words that were typed."""
    return f"“{typed}” fits several issues; type one of their ids: {', '.join(ids)}."


def no_issue(typed: str, close: Sequence[str]) -> str:
    """No issue has the words that were typed; `close` are the ids of those that come close."""
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    return f"There is no issue “{typed}”.{meant} “/issues” lists them all."
