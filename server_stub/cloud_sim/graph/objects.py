"""`GET`, `POST` and `DELETE /vN.0/{id}`: one path for numbers, accounts, templates and media."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.common import answer, check_version, read_json
from server_stub.cloud_sim.graph.errors import GraphError, unknown_object
from server_stub.cloud_sim.graph.health import account_json, health, number_json
from server_stub.cloud_sim.graph.media import MediaRoutes
from server_stub.cloud_sim.graph.paging import choose_fields, page
from server_stub.cloud_sim.graph.templates import TemplateRoutes
from server_stub.cloud_sim.handshake import check_callback


class ObjectRoutes:
    """Looks at what an id names and answers for it; also the lists that hang on the account."""

    def __init__(self, core: Core, media: MediaRoutes, templates: TemplateRoutes) -> None:
        self._core = core
        self._media = media
        self._templates = templates

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the endpoints; after all others, as their paths fit nearly everything."""
        router.add_get("/{version}/{account_id}/phone_numbers", self.phone_numbers)
        router.add_get("/{version}/{account_id}/subscribed_apps", self.subscriptions)
        router.add_post("/{version}/{account_id}/subscribed_apps", self.subscribe)
        router.add_delete("/{version}/{account_id}/subscribed_apps", self.unsubscribe)
        for path in ("/{version}/{object_id}", "/{version}/{object_id}/"):
            router.add_get(path, self.get)
            router.add_post(path, self.post)
            router.add_delete(path, self.delete)

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Any object by its id, with `?fields=`."""
        object_id, query = self._id(request), request.query
        number, account = self._core.world.numbers.get(object_id), self._core.world.account
        template = self._core.templates.get(object_id)
        if number is not None:
            row = number_json(number)
        elif object_id == account.id:
            row = account_json(account)
        elif template is not None:
            row = template.as_json()
        else:
            return self._media.look_up(object_id, query)
        if "health_status" in query.get("fields", ""):
            row["health_status"] = health(self._core, object_id)
        return answer(choose_fields(row, query.get("fields")))

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Edit a template, or a number's PIN and callback override."""
        object_id = self._id(request)
        template = self._core.templates.get(object_id)
        if template is not None:
            return await self._templates.edit(request, template)
        number = self._core.world.numbers.get(object_id)
        if number is None:
            raise unknown_object(object_id)
        body = await self._object(request)
        if "webhook_configuration" in body:
            number.override = await self._override(body["webhook_configuration"])
        return answer({"success": True})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """Delete a media file."""
        return self._media.delete(self._id(request), request.query)

    async def phone_numbers(self, request: web.Request) -> web.StreamResponse:
        """The numbers of the account."""
        self._account(request)
        fields = request.query.get("fields")
        rows = [choose_fields(number_json(it), fields) for it in self._core.world.numbers.values()]
        return answer(page(rows, request.query, str(request.url)))

    async def subscriptions(self, request: web.Request) -> web.StreamResponse:
        """The apps that get this account's webhooks."""
        account = self._account(request)
        if not account.subscribed:
            return answer({"data": []})
        app = {"id": account.app_id, "name": "Balcão", "link": "https://www.facebook.com/games/?app_id=1"}
        row: dict[str, Any] = {"whatsapp_business_api_data": app}
        if account.override:
            row["override_callback_uri"] = account.override["override_callback_uri"]
        return answer({"data": [row]})

    async def subscribe(self, request: web.Request) -> web.StreamResponse:
        """Subscribe the app, with another callback address if the body names one that shakes hands."""
        account, body = self._account(request), await self._object(request)
        account.override = await self._override(body) if body.get("override_callback_uri") else {}
        account.subscribed = True
        self._core.outbox.schedule()
        return answer({"success": True})

    async def unsubscribe(self, request: web.Request) -> web.StreamResponse:
        """Stop this account's webhooks."""
        self._account(request).subscribed = False
        return answer({"success": True})

    async def _override(self, wanted: Any) -> dict[str, str]:
        if not isinstance(wanted, dict) or not wanted.get("override_callback_uri"):
            return {}
        address, token = str(wanted["override_callback_uri"]), str(wanted.get("verify_token", ""))
        outcome = await check_callback(address, token, self._core.ids.token())
        if not outcome["ok"]:
            raise GraphError(100, "The callback address did not answer the handshake.", subcode=2200)
        return {"override_callback_uri": address, "verify_token": token}

    async def _object(self, request: web.Request) -> dict[str, Any]:
        body = await read_json(request)
        return body if isinstance(body, dict) else {}

    def _id(self, request: web.Request) -> str:
        check_version(request.match_info["version"])
        return request.match_info["object_id"]

    def _account(self, request: web.Request) -> Any:
        check_version(request.match_info["version"])
        account = self._core.world.account
        if request.match_info["account_id"] != account.id:
            raise unknown_object(request.match_info["account_id"])
        return account
