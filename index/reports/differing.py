"""Statements of several articles -> lines of differing values, or nothing where all agree.

    statements ─▶ claims about what was asked, one an origin ─▶ those over the same time
               ─▶ values that agree share a line ─▶ lines, newest first ─▶ later count? different?

An origin is one voice: copies of one story count once, and one article never differs with itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from index.question.asked_for import AnswerKind
from index.question.dates.periods import published_range
from index.records import Relation, Span
from index.reports.agreeing import agree, may_be_one_place, same_thing
from index.reports.claims import find_claims, may_hold
from index.reports.comparing import find_setting, is_about, may_tell, names_all
from index.reports.stances import find_stance
from index.reports.wanted import read_wanted
from index.values.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.reports.claims import Claim
    from index.reports.stances import Side
    from index.reports.wanted import Wanted

T = TypeVar("T")

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may answer, best first in the order they are given.

    `origin` is the number of the story it belongs to, `published` as in `Article`; `around` is
    the sentence with the one before it and the article's title, `article` all of its text and
    title in lower case.
    """

    doc_id: str
    origin: int
    published: str | None
    sentence: str
    around: str
    article: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and where in its sentence the value stands."""

    statement: Statement
    value: Span

    @property
    def words(self) -> str:
        """The value in the article's words."""
        return self.statement.sentence[self.value.start : self.value.end]


@dataclass(frozen=True, slots=True)
class Line:
    """One value, with all that is said for it; `relation` as in `Differing`."""

    said: tuple[Said, ...]
    relation: Relation

    @property
    def value(self) -> str:
        """The articles' own words for the value, without repeats."""
        return SEPARATOR.join(dict.fromkeys(one.words for one in self.said))


@dataclass(frozen=True, slots=True)
class Given:
    """What is said, and what it means."""

    said: Said
    claim: Claim


def find_differing(question: str, statements: Iterable[Statement]) -> tuple[Line, ...]:
    """The values that `statements` give to `question`, if they differ; else nothing."""
    return compare(question, statements).lines


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing statements.

    `telling` are those that give a number of the very thing asked for, one an origin, whether they
    differ or not: what a number counts is told beside it, what a date or place is of less surely.
    `lines` are the values, if they differ, else none.
    """

    telling: tuple[Statement, ...] = ()
    lines: tuple[Line, ...] = ()


def compare(question: str, statements: Iterable[Statement]) -> Compared:
    """The values that `statements` give to `question`; nothing for questions without a value."""
    wanted = read_wanted(question)
    match wanted.kind:
        case AnswerKind.COUNT | AnswerKind.AMOUNT | AnswerKind.WHEN | AnswerKind.WHERE:
            return _compare_values(wanted, statements)
        case AnswerKind.YES_NO:
            return Compared(lines=_differing_stances(wanted, statements))
        case _:
            return Compared()


def _compare_values(wanted: Wanted, statements: Iterable[Statement]) -> Compared:
    found: dict[int, Given] = {}
    vague: dict[int, Given] = {}
    altered: list[Given] = []
    for statement in _spoken_of(wanted, statements):
        heard = found.get(statement.origin)
        if heard is not None and heard.said.statement.doc_id == statement.doc_id:
            continue
        anchor = next((given.claim for given in found.values()), None)
        claim = find_claim(statement, wanted, anchor)
        if claim is not None and heard is not None:
            # Copies are one voice, unless a number was changed on the way.
            given = Given(Said(statement, claim.span), claim)
            if not any(_agree(given, other) for other in (heard, *altered)):
                altered.append(given)
        elif claim is not None:
            among = vague if isinstance(claim.value, Quantity) and claim.value.vague else found
            among.setdefault(statement.origin, Given(Said(statement, claim.span), claim))
    groups = _grouped([*found.values(), *altered], _agree)
    # "dozens" speaks for an article only where no sentence of it has a number.
    for given in (given for origin, given in vague.items() if origin not in found):
        _add_vague(given, groups)
    of_numbers = wanted.kind in {AnswerKind.COUNT, AnswerKind.AMOUNT}
    telling = tuple(given.said.statement for given in found.values() if of_numbers)
    return Compared(telling, _lines(groups) if len(groups) > 1 else ())


def _spoken_of(wanted: Wanted, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Those whose article has all names of the question."""
    known: dict[str, bool] = {}
    for statement in statements:
        if statement.doc_id not in known:
            known[statement.doc_id] = names_all(wanted, statement.article)
        if known[statement.doc_id]:
            yield statement


def _add_vague(given: Given, groups: list[list[Given]]) -> None:
    """A line of its own if it agrees with none; if it agrees with several, it tells nothing."""
    homes = [group for group in groups if any(_agree(given, other) for other in group)]
    if not homes:
        groups.append([given])
    elif len(homes) == 1:
        homes[0].append(given)


def _agree(one: Given, other: Given) -> bool:
    if agree(one.claim, other.claim, one.said.words, other.said.words):
        return True
    if not isinstance(one.claim.value, Span):
        return False
    return may_be_one_place(one.said.words, other.said.statement.article) or may_be_one_place(
        other.said.words, one.said.statement.article
    )


def find_claim(statement: Statement, wanted: Wanted, anchor: Claim | None = None) -> Claim | None:
    """The claim of a statement that tells what is wanted, over the time of `anchor`."""
    if not may_hold(statement.sentence, wanted.kind):
        return None
    setting = find_setting(statement.sentence, statement.around)
    if not may_tell(wanted, setting):
        return None
    claims = find_claims(
        statement.sentence,
        wanted.kind,
        wanted.events,
        named=wanted.named,
        ahead=wanted.ahead,
        told=setting.told,
    )
    head = set(wanted.counted[-1:])
    named = any(head & set(claim.counted) for claim in claims)
    about = [
        claim
        for claim in claims
        # "352, including 14 children": what is counted stands with a number of its own.
        if not (named and not claim.counted)
        and is_about(claim, wanted, setting)
        and (anchor is None or same_thing(anchor, claim, wanted))
    ]
    # "two trams collided, and 86 people were hurt": the nearest to what is told.
    return min(about, key=lambda claim: (claim.event is None, claim.distance), default=None)


def _differing_stances(wanted: Wanted, statements: Iterable[Statement]) -> tuple[Line, ...]:
    found: dict[int, tuple[Said, Side]] = {}
    for statement in _spoken_of(wanted, statements):
        if statement.origin in found:
            continue
        stance = find_stance(statement.sentence, wanted)
        if stance is not None:
            found[statement.origin] = Said(statement, stance.span), stance.side
    groups = _grouped(list(found.values()), lambda one, other: one[1] is other[1])
    if len(groups) < 2:
        return ()
    lines = [Line(tuple(said for said, _ in group), Relation.DIFFERENT) for group in groups]
    return tuple(sorted(lines, key=_newest, reverse=True))


def _grouped(found: Sequence[T], together: Callable[[T, T], bool]) -> list[list[T]]:
    """Groups in which each agrees with each, in the order of their first members."""
    groups: list[list[T]] = []
    for one in found:
        home = next((g for g in groups if all(together(one, other) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _lines(groups: Sequence[Sequence[Given]]) -> tuple[Line, ...]:
    """Lines, newest first: a rising count where each is later and higher than the next."""
    said = [
        tuple(sorted((one.said for one in group), key=_published, reverse=True)) for group in groups
    ]
    order = sorted(range(len(groups)), key=lambda n: _published(said[n][0]), reverse=True)
    rising = all(
        _grows(early, late)
        for number, later in enumerate(order)
        for earlier in order[number + 1 :]
        for early in groups[earlier]
        for late in groups[later]
    )
    relations = [Relation.LATER, *[Relation.EARLIER] * (len(order) - 1)]
    return tuple(
        Line(said[n], relation if rising else Relation.DIFFERENT)
        for n, relation in zip(order, relations, strict=True)
    )


def _grows(early: Given, late: Given) -> bool:
    """Whether `late` was published after `early` and counts more."""
    low, high = early.claim.value, late.claim.value
    if not (isinstance(low, Quantity) and isinstance(high, Quantity)) or low.unit.is_money:
        return False
    before, after = (one.said.statement.published for one in (early, late))
    first, second = (published_range(one) if one else None for one in (before, after))
    return bool(first and second and first[1] < second[0] and low.low < high.low)


def _published(said: Said) -> str:
    """Sorts by the last day it may have been published; undated ones come lowest."""
    published = said.statement.published
    days = published_range(published) if published else None
    return days[1].isoformat() if days else ""


def _newest(line: Line) -> str:
    return max(_published(said) for said in line.said)
