"""What a paragraph is: heading, bullet or sentences; its marker stays outside."""

from __future__ import annotations

import pytest

from index.paragraphs import split_paragraphs
from index.records import Article, SentenceKind, Span

PROSE = "The council met again that day and spoke for three hours."
HEADING, BULLET, SENTENCE = SentenceKind.HEADING, SentenceKind.BULLET, SentenceKind.SENTENCE


def kinds(text: str, title: str | None = None) -> list[tuple[SentenceKind, str]]:
    article = Article("a", title, text, None, None, "a.txt", Span(0, len(text)))
    return [
        (p.kind, text[p.span.start : p.span.end])
        for region in split_paragraphs(article, [])
        for p in region
    ]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("The Road Ahead", HEADING, "The Road Ahead"),
        ("## The road ahead.", HEADING, "The road ahead."),
        ("**The Road Ahead**", HEADING, "**The Road Ahead**"),
        ("• The road is shut", BULLET, "The road is shut"),
        ("•The road is shut.", BULLET, "The road is shut."),
        ("- The road is shut", BULLET, "The road is shut"),
        ("* The road is shut", BULLET, "The road is shut"),
        ("3. The road is shut.", BULLET, "The road is shut."),
        ("(3) The road is shut.", BULLET, "The road is shut."),
        ("b) The road is shut.", BULLET, "The road is shut."),
        ("> The road is shut.", SENTENCE, "The road is shut."),
        ("> • The road is shut", BULLET, "The road is shut"),
        ("“The road is shut.”", SENTENCE, "“The road is shut.”"),
        ("These things are known:", SENTENCE, "These things are known:"),
        ("and then it was cut", SENTENCE, "and then it was cut"),
        ("Who pays?", SENTENCE, "Who pays?"),
        ("It rose. The rest", SENTENCE, "It rose. The rest"),
        ("-5 degrees were measured.", SENTENCE, "-5 degrees were measured."),
        ("2026. A year later it rained.", SENTENCE, "2026. A year later it rained."),
        ("*Moss* won it all.", SENTENCE, "*Moss* won it all."),
        ("#harbour is what they write.", SENTENCE, "#harbour is what they write."),
        ("“We go.” – Ann Moss", SENTENCE, "“We go.” – Ann Moss"),
    ],
)
def test_a_line_alone_is_what_it_looks_like(line: str, kind: SentenceKind, words: str) -> None:
    assert kinds(line) == [(kind, words)]


def test_a_long_line_without_a_full_stop_is_a_sentence() -> None:
    assert kinds("The council met " * 6)[0][0] is SENTENCE


def test_the_title_is_a_heading_even_when_it_asks() -> None:
    assert kinds(f"Who pays  now?\n{PROSE}", title="Who pays now?")[0][0] is HEADING


def test_three_lines_in_a_row_that_look_like_headings_are_a_list() -> None:
    lines = ["Best film: Rain", "Best song: Rain", "Best actor: Moss"]

    assert [kind for kind, _ in kinds("\n".join([PROSE, *lines, PROSE]))] == [
        *(SENTENCE, BULLET, BULLET, BULLET, SENTENCE)
    ]
    assert [kind for kind, _ in kinds("\n".join([PROSE, *lines[:2], PROSE]))] == [
        *(SENTENCE, HEADING, HEADING, SENTENCE)
    ]


def test_a_numbered_line_above_prose_is_a_heading_but_not_at_the_end_of_a_list() -> None:
    assert kinds(f"1. Water\n{PROSE}\n2. Bread\n{PROSE}")[2] == (HEADING, "Bread")
    assert kinds(f"{PROSE}\n1. Water\n2. Bread\n{PROSE}")[2] == (BULLET, "Bread")


@pytest.mark.parametrize("ornament", ["* * *", "-----", "•", "1.", "#", "…", "\u200b", "===="])
def test_ornaments_are_left_out(ornament: str) -> None:
    assert kinds(f"{PROSE}\n{ornament}\n{PROSE}") == [(SENTENCE, PROSE)] * 2
