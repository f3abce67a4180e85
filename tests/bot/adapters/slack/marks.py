"""Reads mrkdwn as Slack would show it, to compare it with what was to be said.

runs      "a *b* `c` <https://d.e|d.e> &amp;"  ─▶  a, b in bold, c in a box, a link, &
live      whatever in it Slack would take for a mark, and nobody meant
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN: Final = re.compile(
    r"<(?P<url>https?:[^|<>]*)\|(?P<name>[^<>]*)>"
    r"|`(?P<code>[^`]+)`|\*(?P<bold>[^*]+)\*|(?P<plain>[^*`<]+|.)",
    re.DOTALL,
)
_LIVE: Final = re.compile(r"[<>*_~`]|:[\w+'-]+:|&(?!amp;|lt;|gt;)|\n")


class Run(NamedTuple):
    """A stretch of text, and whether it is bold, code or an address."""

    text: str
    look: str = "plain"
    url: str = ""


def unescaped(mrkdwn: str) -> str:
    return mrkdwn.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def runs(mrkdwn: str) -> list[Run]:
    """What a reader sees, in stretches of one look."""
    found: list[Run] = []
    for token in _TOKEN.finditer(mrkdwn):
        if token["url"] is not None:
            found.append(Run(unescaped(token["name"]), "link", unescaped(token["url"])))
        else:
            look = str(token.lastgroup)
            found.append(Run(unescaped(token[look]), look))
    return found


def shown(mrkdwn: str) -> str:
    """What a reader sees, without looks."""
    return text_of(runs(mrkdwn))


def text_of(read: Iterable[Run]) -> str:
    return "".join(run.text for run in read)


def live(mrkdwn: str) -> set[str]:
    """Marks that Slack would take for something else than text: in code, only its escapes count.

    A “>” at the beginning makes a quote, even where it is escaped.
    """
    marks: set[str] = set()
    for token in _TOKEN.finditer(mrkdwn):
        part = token["name"] or token["bold"] or token["plain"] or ""
        marks |= {found.group() for found in _LIVE.finditer(part)}
        marks |= set("<>") & set(token["code"] or "")
    return marks | ({">"} if unescaped(mrkdwn).lstrip().startswith(">") else set())


def squeezed(text: str) -> str:
    """`text` without white space, which may differ where a long text was broken."""
    return "".join(text.split())
