"""The line that says where, and sometimes when, a report was filed; and other lines above a text.

GAZA CITY, Jan. 25, 2026 (AP) — Aid lorries …        a dateline that dates the article
WASHINGTON (Reuters) - The envoy …                    one that does not
By Jane Doe, Political Correspondent                  preamble: neither headline nor text
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.loaders.dates import DAY_FIRST, MONTH, MONTH_FIRST, iso_date

if TYPE_CHECKING:
    from index.records import Span

_LINES_TO_SEARCH = 3  # headline, byline, then the first paragraph
_HEAD = 200  # characters of a line in which a dateline stands

_PLACE = r"[A-Z][\w.'’-]*(?:[ /,-]{1,2}[A-Z][\w.'’-]*){0,5}"
_AGENCY = r"(?:\s*\([A-Z][\w .&/-]{1,30}\))"
_DASH = r"\s*(?:[—–]|--?)\s"
_DATED = tuple(
    re.compile(rf"{_PLACE},?\s+(?i:{form})(?:{_AGENCY}?{_DASH}|{_AGENCY})")
    for form in (DAY_FIRST, MONTH_FIRST)
)
_PUBLISHED = tuple(
    re.compile(rf"(?:first\s+)?(?:published|posted)(?:\s+on)?:?\s+{form}\b.{{0,40}}", re.I)
    for form in (DAY_FIRST, MONTH_FIRST)
)
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'’-]+(?:[ /,-]{{1,2}}[A-Z][\w.'’-]*){{0,5}}(?:,?\s+(?i:{MONTH})\s+[0-9]{{1,2}})?"
    rf"(?:{_AGENCY}?{_DASH}|{_AGENCY}\s)"
)
_PREAMBLE = re.compile(
    r"(?:(?:compiled|written|reported|edited) )?by\s+[A-Z]\w.{0,80}"
    r"|(?:first |last |originally )?(?:published|posted|updated|modified)\b.{0,80}"
    rf"|(?:\w+day,?\s+)?(?:[0-9]{{1,2}}\s+{MONTH}|{MONTH}\s+[0-9]{{1,2}}),?(?:\s+[0-9]{{4}})?"
    r"[\s,|·•–-]*(?:at\s+)?[0-9:.]*\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4}(?:\s+updated\b.{0,60})?"
    r"|(?:special|exclusive) (?:to|for) .{1,60}|from .{0,60}(?:reports|services)"
    r"|.{1,60}\b(?:staff|news services|(?:staff|wire) reports|correspondents?|reporters?|columnist)"
    r"|[0-9]{1,3}\s*-?\s*(?:min(?:ute)?s?|hours?|days?)\s+(?:read|ago)",
    re.IGNORECASE,
)

_NAME = r"(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]+"
_NAMES = re.compile(rf"{_NAME}(?:,\s{_NAME})*,?\sand\s{_NAME}(?:,\s[A-Z].{{1,40}})?")
_SMALL_WORDS = frozenset({"and", "for", "of", "the"})
_OUTLET = re.compile(
    r"\b(?:Press|News|Journal|Times|Post|Tribune|Gazette|Herald|Today|TODAY|Magazine|Media|Network"
    r"|Bureau|Agency|Cent(?:er|re)|Institute|University|Administration|Reuters|AFP)\b"
)


def find_date(text: str, body: Span) -> str | None:
    """Find the ISO date of a dateline in the first lines of `text[body.start:body.end]`.

    Only a full date counts, day, month and year; most datelines have no year and date nothing.
    """
    for line in first_lines(text, body, _LINES_TO_SEARCH):
        head = line[:_HEAD]
        found = next((hit for form in _DATED if (hit := form.match(head))), None)
        if found is None and len(line) <= _HEAD:
            found = next((hit for form in _PUBLISHED if (hit := form.fullmatch(head))), None)
        if found is not None:
            return iso_date(found["year"], found["month"], found["day"])
    return None


def opens_with_dateline(line: str) -> bool:
    """Tell whether a line is the start of a report: "WASHINGTON (AP) — The envoy …"."""
    head = line[:_HEAD]
    return bool(_DATELINE.match(head)) or any(form.match(head) for form in _DATED)


def is_preamble(line: str) -> bool:
    """Tell whether a whole line is an outlet, byline, date or place, as stand above a text."""
    words = line.split()
    if len(line) > _HEAD or line.endswith(("!", "?")):
        return False
    if _PREAMBLE.fullmatch(line) or _NAMES.fullmatch(line):
        return True
    if line.endswith("."):
        return False
    if len(words) <= 2 or (len(words) == 3 and line.isupper()):
        return True
    in_capitals = all(not word[0].islower() or word in _SMALL_WORDS for word in words)
    return in_capitals and (len(words) <= 4 or _OUTLET.search(line) is not None)


def first_lines(text: str, body: Span, count: int) -> list[str]:
    """Give the first lines of the body that are not blank, without outer white space."""
    lines: list[str] = []
    head = text[body.start : min(body.end, body.start + 20_000)]
    for line in head.splitlines():
        if stripped := line.strip():
            lines.append(stripped)
            if len(lines) == count:
                break
    return lines
