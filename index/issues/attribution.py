"""Whose word a sentence is, and which parties' stance it tells.

    "A senior ministry official told Radio Nord that …"     ─▶  the ministry's party, unnamed
    "Hamas insists it will not accept …"                    ─▶  Hamas, named
    "Israel has opposed any arrangement."                   ─▶  Israel, the outlet's own words

Who a surname or "he" stands for is remembered from one sentence of an article to the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from index.issues.clauses import clause_around
from index.issues.records import Voice
from index.issues.speakers import PRONOUN, find_speaker, is_medium, names_in, voice_of
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.issues.catalogue import Party

SUBJECT: Final = 6
"""Words of a clause or sentence among which its subject is looked for."""

_STANCE: Final = re.compile(
    r"\s+(?:(?:has|have|had|is|are|was|were|also|meanwhile|still|only|repeatedly|itself"
    r"|[a-z]+ly),?\s+){0,3}"
    r"(?:demand\w*|reject\w*|refus\w*|oppos\w*|insist\w*|want\w*|press\w*|seek\w*|sought|accus\w*"
    r"|den(?:y|ies|ied)|urg\w*|agree[ds]?|accept\w*|resist\w*|citing|cites|link\w*|condition\w*"
    r"|express\w*|sees?|saw|warn\w*|vow\w*|pledg\w*|signal\w*|aim\w*|push\w*|return\w*|block\w*"
    r"|violat\w*|fail\w*|says?|said|admit\w*|declin\w*|object\w*|threaten\w*|announc\w*|stat\w+"
    r"|call\w*|tied|ruled out|rules out|cautious|eager|confirm\w*|(?<!['’]s )plans?|hand(?:s|ed))\b"
)
_OF_PARTY: Final = re.compile(
    r"(?:['’]s?)?(?: (?:government|office|military|army|side|officials?|leaders?|sources?|forces"
    r"|administration|(?:Prime|Defense|Foreign|Defence) Minister(?: [A-Z]\w+){1,2}))*"
)
_OBJECT: Final = re.compile(
    r"\b(?:on|of|against|by|to|for|with|excluding|from|over|in|at|about|toward|towards|inside"
    r"|within|between|all|the remains of|(?:accus|blam|condemn|criticiz|criticis|urg|press|warn"
    r"|told|tell|ask|call(?:ed|s|ing) on)\w*)\s+(?:the |an? )?$",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\s+and\s+(?:the )?")
_POSSESSIVE: Final = re.compile(r"['’]")
_FORMER: Final = re.compile(
    # Such people are of a party's country, or were of it, and don't speak for it.
    r"\b(?:former|ex|retired|critics?|opponents?|opposition|protesters?|rivals?|relatives"
    r"|famil(?:y|ies)|residents?)\b",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"^(?:[Bb]oth )?[A-Z][\w ]* and (?:the )?[A-Z][\w ]*$")
_SURNAME: Final = re.compile(r"([A-Z][\w’'-]+)$")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who speaks: `speaker` is a span of the sentence, None for the outlet's own words.

    The first of `parties` is the one that the speaker `speaks_for`, if there is one; the others,
    or all, are those whose stance is told.
    """

    speaker: Span | None
    voice: Voice
    parties: tuple[str, ...]
    speaks_for: bool


@dataclass(slots=True)
class Speaking:
    """Who speaks in a sentence, and for which parties, the first one foremost."""

    speaker: Span | None
    parties: tuple[str, ...]

    @property
    def party(self) -> str | None:
        """The party that the speaker speaks for."""
        return self.parties[0] if self.parties else None


class PartyNames:
    """Finds the names of the catalogue's parties. Shared by all articles."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._party = {
            alias.replace("’", "'"): party.name for party in parties for alias in party.aliases
        }
        longest = sorted(self._party, key=len, reverse=True)
        choices = "|".join(re.escape(alias).replace("'", "['’]") for alias in longest)
        self._pattern = re.compile(rf"(?<![\w.])(?:{choices})(?!\w)") if longest else None

    def find(self, text: str) -> list[tuple[Span, str]]:
        """Each name of a party in `text`, with the party."""
        if self._pattern is None:
            return []
        return [
            (Span(*match.span()), self._party[match.group().replace("’", "'")])
            for match in self._pattern.finditer(text)
        ]

    def first(self, text: str) -> str | None:
        """The party that `text` names first."""
        return next((party for _, party in self.find(text)), None)


@dataclass(slots=True)
class Attribution:
    """Reads the sentences of one article in their order."""

    names: PartyNames
    _known: dict[str, str] = field(default_factory=dict)
    _last: str | None = None

    def hear(self, text: str) -> Speaking:
        """Who speaks in a sentence; to be called once for each."""
        speaker = find_speaker(text)
        if speaker is None:
            return Speaking(None, ())
        words = text[speaker.start : speaker.end]
        party = self._party_of(words)
        others = [name for _, name in self.names.find(words)] if _SEVERAL.search(words) else []
        return Speaking(speaker, tuple(dict.fromkeys(filter(None, (party, *others)))))

    def read(self, text: str, mention: Span, speaking: Speaking) -> Attributed:
        """Whose stance on what stands at `mention` a sentence tells."""
        speaker = speaking.speaker
        voice = Voice.OUTLET if speaker is None else voice_of(text[speaker.start : speaker.end])
        speaks_for = speaking.party is not None
        told = self._told(text, mention, speaker, only_stances=speaks_for)
        parties = tuple(dict.fromkeys(filter(None, (*speaking.parties, *told))))
        return Attributed(speaker, voice, parties, speaks_for)

    def _party_of(self, words: str) -> str | None:
        """The party that a speaker belongs to; remembered for the sentences to come."""
        if PRONOUN.match(words):
            return self._last
        if is_medium(words) or _FORMER.search(words):
            return None
        surname = _SURNAME.search(names_in(words))
        party = self.names.first(words) or (self._known.get(surname[1]) if surname else None)
        if party is not None and surname and voice_of(words) is Voice.NAMED:
            self._known[surname[1]] = party
        self._last = party
        return party

    def _told(
        self, text: str, mention: Span, speaker: Span | None, *, only_stances: bool
    ) -> Iterable[str]:
        """The parties before a verb that tells their stance; else the subject, if it is one."""
        found = [
            (span, party)
            for span, party in self.names.find(text)
            if (speaker is None or span.end <= speaker.start or span.start >= speaker.end)
            and not (mention.start <= span.start and span.end <= mention.end)
        ]
        stances = [
            party
            for span, last in found
            if _has_stance(text, span)
            for party in (*_joined(text, span, found), last)
        ]
        if stances or only_stances:
            return stances
        clause = clause_around(text, mention)
        for start, end in ((clause.start, mention.start), (0, mention.start)):
            for span, party in found:
                if start <= span.start < end and _is_subject(text, start, span):
                    return [*_joined(text, span, found), party, *_joined_to(text, span, found)]
        return []


def _joined(text: str, name: Span, found: Sequence[tuple[Span, str]]) -> list[str]:
    """The party that stands before another in "Kyiv and Moscow"."""
    return [p for s, p in found if _AND.fullmatch(text, s.end, name.start)]


def _joined_to(text: str, name: Span, found: Sequence[tuple[Span, str]]) -> list[str]:
    """The party that stands behind it."""
    return [p for s, p in found if _AND.fullmatch(text, name.end, s.start)]


def _has_stance(text: str, name: Span) -> bool:
    """Whether a party is the subject of a verb of stance."""
    owned = _OF_PARTY.match(text, name.end)
    return _STANCE.match(text, owned.end() if owned else name.end) is not None


def _is_subject(text: str, start: int, name: Span) -> bool:
    """Whether a name can be what a clause from `start` on tells of."""
    before = text[start : name.start]
    if len(before.split()) > SUBJECT or _OBJECT.search(before):
        return False
    return not _POSSESSIVE.match(text, name.end)
