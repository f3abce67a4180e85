"""Weighed sentences -> what their articles differ in, as quotes with the value marked.

The statements are looked through best first; each keeps the sentence before it and its title at
hand, since a sentence alone seldom says what it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.quotes import Draft, cut, with_context
from index.records import Differing, Quote, Reported, Span
from index.reports.differing import Statement, compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.generation import Generation
    from index.reading_room import ReadingRoom
    from index.reports.differing import Line, Said

LOOKED_THROUGH = 60
"""Sentences, best first: a value that stands further down is hardly about what was asked."""


def compare_reports(
    question: str,
    sentences: Sequence[int],
    scores: Sequence[float],
    generation: Generation,
    room: ReadingRoom,
) -> tuple[tuple[int, ...], tuple[Differing, ...]]:
    """The sentences that give a value of the very thing asked for, and what they differ in.

    `sentences` are rows of the layout, best first, with their `scores`. The differing values are
    empty where all agree.
    """
    rows = dict(zip(sentences, scores, strict=True))
    stated: dict[Statement, int] = {}

    def told() -> Iterator[Statement]:
        """Made one by one: for most kinds of question none is looked at."""
        for statement, row in _statements(list(rows)[:LOOKED_THROUGH], generation, room):
            stated[statement] = row
            yield statement

    compared = compare(question, told())
    differing = tuple(_differing(line, stated, rows, generation, room) for line in compared.lines)
    return tuple(stated[statement] for statement in compared.telling), differing


def reported_quotes(differing: Sequence[Differing]) -> tuple[Quote, ...]:
    """The quotes that give the values, best first: no other goes beside them."""
    quotes = [one.quote for line in differing for one in line.reported]
    return tuple(sorted(quotes, key=lambda quote: -quote.score))


def _statements(
    rows: Sequence[int], generation: Generation, room: ReadingRoom
) -> Iterator[tuple[Statement, int]]:
    for row in rows:
        number = room.article_row(row)
        article = room.article(number)
        before = room.before(row)
        start = room.span(row).start if before is None else room.span(before).start
        around = f"{article.title or ''}\n{article.text[start : room.span(row).end]}"
        origin = generation.copies.group_of(number)
        yield (
            Statement(
                article.doc_id,
                origin,
                article.published,
                room.sentence(row),
                around,
                room.lower_case(number),
            ),
            row,
        )


def _differing(
    line: Line,
    stated: dict[Statement, int],
    scores: dict[int, float],
    generation: Generation,
    room: ReadingRoom,
) -> Differing:
    reported = tuple(
        _reported(said, stated[said.statement], scores, generation, room) for said in line.said
    )
    return Differing(line.value, line.relation, reported)


def _reported(
    said: Said, row: int, scores: dict[int, float], generation: Generation, room: ReadingRoom
) -> Reported:
    number = room.article_row(row)
    article = room.article(number)
    layout = generation.layout
    before = room.before(row)
    earlier = None if before is None else layout.sentence(before)
    span = with_context(article.text, layout.sentence(row), earlier)
    start = room.span(row).start
    ids = generation.articles.ids()
    copies = tuple(ids[other] for other in generation.copies.others(number))
    score = min(max(scores[row], 0.0), 1.0)
    quote = cut(Draft(article.doc_id, span, score), article, copies)
    return Reported(quote, Span(start + said.value.start, start + said.value.end))
