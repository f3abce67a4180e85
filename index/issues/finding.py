"""Which issue a person means: by its id, its number in the list, or words of its id and title."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.issues.records import Ledger, Standing

CLOSE: Final = 3
"""Ids that are suggested for one that there isn't."""

TELLING: Final = 4
"""Letters that a word has at least to be compared; "the" and "of" are in many titles."""

COMPARED: Final = 100
"""Characters of what was typed that are compared with ids; comparing takes time squared."""

LONGEST_NUMBER: Final = 9
"""Digits; no list is longer."""


def find_issues(typed: str, ledger: Ledger) -> Sequence[Standing]:
    """The issues that `typed` can mean, in any case: one, several whose words it has, or none."""
    wanted = typed.casefold().strip()
    exact = [one for one in ledger.standings if one.issue.id == wanted]
    if exact or not wanted:
        return exact
    if wanted.isascii() and wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER:
        numbered = dict(enumerate(ledger.numbered, 1)).get(int(wanted))
        if numbered is not None:
            return [numbered]
    return [one for one in ledger.standings if _has(one, wanted.split())]


def close_ids(typed: str, ledger: Ledger) -> list[str]:
    """Ids of the issues that `typed`, or a word of it, is nearly an id, a title or a word of."""
    ids: dict[str, list[str]] = {}
    for standing in ledger.standings:
        issue = standing.issue
        for name in dict.fromkeys(_parts(issue.id) + _parts(issue.title)):
            ids.setdefault(name, []).append(issue.id)
    close = [name for part in _parts(typed) for name in get_close_matches(part, ids, CLOSE)]
    return list(dict.fromkeys(one for name in close for one in ids[name]))[:CLOSE]


def _has(standing: Standing, wanted: Sequence[str]) -> bool:
    text = f"{standing.issue.id}\n{standing.issue.title}".casefold()
    return all(word in text for word in wanted)


def _parts(text: str) -> list[str]:
    head = text.casefold()[:COMPARED]
    return [head, *(word for word in head.split() if len(word) >= TELLING)]
