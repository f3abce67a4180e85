"""What a line is by what stands around it: polls, lists of links, leftovers between furniture.

Every rule takes the lines of one article with the marks made so far, and adds marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.cleaning.links import is_heading_of_links, looks_like_teaser
from index.records import FurnitureKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.cleaning.lines import Line

Marks = list[FurnitureKind | None]
"""Why each line of an article is furniture, by `Line.number`; None for a line that stays."""

_ASKS_READER = re.compile(
    r"(?:do|are|would|will|have|did|should|can|could) you\b"
    r"|(?:what|who|whom|which|how|where|when)\b.{0,60}\b(?:do|are|would|will|did|should) you\b"
)
_ASKS_OPINION = re.compile(
    r"do you (?:think|agree|disagree|support|approve|disapprove|believe|favou?r|oppose|trust)\b"
)
_ANSWER = re.compile(
    r"(?:yes|no|maybe|unsure|not sure|undecided|no opinion|other|i don't know|don't know|neither"
    r"|both|strongly (?:dis)?agree|(?:dis)?agree|(?:dis)?approve|support|oppose|vote|submit)"
    r"(?:,.{0,60})?\W*$"
)
_SPOKEN = re.compile(r"(?:yes|no|well|oh|i|i'm|it's|that's|we|not really|absolutely|of course)\b")
_INTERVIEW = 4
"""Questions from which on an article is an interview or a list of answers, not a report."""

_WORDS_OF_POLL = 40
_MOST_LEFTOVERS = 4
_WORDS_OF_LEFTOVER = 5
_WORDS_OF_FORM_LABEL = 6
_MOST_FORM_LABELS = 10

_SURE = frozenset({FurnitureKind.PROMPT, FurnitureKind.ADVERT, FurnitureKind.OTHER_LANGUAGE})
"""What leaves scraps around it. A caption does not: headings stand between captions."""


def _near(marks: Marks, number: int, reach: int) -> bool:
    """Whether a line within `reach` of line `number` is a prompt or an advert."""
    around = marks[max(number - reach, 0) : number] + marks[number + 1 : number + 1 + reach]
    return any(mark in _SURE for mark in around)


def mark_polls(lines: Sequence[Line], marks: Marks) -> None:
    """Mark questions put to the reader, and the answers to choose from.

    A question counts as a poll if answers or a prompt stand beside it; without, only if it asks
    for the reader's opinion in an article that is no interview.
    """
    questions = [line for line in lines if line.text.endswith("?") and not line.is_quoted]
    report = len(questions) < _INTERVIEW
    for line in questions:
        if marks[line.number] is not None or line.words > _WORDS_OF_POLL:
            continue
        answers = list(_answers_below(lines, line.number))
        prompted = _near(marks, line.number, 2)
        if (
            len(answers) >= 2
            or (prompted and report and _ASKS_READER.match(line.plain))
            or (_ASKS_OPINION.match(line.plain) and (prompted or (report and _hangs(lines, line))))
        ):
            for number in (line.number, *answers):
                marks[number] = marks[number] or FurnitureKind.PROMPT


def _hangs(lines: Sequence[Line], question: Line) -> bool:
    """Whether nothing answers the question; at an article's end it is the writer's own."""
    if question.number + 1 >= len(lines):
        return False
    return _SPOKEN.match(lines[question.number + 1].plain) is None


def _answers_below(lines: Sequence[Line], number: int) -> Iterator[int]:
    for line in lines[number + 1 : number + 8]:
        if line.words > 8 or _ANSWER.match(line.plain) is None:
            return
        yield line.number


def mark_lists_of_links(lines: Sequence[Line], marks: Marks) -> None:
    """Mark "More from …" and the headlines of other articles below it."""
    for line in lines:
        if not is_heading_of_links(line):
            continue
        below = line.number + 1
        while below < len(lines) and looks_like_teaser(lines[below]):
            below += 1
        # A single headline below may be a heading of the article; at its end it is not.
        listed = below - line.number - 1
        if listed < 2 and below < len(lines) and marks[line.number] is None:
            continue
        for number in range(line.number, below):
            marks[number] = marks[number] or FurnitureKind.LINKS


def mark_leftovers(lines: Sequence[Line], marks: Marks) -> None:
    """Mark scraps: a few short labels between prompts, or below the last prompt of an article."""
    number = 0
    while number < len(lines):
        if marks[number] is not None:
            number += 1
            continue
        end = number
        while end < len(lines) and marks[end] is None:
            end += 1
        gap = lines[number:end]
        after_prompt = number > 0 and marks[number - 1] in _SURE
        kind = marks[number - 1] if number else None
        if end == len(lines):
            scraps = (
                after_prompt
                and len(gap) <= _MOST_FORM_LABELS
                and _are_labels(gap, _WORDS_OF_FORM_LABEL)
            )
        else:
            scraps = (
                after_prompt
                and marks[end] in _SURE
                and len(gap) <= _MOST_LEFTOVERS
                and _are_labels(gap, _WORDS_OF_LEFTOVER)
            )
        if scraps:
            marks[number:end] = [kind] * len(gap)
        number = end


def _are_labels(gap: Sequence[Line], words: int) -> bool:
    """Whether no line of `gap` states anything: a number is a value, and stays."""
    return all(
        line.words <= words
        and line.is_label
        and not line.is_quoted
        and not any(char.isdigit() for char in line.text)
        for line in gap
    )


def spare_the_subject(lines: Sequence[Line], marks: Marks, kind: FurnitureKind) -> None:
    """Take back marks of `kind` where they are much of the article: then it is about just that.

    A list of bargains is no article with adverts in it, nor is a gallery one with captions.
    """
    found = [number for number, mark in enumerate(marks) if mark is kind]
    if len(found) >= 5 and 4 * len(found) > len(lines):
        for number in found:
            marks[number] = None
