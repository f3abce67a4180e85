"""Where a sentence names who says it; what kind of voice that is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.records import Voice
from index.issues.speakers import MOST_WORDS, find_speaker, is_medium, voice_of


def speaker_of(text: str) -> str | None:
    span = find_speaker(text)
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The dam is safe, Mayor Ada Lund said.", "Mayor Ada Lund"),
        ("“The dam is safe,” Lund says.", "Lund"),
        ("“The dam is safe,” said Lund.", "Lund"),
        ("“The dam is safe,” said Ada Lund, the mayor, on Monday.", "Ada Lund, the mayor"),
        ("“The dam is safe,” said an engineer who built it, asking not to be named.", None),
        ("“The dam is safe,” said an official who built it.", "an official"),
        ("Lund has not said whether the dam is safe.", None),
        ("On Monday, Lund again warned that it leaks.", "Lund"),
        ("However, Lund later denied it.", "Lund"),
        ("But while Lund says it is safe, nobody drinks.", "Lund"),
        ("The paper said that Lund had told it so.", "Lund"),
        ("Kell — Lund said it leaks.", "Lund"),
        ("KELL, March 3 — Lund said it leaks.", "Lund"),
        ("According to an official at the dam, it leaks.", "an official at the dam"),
        ("It leaks, according to the Kell Water Board.", "the Kell Water Board"),
        ("The Kell Times, quoting unnamed experts, said it leaks.", "unnamed experts"),
        ("It leaks, the Kell Times reported.", "the Kell Times"),
        ("It leaks, according to the Kell Times; Mayor Ada Lund said it holds.", "Mayor Ada Lund"),
        ("It leaks, they said.", None),
        ("It leaks, he said.", "he"),
        ("The plan says that it leaks.", None),
        ("The water said to be clean is not.", None),
        ("It is said to leak.", None),
        ("An engineer of the town wants it mended.", None),
        ("A town official wants it mended.", "A town official"),
        ("Town officials close to the mayor oppose it.", "Town officials close to the mayor"),
        ("It leaks.", None),
        ("According to Lund, the water is clean.", "Lund"),
        ("Asked about the dam, Lund said it leaks.", "Lund"),
        ("Lund, in May, also told the council that it is safe.", "Lund"),
        (
            "Two Kell officials, speaking on condition of anonymity, said it leaks.",
            "Two Kell officials",
        ),
        ("The talks moved to Kell, the foreign minister said.", "the foreign minister"),
        ("The town’s mayor, Ada Lund, said it leaks.", "The town’s mayor, Ada Lund"),
        ("It leaks, the town’s mayor, Ada Lund, said.", "the town’s mayor, Ada Lund"),
        ("Ada Lund, Kell’s chief engineer, said it leaks.", "Ada Lund, Kell’s chief engineer"),
        ("Lund was told that it leaks.", None),
        ("Lund was accused of neglect.", None),
        ("Lund called off the work.", None),
        ("“It leaks,” the U.N. said.", "the U.N."),
        ("Channel 12 reported that it leaks.", "Channel 12"),
        ("“It leaks,”\nAda Lund said.", "Ada Lund"),
        ("“It leaks,” wrote Lund on X.", "Lund"),
        (
            "Some 600 people have been killed, say health officials in Kell.",
            "health officials in Kell",
        ),
        ("", None),
    ],
)
def test_a_speaker_is_named_by_the_words_around_a_verb_of_saying(
    text: str, speaker: str | None
) -> None:
    assert speaker_of(text) == speaker


def test_what_has_too_many_words_was_cut_at_the_wrong_place() -> None:
    names = " ".join(["Ada"] * (MOST_WORDS - 1))
    assert speaker_of(f"{names} Lund said it leaks.") == f"{names} Lund"
    assert speaker_of(f"{names} Ada Lund said it leaks.") is None


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("Ada Lund", Voice.NAMED),
        ("Mayor Ada Lund", Voice.NAMED),
        ("the Kell Water Board", Voice.NAMED),
        ("Kell spokesman Carl Ober", Voice.NAMED),
        ("Ada Lund, a spokeswoman for the town", Voice.NAMED),
        ("Kell", Voice.NAMED),
        ("he", Voice.NAMED),
        ("a Kell official", Voice.UNNAMED),
        ("officials in Kell", Voice.UNNAMED),
        ("a spokesman for Ada Lund", Voice.UNNAMED),
        ("two people familiar with the Kell plan", Voice.UNNAMED),
        ("a senior adviser at the Water Board, who built the dam", Voice.UNNAMED),
        ("Kell’s foreign minister", Voice.UNNAMED),
        ("Officials in Kell", Voice.UNNAMED),
        ("an aide to Ada Lund", Voice.UNNAMED),
        ("two engineers and a U.N. official", Voice.UNNAMED),
        ("the mayor, Ada Lund", Voice.NAMED),
    ],
)
def test_a_voice_is_named_that_is_more_than_an_office(words: str, voice: Voice) -> None:
    assert voice_of(words) is voice


@pytest.mark.parametrize(
    ("words", "medium"),
    [
        ("Channel 12", True),
        ("the Kell Post", True),
        ("media reports", True),
        ("state television", True),
        ("a source at the Kell Post", False),
        ("Ada Lund", False),
        ("the postman", False),
    ],
)
def test_a_medium_passes_on_what_others_say(words: str, *, medium: bool) -> None:
    assert is_medium(words) is medium


PIECES = st.sampled_from(
    [
        *("Ada Lund", "Kell", "U.S.", "he", "they", "a Kell official", "officials", "Channel 12"),
        *("said", "says", "told", "according to", "According to", "citing", "quoted", "wants"),
        *(",", ", the mayor,", "”", "“", '"', "(", ")", ";", "—", "-", ".", "that", "and", "who"),
        *("\n", "  ", "\t", "\u00a0", "\u2028", "has", "also", "on Monday", "the", "it", "é", "😀"),
    ]
)
JOINS = st.sampled_from([" ", " ", " ", "", "\n", "  "])
TEXTS = st.lists(st.tuples(PIECES, JOINS).map("".join), max_size=20).map("".join)


@given(TEXTS | st.text(max_size=60))
def test_a_speaker_lies_in_the_sentence_without_outer_white_space(text: str) -> None:
    span = find_speaker(text)
    if span is not None:
        words = text[span.start : span.end]
        assert 0 <= span.start < span.end <= len(text)
        assert words == words.strip() == words.strip(",") != ""
        assert len(words.split()) <= MOST_WORDS
        assert voice_of(words) in {Voice.NAMED, Voice.UNNAMED}


@given(st.text(max_size=60))
def test_any_words_have_a_voice(words: str) -> None:
    assert voice_of(words) in {Voice.NAMED, Voice.UNNAMED}
    assert is_medium(words) in {True, False}


@pytest.mark.parametrize(
    "piece",
    [
        *("the dam by the river is long and wide ", "The Dam Of Kell And Lund ", "x", "one, two, "),
        *("official ", "has ", "that ", "- ", "a.", "1,000 ", '"a" ', "Kell said "),
    ],
)
def test_a_sentence_without_end_takes_no_time_without_end(piece: str) -> None:
    text = piece * (4_000 // len(piece))
    started = time.process_time()
    find_speaker(text)
    assert time.process_time() - started < 2
