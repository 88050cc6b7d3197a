"""The stand-in driven by pywa over HTTP: what it sends is accepted, what comes back it understands."""

from __future__ import annotations

import pytest
from pywa_async import types
from pywa_async.errors import (
    ExpiredAccessToken,
    ReEngagementMessage,
    TemplateNotExists,
    TemplateParamCountMismatch,
    WhatsAppError,
)
from pywa_async.types.templates import BodyText, QuickReplyButton, TemplateLanguage, TemplateStatus

from server_stub.cloud_sim.samples import SAMPLES, sample_bytes
from tests.contract.cloud_sim.pywa_client import parsed, pywa_for
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, Stage

ANA = "553188887777"
KIND_OF_SAMPLE = {"parcel": "image", "voice": "audio", "sticker": "sticker", "document": "document", "video": "video"}


async def test_text_and_quoted_reply_climb_the_ladder(stage: Stage) -> None:
    heard = await stage.hear()
    stage.business.clear()
    async with pywa_for(stage) as client:
        sent = await client.send_message(ANA_PHONE, "Olá", reply_to_message_id=heard, tracker="job-1")
        assert sent.chat.id == ANA
        assert stage.sim.core.sent[sent.id].body["context"] == {"message_id": heard}
        await stage.advance(seconds=5)
        updates = await parsed(stage, client)
    assert [update.status.value for update in updates] == ["sent", "delivered", "read"]
    assert {update.id for update in updates} == {sent.id}
    assert {update.tracker for update in updates} == {"job-1"}
    assert updates[0].from_user.wa_id == ANA
    assert updates[0].pricing is not None


@pytest.mark.parametrize("name", KIND_OF_SAMPLE)
async def test_every_kind_of_file_can_be_uploaded_and_sent(stage: Stage, name: str) -> None:
    await stage.hear()
    sample, kind = SAMPLES[name], KIND_OF_SAMPLE[name]
    async with pywa_for(stage) as client:
        media = await client.upload_media(sample_bytes(sample), mime_type=sample.mime_type, filename=sample.filename)
        if kind == "audio":
            sent = await client.send_voice(ANA_PHONE, media.id)
        elif kind == "document":
            sent = await client.send_document(ANA_PHONE, media.id, filename="nota.pdf")
        else:
            sent = await getattr(client, f"send_{kind}")(ANA_PHONE, media.id)
        await stage.advance(seconds=10)
    told = stage.business.ladder(sent.id)
    assert told == ["sent", "delivered", "read"] + (["played"] if kind == "audio" else [])


async def test_media_go_up_and_come_down_the_same(stage: Stage) -> None:
    data = sample_bytes(SAMPLES["parcel"])
    async with pywa_for(stage) as client:
        media = await client.upload_media(data, mime_type="image/jpeg", filename="caixa.jpg")
        found = await client.get_media_url(media.id)
        assert (found.mime_type, found.file_size) == ("image/jpeg", len(data))
        assert await client.get_media_bytes(found.url) == data
        assert await client.delete_media(media.id)
        with pytest.raises(WhatsAppError):
            await client.get_media_url(media.id)


async def test_reactions_only_tell_sent(stage: Stage) -> None:
    heard = await stage.hear()
    stage.business.clear()
    async with pywa_for(stage) as client:
        sent = await client.send_reaction(ANA_PHONE, "👍", heard)
        await client.remove_reaction(ANA_PHONE, heard)
        await stage.advance(seconds=30)
        updates = await parsed(stage, client)
    assert [(update.id == sent.id, update.status.value) for update in updates] == [(True, "sent"), (False, "sent")]


async def test_a_template_is_sent_and_its_quick_reply_tapped(stage: Stage) -> None:
    async with pywa_for(stage) as client:
        sent = await client.send_template(
            ANA_PHONE,
            name="promocao_da_semana",
            language=TemplateLanguage.PORTUGUESE_BR,
            params=[BodyText.params(nome="Ana"), QuickReplyButton.params(callback_data="STOP", index=1)],
        )
        await stage.advance(seconds=5)
        stage.business.clear()
        stage.sim.customers.tap("ana", sent.id, 1)
        await stage.advance()
        [tap] = await parsed(stage, client)
    assert isinstance(tap, types.CallbackButton)
    assert (tap.data, tap.title) == ("STOP", "Parar promoções")
    assert tap.reply_to_message is not None
    assert tap.reply_to_message.id == sent.id


async def test_buttons_and_lists_are_answered(stage: Stage) -> None:
    await stage.hear()
    rows = [types.SectionRow(title="Financeiro", callback_data="fin", description="2ª via")]
    section_list = types.SectionList(button_title="Opções", sections=[types.Section(title="Setores", rows=rows)])
    async with pywa_for(stage) as client:
        buttons = [types.Button("Sim, quero receber", callback_data="yes"), types.Button("Não", callback_data="no")]
        asked = await client.send_message(ANA_PHONE, "Quer receber promoções?", buttons=buttons)
        listed = await client.send_message(ANA_PHONE, "Escolha", buttons=section_list)
        await stage.advance(seconds=5)
        stage.business.clear()
        stage.sim.customers.tap("ana", asked.id, 0)
        stage.sim.customers.tap("ana", listed.id, 0)
        await stage.advance()
        tapped, picked = await parsed(stage, client)
    assert (tapped.data, tapped.title) == ("yes", "Sim, quero receber")
    assert (picked.data, picked.title, picked.description) == ("fin", "Financeiro", "2ª via")


async def test_contacts_and_places_are_accepted(stage: Stage) -> None:
    await stage.hear()
    card = types.Contact(name=types.Contact.Name(formatted_name="Suporte Loja", first_name="Suporte"))
    async with pywa_for(stage) as client:
        await client.send_contact(ANA_PHONE, card)
        await client.send_location(ANA_PHONE, latitude=-19.92, longitude=-43.94, name="Loja")
        await client.request_location(ANA_PHONE, "Onde você está?")
        await client.request_contact_info(ANA_PHONE, "Pode compartilhar seu número?")
    kinds = [sent.type for sent in stage.sim.core.sent.values()]
    assert kinds == ["contacts", "location", "interactive", "interactive"]


async def test_somebody_without_a_phone_is_answered_by_user_id(stage: Stage) -> None:
    await stage.hear("carla", text="Oi, sou a Carla")
    async with pywa_for(stage) as client:
        [message] = await parsed(stage, client)
        assert message.from_user.wa_id is None
        assert message.from_user.username == "carla.dias"
        stage.business.clear()
        sent = await message.reply_text("Olá, Carla")
        await stage.advance(seconds=5)
        updates = await parsed(stage, client)
    assert stage.sim.core.sent[sent.id].body["recipient"] == message.from_user.bsuid
    assert [update.status.value for update in updates] == ["sent", "delivered", "read"]


async def test_reading_and_typing_are_accepted(stage: Stage) -> None:
    heard = await stage.hear()
    async with pywa_for(stage) as client:
        assert await client.mark_message_as_read(heard)
        assert await client.indicate_typing(heard)


async def test_refusals_become_pywas_exceptions(stage: Stage) -> None:
    async with pywa_for(stage) as client:
        with pytest.raises(ReEngagementMessage):
            await client.send_message(ANA_PHONE, "Olá")
        language = TemplateLanguage.PORTUGUESE_BR
        with pytest.raises(TemplateNotExists):
            await client.send_template(ANA_PHONE, name="nada", language=language, params=[])
        with pytest.raises(TemplateParamCountMismatch):
            await client.send_template(ANA_PHONE, name="promocao_da_semana", language=language, params=[])
        client.token = "wrong"
        with pytest.raises(ExpiredAccessToken):
            await client.send_message(ANA_PHONE, "Olá")


async def test_templates_are_listed_and_one_is_reviewed(stage: Stage) -> None:
    async with pywa_for(stage) as client:
        found = {template.name: template for template in await client.get_templates()}
        assert found["promocao_da_semana"].status == TemplateStatus.APPROVED
        assert found["ofertas_relampago"].status == TemplateStatus.PAUSED
        assert await client.delete_template("pedido_enviado")
        stage.sim.meta.change_template("promocao_da_semana", {"quality": "YELLOW"})
        stage.sim.meta.change_template("promocao_da_semana", {"category": "UTILITY"})
        stage.sim.meta.change_template("promocao_da_semana", {"status": "PAUSED"})
        await stage.advance()
        quality, category, status = await parsed(stage, client)
    assert quality.new_quality_score.value == "YELLOW"
    assert category.new_category.value == "UTILITY"
    assert status.new_status.value == "PAUSED"


async def test_profile_short_links_and_numbers(stage: Stage) -> None:
    async with pywa_for(stage) as client:
        assert await client.update_business_profile(about="Aberto")
        assert (await client.get_business_profile()).about == "Aberto"
        link = await client.create_qr_code("Oi, quero saber mais")
        assert (await client.get_qr_code(link.code)).prefilled_message == "Oi, quero saber mais"
        assert await client.delete_qr_code(link.code)
        assert (await client.get_business_phone_number()).display_phone_number == "+55 11 4000-1234"
        assert len(list(await client.get_business_phone_numbers())) == 1


async def test_users_are_blocked_and_unblocked(stage: Stage) -> None:
    await stage.hear()
    async with pywa_for(stage) as client:
        blocked = await client.block_users([ANA_PHONE])
        assert [user.input for user in blocked.added_users] == [ANA_PHONE]
        unblocked = await client.unblock_users([ANA_PHONE])
        assert [user.input for user in unblocked.removed_users] == [ANA_PHONE]


SAID = {
    "text": ({"type": "text", "text": "Oi ❤️"}, lambda it: it.text == "Oi ❤️"),
    "reply": ({"type": "text", "text": "Este", "reply_to": "wamid.X"}, lambda it: it.is_reply),
    "forwarded": ({"type": "text", "text": "Veja", "forwarded": True}, lambda it: it.forwarded),
    "image": ({"type": "image", "caption": "Olha"}, lambda it: it.image and it.caption == "Olha"),
    "video": ({"type": "video"}, lambda it: it.video),
    "voice": ({"type": "voice"}, lambda it: it.audio.voice),
    "audio": ({"type": "audio"}, lambda it: it.audio and not it.audio.voice),
    "document": ({"type": "document"}, lambda it: it.document.filename == "comprovante.pdf"),
    "sticker": ({"type": "sticker"}, lambda it: it.sticker.animated is False),
    "location": (
        {"type": "location", "location": {"latitude": -19.9, "longitude": -43.9}},
        lambda it: it.location.latitude == -19.9,
    ),
    "contacts": (
        {"type": "contacts", "contacts": [{"name": {"formatted_name": "Caio", "first_name": "Caio"}}]},
        lambda it: it.contacts[0].name.formatted_name == "Caio",
    ),
    "reaction": ({"type": "reaction", "message_id": "wamid.X", "emoji": "😂"}, lambda it: it.reaction.emoji == "😂"),
    "unsupported": ({"type": "unsupported"}, lambda it: it.error.code == 131051),
    "edit": ({"type": "edit", "message_id": "wamid.X", "text": "Certo"}, lambda it: it.message.text == "Certo"),
    "revoke": ({"type": "revoke", "message_id": "wamid.X"}, lambda it: it.original_message_id == "wamid.X"),
    "order": (
        {"type": "order", "order": {"catalog_id": "1", "text": "", "product_items": []}},
        lambda it: it.order.catalog_id == "1",
    ),
    "advertisement": (
        {"type": "text", "text": "Vi o anúncio", "referral": {"source_url": "https://fb.me/1", "source_type": "ad"}},
        lambda it: it.referral is not None,
    ),
}


@pytest.mark.parametrize("name", SAID)
async def test_pywa_reads_what_customers_send(stage: Stage, name: str) -> None:
    said, holds = SAID[name]
    wamid = stage.sim.customers.send("ana", dict(said))
    await stage.advance()
    async with pywa_for(stage) as client:
        [update] = await parsed(stage, client)
    assert update.id == wamid
    assert update.from_user.wa_id == ANA
    assert holds(update)


async def test_pywa_downloads_what_customers_send(stage: Stage) -> None:
    stage.sim.customers.send("ana", {"type": "image"})
    await stage.advance()
    async with pywa_for(stage) as client:
        [message] = await parsed(stage, client)
        assert await message.image.get_bytes() == sample_bytes(SAMPLES["image"])


async def test_number_change_preferences_and_restriction_are_read(stage: Stage) -> None:
    stage.sim.customers.change_number("ana", "+55 31 97777-1111")
    stage.sim.customers.prefer("bruno", "stop")
    stage.sim.meta.account_event({"restrict": 131031})
    await stage.advance()
    async with pywa_for(stage) as client:
        moved, stopped, restricted = await parsed(stage, client)
    assert (moved.old_wa_id, moved.new_wa_id) == (ANA, "553177771111")
    assert stopped.value.value == "stop"
    assert restricted.event.value == "ACCOUNT_RESTRICTION"
