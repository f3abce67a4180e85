"""Regular expressions put together from alternatives, one a line, and words that several share.

All are matched against `Line.plain`: lower case, straight quotes, single spaces. None repeats a
repetition, so none takes more than linear time times the numbers written in it.
"""

from __future__ import annotations

import re

NETWORK = (
    r"(?:twitter|facebook|instagram|x|threads|bluesky|tiktok|youtube|linkedin|telegram|whatsapp"
    r"|mastodon|snapchat|reddit|pinterest|google news|apple news|flipboard|truth social)"
)

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"

REPORTED = re.compile(
    r"\b(?:said|says|told|according to|announced|tweeted|testified|argued|alleged|ruled)\b"
    r"|, (?:say|warn|urge|plead|claim)s? \w+"
)
"""Speech reported: such a line is news, whatever its other words are."""


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern for all `alternatives`; each may hold alternatives of its own."""
    return re.compile("|".join(f"(?:{one})" for one in alternatives))
