"""`python -m index`: settings, exit codes, and what a process of its own does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import index
from index.__main__ import NO_READER
from tests.index.command_line import OPENING

if TYPE_CHECKING:
    from tests.index.command_line import Town


def process(
    *arguments: str, folder: Path, stdin: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """A process of its own, in `folder`."""
    root = Path(index.__file__).parent.parent
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "index", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root), **env},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["ask", "A question?", "--batch", "-"],
        ["ask", "--jso", "A question?"],
        ["forget"],
        ["evaluate"],
        ["status", "surplus"],
    ],
)
def test_wrong_usage_ends_with_2(
    built_town: Town, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        built_town.index(*arguments)

    assert ended.value.code == 2
    assert "usage: python -m index" in capsys.readouterr().err


def test_a_flag_wins_over_the_environment_and_a_blank_setting_is_none(built_town: Town) -> None:
    env = {"ARTICLES_DIR": "/nowhere", "EMBEDDING_MODEL": "  "}

    done = built_town.index("ask", OPENING, "--articles", str(built_town.articles), env=env)

    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("flags", "env"),
    [
        (["--articles", "{other}"], {}),
        ([], {"ARTICLES_DIR": "{other}"}),
        (["--articles", "{other}"], {"ARTICLES_DIR": "{articles}"}),
    ],
)
def test_another_folder_than_the_one_indexed_is_refused(
    built_town: Town, tmp_path: Path, flags: list[str], env: dict[str, str]
) -> None:
    names = {"other": str(tmp_path), "articles": str(built_town.articles)}

    done = built_town.index(
        "ask",
        OPENING,
        *(flag.format(**names) for flag in flags),
        env={key: value.format(**names) for key, value in env.items()},
    )

    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("dateline: the index in ")
    assert str(tmp_path) in done.err


def test_without_an_index_one_sentence_tells_the_cure(town: Town) -> None:
    done = town.index("ask", OPENING)

    assert done.code == 1
    assert done.err == (
        f"dateline: {town.store} has no index; build it with: python -m index build\n"
    )


def test_build_takes_folder_store_and_model_from_the_environment(town: Town) -> None:
    env = {"ARTICLES_DIR": str(town.articles), "EMBEDDING_MODEL": "fake"}

    assert town.index("build", env=env).code == 0
    state = json.loads(town.index("status", "--json", env=env).out)
    assert state["articles_folder"] == str(town.articles)
    assert state["model"] == "fake"
    assert state["outdated"] is None


def test_a_folder_that_is_not_there_can_t_be_built(town: Town) -> None:
    done = town.index("build", "--articles", str(town.articles / "nowhere"))

    assert done.code == 1
    assert done.err.startswith(f"dateline: {town.articles / 'nowhere'} is not a folder")


def test_help_loads_no_engine(tmp_path: Path) -> None:
    heavy = ("numpy", "torch", "rich", "faiss", "sklearn")
    code = (
        "import sys, runpy; sys.argv = ['index', '--help']\n"
        "try: runpy.run_module('index', run_name='__main__')\n"
        f"finally: assert not sys.modules.keys() & {set(heavy)!r}"
    )
    root = Path(index.__file__).parent.parent

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert "evaluate" in done.stdout


def test_the_env_file_is_read_and_the_environment_wins(built_town: Town, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"STORE_DIR={built_town.store}\n", encoding="utf-8")

    assert process("show", "ferry", folder=tmp_path).returncode == 0
    elsewhere = process("show", "ferry", folder=tmp_path, STORE_DIR=str(tmp_path / "none"))
    assert elsewhere.returncode == 1
    assert "Traceback" not in elsewhere.stderr


def test_an_env_file_that_can_t_be_read_is_bad_usage(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"STORE_DIR=\xff\n")

    done = process("status", folder=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("dateline: .env can't be read")


def test_a_reader_that_leaves_early_is_no_traceback(town: Town) -> None:
    (town.articles / "long.txt").write_text("The tide came in again.\n\n" * 6_000, "utf-8")
    town.build()
    root = Path(index.__file__).parent.parent
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "index", "show", "long", "--store", str(town.store)],
        env={"PYTHONPATH": str(root)},
        cwd=town.store,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.read(10)
        shown.stdout.close()

        assert shown.wait(30) == NO_READER
        assert shown.stderr.read() == b""
