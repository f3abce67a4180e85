"""What stands above the text of an article of the web: what its page says, or a person instead.

    title: "The truce holds"             what the page says, or what a person corrected it to
    …
    sha256: "9f86d0…"                    of the text as it was fetched
    fetched: "title:1a2b3c4d …"          short sums of the fields as they were fetched

A field that has another sum by now was corrected by hand, and stays, whatever its page says later.
Of a file without these sums, which an earlier version wrote, nothing of the kind is known.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from index.web.records import WebArticle

FETCHED: Final = "fetched"

_FIELDS: Final = ("title", "published", "outlet", "author", "language")
_CORRECTED: Final = ("title", "published")
"""What an outlet corrects. The others differ between versions of a page, or are guessed."""

_SHORT: Final = 8  # hexadecimal digits of a sum


@dataclass(frozen=True, slots=True)
class Front:
    """Front matter to write. `is_news` says that a title or a date is another one than before.

    `diff` has a line each for what is gone, "- title: …", and what is new, "+ title: …".
    """

    fields: Mapping[str, str]
    is_news: bool
    diff: tuple[str, ...]


def stamp_of(now: datetime) -> str:
    """A moment, in UTC, as front matter has it: "2026-01-25T08:00:00Z"."""
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def front_of(
    article: WebArticle, text_sum: str, now: datetime, before: Mapping[object, object]
) -> Front:
    """What to write above an article fetched at `now`, in UTC, if a file has `before`, or {}.

    `text_sum` is that of its text. What its page doesn't say stays as it was.
    """
    was = {str(name): value for name, value in before.items() if isinstance(value, str)}
    sums = _sums(was.get(FETCHED, ""))
    page = {name: str(getattr(article, name)) for name in _FIELDS}
    by_hand = {name for name in _FIELDS if name in sums and _sum(was.get(name, "")) != sums[name]}
    is_now = {
        name: was.get(name, "") if name in by_hand or _says_less(said, was.get(name, "")) else said
        for name, said in page.items()
    }
    # What was corrected keeps the sum of what its page says, so that it goes on being known.
    known = {
        name: sums[name]
        if name in by_hand and not page[name]
        else _sum(page[name] if name in by_hand else is_now[name])
        for name in _FIELDS
    }
    written = {
        "title": is_now["title"],
        "published": is_now["published"],
        "source_url": article.source_url,
        "retrieved": stamp_of(now),
        "outlet": is_now["outlet"],
        "author": is_now["author"],
        "language": is_now["language"],
        "sha256": text_sum,
        FETCHED: " ".join(f"{name}:{digits}" for name, digits in known.items()),
    }
    others = {name: value for name, value in was.items() if name not in written}
    changed = [name for name in _FIELDS if before and is_now[name] != was.get(name, "")]
    return Front(
        fields={name: value for name, value in (written | others).items() if value},
        is_news=bool(sums) and any(name in _CORRECTED for name in changed),
        diff=tuple(
            f"{sign} {name}: {value}"
            for name in changed
            for sign, value in (("-", was.get(name, "")), ("+", is_now[name]))
            if value
        ),
    )


def _says_less(said: str, before: str) -> bool:
    """Nothing, or only the year of a day that is known."""
    is_date = before[:4].isdecimal() and before[4:5] == "-"
    return not said or (is_date and before.startswith(f"{said}-"))


def _sums(written: str) -> dict[str, str]:
    """The sums that a file has of its fields; {} where it has none."""
    pairs = (pair.partition(":") for pair in written.split())
    return {name: digits for name, _, digits in pairs if name in _FIELDS}


def _sum(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:_SHORT]
