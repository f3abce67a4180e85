"""Real sentence-transformers models of a few kilobytes, with random weights, made in a folder."""

from __future__ import annotations

import string
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import (
    Dense,
    Normalize,
    Pooling,
    StaticEmbedding,
    Transformer,
)
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
from transformers.utils import logging as chatter

if TYPE_CHECKING:
    from pathlib import Path

WINDOW = 24
"""Word pieces that a tiny model reads at once."""

DIM = 32
_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
_TEXTS = [
    "the old bridge opened again in the spring and it was the mayor who said that it cost a lot",
    "who opened the bridge, and what did it cost the people of the town?",
    # Beginnings that are one piece with the space before them, which some texts don't have.
    "The It “It " * 50,
    string.ascii_letters,
]


class Pieces(Enum):
    """How a tokeniser marks where words begin; the last two count the space into the piece."""

    WORD_PIECE = "##"
    META_SPACE = "▁"
    BYTE_LEVEL = "Ġ"


def make_tokenizer(pieces: Pieces) -> Tokenizer:
    """A small tokeniser of one kind; two of a kind are alike."""
    return Tokenizer.from_str(_trained(pieces))


@lru_cache
def _trained(pieces: Pieces) -> str:
    """Train a tokeniser, once, as training isn't repeatable."""
    trainer: Any
    if pieces is Pieces.WORD_PIECE:
        tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106 - no password
        tokenizer.normalizer = normalizers.BertNormalizer()
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        trainer = trainers.WordPieceTrainer(vocab_size=150, special_tokens=_SPECIAL)
    else:
        tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))  # noqa: S106 - no password
        tokenizer.normalizer = normalizers.Replace("\n", " ")
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        if pieces is Pieces.BYTE_LEVEL:
            tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
        trainer = trainers.BpeTrainer(vocab_size=200, special_tokens=_SPECIAL)
    trainer.show_progress = False
    tokenizer.train_from_iterator(_TEXTS, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[(name, tokenizer.token_to_id(name)) for name in ("[CLS]", "[SEP]")],
    )
    return str(tokenizer.to_str())


def make_model(
    folder: Path,
    *,
    pieces: Pieces = Pieces.WORD_PIECE,
    dense: int | None = None,
    pooling: str | tuple[str, ...] = "mean",
    prompts: dict[str, str] | None = None,
    seed: int = 0,
) -> str:
    """Save a model with a transformer of one layer; the path to load it by.

    `dense` is the length of sentence vectors where it is not that of token vectors.
    """
    tokenizer = make_tokenizer(pieces)
    _save_transformer(folder / "transformer", tokenizer, seed)
    read = Transformer(str(folder / "transformer"), max_seq_length=WINDOW)
    parts: list[torch.nn.Module] = [read, Pooling(DIM, pooling_mode=pooling)]
    if dense is not None:
        torch.manual_seed(seed)
        parts.append(Dense(DIM, dense))
    parts.append(Normalize())
    return _save(SentenceTransformer(modules=parts, prompts=prompts, device="cpu"), folder)


def make_static_model(folder: Path) -> str:
    """Save a model that has a vector for each word and no token vectors."""
    static = StaticEmbedding(make_tokenizer(Pieces.WORD_PIECE), embedding_dim=DIM)
    return _save(SentenceTransformer(modules=[static], device="cpu"), folder)


def _save_transformer(folder: Path, tokenizer: Tokenizer, seed: int) -> None:
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=DIM,
        num_hidden_layers=1,
        num_attention_heads=4,
        intermediate_size=DIM,
        max_position_embeddings=WINDOW,
        initializer_range=0.5,  # so that words differ
    )
    _quietly(BertModel(config).save_pretrained, folder)
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # theirs
        tokenizer_object=tokenizer,
        pad_token="[PAD]",  # noqa: S106 - no password
        unk_token="[UNK]",  # noqa: S106 - no password
        cls_token="[CLS]",  # noqa: S106 - no password
        sep_token="[SEP]",  # noqa: S106 - no password
    ).save_pretrained(folder)


def _save(model: SentenceTransformer, folder: Path) -> str:
    path = str(folder / "model")
    _quietly(model.save, path)
    return path


def _quietly(save: Any, target: Path | str) -> None:
    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
    save(target)
