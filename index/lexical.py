"""Word search beside the vectors: BM25 over passages and articles, matched terms over sentences.

BM25 comes from bm25s (memory-mapped sparse arrays of ready scores), chosen by measurement over
1,731 news articles (`benchmarks/word_search.py`): against tantivy it finds as much (a right article
first .75 and .76, within five .94 and .94) in half the time a query (2.0 and 3.9 ms), for more
disk (14 and 6 MB) and a longer build (11 and 4 s, as the library builds).

    lexical/passages/, lexical/articles/   bm25s indexes
    lexical/vocabulary.json                term -> number; passages that hold it, by number
    lexical/terms.npy, bounds.npy          the terms of sentence i, in order and with
                                           repeats, lie at bounds[i] to bounds[i + 1]
    lexical/titles.npy, title_bounds.npy   the same of every article's title
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import bm25s
import numpy as np

from index.arrays import distinct, ranges
from index.errors import StoreDamagedError
from index.stores.words import Rows, Vocabulary
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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
    """What `LexicalWriter` needs of one article: its title's terms, its sentences' by passage.

    Terms are in the order of the text, as often as they stand in it.
    """

    title: Sequence[str]
    passages: Sequence[Sequence[Sequence[str]]]


class LexicalWriter:
    """Writes the word index of articles, in the order of the article store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._folder.mkdir()
        self._vocabulary = Vocabulary()
        self._titles, self._sentences = Rows(), Rows()
        self._sentences_of_passages: list[int] = []
        self._passages_of_articles: list[int] = []
        self._source: LexicalIndex | None = None
        self._translate: Callable[[Ids], Ids]

    def add(self, article: ArticleWords) -> None:
        """Append an article."""
        self._titles.add([self._vocabulary.numbers(article.title)])
        for passage in article.passages:
            self._sentences.add([self._vocabulary.numbers(sentence) for sentence in passage])
        self._count([len(passage) for passage in article.passages])

    def copy(self, source: LexicalIndex, article: int, first: int, passages: list[int]) -> None:
        """Append an article of another index: from sentence `first` on, so many in each passage."""
        if source is not self._source:
            self._source = source
            self._translate = self._vocabulary.translation(source.words)
        title, sentences, lengths = source.numbers(article, first, sum(passages))
        self._titles.take(self._translate(title), np.array([len(title)]))
        self._sentences.take(self._translate(sentences), lengths)
        self._count(passages)

    def _count(self, sentences: list[int]) -> None:
        self._sentences_of_passages += sentences
        self._passages_of_articles.append(len(sentences))

    def close(self) -> None:
        """Write what was appended."""
        titles, title_bounds = self._titles.joined()
        terms, bounds = self._sentences.joined()
        np.save(self._folder / "titles.npy", titles)
        np.save(self._folder / "title_bounds.npy", title_bounds)
        np.save(self._folder / "terms.npy", terms)
        np.save(self._folder / "bounds.npy", bounds)
        of_passages = bounds[np.cumsum([0, *self._sentences_of_passages])]
        of_articles = of_passages[np.cumsum([0, *self._passages_of_articles])]
        passages = np.split(terms, of_passages[1:-1])[: len(of_passages) - 1]
        articles = [
            np.concatenate([titles[slice(*title)], terms[slice(*text)]])
            for title, text in zip(pairwise(title_bounds), pairwise(of_articles), strict=True)
        ]
        vocabulary = self._vocabulary.words
        _write_bm25(self._folder / "passages", passages, vocabulary)
        _write_bm25(self._folder / "articles", articles, vocabulary)
        _, held, _ = _frequencies(passages)
        frequencies = np.bincount(held, minlength=len(vocabulary)).tolist()
        (self._folder / "vocabulary.json").write_text(
            json.dumps([list(vocabulary), frequencies, len(passages)], ensure_ascii=False),
            encoding="utf-8",
        )


class _Bm25(bm25s.BM25):  # type: ignore[misc]  # it has no types
    """Computes the same scores for all documents at once: in a tenth of the time, 0.2 s for 25,000.

    Overriding this method is what the library suggests to those who would build otherwise.
    """

    def build_index_from_ids(
        self,
        unique_token_ids: list[int],
        corpus_token_ids: Sequence[Ids],
        **_: object,
    ) -> dict[str, Any]:
        """Documents as arrays of term numbers -> their scores as a sparse matrix, by term."""
        self.nonoccurrence_array = None  # of other variants of BM25
        count, vocabulary = len(corpus_token_ids), len(unique_token_ids)
        documents, terms, times = _frequencies(corpus_token_ids)
        lengths = np.array([len(ids) for ids in corpus_token_ids], dtype=np.float64)
        held = np.bincount(terms, minlength=vocabulary)
        weights = np.log(1 + (count - held + 0.5) / (held + 0.5))
        norm = self.k1 * (1 - self.b + self.b * lengths / lengths.mean())
        scores = weights[terms] * times / (norm[documents] + times)
        return {
            "data": scores.astype(self.dtype),
            "indices": documents.astype(self.int_dtype),
            "indptr": np.cumsum([0, *held.tolist()]).astype(self.int_dtype),
            "num_docs": count,
        }


def _frequencies(
    documents: Sequence[Ids],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Which document holds which term, how often: three arrays side by side, by term."""
    count = max(len(documents), 1)
    owners = np.repeat(np.arange(len(documents)), [len(ids) for ids in documents])
    terms = np.concatenate([np.zeros(0, dtype=np.int32), *documents]).astype(np.int64)
    pairs, times = distinct(terms * count + owners)
    return pairs % count, pairs // count, times


def _write_bm25(target: Path, documents: list[Ids], vocabulary: dict[str, int]) -> None:
    index = _Bm25(k1=BM25_K1, b=BM25_B, method="lucene")
    # bm25s adds an empty token to the dictionary it is given, and can't index documents without
    # any token: then the first one holds the empty token, which no search asks for.
    empty = len(vocabulary)
    if not any(map(len, documents)):
        documents = [np.array([empty], dtype=np.int32), *documents[1:]]
    index.index((documents, {**vocabulary, "": empty}), show_progress=False)
    index.vocab_dict = {}  # it is asked by numbers, and words lie in vocabulary.json
    index.save(target, show_progress=False)


class LexicalIndex:
    """Reads what a `LexicalWriter` wrote. Safe for several readers.

    `words` are those of the vocabulary, by number.
    """

    def __init__(self, folder: Path) -> None:
        """Open the word index of a generation; raises StoreDamagedError."""
        source = folder / FOLDER
        try:
            words, frequencies, passages = json.loads(
                (source / "vocabulary.json").read_text(encoding="utf-8")
            )
            self.words: list[str] = words
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

    def numbers(self, row: int, first: int, count: int) -> tuple[Ids, Ids, NDArray[np.int64]]:
        """What `terms.npy` has of an article: of its title, of `count` sentences, their lengths."""
        title = self._titles[self._title_bounds[row] : self._title_bounds[row + 1]]
        bounds = self._bounds[first : first + count + 1]
        return title, self._terms[bounds[0] : bounds[-1]], np.diff(bounds)

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
    present = values[ranges(bounds[rows], lengths)]
    position, term = np.nonzero(present[:, None] == wanted[None, :])
    found[owner[position], term] = True
    return found
