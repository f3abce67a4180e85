"""A Measurement as tables for people, or as JSON with the same figures."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table
from rich.text import Text

from index.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType

    from index.evaluation.figures import Figures
    from index.evaluation.measuring import Measurement
    from index.evaluation.reliability import Reliability
    from index.evaluation.scoring import Outcome

DIGITS: Final = 4


def tables(measurement: Measurement, *, misses: bool) -> Iterator[RenderableType]:
    """The figures, the reliability, and with `misses` what went wrong."""
    figures = next(iter(measurement.systems.values()))
    yield Text(
        f"{one_line(measurement.name)}: {figures.questions:,} questions, "
        f"{figures.answerable:,} answerable"
    )
    table = Table("")
    for name in measurement.systems:
        table.add_column(name, justify="right")
    for label, show in _ROWS:
        table.add_row(label, *(show(f) for f in measurement.systems.values()))
    yield table
    yield _reliability_table(measurement)
    if misses:
        yield from _misses(measurement)


def measurement_object(measurement: Measurement, *, misses: bool) -> dict[str, Any]:
    """The same for `json.dumps`; numbers rounded, an infinite threshold null."""
    cross_validated = measurement.cross_validated
    value: dict[str, Any] = {
        "set": measurement.name,
        "systems": {name: asdict(figures) for name, figures in measurement.systems.items()},
        "reliability": {
            "shipped": asdict(measurement.calibrated),
            "cross_validated": None if cross_validated is None else asdict(cross_validated),
        },
    }
    if misses:
        value["misses"] = [
            {
                "id": o.question.id,
                "question": o.question.text,
                "answerable": bool(o.question.gold),
                "answered": o.finding.answered,
                "confidence": o.finding.confidence,
                "rank": o.rank,
                "doc_id": o.finding.quotes[0].doc_id if o.finding.quotes else None,
                "text": o.finding.quotes[0].text if o.finding.quotes else None,
            }
            for o in missed(measurement)
        ]
    rounded: dict[str, Any] = _rounded(value)
    return rounded


def missed(measurement: Measurement) -> list[Outcome]:
    """Answerable questions whose first quote is wrong, and others that were answered."""
    return [
        o for o in measurement.outcomes if (not o.right if o.question.gold else o.finding.answered)
    ]


def _rounded(value: Any) -> Any:
    match value:
        case dict():
            return {key: _rounded(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_rounded(inner) for inner in value]
        case float():
            return round(value, DIGITS) if math.isfinite(value) else None
        case _:
            return value


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _of(value: float | None, count: int) -> str:
    return "–" if value is None else f"{value:.3f} ({round(value * count):,} of {count:,})"


_ROWS: Final[tuple[tuple[str, Callable[[Figures], str]], ...]] = (
    ("hit@1", lambda f: _of(f.hit1, f.answerable)),
    ("hit@3", lambda f: _of(f.hit3, f.answerable)),
    ("hit@5", lambda f: _of(f.hit5, f.answerable)),
    ("mean reciprocal rank", lambda f: _share(f.mrr)),
    ("AUROC, answerable or not", lambda f: _share(f.auroc)),
    ("AUROC, first quote right", lambda f: _share(f.auroc_right)),
    ("threshold", lambda f: _share(f.threshold)),
    ("kept", lambda f: _of(f.kept, f.answerable)),
    ("wrong: answered anyway", lambda f: _of(f.wrong, f.questions - f.answerable)),
    ("first quote holds the answer", lambda f: _share(f.holds_answer)),
    (
        "words of a first quote",
        lambda f: "–" if f.mean_words is None else f"{f.mean_words:.1f}, at most {f.most_words:,}",
    ),
    ("quotes not verbatim", lambda f: f"{f.not_verbatim:,}"),
    (
        "differing values shown",
        lambda f: (
            f"{f.values_shown:,} of {f.values:,}, {f.values_besides:,} others" if f.values else "–"
        ),
    ),
    ("refused unsearched", lambda f: f"{f.refused:,}"),
    ("milliseconds, p50 and p95", lambda f: f"{f.p50_ms:.0f} and {f.p95_ms:.0f}"),
)


def _reliability_table(measurement: Measurement) -> Table:
    """Both reliabilities side by side, an empty bin left blank."""
    columns = [("as shipped", measurement.calibrated)]
    if measurement.cross_validated is not None:
        columns.append(("cross-validated", measurement.cross_validated))
    table = Table("confidence", title="Is the first quote right as often as the confidence says?")
    for name, _ in columns:
        for heading in (f"{name}: n", "mean", "right"):
            table.add_column(heading, justify="right")
    for number, bin_ in enumerate(measurement.calibrated.bins):
        cells = [cell for _, one in columns for cell in _bin_cells(one, number)]
        table.add_row(f"{bin_.low:.1f} to {bin_.high:.1f}", *cells)
    table.add_section()
    errors = [cell for _, one in columns for cell in ("", "", f"{one.error:.3f}")]
    table.add_row("calibration error", *errors)
    return table


def _bin_cells(one: Reliability, number: int) -> tuple[str, str, str]:
    bin_ = one.bins[number]
    if not bin_.count:
        return "", "", ""
    return f"{bin_.count:,}", _share(bin_.confidence), _share(bin_.right)


def _misses(measurement: Measurement) -> Iterator[Text]:
    for o in missed(measurement):
        fault = "wrong first" if o.question.gold else "answered, though the articles don't say"
        place = f", right at {o.rank}" if o.rank else ""
        yield Text(f"\n{o.question.id}: {fault} ({o.finding.confidence:.2f}{place})")
        yield Text(f"  {one_line(o.question.text)}")
        for quote in o.finding.quotes[:1]:
            yield Text(f"  {quote.doc_id}: {one_line(quote.text)}")
