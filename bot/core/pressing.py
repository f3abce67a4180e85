"""What a press of a button comes to: a command, and what it is called with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.core import presses
from bot.core.adding_words import typed_to_add, typed_to_drop
from bot.core.builds import CANCEL, Task, typed
from bot.core.call import CommandName

if TYPE_CHECKING:
    from bot.core.presses import Press


@dataclass(frozen=True, slots=True)
class Wanted:
    """A command with fields of its `Call`.

    With `in_place` the reply takes the place of what the button stands under: a page that is
    turned, or the question whether to build or to add.
    """

    command: CommandName
    about: dict[str, Any] = field(default_factory=dict)
    in_place: bool = False


def wanted(press: Press | None) -> Wanted:
    """What a press asks for. One that nobody was given (None) finds nothing that is kept.

    Of `NotHelpful` it is the word alone: a platform with forms asks for a reason first.
    """
    match press:
        case presses.NotHelpful(turn) | presses.Why(turn):
            found = Wanted(CommandName.NOT_HELPFUL, {"turn": turn})
        case presses.More(turn, first):
            found = Wanted(CommandName.MORE, {"turn": turn, "number": first})
        case presses.Around(turn, number):
            found = Wanted(CommandName.CONTEXT, {"turn": turn, "number": number})
        case presses.SourcesPage(page, search):
            found = Wanted(CommandName.SOURCES, {"text": search, "number": page}, in_place=True)
        case presses.OpenIssue(issue):
            found = Wanted(CommandName.ISSUES, {"text": issue})
        case presses.CancelBuild():
            found = Wanted(CommandName.REBUILD, {"text": CANCEL})
        case presses.BuildAnyway(full):
            task = typed(Task.FULL if full else Task.UPDATE, confirm_loss=True)
            found = Wanted(CommandName.REBUILD, {"text": task}, in_place=True)
        case presses.AddFound() | presses.AddNone():
            found = _to_add(press)
        case None:
            found = Wanted(CommandName.CONTEXT)
    return found


def _to_add(press: presses.AddFound | presses.AddNone) -> Wanted:
    """Where one of several is added, what was found stays, so that the others still can be."""
    match press:
        case presses.AddFound(token, number):
            text, in_place = typed_to_add(token, number), number == 0
        case presses.AddNone(token):
            text, in_place = typed_to_drop(token), True
    return Wanted(CommandName.ADD, {"text": text}, in_place)
