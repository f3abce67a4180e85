"""Which sentences go on about the issue of the sentence before without naming it."""

from __future__ import annotations

import numpy as np
import pytest

from index.issues.carrying import ALIKE, Before, carried
from index.issues.catalogue import Topic
from index.issues.phrases import read_phrase
from index.issues.records import Issue
from index.records import Span

BRIDGE, FORCE = (
    Topic(Issue(name, name, ""), (read_phrase(name),), ()) for name in ("bridge", "force")
)
FIRST = "The bridge is shut."
AHEAD = np.array([1, 0], dtype=np.float32)


def vector(cosine: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Of length 1, as near to `AHEAD` as that."""
    return np.array([cosine, (1 - cosine**2) ** 0.5], dtype=np.float32)


def goes_on(
    sentence: str,
    topics: tuple[Topic, ...] = (BRIDGE,),
    *,
    cosine: float = 0.0,
    between: str = " ",
    known: bool = True,
) -> tuple[Topic, ...]:
    text = f"{FIRST}{between}{sentence}"
    words = Span(len(text) - len(sentence), len(text))
    before = Before(topics, Span(0, len(FIRST)), AHEAD)
    return carried(text, words, vector(cosine), before, known=known)


@pytest.mark.parametrize(
    "sentence",
    [
        "It opens next week.",
        "They want it open.",
        "“This is a shame,” she said.",
        "Its pillars are cracked.",
        "The issue will be raised in Kell.",
        "the matter is closed",
        "The two sides will meet again.",
        "These are old quarrels.",
    ],
)
def test_a_sentence_goes_on_that_begins_by_pointing_back(sentence: str) -> None:
    assert goes_on(sentence) == goes_on(sentence, between="\n\n") == (BRIDGE,)
    assert goes_on(sentence, (BRIDGE, FORCE)) == ()  # about which of them?
    assert goes_on(sentence, ()) == ()


@pytest.mark.parametrize(
    "sentence", ["Item by item they agreed.", "Theology is hard.", "He left it.", "Thistles grow."]
)
def test_a_sentence_that_only_looks_so_does_not(sentence: str) -> None:
    assert goes_on(sentence) == ()


def test_a_denial_is_of_all_that_was_said_before() -> None:
    assert goes_on("Kestria denied this.", (BRIDGE, FORCE), between="\n\n") == (BRIDGE, FORCE)
    assert goes_on("Kestria denied this.", ()) == ()


@pytest.mark.parametrize(
    ("cosine", "between", "known", "going_on"),
    [
        (ALIKE + 0.01, " ", True, True),
        (ALIKE - 0.01, " ", True, False),
        (ALIKE + 0.01, "\n\n", True, False),
        (ALIKE + 0.01, " ", False, False),
    ],
)
def test_a_sentence_goes_on_that_is_near_in_the_same_paragraph(
    cosine: float, between: str, *, known: bool, going_on: bool
) -> None:
    found = goes_on("By dusk 38 had crossed.", cosine=cosine, between=between, known=known)
    assert found == ((BRIDGE,) if going_on else ())


def test_the_first_sentence_goes_on_about_nothing() -> None:
    assert carried("It is shut.", Span(0, 11), AHEAD, None, known=True) == ()
