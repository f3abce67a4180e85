"""The words of the picture of a ledger: its heading, its dates, and what it shows as plain text.

Standings with evidence go in, strings come out. No word of an article is among them.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from index.issues.records import Status
from index.question.dates.periods import published_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.issues.records import Standing

ALT_LIMIT: Final = 1024
"""UTF-16 units: what Discord takes as the description of an attachment."""

NOTHING: Final = "No article speaks of any issue"
NO_DATE: Final = "no date is known"
NO_DAY: Final = "only the month or year is known"
UNDATED: Final = "undated"

# Not strftime, whose names are those of the locale.
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_TITLE_LIMIT: Final = 90


class Kind(StrEnum):
    """What an article tells of an issue, and how an issue stands; each is its own word."""

    OPEN = "open"
    CONTESTED = "contested"
    SETTLED = "settled"
    NEUTRAL = "neutral"


_STATUS_KIND: Final = {
    Status.OPEN: Kind.OPEN,
    Status.CONTESTED: Kind.CONTESTED,
    Status.SETTLED: Kind.SETTLED,
    Status.NOT_MENTIONED: Kind.NEUTRAL,  # it has evidence, and none calls it open or settled
}


def kind_of_status(status: Status) -> Kind:
    """How an issue with evidence stands, or what an article says of it."""
    return _STATUS_KIND[status]


def plain(text: str) -> str:
    """`text` on one line, without control characters and half characters."""
    shown = (c for c in " ".join(text.split()) if not unicodedata.category(c).startswith("C"))
    return unicodedata.normalize("NFC", " ".join("".join(shown).split()))


def heading(standings: Sequence[Standing]) -> str:
    """How much is shown: "12 issues in 9 articles"."""
    articles = len({one.quote.doc_id for standing in standings for one in standing.evidence})
    return f"{_counted(len(standings), 'issue')} in {_counted(articles, 'article')}"


def dates(standings: Iterable[Standing]) -> str:
    """From when to when its articles are: "October 2025 to 25 January 2026"; NO_DATE if none is."""
    told = {one.quote.published or "" for standing in standings for one in standing.evidence}
    spans = {day: days for day in sorted(told) if (days := published_range(day))}
    if not spans:
        return NO_DATE
    oldest = min(spans, key=lambda day: spans[day])
    newest = max(spans, key=lambda day: spans[day][::-1])
    return _date(oldest) if oldest == newest else f"{_date(oldest)} to {_date(newest)}"


def not_shown(left_out: int, silent: int) -> str:
    """What the picture leaves out: issues for which there is no room, and those without evidence.

    "" where there are none.
    """
    told = []
    if left_out:
        told.append(f"{_counted(left_out, 'more issue')} not shown")
    if silent:
        told.append(f"{_counted(silent, 'issue')} not mentioned")
    return ", ".join(told)


def alt_text(standings: Sequence[Standing], silent: int) -> str:
    """What the picture shows, in sentences of at most ALT_LIMIT units; "And 7 more." where it ends.

    `standings` have evidence, `silent` counts issues that have none.
    """
    more = f" {not_shown(0, silent)}." if silent else ""
    if not standings:
        return f"{NOTHING}.{more}"
    alt = f"A chart of {heading(standings)}, {dates(standings)}.{more}"
    for at, standing in enumerate(standings):
        longer = f"{alt} {_sentence(standing)}"
        left = len(standings) - at
        end = f" And {left - 1} more." if left > 1 else ""
        if _units(longer + end) > ALT_LIMIT:
            return f"{alt} And {left} more."
        alt = longer
    return alt


def _sentence(standing: Standing) -> str:
    title = plain(standing.issue.title)
    if len(title) > _TITLE_LIMIT:
        title = title[:_TITLE_LIMIT].rstrip() + "…"
    articles = _counted(len({one.quote.doc_id for one in standing.evidence}), "article")
    last = f"last {_date(standing.last_moved)}" if standing.last_moved else UNDATED
    return f"{title}: {kind_of_status(standing.status)} ({articles}, {last})."


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def _date(published: str) -> str:
    """A date as people write it, of the precision that it has."""
    year, *rest = published.split("-")
    if not rest or published_range(published) is None:
        return plain(published)
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"
