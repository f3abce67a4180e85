"""A question gets the words of the articles, or a reason why it gets none; never anything else."""

from __future__ import annotations

import json
import shlex
import sqlite3
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import (
    QuoteMismatchError,
    StoreDamagedError,
    StoreMismatchError,
    StoreMissingError,
    UnknownArticleError,
)
from index.manifest import live_generation, read_manifest
from index.options import AnswerOptions
from index.records import Answer, NoAnswer, Silence
from index.rules import DOES_NOT_STATE
from index.search import Searcher
from index.weighing import ABOUT_AS_GOOD
from tests.index.fakes import FakeEmbedder, load_fake
from tests.index.shelf import (
    BRIDGE,
    EVERYTHING,
    FERRY,
    FITTED,
    PLUMS,
    Shelf,
    assert_verbatim,
    make_shelf,
)

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS = replace(FITTED, threshold=0.0)
NEVER = replace(FITTED, threshold=1.0)
ENGLISH = AnswerOptions()

PIECES = st.sampled_from(
    [
        *("\n", "\r\n", " ", "\t", "\u2028", "\u200b", "\x00", "\ud800", "\udc80", "é", "İ", "😀"),
        *("“word”", "U.S.", "?", "!", "…", "-", "'", "’", '"', "(", "%", "\\", "$x$", "日本", "١٢"),
        *("What", "did", "the", "bridge", "cost", "ferry", "plums", "WHO", "who is it", "tonnes"),
        *("asdf", "hello", "SELECT * FROM x;", "http://a.b/c", "word " * 100, "x" * 300, "köprü"),
    ]
)
QUESTIONS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=2_000)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A town that is built; tests must not change it."""
    made = make_shelf(tmp_path_factory.mktemp("town"))
    made.build()
    return made


@pytest.fixture(scope="module")
def searchers(town: Shelf) -> list[Searcher]:
    return [town.searcher(EVERYTHING, ALWAYS), town.searcher(ENGLISH, NEVER)]


@settings(deadline=None, max_examples=60)
@given(question=QUESTIONS)
def test_any_text_gets_a_true_reply(searchers: list[Searcher], question: str) -> None:
    articles = {s.doc_id: searchers[0].article(s.doc_id)[0] for s in searchers[0].sources()}
    for searcher in searchers:
        reply = searcher.answer(question[:2_000])
        assert reply.question == question[:2_000]
        assert 0.0 <= reply.confidence <= 1.0
        assert_verbatim(reply, articles)
        match reply:
            case Answer(quotes=quotes):
                assert 1 <= len(quotes) <= 3
            case NoAnswer(reason=reason, nearest=nearest):
                assert len(nearest) <= 3
                assert not nearest or reason in {Silence.NOT_SAID, Silence.TOO_SHORT}


def test_the_sentence_that_answers_comes_first(town: Shelf) -> None:
    reply = town.ask("How many tonnes of plums did farmers bring in?")
    assert isinstance(reply, Answer)
    first = reply.quotes[0]
    assert (first.doc_id, first.text) == ("harvest", PLUMS)
    assert reply.confidence >= FITTED.threshold
    scores = [quote.score for quote in reply.quotes]
    assert scores == sorted(scores, reverse=True)


def test_a_quote_carries_its_articles_title_and_date(town: Shelf) -> None:
    quotes, _ = town.searcher().closest(BRIDGE, 1)
    assert (quotes[0].title, quotes[0].published) == ("The new bridge", "2025-05-02")


def test_what_the_articles_do_not_say_is_not_answered_but_what_came_closest_is_there(
    town: Shelf,
) -> None:
    reply = town.searcher().answer("Which penguins won a chess prize?")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Silence.NOT_SAID
    assert reply.confidence < FITTED.threshold
    assert 1 <= len(reply.nearest) <= 3


@pytest.fixture(scope="module")
def echoing(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Articles that say nearly the same, and one that says something else."""
    lines = (f"The {animal} crossed the river by the old stone bridge." for animal in ANIMALS)
    files = {f"{n}.txt": line for n, line in enumerate(lines)}
    made = make_shelf(tmp_path_factory.mktemp("echo"), {**files, "other.txt": PLUMS})
    made.build()
    return made


ANIMALS = ("hungry grey wolf", "limping brown bear", "young red fox", "wet tabby cat", "tame lynx")
CROSSING = "Who crossed the river by the old stone bridge?"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_there_are_no_more_quotes_than_the_options_allow(echoing: Shelf, count: int) -> None:
    searcher = echoing.searcher(replace(EVERYTHING, max_quotes=count), ALWAYS)
    reply = searcher.answer(CROSSING)
    assert isinstance(reply, Answer)
    assert len(reply.quotes) == count
    assert len(searcher.closest(CROSSING, 4)[0]) == 4


def test_a_quote_far_weaker_than_the_first_is_left_out(town: Shelf) -> None:
    found = town.searcher(fitted=ALWAYS).examine(BRIDGE, 3)
    assert isinstance(found.reply, Answer)
    weak = [q for q in found.quotes if q.score < ABOUT_AS_GOOD * found.quotes[0].score]
    assert weak
    assert not set(weak) & set(found.reply.quotes)


def test_an_examination_has_more_quotes_than_the_reply_and_the_same_first(town: Shelf) -> None:
    found = town.searcher(fitted=ALWAYS).examine(BRIDGE, 5)
    assert isinstance(found.reply, Answer)
    assert len(found.quotes) == 5
    assert found.quotes[: len(found.reply.quotes)] == found.reply.quotes
    assert found.signals


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", Silence.EMPTY),
        (" \n\t\u200b", Silence.EMPTY),
        ("When did the bridge open? " * 400, Silence.TOO_LONG),
        ("Köprü ne zaman açıldı ve kim açtı?", Silence.NOT_ENGLISH),
        ("asdf qwer zxcv", Silence.NOT_A_QUESTION),
        ("hello", Silence.TOO_SHORT),
        ("hello there!", Silence.NOT_A_QUESTION),
        ("?!", Silence.NOT_A_QUESTION),
        ("bridge", Silence.TOO_SHORT),
        ("Which penguins won a chess prize?", Silence.NOT_SAID),
    ],
)
def test_each_kind_of_silence_has_its_reason(town: Shelf, question: str, reason: Silence) -> None:
    reply = town.searcher(ENGLISH).answer(question)
    assert isinstance(reply, NoAnswer)
    assert (reply.reason, reply.question) == (reason, question)
    assert bool(reply.nearest) == (reason in {Silence.NOT_SAID, Silence.TOO_SHORT})


def test_one_word_gets_what_came_closest(town: Shelf) -> None:
    reply = town.ask("ferry")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Silence.TOO_SHORT
    assert reply.nearest[0].text == FERRY


def test_another_thread_may_ask_too(town: Shelf) -> None:
    searcher = town.searcher()
    expected = searcher.closest(FERRY, 2)
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(searcher.closest(FERRY, 2)))
    thread.start()
    thread.join()
    assert found == [expected]


def test_a_heading_ranks_below_a_sentence_that_says_as_much(tmp_path: Path) -> None:
    heading, sentence = "The ferry sank in fog", "In fog the ferry sank."
    shelf = make_shelf(
        tmp_path, {"a.md": f"# Sea news\n\n## {heading}\n\n{sentence}\n\nNobody knew."}
    )
    shelf.build()
    searcher = shelf.searcher()
    quotes, _ = searcher.closest("Where did the ferry sink in fog?", 3)
    assert quotes[0].text == sentence
    scores = {quote.text: quote.score for quote in searcher.closest(heading, 9)[0]}
    assert DOES_NOT_STATE < 0
    assert heading not in scores or scores[heading] < scores[sentence]


class TestOpening:
    def open(self, shelf: Shelf, model: str = "fake", **more: object) -> Searcher:
        return Searcher.open(shelf.store, load_fake, model=model, **more)  # type: ignore[arg-type]

    def test_it_answers_for_the_folder_it_was_built_from(self, town: Shelf) -> None:
        assert self.open(town, articles=town.articles).closest(FERRY, 1)[0][0].text == FERRY

    def test_a_store_without_an_index_is_told_with_the_cure(self, tmp_path: Path) -> None:
        with pytest.raises(StoreMissingError, match="python -m index build"):
            Searcher.open(tmp_path, load_fake)

    def test_another_model_is_told_with_the_cure(self, town: Shelf) -> None:
        with pytest.raises(StoreMismatchError) as caught:
            self.open(town, model="other")
        self.assert_cure(caught.value, town, "'fake'", "'other'")

    def test_other_weights_are_told_with_the_cure(self, town: Shelf) -> None:
        with pytest.raises(StoreMismatchError) as caught:
            Searcher.open(
                town.store, lambda name: FakeEmbedder(name, revision="second"), model="fake"
            )
        self.assert_cure(caught.value, town, "weights", "'fake'")

    def test_another_folder_is_told_with_the_cure(self, town: Shelf, tmp_path: Path) -> None:
        with pytest.raises(StoreMismatchError) as caught:
            self.open(town, articles=tmp_path)
        self.assert_cure(caught.value, replace(town, articles=tmp_path), str(town.articles))

    def assert_cure(self, error: StoreMismatchError, shelf: Shelf, *said: str) -> None:
        cure = f"python -m index build --articles {shelf.articles} --store {shelf.store}"
        for part in (cure, *said):
            assert part in str(error)
        assert "  " not in str(error)

    def test_the_cure_can_be_pasted_whatever_the_folder_is_called(self, tmp_path: Path) -> None:
        shelf = make_shelf(tmp_path / "my town's")
        shelf.build()
        with pytest.raises(StoreMismatchError) as caught:
            self.open(shelf, model="other")
        cured = str(caught.value).partition("rebuild it with: ")[2]
        assert shlex.split(cured)[-4:] == [
            "--articles",
            str(shelf.articles),
            "--store",
            str(shelf.store),
        ]

    def test_only_the_built_in_model_reads_english_only(self, town: Shelf) -> None:
        reply = self.open(town).answer("Köprü ne zaman açıldı ve kim açtı?")
        assert isinstance(reply, Answer) or reply.reason is Silence.NOT_SAID


def test_articles_are_shown_with_what_was_left_out(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    article, furniture = shelf.searcher().article("bridge")
    assert BRIDGE in article.text
    assert any(f.span.start == 0 for f in furniture), "the front matter"


def test_an_unknown_article_is_told_with_those_of_like_names(town: Shelf) -> None:
    with pytest.raises(UnknownArticleError, match="did you mean harvest") as caught:
        town.searcher().article("harvset")
    assert caught.value.similar == ("harvest",)
    with pytest.raises(UnknownArticleError, match="python -m index"):
        town.searcher().article("nothing like it")


def test_the_summary_tells_what_is_searched(town: Shelf) -> None:
    summary = town.searcher().summary()
    manifest = read_manifest(live_generation(town.store))
    assert (summary.generation, summary.built_at) == (manifest.generation, manifest.built_at)
    assert (summary.articles, summary.passages, summary.model) == (3, 3, "fake")
    assert summary.newest == "2025-05-02"


def test_sources_are_listed_by_id_with_their_words(town: Shelf) -> None:
    bridge, harvest, ferry = town.searcher().sources()
    assert (bridge.doc_id, bridge.title, bridge.published) == (
        "bridge",
        "The new bridge",
        "2025-05-02",
    )
    assert (harvest.doc_id, harvest.path, harvest.words) == ("harvest", "harvest.txt", 22)
    assert (ferry.doc_id, ferry.path) == ("news/ferry", "news/ferry.txt")


@pytest.mark.parametrize(
    "change",
    [
        "text = ''",
        "text = substr(text, 1, 20)",
        "text = 'Invented words that no article has ever held, at great length.'",
        "text = replace(text, 'the', 'no')",
        "text = upper(text)",
        "doc_id = doc_id || '!'",
        "text = CAST(x'ff00ff' AS TEXT)",
    ],
)
def test_articles_that_were_tampered_with_are_never_quoted_in_words_that_are_not_theirs(
    tmp_path: Path, change: str
) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    path = live_generation(shelf.store) / "articles.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE articles SET {change}")  # noqa: S608 - our own changes
    connection.commit()
    connection.close()
    for question in (BRIDGE, PLUMS, FERRY):
        try:
            searcher = shelf.searcher()
            reply = searcher.answer(question)
        except (QuoteMismatchError, StoreDamagedError):
            continue
        stored = {
            source.doc_id: searcher.article(source.doc_id)[0] for source in searcher.sources()
        }
        assert_verbatim(reply, stored)


ODD: dict[str, dict[str, str]] = {
    "one sentence": {"a.txt": FERRY},
    "one word": {"a.txt": "Fog"},
    "all furniture": {"a.txt": "Sign up for our newsletter today.\n\nFollow us on Facebook."},
    "furniture beside an article": {"a.txt": "Follow us on Facebook.", "b.txt": FERRY},
    "stop words": {"a.txt": "It was them. And it is.", "b.txt": "Who were they?"},
    "numbers": {"a.txt": "1. 2. 3.\n\n4,000 5:30"},
    "a sentence of 3,000 words": {"a.txt": "The ferry " + "sailed on and on " * 750 + "in fog."},
    "Turkish": {"a.txt": "Vapur sabah sisinde limana girdi. Kimse yaralanmadı, dedi kaptan."},
    "emoji": {"a.txt": "😀 😀 😀\n\n👩‍👩‍👧 🇹🇷\n\nThe ferry sank 😢."},
    "CRLF": {"a.txt": f"The old harbour\r\n\r\n{FERRY}\r\n\r\nNobody was hurt.\r\n"},
    "CR": {"a.txt": f"{FERRY}\r\rNobody was hurt.\r"},
    "one article twice": {"a.txt": FERRY, "b.txt": FERRY},
    "half a character": {
        "a.json": json.dumps({"id": "a", "text": f"\ud800 {FERRY}"}),
        "b.txt": "A ferry.",
    },
    "control characters": {"a.json": json.dumps({"id": "a", "text": f"\x01 {FERRY}\x07 \u200b"})},
}


@pytest.mark.parametrize("name", ODD)
def test_odd_collections_are_built_and_answer(tmp_path: Path, name: str) -> None:
    shelf = make_shelf(tmp_path, ODD[name])
    shelf.build()
    searcher = shelf.searcher(fitted=ALWAYS)
    articles = {s.doc_id: searcher.article(s.doc_id)[0] for s in searcher.sources()}
    for question in (FERRY, "Who steered the ferry in the fog?", "vapur nerede kaldı?", "fog"):
        assert_verbatim(searcher.answer(question), articles)
    said = searcher.closest(FERRY, 3)[0]
    assert len(said) == len({quote.text for quote in said}), "nothing is said twice"
    if any(FERRY in article.text for article in articles.values()):
        assert FERRY in said[0].text


@settings(deadline=None, max_examples=15)
@given(
    text=st.lists(
        st.sampled_from(
            [
                "\n\n",
                "\n",
                "\r\n",
                "\r",
                " ",
                "é",
                "“word”",
                "U.S.",
                FERRY,
                PLUMS,
                "He said,”",
                "• ",
            ]
        ),
        min_size=1,
        max_size=25,
    ).map("".join)
)
def test_any_article_is_quoted_verbatim(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = make_shelf(
        tmp_path_factory.mktemp("any"), {"a.txt": text, "b.txt": "A second article."}
    )
    shelf.build()
    searcher = shelf.searcher(fitted=ALWAYS)
    articles = {s.doc_id: searcher.article(s.doc_id)[0] for s in searcher.sources()}
    for question in (FERRY, "“word” U.S. he said", text):
        assert_verbatim(searcher.answer(question), articles)
