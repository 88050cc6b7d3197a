"""Media endpoints: upload, look up, download, delete, and resumable uploads of samples."""

from __future__ import annotations

from typing import Any

from aiohttp import BodyPartReader, web

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.common import LOGGED, answer, check_version
from server_stub.cloud_sim.graph.errors import GraphError, unknown_object
from server_stub.cloud_sim.graph.trouble import bad_gateway, reply
from server_stub.cloud_sim.media.store import LIMITS, Media

LARGEST = max(limit for limit, _ in LIMITS.values())


class MediaRoutes:
    """Everything about files."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._uploads: dict[str, str] = {}

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the endpoints that have paths of their own."""
        router.add_post("/{version}/{number_id}/media", self.upload)
        router.add_get("/media-download/{token}", self.download)
        router.add_post("/{version}/{app_id}/uploads", self.open_upload)
        router.add_post("/{version}/{upload:upload:.+}", self.fill_upload)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take one file as multipart/form-data and answer its id."""
        check_version(request.match_info["version"])
        number_id = request.match_info["number_id"]
        if number_id not in self._core.world.numbers:
            raise unknown_object(number_id)
        refused = bad_gateway(self._core, "media")
        if refused is not None:
            return refused
        fault = self._core.faults.take("error", place="media")
        if fault is not None:
            raise GraphError(fault.code, fault.details)
        fields, data, filename = await _read_form(request)
        request[LOGGED].body = {**fields, "filename": filename, "size": len(data)}
        if fields.get("messaging_product") != "whatsapp":
            raise GraphError(100, "The parameter messaging_product is required.")
        mime_type = fields.get("type") or fields["file_type"]
        media = self._core.media.add_upload(number_id, data, mime_type, filename, self._core.now())
        return await reply(self._core, request, {"id": media.id}, "media")

    def look_up(self, media_id: str, query: Any) -> web.StreamResponse:
        """Answer where a file can be fetched for the next five minutes."""
        media = self._core.media.get(media_id, self._core.now(), query.get("phone_number_id"))
        return answer(self._core.media.describe(media, self._core.base_url, self._core.now()))

    def delete(self, media_id: str, query: Any) -> web.StreamResponse:
        """Forget a file."""
        self._core.media.delete(media_id, self._core.now(), query.get("phone_number_id"))
        return answer({"success": True})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file; 404 once the address is five minutes old."""
        media: Media | None = self._core.media.fetch(request.match_info["token"], self._core.now())
        if media is None:
            return web.Response(status=404, text="Not Found")
        return web.Response(body=media.data, headers={"Content-Type": media.mime_type})

    async def open_upload(self, request: web.Request) -> web.StreamResponse:
        """Start a resumable upload (samples of template headers, profile pictures)."""
        upload_id = "upload:" + self._core.ids.token()
        self._uploads[upload_id] = request.query.get("file_type", "")
        return answer({"id": upload_id})

    async def fill_upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a resumable upload and answer its handle."""
        if request.match_info["upload"] not in self._uploads:
            raise unknown_object(request.match_info["upload"])
        await request.read()
        return answer({"h": "4::" + self._core.ids.token()})


async def _read_form(request: web.Request) -> tuple[dict[str, str], bytes, str | None]:
    """The text fields of the form, the bytes of `file` and its name; raises GraphError 100."""
    if not request.content_type.startswith("multipart/"):
        raise GraphError(100, "The parameter file is required.")
    fields: dict[str, str] = {}
    data, filename = None, None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "file":
            data, filename = bytes(await part.read(decode=False)), part.filename
            fields["file_type"] = part.headers.get("Content-Type", "application/octet-stream")
        elif part.name:
            fields[part.name] = await part.text()
    if data is None:
        raise GraphError(100, "The parameter file is required.")
    return fields, data, filename
