"""Sentences whose signal is known, as the signal model sees them.

benchmarks/ledger/signals-*.jsonl   sentences of our own, of many negotiations
benchmarks/ledger/labels.jsonl      sentences of our own articles, beside it
DIR/gaza/issues.jsonl               sentences of the evaluation set's articles
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index.build import build
from index.embedders.base import PassageText
from index.generation import open_generation
from index.issues.catalogue_file import catalogue_at
from index.issues.mentions import spans_of
from index.issues.records import Signal
from index.manifest import live_generation
from index.options import BuildOptions
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.embedders.base import Embedder
    from index.issues.catalogue import Topic

OURS: Final = Path(__file__).with_name("ledger")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, what it speaks of at `mention`, and what it tells of that.

    `vector`, of shape (dim,), is the sentence's. `source` is the file that it comes from, `article`
    the id of its article, "" for a sentence that stands alone.
    """

    source: str
    text: str
    mention: Span
    signal: Signal
    vector: NDArray[np.float32]
    article: str = ""


def sentence_examples(embedder: Embedder) -> list[Example]:
    """The sentences of our own, each embedded by itself."""
    lines = [
        (path.stem, line)
        for path in sorted(OURS.glob("signals-*.jsonl"))
        for line in read_lines(path)
    ]
    texts = [PassageText(None, line["text"], (Span(0, len(line["text"])),)) for _, line in lines]
    vectors = {at: found.sentences[0] for at, found in embedder.encode_passages(texts)}
    return [
        Example(
            source,
            line["text"],
            _span(line["text"], line["focus"]),
            Signal(line["signal"]),
            vectors[at],
        )
        for at, (source, line) in enumerate(lines)
    ]


def article_examples(
    labels: Path, articles: Path, source: str, embedder: Embedder
) -> list[Example]:
    """Labelled sentences of articles, with the vectors that an index holds of them."""
    topics = {topic.issue.id: topic for topic in catalogue_at("").topics}
    with tempfile.TemporaryDirectory() as work:
        store = Path(work) / "store"
        build(articles, store, BuildOptions(), lambda _: embedder)
        generation = open_generation(live_generation(store))
        found: list[Example] = []
        for line in read_lines(labels):
            row = generation.articles.row_of(line["doc_id"])
            if row is None:
                continue
            text = generation.articles.article(row).text
            for sentence in range(*generation.layout.sentences_of_article(row)):
                span = generation.layout.sentence(sentence).span
                words = text[span.start : span.end]
                if line["quote"] not in words:
                    continue
                at = len(generation.layout.passages) + sentence
                vector = generation.vectors.rows(np.array([at]))[0]
                mention = nearest_mention(topics[line["issue"]], words, _span(words, line["quote"]))
                found.append(
                    Example(source, words, mention, Signal(line["signal"]), vector, line["doc_id"])
                )
                break
    return found


def nearest_mention(topic: Topic, text: str, quote: Span) -> Span:
    """The term of an issue that lies in a labelled quote, or next to it; else the quote."""
    return min(
        spans_of(topic, text),
        key=lambda span: (
            max(span.start - quote.end, quote.start - span.end, 0),
            span.end - span.start,
        ),
        default=quote,
    )


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def groups(examples: Sequence[Example]) -> list[str]:
    """What may not be torn apart by a fold: an article, and a sentence that is judged twice."""
    return [example.article or example.text for example in examples]


def _span(text: str, inner: str) -> Span:
    start = text.index(inner)
    return Span(start, start + len(inner))
