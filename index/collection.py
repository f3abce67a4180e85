"""The articles folder as a build sees it: what is read, what is left out, how it is cut.

folder ─▶ articles ─▶ cuts: furniture and passages
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.cutting import Cut, KnownCuts, cut_articles
from index.errors import NoArticlesError
from index.loaders import LOADERS
from index.loaders.folder import fingerprint, list_files, read_articles
from index.records import Noted, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.options import BuildOptions
    from index.records import Article, Passage


@dataclass(frozen=True, slots=True)
class Collection:
    """All articles of a folder, by id, and how each is cut, side by side.

    `known` are the cuts that could be taken over, for what else is known of them.
    `files` maps names to sha256, taken before the first file was read: a file that changes while
    it is read makes the index stale, not wrong. So does one that could not be read then: it has no
    entry, and is something new as soon as it can be read again.
    """

    files: dict[str, str]
    articles: tuple[Article, ...]
    cuts: tuple[Cut, ...]
    skipped: tuple[Skipped, ...]
    known: KnownCuts

    @property
    def passages(self) -> tuple[Sequence[Passage], ...]:
        """The passages of each article."""
        return tuple(cut.passages for cut in self.cuts)


def read_collection(
    folder: Path,
    options: BuildOptions,
    on_problem: Callable[[Skipped | Noted], None],
    known: KnownCuts | None = None,
    *,
    may_be_empty: bool = False,
) -> Collection:
    """Read, clean and cut all articles of `folder`; each problem is told as it is met.

    Cuts that are `known` are taken over.
    The folder is listed once, before anything is read: an article is gone if its file is not in
    that list, and not because it could not be read later. Raises FolderMissingError,
    DuplicateIdError, MetadataError, and NoArticlesError unless the folder `may_be_empty`.
    """
    listing = list_files(folder)
    files = fingerprint(folder, listing)
    articles: list[Article] = []
    skipped: list[Skipped] = []
    limit = options.max_article_bytes
    for found in read_articles(folder, max_article_bytes=limit, listing=listing):
        if isinstance(found, Skipped):
            skipped.append(found)
        if isinstance(found, Skipped | Noted):
            on_problem(found)
        else:
            articles.append(found)
    # Once more: what could not be read because the whole folder vanished meanwhile is not gone.
    list_files(folder)
    if not (articles or may_be_empty):
        raise NoArticlesError(folder, len(skipped), ", ".join(sorted(LOADERS)))
    for name in {problem.path for problem in skipped if problem.unread}:
        files.pop(name, None)
    articles.sort(key=lambda article: article.doc_id)
    known = known or KnownCuts(None)
    cuts = tuple(cut_articles(articles, options.passage_words, known))
    return Collection(files, tuple(articles), cuts, tuple(skipped), known)
