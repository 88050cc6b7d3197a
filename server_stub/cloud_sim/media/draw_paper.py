"""Writes the receipt, a one-page PDF in plain commands."""

from __future__ import annotations

_LINES = (
    (18, "Comprovante de pagamento"),
    (11, "Pix enviado"),
    (11, ""),
    (11, "Valor: R$ 89,90"),
    (11, "Para: Loja Aurora"),
    (11, "De: Elisa Nogueira"),
    (11, "Data: 22/11/2026 10:42"),
    (11, "Pedido: 4907"),
)


def draw_receipt() -> bytes:
    """The bytes of the PDF, with a correct cross-reference table."""
    content = _content()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _content() -> bytes:
    commands = ["0.0 0.6 0.47 rg 0 372 298 48 re f", "BT /F1 16 Tf 1 1 1 rg 24 390 Td (Banco Horizonte) Tj ET"]
    y = 336
    for size, text in _LINES:
        commands.append(f"BT /F1 {size} Tf 0.15 0.15 0.15 rg 24 {y} Td ({text}) Tj ET")
        y -= size + 13
    return "\n".join(commands).encode("cp1252")
