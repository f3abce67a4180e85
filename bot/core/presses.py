"""What a button asks for, and how it is written into the id that a platform keeps with it: so it
works after a restart.


dateline:more:0c3f52a9b1d4:3         quotes of that turn from number 3 on
dateline:context:0c3f52a9b1d4:0      the paragraphs around its first quote
dateline:not-helpful:0c3f52a9b1d4    a form that asks why; filled in, it is dateline:why:…
dateline:sources:2:hamas             the third page of a list of articles
dateline:issue:rafah-crossing        one issue of the ledger
dateline:cancel-build                the build under way ends
dateline:build-anyway:update         the same build, whatever is gone from the folder
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

BUTTONS: Final = (
    r"dateline:(?:(?:more|context|not-helpful|sources|issue|build-anyway):(?s:.*)|cancel-build)"
)
"""Matches the id of every button."""

_WRITTEN: Final = re.compile(
    r"dateline:"
    r"(?:(?P<kind>more|context):(?P<turn>[0-9a-f]+):(?P<number>[0-9]{1,9})"
    r"|(?P<form>not-helpful|why):(?P<about>[0-9a-f]+)"
    r"|sources:(?P<page>[0-9]{1,9}):(?P<search>.*)"
    r"|issue:(?P<issue>.+)"
    r"|build-anyway:(?P<anyway>update|full)"
    r"|(?P<cancel>cancel-build))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class More:
    """Quotes of `turn` from number `first` on."""

    turn: str
    first: int


@dataclass(frozen=True, slots=True)
class Around:
    """The paragraphs around quote `number` of `turn`."""

    turn: str
    number: int


@dataclass(frozen=True, slots=True)
class NotHelpful:
    """The form that asks what was not helpful about `turn`."""

    turn: str


@dataclass(frozen=True, slots=True)
class Why:
    """That form, filled in."""

    turn: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Page `page`, from 0, of the articles that match `search`."""

    page: int
    search: str


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """All that there is of the issue with that id."""

    issue: str


@dataclass(frozen=True, slots=True)
class CancelBuild:
    """The build under way is to end."""


@dataclass(frozen=True, slots=True)
class BuildAnyway:
    """A build of everything, if `full`, or of what changed, however many articles are gone."""

    full: bool


Press: TypeAlias = (
    More | Around | NotHelpful | Why | SourcesPage | OpenIssue | CancelBuild | BuildAnyway
)


def id_of(press: Press) -> str:
    """The id of a button or form."""
    match press:
        case More(turn, first):
            asked = f"more:{turn}:{first}"
        case Around(turn, number):
            asked = f"context:{turn}:{number}"
        case NotHelpful(turn):
            asked = f"not-helpful:{turn}"
        case Why(turn):
            asked = f"why:{turn}"
        case SourcesPage(page, search):
            asked = f"sources:{page}:{search}"
        case OpenIssue(issue):
            asked = f"issue:{issue}"
        case CancelBuild():
            asked = "cancel-build"
        case BuildAnyway(full):
            asked = f"build-anyway:{'full' if full else 'update'}"
    return f"dateline:{asked}"


def read(press_id: str) -> Press | None:
    """What `id_of` wrote; None for anything else."""
    found = _WRITTEN.fullmatch(press_id)
    if found is None:
        return None
    press: Press
    match found["kind"] or found["form"] or found.lastgroup:
        case "more":
            press = More(found["turn"], int(found["number"]))
        case "context":
            press = Around(found["turn"], int(found["number"]))
        case "not-helpful":
            press = NotHelpful(found["about"])
        case "why":
            press = Why(found["about"])
        case "issue":
            press = OpenIssue(found["issue"])
        case "cancel":
            press = CancelBuild()
        case "anyway":
            press = BuildAnyway(found["anyway"] == "full")
        case _:
            press = SourcesPage(int(found["page"]), found["search"])
    return press
