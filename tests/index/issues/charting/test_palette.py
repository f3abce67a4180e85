from __future__ import annotations

from itertools import pairwise

import pytest

from index.issues.charting.palette import PALETTES, SHAPES, Theme
from index.issues.charting.words import Kind


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", Theme)
def test_text_can_be_read(theme: Theme) -> None:
    """The status of an issue is text too, in the colour of its mark."""
    palette = PALETTES[theme]

    for colour in (palette.text, palette.faint, *palette.kinds.values()):
        assert _contrast(colour, palette.background) >= 4.5


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("theme", Theme)
def test_a_mark_can_be_seen_wherever_it_stands(theme: Theme, kind: Kind) -> None:
    palette = PALETTES[theme]

    assert _contrast(palette.kinds[kind], palette.background) >= 3
    assert _contrast(palette.kinds[kind], palette.panel) >= 3


@pytest.mark.parametrize("theme", Theme)
def test_each_kind_has_a_colour_and_a_shape_of_its_own(theme: Theme) -> None:
    assert len(set(PALETTES[theme].kinds.values())) == len(Kind)
    assert len({shape for shape, _ in SHAPES.values()}) == len(Kind)


@pytest.mark.parametrize("theme", Theme)
def test_a_theme_has_its_colours_on_its_own_background(theme: Theme) -> None:
    dark, light = PALETTES[Theme.DARK], PALETTES[Theme.LIGHT]
    shades = [dark.background, dark.panel, dark.grid, light.grid, light.panel, light.background]

    assert all(_luminance(one) < _luminance(other) for one, other in pairwise(shades))
    assert PALETTES[theme].kinds.keys() == set(Kind)
