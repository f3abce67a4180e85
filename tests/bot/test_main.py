"""The bot as a program: exit codes, streams, pipes, and a real terminal."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.__main__ import Streams, main, read_environment
from bot.core import words
from bot.core.errors import SettingsError, StateError
from index.errors import FolderMissingError
from tests.bot.fakes import FakeArchive, make_services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from bot.core.services import Services
    from bot.settings import Settings

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
COMMAND = [sys.executable, "-m", "tests.bot.run_with_fakes"]


def surroundings(**env: str) -> dict[str, str]:
    """The environment of a process that runs outside the root, where the user's .env may lie."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **env}


def streams(typed: str = "") -> Streams:
    return Streams(io.StringIO(typed), io.StringIO(), io.StringIO())


def written(stream: object) -> str:
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def open_fake(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - its shape
    return make_services(FakeArchive())


def test_lines_are_answered_and_the_end_of_input_is_a_good_end() -> None:
    out = streams("What is new?\n")
    assert main([], {}, out, open_fake) == 0
    assert written(out.stdout) == "> What is new?\nThe articles don't say.\n\n"
    assert written(out.stderr) == ""


def test_wrong_settings_end_with_2_and_name_them_all() -> None:
    out = streams()
    assert main([], {"LOG_LEVEL": "loud", "QUEUE_LENGTH": "x"}, out, open_fake) == 2
    error = written(out.stderr)
    assert error.startswith("dateline: these settings can't be used")
    assert "LOG_LEVEL" in error
    assert "QUEUE_LENGTH" in error


def test_an_index_that_can_not_be_opened_ends_with_1_and_its_sentence() -> None:
    def opener(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - its shape
        raise FolderMissingError(settings.articles_dir)

    out = streams()
    assert main(["--articles", "nowhere"], {}, out, opener) == 1
    assert re.fullmatch("dateline: nowhere is not a folder; .*\n", written(out.stderr))
    assert written(out.stdout) == ""


def test_with_nobody_to_talk_to_it_says_what_to_do() -> None:
    out = streams("")
    assert main([], {}, out, open_fake) == 2
    assert (
        "neither DISCORD_TOKEN nor SLACK_BOT_TOKEN is set, and standard input is empty"
        in written(out.stderr)
    )
    assert written(out.stdout) == ""


def test_lines_that_ask_nothing_are_no_mistake() -> None:
    assert main([], {}, streams("\n  \n"), open_fake) == 0


def test_the_console_can_be_had_beside_a_chat_that_is_set_up() -> None:
    waited: list[bool] = []

    def opener(settings: Settings, console: Console, **how: Any) -> Services:
        waited.append(how["wait"])
        return open_fake(settings, console, **how)

    out = streams("What is new?\n")
    assert main(["--console"], {"DISCORD_TOKEN": "secret"}, out, opener) == 0
    assert words.NOT_SAID in written(out.stdout)
    assert waited == [True]


@pytest.mark.parametrize("error", [FolderMissingError(Path("x")), StateError(Path("x"), "full")])
def test_what_keeps_a_chat_from_starting_ends_with_2_and_its_sentence(error: Exception) -> None:
    def opener(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - its shape
        assert not how["wait"]
        raise error

    out = streams()
    assert main([], {"DISCORD_TOKEN": "secret"}, out, opener) == 2
    assert written(out.stderr) == f"dateline: {error}\n"


def test_stopping_while_the_index_opens_ends_with_130() -> None:
    def opener(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - its shape
        raise KeyboardInterrupt

    assert main([], {}, streams(), opener) == 130


def test_flags_win_over_the_environment() -> None:
    seen: list[Settings] = []

    def opener(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - its shape
        seen.append(settings)
        return make_services(FakeArchive())

    env = {"ARTICLES_DIR": "a", "STORE_DIR": "b"}
    main(["--articles", "c"], env, streams(), opener)
    assert (seen[0].articles_dir, seen[0].store_dir) == (Path("c"), Path("b"))


def test_unknown_flags_are_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--colour"], {}, streams(), open_fake)
    assert caught.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_a_dot_env_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "QUEUE_LENGTH=3\nSTORE_DIR=${HOME}/x\nPATH=never\nBARE\n"
    (tmp_path / ".env").write_text(lines, encoding="utf-8")
    monkeypatch.delenv("QUEUE_LENGTH", raising=False)
    monkeypatch.delenv("STORE_DIR", raising=False)
    env = read_environment(tmp_path)
    assert (env["QUEUE_LENGTH"], env["STORE_DIR"]) == ("3", "${HOME}/x")
    assert env["PATH"] == os.environ["PATH"]
    assert "BARE" not in env


def test_no_dot_env_file_is_fine(tmp_path: Path) -> None:
    assert read_environment(tmp_path) == dict(os.environ)


def test_a_dot_env_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"A=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env can't be read"):
        read_environment(tmp_path)


def test_bytes_that_are_no_text_get_an_answer_like_any_line() -> None:
    strict = surroundings(PYTHONIOENCODING="utf-8:strict")
    typed = b"what \xff\xfe is\x00 this\n\xc3\nthe bridge?\n"
    done = subprocess.run(  # noqa: S603 - our own program
        COMMAND, input=typed, capture_output=True, cwd=HERE, timeout=30, check=False, env=strict
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n> ") + done.stdout.startswith(b"> ") == 3
    assert b"The bridge opened in May." in done.stdout
    assert b"\x00" not in done.stdout


def test_an_output_that_can_not_show_a_character_shows_a_question_mark() -> None:
    ascii_only = surroundings(PYTHONIOENCODING="ascii")
    done = subprocess.run(  # noqa: S603 - our own program
        COMMAND, input=b"the bridge?", capture_output=True, cwd=HERE, timeout=30, check=False,
        env=ascii_only,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"    bridge ? undated\n" in done.stdout


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=HERE,
        env=surroundings(),
    ) as bot:
        assert bot.stdin
        assert bot.stdout
        assert bot.stderr
        bot.stdin.write(b"the bridge?\n")
        bot.stdin.flush()
        assert bot.stdout.readline() == b"> the bridge?\n"
        bot.stdout.close()
        with contextlib.suppress(BrokenPipeError):  # when it has noticed already
            bot.stdin.write(b"a long bridge?\n" * 3)
            bot.stdin.close()
        assert (bot.wait(30), bot.stderr.read()) == (0, b"")


class Screen:
    """The other end of a terminal in which the bot runs."""

    def __init__(self, bot: subprocess.Popen[bytes], end: int) -> None:
        self.bot = bot
        self._end = end
        self._unread = b""

    def type(self, keys: bytes) -> None:
        os.write(self._end, keys)

    def until(self, wanted: bytes) -> bytes:
        """What is shown next, up to and with `wanted`; fails when ten seconds bring nothing."""
        while wanted not in self._unread:
            ready, _, _ = select.select([self._end], [], [], 10)
            assert ready, self._unread
            self._unread += os.read(self._end, 10_000)
        before, _, self._unread = self._unread.partition(wanted)
        return before + wanted

    def rest(self) -> bytes:
        """Everything else, once the bot has ended."""
        assert self.bot.wait(10) == 0
        with contextlib.suppress(OSError):  # so Linux ends a terminal that nobody holds any more
            while chunk := os.read(self._end, 10_000):
                self._unread += chunk
        return self._unread


@contextlib.contextmanager
def terminal(**env: str) -> Iterator[Screen]:
    """The bot in a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    everything = surroundings(**{"COLUMNS": "80", "LINES": "24", **env})
    bot = subprocess.Popen(  # noqa: S603 - our own program
        COMMAND, stdin=theirs, stdout=theirs, stderr=theirs, cwd=HERE, env=everything,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Screen(bot, ours)
    finally:
        bot.kill()
        bot.wait()
        os.close(ours)


def test_in_a_terminal_there_is_a_greeting_a_prompt_and_colour() -> None:
    with terminal() as screen:
        assert b"\x1b[1mDateline\x1b[0m" in screen.until(b"> ")
        screen.type(b"When did the bridge open?\n")
        answer = screen.until(b"undated")
        assert "\x1b[36m▎ \x1b[0mThe \x1b[1mbridge\x1b[0m".encode() in answer
        screen.until(b"> ")
        screen.type(b"\x04")
        assert b"Traceback" not in screen.rest()


@pytest.mark.parametrize(
    ("env", "allowed"),
    [({"NO_COLOR": "1"}, {b"\x1b[0m", b"\x1b[1m", b"\x1b[2m"}), ({"TERM": "dumb"}, set())],
    ids=["NO_COLOR", "dumb"],
)
def test_there_is_no_colour_where_none_is_wanted(env: dict[str, str], allowed: set[bytes]) -> None:
    with terminal(**env) as screen:
        seen = screen.until(b"> ")
        screen.type(b"the bridge?\n")
        seen += screen.until(b"undated")
        assert set(re.findall(rb"\x1b\[[\d;]*m", seen)) <= allowed


@pytest.mark.parametrize("asked", [b"half a que", b"a slow one?\n"])
def test_ctrl_c_leaves_without_a_traceback_even_while_it_is_searching(asked: bytes) -> None:
    with terminal() as screen:
        screen.until(b"> ")
        screen.type(asked)
        screen.until(asked.strip())
        time.sleep(0.05)
        screen.bot.send_signal(signal.SIGINT)
        assert b"Traceback" not in screen.rest()
