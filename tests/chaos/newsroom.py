"""A made-up collection of articles that goes on changing, with an index of it."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING, Final

from index.manifest import live_generation
from tests.index.shelf import Shelf, make_shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

ARTICLES: Final = 60
PLACES: Final = ("harbour", "valley", "station", "market", "library", "old mill", "town hall")
PEOPLE: Final = ("Captain Roth", "the mayor", "a farmer", "the union", "an engineer", "two pupils")
DEEDS: Final = ("opened", "painted", "sold", "counted", "repaired", "measured", "carried", "found")
THINGS: Final = ("bridges", "plums", "ferries", "lanterns", "bells", "violins", "kites", "maps")

Collection = dict[str, str]
"""What a folder held at one moment: the text of each file, by the id of its article."""


def warm_up(folder: Path) -> None:
    """Build something, so that no child has to load what a first build loads."""
    make_shelf(folder).build()


class Newsroom:
    """Writes, changes and removes articles; knows what every generation was built of.

    All in it, moments of faults too, is drawn from one source of random numbers.
    """

    def __init__(self, folder: Path, rng: Random) -> None:
        self.shelf = Shelf(folder / "articles", folder / "store")
        self.rng = rng
        self.now: Collection = {}
        self._built: dict[str, Collection] = {}
        self._files: dict[str, Path] = {}
        self._sentences = 0
        for _ in range(ARTICLES):
            self._add()

    def change(self) -> None:
        """Change, remove and add a few articles each; how many there are stays the same."""
        changed = self.rng.sample(sorted(self._files), 6)
        for doc_id in changed[:3]:
            self._files.pop(doc_id).unlink()
            del self.now[doc_id]
        for doc_id in changed[3:]:
            self._write(doc_id)
        for _ in changed[:3]:
            self._add()

    def note_live(self) -> str:
        """The live generation; one that is new was built of what the folder holds now."""
        name = live_generation(self.shelf.store).name
        self._built.setdefault(name, dict(self.now))
        return name

    def built_of(self, generation: str) -> Collection:
        """What a generation was built of; raises KeyError if it never was live."""
        return self._built[generation]

    def is_up_to_date(self) -> bool:
        """Whether the live generation is of what the folder holds now."""
        return self.built_of(self.note_live()) == self.now

    @contextlib.contextmanager
    def copied(self) -> Iterator[Shelf]:
        """The same articles, with a copy of the index that is thrown away again."""
        copy = self.shelf.store.with_name("copy")
        shutil.copytree(self.shelf.store, copy)
        try:
            yield Shelf(self.shelf.articles, copy)
        finally:
            shutil.rmtree(copy)

    def _add(self) -> None:
        number = self._sentences
        folder, suffix = ("news/", ".md") if number % 2 else ("", ".txt")
        doc_id = f"{folder}{number:05}"
        self._files[doc_id] = self.shelf.articles / f"{doc_id}{suffix}"
        self._write(doc_id)

    def _write(self, doc_id: str) -> None:
        paragraphs = (
            " ".join(self._sentence() for _ in range(self.rng.randint(2, 6))) for _ in range(3)
        )
        self.now[doc_id] = "\n\n".join(paragraphs) + "\n"
        path = self._files[doc_id]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.now[doc_id].encode())

    def _sentence(self) -> str:
        """Not one is like another, because of its number."""
        self._sentences += 1
        who, did, what, where = map(self.rng.choice, (PEOPLE, DEEDS, THINGS, PLACES))
        return f"On day {self._sentences} {who} {did} many {what} near the {where}."
