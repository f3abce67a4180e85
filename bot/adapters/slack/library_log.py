"""What slack-bolt and slack_sdk have to say in the log: warnings and worse, a line each.

They write a traceback each time that a connection can't be made, as often as they try.
"""

from __future__ import annotations

import logging
import re
from typing import Final

NAME: Final = "bot.adapters.slack.library"

_TICKET: Final = re.compile(r"(ticket=)[^&\s'\"]+")

_OF_NO_USE: Final = re.compile(r"`token`.* will be (?:unused|ignored)", re.DOTALL)
"""What Bolt says at each start of tokens that it finds in the environment and doesn't need."""


def library_log() -> logging.Logger:
    """The logger that they are given."""
    logger = logging.getLogger(NAME)
    # They look at the level of this very logger, and take none for that of debugging.
    logger.setLevel(logging.WARNING)
    logger.addFilter(_a_line_each)
    return logger


def _a_line_each(record: logging.LogRecord) -> bool:
    """Without traceback, and without the ticket of an address that lets anybody connect."""
    record.exc_info = record.exc_text = None
    said = record.getMessage()
    record.msg, record.args = _TICKET.sub(r"\1[secret]", said), None
    return _OF_NO_USE.search(said) is None
