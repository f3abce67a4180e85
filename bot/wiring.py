"""The services that the chat stands on, put together: archive, state and rebuilder; and the
threads beside them, which follow the store and watch the articles.

for the console   the index is built or brought up to date first, with its course shown
for a platform    whatever index there is answers; building goes on beside it
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from bot.core.adding import Adder
from bot.core.background import Background
from bot.core.live_archive import LiveArchive
from bot.core.observing import SILENT
from bot.core.quiet import Quiet
from bot.core.rebuilding import Rebuilder
from bot.core.services import Services
from bot.core.state.store import StateStore
from bot.finding import OpenWeb
from bot.following import Follower
from bot.operations.logs import set_up_process
from index.embedders.loading import load_model
from index.errors import (
    CatalogueError,
    FolderMissingError,
    NoArticlesError,
    StoreBusyError,
    StoreError,
)
from index.manifest import live_generation
from index.options import BuildOptions
from index.web.manners import Manners
from index.web.pace import Pace
from index.web.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import Console

    from bot.core.observing import Observer
    from bot.gathering import Gatherer
    from bot.settings import Settings
    from index.archive import IndexArchive
    from index.embedders.base import Embedder
    from index.errors import ArticlesError
    from index.web.fetching import Fetcher
    from index.web.records import Put, Refused, Round

logger = logging.getLogger(__name__)

AT_START = "the start of the program"
"""Who started a build that nobody asked for."""


def open_services(
    settings: Settings, console: Console, *, wait: bool, observer: Observer = SILENT
) -> Services:
    """The articles that `settings` name, and all that goes with them. `observer` hears of builds.

    With `wait` they can be asked at once, and progress is shown on `console`; without it, that may
    take until a first build has ended. Raises `index.errors.DatelineError` and StateError.
    """
    state = StateStore(settings.state_file)
    state.forget_older_than(settings.keep_days)
    # Imported only now, because it loads the engine, which takes seconds: a wrong setting is told
    # before that.
    from bot.build_process import BuildJob, BuildProcess  # noqa: PLC0415 - see above
    from index.rollback import roll_back  # noqa: PLC0415 - see above

    articles, store = settings.articles_dir, settings.store_dir
    options = BuildOptions(model=settings.embedding_model, issues_file=settings.issues_file)
    index = _Index(articles, store, options, settings.state_file)
    job = BuildJob(
        articles, store, options, load_model, settings.build_memory_mb,
        prepare=partial(set_up_process, settings),
    )  # fmt: skip
    rebuilder = Rebuilder(
        index.archive, lambda: BuildProcess(job), index.reopen, lambda: roll_back(store),
        observer=observer,
    )  # fmt: skip
    gone = index.why_nothing_can_be_read()
    if gone is not None and wait:
        raise gone
    due = gone is None and index.is_due()
    with_others = wait and due and not index.built(console)
    with console.status("Opening the index …"):
        try:
            index.archive.renew(index.reopen)
        except StoreError as error:
            if wait:
                raise StoreBusyError(store) if with_others else error from None
    if gone is not None:
        # Perhaps a disk that is mounted later: what answered before that goes on answering.
        if not index.archive.is_ready:
            raise gone
        logger.warning("%s. Until then the index as it was answers", gone)
    elif not with_others and ((due and not wait) or not index.is_live):
        # One that isn't due and yet can't be opened is damaged: nothing of it is taken over. Nor
        # does it stay so where an earlier one stands in for it.
        rebuilder.start(full=not (due or index.archive.is_ready), started_by=AT_START)
    open_pages = _pages(settings)
    adder = Adder(OpenWeb(articles, open_pages), state.found, rebuilder)
    beside = _beside(settings, index, rebuilder, open_pages)
    return Services(index.archive, state, rebuilder, adder, beside)


@dataclass(frozen=True, slots=True)
class _Index:
    """The index of a folder, in its store, and the archive that answers from it."""

    articles: Path
    store: Path
    options: BuildOptions
    state_file: Path
    archive: LiveArchive = field(default_factory=LiveArchive)
    load: Callable[[str], Embedder] = field(default_factory=lambda: cache(load_model))

    @property
    def is_live(self) -> bool:
        """Whether what the store says is live answers, and not what stands in for it."""
        try:
            return live_generation(self.store).name == self.archive.generation
        except StoreError:
            return False

    def why_nothing_can_be_read(self) -> ArticlesError | None:
        """Why no article is there at all, where the index is of some or there is none."""
        from index.loaders.folder import fingerprint  # noqa: PLC0415 - see above

        try:
            empty = not fingerprint(self.articles) and self.is_due()
        except FolderMissingError as error:
            return error
        return NoArticlesError(self.articles, 0, "article") if empty else None

    def is_due(self) -> bool:
        """Whether a build that nobody asked for has anything to do.

        What was rolled back from is not built again. Raises FolderMissingError, CatalogueError.
        """
        from index.build import why_stale  # noqa: PLC0415 - see above
        from index.rollback import is_held  # noqa: PLC0415 - see above

        stale = why_stale(self.articles, self.store, self.options) is not None
        return stale and not is_held(self.articles, self.store, self.options)

    def built(self, console: Console) -> bool:
        """Build, and show it; False where another process does so. Raises DatelineError."""
        from index.build_display import build_with_display  # noqa: PLC0415 - see above

        try:
            build_with_display(self.articles, self.store, self.options, self.load, console=console)
        except StoreBusyError as error:
            console.print(f"{error}. Until then the index before answers, if there is one.")
            return False
        return True

    def reopen(self) -> IndexArchive | None:
        """Open what is live in the store; None where that answers already. Raises DatelineError."""
        from index.archive import IndexArchive  # noqa: PLC0415 - see above
        from index.issues.book import keep_ledger  # noqa: PLC0415 - see above

        keep_ledger(self.store, self.state_file)
        if self.is_live:
            return None
        return IndexArchive.open(
            self.store, self.load, model=self.options.model, articles=self.articles,
            state_file=self.state_file,
        )  # fmt: skip


def _beside(
    settings: Settings, index: _Index, rebuilder: Rebuilder, open_pages: Callable[[], Fetcher]
) -> tuple[Background, ...]:
    """What goes on beside the answering, each on its thread."""
    follower = Follower(index.store, index.archive, rebuilder, index.reopen, index.is_due)
    beside = [Background("dateline-following", follower.run)]
    if settings.fetch_every:
        gatherer = _gatherer(settings, rebuilder, open_pages)
        beside.append(Background("dateline-gathering", gatherer.run))
    if not settings.watch:
        return tuple(beside)
    from bot.watching import FolderWatch  # noqa: PLC0415 - only where it is wanted

    def is_due_or_wrong() -> bool:
        try:
            return index.is_due()
        except CatalogueError:
            return True  # the build says what is wrong

    quiet = Quiet(settings.watch_quiet_seconds)
    watch = FolderWatch(index.articles, rebuilder, is_due_or_wrong, quiet)
    beside.append(Background("dateline-watching", watch.run))
    return tuple(beside)


def _pages(settings: Settings) -> Callable[[], Fetcher]:
    """Gives who fetches pages; all of them keep one pace, so that no host is asked more often."""
    manners = Manners(contact=settings.fetch_contact, pause=settings.fetch_pause_seconds)
    reach, pace = Reach(settings.allow_hosts, settings.deny_hosts), Pace()

    def open_pages() -> Fetcher:
        from index.web.opening import open_fetcher  # noqa: PLC0415 - only where it is wanted

        return open_fetcher(manners, reach, pace)

    return open_pages


def _gatherer(
    settings: Settings, rebuilder: Rebuilder, open_pages: Callable[[], Fetcher]
) -> Gatherer:
    """Reads the feeds that are listed, into the articles folder."""
    from bot.gathering import Gatherer  # noqa: PLC0415 - only where it is wanted
    from index.web.rounds import Places, read_round  # noqa: PLC0415 - see above

    places = Places(settings.feeds_file, settings.articles_dir, settings.state_file)

    def go(tell: Callable[[Put | Refused], None], is_stopped: Callable[[], bool]) -> Round:
        with open_pages() as fetcher:
            return read_round(fetcher, places, tell, is_stopped)

    return Gatherer(go, rebuilder, settings.fetch_every * 60.0)
