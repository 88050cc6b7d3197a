"""What can be refused before anything is sent: files by content and size, texts by length."""

import pytest

from desktop.domain.backoff import LONGEST_MS, SHORTEST_MS, delay_ms
from desktop.domain.errors import AppError, GatewayUnreachable, LocalProblem, Refused
from desktop.domain.failures import failure_of, params_of
from desktop.domain.files import check
from desktop.domain.text_limits import check_caption, check_text
from server_stub.contract.content import Kind
from server_stub.contract.model import Failure

MB = 1024 * 1024
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 300
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 300
PDF = b"%PDF-1.7\n" + b"\0" * 300
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 300
EXE = b"MZ" + b"\0" * 300
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
WEBP = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x00" + b"\0" * 300
WEBP_ANIMATED = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x02" + b"\0" * 300


@pytest.mark.parametrize(
    ("head", "name", "kind", "mime_type"),
    [
        (JPEG, "foto.jpg", Kind.IMAGE, "image/jpeg"),
        (PNG, "nota.pdf", Kind.IMAGE, "image/png"),
        (PDF, "nota.jpg", Kind.DOCUMENT, "application/pdf"),
        (MP4, "v.mp4", Kind.VIDEO, "video/mp4"),
        (WEBP, "s.webp", Kind.STICKER, "image/webp"),
        ("Olá, é só texto".encode(), "a.txt", Kind.DOCUMENT, "text/plain"),
        (OLE, "velho.doc", Kind.DOCUMENT, "application/msword"),
        (OLE, "velho.xls", Kind.DOCUMENT, "application/vnd.ms-excel"),
    ],
)
def test_the_content_tells_the_type(head: bytes, name: str, kind: Kind, mime_type: str) -> None:
    facts = check(head, len(head), name)
    assert (facts.kind, facts.mime_type) == (kind, mime_type)


def test_only_opus_with_one_channel_is_sound_in_ogg() -> None:
    for body, fine in ((b"OpusHead\x01\x01", True), (b"OpusHead\x01\x02", False), (b"\x01vorbis\0", False)):
        head = b"OggS\0\x02" + bytes(20) + b"\x01\x13" + body + bytes(300)
        if fine:
            assert check(head, len(head), "a.ogg").kind is Kind.VOICE
        else:
            with pytest.raises(LocalProblem, match="media_type_refused"):
                check(head, len(head), "a.ogg")


@pytest.mark.parametrize(
    ("head", "name"), [(EXE, "foto.jpg"), (OLE, "x.msg"), (b"\0\1\2" * 50, "a.txt"), (b"text\x1b[2J", "a.txt")]
)
def test_other_types_are_refused_with_what_they_are(head: bytes, name: str) -> None:
    with pytest.raises(LocalProblem) as refused:
        check(head, len(head), name)
    assert refused.value.code == "media_type_refused"
    assert refused.value.params["mime_type"]


@pytest.mark.parametrize(
    ("head", "limit"),
    [(JPEG, 5 * MB), (MP4, 16 * MB), (PDF, 100 * MB), (WEBP, 100 * 1024), (WEBP_ANIMATED, 500 * 1024)],
)
def test_limits_are_those_of_the_type(head: bytes, limit: int) -> None:
    check(head, limit, "f")
    with pytest.raises(LocalProblem) as refused:
        check(head, limit + 1, "f")
    assert (refused.value.code, refused.value.params) == ("media_too_large", {"limit_bytes": limit})


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(LocalProblem, match="file_empty"):
        check(b"", 0, "a.txt")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(LocalProblem, match="text_empty"):
        check_text(text)


def test_lengths() -> None:
    check_text("a" * 4096)
    check_caption("")
    with pytest.raises(LocalProblem) as refused:
        check_text("a" * 4097)
    assert refused.value.params == {"limit": 4096, "length": 4097}
    with pytest.raises(LocalProblem, match="text_too_long"):
        check_caption("a" * 1025)


@pytest.mark.parametrize(
    ("error", "code", "params"),
    [
        (Refused("gate_refused", reason="DENY_NO_CONSENT", purpose="mkt"), "DENY_NO_CONSENT", {"purpose": "mkt"}),
        (Refused("claimed_by_other", account_id="a"), "claimed_by_other", {"account_id": "a"}),
        (LocalProblem("file_lost"), "file_lost", {}),
    ],
)
def test_a_refusal_is_kept_with_its_parameters(error: AppError, code: str, params: dict[str, str]) -> None:
    failure = failure_of(error)
    assert failure.code == code
    assert params_of(failure) == params


@pytest.mark.parametrize("details", ["Message undeliverable", "{not json", ""])
def test_words_of_whatsapp_are_no_parameters(details: str) -> None:
    assert params_of(Failure("131026", details)) == {}


def test_back_off_grows_to_a_bound_and_never_vanishes() -> None:
    assert [delay_ms(n, lambda: 0.999999) for n in (1, 2, 3)] == [499, 999, 1999]
    assert delay_ms(10_000, lambda: 0.5) == LONGEST_MS // 2
    assert delay_ms(1, lambda: 0.0) == SHORTEST_MS


def test_unreachable_says_why_if_known() -> None:
    assert GatewayUnreachable().code == "gateway_unreachable"
    assert GatewayUnreachable("storage_unavailable").code == "storage_unavailable"
