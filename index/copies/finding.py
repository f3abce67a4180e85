"""A collection and its vectors -> groups of copies.

articles ─▶ same text? ─▶ groups ─▶ the longest of each ─▶ rewritten? ─▶ groups of groups
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import numpy as np

from index.copies.facts import Facts, find_names
from index.copies.grouping import connected, fitting
from index.copies.overlaps import sharing_pairs
from index.copies.rewrites import Rewrites
from index.copies.same_text import SameText
from index.copies.wording import WordTable, read_wording
from index.stores.copy_groups import CopyGroup, CopyKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.records import Article, Passage
    from index.stores.layout import Layout
    from index.stores.text_words import TextWords

logger = logging.getLogger(__name__)


def find_copies(
    articles: Sequence[Article],
    passages: Sequence[Sequence[Passage]],
    words: TextWords,
    layout: Layout,
    passage_vectors: NDArray[np.float16],
    sentence_vectors: NDArray[np.float16],
) -> list[CopyGroup]:
    """Groups of articles that are of one origin, by their first row.

    `passages` are those of each article; words and vectors are those of the layout's rows.
    """
    started = time.perf_counter()
    table = WordTable(words.words)
    texts = [words.of(*layout.sentences_of_article(row)) for row in range(len(articles))]
    wordings = [read_wording(text, table) for text in texts]
    facts = Facts(wordings, find_names(words))
    hashes = [table.hashes[text] for text in texts]
    same_text = SameText(articles, passages, hashes, wordings, facts)
    groups = connected(len(articles), sharing_pairs(wordings), same_text.is_copy)
    # The longest text of a group stands for it: what is left out of an excerpt is no difference.
    by_head = {max(group, key=lambda row: (wordings[row].words, -row)): group for group in groups}
    rewrites = Rewrites(articles, layout, passage_vectors, sentence_vectors, facts)
    heads = np.array(sorted(by_head), dtype=np.int64)
    found = [CopyGroup(CopyKind.SAME_TEXT, tuple(group)) for group in groups if len(group) > 1]
    pairs = [pair for pair in rewrites.pairs(heads) if not same_text.share_a_part(*pair[:2])]
    for joined in fitting(pairs, rewrites.closeness):
        rows = tuple(sorted(row for head in joined for row in by_head[head]))
        found = [group for group in found if group.articles[0] not in rows]
        found.append(CopyGroup(CopyKind.REWRITTEN, rows))
    seconds = time.perf_counter() - started
    logger.info("copies: %d groups in %.1f s", len(found), seconds)
    return sorted(found, key=lambda group: group.articles)
