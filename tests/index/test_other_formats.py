"""A store of an older version, or a newer one: said with the cure, built anew, never misread."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.errors import StoreMismatchError
from index.lineage import sound_generation
from index.manifest import FORMAT_VERSION, GENERATIONS
from tests.index.command_line import OPENING, Town, make_town
from tests.index.other_formats import make_newer, make_older
from tests.index.shelf import FERRY, first_quote, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

OLDER = (2, 3, 4)
COMMANDS = (("ask", OPENING), ("status",), ("issues",), ("show", "bridge"))


def made(folder: Path, version: int) -> Town:
    """A town that was built by a program with the format `version`."""
    town = make_town(folder)
    assert town.build().code == 0
    if version > FORMAT_VERSION:
        make_newer(town.store)
    else:
        make_older(town.store, version)
    return town


@pytest.mark.parametrize("version", [*OLDER, FORMAT_VERSION + 1])
def test_the_command_line_says_so_with_the_cure_and_the_cure_helps(
    tmp_path: Path, version: int
) -> None:
    town = made(tmp_path, version)
    for command in COMMANDS:
        done = town.index(*command)
        assert (done.code, done.out) == (1, ""), command
        assert f"format version {version}, not version {FORMAT_VERSION}" in done.err
        assert "rebuild it with: python -m index build" in done.err
        assert "Traceback" not in done.err
    assert town.build().code == 0
    answer = json.loads(town.index("ask", OPENING, "--json").out)
    assert [quote["text"] for quote in answer["quotes"]][:1] == [OPENING]
    assert town.index("status").err == ""


@pytest.mark.parametrize("version", OLDER)
def test_nothing_of_an_older_store_is_taken_over(tmp_path: Path, version: int) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    make_older(shelf.store, version)
    with pytest.raises(StoreMismatchError):
        sound_generation(shelf.store)
    report = shelf.build()
    assert (report.embedded, report.fresh) == (3, False)
    assert first_quote(shelf, FERRY) == FERRY
    assert sound_generation(shelf.store).damage is None


def test_beside_a_generation_of_a_newer_version_our_own_answers(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    ours = shelf.build().generation
    shelf.write("news/ferry.txt", "A whale swam up the river as far as the old mill.")
    theirs = shelf.build().generation
    make_newer(shelf.store)
    sound = sound_generation(shelf.store)
    assert sound.folder == shelf.store / GENERATIONS / ours
    assert isinstance(sound.damage, StoreMismatchError)
    assert shelf.build().generation > theirs
    assert sound_generation(shelf.store).damage is None
