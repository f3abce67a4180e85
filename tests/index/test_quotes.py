"""Quotes are whole sentences, true cuts, and none is said twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QuoteMismatchError
from index.passages import split_article
from index.quotes import JOINED_WORDS, Draft, Passed, cut, decide, draft_quotes, verify
from index.records import Article, Hit, Quote, Sentence, Span
from index.terms import stems

if TYPE_CHECKING:
    from random import Random

PIECES = st.sampled_from(
    [
        *("\n\n", "\n", "\r\n", "\r", " ", "  ", "\u2028", "\u00a0", "\u200b", "\t"),
        *("é", "“word”", "U.S.", "Mr.", "He left.", "It is so.", "“Stop!”", "they said,”", "why?"),
        *("\n• ", "\n- ", "\n## ", "The Road Ahead", "The bridge opened again.", "😀", "日本。"),
        *("“We", "the move", "But this is it.", "However,", "and so on and on"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
patient = settings(deadline=None)


def article(text: str, doc_id: str = "a") -> Article:
    return Article(
        doc_id, "A title", text, "2025", "http://x/y", f"{doc_id}.txt", Span(0, len(text))
    )


def hits(source: Article) -> list[tuple[Hit, Sentence | None]]:
    """All sentences of an article, each with the one before it in its passage."""
    found: list[tuple[Hit, Sentence | None]] = []
    for passage in split_article(source, ()):
        before: Sentence | None = None
        for sentence in passage.sentences:
            found.append((Hit(source.doc_id, sentence, 0.5), before))
            before = sentence
    return found


def one_origin(_: str) -> int:
    return 0


def quotes_of(source: Article, order: list[int] | None = None) -> list[Quote]:
    found = hits(source)
    if order is not None:
        found = [found[i] for i in order]
    return [cut(draft, source) for draft in draft_quotes(found, lambda _: source, one_origin)]


@patient
@given(text=TEXTS, seed=st.randoms(use_true_random=False))
def test_quotes_are_true_cuts_of_whole_sentences(text: str, seed: Random) -> None:
    source = article(text)
    found = hits(source)
    seed.shuffle(found)
    spans = [
        sentence.span for passage in split_article(source, ()) for sentence in passage.sentences
    ]
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    taken: list[Quote] = []
    for draft in draft_quotes(found, lambda _: source, one_origin):
        quote = cut(draft, source)
        verify(quote, source)
        assert quote.text == text[quote.span.start : quote.span.end]
        assert quote.span.start in starts
        assert quote.span.end in ends
        assert sum(quote.span.start <= s.start and s.end <= quote.span.end for s in spans) <= 2
        for other in taken:
            assert quote.span.end <= other.span.start or other.span.end <= quote.span.start
            same = set(stems(quote.text)), set(stems(other.text))
            assert same[0] != same[1] or not same[0]
        taken.append(quote)


@patient
@given(text=TEXTS.filter(str.strip), data=st.data())
def test_a_quote_that_was_altered_never_passes(text: str, data: st.DataObject) -> None:
    source = article(text)
    for quote in quotes_of(source):
        other = data.draw(TEXTS)
        if other != quote.text:
            with pytest.raises(QuoteMismatchError):
                verify(replace(quote, text=other), source)
        for wrong in (
            replace(quote, text=quote.text + "."),
            replace(quote, text=quote.text[1:]),
            replace(quote, text=f"{quote.text} "),
            replace(quote, text=f" {quote.text}"[:-1]),
            replace(quote, doc_id="b"),
            replace(
                quote, span=Span(quote.span.start, quote.span.end + len(text) + 1), text=text + "."
            ),
        ):
            with pytest.raises(QuoteMismatchError):
                verify(wrong, source)


@pytest.mark.parametrize("text", ["the Bridge.", "The bridge!", "The  bridge", "The bridgé."])
def test_a_quote_that_differs_in_one_character_never_passes(text: str) -> None:
    with pytest.raises(QuoteMismatchError):
        verify(Quote("a", Span(0, 11), text, 0.5), article("The bridge."))


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 5), Span(100, 200)])
def test_an_empty_quote_never_passes(span: Span) -> None:
    with pytest.raises(QuoteMismatchError, match="build --full") as caught:
        verify(Quote("a", span, "", 0.5), article("The bridge."))
    assert (caught.value.doc_id, caught.value.start, caught.value.end) == (
        "a",
        span.start,
        span.end,
    )


def test_a_quote_carries_what_is_known_of_its_article() -> None:
    quote = cut(Draft("a", Span(4, 10), 0.25), article("The bridge."))
    assert quote == Quote("a", Span(4, 10), "bridge", 0.25, "A title", "2025", "http://x/y")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One that leans on the sentence before it takes it along …
        ("The mayor spoke. He was glad.", "The mayor spoke. He was glad."),
        ("The talks failed. But this was known.", "The talks failed. But this was known."),
        ("“We won. We are glad,” he said.", "“We won. We are glad,” he said."),
        # … but not across a line end, nor when it stands alone.
        ("The mayor spoke.\n\nHe was glad.", "He was glad."),
        ("The mayor spoke. Rain fell.", "Rain fell."),
        ("The mayor spoke. Hector was glad.", "Hector was glad."),
        ("The mayor spoke. “We won,” he said.", "“We won,” he said."),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_read_with_it(text: str, expected: str) -> None:
    last = quotes_of(article(text), [-1])
    assert [quote.text for quote in last] == [expected]


def test_two_long_sentences_are_not_joined() -> None:
    fits = f"A {' '.join(['word'] * (JOINED_WORDS - 3))}. He left."
    too_long = f"An even longer{fits[1:]}"
    assert [q.text for q in quotes_of(article(fits), [-1])] == [fits]
    assert [q.text for q in quotes_of(article(too_long), [-1])] == ["He left."]


def test_the_first_sentence_of_a_passage_stands_alone() -> None:
    assert [q.text for q in quotes_of(article("He was glad. Rain fell."), [0])] == ["He was glad."]


def test_a_sentence_that_was_quoted_with_another_is_not_quoted_again() -> None:
    source = article("The mayor spoke. He was glad.")
    assert [q.text for q in quotes_of(source, [1, 0])] == ["The mayor spoke. He was glad."]
    assert [q.text for q in quotes_of(source, [0, 1])] == ["The mayor spoke."]


def test_what_was_said_by_another_article_is_not_said_again() -> None:
    one = article("The stone bridge opened on Friday.", "a")
    other = article("The stone bridge opened on Friday!", "b")
    third = article("Farmers brought in plums on Friday.", "c")
    by_id = {source.doc_id: source for source in (one, other, third)}
    found = [hit for source in by_id.values() for hit in hits(source)]
    assert [d.doc_id for d in draft_quotes(found, by_id.__getitem__, ord)] == ["a", "c"]


def test_of_the_copies_of_a_story_only_the_best_one_is_quoted() -> None:
    wire = article("The stone bridge opened on Friday. A band played.", "wire")
    rewrite = article("On Friday people could cross the new bridge. There was music.", "rewrite")
    other = article("Farmers brought in plums.", "other")
    by_id = {source.doc_id: source for source in (wire, rewrite, other)}
    origins = {"wire": 1, "rewrite": 1, "other": 2}
    found = [hits(rewrite)[0], hits(wire)[0], hits(other)[0], hits(rewrite)[1]]
    decided = list(decide(found, by_id.__getitem__, origins.__getitem__))
    assert [d.hit.doc_id for d in decided if d.draft] == ["rewrite", "other", "rewrite"]
    assert [d.passed for d in decided] == [None, Passed.COPY, None, None]


def test_what_becomes_of_a_hit_is_told_with_its_reason() -> None:
    source = article("The mayor spoke. She opened the bridge. The mayor spoke.")
    decided = decide(hits(source), lambda _: source, one_origin)
    assert [d.passed for d in decided] == [None, Passed.INSIDE, Passed.SAID]


def test_quotes_keep_the_order_and_score_of_their_hits() -> None:
    source = article("The bridge opened.\n\nPlums were picked.\n\nA ferry sank.")
    scored = [
        (replace(hit, score=value), before)
        for (hit, before), value in zip(hits(source)[::-1], (0.9, 0.5, 0.1), strict=True)
    ]
    drafts = list(draft_quotes(scored, lambda _: source, one_origin))
    assert [draft.score for draft in drafts] == [0.9, 0.5, 0.1]
    assert [cut(d, source).text for d in drafts] == [
        "A ferry sank.",
        "Plums were picked.",
        "The bridge opened.",
    ]
