"""Which event words stand in a text, which only name their event, and which terms are alike."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.asked_for import AnswerKind
from index.reports.event_classes import ALLIED, COMPETING, DEADLY, DONE_TO, OF_PEOPLE
from index.reports.event_words import PHRASES, WORDS
from index.reports.events import (
    canonical_stems,
    counted_nations,
    counted_stems,
    event_terms,
    find_events,
    measured,
)

PIECES = st.sampled_from(
    [
        *("lost ", "their ", "lives ", "power ", "shot ", "down ", "dead ", "death ", "toll "),
        *(
            "took ",
            "44 ",
            "seats ",
            "cut ",
            "jobs ",
            "1,200 ",
            "the ",
            "of ",
            "election ",
            "March ",
        ),
        *("re-opened ", "held ", "captive ", "in custody ", "fired on ", "missiles ", "went off "),
        *(", ", ". ", "é", "“", "U.S. ", "\n", "\x00", "\ud800", "-", "’s ", "ends"),
    ]
)


def told(text: str) -> list[str]:
    return [event.name for event in find_events(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nine sailors drowned.", ["kill"]),
        ("The fire claimed 44 lives.", ["kill"]),
        ("The flood took sixty lives.", ["kill"]),
        ("They lost their lives.", ["kill"]),
        ("The valley lost power.", ["lose power"]),
        ("The mill lost money.", ["lose"]),
        ("Four drones were shot down.", ["intercept"]),
        ("Four men were shot dead.", ["kill"]),
        ("They held a fair.", ["meet"]),
        ("Two were held captive.", ["hold"]),
        ("The fair was held in June.", ["meet"]),
        ("The people being held are brothers.", ["arrest"]),
        ("Police took 12 men into custody.", []),
        ("12 men were taken into custody.", ["arrest"]),
        ("The Plough Party took 31 seats.", ["win"]),
        ("The mill will cut 1,200 jobs.", ["cut jobs"]),
        ("1,200 positions would go.", ["cut jobs"]),
        ("They cut the ribbon.", []),
        ("Ilmar has moved some 9,000 soldiers up.", ["deploy"]),
        ("They moved the piano.", []),
        ("The river drove 300 people from their homes.", ["evacuate"]),
        ("Thirty voted for it and nine voted against it.", ["vote", "vote against"]),
        ("The guns fired on the mill.", ["attack"]),
        ("The RIVER HAS KILLED.", ["kill"]),
        ("The mayor of Killingworth smiled.", []),
        ("It rained in March.", []),
        ("", []),
    ],
)
def test_words_and_phrases_have_classes(text: str, names: list[str]) -> None:
    assert told(text) == names


def test_a_phrase_outweighs_the_words_in_it_and_keeps_its_span() -> None:
    text = "The death toll rose after rebels set off a bomb."
    assert [text[e.span.start : e.span.end] for e in find_events(text)] == [
        "death toll",
        "set off",
        "bomb",
    ]


def test_every_phrase_is_found_from_its_first_word() -> None:
    examples = {
        "lives were lost": "kill",
        "bodies found": "kill",
        "rushed to a nearby hospital": "hospitalize",
        "rounding up": "arrest",
        "charged with": "charge",
        "pulled alive": "rescue",
        "set free": "release",
        "taken hostage": "kidnap",
        "job losses": "cut jobs",
        "creating 40 jobs": "hire",
        "in the dark": "lose power",
        "can seat": "capacity",
        "sent into orbit": "launch",
        "got under way": "begin",
        "running costs": "maintain",
        "raised €4 million": "invest",
        "pulled its men out": "leave",
        "sworn in": "appoint",
        "laid to rest": "bury",
        "on strike": "walk out",
        "seek another term": "run again",
        "made off with": "steal",
    }
    assert {phrase: told(phrase)[:1] for phrase in examples} == {
        phrase: [name] for phrase, name in examples.items()
    }


def test_classes_that_are_spoken_of_exist() -> None:
    classes = {*WORDS, *PHRASES}
    spoken_of = set().union(*COMPETING.values(), ALLIED, ALLIED.values())
    assert spoken_of | OF_PEOPLE | DEADLY | DONE_TO <= classes
    assert set(COMPETING) == {
        AnswerKind.COUNT,
        AnswerKind.AMOUNT,
        AnswerKind.WHEN,
        AnswerKind.WHERE,
    }


@pytest.mark.parametrize(
    ("text", "nominal"),
    [
        ("They elected a mayor.", False),
        ("She resigned after the election.", True),
        ("The building of the bridge", True),
        ("It cost a lot for building the bridge", False),
        ("the resignation of nearly 60 ministers", False),
        ("the resignation of the minister", True),
        ("in Friday's exchange", True),
        ("the big spring launch", True),
        ("they will launch", False),
        ("Twelve deaths", False),
        ("a fine of €2 million", False),
    ],
)
def test_an_event_may_only_be_named(text: str, nominal: bool) -> None:
    assert find_events(text)[-1].nominal is nominal


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=200))
def test_any_text_has_events_in_order_that_are_words_of_their_class(text: str) -> None:
    found = find_events(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for event in found:
        words = text[event.span.start : event.span.end]
        forms = (WORDS.get(event.name, "(?!)"), *PHRASES.get(event.name, ()))
        at = event.span.start
        assert any(
            (match := re.compile(form, re.IGNORECASE).match(text, at)) and match[0] == words
            for form in forms
        ) or re.fullmatch(forms[0], words, re.IGNORECASE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the truce", "the ceasefire"),
        ("a quake", "an earthquake"),
        ("the United States", "the U.S."),
        ("Britain", "the United Kingdom"),
        ("a blaze", "a wildfire"),
        ("a colliery", "the coal mine"),
        ("he knew", "they know"),
    ],
)
def test_words_for_one_thing_are_one_term(one: str, other: str) -> None:
    assert canonical_stems(one) & canonical_stems(other)


def test_the_month_is_no_protest() -> None:
    protest = canonical_stems("a protest")
    assert canonical_stems("the march") == protest
    for text in ("in March", "3 March", "since March 2021", "last March", "March 3"):
        assert not canonical_stems(text) & protest, text


@pytest.mark.parametrize(
    ("phrase", "stems"),
    [
        ("hectares burned", ("hectar",)),
        ("people came", ("person",)),
        ("old stone houses", ("stone", "hous")),
        ("troops along the border", ("soldier",)),
        ("crew", ("crew",)),
        ("Kestrians", ("kestrian", "person")),
        ("Kestrian soldiers", ("kestrian", "soldier")),
        ("", ()),
    ],
)
def test_what_is_counted_ends_with_its_head(phrase: str, stems: tuple[str, ...]) -> None:
    found = counted_stems(phrase)
    assert found[-1:] == tuple({"hous": "home"}.get(s, s) for s in stems[-1:])
    assert set(stems[:-1]) <= set(found)


def test_nations_and_measures_are_told_apart() -> None:
    assert counted_nations("Kestrian soldiers") == {"kestrian"}
    assert counted_nations("soldiers") == set()
    assert measured(counted_stems("metric tons"))
    assert measured(counted_stems("hectares"))
    assert not measured(counted_stems("sheep"))
    assert not measured(())


def test_events_are_terms_too() -> None:
    assert event_terms(find_events("The blast killed nine.")) == {"@attack", "@kill"}


def test_a_sentence_takes_little_time() -> None:
    text = "Thirty-one people drowned when the ferry Halma capsized off Tarvek, the harbour said."
    find_events(text)  # fills the table of words
    started = time.process_time()
    for _ in range(500):
        find_events(text)
    # About 8 ms; the bound leaves room for a slow machine.
    assert time.process_time() - started < 0.25
