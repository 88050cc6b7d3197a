"""Words of the report in a proof pack, in Brazilian Portuguese, for people who know nothing of this program."""

from __future__ import annotations

from typing import Final

EVENTS: Final = {
    "REQUESTED": "Autorização pedida",
    "GRANTED": "Autorização dada",
    "CONFIRMED": "Autorização confirmada",
    "RENEWED": "Autorização renovada",
    "REFUSED": "Autorização recusada",
    "REVOKED": "Autorização revogada",
    "SUPPRESSED": "Bloqueio de envios registrado",
    "SUPPRESSION_LIFTED_BY_PERSON": "Bloqueio retirado pela própria pessoa",
    "PLATFORM_STOP": "Ofertas desligadas no WhatsApp",
    "PLATFORM_RESUME": "Ofertas religadas no WhatsApp",
    "INVALIDATED": "Registro invalidado",
    "TERMINATED": "Finalidade encerrada",
    "LAPSED": "Pedido sem resposta no prazo",
    "EXPIRED": "Autorização vencida",
    "SCOPE_CHANGED": "Alcance alterado",
    "ENDPOINT_CHANGED": "Número ou identificador alterado",
    "CONTACT_MERGED": "Contatos unidos",
    "CONTACT_ERASED": "Dados da pessoa apagados",
    "NOTICE_PUBLISHED": "Texto publicado",
    "NOTICE_REGISTERED": "Texto anterior registrado depois",
    "IMPORTED": "Trazida de um arquivo, sem prova",
    "IMPORT_BATCH": "Importação",
    "EXPORT_MADE": "Pacote de prova emitido",
    "KEY_ROTATED": "Chave trocada",
}
SOURCES: Final = {
    "agent": "registrado por atendente",
    "button": "toque da própria pessoa em um botão no WhatsApp",
    "keyword": "mensagem escrita pela própria pessoa no WhatsApp",
    "platform": "informado pelo WhatsApp",
    "web": "formulário em página da empresa, com o número comprovado",
    "app": "aplicativo ou sistema da empresa",
    "email": "confirmação por e-mail",
    "sms": "mensagem SMS da própria pessoa",
    "import": "importação de registros anteriores",
    "clock": "decurso de prazo",
    "admin": "registrado pela administração",
}
ACTORS: Final = {"person": "a própria pessoa", "platform": "WhatsApp", "gateway": "sistema", "console": "administração"}
PROOF_LEVELS: Final = {
    0: "0 – nenhuma prova",
    1: "1 – declarada pela empresa",
    2: "2 – registro de sistema",
    3: "3 – ato ou mensagem da pessoa, com o texto identificado",
    4: "4 – ato da própria pessoa, com o texto e o controle do número comprovados",
    5: "5 – nível 4 com carimbo do tempo",
}
IDENTITIES: Final = {
    "wa_id": "Número no WhatsApp",
    "dialled": "Telefone",
    "bsuid": "Identificador no WhatsApp",
    "parent_bsuid": "Identificador no WhatsApp (grupo)",
    "username": "Nome de usuário",
    "email": "E-mail",
}
CONTENT: Final = {
    "note": "Observação",
    "said": "Palavras",
    "text": "Texto",
    "rule": "Regra reconhecida",
    "evidence": "Evidência indicada",
    "prompt_message_id": "Pergunta respondida",
    "message_id": "Mensagem",
    "asked_by_name": "Pedido por",
    "ground": "Fundamento",
    "pack_id": "Pacote",
    "capture_point_id": "Ponto de coleta",
    "request_id": "Pedido",
    "page_url": "Página",
    "user_agent": "Navegador",
    "ip": "Endereço IP",
}
SCOPES: Final = {"*": "todas as finalidades", "mkt.*": "todas as ofertas"}
CHANNELS: Final = {"whatsapp": "WhatsApp", "email": "e-mail", "sms": "SMS"}

TITLE: Final = "Relatório de prova de consentimento"
WHO: Final = "1. De quem se trata"
STANDING: Final = "2. Resumo por finalidade"
HISTORY: Final = "3. Linha do tempo"
NOTICES: Final = "4. Textos mostrados"
DECISIONS: Final = "5. Decisões de envio"
CHAIN: Final = "6. Integridade do registro"
HOW: Final = "7. Como conferir sem confiar em ninguém"
ERASED: Final = (
    "Os dados desta pessoa foram apagados a pedido ou por prazo: a chave que os abria foi destruída. Permanecem o tipo,"
    " a finalidade e as datas de cada registro, e os códigos de verificação, que continuam conferindo."
)
EVENT_ERASED: Final = "Conteúdo apagado com os dados da pessoa; o código do registro continua conferindo."
EVERYBODY: Final = (
    "Este pacote contém o registro inteiro. Os eventos estão, um por linha, em events.jsonl; este relatório traz o"
    " resumo e os mais recentes."
)
NEWEST_ONLY: Final = "São mostrados os {shown} eventos mais recentes de {count}; todos estão em events.jsonl."
NOTHING: Final = "Não há registros de consentimento desta pessoa além da emissão deste pacote."
DECISIONS_TEXT: Final = (
    "Antes de cada envio iniciado pela empresa o sistema decide se ele é permitido e guarda a decisão com seus motivos,"
    " inclusive quando nega. Estão no arquivo decisions.jsonl: {count}."
)
CHAIN_TEXT: Final = (
    "Cada evento contém o código SHA-256 do anterior: nada pode ser alterado, retirado ou trocado de ordem sem que os"
    " códigos seguintes deixem de conferir. De tempos em tempos o sistema assina (Ed25519) um ponto de controle com a"
    " quantidade de eventos e a raiz da árvore de Merkle (RFC 9162) de todos eles. Para cada evento deste pacote há um"
    " caminho até essa raiz, que prova que ele está no registro sem mostrar os eventos de outras pessoas."
)
HOW_TEXT: Final = (
    "1) Extraia o pacote e execute, com Python 3.8 ou mais novo, sem internet: <b>python verify.py</b>. O programa"
    " responde VÁLIDO ou aponta o que foi alterado. Um único byte diferente em qualquer arquivo é apontado.",
    "2) Compare a chave abaixo com a que a empresa publica ou informou antes: quem monta um pacote falso pode"
    " assiná-lo, mas não com esta chave.",
    "3) O verificador não pode atestar a si mesmo. Compare seu SHA-256 com o que está abaixo, ou use o verificador de"
    " outro pacote: <b>python verify.py PACOTE.zip</b>.",
)
PUBLISHED: Final = "{language}, publicado em {at}"
REGISTERED_LATER: Final = (
    "{language}, REGISTRADO DEPOIS por {by} em {at}. Não foi mostrado por este sistema: segundo a empresa, esteve em"
    " uso fora dele de {in_use_from} a {in_use_until}"
)
RETIRED: Final = ", retirado em {at}"
