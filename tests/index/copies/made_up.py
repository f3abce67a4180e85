"""Articles made of random words, names and numbers: equal seeds give equal stories."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from index.copies.wording import WordTable, read_wording
from index.generation import open_generation
from index.manifest import live_generation
from index.stores.text_words import TextWords
from index.stores.words import Rows, Vocabulary
from tests.index.shelf import make_shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.copies.wording import Wording
    from index.generation import Generation

_SYLLABLES = ("ba", "cor", "del", "fin", "gra", "hol", "jun", "kel", "mor", "nis", "pra", "tov")
_JOINTS = ("said that", "came near", "sold", "had seen", "was given", "left", "will open")


def story(seed: int, sentences: int = 14) -> list[str]:
    """Sentences of about a dozen words, with names and numbers of their own."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def word(syllables: int = 3) -> str:
        return "".join(chance.choices(_SYLLABLES, k=syllables))

    def sentence() -> str:
        name, place = word(2).capitalize(), word().capitalize()
        return (
            f"The {word()} {word()} {name} {chance.choice(_JOINTS)} {chance.randint(20, 9999)} "
            f"{word()} of {place}, and {word()} {word()} {word()}."
        )

    return [sentence() for _ in range(sentences)]


def numbered(sentences: Sequence[Sequence[str]]) -> TextWords:
    """The words of sentences, as a build has them."""
    vocabulary, rows = Vocabulary(), Rows()
    rows.add([vocabulary.numbers(words) for words in sentences])
    return TextWords(list(vocabulary.words), *rows.joined())


def wordings(*articles: Sequence[str]) -> list[Wording]:
    """What is kept of articles that have these words."""
    text = numbered(articles)
    table = WordTable(text.words)
    return [read_wording(text.of(row, row + 1), table) for row in range(len(articles))]


def reworded(sentences: list[str]) -> list[str]:
    """The same words sentence by sentence, so that a fake model finds them near, reversed."""
    turned = (" ".join(reversed(s.rstrip(".").replace(",", "").split())) for s in sentences)
    return [f"Now {s}." for s in turned]


def text(
    sentences: list[str], title: str | None = None, published: str | None = None, gap: str = "\n\n"
) -> str:
    """A Markdown file."""
    lines = [f"title: {title}"] * bool(title) + [f"published: {published}"] * bool(published)
    head = "\n".join(["---", *lines, "---", ""]) if lines else ""
    return head + gap.join(sentences) + "\n"


def build_of(folder: Path, files: dict[str, str]) -> Generation:
    """An index by the fake model."""
    folder.mkdir(parents=True, exist_ok=True)
    shelf = make_shelf(folder, files)
    shelf.build()
    return open_generation(live_generation(shelf.store))


def groups(generation: Generation) -> dict[tuple[str, ...], str]:
    """Ids of each group and its kind."""
    ids = generation.articles.ids()
    return {
        tuple(ids[row] for row in group.articles): group.kind.value
        for group in generation.copies.groups
    }
