"""The fitted numbers: weights of the ranking and of the confidence, and the threshold.

They lie in `fitted.json`, which `benchmarks/fit.py` writes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.confidence import Signal
from index.ranking import Feature

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Fitted:
    """`threshold` is the least confidence with which an answer is given."""

    ranking: Mapping[Feature, float]
    confidence: Mapping[Signal, float]
    intercept: float
    threshold: float


@lru_cache(maxsize=1)
def shipped() -> Fitted:
    """The numbers that ship with this version."""
    text = resources.files("index").joinpath("fitted.json").read_text(encoding="utf-8")
    return parse(text)


def parse(text: str) -> Fitted:
    """Read `fitted.json`; raises ValueError or KeyError if it is not one."""
    values = json.loads(text)
    return Fitted(
        ranking=MappingProxyType({Feature(k): float(v) for k, v in values["ranking"].items()}),
        confidence=MappingProxyType({Signal(k): float(v) for k, v in values["confidence"].items()}),
        intercept=float(values["intercept"]),
        threshold=float(values["threshold"]),
    )
