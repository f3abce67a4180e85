"""Passages -> word pieces with the sentence each lies in, in batches that run fast together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.embedders.base import Ids, PassageText

BATCH_PIECES: Final = 1_536
"""Word pieces in a batch, padding included. Batches that stay in the cache run fastest: on two
cores 1,024 to 2,048 were alike, 8,192 a fifth slower."""

STEP: Final = 8
"""Batches are padded to a multiple of this many pieces. Few different shapes keep the memory of
the matrix library small, which keeps prepared code for each shape: half a gigabyte without."""

SORTED_TOGETHER: Final = 512
"""Passages that are tokenised and sorted by length at once."""

TITLE_CHARS: Final = 200
"""A title longer than this would leave the passage no room in the model's window."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One tokenised input: all its ids, which of them are the passage's, and in which sentence."""

    ids: list[int]
    keep: NDArray[np.int64]
    owners: Ids


def tokenise(tokenizer: Any, prompt: str, passage: PassageText) -> Tokens:
    """The word pieces of prompt, title and passage; only the passage's are kept."""
    head = prompt
    if passage.title:
        head += passage.title[:TITLE_CHARS] + "\n"
    encoded = tokenizer(
        head + passage.text,
        return_offsets_mapping=True,
        return_special_tokens_mask=True,
        verbose=False,
    )
    # A piece belongs to the sentence that holds its last character: some tokenisers count the
    # space before a word as part of its piece.
    offsets = np.asarray(encoded["offset_mapping"]).reshape(-1, 2)
    last = offsets[:, 1] - 1 - len(head)
    starts = np.array([span.start for span in passage.sentences], dtype=np.int64)
    ends = np.array([span.end for span in passage.sentences], dtype=np.int64)
    owner = np.searchsorted(starts, last, side="right") - 1
    inside = (owner >= 0) & (last >= 0) & (offsets[:, 1] > offsets[:, 0])
    inside &= np.asarray(encoded["special_tokens_mask"]) == 0
    inside[inside] = last[inside] < ends[owner[inside]]
    keep = np.flatnonzero(inside)
    return Tokens(encoded["input_ids"], keep, owner[keep].astype(np.int32))


def in_batches(
    tokenizer: Any,
    prompt: str,
    passages: Sequence[PassageText],
) -> Iterator[list[tuple[int, Tokens]]]:
    """Batches of `(position in passages, tokens)`, longest first, of like length."""
    order = sorted(range(len(passages)), key=lambda i: -len(passages[i].text))
    for start in range(0, len(order), SORTED_TOGETHER):
        together = [
            (i, tokenise(tokenizer, prompt, passages[i]))
            for i in order[start : start + SORTED_TOGETHER]
        ]
        together.sort(key=lambda pair: -len(pair[1].ids))
        while together:
            size = max(1, BATCH_PIECES // padded_length(len(together[0][1].ids)))
            yield together[:size]
            del together[:size]


def padded_length(pieces: int) -> int:
    """`pieces`, rounded up to a multiple of `STEP`."""
    return -(-pieces // STEP) * STEP
