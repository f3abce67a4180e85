"""Articles as lists: which match some words, and in which order they are shown."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.core import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.records import Source


def newest_first(sources: Iterable[Source]) -> list[Source]:
    """By date of publication, undated ones last; those of one date by id."""
    by_id = sorted(sources, key=lambda source: source.doc_id)
    return sorted(by_id, key=lambda source: source.published or "", reverse=True)


def matching(search: str, sources: Iterable[Source]) -> Iterable[Source]:
    """Those that have every word of `search` in their id, title or date, in any case."""
    wanted = search.casefold().split()
    return (source for source in sources if _has(source, wanted))


def suggested(search: str, sources: Iterable[Source], count: int) -> tuple[Source, ...]:
    """The first `count` that match, for a list that is shown while someone types."""
    return tuple(islice(matching(search, sources), count))


def _has(source: Source, wanted: Sequence[str]) -> bool:
    # Dates as files have them, and as people read them in the list.
    date = f"{source.published}\n{written.date(source.published)}" if source.published else ""
    text = f"{source.doc_id}\n{source.title or ''}\n{date}".casefold()
    return all(word in text for word in wanted)
