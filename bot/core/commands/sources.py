"""`sources`: the articles of the index, or those with some words in their id, title or date; of
one article what is known of it.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Final

from bot.core import words
from bot.core.call import CommandName, Platform
from bot.core.reply import OneSource, Reply, SourceList, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.call import Call
    from bot.core.command import Desk
    from index.records import Article, Furniture, FurnitureKind, Source

PAGE: Final = 10
CONSOLE_PAGE: Final = 50
"""Articles on a page; a terminal has no button for the next one."""


class ListSources:
    """Lists articles, newest first and undated ones last."""

    name: ClassVar[CommandName] = CommandName.SOURCES
    counts: ClassVar[bool] = False
    for_admins: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
        """List the articles that have every word of `call.text`, in any case.

        The one article that matches, or whose id was typed, is shown with all that is known of it.
        """
        sources = desk.archive.sources()
        typed = " ".join(call.text.split())
        exact = [source for source in sources if source.doc_id == call.text.strip()]
        matching = exact or _newest_first(matching_sources(typed, sources))
        if typed and len(matching) == 1:
            return Reply(_one(matching[0], desk), Visibility.PRIVATE)
        size = CONSOLE_PAGE if call.platform is Platform.CONSOLE else PAGE
        pages = max(1, -(-len(matching) // size))
        page = min(max(call.number, 0), pages - 1)
        body = SourceList(
            search=typed,
            sources=tuple(matching[page * size : (page + 1) * size]),
            matching=len(matching),
            total=len(sources),
            page=page,
            pages=pages,
        )
        return Reply(body, Visibility.PRIVATE)


def matching_sources(search: str, sources: Iterable[Source]) -> Iterable[Source]:
    """Those that have every word of `search` in their id, title or date, in any case."""
    wanted = search.casefold().split()
    return (source for source in sources if _has(source, wanted))


def suggested_sources(search: str, sources: Iterable[Source], count: int) -> tuple[Source, ...]:
    """The first `count` of the matching ones, for a list that is shown while someone types."""
    return tuple(islice(matching_sources(search, sources), count))


def _one(source: Source, desk: Desk) -> OneSource:
    article, furniture = desk.archive.article(source.doc_id)
    return OneSource(source, tuple(_left_out(article, furniture).items()))


def _left_out(article: Article, furniture: Sequence[Furniture]) -> Counter[FurnitureKind]:
    """How many words of each kind are never quoted, in the order in which kinds first occur."""
    found: Counter[FurnitureKind] = Counter()
    for one in furniture:
        found[one.kind] += len(article.text[one.span.start : one.span.end].split())
    return found


def _has(source: Source, wanted: Sequence[str]) -> bool:
    # Dates as files have them, and as people read them in the list.
    date = f"{source.published}\n{words.written_date(source.published)}" if source.published else ""
    text = f"{source.doc_id}\n{source.title or ''}\n{date}".casefold()
    return all(word in text for word in wanted)


def _newest_first(sources: Iterable[Source]) -> list[Source]:
    by_id = sorted(sources, key=lambda source: source.doc_id)
    return sorted(by_id, key=lambda source: source.published or "", reverse=True)
