"""The index for the bot: built or brought up to date where needed, then opened for questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.options import BuildOptions

if TYPE_CHECKING:
    from rich.console import Console

    from bot.core.archive import Archive
    from bot.settings import Settings


def open_archive(settings: Settings, console: Console) -> Archive:
    """The articles that `settings` name, ready to be asked; progress is shown on `console`.

    Raises `index.errors.DatelineError`.
    """
    # Imported only now, because it loads the engine and the model's library, which takes seconds:
    # a wrong setting is told before that.
    from index.build import why_stale  # noqa: PLC0415 - see above
    from index.build_display import build_with_display  # noqa: PLC0415 - see above
    from index.embedders.sentence_transformer import (  # noqa: PLC0415 - see above
        SentenceTransformerEmbedder,
    )
    from index.search import Searcher  # noqa: PLC0415 - see above

    articles, store = settings.articles_dir, settings.store_dir
    options = BuildOptions(model=settings.embedding_model)
    reason = why_stale(articles, store, options)
    load = SentenceTransformerEmbedder.load
    if reason is not None:
        build_with_display(articles, store, options, load, console=console)
    with console.status("Opening the index …"):
        return Searcher.open(store, load, model=options.model, articles=articles)
