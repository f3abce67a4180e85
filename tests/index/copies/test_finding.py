"""Copies as a build finds them, whatever the order of files and whatever was built before."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import hypothesis.strategies as st
from hypothesis import given, settings

from tests.index.copies.made_up import build_of, groups, reworded, story, text
from tests.index.shelf import make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAM, RAIL, CUP = story(1, 20), story(2, 20), story(3, 20)


def test_a_wire_story_in_five_files_is_one_voice(tmp_path: Path) -> None:
    files = {
        "a/one.md": text(DAM, published="2025-03-04"),
        "a/two.txt": text(DAM, gap="\n"),
        "b/excerpt.txt": text(DAM[:6]),
        "b/later.txt": text([*DAM, *story(4, 6)]),
        "b/touched.txt": text([*(s.replace(" and ", " while ") for s in DAM[:9]), *DAM[9:]]),
        "c/rail.txt": text(RAIL),
        "c/cup.txt": text(CUP),
    }
    generation = build_of(tmp_path, files)
    five = ("a/one", "a/two", "b/excerpt", "b/later", "b/touched")
    assert groups(generation) == {five: "same text"}
    rows = {name: generation.articles.row_of(name) or 0 for name in (*five, "c/rail", "c/cup")}
    copies = generation.copies
    assert len({copies.group_of(rows[name]) for name in five}) == 1
    assert len({copies.group_of(row) for row in rows.values()}) == 3
    assert copies.others(rows["a/two"]) == tuple(rows[n] for n in five if n != "a/two")
    assert copies.others(rows["c/rail"]) == ()


def test_what_was_rewritten_joins_all_copies_of_a_text(tmp_path: Path) -> None:
    files = {
        "a.txt": text(DAM),
        "b.txt": text(DAM[:5]),
        "c.txt": text(reworded(DAM)),
        "d.txt": text(reworded(DAM), gap="\n"),
        "e.txt": text(RAIL),
        "f.txt": text(reworded(RAIL)),
        "g.txt": text(CUP),
        "h.txt": text(CUP),
    }
    assert groups(build_of(tmp_path, files)) == {
        ("a", "b", "c", "d"): "rewritten",
        ("e", "f"): "rewritten",
        ("g", "h"): "same text",
    }


def test_one_article_alone_and_one_without_text_have_no_copies(tmp_path: Path) -> None:
    assert groups(build_of(tmp_path, {"a.txt": text(DAM), "b.md": "---\ntitle: x\n---\n"})) == {}


PIECES = (text(DAM), text(DAM[:7]), text(reworded(DAM)), text(RAIL), text(CUP), text(CUP, gap=" "))


@settings(deadline=None, max_examples=12)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=2, max_size=6),
    places=st.permutations(range(6)),
)
def test_the_names_of_files_do_not_matter(
    pieces: list[str], places: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = []
    for order in (list(range(6)), places):
        files = {f"{place}.txt": piece for place, piece in zip(order, pieces, strict=False)}
        made = groups(build_of(tmp_path_factory.mktemp("shelf"), files))
        found.append(
            {tuple(sorted(order.index(int(i)) for i in ids)): kind for ids, kind in made.items()}
        )
    assert found[0] == found[1]
    for one, other in combinations(range(len(pieces)), 2):
        if pieces[one] == pieces[other]:
            assert any({one, other} <= set(ids) for ids in found[0])


def test_a_copy_that_is_gone_leaves_the_others_and_one_that_comes_is_found(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path, {"a.txt": text(DAM), "b.txt": text(DAM), "c.txt": text(RAIL)})
    shelf.build()
    assert groups(shelf.generation()) == {("a", "b"): "same text"}
    (shelf.articles / "a.txt").unlink()
    shelf.write("d.txt", text(reworded(RAIL)))
    shelf.build()
    assert groups(shelf.generation()) == {("c", "d"): "rewritten"}


CHANGES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from([*PIECES, None]), min_size=1)


@settings(deadline=None, max_examples=12)
@given(start=CHANGES, changes=st.lists(CHANGES, max_size=3))
def test_a_build_that_takes_vectors_over_finds_what_a_full_one_finds(
    start: dict[str, str | None],
    changes: list[dict[str, str | None]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shelf = make_shelf(tmp_path_factory.mktemp("shelf"), {"z.txt": text(DAM)})
    for change in (start, *changes):
        for name, piece in change.items():
            if piece is None:
                (shelf.articles / f"{name}.txt").unlink(missing_ok=True)
            else:
                shelf.write(f"{name}.txt", piece)
        shelf.build()
    found = groups(shelf.generation())
    shelf.build(full=True)
    assert groups(shelf.generation()) == found
