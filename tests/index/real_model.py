"""The built-in model, loaded once a run, and how its quotes are compared with what answers."""

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
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from index.records import Quote


@lru_cache
def built_in_model(name: str = BUILT_IN_MODEL) -> SentenceTransformerEmbedder:
    """Loading takes seconds."""
    return SentenceTransformerEmbedder.load(name)


def search_articles(articles: Path, store: Path) -> Searcher:
    """Build an index of a folder and search it, as a user's would be."""
    build(articles, store, BuildOptions(), built_in_model)
    return Searcher(open_generation(live_generation(store)), built_in_model(), AnswerOptions())


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
