"""The options of `/issues`: what they come to in words, and what is suggested for them.

issue, since, chart, unlisted ─▶ "rafah-crossing", "since last", "chart", "unlisted", or "" for all
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.adapters.discord.limits import CHOICE, CHOICES, head
from bot.adapters.discord.phrases import SINCE_LAST
from bot.core.call import UNLISTED

if TYPE_CHECKING:
    from collections.abc import Iterable

LAST: Final = "last"


def typed(issue: str | None, since: str | None, *, chart: bool, unlisted: bool) -> str | None:
    """What would be typed after the command elsewhere; None where more than one is chosen."""
    chosen = [
        *([] if issue is None else [issue]),
        *([] if since is None else [f"since {since}"]),
        *(["chart"] if chart else []),
        *([UNLISTED] if unlisted else []),
    ]
    return None if len(chosen) > 1 else "".join(chosen)


def suggested_issues(search: str, issues: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Name and value of the first issues with all words of `search` in their id or title.

    What is picked is searched for, so the head of a long id will do.
    """
    wanted = search.casefold().split()
    found = (
        (issue, title)
        for issue, title in issues
        if all(word in f"{issue}\n{title}".casefold() for word in wanted)
    )
    return [
        (head(f"{title} · {issue}", CHOICE), head(issue, CHOICE))
        for issue, title in islice(found, CHOICES)
    ]


def suggested_moments(search: str) -> list[tuple[str, str]]:
    """The build before; else what is typed, lest a date is said to match nothing."""
    begun = search.strip()
    if LAST.startswith(begun.casefold()):
        return [(SINCE_LAST, LAST)]
    return [(head(begun, CHOICE), head(begun, CHOICE))]
