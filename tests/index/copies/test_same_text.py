"""One text is found wherever it stands; what is shared besides is none."""

from __future__ import annotations

import random
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from index.copies.facts import Facts, find_names
from index.copies.same_text import LEAST_CONTAINED, SameText
from index.copies.wording import WordTable, read_wording, sentence_words
from index.passages import split_article
from index.records import Article, Span
from tests.index.copies.made_up import numbered, story

if TYPE_CHECKING:
    from collections.abc import Sequence

DAM = story(1, 40)
NOTICE = "We and our partners use information on your device, as detailed here."
PAYWALL = [
    "Thank you for reading what our newsroom has to say about the world this week.",
    "Those who pay for a plan of a month or a year see all of it, on every device they own.",
    "A plan can be ended at any time, and what was paid for the rest of it is given back.",
    "Students, teachers and those who are out of work pay half of what all the others pay.",
]


def article(
    sentences: Sequence[str], title: str | None = None, published: str | None = None
) -> Article:
    text = "\n\n".join(sentences)
    return Article("a", title, text, published, None, "a.txt", Span(0, len(text)))


def compare(*articles: Article) -> SameText:
    passages = [split_article(one, ()) for one in articles]
    sentences = [sentence_words(one, cut) for one, cut in zip(articles, passages, strict=True)]
    text = numbered(list(chain(*sentences)))
    table, bounds = WordTable(text.words), accumulate(map(len, sentences), initial=0)
    words = [text.of(first, last) for first, last in pairwise(bounds)]
    read = [read_wording(found, table) for found in words]
    facts = Facts(read, find_names(text))
    return SameText(articles, passages, [table.hashes[found] for found in words], read, facts)


def joined(one: Article, other: Article) -> bool:
    """Whether two articles are copies, which is no matter of their order."""
    answers = {compare(one, other).is_copy(0, 1), compare(other, one).is_copy(0, 1)}
    assert len(answers) == 1
    return answers.pop()


SPACES = st.lists(st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0"]), min_size=1)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 30), SPACES, st.sampled_from(["2020-01-02", "2025", None]))
def test_the_same_text_is_a_copy_whatever_its_white_space_and_date(
    sentences: int, spaces: list[str], published: str | None
) -> None:
    words = " ".join(story(7, sentences)).split(" ")
    again = "".join(f"{word}{spaces[i % len(spaces)]}" for i, word in enumerate(words))
    near = published if sentences < 4 else "2025-01-01"
    one, other = article([" ".join(words)], None, published), article([again], None, near)
    assert joined(one, other)


@pytest.mark.parametrize("kept", [8, 20, 39])
def test_the_beginning_of_an_article_is_a_copy_of_it(kept: int) -> None:
    assert joined(article(DAM), article(DAM[:kept]))


def test_a_part_from_its_middle_is_none_until_it_is_half_of_it() -> None:
    assert not joined(article(DAM), article(DAM[10:24]))
    assert joined(article(DAM), article(DAM[10:34]))


def test_a_later_version_is_a_copy_and_one_that_keeps_the_background_is_none() -> None:
    assert joined(article(DAM), article(story(2, 10) + DAM[10:]))
    assert not joined(article(DAM), article(story(2, 20) + DAM[20:]))


def test_a_text_that_was_touched_up_all_over_is_a_copy() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    touched = [" ".join(w for w in s.split() if chance.random() > 0.04) for s in DAM]
    assert joined(article(DAM), article(touched))


def test_after_a_week_nearly_all_must_be_the_same() -> None:
    version = [*DAM[:30], *story(2, 10)]
    assert joined(article(DAM, None, "2025-01-01"), article(version, None, "2025-01-08"))
    assert not joined(article(DAM, None, "2025-01-01"), article(version, None, "2025-01-09"))
    assert joined(article(DAM, None, "2025-01-01"), article(DAM[1:], None, "2026-05"))


def test_a_fixed_wording_filled_with_other_facts_is_no_copy() -> None:
    form = (
        "The ferry to {} will leave from the northern pier every day of the week but the last, "
        "and come back to the town before noon.",
        "Whoever wants to go as far as {} must buy a ticket of two parts in the waiting room "
        "beside the pier, where it is warm and dry.",
        "As there is no roof on the deck, those who go on to {} are asked to bring a coat of wool "
        "or rubber and a hat that does not fly away.",
        "Children and dogs are carried for nothing on the way to {}, if they sit still and do not "
        "bite the man at the wheel or each other.",
    )

    def filled(*places: str) -> Article:
        return article([line.format(place) for line, place in zip(form, places, strict=True)])

    one, other = (
        filled("Liska", "Orsa", "Brenik", "Torvel"),
        filled("Senn", "Kord", "Nirel", "Harl"),
    )
    assert compare(one, other).measure(0, 1).of_shorter > LEAST_CONTAINED
    assert not joined(one, other)
    assert joined(one, filled("Liska", "Orsa", "Brenik", "Hal"))


def test_what_stands_in_place_of_articles_is_no_copy_of_one() -> None:
    for text in ([NOTICE], PAYWALL):
        first = article(text, "King's coronation: who attends", "2022-09-22")
        assert not joined(first, article(text, "Volcano erupts in Hawaii", "2022-09-22"))
        assert not joined(first, article(text, "Volcano erupts in Hawaii", "2022-12-01"))
        assert joined(first, article(text, "King's coronation: who attends", "2022-09"))


def test_a_brief_under_other_headlines_is_a_copy_but_not_years_later() -> None:
    brief = [
        "A storm tore the roofs off forty houses in Greyport on Monday night, the mayor said.",
        "Nobody was hurt, as all had been told to leave two hours before the wind came in.",
        "The power is back in most of the town, and schools will open their doors on Thursday.",
    ]
    one = article(brief, "Storm tears off roofs", "2025-02-03")
    assert joined(one, article(brief, "Greyport: nobody hurt in wind", "2025-02-05"))
    assert joined(one, article(brief, None, "2025-02-05"))
    assert joined(one, article(brief, "Greyport: nobody hurt in wind", None))
    assert not joined(one, article(brief, "Greyport: nobody hurt in wind", "2027-02-05"))


def test_a_line_under_other_headlines_is_no_copy() -> None:
    line = ["Pictures of the day from Greyport, where the storm came in."]
    one = article(line, "Greyport in pictures", "2025-02-03")
    assert not joined(one, article(line, "The storm came in", "2025-02-03"))
    assert joined(one, article(line, "Greyport in pictures", "2025-02-03"))


def test_a_part_taken_over_is_told_from_a_text_touched_up() -> None:
    box = [*story(2, 20), *DAM[20:]]
    assert compare(article(DAM), article(box)).share_a_part(0, 1)
    changed = [s.replace(" of ", " near ").replace(" and ", " or ") for s in DAM]
    assert not compare(article(DAM), article(changed)).share_a_part(0, 1)
    assert not compare(article(DAM), article(story(2, 40))).share_a_part(0, 1)
