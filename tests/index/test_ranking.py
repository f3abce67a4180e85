"""Candidates are the passages nearest by vectors and words; their features are what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.ranking import CANDIDATE_PASSAGES, FEATURES, Feature, find_candidates, score
from index.terms import stems
from tests.index.fakes import FakeEmbedder
from tests.index.shelf import BRIDGE, FERRY, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from index.generation import Generation
    from index.ranking import Candidates

QUESTION = "Who cut a ribbon on the bridge, a mayor of the valley or a zeppelin?"
LONG = "# The long road\n\n" + "\n\n".join(
    f"Nobody knew of place number {n}{', but for the bridge' * (n == 3)}." for n in range(40)
)


def find(generation: Generation, question: str) -> Candidates:
    return find_candidates(generation, question, FakeEmbedder().encode_question(question))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    shelf = make_shelf(tmp_path_factory.mktemp("town"))
    shelf.write("road.md", LONG)
    shelf.build()
    return shelf.generation()


@pytest.fixture(scope="module")
def found(town: Generation) -> Candidates:
    return find(town, QUESTION)


def texts(generation: Generation, rows: NDArray[np.int64]) -> list[str]:
    store, layout = generation.articles, generation.layout
    spans = [(layout.article_of_sentence(row), layout.sentence(row).span) for row in rows.tolist()]
    return [store.article(number).text[span.start : span.end] for number, span in spans]


def test_candidates_are_whole_passages_in_text_order(town: Generation, found: Candidates) -> None:
    rows = found.rows.tolist()
    assert rows == sorted(set(rows))
    passages = set(town.layout.passage_of_sentence[found.rows].tolist())
    whole = [r for p in sorted(passages) for r in range(*town.layout.sentences_of_passage(p))]
    assert rows == whole
    assert found.features.shape == (len(rows), len(FEATURES))
    assert found.passages == len(town.layout.passages)


def test_features_of_terms_are_shares_of_their_weight(town: Generation, found: Candidates) -> None:
    terms = town.words.question_terms(QUESTION)
    weight = dict(zip(dict.fromkeys(stems(QUESTION)), terms.weights.tolist(), strict=True))
    layout = town.layout

    def share(held: set[str]) -> float:
        return float(sum(weight[t] for t in held & set(weight)) / sum(weight.values()))

    everything = texts(town, np.arange(len(layout.sentences)))
    for row, features in zip(found.rows.tolist(), found.features, strict=True):
        number = layout.article_of_sentence(row)
        title = stems(town.articles.article(number).title or "")
        passage = layout.sentences_of_passage(int(layout.passage_of_sentence[row]))
        held = {
            Feature.TERMS: stems(everything[row]),
            Feature.TERMS_PASSAGE: stems(" ".join(everything[slice(*passage)])) + title,
            Feature.TERMS_ARTICLE: title
            + stems(" ".join(everything[slice(*layout.sentences_of_article(number))])),
        }
        for feature, words in held.items():
            assert features[FEATURES.index(feature)] == pytest.approx(share(set(words)), abs=1e-5)


def test_features_of_vectors_are_cosines(town: Generation, found: Candidates) -> None:
    layout = town.layout
    question = FakeEmbedder().encode_question(QUESTION).question
    total = len(layout.passages)
    sentences = town.vectors.rows(found.rows + total) @ question
    np.testing.assert_allclose(found.column(Feature.COSINE), sentences, atol=1e-5)
    passages = layout.passage_of_sentence[found.rows]
    np.testing.assert_allclose(
        found.column(Feature.COSINE_PASSAGE), town.vectors.rows(passages) @ question, atol=1e-5
    )
    articles = layout.article_of_passage[passages]
    for number in set(articles.tolist()):
        mine = articles == number
        best = found.column(Feature.COSINE_PASSAGE)[mine].max()
        np.testing.assert_allclose(found.column(Feature.COSINE_ARTICLE)[mine], best)


def test_features_of_tokens_are_means_of_best_matches(town: Generation, found: Candidates) -> None:
    layout = town.layout
    question = FakeEmbedder().encode_question(QUESTION)
    count = len(layout.passages)
    held = town.piece_frequencies[question.pieces]
    weights = np.log(1 + (count - held + 0.5) / (held + 0.5))
    np.testing.assert_allclose(found.piece_weights, weights, rtol=1e-5)
    at = {row: place for place, row in enumerate(found.rows.tolist())}
    for passage in set(layout.passage_of_sentence[found.rows].tolist()):
        place = layout.passages[passage]
        rows = range(*layout.sentences_of_passage(passage))
        matches = town.tokens.best_matches(
            question.tokens, [(int(place["first_token"]), int(place["tokens"]))], [len(rows)]
        )
        for row, mine in zip(rows, matches, strict=True):
            features = found.features[at[row]]
            expected = {
                Feature.TOKENS: mine @ weights / weights.sum(),
                Feature.TOKENS_EVEN: mine.mean(),
                Feature.TOKENS_PASSAGE: matches.max(axis=0) @ weights / weights.sum(),
            }
            np.testing.assert_allclose(found.piece_matches[at[row]], mine, atol=1e-5)
            for feature, value in expected.items():
                assert features[FEATURES.index(feature)] == pytest.approx(value, abs=1e-4)


def test_features_of_word_search_are_those_of_the_passage_and_the_article(
    town: Generation, found: Candidates
) -> None:
    terms = town.words.question_terms(QUESTION)
    passages = town.layout.passage_of_sentence[found.rows]
    np.testing.assert_allclose(
        found.column(Feature.BM25_PASSAGE), town.words.passage_scores(terms)[passages]
    )
    articles = town.layout.article_of_passage[passages]
    np.testing.assert_allclose(
        found.column(Feature.BM25_ARTICLE), town.words.article_scores(terms)[articles]
    )


def test_every_feature_is_at_most_1(found: Candidates) -> None:
    assert (np.abs(found.features) <= 1.01).all(), "token matches are off by a little"


def test_the_score_is_the_weighted_mean_of_the_features(found: Candidates) -> None:
    weights = {Feature.TOKENS: 3.0, Feature.COSINE: 1.0}
    expected = 0.75 * found.column(Feature.TOKENS) + 0.25 * found.column(Feature.COSINE)
    np.testing.assert_allclose(score(found, weights), expected, atol=1e-6)


def test_no_more_passages_than_agreed_but_the_nearest_by_words_and_by_vectors(
    tmp_path: Path,
) -> None:
    files = {f"{n}.txt": f"Nobody saw house number {n} of the quiet old town." for n in range(150)}
    shelf = make_shelf(tmp_path, {**files, "bridge.txt": BRIDGE, "ferry.txt": FERRY})
    shelf.build()
    generation = shelf.generation()
    for text in (BRIDGE, FERRY):
        found = find(generation, f"Did nobody see how {text}")
        assert len(found.rows) == CANDIDATE_PASSAGES
        assert text in texts(generation, found.rows)


@pytest.mark.parametrize("text", ["It was them.", "…", "1. 2. 3.", "😀"])
def test_a_collection_without_a_term_has_candidates(tmp_path: Path, text: str) -> None:
    shelf = make_shelf(tmp_path, {"a.txt": text, "b.txt": "And so on."})
    shelf.build()
    found = find(shelf.generation(), "the bridge?")
    assert np.isfinite(found.features).all()
    assert found.column(Feature.TERMS).tolist() == [0.0] * len(found.rows)


def test_a_question_without_a_term_has_candidates(town: Generation) -> None:
    found = find(town, "who is it?")
    assert len(found.rows) > 0
    assert np.isfinite(found.features).all()


def test_the_best_candidate_for_its_own_words_is_the_sentence_itself(town: Generation) -> None:
    for row, text in enumerate(texts(town, np.arange(len(town.layout.sentences)))):
        found = find(town, text)
        best = int(np.argmax(score(found, {Feature.TOKENS: 1.0, Feature.COSINE: 1.0})))
        assert found.rows[best] == row
