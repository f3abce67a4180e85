"""A story in other words is found by its facts, its sentences and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.copies import rewrites
from index.copies.facts import Facts
from index.copies.rewrites import (
    LEAST_CONTAINED,
    LEAST_COUNTERPART,
    LEAST_JACCARD,
    LEAST_NUMBERS,
    LEAST_SHARED_FACTS,
    Rewrites,
    agreement_in_order,
)
from index.records import Article, Span
from index.stores.layout import PASSAGE, SENTENCE, Layout
from tests.index.copies.made_up import build_of, groups, reworded, story, text, wordings

if TYPE_CHECKING:
    from pathlib import Path

DAM = story(1)


def kinds(folder: Path, one: str, other: str) -> list[str]:
    """Kinds of the groups that two articles make, among others."""
    files = {"a.md": one, "b.md": other, "c.md": text(story(8)), "d.md": text(story(9))}
    found = groups(build_of(folder, files))
    assert all(ids == ("a", "b") for ids in found)
    return list(found.values())


NAMES = tuple(f"Q{letter}" for letter in "abcdefghijklmnopqrst")


def sides(
    mine: str,
    theirs: str,
    third: str = "Z 1 2 3",
    *,
    cosine: float = 1.0,
    sentences: int = 6,
    length: int = 100,
) -> Rewrites:
    """Three articles of some facts, one nearest to the next.

    Each sentence of the second, `length` characters long, is as near as `cosine` to that of 100
    characters at the same place of the first; the third has the sentences of the first.
    """
    read = wordings(*(found.split() for found in (mine, theirs, third)))
    facts = Facts(read, frozenset(map(str.lower, NAMES)))
    passages = np.zeros(3, dtype=PASSAGE)
    passages["article"] = [0, 1, 2]
    passages["sentences"] = sentences
    passages["first_sentence"] = np.arange(3) * sentences
    rows = np.zeros(3 * sentences, dtype=SENTENCE)
    rows["end"] = np.repeat([100, length, 100], sentences)
    first = np.eye(sentences, 2 * sentences)
    away = np.eye(sentences, 2 * sentences, sentences)
    second = cosine * first + np.sqrt(1 - cosine**2) * away
    vectors = np.concatenate([first, second, first]).astype(np.float16)
    centres = np.array([[1, 0], [0.9, 0.436], [0.62, 0.785]], dtype=np.float16)
    article = Article("a", None, "", None, None, "a.txt", Span(0, 0))
    return Rewrites([article] * 3, Layout(passages, rows), centres, vectors, facts)


TEN = " ".join(NAMES[:10])
SHARED, LONE = np.log(1 + 3 / 2), np.log(1 + 3)
"""What a fact weighs that two of three articles have, or one."""


@pytest.mark.parametrize(
    ("mine", "theirs", "closeness"),
    [
        (TEN, TEN, 1 / LEAST_CONTAINED),
        (
            TEN,
            " ".join(NAMES[2:12]),
            8 * SHARED / (8 * SHARED + 2 * LONE) / LEAST_CONTAINED,
        ),
        (
            " ".join(NAMES[:6]),
            " ".join(NAMES),
            6 * SHARED / (6 * SHARED + 14 * LONE) / LEAST_JACCARD,
        ),
        (
            f"{TEN} 10 11 12",
            f"{TEN} 10 20 30",
            SHARED / (SHARED + 2 * LONE) / LEAST_NUMBERS,
        ),
        (" ".join(NAMES[:4]), " ".join(NAMES[:4]), 4 / LEAST_SHARED_FACTS),
    ],
)
def test_closeness_is_that_of_the_facts_where_they_are_the_weakest(
    mine: str, theirs: str, closeness: float
) -> None:
    assert sides(mine, theirs).closeness(0, 1) == pytest.approx(closeness, abs=0.001)
    assert sides(theirs, mine).closeness(0, 1) == pytest.approx(closeness, abs=0.001)


@pytest.mark.parametrize("cosine", [0.4, 0.65, 0.67, 0.8])
def test_closeness_is_that_of_the_sentences_where_they_are_the_weakest(cosine: float) -> None:
    found = sides(TEN, TEN, cosine=cosine)
    assert found.closeness(0, 1) == pytest.approx(cosine / LEAST_COUNTERPART, abs=0.001)
    pairs = [pair[:2] for pair in found.pairs(np.arange(3))]
    assert pairs == ([(0, 1)] if cosine > LEAST_COUNTERPART else [])


@pytest.mark.parametrize(("length", "expected"), [(39, []), (41, [(0, 1)])])
def test_articles_of_too_unlike_lengths_are_not_compared(
    length: int, expected: list[tuple[int, int]]
) -> None:
    found = sides(TEN, TEN, length=length).pairs(np.arange(3))
    assert [pair[:2] for pair in found] == expected


def test_articles_that_are_left_out_are_not_compared() -> None:
    assert list(sides(TEN, TEN).pairs(np.array([0, 2]))) == []
    assert list(sides(TEN, TEN).pairs(np.array([], dtype=np.int64))) == []


@pytest.mark.parametrize(
    ("neighbours", "expected"), [(1, [(0, 1), (1, 2)]), (2, [(0, 1), (0, 2), (1, 2)])]
)
def test_so_many_of_the_nearest_are_compared(
    neighbours: int, expected: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewrites, "NEIGHBOURS", neighbours)
    found = sides(TEN, TEN, TEN).pairs(np.arange(3))
    assert [pair[:2] for pair in found] == expected


@pytest.mark.parametrize(
    ("places", "order"),
    [
        *(([0, 1, 2, 3], 1.0), ([3, 2, 1, 0], -1.0), ([0, 0, 1, 1], 1.0), ([2, 2, 2], 0.0)),
        *(([0, 2, 1, 3], 4 / 6), ([1, 0, 1], 0.0), ([5], 0.0), ([], 0.0)),
    ],
)
def test_order_is_counted_over_pairs_that_differ(places: list[int], order: float) -> None:
    found = agreement_in_order(np.array(places, dtype=np.int64))
    assert found == pytest.approx(order)


def test_a_story_in_other_words_is_rewritten(tmp_path: Path) -> None:
    assert kinds(tmp_path, text(DAM), text(reworded(DAM))) == ["rewritten"]


def test_a_shorter_one_too_unless_it_is_a_summary(tmp_path: Path) -> None:
    again = reworded(DAM)
    assert kinds(tmp_path / "half", text(DAM), text(again[:8])) == ["rewritten"]
    assert kinds(tmp_path / "less", text(DAM), text(again[:5])) == []


def test_three_sentences_are_too_few(tmp_path: Path) -> None:
    assert kinds(tmp_path / "3", text(DAM[:3]), text(reworded(DAM[:3]))) == []
    assert kinds(tmp_path / "5", text(DAM[:5]), text(reworded(DAM[:5]))) == ["rewritten"]


def test_the_same_facts_in_another_order_are_another_report(tmp_path: Path) -> None:
    assert kinds(tmp_path, text(DAM), text(reworded(DAM)[::-1])) == []


def test_the_same_people_with_other_numbers_are_another_event(tmp_path: Path) -> None:
    later = [s.translate(str.maketrans("0123456789", "3456789012")) for s in reworded(DAM)]
    assert kinds(tmp_path, text(DAM), text(later)) == []


def test_the_same_numbers_of_other_people_are_another_event(tmp_path: Path) -> None:
    others = [
        " ".join(f"Q{word}" if word.istitle() else word for word in sentence.split())
        for sentence in reworded(DAM)
    ]
    assert kinds(tmp_path, text(DAM), text(others)) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2025-03-04", "2025-03-07", ["rewritten"]),
        ("2025-03-04", "2025-03-08", []),
        ("2025-03", "2025-04-03", ["rewritten"]),
        ("2025-03", "2025-04-04", []),
        ("2024", "2025-01-02", ["rewritten"]),
        (None, "2025-03-08", ["rewritten"]),
    ],
)
def test_a_rewrite_comes_within_days(
    one: str | None, other: str, expected: list[str], tmp_path: Path
) -> None:
    found = kinds(tmp_path, text(DAM, published=one), text(reworded(DAM), published=other))
    assert found == expected


def test_a_shared_box_makes_no_rewrite(tmp_path: Path) -> None:
    """Other sentences of the same words, so that only the box tells the two apart."""
    boxed = [*reworded(DAM)[:6], *DAM[6:]]
    assert kinds(tmp_path, text(DAM), text(boxed)) == []


def test_blocks_of_any_size_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{n}{kind}.md": text(s) for n in range(4) for kind, s in versions(n).items()}
    expected = {(f"{n}a", f"{n}b"): "rewritten" for n in range(4)}
    assert groups(build_of(tmp_path / "one", files)) == expected
    monkeypatch.setattr(rewrites, "_BLOCK", 3)
    monkeypatch.setattr(rewrites, "NEIGHBOURS", 2)
    assert groups(build_of(tmp_path / "more", files)) == expected


def versions(seed: int) -> dict[str, list[str]]:
    return {"a": story(seed), "b": reworded(story(seed))}
