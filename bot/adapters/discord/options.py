"""What the operator set for Discord."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.adapters.discord.access import Access


@dataclass(frozen=True, slots=True)
class Options:
    """What the operator set for Discord.

    `threads`: each question asked in a channel gets a thread. `read_threads`: in a thread that the
    bot answered in, people need not mention it; Discord must have granted the message content
    intent. `announce`: ids of channels that are told what new articles bring.
    `guild_ready_timeout`: seconds without a further server after which start-up is over.
    """

    access: Access
    threads: bool = False
    read_threads: bool = False
    announce: frozenset[str] = frozenset()
    guild_ready_timeout: float = 2.0
