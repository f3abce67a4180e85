"""What the ledger deals in: issues, evidence, positions, conditions, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.records import Quote


class Signal(StrEnum):
    """What a sentence tells of an issue.

    `OPEN`: disputed, refused, conditional, delayed, unclear, demanded, still to come. `SETTLED`:
    done, agreed, returned, reopened, in effect. `NEUTRAL`: what the plan holds, or a description.
    """

    OPEN = "open"
    SETTLED = "settled"
    NEUTRAL = "neutral"


class Status(StrEnum):
    """How an issue stands; `index.issues.status` has the rule."""

    OPEN = "open"
    CONTESTED = "contested"
    SETTLED = "settled"
    NOT_MENTIONED = "not_mentioned"


class Voice(StrEnum):
    """Whose word a sentence is: a person or body with a name, someone without one, the outlet."""

    NAMED = "named"
    UNNAMED = "unnamed"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the catalogue. `settled_by` says in one line what would settle it."""

    id: str
    title: str
    settled_by: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a quote: `text` as it stands there, its value, and what it is `about`.

    Two figures with the same `about` tell of the same thing: "kill palestinian".
    """

    about: str
    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks of an issue. `quote.score` in [0, 1] is how sure the signal is.

    `party` is who speaks, or whose stance is told; None where no party of the catalogue is. `also`
    are other parties whose stance the same sentence tells. `speaker` is how the article names who
    says it, in its own words: None in the outlet's own. `speaks_for` says that the speaker is the
    party's; otherwise somebody else tells of it. `names_it` is false where the sentence goes on
    about the issue that the one before it names.
    """

    issue: str
    quote: Quote
    signal: Signal
    party: str | None = None
    speaker: str | None = None
    voice: Voice = Voice.OUTLET
    speaks_for: bool = False
    also: tuple[str, ...] = ()
    names_it: bool = True
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A sentence by which `issue` waits for the issue `waits_for`."""

    issue: str
    waits_for: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Candidate:
    """Sentences that tell of one dispute which is none of the catalogue's; for admins alone.

    `about` are the words that they share, as they stand in the first; `articles` how many files.
    """

    about: tuple[str, ...]
    quotes: tuple[Quote, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the sentences of one build tell of the catalogue's issues, in text order."""

    issues: tuple[Issue, ...]
    evidence: tuple[Evidence, ...] = ()
    conditions: tuple[Condition, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """An issue and how it stands.

    `reason` is the evidence that decided the status, None when the issue is not mentioned.
    `because` is the number of the step of the rule that decided it. `evidence` has the newest
    first, then what is undated; `positions` the newest evidence of each party; `waits_for` the
    newest condition of each issue that this one waits for. `articles` counts files with evidence;
    `last_moved` is the date of the newest evidence, ISO 8601 of day, month or year precision.
    """

    issue: Issue
    status: Status
    because: Step
    reason: Evidence | None
    evidence: tuple[Evidence, ...]
    positions: tuple[Evidence, ...]
    waits_for: tuple[Condition, ...]
    articles: int
    last_moved: str | None


class Step(StrEnum):
    """The step of the rule of `index.issues.status` that decided a status."""

    SILENT = "no article says that it is open or settled"
    ONE_VOICE = "nothing as new says otherwise"
    MOSTLY = "most of what the newest articles say of it"
    BOTH = "articles of the same time say both"
    DENIED = "one party says that it is done, and others deny it"


@dataclass(frozen=True, slots=True)
class Ledger:
    """All issues of the catalogue: last moved first, undated ones after, in catalogue order.

    `candidates` are disputes that the catalogue doesn't list; for admins alone.
    """

    standings: tuple[Standing, ...]
    candidates: tuple[Candidate, ...] = ()

    @property
    def listed(self) -> tuple[Standing, ...]:
        """What a list of open issues shows: open and contested ones."""
        return tuple(s for s in self.standings if s.status in {Status.OPEN, Status.CONTESTED})

    @property
    def numbered(self) -> tuple[Standing, ...]:
        """What a list numbers, from 1 on: open and contested issues, then settled ones."""
        return (*self.listed, *(s for s in self.standings if s.status is Status.SETTLED))


@dataclass(frozen=True, slots=True)
class NumberMove:
    """A number that changed, with the newest quote of each side.

    `before_quote` is None where the file it was cut from is gone, so that it can't be verified.
    """

    before: Figure
    after: Figure
    before_quote: Quote | None
    after_quote: Quote


@dataclass(frozen=True, slots=True)
class Move:
    """What changed of one issue.

    `new` is evidence that was not there before: the reason first, if it is new, then the newest.
    `gone` counts quotes that were there before and are no more. `now` is how it stands. Of the new
    quotes those `elsewhere` are no new words: another file had them before, perhaps this one under
    another name, or a copy.
    """

    before: Status
    now: Standing
    new: tuple[Evidence, ...]
    gone: int
    numbers: tuple[NumberMove, ...]
    elsewhere: frozenset[Quote] = frozenset()


@dataclass(frozen=True, slots=True)
class Moves:
    """What moved between two states of the ledger, issues that changed status first.

    `since` and `until` name the states in words ("the build of 28 November 2026, 22:10 UTC",
    "10 November 2025", "now").
    """

    since: str
    until: str
    moves: tuple[Move, ...]
