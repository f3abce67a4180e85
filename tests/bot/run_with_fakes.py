"""`python -m tests.bot.run_with_fakes`: the bot's own start, over made-up articles.

Questions with "slow" in them hang until the process ends, those with "long" have a long answer.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

from bot.__main__ import start
from index.records import Answer, NoAnswer
from tests.bot.fakes import FakeArchive, make_quote, make_services

if TYPE_CHECKING:
    from rich.console import Console

    from bot.core.services import Services
    from bot.settings import Settings
    from index.question.reading import Request


class Demo(FakeArchive):
    """Answers everything that has "bridge" in it."""

    def answer(self, question: Request) -> Answer | NoAnswer:
        asked = question.question
        if "slow" in asked:
            threading.Event().wait()
        if "long" in asked:
            return Answer(asked, (make_quote("word " * 20_000 + "end."),), 0.9)
        if "bridge" in asked:
            return Answer(asked, (make_quote(),), 0.9)
        return super().answer(question)


def open_demo(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - an opener's shape
    # As bm25s does while an index is built; nobody should see it.
    library = logging.getLogger("a_library")
    library.setLevel(logging.DEBUG)
    library.debug("Building")
    return make_services(Demo())


if __name__ == "__main__":
    # As in a terminal: tests started with "&" in a script hand down a Ctrl-C that is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(start(open_demo))
