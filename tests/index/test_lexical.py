"""Word search ranks by rare terms, and says exactly which sentence holds which."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import StoreDamagedError
from index.lexical import BM25_B, BM25_K1, FOLDER, ArticleWords, LexicalIndex, LexicalWriter
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = ("bridge", "ferry", "plum", "mayor", "harbour", "storm", "the", "of")
sentence_texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
article_texts = st.lists(st.lists(sentence_texts, min_size=1, max_size=3), max_size=3)


def words(title: str, *passages: Sequence[str]) -> ArticleWords:
    return ArticleWords(stems(title), [[stems(s) for s in passage] for passage in passages])


def make(folder: Path, *articles: ArticleWords) -> LexicalIndex:
    writer = LexicalWriter(folder)
    for article in articles:
        writer.add(article)
    writer.close()
    return LexicalIndex(folder)


@pytest.fixture
def town(tmp_path: Path) -> LexicalIndex:
    return make(
        tmp_path,
        words("The bridge", ["The bridge opened.", "A mayor spoke."], ["A storm on the bridge."]),
        words("", ["The ferry sank in a storm.", "The mayor of the bridge was aboard."]),
        words("Plums", ["It was."]),
    )


def test_the_passage_with_the_rarer_term_scores_higher(town: LexicalIndex) -> None:
    scores = town.passage_scores(town.question_terms("bridge ferry"))
    assert scores.shape == (4,)
    assert scores[2] > scores[0] > scores[3] == 0.0
    rare, common = town.question_terms("ferry bridge").weights
    assert rare > common > 0


def test_a_passage_with_all_terms_scores_higher_than_with_one(town: LexicalIndex) -> None:
    scores = town.passage_scores(town.question_terms("mayor storm"))
    assert scores[2] > max(scores[0], scores[1])


def test_articles_are_searched_with_their_titles(town: LexicalIndex) -> None:
    scores = town.article_scores(town.question_terms("plums"))
    assert scores.shape == (3,)
    assert scores.argmax() == 2
    assert scores[0] == scores[1] == 0.0


def test_each_sentence_holds_just_its_terms(town: LexicalIndex) -> None:
    terms = town.question_terms("Did the mayor, the storm or the zeppelin close the bridge?")
    held = town.sentence_matches(terms, np.arange(6))
    # mayor, storm, zeppelin, close, bridge
    assert held.astype(int).tolist() == [
        [0, 0, 0, 0, 1],
        [1, 0, 0, 0, 0],
        [0, 1, 0, 0, 1],
        [0, 1, 0, 0, 0],
        [1, 0, 0, 0, 1],
        [0, 0, 0, 0, 0],
    ]
    assert town.sentence_matches(terms, np.array([4, 1])).tolist() == held[[4, 1]].tolist()


def test_titles_hold_their_terms(town: LexicalIndex) -> None:
    terms = town.question_terms("bridge plum")
    held = town.title_matches(terms, np.arange(3))
    assert held.tolist() == [[True, False], [False, False], [False, True]]


def test_terms_that_no_article_holds_are_known_to_be_unknown(town: LexicalIndex) -> None:
    terms = town.question_terms("zeppelin bridge zeppelin")
    assert terms.ids[0] == -1
    assert len(terms.ids) == len(terms.weights) == 2
    assert terms.known == [int(terms.ids[1])]
    assert terms.weights[0] > terms.weights[1]


@pytest.mark.parametrize("question", ["", "who is it?", "zeppelin", "?!"])
def test_a_question_without_a_known_term_scores_nothing(town: LexicalIndex, question: str) -> None:
    terms = town.question_terms(question)
    assert terms.known == []
    assert town.passage_scores(terms).tolist() == [0.0] * 4
    assert town.article_scores(terms).tolist() == [0.0] * 3
    assert not town.sentence_matches(terms, np.arange(6)).any()
    assert not town.title_matches(terms, np.arange(3)).any()


@settings(deadline=None, max_examples=40)
@given(
    articles=st.lists(article_texts, min_size=1, max_size=4),
    titles=st.lists(sentence_texts, min_size=4, max_size=4),
    question=sentence_texts,
)
def test_matches_are_exact_and_scores_lie_between_0_and_1(
    articles: list[list[list[str]]],
    titles: list[str],
    question: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    index = make(
        tmp_path_factory.mktemp("lexical"),
        *(words(title, *article) for title, article in zip(titles, articles, strict=False)),
    )
    terms = index.question_terms(question)
    asked = list(dict.fromkeys(stems(question)))
    sentences = [s for article in articles for passage in article for s in passage]
    held = index.sentence_matches(terms, np.arange(len(sentences)))
    assert held.tolist() == [[term in stems(s) for term in asked] for s in sentences]
    titled = index.title_matches(terms, np.arange(len(articles)))
    assert titled.tolist() == [
        [t in stems(title) for t in asked] for title in titles[: len(titled)]
    ]
    passages = [passage for article in articles for passage in article]
    scores = index.passage_scores(terms)
    expected = [any(t in stems(s) for s in p for t in asked) for p in passages]
    assert (scores > 0).tolist() == expected
    for found in (scores, index.article_scores(terms)):
        assert ((found >= 0) & (found <= 1)).all()


@settings(deadline=None, max_examples=30)
@given(articles=st.lists(article_texts, min_size=1, max_size=4))
def test_scores_are_those_of_the_library(
    articles: list[list[list[str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """They are computed in another way, for all documents at once."""
    index = make(tmp_path_factory.mktemp("lexical"), *(words("", *article) for article in articles))
    documents = [stems(" ".join(passage)) for article in articles for passage in article]
    if not any(documents):
        return
    theirs = bm25s.BM25(k1=BM25_K1, b=BM25_B, method="lucene")
    theirs.index(documents, show_progress=False)
    for asked in (["bridg"], ["ferri", "storm"], ["plum", "mayor", "harbour"]):
        terms = index.question_terms(" ".join(asked))
        if known := [term for term in asked if term in theirs.vocab_dict]:
            scores = index.passage_scores(terms) * terms.weights.sum()
            np.testing.assert_allclose(scores, theirs.get_scores(known), rtol=1e-5)


def test_a_term_of_one_long_article_among_short_ones_scores_no_more_than_1(tmp_path: Path) -> None:
    """It is frequent among passages and rare among articles."""
    long = words("", *[["The bridge, a bridge."]] * 50)
    short = [words("", ["The ferry sank."]) for _ in range(9)]
    index = make(tmp_path, long, *short)
    scores = index.article_scores(index.question_terms("bridge"))
    assert scores[0] > 0.5
    assert scores.max() <= 1.0


@pytest.mark.parametrize("articles", [[], [["the of"]], [["…"], ["it was"]]])
def test_articles_without_a_term_can_be_indexed_and_searched(
    tmp_path: Path, articles: list[list[str]]
) -> None:
    index = make(tmp_path, words("", *articles), words("Who?"))
    terms = index.question_terms("bridge")
    assert index.passage_scores(terms).tolist() == [0.0] * len(articles)
    assert index.article_scores(terms).tolist() == [0.0, 0.0]
    assert not index.sentence_matches(terms, np.arange(len(articles))).any()


def damage(folder: Path, name: str, content: bytes | None) -> None:
    path = folder / FOLDER / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


@pytest.mark.parametrize(
    "content", [None, b"", b"nothing", b"3", b"[1, 2, 3]", b"\x93NUMPY\x01\x00"]
)
@pytest.mark.parametrize(
    "name",
    [
        "vocabulary.json",
        "terms.npy",
        "bounds.npy",
        "titles.npy",
        "title_bounds.npy",
        "passages/params.index.json",
        "articles/data.csc.index.npy",
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, name: str, content: bytes | None) -> None:
    make(tmp_path, words("The bridge", ["The bridge opened."]))
    damage(tmp_path, name, content)
    with pytest.raises(StoreDamagedError, match="build --full"):
        LexicalIndex(tmp_path)


def test_a_vocabulary_of_other_articles_is_damage(tmp_path: Path) -> None:
    make(tmp_path, words("The bridge", ["The bridge opened."]))
    path = tmp_path / FOLDER / "vocabulary.json"
    terms, frequencies, passages = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([[*terms, "more"], frequencies, passages]), encoding="utf-8")
    with pytest.raises(StoreDamagedError):
        LexicalIndex(tmp_path)
