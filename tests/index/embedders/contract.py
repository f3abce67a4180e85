"""What every embedder owes, as tests to inherit: a test class gives its own `embedder` fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.embedders.base import PassageText
from index.records import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embedders.base import Embedder, PassageVectors

BRIDGE = "The old bridge opened again."
MAYOR = "“It was time,” the mayor of Kirk-on-Sea said (twice)."
COST = "It cost £4.2 million – U.S. dollars weren’t taken!"

WORDS = ("the", "bridge", "Türkiye", "U.S.", "“word”", "it’s", "1,200", "😀", "…", "日本", "é", "-")
# Begun with a word: where a text begins with a sign, some tokenisers give the space that they put
# before it a piece of its own.
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=8).map(lambda words: " ".join(["a", *words]))

# Each embedder runs these properties as its own, and takes its time.
patient = settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


def passage(*sentences: str, title: str | None = None, between: str = " ") -> PassageText:
    """A passage of these sentences."""
    spans: list[Span] = []
    at = 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + len(between)
    return PassageText(title, between.join(sentences), tuple(spans))


def encode(embedder: Embedder, *passages: PassageText) -> list[PassageVectors]:
    """Embed in one go; checks that each passage comes back once."""
    found = list(embedder.encode_passages(passages))
    assert sorted(position for position, _ in found) == list(range(len(passages)))
    return [vectors for _, vectors in sorted(found, key=lambda pair: pair[0])]


def assert_unit_rows(rows: NDArray[np.float32]) -> None:
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=-1), 1.0, atol=1e-5)


def assert_same(one: PassageVectors, other: PassageVectors) -> None:
    np.testing.assert_allclose(one.passage, other.passage, atol=1e-4)
    np.testing.assert_allclose(one.sentences, other.sentences, atol=1e-4)
    np.testing.assert_allclose(one.tokens, other.tokens, atol=1e-4)
    assert one.pieces.tolist() == other.pieces.tolist()
    assert one.owners.tolist() == other.owners.tolist()


class EmbedderContract:
    """Behaviour that the index builds on."""

    @pytest.fixture
    def embedder(self) -> Embedder:
        raise NotImplementedError

    def test_passages_have_one_vector_each_for_themselves_their_sentences_and_tokens(
        self, embedder: Embedder
    ) -> None:
        (found,) = encode(embedder, passage(BRIDGE, MAYOR, COST, title="A bridge"))
        assert found.passage.shape == (embedder.dim,)
        assert found.sentences.shape == (3, embedder.dim)
        assert found.tokens.shape == (len(found.pieces), embedder.token_dim)
        assert found.owners.shape == found.pieces.shape
        assert found.pieces.dtype == found.owners.dtype == np.int32
        for rows in (found.passage, found.sentences, found.tokens):
            assert_unit_rows(rows)

    def test_questions_have_a_vector_for_themselves_and_one_for_each_token(
        self, embedder: Embedder
    ) -> None:
        found = embedder.encode_question("When did the bridge open again?")
        assert found.question.shape == (embedder.dim,)
        assert found.tokens.shape == (len(found.pieces), embedder.token_dim)
        assert len(found.tokens) >= 6
        assert found.pieces.dtype == np.int32
        assert_unit_rows(found.question)
        assert_unit_rows(found.tokens)

    @patient
    @given(sentences=st.lists(SENTENCES, min_size=1, max_size=4), title=st.none() | SENTENCES)
    def test_each_token_lies_in_its_sentence(
        self, embedder: Embedder, sentences: list[str], title: str | None
    ) -> None:
        whole, *alone = encode(
            embedder, passage(*sentences, title=title), *(passage(s) for s in sentences)
        )
        for number, one in enumerate(alone):
            assert whole.pieces[whole.owners == number].tolist() == one.pieces.tolist()
        assert (np.diff(whole.owners) >= 0).all(), "tokens are in text order"
        assert (whole.pieces >= 0).all()
        assert (whole.pieces < embedder.pieces).all()

    def test_text_between_sentences_is_in_no_sentence(self, embedder: Embedder) -> None:
        text = f"{BRIDGE} ADVERT {MAYOR} ADVERT"
        first, second = text.index(BRIDGE), text.index(MAYOR)
        spans = Span(first, first + len(BRIDGE)), Span(second, second + len(MAYOR))
        whole, clean = encode(
            embedder, PassageText(None, text, spans), passage(BRIDGE, MAYOR, title="Other")
        )
        assert whole.pieces.tolist() == clean.pieces.tolist()
        assert whole.owners.tolist() == clean.owners.tolist()

    def test_vectors_do_not_depend_on_what_else_is_embedded(self, embedder: Embedder) -> None:
        passages = [
            passage(BRIDGE),
            passage(MAYOR, COST, BRIDGE, title="A bridge"),
            passage("Yes."),
            passage(*[COST] * 4, between="\n\n"),
        ]
        for one, other in zip(
            encode(embedder, *passages),
            [encode(embedder, alone)[0] for alone in passages],
            strict=True,
        ):
            assert_same(one, other)

    def test_every_token_of_a_passage_longer_than_the_model_reads_has_a_vector(
        self, embedder: Embedder
    ) -> None:
        short, long = encode(embedder, passage(COST), passage(*[COST] * 8, title="Costs"))
        assert len(long.tokens) == 8 * len(short.tokens)
        assert long.owners.tolist() == np.repeat(range(8), len(short.tokens)).tolist()
        for rows in (long.passage, long.sentences, long.tokens):
            assert_unit_rows(rows)

    def test_a_sentence_longer_than_the_model_reads_is_one_sentence(
        self, embedder: Embedder
    ) -> None:
        (found,) = encode(embedder, passage("and so on " * 50))
        assert len(found.tokens) >= 150
        assert set(found.owners.tolist()) == {0}
        assert_unit_rows(found.sentences)

    def test_no_passages_give_nothing(self, embedder: Embedder) -> None:
        assert list(embedder.encode_passages([])) == []

    @pytest.mark.parametrize("text", ["…", "!?", "😀", "👩‍👩‍👧 🇹🇷", "日本。", "—", "\x00", "١٢"])
    def test_passages_without_a_word_have_vectors(self, embedder: Embedder, text: str) -> None:
        (found,) = encode(embedder, passage(text))
        assert_unit_rows(found.passage)
        assert found.sentences.shape == (1, embedder.dim)
        assert len(found.tokens) == len(found.pieces) == len(found.owners)

    def test_a_sentence_without_a_token_has_a_zero_vector(self, embedder: Embedder) -> None:
        text = f"{BRIDGE}    {MAYOR}"
        at = len(BRIDGE)
        spans = Span(0, at), Span(at + 1, at + 3), Span(at + 4, len(text))
        (found,) = encode(embedder, PassageText(None, text, spans))
        assert {0, 2} <= set(found.owners.tolist())
        # Some tokenisers have a piece for white space.
        assert found.sentences.any(axis=1).tolist() == [True, 1 in found.owners, True]
        assert_unit_rows(found.sentences[[0, 2]])

    def test_a_title_is_in_the_vectors_but_not_among_the_tokens(self, embedder: Embedder) -> None:
        bare, titled = encode(
            embedder, passage(BRIDGE, MAYOR), passage(BRIDGE, MAYOR, title="Ferry sinks in harbour")
        )
        assert titled.pieces.tolist() == bare.pieces.tolist()
        assert titled.owners.tolist() == bare.owners.tolist()
        assert np.abs(titled.passage - bare.passage).max() > 1e-3
        assert np.abs(titled.sentences - bare.sentences).max() > 1e-3
        assert np.abs(titled.tokens - bare.tokens).max() > 1e-3

    def test_an_endless_title_leaves_room_for_the_passage(self, embedder: Embedder) -> None:
        bare, titled = encode(
            embedder, passage(BRIDGE, MAYOR), passage(BRIDGE, MAYOR, title="Ferry sinks " * 500)
        )
        assert titled.pieces.tolist() == bare.pieces.tolist()
        assert_unit_rows(titled.sentences)

    def test_an_endless_title_over_nothing_to_read_has_a_vector(self, embedder: Embedder) -> None:
        (found,) = encode(embedder, passage("\x00", title="Ferry sinks " * 500))
        assert_unit_rows(found.passage)
        assert found.sentences.any() == bool(len(found.tokens))

    def test_the_same_text_has_the_same_vectors(self, embedder: Embedder) -> None:
        question = "Who opened the bridge?"
        one, other = embedder.encode_question(question), embedder.encode_question(question)
        np.testing.assert_array_equal(one.question, other.question)
        np.testing.assert_array_equal(one.tokens, other.tokens)
        assert_same(*(encode(embedder, passage(BRIDGE, MAYOR))[0] for _ in range(2)))

    def test_words_that_differ_have_other_vectors(self, embedder: Embedder) -> None:
        one, other = encode(embedder, passage(BRIDGE), passage(COST))
        assert float(one.passage @ other.passage) < 0.9999
        first = embedder.encode_question("Who opened the bridge")
        second = embedder.encode_question("What did it cost them")
        assert float(first.question @ second.question) < 0.9999

    def test_punctuation_of_a_question_is_no_token_unless_it_is_all(
        self, embedder: Embedder
    ) -> None:
        with_signs = embedder.encode_question("who opened, the bridge…”?!)")
        without = embedder.encode_question("who opened the bridge")
        assert with_signs.pieces.tolist() == without.pieces.tolist()
        assert len(embedder.encode_question("?!").tokens) >= 1

    def test_a_question_of_any_length_is_read(self, embedder: Embedder) -> None:
        found = embedder.encode_question("who opened the bridge " * 2_000)
        assert_unit_rows(found.question)
        assert_unit_rows(found.tokens)
        assert len(found.tokens) == len(found.pieces) >= 8

    def test_passages_are_embedded_as_they_are_taken(self, embedder: Embedder) -> None:
        several = embedder.encode_passages([passage(BRIDGE)] * 3)
        assert next(several)[1].passage.shape == (embedder.dim,)
