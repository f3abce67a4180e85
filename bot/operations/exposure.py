"""A .env file that holds a token and can be read by others than its owner."""

from __future__ import annotations

import logging
import os
import stat
from dataclasses import fields
from typing import TYPE_CHECKING

from dotenv import dotenv_values

from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

logger = logging.getLogger(__name__)

OTHERS = stat.S_IRGRP | stat.S_IROTH


def warn_if_exposed(file: Path) -> None:
    """One warning in the log, where there is reason for it."""
    problem = exposed(file)
    if problem is not None:
        logger.warning("%s", problem)


def exposed(file: Path) -> str | None:
    """A sentence on how to close `file`; None where that isn't needed, or can't be known.

    Only POSIX has modes. A token that the environment replaces is still one that others can read.
    """
    if os.name != "posix":
        return None
    try:
        mode = file.stat().st_mode
        given = dotenv_values(file, interpolate=False)
    except (OSError, UnicodeDecodeError):
        return None  # there is none, or whoever reads the settings has told already
    secrets = [one.name.upper() for one in fields(Settings) if not one.repr]
    if not mode & OTHERS or not any((given.get(name) or "").strip() for name in secrets):
        return None
    return (
        f"{file} holds a token, and others on this machine can read it; close it with: "
        f"chmod 600 {file}"
    )
