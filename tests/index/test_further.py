"""More quotes after those that were shown, and a quote in its article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.errors import QuoteMismatchError, UnknownArticleError
from index.records import Answer, Place, Span
from index.weighing import WORTH_A_LOOK
from tests.index.shelf import BRIDGE, FITTED, Shelf, make_shelf

if TYPE_CHECKING:
    from index.records import Quote
    from index.search import Searcher

QUESTION = "Where do red kites nest?"
KITES = {
    f"kites-{n}.txt": f"{text}\n"
    for n, text in enumerate(
        [
            "Red kites nest in tall oaks beside the river.",
            "Red kites nest on the cliffs, wardens said.",
            "Some red kites nest in old quarries of the north.",
            "Red kites often nest where buzzards were before.",
            "Kites made of red paper flew over the beach.",
            "The council met on Tuesday to talk about rubbish.",
        ]
    )
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    shelf: Shelf = make_shelf(tmp_path_factory.mktemp("kites"), KITES)
    shelf.build()
    return shelf.searcher(fitted=replace(FITTED, threshold=0.0))


def places(quotes: tuple[Quote, ...]) -> list[Place]:
    return [Place(quote.doc_id, quote.span) for quote in quotes]


def test_pages_go_on_without_repeats_to_the_end(searcher: Searcher) -> None:
    answer = searcher.answer(QUESTION)
    assert isinstance(answer, Answer)
    assert answer.further
    shown = places(answer.quotes)
    more = True
    while more:
        page = searcher.further(QUESTION, shown, 1)
        assert not set(places(page.quotes)) & set(shown)
        shown += places(page.quotes)
        more = page.more
    assert len(shown) == len(set(shown))
    assert searcher.further(QUESTION, shown, 3).quotes == ()


def test_pages_are_the_ranking_in_pieces(searcher: Searcher) -> None:
    best, _ = searcher.closest(QUESTION, 9)
    worth = [quote for quote in best if quote.score >= WORTH_A_LOOK * best[0].score]
    first = searcher.further(QUESTION, (), 2)
    second = searcher.further(QUESTION, places(first.quotes), 9)
    assert (*first.quotes, *second.quotes) == tuple(worth)
    assert first.more
    assert not second.more


def test_what_is_far_off_is_never_offered(searcher: Searcher) -> None:
    offered = searcher.further(QUESTION, (), 9).quotes
    assert all("rubbish" not in quote.text for quote in offered)


def test_a_question_that_one_sentence_alone_fits_offers_nothing_further(
    searcher: Searcher,
) -> None:
    answer = searcher.answer("What did the council talk about on Tuesday?")
    assert isinstance(answer, Answer)
    assert "rubbish" in answer.quotes[0].text
    assert answer.further == bool(
        searcher.further(answer.question, places(answer.quotes), 1).quotes
    )


def test_a_part_of_what_was_shown_counts_as_shown(searcher: Searcher) -> None:
    [best] = searcher.closest(QUESTION, 1)[0]
    inside = Place(best.doc_id, Span(best.span.start + 4, best.span.start + 9))
    assert best not in searcher.further(QUESTION, [inside], 9).quotes


def test_a_quote_is_shown_in_its_article(tmp_path_factory: pytest.TempPathFactory) -> None:
    town = make_shelf(tmp_path_factory.mktemp("town"))
    town.build()
    searcher = town.searcher()
    text = searcher.article("bridge")[0].text
    start = text.index(BRIDGE)
    context = searcher.context(Place("bridge", Span(start, start + len(BRIDGE))))
    assert (context.quote.text, context.quote.title) == (BRIDGE, "The new bridge")
    assert [excerpt.text for excerpt in context.excerpts] == [
        f"{BRIDGE} It had cost four million.",
        "Engineers checked every pillar before the mayor cut a ribbon.",
    ]
    for span in (Span(0, 10**6), Span(5, 5), Span(-3, 4)):
        with pytest.raises(QuoteMismatchError):
            searcher.context(Place("bridge", span))
    with pytest.raises(UnknownArticleError):
        searcher.context(Place("bridg", Span(0, 1)))
