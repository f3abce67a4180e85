"""What the tests of quantities read from a text."""

from __future__ import annotations

from index.values.quantities import Quantity, find_quantities


def cut(text: str, quantity: Quantity) -> str:
    return text[quantity.span.start : quantity.span.end]


def the_one(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, [cut(text, quantity) for quantity in found]
    return found[0]
