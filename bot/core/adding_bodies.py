"""Bodies of replies on articles of the web: looked at, found, added; and what the work comes to.

LookingUp ─▶ Looked ─▶ FoundArticles ─▶ Adding ─▶ Stored ─▶ a build
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.web.records import Added, Changed

if TYPE_CHECKING:
    from concurrent.futures import Future

    from bot.core.reply import BuildOutcome
    from index.web.records import Put, WebArticle


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article of the web, and what adding it would come to now."""

    article: WebArticle
    foreseen: Put


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """Articles of the web that may be added, in the order of their addresses; at least one.

    They are kept under `token`, so that what is added is what is shown. `refused` says in a
    sentence each why other addresses gave none; `left` counts those that were not looked at.
    """

    token: str
    found: tuple[FoundArticle, ...]
    refused: tuple[str, ...] = ()
    left: int = 0

    @property
    def addable(self) -> tuple[int, ...]:
        """The numbers, from 1, of those that adding would make or change a file of."""
        new = (isinstance(one.foreseen, Added | Changed) for one in self.found)
        return tuple(number for number, is_new in enumerate(new, start=1) if is_new)


@dataclass(frozen=True, slots=True)
class LookingUp:
    """The pages at `urls` are being fetched."""

    urls: tuple[str, ...]
    outcome: Future[Looked] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Adding:
    """Articles are being put among the others; with `waits` a build runs, and theirs comes next.

    `typed` is what is typed after “add” to try that again.
    """

    typed: str
    waits: bool
    outcome: Future[Stored] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at pages: `found` is None where none of them holds an article."""

    found: FoundArticles | None
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of articles, and the build that brings them in; None where nothing changed.

    `trouble` says why nothing became of others, "" where there are none.
    """

    puts: tuple[Put, ...]
    build: Future[BuildOutcome] | None
    trouble: str = ""
