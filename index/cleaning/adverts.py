"""Lines that sell something: a price cut, a code, a button to press."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.cleaning.patterns import REPORTED, any_of

if TYPE_CHECKING:
    from index.cleaning.lines import Line

_LONGEST = 45
"""Words of the longest advert in one line."""

_MARKED = re.compile(
    r"(?:advertis(?:ement|ing)|sponsored(?: content| post| links?| by .{1,40})?|promotion|this ad"
    r"|paid (?:post|content|partner content|advertisement)|promoted(?: content)?|partner content)"
    r"\b\W*(?:$|[-–—:|]|continue|article|story)|(?:promoted|presented|sponsored) by .{1,40}[^.]$"
    r"|ad (?:closes|ends) in\b"
)
_CODE = any_of(
    r"\b(?:use|with|enter|apply)\b.{0,20}\bcode\b",
    r"\b(?:promo|coupon|discount|voucher) ?codes?:? [\"']?\w",
)
_CODE_WORD = re.compile(r"\b[Cc](?:ode|ODE)\b:?\s+[\"“'‘]?(?=[A-Z\d]*[A-Z])[A-Z\d]{3,}\b")
_CUT = any_of(
    r"\b\d{1,2} ?% (?:off|discount)\b|\$\d[\d.,]* off\b|\bfree shipping\b",
    r"\bmoney[- ]back guarantee\b|\bbuy (?:one|1),? get (?:one|1)\b",
    r"\b(?:save|saving) (?:up to )?(?:\d{1,2} ?%|[$€£]\d)",
    r"\bfree for (?:\d+ )?(?:days?|weeks?|months?|a \w+)\b",
    r"\bdeal of the (?:day|week)\b|\b(?:now|today) for a free (?:quote|trial|estimate)\b",
    r"[$€£]\d[\d.,]* (?:a|per) (?:week|month|year)\b|\bfor (?:just|only) [$€£]\d",
)
_SELLING = re.compile(
    r"(?:save|get|take|enjoy|shop|buy|order|claim|grab|unlock|try|start|hurry|limited[- ]time"
    r"|exclusive|sale|deal|offer|special offer|act now|last chance|flash sale|only|just|pay"
    r"|\d{1,2} ?% off|subscribe|join|free shipping|call|click|tap)\b"
)
_BUTTON = any_of(
    r"\b(?:shop|buy|order|book|apply|donate|call|act|try it|start|join) (?:now|today|here|online)"
    r"\W*$",
    r"\b(?:order yours(?: now| today)?|get yours(?: now| today| here)?|learn more"
    r"|get started(?: now| today)?|claim (?:your|my) \w+|while supplies last"
    r"|start your free trial(?: now| today)?|add to (?:cart|basket))\W*$",
)
_WHOLE_BUTTON = re.compile(
    r"(?:buy|shop|book|order|reserve|get) (?:\S+ ){0,4}(?:now|today|online|here)\W*$"
)
_COMMISSION = any_of(
    r"\b(?:may|might|could|can) (?:earn|receive|get) (?:a |an )?(?:\w+ )?"
    r"(?:commission|compensation)\b",
    r"\baffiliate (?:links?|commission|partnerships?)\b.{0,80}\b(?:we|our|us|this)\b",
    r"\b(?:we|our|us|this)\b.{0,80}\baffiliate (?:links?|commission)",
    r"\bprices\b.{0,80}\b(?:subject to change|may change over time)\b",
)
_COMMISSION_WORDS = ("commission", "compensation", "affiliate", "prices")

_NEWS_OF_PRICES = re.compile(r"\b(?:reported|plans? to|will|would|have|has|was|were)\b")


def is_advert(line: Line) -> bool:
    """Whether the line sells something to its reader. News of prices and discounts stays."""
    plain = line.plain
    if line.words <= 8 and _MARKED.match(plain):
        return True
    if line.words > _LONGEST or line.is_quoted:
        return False
    if any(word in plain for word in _COMMISSION_WORDS) and _COMMISSION.search(plain):
        return REPORTED.search(plain) is None
    # A button alone ("Learn more") is a label; in a sentence it takes an exclamation mark.
    shouted = line.is_label or line.text.endswith(("!", "»", ">"))
    sells = (
        shouted and (_BUTTON.search(plain, max(len(plain) - 60, 0)) or _WHOLE_BUTTON.match(plain))
    ) or ((shouted or _SELLING.match(plain)) and _offers(line))
    return bool(sells) and not (REPORTED.search(plain) or _NEWS_OF_PRICES.search(plain))


def _offers(line: Line) -> bool:
    """Whether the line names a code to use, or a price cut in the words of a seller."""
    if _CODE_WORD.search(line.text) and _CODE.search(line.plain):
        return True
    return bool(_SELLING.match(line.plain) and _CUT.search(line.plain))
