"""Numbers, sums of money and shares in a text, each as the range that its wording allows.

    "more than 400"  ─▶  400 to 420        "€1.1 billion"  ─▶  1.05 to 1.15 billion, EUR
    "between 25 and 30"  ─▶  25 to 30      "dozens"        ─▶  24 to 99

A number with a hedge is near to what was meant: reporters take the nearest round one, so "more
than" and "about" reach 5 % further, and a long round number half a unit of its last digit. Numbers
that count nothing are left out: years, dates, times of day, ages, ordinals, numbers in names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Final

from index.records import Span
from index.values.hedges import HEDGE, HEDGE_REACH, hedge_of, reach_of
from index.values.no_counts import counts_nothing
from index.values.number_words import (
    FEW,
    FEW_OF,
    NUMBER,
    PARTS,
    SHARES,
    VAGUE,
    half_a_unit,
    in_scale_of,
    value_of,
)


class Unit(StrEnum):
    """What a quantity is measured in; two of unlike units are never compared."""

    COUNT = "count"
    PERCENT = "%"
    DOLLAR = "USD"
    EURO = "EUR"
    POUND = "GBP"
    OTHER_MONEY = "money"

    @property
    def is_money(self) -> bool:
        """Whether it is a currency."""
        return self not in {Unit.COUNT, Unit.PERCENT}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text: `low` to `high` is what its wording allows.

    `span` covers the hedge, the number and a currency or percent sign; `number` only from the
    first digit or number word on. `bounded` says that it is no exact number, `vague` that it
    is none at all ("dozens").
    """

    span: Span
    number: Span
    low: float
    high: float
    unit: Unit
    bounded: bool
    vague: bool = False


_SIGN: Final = r"US\$|A\$|C\$|HK\$|[$€£¥₹₪]"
_CURRENCY: Final = (
    r"(?:US |U\.S\. |(?P<nation>(?-i:[A-Z][a-z]+)) )?(?P<currency>dollars?|euros?"
    r"|pounds?(?: sterling)?|yen|yuan|rupees?|shekels?|francs?|crowns?|kron(?:or|er)|roubles?"
    r"|rubles?|lira|pesos?|rand|cents|pence)\b"
)
_PERCENT: Final = r"%|percent\b|per cent\b"
_AMOUNT: Final = rf"(?:(?P<sign%d>{_SIGN}) ?)?(?P<number%d>{NUMBER})"
# ASCII, or "dozenſ" would be "dozens" to re and to no table.
_FLAGS: Final = re.IGNORECASE | re.ASCII
_QUANTITY: Final = re.compile(
    rf"(?<![\w.,:/#$€£-])(?:(?:{HEDGE}) )?(?P<range>(?:between|from) )?"
    + _AMOUNT % (1, 1)
    + rf"(?:(?: ?(?P<percent1>{_PERCENT}))?(?(range)(?: and | to |–|-)|(?: to | or |–|-| - ))"
    + _AMOUNT % (2, 2)
    + rf"(?(percent1)(?= ?(?:{_PERCENT}))))?(?!\d)(?: ?(?P<percent>{_PERCENT})| {_CURRENCY})?"
    r"(?P<after> or (?:so|more|fewer|less)\b|\+|-plus\b)?",
    _FLAGS,
)
_VAGUE_WORDS: Final = re.compile(
    r"\b(?P<vague>dozens|(?<!the )scores(?= of | more | were )"
    r"|(?:(?:tens|hundreds) of )?(?:thousands|millions|billions)|hundreds"
    rf"|(?:{'|'.join(FEW)}) (?:hundred (?:thousand|million)|{'|'.join(FEW_OF)}))\b"
    rf"(?: (?:of )?{_CURRENCY})?",
    _FLAGS,
)
_SHARE_WORDS: Final = re.compile(
    rf"\b(?P<share>half|(?:an?|one|two|three|four)[ -](?:half|(?:{'|'.join(PARTS)})s?))"
    r" (?:of (?!an? (?:million|billion|hundred|thousand))|the )",
    _FLAGS,
)
_HEDGED: Final = re.compile(rf"\b(?:{HEDGE}) $", _FLAGS)
_WHICH_HALF: Final = re.compile(
    r"\b(?:first|second|latter|other|last|final|top|bottom|upper|lower|better|\w+ern) $", _FLAGS
)


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of `text`, in order, none overlapping.

    Words such as "dozens" are read widely, so that they differ only from numbers far off.
    """
    found = [q for match in _QUANTITY.finditer(text) if (q := _quantity(text, match)) is not None]
    found += [q for match in _SHARE_WORDS.finditer(text) if (q := _share(text, match)) is not None]
    for match in _VAGUE_WORDS.finditer(text):
        low, high = VAGUE[match["vague"].lower()]
        span = Span(*match.span())
        found.append(Quantity(span, span, float(low), float(high), _unit(match), True, True))
    found.sort(key=lambda q: (q.span.start, -q.span.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.span.start >= kept[-1].span.end:
            kept.append(quantity)
    return kept


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    sign = match["sign1"] or match["sign2"]
    opening = match.start("sign1") if match["sign1"] else match.start("number1")
    end = match.end("number2" if match["number2"] else "number1")
    unit = _unit(match, sign or "")
    if unit is Unit.COUNT and counts_nothing(text, match, end):
        return None
    value = value_of(match["number1"])
    if match["number2"]:
        second = value_of(match["number2"])
        value = in_scale_of(second, match["number2"], value, match["number1"])
        if second < value and (match["range"] or "").lower() == "from ":  # "fell from 30 to 20"
            later = _QUANTITY.match(text, match.start("sign2" if match["sign2"] else "number2"))
            return _quantity(text, later) if later else None
        if second < value:  # "won 3-2"
            return None
        low, high, bounded = value, second, True
    else:
        hedge = hedge_of(match)
        low, high = reach_of(hedge, value, half_a_unit(match["number1"], value))
        bounded = hedge is not None
    if not isfinite(high):
        return None
    whole = unit is not Unit.COUNT or match["after"]
    span = Span(match.start() if bounded else opening, match.end() if whole else end)
    return Quantity(span, Span(opening, span.end), low, high, unit, bounded)


def _share(text: str, match: re.Match[str]) -> Quantity | None:
    words = match["share"].lower()
    value = SHARES.get(words.replace("-", " "))
    start, end = match.span("share")
    if value is None or (words == "half" and _WHICH_HALF.search(text, max(0, start - 12), start)):
        return None  # "the second half of the year"
    hedged = _HEDGED.search(text, max(0, start - 30), start)
    hedge = hedge_of(hedged) if hedged else None
    low, high = reach_of(hedge, value, HEDGE_REACH * value)
    first = hedged.start() if hedged and hedge else start
    return Quantity(Span(first, end), Span(start, end), low, high, Unit.PERCENT, hedge is not None)


def _unit(match: re.Match[str], sign: str = "") -> Unit:
    groups = match.groupdict()
    if groups.get("percent"):
        return Unit.PERCENT
    money = (sign or match["currency"] or "").lower()
    if not money:
        return Unit.COUNT
    if "$" in money or "dollar" in money:
        return Unit.DOLLAR
    if "€" in money or "euro" in money:
        return Unit.EURO
    british = (match["nation"] or "British") == "British"
    return Unit.POUND if "£" in money or ("pound" in money and british) else Unit.OTHER_MONEY
