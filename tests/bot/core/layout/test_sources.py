"""The source of a quote as a line: what is known of it, in order, and nothing made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import words
from bot.core.layout.records import DOT, Line, Look, Run, joined, line, text_of
from bot.core.layout.sources import link, listed_line, short_source, source_line
from tests.bot.fakes import make_quote, make_source

if TYPE_CHECKING:
    from index.records import Quote

QUOTE = make_quote(doc_id="a/b")
TEXTS = st.text(max_size=12) | st.sampled_from(["", "*a*", " ", "שלום", "<!here>"])


def known(**about: object) -> Quote:
    return replace(QUOTE, **about)  # type: ignore[arg-type]


# ── lines ────────────────────────────────────────────────────────────────────────────────────


@given(TEXTS, st.integers(0, 15))
def test_a_line_says_its_text_with_the_head_of_it_in_bold(text: str, bold: int) -> None:
    made = line(text, bold)
    assert text_of(made) == text
    assert "".join(run.text for run in made.runs if run.look is Look.BOLD) == text[:bold]
    assert all(run.text for run in made.runs)


@given(st.lists(st.builds(Run, TEXTS, st.sampled_from(Look)), max_size=5))
def test_parts_that_say_something_are_joined_by_dots(parts: list[Run]) -> None:
    told = [run for run in parts if run.text]
    made = joined(*parts)
    assert text_of(made) == DOT.join(run.text for run in told)
    assert list(made.runs[::2]) == told


def test_a_link_is_told_by_its_address() -> None:
    assert text_of(Line((Run("see "), Run("a.b", url="https://a.b/c")))) == "see https://a.b/c"


# ── sources ──────────────────────────────────────────────────────────────────────────────────


def test_all_that_is_known_is_told_in_order() -> None:
    quote = known(
        title="A title", published="2025-12-29", source_url="https://www.example.org/x",
        copies=("c", "d"),
    )  # fmt: skip
    made = source_line(quote, 2)
    assert [run.text for run in made.runs] == [
        *("2", DOT, "a/b", DOT, "A title", DOT, "29 December 2025", DOT, "example.org"),
        *(f"{DOT}+2 copies:", " ", "c", ", ", "d"),
    ]
    looks = {run.text: run.look for run in made.runs if run.look is not Look.PLAIN}
    assert looks == {"2": Look.BOLD, "a/b": Look.CODE, "c": Look.CODE, "d": Look.CODE}


def test_what_is_not_known_is_not_made_up() -> None:
    assert text_of(source_line(QUOTE)) == "a/b · undated"


def test_the_short_line_leaves_title_address_and_copies_out() -> None:
    quote = known(title="A title", source_url="https://a.b", published="2025", copies=("c",))
    assert text_of(short_source(quote, 3)) == "3 · a/b · 2025"


def test_of_many_copies_the_first_are_named_and_the_others_counted() -> None:
    copies = tuple(f"copy-{n}" for n in range(words.COPIES_TOLD + 4))
    made = text_of(source_line(known(copies=copies)))
    assert made.endswith(f"copy-{words.COPIES_TOLD - 1} and 4 more")
    assert f"+{len(copies)} copies" in made


def test_an_article_in_a_list_is_told_with_its_length() -> None:
    made = listed_line(make_source("a/b", "A *title*", "2025-12"))
    assert text_of(made) == "a/b · A *title* · December 2025 · 250 words"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/a?b=c", "example.org"),
        (" http://example.org:80/ ", "example.org"),
        ("HTTPS://Example.ORG", "example.org"),
        ("https://user:secret@example.org/x", "example.org"),
        *((bad, "") for bad in ("javascript:alert(1)", "ftp://a.b", "a.b", "https://", "", None)),
        ("https://[bad", ""),
    ],
)
def test_only_addresses_of_the_web_are_links_named_after_their_host(
    url: str | None, name: str
) -> None:
    made = link(url)
    assert made.text == name
    assert made.url == ((url or "").strip() if name else "")


@given(st.text() | st.text(max_size=20).map(lambda text: f"https://{text}"))
def test_any_address_is_a_link_or_nothing(url: str) -> None:
    made = link(url)
    assert bool(made.text) == bool(made.url)
