"""What cleaning left out is marked; the text itself is not changed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from index.__main__ import main
from index.commands.show import END_OF_MARK, marked
from index.commands.surroundings import Streams
from index.records import Furniture, FurnitureKind, Span
from tests.index.fakes import load_fake

if TYPE_CHECKING:
    from tests.index.command_line import Town

PARTS = st.sampled_from(["\n\n", "\n", "\r\n", " ", "é", "“word”", "U.S.", "Buy now!"])
PIECES = st.lists(st.tuples(st.lists(PARTS, min_size=1).map("".join), st.booleans()))
MARK = f"[left out: {FurnitureKind.ADVERT}] "


def furniture_of(pieces: list[tuple[str, bool]]) -> tuple[str, list[Furniture]]:
    """A text made of pieces, and those of them that are left out."""
    text, found = "", []
    for piece, left_out in pieces:
        if left_out:
            span = Span(len(text), len(text) + len(piece))
            found.append(Furniture(span, FurnitureKind.ADVERT))
        text += piece
    return text, found


@given(PIECES)
def test_without_its_marks_the_text_is_the_article(pieces: list[tuple[str, bool]]) -> None:
    text, furniture = furniture_of(pieces)

    assert marked(text, furniture).replace(MARK, "").replace(END_OF_MARK, "") == text


@given(PIECES)
def test_every_line_with_words_that_is_left_out_has_a_mark(pieces: list[tuple[str, bool]]) -> None:
    text, furniture = furniture_of(pieces)
    expected = sum(
        bool(line.strip())
        for piece, left_out in pieces
        for line in (piece.splitlines() if left_out else ())
    )

    assert marked(text, furniture).count(MARK) == expected


def test_a_whole_line_has_one_mark_and_a_part_of_a_line_two() -> None:
    assert marked("One.\nBuy now!\nTwo.\n", [Furniture(Span(5, 13), FurnitureKind.ADVERT)]) == (
        "One.\n[left out: advert] Buy now!\nTwo.\n"
    )
    assert marked("PARIS — Rain fell.", [Furniture(Span(0, 8), FurnitureKind.CREDIT)]) == (
        f"[left out: byline, dateline, caption or note] PARIS — {END_OF_MARK}Rain fell."
    )


class FakeTerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_terminal_what_is_left_out_is_styled_not_marked(built_town: Town) -> None:
    out = FakeTerminal()
    env = {"STORE_DIR": str(built_town.store)}

    main(["show", "bridge"], env, Streams(io.BytesIO(), out, io.StringIO()), load_fake)

    assert "title: The new bridge" in out.getvalue()
    assert "left out" not in out.getvalue()


def test_show_prints_the_article(built_town: Town) -> None:
    text = (built_town.articles / "harvest.txt").read_text(encoding="utf-8")

    assert built_town.index("show", "harvest").out == text


def test_show_without_an_id_lists_what_there_is(built_town: Town) -> None:
    assert built_town.index("show").out.splitlines() == [
        "bridge  2025-05-02  The new bridge",
        "ferry  undated",
        "harvest  undated",
    ]


def test_show_with_an_unknown_id_suggests_one(built_town: Town) -> None:
    done = built_town.index("show", "bridges")

    assert done.code == 1
    assert done.err == "dateline: no article has the id 'bridges'; did you mean bridge?\n"
