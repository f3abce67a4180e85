"""Lines below pictures: a caption that ends with its credit, or the credit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cleaning.patterns import any_of

if TYPE_CHECKING:
    from index.cleaning.lines import Line

_LONGEST_CREDIT = 25
_LONGEST_CAPTION = 90
_TAIL = 160
"""Characters at the end of a caption in which its credit stands."""

_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|EPA-EFE|UPI|Getty|Bloomberg|Xinhua|Anadolu|Shutterstock"
    r"|iStock|Alamy|Zuma)"
)
_CREDITED = any_of(
    rf"(?:Getty Images(?: \w+)?|Shutterstock|Alamy(?: Stock Photo)?|/{_AGENCY}(?: Images| Photo)?"
    rf"|{_AGENCY} (?:Photo|Images)|File [Pp]hoto|Handout[^.]{{0,30}}"
    r"|(?:Photo|Image|Picture)s? (?:by|via|courtesy of) [^.()]{2,60})[)\]]?$",
    r"[(\[](?:AP|AFP|Reuters|Getty|EPA)? ?(?:Photo|Image|Picture|Photograph|File|Credit|Source)\b"
    r"[^()]{0,120}[)\]]\.?$",
    rf"\({_AGENCY}\)$",
    r"\[[A-ZÀ-Þ][^\[\]/]{2,60}/[^\[\]]{2,40}\]$",
)
_CREDITED_WORDS = ("/", ")", "etty", "hoto", "mage", "icture", "tock", "lamy", "Handout")
"""One of these is in every credit the pattern above knows; most lines hold none."""

_LABELLED = any_of(
    r"\(?ap photo|file photo\b|!\[",
    r"(?:photo|image|picture|photograph|illustration|graphic|video)(?: ?\(?s\)?)?"
    r" ?(?:credit|by|courtesy|via|source)\b",
    r"(?:photo|image|picture|photograph|illustration|credit)s?: .{2,80}$",
    r"photographs? by\b",
)


def is_caption(line: Line) -> bool:
    """Whether a picture's credit ends the line, or the line is nothing else."""
    if line.words > _LONGEST_CAPTION or line.is_quoted:
        return False
    tail = line.text[-_TAIL:]
    if any(word in tail for word in _CREDITED_WORDS) and _CREDITED.search(tail):
        return True
    # "Photographs by survivors show the wave." states something.
    labels = line.words <= _LONGEST_CREDIT and line.is_label
    return labels and _LABELLED.match(line.plain) is not None
