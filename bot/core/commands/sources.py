"""`sources`: the articles of the index, or those with some words in their id, title or date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core.call import CommandName
from bot.core.reply import Reply, SourceList, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.archive import Archive
    from bot.core.call import Call
    from index.records import Source

MAX_SHOWN = 50
"""Enough to read through; among more than that, one searches."""


class ListSources:
    """Lists articles, newest first and undated ones last."""

    name: ClassVar[CommandName] = CommandName.SOURCES
    counts: ClassVar[bool] = False

    def run(self, call: Call, archive: Archive) -> Reply:
        """List the articles that have every word of `call.text`, in any case."""
        sources = archive.sources()
        wanted = call.text.casefold().split()
        matching = _newest_first([s for s in sources if _has(s, wanted)])
        body = SourceList(
            search=" ".join(call.text.split()),
            sources=tuple(matching[:MAX_SHOWN]),
            matching=len(matching),
            total=len(sources),
        )
        return Reply(body, Visibility.PRIVATE)


def _has(source: Source, wanted: Sequence[str]) -> bool:
    text = f"{source.doc_id}\n{source.title or ''}\n{source.published or ''}".casefold()
    return all(word in text for word in wanted)


def _newest_first(sources: Sequence[Source]) -> list[Source]:
    by_id = sorted(sources, key=lambda source: source.doc_id)
    return sorted(by_id, key=lambda source: source.published or "", reverse=True)
