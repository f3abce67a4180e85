"""The picture itself: what its pixels show, on which machine and thread it may be drawn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import _pylab_helpers
from PIL import Image

from index.issues.chart import Theme, draw_chart
from index.issues.charting.palette import PALETTES
from index.issues.charting.plan import WIDTH, Plan, make_plan
from index.issues.charting.words import ALT_LIMIT, NOTHING, Kind
from index.issues.records import Ledger
from tests.index.issues.charting.ledgers import (
    BOTH,
    NEUTRAL,
    OPEN,
    SETTLED,
    WORDS_OF_ARTICLES,
    ledger,
    ledgers,
    standing,
)

SMALL = ledger(
    [("2025-11-20", OPEN), ("2025-11-20", SETTLED), ("2025-12", BOTH), (None, NEUTRAL)],
    [("2025-12-24", NEUTRAL), ("2025-12", OPEN), (None, BOTH), (None, OPEN)],
    [("2026-01-25", SETTLED)],
)


def _decoded(png: bytes) -> Image.Image:
    with Image.open(BytesIO(png), formats=["PNG"]) as image:
        image.load()
    return image


def _planned(drawn: Ledger) -> Plan:
    """As it is drawn where every title fits on one line."""
    return make_plan(drawn, lambda issue: (issue.title,))


def _colour(image: Image.Image, x: float, y: float) -> str:
    pixel = image.getpixel((int(x), int(y)))
    assert isinstance(pixel, tuple)
    red, green, blue, alpha = pixel
    assert alpha == 255
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("theme", Theme)
def test_a_mark_has_the_colour_of_what_its_article_tells(theme: Theme) -> None:
    image, palette = _decoded(draw_chart(SMALL, theme).png), PALETTES[theme]
    marks = [mark for row in _planned(SMALL).rows for mark in row.marks]

    assert {mark.kind for mark in marks} == set(Kind)
    for mark in marks:
        inside = palette.kinds[mark.kind] if mark.exact else palette.background
        assert _colour(image, mark.x, mark.y) == inside


def test_an_article_of_a_month_is_a_hollow_mark_on_a_bar_over_all_of_it() -> None:
    image, palette = _decoded(draw_chart(SMALL, Theme.LIGHT).png), PALETTES[Theme.LIGHT]
    plan = _planned(SMALL)
    assert plan.scale is not None

    for row in plan.rows[:2]:
        (span,) = row.spans
        (mark,) = (mark for mark in row.marks if not mark.exact)
        assert mark.x == pytest.approx((span.left + span.right) / 2)
        outline = {_colour(image, mark.x - aside, mark.y) for aside in range(6, 16)}
        assert palette.kinds[mark.kind] in outline
        assert _colour(image, span.left + 20, span.y) == palette.faint
        assert _colour(image, span.right - 20, span.y) == palette.faint


@pytest.mark.parametrize("theme", Theme)
def test_the_status_of_an_issue_is_written_in_its_colour(theme: Theme) -> None:
    image = _decoded(draw_chart(SMALL, theme).png)
    row = _planned(SMALL).rows[0]
    places = [(x, y) for x in range(790, WIDTH) for y in range(int(row.top), int(row.lane))]

    assert PALETTES[theme].kinds[row.status] in {_colour(image, x, y) for x, y in places}


@pytest.mark.parametrize("theme", Theme)
def test_nothing_shines_through(theme: Theme) -> None:
    image = _decoded(draw_chart(SMALL, theme).png)

    assert image.getchannel("A").getextrema() == (255, 255)
    assert _colour(image, 0, 0) == PALETTES[theme].background


@settings(max_examples=12, deadline=None)
@given(drawn=ledgers(st.text(max_size=300)), theme=st.sampled_from(Theme))
def test_any_ledger_is_drawn_and_told(drawn: Ledger, theme: Theme) -> None:
    """Any title too: pytest makes errors of warnings, so of one about a missing glyph."""
    picture = draw_chart(drawn, theme)

    assert _decoded(picture.png).width == WIDTH
    assert 0 < len(picture.alt) <= ALT_LIMIT


@pytest.mark.parametrize(
    "title",
    ["$x^2$ and \\frac{", "a $ b", "🕊\ufe0f👩\u200d👧", "停火", "نزع سلاح حماس", "\ud800", "",
     "\x00", "e" + "\u0301" * 50, "word " * 400, "W" * 4000, "1\n2\t3\u2028\u202e4"],
    ids=ascii,
)  # fmt: skip
def test_any_title_is_drawn_and_nothing_is_printed(
    title: str, capfd: pytest.CaptureFixture[str]
) -> None:
    picture = draw_chart(Ledger((standing(title, [("2025-12-24", OPEN)]),)), Theme.DARK)

    assert _decoded(picture.png).width == WIDTH
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("theme", Theme)
def test_many_issues_and_many_articles_are_drawn(theme: Theme) -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(3, 13) for day in range(1, 21)]
    kinds = (OPEN, SETTLED, NEUTRAL, BOTH)
    shared = [(day, kinds[at % 4]) for at, day in enumerate(days)]
    drawn = ledger(shared, *(shared[n : n + 20] for n in range(39)))

    image = _decoded(draw_chart(drawn, theme).png)

    assert len(_planned(drawn).rows) == 40
    assert image.height < 20_000


def test_no_evidence_is_a_picture_that_says_so() -> None:
    silent = Ledger((standing("Aid", []), standing("Borders", [])))

    picture = draw_chart(silent, Theme.LIGHT)

    assert _decoded(picture.png).height < 200
    assert picture.alt == f"{NOTHING}. 2 issues not mentioned."
    assert draw_chart(Ledger(()), Theme.LIGHT).alt == f"{NOTHING}."


def test_the_same_ledger_gives_the_same_bytes_on_any_thread() -> None:
    alone = draw_chart(SMALL, Theme.DARK)

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda _: draw_chart(SMALL, Theme.DARK), range(8)))

    assert all(picture == alone for picture in together)


def test_a_picture_says_nothing_of_when_and_by_what_it_was_drawn() -> None:
    assert _decoded(draw_chart(SMALL, Theme.LIGHT).png).info.keys() <= {"dpi"}


def test_drawing_leaves_no_figure_and_no_setting_behind() -> None:
    before = dict(mpl.rcParams)

    draw_chart(SMALL, Theme.LIGHT)

    assert dict(mpl.rcParams) == before
    assert not _pylab_helpers.Gcf.figs


def test_no_word_of_an_article_is_told() -> None:
    assert WORDS_OF_ARTICLES not in draw_chart(SMALL, Theme.LIGHT).alt
