"""What the web does, and what comes of it: the rows of one table.

Each row lays something out on a site and says what comes of fetching it: the story, whole, or the
clause of a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.index.web.pages import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.index.web.site import Site

STORY: Final = "/2026/night-ferry"
"""The path of what is asked for, unless a row says another."""

ARTICLE: Final = ""
"""What comes of a row: the whole story."""


@dataclass(frozen=True, slots=True)
class Row:
    """`comes` is ARTICLE, or what a refusal says. `hurries` cuts all limits to a fraction.

    `times` is how often the site is asked for pages, where that matters; `at` the address that the
    article gets, `published` its date.
    """

    name: str
    lay: Callable[[Site], None]
    comes: str = ARTICLE
    hurries: bool = False
    path: str = STORY
    times: int | None = None
    at: str = ""
    published: str = PUBLISHED
