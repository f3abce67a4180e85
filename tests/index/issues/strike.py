"""A catalogue of a made-up rail strike, articles on it, and an index of both by the fake model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.issues.book import Book
from index.options import BuildOptions
from tests.index.command_line import Town
from tests.index.shelf import make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from index.issues.records import Evidence, Ledger
    from tests.index.command_line import Done
    from tests.index.shelf import Shelf

CATALOGUE = """\
[negotiation]
named = ["Northrail"]
begins = "2026-02-01"

[[parties]]
name = "Northrail"
aliases = ["Northrail", "Halvorsen"]

[[parties]]
name = "Union"
aliases = ["Rail Workers Union", "RWU", "Okafor"]

[[issues]]
id = "pay-rise"
title = "Pay rise"
settled_by = "Both sides have signed a pay deal."
terms = ["pay rise/deal/offer", "wage*"]

[[issues]]
id = "night-shifts"
title = "Night shifts"
settled_by = "The roster for night shifts is agreed."
terms = ["night shift*", "night work"]
not = ["night shift allowance"]

[[issues]]
id = "eastern-line"
title = "Reopening of the eastern line"
settled_by = "Trains run on the eastern line."
terms = ["eastern line"]

[[issues]]
id = "arbitration"
title = "Arbitration"
settled_by = "An arbitrator has been appointed."
terms = ["arbitrat*"]
described = false
"""

REFUSED = "Northrail has rejected the pay rise that its drivers demand."
UNTIL = (
    "The Rail Workers Union said that the eastern line would not open until there is a pay rise."
)
SHIFTS = "Whether night shifts will be cut remains unclear, a spokeswoman for Northrail said."
PLAN = "Under the plan, night shifts would last six hours."
OPENED = "The eastern line was reopened on Monday and handed over to Northrail."
SIGNED = "A pay deal was signed on Monday and took effect at midnight."
PRIZE = "A bus driver won a cookery prize, and her pay rise was rejected."

ARTICLES = {
    "first.md": "---\ntitle: Rail strike enters its second week\npublished: 2026-03-02\n---\n"
    f"{REFUSED}\n\n{UNTIL}\n\n{SHIFTS}\n",
    "undated.txt": f"Northrail has shown its new roster.\n\n{PLAN}\n",
    "prize.txt": f"{PRIZE}\n",
}
LATER = (
    f"---\ntitle: Trains return after the rail strike\npublished: 2026-03-09\n---\n{OPENED}\n\n"
    f"{SIGNED}\n"
)


def make_strike(folder: Path, files: dict[str, str] | None = None) -> Shelf:
    """Write the articles (or `files`) and the catalogue beside them; nothing is built yet."""
    shelf = make_shelf(folder, ARTICLES if files is None else files)
    catalogue_of(shelf).write_text(CATALOGUE, encoding="utf-8")
    return shelf


def catalogue_of(shelf: Shelf) -> Path:
    return shelf.articles.parent / "strike.toml"


def options(shelf: Shelf) -> BuildOptions:
    """Those of a build with the catalogue of the strike."""
    return BuildOptions(model="fake", issues_file=str(catalogue_of(shelf)))


def built(folder: Path, files: dict[str, str] | None = None) -> Shelf:
    shelf = make_strike(folder, files)
    shelf.build(options=options(shelf))
    return shelf


def run(shelf: Shelf, *arguments: str, **env: str) -> Done:
    """`python -m index` with the settings of the strike, or those of `env`."""
    settings = {
        "ARTICLES_DIR": str(shelf.articles),
        "EMBEDDING_MODEL": "fake",
        "ISSUES_FILE": options(shelf).issues_file,
    }
    return Town(shelf.articles, shelf.store).index(*arguments, env={**settings, **env})


def ledger(shelf: Shelf) -> Ledger:
    return Book.open(shelf.store).ledger()


def evidence(shelf: Shelf, issue: str | None = None) -> list[Evidence]:
    """All that is told of an issue, or of any."""
    return [
        one
        for standing in ledger(shelf).standings
        if issue is None or standing.issue.id == issue
        for one in standing.evidence
    ]
