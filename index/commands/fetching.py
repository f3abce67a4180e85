"""`fetch`: what is new in the feeds, into the articles folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands.adding import say
from index.commands.building import bring_up_to_date
from index.commands.surroundings import DEFAULT_ARTICLES, DEFAULT_STATE
from index.errors import DatelineError
from index.printable import counted, one_line
from index.web.records import Added, Changed, Refused
from index.web.rounds import Places, read_round

if TYPE_CHECKING:
    from index.commands.surroundings import Surroundings
    from index.web.records import Put, Round


def fetch(around: Surroundings, *, build: bool) -> int:
    """Read the feeds that a file lists; 1 where one has become unreadable since the last time.

    With `build` the index is brought up to date if there is anything new, also where the round
    broke off after that. Raises FeedsFileError, SeenFileError, ArticlesError, and what a build
    raises.
    """
    places = Places(
        around.feeds_file,
        around.articles or DEFAULT_ARTICLES,
        around.state_file or DEFAULT_STATE,
    )

    is_news = False

    def tell(result: Put | Refused) -> None:
        nonlocal is_news
        is_news = is_news or isinstance(result, Added | Changed)
        if isinstance(result, Refused):
            around.tell(one_line(str(result.error)))
        else:
            say(around, result)

    with around.fetcher() as fetcher:
        try:
            done = read_round(fetcher, places, tell, now=around.now)
        except DatelineError:
            if build and is_news:
                bring_up_to_date(around)
            raise
    for error in done.dead:
        around.tell(one_line(f"the feed {error.url} can't be read: {error.why}"))
    for url in done.back:
        around.tell(one_line(f"the feed {url} can be read again"))
    around.streams.stdout.write(f"{summary(done)}\n")
    if build and is_news:
        bring_up_to_date(around)
    return 1 if done.dead else 0


def summary(done: Round) -> str:
    """What came of a round, in a line."""
    added = sum(isinstance(one, Added) for one in done.put)
    changed = sum(isinstance(one, Changed) for one in done.put)
    parts = [counted(added, "article") + " added"]
    if changed:
        parts.append(f"{changed:,} changed")
    if done.refused:
        parts.append(f"{len(done.refused):,} not added")
    if done.known:
        parts.append(f"{done.known:,} known already")
    if done.passed:
        parts.append(f"{done.passed:,} without the words")
    return ", ".join(parts)
