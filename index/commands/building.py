"""`build`: bring the index up to date with a folder of articles. `rollback`: undo that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from index.build import why_stale
from index.build_display import build_with_display
from index.commands.surroundings import DEFAULT_ARTICLES
from index.issues.book import keep_ledger
from index.options import BUILT_IN_MODEL
from index.printable import counted
from index.rollback import roll_back

if TYPE_CHECKING:
    from index.commands.surroundings import Surroundings


def bring_up_to_date(around: Surroundings) -> Surroundings:
    """Build if the index is not of the folder as it is now, and ask that folder from then on.

    The course of it is shown on standard error. Raises as `build_index` does.
    """
    around = replace(around, articles=around.articles or DEFAULT_ARTICLES)
    articles = around.articles or DEFAULT_ARTICLES
    options = around.build_options(around.model or BUILT_IN_MODEL)
    if why_stale(articles, around.store, options) is not None:
        console = Console(file=around.streams.stderr)
        build_with_display(articles, around.store, options, around.load, console=console)
        keep_ledger(around.store, around.state_file)
    return around


def build_index(around: Surroundings, *, full: bool, confirm_loss: bool) -> int:
    """Build, and show the course of it.

    Raises ArticlesError, ModelError, CatalogueError, StoreError.
    """
    build_with_display(
        around.articles or DEFAULT_ARTICLES,
        around.store,
        around.build_options(around.model or BUILT_IN_MODEL),
        around.load,
        full=full,
        confirm_loss=confirm_loss,
        console=Console(file=around.streams.stdout),
    )
    keep_ledger(around.store, around.state_file)
    return 0


def go_back(around: Surroundings) -> int:
    """Make the generation before the live one live. Raises StoreError."""
    done = roll_back(around.store)
    articles = counted(done.articles, "article")
    around.streams.stdout.write(
        f"Back to {done.generation} ({articles}, built {done.built_at}), from {done.before}\n"
    )
    return 0
