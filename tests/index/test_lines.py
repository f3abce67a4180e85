"""Which lines belong together: one line a paragraph, unless the shape says hard-wrapped."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lines import split_blocks
from index.records import Span

PROSE = (
    "The council of the old harbour town met again that day and spoke for three hours about the "
    "bridge, which had been shut since the flood and which nobody wanted to pay for. "
)
WORDS = st.sampled_from(["the", "a", "harbour", "said", "of", "bridge", "it", "over", "in"])
patient = settings(deadline=None)  # deadlines would measure the machine


def blocks(text: str) -> list[str]:
    return [text[s.start : s.end] for r in split_blocks(text, Span(0, len(text)), []) for s in r]


def wrap(paragraph: str, width: int = 72) -> str:
    return textwrap.fill(paragraph, width)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\f"])
def test_every_line_is_a_paragraph_whatever_ends_it(end: str) -> None:
    lines = ["A heading", PROSE.strip(), "• " + PROSE.strip()]

    assert blocks(end.join(lines)) == lines


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped_lines_between_blank_lines_are_one_paragraph(width: int) -> None:
    paragraphs = [wrap(PROSE * 2, width), wrap(PROSE * 3, width)]

    assert blocks("\n\n".join(paragraphs)) == [p.strip() for p in paragraphs]


@patient
@given(st.lists(st.lists(WORDS, min_size=90, max_size=120), min_size=2, max_size=4))
def test_wrapping_is_seen_through(paragraphs: list[list[str]]) -> None:
    wrapped = [wrap(" ".join(words)) for words in paragraphs]

    assert blocks("\r\n\r\n".join(w.replace("\n", "\r\n") for w in wrapped)) == [
        w.replace("\n", "\r\n") for w in wrapped
    ]


def test_a_heading_above_hard_wrapped_lines_stands_alone() -> None:
    text = "The Bridge\n" + wrap(PROSE * 2) + "\n\n# Afterwards\n" + wrap(PROSE)

    assert blocks(text) == ["The Bridge", wrap(PROSE * 2), "# Afterwards", wrap(PROSE)]


def test_bullets_in_hard_wrapped_text_stay_apart_and_keep_their_second_lines() -> None:
    items = [textwrap.fill("- " + PROSE, 72, subsequent_indent="  ") for _ in range(3)]

    assert blocks("\n".join(items)) == items


def test_an_indented_line_begins_a_paragraph_in_hard_wrapped_text() -> None:
    paragraphs = [textwrap.fill(PROSE * 2, 72, initial_indent="    ") for _ in range(3)]

    assert blocks("\n".join(paragraphs)) == [p.strip() for p in paragraphs]


def test_a_dash_or_a_number_at_a_line_start_may_be_just_the_next_word() -> None:
    text = wrap(PROSE) + "\n\nThe bridge was to be opened again by the mayor on the day of Oct.\n"
    text += "19. Nobody in the town came to the harbour – not even the mayor himself\n"
    text += "– and it rained."

    assert len(blocks(text)) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ["Best film: The Bridge", "Best actor: A. Moss", "Best song: Rain", "Best cut: The Rain"],
        ["roses are red and this is long enough to be", "small", "violets", "sugar", "it was"],
        ["roses are red and", "violets are blue", "and sugar is sweet", "and so are you"],
        ["Town Council Votes to Shut the Bridge for Good in Two Days"] * 6,
        ["the town " * 20 + "said it"] * 5,
        [PROSE.strip(), "which the town likes", "and so do we", "or not"],
    ],
)
def test_lists_and_verse_are_not_taken_for_hard_wrapped_text(lines: list[str]) -> None:
    assert blocks("\n".join(lines)) == lines


def test_blocks_end_at_furniture_even_within_a_line() -> None:
    text = "One is here. ADVERT Two is there."

    found = split_blocks(text, Span(0, len(text)), [Span(13, 19), Span(15, 18)])

    assert [[text[s.start : s.end] for s in r] for r in found] == [
        ["One is here."],
        ["Two is there."],
    ]


def test_only_the_body_is_read() -> None:
    text = "title: x\nThe body.\nafter"

    assert split_blocks(text, Span(9, 18), [Span(0, 9)]) == ((Span(9, 18),),)
    assert split_blocks(text, Span(9, 18), [Span(0, 30)]) == ()
    assert split_blocks(text, Span(9, 18), [Span(20, 24)]) == ((Span(9, 18),),)


def test_furniture_of_no_length_divides_nothing() -> None:
    assert split_blocks("One two", Span(0, 7), [Span(3, 3)]) == ((Span(0, 7),),)
