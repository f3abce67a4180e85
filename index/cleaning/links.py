"""Lines that lead elsewhere: teasers of other articles, share bars, tags, menus, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.cleaning.patterns import NETWORK, any_of

if TYPE_CHECKING:
    from index.cleaning.lines import Line

_LONGEST_TEASER = 32
_LONGEST_TAGS = 20
_LONGEST_HEADING = 8
_LONGEST_MENU_ITEM = 3
_LONGEST_LEFT_OUT = 20

_TEASER = re.compile(
    r"(?:more|read more|also read|read also|read next|must[- ]read|see also|also see|recommended"
    r"|related(?: (?:stor(?:y|ies)|articles?|coverage|content|links?|news|topics?|posts?))?"
    r"|in case you missed it|icymi|you (?:may|might) (?:also )?like|up next|next up|go deeper"
    r"|further reading) ?(?:[:|»›>]|››) ?\S"
)
# These also open sentences of the article, which end with a full stop.
_PERHAPS_TEASER = re.compile(
    r"(?:read|watch|listen|video|photos?(?: gallery)?|gallery|in pictures|see more|don't miss"
    r"|next|previous|trending|from the archives?|explainer|interactive|opinion|live"
    r"|live updates) ?[:|»›>] ?\S"
)
# "More: the sums were hidden, auditors wrote." is a sentence of the article.
_GOES_ON = re.compile(r"[^:]{1,40}: [a-z].*\.$")
_SURE_HEADING = any_of(
    r"related(?: (?:stor(?:y|ies)|articles?|coverage|content|links?|news|topics?|posts?|reading))?"
    r"\s*:?$",
    r"(?:read (?:more|next|also)|trending now|what to read next|recommended(?: for you"
    r"| reading| stories)?|you (?:may|might) (?:also )?(?:like|be interested in))\s*:?$",
    r"(?:most|editor'?s'?) (?:read|viewed|popular|shared|picks?)\s*:?$",
    r"(?:around the web|from our partners|keep exploring)\s*:?$",
)
_HEADING = any_of(
    r"(?:more|latest|top|other|popular|trending|recent|recommended|featured) "
    r"(?:stories|news|articles|headlines|posts|videos|coverage)(?: for you)?\s*:?$",
    r"more (?:from|on|in|about) .{2,60}|also (?:on|in|from) .{2,60}",
    r"(?:see also|further reading|trending|don't miss)\s*:?$",
)
_TAGS = any_of(
    r"(?:tags?|topics?|categor(?:y|ies)|filed under|posted in|keywords?|in this (?:story|article)"
    r"|labels?|share(?: this| on| via)?)\s*:\s+\S.{0,200}$",
    r"(?:filed under|posted in) \S.{0,80}$",
    r"(?:#\w+\W{0,3}){1,15}$",
)
_SECTIONS = frozenset(
    " ".join(section.split())
    for section in """
    world | news | politics | business | sport | sports | opinion | middle east | technology |
    tech | entertainment | health | science | culture | lifestyle | travel | europe | asia |
    africa | americas | us | u.s. | usa | uk | national | local | economy | markets | world
    news | us news | local news | breaking news | top news | latest news | latest | home |
    homepage | analysis | feature | features | editorial | video | videos | photos | podcast |
    podcasts | newsletter | international | top stories | exclusive | menu | search
    """.split("|")  # noqa: SIM905  (words in lines read better than a list)
)
_SHARE_BAR = re.compile(
    rf"(?:(?:{NETWORK}|share|tweet|post|e-?mail|print|copy link|link|pin|sms|messenger|save|on"
    r"|via|or|and|this|to|click|opens in new window|opens|in|new|window)(?:\W+|$)){1,18}$"
)
_NETWORK_NAME = re.compile(rf"{NETWORK}$")
_ADDRESS = re.compile(
    r"(?:(?:(?:https?://|www\.|pic\.)\S{1,500}|[\w.+-]{1,64}@[\w.-]{1,80})(?:\s+|$)){1,4}$"
)
# What is left of a link when its text is taken from a page: "Live updates:Vote count goes on".
_JOINED = re.compile(
    r"[A-Z][^:.!?]{2,40}(?:[^\W\d]\??|\d{4}):(?=[A-Z'\"‘“\d])(?:\S+\s+){4,24}\S*[^\s.]$"
)
_JOINED_QUOTED = re.compile(r"['\"‘“][^'\"’”]{3,40}['\"’”]:(?=[A-Z])(?:\S+\s+){4,24}\S*[^\s.]$")
_MENU = re.compile(r"\s[|›»>/]\s")


def is_link(line: Line) -> bool:
    """Whether the line by itself is a teaser, a share bar, tags, a menu or an address."""
    plain = line.plain
    if line.words > _LONGEST_TEASER:
        return False
    if line.is_quoted:
        return _JOINED_QUOTED.match(line.text) is not None
    if _ADDRESS.match(plain) or (_TEASER.match(plain) and not _GOES_ON.match(line.text)):
        return True
    if line.text.endswith("."):
        return False
    teases = _PERHAPS_TEASER.match(plain) or _JOINED.match(line.text)
    return bool(teases and "http" not in plain) or (line.is_label and _is_bar(line))


def _is_bar(line: Line) -> bool:
    """Whether the line is a row of tags, networks or sections."""
    items = _MENU.split(line.text)
    return bool(
        len(items) > 2
        or (
            len(items) == 2
            and "/" not in line.text
            and all(len(item.split()) <= _LONGEST_MENU_ITEM for item in items)
        )
        or (line.words <= _LONGEST_TAGS and _TAGS.match(line.text.lower()))
        or (line.words > 1 and _SHARE_BAR.match(line.plain))
    )


def is_separator(line: Line) -> bool:
    """Whether the line holds no letter and no digit: "* * *", "___", an emoji."""
    return not any(char.isalnum() for char in line.text[:_LONGEST_LEFT_OUT])


def is_heading_of_links(line: Line) -> bool:
    """Whether the line announces teasers: "More from …", "Related stories"."""
    if line.words > _LONGEST_HEADING or line.is_quoted:
        return False
    return bool(_SURE_HEADING.match(line.plain) or _HEADING.match(line.plain))


def is_sure_heading_of_links(line: Line) -> bool:
    """Whether the line announces teasers and can't be a heading of the article: "Most read"."""
    return line.words <= _LONGEST_HEADING and _SURE_HEADING.match(line.plain) is not None


def looks_like_teaser(line: Line) -> bool:
    """Whether the line could be another article's headline, if it stands in a list of links."""
    return 3 <= line.words <= 20 and not line.is_quoted and not line.text.endswith((".", ":", ";"))


def is_lone_network(line: Line, after: Line | None) -> bool:
    """Whether the line is a network's name and not the heading of what follows on it."""
    if _NETWORK_NAME.match(line.plain) is None:
        return False
    return after is None or re.search(rf"\b{re.escape(line.plain)}\b", after.plain) is None


def is_section_name(line: Line, lines_in_all: int) -> bool:
    """Whether the line is a newspaper's section, at the very top or end of an article."""
    at_edge = line.number < 2 or line.number >= lines_in_all - 3
    return at_edge and line.plain in _SECTIONS
