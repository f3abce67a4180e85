"""Where sentences end: our splitter, the library below it, and others that are installed.

The paragraphs are those of `tests/index/tricky_sentences.py`, written to be hard. Ours was mended
on them, so its figure says that nothing broke, and the others' say which library to start from.
pysbd, syntok and blingfire are no dependencies of this project: `pip install --target DIR` and
`PYTHONPATH=DIR` make their rows appear.
"""

from __future__ import annotations

import importlib
import time
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sentencex import get_sentence_boundaries

from benchmarks.figures import table
from index.sentences import split_sentences
from tests.index import tricky_sentences as tricky

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.bench import Bench

    Splitter = Callable[[str], list[str]]

PARAGRAPHS = (
    *(*tricky.ABBREVIATIONS, *tricky.INITIALS, *tricky.FIGURES),
    *(*tricky.QUOTATIONS, *tricky.MARKS),
)


def main(bench: Bench) -> None:
    """Split everything with each, print."""
    made = table(f"{len(PARAGRAPHS)} tricky paragraphs", "splitter", "F1", "paragraphs right", "ms")
    for name, load in SPLITTERS.items():
        try:
            splitter = load()
        except ImportError:
            made.add_row(name, "not installed")
            continue
        splitter("It is warm.")
        started = time.perf_counter()
        f1, right = score(splitter, PARAGRAPHS)
        milliseconds = 1e3 * (time.perf_counter() - started)
        made.add_row(name, f"{f1:.3f}", f"{right:.2f}", f"{milliseconds:.0f}")
    bench.console.print(made)


def score(splitter: Splitter, marked: Sequence[str]) -> tuple[float, float]:
    """F1 of the ends inside paragraphs, and the share of paragraphs that are right altogether.

    In `marked`, `|` stands where one sentence ends and the next begins. Ends are counted in
    characters that are not white space, of which splitters lose some.
    """
    hits = found = wanted = right = 0
    for paragraph in marked:
        expected = _ends(paragraph.split("|"))
        got = _ends(splitter(paragraph.replace("|", "")))
        hits, found, wanted = hits + len(expected & got), found + len(got), wanted + len(expected)
        right += expected == got
    return 2 * hits / max(found + wanted, 1), right / len(marked)


def _ends(sentences: Sequence[str]) -> set[int]:
    """Where sentences end but the last one, in characters without white space."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    return set(accumulate(length for length in lengths if length)) - {sum(lengths)}


def _ours() -> Splitter:
    return lambda text: [text[s.start : s.end] for s in split_sentences(text, 0, len(text))]


def _sentencex() -> Splitter:
    def split(text: str) -> list[str]:
        return [
            text[b["start_index"] : b["end_index"]] for b in get_sentence_boundaries("en", text)
        ]

    return split


def _pysbd() -> Splitter:
    segmenter: Any = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
    return lambda text: list(segmenter.segment(text))


def _syntok() -> Splitter:
    process: Any = importlib.import_module("syntok.segmenter").process

    def split(text: str) -> list[str]:
        sentences = [sentence for paragraph in process(text) for sentence in paragraph]
        return ["".join(t.spacing + t.value for t in sentence) for sentence in sentences]

    return split


def _blingfire() -> Splitter:
    to_sentences: Any = importlib.import_module("blingfire").text_to_sentences
    return lambda text: list(to_sentences(text).split("\n"))


SPLITTERS: dict[str, Callable[[], Splitter]] = {
    "ours (sentencex, mended)": _ours,
    "sentencex": _sentencex,
    "blingfire": _blingfire,
    "syntok": _syntok,
    "pysbd": _pysbd,
}
