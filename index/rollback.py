"""Back to the generation before the live one: one pointer swap, under the lock of a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class RolledBack:
    """`generation` is live in the place of `before`; `built_at` is ISO 8601 in UTC."""

    generation: str
    before: str
    articles: int
    built_at: str


def roll_back(store: Path) -> RolledBack:
    """Make the generation before the live one live.

    Raises NoEarlierGenerationError, StoreBusyError while another process builds there,
    StoreMissingError, StoreUnwritableError.
    """
    raise NotImplementedError
