"""Pages that name the address of another: no story takes the place of one that it isn't."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from index.web.records import Added, Changed, Same, WebArticle
from index.web.shelf import Shelf
from tests.index.web.ferry import CHANGED, FERRY, ID, LATER, NOW, files, read

SECTION: Final = "https://gull.example/harbour"
TEXTS: Final = (
    FERRY.text,
    "A crane fell into the water on Friday.\nNobody was hurt, said the harbour master of the port.",
    "The fish market opens an hour later from May.\nStallholders had asked for it since last year.",
    "港口委员会星期六投票决定继续开设夜间渡轮。十四名成员中有九人投了赞成票,市长说罐头工厂需要这条航线。",
)


def story(number: int, text: str = "") -> WebArticle:
    """The story of a number, whose page names the section as its address."""
    return replace(
        FERRY,
        title=f"Story {number}",
        source_url=SECTION,
        found_at=f"{SECTION}/{number}",
        text=text or TEXTS[number],
    )


def test_stories_that_name_one_address_are_a_file_each(folder: Path) -> None:
    shelf = Shelf(folder)
    put = [shelf.put(story(number), NOW) for number in range(len(TEXTS))]
    assert [type(one) for one in put] == [Added] * len(TEXTS)
    before = files(folder)
    for number, one in enumerate(put):
        assert shelf.put(story(number), LATER) == Same(one.doc_id)
    assert files(folder) == before


def test_a_story_that_changes_is_changed_where_it_is(folder: Path) -> None:
    shelf = Shelf(folder)
    put = [shelf.put(story(number), NOW) for number in range(3)]
    for number, one in enumerate(put):
        text = TEXTS[number].replace("said", "told us").replace("an hour", "two hours")
        changed = shelf.put(story(number, f"{text}\nIt was confirmed today."), LATER)
        assert isinstance(changed, Changed)
        assert changed.doc_id == one.doc_id
    assert len(read(folder)) == 3


def test_another_version_of_a_story_is_that_story_wherever_it_is_found(folder: Path) -> None:
    shelf = Shelf(folder)
    shelf.put(FERRY, NOW)
    amp = f"{FERRY.source_url}/amp"
    assert shelf.put(replace(FERRY, found_at=amp), LATER) == Same(ID)
    assert isinstance(shelf.put(replace(CHANGED, found_at=amp), LATER), Changed)
    longer = replace(FERRY, found_at=amp, text=f"{FERRY.text}\n{TEXTS[1]}\n{TEXTS[2]}")
    assert isinstance(shelf.put(longer, LATER), Changed)
    assert isinstance(shelf.put(replace(FERRY, found_at=amp), LATER), Changed)
    assert len(read(folder)) == 1


def test_a_page_found_at_its_own_address_may_change_altogether(folder: Path) -> None:
    shelf = Shelf(folder)
    shelf.put(FERRY, NOW)
    assert isinstance(shelf.put(replace(FERRY, text=TEXTS[1]), LATER), Changed)
    assert len(read(folder)) == 1


@pytest.mark.parametrize("text", ["", "Short."])
def test_a_text_too_short_to_compare_is_taken_for_the_same(folder: Path, text: str) -> None:
    shelf = Shelf(folder)
    shelf.put(replace(FERRY, text=text or "x"), NOW)
    assert isinstance(shelf.put(replace(FERRY, found_at=f"{SECTION}/1"), LATER), Changed)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=8))
def test_in_whatever_order_stories_come_none_is_lost(numbers: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        shelf = Shelf(Path(name))
        first: dict[int, str] = {}
        for number in numbers:
            put = shelf.put(story(number), NOW)
            assert isinstance(put, Same if number in first else Added)
            assert first.setdefault(number, put.doc_id) == put.doc_id
        assert len(read(Path(name))) == len(set(numbers))
