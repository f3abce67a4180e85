"""A conversation at the console: lines in, one printed reply each.

    line ─▶ "/sources words" or a question ─▶ Call ─▶ Responder ─▶ Reply ─▶ lines printed

In a terminal there is a greeting and a prompt. Otherwise each line of standard input is echoed
and answered, until its end. Reading a line blocks this thread while the event loop stands still:
nothing else runs on it, and only so does Ctrl-C at the prompt arrive as it should.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from rich.text import Text

from bot.adapters.console import formatter
from bot.adapters.console.layout import format_notice
from bot.core import words
from bot.core.call import Call, CommandName, Platform
from bot.core.reply import Begun, NotSaid, Quotes, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.adapters.console.terminal import Terminal
    from bot.core.reply import Quoted, Reply
    from bot.core.responder import Responder

PROMPT = "> "
_QUIT = frozenset({"quit", "exit"})
_BARE = frozenset({"help", "quit", "exit"})
"""Commands that people type without the slash; as questions they would be one word too short."""


class Session:
    """One person at one console. Lives as long as the conversation and owns its event loop."""

    def __init__(self, responder: Responder, terminal: Terminal) -> None:
        self._responder = responder
        self._terminal = terminal
        self._nearest: tuple[Quoted, ...] = ()
        self._conversation = f"console-{secrets.token_hex(6)}"

    def converse(self, read_line: Callable[[str], str]) -> None:
        """Greet, then answer what `read_line(prompt)` returns until /quit, EOFError or Ctrl-C."""
        try:
            with asyncio.Runner() as runner:
                self._greet(runner)
                while True:
                    line = read_line(PROMPT).strip()
                    if not line:
                        continue
                    self._print([Text()])
                    if not self._handle(line, runner):
                        return
                    self._print([Text()])
        except (EOFError, KeyboardInterrupt):
            self._print([Text()])  # the shell's prompt comes on a clean line

    def answer_lines(self, lines: Iterable[str]) -> bool:
        """Answer each line that is not blank, with the line repeated above its answer.

        False if there was no line at all.
        """
        any_line = False
        with asyncio.Runner() as runner:
            for line in lines:
                any_line = True
                asked = line.strip().removeprefix("\ufeff").strip()
                if not asked:
                    continue
                self._print(formatter.format_question(asked, self._terminal.columns))
                if not self._handle(asked, runner):
                    break
                self._print([Text()])
        return any_line

    def _greet(self, runner: asyncio.Runner) -> None:
        body = self._ask(CommandName.STATUS, "", runner).body
        if isinstance(body, Status):
            greeting = formatter.format_greeting(body, self._terminal.columns)
        else:
            greeting = formatter.format_body(body, self._terminal.columns)
        self._print([*greeting, Text()])

    def _handle(self, text: str, runner: asyncio.Runner) -> bool:
        """Print the reply to a line that is not blank; False when it was a farewell."""
        if not (text.startswith("/") or text.casefold() in _BARE):
            self._reply_to(CommandName.ASK, text, runner)
            return True
        name, *rest = text.removeprefix("/").split(maxsplit=1) or [""]
        name = name.casefold()
        if name in _QUIT:
            return False
        if name == "closest":
            self._print(formatter.format_nearest(self._nearest, self._terminal.columns))
        elif name in words.COMMAND_HELP:
            self._reply_to(CommandName(name), "".join(rest), runner)
        else:
            notice = words.unknown_command(name)
            self._print(format_notice(notice, self._terminal.columns))
        return True

    def _reply_to(self, command: CommandName, text: str, runner: asyncio.Runner) -> None:
        body = self._ask(command, text, runner).body
        if isinstance(body, Quotes | NotSaid):
            self._nearest = body.nearest if isinstance(body, NotSaid) else ()
        self._print(formatter.format_body(body, self._terminal.columns))
        while isinstance(body, Begun):
            body = runner.run(self._responder.outcome_of(body)).body
            self._print(formatter.format_body(body, self._terminal.columns))

    def _ask(self, command: CommandName, text: str, runner: asyncio.Runner) -> Reply:
        # Whoever sits at the console runs the bot.
        call = Call(command, text, Platform.CONSOLE, self._conversation, "operator", is_admin=True)
        return runner.run(self._responder.respond(call))

    def _print(self, lines: Iterable[Text]) -> None:
        self._terminal.print_lines(lines)
