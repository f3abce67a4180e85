"""Searcher: question -> Answer | NoAnswer, over the live generation of a store.

request ─▶ can it be asked? ─▶ read: conversation, dates ─▶ candidates, weighed
─▶ confidence ─▶ quotes, one voice a story ─▶ differing reports ─▶ verified Answer
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from index.clock import utc_now
from index.confidence import probability, signals
from index.examination import Examination
from index.explaining import explain
from index.fitted import shipped
from index.holdings import Holdings
from index.opening import open_matching
from index.options import BUILT_IN_MODEL, AnswerOptions
from index.question.checking import check_question
from index.question.reading import Request, read
from index.quotes import cut, decide, draft_quotes
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
from index.spans import overlap
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
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
        self._days = Days([published for _, _, published, *_ in generation.articles.headers()])
        self._holdings = Holdings(generation)

    @classmethod
    def open(
        cls,
        store: Path,
        load_embedder: Callable[[str], Embedder],
        *,
        model: str | None = BUILT_IN_MODEL,
        articles: Path | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> Searcher:
        """Open what answers from `store`; without a model, with that of the index.

        Raises as `open_matching` does.
        """
        generation, embedder = open_matching(store, load_embedder, model, articles)
        chosen = AnswerOptions(english_only=generation.manifest.options.model == BUILT_IN_MODEL)
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
        request = Request(question) if isinstance(question, str) else question
        # Of what was shown each may hide one quote of this list, and one more tells of the rest.
        most = len(shown) + count + 1
        found = self._examine(request.question, self._read(request), None, most)
        new = _worth_a_look(found.quotes, shown, found.quotes[0].score if found.quotes else 0.0)
        return Further(tuple(new[:count]), len(new) > count, found.reply.reading)

    def context(self, place: Place) -> Context:
        """As `Holdings.context`."""
        return self._holdings.context(place)

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        """As `Holdings.article`."""
        return self._holdings.article(doc_id)

    def sources(self) -> tuple[Source, ...]:
        """As `Holdings.sources`."""
        return self._holdings.sources()

    def summary(self) -> IndexSummary:
        """What is being searched."""
        return self._holdings.summary

    def explain(self, question: str | Request) -> tuple[Answer | NoAnswer, Explanation]:
        """Answer a question and explain the answer. Raises as `answer` does."""
        found = self.examine(question, self._options.max_quotes + 1)
        if found.weighed is None:
            return found.reply, explain(found, self._fitted, (), self._holdings.copies_of)
        room = ReadingRoom(self._generation)
        rows = found.weighed.candidates.rows[found.weighed.order].tolist()
        decisions = decide(self._hits(found.weighed, room), *self._lookups(room))
        told = ((d, room.sentence(row)) for d, row in zip(decisions, rows, strict=True))
        return found.reply, explain(found, self._fitted, told, self._holdings.copies_of)

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
            further = bool(_worth_a_look(ranked, told, shown[0].score))
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
                self._holdings.verify(reported.quote)
        return telling, differing

    def _quotes(self, weighed: Weighed, room: ReadingRoom, count: int) -> tuple[Quote, ...]:
        """Quotes of the best sentences, checked against the stored articles."""
        article_of, origin_of = self._lookups(room)
        drafts = draft_quotes(self._hits(weighed, room), article_of, origin_of)
        quotes = tuple(
            cut(draft, article_of(draft.doc_id), self._holdings.copies_of(draft.doc_id))
            for draft in islice(drafts, count)
        )
        for quote in quotes:
            self._holdings.verify(quote)
        return quotes

    def _lookups(self, room: ReadingRoom) -> tuple[Callable[[str], Article], Callable[[str], int]]:
        """The article of an id, and the number of the story it tells."""
        store, copies = self._generation.articles, self._generation.copies

        def row(doc_id: str) -> int:
            return store.row_of(doc_id) or 0

        return lambda doc_id: room.article(row(doc_id)), lambda doc_id: copies.group_of(row(doc_id))

    def _hits(self, weighed: Weighed, room: ReadingRoom) -> Iterator[tuple[Hit, Sentence | None]]:
        """Sentences with their scores, and the sentence before each in its passage."""
        layout = self._generation.layout
        for position in weighed.order.tolist():
            row = int(weighed.candidates.rows[position])
            value = min(max(float(weighed.scores[position]), 0.0), 1.0)
            before = room.before(row)
            earlier = None if before is None else layout.sentence(before)
            yield (
                Hit(self._holdings.ids[room.article_row(row)], layout.sentence(row), value),
                earlier,
            )


def _worth_a_look(quotes: Iterable[Quote], shown: Collection[Place], best: float) -> list[Quote]:
    """Those that tell something new after what was `shown`; `best` is the score of the first."""
    least = WORTH_A_LOOK * best
    return [q for q in quotes if q.score >= least and not any(_overlaps(q, s) for s in shown)]


def _overlaps(quote: Quote, place: Place) -> bool:
    return quote.doc_id == place.doc_id and overlap(quote.span, place.span)
