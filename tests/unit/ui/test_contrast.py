"""Everything written is readable in every scheme (WCAG 2.2, 1.4.3 and 1.4.11), in high contrast easily (1.4.6)."""

from __future__ import annotations

import pytest

from desktop.ui.theme.contrast import (
    OUTLINE_PAIRS,
    SHAPE_MINIMUM,
    SHAPE_PAIRS,
    TEXT_ENHANCED,
    TEXT_MINIMUM,
    TEXT_PAIRS,
    blended,
    contrast,
)
from desktop.ui.theme.high_contrast import CONTRAST_DARK, CONTRAST_LIGHT
from desktop.ui.theme.tokens import DARK, FACES, LIGHT, ON_FACE, Colours

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast light": CONTRAST_LIGHT, "contrast dark": CONTRAST_DARK}
schemes = pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)
enhanced = pytest.mark.parametrize("colours", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])


def test_the_formula_gives_the_known_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert blended("#80ff0000", "#000000") == "#800000"


@schemes
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= TEXT_MINIMUM


@enhanced
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_in_high_contrast(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= TEXT_ENHANCED


@enhanced
@pytest.mark.parametrize(("line", "ground"), OUTLINE_PAIRS)
def test_outlines_and_focus_rings_in_high_contrast(colours: Colours, line: str, ground: str) -> None:
    assert contrast(getattr(colours, line), getattr(colours, ground)) >= SHAPE_MINIMUM


@enhanced
@pytest.mark.parametrize("picture", ["#ffffff", "#ffe0b0", "#6fb7f0"])
def test_times_on_bright_pictures_in_high_contrast(colours: Colours, picture: str) -> None:
    assert contrast(colours.on_overlay, blended(colours.overlay, picture)) >= TEXT_ENHANCED


@schemes
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_marks_on_their_ground(colours: Colours, shape: str, ground: str) -> None:
    assert contrast(getattr(colours, shape), getattr(colours, ground)) >= SHAPE_MINIMUM


@schemes
@pytest.mark.parametrize("picture", ["#ffffff", "#ffe0b0", "#6fb7f0"])
def test_times_on_bright_pictures(colours: Colours, picture: str) -> None:
    assert contrast(colours.on_overlay, blended(colours.overlay, picture)) >= TEXT_MINIMUM


@pytest.mark.parametrize("gradient", FACES)
def test_initials_on_both_ends_of_a_face(gradient: tuple[str, str]) -> None:
    for colour in gradient:
        assert contrast(ON_FACE, colour) >= TEXT_MINIMUM


def test_every_pair_of_the_style_sheet_is_among_those_that_are_checked() -> None:
    """A rule that sets both a ground and a text colour names a pair; each must be in the list."""
    import re

    from desktop.ui.theme import stylesheet

    rules = "".join((stylesheet._BUTTONS, stylesheet._FIELDS, stylesheet._CHOICES, stylesheet._SURFACES))
    unchecked = set()
    for body in re.findall(r"\{\{(.*?)\}\}", rules, re.DOTALL):
        ground = re.search(r"(?<![-\w])background: \{(\w+)\}", body)
        text = re.search(r"(?<![-\w])color: \{(\w+)\}", body)
        if ground and text and (text[1], ground[1]) not in TEXT_PAIRS:
            unchecked.add((text[1], ground[1]))
    assert unchecked == set()
