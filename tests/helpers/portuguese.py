"""Plain Portuguese words for rows, independent of the interface's translations."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from desktop.ui.delegates.words import Word
from server_stub.contract.content import Call, Content
from server_stub.contract.model import Failure, Hold

_WORDS = {
    Word.YOU: "Você",
    Word.CUSTOMER: "Cliente",
    Word.NO_NAME: "Sem nome",
    Word.FORWARDED: "Encaminhada",
    Word.FORWARDED_OFTEN: "Encaminhada muitas vezes",
    Word.EDITED: "editada",
    Word.DELETED: "Mensagem apagada",
    Word.NOT_DELIVERED: "Não entregue",
    Word.IN_DOUBT: "Sem confirmação",
    Word.HELD: "Em análise",
    Word.LOADING: "Carregando…",
    Word.UNAVAILABLE: "Não está mais disponível",
    Word.ANSWERING: "em resposta a",
    Word.QUOTED_UNKNOWN: "Mensagem anterior",
    Word.CHOICE: "Resposta escolhida",
    Word.TEMPLATE: "Modelo",
    Word.CONSENT_PROMPT: "Pedido de autorização",
    Word.CALLS_ALLOWED: "O cliente permite ligações",
    Word.CALLS_REFUSED: "O cliente não permite ligações",
    Word.FORM: "Formulário preenchido",
    Word.ADVERT: "Veio de um anúncio",
    Word.POST: "Veio de uma publicação",
    Word.PRODUCT: "Pergunta sobre um produto",
    Word.TOTAL: "Total",
    Word.READ_MORE: "Ler mais",
    Word.NO_PICTURE: "Esta imagem está danificada e não pode ser mostrada",
    Word.NO_SOUND: "Não pode ser tocado aqui",
    Word.SILENT: "Não há nada para ouvir",
    Word.NOT_FETCHED: "Ainda não carregada: sem conexão com o gateway",
    Word.SEND_AGAIN: "Enviar de novo",
    Word.REMOVE: "Remover",
    Word.IN_QUEUE: "Na fila",
    Word.MENTIONED: "Uma nota menciona você",
    Word.EMPTY: "Sem mensagens",
}
_KINDS = {
    "image": "Foto",
    "video": "Vídeo",
    "audio": "Áudio",
    "voice": "Mensagem de voz",
    "document": "Documento",
    "sticker": "Figurinha",
    "location": "Localização",
    "contacts": "Contato",
    "interactive": "Escolha",
    "button": "Botão",
    "order": "Pedido",
    "template": "Modelo",
    "consent_prompt": "Pedido de autorização",
    "call": "Ligação",
    "unsupported": "Mensagem não suportada",
}
_STATUSES = {
    "pending": "na fila deste computador",
    "accepted": "aceita",
    "in_doubt": "sem confirmação",
    "held": "em análise",
    "sent": "enviada",
    "delivered": "entregue",
    "read": "lida",
    "played": "ouvida",
    "failed": "não entregue",
}
_DAYS = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
_MONTHS: tuple[str, ...] = ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro")
_MONTHS += ("outubro", "novembro", "dezembro")


def _local(moment: int) -> datetime:
    return datetime.fromtimestamp(moment / 1000).astimezone()


class Portuguese:
    """Implements delegates.words.Words."""

    def word(self, word: Word) -> str:
        return _WORDS[word]

    def kind(self, kind: str, duration_ms: int = 0) -> str:
        name = _KINDS.get(kind, "Mensagem" if kind == "text" else _KINDS["unsupported"])
        return f"{name} ({self.duration(duration_ms)})" if duration_ms else name

    def status(self, status: str) -> str:
        return _STATUSES.get(status, "")

    def line(self, content: Content) -> str:
        said = ", ".join(content.params.values())
        return content.text or f"{content.original_kind}: {said}"

    def call(self, call: Call, *, outbound: bool) -> str:
        if call.was_answered:
            return f"Ligação, {self.duration(call.duration_ms)}"
        return "Ligação sem resposta" if outbound else "Ligação perdida"

    def problem(self, code: str) -> str:
        return f"O WhatsApp não entregou tudo ({code})." if code else ""

    def amount(self, value: Decimal, currency: str) -> str:
        return f"{currency} {value:.2f}"

    def items(self, count: int) -> str:
        return f"{count} itens"

    def pages(self, count: int) -> str:
        return f"{count} páginas"

    def reacted(self, emoji: str, *, by_customer: bool) -> str:
        return f"{'o cliente' if by_customer else 'a equipe'} reagiu com {emoji}"

    def failure(self, failure: Failure | None) -> str:
        return failure.code if failure else "Não foi entregue."

    def hold(self, hold: Hold) -> str:
        return f"Aguarda até {self.clock(hold.not_before)}"

    def clock(self, moment: int) -> str:
        return f"{_local(moment):%H:%M}"

    def day(self, moment: int, now: int) -> str:
        date = _local(moment).date()
        days = (_local(now).date() - date).days
        if days < 2:
            return ("Hoje", "Ontem")[max(0, days)]
        return _DAYS[date.weekday()] if days < 7 else f"{date.day} de {_MONTHS[date.month - 1]} de {date.year}"

    def list_time(self, moment: int, now: int) -> str:
        date = _local(moment).date()
        days = (_local(now).date() - date).days
        if days <= 0:
            return self.clock(moment)
        if days == 1:
            return "Ontem"
        return _DAYS[date.weekday()][:3].capitalize() if days < 7 else f"{date:%d/%m/%y}"

    def moment(self, moment: int) -> str:
        return f"{_local(moment):%d/%m/%Y, %H:%M}"

    def duration(self, milliseconds: int) -> str:
        minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
        return f"{minutes}:{seconds:02d}"

    def size(self, count: int) -> str:
        return f"{count / 1e6:.1f} MB".replace(".", ",") if count >= 1_000_000 else f"{max(1, count // 1000)} kB"

    def unread_line(self, count: int) -> str:
        return "1 mensagem não lida" if count == 1 else f"{count} mensagens não lidas"

    def unread(self, count: int) -> str:
        return "1 não lida" if count == 1 else f"{count} não lidas"

    def unsupported(self, original_kind: str) -> str:
        return f"Este tipo de mensagem ainda não é mostrado aqui ({original_kind or 'desconhecido'})."

    def window_closing(self, milliseconds: int) -> str:
        return f"restam {max(1, milliseconds // 60_000)} min"

    def claimed_by(self, name: str) -> str:
        return f"{name} está respondendo"

    def assigned_to(self, name: str) -> str:
        return f"Com {name}"
