"""The page with the pictures is whole: every kind of the contract is on it, and every picture it names is there."""

from __future__ import annotations

import re

import pytest

from desktop.demo.tour.catalogue import pictures
from desktop.demo.tour.page import page
from desktop.demo.tour.tour import SCREENS
from server_stub.contract.content import Kind
from tests.helpers.source_tree import ROOT

OURS_ALONE = frozenset({Kind.TEMPLATE, Kind.CONSENT_PROMPT, Kind.NOTE})
"""No customer can send them."""
THEIRS_ALONE = frozenset({Kind.INTERACTIVE, Kind.BUTTON, Kind.ORDER, Kind.SYSTEM, Kind.UNSUPPORTED, Kind.CALL})
"""No agent can send them: answers to what was offered, and what WhatsApp tells."""
MOST_BYTES = 6_000_000
MOST_FILES = 120
PAGE = ROOT / "docs" / "tour.md"
FOLDER = ROOT / "docs" / "tour"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_picture_in_each_direction(kind: Kind) -> None:
    """A new kind is on the page both ways, or stands above as one that goes only one way."""
    named = PAGE.read_text(encoding="utf-8")
    for side, missing in (("received", OURS_ALONE), ("sent", THEIRS_ALONE)):
        shown = re.search(rf'src="tour/{side}-{kind.value}(-[\w-]+)?\.png"', named) is not None
        assert shown is (kind not in missing), f"{side} {kind}"


def test_the_page_is_what_the_catalogue_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_picture_is_there_and_no_other() -> None:
    assert len(pictures()) == len(set(pictures()))
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.png" for name in pictures()}
    assert {name for name in pictures() if name.startswith("screen-")} == set(SCREENS)


def test_the_pictures_stay_small() -> None:
    sizes = [path.stat().st_size for path in FOLDER.iterdir()]
    assert len(sizes) < MOST_FILES
    assert sum(sizes) < MOST_BYTES


def test_the_readme_leads_to_the_page() -> None:
    assert "docs/tour.md" in (ROOT / "README.md").read_text(encoding="utf-8")
