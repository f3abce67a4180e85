"""Searcher: question -> Answer | NoAnswer, over the live generation of a store.

request ─▶ can it be asked? ─▶ read: conversation, dates ─▶ candidates, weighed
─▶ confidence ─▶ quotes, one voice a story ─▶ differing reports ─▶ verified Answer
"""

from __future__ import annotations

import difflib
import shlex
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from index.clock import utc_now
from index.confidence import probability, signals
from index.context import excerpts_around
from index.errors import QuoteMismatchError, StoreMismatchError, UnknownArticleError
from index.examination import Examination
from index.explaining import explain
from index.fitted import shipped
from index.generation import open_generation
from index.manifest import live_generation
from index.options import BUILT_IN_MODEL, AnswerOptions
from index.question.checking import check_question
from index.question.reading import Request, read
from index.quotes import Draft, cut, decide, draft_quotes, verify
from index.reading_room import ReadingRoom
from index.records import (
    Answer,
    Context,
    Further,
    Hit,
    IndexSummary,
    NoAnswer,
    Place,
    Silence,
    Source,
    TimeNote,
)
from index.reporting import compare_reports, reported_quotes
from index.weighing import (
    ABOUT_AS_GOOD,
    WORTH_A_LOOK,
    Admitted,
    Days,
    newest_first,
    put_forward,
    weigh,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from index.confidence import Signal
    from index.embedders.base import Embedder
    from index.explaining import Explanation
    from index.fitted import Fitted
    from index.generation import Generation
    from index.question.reading import Read
    from index.records import Article, Differing, Furniture, Quote, Reading, Sentence
    from index.weighing import Weighed


class Searcher:
    """Answers from one generation. One thread at a time may ask."""

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder,
        options: AnswerOptions,
        fitted: Fitted | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Search `generation`, which must have been built with `embedder`.

        `now` tells the time that "last week" in a question is relative to.
        """
        self._generation = generation
        self._embedder = embedder
        self._options = options
        self._fitted = fitted or shipped()
        self._now = now
        self._ids = generation.articles.ids()
        self._days = Days([published for _, _, published, *_ in generation.articles.headers()])
        self._summary = self._summarise()

    @classmethod
    def open(
        cls,
        store: Path,
        load_embedder: Callable[[str], Embedder],
        *,
        model: str = BUILT_IN_MODEL,
        articles: Path | None = None,
        options: AnswerOptions | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> Searcher:
        """Open the live generation of `store`.

        Raises StoreMissingError, StoreDamagedError, ModelError, and StoreMismatchError if it was
        built with another model or format, or from another folder than `articles` (when given).
        """
        generation = open_generation(live_generation(store))
        manifest = generation.manifest
        folder = articles or manifest.articles_folder
        places = shlex.join(["--articles", str(folder), "--store", str(store)])
        cure = f"python -m index build {places}"
        if manifest.options.model != model:
            built_with = repr(manifest.options.model)
            raise StoreMismatchError(store, "the model", built_with, repr(model), cure)
        if articles is not None and manifest.articles_folder != str(articles.resolve()):
            built_from = manifest.articles_folder
            raise StoreMismatchError(
                store, "the articles in", built_from, str(articles.resolve()), cure
            )
        embedder = load_embedder(model)
        if embedder.revision != manifest.revision:
            raise StoreMismatchError(
                store, f"weights of {model!r}", manifest.revision, embedder.revision, cure
            )
        chosen = options or AnswerOptions(english_only=model == BUILT_IN_MODEL)
        return cls(generation, embedder, chosen, now=now)

    def answer(self, question: str | Request) -> Answer | NoAnswer:
        """Quotes for a question, or why there are none. Takes any text at all.

        Raises QuoteMismatchError, StoreDamagedError.
        """
        return self.examine(question, self._options.max_quotes + 1).reply

    def examine(self, question: str | Request, count: int) -> Examination:
        """Answer a question and tell what the answer rests on, with the `count` best quotes.

        Raises as `answer` does.
        """
        request = Request(question) if isinstance(question, str) else question
        asked = request.question
        problem = check_question(asked, self._options)
        if problem in {Silence.EMPTY, Silence.TOO_LONG}:
            return Examination(NoAnswer(asked, problem))
        read = self._read(request)
        if problem is not None and read.reading.carried:
            # "Why?" alone is no question; in a conversation it may be one.
            problem = check_question(read.text, self._options)
        if problem is not None and problem is not Silence.TOO_SHORT:
            return Examination(NoAnswer(asked, problem))
        return self._examine(asked, read, problem, count)

    def closest(self, question: str | Request, count: int) -> tuple[tuple[Quote, ...], float]:
        """The `count` best quotes, whatever they are worth, and the confidence of the first."""
        request = Request(question) if isinstance(question, str) else question
        found = self._examine(request.question, self._read(request), None, count)
        return found.quotes, found.reply.confidence

    def further(self, question: str | Request, shown: Collection[Place], count: int) -> Further:
        """The next `count` quotes that are worth a look, after those that were `shown`.

        Raises as `answer` does.
        """
        # Of what was shown each may hide one quote of this list, and one more tells of the rest.
        request = Request(question) if isinstance(question, str) else question
        read = self._read(request)
        found = self._examine(request.question, read, None, len(shown) + count + 1)
        quotes = found.quotes
        least = WORTH_A_LOOK * quotes[0].score if quotes else 0.0
        new = [q for q in quotes if q.score >= least and not any(_overlaps(q, s) for s in shown)]
        return Further(tuple(new[:count]), len(new) > count, found.reply.reading)

    def context(self, place: Place) -> Context:
        """The paragraphs around what stands at `place`.

        Raises UnknownArticleError, and QuoteMismatchError where the article has no such place.
        """
        article, furniture = self.article(place.doc_id)
        start, end = place.span.start, place.span.end
        if not 0 <= start < end <= len(article.text):
            raise QuoteMismatchError(place.doc_id, start, end)
        quote = cut(Draft(place.doc_id, place.span, 1.0), article, self.copies_of(place.doc_id))
        return Context(quote, excerpts_around(article, furniture, place.span))

    def explain(self, question: str | Request) -> tuple[Answer | NoAnswer, Explanation]:
        """Answer a question and explain the answer. Raises as `answer` does."""
        found = self.examine(question, self._options.max_quotes + 1)
        if found.weighed is None:
            return found.reply, explain(found, self._fitted, (), self.copies_of)
        room = ReadingRoom(self._generation)
        rows = found.weighed.candidates.rows[found.weighed.order].tolist()
        decisions = decide(self._hits(found.weighed, room), *self._lookups(room))
        told = ((d, room.sentence(row)) for d, row in zip(decisions, rows, strict=True))
        return found.reply, explain(found, self._fitted, told, self.copies_of)

    def _read(self, request: Request) -> Read:
        found = read(request, self._now())
        # Half a character, as a broken escape leaves it, is nothing that a model can read.
        return replace(found, text=found.text.encode("utf-8", "replace").decode("utf-8"))

    def _examine(self, asked: str, read: Read, problem: Silence | None, count: int) -> Examination:
        room = ReadingRoom(self._generation)
        admitted, reading = self._admit(read)
        weighed = self._weigh(read, room, admitted)
        if not len(weighed.order):
            reason = problem or Silence.NOT_SAID
            return Examination(NoAnswer(asked, reason, reading=reading), read=read, weighed=weighed)
        values = signals(weighed.candidates, weighed.strongest(weighed.order))
        if read.period is not None and not weighed.undated[weighed.order[0]]:
            dated = weighed.order[~weighed.undated[weighed.order]]
            values = signals(weighed.candidates, weighed.strongest(dated))
        confidence = self._confidence(values)
        answered = problem is None and confidence >= self._fitted.threshold
        differing: tuple[Differing, ...] = ()
        if answered:
            telling, differing = self._compare(read.text, weighed, room)
            if telling and not read.latest:
                weighed = put_forward(weighed, telling)
        quotes = ranked = self._quotes(weighed, room, count)
        reported = reported_quotes(differing)
        if differing:
            quotes = (*reported, *(quote for quote in quotes if quote not in reported))[:count]
            shown = reported[: self._options.max_quotes]
        else:
            shown = quotes[: self._options.max_quotes]
        if answered:
            least = ABOUT_AS_GOOD * shown[0].score
            supporting = tuple(quote for quote in shown if differing or quote.score >= least)
            told = [Place(quote.doc_id, quote.span) for quote in (*supporting, *reported)]
            worth = [q for q in ranked if q.score >= WORTH_A_LOOK * shown[0].score]
            further = any(not any(_overlaps(q, place) for place in told) for q in worth)
            reply: Answer | NoAnswer = Answer(
                asked, supporting, confidence, differing, reading, further
            )
        else:
            reply = NoAnswer(asked, problem or Silence.NOT_SAID, shown, confidence, reading)
        return Examination(reply, quotes, values, read, weighed)

    def _admit(self, read: Read) -> tuple[Admitted | None, Reading]:
        """Which articles may answer, None for all, and how the question was read after all."""
        if not self._days.any_dated() and (read.period or read.latest):
            return None, replace(read.reading, note=TimeNote.ALL_UNDATED)
        if read.period is None:
            return None, read.reading
        admitted = Admitted(self._days.inside(read.period), self._days.undated)
        if admitted.inside.any():
            return admitted, read.reading
        if read.insists:
            return admitted, replace(read.reading, note=TimeNote.NOTHING_THEN)
        # A word in passing ("this week") shall not hide everything.
        return None, replace(read.reading, note=TimeNote.NONE_THEN)

    def _weigh(self, read: Read, room: ReadingRoom, admitted: Admitted | None) -> Weighed:
        generation, weights = self._generation, self._fitted.ranking
        weighed = weigh(read.text, generation, self._embedder, weights, room, admitted)
        if read.latest and self._days.any_dated():
            weighed = replace(weighed, order=newest_first(weighed, generation, self._days))
        late = weighed.undated[weighed.order]
        if late.any() and not late.all():
            # Undated articles come last; but where the dated ones don't answer, they do.
            parts = weighed.order[~late], weighed.order[late]
            sure = [
                self._confidence(signals(weighed.candidates, weighed.strongest(part)))
                for part in parts
            ]
            if sure[0] < self._fitted.threshold <= sure[1]:
                weighed = replace(weighed, order=weighed.order[late])
        return weighed

    def _confidence(self, values: Mapping[Signal, float]) -> float:
        return probability(values, self._fitted.confidence, self._fitted.intercept)

    def _compare(
        self, question: str, weighed: Weighed, room: ReadingRoom
    ) -> tuple[tuple[int, ...], tuple[Differing, ...]]:
        """Which sentences give a value of the very thing asked for, and what they differ in."""
        rows = weighed.candidates.rows[weighed.order].tolist()
        scores = weighed.scores[weighed.order].tolist()
        telling, differing = compare_reports(question, rows, scores, self._generation, room)
        for line in differing:
            for reported in line.reported:
                self._verify(reported.quote)
        return telling, differing

    def _quotes(self, weighed: Weighed, room: ReadingRoom, count: int) -> tuple[Quote, ...]:
        """Quotes of the best sentences, checked against the stored articles."""
        article_of, origin_of = self._lookups(room)
        drafts = draft_quotes(self._hits(weighed, room), article_of, origin_of)
        quotes = tuple(
            cut(draft, article_of(draft.doc_id), self.copies_of(draft.doc_id))
            for draft in islice(drafts, count)
        )
        for quote in quotes:
            self._verify(quote)
        return quotes

    def _lookups(self, room: ReadingRoom) -> tuple[Callable[[str], Article], Callable[[str], int]]:
        """The article of an id, and the number of the story it tells."""
        store, copies = self._generation.articles, self._generation.copies

        def row(doc_id: str) -> int:
            return store.row_of(doc_id) or 0

        return lambda doc_id: room.article(row(doc_id)), lambda doc_id: copies.group_of(row(doc_id))

    def copies_of(self, doc_id: str) -> tuple[str, ...]:
        """The ids of the other files that tell the story of this one."""
        row = self._generation.articles.row_of(doc_id)
        others = () if row is None else self._generation.copies.others(row)
        return tuple(self._ids[other] for other in others)

    def _hits(self, weighed: Weighed, room: ReadingRoom) -> Iterator[tuple[Hit, Sentence | None]]:
        """Sentences with their scores, and the sentence before each in its passage."""
        layout = self._generation.layout
        for position in weighed.order.tolist():
            row = int(weighed.candidates.rows[position])
            value = min(max(float(weighed.scores[position]), 0.0), 1.0)
            before = room.before(row)
            earlier = None if before is None else layout.sentence(before)
            yield Hit(self._ids[room.article_row(row)], layout.sentence(row), value), earlier

    def _verify(self, quote: Quote) -> None:
        """Read the article once more from the store, and compare."""
        row = self._generation.articles.row_of(quote.doc_id)
        if row is None:
            raise UnknownArticleError(quote.doc_id)
        verify(quote, self._generation.articles.article(row))

    def sources(self) -> tuple[Source, ...]:
        """All articles of the index, by id."""
        return tuple(
            Source(doc_id, title, published, url, path, words)
            for doc_id, title, published, url, path, words in self._generation.articles.headers()
        )

    def summary(self) -> IndexSummary:
        """What is being searched."""
        return self._summary

    def _summarise(self) -> IndexSummary:
        manifest = self._generation.manifest
        dates = [source.published for source in self.sources() if source.published]
        return IndexSummary(
            generation=manifest.generation,
            articles=manifest.articles,
            passages=manifest.passages,
            newest=max(dates, default=None),
            built_at=manifest.built_at,
            model=manifest.options.model,
        )

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        """An article and what cleaning left out of it; raises UnknownArticleError."""
        store = self._generation.articles
        row = store.row_of(doc_id)
        if row is None:
            raise UnknownArticleError(doc_id, tuple(difflib.get_close_matches(doc_id, store.ids())))
        return store.article(row), store.furniture(row)


def _overlaps(quote: Quote, place: Place) -> bool:
    """Whether a quote and a place have characters in common."""
    here, there = quote.span, place.span
    return quote.doc_id == place.doc_id and here.start < there.end and there.start < here.end
