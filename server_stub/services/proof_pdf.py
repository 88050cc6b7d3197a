"""The report of a proof pack for people: who, which text, when, how, evidence, revocations, and the chain's proof."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, Final

from PIL import Image as Picture
from PIL import ImageOps
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from server_stub.services import proof_pdf_texts as pt
from server_stub.services.proof_pack_content import Gathered, ReportFacts, evidence_name
from server_stub.services.proof_pdf_style import LINE, MARGIN, PADDING, WIDTH, Look, numbered, words
from server_stub.storage.repositories.ledger_checkpoints import fingerprint
from server_stub.storage.repositories.ledger_evidence import Kept
from server_stub.storage.repositories.ledger_export import OpenEvent
from server_stub.storage.repositories.ledger_rows import NOTICE_REGISTERED_LATER

_PICTURES: Final = ("image/jpeg", "image/png", "image/webp")
_MOST_PICTURES: Final = 40
_PICTURE_SIDE: Final = 1200
_MOST_PIXELS: Final = 40_000_000
_TALLEST: Final = 90 * mm
_MOST_NOTICES: Final = 100


def report(facts: ReportFacts, gathered: Gathered) -> bytes:
    """The PDF."""
    return _Report(facts, gathered).pdf()


class _Report:
    def __init__(self, facts: ReportFacts, gathered: Gathered) -> None:
        self._facts = facts
        self._told = gathered
        self._look = Look(facts.company.colour, facts.company.zone)
        self._pictures = 0

    def pdf(self) -> bytes:
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out, pagesize=A4, leftMargin=MARGIN - PADDING, rightMargin=MARGIN - PADDING,
            topMargin=16 * mm, bottomMargin=18 * mm, title=pt.TITLE,
            author=self._facts.brand, subject=self._facts.pack_id, lang="pt-BR",
        )  # fmt: skip
        foot = words(f"{self._facts.brand} · pacote {self._facts.pack_id}")
        sections = (self._head, self._who, self._standing, self._history, self._notices, self._chain, self._how)
        story = [flowable for section in sections for flowable in section()]
        document.build(story, canvasmaker=numbered(foot, self._look.colour))
        return out.getvalue()

    def _heading(self, text: str) -> Paragraph:
        return Paragraph(words(text), self._look.heading)

    def _head(self) -> Iterator[Flowable]:
        facts, look = self._facts, self._look
        yield Paragraph(words(pt.TITLE), look.title)
        yield Paragraph(words(facts.company.legal_name or facts.brand), look.under)
        yield look.fields(
            [
                (
                    "Controlador",
                    _joined(facts.company.legal_name, facts.company.tax_id and f"CNPJ {facts.company.tax_id}"),
                ),
                ("Marca mostrada", facts.brand),
                ("Encarregado (DPO)", _joined(facts.company.dpo_name, facts.company.dpo_contact)),
                ("Emitido em", look.moment(facts.made_at)),
                ("Pedido por", facts.asked_by or "–"),
                ("Fundamento", facts.ground or "–"),
                ("Pacote", look.digest(facts.pack_id)),
            ]
        )

    def _who(self) -> Iterator[Flowable]:
        yield self._heading(pt.WHO)
        if self._facts.everybody:
            yield self._look.text(pt.EVERYBODY)
            yield self._look.fields([("Pessoas", str(self._told.people_count)), ("Eventos", str(self._told.count))])
            return
        for person in self._told.people:
            rows: list[tuple[str, Any]] = [("Nome informado", person["name"] or "–")]
            rows += [(pt.IDENTITIES.get(it["kind"], it["kind"]), self._identity(it)) for it in person["identities"]]
            yield self._look.fields([*rows, ("Código do contato", self._look.digest(person["contact_id"]))])
            if person["erased_at"] is not None:
                yield Spacer(0, 2 * mm)
                yield self._look.text(f"{pt.ERASED} ({self._look.moment(person['erased_at'])})")

    def _identity(self, identity: dict[str, Any]) -> str:
        since = f"{identity['value']} – desde {self._look.moment(identity['first_seen_at'])}"
        return since if identity["valid_to"] is None else f"{since} até {self._look.moment(identity['valid_to'])}"

    def _standing(self) -> Iterator[Flowable]:
        """The last word on each purpose: the state itself is a matter of all events and the clock."""
        yield self._heading(pt.STANDING)
        if self._facts.everybody:
            counts = sorted(self._told.by_type.items())
            rows = [(pt.EVENTS.get(kind, kind), str(count)) for kind, count in counts]
            yield self._look.grid(("Evento", "Quantidade"), rows, (0.7, 0.3))
            return
        last = {event.row["purpose"]: event for event in self._told.events if event.row["type"] != "EXPORT_MADE"}
        if not last:
            yield self._look.text(pt.NOTHING)
            return
        newest = [
            (self._scope(purpose), _kind(event), self._look.moment(event.row["captured_at"]), self._valid(event))
            for purpose, event in sorted(last.items())
        ]
        yield self._look.grid(("Finalidade", "Último evento", "Quando", "Validade"), newest, (0.25, 0.27, 0.24, 0.24))

    def _valid(self, event: OpenEvent) -> str:
        until = event.row["valid_until"]
        return "–" if until is None else f"até {self._look.moment(until)}"

    def _history(self) -> Iterator[Flowable]:
        yield self._heading(pt.HISTORY)
        if self._told.count > len(self._told.events):
            yield self._look.text(pt.NEWEST_ONLY.format(shown=len(self._told.events), count=self._told.count))
        for event in self._told.events:
            yield from self._event(event)

    def _event(self, event: OpenEvent) -> Iterator[Flowable]:
        row, look = event.row, self._look
        head = Paragraph(f"{words(_kind(event))} <font color='#5b666e' size='8.5'>nº {event.seq}</font>", look.strong)
        rows: list[tuple[str, Any]] = [
            ("Finalidade", self._scope(row["purpose"])),
            ("Canal", pt.CHANNELS.get(row["channel"].partition(":")[0], row["channel"])),
            ("Quando aconteceu", look.moment(row["captured_at"])),
            ("Quando foi registrado", look.moment(row["recorded_at"])),
            ("Como", pt.SOURCES.get(row["source"], row["source"])),
            ("Por quem", self._actor(row["actor"])),
            ("Nível de prova", pt.PROOF_LEVELS.get(row["proof_level"], str(row["proof_level"]))),
        ]
        if row["valid_until"] is not None:
            rows.append(("Validade", self._valid(event)))
        if row["notice_version_id"]:
            rows.append(("Texto mostrado", f"{row['notice_version_id']} (seção 4)"))
        rows += [("Conteúdo", pt.EVENT_ERASED)] if event.erased else self._content(event)
        rows.append(("Código (SHA-256)", look.digest(event.hash)))
        rule = HRFlowable(width="100%", thickness=0.5, color=LINE, spaceBefore=3.5 * mm, spaceAfter=1.5 * mm)
        yield KeepTogether([rule, head, look.fields(rows)])
        for kept in event.evidence:
            yield from self._evidence(kept)

    def _scope(self, purpose: str) -> str:
        """A purpose by the name that people know, and its code."""
        title = pt.SCOPES.get(purpose) or self._facts.purposes.get(purpose)
        return purpose if not title else f"{title} ({purpose})"

    def _actor(self, actor: str) -> str:
        return self._told.actors.get(actor) or pt.ACTORS.get(actor, actor)

    def _content(self, event: OpenEvent) -> list[tuple[str, Any]]:
        """What was recorded with the event, but for the digests that stand elsewhere."""
        said = {name: it for name, it in event.payload.items() if not name.endswith("_sha256") and it not in ("", None)}
        if not said:
            return []
        shown = {name: it if isinstance(it, str) else json.dumps(it, ensure_ascii=False) for name, it in said.items()}
        lines = (f"{pt.CONTENT.get(name, name)}: {it}" for name, it in shown.items())
        return [("Conteúdo", "\n".join(lines))]

    def _evidence(self, kept: Kept) -> Iterator[Flowable]:
        look = self._look
        where = evidence_name(kept) if kept in self._told.files else "events.jsonl"
        named = _joined(kept.file_name, kept.media_type, f"{kept.size} bytes", where)
        yield look.fields(
            [
                ("Evidência", named),
                ("Capturada em", look.moment(kept.captured_at)),
                ("SHA-256", look.digest(kept.sha256)),
            ]
        )
        if kept not in self._told.files:
            yield look.fields([("Em palavras", self._facts.body(kept).decode())])
        elif kept.media_type in _PICTURES and self._pictures < _MOST_PICTURES:
            picture = _picture(self._facts.body(kept))
            if picture is not None:
                self._pictures += 1
                yield Spacer(0, 1.5 * mm)
                yield picture

    def _notices(self) -> Iterator[Flowable]:
        yield self._heading(pt.NOTICES)
        if not self._told.notices:
            yield self._look.text("–")
        for notice in self._told.notices[:_MOST_NOTICES]:
            published = self._published(notice)
            head = Paragraph(words(f"{notice['purpose']} · versão {notice['version']}"), self._look.strong)
            known = self._look.fields(
                [("Código", notice["id"]), ("Quando", published), ("SHA-256", self._look.digest(notice["sha256"]))]
            )
            yield KeepTogether([Spacer(0, 2 * mm), head, known])
            yield Paragraph(words(notice["body"]), self._look.quote)

    def _published(self, notice: dict[str, Any]) -> str:
        """When it was published; of a text registered later, first of all that it was."""
        moment, later = self._look.moment, notice.get(NOTICE_REGISTERED_LATER)
        if later is None:
            told = pt.PUBLISHED.format(language=notice["language"], at=moment(notice["published_at"]))
        else:
            period = {name: moment(later[name]) for name in ("at", "in_use_from", "in_use_until")}
            by = self._told.actors.get(later["by"], later["by"])
            told = pt.REGISTERED_LATER.format(language=notice["language"], by=by, **period)
        return told if notice["retired_at"] is None else told + pt.RETIRED.format(at=moment(notice["retired_at"]))

    def _chain(self) -> Iterator[Flowable]:
        facts, look, newest = self._facts, self._look, self._facts.newest
        yield self._heading(pt.DECISIONS)
        yield look.text(pt.DECISIONS_TEXT.format(count=self._told.decisions))
        yield self._heading(pt.CHAIN)
        yield look.text(pt.CHAIN_TEXT)
        yield Spacer(0, 2 * mm)
        yield look.fields(
            [
                ("Registro", look.digest(facts.ledger_id)),
                ("Ponto de controle", f"{newest.size} eventos, assinado em {look.moment(newest.signed_at)}"),
                ("Raiz de Merkle", look.digest(newest.root)),
                ("Último código", look.digest(newest.head_hash)),
                ("Assinatura", look.digest(newest.signature.hex())),
                ("Eventos neste pacote", f"{self._told.count}, dos quais {self._told.erased} com conteúdo apagado"),
                ("Evidências", str(self._told.evidence)),
            ]
        )

    def _how(self) -> Iterator[Flowable]:
        look = self._look
        yield self._heading(pt.HOW)
        for step in pt.HOW_TEXT:
            yield Paragraph(step, look.body)
            yield Spacer(0, 1 * mm)
        public = self._told.keys[self._facts.newest.key_id]
        yield look.fields(
            [
                ("Chave (resumo)", look.digest(fingerprint(public))),
                ("Chave pública", look.digest(public.hex())),
                ("verify.py (SHA-256)", look.digest(self._facts.verifier_sha256)),
            ]
        )


def _kind(event: OpenEvent) -> str:
    return pt.EVENTS.get(event.row["type"], str(event.row["type"]))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part) or "–"


def _picture(body: bytes) -> Image | None:
    """A picture that fits the page, drawn anew so that nothing but its pixels gets in; None for what is no picture."""
    try:
        with Picture.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as found:
            if found.width * found.height > _MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (OSError, ValueError, Picture.DecompressionBombError, SyntaxError):
        return None
    upright.thumbnail((_PICTURE_SIDE, _PICTURE_SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=82)
    share = min(WIDTH * 0.6 / upright.width, _TALLEST / upright.height)
    picture = Image(out, upright.width * share, upright.height * share)
    picture.hAlign = "LEFT"
    return picture
