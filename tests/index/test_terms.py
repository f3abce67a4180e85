"""Terms are what a text is about: acronyms stay, stop words go, and each knows its place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Span
from index.terms import find_terms, matching_spans, stems

PIECES = st.sampled_from(
    [
        *("\n\n", "\n", "\r\n", " ", "\u00a0", "\u200b", "-", "‑", "–", "’", "'", ".", ",", ":"),
        *("é", "“word”", "U.S.", "U.S", "US", "us", "WHO", "who", "it", "IT", "a.m.", "Türkiye’s"),
        *("cease", "fire", "71,600", "4.33", "10:30", "3rd", "İ", "ß", "日本", "١٢", "_", "\ud800"),
        *("COVID-19", "don’t", "isn't", "the", "running", "😀", "e\u0301", "²", "½", "\x00"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
patient = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the US and us", ["US"]),
        ("U.S. troops", ["US", "troop"]),
        ("the WHO, who", ["WHO"]),
        ("IT or it", ["IT"]),
        ("the U.N.’s envoy", ["UN", "envoy"]),
        ("cease-fire", ["ceas", "fire", "ceasefir"]),
        ("ceasefire", ["ceasefir"]),
        ("cease‑fire", ["ceas", "fire", "ceasefir"]),
        ("Türkiye’s and Israel's", ["türkiy", "israel"]),
        ("the captives' families", ["captiv", "famili"]),
        ("71,600 dead", ["71600", "dead"]),
        ("71600 dead", ["71600", "dead"]),
        ("4.33 million", ["4.33", "million"]),
        ("It doesn’t and doesn't", []),
        ("Running runs", ["run", "run"]),
        ("COVID-19", ["COVID", "19", "covid19"]),
        ("", []),
        ("…?! — “”", []),
    ],
)
def test_terms_of(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


@patient
@given(TEXTS)
def test_every_term_is_a_true_cut_that_has_the_same_term_alone(text: str) -> None:
    for term in find_terms(text):
        assert 0 <= term.span.start < term.span.end <= len(text)
        assert term.stem in stems(text[term.span.start : term.span.end])


@patient
@given(TEXTS)
def test_terms_are_in_order_and_none_is_empty(text: str) -> None:
    ends = [term.span.end for term in find_terms(text)]
    assert ends == sorted(ends)
    assert all(stem and not stem.isspace() for stem in stems(text))


@patient
@given(question=TEXTS, text=TEXTS)
def test_matching_spans_are_ordered_cuts_that_hold_a_term_of_the_question(
    question: str, text: str
) -> None:
    spans = matching_spans(question, text)
    wanted = set(stems(question))
    for one, other in pairwise(spans):
        assert one.end <= other.start
    for span in spans:
        assert wanted & set(stems(text[span.start : span.end]))


def test_what_is_asked_for_is_found_in_other_forms() -> None:
    text = "The US said the cease-fire’s terms hold; us too."
    found = matching_spans("Does the U.S. ceasefire hold?", text)
    assert [text[span.start : span.end] for span in found] == ["US", "cease-fire’s", "hold"]


def test_nothing_asked_matches_nothing() -> None:
    assert matching_spans("", "The bridge.") == ()
    assert matching_spans("who is it?", "who is it") == ()
    assert matching_spans("bridge", "Bridge") == (Span(0, 6),)
