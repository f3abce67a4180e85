"""How English names days: the date itself, what introduces it, and what may follow it.

Only patterns; `phrases` puts them together. Those ending in `$` are for the text before a
date, the others for the date or the text behind it.
"""

from __future__ import annotations

import re

from index.loaders.dates import MONTH
from index.question.dates.day_ranges import COUNT, PART, WEEKDAY

_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<calendar>\d{{4}}-\d\d(?:-\d\d)?|\d\d?[/.]\d\d?[/.]{_YEAR}"
    rf"|(?:the\s+)?{_DAY}(?:\s+of)?\s+{MONTH}(?:,?\s+{_YEAR})?"
    rf"|{MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?"
    rf"|(?:{PART})?{MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?|(?:{PART})?{_YEAR})"
    rf"|(?P<weekday>(?:last\s+)?{WEEKDAY})"
    rf"|(?P<relative>yesterday|today|(?P<last_month>last\s+{MONTH})"
    r"|(?:last|this)\s+(?:week|month|year)"
    rf"|(?:(?:the|these)\s+)?(?:last|past)\s+{COUNT}\s+(?:hour|day|week|month|year)s?"
    r"|(?:(?:the|these)\s+)?(?:last|past)\s+(?:day|week|month|year)s"
    r"|(?:the\s+)?past\s+(?:day|week|month|year)|(?P<the_last>the\s+last\s+(?:week|month|year))"
    rf"|recent\s+(?:days|weeks|months)|{COUNT}\s+(?:day|week|month|year)s?\s+ago))"
    # What follows neither goes on with a number or word nor makes a name of it ("Mar-a-Lago").
    r"(?![\w%]|[-–/.:]\w)",
    re.IGNORECASE,
)
JOINED = re.compile(r",?\s+(?:and|or|to|through|until)\s+", re.IGNORECASE)

_ARTICLES = (
    r"\b(?P<articles>articles?|stories|headlines?|(?:news|media|press)\s+coverage"
    r"|(?<!abc )(?<!bbc )(?<!cbs )(?<!fox )(?<!nbc )(?<!sky )"
    r"news(?:\s+(?:articles?|stories|reports?|items?))?)"
)
_BOUND = (
    r"(?P<bound>since|on\s+or\s+(?:after|before)|after|before|prior\s+to|until|till|up\s+to|by"
    r"|between|on|in|from|of|during|throughout|dated)"
)
_TOPIC = r"(?P<topic>\s+(?:about|on|of|regarding)(?:\s+[\w'’-]+){1,5}?)?"
AS_OF = re.compile(r"\bas\s+(?:of|at)\s+$", re.IGNORECASE)
OF_ARTICLES = re.compile(
    rf"(?P<lead>(?:,\s*)?\b(?:in|from|according\s+to|per)\s+(?:(?:the|any|all)\s+)?)?{_ARTICLES}"
    rf"{_TOPIC}(?:\s+(?:were|was|(?:is|are)\s+there))?"
    r"(?P<cut>(?:\s+(?:that|which)\s+(?:were|was))?"
    r"(?P<verb>\s+(?:published|written|posted|printed|reported))?"
    rf"(?:\s+{_BOUND})?\s+)$",
    re.IGNORECASE,
)
REPORTED = re.compile(
    rf"\b(?:published|written|posted|reported|reports?){_TOPIC}\s+{_BOUND}\s+$", re.IGNORECASE
)
INTRODUCED = re.compile(rf"\b(?:{_BOUND}|at)\s+$", re.IGNORECASE)
OVER = re.compile(r"\b(?:in|over|during|within|for)\s+$", re.IGNORECASE)
NO_RELATIVE = re.compile(
    # Measured against, yet to come, or a name.
    r"\b(?:than|until|till|by|to|from|with|versus|vs|like|as|next|later|usa|russia)\s+$",
    re.IGNORECASE,
)
OPENING = re.compile(r"(?:^|[.?!:]\s)\W*$")

OWN = re.compile(r"['’]s?(?!\w)")
OWN_ARTICLES = re.compile(rf"['’]s?(?=\s+(?:\w+\s+)?{_ARTICLES})", re.IGNORECASE)
OF_AN_EVENT = re.compile(r"\s+(?:of|tonight)\b", re.IGNORECASE)
FREE = re.compile(
    # A date before any other word belongs to a name, or to what the word tells.
    r"\s*(?:$|[?!,;:.)\]…—–]|-\s)|\s+(?:about|above|according|across|against|alone|amid|among|and"
    r"|are|as|at|because|before|between|but|by|concerning|did|do|does|due|during|for|from|had|has"
    r"|have|how|if|in|into|is|near|of\s+(?:an?|the|his|her|its|their)"
    r"|on|onwards?|only|over|regarding|so|than|that|the|there|to|under"
    r"|was|were|what|when|where|which|while|who|whom|whose|why|with|within|without|say|says|said"
    r"|mentions?|mentioned|reports?|reported|tells?|told|describes?|claims?)\b",
    re.IGNORECASE,
)
ONWARDS = re.compile(r"\s+on(?:wards?\b|(?=\s*(?:$|[?.,;])))", re.IGNORECASE)
MARCHING = re.compile(r"\s+(?:on|for|against|to|in|through|from)\b", re.IGNORECASE)
ANY_WORD = re.compile(r"\w")
QUOTED = re.compile(r"[\"“„][^\"“”„]{1,300}[\"”]")
