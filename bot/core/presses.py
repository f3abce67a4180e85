"""What a button asks for, and how it is written into the id that a platform keeps with it: so it
works after a restart.


dateline:more:0c3f52a9b1d4:3         quotes of that turn from number 3 on
dateline:context:0c3f52a9b1d4:0      the paragraphs around its first quote
dateline:not-helpful:0c3f52a9b1d4    a form that asks why; filled in, it is dateline:why:…
dateline:sources:2:hamas             the third page of a list of articles
dateline:issue:rafah-crossing        one issue of the ledger
dateline:cancel-build                the build under way ends
dateline:build-anyway:update         the same build, whatever is gone from the folder
dateline:add:0c3f52a9b1d4:2          the second of the articles found is added; 0 for all of them
dateline:add-none:0c3f52a9b1d4       none of them is
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


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


@dataclass(frozen=True, slots=True)
class AddFound:
    """Article `number`, from 1, of those found under `token` is to be added; all where it is 0."""

    token: str
    number: int


@dataclass(frozen=True, slots=True)
class AddNone:
    """Nothing of what was found under `token` is to be added."""

    token: str


Press: TypeAlias = (
    More
    | Around
    | NotHelpful
    | Why
    | SourcesPage
    | OpenIssue
    | CancelBuild
    | BuildAnyway
    | AddFound
    | AddNone
)


@dataclass(frozen=True, slots=True)
class _Part:
    """How one field of a press is written; the parts of one are written with colons between."""

    pattern: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str


_ID: Final = _Part("[0-9a-f]+")
_NUMBER: Final = _Part("[0-9]{1,9}", int)
_ANYTHING: Final = _Part(".*")
_SOMETHING: Final = _Part(".+")
_FULL: Final = _Part(
    "update|full", lambda task: task == "full", lambda full: "full" if full else "update"
)

_WRITTEN: Final[Mapping[type[Press], tuple[str, tuple[_Part, ...]]]] = MappingProxyType(
    {
        More: ("more", (_ID, _NUMBER)),
        Around: ("context", (_ID, _NUMBER)),
        NotHelpful: ("not-helpful", (_ID,)),
        Why: ("why", (_ID,)),
        SourcesPage: ("sources", (_NUMBER, _ANYTHING)),
        OpenIssue: ("issue", (_SOMETHING,)),
        CancelBuild: ("cancel-build", ()),
        BuildAnyway: ("build-anyway", (_FULL,)),
        AddFound: ("add", (_ID, _NUMBER)),
        AddNone: ("add-none", (_ID,)),
    }
)
"""The name of each kind of press, and its fields in their order."""

_BUTTON_NAMES: Final = "|".join(name for kind, (name, _) in _WRITTEN.items() if kind is not Why)
BUTTONS: Final = rf"dateline:(?:{_BUTTON_NAMES})(?::(?s:.*))?"
"""Matches the id of every button."""


def id_of(press: Press) -> str:
    """The id of a button or form."""
    name, parts = _WRITTEN[type(press)]
    values = (getattr(press, field.name) for field in fields(press))
    written = (part.write(value) for part, value in zip(parts, values, strict=True))
    return ":".join(["dateline", name, *written])


def read(press_id: str) -> Press | None:
    """What `id_of` wrote; None for anything else."""
    for kind, (name, parts) in _WRITTEN.items():
        pattern = ":".join(["dateline", name, *(f"({part.pattern})" for part in parts)])
        if found := re.fullmatch(pattern, press_id, re.DOTALL):
            texts = zip(parts, found.groups(), strict=True)
            return kind(*(part.read(text) for part, text in texts))
    return None
