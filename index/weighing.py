"""Candidates of a question, weighed: score, rules, days of publication, newest first.

candidates ─▶ score ─▶ moves by form and words ─▶ articles of other days left out
─▶ order: score; dated before undated ones where days are asked for;
of those that are about as good the newest first, where the latest are
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from index.question.dates.periods import published_range
from index.ranking import find_candidates, score
from index.rules import LOOKED_INTO, TELLS, Move, Rule, moves_by_form, moves_by_words
from index.stores.layout import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from index.embedders.base import Embedder
    from index.generation import Generation
    from index.question.dates.periods import Period
    from index.ranking import Candidates, Feature
    from index.reading_room import ReadingRoom

ABOUT_AS_GOOD: Final = 0.8
"""Share of the best score from which on a sentence is about as good: on the question sets that
leaves out a quarter of those that answer nothing, and none that do."""


WORTH_A_LOOK: Final = 0.6
"""Share of the best score down to which a sentence is offered to those who ask for more."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Candidates in the order in which they may be shown.

    `order` are positions in `candidates.rows`, best first; `scores` and `moves` belong to the
    candidates, in their own order. `plain` are the scores before the words of sentences were
    looked into. `undated` says of each whether its article has no date, while days are asked for.
    """

    candidates: Candidates
    order: NDArray[np.int64]
    scores: NDArray[np.float32]
    plain: NDArray[np.float32]
    moves: Mapping[int, tuple[Move, ...]]
    undated: NDArray[np.bool_]

    def strongest(self, among: NDArray[np.int64]) -> int:
        """The candidate of these with the highest plain score, which tells how sure an answer is.

        Of the sentence that is shown first the rules may think otherwise, but they choose it for
        its form, not because it matches the question better.
        """
        return int(among[np.argmax(self.plain[among])])


class Days:
    """When each article was published, by row of the article store; as `periods.admit` sees it."""

    def __init__(self, published: Sequence[str | None]) -> None:
        ranges = [published_range(one) if one else None for one in published]
        self._first = np.array([r[0].toordinal() if r else 0 for r in ranges], dtype=np.int64)
        self._last = np.array([r[1].toordinal() if r else 0 for r in ranges], dtype=np.int64)
        self.undated: NDArray[np.bool_] = self._last == 0

    def any_dated(self) -> bool:
        """Whether any article has a date."""
        return not self.undated.all()

    def inside(self, period: Period) -> NDArray[np.bool_]:
        """Which articles have a date in the period."""
        first = period.first.toordinal() if period.first else 1
        last = period.last.toordinal() if period.last else np.iinfo(np.int64).max
        within: NDArray[np.bool_] = (self._last >= first) & (self._first <= last) & ~self.undated
        return within

    def last_days(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The last day that each of these may have been published, as an ordinal; 0 if undated."""
        days: NDArray[np.int64] = self._last[rows]
        return days


@dataclass(frozen=True, slots=True)
class Admitted:
    """Which articles may answer, by row: those `inside` the days asked for, and `undated` ones."""

    inside: NDArray[np.bool_]
    undated: NDArray[np.bool_]


def weigh(  # what is asked, of what, and which articles may answer it
    text: str,
    generation: Generation,
    embedder: Embedder,
    weights: Mapping[Feature, float],
    room: ReadingRoom,
    admitted: Admitted | None,
) -> Weighed:
    """Find and weigh the candidates of `text`.

    `admitted` says which articles may be searched; None for all. `room` lends the words of the
    best sentences.
    """
    allowed = None if admitted is None else admitted.inside | admitted.undated
    candidates = find_candidates(generation, text, embedder.encode_question(text), allowed)
    by_form = moves_by_form_of(generation, candidates)
    plain = score(candidates, weights) + moved(by_form, len(candidates.rows))
    by_words = moves_by_words_of(text, candidates, plain, room)
    scores = plain + moved(by_words, len(plain))
    moves = {
        position: by_form.get(position, ()) + by_words.get(position, ())
        for position in by_form.keys() | by_words.keys()
    }
    late = np.zeros(len(scores), dtype=np.bool_)
    if admitted is not None:
        late = admitted.undated[_articles(generation, candidates)]
    order = np.lexsort((-scores, late))
    return Weighed(candidates, order, scores, plain, moves, late)


def moves_by_words_of(
    text: str, candidates: Candidates, plain: NDArray[np.float32], room: ReadingRoom
) -> dict[int, tuple[Move, ...]]:
    """What the words of the best candidates are worth, by position; only of those moved."""
    best = np.argsort(-plain, kind="stable")[:LOOKED_INTO].tolist()
    words = [room.sentence(int(candidates.rows[position])) for position in best]
    made = zip(best, moves_by_words(text, words), strict=True)
    return {position: moves for position, moves in made if moves}


def moved(moves: Mapping[int, tuple[Move, ...]], count: int) -> NDArray[np.float32]:
    """What the rules add to the scores of `count` candidates."""
    added = np.zeros(count, dtype=np.float32)
    for position, made in moves.items():
        added[position] = sum(move.amount for move in made)
    return added


def put_forward(weighed: Weighed, rows: Collection[int]) -> Weighed:
    """The same with these sentences moved up, which give a value of the very thing asked for."""
    position_of = {row: n for n, row in enumerate(weighed.candidates.rows.tolist())}
    told = [position_of[row] for row in rows]
    scores = weighed.scores.copy()
    scores[told] += TELLS
    moves = dict(weighed.moves)
    for position in told:
        moves[position] = (*moves.get(position, ()), Move(Rule.TELLS, TELLS))
    shown = weighed.order
    order = shown[np.lexsort((-scores[shown], weighed.undated[shown]))]
    return replace(weighed, order=order, scores=scores, moves=moves)


def newest_first(weighed: Weighed, generation: Generation, days: Days) -> NDArray[np.int64]:
    """The order with the newest of those about as good as the best in front, undated ones last."""
    if not len(weighed.order):
        return weighed.order
    scores = weighed.scores[weighed.order]
    far = scores < ABOUT_AS_GOOD * float(scores.max())
    published = days.last_days(_articles(generation, weighed.candidates)[weighed.order])
    ranked = np.lexsort((-scores, np.where(far, 0, -published), far))
    newest: NDArray[np.int64] = weighed.order[ranked]
    return newest


def moves_by_form_of(generation: Generation, candidates: Candidates) -> dict[int, tuple[Move, ...]]:
    """What the form of the candidates is worth, by position; only of those moved."""
    sentences = generation.layout.sentences[candidates.rows]
    found: dict[int, tuple[Move, ...]] = {}
    lengths = (sentences["end"].astype(np.int64) - sentences["start"]).tolist()
    for position, (kind, length) in enumerate(
        zip(sentences["kind"].tolist(), lengths, strict=True)
    ):
        moves = moves_by_form(KINDS[kind], length)
        if moves:
            found[position] = moves
    return found


def _articles(generation: Generation, candidates: Candidates) -> NDArray[np.int64]:
    """The article of each candidate."""
    layout = generation.layout
    rows: NDArray[np.int64] = layout.article_of_passage[layout.passage_of_sentence[candidates.rows]]
    return rows
