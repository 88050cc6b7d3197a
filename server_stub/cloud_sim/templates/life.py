"""The review of new templates, and the events that change a template's life."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.config import HOUR
from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.templates.book import Template

REJECTED_WORDS = ("grátis garantido", "clique já", "rejeitar")
_PAUSES = {1: ("FIRST_PAUSE", 3 * HOUR), 2: ("SECOND_PAUSE", 6 * HOUR)}
_TITLES = {"DISABLED": "DISABLED", "REINSTATED": "UNPAUSE"}


class TemplateLife:
    """Moves templates between states and tells the business."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._random = core.random("templates")

    def review(self, template: Template) -> None:
        """Decide about a new template after the review delay: spam words are rejected."""
        body = str((template.component("BODY") or {}).get("text", "")).casefold()
        spam = any(word in body for word in REJECTED_WORDS)
        delay = self._random.randint(*self._core.profile.review_delay)
        status, reason = ("REJECTED", "PROMOTIONAL") if spam else ("APPROVED", "NONE")
        self._core.agenda.call_in(delay, lambda: self.change_status(template, status, reason))

    def change_status(self, template: Template, status: str, reason: str = "NONE", title: str | None = None) -> None:
        """Give a template another status and tell it. REINSTATED makes it APPROVED again."""
        template.status = "APPROVED" if status == "REINSTATED" else status
        template.rejected_reason = reason if status == "REJECTED" else "NONE"
        value = self._value(template) | {
            "event": status,
            "reason": reason,
            "message_template_category": template.category,
        }
        title = title or _TITLES.get(status)
        if title is not None:
            value["other_info"] = {"title": title, "description": "Quality of the template"}
        if status == "REJECTED":
            advice = "Describe the offer without pressure."
            value["rejection_info"] = {"reason": "The text breaks the policy.", "recommendation": advice}
        self._core.tell_event("message_template_status_update", value)

    def pause(self, template: Template) -> None:
        """Pause for bad quality: 3 h the first time, 6 h the second, the third time it is disabled."""
        template.pauses += 1
        if template.pauses not in _PAUSES:
            self.change_status(template, "DISABLED")
            return
        title, length = _PAUSES[template.pauses]
        self.change_status(template, "PAUSED", title=title)
        self._core.agenda.call_in(length, lambda: self._end_pause(template))

    def _end_pause(self, template: Template) -> None:
        if template.status == "PAUSED":
            self.change_status(template, "REINSTATED")

    def change_quality(self, template: Template, quality: str) -> None:
        """Give a template another quality score and tell it."""
        before, template.quality = template.quality, quality
        template.quality_date = self._core.now() // 1000
        self._core.tell_event(
            "message_template_quality_update",
            {**self._value(template), "previous_quality_score": before, "new_quality_score": quality},
        )

    def change_category(self, template: Template, category: str) -> None:
        """Meta reclassifies a template and tells it."""
        template.previous_category, template.category = template.category, category
        self._core.tell_event(
            "template_category_update",
            {
                **self._value(template),
                "previous_category": template.previous_category,
                "new_category": category,
            },
        )

    def change_components(self, template: Template, components: list[dict[str, Any]]) -> None:
        """The template was edited; tell its new text."""
        template.components = components
        body = str((template.component("BODY") or {}).get("text", ""))
        self._core.tell_event(
            "message_template_components_update", {**self._value(template), "message_template_element": body}
        )

    def _value(self, template: Template) -> dict[str, Any]:
        return {
            "message_template_id": int(template.id),
            "message_template_name": template.name,
            "message_template_language": template.language,
        }
