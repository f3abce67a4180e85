"""Sentences on disputes that the catalogue doesn't list are grouped by what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.disputes import ABOUT, FEWEST, MOST, SURE, Dispute, gather, may_be_dispute
from index.records import Quote, Span
from index.terms import stems

if TYPE_CHECKING:
    from index.issues.records import Candidate

DIM = MOST + 3


def dispute(text: str, about: int, story: int, sure: float = 0.9, doc_id: str = "a") -> Dispute:
    """A sentence on one of the subjects, which are unlike each other."""
    vector = np.zeros(DIM, dtype=np.float32)
    vector[about] = 1
    return Dispute(Quote(doc_id, Span(0, len(text)), text, sure), vector, story)


def _texts(candidate: Candidate) -> list[str]:
    return [quote.text for quote in candidate.quotes]


def test_sentences_that_are_alike_are_one_candidate_the_surest_first() -> None:
    (found,) = gather(
        [
            dispute("Kell refuses to share the dam.", 0, story=1, sure=0.8),
            dispute("The ferry was late.", 1, story=1),
            dispute("Who owns the dams is disputed.", 0, story=2, sure=0.95),
            dispute("Kell demands the dam.", 0, story=3, sure=0.76),
        ]
    )

    assert _texts(found) == [
        "Who owns the dams is disputed.",
        "Kell refuses to share the dam.",
        "Kell demands the dam.",
    ]
    assert found.about[0] == "dams"  # as it stands in the first
    assert set(found.about) == {"dams", "Kell"}
    assert found.articles == 3


def test_words_that_stand_everywhere_name_no_candidate() -> None:
    several = [dispute(f"Kell disputes the dam, {n}.", 0, story=n) for n in range(2)]
    assert gather(several)[0].about == ("Kell", "disputes", "dam")
    assert gather(several, everywhere=set(stems("Kell")))[0].about == ("disputes", "dam")


def test_copies_of_one_story_count_once() -> None:
    (found,) = gather([dispute(f"The dam is disputed, {n}.", 0, story=n // 3) for n in range(5)])
    assert (len(found.quotes), found.articles) == (5, 2)


def test_what_more_stories_tell_of_comes_first_and_then_what_more_quotes_do() -> None:
    found = gather(
        [
            *(dispute(f"The ferry is disputed, {n}.", 1, story=7) for n in range(2)),
            *(dispute(f"The road is disputed, {n}.", 2, story=7) for n in range(3)),
            *(dispute(f"The dam is disputed, {n}.", 0, story=n) for n in range(2)),
        ]
    )
    assert [candidate.about[-1] for candidate in found] == ["disputed"] * 3
    assert [candidate.about[0] for candidate in found] == ["dam", "road", "ferry"]


def test_one_sentence_is_no_candidate_and_one_that_is_not_sure_is_not_counted() -> None:
    assert gather([]) == ()
    assert gather([dispute("The dam is disputed.", 0, story=1)]) == ()
    unsure = dispute("The dam is disputed again.", 0, story=2, sure=SURE - 0.01)
    assert gather([dispute("The dam is disputed.", 0, story=1), unsure]) == ()
    just = dispute("The dam is disputed again.", 0, story=2, sure=SURE)
    assert len(gather([dispute("The dam is disputed.", 0, story=1), just])) == 1


def test_only_so_many_candidates_are_kept() -> None:
    many = [dispute(f"Quarrel {about}.", about, story=n) for about in range(DIM) for n in range(2)]
    assert len(gather(many)) == MOST


WORDS = st.lists(
    st.sampled_from(["dam", "dams", "the", "U.S.", "Kell’s", "shares", "shared", "é", "“water”"]),
    min_size=1,
    max_size=6,
).map(" ".join)
DISPUTES = st.lists(
    st.builds(
        dispute,
        text=WORDS,
        about=st.integers(0, 3),
        story=st.integers(0, 4),
        sure=st.floats(0.5, 1),
        doc_id=st.sampled_from("ab"),
    ),
    max_size=14,
)


@given(DISPUTES)
def test_candidates_are_made_of_what_was_given_each_sentence_in_one(given_: list[Dispute]) -> None:
    found = gather(given_)

    quotes = [quote for candidate in found for quote in candidate.quotes]
    left = [one.quote for one in given_ if one.quote.score >= SURE]
    for quote in quotes:
        left.remove(quote)
    order = [(-candidate.articles, -len(candidate.quotes)) for candidate in found]
    assert order == sorted(order)
    for candidate in found:
        scores = [quote.score for quote in candidate.quotes]
        assert len(scores) >= FEWEST
        assert scores == sorted(scores, reverse=True)
        assert 1 <= candidate.articles <= len(scores)


@given(DISPUTES)
def test_the_words_that_name_a_candidate_stand_in_its_quotes(given_: list[Dispute]) -> None:
    for candidate in gather(given_):
        assert len(candidate.about) <= ABOUT
        assert len(set(candidate.about)) == len(candidate.about)
        for word in candidate.about:
            assert any(word in quote.text for quote in candidate.quotes)
            shared = [set(stems(word)) <= set(stems(quote.text)) for quote in candidate.quotes]
            assert sum(shared) > 1


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("Kell refuses to share the dam.", True),
        ("Talks stalled.", True),
        ("It is UNCLEAR who owns it.", True),
        ("They denied it.", True),
        ("The dam is high.", False),
        ("The press was there; urgent repairs, stalls and a dent.", True),
        ("The press was there, with urgent news.", False),
        ("", False),
    ],
)
def test_a_dispute_has_a_word_of_dispute(text: str, *, may_be: bool) -> None:
    assert may_be_dispute(text) is may_be
