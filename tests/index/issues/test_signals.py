"""Open, settled or neutral: what plain sentences tell, by the weights that ship."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedders.base import PassageText
from index.issues.records import Signal
from index.issues.signals import (
    SIGNALS,
    VECTOR_SCALE,
    SignalModel,
    Weights,
    features,
    parse,
    shipped,
)
from index.records import Span
from tests.index.issues.marked import only_mark
from tests.index.issues.plain_sentences import PLAIN
from tests.index.real_model import built_in_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

SENTENCES = [(marked, signal) for signal, several in PLAIN.items() for marked in several]
LEDGER = Path(__file__).parents[3] / "benchmarks" / "ledger"


@pytest.fixture(scope="module")
def vectors() -> dict[str, NDArray[np.float32]]:
    """Those of the plain sentences, by the built-in model."""
    texts = [only_mark(marked)[0] for marked, _ in SENTENCES]
    passages = [PassageText(None, text, (Span(0, len(text)),)) for text in texts]
    found = dict(built_in_model().encode_passages(passages))
    return {text: found[row].sentences[0] for row, text in enumerate(texts)}


@pytest.mark.parametrize(("marked", "signal"), SENTENCES)
def test_words_alone_tell_what_a_plain_sentence_says(marked: str, signal: Signal) -> None:
    text, mention = only_mark(marked)
    assert shipped().judge(text, mention, None)[0] is signal


@pytest.mark.parametrize(("marked", "signal"), SENTENCES)
def test_words_and_vectors_tell_what_a_plain_sentence_says(
    marked: str, signal: Signal, vectors: dict[str, NDArray[np.float32]]
) -> None:
    text, mention = only_mark(marked)
    assert shipped().judge(text, mention, vectors[text])[0] is signal


def test_the_weights_were_not_fitted_on_these_sentences() -> None:
    known = {
        json.loads(line)["text"]
        for path in LEDGER.glob("signals-*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert len(known) > 500
    assert not known & {only_mark(marked)[0] for marked, _ in SENTENCES}


def test_the_weights_that_ship_are_whole_and_of_the_built_in_model() -> None:
    model, embedder = shipped(), built_in_model()

    assert model.revision == embedder.revision
    assert model.words_alone.vector is None
    assert model.with_vector.vector is not None
    assert model.with_vector.vector.shape == (len(SIGNALS), embedder.dim)
    for weights in (model.with_vector, model.words_alone):
        rows = [weights.intercept, *weights.features.values()]
        assert {row.shape for row in rows} == {(3,)}
        assert np.isfinite(rows).all()
        assert len(weights.features) > 100


def test_two_issues_of_one_sentence_may_have_two_signals() -> None:
    model = shipped()
    text = "The crossing reopened on Monday, but there is no date for the force."
    force = text.index("the force")

    assert model.judge(text, Span(0, len("The crossing")), None)[0] is Signal.SETTLED
    assert model.judge(text, Span(force, len(text) - 1), None)[0] is Signal.OPEN


WORDS = st.sampled_from(
    [
        *("refused", "signed", "under", "the plan", "would", "not", "has been", "delayed", "1,200"),
        *(" ", ", ", "“", "”", ". ", "\n", "é", "😀", "bridge", "Hamas", "-", "\x00", "\ud800"),
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=60)


@given(TEXTS, st.data(), st.booleans())
def test_any_words_have_a_signal_and_its_probability(
    text: str, data: st.DataObject, with_vector: bool
) -> None:
    start = data.draw(st.integers(0, len(text)))
    mention = Span(start, data.draw(st.integers(start, len(text))))
    vector = None
    if with_vector:
        seed = data.draw(st.integers(0, 99))
        vector = np.random.default_rng(seed).standard_normal(384).astype(np.float32)
        vector /= np.linalg.norm(vector)

    signal, sure = shipped().judge(text, mention, vector)

    assert signal in Signal
    assert 1 / 3 <= sure <= 1
    assert shipped().judge(text, mention, vector) == (signal, sure)


def _model(vector: NDArray[np.float64] | None = None) -> SignalModel:
    row = {"sentence yes": np.array([0.0, 8.0, 0.0])}
    intercept = np.array([1.0, 0.0, 0.0])
    return SignalModel("r", Weights(intercept, {}, vector), Weights(intercept, row, None))


def test_what_weighs_most_decides_and_its_probability_is_that_of_the_softmax() -> None:
    assert features("yes", Span(0, 0))["sentence yes"] * 8 == 2
    for text, best, weight, others in (
        ("no", Signal.OPEN, np.e, 2.0),
        ("yes", Signal.SETTLED, np.exp(2), np.e + 1),
    ):
        signal, sure = _model().judge(text, Span(0, 0), None)
        assert signal is best
        assert sure == pytest.approx(weight / (weight + others))


def test_a_vector_weighs_in_the_weights_for_vectors_alone() -> None:
    model = _model(np.array([[0.0, 0.0], [0.0, 0.0], [2.0, 0.0]]))
    weight = np.exp(2 * VECTOR_SCALE)

    signal, sure = model.judge("yes", Span(0, 0), np.array([1, 0], dtype=np.float32))

    assert signal is Signal.NEUTRAL
    assert sure == pytest.approx(weight / (weight + np.e + 1))


def _written() -> dict[str, Any]:
    text = resources.files("index.issues").joinpath("signals.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


def test_the_columns_are_the_signals_in_their_order() -> None:
    assert SIGNALS == (Signal.OPEN, Signal.SETTLED, Signal.NEUTRAL)
    assert _written().keys() == {"revision", "with_vector", "words_alone"}


@pytest.mark.parametrize("key", ["with_vector", "words_alone"])
def test_what_is_no_file_of_weights_is_refused(key: str) -> None:
    values = _written()
    with pytest.raises(TypeError):
        parse(json.dumps(values | {key: [1]}))
    del values[key]
    with pytest.raises(KeyError):
        parse(json.dumps(values))
    with pytest.raises(ValueError, match="Expecting"):
        parse("{")
