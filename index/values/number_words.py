"""Numbers as words and digits write them: patterns, and what they mean.

"three and a half million"  ─▶  3,500,000        "dozens"  ─▶  12 to 199
"1,100 million"             ─▶  1,100,000,000    "half"    ─▶  50 %
"""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = {
    word: value
    for value, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen
        """.split()  # noqa: SIM905 - words in lines read better than a list
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),  # noqa: SIM905 - reads better
        start=2,
    )
}
_SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
FEW: Final = {"several": (2, 9.999), "a few": (2, 7), "a couple of": (2, 3)}
FEW_OF: Final = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "hundred thousand": 1e5, "hundred million": 1e8,
}  # fmt: skip
VAGUE: Final = {
    "dozens": (12, 199), "scores": (20, 199), "hundreds": (100, 1_999), "thousands": (1e3, 99_999),
    "tens of thousands": (1e4, 199_999), "hundreds of thousands": (1e5, 1_999_999),
    "millions": (1e6, 99e6), "tens of millions": (1e7, 199e6), "billions": (1e9, 99e9),
    "hundreds of millions": (1e8, 1_999e6), "tens of billions": (1e10, 199e9),
    "hundreds of billions": (1e11, 1_999e9),
} | {
    f"{few} {scale}": (low * value, high * value)
    for few, (low, high) in FEW.items()
    for scale, value in FEW_OF.items()
}  # fmt: skip
PARTS: Final = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
SHARES: Final = {"half": 50.0, "a half": 50.0, "one half": 50.0} | {
    f"{words} {part}{'s' * (number > 1)}": 100 * number / parts
    for words, number in (("a", 1), ("one", 1), ("two", 2), ("three", 3), ("four", 4))
    for part, parts in PARTS.items()
}
_FRACTION_OF: Final = {
    "half a": 0.5, "a half": 0.5, "a quarter of a": 0.25, "three quarters of a": 0.75,
}  # fmt: skip

WORD_NUMBER: Final = "|".join((*_SMALL, *_TENS))
ONES: Final = "|".join(list(_SMALL)[1:10])
_LONG_SCALE: Final = r"hundred|thousand|million|billion|trillion|dozen"
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SHORT_SCALE: Final = r"(?:k|m|mn|bn|b|tn)\b"
NUMBER: Final = (
    rf"(?:(?:{WORD_NUMBER}|\d+)[ -]and[ -]a[ -]half (?:million|billion|trillion|thousand)\b"
    rf"|(?:{_DIGITS})(?:[ -]?(?:{_LONG_SCALE})\b|{_SHORT_SCALE})?"
    rf"|(?:{'|'.join(_FRACTION_OF)})[ -](?:hundred|thousand|million|billion|dozen)\b"
    rf"|(?:(?:{WORD_NUMBER})(?:[ -](?:{WORD_NUMBER}))?|an?)(?:(?:[ -](?:{_LONG_SCALE})\b)"
    rf"(?:(?: and)? (?:{WORD_NUMBER})(?:-(?:{WORD_NUMBER}))?\b)?)+"
    rf"|\b(?:{WORD_NUMBER})(?:[ -](?:{ONES})\b(?!-)|-(?:{WORD_NUMBER}))?\b)"
)


def _scale(number: str) -> float:
    word = re.split(r"[\d .-]+", number.lower())[-1]
    return _SCALES.get(word, 1.0)


def in_scale_of(second: float, its_words: str, first: float, words: str) -> float:
    """The first number of "60 to 80 million", in millions."""
    scale = _scale(its_words)
    if _scale(words) > 1 or first >= 1e3 or its_words[:1] in {"a", "A"}:  # "50 to a hundred"
        return first
    return first * scale if first * scale <= second or scale >= 1e6 else first


def value_of(number: str) -> float:
    """What a match of `NUMBER` means."""
    lower = number.lower().replace("-", " ")
    for words, share in _FRACTION_OF.items():
        if lower.startswith(words + " "):
            return share * _SCALES[lower.rsplit(" ", 1)[-1]]
    if " and a half " in lower:
        whole, _, scale = lower.partition(" and a half ")
        return (value_of(whole) + 0.5) * _SCALES[scale]
    digits = re.match(_DIGITS, lower)
    if digits:
        scale = lower[digits.end() :].strip()
        return float(digits.group().replace(",", "")) * _SCALES.get(scale, 1.0)
    total = current = 0.0
    for word in lower.split(" "):
        if word in _SCALES:
            current = max(current, 1.0) * _SCALES[word]
            if _SCALES[word] >= 1e3:
                total, current = total + current, 0.0
        else:
            current += _SMALL.get(word, _TENS.get(word, 0))
    return total + current


def half_a_unit(number: str, value: float) -> float:
    """Half of the last digit that says something: 1.2 million is 1.15 to 1.25 million."""
    scale = _scale(number)
    if scale >= 1e3:
        digits = re.match(_DIGITS, number)
        decimals = len(digits.group().partition(".")[2]) if digits else 0
        return float(scale / 10**decimals / 2)
    if value < 1_000 or value % 1:
        return 0.0
    unit = 1.0
    while value % (unit * 10) == 0:
        unit *= 10
    return unit / 2 if unit >= 100 else 0.0
