"""From pairs to groups."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from index.copies.grouping import LEAST_FIT, connected, fitting

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


def holds(one: int, other: int) -> bool:  # noqa: ARG001 - whatever they are
    return True


def test_what_pairs_connect_is_one_group() -> None:
    assert connected(6, [(4, 1), (5, 4), (0, 2)], holds) == [[0, 2], [1, 4, 5], [3]]
    assert connected(0, [], holds) == []


def test_what_is_connected_already_is_not_asked_again_and_what_does_not_hold_is_not() -> None:
    asked: list[tuple[int, int]] = []

    def unless_three(one: int, other: int) -> bool:
        asked.append((one, other))
        return 3 not in (one, other)

    pairs = [(0, 1), (1, 2), (0, 2), (2, 3), (0, 3)]
    assert connected(4, pairs, unless_three) == [[0, 1, 2], [3]]
    assert asked == [(0, 1), (1, 2), (2, 3), (0, 3)]


@given(PAIRS)
def test_groups_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[int, int]]) -> None:
    groups = connected(10, pairs, holds)
    assert sorted(number for group in groups for number in group) == list(range(10))
    assert groups == connected(10, [(b, a) for a, b in reversed(pairs)], holds)
    of = {number: place for place, group in enumerate(groups) for number in group}
    assert all(of[a] == of[b] for a, b in pairs)


def closeness(links: dict[tuple[int, int], float]) -> list[list[int]]:
    pairs = [(*pair, value) for pair, value in links.items() if value >= 1]
    return fitting(pairs, lambda a, b: links.get((min(a, b), max(a, b)), 0.0))


def test_a_chain_does_not_join_what_does_not_fit_at_its_ends() -> None:
    assert closeness({(0, 1): 1.2, (1, 2): 1.1}) == [[0, 1]]
    assert closeness({(0, 1): 1.1, (1, 2): 1.2}) == [[1, 2]]


def test_a_chain_whose_ends_fit_well_enough_is_one_group() -> None:
    assert closeness({(0, 1): 1.2, (1, 2): 1.1, (0, 2): LEAST_FIT}) == [[0, 1, 2]]


def test_two_groups_join_only_if_all_of_both_fit() -> None:
    links = {(0, 1): 1.5, (2, 3): 1.4, (1, 2): 1.1, (0, 2): 0.9, (1, 3): 0.9}
    assert closeness(links) == [[0, 1], [2, 3]]
    assert closeness({**links, (0, 3): 0.8}) == [[0, 1, 2, 3]]


def test_equal_pairs_are_taken_in_order() -> None:
    assert closeness({(1, 2): 1.0, (0, 1): 1.0}) == [[0, 1]]
    assert fitting([], lambda a, b: 0.0) == []  # noqa: ARG005 - never asked
