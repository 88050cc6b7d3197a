"""Canned phrases as the interface changes them; what is offered while writing is `Desk.phrases`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from server_stub.contract.content import Media
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import SavePhrase


class PhraseBook(Protocol):
    """Changes need the line; every desktop that may see them learns of them as a change of the catalogue. All raise
    AppError only.
    """

    def layers(self) -> Sequence[Phrase]:
        """Everything known here, hidden and covered ones too (contract.phrases)."""

    async def refresh(self) -> None:
        """Ask the gateway for all of them now."""

    async def save(self, scope: str, key: str, given: SavePhrase) -> Phrase:
        """Raises Refused `state_conflict` where somebody was quicker, and what the gateway finds wrong."""

    async def remove(self, phrase: Phrase) -> None:
        """As it was seen. Raises Refused `state_conflict` where somebody was quicker."""

    async def upload(self, path: Path) -> Media:
        """A file for a phrase; it stays when one that names it is saved. Raises LocalProblem about the file too."""

    async def file(self, media: Media) -> Path:
        """A plain copy of the file of a phrase, fetched when it is wanted first."""
