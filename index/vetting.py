"""Is a generation fit to answer? Asked between its last write and the swap.

    it opens, and its counts agree                index.generation
    every article is what the loader read
    every stored span lies inside its article
    every quote of the ledger is what its article says
    sentences of its own articles, asked, are found again and verified

Whatever fails here would have been a wrong answer, so the generation before goes on answering.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from index.errors import BuildRejectedError, QuoteMismatchError, StoreDamagedError
from index.generation import open_generation
from index.issues.ledger_file import read_findings
from index.manifest import read_manifest
from index.options import AnswerOptions
from index.quotes import verify
from index.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.embedders.base import Embedder
    from index.generation import Generation
    from index.records import Article, Span

PROBES: Final = 8
"""Questions that are asked; each takes some milliseconds."""

WORDS: Final = 5
"""A sentence of fewer words may stand in many articles."""

MOST_WORDS: Final = 40
"""Of a sentence that are asked: what takes itself for a sentence may have thousands."""

CLOSEST: Final = 3
"""Among so many quotes that of the article asked about has to be."""

FOUND: Final = 0.5
"""Of the probes so many have to be found: some sentences stand in several articles, and a model
that was chosen badly may find few, but one that finds none makes an index of no use.
"""


def vet(folder: Path, embedder: Embedder, articles: Sequence[Article]) -> None:
    """Try the generation in `folder`, which was just built of `articles`, in their order.

    Raises BuildRejectedError.
    """
    try:
        # Its files are as they were sealed a moment ago.
        generation = open_generation(folder, read_manifest(folder))
        _check_spans(generation, articles)
        _check_ledger(folder, generation)
        _probe(generation, embedder)
    except (StoreDamagedError, QuoteMismatchError) as exc:
        raise BuildRejectedError(str(exc)) from exc


def _check_spans(generation: Generation, articles: Sequence[Article]) -> None:
    for row, article in enumerate(articles):
        if generation.articles.article(row) != article:
            raise BuildRejectedError(f"{article.doc_id} is not what its file says")
        length = len(article.text)
        inside = [article.body, *(one.span for one in generation.articles.furniture(row))]
        if not all(_is_inside(span, length) for span in inside):
            raise BuildRejectedError(f"a span of {article.doc_id} lies outside of its text")
    layout = generation.layout
    lengths = np.array([len(article.text) for article in articles], dtype=np.int64)
    starts = layout.sentences["start"].astype(np.int64)
    ends = layout.sentences["end"].astype(np.int64)
    of = layout.article_of_passage[layout.passage_of_sentence]
    wrong = np.flatnonzero((starts >= ends) | (ends > lengths[of]))
    if len(wrong):
        doc_id = articles[int(of[wrong[0]])].doc_id
        raise BuildRejectedError(f"a sentence of {doc_id} lies outside of its text")


def _is_inside(span: Span, length: int) -> bool:
    return 0 <= span.start <= span.end <= length


def _check_ledger(folder: Path, generation: Generation) -> None:
    findings = read_findings(folder)
    quotes = [
        *(one.quote for one in findings.evidence),
        *(one.quote for one in findings.conditions),
        *(quote for one in findings.candidates for quote in one.quotes),
    ]
    for quote in dict.fromkeys(quotes):
        row = generation.articles.row_of(quote.doc_id)
        if row is None:
            raise BuildRejectedError(f"the ledger quotes {quote.doc_id}, which is not there")
        verify(quote, generation.articles.article(row))


def _probe(generation: Generation, embedder: Embedder) -> None:
    """Ask for sentences of articles that are spread over the whole index."""
    searcher = Searcher(generation, embedder, AnswerOptions())
    asked = found = 0
    for row, sentence in _sentences(generation):
        asked += 1
        quotes, _ = searcher.closest(sentence, CLOSEST)
        ids = generation.articles.ids()
        wanted = {ids[row], *(ids[other] for other in generation.copies.others(row))}
        # A short text that stands in several files is quoted from one of them, copies or not.
        found += any(
            quote.doc_id in wanted or sentence in " ".join(quote.text.split()) for quote in quotes
        )
    if found < FOUND * asked:
        raise BuildRejectedError(
            f"of {asked} sentences of its own articles only {found} were found again"
        )


def _sentences(generation: Generation) -> Iterator[tuple[int, str]]:
    """Up to `PROBES` articles by row, each with the begin of its first sentence of some length."""
    marks = np.linspace(0, len(generation.articles), PROBES + 1, dtype=np.int64).tolist()
    for first, last in pairwise(marks):
        for row in range(first, last):
            text = generation.articles.article(row).text
            start, end = generation.layout.sentences_of_article(row)
            sentences = (generation.layout.sentence(number).span for number in range(start, end))
            for span in sentences:
                words = text[span.start : span.end].split()
                if len(words) >= WORDS:
                    yield row, " ".join(words[:MOST_WORDS])
                    break
            else:
                continue
            break
