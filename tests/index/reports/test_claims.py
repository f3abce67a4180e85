"""Each value of a sentence goes to its own event, with what it counts and over which time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.asked_for import AnswerKind
from index.records import Span
from index.reports.claims import find_claims, may_hold
from index.reports.events import find_events

COUNT, AMOUNT = AnswerKind.COUNT, AnswerKind.AMOUNT
WHEN, WHERE = AnswerKind.WHEN, AnswerKind.WHERE

PIECES = st.sampled_from(
    [
        *("killed ", "wounding ", "12 ", "at least 40 ", "€3 million ", "people ", "others "),
        *("of them ", "including ", "on 4 May ", "in Lurenz ", "said ", "since the truce "),
        *("two gunmen ", "were ", "another ", "more ", "planned to ", "hire ", ", ", ". ", "that "),
        *("tonnes of ", "wheat ", "U.S. ", "“", "é", "\n", "\ud800", "a day ", "and "),
    ]
)


def events(text: str, kind: AnswerKind = COUNT, *asked: str) -> dict[str, str | None]:
    """Value -> the event that it belongs to."""
    found = find_claims(text, kind, frozenset(asked))
    return {text[claim.span.start : claim.span.end]: claim.event for claim in found}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("The storm killed 20 and injured 31.", {"20": "kill", "31": "wound"}),
        ("20 were killed and 31 were injured.", {"20": "kill", "31": "wound"}),
        ("20 people died, while 31 were hurt.", {"20": "kill", "31": "wound"}),
        ("Of 90 that were arrested, 12 were charged.", {"90": "arrest", "12": "charge"}),
        ("Two gunmen killed nine people.", {"Two": None, "nine": "kill"}),
        ("Nine people killed on Monday were buried.", {"Nine": "kill"}),
        ("150 captured soldiers were freed.", {"150": "release"}),
        ("Two trams collided and 86 people were hurt.", {"Two": None, "86": "wound"}),
        ("The blast left 86 passengers injured.", {"86": "wound"}),
        ("There were 86.", {"86": None}),
        ("The storm cost €20 million.", {}),
        ("It killed people.", {}),
    ],
)
def test_a_count_belongs_to_the_nearest_event_that_happened_to_it(
    text: str, given: dict[str, str | None]
) -> None:
    assert events(text) == given


def test_other_kinds_have_other_values() -> None:
    text = "Ilm Steel paid a fine of €20 million on 4 May in Lurenz, after 12 men had died."
    assert events(text, AMOUNT) == {"€20 million": "fine"}
    assert events(text, WHEN, "fine") == {"4 May": "fine"}
    assert events(text, WHERE, "fine") == {"Lurenz": "fine"}
    assert events(text, AnswerKind.WHO) == {}


def test_an_event_that_is_only_named_takes_no_value_unless_it_is_asked_for_so() -> None:
    text = "Her resignation on 4 May was a surprise."
    asked = frozenset({"leave"})
    assert find_claims(text, WHEN, asked)[0].event is None
    assert find_claims(text, WHEN, asked, named=True)[0].event == "leave"


def test_events_that_are_known_already_are_taken() -> None:
    text = "Nine drowned."
    known = find_claims(text, COUNT, told=find_events(text))
    assert known == find_claims(text, COUNT)
    assert find_claims(text, COUNT, told=[])[0].event is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("40 people died, including 12 children.", "12"),
        ("40 died, among them 12 children.", "12"),
        ("40 died, 12 of them children.", "12"),
        ("12 of the dead were children.", "12"),
        ("12 children were among the dead.", "12"),
        ("The party won 63 of the 120 seats.", "120"),
    ],
)
def test_parts_are_told_from_the_whole(text: str, part: str) -> None:
    parts = {text[c.span.start : c.span.end]: c.part for c in find_claims(text, COUNT)}
    assert [value for value, is_part in parts.items() if is_part] == [part]


def test_all_of_them_are_no_part() -> None:
    (claim,) = find_claims("Doctors treated all 41 of those injured.", COUNT)
    assert not claim.part


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("another 12 people died", [True]),
        ("12 more people died", [True]),
        ("killing 12 and wounding 30 others", [False, False]),
        ("killing 12 people and 3 others", [False, True]),
        ("She and nine others died", [True]),
        ("12 people died", [False]),
    ],
)
def test_increments_are_marked(text: str, more: list[bool]) -> None:
    assert [claim.more for claim in find_claims(text, COUNT)] == more


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("The mill hired 50 people.", [False]),
        ("The mill had planned to hire 50 people.", [True]),
        ("The mill hired 50 people, compared with 80.", [False, True]),
        ("The mill hired 50 people, down from 80.", [False, True]),
        ("An earlier count was 50.", [True]),
        ("A similar flood killed 50.", [True]),
        ("50 died elsewhere.", [True]),
        ("50 people may have died, but 12 died.", [False, False]),
    ],
)
def test_what_is_told_in_passing_is_marked(text: str, aside: list[bool]) -> None:
    assert [claim.aside for claim in find_claims(text, COUNT)] == aside


def test_plans_count_where_the_question_looks_ahead() -> None:
    text = "The mill plans to hire 50 people."
    assert find_claims(text, COUNT)[0].aside
    assert not find_claims(text, COUNT, ahead=True)[0].aside


def test_when_and_where_something_was_said_is_told_in_passing() -> None:
    text = "The mayor said on 3 May that the fair would open on 9 June."
    assert [c.aside for c in find_claims(text, WHEN)] == [True, False]
    text = "The mayor told reporters in Lurenz that the fair would be held in Castel Ombra."
    assert [c.aside for c in find_claims(text, WHERE)] == [True, False]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("killed 12 villagers on Monday", ("villag",)),
        ("killed 12 old fishermen", ("old", "fishermen")),
        ("12 were killed", ()),
        ("12 of the villagers", ("villag",)),
        ("26,000 tonnes of wheat", ("wheat", "ton")),
        ("3,200 hectares burned", ("hectar",)),
        ("12 Kestrians", ("kestrian", "person")),
    ],
)
def test_what_a_number_counts_is_the_noun_behind_it(text: str, counted: tuple[str, ...]) -> None:
    assert find_claims(text, COUNT)[0].counted == counted


def test_names_among_it_are_known() -> None:
    (claim,) = find_claims("Kestria freed 12 Oldan soldiers.", COUNT)
    assert claim.nations == {"oldan"}


def test_each_value_has_the_time_that_is_told_with_it() -> None:
    text = "On Tuesday 2 men died, after 30 men had died since the truce."
    first, second = find_claims(text, COUNT)
    assert [day.weekday for day in first.scope.days] == [1]
    assert second.scope.since == frozenset({"ceasefir"})
    both = find_claims("The war has killed 20 and injured 31 since June.", COUNT)
    assert [claim.scope.since for claim in both] == [frozenset({"june"})] * 2
    rates = find_claims("40 trucks a day brought 9 goats.", COUNT)
    assert [claim.scope.rate for claim in rates] == [True, False]


def test_a_value_of_an_event_that_is_not_asked_for_is_only_named() -> None:
    killed, hurt = find_claims("It killed 20 men and injured 31 men.", COUNT, frozenset({"wound"}))
    assert (killed.event, killed.counted) == ("kill", ())
    assert (hurt.event, hurt.counted) == ("wound", ("men",))


def test_what_can_hold_no_number_is_seen_at_once() -> None:
    assert not may_hold("It rained.", COUNT)
    assert may_hold("Dozens came.", COUNT)
    assert may_hold("It rained.", WHERE)


@given(
    st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=200),
    st.sampled_from(AnswerKind),
    st.sampled_from([(), ("kill",), ("hire",), ("meet",), ("no such class",)]),
)
def test_any_text_has_claims_whose_values_are_words_of_it(
    text: str, kind: AnswerKind, asked: tuple[str, ...]
) -> None:
    for claim in find_claims(text, kind, frozenset(asked)):
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert may_hold(text, kind)
        assert claim.value == claim.span or not isinstance(claim.value, Span)
