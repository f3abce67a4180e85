"""The headline of an article whose metadata names none: its first line, or nothing.

A wrong headline is worse than none, since it stands above every quote of the article. So the line
must have the shape of a headline *and* stand above text that does not. Only the first line can be
it, after an outlet, byline or date at most: a subhead further down is not the article's title.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from index.loaders.datelines import first_lines, is_preamble, opens_with_dateline

if TYPE_CHECKING:
    from index.records import Span

# Of 1,731 news headlines 4% are shorter, but so are most names, outlets and subheads; the longest
# have 16, and were cut at 77 characters, so there is room above.
_MIN_WORDS, _MAX_WORDS = 4, 22
_MAX_CHARS = 160
_LINES_BELOW = 8
_MIN_SENTENCE = 8  # words
_TO_LOOK_AT = 10_000  # characters
_WRAPPED_AT = 120  # characters; lines longer than that are paragraphs, not hard-wrapped

_BULLET = re.compile(r"(?:[•‣▪●◦*+>|\[<→►–—-]|[0-9]{1,2}[.)]\s|\(?[a-z][.)]\s)")
_MARKDOWN_HEADING = re.compile(r"#{1,2}\s+(?P<words>.*?)[\s#]*")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_ENDS_OPEN = re.compile(r"[.!;:,…—–-][\"'”’)\]]*$")
_ACRONYM_AT_END = re.compile(r"(?:\b[^\W\d_]\.){2,}[\"'”’)]*$")  # "… back to the U.S."
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$|[.!?][\"'”’)\]]*\s+[\"'“‘(]?[A-Z0-9]")
_INNER_END = re.compile(r"[^\W\d_]{2}[.!?][\"'”’)\]]*\s+[\"'“‘(]?[A-Z]")
_ABBREVIATION = re.compile(
    r"\b(?:mrs?|ms|dr|prof|gov|sen|rep|gen|lt|col|sgt|capt|adm|rev|hon|pres|st|mt|ft|no|vs|inc|corp"
    r"|co|ltd|jr|sr|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.(?=\s)",
    re.IGNORECASE,
)
_TO_THE_READER = re.compile(
    r"\b(?:you|your|yours|we|our|us)\b(?-i:(?<!US)(?<!U\.S))[^?]*\?"  # a poll, not a headline
    r"|^(?:please\b|click\b|subscribe\b|sign (?:up|in)\b|log ?in\b|read (?:more|also|next)\b"
    r"|(?:follow|join|support) (?:us|our|@)|share (?:this|on|via)\b|skip to\b"
    r"|download (?:our|the app)"
    r"|(?:who|what|when|where|the claim):|listen to this|watch (?:live|now)\b|advertise|sponsored"
    r"|related\b|recommended\b|also read\b"
    r"|this (?:story|article|post|content)\b|editor'?s? note|editor’s note|copyright|©|all rights"
    r"|(?:file )?photos?\b|image\b|source:|correction:)"
    r"|\b(?:newsletter|inbox|promo(?:tion)? code|discount code|coupon|shop now|buy now|order now"
    r"|free shipping|[0-9]{1,2} ?% off|use code|all rights reserved)\b|\bsave [0-9]{1,2} ?%"
    r"|\((?:image|photo|picture|credit|courtesy|getty|ap\b|reuters)[^)]*\)?$|\bcredit:"
    r"|\bcookies?\b.*\b(?:accept|consent|polic|use|site)|https?://|www\.|@\w"
    r"|\s[>»|/]\s.*\s[>»|/]\s",
    re.IGNORECASE,
)


def find_headline(text: str, body: Span) -> str | None:
    """Find the headline in `text[body.start:body.end]`: a line of it, without outer white space.

    A Markdown heading is given without its marks.
    """
    lines = first_lines(text, body, _LINES_BELOW)
    for at, line in enumerate(lines[:3]):
        if len(line) > _MAX_CHARS:
            return None
        heading = _MARKDOWN_HEADING.fullmatch(line)
        words = heading["words"].strip("*_ ") if heading else line
        if heading and _WORD.search(words):
            return words
        if _reads_like_headline(words):
            below = [other for other in lines[at + 1 :] if not _UNDERLINE.fullmatch(other)]
            if _is_text(below) and not _is_wrapped(text, body, line):
                return words
            return None
        if not is_preamble(line):
            return None
    return None


def _reads_like_headline(line: str) -> bool:
    if len(line) > _MAX_CHARS or not _MIN_WORDS <= len(_WORD.findall(line)) <= _MAX_WORDS:
        return False
    if is_preamble(line) or _BULLET.match(line) or opens_with_dateline(line):
        return False
    if not (line[0].isupper() or line[1:2].isupper() or line[0].isdigit() or line[0] in "\"'“‘¿¡"):
        return False
    if _ENDS_OPEN.search(line) and not _ACRONYM_AT_END.search(line):
        return False
    if sum(char.isalpha() for char in line) < len(line) / 2:
        return False
    plain = _ABBREVIATION.sub("", line)
    return _INNER_END.search(plain) is None and _TO_THE_READER.search(line) is None


def _is_text(below: list[str]) -> bool:
    """Tell an article from a list of links: a whole sentence after one more heading at most."""
    width = max(map(len, below), default=0)
    headings = 0
    run: list[str] = []
    for line in below:
        if not run and (is_preamble(line) or _BULLET.match(line)):
            continue
        goes_on = run and width <= _WRAPPED_AT and _is_broken(run[-1], line, width)
        if not goes_on and _reads_like_headline(line):
            headings += 1
            if headings > 1:
                return False
        run.append(line)
        sentence = " ".join(run)
        if len(sentence.split()) >= _MIN_SENTENCE and _SENTENCE_END.search(sentence):
            return True
    return False


def _is_wrapped(text: str, body: Span, line: str) -> bool:
    """Tell the first line of a paragraph wrapped at a fixed width from a line of its own."""
    below = text[body.start : body.end].partition(line)[2][:_TO_LOOK_AT].splitlines()[1:]
    block = [line, *(other.strip() for other in takewhile(str.strip, below))]
    if len(block) == 1 or is_preamble(block[1]) or max(map(len, below)) > _WRAPPED_AT:
        return False
    width = max(map(len, block))
    return all(_is_broken(upper, lower, width) for upper, lower in pairwise(block))


def _is_broken(upper: str, lower: str, width: int) -> bool:
    """Tell a line broken for its width: the next line's first word would not have fitted."""
    return len(upper) + 1 + len(lower.split(maxsplit=1)[0]) > width
