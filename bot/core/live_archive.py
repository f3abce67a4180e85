"""The archive that answers now; a newer one takes its place between two calls.

    Responder ─▶ LiveArchive ─▶ the Searcher of the live generation
    Rebuilder ─▶ replace(…)      or NotReadyError while there is none yet

Whoever has begun on the old archive finishes on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.errors import NotReadyError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.core.archive import Archive
    from index.question.reading import Request
    from index.records import (
        Answer,
        Article,
        Context,
        Furniture,
        Further,
        IndexSummary,
        NoAnswer,
        Place,
        Source,
    )


class LiveArchive:
    """An `Archive` over the one that was put in last. Safe for several threads.

    Every method raises NotReadyError while there is none.
    """

    def __init__(self, archive: Archive | None = None) -> None:
        self._archive: Archive | None = None
        self._listed: tuple[Source, ...] = ()
        self.percent: int | None = None
        """How much of a first index is built; None while none is being built."""
        if archive is not None:
            self.replace(archive)

    def replace(self, archive: Archive) -> None:
        """Answer from `archive` from the next call on."""
        listed = tuple(archive.sources())
        self._archive, self._listed = archive, listed

    @property
    def listed(self) -> tuple[Source, ...]:
        """All articles, at once and from any thread; none while there is no archive."""
        return self._listed

    @property
    def is_ready(self) -> bool:
        """Whether there is an archive."""
        return self._archive is not None

    def answer(self, question: Request) -> Answer | NoAnswer:
        """As `Archive.answer`."""
        return self._live().answer(question)

    def further(self, question: Request, shown: Collection[Place], count: int) -> Further:
        """As `Archive.further`."""
        return self._live().further(question, shown, count)

    def context(self, place: Place) -> Context:
        """As `Archive.context`."""
        return self._live().context(place)

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        """As `Archive.article`."""
        return self._live().article(doc_id)

    def sources(self) -> Sequence[Source]:
        """As `Archive.sources`."""
        self._live()
        return self._listed

    def summary(self) -> IndexSummary:
        """As `Archive.summary`."""
        return self._live().summary()

    def _live(self) -> Archive:
        if self._archive is None:
            raise NotReadyError(self.percent)
        return self._archive
