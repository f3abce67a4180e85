"""The fake embedder behaves as a real one does."""

from __future__ import annotations

import pytest

from tests.index.embedders.contract import EmbedderContract, encode, passage
from tests.index.fakes import FakeEmbedder, PowerCutError


class TestFakeEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> FakeEmbedder:
        return FakeEmbedder()

    def test_counts_the_passages_that_it_embeds(self, embedder: FakeEmbedder) -> None:
        encode(embedder, passage("One."), passage("Two."))
        assert embedder.embedded == 2

    def test_another_revision_has_other_vectors(self, embedder: FakeEmbedder) -> None:
        other = FakeEmbedder(revision="second")
        one = embedder.encode_question("the bridge").question
        assert float(one @ other.encode_question("the bridge").question) < 0.9

    def test_fails_when_told_to(self) -> None:
        failing = FakeEmbedder(fail_after=1).encode_passages([passage("One."), passage("Two.")])
        next(failing)
        with pytest.raises(PowerCutError):
            next(failing)
