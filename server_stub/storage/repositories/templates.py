"""The registry of templates: as Meta lists them, with the purpose that an administrator may set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server_stub.contract import model
from server_stub.contract.model import Template, TemplateCard
from server_stub.domain.gate_input import TemplateFacts
from server_stub.domain.purposes import purpose_of_template
from server_stub.domain.templates import UNSENDABLE, TemplateButton, TemplateText, read_components
from server_stub.storage.database import Tx

_COLUMNS: Final = "id, name, language, category, status, quality, components, parameter_format, purpose"
_KEEP: Final = """
INSERT INTO template (id, waba_id, name, language, category, status, quality, components, parameter_format, synced_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, language = excluded.language, category = excluded.category,
  status = excluded.status, quality = excluded.quality, components = excluded.components,
  parameter_format = excluded.parameter_format, synced_at = excluded.synced_at
"""


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    id: str
    name: str
    language: str
    category: str
    status: str
    quality: str
    text: TemplateText
    purpose: str

    @property
    def facts(self) -> TemplateFacts:
        """For the send gate: what cannot be filled in here is not available, whatever Meta says of it."""
        return TemplateFacts(self.category, UNSENDABLE if self.text.obstacle else self.status, self.quality)

    def to_wire(self) -> Template:
        text = self.text
        return Template(
            id=self.id,
            name=self.name,
            language=self.language,
            category=self.category,
            status=self.status,
            body=text.body,
            header=text.header,
            footer=text.footer,
            buttons=_buttons(text.buttons),
            variables=text.variables,
            purpose=self.purpose,
            quality=self.quality,
            header_kind=text.header_kind,
            cards=[TemplateCard(card.body, card.header_kind, _buttons(card.buttons)) for card in text.cards],
            offer=text.offer,
            obstacle=str(text.obstacle),
        )


@dataclass(frozen=True, slots=True)
class MetaTemplate:
    """One item of Meta's list."""

    id: str
    name: str
    language: str
    category: str
    status: str
    quality: str
    components: Sequence[Mapping[str, Any]]
    parameter_format: str


class Templates:
    def all(self, tx: Tx) -> list[StoredTemplate]:
        """All that Meta has not deleted, by name; also those that can only be shown."""
        sql = f"SELECT {_COLUMNS} FROM template WHERE status <> 'DELETED' ORDER BY name, language"  # noqa: S608
        return [_stored(row) for row in tx.driver.execute(sql)]

    def get(self, tx: Tx, template_id: str) -> StoredTemplate | None:
        sql = f"SELECT {_COLUMNS} FROM template WHERE id = ?"  # noqa: S608 - column names from the line above
        row = tx.driver.execute(sql, (template_id,)).fetchone()
        return None if row is None else _stored(row)

    def keep(self, tx: Tx, waba_id: str, given: MetaTemplate, now: int) -> StoredTemplate | None:
        """Store what Meta lists; the template as it is now where something changed. Its purpose is left alone."""
        before = self.get(tx, given.id)
        # Deleted and made anew at Meta, it comes back with another id under the same name.
        sql = "DELETE FROM template WHERE waba_id = ? AND name = ? AND language = ? AND id <> ?"
        tx.driver.execute(sql, (waba_id, given.name, given.language, given.id))
        state = (given.category, given.status, given.quality, json.dumps(given.components, ensure_ascii=False))
        identity = (given.id, waba_id, given.name, given.language)
        tx.driver.execute(_KEEP, (*identity, *state, given.parameter_format, now))
        after = self.get(tx, given.id)
        return None if after == before else after

    def missing(self, tx: Tx, waba_id: str, listed: Sequence[str], now: int) -> list[StoredTemplate]:
        """Mark what Meta no longer lists as deleted; returns those."""
        sql = "SELECT id FROM template WHERE waba_id = ? AND status <> 'DELETED'"
        gone = [str(row[0]) for row in tx.driver.execute(sql, (waba_id,)) if row[0] not in set(listed)]
        for template_id in gone:
            tx.driver.execute("UPDATE template SET status = 'DELETED', synced_at = ? WHERE id = ?", (now, template_id))
        return [found for found in (self.get(tx, template_id) for template_id in gone) if found is not None]

    def set_purpose(self, tx: Tx, template_id: str, purpose: str, account_id: str) -> None:
        sql = "UPDATE template SET purpose = ?, purpose_set_by = ? WHERE id = ?"
        tx.driver.execute(sql, (purpose, account_id if purpose else "", template_id))


def _buttons(buttons: Sequence[TemplateButton]) -> list[model.TemplateButton]:
    return [model.TemplateButton(str(n), button.title, button.kind, button.url) for n, button in enumerate(buttons)]


def _stored(row: Sequence[Any]) -> StoredTemplate:
    identifier, name, language, category, status, quality, components, parameter_format, purpose = row
    text = read_components(json.loads(components), parameter_format)
    return StoredTemplate(
        identifier, name, language, category, status, quality, text, purpose_of_template(category, purpose)
    )
