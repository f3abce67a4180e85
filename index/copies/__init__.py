"""Articles of one origin, found when an index is built: so that a story in five files is one voice.

    wording.py      words of an article ─▶ shingles, names, numbers
    overlaps.py     shingles ─▶ pairs that share text
    same_text.py    which of these are one text: reprints, excerpts, later versions
    facts.py        names and numbers ─▶ how much two articles agree
    rewrites.py     vectors and facts ─▶ pairs that tell one story in other words
    grouping.py     pairs ─▶ groups

Nothing depends on chance, on the order of files, or on what an earlier build found.
"""

from index.copies.finding import find_copies

__all__ = ["find_copies"]
