"""Articles of the web on their way to the articles folder: looked at, shown, and then added.

    look(addresses) ─▶ a thread ─▶ fetched and read ─▶ kept under a token ─▶ FoundArticles
                                                                              [Add] [Cancel]
    add(token) ─▶ a thread ─▶ a file ─▶ a build, after the one under way ─▶ Rebuilt

What is added is what was shown, whatever the page says by then.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from bot.core import adding_words
from bot.core.adding_bodies import Adding, FoundArticle, FoundArticles, Looked, LookingUp, Stored
from bot.core.errors import (
    BotError,
    InvalidInputError,
    JobAbortedError,
    NoLongerFoundError,
    TooManyLooksError,
)
from index.errors import DatelineError, WebError
from index.web.records import Added, Changed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.core.rebuilding import Rebuilder
    from bot.core.state.found import FoundPage, FoundPages
    from index.web.records import Put, WebArticle

MOST_AT_ONCE: Final = 5
"""Addresses that are looked at in one go."""

MOST_LOOKS: Final = 4
"""Looks under way at one time; each holds a thread until its pages have come, or take too long."""

T = TypeVar("T")


class Web(Protocol):
    """Where articles come from, and the folder that they go to. Safe for several threads."""

    def find(self, urls: Sequence[str]) -> Sequence[FoundArticle | WebError]:
        """What stands at each address; takes as long as its servers do, within limits."""

    def put(self, article: WebArticle, fetched_at: datetime) -> Put:
        """Make it a file among the articles. Raises `index.errors.ArticlesError`."""


class Adder:
    """Looks at pages and adds what they hold. Lives as long as the process."""

    def __init__(self, web: Web, pages: FoundPages, rebuilder: Rebuilder) -> None:
        """`pages` keeps what was shown until it is added."""
        self._web = web
        self._pages = pages
        self._rebuilder = rebuilder
        self._looks = threading.BoundedSemaphore(MOST_LOOKS)

    def look(self, urls: Sequence[str], *, left: int = 0) -> LookingUp:
        """Begin to look at some pages, and return at once. Raises TooManyLooksError.

        `left` addresses more were given, which nobody looks at.
        """
        if not self._looks.acquire(blocking=False):
            raise TooManyLooksError

        def work() -> Looked:
            try:
                return self._look(urls, left)
            finally:
                self._looks.release()

        return LookingUp(tuple(urls), _begin(work, "dateline-looking"))

    def add(self, token: str, number: int, *, started_by: str) -> Adding:
        """Begin to add article `number` of what was found, or all where it is 0; returns at once.

        Raises NoLongerFoundError, and InvalidInputError for a number that none has.
        """
        page = self._pages.get(token)
        if page is None:
            raise NoLongerFoundError
        if number > len(page.articles):
            raise InvalidInputError(adding_words.NO_SUCH)
        chosen = page.articles[number - 1 : number] if number else page.articles

        def work() -> Stored:
            return self._add(chosen, page, started_by)

        waits = self._rebuilder.running is not None
        typed = adding_words.typed_to_add(token, number)
        return Adding(typed, waits, _begin(work, "dateline-adding"))

    def drop(self, token: str) -> None:
        """Forget what was found."""
        self._pages.drop(token)

    def _look(self, urls: Sequence[str], left: int) -> Looked:
        results = self._web.find(urls)
        refused = tuple(adding_words.refused(one) for one in results if isinstance(one, WebError))
        found = tuple(one for one in results if isinstance(one, FoundArticle))
        if not found:
            return Looked(None, refused)
        token = self._pages.keep([one.article for one in found])
        return Looked(FoundArticles(token, found, refused, left), refused)

    def _add(self, chosen: Sequence[WebArticle], page: FoundPage, started_by: str) -> Stored:
        """Put one after the other; what came in is built, though the next one could not be put.

        What is found stays kept: where the folder can't be written to, it can be tried again.
        """
        puts: list[Put] = []
        trouble = ""
        for article in chosen:
            try:
                puts.append(self._web.put(article, page.at))
            except DatelineError as error:
                if not puts:
                    raise
                trouble = str(error)
                break
        if not any(isinstance(put, Added | Changed) for put in puts):
            return Stored(tuple(puts), None, trouble)
        return Stored(tuple(puts), self._rebuilder.start_next(started_by=started_by), trouble)


def _begin(work: Callable[[], T], name: str) -> Future[T]:
    """Do it on a thread of its own, which keeps nobody from leaving; what it comes to.

    What the program doesn't raise on purpose is the cause of a JobAbortedError.
    """
    outcome: Future[T] = Future()
    # Running, so that nobody who stops waiting for it cancels it for the others.
    outcome.set_running_or_notify_cancel()

    def do() -> None:
        try:
            done = work()
        except (DatelineError, BotError) as error:
            outcome.set_exception(error)
        except BaseException as exc:  # noqa: BLE001 - handed on: whoever waits gets an apology
            aborted = JobAbortedError()
            aborted.__cause__ = exc
            outcome.set_exception(aborted)
        else:
            outcome.set_result(done)

    threading.Thread(target=do, name=name, daemon=True).start()
    return outcome
