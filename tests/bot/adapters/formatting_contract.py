"""What every chat platform owes to the words of articles, as tests to inherit.

Any reply, once formatted: words unchanged, sources named, nothing calls or formats. A test class
says how its platform formats and is read.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core import adding_words
from bot.core.adding_bodies import FoundArticle, FoundArticles
from bot.core.plain import plain
from bot.core.presses import OpenIssue, read
from bot.core.reply import (
    ContextPassage,
    InContext,
    IssueList,
    IssueMoves,
    MoreQuotes,
    OneIssue,
    Quotes,
    Unlisted,
)
from index.issues.records import Candidate, Move, Moves, Status
from index.records import Relation, Span
from index.web.records import Added, Changed
from tests.bot.adapters.bodies import HARMFUL, differing, quoted, reply_of
from tests.bot.adapters.news_bodies import make_move, make_news
from tests.bot.bridge import SENTENCE
from tests.bot.fake_web import make_page
from tests.bot.fakes import make_evidence, make_standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.core.news import News
    from bot.core.reply import Body, Quoted, Reply

TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a sentence": SENTENCE,
        "harm": HARMFUL,
        "marks at its head": "> # - 1. *a* _b_",
        "from right to left": "הגשר נפתח ב־1948, “قالت” 😀 👨‍👩‍👧.",
        "controls and line breaks": "a\x00b\x1b[31m\u202ec\u2066d\r\n\r\ne\u2028f",
        "long words": "This is one long sentence, " * 300,
        "long harm": f"{HARMFUL} " * 30,
        "no white space": "x_" * 4_000,
    }
)
ID: Final = "world/2025/the_article"


def _context(items: Sequence[Quoted]) -> Body:
    passages = [
        ContextPassage(one.quote.text, Span(0, 1), after_gap=bool(at))
        for at, one in enumerate(items)
    ]
    return InContext(items[0].quote, tuple(passages))


def _differing(items: Sequence[Quoted]) -> Body:
    return differing(*((f"{n}", Relation.DIFFERENT, [one]) for n, one in enumerate(items)))


def _standing(one: Quoted, status: Status = Status.OPEN) -> Any:
    evidence = replace(make_evidence(party="Egypt"), quote=one.quote)
    return make_standing(one.quote.doc_id.rpartition("/")[2], status, evidence)


BODIES: Final[Mapping[str, Callable[[Sequence[Quoted]], Body]]] = MappingProxyType(
    {
        "quotes": lambda items: Quotes("q", tuple(items), 0.9),
        "values that differ": _differing,
        "more quotes": lambda items: MoreQuotes("q", tuple(items), 3, closest=False, further=True),
        "a list of issues": lambda items: IssueList(tuple(map(_standing, items)), 5, 5),
        "one issue": lambda items: OneIssue(
            replace(_standing(items[0]), positions=()),
            tuple(replace(make_evidence(), quote=one.quote) for one in items[1:]), 0, {},
        ),
        "what changed": lambda items: IssueMoves(
            Moves("May", "now", tuple(
                Move(Status.SETTLED, _standing(one), _standing(one).evidence, 0, ())
                for one in items
            ))
        ),
        "what is not listed": lambda items: Unlisted(
            tuple(Candidate(("prison",), (one.quote,), 1) for one in items)
        ),
        "in context": _context,
    }
)  # fmt: skip
"""Bodies that show some quotes, each of them once and in this order."""


def squeezed(text: str) -> str:
    """`text` without white space, which may differ where a long text was broken."""
    return "".join(text.split())


class Formatting(ABC):
    """What is owed to the words of articles, whatever is in them."""

    @abstractmethod
    def formatted(self, reply: Reply) -> Sequence[Any]:
        """The messages of a reply."""

    @abstractmethod
    def announced(self, news: News) -> Any:
        """The one message that tells a channel of news."""

    @abstractmethod
    def pressed(self, message: Any) -> list[str]:
        """The ids of the buttons below a message."""

    @abstractmethod
    def quotes(self, messages: Sequence[Any]) -> list[str]:
        """What people read of the block quotes in them."""

    @abstractmethod
    def lines(self, messages: Sequence[Any]) -> list[str]:
        """All lines that people read of them, without looks."""

    @abstractmethod
    def live(self, messages: Sequence[Any]) -> list[str]:
        """What in them the platform would take for a ping, a link or a format, and nobody meant."""

    @abstractmethod
    def assert_within_limits(self, messages: Sequence[Any]) -> None:
        """The platform would take them."""

    @pytest.fixture(params=BODIES)
    def make_body(self, request: pytest.FixtureRequest) -> Callable[[Sequence[Quoted]], Body]:
        return BODIES[request.param]

    @pytest.fixture(params=TEXTS)
    def items(self, request: pytest.FixtureRequest) -> list[Quoted]:
        """Two quotes with the same words, of articles with harmful titles."""
        about = {"title": "*A* <!here> @here title", "source_url": "https://evil_x.example/)>|a"}
        text = TEXTS[request.param]
        return [quoted(text, f"{ID}_{n}", "one long a", **about) for n in (1, 2)]

    @pytest.fixture
    def messages(
        self, make_body: Callable[[Sequence[Quoted]], Body], items: list[Quoted]
    ) -> Sequence[Any]:
        return self.formatted(reply_of(make_body(items)))

    def test_the_words_arrive_whole_and_in_order(
        self, messages: Sequence[Any], items: list[Quoted]
    ) -> None:
        read = squeezed("".join(self.quotes(messages)))
        assert read == squeezed("".join(plain(one.quote.text) for one in items))

    def test_every_message_is_within_the_limits(self, messages: Sequence[Any]) -> None:
        assert messages
        self.assert_within_limits(messages)

    def test_each_quote_and_each_part_of_a_long_one_has_its_source(
        self,
        messages: Sequence[Any],
        make_body: Callable[[Sequence[Quoted]], Body],
        items: list[Quoted],
    ) -> None:
        shown = self.quotes(messages)
        for one in items:
            named = [line for line in self.lines(messages) if one.quote.doc_id in line]
            if make_body is _context:
                assert (len(named) == 1) == (one is items[0]), "the paragraphs are of one article"
                continue
            if make_body is _differing:
                assert len(named) == 1, "all who give a value stand above the words of the newest"
                continue
            numbers = re.findall(r"part (\d+) of (\d+)", "\n".join(named))
            count = len(shown) // len(items)
            wanted = [(f"{n + 1}", f"{count}") for n in range(count)] if count > 1 else []
            assert numbers == wanted
            assert len(named) == count

    def test_nothing_calls_links_or_formats(self, messages: Sequence[Any]) -> None:
        assert self.live(messages) == []

    @pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
    def test_nothing_of_a_page_of_the_web_calls_links_or_formats(self, text: str) -> None:
        line = " ".join(text.split()) or "-"
        page = make_page(title=line[:300], outlet=line[:300], author=line[:300], text=text)
        diff = (f"- {line[:300]}", f"+ {line[:300]}")
        changed = Changed(ID, diff, "kept.md", was_corrected=False)
        found = (FoundArticle(page, Added(ID)), FoundArticle(page, changed))
        messages = self.formatted(reply_of(FoundArticles("0c3f52a9b1d4", found, (line,), 2)))
        self.assert_within_limits(messages)
        assert self.live(messages) == []
        # Boxes of code are read without their marks, and so are those marks anywhere else.
        title = squeezed(plain(line[:300])).replace("`", "")
        assert title in squeezed("".join(self.lines(messages))).replace("`", "")
        quoted = squeezed("".join(self.quotes(messages)))
        assert quoted == 2 * squeezed(plain(adding_words.first_lines(page)))

    @settings(max_examples=40, suppress_health_check=[HealthCheck.differing_executors])
    @given(
        st.sampled_from([SENTENCE, HARMFUL, "long words " * 90, "x_" * 2_000]),
        st.integers(1, 12),
        st.integers(1, 6),
        st.integers(1, 12),
    )
    def test_however_much_is_new_a_channel_is_told_in_one_message_within_the_limits(
        self, text: str, issues: int, count: int, names: int
    ) -> None:
        moves = [make_move(f"bridge-{number}", text, count) for number in range(issues)]
        message = self.announced(make_news(*moves, names=names))
        self.assert_within_limits([message])
        assert self.live([message]) == []
        pressed = [read(one) for one in self.pressed(message)]
        assert pressed == [OpenIssue(f"bridge-{number}") for number in range(len(pressed))]
        assert pressed

    def test_the_same_reply_gives_the_same_messages(
        self, make_body: Callable[[Sequence[Quoted]], Body], items: list[Quoted]
    ) -> None:
        reply = reply_of(make_body(items))
        assert self.formatted(reply) == self.formatted(reply)
