"""Makes `docs/answer.svg`, the picture in the README: `.venv/bin/python -m docs.make_picture`.

A real session of the console over the sample articles, recorded: nothing in the picture is typed
by hand but the questions below.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from bot.adapters.console.session import Session
from bot.adapters.console.terminal import Terminal
from bot.core.limits import Limits
from bot.core.responder import Responder
from bot.settings import Settings
from bot.wiring import open_services

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = ROOT / "docs" / "answer.svg"
COLUMNS: Final = 100
QUESTIONS: Final = (
    "What does Hamas say about its weapons?",
    "Will it hand all of them over?",
    "What does the stabilization force cost?",
)
"""One that the sample articles answer, one that leans on it, and one that they don't answer."""

_WEB_FONT: Final = re.compile(r"@font-face \{\{.*?\}\}\n", re.DOTALL)


class Recorder(Terminal):
    """A terminal of `COLUMNS` columns that keeps what is printed."""

    def __init__(self) -> None:
        Console.__init__(
            self,
            file=io.StringIO(),
            width=COLUMNS,
            record=True,
            force_terminal=True,
            color_system="truecolor",
            markup=False,
            emoji=False,
            highlight=False,
        )


def typed(terminal: Terminal) -> Callable[[str], str]:
    """Stands for a person at the keyboard, who asks `QUESTIONS` and leaves."""
    waiting = list(QUESTIONS)

    def read_line(prompt: str) -> str:
        if not waiting:
            raise EOFError
        terminal.print_lines([Text.assemble((prompt, "bold cyan"), waiting[0])])
        return waiting.pop(0)

    return read_line


def main() -> None:
    """Index the samples in a passing folder, ask, and write the picture."""
    terminal = Recorder()
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(ROOT / "articles", Path(name), state_file=Path(name) / "state.sqlite")
        services = open_services(settings, Console(file=io.StringIO()), wait=True)
        with Responder(services, Limits(1, 60.0, 10)) as responder:
            Session(responder, terminal).converse(typed(terminal))
    # Without the address of a font: a picture in a README should not call anyone.
    form = _WEB_FONT.sub("", CONSOLE_SVG_FORMAT)
    svg = terminal.export_svg(title="make run", code_format=form, unique_id="dateline")
    PICTURE.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
