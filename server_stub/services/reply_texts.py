"""What the gateway itself says about consent: opt-outs confirmed, doubts asked, receipts, late answers (1.6, 4.2, 4.4).

Content that customers receive, without any promotion (N13); not words of the interface. Titles of buttons have at most
20 characters (2.3 of the Cloud API).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.domain.purposes import EVERYTHING

PORTUGUESE: Final = "pt"


@dataclass(frozen=True, slots=True)
class _Sayings:
    opted_out: str
    messages: str
    promotions: str
    stop_everything: str
    mistake: str
    doubt: str
    exit_doubt: str
    wrong_person: str
    leave: str
    stay: str
    staying: str
    ended: str
    ending: str
    receipt: str
    until: str
    late: str
    request: str
    answers_by: str


_BY_LANGUAGE: Final = {
    PORTUGUESE: _Sayings(
        opted_out=(
            "Pronto. Você não receberá mais {what} de {brand} no WhatsApp. Para voltar, responda VOLTAR. "
            "Se precisar de atendimento, é só escrever."
        ),
        messages="mensagens",
        promotions="promoções",
        stop_everything="Parar tudo",
        mistake="Foi engano",
        doubt=(
            "Você quer deixar de receber promoções de {brand} no WhatsApp? Até você responder, não enviamos nenhuma. "
            "Se falava de outra coisa, é só continuar: vamos atender você."
        ),
        exit_doubt="Você quer encerrar este atendimento ou deixar de receber promoções de {brand} no WhatsApp?",
        wrong_person=(
            "Aqui é {brand}. Desculpe o incômodo: este número foi informado por alguém que pediu nossas mensagens. "
            "Até alguém conferir, não enviamos mais nada. Quer deixar de receber?"
        ),
        leave="Não receber mais",
        stay="Era outra coisa",
        staying="Certo, nada muda nas suas autorizações. Para não receber mais promoções, responda SAIR.",
        ended="Encerrar atendimento",
        ending=(
            "Certo, este atendimento termina aqui. Nada muda nas suas autorizações. Para não receber mais promoções, "
            "responda SAIR."
        ),
        receipt=(
            "Autorização registrada: {brand} pode usar o WhatsApp para: {title} ({often}){until}. "
            "Para parar quando quiser, responda SAIR. Para ver ou apagar seus dados, responda MEUS DADOS."
        ),
        until=", até {date}",
        late="Sua resposta chegou depois do prazo da pergunta e por isso não vale. Se ainda quiser, responda a esta:",
        request=(
            "Recebemos seu pedido sobre seus dados pessoais. Protocolo: {protocol}.{answers_by} "
            "Se precisar de mais alguma coisa, é só escrever."
        ),
        answers_by=" Responderemos até {date}.",
    ),
    "en": _Sayings(
        opted_out=(
            "Done. You will no longer get {what} from {brand} on WhatsApp. Reply START to return. "
            "Need help? Just write."
        ),
        messages="messages",
        promotions="promotions",
        stop_everything="Stop everything",
        mistake="That was a mistake",
        doubt=(
            "Do you want to stop getting promotions from {brand} on WhatsApp? Until you answer we send none. "
            "If you meant something else, just go on: we are here to help."
        ),
        exit_doubt="Do you want to end this conversation, or to stop getting promotions from {brand} on WhatsApp?",
        wrong_person=(
            "This is {brand}. Sorry to trouble you: somebody who asked for our messages gave this number. "
            "Until somebody has checked we send nothing more. Do you want to stop getting messages?"
        ),
        leave="Stop sending",
        stay="Something else",
        staying="All right, nothing changes. Reply STOP whenever you want no more promotions.",
        ended="End conversation",
        ending="All right, this conversation ends here. Reply STOP whenever you want no more promotions.",
        receipt=(
            "Permission recorded: {brand} may use WhatsApp for: {title} ({often}){until}. "
            "Reply STOP to leave whenever you want. Reply MY DATA to see or erase your data."
        ),
        until=", until {date}",
        late="Your answer came after the time to answer and does not count. If you still want to, answer this one:",
        request=(
            "We got your request about your personal data. Its number is {protocol}.{answers_by} "
            "If you need anything else, just write."
        ),
        answers_by=" We will answer by {date}.",
    ),
    "es": _Sayings(
        opted_out=(
            "Listo. Ya no recibirá {what} de {brand} por WhatsApp. Para volver, responda VOLVER. "
            "Si necesita atención, solo escriba."
        ),
        messages="mensajes",
        promotions="promociones",
        stop_everything="Detener todo",
        mistake="Fue un error",
        doubt=(
            "¿Quiere dejar de recibir promociones de {brand} por WhatsApp? Hasta que responda no enviamos ninguna. "
            "Si hablaba de otra cosa, siga escribiendo: le atenderemos."
        ),
        exit_doubt="¿Quiere terminar esta conversación o dejar de recibir promociones de {brand} por WhatsApp?",
        wrong_person=(
            "Aquí {brand}. Disculpe la molestia: alguien que pidió nuestros mensajes dio este número. "
            "Hasta que alguien lo revise no enviamos nada más. ¿Quiere dejar de recibir?"
        ),
        leave="No recibir más",
        stay="Era otra cosa",
        staying="De acuerdo, nada cambia. Para dejar de recibir promociones cuando quiera, responda BAJA.",
        ended="Terminar atención",
        ending=(
            "De acuerdo, esta atención termina aquí. Para dejar de recibir promociones cuando quiera, responda BAJA."
        ),
        receipt=(
            "Autorización registrada: {brand} puede usar WhatsApp para: {title} ({often}){until}. "
            "Para dejar de recibir cuando quiera, responda BAJA. Para ver o borrar sus datos, responda MIS DATOS."
        ),
        until=", hasta {date}",
        late="Su respuesta llegó después del plazo y por eso no vale. Si aún quiere, responda a esta:",
        request=(
            "Recibimos su solicitud sobre sus datos personales. Número: {protocol}.{answers_by} "
            "Si necesita algo más, solo escriba."
        ),
        answers_by=" Responderemos hasta el {date}.",
    ),
}


def sayings(language: str) -> _Sayings:
    """By the first letters of a language tag; Portuguese where there is no other."""
    return _BY_LANGUAGE.get(language[:2].lower(), _BY_LANGUAGE[PORTUGUESE])


def opt_out_confirmation(language: str, scope: str, brand: str) -> str:
    """The one message that confirms an opt-out."""
    said = sayings(language)
    return said.opted_out.format(what=said.messages if scope == EVERYTHING else said.promotions, brand=brand)


def receipt(language: str, brand: str, title: str, often: str, until: str) -> str:
    """After a grant: who, what, how often, how long, how to leave. `until`: a date, "" for no end."""
    said = sayings(language)
    ending = said.until.format(date=until) if until else ""
    text = said.receipt.format(brand=brand, title=title, often=often, until=ending)
    return text if often else text.replace(" ()", "")


def request_received(language: str, protocol: str, until: str) -> str:
    """A right of the data subject was asked for. `until`: the date by which it is answered, "" where not known."""
    said = sayings(language)
    return said.request.format(protocol=protocol, answers_by=said.answers_by.format(date=until) if until else "")
