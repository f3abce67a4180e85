"""Real models, tiny ones, behave as an embedder must, whatever their parts are."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from index.embedders import sentence_transformer as module
from index.embedders.sentence_transformer import SentenceTransformerEmbedder
from index.errors import ModelMissingError, ModelUnsuitableError
from tests.index.embedders.contract import (
    BRIDGE,
    EmbedderContract,
    assert_same,
    encode,
    passage,
)
from tests.index.embedders.tiny_models import (
    DIM,
    WINDOW,
    Pieces,
    make_model,
    make_static_model,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.embedders.base import PassageText

load = SentenceTransformerEmbedder.load


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """More threads than free processors make tiny models many times slower."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_model(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def with_dense(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_model(tmp_path_factory.mktemp("dense"), dense=20)


@pytest.fixture(scope="module")
def with_prompts(tmp_path_factory: pytest.TempPathFactory) -> str:
    prompts = {"query": "search for: ", "document": "in the news: "}
    return make_model(tmp_path_factory.mktemp("prompts"), prompts=prompts)


class TestWordPieces(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, plain: str) -> SentenceTransformerEmbedder:
        return load(plain)

    def test_gives_the_vectors_that_the_library_gives(
        self, embedder: SentenceTransformerEmbedder, plain: str
    ) -> None:
        model = SentenceTransformer(plain, device="cpu")
        (found,) = encode(embedder, passage(BRIDGE, title="A bridge"))
        np.testing.assert_allclose(
            found.passage, model.encode(f"A bridge\n{BRIDGE}", convert_to_numpy=True), atol=1e-5
        )
        question = embedder.encode_question("who opened it?").question
        expected = model.encode("who opened it?", convert_to_numpy=True)
        np.testing.assert_allclose(question, expected, atol=1e-5)

    def test_a_sentence_is_the_mean_of_its_tokens_in_their_passage(
        self, embedder: SentenceTransformerEmbedder, plain: str
    ) -> None:
        model = SentenceTransformer(plain, device="cpu")
        states = model.encode("bridge opened", output_value="token_embeddings").numpy()
        words = [len(model.tokenizer(w, add_special_tokens=False).input_ids) for w in BRIDGE_WORDS]
        (found,) = encode(embedder, passage(*BRIDGE_WORDS))
        start = 1  # after [CLS]
        for sentence, count in zip(found.sentences, words, strict=True):
            mean = states[start : start + count].mean(axis=0)
            np.testing.assert_allclose(sentence, mean / np.linalg.norm(mean), atol=1e-5)
            start += count

    @pytest.mark.parametrize("pieces", [WINDOW - 1, WINDOW, WINDOW + 1, 2 * WINDOW, 2 * WINDOW + 1])
    def test_a_passage_that_just_fits_or_just_does_not_has_all_its_tokens(
        self, embedder: SentenceTransformerEmbedder, pieces: int
    ) -> None:
        words = pieces - 2  # with [CLS] and [SEP]
        (found,) = encode(embedder, passage(" ".join(["a"] * words)))
        assert len(found.tokens) == words


BRIDGE_WORDS = ("bridge", "opened")


class TestDenseAfterPooling(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, with_dense: str) -> SentenceTransformerEmbedder:
        return load(with_dense)

    def test_sentence_vectors_have_another_length_than_token_vectors(
        self, embedder: SentenceTransformerEmbedder
    ) -> None:
        assert (embedder.dim, embedder.token_dim) == (20, DIM)

    def test_what_follows_pooling_is_applied_to_sentences_too(
        self, embedder: SentenceTransformerEmbedder, with_dense: str
    ) -> None:
        model = SentenceTransformer(with_dense, device="cpu")
        states = model.encode("bridge", output_value="token_embeddings")[1:-1]
        dense = model[2]({"sentence_embedding": states.mean(dim=0, keepdim=True)})
        expected = torch.nn.functional.normalize(dense["sentence_embedding"])[0].detach().numpy()
        (found,) = encode(embedder, passage("bridge"))
        np.testing.assert_allclose(found.sentences[0], expected, atol=1e-5)


class TestFirstTokenPooling(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerEmbedder:
        return load(make_model(tmp_path_factory.mktemp("cls"), pooling="cls"))


class TestMetaSpacePieces(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerEmbedder:
        return load(make_model(tmp_path_factory.mktemp("meta"), pieces=Pieces.META_SPACE))


class TestByteLevelPieces(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerEmbedder:
        return load(make_model(tmp_path_factory.mktemp("bytes"), pieces=Pieces.BYTE_LEVEL))


class TestPrompts(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, with_prompts: str) -> SentenceTransformerEmbedder:
        return load(with_prompts)

    def test_questions_and_passages_are_read_behind_their_prompts(
        self, embedder: SentenceTransformerEmbedder, plain: str
    ) -> None:
        bare = load(plain)  # the same weights
        question = bare.encode_question("search for: who opened it").question
        np.testing.assert_allclose(
            embedder.encode_question("who opened it").question, question, atol=1e-5
        )
        (with_prompt,) = encode(embedder, passage(BRIDGE))
        (written_out,) = encode(bare, passage(f"in the news: {BRIDGE}"))
        np.testing.assert_allclose(with_prompt.passage, written_out.passage, atol=1e-5)

    def test_a_prompt_is_not_among_the_tokens(
        self, embedder: SentenceTransformerEmbedder, plain: str
    ) -> None:
        bare = load(plain)
        question = "who opened the bridge"
        assert (
            embedder.encode_question(question).pieces.tolist()
            == bare.encode_question(question).pieces.tolist()
        )
        one, other = encode(embedder, passage(BRIDGE)), encode(bare, passage(BRIDGE))
        assert one[0].pieces.tolist() == other[0].pieces.tolist()


@pytest.mark.parametrize("pieces", [Pieces.META_SPACE, Pieces.BYTE_LEVEL])
def test_the_first_word_after_a_prompt_counts_though_its_piece_takes_in_the_space(
    pieces: Pieces, tmp_path: Path
) -> None:
    prompted = load(make_model(tmp_path / "a", pieces=pieces, prompts={"query": "search: "}))
    bare = load(make_model(tmp_path / "b", pieces=pieces))
    question = "who opened the bridge"
    expected = bare.encode_question(question).pieces.tolist()
    assert prompted.encode_question(question).pieces.tolist() == expected


def test_other_weights_are_another_revision(plain: str, tmp_path: Path) -> None:
    assert load(plain).revision == load(plain).revision
    assert load(make_model(tmp_path, seed=1)).revision != load(plain).revision


def test_a_model_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="EMBEDDING_MODEL") as caught:
        load(str(tmp_path / "nothing here"))
    assert caught.value.model == str(tmp_path / "nothing here")


def test_a_folder_without_a_model_is_missing(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("no model", encoding="utf-8")
    with pytest.raises(ModelMissingError, match="EMBEDDING_MODEL"):
        load(str(tmp_path))


def test_a_model_with_damaged_weights_is_missing(tmp_path: Path) -> None:
    path = make_model(tmp_path)
    (tmp_path / "model" / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelMissingError, match="EMBEDDING_MODEL"):
        load(path)


def test_a_model_on_a_hub_that_cannot_be_reached_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelMissingError, match="nobody/no-model") as caught:
        load("nobody/no-model")
    assert "\n" not in str(caught.value)


def test_a_model_without_token_vectors_is_unsuitable(tmp_path: Path) -> None:
    with pytest.raises(ModelUnsuitableError, match="token vectors"):
        load(make_static_model(tmp_path))


def test_a_model_that_pools_in_two_ways_at_once_is_unsuitable(tmp_path: Path) -> None:
    with pytest.raises(ModelUnsuitableError, match="several ways"):
        load(make_model(tmp_path, pooling=("mean", "max")))


class Halved(SentenceTransformerEmbedder):
    """As on a processor where bfloat16 is much faster than fp32; its vectors differ by `error`."""

    error = 0.0
    asked = 0

    def _timed(
        self, model: SentenceTransformer, ids: list[list[int]]
    ) -> tuple[np.typing.NDArray[np.float32], float]:
        vectors, _ = super()._timed(model, ids)
        if model is self._model:
            return vectors, 1.0
        self.asked += 1
        return vectors * np.float32(1 - self.error), 0.1


MANY = [passage("It opened."), passage("a", "bridge", title="No")] * 16


@pytest.fixture
def many_are_32(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose a precision for as few passages as MANY has."""
    monkeypatch.setattr(module, "PROBE_MIN_PASSAGES", len(MANY))


def assert_near(embedder: SentenceTransformerEmbedder, texts: list[PassageText]) -> float:
    """Check that `texts` have nearly the vectors of fp32; the lowest cosine among them."""
    lowest = 1.0
    exact = encode(SentenceTransformerEmbedder("fp32", embedder._model), *texts[:2])
    for one, other in zip(encode(embedder, *texts), exact * (len(texts) // 2), strict=True):
        pairs = [(one.passage[None], other.passage[None])]
        pairs += [(one.sentences, other.sentences), (one.tokens, other.tokens)]
        for mine, theirs in pairs:
            cosines = (mine * theirs).sum(axis=1)
            assert cosines.min() > 0.999
            lowest = min(lowest, float(cosines.min()))
    return lowest


@pytest.mark.usefixtures("many_are_32")
def test_many_passages_have_the_vectors_of_fp32_in_whatever_precision_is_chosen(
    plain: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger=module.__name__):
        assert_near(load(plain), MANY)
    assert [r.getMessage()[:10] for r in caplog.records] == ["precision:"]


@pytest.mark.usefixtures("many_are_32")
def test_a_faster_precision_that_loses_nothing_is_taken(plain: str) -> None:
    halved = Halved("half", SentenceTransformer(plain, device="cpu"))
    assert assert_near(halved, MANY) < 0.99999
    assert halved.asked == 1


@pytest.mark.usefixtures("many_are_32")
def test_a_faster_precision_that_loses_something_is_not_taken(plain: str) -> None:
    halved = Halved("half", SentenceTransformer(plain, device="cpu"))
    halved.error = 0.01
    assert assert_near(halved, MANY) > 0.99999
    assert halved.asked == 1


@pytest.mark.usefixtures("many_are_32")
def test_few_passages_are_not_worth_choosing_a_precision(plain: str) -> None:
    halved = Halved("half", SentenceTransformer(plain, device="cpu"))
    encode(halved, *MANY[:-1])
    assert halved.asked == 0


def test_batches_of_many_lengths_come_back_in_their_places(plain: str) -> None:
    embedder = load(plain)
    texts = [passage(*["a bridge"] * (1 + n * 7 % 10)) for n in range(40)]
    for text, found in zip(texts, encode(embedder, *texts), strict=True):
        assert len(found.sentences) == len(text.sentences)
    assert_same(encode(embedder, *texts)[7], encode(embedder, texts[7])[0])
