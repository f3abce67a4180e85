"""How the program behaves towards sites that it reads: how often, how long, how much, as whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ROBOT: Final = "Dateline"
"""The name that robots.txt of a site may address (RFC 9309, 2.2.1)."""

VERSION: Final = "0.1"


A_CONTACT: Final = "a mail or web address"
LONGEST_PAUSE: Final = 10.0
"""Seconds. With robots.txt and a redirect there are three requests, which `total` has to hold."""


def contact_in(written: str) -> str:
    """A contact as it may stand in a header; raises ValueError for what can't."""
    contact = " ".join(written.split())
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()\\"):
        raise ValueError(contact)
    return contact


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits of one fetch. Seconds, bytes, and counts.

    `contact` is a mail or web address at which those who run a site reach those who run this
    program. `pause` lies between two requests to one host; `total` is from the first request to
    the last byte, redirects, retries and what a site asks to wait for included. `backoff` is how
    long to wait before the second try where the server says nothing of it; it doubles with each.
    """

    contact: str = ""
    pause: float = 0.25
    connect: float = 10.0
    read: float = 10.0
    total: float = 30.0
    body: int = 8_000_000
    redirects: int = 5
    tries: int = 3
    backoff: float = 1.0

    @property
    def user_agent(self) -> str:
        """What the program says that it is."""
        about = "reads news articles for people who quote them"
        return f"{ROBOT}/{VERSION} ({'; '.join(filter(None, (about, self.contact)))})"
