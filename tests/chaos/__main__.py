"""`python -m tests.chaos [--seed N] [--times N]`: a line for each group of faults, and their sum.

Exits 1 with what was wrong, and keeps the folder that it went wrong in.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

TIMES: Final = 100

PROGRAMS: Final = 25
"""Of so many kills one is of a whole program, which takes seconds to start."""


def main() -> int:
    """Run all groups; what to exit with."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--times", type=int, default=TIMES, help="faults of each group")
    asked = parser.parse_args()
    # Children are forked, and must find no threads of FAISS's to wait for.
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["HF_HUB_OFFLINE"] = "1"
    folder = Path(tempfile.mkdtemp(prefix="dateline-chaos-"))
    _say(f"seed {asked.seed}, in {folder}")
    return _run(asked.seed, asked.times, folder)


def _run(seed: int, times: int, folder: Path) -> int:
    # Imported only now, because FAISS reads how many threads it may have when it is loaded.
    from tests.chaos.checking import WrongError  # noqa: PLC0415 - see above
    from tests.chaos.damages import damage_files  # noqa: PLC0415 - see above
    from tests.chaos.full_disks import fill_disks  # noqa: PLC0415 - see above
    from tests.chaos.kills import kill_builds  # noqa: PLC0415 - see above
    from tests.chaos.newsroom import Newsroom, warm_up  # noqa: PLC0415 - see above
    from tests.chaos.programs import kill_programs  # noqa: PLC0415 - see above

    warm_up(folder / "warm")
    start = time.monotonic()
    survived = 0
    for name, run, count in (
        ("kills", kill_builds, times),
        ("programs", kill_programs, -(-times // PROGRAMS)),
        ("damage", damage_files, times),
        ("full disks", fill_disks, times),
    ):
        began = time.monotonic()
        try:
            came = run(Newsroom(folder / name, random.Random(f"{seed} {name}")), count)  # noqa: S311 - not a secret
        except WrongError as error:
            _say(f"{name}: WRONG: {error}\nsee {folder / name}; again: --seed {seed}")
            return 1
        survived += count
        _say(f"{name:<12}{came} ({time.monotonic() - began:.0f} s)")
    shutil.rmtree(folder)
    _say(f"{survived} faults survived, no answer wrong ({time.monotonic() - start:.0f} s)")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
