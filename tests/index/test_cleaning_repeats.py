"""Lines that stand in several articles: furniture, copies and background told apart."""

from __future__ import annotations

from index.cleaning import LineCounts
from tests.index.test_cleaning import AFTER, BEFORE, make_article, marked

SLOGAN = "The Marenport Herald – Voice of the Coast"
SELF_PRAISE = "Every word in this newsletter is written on a boat by our own editors."
BACKGROUND = "The storm of 2019 sank eleven boats and killed four people in the town of Marenport."


def story(number: int) -> list[str]:
    """Five sentences of a story that no other number shares."""
    return [
        f"Report {number} of the port, in its part {part}, lists the boats that came home late."
        for part in range(5)
    ]


def articles(*extra: str, copies: int = 4) -> list[str]:
    return ["\n".join([*story(number), *extra]) for number in range(copies)]


def test_a_label_in_three_unrelated_articles_is_furniture() -> None:
    first, *others = articles(SLOGAN)
    assert marked(first, *others) == [SLOGAN]
    assert marked(first, others[0]) == []


def test_a_line_about_its_own_publication_is_furniture() -> None:
    first, *others = articles(SELF_PRAISE)
    assert marked(first, *others) == [SELF_PRAISE]


def test_background_in_many_articles_stays() -> None:
    first, *others = articles(BACKGROUND, copies=8)
    assert marked(first, *others) == []


def test_headings_of_two_words_and_values_stay() -> None:
    first, *others = articles("South Marenport", "Our verdict: false", "Price of cod: $4.10")
    assert marked(first, *others) == []


def test_copies_of_one_story_take_nothing_from_each_other() -> None:
    copy = "\n".join(["Council approves the harbour wall", BEFORE, *story(1), SELF_PRAISE, AFTER])
    assert marked(copy, copy, f"{copy}\nA last line.") == []


def test_copies_count_as_one_article() -> None:
    first, second, *_ = (make_article(text, str(n)) for n, text in enumerate(articles(SLOGAN)))
    counts = LineCounts([first, second, second, second])
    assert counts.articles_with(SLOGAN.lower()) == 2
    assert counts.articles_with("never seen") == 1


def test_line_ends_spaces_and_curly_quotes_do_not_hide_a_repeat() -> None:
    first, second, third = articles(SLOGAN, copies=3)
    spaced = second.replace("\n", "\r\n").replace("Voice of", "Voice  of")
    assert marked(first, spaced, third.upper()) == [SLOGAN]


def test_a_label_that_interrupts_one_article_twice_is_an_advert() -> None:
    label = "Sea-proof jackets by Nordhaven of Marenport"
    assert marked("\n\n".join([BEFORE, label, AFTER, label, story(1)[0]])) == [label, label]
    assert marked("\n\n".join([BEFORE, label, AFTER])) == []
