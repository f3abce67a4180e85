"""The catalogue: the issues of a negotiation, the words that speak of them, and the parties.

`index.issues.catalogue_file` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.issues.phrases import any_of

if TYPE_CHECKING:
    import re
    from datetime import date

    from index.issues.phrases import Phrase
    from index.issues.records import Issue


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue and the words by which a sentence is known to speak of it, or not to.

    `described` is false for an event: a sentence that is neutral on it describes something else.
    """

    issue: Issue
    terms: tuple[Phrase, ...]
    exceptions: tuple[Phrase, ...]
    described: bool = True
    _quick: re.Pattern[str] | None = field(init=False, compare=False, hash=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_quick", any_of(self.terms))

    def may_be_in(self, text: str) -> bool:
        """Whether a text can hold one of the terms at all; cheap."""
        return self._quick is not None and self._quick.search(text) is not None


@dataclass(frozen=True, slots=True)
class Party:
    """A party and the names that articles give it."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a catalogue file says. `digest` is of its bytes.

    An article is judged only if it has each of the terms `named` in its title or at its beginning,
    and only if it isn't known to have been published before the day on which all `begins`.
    """

    named: tuple[Phrase, ...]
    begins: date | None
    parties: tuple[Party, ...]
    topics: tuple[Topic, ...]
    digest: str
