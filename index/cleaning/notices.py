"""Lines that a web page needs and no article: consent, cookies, paywalls, forms, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cleaning.patterns import REPORTED, any_of

if TYPE_CHECKING:
    from index.cleaning.lines import Line

_LONGEST = 130
_SHORT = 30
"""Words of the longest notice that its beginning gives away."""

# Whole lines.
_LABEL = any_of(
    r"(?:\(?\d+\)? comments?|comments?(?: \(?\d+\)?)?|no comments(?: yet)?)\W*$",
    r"comments (?:are )?(?:closed|off)\W*$",
    r"(?:show|load) (?:more|less|comments)|back to top|skip to (?:main )?content|skip ad\b",
    r"(?:be the first to comment|view results|see results|our poll|total votes?: ?[\d,.]+)\W*$",
    r"poll: .{1,200}\?$|(?:thank you|thanks) for (?:voting|your vote)\W*$",
    r"(?:cookie|privacy) (?:settings|policy|notice|preferences|statement)\W*$",
    r"terms (?:of|and) (?:use|service|conditions)\b.{0,60}$",
    r"(?:accept|allow|reject|decline|manage|customi[sz]e|your)(?: (?:all|my|your))?"
    r"(?: (?:cookies?|privacy))?(?: (?:cookies?|preferences|settings|consent|choices))?\W*$",
    r"(?:previous|next|original|full|read original|view original) (?:article|story|post|page)\W*$",
    r"sort by \w+|(?:moderated )?comments (?:appear|are moderated)\b",
    r"(?:i (?:agree|accept)|got it|close|dismiss|not now|no,? thanks|maybe later)\W*$",
    r"(?:newsletter|email|newsletter sign-?up|sign ?up|log ?in|sign ?in|register|subscribe"
    r"|submit|newsletters|post comment|reply|notify me)\W*$",
    r"(?:print|share|share this(?: \w+)?|tweet(?: this)?|copy link|link copied|e-?mail|save"
    r"|bookmark|listen|play|pause|mute|gift this article)\W*$",
    r"(?:loading(?: comments)?|δ|ads?)\W*$",
    r"listen\W{1,3}\d+ min.{0,20}$|listen to this article\b.{0,20}$",
    r"reading time:? .{0,20}$",
    r"do not sell (?:or share )?my\b|view this post on \w+",
)

# The beginning of lines.
_BEGINNING = any_of(
    r"(?:already|not) (?:a|an) (?:subscriber|member)\b|already have an account\b",
    r"your e-?mail address will not be published|required fields are marked",
    r"save my name, e-?mail|notify me of\b|you must be logged in\b",
    r"this (?:article|story|content) is (?:only |exclusively )?(?:available )?"
    r"(?:for|to) (?:our )?(?:\w+ )?(?:subscribers|members)\b",
    r"these articles are for \w+ subscribers",
    r"you(?:'ve| have) (?:\d+ |\w+ )?(?:free articles?|reached your (?:limit|monthly))",
    r"(?:article|story|content) continues (?:below|after)",
    r"(?:video )?ad feedback\b|(?:now playing|up next)\b.{0,80}\d\d:\d\d",
    r"how relevant is this ad\b|(?:\d+\. )?(?:how relevant is|did you like) this",
    r"thank(?:s| you) for (?:supporting|reading|subscribing|signing up)\b",
    r"was this \w+ (?:helpful|useful|interesting)\b",
    r"we (?:value|respect|care about) your privacy",
    r"your browser (?:does not|doesn't) support",
)

# Anywhere in a line.
_CONSENT = any_of(
    r"\bby (?:signing up|subscribing|clicking|completing|submitting|continuing|using|entering"
    r"|browsing|registering|providing|checking|voting|participating|taking|proceeding|logging"
    r"|creating)\b.{0,160}\b(?:you|agree|consent|accept)\b",
    r"\byou (?:agree|consent) to (?:our|the|receive|these|its)\b",
    r"\b(?:our|this site's|site's) (?:privacy policy|cookie policy|terms (?:of (?:use|service)"
    r"|and conditions))",
    r"\b(?:read|see|view) .{0,40}\bprivacy (?:policy|notice)\b",
    r"\b(?:we|our|us|this (?:web)?site|the (?:web)?site)\b.{0,120}"
    r"\b(?:use|uses|using|store|stores|place|set)\b.{0,60}\bcookies\b",
    r"\bcookies\b.{0,160}\b(?:our (?:web)?site|your browsing experience|your consent)\b",
    r"\b(?:we|our)\b.{0,200}\b(?:details|information|data) you (?:have )?(?:shared|provided)\b",
    r"\b(?:change|withdraw|manage) your (?:choices?|consent|preferences|settings)\b",
    r"\bobject to the use of your data\b|\bprotected by recaptcha\b",
)
_CONSENT_WORDS = ("by ", "you agree", "you consent", "privacy", "cookie", "terms ", "data", "your ")
"""One of these is in every line that the pattern above knows, or "details you …"."""


def is_notice(line: Line) -> bool:
    """Whether the line belongs to the page and not to any article."""
    if line.words > _LONGEST or line.is_quoted:
        return False
    plain = line.plain
    if line.words <= _SHORT and (_LABEL.match(plain) or _BEGINNING.match(plain)):
        return True
    hinted = any(word in plain for word in _CONSENT_WORDS) or "details you" in plain
    return hinted and bool(_CONSENT.search(plain)) and REPORTED.search(plain) is None
