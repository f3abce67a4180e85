"""What a sheet is made of, from the inside out.

Sheet
├── above      a sentence
├── cards ──── Card: a title, and groups of blocks that belong together
│              └── Line     words of the bot's, and names that it tells, in runs of one look each
│                  Words    words of an article, as a block quote
│                  Cited    such words with the line that says where they were cut from
├── footer     a line in small print
├── buttons
└── file
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from index.records import Span

if TYPE_CHECKING:
    from bot.core.presses import Press

DOT: Final = " · "


class Kind(Enum):
    """What a card tells of; a platform may show it by a colour."""

    QUOTE = "quote"
    DIFFERING = "differing"
    NOTHING = "nothing"
    PAGE = "page"
    OPEN = "open"
    CONTESTED = "contested"
    SETTLED = "settled"


class Look(Enum):
    """How a run of text looks."""

    PLAIN = "plain"
    BOLD = "bold"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look.

    With `url`, an address of the web, it is a link. With `moment`, in seconds since 1970, it tells
    how long ago that was; a platform may count on by itself.
    """

    text: str
    look: Look = Look.PLAIN
    url: str = ""
    moment: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Runs, one behind the other."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article; `bold` are spans of them, in order and disjoint. "" parts paragraphs."""

    text: str
    bold: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of an article below their source; where they are long, it stands above each part."""

    source: Line
    words: Words


Block: TypeAlias = Line | Words | Cited


@dataclass(frozen=True, slots=True)
class Card:
    """Groups of blocks, at least one of which is not empty, with space between the groups."""

    kind: Kind
    groups: tuple[tuple[Block, ...], ...]
    title: str = ""


class Style(Enum):
    """How a button looks."""

    QUIET = "quiet"
    OFFER = "offer"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button. One that is `disabled` is there for those beside it to keep their place."""

    label: str
    press: Press
    style: Style = Style.QUIET
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file; `alt` says what a picture shows, for those who can't see it."""

    name: str
    content: bytes
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A reply, laid out. Something of it is there: cards, a sentence or a file."""

    cards: tuple[Card, ...] = ()
    above: str = ""
    footer: str = ""
    buttons: tuple[Button, ...] = ()
    file: File | None = None


def line(text: str, bold: int = 0) -> Line:
    """A line whose first `bold` characters are bold."""
    runs = (Run(text[:bold], Look.BOLD), Run(text[bold:]))
    return Line(tuple(run for run in runs if run.text))


def joined(*parts: Run) -> Line:
    """Those that say something, with dots between them."""
    told = [part for part in parts if part.text]
    runs = [run for part in told for run in (Run(DOT), part)]
    return Line(tuple(runs[1:]))


def bold_of(line: Line) -> tuple[Span, ...]:
    """The spans of `text_of` that are bold."""
    spans: list[Span] = []
    end = 0
    for run in line.runs:
        start, end = end, end + len(run.url or run.text)
        if run.look is Look.BOLD:
            spans.append(Span(start, end))
    return tuple(spans)


def text_of(line: Line) -> str:
    """What a line says, without any looks; a link by its address."""
    return "".join(run.url or run.text for run in line.runs)
