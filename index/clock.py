"""The clock that is read where no other is passed in."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The time now, aware, in UTC."""
    return datetime.now(UTC)
