"""Numbers as digits, however they are written: "1,400" and "1400", "five" and "5"."""

from __future__ import annotations

_UNITS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_WORDS = {
    "dozen": "12",
    **{word: str(value) for value, word in enumerate(_UNITS, start=2)},
    **{word: str(10 * value) for value, word in enumerate(_TENS, start=2)},
}
"""No "one", which is mostly a pronoun, and none that only ever multiplies ("million")."""


def number(word: str) -> str | None:
    """The digits of a word that is a number, else None."""
    if word[0].isdigit():
        return word.replace(",", "")
    return _WORDS.get(word.lower())
