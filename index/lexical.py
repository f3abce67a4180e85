"""Word search beside the vectors: BM25 over passages and articles, matched terms over sentences.

BM25 comes from bm25s (memory-mapped sparse arrays of ready scores), chosen by measurement over
1,731 news articles (`benchmarks/word_search.py`): against tantivy it finds as much (a right article
first .75 and .76, within five .94 and .94) in half the time a query (2.0 and 3.9 ms), for more
disk (14 and 6 MB) and a longer build (11 and 4 s).

    lexical/passages/, lexical/articles/   bm25s indexes
    lexical/vocabulary.json                term -> number; passages that hold it, by number
    lexical/terms.npy, bounds.npy          the terms of sentence i, in order and with
                                           repeats, lie at bounds[i] to bounds[i + 1]
    lexical/titles.npy, title_bounds.npy   the same of every article's title
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bm25s
import numpy as np

from index.errors import StoreDamagedError
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.embedders.base import Ids

FOLDER = "lexical"
# bm25s raises the last two for parameters that are no dictionary.
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, TypeError, AttributeError)
BM25_K1, BM25_B = 1.2, 0.75  # Lucene's defaults


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The distinct terms of a question.

    `ids` are their numbers in the vocabulary, -1 for a term that no article holds; `weights` their
    inverse document frequencies over passages, at least 0.
    """

    ids: Ids
    weights: NDArray[np.float32]

    @property
    def known(self) -> list[int]:
        """The numbers of the terms that some article holds."""
        return [int(i) for i in self.ids if i >= 0]


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """What `write_lexical` needs of one article: its title's terms, its sentences' by passage.

    Terms are in the order of the text, as often as they stand in it.
    """

    title: Sequence[str]
    passages: Sequence[Sequence[Sequence[str]]]


def write_lexical(folder: Path, articles: Iterable[ArticleWords]) -> None:
    """Write the word index of all articles, in the order of the article store."""
    target = folder / FOLDER
    target.mkdir()
    vocabulary: dict[str, int] = {}
    in_passages: Counter[int] = Counter()
    passages: list[list[int]] = []
    whole: list[list[int]] = []
    sentences: list[list[int]] = []
    titles: list[list[int]] = []
    for article in articles:
        titles.append([vocabulary.setdefault(t, len(vocabulary)) for t in article.title])
        whole.append(list(titles[-1]))
        for passage in article.passages:
            ids: list[int] = []
            for sentence in passage:
                sentences.append([vocabulary.setdefault(t, len(vocabulary)) for t in sentence])
                ids += sentences[-1]
            passages.append(ids)
            whole[-1] += ids
            in_passages.update(set(ids))
    _write_bm25(target / "passages", passages, vocabulary)
    _write_bm25(target / "articles", whole, vocabulary)
    _write_ragged(target, "terms", "bounds", sentences)
    _write_ragged(target, "titles", "title_bounds", titles)
    frequencies = [in_passages[i] for i in range(len(vocabulary))]
    (target / "vocabulary.json").write_text(
        json.dumps([list(vocabulary), frequencies, len(passages)], ensure_ascii=False),
        encoding="utf-8",
    )


def _write_bm25(target: Path, documents: list[list[int]], vocabulary: dict[str, int]) -> None:
    index = bm25s.BM25(k1=BM25_K1, b=BM25_B, method="lucene")
    # bm25s adds an empty token to the dictionary it is given, and can't index documents without
    # any token: then the first one holds the empty token, which no search asks for.
    empty = len(vocabulary)
    if not any(documents):
        documents = [[empty], *documents[1:]]
    index.index((documents, {**vocabulary, "": empty}), show_progress=False)
    index.save(target, show_progress=False)


def _write_ragged(target: Path, values: str, bounds: str, lists: list[list[int]]) -> None:
    np.save(target / f"{values}.npy", np.array([i for row in lists for i in row], dtype=np.int32))
    np.save(target / f"{bounds}.npy", np.cumsum([0, *map(len, lists)], dtype=np.int64))


class LexicalIndex:
    """Reads what `write_lexical` wrote. Safe for several readers."""

    def __init__(self, folder: Path) -> None:
        """Open the word index of a generation; raises StoreDamagedError."""
        source = folder / FOLDER
        try:
            words, frequencies, passages = json.loads(
                (source / "vocabulary.json").read_text(encoding="utf-8")
            )
            self._words: list[str] = words
            self._vocabulary = {word: i for i, word in enumerate(words)}
            # A last one for terms that no article holds, whose number is -1.
            self._frequencies = np.array([*frequencies, 0], dtype=np.float32)
            self._count = int(passages)
            self._passages = bm25s.BM25.load(source / "passages", mmap=True, load_vocab=False)
            self._articles = bm25s.BM25.load(source / "articles", mmap=True, load_vocab=False)
            self._terms = np.load(source / "terms.npy", mmap_mode="r")
            self._bounds = np.load(source / "bounds.npy")
            self._titles = np.load(source / "titles.npy", mmap_mode="r")
            self._title_bounds = np.load(source / "title_bounds.npy")
        except _UNREADABLE as exc:
            raise StoreDamagedError(source, f"can't be read ({exc})") from exc
        written = len(self._vocabulary), int(self._bounds[-1]), int(self._title_bounds[-1])
        if written != (len(frequencies), len(self._terms), len(self._titles)):
            raise StoreDamagedError(source, "holds parts that do not belong together")

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many articles, passages and sentences it was written from."""
        return len(self._title_bounds) - 1, self._count, len(self._bounds) - 1

    def article_words(self, row: int, passages: Iterable[tuple[int, int]]) -> ArticleWords:
        """What was written of an article, whose `passages` have these sentences each."""
        title = self._titles[self._title_bounds[row] : self._title_bounds[row + 1]]
        return ArticleWords(
            self._read(title),
            [[self._read(self._sentence(s)) for s in range(*passage)] for passage in passages],
        )

    def _sentence(self, row: int) -> Ids:
        terms: Ids = self._terms[self._bounds[row] : self._bounds[row + 1]]
        return terms

    def _read(self, numbers: Ids) -> list[str]:
        return [self._words[number] for number in numbers.tolist()]

    def question_terms(self, question: str) -> QuestionTerms:
        """Look up the terms of a question, without repeats, in order."""
        ids = [self._vocabulary.get(term, -1) for term in dict.fromkeys(stems(question))]
        numbers = np.array(ids, dtype=np.int32)
        found = self._frequencies[numbers]
        weights = np.log1p((self._count - found + 0.5) / (found + 0.5)).astype(np.float32)
        return QuestionTerms(numbers, weights)

    def passage_scores(self, terms: QuestionTerms) -> NDArray[np.float32]:
        """BM25 of every passage, over the most a passage could reach with these terms: 0 to 1."""
        return self._scores(self._passages, terms, self._count)

    def article_scores(self, terms: QuestionTerms) -> NDArray[np.float32]:
        """The same for every article, taken as one text with its title."""
        scores = self._scores(self._articles, terms, len(self._title_bounds) - 1)
        # A term can be frequent among passages and rare among articles.
        return np.minimum(scores, np.float32(1.0))

    @staticmethod
    def _scores(index: bm25s.BM25, terms: QuestionTerms, count: int) -> NDArray[np.float32]:
        known = terms.known
        if not known:
            return np.zeros(count, dtype=np.float32)
        # Without any document there is still an empty one.
        scores: NDArray[np.float32] = index.get_scores_from_ids(known)[:count]
        return scores / float(terms.weights.sum())

    def sentence_matches(
        self, terms: QuestionTerms, sentences: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Which of these sentences holds which term: shape (sentences, terms)."""
        return _matches(terms.ids, self._terms, self._bounds, sentences)

    def title_matches(self, terms: QuestionTerms, articles: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these articles' titles holds which term: shape (articles, terms)."""
        return _matches(terms.ids, self._titles, self._title_bounds, articles)


def _matches(
    wanted: Ids, values: Ids, bounds: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which row of the ragged array `values`, `bounds` holds which wanted value."""
    found = np.zeros((len(rows), len(wanted)), dtype=np.bool_)
    lengths = bounds[rows + 1] - bounds[rows]
    owner = np.repeat(np.arange(len(rows)), lengths)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    present = values[bounds[rows][owner] + place]
    position, term = np.nonzero(present[:, None] == wanted[None, :])
    found[owner[position], term] = True
    return found
