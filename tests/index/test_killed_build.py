"""A build that is killed at any moment leaves a store that answers, from the old or the new."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.lineage import KEPT_GENERATIONS
from index.manifest import GENERATIONS, PARTIAL, live_generation
from tests.index.shelf import FERRY, Shelf, make_shelf

ROOT = Path(__file__).parents[2]
NEWS = "A whale swam up the river as far as the old mill."

# For n of 1, 3, 5 …: copies the store and builds it in a child that kills itself at its nth call
# that changes something there. Ends with the first child that lives through its build.
KILL_AT_EVERY_CALL = """
import os, shutil, signal, sys
from pathlib import Path
from tests.index.shelf import Shelf

articles, store, copies = map(Path, sys.argv[1:])
CHANGES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"}

def build_and_die(store: Path, last: int) -> None:
    calls = 0

    def watch(event, args):
        nonlocal calls
        if event not in CHANGES or str(store) not in str(args[0]):
            return
        if event == "open" and not args[2] & (os.O_WRONLY | os.O_RDWR):
            return
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    Shelf(articles, store).build()

number = -1
while True:
    number += 2
    copy = copies / f"{number:03}"
    shutil.copytree(store, copy)
    child = os.fork()
    if not child:
        build_and_die(copy, number)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != signal.SIGKILL:
        sys.exit(status)
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
def test_a_build_killed_at_any_of_its_writes_leaves_a_store_that_answers(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    shelf.write("news/ferry.txt", NEWS)
    old = live_generation(shelf.store).name
    copies = tmp_path / "copies"
    copies.mkdir()
    subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", KILL_AT_EVERY_CALL, shelf.articles, shelf.store, copies],
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    *killed, whole = [Shelf(shelf.articles, store) for store in sorted(copies.iterdir())]
    assert whole.build().fresh
    assert len(killed) > 10
    outcomes: set[tuple[bool, bool]] = set()
    for copy in killed:
        is_old = live_generation(copy.store).name == old
        assert (copy.searcher().closest(FERRY, 1)[0][0].text == FERRY) == is_old
        left = [path.name for path in (copy.store / GENERATIONS).iterdir()]
        outcomes.add((is_old, any(name.endswith(PARTIAL) for name in left)))
        report = copy.build()
        assert report.fresh != is_old
        assert copy.searcher().closest(NEWS, 1)[0][0].text == NEWS
        left = [path.name for path in (copy.store / GENERATIONS).iterdir()]
        assert not any(name.endswith(PARTIAL) for name in left) or report.fresh
    assert {(True, True), (True, False)} <= outcomes, "before and after the rename"


def test_what_a_build_killed_after_the_swap_left_is_removed_though_nothing_has_changed(
    tmp_path: Path,
) -> None:
    shelf = make_shelf(tmp_path)
    oldest = shelf.store / GENERATIONS / shelf.build().generation
    kept = shutil.copytree(oldest, tmp_path / "kept")
    for number in range(KEPT_GENERATIONS):
        shelf.write("news/ferry.txt", f"{NEWS} It did so {number} times.")
        shelf.build()
    kept.rename(oldest)
    assert shelf.build().fresh
    assert not oldest.exists()
    assert len(list((shelf.store / GENERATIONS).iterdir())) == KEPT_GENERATIONS
