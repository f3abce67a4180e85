"""`build`: bring the index up to date with a folder of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from index.build_display import build_with_display
from index.commands.surroundings import DEFAULT_ARTICLES
from index.options import BUILT_IN_MODEL, BuildOptions

if TYPE_CHECKING:
    from index.commands.surroundings import Surroundings


def build_index(around: Surroundings, *, full: bool) -> int:
    """Build, and show the course of it. Raises ArticlesError, ModelError, StoreError."""
    build_with_display(
        around.articles or DEFAULT_ARTICLES,
        around.store,
        BuildOptions(model=around.model or BUILT_IN_MODEL),
        around.load,
        full=full,
        console=Console(file=around.streams.stdout),
    )
    return 0
