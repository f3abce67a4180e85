"""What is written is what the model said of each passage, copied or computed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.collection import read_collection
from index.embedders.base import PassageText
from index.records import Sentence, Span
from index.stores.layout import Layout
from index.writing import write_generation
from tests.index.fakes import FakeEmbedder
from tests.index.shelf import OPTIONS, TOWN, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from index.embedders.base import PassageVectors
    from index.generation import Generation
    from tests.index.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = make_shelf(tmp_path)
    made.build()
    return made


def expected(generation: Generation, passage: int) -> PassageVectors:
    """What the model says of a passage, given what the index says where it lies."""
    layout = generation.layout
    article = generation.articles.article(int(layout.article_of_passage[passage]))
    spans = [layout.sentence(row).span for row in range(*layout.sentences_of_passage(passage))]
    start, end = spans[0].start, spans[-1].end
    inner = tuple(Span(s.start - start, s.end - start) for s in spans)
    text = PassageText(article.title, article.text[start:end], inner)
    ((_, vectors),) = FakeEmbedder().encode_passages([text])
    return vectors


def assert_holds_the_vectors_of_every_passage(generation: Generation) -> None:
    layout, total = generation.layout, len(generation.layout.passages)
    frequencies = np.zeros_like(generation.piece_frequencies)
    for passage in range(total):
        vectors = expected(generation, passage)
        np.testing.assert_allclose(
            generation.vectors.rows(np.array([passage]))[0], vectors.passage, atol=0.001
        )
        rows = np.arange(*layout.sentences_of_passage(passage)) + total
        np.testing.assert_allclose(generation.vectors.rows(rows), vectors.sentences, atol=0.001)
        place = layout.passages[passage]
        first, count = int(place["first_token"]), int(place["tokens"])
        assert (
            generation.tokens.pieces(np.arange(first, first + count)).tolist()
            == vectors.pieces.tolist()
        )
        best = generation.tokens.best_matches(vectors.tokens, [(first, count)], [len(rows)])
        own = best[vectors.owners, np.arange(count)]
        np.testing.assert_allclose(own, 1.0, atol=0.01)
        frequencies[np.unique(vectors.pieces)] += 1
    np.testing.assert_array_equal(generation.piece_frequencies, frequencies)


def test_every_passage_has_its_own_vectors(shelf: Shelf) -> None:
    assert_holds_the_vectors_of_every_passage(shelf.generation())


def test_every_passage_has_its_own_vectors_when_some_were_copied(shelf: Shelf) -> None:
    shelf.write("aaa.txt", "An article that stands before all others.\n\nIt has two parts.\n")
    shelf.write("harvest.txt", TOWN["harvest.txt"].replace("nine", "ten"))
    (shelf.articles / "bridge.md").unlink()
    report = shelf.build()
    assert report.embedded < report.passages
    assert_holds_the_vectors_of_every_passage(shelf.generation())


def test_two_passages_of_the_same_words_have_the_same_vectors_copied_or_not(shelf: Shelf) -> None:
    shelf.write("again.txt", TOWN["harvest.txt"])
    report = shelf.build()
    assert report.embedded == 0
    assert_holds_the_vectors_of_every_passage(shelf.generation())


def test_sentences_lie_where_they_were_cut(shelf: Shelf) -> None:
    generation = shelf.generation()
    collection = read_collection(shelf.articles, OPTIONS, lambda problem: None)  # noqa: ARG005
    found = [generation.layout.sentence(r) for r in range(len(generation.layout.sentences))]
    cut = [s for article in collection.passages for p in article for s in p.sentences]
    assert found == cut
    assert generation.articles.ids() == tuple(a.doc_id for a in collection.articles)


def test_a_digest_is_that_of_all_that_vectors_depend_on(tmp_path: Path) -> None:
    same = "One thing. Another thing."
    texts = {
        "a.txt": same,
        "b.txt": same,
        "c.md": f"---\ntitle: A title\n---\n{same}",
        "d.txt": "One thing, another thing.",
        "e.txt": "One thing\nAnother thing.",
    }
    shelf = make_shelf(tmp_path, texts)
    shelf.build()
    a, b, c, d, e = (bytes(p["digest"]) for p in shelf.generation().layout.passages)
    assert a == b
    assert len({a, c, d, e}) == 4


def test_a_passage_whose_sentences_were_cut_elsewhere_is_embedded_again(
    shelf: Shelf, tmp_path: Path
) -> None:
    collection = read_collection(shelf.articles, OPTIONS, lambda problem: None)  # noqa: ARG005
    (cut, *others) = collection.cuts
    first, *rest = cut.passages
    one, two, *more = first.sentences
    joined = Sentence(Span(one.span.start, two.span.end), one.kind)
    recut = replace(first, sentences=(joined, *more))
    cut = replace(cut, passages=(recut, *rest))
    collection = replace(collection, cuts=(cut, *others))
    folder = tmp_path / "written"
    folder.mkdir()
    written = write_generation(
        folder,
        collection,
        FakeEmbedder(),
        shelf.generation(),
        lambda done, total: None,  # noqa: ARG005 - told, not used
    )
    assert written.embedded == 1


def test_progress_counts_every_passage_up_to_all(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write("ferry.txt", "Another ferry sank.\n\nNobody was hurt.")
    collection = read_collection(shelf.articles, OPTIONS, lambda problem: None)  # noqa: ARG005
    told: list[tuple[int, int]] = []
    folder = tmp_path / "written"
    folder.mkdir()
    written = write_generation(
        folder,
        collection,
        FakeEmbedder(),
        shelf.generation(),
        lambda done, total: told.append((done, total)),
    )
    assert written.embedded == 1
    assert written.passages == len(Layout.read(folder).passages)
    assert told == [(written.passages - 1, written.passages), (written.passages, written.passages)]
