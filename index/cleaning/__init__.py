"""Cleaning: marks what is in an article's file and is not article. Nothing is rewritten.

    Article ─▶ lines ─┬─ each by itself: another language, repeated, advert, prompt, links, credit
                      └─ by its neighbours: polls, lists of links, leftovers between prompts
                                                                        ─▶ spans never to be quoted

The rules know shapes and the words of requests, not sentences or publishers. A line that opens
with a quotation is never furniture, and most rules leave alone what reports speech: a missed
advert is bad, and so is a lost sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cleaning.adverts import is_advert
from index.cleaning.captions import is_caption
from index.cleaning.context import (
    Marks,
    mark_leftovers,
    mark_lists_of_links,
    mark_polls,
    spare_the_subject,
)
from index.cleaning.credits import is_credit, is_signature
from index.cleaning.foreign import main_language
from index.cleaning.heads import head_length, is_dateline, is_head
from index.cleaning.lines import Line, split_lines
from index.cleaning.links import (
    is_link,
    is_lone_network,
    is_section_name,
    is_separator,
    is_sure_heading_of_links,
)
from index.cleaning.notices import is_notice
from index.cleaning.prompts import is_prompt
from index.cleaning.repeats import LineCounts, is_repeated, repeated_within
from index.language import is_other_language
from index.records import Furniture, FurnitureKind, Span

if TYPE_CHECKING:
    from index.records import Article

_LONGEST = 1_200
"""Characters of the longest line that patterns look at; it bounds the time of all of them."""

_MANY_WORDS = 50

__all__ = ["LineCounts", "find_furniture", "repeated_lines"]


def find_furniture(article: Article, counts: LineCounts) -> tuple[Furniture, ...]:
    """The parts of `article` that are never quoted: whole lines, in text order, none overlapping.

    `counts` is built once from all articles of the collection, this one among them.
    """
    lines = split_lines(article.text, article.body)
    marks = _mark_each(lines, counts)
    mark_polls(lines, marks)
    mark_lists_of_links(lines, marks)
    mark_leftovers(lines, marks)
    inside = (
        Furniture(line.span, mark)
        for line, mark in zip(lines, marks, strict=True)
        if mark is not None
    )
    before = _outside(article, 0, article.body.start)
    after = _outside(article, article.body.end, len(article.text))
    return (*before, *inside, *after)


def repeated_lines(article: Article, counts: LineCounts) -> tuple[int, ...]:
    """The numbers of the article's lines that are furniture for standing in others, too.

    This is all that `find_furniture` takes from other articles.
    """
    lines = split_lines(article.text, article.body)
    return tuple(line.number for line in lines if is_repeated(line, counts))


def _outside(article: Article, start: int, end: int) -> tuple[Furniture, ...]:
    """What stands in the file before or after the body, without outer white space."""
    part = article.text[start:end]
    bare = part.strip()
    if not bare:
        return ()
    first = start + len(part) - len(part.lstrip())
    return (Furniture(Span(first, first + len(bare)), FurnitureKind.FRONT_MATTER),)


def _mark_each(lines: tuple[Line, ...], counts: LineCounts) -> Marks:
    """What each line is by itself; captions and adverts that are the article itself are spared."""
    language = main_language(lines)
    repeated = repeated_within(lines)
    head = head_length(lines)
    marks: Marks = [None] * len(lines)
    captions: Marks = [None] * len(lines)
    for line in lines:
        if len(line.text) <= _LONGEST and is_caption(line):
            captions[line.number] = FurnitureKind.CREDIT
        elif line.plain in repeated or is_repeated(line, counts):
            marks[line.number] = FurnitureKind.REPEATED
        elif not line.is_quoted and is_other_language(line.text, language):
            marks[line.number] = FurnitureKind.OTHER_LANGUAGE
        elif len(line.text) <= _LONGEST:
            marks[line.number] = _kind(line, lines, head)
    spare_the_subject(lines, marks, FurnitureKind.ADVERT)
    spare_the_subject(lines, captions, FurnitureKind.CREDIT)
    return [mark or caption for mark, caption in zip(marks, captions, strict=True)]


def _kind(line: Line, lines: tuple[Line, ...], head: int) -> FurnitureKind | None:
    """The first rule that knows the line; prompts come late, as adverts and links ask too."""
    if line.words > _MANY_WORDS:  # only these know lines of such a length
        return FurnitureKind.PROMPT if is_notice(line) or is_prompt(line) else None
    before = lines[line.number - 1] if line.number else None
    after = lines[line.number + 1] if line.number + 1 < len(lines) else None
    kind = None
    if is_advert(line):
        kind = FurnitureKind.ADVERT
    elif (
        is_separator(line)
        or is_link(line)
        or is_sure_heading_of_links(line)
        or is_lone_network(line, after)
        or is_section_name(line, len(lines))
    ):
        kind = FurnitureKind.LINKS
    elif is_credit(line) or is_dateline(line) or is_head(line, head):
        kind = FurnitureKind.CREDIT
    elif is_notice(line) or is_prompt(line):
        kind = FurnitureKind.PROMPT
    elif is_signature(line, before, after):
        kind = FurnitureKind.CREDIT
    return kind
