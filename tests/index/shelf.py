"""A folder of made-up articles with an index built by the fake model, for tests of the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.build import build
from index.confidence import Signal
from index.fitted import Fitted
from index.generation import open_generation
from index.manifest import GENERATIONS, live_generation
from index.options import AnswerOptions, BuildOptions
from index.ranking import Feature
from index.search import Searcher
from tests.index.fakes import FakeEmbedder

if TYPE_CHECKING:
    from pathlib import Path

    from index.build import BuildReport
    from index.generation import Generation
    from index.records import Answer, Article, NoAnswer

OPTIONS = BuildOptions(model="fake")
EVERYTHING = AnswerOptions(max_question_chars=2_000, english_only=False)
FITTED = Fitted(
    ranking={
        Feature.TOKENS: 1.0,
        Feature.TERMS: 1.0,
        Feature.COSINE: 1.0,
        Feature.COSINE_PASSAGE: 0.5,
    },
    confidence={Signal.TOKENS_EVEN: 10.0},
    intercept=-6.0,
    threshold=0.5,
)
"""Fixed here, so that these tests do not depend on the numbers that ship."""

BRIDGE = "The stone bridge opened on Friday with a long parade."
PLUMS = "Farmers in the northern valley brought in twelve tonnes of plums."
FERRY = "Captain Ines Roth steered her ferry through thick fog at dawn."
TOWN = {
    "bridge.md": "---\ntitle: The new bridge\npublished: 2025-05-02\n---\n"
    f"{BRIDGE} It had cost four million.\n\n"
    "Engineers checked every pillar before the mayor cut a ribbon.\n",
    "harvest.txt": f"{PLUMS}\n\nHeavy rain had delayed picking by nine days, their union said.\n",
    "news/ferry.txt": f"{FERRY}\n\nNobody aboard was hurt, according to harbour officials.\n",
}


@dataclass
class Shelf:
    """A folder `articles`, whose index is in `store`; `embedders` are those that builds loaded."""

    articles: Path
    store: Path
    embedders: list[FakeEmbedder] = field(default_factory=list)

    @property
    def embedded(self) -> int:
        """How many passages all builds so far have embedded."""
        return sum(embedder.embedded for embedder in self.embedders)

    def write(self, name: str, text: str) -> None:
        path = self.articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def build(
        self,
        *,
        full: bool = False,
        confirm_loss: bool = False,
        revision: str = "first",
        fail_after: int | None = None,
        options: BuildOptions = OPTIONS,
    ) -> BuildReport:
        def load(name: str) -> FakeEmbedder:
            self.embedders.append(FakeEmbedder(name, revision, fail_after))
            return self.embedders[-1]

        return build(self.articles, self.store, options, load, full=full, confirm_loss=confirm_loss)

    def generation(self) -> Generation:
        return open_generation(live_generation(self.store))

    def searcher(self, options: AnswerOptions = EVERYTHING, fitted: Fitted = FITTED) -> Searcher:
        return Searcher(self.generation(), FakeEmbedder("fake"), options, fitted)

    def ask(self, question: str) -> Answer | NoAnswer:
        return self.searcher().answer(question)


def make_shelf(folder: Path, files: dict[str, str] | None = None) -> Shelf:
    """Write `files` (a small town's, if none are given); nothing is built yet."""
    shelf = Shelf(folder / "articles", folder / "store")
    shelf.articles.mkdir(parents=True)
    for name, text in (TOWN if files is None else files).items():
        shelf.write(name, text)
    return shelf


def assert_verbatim(reply: Answer | NoAnswer, articles: dict[str, Article]) -> None:
    """Every quote is a true cut, none is empty, and no two overlap."""
    quotes = getattr(reply, "quotes", ()) + getattr(reply, "nearest", ())
    for number, quote in enumerate(quotes):
        text = articles[quote.doc_id].text
        assert quote.text
        assert quote.text == text[quote.span.start : quote.span.end]
        assert 0.0 <= quote.score <= 1.0
        for other in quotes[:number]:
            apart = quote.span.end <= other.span.start or other.span.end <= quote.span.start
            assert other.doc_id != quote.doc_id or apart


def first_quote(shelf: Shelf, question: str) -> str:
    """What comes closest to a question."""
    return shelf.searcher().closest(question, 1)[0][0].text


def generation_names(shelf: Shelf) -> set[str]:
    """The folders beside the live one, what a broken build left too."""
    return {path.name for path in (shelf.store / GENERATIONS).iterdir()}
