"""Nothing of an article formats, links or pings; taking the escapes out gives its very words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.discord.escaping import code, emphasised, escape
from bot.adapters.discord.escaping import link as written_link
from bot.core.layout import sources
from bot.core.plain import plain
from index.records import Span
from tests.bot.adapters.discord.reading import bold_parts, live_marks, shown


def link(url: str) -> str:
    """The Markdown of an address that an article gives; "" for what is no address of the web."""
    run = sources.link(url)
    return written_link(run) if run.url else ""


PIECES = st.lists(
    st.sampled_from(
        [
            *("@everyone", "@here", "<@123>", "<@&5>", "<#9>", "<:x:1>", "</ask:1>", "<t:1:R>"),
            *("`", "```", "*", "**", "***", "_", "__", "~~", "||", "> ", ">>> ", "# ", "-# ", "- "),
            *("1. ", "12) ", "[a](https://b.c)", "https://a_b.c/d_e", ":smile:", "\\", "\\*", "\n"),
            *(
                "“word”",
                "é",
                "日本語",
                "שלום",
                "😀",
                "👨‍👩‍👧",
                "\u202e",
                "\x00",
                " ",
                "U.S.",
                "plain",
            ),
        ]
    ),
    max_size=20,
).map("".join)
TEXTS = PIECES | st.text(max_size=80)


@given(TEXTS)
@example("-")
@example("1. \n2. ")
def test_what_is_shown_is_the_text_itself(text: str) -> None:
    escaped = escape(text)
    assert shown(escaped) == plain(text)
    assert live_marks(escaped) == set()


@given(TEXTS)
def test_no_text_begins_a_list_a_heading_or_a_quote(text: str) -> None:
    head = escape(text)
    assert not head.startswith(("- ", "+ ", "* ", "> ", "# ", "-# "))
    number = head.partition(" ")[0]
    assert not (number[:-1].isdecimal() and number[-1] in ".)")


@given(TEXTS, st.lists(st.integers(0, 80), max_size=8))
def test_bold_is_where_it_was_wanted_and_the_words_stay(text: str, ends: list[int]) -> None:
    cuts = sorted({min(end, len(text)) for end in ends})
    spans = [Span(start, end) for start, end in list(pairwise(cuts))[::2]]
    markdown = emphasised(text, spans)
    assert "".join(shown(markdown).split()) == "".join(plain(text).split())
    assert live_marks(markdown) == set()
    wanted = [shown(escape(text[s.start : s.end])) for s in spans]
    assert "".join(bold_parts(markdown)).split() == "".join(w for w in wanted if w.strip()).split()


def test_bold_stretches_without_a_gap_are_one() -> None:
    assert emphasised("Red kites.", [Span(0, 4), Span(4, 9)]) == "**Red kites**."


@pytest.mark.parametrize(
    ("doc_id", "written"),
    [
        ("000_1e6e", "`000_1e6e`"),
        ("world/2025/a*b", "`world/2025/a*b`"),
        ("a`b", "a\\`b"),
        ("\u202egpj.evil\u2066", "`gpj.evil`"),
        ("``", "\\`\\`"),
        (" ", " "),
    ],
)
def test_an_id_is_in_a_box_that_it_can_not_leave(doc_id: str, written: str) -> None:
    assert code(doc_id) == written


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://www.example.org/a?b=c", "[example.org](https://www.example.org/a?b=c)"),
        ("http://example.org", "[example.org](http://example.org)"),
        ("https://example.org/a(b) c", "[example.org](https://example.org/a%28b%29%20c)"),
        ("https://example.org/köprü", "[example.org](https://example.org/k%C3%B6pr%C3%BC)"),
        ("https://example.org/%20", "[example.org](https://example.org/%20)"),
        ("https://exa_mple.org/)[x](https://evil.example", "[exa\\_mple.org]("),
        ("javascript:alert(1)", ""),
        ("ftp://example.org", ""),
        ("not an address", ""),
        ("https://", ""),
        ("https://[bad", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str, written: str) -> None:
    made = link(url)
    assert made.startswith(written)
    if written.endswith(")") or not written:
        assert made == written
    assert made.count("](") <= 1


@given(st.text() | PIECES.map(lambda piece: f"https://a.b/{piece}"))
def test_any_address_makes_one_link_or_none(url: str) -> None:
    made = link(url)
    assert made == "" or (made.startswith("[") and made.count(")") == 1 and made.endswith(")"))
    assert not any(character.isspace() for character in made)
