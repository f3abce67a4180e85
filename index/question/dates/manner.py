"""How a question names days: a phrase, its manner and its bound; and the place of a date in it.

`phrases` finds the phrases, `publication_days` says what they ask for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import TYPE_CHECKING

from index.question.dates.patterns import ONWARDS

if TYPE_CHECKING:
    import re


class Manner(IntEnum):
    """How days are named. The least is the surest; `phrases` has examples."""

    AS_OF = auto()
    PUBLISHED = auto()
    REPORTED = auto()
    RELATIVE = auto()
    CALENDAR = auto()


class Bound(Enum):
    """Which days are meant, seen from the date that is named."""

    WITHIN = auto()
    SINCE = auto()
    AFTER = auto()
    BEFORE = auto()
    UNTIL = auto()


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Days that a question names. `start` and `end` are offsets in it, with what introduces them.

    `dates` are one or more as written; the first day to the last of them are meant. `of_articles`
    is true where only articles can be meant, so that `start:end` need not be searched for.
    """

    manner: Manner
    bound: Bound
    dates: tuple[str, ...]
    start: int
    end: int
    of_articles: bool = False


_BOUNDS = {
    "since": Bound.SINCE,
    "after": Bound.AFTER,
    "before": Bound.BEFORE,
    "prior to": Bound.BEFORE,
    "on or before": Bound.UNTIL,
    "on or after": Bound.SINCE,
    "until": Bound.UNTIL,
    "till": Bound.UNTIL,
    "up to": Bound.UNTIL,
    "by": Bound.UNTIL,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A date, or several joined ones, in a question, and the text near to either side."""

    question: str
    dates: tuple[re.Match[str], ...]
    before: str
    after: str

    def phrase(
        self, manner: Manner, bound: Bound, before: int, *, after: int = 0, cut: bool = False
    ) -> TimePhrase:
        """The phrase from `before` to `after`, offsets in the texts of these names."""
        start = self.dates[0].start() - len(self.before) + before
        written = tuple(found[0] for found in self.dates)
        return TimePhrase(manner, bound, written, start, self.dates[-1].end() + after, cut)

    def bound(self, word: str) -> Bound | None:
        """What `word` makes of the dates; None for what makes no sense, as "before A and B"."""
        bound = _BOUNDS.get(word, Bound.WITHIN)
        if word == "from" and ONWARDS.match(self.after):
            bound = Bound.SINCE
        if len(self.dates) == 1:
            return None if word == "between" else bound
        return bound if bound in {Bound.WITHIN, Bound.SINCE} else None
