"""Full and read-only disks, crashes, two at once: a whole file, or none, and a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import FolderUnwritableError
from index.web.records import Added, Changed, Same
from index.web.shelf import Shelf
from tests.index.web.ferry import CHANGED, FERRY, ID, LATER, NOW, files, only, paragraphs, read

if os.name != "posix":
    pytest.skip("there is no fork, nor a limit on files", allow_module_level=True)

from tests.index.children import in_child
from tests.index.faults import Fault, afflict, die_at_call, limited

ROOT = Path(__file__).parents[3]
PUT = """
import sys
from dataclasses import replace
from pathlib import Path
from index.web.shelf import Shelf
from tests.index.web.ferry import FERRY, NOW
for number in range(8):
    article = replace(FERRY, source_url=f"https://a.example/{number}")
    put = Shelf(Path(sys.argv[1])).put(article, NOW)
    print(type(put).__name__, put.doc_id)
"""


@pytest.mark.parametrize("size", [0, 1, 300])
def test_a_full_disk_is_told_and_leaves_what_was_there(folder: Path, size: int) -> None:
    with (
        limited(size),
        pytest.raises(FolderUnwritableError, match=r"\(File too large\); make room"),
    ):
        Shelf(folder).put(FERRY, NOW)
    assert not files(folder)
    Shelf(folder).put(FERRY, NOW)
    before = files(folder)
    with limited(size), pytest.raises(FolderUnwritableError):
        Shelf(folder).put(CHANGED, LATER)
    assert files(folder) == before
    with limited(size):
        assert Shelf(folder).put(FERRY, LATER) == Same(ID), "nothing needs to be written"


@pytest.mark.parametrize(
    ("fault", "reason"), [(Fault.FULL, "No space left"), (Fault.READ_ONLY, "Read-only file system")]
)
def test_a_disk_on_which_nothing_can_be_made_is_told_at_any_moment(
    folder: Path, fault: Fault, reason: str
) -> None:
    Shelf(folder).put(FERRY, NOW)
    before = (folder / f"{ID}.md").read_bytes()
    failed = 0
    for number in range(1, 20):

        def put(number: int = number) -> object:
            afflict(fault, number, folder)
            return Shelf(folder).put(CHANGED, LATER)

        ended = in_child(put)
        if not ended.error:
            assert isinstance(ended.value, Changed)
            break
        assert ended.error == "FolderUnwritableError", ended.said
        assert reason in ended.said
        assert (folder / f"{ID}.md").read_bytes() == before
        failed += 1
    assert failed >= 4, "the lock, the folder of versions, the version, the file"


def test_a_crash_at_any_moment_leaves_the_old_file_or_the_new_one_whole(folder: Path) -> None:
    killed = 0
    for number in range(1, 30):
        for path in folder.rglob("*.md"):
            path.unlink()
        Shelf(folder).put(FERRY, NOW)

        def put(number: int = number) -> object:
            die_at_call(number, folder)
            return Shelf(folder).put(CHANGED, LATER)

        ended = in_child(put)
        assert "\n".join(paragraphs(only(folder))) in {FERRY.text, CHANGED.text}
        assert isinstance(Shelf(folder).put(CHANGED, LATER), Changed | Same)
        assert "\n".join(paragraphs(only(folder))) == CHANGED.text
        if not ended.killed:
            assert not ended.error, ended.said
            break
        killed += 1
    assert killed >= 5


def test_a_crash_before_the_first_file_is_there_leaves_nothing_that_a_build_reads(
    folder: Path,
) -> None:
    for number in range(1, 4):

        def put(number: int = number) -> object:
            die_at_call(number, folder)
            return Shelf(folder).put(FERRY, NOW)

        assert in_child(put).killed
        assert not read(folder)
    assert Shelf(folder).put(FERRY, NOW) == Added(ID)


def test_processes_that_add_at_once_lose_nothing_and_add_nothing_twice(folder: Path) -> None:
    children = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", PUT, folder], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [
        line.split() for child in children for line in child.communicate(timeout=60)[0].splitlines()
    ]
    added = sorted(doc_id for what, doc_id in told if what == "Added")
    assert added == sorted([ID, *(f"{ID}-{number}" for number in range(2, 9))])
    assert sorted(doc_id for what, doc_id in told if what == "Same") == added
    assert len(read(folder)) == 8


def test_a_folder_in_the_way_is_gone_around(folder: Path) -> None:
    (folder / f"{ID}.md").mkdir()
    assert Shelf(folder).put(FERRY, NOW) == Added(f"{ID}-2")


def test_what_is_no_plain_file_is_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "nowhere.md").symlink_to(folder / "none")
    outside = folder.parent / "outside.md"
    Shelf(folder).put(FERRY, NOW)
    (folder / f"{ID}.md").rename(outside)
    (folder / "link.md").symlink_to(outside)
    before = outside.read_bytes()
    assert Shelf(folder).put(CHANGED, LATER) == Added(ID)
    assert outside.read_bytes() == before
