"""Lines that ask the reader to do something: subscribe, click, comment, follow, read on, vote.

Most patterns are tied to the beginning of a line, where a request has its verb. A line that
reports speech, or opens with a quotation, is news whatever its words are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.cleaning.patterns import NETWORK, REPORTED, any_of

if TYPE_CHECKING:
    from index.cleaning.lines import Line

_LONGEST = 130
"""Words; addresses of several reporters and offers of several newsletters are long."""

_SHORT = 30
"""Words of the longest single request."""

_MEDIUM = (
    r"(?:newsletters?|e-?mails?|inbox|alerts?|notifications?|updates|briefings?|digest|headlines"
    r"|podcasts?|channel|app|subscriptions?|subscribers?|account|free trial|membership|texts"
    r"|(?:the|top|latest|breaking|local) news|(?:top|best|latest|biggest) stories)"
)
_OPENING = re.compile(
    r"(?:please|you can|to|just|also|and|or|want to|if you (?:want|would like) to),? "
)

# At the beginning of a short line: the verb and what follows it settle the matter.
_REQUEST = any_of(
    r"(?:click|tap) (?:here|on|below|to|the|this|for|through)\b",
    r"scroll (?:down|to continue|for more|below)\b",
    r"subscribe(?: to| now| today| here| for| and get|\W*$|[!.:] )",
    rf"(?:sign ?up|register|opt in|sign on)\b.{{0,120}}\b(?:{_MEDIUM}|here)\b",
    r"(?:get|receive|have|enjoy) .{0,120}\b(?:newsletters?|inbox|breaking news|e-?mail alerts)\b",
    r"join (?:us|our|the (?:conversation|discussion|debate)|now|today)\b",
    r"follow (?:us|me|him|her|them|our|@\w+)\b",
    rf"follow .{{1,60}}\bon {NETWORK}\b",
    r"(?:like|find|friend|message|contact|write to|e-?mail|call|tell) us\b",
    r"(?:support|help|back) us (?:keep|to|continue|improve|make|report|by)\b",
    r"(?:read|see|learn|discover|find out|watch|get|view|explore|load|show|hear) more"
    r"(?:$|[:.!>»)]|\s(?:about|at|from|here|in|of|on|stories|news|articles|»|>|coverage|like))",
    r"(?:read|watch|see|listen to|view|download) (?:the |our |its )?(?:full|entire|complete) "
    r"(?:story|article|report|interview|video|episode|version|list|text|statement|column)\b",
    r"(?:continue|keep|resume) reading\b",
    r"(?:start|stay|keep) (?:informed|up to date|connected|tuned|with us)\b",
    r"(?:download|get|install|try) (?:the|our) .{0,40}\bapps?\b",
    r"(?:leave|post|add|write|submit|cancel|view|show|hide|see|join in the) "
    r"(?:a |an |your |all |the )?(?:\d+ )?(?:reply|replies|comments?)\b",
    r"share (?:this|on|via|your (?:thoughts|views?|story|stories|experiences?|opinions?))\b",
    r"(?:let us know|have your say|take (?:our|the|this) (?:poll|quiz|survey)|cast your vote)\b",
    r"(?:vote|weigh in|tell us|sound off) (?:now|below|here|in (?:our|the) (?:poll|comments))\b",
    r"(?:check|try|find|look) .{0,80}\bhere\b\W*$",
    r"check out (?:our|the all|more|these|the latest)\b",
    r"play (?:the|our|today's) .{0,40}\b(?:crossword|puzzle|quiz|game)s?\b",
    r"(?:log|sign) ?in (?:to|or|with|here)\b|create (?:an|your|a free) account\b",
    r"(?:donate|give) (?:now|today|here)\b|consider (?:donating|subscribing|becoming)\b",
    r"(?:support|back) (?:our|local|independent|quality|trusted) (?:journalis|news|report)",
    r"become a (?:member|subscriber|patron|supporter)"
    r"(?:\W*$| (?:today|now|here|of our|to (?:read|get|support)))",
    r"(?:don't|never) miss (?:out\b|(?:a|an|any|our) (?:story|beat|moment|thing|update|issue))",
    r"(?:report|suggest|flag) (?:a|an) (?:typo|error|correction|ad|mistake)\W*$",
    r"watch (?:live|now|the (?:video|clip) (?:above|below|here))\W*$",
    r"(?:have|got) a (?:news )?(?:tip|story)\b.{0,40}\?",
    r"need a (?:\w+ )?break\?",
    r"what do you think\?.{0,10}\b(?:let|tell|share|join|comment|leave|sound)\b",
)

# Words of a publication about itself, in a line that addresses its reader or orders something.
_ITSELF = any_of(
    r"\bnewsletters?\b|\bsubscri(?:be|bing|ber)\b|\binbox\b|\bfree trial\b|\bfree articles?\b",
    r"\bour (?:journalis\w+|reporting|newsroom|readers|app|website|site|coverage|podcasts?"
    r"|channels?|work possible|archives?|partners|page|forum|live blog|e-?mails?"
    r"|briefing)\b",
    r"\bnotifications\b|\b(?:evening|morning|weekend|daily|weekly) (?:edition|briefing|digest)\b",
    r"\breaders who (?:get|read|subscribe|follow)\b|\b(?:stories|articles|videos) like this\b",
    r"\b(?:local news|independent news|quality journalism) (?:alive|going|free)\b",
    r"\bjavascript\b|\byour browser\b|\bad ?blocker\b|\bfollow-up comments\b",
    r"\b(?:donate|subscribe|sign up|join us|register) (?:now|today|here|below)\b",
    r"\bmaking a (?:contribution|donation)\b",
)
_THIS = re.compile(r"\bthis (?:article|story|video|post|page|poll|episode|discussion)\b")
_ORDER = any_of(
    r"(?:please|sign up|join|get|read|watch|listen|share|like|love|enjoy(?:ed|ing)?"
    r"|want|support|donate|help|email|e-mail|print|save|report|notify|tell|view|see|never|don't"
    r"|stay|start|try|become|enter|discuss|rate|for more|call|consider|enable|disable|turn|copy"
    r"|bookmark|leave|follow)\b",
)
_ADDRESS = re.compile(r"\b(?:you|your|you're|you've|you'll)\b")

# Anywhere in a line.
_NEWSLETTER = any_of(
    r"\b(?:sign(?:ed)? ?up|subscri\w+|newsletters?|delivered|daily|weekly|briefing|alerts?"
    r"|texted)\b.{0,160}\b(?:your|our) (?:inbox|e-?mail|phone)\b",
    r"\byour inbox\b.{0,120}\b(?:sign up|subscribe)",
    r"\bsign up (?:here|now|today|below|right here)\b",
    # Not "they want to sign up for a newsletter": a reader is told to.
    r"[.!?:)–—-] ?sign up (?:for|to) .{0,60}\bnewsletter\b",
    r"\bto .{0,60}, sign up for .{0,60}\bnewsletter\b",
    r"\bnot a subscriber\?|\b(?:support|supporting) (?:our|local|independent) journalis",
    r"\bunsubscribe at any time\b|\bwith a digital subscription\b",
    r"\bfree (?:weekly|daily|email) newsletter\b",
)
_NEWSLETTER_WORDS = ("inbox", "sign up", "subscri", "newsletter", "journalis", "your ")
"""One of these is in every line that the pattern above knows; most lines hold none."""

_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|@\w{3,}|\b\d{3}[-.) ]{1,2}\d{3}[-. ]\d{4}\b|\b\d{3}-\d{4}\b"
)
_CONTACT_VERB = any_of(
    r"(?:\w+ ){0,6}(?:can|may) be (?:reached|contacted|followed)",
    r"(?:\w+ ){0,6}(?:reach|contact) (?:\w+ ){1,5}(?:at|by|on|via)",
    rf"(?:\w+ ){{0,6}}follow (?:\S+ ){{1,5}}on {NETWORK}",
    rf"(?:\w+ ){{0,6}}(?:follow (?:\S+ ){{0,3}}@|is on {NETWORK})",
    r"(?:\w+ ){0,6}(?:e-?mail (?:\w+ ){1,4}at|e-?mail:|tweets? (?:at|@)|get in touch)",
)

_CONTACT_CLAUSE = re.compile(
    rf"\b(?:reach|contact|e-?mail|follow) (?:him|her|them|me)\b|\bis on {NETWORK} @"
)


def is_prompt(line: Line) -> bool:
    """Whether the line asks something of its reader."""
    if line.words > _LONGEST or line.is_quoted:
        return False
    plain = line.plain
    asks = (
        (line.words <= _SHORT and (_requests(plain) or _speaks_of_itself(plain)))
        or (
            (_CONTACT_VERB.match(plain) or ("@" in plain and _CONTACT_CLAUSE.search(plain)))
            and _CONTACT.search(plain)
        )
        or (any(word in plain for word in _NEWSLETTER_WORDS) and _NEWSLETTER.search(plain))
    )
    return bool(asks) and REPORTED.search(plain) is None


def _requests(plain: str) -> bool:
    opening = _OPENING.match(plain)
    return bool(
        _REQUEST.match(plain) or (opening is not None and _REQUEST.match(plain, opening.end()))
    )


def _speaks_of_itself(plain: str) -> bool:
    """Whether a publication speaks of itself to its reader: an order, or "you", and its words."""
    if "http" in plain:  # words of an address are no words to the reader
        return False
    if _ORDER.match(plain):
        return bool(_ITSELF.search(plain) or _THIS.search(plain))
    return bool("you" in plain and _ADDRESS.search(plain) and _ITSELF.search(plain))
