"""What the chat needs of the index. `index.search.Searcher` has this shape; so have the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.question.reading import Request
    from index.records import Answer, IndexSummary, NoAnswer, Source


class Archive(Protocol):
    """Articles that can be asked. Only the responder's one worker thread calls it.

    Every method may block and may raise `index.errors.DatelineError`.
    """

    def answer(self, question: Request) -> Answer | NoAnswer:
        """Quotes for a question, or the reason why there are none. Takes any text at all."""

    def sources(self) -> Sequence[Source]:
        """All articles of the index, in any order."""

    def summary(self) -> IndexSummary:
        """What is being searched."""
