"""Sentences -> claims: a value, what it counts or tells of, and since when.

    "killing 484 Palestinians and wounding 1,321"  ─▶  484, kill, Palestinians
                                                       1,321, wound

A value belongs to the event word that is nearest to it, in its own clause before others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.question.asked_for import AnswerKind
from index.records import Span
from index.reports.asides import is_aside, is_part
from index.reports.event_classes import ALLIED, COMPETING, DONE_TO
from index.reports.events import counted_nations, counted_stems, find_events, measured
from index.reports.scope import find_days_told, find_scope, find_spell, has_rate, is_increment
from index.values.days import Day, find_days
from index.values.names import find_places
from index.values.quantities import Quantity, find_quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.reports.events import Event
    from index.reports.scope import Scope

Value = Quantity | Day | Span
"""A quantity, a date, or the span of a place."""

BREAK: Final = 4
"""Words that a break between two clauses counts for."""

OTHER_VALUE: Final = 12
"""Words that another value in between counts for: the event word is more likely that one's."""

FARTHEST: Final = 12
"""Words between a value and its event word at most, counted so."""

_CLAUSE_BREAK: Final = re.compile(
    r"[,;:()—–]|\b(?:while|whereas|but|although|after|before|who|which|when)\b"
)
_OWN_VERB: Final = re.compile(
    r"\s*(?:[\w’'-]+ ){0,3}?(?:(?:was|were|are|is|have|has|had|been|be|being)\s+)*$"
)
_PASSIVE: Final = re.compile(r"\b(?:was|were|are|is|be|been|being|got)\b")
_TAKES_OBJECT: Final = re.compile(
    r"\s+(?:(?:at least|more than|nearly|about|some|up to) )?(?:\d|an?\b|the\b|his\b|her\b|its\b"
    r"|their\b|another\b|several\b|civilians\b|people\b|one\b|two\b|three\b|four\b|five\b|six\b"
    r"|seven\b|eight\b|nine\b|ten\b|dozens\b|hundreds\b|scores\b)"
)
"""Behind a verb that is told of who did it: "two gunmen killed nine people"."""

_COUNTED: Final = re.compile(r"\s*(?:of (?:the |its |their |those )?)?((?:[\w’'-]+\s*){1,5})")
_STOPS_PHRASE: Final = re.compile(
    r"[.,;:()]|\b(?:were|was|are|is|have|has|had|in|on|at|by|across|near|throughout|said|told|say"
    r"|from|with|who|that|which|and|or|since|when|after|before|to|for|of|as|during|remain\w*|still"
    r"|died|will|would|may|along|around|against|under|over|into|onto|through|outside|inside|between"
    r"|within|without|towards?|because|than|while|where|whose|if|left|out|away|back)\b",
    re.IGNORECASE,
)
_OF_WHAT: Final = re.compile(r"of (?:the )?(?P<what>[\w’'-]+(?: [\w’'-]+)?)")
_OTHERS: Final = re.compile(r"\s*(?:\w+ )?others?\b")
_AND: Final = re.compile(r"\band $")
_NUMBER: Final = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|fif|twenty|forty"
    r"|eigh|hundred|thousand|million|billion|trillion|dozen|scores|half|quarter|fifth|tenth)",
    re.IGNORECASE,
)
"""What every quantity has: quick to look for."""

_ADJECTIVE: Final = re.compile(
    r"[a-z]+(?:ed|en) (?!people\b|by\b)[a-z]+s\b(?= (?:were|was|have|had|are|would|will)\b)"
)
_OPENING: Final = re.compile(r"[^,;]{0,44}(?!\w)")
_OPENS_WITH_TIME: Final = re.compile(r"(?:Since|In|During|Over|So far|On)\b[^,]{2,80},")


@dataclass(frozen=True, slots=True)
class Claim:
    """A value of a sentence. `span` is where it stands in the text that was given.

    `event` is the class of the event word it belongs to, None where there is none, `distance` how
    far away that is, in words. `counted` are the stems of the words behind a number ("Israeli
    captives"), its head last, `nations` those that are names. `part` says that it is a part of
    another number, `more` that it adds to one, `aside` that it is told in passing: what was
    planned, what was said before, what it is compared with, when it was said.
    """

    value: Value
    span: Span
    event: str | None
    distance: int
    counted: tuple[str, ...]
    nations: frozenset[str]
    part: bool
    more: bool
    aside: bool
    scope: Scope


def find_claims(
    text: str,
    kind: AnswerKind,
    asked: frozenset[str] = frozenset(),
    *,
    named: bool = False,
    ahead: bool = False,
    told: Sequence[Event] | None = None,
) -> list[Claim]:
    """The claims of a sentence that could answer a question of `kind` about the events `asked`.

    `named` says that the question only names its event ("her resignation"), `ahead` that it asks
    of what is still to come. `told` are the events of `text`, where they are known already.
    """
    values = _values(text, kind)
    if not values:
        return []
    competing = COMPETING[kind] | asked
    events = [
        event
        for event in (find_events(text) if told is None else told)
        if event.name in competing and (not event.nominal or (named and event.name in asked))
    ]
    spans = [span for _, span in values]
    days = () if kind is AnswerKind.WHEN else find_days_told(text)
    whole = find_scope(text, days)
    claims: list[Claim] = []
    sought = {ALLIED.get(event, event) for event in asked}
    for value, span in values:
        event, distance = _event_of(text, span, spans, events)
        if sought and event is not None and ALLIED.get(event, event) not in sought:
            claims.append(_of_other(value, span, event, distance, whole))
            continue
        quantity = value if isinstance(value, Quantity) else None
        phrase = _phrase_behind(text, span, events) if quantity else Span(0, 0)
        more = quantity is not None and (
            is_increment(text, span)
            # "wounding 30 others" adds to none, "12 people and 3 others" does.
            or bool(
                _OTHERS.match(text, span.end)
                and (any(c.event == event for c in claims) or _AND.search(text, 0, span.start))
            )
        )
        claims.append(
            Claim(
                value=value,
                span=span,
                event=event,
                distance=distance,
                counted=_counted(text, phrase),
                nations=counted_nations(text[phrase.start : phrase.end]),
                part=quantity is not None and is_part(text, quantity),
                more=more,
                aside=is_aside(text, span, kind, ahead=ahead),
                scope=_scope_of(text, span, spans, days, whole),
            )
        )
    return claims


def _of_other(value: Value, span: Span, event: str, distance: int, scope: Scope) -> Claim:
    """A value that belongs to an event which nobody asked for, so that no more need be known."""
    return Claim(value, span, event, distance, (), frozenset(), False, False, False, scope)


def may_hold(text: str, kind: AnswerKind) -> bool:
    """Whether there can be a value of `kind`; cheap."""
    return kind not in {AnswerKind.COUNT, AnswerKind.AMOUNT} or bool(_NUMBER.search(text))


def _values(text: str, kind: AnswerKind) -> list[tuple[Value, Span]]:
    match kind:
        case AnswerKind.COUNT | AnswerKind.AMOUNT:
            money = kind is AnswerKind.AMOUNT
            return [(q, q.span) for q in find_quantities(text) if q.unit.is_money is money]
        case AnswerKind.WHEN:
            told = [day for day in find_days(text) if day.month or day.year]
            return [(day, _without_stop(text, day.span)) for day in told]
        case AnswerKind.WHERE:
            return [(place, place) for place in find_places(text)]
        case _:
            return []


def _without_stop(text: str, day: Span) -> Span:
    """A date without the full stop of its sentence, which may be that of "Oct." too."""
    return Span(day.start, day.end - text[: day.end].endswith("."))


def _phrase_behind(text: str, number: Span, events: Sequence[Event]) -> Span:
    """The noun phrase behind a number, without event words in it."""
    match = _COUNTED.match(text, number.end)
    if not match:
        return Span(0, 0)
    start = match.start(1)
    stop = _STOPS_PHRASE.search(match[1])
    end = start + (stop.start() if stop else len(match[1]))
    adjectives = _adjectives(text, number, events)
    verbs = (e.span.start for e in events if e not in adjectives and start <= e.span.start < end)
    first = min(verbs, default=end)
    return Span(start, first)


def _counted(text: str, phrase: Span) -> tuple[str, ...]:
    """Stems of what is counted; of what is measured before those of the measure itself."""
    found = counted_stems(text[phrase.start : phrase.end])
    of = _OF_WHAT.match(text, phrase.end) if measured(found) else None
    return (*counted_stems(of["what"]), *found) if of else found


def _event_of(
    text: str, value: Span, values: Sequence[Span], events: Sequence[Event]
) -> tuple[str | None, int]:
    """The class of the event word nearest to a value, and how far away it is."""
    found: list[tuple[int, int, str]] = []
    adjectives = _adjectives(text, value, events)
    for number, event in enumerate(events):
        after = event.span.start >= value.end
        if not after and event.span.end > value.start:
            continue
        low, high = (value.end, event.span.start) if after else (event.span.end, value.start)
        between = text[low:high]
        if after and event.name in DONE_TO and _is_done_by(text, event, between):
            continue  # "two gunmen killed nine": they did it, they aren't the dead
        distance = len(between.split()) + BREAK * len(_CLAUSE_BREAK.findall(between))
        if any(low <= v.start and v.end <= high for v in values):
            distance += OTHER_VALUE
        if after and _OWN_VERB.match(between):
            distance -= 1  # "30 were injured": the verb behind is the number's own
        if event in adjectives:
            distance += BREAK  # "150 captured soldiers were freed": freed
        found.append((distance, number, event.name))
    distance, _, name = min(found, default=(FARTHEST + 1, 0, ""))
    return (name, distance) if distance <= FARTHEST else (None, 0)


def _adjectives(text: str, value: Span, events: Sequence[Event]) -> list[Event]:
    """The event word between a number and its noun: "150 captured soldiers"."""
    return [
        event
        for event in events
        if 0 <= event.span.start - value.end <= 1 and _ADJECTIVE.match(text, event.span.start)
    ]


def _is_done_by(text: str, event: Event, between: str) -> bool:
    """Whether what stands before a verb is who did it."""
    return bool(_TAKES_OBJECT.match(text, event.span.end)) and not _PASSIVE.search(between)


def _scope_of(
    text: str, value: Span, values: Sequence[Span], days: Sequence[Day], whole: Scope
) -> Scope:
    """What a value runs over: what is said up to the values beside it, or once for the sentence."""
    scope = whole
    if len(values) > 1:
        start = max((v.end for v in values if v.end <= value.start), default=0)
        end = min((v.start for v in values if v.start >= value.end), default=len(text))
        if _OPENS_WITH_TIME.match(text):  # "Since the truce, …" holds for all values
            start = 0
        scope = find_scope(text, days, Span(start, end))
        if scope.since is None:  # "killed 20 and injured 30 since May"
            scope = replace(scope, since=whole.since, began=whole.began, dated=whole.dated)
    # "told the council last week that 14,000 …": these count only beside a number.
    behind = _OPENING.match(text, value.end)
    near = f"{text[max(0, value.start - 12) : value.start]} … {behind[0] if behind else ''}"
    opening = _OPENING.match(text)
    spell = find_spell(near) or (find_spell(opening[0]) if opening else None)
    return replace(scope, rate=has_rate(near), spell=spell)
