from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loaders.headline import find_headline
from index.records import Span

TEXT = (
    "The harbour board said on Monday that the new ferry line would open in spring, after two "
    "years of delays and a long dispute over who should pay for the second pier.\n"
    "It gave no date.\n"
)
HEADLINE = "New ferry line to open in spring, harbour board says"


def title_of(text: str) -> str | None:
    return find_headline(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "headline",
    [
        HEADLINE,
        "Harbour Board Approves Plan for a New Ferry Line After Years of Delay",
        "HARBOUR BOARD APPROVES NEW FERRY LINE",
        "‘We are ready’: harbour board opens new ferry line",
        "Why is the ferry line two years late?",
        "Envoy takes ferry plan back to the U.S.",
        "Gov. Roe and Sen. Doe split over ferry line",
        "3 things to know about the new ferry line",
        "Support for ferry line grows in Harbour",
        "iFerry shares fall after the board's decision",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\r", "\n \n", "\u2028"])
def test_a_first_line_that_reads_like_a_headline_is_the_title(headline: str, gap: str) -> None:
    assert title_of(headline + gap + TEXT) == headline


@pytest.mark.parametrize(
    "above",
    [
        "\n\n",
        "CITY POST\n",
        "By Jane Doe\n\n",
        "World\n25 January 2026\n",
        "Published: Jan. 25, 2026\n",
    ],
)
def test_outlet_byline_and_date_may_stand_above_it(above: str) -> None:
    assert title_of(f"{above}{HEADLINE}\n{TEXT}") == HEADLINE


@pytest.mark.parametrize(
    "between",
    [
        "WASHINGTON\n",
        "By Jane Doe\n25 January 2026\n\n",
        "• One point of the summary\n• Another one\n",
    ],
)
def test_place_byline_and_summary_may_stand_below_it(between: str) -> None:
    assert title_of(f"{HEADLINE}\n{between}{TEXT}") == HEADLINE


def test_one_more_heading_below_is_a_standfirst_and_more_are_a_list_of_links() -> None:
    assert title_of(f"{HEADLINE}\nThe pier is to be paid for later\n{TEXT}") == HEADLINE
    links = "Mayor opens the new town library\nSchool roof is to be mended\n"
    assert title_of(f"{HEADLINE}\n{links}{TEXT}") is None


@pytest.mark.parametrize(
    "line",
    [
        TEXT.splitlines()[0],
        "The ferry line will open in spring.",
        "The board agreed. The ferry line opens",
        "“The ferry line will open in spring.”",
        "• New ferry line to open in spring",
        "- New ferry line to open in spring",
        "1. New ferry line to open in spring",
        "new ferry line to open in spring",
        "Here is what the board agreed on:",
        "Do you think the new ferry line is worth it?",
        "Should we pay for the second pier?",
        "Summer hats by Harbour Beachwear - Save 10% with code PIER",
        "Sign up for the Harbour Morning newsletter",
        "Read more: the long road to the ferry line",
        "Follow us for news of the harbour",
        "We use cookies to improve this site",
        "The new pier on Monday (Photo: City Post)",
        "© 2026 City Post and its partners",
        "WASHINGTON (AP) — The ferry line opens in spring",
        "Ferry line opens",
        "Home > World > Harbour > Ferries",
        "https://post.example/new ferry line opens",
        "25.1 | 26.2 | 27.3 | 28.4 a b",
        " ".join(["word"] * 23).capitalize(),
    ],
)
def test_other_first_lines_are_not(line: str) -> None:
    assert title_of(f"{line}\n\n{TEXT}") is None


def test_a_subhead_in_the_middle_is_not_a_title() -> None:
    assert title_of(f"{TEXT}\n{HEADLINE}\n\n{TEXT}") is None
    assert title_of(f"The board met on Monday.\n{HEADLINE}\n\n{TEXT}") is None
    assert title_of(f"• The board met\n{HEADLINE}\n\n{TEXT}") is None


def test_a_headline_without_an_article_is_not_a_title() -> None:
    assert title_of(HEADLINE) is None
    assert title_of(f"{HEADLINE}\nNothing else here\n") is None


def test_the_first_line_of_a_wrapped_paragraph_is_not_a_title() -> None:
    wrapped = (
        "The Harbour Board said on Monday that the new ferry line would open in\n"
        "Spring, after two years of delays and a long dispute over who should pay\n"
        "for the second pier. It gave no date.\n"
    )
    assert title_of(wrapped) is None
    assert title_of(f"{HEADLINE}\n{wrapped}") == HEADLINE
    assert title_of(f"{HEADLINE}\n\n{wrapped}") == HEADLINE


def test_markdown_headings_are_titles_without_their_marks() -> None:
    assert title_of(f"# Ferry line opens!\n{TEXT}") == "Ferry line opens!"
    assert title_of(f"## **Ferry line**  ##\n{TEXT}") == "Ferry line"
    assert title_of(f"{HEADLINE}\n======\n{TEXT}") == HEADLINE
    assert title_of(f"# \n{TEXT}") is None


def test_only_the_body_is_looked_at() -> None:
    front = "---\ntopic: ferries\n---\n"
    text = f"{front}{HEADLINE}\n{TEXT}"
    assert find_headline(text, Span(len(front), len(text))) == HEADLINE


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([HEADLINE, TEXT, "\n", "By A", "# "])).map("".join)
)
def test_any_text_gives_a_cut_of_one_of_its_lines_or_none(text: str) -> None:
    title = title_of(text)
    assert title is None or any(title in line for line in text.splitlines())


@pytest.mark.parametrize(
    "hostile",
    [
        "# " * 50_000,
        "A" * 100_000,
        "A b, " * 30_000,
        "By " * 50_000,
        "Jan. 1 " * 20_000,
        "\n" * 100_000,
    ],
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    start = time.process_time()
    title_of(hostile)
    title_of(hostile.replace(" ", "\n"))
    assert time.process_time() - start < 1
