"""What the chat stands on: the articles, what is kept between calls, who builds the index, who
brings articles in from the web, and what goes on beside it all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.adding import Adder
    from bot.core.background import Background
    from bot.core.live_archive import LiveArchive
    from bot.core.rebuilding import Rebuilder
    from bot.core.state.store import StateStore


@dataclass(frozen=True, slots=True)
class Services:
    """Put together where the program starts; live as long as the process."""

    archive: LiveArchive
    state: StateStore
    rebuilder: Rebuilder
    adder: Adder
    background: tuple[Background, ...] = ()
