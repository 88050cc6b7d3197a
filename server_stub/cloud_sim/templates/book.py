"""Message templates: what they hold, how they are created, and the life they lead."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from server_stub.cloud_sim.graph.errors import GraphError
from server_stub.cloud_sim.ids import Ids

CATEGORIES = ("MARKETING", "UTILITY", "AUTHENTICATION")
VARIABLE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_TEXT_LIMITS = {"HEADER": 60, "BODY": 1024, "FOOTER": 60}


class Template(msgspec.Struct, kw_only=True):
    """One template in one language."""

    id: str
    name: str
    language: str
    category: str
    components: list[dict[str, Any]]
    parameter_format: str = "POSITIONAL"
    status: str = "PENDING"
    quality: str = "UNKNOWN"
    quality_date: int = 1_790_000_000  # Unix seconds
    rejected_reason: str = "NONE"
    previous_category: str | None = None
    time_to_live: int | None = None  # seconds
    pauses: int = 0

    def component(self, kind: str) -> dict[str, Any] | None:
        """The HEADER, BODY, FOOTER or BUTTONS component."""
        return next((part for part in self.components if part.get("type", "").upper() == kind), None)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Buttons in order."""
        part = self.component("BUTTONS")
        return list(part["buttons"]) if part else []

    def as_json(self) -> dict[str, Any]:
        """The template as the management endpoints show it."""
        shown: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "category": self.category,
            "status": self.status,
            "components": self.components,
            "parameter_format": self.parameter_format,
            "quality_score": {"score": self.quality, "date": self.quality_date},
            "rejected_reason": self.rejected_reason,
        }
        if self.previous_category:
            shown["previous_category"] = self.previous_category
        if self.time_to_live is not None:
            shown["message_send_ttl_seconds"] = self.time_to_live
        return shown


def variables_of(text: str) -> list[str]:
    """The variable names of a text, in order and once each."""
    return list(dict.fromkeys(VARIABLE.findall(text)))


def check_new(body: dict[str, Any]) -> None:
    """Raise GraphError 100 when a creation request breaks the rules of the platform."""
    if not _NAME.fullmatch(str(body.get("name", ""))):
        raise GraphError(100, "Param name must be lowercase letters, digits and underscores, up to 512.")
    if body.get("category") not in CATEGORIES:
        raise GraphError(100, f"Param category must be one of {{{', '.join(CATEGORIES)}}}.")
    if not body.get("language"):
        raise GraphError(100, "The parameter language is required.")
    components = body.get("components")
    if not isinstance(components, list) or not all(isinstance(part, dict) for part in components):
        raise GraphError(100, "The parameter components is required.")
    if not any(str(part.get("type")).upper() == "BODY" for part in components):
        raise GraphError(100, "A template needs a BODY component.", subcode=2388047)
    for part in components:
        _check_component(part)


def _check_component(part: dict[str, Any]) -> None:
    kind = str(part.get("type", "")).upper()
    text = str(part.get("text", ""))
    if len(text) > _TEXT_LIMITS.get(kind, len(text)):
        raise GraphError(100, f"{kind} text is longer than {_TEXT_LIMITS[kind]}.", subcode=2388040)
    stripped = text.strip()
    if kind == "BODY" and (VARIABLE.match(stripped) or stripped.endswith("}}")):
        raise GraphError(100, "Variables can't be at the start or end of the template.", subcode=2388299)
    if "}}{{" in text.replace(" ", ""):
        raise GraphError(100, "Variables can't stand side by side.", subcode=2388299)
    if kind == "BUTTONS":
        _check_buttons(part.get("buttons") or [])


def _check_buttons(buttons: list[dict[str, Any]]) -> None:
    kinds = [str(button.get("type", "")).upper() for button in buttons]
    if not 1 <= len(buttons) <= 10 or kinds.count("URL") > 2 or kinds.count("PHONE_NUMBER") > 1:
        raise GraphError(100, "Too many buttons.", subcode=2388047)
    if any(len(str(button.get("text", ""))) > 25 for button in buttons):
        raise GraphError(100, "Button text is longer than 25.", subcode=2388040)
    quick = [index for index, kind in enumerate(kinds) if kind == "QUICK_REPLY"]
    if quick and quick[-1] - quick[0] + 1 != len(quick):
        raise GraphError(100, "Quick replies must stand together.", subcode=2388047)


class TemplateBook:
    """All templates of one account."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id: dict[str, Template] = {}

    def create(self, body: dict[str, Any]) -> Template:
        """Make a template that waits for its review; raises GraphError."""
        check_new(body)
        if self.find(body["name"], body["language"]):
            raise GraphError(100, "Content in this language already exists.", subcode=2388024)
        return self.put(
            Template(
                id=self._ids.number(),
                name=body["name"],
                language=body["language"],
                category=body["category"],
                components=body["components"],
                parameter_format=str(body.get("parameter_format", "POSITIONAL")).upper(),
                time_to_live=body.get("message_send_ttl_seconds"),
            )
        )

    def put(self, template: Template) -> Template:
        """Keep a template as it is."""
        self._by_id[template.id] = template
        return template

    def get(self, template_id: str) -> Template | None:
        """The template with this id."""
        return self._by_id.get(template_id)

    def find(self, name: str, language: str) -> Template | None:
        """The template with this name in this language."""
        wanted = (name, language)
        return next((it for it in self._by_id.values() if (it.name, it.language) == wanted), None)

    def named(self, name: str) -> list[Template]:
        """The template in all its languages."""
        return [template for template in self._by_id.values() if template.name == name]

    def all(self) -> list[Template]:
        """Every template, oldest first."""
        return list(self._by_id.values())

    def remove(self, template: Template) -> None:
        """Take a template away."""
        del self._by_id[template.id]
