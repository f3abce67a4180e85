"""Words that make a number inexact, and how far it may be off: "at least", "about", "or so".

Reporters take the nearest round number, so a hedged one reaches 5 % further.
"""

from __future__ import annotations

import re
from typing import Final, Literal

HEDGE_REACH: Final = 0.05

_LOWER: Final = (
    r"at least|more than|over|upwards? of|no (?:fewer|less) than|not (?:fewer|less) than"
    r"|in excess of|exceeding|above"
)
_UPPER: Final = r"up to|at most|no more than|not more than|fewer than|less than|under|below"
_NEARLY: Final = (
    r"nearly|almost|close to|(?:just|slightly) (?:under|below|fewer than|less than)|just short of"
    r"|as many as"
)
_ABOUT: Final = (
    r"about|around|some|roughly|approximately|an estimated|estimated|an average of|circa"
    r"|reportedly|perhaps"
)
HEDGE: Final = (
    rf"(?P<lower>(?:well |just |slightly |far )?(?:{_LOWER}))|(?P<upper>{_UPPER})"
    rf"|(?P<nearly>{_NEARLY})|(?P<about>{_ABOUT})"
)
_PARTICLE: Final = re.compile(r"\b(?:hand|turn|t[ao]ke|took|carri|pass|r[ua]n)\w* $", re.IGNORECASE)
"""Before "over": "handed over 20" hands over exactly 20."""

Hedge = Literal["lower", "upper", "nearly", "about"]


def hedge_of(match: re.Match[str]) -> Hedge | None:
    """The hedge of a match of a pattern that `HEDGE` is in; None for a bare number.

    What stands behind the number ("or so") is in the group `after`, if the pattern has one.
    """
    lower, after = match["lower"], match.groupdict().get("after")
    if lower:
        before = max(0, match.start() - 12)
        handed = lower.lower() == "over" and _PARTICLE.search(match.string, before, match.start())
        return None if handed else "lower"
    for hedge in ("upper", "nearly", "about"):
        if match[hedge]:
            return hedge
    if not after:
        return None
    words = after.lower().split()[-1]
    return "about" if words == "so" else "upper" if words in {"fewer", "less"} else "lower"


def reach_of(hedge: Hedge | None, value: float, half: float) -> tuple[float, float]:
    """The range that the hedge, or half a unit of a long number, allows."""
    reach = HEDGE_REACH * value
    match hedge:
        case "lower":
            return value, value + reach
        case "upper":
            # Said of a number that others put higher, or of one that may be lower.
            return value / 2, value
        case "nearly":
            return value - reach, value
        case "about":
            return value - reach, value + reach
        case None:
            half = min(half, reach)
            return value - half, value + half
