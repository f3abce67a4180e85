"""What is seen of a build: its phases, what was left out, what became of it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

import index.build_display as display
from index.build_display import build_with_display
from index.errors import NoArticlesError
from index.options import BuildOptions
from tests.index.fakes import load_fake

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.command_line import Town


def build(articles: Path, store: Path, *, terminal: bool = False, full: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=60, color_system=None)
    options = BuildOptions(model="fake")
    build_with_display(articles, store, options, load_fake, full=full, console=console)
    return out.getvalue()


def test_without_a_terminal_each_phase_is_a_plain_line(town: Town) -> None:
    lines = build(town.articles, town.store).splitlines()

    assert lines[:4] == [
        f"Reading {town.articles}",
        "Loading the model fake",
        "Indexing the words",
        "Embedding 3 passages",
    ]
    assert re.fullmatch(r"3 articles, 3 passages \(3 embedded anew\) in \d+\.\d s", lines[4])
    assert len(lines) == 5


def test_a_second_build_says_that_nothing_changed_and_loads_no_model(town: Town) -> None:
    build(town.articles, town.store)

    lines = build(town.articles, town.store).splitlines()

    assert lines == [f"Reading {town.articles}", "Nothing changed: 3 articles, 3 passages"]


def test_a_full_build_embeds_everything_anew(town: Town) -> None:
    build(town.articles, town.store)

    assert "(3 embedded anew)" in build(town.articles, town.store, full=True)


def test_what_is_gone_and_what_was_taken_over_are_counted(town: Town) -> None:
    build(town.articles, town.store)
    (town.articles / "ferry.txt").unlink()

    last = build(town.articles, town.store).splitlines()[-1]

    assert last.startswith("2 articles, 2 passages (0 embedded anew), 1 file gone in ")


@pytest.mark.parametrize("terminal", [False, True])
def test_each_file_left_out_has_a_line_as_it_is(town: Town, terminal: bool) -> None:
    (town.articles / "[bold]:smile: no colours here.txt").write_bytes(b"")

    shown = build(town.articles, town.store, terminal=terminal)

    line = next(line for line in shown.splitlines() if "skipped [bold]" in line)
    assert "skipped [bold]:smile: no colours here.txt: " in line
    assert ", 1 skipped in " in shown


def test_a_note_has_a_line_too(town: Town) -> None:
    (town.articles / "cafe.txt").write_bytes("The café by the harbour stays open.".encode("cp1252"))

    shown = build(town.articles, town.store)

    assert re.search(r"^note cafe\.txt: ", shown, re.MULTILINE)


def test_in_a_terminal_a_bar_runs_and_is_gone_at_the_end(town: Town) -> None:
    shown = build(town.articles, town.store, terminal=True)

    assert "Embedding passages" in shown
    assert "3/3" in shown
    erased = shown.rsplit("\x1b[2K", 1)[-1]
    assert "Embedding" not in erased
    assert "3 articles, 3 passages" in erased


def test_a_failed_build_raises_and_claims_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    out = io.StringIO()

    with pytest.raises(NoArticlesError):
        build_with_display(
            tmp_path / "empty",
            tmp_path / "store",
            BuildOptions(),
            load_fake,
            console=Console(file=out),
        )

    assert out.getvalue().splitlines() == [f"Reading {tmp_path / 'empty'}"]


def test_a_long_build_tells_each_quarter(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "LONG_BUILD", 3)
    (town.articles / "market.txt").write_text("The market opens at nine.", encoding="utf-8")

    lines = build(town.articles, town.store).splitlines()

    assert [line for line in lines if "%" in line] == [
        "25 % embedded",
        "50 % embedded",
        "75 % embedded",
    ]


def test_passages_taken_over_do_not_make_a_build_long(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(town.articles, town.store)
    monkeypatch.setattr(display, "LONG_BUILD", 5)
    for name in ("market", "museum", "school", "theatre"):
        (town.articles / f"{name}.txt").write_text(f"The {name} opens at nine.", encoding="utf-8")

    lines = build(town.articles, town.store).splitlines()

    assert "Embedding 4 passages" in lines
    assert not any("%" in line for line in lines)
