"""Pairs of copies -> groups.

    same text:  whatever hangs together        (a page and its later versions are one origin)
    rewritten:  the closest two groups first, and only where all of both fit together

A rewrite of a rewrite may have lost what the first one had, so a chain of them would join what is
no copy at its ends.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Groups = list[list[int]]

LEAST_FIT = 0.75
"""The closeness that all of a group need to each other; those that join it need 1 to one of it."""


def connected(
    count: int, pairs: Iterable[tuple[int, int]], holds: Callable[[int, int], bool]
) -> Groups:
    """All numbers below `count`, those that pairs connect together; each group in order.

    A pair connects if it `holds`, which isn't asked where both are connected already.
    """
    parents = list(range(count))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        if first != second and holds(one, other):
            parents[second] = first  # the lowest number is the root, whatever the order of pairs
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(root(number), []).append(number)
    return list(groups.values())


def fitting(
    pairs: Iterable[tuple[int, int, float]], closeness: Callable[[int, int], float]
) -> Groups:
    """Groups of at least two, whose members all fit to each other; each in order.

    `pairs` have a closeness of at least 1.
    """
    groups: dict[int, list[int]] = {}
    for one, other, _ in sorted(pairs, key=lambda pair: (-pair[2], pair[:2])):
        first, second = (groups.get(number, [number]) for number in (one, other))
        if first is second:
            continue
        if all(closeness(a, b) >= LEAST_FIT for a, b in product(first, second)):
            joined = first + second
            groups.update((number, joined) for number in joined)
    return sorted({id(group): sorted(group) for group in groups.values()}.values())
