"""Which claims are of the one thing asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from index.question.asked_for import AnswerKind
from index.reports.event_classes import ALLIED, DEADLY, OF_PEOPLE
from index.reports.events import (
    canonical,
    canonical_stems,
    event_terms,
    find_events,
    measured,
)
from index.reports.ordinals import numbered
from index.reports.scope import fits
from index.terms import stems
from index.values.names import find_names, find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.records import Span
    from index.reports.claims import Claim
    from index.reports.events import Event
    from index.reports.wanted import Wanted

NEAR: Final = 2
FAR: Final = 10
"""Words between a number and its event word at most, where the noun between is none for people;
farther where the event happens to people only."""

MORE_SHARED: Final = 0.7
"""For dates and places: what they are of is told less surely than what a number counts."""

_TELLS_ITS_THING: Final = frozenset({AnswerKind.COUNT, AnswerKind.AMOUNT})

LEAST_SHARED: Final = 0.5
"""Share of the question's names and terms that must stand in a claim's surroundings."""

SURELY_SHARED: Final = 0.75
"""The same in the sentence itself, where no event word tells what a number is about."""

LONG_QUESTION: Final = 3
SHORT_SENTENCE: Final = 9
"""In terms: a longer sentence that has nothing of a long question speaks of something else."""

_ALL: Final = frozenset(
    canonical(s)
    for s in stems("people person victims casualties residents inhabitants villagers locals lives")
)
_PARTS: Final = frozenset(canonical(s) for s in stems(
    "children women men girls boys soldiers troops police officers civilians militants fighters"
    " rebels insurgents journalists reporters medics doctors nurses firefighters rescuers workers"
    " students teachers crew foreigners tourists nationals prisoners guards staff"
    " members peacekeepers pilots hostages attackers gunmen assailants bombers hijackers suspects"
    " babies infants toddlers teenagers"
))  # fmt: skip
"""Who may be some of the people that were killed or hurt, rather than all of them."""

_ARRESTED_TOO: Final = _PARTS - {
    canonical(s) for s in stems("men suspects members militants fighters gunmen attackers")
}
_THINGS: Final = frozenset(canonical(s) for s in stems(
    "homes houses buildings vehicles cars trucks buses trains planes ships boats rockets missiles"
    " drones bombs weapons rifles guns cattle cows sheep goats pigs horses dogs cats animals birds"
    " fish whales trees villages towns cities schools hospitals shops companies countries times"
    " attacks strikes raids incidents cases events seats votes points goals games matches"
))  # fmt: skip
"""What is never people, whatever happens to it."""


_MISHAPS: Final = frozenset(canonical(s) for s in stems(
    "flood fire earthquake hurricane landslide avalanche tornado volcano drought riot heatwave"
    " cholera measles malaria influenza ebola covid"
)) | {"@attack", "@crash"}  # fmt: skip
"""Of one kind is none of another: where a flood is asked about, a fire is told for itself."""

_SAYING: Final = re.compile(r"\b(?:said|says|told|that|according to [^,]+,)\b")
_BY: Final = re.compile(r"\b(?:by|from) (?:the )?((?:[A-Z][\w’'-]+ ?)+)")


class Setting:
    """What is around a claim: its sentence, and `around`, which holds what stands near it too.

    Terms are found when they are first asked for, since most claims are told apart without.
    """

    def __init__(self, sentence: str, around: str, told: Sequence[Event]) -> None:
        self.sentence = sentence
        self.told = told
        self._around = around

    @cached_property
    def near(self) -> set[str]:
        """The terms of the sentence, and the events that it tells."""
        return canonical_stems(self.sentence) | event_terms(self.told)

    @cached_property
    def far(self) -> set[str]:
        """Also those of the sentence before it and of the article's title."""
        rest = self._around.removesuffix(self.sentence)
        return self.near | canonical_stems(rest) | event_terms(find_events(rest))


def find_setting(sentence: str, around: str) -> Setting:
    """The setting of the claims of a sentence; `around` holds it and what stands near it."""
    return Setting(sentence, around, find_events(sentence))


def may_tell(wanted: Wanted, setting: Setting) -> bool:
    """Whether a sentence has an event that was asked for, or at least what is counted; cheap."""
    if not wanted.events:
        return True
    asked = {ALLIED.get(event, event) for event in wanted.events}
    if any(ALLIED.get(event.name, event.name) in asked for event in setting.told):
        return True
    return not of_anyone(wanted.counted) and wanted.counted[-1] in setting.near


def names_all(wanted: Wanted, article: str) -> bool:
    """Whether an article, in lower case, has every name of the question."""
    return all(
        name in article and re.search(rf"\b{re.escape(name)}", article) for name in wanted.spoken_of
    )


def is_about(claim: Claim, wanted: Wanted, setting: Setting) -> bool:
    """Whether a claim tells what the question asks: what, of whom, since when, where."""
    return (
        not (claim.part or claim.more or claim.aside)
        and _event_fits(claim, wanted, setting)
        and fits(wanted.scope, claim.scope, lambda: setting.far)
        and (wanted.kind is not AnswerKind.COUNT or _counts_it(claim, wanted, setting))
        and _is_there(claim, wanted, setting)
        and done_by(wanted, setting.sentence, claim.span)
        and _speaks_of_it(wanted, setting)
    )


def _event_fits(claim: Claim, wanted: Wanted, setting: Setting) -> bool:
    if not wanted.events:
        # "What will the bridge cost?": to build it, hardly to run it.
        allowed = {None, "build"} if wanted.kind is AnswerKind.AMOUNT else {None}
        if wanted.kind in {AnswerKind.COUNT, AnswerKind.AMOUNT}:
            return claim.event in allowed
        # An event without a class of its own: its word has to stand there, as most of the question.
        asked = wanted.names | wanted.terms
        return len(asked & setting.near) >= SURELY_SHARED * len(asked)
    if claim.event is None:
        # "took 63 seats": told without such a word, but of the very thing that is counted.
        head = set(wanted.counted[-1:])
        named = bool(head & set(claim.counted)) and not of_anyone(wanted.counted)
        asked = wanted.names | wanted.terms
        return named and len(asked & setting.near) >= SURELY_SHARED * len(asked)
    return ALLIED.get(claim.event, claim.event) in {ALLIED.get(e, e) for e in wanted.events}


def _counts_it(claim: Claim, wanted: Wanted, setting: Setting) -> bool:
    if not claim.counted and not of_anyone(wanted.counted):
        return wanted.counted[-1] in setting.near
    return _of_those(claim, wanted) and counts_the_same(wanted.counted, claim)


def _of_those(claim: Claim, wanted: Wanted) -> bool:
    """Whether a count of people of a nation or party can be of those that were asked for."""
    if not claim.nations:
        return True
    mine = wanted.nations or (frozenset() if of_anyone(wanted.counted) else wanted.names)
    return not mine or any(alike(one, other) for one in mine for other in claim.nations)


def of_anyone(counted: tuple[str, ...]) -> bool:
    """Whether simply people are counted."""
    return not counted or counted[-1] in _ALL


def counts_the_same(wanted: tuple[str, ...], claim: Claim) -> bool:
    """Whether what a number counts can be what was asked for.

    People stand for all people and not for a part of them: soldiers, children, women. The other
    way round they may stand for the miners that are trapped, but not for the soldiers among the
    dead.
    """
    said = claim.counted
    if not wanted or not said:
        return True
    head, found = wanted[-1], said[-1]
    if measured(said):
        return head in said
    if head in said or found in wanted:
        return True
    if head not in _ALL:
        return found in _ALL and claim.event in OF_PEOPLE
    if found in _ALL:
        return True
    parts = _PARTS if claim.event in DEADLY else _ARRESTED_TOO if claim.event == "arrest" else ()
    # Of whom else? House Republicans are no Republican senators.
    of_people = claim.event in DEADLY | OF_PEOPLE
    return (
        claim.distance <= (FAR if of_people else NEAR)
        and set(wanted[:-1]) <= set(said)
        and not any(word in parts or word in _THINGS for word in said)
    )


def _is_there(claim: Claim, wanted: Wanted, setting: Setting) -> bool:
    """Whether a claim is of the places asked about; told of no place, it is of those near it."""
    if not wanted.places:
        return True
    places = find_places(setting.sentence)
    following = next((p for p in places if p.start >= claim.span.end), None)
    if following is not None:
        said = canonical_stems(setting.sentence[following.start : following.end])
        if not any(_named({name}, said) for name in wanted.names | wanted.terms):
            return False
    if all(_named(place, setting.near) for place in wanted.places):
        return True
    said = {s for p in places for s in stems(setting.sentence[p.start : p.end])}
    return not said - wanted.names and all(_named(place, setting.far) for place in wanted.places)


def done_by(wanted: Wanted, sentence: str, told: Span) -> bool:
    """Whether a sentence can be of what the question's subject did: no other name comes before it.

    "Ilmar freed 12 men of Doss" doesn't tell how many Doss freed.
    """
    if not wanted.doer:
        return True
    # Who says so is nobody who did it.
    before = _SAYING.split(sentence[: told.start])[-1]
    names = find_names(before)
    if wanted.doer & canonical_stems(before) or not names:
        return True
    behind = sentence[told.end :]
    # What opens a sentence may be a common word: "Officials freed 12 men".
    opens = len(before) == told.start and len(names) == 1 and " " not in _words(before, names[0])
    if opens and not wanted.doer & canonical_stems(behind):
        return True
    return bool(wanted.doer & {s for m in _BY.finditer(behind) for s in canonical_stems(m[1])})


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _named(place: set[str] | frozenset[str], terms: set[str]) -> bool:
    """Whether a place is named among terms, itself or its people: Iran, Iranian."""
    return all(
        word in terms or (len(word) >= 4 and any(term.startswith(word) for term in terms))
        for word in place
    )


def alike(one: str, other: str) -> bool:
    """Whether two names may be of one land or party: Iran, Iranian."""
    return one[:4] == other[:4] if min(len(one), len(other)) >= 4 else one == other


def _speaks_of_it(wanted: Wanted, setting: Setting) -> bool:
    told_of = numbered(setting.sentence)
    for noun, numbers in wanted.numbered.items():  # not of the first phase, asked of the second
        if noun in told_of and not numbers & told_of[noun]:
            return False
    names, terms = wanted.known_by, wanted.terms
    if sum(name <= setting.far for name in names) < LEAST_SHARED * len(names):
        return False
    asked, told = terms & _MISHAPS, setting.far & _MISHAPS
    if asked and told and not asked & told:
        return False
    # A number says what it counts; a date, a place or a sum only what its own sentence speaks of.
    spoken_of = setting.far if wanted.kind is AnswerKind.COUNT else setting.near
    shared = sum(name <= spoken_of for name in names) + len(terms & spoken_of)
    least = LEAST_SHARED if wanted.kind in _TELLS_ITS_THING else MORE_SHARED
    if shared < least * (len(names) + len(terms)):
        return False
    whole = wanted.names | terms | (wanted.scope.since or set())
    return (
        len(whole) < LONG_QUESTION
        or bool(whole & setting.near)
        or len(setting.near) < SHORT_SENTENCE
    )
