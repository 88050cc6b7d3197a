"""Canned phrases in memory, as the gateway keeps them: refuses what it would refuse and tells what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.application.chosen_files import look_at
from desktop.domain.errors import AppError, Refused
from desktop.domain.phrases import with_changed
from server_stub.contract.content import Media
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PhraseChanged, SavePhrase, unknown_variables


class SamplePhrases:
    """Implements application.phrases.PhraseBook. `refusal` answers the next request, whichever it is."""

    def __init__(self, phrases: Sequence[Phrase], told: Callable[[], None]) -> None:
        self._layers: tuple[Phrase, ...] = tuple(phrases)
        self._told = told
        self._files: dict[str, Path] = {}
        self._revision = 0
        self.refusal: AppError | None = None

    def layers(self) -> Sequence[Phrase]:
        return self._layers

    async def refresh(self) -> None:
        self._refuse()

    async def save(self, scope: str, key: str, given: SavePhrase) -> Phrase:
        self._refuse()
        self._check(scope, key, given.revision)
        unknown = unknown_variables(given.text)
        if unknown:
            raise Refused("phrase_variable_unknown", variable=unknown[0])
        path = self._files.get(given.file_id)
        file = None if path is None else await self._media(given.file_id, path)
        self._revision += 1
        saved = Phrase(key, given.title, given.text, scope, self._revision, given.hidden, file)
        self.tell(PhraseChanged(saved))
        return saved

    async def remove(self, phrase: Phrase) -> None:
        self._refuse()
        self._check(phrase.scope, phrase.key, phrase.revision)
        self.tell(PhraseChanged(phrase, removed=True))

    async def upload(self, path: Path) -> Media:
        self._refuse()
        file_id = f"file{len(self._files)}"
        self._files[file_id] = path
        return await self._media(file_id, path)

    async def file(self, media: Media) -> Path:
        self._refuse()
        return self._files[media.id]

    def tell(self, change: PhraseChanged) -> None:
        """What a colleague did, or this person."""
        self._revision = max(self._revision, change.phrase.revision)
        self._layers = tuple(with_changed(self._layers, change))
        self._told()

    def _check(self, scope: str, key: str, revision: int) -> None:
        known = next((it.revision for it in self._layers if (it.scope, it.key) == (scope, key)), 0)
        if known != revision:
            raise Refused("state_conflict")

    def _refuse(self) -> None:
        refusal, self.refusal = self.refusal, None
        if refusal is not None:
            raise refusal

    async def _media(self, file_id: str, path: Path) -> Media:
        chosen = await look_at(path)
        return Media(file_id, chosen.facts.mime_type, "ready", path.name, chosen.size)
