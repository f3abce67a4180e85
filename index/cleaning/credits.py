"""Lines about the article and not of it: who made it, who owns it, what was changed in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.cleaning.patterns import MONTH, WEEKDAY, any_of

if TYPE_CHECKING:
    from index.cleaning.lines import Line

_LONGEST_CREDIT = 25
_LONGEST_NOTE = 50
_CLOSING_QUOTES = ("”", '"', "»", "'", "’")

_COPYRIGHT = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright(?: ©| \(c\))? ?\d{4}|copyright ©|© copyright)"
)
_ALL_RIGHTS = re.compile(
    r"\ball rights reserved\b|\bmay not be (?:published, broadcast|reproduced)"
)
_HANDS = any_of(
    r"(?:contribut(?:ing|ors?|ed by)|credits?)\s*:|sources?: \S+(?: \S+){0,3}$",
    r"contributing (?:writer|reporter)s?\b|associated press writers?\b",
    r"(?:from|by) .{0,60}\b(?:wire|staff) (?:reports?|services?|writers?)$",
    r"(?:special to|for) the [\w' -]{3,40}$|(?:staff|wire) (?:writer|reporter|report)s?$",
    r"(?:(?:the )?associated press|ap|afp|reuters|bloomberg|upi|epa|xinhua|anadolu)$",
)
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_ROLE = re.compile(
    r"\(?(?:(?:[Aa]dditional |[Ww]ith )?(?:[Rr]eport(?:ing)?|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)"
    r"|[Cc]ompiled|[Pp]roduced|[Tt]ranslated|[Ss]tory|[Tt]ext|[Ww]ords|[Vv]ideo|[Gg]raphics?)"
    rf"(?: and \w+)? (?:by|from):? {_NAME}"
    rf"|(?:[Tt]ext|[Ww]ords|[Gg]raphics?): {_NAME}(?: {_NAME})+$)"
)
_JOB = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}}, (?:[\w-]+ ){{0,3}}"
    r"(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Cc]ontributor)$"
)
_CONTRIBUTED = any_of(
    r"\bcontributed (?:to|reporting|from)(?: (?:this|the))?\b"
    r"(?: (?:report|story|article|piece|coverage)\b|\W*$|.{0,30}\.$)",
    r"\bwriters? .{3,90} contributed\.?$",
)
_PIECE = r"(?:story|article|report|page|piece|post|column)"
_CHANGED = any_of(
    rf"(?:this|the) {_PIECE}(?: \w+)? (?:has been|was|is|will be) (?:\w+ ){{0,2}}"
    r"(?:updated|corrected|published|being updated|produced|reported|translated)\b",
    rf"(?:this|a version of this|the) {_PIECE}(?: \w+)? (?:first|originally|also) "
    r"(?:appeared|ran)\b",
    r"this (?:story|article) (?:first |originally )?appeared (?:on|in|at)\b",
    rf"this {_PIECE} (?:includes|contains|uses|is based on) (?:material|reporting|information)\b",
    r"(?:(?:originally|first) (?:published|appeared)|republished|syndicated|reprinted) "
    r"(?:on|in|at|by|with|from|under)\b.{0,80}$",
    r"this is a (?:breaking|developing) (?:news )?story\b|check back for updates\b",
    r"(?:correction|clarification|editors?'s? note|note):? .{0,80}"
    rf"\b(?:this|the) {_PIECE}\b",
    r"(?:the )?(?:views|opinions) expressed (?:here|in this|are|by)\b",
)
_UNIT = r"(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)"
_STAMP = any_of(
    rf"(?:last )?(?:updated|published|posted|modified|first published|created)(?: on| at)?:? "
    rf"(?:{MONTH} |{WEEKDAY}\b|\d|today\b|yesterday\b).{{0,70}}$",
    rf"(?:updated|published|posted)?:? ?\d+ {_UNIT} (?:ago|read)\b.{{0,30}}$",
    r"(?:a|an|one) (?:min(?:ute)?|hour|day) ago$",
    rf"{MONTH} \d{{1,2}},? \d{{4}},?(?: at)? \d{{1,2}}:\d{{2}}\b.{{0,30}}$",
)
_SIGNED = re.compile(
    rf"[—–-]{{1,2}}\s?{_NAME}(?: {_NAME}){{1,3}}"
    rf"(?:(?:,| and|, and) {_NAME}(?: {_NAME}){{0,4}}){{0,4}}$"
)


def is_credit(line: Line) -> bool:
    """Whether the line names the article's makers, owner, age or changes."""
    plain = line.plain
    if line.is_quoted or line.words > _LONGEST_NOTE:
        return False
    if _COPYRIGHT.match(plain) or _CHANGED.match(plain):
        return True
    if "reserved" in plain or "may not be" in plain:
        return _ALL_RIGHTS.search(plain) is not None
    if "contribut" in plain and _CONTRIBUTED.search(plain):
        return True
    if line.words > _LONGEST_CREDIT:
        return False
    names = _ROLE.match(line.text) or _JOB.match(line.text)
    return bool(names or _STAMP.match(plain) or _HANDS.match(plain))


def is_signature(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether the line is "— First Last" below a text, not the source of a quotation, no list."""
    if _SIGNED.match(line.text) is None:
        return False
    if before is not None and before.is_quoted and before.text.endswith(_CLOSING_QUOTES):
        return False
    return not any(near is not None and near.text[0] == line.text[0] for near in (before, after))
