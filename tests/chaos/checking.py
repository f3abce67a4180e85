"""Is what answers whole, and right? Asked in a child, as everything here is that opens an index."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.lineage import sound_generation
from index.manifest import PARTIAL
from index.search import Searcher
from tests.index.children import in_child
from tests.index.fakes import load_fake
from tests.index.shelf import generation_names

if TYPE_CHECKING:
    from index.records import Quote
    from tests.chaos.newsroom import Collection, Newsroom
    from tests.index.children import Ended

ASKED: Final = 6
"""Sentences of its own that an index is asked for, and as many of others."""

_SENTENCE: Final = re.compile(r"On day [^.]+\.")


class WrongError(AssertionError):
    """Something that must not be, in a sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The generation that answered, and the warnings of opening it."""

    generation: str
    warnings: tuple[str, ...]


class _Heard(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def expect(is_so: object, otherwise: str) -> None:
    """Raise WrongError unless it is so."""
    if not is_so:
        raise WrongError(otherwise)


def done(ended: Ended) -> object:
    """What a child returned that had to come to its end."""
    expect(not ended.error and not ended.killed, f"{ended.error}: {ended.said}")
    return ended.value


def check(newsroom: Newsroom, live: str | None = None) -> Checked:
    """Open the index as the bot does, and compare what it says with what it was built of.

    `live` is the generation that would answer if nothing were damaged.
    """
    live = live or newsroom.note_live()
    own = sorted(_sentences(newsroom.built_of(live)))
    asked = [*newsroom.rng.sample(own, ASKED), *_changed(newsroom, live)]
    checked = done(in_child(lambda: _ask(newsroom, asked)))
    assert isinstance(checked, Checked)
    return checked


def build(newsroom: Newsroom) -> None:
    """Build without any fault: it has to work, leave nothing partial, and answer."""
    generation = done(in_child(lambda: newsroom.shelf.build().generation))
    expect(newsroom.note_live() == generation, f"{generation} was built and is not live")
    expect(newsroom.is_up_to_date(), f"{generation} is not of the folder as it is")
    names = generation_names(newsroom.shelf)
    expect(len(names) <= 3 and not any(PARTIAL in name for name in names), f"{names} are left")
    checked = check(newsroom)
    expect(checked == Checked(str(generation), ()), f"{checked}, where {generation} is whole")


def _sentences(collection: Collection) -> set[str]:
    return {one for text in collection.values() for one in _SENTENCE.findall(text)}


def _changed(newsroom: Newsroom, live: str) -> list[str]:
    """Sentences that the folder has and the index not, or the other way round."""
    either = _sentences(newsroom.built_of(live)) ^ _sentences(newsroom.now)
    return newsroom.rng.sample(sorted(either), min(ASKED, len(either)))


def _ask(newsroom: Newsroom, sentences: list[str]) -> Checked:
    heard = _Heard(logging.WARNING)
    logging.getLogger("index").addHandler(heard)
    store = newsroom.shelf.store
    searcher = Searcher.open(store, load_fake, model="fake")
    generation = searcher.summary().generation
    expect(generation == sound_generation(store).folder.name, f"{generation} answers")
    collection = newsroom.built_of(generation)
    _compare_all(searcher, collection)
    there = _sentences(collection)
    for sentence in sentences:
        quotes = [*searcher.closest(sentence, 3)[0], *_quotes(searcher, sentence)]
        for quote in quotes:
            _compare(quote, collection)
        found = any(sentence in quote.text for quote in quotes)
        expect(found == (sentence in there), f"{generation} on {sentence!r}: found is {found}")
    return Checked(generation, tuple(heard.messages))


def _compare_all(searcher: Searcher, collection: Collection) -> None:
    ids = {source.doc_id for source in searcher.sources()}
    expect(ids == collection.keys(), f"these articles differ: {ids ^ collection.keys()}")
    for doc_id, text in collection.items():
        expect(searcher.article(doc_id)[0].text == text, f"{doc_id} is not what was written")


def _quotes(searcher: Searcher, sentence: str) -> tuple[Quote, ...]:
    reply = searcher.answer(sentence)
    return (*getattr(reply, "quotes", ()), *getattr(reply, "nearest", ()))


def _compare(quote: Quote, collection: Collection) -> None:
    text = collection.get(quote.doc_id, "")
    cut = text[quote.span.start : quote.span.end]
    expect(quote.text and quote.text == cut, f"{quote} is not what {quote.doc_id} says")
