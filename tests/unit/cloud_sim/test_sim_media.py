"""Behaviour 13: what may be uploaded, how long files live, and who may fetch them."""

from __future__ import annotations

import base64
import hashlib
import io

import aiohttp
import pytest

from server_stub.cloud_sim.faults import Fault
from server_stub.cloud_sim.media.inspect import is_animated, looks_like, trouble_with, webp_size
from server_stub.cloud_sim.media.store import Media
from server_stub.cloud_sim.samples import SAMPLES, sample_bytes
from tests.unit.cloud_sim.sim_stage import ACCESS_TOKEN, Json, Stage

PICTURE = sample_bytes(SAMPLES["parcel"])


async def upload(stage: Stage, data: bytes, mime_type: str, **fields: str) -> tuple[int, Json]:
    """Upload as multipart/form-data, like every client does."""
    form = aiohttp.FormData({"messaging_product": "whatsapp", "type": mime_type} | fields)
    form.add_field("file", io.BytesIO(data), filename="arquivo", content_type=mime_type)
    async with stage.http.post(f"{stage.number_path}/media", data=form) as response:
        return response.status, await response.json()


async def test_a_file_goes_up_and_comes_down_the_same(stage: Stage) -> None:
    status, answer = await upload(stage, PICTURE, "image/jpeg")
    assert status == 200
    _, found = await stage.call("GET", f"/v26.0/{answer['id']}", params={"phone_number_id": stage.sim.phone_number_id})
    assert found["file_size"] == len(PICTURE)
    assert found["mime_type"] == "image/jpeg"
    assert found["sha256"] == hashlib.sha256(PICTURE).hexdigest()
    async with stage.http.get(found["url"]) as response:
        assert (response.status, response.content_type) == (200, "image/jpeg")
        assert await response.read() == PICTURE


async def test_the_address_lives_five_minutes_and_needs_the_token(stage: Stage) -> None:
    _, answer = await upload(stage, PICTURE, "image/jpeg")
    _, found = await stage.call("GET", f"/v26.0/{answer['id']}")
    async with aiohttp.ClientSession() as stranger, stranger.get(found["url"]) as response:
        assert response.status == 401
    await stage.advance(seconds=299)
    async with stage.http.get(found["url"]) as response:
        assert response.status == 200
    await stage.advance(seconds=2)
    async with stage.http.get(found["url"]) as response:
        assert response.status == 404
    _, again = await stage.call("GET", f"/v26.0/{answer['id']}")
    assert again["url"] != found["url"]


async def test_uploads_live_30_days_and_files_of_users_seven(stage: Stage) -> None:
    _, answer = await upload(stage, PICTURE, "image/jpeg")
    await stage.hear(type="image")
    inbound = stage.business.messages()[0]["image"]
    assert base64.b64decode(inbound["sha256"]) == hashlib.sha256(PICTURE).digest()
    await stage.advance(days=6.9)
    assert (await stage.call("GET", f"/v26.0/{inbound['id']}"))[0] == 200
    await stage.advance(days=0.2)
    assert (await stage.call("GET", f"/v26.0/{inbound['id']}"))[0] == 400
    await stage.advance(days=22.8)
    assert (await stage.call("GET", f"/v26.0/{answer['id']}"))[0] == 200
    await stage.advance(days=0.2)
    status, gone = await stage.call("GET", f"/v26.0/{answer['id']}")
    assert (status, gone["error"]["code"], gone["error"]["error_subcode"]) == (400, 100, 33)


async def test_the_address_in_a_webhook_works_at_once(stage: Stage) -> None:
    await stage.hear(type="voice")
    audio = stage.business.messages()[0]["audio"]
    assert audio["voice"] is True
    assert audio["mime_type"] == "audio/ogg; codecs=opus"
    async with stage.http.get(audio["url"]) as response:
        assert await response.read() == sample_bytes(SAMPLES["voice"])


async def test_files_belong_to_their_number_and_can_be_deleted(stage: Stage) -> None:
    _, answer = await upload(stage, PICTURE, "image/jpeg")
    path = f"/v26.0/{answer['id']}"
    assert (await stage.call("GET", path, params={"phone_number_id": "1"}))[0] == 400
    assert await stage.call("DELETE", path) == (200, {"success": True})
    assert (await stage.call("DELETE", path))[0] == 400


@pytest.mark.parametrize(
    ("data", "mime_type", "code"),
    [
        (b"GIF89a", "image/gif", 100),
        (b"PK", "application/zip", 100),
        (b"", "image/jpeg", 131053),
        (PICTURE + bytes(5 * 1024 * 1024), "image/jpeg", 131053),
        (bytes(500 * 1024 + 1), "image/webp", 131053),
    ],
)
async def test_uploads_of_a_wrong_type_or_size_are_refused(
    stage: Stage, data: bytes, mime_type: str, code: int
) -> None:
    status, answer = await upload(stage, data, mime_type)
    assert (status, answer["error"]["code"]) == (400, code)


async def test_uploads_need_the_product_and_a_file(stage: Stage) -> None:
    status, _ = await upload(stage, PICTURE, "image/jpeg", messaging_product="sms")
    assert status == 400
    assert (await stage.call("POST", f"{stage.number_path}/media", {"type": "image/jpeg"}))[0] == 400


@pytest.mark.parametrize(
    ("sample", "kind"),
    [("parcel", "sticker"), ("voice", "image"), ("sticker", "image"), ("document", "video")],
)
async def test_a_file_sent_as_another_kind_fails_by_status(stage: Stage, sample: str, kind: str) -> None:
    await stage.hear()
    _, answer = await upload(stage, sample_bytes(SAMPLES[sample]), SAMPLES[sample].mime_type)
    wamid = await stage.send(type=kind, **{kind: {"id": answer["id"]}})
    await stage.advance(seconds=5)
    assert stage.business.ladder(wamid) == ["failed"]
    assert stage.business.statuses()[0]["errors"][0]["code"] == 131053


async def test_a_file_that_lies_about_its_type_fails_by_status(stage: Stage) -> None:
    await stage.hear()
    _, answer = await upload(stage, b"this is no picture", "image/png")
    wamid = await stage.send(type="image", image={"id": answer["id"]})
    await stage.advance(seconds=5)
    assert stage.business.ladder(wamid) == ["failed"]


async def test_an_upload_can_fail_on_demand(stage: Stage) -> None:
    stage.sim.core.faults.add(Fault(kind="error", place="media", code=131016))
    assert (await upload(stage, PICTURE, "image/jpeg"))[0] == 503
    assert (await upload(stage, PICTURE, "image/jpeg"))[0] == 200


async def test_resumable_uploads_answer_a_handle(stage: Stage) -> None:
    _, opened = await stage.call("POST", "/v26.0/670912345678900/uploads", params={"file_type": "image/jpeg"})
    headers = {"Authorization": f"OAuth {ACCESS_TOKEN}", "file_offset": "0"}
    async with stage.http.post(f"/v26.0/{opened['id']}", data=PICTURE, headers=headers) as response:
        assert (await response.json())["h"]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_what_it_says(name: str) -> None:
    sample = SAMPLES[name]
    data = sample_bytes(sample)
    assert looks_like(sample.mime_type.split(";")[0], data)
    assert len(data) < 100 * 1024


def test_the_sticker_fits_the_rules_and_the_voice_note_is_long_enough() -> None:
    sticker, voice = sample_bytes(SAMPLES["sticker"]), sample_bytes(SAMPLES["voice"])
    assert webp_size(sticker) == (512, 512)
    assert not is_animated(sticker)
    assert trouble_with(Media("1", sticker, "image/webp", "1", "upload", 0), "sticker") is None
    assert len(voice) < 20 * 1024
    last_page = voice.rindex(b"OggS")
    granules = int.from_bytes(voice[last_page + 6 : last_page + 14], "little")
    assert granules > 48_000, "shorter than one second of 48 kHz"
