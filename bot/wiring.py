"""The services that the chat stands on, put together: archive, state and rebuilder.

for the console   the index is built or brought up to date first, with its course shown
for a platform    whatever index there is answers; building goes on beside it
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.core.live_archive import LiveArchive
from bot.core.rebuilding import Rebuilder
from bot.core.services import Services
from bot.core.state.store import StateStore
from index.embedders.loading import load_model
from index.errors import NoArticlesError, StoreError
from index.options import BuildOptions

if TYPE_CHECKING:
    from rich.console import Console

    from bot.settings import Settings
    from index.archive import IndexArchive

AT_START = "the start of the program"
"""Who started a build that nobody asked for."""


def open_services(settings: Settings, console: Console, *, wait: bool) -> Services:
    """The articles that `settings` name, and all that goes with them.

    With `wait` they can be asked at once, and progress is shown on `console`; without it, that may
    take until a first build has ended. Raises `index.errors.DatelineError` and StateError.
    """
    state = StateStore(settings.state_file)
    state.forget_older_than(settings.keep_days)
    # Imported only now, because it loads the engine, which takes seconds: a wrong setting is told
    # before that.
    from bot.build_process import BuildProcess  # noqa: PLC0415 - see above
    from index.archive import IndexArchive  # noqa: PLC0415 - see above
    from index.build import why_stale  # noqa: PLC0415 - see above
    from index.build_display import build_with_display  # noqa: PLC0415 - see above
    from index.issues.book import keep_ledger  # noqa: PLC0415 - see above
    from index.loaders.folder import fingerprint  # noqa: PLC0415 - see above

    articles, store = settings.articles_dir, settings.store_dir
    options = BuildOptions(model=settings.embedding_model, issues_file=settings.issues_file)
    load = cache(load_model)

    def reopen() -> IndexArchive:
        keep_ledger(store, settings.state_file)
        return IndexArchive.open(
            store, load, model=options.model, articles=articles, state_file=settings.state_file
        )

    archive = LiveArchive()
    build = BuildProcess(articles, store, options, load_model)
    services = Services(archive, state, Rebuilder(archive, build, reopen))
    stale = why_stale(articles, store, options) is not None
    if stale and not fingerprint(articles):
        raise NoArticlesError(articles, 0, "article")
    if stale and wait:
        build_with_display(articles, store, options, load, console=console)
    with console.status("Opening the index …"):
        try:
            archive.replace(reopen())
        except StoreError:
            if wait:
                raise
    if not wait and (stale or not archive.is_ready):
        # One that is not stale and yet can't be opened is damaged: nothing of it is taken over.
        services.rebuilder.start(full=not stale, started_by=AT_START)
    return services
