"""Bodies of replies, as tests of the platforms' formatters make them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.core.reply import Body, DifferingLine, Quoted, Quotes, Reply, Visibility
from index.terms import matching_spans
from tests.bot.fakes import FakeArchive, make_quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.records import Quote, Relation

NOW: Final = datetime(2026, 1, 2, 6, 4, 5, tzinfo=UTC)
INDEX: Final = FakeArchive().summary()
SEARCHED: Final = "1 article, indexed 3 hours ago"
TURN: Final = "0c3f52a9b1d4"

HARMFUL: Final = (
    "@everyone and @here, <!channel> <!here|here> <!subteam^S1> <@1> <@UANN> <@&5> said `rm -rf` "
    "in <#C1|general>: *bold* **bold** __x__ _y_ ~z~ ||s|| :smile: <:a:1> <t:1> "
    "[here](https://evil.example) https://evil.example <https://evil.example|good> "
    "# heading > quote >>> quote &lt;b&gt; &amp; \\* end"
)


def reply_of(body: Body) -> Reply:
    return Reply(body, Visibility.PUBLIC, TURN, INDEX)


def quoted(text: str, doc_id: str = "bridge", bold: str = "", **about: object) -> Quoted:
    """A quote with the words of `bold` in bold; `about` the rest of what is known of it."""
    quote: Quote = replace(make_quote(text, doc_id), **about)  # type: ignore[arg-type]
    return Quoted(quote, matching_spans(bold, text))


def differing(*lines: tuple[str, Relation, Sequence[Quoted]]) -> Quotes:
    made = tuple(DifferingLine(value, relation, tuple(items)) for value, relation, items in lines)
    return Quotes("q", (), 0.9, made)
