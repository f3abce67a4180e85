"""Numbers that count nothing: years, days, ages, times, scores, ratios, and those in names."""

from __future__ import annotations

import re
from typing import Final

from index.terms import STOP_WORDS
from index.values.hedges import hedge_of
from index.values.number_words import ONES, WORD_NUMBER

_FLAGS: Final = re.IGNORECASE | re.ASCII
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_ENDS_IN_MONTH: Final = re.compile(rf"\b{_MONTH} (?:\d\d?(?:st|nd|rd|th)? (?:and|to|or) )?$")
_NUMBERED: Final = re.compile(
    # "phase 2", "No. 5", "on day 3"; then "Channel 12", whose word must be no stop word.
    r"\b(?:(?:phase|stage|chapter|page|no\.|number|article|section|top|grade|level|flight|route"
    r"|room|gate|magnitude|(?:on|by|in|of|until|after|since|from|to|is) (?:day|week|round))"
    r"|(?-i:Group of)|(?P<name>(?-i:[A-Z][a-z]+))) $",
    re.IGNORECASE,
)
_NO_NAME: Final = frozenset(
    {
        *("another", "yesterday", "overnight", "today", "tonight", "altogether", "exactly"),
        *("precisely", "barely", "fully"),
    }
)
_WEEKDAY: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_PEOPLE: Final = re.compile(r" (?:people|men|women|children|others)\b")
_THINGS: Final = re.compile(r" (?:people|men|women|children|[a-z]{3,}s)\b")
_NO_COUNT: Final = re.compile(
    r"[-– ]?(?:year|month|week|day|hour|minute)s?(?:[- ]old\b| of age\b)|(?:-|–)[A-Za-z]"
    r"|(?:st|nd|rd|th)\b|:\d\d|\s?[ap]\.?m\b|\s?o['’]clock| (?:GMT|UTC|BST|CET|EST|EDT)\b"
    r"|/\d|['’]s\b|s\b|[A-Z]| (?:thirds|quarters|fifths|tenths)\b"
    r"| [A-Z][\w’'-]+ (?:Street|Road|Avenue|Lane|Square)\b"
    rf"|(?:st|nd|rd|th)? (?:of )?{_MONTH}"
)
_YEAR: Final = re.compile(
    r"(?P<one>(?:1[5-9]|20)\d\d)(?:(?: and | to | or | - |-|–)(?:1[5-9]|20)\d\d)?$"
)
_DATED: Final = re.compile(r"\b(?:since|until|by|in|from|before|after|of) $", re.IGNORECASE)
_OF_AGE: Final = re.compile(
    r"\bage[ds]?(?: of)?(?: between)?(?: \d+ (?:and|to|or))? $", re.IGNORECASE
)
_THOSE: Final = re.compile(r"\b(?:people|those|children|men|women|adults|anyone|boys|girls) $")
_WHO_IS: Final = re.compile(r"\b(?:who|he|she) (?:is|was|turned|turns) $", re.IGNORECASE)
_IS_AGE_BEFORE: Final = re.compile(r"[.,;]|$| when\b| at the time\b")
_AGE: Final = re.compile(r"[A-Za-z’'], $")
_FULL_NAME: Final = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+(?P<sign>, | \()$")
_RATIO: Final = re.compile(
    # "one in five", "nine out of ten", not "killed nine in 12 raids".
    rf"\b(?:(?:one|1) (?:in|out of)(?: every)? (?:[\d,]*\d|{WORD_NUMBER})"
    rf"|(?:{ONES}|[1-9]) (?:in|out of)(?: every)? (?:{ONES}|ten|twenty|[2-9]|10|20|100))"
    r"\b(?![,.]?\d)",
    _FLAGS,
)
_SCORE_BEFORE: Final = re.compile(r"\b(?:won|lost|drew|led|trailed|beaten) $", re.IGNORECASE)
_SCORE_AFTER: Final = re.compile(
    r" (?:win|victory|defeat|loss|draw|lead|vote|ruling|decision|verdict|majority)\b"
)


def counts_nothing(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a number that ends at `end` counts nothing; `match` is one of a quantity."""
    start = match.start("number1")
    number, before = text[start:end].lower(), text[max(0, start - 40) : start]
    if _NO_COUNT.match(text, match.end("after") if match["after"] else end):
        return True
    if number in {"a", "an", "zero"} or _ENDS_IN_MONTH.search(before):
        return True
    hedge = hedge_of(match)
    if number == "one":  # mostly a pronoun, but not in "at least one ferry"
        return hedge != "lower" or (match["lower"] or "").lower().endswith(("over", "above"))
    if _YEAR.match(number):
        opening = text[max(0, match.start() - 10) : match.start()]
        return not (hedge and _THINGS.match(text, end)) or bool(_DATED.search(opening))
    return (
        (hedge is None and _is_in_a_name(text, before, end))
        or _is_age(text, match, number, end)
        or _is_in_ratio(text, start, end)
        or _is_score(text, match, before, end)
    )


def _is_in_a_name(text: str, before: str, end: int) -> bool:
    """Whether a number only tells things apart: "Channel 12", "phase 2"."""
    numbered = _NUMBERED.search(before)
    if not numbered:
        return False
    name = numbered["name"]
    if name is None:
        return True
    if name.lower() in STOP_WORDS or name.lower() in _NO_NAME or _PEOPLE.match(text, end):
        return False
    return not (_WEEKDAY.match(name) and _THINGS.match(text, end))


def _is_age(text: str, match: re.Match[str], number: str, end: int) -> bool:
    before, next_one = text[max(0, match.start() - 60) : match.start()], text[end : end + 1]
    hedge = match["lower"] or match["upper"]
    if hedge:  # "people over 65"
        return hedge.lower() in {"over", "under", "above", "below"} and bool(
            _THOSE.search(before) or _OF_AGE.search(before)
        )
    if _OF_AGE.search(before):
        return True
    if not number.isdigit():
        return False
    if _AGE.search(before) and next_one == ",":  # "Ann Roe, 45, said"
        return True
    named = _FULL_NAME.search(before)
    if named and next_one == (")" if "(" in named["sign"] else "."):
        return True
    return bool(_WHO_IS.search(before) and _IS_AGE_BEFORE.match(text, end))


def _is_in_ratio(text: str, start: int, end: int) -> bool:
    low, high = max(0, start - 24), end + 24
    near = text[low:high]
    if " in " not in near and " out of " not in near:
        return False
    return any(m.start() <= start and end <= m.end() for m in _RATIO.finditer(text, low, high))


def _is_score(text: str, match: re.Match[str], before: str, end: int) -> bool:
    one, other = match["number1"], match["number2"]
    if not other or text[match.end("number1") : match.start("number2")] not in {"-", "–"}:
        return False
    return (
        one == other
        or bool(_SCORE_AFTER.match(text, end))
        or bool(_SCORE_BEFORE.search(before) and not _THINGS.match(text, end))
    )
