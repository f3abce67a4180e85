"""How the program starts, as far as whoever runs it is concerned: flags, secrets, the port."""

from __future__ import annotations

import io
import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.__main__ import Streams, main
from bot.core.errors import SettingsError, StateError
from bot.core.observing import SILENT
from bot.settings import Settings
from index.errors import FolderMissingError
from tests.bot.fakes import FakeArchive, make_services

if TYPE_CHECKING:
    from rich.console import Console

    from bot.core.services import Services

TOKEN = "a.token.of-nobody"  # noqa: S105 - opens nothing


def run(*flags: str, error: Exception | None = None, **env: str) -> tuple[int, str, list[Any]]:
    """The exit code, what is said on standard error, and what was to observe."""
    observers: list[Any] = []

    def opener(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - its shape
        observers.append(how["observer"])
        if error is not None:
            raise error
        return make_services(FakeArchive())

    streams = Streams(io.StringIO("What is new?\n"), io.StringIO(), io.StringIO())
    code = main(flags, env, streams, opener)
    assert isinstance(streams.stderr, io.StringIO)
    return code, streams.stderr.getvalue(), observers


def test_no_flag_takes_a_secret(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("--help")
    assert caught.value.code == 0
    usage = capsys.readouterr().out.lower()
    assert "--healthy" in usage
    assert not [word for word in ("token", "secret", "password", "key") if word in usage]


def test_a_token_is_neither_in_the_settings_written_out_nor_in_what_is_wrong_with_them() -> None:
    assert TOKEN not in repr(Settings.from_env({"DISCORD_TOKEN": TOKEN}))
    for token in (TOKEN, f"Bot {TOKEN}", f"{TOKEN}“"):
        with pytest.raises(SettingsError) as caught:
            Settings.from_env({"DISCORD_TOKEN": token, "METRICS_PORT": "many", "LOG_LEVEL": "loud"})
        assert TOKEN not in f"{caught.value} {caught.value!r} {caught.value.problems}"


def test_the_console_serves_no_port_and_counts_nothing() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        assert run(METRICS_PORT=taken) == (0, "", [SILENT])
        assert run("--console", METRICS_PORT=taken, DISCORD_TOKEN=TOKEN) == (0, "", [SILENT])


def test_a_bot_without_a_port_counts_nothing_and_one_with_a_port_has_its_builds_counted() -> None:
    problem = FolderMissingError(Path("articles"))
    _, _, [observer] = run(error=problem, DISCORD_TOKEN=TOKEN)
    assert observer is SILENT
    _, _, [observer] = run(error=problem, DISCORD_TOKEN=TOKEN, METRICS_PORT="9464")
    assert b"dateline_builds_total" in observer.written()


@pytest.mark.parametrize("code", [1, 2])
def test_what_ends_it_is_one_object_where_the_log_is_json(code: int, tmp_path: Path) -> None:
    error = FolderMissingError(tmp_path) if code == 1 else StateError(tmp_path, "full")
    ended, said, _ = run(error=error, LOG_FORMAT="json")
    line = json.loads(said)
    assert ended == code
    assert (line["level"], line["message"]) == ("ERROR", str(error))


def test_whoever_asks_whether_it_is_well_hears_no_other_number_than_0_and_1() -> None:
    assert run("--healthy")[0] == 1
    assert run("--healthy", METRICS_PORT="many")[0] == 1
    assert run("--healthy", DISCORD_CHANNELS="1")[0] == 1
