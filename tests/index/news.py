"""News that come to the town of `tests.index.shelf`: does the old index answer, or a new one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.manifest import live_generation
from tests.index.shelf import (
    BRIDGE,
    FERRY,
    PLUMS,
    assert_verbatim,
    first_quote,
    generation_names,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.shelf import Shelf

NEWS = "A whale swam up the river as far as the old mill."


def assert_old(shelf: Shelf, live: Path) -> None:
    """The index is as it was before the build, and nothing lies beside it."""
    assert live_generation(shelf.store) == live
    assert generation_names(shelf) == {live.name}
    assert first_quote(shelf, FERRY) == FERRY
    assert first_quote(shelf, NEWS) != NEWS


def assert_true(shelf: Shelf) -> None:
    """All that is quoted stands in the articles of the generation that answers."""
    generation = shelf.generation()
    articles = {
        doc_id: generation.articles.article(row)
        for row, doc_id in enumerate(generation.articles.ids())
    }
    for sentence in (BRIDGE, PLUMS, FERRY, NEWS):
        assert_verbatim(shelf.ask(sentence), articles)
