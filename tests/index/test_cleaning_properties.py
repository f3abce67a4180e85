"""What holds for any text: true spans of whole lines, in order, the same each time, in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.cleaning import LineCounts, find_furniture
from index.records import Article, Span
from tests.index.test_cleaning import ADVERTS, BEFORE, CREDITS, LINKS, NEWS, PROMPTS, make_article

SEPARATORS = ["\n\n", "\n", "\r\n", "\r", " ", "\t", "\u2028", "\x0b", " \n ", "\u00a0"]
WORDS = ["é", "“word”", "U.S.", "X", "Read more", "Yes", "—", "😀", "©", "\u200b", "(", "?", "by"]
PIECES = st.sampled_from([*SEPARATORS * 3, *WORDS, *PROMPTS, *ADVERTS, *LINKS, *CREDITS, *NEWS])
TEXTS = st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=60)

SHARED_ARTICLES = Path(__file__).parents[3] / "shared" / "articles"


@st.composite
def some_articles(draw: st.DrawFn) -> list[Article]:
    found = []
    for number, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text))) if draw(st.booleans()) else len(text)
        start = start if draw(st.booleans()) else 0
        found.append(make_article(text, str(number), Span(start, end)))
    return found


# Each example runs the language model on a fresh text; deadlines would measure the machine.
relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(some_articles())
def test_spans_are_whole_lines_of_the_text_in_order_and_disjoint(articles: list[Article]) -> None:
    counts = LineCounts(articles)
    for article in articles:
        text, position = article.text, 0
        for one in find_furniture(article, counts):
            assert position <= one.span.start < one.span.end <= len(text)
            cut = text[one.span.start : one.span.end]
            assert cut == cut.strip()
            body = article.body
            inside = body.start <= one.span.start < body.end
            first = body.start if inside else (0 if one.span.start < body.start else body.end)
            last = body.end if inside else (body.start if one.span.end <= body.start else len(text))
            assert (text[first : one.span.start] + "#").splitlines()[-1].strip() == "#"
            assert ("#" + text[one.span.end : last]).splitlines()[0].strip() == "#"
            position = one.span.end


@relaxed
@given(some_articles())
def test_cleaning_twice_agrees(articles: list[Article]) -> None:
    first = [find_furniture(article, LineCounts(articles)) for article in articles]
    again = [find_furniture(article, LineCounts(iter(articles))) for article in articles]
    assert first == again


@relaxed
@given(TEXTS)
def test_a_paragraph_of_news_survives_whatever_surrounds_it(noise: str) -> None:
    text = f"{noise}\n\n{BEFORE}\n\n{noise}\n\n{BEFORE[:-1]} too.\n"
    article = make_article(text)
    for one in find_furniture(article, LineCounts([article])):
        assert BEFORE not in text[one.span.start : one.span.end]


@pytest.mark.parametrize(
    "hostile",
    [
        "By " + "A" * 5_000 + "!",
        "By " + "A " * 600,
        "we use " * 4_000 + "cookie",
        "we-use-" * 150 + "cookie",
        "sign up your " * 90,
        "by signing " * 100,
        "www." * 300,
        "a@a." * 300,
        "share on x " * 110,
        "Aa:" * 400,
        "| " * 600,
        "follow a " * 130,
        "(" * 1_200,
        "ap photo (" * 120,
        "_" * 100_000,
        "\n" * 50_000,
        "“" * 1_100,
    ],
)
def test_hostile_lines_take_little_time(hostile: str) -> None:
    article = make_article(f"{BEFORE}\n{hostile}\n{hostile[::-1]}\n")
    started = time.process_time()
    find_furniture(article, LineCounts([article]))
    # A pattern that backtracks takes minutes; the bound leaves room for a slow machine.
    assert time.process_time() - started < 1.0


def test_real_articles_keep_nearly_all_of_their_text() -> None:
    files = sorted(SHARED_ARTICLES.glob("*.txt"))
    if not files:
        pytest.skip("the real articles are not beside this checkout")
    articles = [make_article(file.read_text("utf-8"), file.stem) for file in files]
    counts = LineCounts(articles)
    for article in articles:
        lost = sum(one.span.end - one.span.start for one in find_furniture(article, counts))
        assert lost < 0.35 * len(article.text)
