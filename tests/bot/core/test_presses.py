"""What is read of an id is what was written into one, whoever sends it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.presses import (
    Around,
    CancelBuild,
    More,
    NotHelpful,
    SourcesPage,
    Why,
    id_of,
    read,
)

TURN = "0c3f52a9b1d4"


@pytest.mark.parametrize(
    "crafted",
    [
        *(f"dateline:more:{TURN}:{number}" for number in ("9" * 10, "9" * 5_000, "-1", "1.5", "")),
        *(f"dateline:more:{turn}:1" for turn in ("", "' OR 1=1 --", "../x", "٣", "0C3F", "*")),
        *(f"dateline:context:{TURN}:1{more}" for more in (":2", " ", "\n", "\0")),
        *("dateline:sources:-1:x", "dateline:sources:x", "dateline:sources::", "dateline:issue:"),
        *("dateline:build-anyway:all", "dateline:build-anyway:", "dateline:cancel-build:now"),
        *(f"other:more:{TURN}:1", f" dateline:why:{TURN}", "dateline:", ""),
    ],
)
def test_what_no_button_was_given_is_no_press(crafted: str) -> None:
    assert read(crafted) is None


@given(st.text(max_size=100) | st.text(max_size=80).map(lambda text: f"dateline:{text}"))
def test_any_text_is_no_press_or_one_within_its_bounds(text: str) -> None:
    match read(text):
        case More(turn, number) | Around(turn, number):
            assert set(turn) <= set("0123456789abcdef")
            assert 0 <= number < 10**9
        case SourcesPage(page):
            assert 0 <= page < 10**9
        case NotHelpful(turn) | Why(turn):
            assert set(turn) <= set("0123456789abcdef")


@pytest.mark.parametrize("digits", ["٣", "３", "३", "1٣"])
def test_digits_of_other_scripts_are_no_numbers(digits: str) -> None:
    assert read(f"dateline:more:{TURN}:{digits}") is None
    assert read(f"dateline:context:{TURN}:{digits}") is None
    assert read(f"dateline:sources:{digits}:x") is None


@given(st.text(min_size=1, max_size=50), st.integers(0, 10**9 - 1))
def test_a_search_gets_out_of_no_press(search: str, page: int) -> None:
    press = SourcesPage(page, search)
    assert read(id_of(press)) == press


def test_a_search_is_never_another_press() -> None:
    for other in (CancelBuild(), More(TURN, 3)):
        press = SourcesPage(0, id_of(other))
        assert read(id_of(press)) == press
