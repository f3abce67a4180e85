"""Are so many articles gone that someone has to confirm it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.errors import ArticlesLostError, StoreDamagedError
from index.stores.article_store import ArticleStore

if TYPE_CHECKING:
    from pathlib import Path

    from index.collection import Collection
    from index.lineage import Sound

LOST: Final = 20
LOST_SHARE: Final = 0.1
"""Where at least so many articles, and more than this share of them, are gone at once, someone has
to say that it is meant: a folder that is mounted too late looks just like that.
"""


def known_articles(before: Sound | None, articles: Path) -> dict[str, str]:
    """The articles that answer now, if they are of this folder: their ids, with their files."""
    if before is None or before.manifest.articles_folder != str(articles.resolve()):
        return {}
    try:
        headers = ArticleStore(before.folder).headers()
    except StoreDamagedError:
        return {}
    return {doc_id: path for doc_id, _, _, _, path, _ in headers}


def check_loss(
    articles: Path, before: Sound | None, known: dict[str, str], collection: Collection
) -> None:
    """Refuse to drop many articles of `known` at once. Raises ArticlesLostError.

    Those whose file only got another name are not gone.
    """
    there = {article.doc_id for article in collection.articles}
    moved = _moved(before, collection) if before else frozenset()
    lost = [doc_id for doc_id, path in known.items() if doc_id not in there and path not in moved]
    all_of_them = bool(known) and not there
    if all_of_them or (len(lost) >= LOST and len(lost) > LOST_SHARE * len(known)):
        raise ArticlesLostError(articles, len(lost), len(known))


def _moved(before: Sound, collection: Collection) -> frozenset[str]:
    """Files of the generation before whose content the folder has under another name."""
    there = set(collection.files.values())
    return frozenset(name for name, digest in before.manifest.files.items() if digest in there)
