"""Disputes that the catalogue doesn't list: sentences that are open, grouped by what they say.

Offered to admins as candidates for the catalogue, never listed as issues.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from index.issues.records import Candidate
from index.terms import find_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from index.records import Quote

SURE: Final = 0.75
"""Least probability of "open" for a sentence to count here."""

ALIKE: Final = 0.55
"""Cosine similarity of two sentences that tell of one dispute, at least."""

FEWEST: Final = 2
"""Quotes of a candidate at least: one sentence is no pattern."""

TINY: Final = 1e-9
"""Keeps a sentence whose vector is zero from being divided by."""

MOST: Final = 12
"""Candidates that are kept; what comes after has few quotes."""

ABOUT: Final = 3
"""Words that name a candidate."""

_DISPUTED: Final = re.compile(
    r"\b(?:demand\w*|reject\w*|refus\w*|oppos\w*|insist\w*|dispute\w*|disagree\w*|accus\w*|den(?:y|ies|ied)"
    r"|veto\w*|condition\w*|unless|until|delay\w*|stall\w*|unclear|threaten\w*|block\w*|warn\w*"
    r"|press(?:es|ed|ing)|urg(?:e|es|ed|ing)|deadlock\w*|unresolved|object\w*|condemn\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sentence that is open and fits no issue. `vector` is of shape (dim,) and length 1.

    `story` is equal for copies of one.
    """

    quote: Quote
    vector: NDArray[np.float32]
    story: int


def may_be_dispute(text: str) -> bool:
    """Whether a sentence has a word of dispute; cheap."""
    return bool(_DISPUTED.search(text))


def gather(disputes: Sequence[Dispute], everywhere: Collection[str] = ()) -> tuple[Candidate, ...]:
    """Disputes that are told of more than once, those in most files first.

    Stems that stand `everywhere`, those of the parties' names, don't name a candidate.

    Each sentence joins the group whose mean it is nearest to, if it is near; groups are taken from
    the surest sentence on.
    """
    sure = sorted(
        (dispute for dispute in disputes if dispute.quote.score >= SURE),
        key=lambda dispute: -dispute.quote.score,
    )
    groups: list[list[Dispute]] = []
    dim = len(sure[0].vector) if sure else 0
    # One row a group: the sum of its vectors, and that at length 1.
    sums, means = np.zeros((2, len(sure), dim), dtype=np.float32)
    for dispute in sure:
        nearness = means[: len(groups)] @ dispute.vector
        nearest = int(nearness.argmax()) if groups else -1
        if nearest < 0 or nearness[nearest] < ALIKE:
            nearest = len(groups)
            groups.append([])
        groups[nearest].append(dispute)
        sums[nearest] += dispute.vector
        means[nearest] = sums[nearest] / max(float(np.linalg.norm(sums[nearest])), TINY)
    found = [_candidate(group, everywhere) for group in groups if len(group) >= FEWEST]
    return tuple(sorted(found, key=lambda c: (-c.articles, -len(c.quotes))))[:MOST]


def _candidate(group: Sequence[Dispute], everywhere: Collection[str]) -> Candidate:
    quotes = tuple(dispute.quote for dispute in group)
    return Candidate(_about(quotes, everywhere), quotes, len({dispute.story for dispute in group}))


def _about(quotes: Sequence[Quote], everywhere: Collection[str]) -> tuple[str, ...]:
    """The words that most of the quotes share, as the first of them spells each."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for quote in quotes:
        terms = {
            term.stem: quote.text[term.span.start : term.span.end]
            for term in find_terms(quote.text)
        }
        counts.update(terms.keys())
        for stem, word in terms.items():
            spelt.setdefault(stem, word)
    shared = [stem for stem, count in counts.most_common() if count > 1 and stem not in everywhere]
    return tuple(spelt[stem] for stem in shared[:ABOUT])
