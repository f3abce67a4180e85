"""How the ledger is told in words, wherever it is shown: our few words beside the articles' own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from index.issues.records import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.issues.records import Evidence

THE_ARTICLE: Final = "the article itself"
"""Who says what an article says in its own words."""

STATUS_WORD: Mapping[Status, str] = MappingProxyType(
    {
        Status.OPEN: "open",
        Status.CONTESTED: "contested",
        Status.SETTLED: "settled",
        Status.NOT_MENTIONED: "not mentioned",
    }
)
"""How an issue stands."""


def byline(evidence: Evidence) -> str:
    """Who says it, and whose stance it is.

    "Hamas · a senior official" where the speaker is the party's, "diplomats, on Israel" where
    somebody else tells of it, "the article itself, on Israel" in the outlet's own words.
    """
    speaker = evidence.speaker or THE_ARTICLE
    if evidence.party is None:
        return speaker
    if not evidence.speaks_for:
        return f"{speaker}, on {evidence.party}"
    if evidence.party.casefold() == speaker.casefold():
        return speaker
    return f"{evidence.party} · {speaker}"
