"""The built-in model, loaded once a run, and how its quotes are compared with what answers.

`built_in_model` is the model itself. `remembering_model` is the same, but reads no text twice: for
what is proved of an index and not of the model.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from index.build import build
from index.embedders.sentence_transformer import SentenceTransformerEmbedder
from index.generation import open_generation
from index.manifest import live_generation
from index.options import BUILT_IN_MODEL, AnswerOptions, BuildOptions
from index.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from index.embedders.base import Embedder, PassageText, PassageVectors, QuestionVectors
    from index.records import Quote


@lru_cache
def built_in_model(name: str = BUILT_IN_MODEL) -> SentenceTransformerEmbedder:
    """Loading takes seconds."""
    return SentenceTransformerEmbedder.load(name)


class Remembering:
    """An `Embedder` that asks another one for each text once: what a text gives stays the same."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._passages: dict[PassageText, PassageVectors] = {}
        self._questions: dict[str, QuestionVectors] = {}

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def revision(self) -> str:
        return self._embedder.revision

    @property
    def dim(self) -> int:
        return self._embedder.dim

    @property
    def token_dim(self) -> int:
        return self._embedder.token_dim

    @property
    def pieces(self) -> int:
        return self._embedder.pieces

    def encode_question(self, question: str) -> QuestionVectors:
        if question not in self._questions:
            self._questions[question] = self._embedder.encode_question(question)
        return self._questions[question]

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        new = [text for text in dict.fromkeys(passages) if text not in self._passages]
        for position, vectors in self._embedder.encode_passages(new):
            self._passages[new[position]] = vectors
        yield from enumerate(self._passages[text] for text in passages)


@lru_cache
def remembering_model(name: str = BUILT_IN_MODEL) -> Remembering:
    """The built-in model, which reads what several tests build or ask only once."""
    return Remembering(built_in_model(name))


def search_articles(
    articles: Path, store: Path, load: Callable[[str], Embedder] = remembering_model
) -> Searcher:
    """Build an index of a folder and search it, as a user's would be."""
    build(articles, store, BuildOptions(), load)
    generation = open_generation(live_generation(store))
    return Searcher(generation, load(BUILT_IN_MODEL), AnswerOptions())


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def fold(text: str) -> str:
    """White space made alike."""
    return " ".join(text.split())


def rank(quotes: Iterable[Quote], gold: Iterable[dict[str, str]]) -> int | None:
    """The place, from 1, of the first quote that holds what answers."""
    wanted = [(one["file"], fold(one["quote"])) for one in gold]
    for place, quote in enumerate(quotes, start=1):
        if any(quote.doc_id == file and words in fold(quote.text) for file, words in wanted):
            return place
    return None


def assert_verbatim(quotes: Iterable[Quote], searcher: Searcher) -> None:
    for quote in quotes:
        text = searcher.article(quote.doc_id)[0].text
        assert quote.text == text[quote.span.start : quote.span.end] != ""
