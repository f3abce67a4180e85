from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.charting.titles import Titles
from index.issues.records import Issue

BROAD: Final = 20  # characters
KNOWN: Final = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyz-… $"))


def _lines(title: str) -> tuple[str, ...]:
    return Titles(KNOWN, lambda text: len(text) <= BROAD).lines(Issue("the-id", title, ""))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("aid", ("aid",)),
        ("return of the displaced", ("return of the", "displaced")),
        ("a" * 30, ("a" * 20, "a" * 10)),
        ("words " * 10, ("words words words", "words words words…")),
        ("b" * 90, ("b" * 20, "b" * 19 + "…")),
        ("aid 停火 now", ("aid □ now",)),
        ("停火", ("the-id",)),
        ("\x00\n", ("the-id",)),
        ("  one\n two\t", ("one two",)),
    ],
)
def test_a_title_is_broken_at_spaces_and_cut_after_two_lines(
    title: str, lines: tuple[str, ...]
) -> None:
    assert _lines(title) == lines


@given(st.text(st.sampled_from("ab $\n停é\ud800"), max_size=300))
def test_every_line_fits_and_can_be_drawn(title: str) -> None:
    lines = _lines(title)

    assert 1 <= len(lines) <= 2
    assert all(0 < len(line) <= BROAD for line in lines)
    assert set(map(ord, "".join(lines))) <= KNOWN | {ord("□")}
