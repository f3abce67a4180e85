"""Questions of the sets, asked of large and small collections, each candidate labelled.

Each news and clapnq question is also asked of small collections made of the article it belongs to
and articles near to that one, so that what is fitted holds for a folder of five files as for one
of 1,731.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from index.build import build
from index.collection import Collection, read_collection
from index.fitted import shipped
from index.generation import Generation, open_generation
from index.manifest import live_generation, write_manifest
from index.options import BuildOptions
from index.ranking import Candidates, find_candidates, score
from index.reading_room import ReadingRoom
from index.weighing import moved, moves_by_form_of, moves_by_words_of
from index.writing import write_generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from benchmarks.question_sets import Gold, Question, Set
    from index.embedders.base import Embedder

SMALL: Final = {"news": (5, 40), "clapnq": (1, 6)}
"""Sizes, in articles, of the small collections that a family's questions are also asked of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question asked of one collection: its candidates, and which of them are right.

    `by_form` and `by_words` are what the rules of `index.rules` add to the candidates' scores.
    """

    family: str
    variant: str
    question: str
    answerable: bool
    candidates: Candidates
    by_form: NDArray[np.float32]
    by_words: NDArray[np.float32]
    right: NDArray[np.bool_]


def ask(
    generation: Generation, embedder: Embedder, question: Question, names: tuple[str, str]
) -> Asked:
    """Candidates of a question with their labels."""
    found = find_candidates(generation, question.text, embedder.encode_question(question.text))
    ids = generation.articles.ids()
    right = np.array(
        [_is_right(generation, ids, row, question.gold) for row in found.rows.tolist()]
    )
    count = len(found.rows)
    by_form = moved(moves_by_form_of(generation, found), count)
    plain = score(found, shipped().ranking) + by_form
    room = ReadingRoom(generation)
    by_words = moved(moves_by_words_of(question.text, found, plain, room), count)
    labels = right.astype(bool)
    return Asked(*names, question.text, bool(question.gold), found, by_form, by_words, labels)


def _is_right(generation: Generation, ids: tuple[str, ...], row: int, gold: Sequence[Gold]) -> bool:
    number = generation.layout.article_of_sentence(row)
    wanted = [g for g in gold if g.file == ids[number]]
    if not wanted or any(g.quote is None for g in wanted):
        return bool(wanted)
    span = generation.layout.sentence(row).span
    text = " ".join(generation.articles.article(number).text[span.start : span.end].split())
    quotes = [" ".join((g.quote or "").split()) for g in wanted]
    return any(q in text or (len(text) > 20 and text in q) for q in quotes)


def write_small(
    folder: Path,
    collection: Collection,
    numbers: Sequence[int],
    whole: Generation,
    embedder: Embedder,
) -> Generation:
    """A generation of some articles of `collection`, its vectors taken over from `whole`."""
    part = Collection(
        {},
        tuple(collection.articles[n] for n in numbers),
        tuple(collection.cuts[n] for n in numbers),
        (),
        collection.known,
    )
    written = write_generation(folder, part, embedder, whole, lambda done, total: None)  # noqa: ARG005
    manifest = replace(
        whole.manifest,
        articles=len(numbers),
        passages=written.passages,
        sentences=written.sentences,
    )
    write_manifest(folder, manifest)
    return open_generation(folder)


def ask_set(one: Set, embedder: Embedder, work: Path) -> Iterator[Asked]:
    """All questions of a set, of the whole collection and of small ones."""
    collection = read_collection(one.articles, BuildOptions(), lambda problem: None)  # noqa: ARG005
    whole = _whole(one, embedder, work)
    for question in one.questions:
        yield ask(whole, embedder, question, (one.family, one.family))
    centres = _centres(whole)
    ids = whole.articles.ids()
    random = np.random.default_rng(0)
    for size in SMALL.get(one.family, ()):
        for question in one.questions:
            seed = _home(question, ids, centres, embedder)
            near = np.argsort(-(centres @ centres[seed]))[: 3 * size]
            others = [int(n) for n in random.permutation(near) if n != seed][: size - 1]
            with tempfile.TemporaryDirectory(dir=work) as folder:
                small = write_small(
                    Path(folder), collection, sorted([seed, *others]), whole, embedder
                )
                yield ask(small, embedder, question, (one.family, f"{one.family}, {size}"))


def _whole(one: Set, embedder: Embedder, work: Path) -> Generation:
    store = work / f"{one.family}-store"
    build(one.articles, store, BuildOptions(), lambda name: embedder)  # noqa: ARG005
    return open_generation(live_generation(store))


def _centres(generation: Generation) -> NDArray[np.float32]:
    """The mean passage vector of every article, scaled to length 1."""
    owners = generation.layout.article_of_passage
    vectors = generation.vectors.rows(np.arange(len(owners)))
    sums = np.zeros((len(generation.articles), vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, owners, vectors)
    centres: NDArray[np.float32] = sums / np.maximum(
        np.linalg.norm(sums, axis=1, keepdims=True), 1e-9
    )
    return centres


def _home(
    question: Question, ids: tuple[str, ...], centres: NDArray[np.float32], embedder: Embedder
) -> int:
    """The article a question belongs to; for one without an answer the nearest."""
    name = question.home or (question.gold[0].file if question.gold else None)
    if name is not None:
        return ids.index(name)
    return int(np.argmax(centres @ embedder.encode_question(question.text).question))
