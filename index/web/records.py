"""What goes from the web to the articles folder: an article, what became of its file, and what came
of a round through the feeds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from index.errors import FetchError, WebError


@dataclass(frozen=True, slots=True)
class WebArticle:
    """An article of the web. `text` has a paragraph a line; what is not known is "".

    `source_url` is what its page names as its address, `found_at` where it was found, if that is
    another page's. `published` is "2026-01-25", "2026-01" or "2026"; `language` a code such as
    "en".
    """

    source_url: str
    title: str
    published: str
    outlet: str
    author: str
    language: str
    text: str
    found_at: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is new."""

    doc_id: str


@dataclass(frozen=True, slots=True)
class Same:
    """A file that is left as it is."""

    doc_id: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A file with another text, title or date now.

    `diff` has a sentence a line, "- " before those that are gone and "+ " before the new ones, and
    before all of them "- title: …", "+ published: …" and the like; `kept` is the file as it was,
    below the articles folder; `was_corrected` says that a person had corrected the text which is
    gone.
    """

    doc_id: str
    diff: tuple[str, ...]
    kept: str
    was_corrected: bool


@dataclass(frozen=True, slots=True)
class Newer:
    """A file that is left as it is, since it holds what was fetched later than what was put."""

    doc_id: str


Put: TypeAlias = Added | Same | Changed | Newer

ONLY_LAYOUT: Final = "only its paragraphs begin elsewhere"
"""What stands for a `diff` without a line."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that was not added. `again` says that the next round tries it once more."""

    url: str
    error: WebError
    again: bool


@dataclass(slots=True)
class Round:
    """What came of a round; each list in the order in which it came about.

    `known` counts entries that were settled before, `passed` those without the words of the feed
    that lists them. `dead` are feeds that can't be read since this round, `back` those that can
    again.
    """

    put: list[Put] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    dead: list[FetchError] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    known: int = 0
    passed: int = 0

    @property
    def is_news(self) -> bool:
        """Whether the articles folder changed."""
        return any(isinstance(one, Added | Changed) for one in self.put)
