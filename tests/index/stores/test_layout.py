"""Passages and sentences are found again by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import StoreDamagedError
from index.records import Sentence, SentenceKind, Span
from index.stores.layout import KINDS, PASSAGE, SENTENCE, Layout

if TYPE_CHECKING:
    from pathlib import Path


def make_layout() -> Layout:
    """Article 0 has two passages, article 1 none, article 2 one, article 3 none."""
    passages = np.zeros(3, dtype=PASSAGE)
    passages["article"] = [0, 0, 2]
    passages["first_sentence"] = [0, 2, 3]
    passages["sentences"] = [2, 1, 3]
    sentences = np.zeros(6, dtype=SENTENCE)
    sentences["start"] = [0, 10, 30, 0, 5, 9]
    sentences["end"] = [9, 20, 44, 4, 8, 12]
    sentences["kind"] = [0, 0, 1, 2, 0, 0]
    return Layout(passages, sentences)


def test_sentences_know_their_passage_and_article() -> None:
    layout = make_layout()
    assert layout.passage_of_sentence.tolist() == [0, 0, 1, 2, 2, 2]
    assert [layout.article_of_sentence(row) for row in range(6)] == [0, 0, 0, 2, 2, 2]
    assert [layout.sentences_of_passage(row) for row in range(3)] == [(0, 2), (2, 3), (3, 6)]


def test_articles_know_their_sentences_also_those_that_have_none() -> None:
    found = [make_layout().sentences_of_article(article) for article in range(5)]
    assert [range(*pair) for pair in found] == [
        range(3),
        range(0),
        range(3, 6),
        range(0),
        range(0),
    ]


def test_a_sentence_is_its_span_and_kind() -> None:
    assert make_layout().sentence(2) == Sentence(Span(30, 44), SentenceKind.HEADING)
    names = [kind.value for kind in KINDS]
    assert names == ["sentence", "heading", "bullet"], "their order is part of the file's format"


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = make_layout()
    written.write(tmp_path)
    found = Layout.read(tmp_path)
    assert found.passages.tolist() == written.passages.tolist()
    assert found.sentences.tolist() == written.sentences.tolist()


def test_nothing_can_be_laid_out(tmp_path: Path) -> None:
    Layout(np.zeros(0, dtype=PASSAGE), np.zeros(0, dtype=SENTENCE)).write(tmp_path)
    found = Layout.read(tmp_path)
    assert (len(found.passages), len(found.passage_of_sentence)) == (0, 0)
    assert found.sentences_of_article(0) == (0, 0)


@pytest.mark.parametrize("name", ["passages.npy", "sentences.npy"])
@pytest.mark.parametrize("content", [None, b"", b"nothing", b"\x93NUMPY\x01\x00"])
def test_a_missing_or_damaged_file_is_named(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    make_layout().write(tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreDamagedError) as caught:
        Layout.read(tmp_path)
    assert caught.value.path == tmp_path / name
