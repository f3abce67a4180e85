"""A build that is killed at any moment leaves a store that answers, from the old or the new."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.manifest import GENERATIONS, PARTIAL, live_generation
from tests.index.shelf import FERRY, Shelf, make_shelf

ROOT = Path(__file__).parents[2]
NEWS = "A whale swam up the river as far as the old mill."

# Kills itself at the nth call that changes what lies on disk, and says so if there was no nth.
BUILD_AND_DIE = """
import os, signal, sys
from pathlib import Path
from tests.index.shelf import Shelf

articles, store, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
calls = 0

def watch(event, args):
    global calls
    writes = event in {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"} or (
        event in {"open", "sqlite3.connect"}
        and str(store) in str(args[0])
        and (event != "open" or args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    )
    if writes and (event != "os.mkdir" or str(store) in str(args[0])):
        calls += 1
        if calls == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
Shelf(articles, store).build()
print(calls)
"""


def build_and_die(shelf: Shelf, call: int) -> subprocess.CompletedProcess[str]:
    """Build in a process that kills itself at its nth writing call; it prints how many there are."""
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", BUILD_AND_DIE, str(shelf.articles), str(shelf.store), str(call)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
def test_a_build_killed_between_any_two_writes_leaves_a_store_that_answers(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    shelf.write("news/ferry.txt", NEWS)
    old = live_generation(shelf.store)
    whole = build_and_die(make_copy(shelf, tmp_path / "whole"), 0)
    assert whole.returncode == 0, whole.stderr
    calls = int(whole.stdout)
    assert calls > 12
    # The first, the last, and some between; all of them take too long.
    for call in sorted(
        {1, 2, calls // 4, calls // 2, calls - 4, calls - 3, calls - 2, calls - 1, calls}
    ):
        copy = make_copy(shelf, tmp_path / f"killed at {call}")
        killed = build_and_die(copy, call)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        quote = copy.searcher().closest(FERRY, 1)[0][0].text
        assert (quote == FERRY) == (live_generation(copy.store).name == old.name)
        report = copy.build()
        assert copy.searcher().closest(NEWS, 1)[0][0].text == NEWS
        assert report.fresh == (quote != FERRY)
        left = {path.name for path in (copy.store / GENERATIONS).iterdir()}
        assert not any(name.endswith(PARTIAL) for name in left)


def make_copy(shelf: Shelf, folder: Path) -> Shelf:
    """Its store beside the same articles."""
    import shutil  # noqa: PLC0415

    shutil.copytree(shelf.store, folder)
    return Shelf(shelf.articles, folder)
