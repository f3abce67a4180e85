"""What the chat needs of the index: the shape of `index.archive.IndexArchive`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.issues.records import Ledger, Moves
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


class Archive(Protocol):
    """Articles that can be asked. Only the responder's one worker thread calls it.

    Every method may block and may raise `index.errors.DatelineError`.
    """

    def answer(self, question: Request) -> Answer | NoAnswer:
        """Quotes for a question, or the reason why there are none. Takes any text at all."""

    def further(self, question: Request, shown: Collection[Place], count: int) -> Further:
        """The next `count` quotes for a question after those that were `shown`."""

    def context(self, place: Place) -> Context:
        """The paragraphs around a quote."""

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        """An article and what cleaning left out of it."""

    def sources(self) -> Sequence[Source]:
        """All articles of the index, in any order."""

    def summary(self) -> IndexSummary:
        """What is being searched."""

    def ledger(self) -> Ledger:
        """How the issues of the catalogue stand; every quote in it has just been verified."""

    def moves(self, since: str) -> Moves:
        """What changed in the ledger since "last" (the build before), a build's name, or a date.

        Raises `index.errors.UnknownMomentError` with a sentence that says what can be typed.
        """
