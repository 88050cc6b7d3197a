"""Template endpoints: list, create, look at, edit, delete, unpause."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.common import answer, check_version, read_json
from server_stub.cloud_sim.graph.errors import GraphError, unknown_object
from server_stub.cloud_sim.graph.paging import choose_fields, page
from server_stub.cloud_sim.templates.book import Template, check_new
from server_stub.cloud_sim.templates.life import TemplateLife

TEMPLATE_LIMIT = 6_000
_FILTERS = ("status", "category", "language", "name")


class TemplateRoutes:
    """Everything about templates."""

    def __init__(self, core: Core, life: TemplateLife) -> None:
        self._core = core
        self._life = life

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the endpoints that have paths of their own."""
        path = "/{version}/{account_id}/message_templates"
        router.add_get(path, self.list)
        router.add_post(path, self.create)
        router.add_delete(path, self.delete)
        router.add_post("/{version}/{template_id}/unpause", self.unpause)

    async def list(self, request: web.Request) -> web.StreamResponse:
        """Templates of the account, filtered and in pages."""
        self._check(request)
        query = request.query
        shown = [template.as_json() for template in self._core.templates.all()]
        for name in _FILTERS:
            if name in query:
                shown = [it for it in shown if str(it[name]).casefold() == query[name].casefold()]
        rows = [choose_fields(it, query.get("fields")) for it in shown]
        result = page(rows, query, str(request.url))
        if "summary" in query:
            result["summary"] = self._summary(len(rows))
        return answer(result)

    def _summary(self, matching: int) -> dict[str, Any]:
        return {
            "total_count": matching,
            "message_template_count": len(self._core.templates.all()),
            "message_template_limit": TEMPLATE_LIMIT,
            "are_translations_complete": True,
        }

    async def create(self, request: web.Request) -> web.StreamResponse:
        """A new template; it waits for its review."""
        self._check(request)
        body = await self._body(request)
        template = self._core.templates.create(body)
        self._life.review(template)
        return answer({"id": template.id, "status": template.status, "category": template.category})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """Delete all languages of a name, or the one with `hsm_id`."""
        self._check(request)
        book, wanted = self._core.templates, request.query.get("hsm_id")
        doomed = [it for it in book.named(request.query.get("name", "")) if wanted in (None, it.id)]
        if not doomed:
            raise GraphError(100, "Template does not exist.", subcode=2593002)
        for template in doomed:
            book.remove(template)
        return answer({"success": True})

    async def unpause(self, request: web.Request) -> web.StreamResponse:
        """Let a paused template be sent again."""
        template = self._core.templates.get(request.match_info["template_id"])
        if template is None:
            raise unknown_object(request.match_info["template_id"])
        if template.status != "PAUSED":
            return answer({"success": False, "reason": "Template is not paused"})
        self._life.change_status(template, "REINSTATED")
        return answer({"success": True})

    async def edit(self, request: web.Request, template: Template) -> web.StreamResponse:
        """Change components or category; the template is reviewed again."""
        body = await self._body(request)
        changed = {
            "name": template.name,
            "language": template.language,
            "category": body.get("category", template.category),
            "components": body.get("components", template.components),
        }
        check_new(changed)
        template.category = changed["category"]
        if "components" in body:
            self._life.change_components(template, changed["components"])
        template.status = "PENDING"
        self._life.review(template)
        return answer({"success": True, "id": template.id, "category": template.category})

    async def _body(self, request: web.Request) -> dict[str, Any]:
        body = await read_json(request)
        if not isinstance(body, dict):
            raise GraphError(100, "The request body must be a JSON object.")
        return body

    def _check(self, request: web.Request) -> None:
        check_version(request.match_info["version"])
        if request.match_info["account_id"] != self._core.world.account.id:
            raise unknown_object(request.match_info["account_id"])
