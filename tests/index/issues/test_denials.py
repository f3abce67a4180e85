"""Which sentences deny what stands before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.denials import denies_what_was_said


@pytest.mark.parametrize(
    "text",
    [
        "The movement denied this and said that its men were elsewhere.",
        "Kestria denies it.",
        "Denying the claim, the general spoke of a misunderstanding.",
        "The army disputed that, and showed a film.",
        "Witnesses contradicted the account of the ministry.",
        "The envoy refuted the charges.",
        "Officials could not confirm the report.",
        "The palace would not confirm these accusations.",
        "The palace didn’t immediately confirm the report.",
        "Neither side could confirm it.",
        "The ministry rejected the report as baseless.",
        "The port authority rejected that claim, saying all was well.",
        "The army rejects these allegations.",
        "A spokesman DENIED THE ACCUSATION.",
    ],
)
def test_a_denial_points_back_at_what_was_said(text: str) -> None:
    assert denies_what_was_said(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The movement denied responsibility.",
        "The town was denied aid for a month.",
        "The two villages dispute their border.",
        "They rejected the proposal.",
        "The rebels reject a truce.",
        "The army confirmed the report.",
        "This was said before, and nobody denied anything.",
        "It confirmed this.",
        "Undeniably, this is the claim that matters.",
        "Nobody was denied entry to the town on the day of the funeral, and the claim is old.",
    ],
)
def test_a_denial_of_something_else_does_not(text: str) -> None:
    assert not denies_what_was_said(text)


@given(st.text(max_size=80))
def test_any_text_is_one_or_is_none(text: str) -> None:
    assert denies_what_was_said(text) in {True, False}
