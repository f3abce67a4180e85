"""Which claims of one thing can be set against each other, and which give the same value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.records import Span
from index.reports.comparing import alike
from index.reports.events import canonical_stems, measured
from index.reports.scope import same
from index.terms import stems
from index.values import days
from index.values.days import Day
from index.values.names import find_names
from index.values.quantities import Quantity

if TYPE_CHECKING:
    from index.reports.claims import Claim
    from index.reports.wanted import Wanted

DOZEN: Final = 12

_CONTRARY: Final = tuple(
    (frozenset(stems(some)), frozenset(stems(others)))
    for some, others in (
        ("suspected probable possible presumed", "confirmed verified"),
        ("full-time", "part-time"),
        ("foreign", "domestic local"),
        ("new", "old"),
        ("adult", "young"),
    )
)
"""Words before a noun that tell two groups apart."""


def same_thing(one: Claim, other: Claim, wanted: Wanted) -> bool:
    """Whether two claims that are both about what was asked run over the same time, in one unit."""
    match one.value, other.value:
        case Quantity() as a, Quantity() as b if a.unit is not b.unit:
            return False
    return same(one.scope, other.scope) and _same_people(one, other, wanted)


def _same_people(one: Claim, other: Claim, wanted: Wanted) -> bool:
    """Whether two counts are of people of one nation, or in one measure.

    Three Americans are not all of twelve people that died; but who are more than all are no part.
    """
    if (measured(one.counted) or measured(other.counted)) and one.counted[-1:] != other.counted[
        -1:
    ]:
        return False
    if any(_tells_apart(one.counted, other.counted, pair) for pair in _CONTRARY):
        return False
    if wanted.nations:
        return True
    mine, theirs = (
        {n for n in claim.nations if not any(alike(n, name) for name in wanted.names)}
        for claim in (one, other)
    )
    if bool(mine) is bool(theirs):
        return not mine or bool(mine & theirs)
    named, all_people = (one.value, other.value) if mine else (other.value, one.value)
    match named, all_people:
        case Quantity(), Quantity():
            return named.high >= all_people.low
    return True


def _tells_apart(
    one: tuple[str, ...], other: tuple[str, ...], words: tuple[frozenset[str], frozenset[str]]
) -> bool:
    mine, theirs = ({side for side in (0, 1) if words[side] & set(c)} for c in (one, other))
    return bool(mine and theirs and not mine & theirs)


def agree(one: Claim, other: Claim, mine: str, theirs: str) -> bool:
    """Whether two claims can both be true; `mine` and `theirs` are the words of their values.

    Dates and places that can't be told apart agree: no difference is claimed on a guess.
    """
    match one.value, other.value:
        case Quantity() as a, Quantity() as b:
            return a.unit is b.unit and a.low <= _high(b, theirs) and b.low <= _high(a, mine)
        case Day() as a, Day() as b:
            if a.bounded != b.bounded:
                return days.agree(a, b) is None
            return days.agree(a, b) is not False
        case Span(), Span():
            return bool(canonical_stems(mine) & canonical_stems(theirs))
        case _:
            return True


def _high(value: Quantity, words: str) -> float:
    """The highest that a value can mean: more than two dozen are fewer than three dozen."""
    if value.bounded and value.high > value.low and words.rstrip().endswith("dozen"):
        return max(value.high, value.low + DOZEN - 1)
    return value.high


def may_be_one_place(place: str, article: str) -> bool:
    """Whether an article, in lower case, names a place that another gives: Paris, in France."""
    names = [place[name.start : name.end].lower() for name in find_names(place)]
    return bool(names) and all(re.search(rf"\b{re.escape(name)}\b", article) for name in names)
