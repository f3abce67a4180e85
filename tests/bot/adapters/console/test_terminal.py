"""The terminal prints what it is given, in colour or not, wide or not at all."""

from __future__ import annotations

import io

from rich.text import Text

from bot.adapters.console.terminal import READABLE_COLUMNS, Terminal


class Window(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_even_a_plain_string_is_printed_as_it_is() -> None:
    output = io.StringIO()
    Terminal(output).print("[red]1[/red] :smile: \\[x]")
    assert output.getvalue() == "[red]1[/red] :smile: \\[x]\n"


def test_a_line_is_printed_whole_however_narrow_the_window() -> None:
    output = io.StringIO()
    Terminal(output, width=20).print_lines([Text("word " * 30), Text()])
    assert output.getvalue() == "word " * 30 + "\n\n"


def test_lines_are_as_long_as_the_window_up_to_what_is_readable() -> None:
    assert Terminal(Window(), width=80).columns == 80
    assert Terminal(Window(), width=200).columns == READABLE_COLUMNS


def test_a_file_or_a_pipe_has_no_width() -> None:
    assert Terminal(io.StringIO(), width=80).columns is None


def test_colours_need_a_terminal() -> None:
    for output, coloured in ((Window(), True), (io.StringIO(), False)):
        Terminal(output).print_lines([Text("x", "cyan")])
        assert ("\x1b" in output.getvalue()) is coloured
