"""What somebody is writing in the form of a phrase: kept until it is saved, whatever else is looked at meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.phrase_list import Entry
from desktop.ui.texts import files
from server_stub.contract.content import Media
from server_stub.contract.phrases import LONGEST_TEXT, LONGEST_TITLE, SavePhrase, is_key


@dataclass(slots=True)
class Writing:
    """`revision`: of what was seen when it was begun. `path`: a file on this computer that is not uploaded yet."""

    scope: str
    key: str = ""
    title: str = ""
    text: str = ""
    revision: int = 0
    file: Media | None = None
    path: Path | None = None

    @classmethod
    def of(cls, entry: Entry) -> Writing:
        """A phrase as it stands."""
        shown = entry.shown
        revision = 0 if entry.kept is None else entry.kept.revision
        return cls(entry.scope, shown.key, shown.title, shown.text, revision, shown.file)

    def fields(self) -> dict[str, object]:
        return {"scope": self.scope, "key": self.key, "title": self.title, "text": self.text}

    def take(self, values: Mapping[str, Any], path: Path | None) -> None:
        """As the form has it now."""
        self.scope = str(values["scope"] or self.scope)
        self.key = str(values["key"]).removeprefix("/")
        self.title, self.text = str(values["title"]), str(values["text"])
        self.path = path

    def request(self) -> SavePhrase:
        return SavePhrase(self.title, self.text, self.file.id if self.file else "", revision=self.revision)

    def wrong(self, *, is_new: bool) -> tuple[str, str]:
        """(field, code of ui.texts.phrases) of the first thing that cannot be saved; empty when all can."""
        if is_new and not is_key(self.key):
            return "key", "key"
        if len(self.title) > LONGEST_TITLE:
            return "title", "title"
        if len(self.text) > LONGEST_TEXT:
            return "text", "text_too_long"
        if not self.text and self.file is None and self.path is None:
            return "text", "text"
        return "", ""

    def file_words(self) -> str:
        """Name and size of a file that the gateway has."""
        if self.file is None:
            return ""
        name = self.file.file_name or self.file.mime_type
        return f"{name} · {files.size(self.file.size)}"
