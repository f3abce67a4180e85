"""A disk that is full, read-only or broken at any moment of a build: the old index answers on.

The faults are those of `tests.index.faults`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index.errors import StoreUnwritableError
from index.issues.book import Book, keep_ledger
from index.issues.history import History
from index.manifest import PARTIAL, live_generation
from index.stores.faiss_store import FaissWriter
from tests.index.news import NEWS
from tests.index.shelf import FERRY, Shelf, first_quote, generation_names, make_shelf

if os.name != "posix":
    pytest.skip("there is no fork, nor a limit on files", allow_module_level=True)

from tests.index.faults import COUNTED, Fault, limited
from tests.index.full_disk import Trial

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Tried:
    """A town whose store was built before the ferry gave way to news, and all builds since."""

    shelf: Shelf
    old: str
    trials: list[Trial]

    def of(self, *faults: Fault) -> list[Trial]:
        """The trials whose builds failed."""
        return [trial for trial in self.trials if trial.fault in faults and trial.error]

    def at(self, trial: Trial) -> Shelf:
        return Shelf(self.shelf.articles, trial.store)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    folder = tmp_path_factory.mktemp("full")
    shelf, copies = make_shelf(folder), folder / "copies"
    shelf.build()
    shelf.write("news/ferry.txt", NEWS)
    copies.mkdir()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.index.full_disk", shelf.articles, shelf.store, copies],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        check=True,
        timeout=120,
        stdout=subprocess.PIPE,
    )
    trials = [
        Trial(Fault(one["fault"]), one["number"], Path(one["store"]), one["error"], one["said"])
        for one in map(json.loads, done.stdout.splitlines())
    ]
    return Tried(shelf, live_generation(shelf.store).name, trials)


def test_the_faults_are_met_at_every_stage_of_a_build(tried: Tried) -> None:
    for fault in Fault:
        assert len(tried.of(fault)) >= 4, fault
    outlived = {trial.fault for trial in tried.trials if not trial.error}
    assert outlived == COUNTED, "the last of each was past the last call"


def test_the_build_ends_with_a_sentence_and_its_cure(tried: Tried) -> None:
    for trial in tried.of(*Fault):
        if trial.error == "BuildRejectedError":
            # numpy doesn't tell of the last bytes of an array, but the test of the generation does.
            assert trial.fault is Fault.FILLED, trial
            assert ".npy can't be read" in trial.said, trial
        else:
            assert trial.error == "StoreUnwritableError", trial
            assert "make room there" in trial.said, trial


def test_the_old_index_answers_on(tried: Tried) -> None:
    for trial in tried.of(*Fault):
        shelf = tried.at(trial)
        assert live_generation(trial.store).name == tried.old, trial
        assert first_quote(shelf, FERRY) == FERRY, trial


def test_the_room_is_given_back_unless_nothing_can_be_removed(tried: Tried) -> None:
    for trial in tried.of(Fault.FULL, Fault.LIMITED, Fault.FILLED, Fault.UNSYNCED):
        assert generation_names(tried.at(trial)) == {tried.old}, trial
        assert not list(trial.store.rglob(f"*{PARTIAL}*")), trial


def test_the_next_build_works_as_soon_as_there_is_room(tried: Tried) -> None:
    for trial in tried.of(*Fault)[::4]:
        shelf = tried.at(trial)
        report = shelf.build()
        assert not report.fresh, trial
        assert first_quote(shelf, NEWS) == NEWS, trial
        assert generation_names(shelf) == {tried.old, report.generation}, trial


def test_where_the_disk_fails_when_the_pointer_has_moved_the_new_index_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    old, sync = live_generation(shelf.store), os.fsync

    def fail(descriptor: int) -> None:
        if live_generation(shelf.store) != old:
            raise OSError(5, "Input/output error")
        sync(descriptor)

    shelf.write("news/ferry.txt", NEWS)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreUnwritableError, match="Input/output error"):
        shelf.build()
    monkeypatch.undo()
    assert live_generation(shelf.store) != old
    assert first_quote(shelf, NEWS) == NEWS
    assert shelf.build().fresh


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("rows", [1, 10_000])
def test_vectors_that_do_not_fit_are_told_even_if_only_the_last_bytes_are_missing(
    rows: int,
) -> None:
    writer = FaissWriter(Path("/dev/full"), 2)
    writer.add(np.tile(np.array([[0.6, 0.8]], dtype=np.float32), (rows, 1)))
    with pytest.raises(StoreUnwritableError, match="No space left"):
        writer.close()


def test_a_state_file_on_a_full_disk_costs_the_comparison_and_not_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = make_shelf(tmp_path)
    shelf.build()
    state = tmp_path / "state.sqlite"
    with limited(0):
        keep_ledger(shelf.store, state)
    assert f"the ledger's history in {state} can't be written" in caplog.text
    assert Book.open(shelf.store, state).ledger().standings
    assert first_quote(shelf, FERRY) == FERRY
    keep_ledger(shelf.store, state)
    assert len(History(state, shelf.store).builds()) == 1
