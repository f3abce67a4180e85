"""What slack-bolt and slack_sdk have to say in the log: warnings and worse, a line each.

They write a traceback each time that a connection can't be made, as often as they try.
"""

from __future__ import annotations

import logging
from typing import Final

NAME: Final = "bot.adapters.slack.library"


def library_log() -> logging.Logger:
    """The logger that they are given."""
    logger = logging.getLogger(NAME)
    # They look at the level of this very logger, and take none for that of debugging.
    logger.setLevel(logging.WARNING)
    logger.addFilter(_a_line_each)
    return logger


def _a_line_each(record: logging.LogRecord) -> bool:
    record.exc_info = record.exc_text = None
    return True
