"""What a question wants to know: which event, what is counted, which names and terms, since when.

"How many Hamas fighters are stuck in the Rafah tunnels?"
─▶  COUNT, trap, fighters, names {Hamas, Rafah}, terms {tunnel}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.question.asked_for import AnswerKind, answer_kind
from index.records import Span
from index.reports.event_classes import COMPETING
from index.reports.events import (
    canonical,
    canonical_stems,
    counted_nations,
    counted_stems,
    event_terms,
    find_events,
    names_only,
)
from index.reports.ordinals import numbered
from index.reports.scope import read_scope
from index.terms import stems
from index.values.days import find_days
from index.values.names import find_names, find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.reports.events import Event
    from index.reports.scope import Scope

_COUNTED: Final = re.compile(
    r"\b(?:how many|(?:number|share|percentage|proportion|percent) of)(?: of)? "
    r"(?P<what>(?:[\w’'-]+ ?){1,4})",
    re.IGNORECASE,
)
_MEASURED: Final = re.compile(
    r"\bhow much (?:of (?:the |its |their )?)?(?P<what>(?:(?!did|does|do|has|have|had|is|was|were"
    r"|are|will|would|can|could|money|more|less|it|of)[\w’'-]+ ?){1,3})",
    re.IGNORECASE,
)
_HOW_LARGE: Final = re.compile(
    r"\bhow (?:large|big|high|small|steep|low) (?:is|was|were|are|will|would)\b(?P<what>.{3,60})",
    re.IGNORECASE,
)
_MONEY: Final = frozenset(canonical(s) for s in stems(
    "money compensation damage damages aid ransom tax taxes debt funding funds cash pay salary rent"
    " fine penalty cost interest budget profit revenue income wealth loan subsidy bail bonus relief"
    " support assistance investment reward dollars euros pounds help"
))  # fmt: skip
_STOPS: Final = re.compile(
    r"\b(?:were|was|are|is|have|has|had|in|on|at|by|from|with|who|that|which|and|or|did|does|do"
    r"|will|would|can|could|may|might|of|to|since|after|because|for|during|under)\b.*",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)? (?:to|on)|going to|expect\w*|propos\w*|could|may"
    r"|might|should|intend\w*|hop(?:es?|ing)|want\w*|due to|set to|aim\w*|promis\w*|pledg\w*"
    r"|offer\w*|threaten\w*)\b",
    re.IGNORECASE,
)
_ASKED_OF: Final = re.compile(
    r"\b(?:[Hh]as|[Hh]ave|[Hh]ad|[Dd]oes|[Dd]o|[Dd]id|[Ww]ill|[Ww]ould) (?:the )?(?=[A-Z])"
)
_GENERIC: Final = frozenset(
    """
    county city bank party school university college company river island lake province state street
    district region valley bay bridge hospital airport prison court council police army union group
    club museum church station park road square tower hotel house mine plant stadium arena centre
    center festival act bill treaty summit war fire one two three four five
    """.split()  # noqa: SIM905 - words in lines read better than a list
)
_TRADES: Final = frozenset(
    """
    steel motors telecom shipping lines oil foods energy airlines airways industries holdings
    technologies systems pharmaceuticals partners media electronics batteries corporation inc ltd
    plc corp logistics robotics chemicals cement mining aerospace
    """.split()  # noqa: SIM905 - words in lines read better than a list
)
_TITLES: Final = frozenset(canonical(s) for s in stems(
    "president premier prime minister senator governor judge justice pope bishop archbishop"
    " cardinal general colonel captain major chancellor secretary chief ambassador mayor professor"
    " doctor dr mr mrs ms representative congressman congresswoman sheikh ayatollah imam rabbi"
))  # fmt: skip
"""Before a person's name; told once, and then no more."""

_OWN_FORMS: Final = frozenset(
    {"us", "uk", "u.s.", "state", "american", "british", "kingdom", "britain"}
)
"""Names that articles write in several ways, so that one may be missing."""

_PASSIVE: Final = re.compile(r"\b(?:been|be) (?:\w+ly )?([a-z]+(?:ed|en|n|t|d|ung|ought|id))\b")
_OPENS_WITH_NOUN: Final = re.compile(r" .*|^(?!jobs|positions|posts|workers|staff|employees).*")
"""What an event phrase opens with, "jobs … cut", is what is counted."""

_SUBORDINATE: Final = re.compile(
    r"\b(?:when|after|before|since|because|while|until|as|during|if)\b"
)
_NO_TERMS: Final = frozenset(stems("since about number share percent total altogether far still"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a claim must tell of to answer a question.

    `events` are classes of `index.reports.event_words`, `named` says that the question only names
    them ("her resignation"). `counted` are the stems of what is counted, its head last, `nations`
    those that are names; `names` and `terms` those of the rest; all canonical. `places` are the
    names of each place. `verb` is the main verb of a yes-or-no question, `does` the class of its
    event and `object` the terms behind it. `spoken_of` is what each name is called by, in lower
    case, which an article about it has all, `known_by` the terms of that. `doer` are the terms of
    the subject, if a name follows the auxiliary verb. `ahead` says that it asks of what is to come.
    `numbered` are things it tells apart by number, with these.
    """

    kind: AnswerKind
    events: frozenset[str]
    named: bool
    counted: tuple[str, ...]
    nations: frozenset[str]
    names: frozenset[str]
    terms: frozenset[str]
    scope: Scope
    places: tuple[frozenset[str], ...]
    verb: str | None
    does: frozenset[str]
    object: frozenset[str]
    spoken_of: tuple[str, ...]
    known_by: tuple[frozenset[str], ...]
    doer: frozenset[str]
    ahead: bool
    numbered: dict[str, set[int]]


def read_wanted(question: str) -> Wanted:
    """What `question` wants to know."""
    told = find_events(question)
    events = _main(question, told)
    kind, phrase = _kind_and_counted(question, events)
    counted = counted_stems(phrase)
    scope = read_scope(question)
    names = _names(question)
    verb = _verb(question, kind)
    asked = {canonical(s) for e in events for s in stems(question[e.span.start : e.span.end])}
    days = {
        canonical(s)
        for d in find_days(question)
        for s in stems(question[d.span.start : d.span.end])
    }
    beside = [event for event in told if event not in events]
    said = {canonical(s) for e in beside for s in stems(question[e.span.start : e.span.end])}
    rest = canonical_stems(question) - names - set(counted) - asked - days - said
    terms = rest - (scope.since or frozenset()) - _NO_TERMS - _TITLES
    return Wanted(
        kind=kind,
        events=frozenset(event.name for event in events),
        named=bool(events) and all(names_only(question, event.span) for event in events),
        counted=counted,
        nations=counted_nations(phrase),
        names=frozenset(names),
        terms=frozenset(terms | event_terms(_standing(question, beside))),
        scope=scope,
        places=_places(question),
        verb=question[verb.start : verb.end] if verb else None,
        does=frozenset(e.name for e in told if verb and e.span.start <= verb.start < e.span.end),
        object=_object(question, verb),
        spoken_of=_spoken_of(question),
        known_by=_known_by(question),
        doer=_doer(question),
        ahead=bool(_AHEAD.search(question)),
        numbered=numbered(question),
    )


def _kind_and_counted(question: str, events: Sequence[Event]) -> tuple[AnswerKind, str]:
    """The kind of value, and the words for what is counted: those behind "how many"."""
    kind = answer_kind(question)
    match kind:
        case AnswerKind.COUNT:
            return kind, _noun_behind(_COUNTED.search(question), events)
        case AnswerKind.AMOUNT:  # of wheat, that is; sums of money belong to events
            phrase = _noun_behind(_MEASURED.search(question), events)
            return (AnswerKind.COUNT, phrase) if phrase and not _of_money(phrase) else (kind, "")
        case AnswerKind.OTHER:
            large = _HOW_LARGE.search(question)
            if (
                large
                and {e.name for e in find_events(large["what"])} & COMPETING[AnswerKind.AMOUNT]
            ):
                return AnswerKind.AMOUNT, ""
    return kind, ""


def _noun_behind(match: re.Match[str] | None, events: Sequence[Event]) -> str:
    if match is None:
        return ""
    what = _STOPS.sub("", match["what"])
    starts = (event.span.start - match.start("what") for event in events)
    end = min((at for at in starts if at >= 0), default=len(what))
    return what[:end] or _OPENS_WITH_NOUN.sub("", what)


def _of_money(phrase: str) -> bool:
    return bool(_MONEY & {canonical(stem) for stem in stems(phrase)})


def _main(question: str, events: Sequence[Event]) -> list[Event]:
    """The events that are asked about, without those that only say of which time or thing."""
    subordinate = _SUBORDINATE.search(question, 4)
    end = subordinate.start() if subordinate else len(question)
    main = [event for event in events if event.span.start < end]
    told = [event for event in main if not names_only(question, event.span)]
    if all(event.name == "meet" for event in told):  # "When will the election be held?"
        return main or list(events)
    return told


def _standing(question: str, beside: Sequence[Event]) -> list[Event]:
    """Events that are named to say which thing is meant: "killed in the explosion"."""
    subordinate = _SUBORDINATE.search(question, 4)
    end = subordinate.start() if subordinate else len(question)
    return [event for event in beside if event.span.start < end]


def _names(question: str) -> set[str]:
    """The terms of all names, but for the titles of persons."""
    spans = find_names(question)
    names = {term for span in spans for term in canonical_stems(question[span.start : span.end])}
    return names - _TITLES or names


def _places(question: str) -> tuple[frozenset[str], ...]:
    """The names of each place that the question names."""
    return tuple(
        frozenset(canonical(s) for n in find_names(place) for s in stems(place[n.start : n.end]))
        for place in (question[span.start : span.end] for span in find_places(question))
    )


def _verb(question: str, kind: AnswerKind) -> Span | None:
    """The main verb of a yes-or-no question, behind its subject."""
    if kind is not AnswerKind.YES_NO:
        return None
    if passive := _PASSIVE.search(question):  # "Have the two kidnapped men been freed?"
        return Span(*passive.span(1))
    names = find_names(question)
    start = names[0].end if names and names[0].start < 40 else 0
    if owner := re.match(r"['’]s? [a-z]+", question[start:]):  # "Did Oldan's army shell"
        start += owner.end()
    for match in re.finditer(r"[a-z][a-z’'-]*", question[start:]):
        word = match.group()
        if not word.endswith("ly") and stems(word) and (start or match.start() > 8):
            return Span(start + match.start(), start + match.end())
    return None


def _object(question: str, verb: Span | None) -> frozenset[str]:
    """The terms behind the verb: what it is done to."""
    return frozenset(canonical_stems(question[verb.end :])) if verb else frozenset()


def _short(name: str) -> str:
    """What a name is called by: its last word, but all of "Lee County", and "Ilm" of Ilm Steel."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in _TRADES:
        return " ".join(words[:-1])
    return name if words[-1].lower() in _GENERIC else words[-1]


def _spoken_of(question: str) -> tuple[str, ...]:
    """What each name is called by, without an ending that changes with its use."""
    names = (_short(question[span.start : span.end]) for span in find_names(question))
    told = (name.lower() for name in names)
    return tuple(re.sub(r"['’]?s?$", "", name) for name in told if name not in _OWN_FORMS)


def _known_by(question: str) -> tuple[frozenset[str], ...]:
    """The terms of what each name is called by."""
    names = (_short(question[span.start : span.end]) for span in find_names(question))
    found = (frozenset(canonical_stems(name)) for name in names)
    return tuple(terms for terms in found if terms)


def _doer(question: str) -> frozenset[str]:
    """The terms of a name behind the auxiliary verb: "did Kestria release"."""
    asked = _ASKED_OF.search(question)
    if asked is None or _PASSIVE.search(question):
        return frozenset()
    name = next((n for n in find_names(question) if n.start == asked.end()), None)
    return frozenset(canonical_stems(question[name.start : name.end])) if name else frozenset()
