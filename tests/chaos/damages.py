"""Files of the index, cut short or with a bit changed, anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.manifest import GENERATIONS, MANIFEST_FILE, POINTER_FILE
from tests.chaos.checking import build, check, expect
from tests.index.damage import bit_flipped, cut_short, damaged, files_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chaos.newsroom import Newsroom

MENDED: Final = 0.1
"""How often a damaged index is mended by a build, and not by putting the file right."""


def damage_files(newsroom: Newsroom, times: int) -> str:
    """Damage so many files, one after the other; what came of it."""
    rng = newsroom.rng
    _two_generations(newsroom)
    harmless = mended = cut = 0
    for _ in range(times):
        live = newsroom.note_live()
        path = rng.choice(_parts(newsroom, live))
        content, at = path.read_bytes(), rng.random()
        is_cut = rng.random() < 0.5
        damage = cut_short(content, at) if is_cut else bit_flipped(content, at, rng.randrange(8))
        with damaged(path, damage):
            checked = check(newsroom, live)
        named = [str(path) in warning for warning in checked.warnings]
        cut += is_cut
        if not named:
            # The end of the pointer's line, or a letter of an escape in JSON, may be another.
            expect(path.name in {POINTER_FILE, MANIFEST_FILE}, f"{path} is damaged, unnoticed")
            expect(checked.generation == live, f"{checked.generation} answers, and not {live}")
            harmless += 1
            continue
        expect(named == [True], f"{path} is damaged, and the log says {checked.warnings}")
        is_pointer = path.name == POINTER_FILE
        expect((checked.generation == live) == is_pointer, f"{checked.generation} answers")
        if rng.random() < MENDED:
            path.write_bytes(damage)
            build(newsroom)
            expect(newsroom.note_live() != live, f"{live} is still live, with {path} damaged")
            mended += 1
            _two_generations(newsroom)
    return (
        f"{times} files damaged, {cut} cut short and {times - cut} in one bit; {mended} mended by "
        f"a build, {harmless} as good as before"
    )


def _parts(newsroom: Newsroom, live: str) -> list[Path]:
    store = newsroom.shelf.store
    return [*files_of(store / GENERATIONS / live), store / POINTER_FILE]


def _two_generations(newsroom: Newsroom) -> None:
    """The live one, and one before it that differs."""
    for _ in range(2):
        newsroom.change()
        build(newsroom)
