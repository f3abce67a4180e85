"""`sources`: the articles of the index, or those with some words in their id, title or date; of
one article what is known of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final

from bot.core.call import CommandName, Platform
from bot.core.listing import matching, newest_first
from bot.core.reply import OneSource, Reply, SourceList, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.archive import Archive
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

    def run(self, call: Call, desk: Desk) -> Reply:
        """List the articles that have every word of `call.text`, in any case.

        The one article that matches, or whose id was typed, is shown with all that is known of it.
        """
        archive = desk.archive.current()
        sources = archive.sources()
        typed = " ".join(call.text.split())
        exact = [source for source in sources if source.doc_id == call.text.strip()]
        found = exact or newest_first(matching(typed, sources))
        if typed and len(found) == 1:
            return Reply(_one(found[0], archive), Visibility.PRIVATE)
        size = CONSOLE_PAGE if call.platform is Platform.CONSOLE else PAGE
        pages = max(1, -(-len(found) // size))
        page = min(max(call.number, 0), pages - 1)
        body = SourceList(
            search=typed,
            sources=tuple(found[page * size : (page + 1) * size]),
            matching=len(found),
            total=len(sources),
            page=page,
            pages=pages,
        )
        return Reply(body, Visibility.PRIVATE)


def _one(source: Source, archive: Archive) -> OneSource:
    article, furniture = archive.article(source.doc_id)
    return OneSource(source, tuple(_left_out(article, furniture).items()))


def _left_out(article: Article, furniture: Sequence[Furniture]) -> Counter[FurnitureKind]:
    """How many words of each kind are never quoted, in the order in which kinds first occur."""
    found: Counter[FurnitureKind] = Counter()
    for one in furniture:
        found[one.kind] += len(article.text[one.span.start : one.span.end].split())
    return found
