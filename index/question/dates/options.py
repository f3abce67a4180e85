"""The options that choose days of publication: --as-of, --before, --since, --in and --latest.

    --as-of DATE    published by then          --since DATE    published then or later
    --before DATE   published earlier          --in DATE       published within it

A date is one like "2025-12-31", "2025-12" or "2025", or what `day_ranges` reads: "last week".
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from index.errors import NoDateError, NoDaysError
from index.question.dates.day_ranges import read_days
from index.question.dates.periods import Period, TimeChoice, in_words

if TYPE_CHECKING:
    from datetime import date, datetime


def time_from_options(
    *,
    as_of: str | None = None,
    before: str | None = None,
    since: str | None = None,
    within: str | None = None,
    latest: bool = False,
    now: datetime,
) -> TimeChoice:
    """What the options say; `within` is --in. An option that is None was not given.

    Raises NoDateError for what is no date, NoDaysError where the options leave no day.
    """
    firsts: list[tuple[date, str]] = []
    lasts: list[tuple[date, str]] = []
    given = {"--as-of": as_of, "--before": before, "--since": since, "--in": within}
    for option, written in given.items():
        if written is None:
            continue
        if (days := read_days(written, now)) is None:
            raise NoDateError(option, written)
        said = f"{option} {written}"
        if option in {"--since", "--in"}:
            firsts.append((days[0], said))
        if option in {"--as-of", "--in"}:
            lasts.append((days[1], said))
        if option == "--before":
            lasts.append((days[0] - timedelta(days=1), said))
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first and last and first[0] > last[0]:
        raise NoDaysError(first[1], last[1])
    period = Period(first and first[0], last and last[0]) if first or last else None
    return TimeChoice(
        period=period,
        latest=latest,
        as_of=last[0].isoformat() if last and as_of is not None else None,
        words=in_words(period, latest=latest),
    )
