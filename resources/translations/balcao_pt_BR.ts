<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>AdminController</name>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Finalidades</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Textos</translation>
    </message>
    <message>
        <source>Where people agree</source>
        <translation>Onde as pessoas autorizam</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Service rules</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>The people</source>
        <translation>Equipe</translation>
    </message>
    <message>
        <source>Classifications</source>
        <translation>Tabulação</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Registro de auditoria</translation>
    </message>
    <message>
        <source>Limits and hours</source>
        <translation>Limites e horários</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Canned phrases</source>
        <translation>Frases prontas</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importações</translation>
    </message>
    <message>
        <source>Do-not-contact lists</source>
        <translation>Listas de não perturbe</translation>
    </message>
    <message>
        <source>Access keys</source>
        <translation>Chaves de acesso</translation>
    </message>
    <message>
        <source>E-mail and SMS</source>
        <translation>E-mail e SMS</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Registro de autorizações</translation>
    </message>
    <message>
        <source>Keeping and deleting</source>
        <translation>Guarda e descarte</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
</context>
<context>
    <name>AdminView</name>
    <message>
        <source>Administration</source>
        <translation>Administração</translation>
    </message>
</context>
<context>
    <name>AlarmController</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>The record of permissions is damaged at entry {seq}, so only replies are sent: restore the gateway&apos;s data from a backup made before.</source>
        <translation>O registro de autorizações está danificado no lançamento {seq}, por isso só respostas são enviadas: restaure os dados do gateway de um backup anterior.</translation>
    </message>
    <message>
        <source>The record of permissions is damaged, so only replies are sent: restore the gateway&apos;s data from a backup made before.</source>
        <translation>O registro de autorizações está danificado, por isso só respostas são enviadas: restaure os dados do gateway de um backup anterior.</translation>
    </message>
    <message>
        <source>The phrase “{key}” uses {variable}, which does not exist, so the phrases stay as they were: correct {file}.</source>
        <translation>A frase “{key}” usa {variable}, que não existe, por isso as frases continuam como estavam: corrija {file}.</translation>
    </message>
    <message>
        <source>Two phrases have the key “{key}”, so the phrases stay as they were: correct {file}.</source>
        <translation>Duas frases têm a chave “{key}”, por isso as frases continuam como estavam: corrija {file}.</translation>
    </message>
    <message>
        <source>Phrase number {phrase} has no usable key, so the phrases stay as they were: correct {file}.</source>
        <translation>A frase número {phrase} não tem uma chave válida, por isso as frases continuam como estavam: corrija {file}.</translation>
    </message>
    <message>
        <source>The file {file} cannot be used ({detail}), so the phrases stay as they were: correct it.</source>
        <translation>O arquivo {file} não pode ser usado ({detail}), por isso as frases continuam como estavam: corrija o arquivo.</translation>
    </message>
    <message>
        <source>The file of phrases cannot be used, so the phrases stay as they were: correct it.</source>
        <translation>O arquivo de frases não pode ser usado, por isso as frases continuam como estavam: corrija o arquivo.</translation>
    </message>
    <message>
        <source>The gateway did not understand everything that WhatsApp sent ({count} kept aside, nothing is lost): tell the support team.</source>
        <translation>O gateway não entendeu tudo o que o WhatsApp enviou ({count} em separado, nada se perdeu): avise o suporte.</translation>
    </message>
    <message>
        <source>The gateway did not understand everything that WhatsApp sent (kept aside, nothing is lost): tell the support team.</source>
        <translation>O gateway não entendeu tudo o que o WhatsApp enviou (guardado em separado, nada se perdeu): avise o suporte.</translation>
    </message>
    <message>
        <source>The signed record of permissions does not match at {size} entries, so only replies are sent: restore the gateway&apos;s data from a backup made before.</source>
        <translation>O registro assinado de autorizações não confere com {size} lançamentos, por isso só respostas são enviadas: restaure os dados do gateway de um backup anterior.</translation>
    </message>
    <message>
        <source>The signed record of permissions does not match, so only replies are sent: restore the gateway&apos;s data from a backup made before.</source>
        <translation>O registro assinado de autorizações não confere, por isso só respostas são enviadas: restaure os dados do gateway de um backup anterior.</translation>
    </message>
    <message>
        <source>Requests for permission by {channel} do not go out ({waiting} waiting, nothing is lost): check the provider and the gateway&apos;s settings.</source>
        <translation>Pedidos de autorização por {channel} não estão saindo ({waiting} na fila, nada se perdeu): confira o provedor e a configuração do gateway.</translation>
    </message>
    <message>
        <source>Requests for permission by e-mail or SMS do not go out (they wait, nothing is lost): check the provider and the gateway&apos;s settings.</source>
        <translation>Pedidos de autorização por e-mail ou SMS não estão saindo (ficam na fila, nada se perdeu): confira o provedor e a configuração do gateway.</translation>
    </message>
    <message>
        <source>LGPD requests waiting for an answer: {count}. The first must be answered within {days} days: open Contacts, Requests.</source>
        <translation>Pedidos LGPD aguardando resposta: {count}. O primeiro vence em {days} dias: abra Contatos, Pedidos.</translation>
    </message>
    <message>
        <source>LGPD requests must be answered soon: open Contacts, Requests.</source>
        <translation>Há pedidos LGPD com prazo perto do fim: abra Contatos, Pedidos.</translation>
    </message>
    <message>
        <source>Customers wait for the history of their case: {count}. The first must have it within {days} days: find protocol {protocol} and choose another way beside the conversation.</source>
        <translation>Clientes esperam o histórico do atendimento: {count}. O primeiro tem que receber em {days} dias: busque o protocolo {protocol} e escolha outra forma ao lado da conversa.</translation>
    </message>
    <message>
        <source>Customers must have the history of their case soon: choose another way beside the conversation.</source>
        <translation>Clientes têm que receber logo o histórico do atendimento: escolha outra forma ao lado da conversa.</translation>
    </message>
    <message>
        <source>Customers called the company&apos;s messages spam in the last 7 days: {count}. They get no more offers; look at what is sent before WhatsApp lowers the rating.</source>
        <translation>Clientes chamaram as mensagens da empresa de spam nos últimos 7 dias: {count}. Eles não recebem mais ofertas; reveja o que é enviado antes que o WhatsApp baixe a avaliação.</translation>
    </message>
    <message>
        <source>Customers called the company&apos;s messages spam. They get no more offers; look at what is sent before WhatsApp lowers the rating.</source>
        <translation>Clientes chamaram as mensagens da empresa de spam. Eles não recebem mais ofertas; reveja o que é enviado antes que o WhatsApp baixe a avaliação.</translation>
    </message>
    <message>
        <source>Customers in the queue {name} wait almost too long ({count}): help there, or let others take some over.</source>
        <translation>Clientes na fila {name} esperam quase tempo demais ({count}): ajude lá ou passe alguns para outras pessoas.</translation>
    </message>
    <message>
        <source>Customers in a queue wait almost too long: look at the live wall.</source>
        <translation>Clientes em uma fila esperam quase tempo demais: veja o painel ao vivo.</translation>
    </message>
    <message>
        <source>Nobody serves the queue {name} and customers wait there ({waiting}): send somebody, or close it.</source>
        <translation>Ninguém atende a fila {name} e há clientes esperando ({waiting}): mande alguém ou feche a fila.</translation>
    </message>
    <message>
        <source>Nobody serves one of the queues and customers wait there: look at the live wall.</source>
        <translation>Ninguém atende uma das filas e há clientes esperando: veja o painel ao vivo.</translation>
    </message>
    <message>
        <source>WhatsApp has told nothing for {minutes} minutes in working hours: check the webhook in WhatsApp Manager and the way to the gateway.</source>
        <translation>O WhatsApp não avisa nada há {minutes} minutos no horário de atendimento: confira o webhook no Gerenciador do WhatsApp e o caminho até o gateway.</translation>
    </message>
    <message>
        <source>WhatsApp has told nothing for long in working hours: check the webhook in WhatsApp Manager and the way to the gateway.</source>
        <translation>O WhatsApp não avisa nada há muito tempo no horário de atendimento: confira o webhook no Gerenciador do WhatsApp e o caminho até o gateway.</translation>
    </message>
    <message>
        <source>WhatsApp no longer accepts the gateway&apos;s access token, so nothing is sent: set a new one and restart the gateway.</source>
        <translation>O WhatsApp não aceita mais o token de acesso do gateway, por isso nada é enviado: configure um novo e reinicie o gateway.</translation>
    </message>
    <message>
        <source>WhatsApp does not find the company&apos;s number, so nothing is sent: check it in WhatsApp Manager and restart the gateway.</source>
        <translation>O WhatsApp não encontra o número da empresa, por isso nada é enviado: verifique no Gerenciador do WhatsApp e reinicie o gateway.</translation>
    </message>
    <message>
        <source>The company&apos;s number is not registered with WhatsApp, so nothing is sent: register it and restart the gateway.</source>
        <translation>O número da empresa não está registrado no WhatsApp, por isso nada é enviado: registre o número e reinicie o gateway.</translation>
    </message>
    <message>
        <source>WhatsApp restricted the company&apos;s account for some time, so nothing is sent: see why in WhatsApp Manager and restart the gateway when it is over.</source>
        <translation>O WhatsApp restringiu a conta da empresa por algum tempo, por isso nada é enviado: veja o motivo no Gerenciador do WhatsApp e reinicie o gateway quando acabar.</translation>
    </message>
    <message>
        <source>WhatsApp locked the company&apos;s account, so nothing is sent: ask for a review in WhatsApp Manager and restart the gateway when it is open again.</source>
        <translation>O WhatsApp bloqueou a conta da empresa, por isso nada é enviado: peça uma revisão no Gerenciador do WhatsApp e reinicie o gateway quando for liberada.</translation>
    </message>
    <message>
        <source>WhatsApp has not approved the name of the company&apos;s number, so nothing is sent: correct it in WhatsApp Manager and restart the gateway.</source>
        <translation>O WhatsApp não aprovou o nome do número da empresa, por isso nada é enviado: corrija no Gerenciador do WhatsApp e reinicie o gateway.</translation>
    </message>
    <message>
        <source>WhatsApp could not charge the company, so nothing is sent: correct the payment in WhatsApp Manager and restart the gateway.</source>
        <translation>O WhatsApp não conseguiu cobrar da empresa, por isso nada é enviado: corrija o pagamento no Gerenciador do WhatsApp e reinicie o gateway.</translation>
    </message>
    <message>
        <source>WhatsApp refuses messages because its payment terms were not accepted: accept them in WhatsApp Manager.</source>
        <translation>O WhatsApp recusa mensagens porque os termos de pagamento não foram aceitos: aceite no Gerenciador do WhatsApp.</translation>
    </message>
    <message>
        <source>WhatsApp limits the company&apos;s number because of its quality: send no offers for now and check the rating in WhatsApp Manager.</source>
        <translation>O WhatsApp limitou o número da empresa por causa da qualidade: não envie ofertas por ora e veja a avaliação no Gerenciador do WhatsApp.</translation>
    </message>
    <message>
        <source>WhatsApp refuses offers because they are switched off for this account: switch them on in WhatsApp Manager.</source>
        <translation>O WhatsApp recusa ofertas porque estão desativadas para esta conta: ative no Gerenciador do WhatsApp.</translation>
    </message>
    <message>
        <source>WhatsApp limits templates because some are in the wrong category: review them in WhatsApp Manager.</source>
        <translation>O WhatsApp limitou os modelos porque há alguns na categoria errada: revise no Gerenciador do WhatsApp.</translation>
    </message>
    <message>
        <source>WhatsApp&apos;s rating of the company&apos;s number has fallen: look at what is sent, and send fewer offers, before it is limited.</source>
        <translation>A avaliação do número da empresa no WhatsApp caiu: reveja o que é enviado e mande menos ofertas, antes que ele seja limitado.</translation>
    </message>
    <message>
        <source>The gateway reports a problem ({code}): tell the support team.</source>
        <translation>O gateway informa um problema ({code}): avise o suporte.</translation>
    </message>
</context>
<context>
    <name>ArrangingController</name>
    <message>
        <source>All keys are as they were at the beginning.</source>
        <translation>Todas as teclas voltaram ao que eram no início.</translation>
    </message>
    <message>
        <source>From now on: {keys}</source>
        <translation>A partir de agora: {keys}</translation>
    </message>
    <message>
        <source>It has no key any more.</source>
        <translation>Não tem mais tecla.</translation>
    </message>
</context>
<context>
    <name>AskForm</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>AskingForm</name>
    <message>
        <source>Ask for permission</source>
        <translation>Pedir autorização</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Pedir</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para quê</translation>
    </message>
    <message>
        <source>In the chat</source>
        <translation>No chat</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>By which way</source>
        <translation>De que forma</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>The customer reads the exact notice on a page, and confirms offers on WhatsApp too.</source>
        <translation>O cliente lê o texto exato do termo em uma página e, para ofertas, confirma também no WhatsApp.</translation>
    </message>
    <message>
        <source>The customer answers with one word: SIM or NÃO.</source>
        <translation>O cliente responde com uma palavra: SIM ou NÃO.</translation>
    </message>
    <message>
        <source>The customer gets the exact notice and answers with one tap.</source>
        <translation>O cliente recebe o texto exato do termo e responde com um toque.</translation>
    </message>
    <message>
        <source>There is nothing to ask for now.</source>
        <translation>Não há nada a pedir agora.</translation>
    </message>
    <message>
        <source>Fill in the address first</source>
        <translation>Preencha o endereço primeiro</translation>
    </message>
    <message>
        <source>Telephone number, with area code</source>
        <translation>Telefone com DDD</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Endereço de e-mail</translation>
    </message>
</context>
<context>
    <name>AttachmentBar</name>
    <message>
        <source>Attached files</source>
        <translation>Arquivos anexados</translation>
    </message>
</context>
<context>
    <name>AttachmentRow</name>
    <message>
        <source>Caption</source>
        <translation>Legenda</translation>
    </message>
    <message>
        <source>As a document</source>
        <translation>Como documento</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Preparing {name}</source>
        <translation>Preparando {name}</translation>
    </message>
    <message>
        <source>Caption of {name}</source>
        <translation>Legenda de {name}</translation>
    </message>
    <message>
        <source>Send {name} as a document, unchanged</source>
        <translation>Enviar {name} como documento, sem mudanças</translation>
    </message>
    <message>
        <source>Send unchanged, as a document</source>
        <translation>Enviar sem mudanças, como documento</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>Editar {name}</translation>
    </message>
    <message>
        <source>Crop, turn, point at or make parts unreadable</source>
        <translation>Cortar, girar, apontar ou tornar partes ilegíveis</translation>
    </message>
    <message>
        <source>Take {name} away</source>
        <translation>Retirar {name}</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Only files can be attached, no folders.</source>
        <translation>Só é possível anexar arquivos, não pastas.</translation>
    </message>
    <message>
        <source>At most {count} files at once.</source>
        <translation>No máximo {count} arquivos de uma vez.</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>Looked at it</source>
        <translation>Olhou</translation>
    </message>
    <message>
        <source>Wrote a note to the agent</source>
        <translation>Escreveu um recado ao atendente</translation>
    </message>
    <message>
        <source>Came into the chat</source>
        <translation>Entrou na conversa</translation>
    </message>
    <message>
        <source>Took it over</source>
        <translation>Assumiu</translation>
    </message>
    <message>
        <source>Moved it</source>
        <translation>Transferiu</translation>
    </message>
    <message>
        <source>Moved or closed many at once</source>
        <translation>Transferiu ou encerrou várias de uma vez</translation>
    </message>
    <message>
        <source>Took back what was done to many</source>
        <translation>Desfez o que foi feito com várias</translation>
    </message>
    <message>
        <source>Asked before the window closed</source>
        <translation>Perguntou antes de a janela fechar</translation>
    </message>
    <message>
        <source>Took data along</source>
        <translation>Levou dados</translation>
    </message>
    <message>
        <source>Noted that the customer was given the history</source>
        <translation>Anotou que o cliente recebeu o histórico</translation>
    </message>
    <message>
        <source>Took it over from {name}</source>
        <translation>Assumiu no lugar de {name}</translation>
    </message>
    <message>
        <source>Moved it from {before} to {after}</source>
        <translation>Transferiu de {before} para {after}</translation>
    </message>
    <message>
        <source>Gave it to {after}</source>
        <translation>Passou para {after}</translation>
    </message>
    <message>
        <source>Put it back into its queue; {before} had it</source>
        <translation>Devolveu à fila; estava com {before}</translation>
    </message>
    <message>
        <source>Took the history of a case along</source>
        <translation>Levou o histórico de um atendimento</translation>
    </message>
    <message>
        <source>Took all data of the person along</source>
        <translation>Levou todos os dados da pessoa</translation>
    </message>
</context>
<context>
    <name>AuditController</name>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Nothing of this kind yet.</source>
        <translation>Ainda não há nada deste tipo.</translation>
    </message>
    <message>
        <source>Nobody looked yet.</source>
        <translation>Ninguém olhou ainda.</translation>
    </message>
    <message>
        <source>a former colleague</source>
        <translation>quem já saiu da equipe</translation>
    </message>
</context>
<context>
    <name>AuditCounts</name>
    <message numerus="yes">
        <source>Closed %n conversation(s) at once</source>
        <translation>
            <numerusform>Encerrou %n conversa de uma vez</numerusform>
            <numerusform>Encerrou %n conversas de uma vez</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved %n conversation(s) at once</source>
        <translation>
            <numerusform>Transferiu %n conversa de uma vez</numerusform>
            <numerusform>Transferiu %n conversas de uma vez</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Each look and each hand in a conversation of others is written down first. Nothing is removed.</source>
        <translation>Cada olhada e cada intervenção em conversa de outra pessoa é anotada antes de acontecer. Nada é apagado.</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Registro de auditoria</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Todas as pessoas</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>Mostrar anteriores</translation>
    </message>
    <message>
        <source>Open conversation</source>
        <translation>Abrir conversa</translation>
    </message>
</context>
<context>
    <name>BlockListController</name>
    <message>
        <source>List of telephone numbers</source>
        <translation>Lista de telefones</translation>
    </message>
    <message>
        <source>{count} numbers loaded, {skipped} lines without a number left out.</source>
        <translation>{count} números carregados; {skipped} linhas sem número ficaram de fora.</translation>
    </message>
    <message>
        <source>Being loaded: {count} lines so far</source>
        <translation>Carregando: {count} linhas até agora</translation>
    </message>
    <message>
        <source>Not loaded: the file was refused</source>
        <translation>Não carregada: o arquivo foi recusado</translation>
    </message>
    <message>
        <source>{count} numbers, {date}</source>
        <translation>{count} números, {date}</translation>
    </message>
    <message>
        <source>Load the file of a consumer agency to keep to its list.</source>
        <translation>Carregue o arquivo do PROCON para respeitar a lista.</translation>
    </message>
    <message>
        <source>There is no list yet</source>
        <translation>Ainda não há nenhuma lista</translation>
    </message>
    <message>
        <source>Delete the list?</source>
        <translation>Excluir a lista?</translation>
    </message>
    <message>
        <source>Its numbers may get promotions again if they agreed to them.</source>
        <translation>Os números dela voltam a poder receber promoções, se tiverem autorizado.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>BlockListPage</name>
    <message>
        <source>the whole country</source>
        <translation>todo o país</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>For example “PROCON-SP”.</source>
        <translation>Por exemplo, “PROCON-SP”.</translation>
    </message>
    <message>
        <source>Binds numbers of</source>
        <translation>Vale para números de</translation>
    </message>
    <message>
        <source>Do-not-contact lists</source>
        <translation>Listas de não perturbe</translation>
    </message>
    <message>
        <source>Numbers on these lists get no promotion and no collection, unless they agreed later.</source>
        <translation>Números destas listas não recebem promoção nem cobrança, a não ser que tenham autorizado depois.</translation>
    </message>
    <message>
        <source>New list</source>
        <translation>Nova lista</translation>
    </message>
    <message>
        <source>Choose file (CSV)…</source>
        <translation>Escolher arquivo (CSV)…</translation>
    </message>
    <message>
        <source>Load newer file…</source>
        <translation>Carregar arquivo mais novo…</translation>
    </message>
    <message>
        <source>Delete list</source>
        <translation>Excluir lista</translation>
    </message>
</context>
<context>
    <name>BreaksController</name>
    <message>
        <source>Without a connection the breaks are not shown.</source>
        <translation>Sem conexão as pausas não aparecem.</translation>
    </message>
    <message>
        <source>breaks-{day}.pdf</source>
        <translation>pausas-{day}.pdf</translation>
    </message>
    <message>
        <source>Keep the record of this day</source>
        <translation>Salvar o registro deste dia</translation>
    </message>
    <message>
        <source>Putting it together…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Gravado: {name}</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
</context>
<context>
    <name>BreaksPage</name>
    <message>
        <source>My breaks</source>
        <translation>Minhas pausas</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>Pausas</translation>
    </message>
    <message>
        <source>Back to the conversation</source>
        <translation>Voltar à conversa</translation>
    </message>
    <message>
        <source>Whose breaks</source>
        <translation>Pausas de quem</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>O dia anterior</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>O dia seguinte</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Salvar em PDF…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
    </message>
    <message>
        <source>NR-17, Annex II: two breaks of 10 minutes and 20 minutes for a meal, outside the first and the last hour of work. A break may last longer. Going to the toilet is always possible and is no break.</source>
        <translation>NR-17, Anexo II: duas pausas de 10 minutos e 20 minutos para refeição, fora da primeira e da última hora de trabalho. A pausa pode durar mais. Ir ao banheiro é sempre possível e não conta como pausa.</translation>
    </message>
    <message>
        <source>Other pauses</source>
        <translation>Outras pausas</translation>
    </message>
    <message>
        <source>Rest breaks</source>
        <translation>Pausas de descanso</translation>
    </message>
</context>
<context>
    <name>BulkController</name>
    <message>
        <source>Transfer what is chosen</source>
        <translation>Transferir os escolhidos</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>Para quem</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transferir</translation>
    </message>
    <message>
        <source>Without classification</source>
        <translation>Sem tabulação</translation>
    </message>
    <message>
        <source>Close what is chosen</source>
        <translation>Encerrar os escolhidos</translation>
    </message>
    <message>
        <source>What they were about</source>
        <translation>Assunto (tabulação)</translation>
    </message>
    <message>
        <source>Close them</source>
        <translation>Encerrar</translation>
    </message>
    <message>
        <source>Looking what would happen…</source>
        <translation>Vendo o que aconteceria…</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>What becomes of each</source>
        <translation>O que acontece com cada um</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>CaptureController</name>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fechada</translation>
    </message>
    <message>
        <source>Make a page, copy its address into an e-mail or print its QR code.</source>
        <translation>Crie uma página, copie o endereço para um e-mail ou imprima o QR code.</translation>
    </message>
    <message>
        <source>There is no place yet</source>
        <translation>Ainda não há nenhum ponto</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>Save QR code</source>
        <translation>Salvar QR code</translation>
    </message>
</context>
<context>
    <name>CapturePage</name>
    <message>
        <source>Page of its own</source>
        <translation>Página própria</translation>
    </message>
    <message>
        <source>On your site</source>
        <translation>No seu site</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>People see it above the form.</source>
        <translation>Aparece acima do formulário.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>a–z, 0–9 and hyphens: /o/this-part</source>
        <translation>a–z, 0–9 e hífens: /o/esta-parte</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>O que se pergunta</translation>
    </message>
    <message>
        <source>Sites that may show the form</source>
        <translation>Sites que podem mostrar o formulário</translation>
    </message>
    <message>
        <source>One per line, as https://www.example.com. For the kind “on your site” only.</source>
        <translation>Um por linha, como https://www.exemplo.com.br. Só para o tipo “No seu site”.</translation>
    </message>
    <message>
        <source>WhatsApp number that people write to</source>
        <translation>Número de WhatsApp para o qual as pessoas escrevem</translation>
    </message>
    <message>
        <source>Open to the public</source>
        <translation>Aberto ao público</translation>
    </message>
    <message>
        <source>Where people agree</source>
        <translation>Onde as pessoas autorizam</translation>
    </message>
    <message>
        <source>Pages and forms for your customers. Nothing is ticked beforehand; each number is proven.</source>
        <translation>Páginas e formulários para seus clientes. Nada vem marcado; cada número é comprovado.</translation>
    </message>
    <message>
        <source>New place</source>
        <translation>Novo ponto</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Address of the page</source>
        <translation>Endereço da página</translation>
    </message>
    <message>
        <source>Opens WhatsApp</source>
        <translation>Abre o WhatsApp</translation>
    </message>
    <message>
        <source>Line for your site</source>
        <translation>Linha para o seu site</translation>
    </message>
    <message>
        <source>QR code of the page</source>
        <translation>QR code da página</translation>
    </message>
    <message>
        <source>Save QR code…</source>
        <translation>Salvar QR code…</translation>
    </message>
</context>
<context>
    <name>CardForm</name>
    <message>
        <source>Send a contact card</source>
        <translation>Enviar um cartão de contato</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Take from</source>
        <translation>Usar os dados de</translation>
    </message>
    <message>
        <source>Type it in</source>
        <translation>Digitar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
</context>
<context>
    <name>CaseCard</name>
    <message>
        <source>Protocol</source>
        <translation>Protocolo</translation>
    </message>
    <message>
        <source>Copy the protocol number</source>
        <translation>Copiar o número do protocolo</translation>
    </message>
    <message>
        <source>View as PDF</source>
        <translation>Ver em PDF</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Salvar em PDF…</translation>
    </message>
    <message>
        <source>No open case</source>
        <translation>Nenhum atendimento aberto</translation>
    </message>
    <message>
        <source>Priority {number} of 9</source>
        <translation>Prioridade {number} de 9</translation>
    </message>
    <message>
        <source>Choose another way…</source>
        <translation>Escolher outra forma…</translation>
    </message>
    <message>
        <source>History for the customer…</source>
        <translation>Histórico para o cliente…</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridade</translation>
    </message>
    <message>
        <source>Lower priority</source>
        <translation>Diminuir a prioridade</translation>
    </message>
    <message>
        <source>Higher priority</source>
        <translation>Aumentar a prioridade</translation>
    </message>
</context>
<context>
    <name>CaseCardController</name>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Waiting since</source>
        <translation>Espera desde</translation>
    </message>
    <message>
        <source>Answer due</source>
        <translation>Responder até</translation>
    </message>
    <message>
        <source>Opened on</source>
        <translation>Aberto em</translation>
    </message>
    <message>
        <source>Case state</source>
        <translation>Situação</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>Encerrado em</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridade</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>Repasses</translation>
    </message>
    <message>
        <source>Customer&apos;s score</source>
        <translation>Nota do cliente</translation>
    </message>
    <message>
        <source>Continues</source>
        <translation>Continua</translation>
    </message>
    <message>
        <source>Without a connection earlier cases are not shown.</source>
        <translation>Sem conexão os atendimentos anteriores não aparecem.</translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation>Nada registrado ainda.</translation>
    </message>
    <message>
        <source>protocol-{number}.pdf</source>
        <translation>protocolo-{number}.pdf</translation>
    </message>
    <message>
        <source>Keep the history of this case</source>
        <translation>Salvar o histórico deste atendimento</translation>
    </message>
    <message>
        <source>Putting it together…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Gravado: {name}</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
    <message>
        <source>No program here can open this.</source>
        <translation>Nenhum programa deste computador abre este arquivo.</translation>
    </message>
</context>
<context>
    <name>CaseStrip</name>
    <message>
        <source>Classify and close</source>
        <translation>Tabular e encerrar</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>Novo atendimento</translation>
    </message>
</context>
<context>
    <name>CaseStripController</name>
    <message>
        <source>Wrap-up {time}</source>
        <translation>Pós-atendimento {time}</translation>
    </message>
    <message>
        <source>The chat is over; a colleague is writing down what came of it.</source>
        <translation>A conversa terminou; um colega está registrando o resultado.</translation>
    </message>
    <message>
        <source>When the time is over, the case is closed with what is filled in.</source>
        <translation>Quando o tempo acabar, o atendimento é encerrado com o que está preenchido.</translation>
    </message>
    <message>
        <source>When the time is over, the case is closed without a classification.</source>
        <translation>Quando o tempo acabar, o atendimento é encerrado sem tabulação.</translation>
    </message>
    <message>
        <source>Case closed · protocol {number}</source>
        <translation>Atendimento encerrado · protocolo {number}</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>Waiting in the queue</source>
        <translation>Na fila</translation>
    </message>
    <message>
        <source>Being served</source>
        <translation>Em atendimento</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Pós-atendimento</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>Resolvido</translation>
    </message>
    <message>
        <source>The customer has to do something</source>
        <translation>Depende do cliente</translation>
    </message>
    <message>
        <source>We have to do something</source>
        <translation>Depende de nós</translation>
    </message>
    <message>
        <source>The customer stopped answering</source>
        <translation>O cliente parou de responder</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Número errado</translation>
    </message>
    <message>
        <source>Asked to leave</source>
        <translation>Pediu para sair</translation>
    </message>
    <message>
        <source>Request about their data</source>
        <translation>Pedido sobre os dados</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>Cancelamento</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Reclamação</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>Spam</translation>
    </message>
    <message>
        <source>Closed by {name}</source>
        <translation>Encerrado por {name}</translation>
    </message>
    <message>
        <source>Closed by a team lead</source>
        <translation>Encerrado pela supervisão</translation>
    </message>
    <message>
        <source>Closed when the wrap-up of {name} was over</source>
        <translation>Encerrado ao fim do pós-atendimento de {name}</translation>
    </message>
    <message>
        <source>Closed when the wrap-up was over</source>
        <translation>Encerrado ao fim do pós-atendimento</translation>
    </message>
    <message>
        <source>Closed because the customer stopped answering</source>
        <translation>Encerrado porque o cliente parou de responder</translation>
    </message>
    <message>
        <source>Closed by {name} for a new subject</source>
        <translation>Encerrado por {name} para um novo assunto</translation>
    </message>
    <message>
        <source>Closed for a new subject</source>
        <translation>Encerrado para um novo assunto</translation>
    </message>
    <message>
        <source>Closed because the customer&apos;s data were erased</source>
        <translation>Encerrado porque os dados do cliente foram apagados</translation>
    </message>
    <message>
        <source>Opened by {name}</source>
        <translation>Aberto por {name}</translation>
    </message>
    <message>
        <source>Case closed</source>
        <translation>Atendimento encerrado</translation>
    </message>
    <message>
        <source>Closed because the customer wanted to end it</source>
        <translation>Encerrado porque o cliente quis encerrar</translation>
    </message>
    <message>
        <source>Case opened</source>
        <translation>Atendimento aberto</translation>
    </message>
    <message>
        <source>To the queue {queue}</source>
        <translation>Para a fila {queue}</translation>
    </message>
    <message>
        <source>Back to the queue</source>
        <translation>De volta à fila</translation>
    </message>
    <message>
        <source>Offered to {name}</source>
        <translation>Oferecido a {name}</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Oferecido</translation>
    </message>
    <message>
        <source>Declined by {name}</source>
        <translation>Recusado por {name}</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Recusado</translation>
    </message>
    <message>
        <source>The offer to {name} ran out</source>
        <translation>A oferta a {name} expirou</translation>
    </message>
    <message>
        <source>The offer ran out</source>
        <translation>A oferta expirou</translation>
    </message>
    <message>
        <source>The offer to {name} was taken back</source>
        <translation>A oferta a {name} foi retirada</translation>
    </message>
    <message>
        <source>The offer was taken back</source>
        <translation>A oferta foi retirada</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>Com {name}</translation>
    </message>
    <message>
        <source>With a colleague</source>
        <translation>Com um colega</translation>
    </message>
    <message>
        <source>{name} came into the chat</source>
        <translation>{name} entrou na conversa</translation>
    </message>
    <message>
        <source>Somebody came into the chat</source>
        <translation>Alguém entrou na conversa</translation>
    </message>
    <message>
        <source>{name} left the chat</source>
        <translation>{name} saiu da conversa</translation>
    </message>
    <message>
        <source>Somebody left the chat</source>
        <translation>Alguém saiu da conversa</translation>
    </message>
    <message>
        <source>First answer by {name}</source>
        <translation>Primeira resposta de {name}</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>Primeira resposta</translation>
    </message>
    <message>
        <source>The customer wrote</source>
        <translation>O cliente escreveu</translation>
    </message>
    <message>
        <source>Answered by {name}</source>
        <translation>Respondido por {name}</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondido</translation>
    </message>
    <message>
        <source>Chat ended by {name}</source>
        <translation>Conversa finalizada por {name}</translation>
    </message>
    <message>
        <source>Chat ended</source>
        <translation>Conversa finalizada</translation>
    </message>
    <message>
        <source>Reopened by {name}</source>
        <translation>Reaberto por {name}</translation>
    </message>
    <message>
        <source>Case reopened</source>
        <translation>Atendimento reaberto</translation>
    </message>
    <message>
        <source>The customer gave up waiting</source>
        <translation>O cliente desistiu de esperar</translation>
    </message>
    <message>
        <source>Priority changed by {name}</source>
        <translation>Prioridade alterada por {name}</translation>
    </message>
    <message>
        <source>Priority changed</source>
        <translation>Prioridade alterada</translation>
    </message>
    <message>
        <source>{name} noted that the customer was given the history</source>
        <translation>{name} anotou que o cliente recebeu o histórico</translation>
    </message>
    <message>
        <source>The customer was given the history</source>
        <translation>O cliente recebeu o histórico</translation>
    </message>
    <message>
        <source>The customer was asked for a score</source>
        <translation>Pedimos uma nota ao cliente</translation>
    </message>
    <message>
        <source>The customer gave a score</source>
        <translation>O cliente deu uma nota</translation>
    </message>
    <message>
        <source>{score} of 5</source>
        <translation>{score} de 5</translation>
    </message>
    <message>
        <source>score {score} of 5</source>
        <translation>nota {score} de 5</translation>
    </message>
    <message>
        <source>The customer gave {score} of 5</source>
        <translation>O cliente deu nota {score} de 5</translation>
    </message>
    <message>
        <source>Asked, no answer yet</source>
        <translation>Pedida, ainda sem resposta</translation>
    </message>
</context>
<context>
    <name>CharacterCount</name>
    <message>
        <source>{count} characters left</source>
        <translation>Restam {count} caracteres</translation>
    </message>
    <message>
        <source>{count} characters too many</source>
        <translation>{count} caracteres a mais</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>Everybody</source>
        <translation>Equipe toda</translation>
    </message>
    <message>
        <source>Somebody who left</source>
        <translation>Alguém que saiu</translation>
    </message>
    <message>
        <source>{count}, one calls you</source>
        <translation>{count}, uma chama você</translation>
    </message>
    <message>
        <source>Colleagues: {told}</source>
        <translation>Colegas: {told}</translation>
    </message>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>You: {text}</source>
        <translation>Você: {text}</translation>
    </message>
    <message>
        <source>{name} calls you in {channel}.</source>
        <translation>{name} chama você em {channel}.</translation>
    </message>
    <message>
        <source>{name} writes to you.</source>
        <translation>{name} escreveu para você.</translation>
    </message>
</context>
<context>
    <name>ChatController</name>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>Without a connection, what colleagues say comes later.</source>
        <translation>Sem conexão, o que os colegas dizem chega depois.</translation>
    </message>
    <message>
        <source>Nothing was said here yet.</source>
        <translation>Ninguém escreveu aqui ainda.</translation>
    </message>
    <message>
        <source>Not sent: there is no connection. It stays here; Enter tries again.</source>
        <translation>Não enviada: sem conexão. O texto fica aqui; Enter tenta de novo.</translation>
    </message>
</context>
<context>
    <name>ChatCounts</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n não lida</numerusform>
            <numerusform>%n não lidas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Colleagues</source>
        <translation>Colegas</translation>
    </message>
    <message>
        <source>Channel or colleague</source>
        <translation>Canal ou colega</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a busca</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canais</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Earlier messages</source>
        <translation>Mensagens anteriores</translation>
    </message>
    <message>
        <source>Message to colleagues</source>
        <translation>Mensagem aos colegas</translation>
    </message>
    <message>
        <source>To colleagues only. @ calls somebody</source>
        <translation>Só para colegas. @ chama alguém</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Colleagues to call</source>
        <translation>Colegas para chamar</translation>
    </message>
    <message>
        <source>No customer reads it.</source>
        <translation>Nenhum cliente lê isto.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
</context>
<context>
    <name>ClosingController</name>
    <message>
        <source>The case is closed.</source>
        <translation>Atendimento encerrado.</translation>
    </message>
    <message>
        <source>A new case is open: protocol {number}.</source>
        <translation>Novo atendimento aberto: protocolo {number}.</translation>
    </message>
    <message>
        <source>The case is open again, under the same protocol.</source>
        <translation>Atendimento reaberto, com o mesmo protocolo.</translation>
    </message>
    <message>
        <source>No case is open here.</source>
        <translation>Não há atendimento aberto aqui.</translation>
    </message>
    <message>
        <source>Take the conversation first: only who serves it closes the case.</source>
        <translation>Assuma a conversa primeiro: só quem atende encerra o atendimento.</translation>
    </message>
</context>
<context>
    <name>ClosingForm</name>
    <message>
        <source>Summary (optional)</source>
        <translation>Resumo (opcional)</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sim</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Não</translation>
    </message>
    <message>
        <source>Cannot say</source>
        <translation>Não se sabe</translation>
    </message>
    <message>
        <source>Is it solved?</source>
        <translation>Foi resolvido?</translation>
    </message>
    <message>
        <source>Say goodbye to the customer</source>
        <translation>Despedir-se do cliente</translation>
    </message>
    <message>
        <source>New subject…</source>
        <translation>Novo assunto…</translation>
    </message>
    <message>
        <source>Queue of the new subject</source>
        <translation>Fila do novo assunto</translation>
    </message>
    <message>
        <source>End the chat, classify it after</source>
        <translation>Finalizar a conversa e tabular depois</translation>
    </message>
    <message>
        <source>Choose what the case was about.</source>
        <translation>Escolha a tabulação do atendimento.</translation>
    </message>
    <message>
        <source>The summary is too long.</source>
        <translation>O resumo é longo demais.</translation>
    </message>
    <message>
        <source>What was it about?</source>
        <translation>Qual foi o assunto?</translation>
    </message>
    <message>
        <source>What was it about? (required here)</source>
        <translation>Qual foi o assunto? (obrigatório aqui)</translation>
    </message>
    <message>
        <source>Solved?</source>
        <translation>Resolvido?</translation>
    </message>
    <message>
        <source>Without a new subject</source>
        <translation>Sem novo assunto</translation>
    </message>
    <message>
        <source>Close, and begin a new subject</source>
        <translation>Encerrar e abrir novo assunto</translation>
    </message>
    <message>
        <source>Close and begin</source>
        <translation>Encerrar e abrir</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>Encerrar o atendimento</translation>
    </message>
</context>
<context>
    <name>CompanyController</name>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logotipo</translation>
    </message>
    <message>
        <source>The pages show the new logo.</source>
        <translation>As páginas já mostram o novo logotipo.</translation>
    </message>
</context>
<context>
    <name>CompanyPage</name>
    <message>
        <source>Legal name</source>
        <translation>Razão social</translation>
    </message>
    <message>
        <source>CNPJ</source>
        <translation>CNPJ</translation>
    </message>
    <message>
        <source>New numbers may hold letters.</source>
        <translation>Números novos podem ter letras.</translation>
    </message>
    <message>
        <source>Data protection officer</source>
        <translation>Encarregado de dados</translation>
    </message>
    <message>
        <source>How to reach the officer</source>
        <translation>Contato do encarregado</translation>
    </message>
    <message>
        <source>E-mail address or telephone.</source>
        <translation>E-mail ou telefone.</translation>
    </message>
    <message>
        <source>Address of the privacy policy</source>
        <translation>Endereço da política de privacidade</translation>
    </message>
    <message>
        <source>Colour of your pages</source>
        <translation>Cor das suas páginas</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuso horário</translation>
    </message>
    <message>
        <source>Of people whose own is not known.</source>
        <translation>De quem não se sabe o próprio.</translation>
    </message>
    <message>
        <source>Customers read who of the team writes</source>
        <translation>O cliente lê quem da equipe escreve</translation>
    </message>
    <message>
        <source>The first name stands above every text, from the next message on.</source>
        <translation>O primeiro nome fica acima de cada texto, a partir da próxima mensagem.</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Printed in every notice, page and proof: people must know who asks.</source>
        <translation>Aparece em cada texto, página e prova: as pessoas precisam saber quem pede.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Choose logo (SVG)…</source>
        <translation>Escolher logotipo (SVG)…</translation>
    </message>
    <message>
        <source>Remove logo</source>
        <translation>Remover logotipo</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Stickers</source>
        <translation>Figurinhas</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Voice message: click, or hold while you speak</source>
        <translation>Mensagem de voz: clique, ou segure enquanto fala</translation>
    </message>
    <message>
        <source>More to send</source>
        <translation>Mais para enviar</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Enter sends · Shift+Enter new line</source>
        <translation>Enter envia · Shift+Enter nova linha</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends · / phrases</source>
        <translation>Ctrl+Enter envia · / frases</translation>
    </message>
    <message>
        <source>What is written in the message</source>
        <translation>O que está escrito na mensagem</translation>
    </message>
    <message>
        <source>Write, change and delete them</source>
        <translation>Escrever, mudar e excluir</translation>
    </message>
    <message>
        <source>Save as a phrase…</source>
        <translation>Salvar como frase…</translation>
    </message>
    <message>
        <source>Manage phrases…</source>
        <translation>Gerenciar frases…</translation>
    </message>
    <message>
        <source>Write something first</source>
        <translation>Escreva algo primeiro</translation>
    </message>
    <message>
        <source>Choose a template</source>
        <translation>Escolher um modelo</translation>
    </message>
    <message>
        <source>Ask for permission</source>
        <translation>Pedir autorização</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Escrever uma nota</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>Frases prontas</translation>
    </message>
</context>
<context>
    <name>ComposerController</name>
    <message>
        <source>You</source>
        <translation>Você</translation>
    </message>
</context>
<context>
    <name>Consents</name>
    <message>
        <source>Only answer what is asked. No offers.</source>
        <translation>Responda só ao que for perguntado. Nada de ofertas.</translation>
    </message>
    <message>
        <source>The number may have changed owner.</source>
        <translation>O número pode ter mudado de dono.</translation>
    </message>
    <message>
        <source>Confirm who it is before you say anything personal.</source>
        <translation>Confirme quem é antes de dizer algo pessoal.</translation>
    </message>
    <message>
        <source>Consent pending for {purpose}.</source>
        <translation>Consentimento pendente para {purpose}.</translation>
    </message>
    <message>
        <source>No consent for {purpose} yet.</source>
        <translation>Ainda sem consentimento para {purpose}.</translation>
    </message>
    <message>
        <source>The request about {purpose} had no answer.</source>
        <translation>O pedido sobre {purpose} ficou sem resposta.</translation>
    </message>
    <message>
        <source>The consent for {purpose} has expired.</source>
        <translation>O consentimento para {purpose} venceu.</translation>
    </message>
    <message>
        <source>The consent for {purpose} must be renewed.</source>
        <translation>O consentimento para {purpose} precisa ser renovado.</translation>
    </message>
    <message>
        <source>Refused {purpose}.</source>
        <translation>Recusou {purpose}.</translation>
    </message>
    <message>
        <source>Left {purpose}.</source>
        <translation>Saiu de {purpose}.</translation>
    </message>
    <message>
        <source>Service is allowed; send no offers until the customer agrees.</source>
        <translation>Atendimento permitido; não envie ofertas até o cliente aceitar.</translation>
    </message>
    <message>
        <source>Service is allowed; send no offers and do not insist.</source>
        <translation>Atendimento permitido; não envie ofertas nem insista.</translation>
    </message>
    <message>
        <source>It counts for every channel.</source>
        <translation>Vale para todos os canais.</translation>
    </message>
    <message>
        <source>Asked for no more messages on {date}.</source>
        <translation>Pediu para não receber mensagens em {date}.</translation>
    </message>
    <message>
        <source>never asked</source>
        <translation>nunca pedido</translation>
    </message>
    <message>
        <source>agreed on {date}</source>
        <translation>aceito em {date}</translation>
    </message>
    <message>
        <source>asked on {date}</source>
        <translation>pedido em {date}</translation>
    </message>
    <message>
        <source>refused on {date}</source>
        <translation>recusado em {date}</translation>
    </message>
    <message>
        <source>left on {date}</source>
        <translation>saiu em {date}</translation>
    </message>
    <message>
        <source>expired on {date}</source>
        <translation>venceu em {date}</translation>
    </message>
    <message>
        <source>asked on {date}, no answer</source>
        <translation>pedido em {date}, sem resposta</translation>
    </message>
    <message>
        <source>the notice changed on {date}</source>
        <translation>o termo mudou em {date}</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>até {date}</translation>
    </message>
    <message>
        <source>Legal block since {date}</source>
        <translation>Bloqueio jurídico desde {date}</translation>
    </message>
    <message>
        <source>Under age: a guardian decides</source>
        <translation>Menor de idade: o responsável decide</translation>
    </message>
    <message>
        <source>Offers switched off in WhatsApp since {date}</source>
        <translation>Ofertas desativadas no WhatsApp desde {date}</translation>
    </message>
    <message>
        <source>Put together with another contact</source>
        <translation>Unido a outro contato</translation>
    </message>
    <message>
        <source>proof: {proof}</source>
        <translation>prova: {proof}</translation>
    </message>
</context>
<context>
    <name>ContactController</name>
    <message>
        <source>Whether it may be asked in the chat is not known without a connection.</source>
        <translation>Sem conexão não se sabe se é possível pedir no chat.</translation>
    </message>
    <message>
        <source>Asked for permission: {purpose}.</source>
        <translation>Autorização pedida: {purpose}.</translation>
    </message>
</context>
<context>
    <name>ContactPanel</name>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Consent (LGPD)</source>
        <translation>Consentimento (LGPD)</translation>
    </message>
    <message>
        <source>Ask for permission…</source>
        <translation>Pedir autorização…</translation>
    </message>
    <message>
        <source>Record opt-out…</source>
        <translation>Registrar saída…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Enter: what can be done</source>
        <translation>Enter: o que pode ser feito</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Menos</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>Mais {count}</translation>
    </message>
    <message>
        <source>Ask for permission in the chat</source>
        <translation>Pedir autorização na conversa</translation>
    </message>
    <message>
        <source>Record permission…</source>
        <translation>Registrar autorização…</translation>
    </message>
    <message>
        <source>Record refusal or opt-out…</source>
        <translation>Registrar recusa ou saída…</translation>
    </message>
    <message>
        <source>The number may have changed owner. Confirm who it is before you say anything personal.</source>
        <translation>O número pode ter mudado de dono. Confirme quem é antes de tratar de algo pessoal.</translation>
    </message>
    <message>
        <source>It is this person</source>
        <translation>É esta pessoa</translation>
    </message>
    <message>
        <source>Proof and rights</source>
        <translation>Provas e direitos</translation>
    </message>
    <message>
        <source>Proof of consent…</source>
        <translation>Prova do consentimento…</translation>
    </message>
    <message>
        <source>All data (LGPD)…</source>
        <translation>Todos os dados (LGPD)…</translation>
    </message>
    <message>
        <source>LGPD request…</source>
        <translation>Pedido LGPD…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Dados</translation>
    </message>
</context>
<context>
    <name>ContactsController</name>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>Contacts are searched at the gateway. They appear when the connection is back.</source>
        <translation>A busca de contatos é feita no gateway. Eles aparecem quando a conexão voltar.</translation>
    </message>
    <message>
        <source>No contacts now</source>
        <translation>Sem contatos agora</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Try another name, or take a filter away.</source>
        <translation>Tente outro nome ou retire um filtro.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Ninguém encontrado</translation>
    </message>
    <message>
        <source>left</source>
        <translation>saiu</translation>
    </message>
    <message>
        <source>Every purpose</source>
        <translation>Toda finalidade</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Todo estado</translation>
    </message>
</context>
<context>
    <name>ContactsView</name>
    <message>
        <source>Contacts</source>
        <translation>Contatos</translation>
    </message>
    <message>
        <source>Name, number or user name</source>
        <translation>Nome, número ou usuário</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a busca</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Finalidade</translation>
    </message>
    <message>
        <source>State of the permission</source>
        <translation>Estado da autorização</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Open conversation</source>
        <translation>Abrir conversa</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Pessoas</translation>
    </message>
    <message>
        <source>Same person?</source>
        <translation>Mesma pessoa?</translation>
    </message>
    <message>
        <source>LGPD requests</source>
        <translation>Pedidos LGPD</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Escolha uma pessoa</translation>
    </message>
    <message>
        <source>Consent, history and proof appear here.</source>
        <translation>Consentimento, histórico e provas aparecem aqui.</translation>
    </message>
</context>
<context>
    <name>ConversationController</name>
    <message>
        <source>It is offered to you. Accept it to write.</source>
        <translation>Esta conversa foi oferecida a você. Aceite para escrever.</translation>
    </message>
    <message>
        <source>{who}. Only one person writes at a time.</source>
        <translation>{who}. Só uma pessoa escreve por vez.</translation>
    </message>
    <message>
        <source>Nobody serves this customer yet. Take the conversation to write.</source>
        <translation>Ninguém atende este cliente ainda. Assuma a conversa para escrever.</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Um colega</translation>
    </message>
    <message>
        <source>{name} serves this customer. Take the conversation to write.</source>
        <translation>{name} atende este cliente. Assuma a conversa para escrever.</translation>
    </message>
    <message>
        <source>protocol {number}</source>
        <translation>protocolo {number}</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>Com {name}</translation>
    </message>
    <message>
        <source>Ask for permission</source>
        <translation>Pedir autorização</translation>
    </message>
    <message>
        <source>The conversation is yours.</source>
        <translation>A conversa é sua.</translation>
    </message>
    <message>
        <source>The conversation is back in the queue.</source>
        <translation>A conversa voltou para a fila.</translation>
    </message>
    <message>
        <source>This conversation cannot be looked at now</source>
        <translation>Esta conversa não pode ser vista agora</translation>
    </message>
    <message>
        <source>It now belongs to a colleague, or the customer&apos;s data were erased.</source>
        <translation>Agora ela é de outra pessoa da equipe, ou os dados do cliente foram eliminados.</translation>
    </message>
    <message>
        <source>This conversation has moved on</source>
        <translation>Esta conversa foi adiante</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>Take</source>
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Voltar à lista</translation>
    </message>
    <message>
        <source>Make it mine</source>
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Transfer, or ask a colleague</source>
        <translation>Transferir, ou perguntar a um colega</translation>
    </message>
    <message>
        <source>Close case</source>
        <translation>Encerrar</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>Conversa</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>{keys} finds anyone by name, phone or protocol.</source>
        <translation>{keys} encontra qualquer pessoa por nome, telefone ou protocolo.</translation>
    </message>
    <message>
        <source>Choose a conversation</source>
        <translation>Escolha uma conversa</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy: {what}</source>
        <translation>Copiar: {what}</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n template(s) may be sent.</source>
        <translation>
            <numerusform>%n modelo pode ser enviado.</numerusform>
            <numerusform>%n modelos podem ser enviados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more card(s)</source>
        <translation>
            <numerusform>e mais %n cartão</numerusform>
            <numerusform>e mais %n cartões</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent</source>
        <translation>
            <numerusform>%n mensagem aguardando envio</numerusform>
            <numerusform>%n mensagens aguardando envio</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n mensagem não lida</numerusform>
            <numerusform>%n mensagens não lidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n pessoa</numerusform>
            <numerusform>%n pessoas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n mensagem nova</numerusform>
            <numerusform>%n mensagens novas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n itens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayList</name>
    <message>
        <source>Add a day</source>
        <translation>Adicionar dia</translation>
    </message>
    <message>
        <source>{what}: day</source>
        <translation>{what}: dia</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove: {what}</source>
        <translation>Remover: {what}</translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message>
        <source>No work is recorded on this day.</source>
        <translation>Não há trabalho registrado neste dia.</translation>
    </message>
    <message>
        <source>More than six hours of effective work on this day.</source>
        <translation>Mais de seis horas de trabalho efetivo neste dia.</translation>
    </message>
    <message>
        <source>No work is recorded on this day yet.</source>
        <translation>Ainda não há trabalho registrado neste dia.</translation>
    </message>
    <message>
        <source>Work since {began}</source>
        <translation>Trabalho desde {began}</translation>
    </message>
    <message>
        <source>Work from {began} to {ended}</source>
        <translation>Trabalho das {began} às {ended}</translation>
    </message>
    <message>
        <source>{work} · {time} of effective work</source>
        <translation>{work} · {time} de trabalho efetivo</translation>
    </message>
    <message>
        <source>{pause}, {minutes}</source>
        <translation>{pause}, {minutes}</translation>
    </message>
    <message>
        <source>{began} to {ended}</source>
        <translation>{began} às {ended}</translation>
    </message>
    <message>
        <source>since {began}</source>
        <translation>desde {began}</translation>
    </message>
</context>
<context>
    <name>DispositionController</name>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>{name} foi removida.</translation>
    </message>
</context>
<context>
    <name>DispositionPage</name>
    <message>
        <source>Classifications</source>
        <translation>Tabulação</translation>
    </message>
    <message>
        <source>What a case was about, chosen when it is closed. What is used once is only switched off.</source>
        <translation>Sobre o que foi o atendimento, escolhido ao encerrar. O que já foi usado apenas é desligado.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Somebody else saved the classifications meanwhile. Yours are kept here: save again to put them in place of theirs, or discard them to see theirs.</source>
        <translation>Outra pessoa salvou as tabulações enquanto isso. As suas continuam aqui: salve de novo para colocá-las no lugar, ou descarte as suas para ver as dela.</translation>
    </message>
</context>
<context>
    <name>DoubtController</name>
    <message>
        <source>Without an answer until {time} it counts as leaving offers.</source>
        <translation>Sem resposta até {time}, vale como saída das promoções.</translation>
    </message>
    <message>
        <source>Yes, stop offers</source>
        <translation>Sim, parar promoções</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Parar tudo</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Não</translation>
    </message>
    <message>
        <source>Noted: nothing is stopped.</source>
        <translation>Anotado: nada foi parado.</translation>
    </message>
    <message>
        <source>Noted: it takes effect at once.</source>
        <translation>Anotado: vale desde já.</translation>
    </message>
</context>
<context>
    <name>DropZones</name>
    <message>
        <source>Pictures upright and without their location</source>
        <translation>Imagens em pé e sem a localização</translation>
    </message>
    <message>
        <source>As a picture or video</source>
        <translation>Como foto ou vídeo</translation>
    </message>
    <message>
        <source>Unchanged, as a file</source>
        <translation>Sem mudanças, como arquivo</translation>
    </message>
    <message>
        <source>As a document</source>
        <translation>Como documento</translation>
    </message>
</context>
<context>
    <name>EarlierCases</name>
    <message>
        <source>Earlier cases</source>
        <translation>Atendimentos anteriores</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>{count} older</source>
        <translation>{count} anteriores</translation>
    </message>
</context>
<context>
    <name>EarlierForm</name>
    <message>
        <source>A text of earlier times</source>
        <translation>Texto de antes</translation>
    </message>
    <message>
        <source>For permissions that you collected before, elsewhere. It is never shown to anybody; every proof says that it was registered later, by you, today. Register only a text that asked for the same thing.</source>
        <translation>Para autorizações que a empresa recolheu antes, em outro lugar. Ele nunca é mostrado a ninguém; toda prova diz que foi registrado depois, por você, hoje. Registre só um texto que pedia a mesma coisa.</translation>
    </message>
    <message>
        <source>Its exact words</source>
        <translation>O texto exato</translation>
    </message>
    <message>
        <source>In use from</source>
        <translation>Em uso desde</translation>
    </message>
    <message>
        <source>Until (last day)</source>
        <translation>Até (último dia)</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Write the whole text, exactly as people read it.</source>
        <translation>Escreva o texto inteiro, exatamente como as pessoas o leram.</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>O último dia é anterior ao primeiro.</translation>
    </message>
</context>
<context>
    <name>EditForm</name>
    <message>
        <source>Edit contact</source>
        <translation>Editar contato</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Endereço de e-mail</translation>
    </message>
    <message>
        <source>Under age</source>
        <translation>Menor de idade</translation>
    </message>
    <message>
        <source>Of age</source>
        <translation>Maior de idade</translation>
    </message>
    <message>
        <source>Age not known</source>
        <translation>Idade não informada</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Idade</translation>
    </message>
    <message>
        <source>Legal block</source>
        <translation>Bloqueio jurídico</translation>
    </message>
    <message>
        <source>Under age: a guardian has to give permission. Legal block: nothing at all is sent.</source>
        <translation>Menor de idade: exige autorização do responsável. Bloqueio jurídico: nada é enviado.</translation>
    </message>
</context>
<context>
    <name>EditHistory</name>
    <message>
        <source>What the message said</source>
        <translation>O que a mensagem dizia</translation>
    </message>
    <message>
        <source>Versions of the message</source>
        <translation>Versões da mensagem</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>{time}, shown now</source>
        <translation>{time}, mostrada agora</translation>
    </message>
</context>
<context>
    <name>Emoji</name>
    <message>
        <source>Smileys and emotion</source>
        <translation>Carinhas e emoções</translation>
    </message>
    <message>
        <source>People and body</source>
        <translation>Pessoas e corpo</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>Animais e natureza</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>Comidas e bebidas</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>Viagens e lugares</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Atividades</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Símbolos</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Bandeiras</translation>
    </message>
    <message>
        <source>No skin tone</source>
        <translation>Sem tom de pele</translation>
    </message>
    <message>
        <source>Light skin</source>
        <translation>Pele clara</translation>
    </message>
    <message>
        <source>Medium-light skin</source>
        <translation>Pele morena clara</translation>
    </message>
    <message>
        <source>Medium skin</source>
        <translation>Pele morena</translation>
    </message>
    <message>
        <source>Medium-dark skin</source>
        <translation>Pele morena escura</translation>
    </message>
    <message>
        <source>Dark skin</source>
        <translation>Pele escura</translation>
    </message>
    <message>
        <source>Often used</source>
        <translation>Mais usados</translation>
    </message>
</context>
<context>
    <name>EmojiController</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
</context>
<context>
    <name>EmojiPanel</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>Procurar emoji</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a busca</translation>
    </message>
    <message>
        <source>No emoji of that name</source>
        <translation>Nenhum emoji com esse nome</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>Tom de pele</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The gateway did not understand the request. Update the application.</source>
        <translation>O gateway não entendeu o pedido. Atualize o aplicativo.</translation>
    </message>
    <message>
        <source>It no longer exists, or you may not see it.</source>
        <translation>Isto não existe mais ou você não tem acesso.</translation>
    </message>
    <message>
        <source>User or password is wrong.</source>
        <translation>Usuário ou senha incorretos.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait {wait} and try again.</source>
        <translation>Muitas tentativas. Aguarde {wait} e tente de novo.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment and try again.</source>
        <translation>Muitas tentativas. Aguarde um pouco e tente de novo.</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again; nothing you typed is lost.</source>
        <translation>Sua sessão terminou. Entre de novo; nada do que você digitou se perdeu.</translation>
    </message>
    <message>
        <source>You do not have permission for this.</source>
        <translation>Você não tem permissão para isto.</translation>
    </message>
    <message>
        <source>{name} is working in this conversation now.</source>
        <translation>{name} está nesta conversa agora.</translation>
    </message>
    <message>
        <source>A colleague is working in this conversation now.</source>
        <translation>Um colega está nesta conversa agora.</translation>
    </message>
    <message>
        <source>Take the conversation before you write in it.</source>
        <translation>Assuma a conversa antes de escrever nela.</translation>
    </message>
    <message>
        <source>This message was already sent with other content. Copy the text and send it again.</source>
        <translation>Esta mensagem já foi enviada com outro conteúdo. Copie o texto e envie de novo.</translation>
    </message>
    <message>
        <source>This message may not be sent.</source>
        <translation>Esta mensagem não pode ser enviada.</translation>
    </message>
    <message>
        <source>There is nothing to send yet.</source>
        <translation>Ainda não há nada para enviar.</translation>
    </message>
    <message>
        <source>The text is too long: at most {limit} characters.</source>
        <translation>O texto é longo demais: no máximo {limit} caracteres.</translation>
    </message>
    <message>
        <source>The text is too long.</source>
        <translation>O texto é longo demais.</translation>
    </message>
    <message>
        <source>WhatsApp does not accept files of the type {type}.</source>
        <translation>O WhatsApp não aceita arquivos do tipo {type}.</translation>
    </message>
    <message>
        <source>WhatsApp does not accept files of this type.</source>
        <translation>O WhatsApp não aceita arquivos deste tipo.</translation>
    </message>
    <message>
        <source>The file is too large: at most {size}.</source>
        <translation>O arquivo é grande demais: no máximo {size}.</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>O arquivo é grande demais.</translation>
    </message>
    <message>
        <source>The virus scanner found something in this file, so nobody can open it.</source>
        <translation>O antivírus encontrou algo neste arquivo, por isso ninguém pode abri-lo.</translation>
    </message>
    <message>
        <source>The virus scanner does not answer, so the file was not taken. Try again later.</source>
        <translation>O antivírus não responde, por isso o arquivo não foi aceito. Tente de novo mais tarde.</translation>
    </message>
    <message>
        <source>The file is still on its way. Try again in a moment.</source>
        <translation>O arquivo ainda está chegando. Tente de novo em instantes.</translation>
    </message>
    <message>
        <source>This template no longer exists. Choose another one.</source>
        <translation>Este modelo não existe mais. Escolha outro.</translation>
    </message>
    <message>
        <source>Fill every field of the template, {name} is missing.</source>
        <translation>Preencha todos os campos do modelo; falta {name}.</translation>
    </message>
    <message>
        <source>Fill every field of the template.</source>
        <translation>Preencha todos os campos do modelo.</translation>
    </message>
    <message>
        <source>This template begins with a picture, film or document: choose the file.</source>
        <translation>Este modelo começa com uma imagem, um vídeo ou um documento: escolha o arquivo.</translation>
    </message>
    <message>
        <source>This template takes another kind of file above its text: a JPEG or PNG picture, an MP4 film or a PDF.</source>
        <translation>Este modelo leva outro tipo de arquivo acima do texto: uma imagem JPEG ou PNG, um vídeo MP4 ou um PDF.</translation>
    </message>
    <message>
        <source>Choose the message in which the customer says yes: permission needs proof.</source>
        <translation>Escolha a mensagem em que o cliente diz sim: a autorização precisa de prova.</translation>
    </message>
    <message>
        <source>It is already on its way and cannot be taken back.</source>
        <translation>Já está a caminho e não pode ser desfeito.</translation>
    </message>
    <message>
        <source>The purpose {purpose} does not exist.</source>
        <translation>A finalidade {purpose} não existe.</translation>
    </message>
    <message>
        <source>This purpose does not exist, or is no longer in use.</source>
        <translation>Esta finalidade não existe ou não é mais usada.</translation>
    </message>
    <message>
        <source>The notice has changed meanwhile. Open it again and use the new text.</source>
        <translation>O termo mudou nesse meio-tempo. Abra de novo e use o texto atual.</translation>
    </message>
    <message>
        <source>This text was in force from {began_at} to {ended_at}. On the date given it was version {offer_version}: use that one.</source>
        <translation>Este texto valeu de {began_at} até {ended_at}. Na data informada valia a versão {offer_version}: use essa.</translation>
    </message>
    <message>
        <source>This text was in force from {began_at} to {ended_at}: the customer cannot have agreed to it on the date given.</source>
        <translation>Este texto valeu de {began_at} até {ended_at}: o cliente não pode ter concordado com ele na data informada.</translation>
    </message>
    <message>
        <source>This text exists only since {began_at}. On the date given version {offer_version} was in force: use that one.</source>
        <translation>Este texto só existe desde {began_at}. Na data informada valia a versão {offer_version}: use essa.</translation>
    </message>
    <message>
        <source>This text exists only since {began_at}: the customer cannot have agreed to it before, and no text of that time is known. Check the date.</source>
        <translation>Este texto só existe desde {began_at}: o cliente não pode ter concordado com ele antes, e não há texto conhecido daquela época. Confira a data.</translation>
    </message>
    <message>
        <source>This text was not in force on the date given. Check the date.</source>
        <translation>Este texto não valia na data informada. Confira a data.</translation>
    </message>
    <message>
        <source>This is not a complete telephone number. Example: +55 11 98123-4567.</source>
        <translation>Este número de telefone não está completo. Exemplo: +55 11 98123-4567.</translation>
    </message>
    <message>
        <source>This address is not valid. Check how it is written.</source>
        <translation>Este endereço não é válido. Confira a escrita.</translation>
    </message>
    <message>
        <source>The gateway is not set up for this channel. Tell the support team.</source>
        <translation>O gateway não está configurado para este canal. Avise o suporte.</translation>
    </message>
    <message>
        <source>This date is not possible: it lies in the future or too far back.</source>
        <translation>Esta data não é possível: fica no futuro ou é antiga demais.</translation>
    </message>
    <message>
        <source>Too many requests. Try again in {wait}.</source>
        <translation>Pedidos demais. Tente de novo em {wait}.</translation>
    </message>
    <message>
        <source>Too many requests. Try again in a moment.</source>
        <translation>Pedidos demais. Tente de novo daqui a pouco.</translation>
    </message>
    <message>
        <source>The request came without its key against repetition. Update the application.</source>
        <translation>O pedido veio sem a chave contra repetição. Atualize o aplicativo.</translation>
    </message>
    <message>
        <source>This request was already made with other content. Begin again.</source>
        <translation>Este pedido já foi feito com outro conteúdo. Comece de novo.</translation>
    </message>
    <message>
        <source>The file is larger than allowed: at most {size}.</source>
        <translation>O arquivo é maior que o permitido: no máximo {size}.</translation>
    </message>
    <message>
        <source>The file is larger than allowed.</source>
        <translation>O arquivo é maior que o permitido.</translation>
    </message>
    <message>
        <source>The gateway cannot read this file. Check its format, or save it again.</source>
        <translation>O gateway não consegue ler este arquivo. Confira o formato ou salve de novo.</translation>
    </message>
    <message>
        <source>Somebody else has to approve this: not the person who prepared it.</source>
        <translation>Outra pessoa precisa aprovar: não pode ser quem preparou.</translation>
    </message>
    <message>
        <source>There is no variable “{variable}”. Choose one of those offered, or begin the name with a question mark to leave a gap.</source>
        <translation>Não existe a variável “{variable}”. Escolha uma das oferecidas, ou comece o nome com um ponto de interrogação para deixar uma lacuna.</translation>
    </message>
    <message>
        <source>The phrase uses a variable that does not exist.</source>
        <translation>A frase usa uma variável que não existe.</translation>
    </message>
    <message>
        <source>There are {limit} phrases already, as many as there can be. Delete one first.</source>
        <translation>Já há {limit} frases, o máximo possível. Exclua uma primeiro.</translation>
    </message>
    <message>
        <source>There are as many phrases as there can be. Delete one first.</source>
        <translation>Já há o máximo de frases possível. Exclua uma primeiro.</translation>
    </message>
    <message>
        <source>It was changed meanwhile and this is no longer possible. Look at it again.</source>
        <translation>Houve uma mudança nesse meio-tempo e isto não é mais possível. Confira de novo.</translation>
    </message>
    <message>
        <source>The value of “{field}” is not valid.</source>
        <translation>O valor de “{field}” não é válido.</translation>
    </message>
    <message>
        <source>One of the values is not valid.</source>
        <translation>Um dos valores não é válido.</translation>
    </message>
    <message>
        <source>The gateway cannot store anything now. Your message waits here and goes by itself.</source>
        <translation>O gateway não consegue gravar agora. Sua mensagem espera aqui e segue sozinha.</translation>
    </message>
    <message>
        <source>This application and the gateway have different versions. Update the application.</source>
        <translation>Este aplicativo e o gateway têm versões diferentes. Atualize o aplicativo.</translation>
    </message>
    <message>
        <source>The gateway had a problem. Try again in a moment.</source>
        <translation>O gateway teve um problema. Tente de novo em instantes.</translation>
    </message>
    <message>
        <source>The gateway does not answer. Check the address and your network.</source>
        <translation>O gateway não responde. Confira o endereço e a sua rede.</translation>
    </message>
    <message>
        <source>This computer has no password store, so you will sign in again after closing the window and conversations are not kept here.</source>
        <translation>Este computador não tem cofre de senhas: você vai entrar de novo ao reabrir o aplicativo, e as conversas não ficam guardadas aqui.</translation>
    </message>
    <message>
        <source>The data kept on this computer could not be read and was fetched again.</source>
        <translation>Os dados guardados neste computador não puderam ser lidos e foram buscados de novo.</translation>
    </message>
    <message>
        <source>The data kept on this computer came from another version and was fetched again.</source>
        <translation>Os dados guardados neste computador eram de outra versão e foram buscados de novo.</translation>
    </message>
    <message>
        <source>The data kept on this computer cannot be used now. Try again; if that does not help, start the application again.</source>
        <translation>Os dados guardados neste computador não podem ser usados agora. Tente de novo; se não resolver, abra o aplicativo novamente.</translation>
    </message>
    <message>
        <source>The disk is full: nothing can be kept. Free some space, then try again.</source>
        <translation>O disco está cheio: nada pode ser guardado. Libere espaço e tente de novo.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Não foi possível ler o arquivo.</translation>
    </message>
    <message>
        <source>Some settings could not be read on this computer and are as at the beginning.</source>
        <translation>Algumas configurações deste computador não puderam ser lidas e voltaram ao padrão.</translation>
    </message>
    <message>
        <source>The settings could not be kept on this computer.</source>
        <translation>Não foi possível guardar as configurações neste computador.</translation>
    </message>
    <message>
        <source>The file could not be written there. Choose another folder.</source>
        <translation>Não foi possível gravar o arquivo ali. Escolha outra pasta.</translation>
    </message>
    <message>
        <source>The file arrived incomplete and was not kept. Try again.</source>
        <translation>O arquivo chegou incompleto e não foi guardado. Tente de novo.</translation>
    </message>
    <message>
        <source>The file is no longer on this computer. Attach it again.</source>
        <translation>O arquivo não está mais neste computador. Anexe de novo.</translation>
    </message>
    <message>
        <source>This message cannot be sent again. Copy the text into a new one.</source>
        <translation>Esta mensagem não pode ser reenviada. Copie o texto para uma nova.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>O arquivo está vazio.</translation>
    </message>
    <message>
        <source>This is not the address of a gateway. Example: https://gateway.company.com</source>
        <translation>Este não é o endereço de um gateway. Exemplo: https://gateway.empresa.com.br</translation>
    </message>
    <message>
        <source>The spell check is not available on this computer; everything else works.</source>
        <translation>O corretor ortográfico não está disponível neste computador; todo o resto funciona.</translation>
    </message>
    <message>
        <source>Something went wrong. Try again; your text is still here.</source>
        <translation>Algo deu errado. Tente de novo; seu texto continua aqui.</translation>
    </message>
    <message>
        <source>Only ordinary files can be sent, no folders or devices.</source>
        <translation>Só é possível enviar arquivos comuns, não pastas nem dispositivos.</translation>
    </message>
    <message>
        <source>The picture is damaged or incomplete. Get the file again.</source>
        <translation>A imagem está danificada ou incompleta. Obtenha o arquivo de novo.</translation>
    </message>
    <message>
        <source>WhatsApp does not take this type as a document. Send it as a picture or video.</source>
        <translation>O WhatsApp não aceita este tipo como documento. Envie como foto ou vídeo.</translation>
    </message>
    <message>
        <source>The picture has too many pixels: at most {megapixels} million.</source>
        <translation>A imagem tem pixels demais: no máximo {megapixels} milhões.</translation>
    </message>
    <message>
        <source>The picture has too many pixels.</source>
        <translation>A imagem tem pixels demais.</translation>
    </message>
    <message>
        <source>The picture cannot be made smaller than {size}. Send a part of it.</source>
        <translation>A imagem não pode ser reduzida a menos de {size}. Envie uma parte dela.</translation>
    </message>
    <message>
        <source>The picture cannot be made small enough. Send a part of it.</source>
        <translation>A imagem não pode ser reduzida o bastante. Envie uma parte dela.</translation>
    </message>
    <message>
        <source>The sound is damaged, or of a kind that cannot be converted.</source>
        <translation>O áudio está danificado ou é de um tipo que não pode ser convertido.</translation>
    </message>
    <message>
        <source>There is no sound in it.</source>
        <translation>Não há som neste arquivo.</translation>
    </message>
    <message>
        <source>The sound is too long: at most {minutes} minutes.</source>
        <translation>O áudio é longo demais: no máximo {minutes} minutos.</translation>
    </message>
    <message>
        <source>The sound is too long.</source>
        <translation>O áudio é longo demais.</translation>
    </message>
    <message>
        <source>The video is damaged or incomplete. Get the file again.</source>
        <translation>O vídeo está danificado ou incompleto. Obtenha o arquivo de novo.</translation>
    </message>
    <message>
        <source>The video could not be converted. Try another file.</source>
        <translation>Não foi possível converter o vídeo. Tente outro arquivo.</translation>
    </message>
    <message>
        <source>WhatsApp takes videos as MP4 with H.264 and AAC, up to 16 MB. To convert others, ffmpeg has to be installed on this computer.</source>
        <translation>O WhatsApp aceita vídeos em MP4 com H.264 e AAC, de até 16 MB. Para converter outros, o ffmpeg precisa estar instalado neste computador.</translation>
    </message>
    <message>
        <source>WhatsApp takes moving pictures as MP4 videos only. To convert a GIF, ffmpeg has to be installed on this computer.</source>
        <translation>O WhatsApp só aceita imagens animadas como vídeo MP4. Para converter um GIF, o ffmpeg precisa estar instalado neste computador.</translation>
    </message>
    <message>
        <source>The video is too long for WhatsApp&apos;s 16 MB: at most {minutes} minutes.</source>
        <translation>O vídeo é longo demais para os 16 MB do WhatsApp: no máximo {minutes} minutos.</translation>
    </message>
    <message>
        <source>The video is too long for WhatsApp&apos;s 16 MB.</source>
        <translation>O vídeo é longo demais para os 16 MB do WhatsApp.</translation>
    </message>
    <message>
        <source>The video cannot be made smaller than {size}. Send a part of it.</source>
        <translation>O vídeo não pode ser reduzido a menos de {size}. Envie uma parte dele.</translation>
    </message>
    <message>
        <source>The video cannot be made small enough. Send a part of it.</source>
        <translation>O vídeo não pode ser reduzido o bastante. Envie uma parte dele.</translation>
    </message>
    <message>
        <source>The part of this program that converts sound is missing. Install it again.</source>
        <translation>Falta a parte deste programa que converte áudio. Instale-o de novo.</translation>
    </message>
    <message>
        <source>No file could be sent. Why is said beside each of them.</source>
        <translation>Nenhum arquivo pôde ser enviado. O motivo está ao lado de cada um.</translation>
    </message>
    <message>
        <source>This is no place on the globe. Example: -23.5614, -46.6559.</source>
        <translation>Este lugar não existe no globo. Exemplo: -23.5614, -46.6559.</translation>
    </message>
    <message>
        <source>A contact card needs a name and a telephone number or e-mail address.</source>
        <translation>Um cartão de contato precisa de um nome e de um telefone ou e-mail.</translation>
    </message>
    <message>
        <source>A reaction is exactly one emoji.</source>
        <translation>Uma reação é exatamente um emoji.</translation>
    </message>
    <message>
        <source>WhatsApp takes reactions only to messages of the customer, not older than 30 days and not deleted.</source>
        <translation>O WhatsApp só aceita reações a mensagens do cliente, com até 30 dias e que não foram apagadas.</translation>
    </message>
    <message>
        <source>This sticker is no longer among the team&apos;s. Choose another one.</source>
        <translation>Esta figurinha não está mais entre as da equipe. Escolha outra.</translation>
    </message>
    <message>
        <source>A sticker has to be {side} by {side} pixels. The sticker studio makes it so.</source>
        <translation>Uma figurinha precisa ter {side} por {side} pixels. O estúdio de figurinhas faz isso.</translation>
    </message>
    <message>
        <source>This picture has not the size of a sticker. The sticker studio makes it so.</source>
        <translation>Esta imagem não tem o tamanho de uma figurinha. O estúdio de figurinhas faz isso.</translation>
    </message>
    <message>
        <source>The team has {limit} stickers, more do not fit. Remove one first.</source>
        <translation>A equipe já tem {limit} figurinhas e não cabem mais. Remova uma antes.</translation>
    </message>
    <message>
        <source>The team has as many stickers as fit. Remove one first.</source>
        <translation>A equipe já tem todas as figurinhas que cabem. Remova uma antes.</translation>
    </message>
    <message>
        <source>A colleague you mention may not see this conversation. Leave the name out, or transfer it.</source>
        <translation>Um colega mencionado não pode ver esta conversa. Tire o nome ou transfira a conversa.</translation>
    </message>
    <message>
        <source>There is no microphone. Connect one and try again.</source>
        <translation>Não há microfone. Conecte um e tente de novo.</translation>
    </message>
    <message>
        <source>This computer does not let the program use the microphone. Allow it in its settings.</source>
        <translation>Este computador não deixa o programa usar o microfone. Permita nas configurações dele.</translation>
    </message>
    <message>
        <source>The microphone cannot be used. Perhaps another program is using it.</source>
        <translation>O microfone não pode ser usado. Talvez outro programa o esteja usando.</translation>
    </message>
    <message>
        <source>The microphone is gone. What you said until then is here.</source>
        <translation>O microfone sumiu. O que você disse até então está aqui.</translation>
    </message>
    <message>
        <source>That was too short. Hold the button while you speak, or click it to begin and end.</source>
        <translation>Foi curto demais. Segure o botão enquanto fala, ou clique para começar e terminar.</translation>
    </message>
    <message>
        <source>A voice message may last {minutes} minutes: the recording has ended.</source>
        <translation>Uma mensagem de voz pode durar {minutes} minutos: a gravação terminou.</translation>
    </message>
    <message>
        <source>The recording is as long as it may be, and has ended.</source>
        <translation>A gravação chegou ao limite e terminou.</translation>
    </message>
    <message>
        <source>Somebody moved this conversation meanwhile, so nothing was changed. Look again.</source>
        <translation>Alguém moveu esta conversa nesse meio-tempo, por isso nada foi alterado. Olhe de novo.</translation>
    </message>
    <message>
        <source>This offer is over: it was taken back, ran out, or somebody else has it.</source>
        <translation>Esta oferta acabou: foi retirada, venceu ou outra pessoa assumiu.</translation>
    </message>
    <message>
        <source>It cannot go there now. Choose another colleague or queue.</source>
        <translation>Não dá para enviar para lá agora. Escolha outro colega ou outra fila.</translation>
    </message>
    <message>
        <source>It was transferred {limit} times already. Ask a team lead to move it on.</source>
        <translation>Já foi transferida {limit} vezes. Peça a um supervisor que a encaminhe.</translation>
    </message>
    <message>
        <source>It was transferred too often already. Ask a team lead to move it on.</source>
        <translation>Já foi transferida vezes demais. Peça a um supervisor que a encaminhe.</translation>
    </message>
    <message>
        <source>Nobody serves this queue, so the customer would wait for ever. Choose another one.</source>
        <translation>Ninguém atende esta fila, e o cliente esperaria para sempre. Escolha outra.</translation>
    </message>
    <message>
        <source>The queue still holds cases ({count}). Choose the queue that gets them.</source>
        <translation>A fila ainda tem atendimentos ({count}). Escolha a fila que vai recebê-los.</translation>
    </message>
    <message>
        <source>The queue still holds cases. Choose the queue that gets them.</source>
        <translation>A fila ainda tem atendimentos. Escolha a fila que vai recebê-los.</translation>
    </message>
    <message>
        <source>This case is closed. Reopen it, or begin a new one.</source>
        <translation>Este atendimento está encerrado. Reabra-o ou comece um novo.</translation>
    </message>
    <message>
        <source>A case is open here already (protocol {protocol}). Close it first.</source>
        <translation>Já há um atendimento aberto aqui (protocolo {protocol}). Encerre-o antes.</translation>
    </message>
    <message>
        <source>A case is open here already. Close it first.</source>
        <translation>Já há um atendimento aberto aqui. Encerre-o antes.</translation>
    </message>
    <message>
        <source>Choose what the case was about before closing it.</source>
        <translation>Escolha a tabulação antes de encerrar o atendimento.</translation>
    </message>
    <message>
        <source>This classification is not offered in this queue any more. Choose another one.</source>
        <translation>Esta tabulação não está mais disponível nesta fila. Escolha outra.</translation>
    </message>
    <message>
        <source>This break lasts until {until} at least: it cannot be cut short.</source>
        <translation>Esta pausa vai pelo menos até {until}: não pode ser encurtada.</translation>
    </message>
    <message>
        <source>This break cannot be cut short.</source>
        <translation>Esta pausa não pode ser encurtada.</translation>
    </message>
    <message>
        <source>This break may be taken between {earliest} and {latest}.</source>
        <translation>Esta pausa pode ser feita entre {earliest} e {latest}.</translation>
    </message>
    <message>
        <source>This break may not be taken in the first or in the last hour of work.</source>
        <translation>Esta pausa não pode ser feita na primeira nem na última hora de trabalho.</translation>
    </message>
    <message>
        <source>The customer waits for us here: answer instead of asking.</source>
        <translation>Aqui é o cliente que espera por nós: responda em vez de perguntar.</translation>
    </message>
    <message>
        <source>The customer was asked already: nobody is asked twice before answering.</source>
        <translation>O cliente já recebeu a pergunta: ninguém é perguntado duas vezes antes de responder.</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>The channel has no authorisation. Tell the support team.</source>
        <translation>Canal sem autorização. Avise o suporte.</translation>
    </message>
    <message>
        <source>The company&apos;s number is not available. Tell the support team.</source>
        <translation>O número da empresa está indisponível. Avise o suporte.</translation>
    </message>
    <message>
        <source>WhatsApp found the message invalid. Tell the support team.</source>
        <translation>O WhatsApp considerou a mensagem inválida. Avise o suporte.</translation>
    </message>
    <message>
        <source>A passing failure. Try again.</source>
        <translation>Falha temporária. Tente de novo.</translation>
    </message>
    <message>
        <source>WhatsApp is unstable. Try again in some minutes.</source>
        <translation>O WhatsApp está instável. Tente de novo em alguns minutos.</translation>
    </message>
    <message>
        <source>WhatsApp is under maintenance. Try again in some minutes.</source>
        <translation>O WhatsApp está em manutenção. Tente de novo em alguns minutos.</translation>
    </message>
    <message>
        <source>Too many messages at once. Try again in some minutes.</source>
        <translation>Mensagens demais ao mesmo tempo. Tente de novo em alguns minutos.</translation>
    </message>
    <message>
        <source>The 24 h window is closed: use a template.</source>
        <translation>A janela de 24 h fechou: use um modelo.</translation>
    </message>
    <message>
        <source>The template was filled in wrongly. Check the fields and send again.</source>
        <translation>O modelo foi preenchido de forma errada. Confira os campos e envie de novo.</translation>
    </message>
    <message>
        <source>The template is not approved, or was switched off. Choose another one.</source>
        <translation>O modelo não está aprovado ou foi desativado. Escolha outro.</translation>
    </message>
    <message>
        <source>WhatsApp did not accept the file. Try another format.</source>
        <translation>O WhatsApp não aceitou o arquivo. Tente outro formato.</translation>
    </message>
    <message>
        <source>The company&apos;s WhatsApp account needs attention. Tell the support team.</source>
        <translation>A conta da empresa no WhatsApp precisa de atenção. Avise o suporte.</translation>
    </message>
    <message>
        <source>Too many messages to this contact at once. Wait a little and try again.</source>
        <translation>Mensagens demais seguidas para este contato. Aguarde um pouco e tente de novo.</translation>
    </message>
    <message>
        <source>WhatsApp limited this number because of its quality. Tell your supervisor.</source>
        <translation>O WhatsApp limitou este número por qualidade baixa. Avise o supervisor.</translation>
    </message>
    <message>
        <source>Not delivered: the contact may have no active WhatsApp.</source>
        <translation>Não entregue: o contato pode não ter WhatsApp ativo.</translation>
    </message>
    <message>
        <source>This is the company&apos;s own number.</source>
        <translation>Este é o próprio número da empresa.</translation>
    </message>
    <message>
        <source>Test number: this contact has not been enabled for it.</source>
        <translation>Número de teste: este contato não foi liberado.</translation>
    </message>
    <message>
        <source>WhatsApp limited offers to this contact. Do not insist.</source>
        <translation>O WhatsApp limitou promoções a este contato. Não insista.</translation>
    </message>
    <message>
        <source>The contact stopped receiving offers in WhatsApp.</source>
        <translation>O contato deixou de receber promoções no WhatsApp.</translation>
    </message>
    <message>
        <source>Not delivered: the contact is part of an experiment of WhatsApp.</source>
        <translation>Não entregue: o contato participa de um experimento do WhatsApp.</translation>
    </message>
    <message>
        <source>The contact is blocked by us.</source>
        <translation>Este contato está bloqueado por nós.</translation>
    </message>
    <message>
        <source>This kind of message needs the contact&apos;s phone number. Ask for it.</source>
        <translation>Este tipo de mensagem exige o telefone do contato. Peça o número.</translation>
    </message>
    <message>
        <source>The contact&apos;s identity has changed. Confirm who it is.</source>
        <translation>A identidade do contato mudou. Confirme quem é.</translation>
    </message>
    <message>
        <source>WhatsApp does not allow messages to this country.</source>
        <translation>O WhatsApp não permite mensagens para este país.</translation>
    </message>
    <message>
        <source>WhatsApp does not support this kind of message.</source>
        <translation>O WhatsApp não aceita este tipo de mensagem.</translation>
    </message>
    <message>
        <source>The file could not be fetched. Ask the customer to send it again.</source>
        <translation>Não foi possível obter o arquivo. Peça ao cliente que envie de novo.</translation>
    </message>
    <message>
        <source>WhatsApp restricted the company&apos;s account for some time. Tell your supervisor.</source>
        <translation>O WhatsApp restringiu a conta da empresa temporariamente. Avise o supervisor.</translation>
    </message>
    <message>
        <source>The template became too long with these fields. Shorten them.</source>
        <translation>O modelo ficou longo demais com estes campos. Encurte-os.</translation>
    </message>
    <message>
        <source>WhatsApp never said whether this message left. Ask the customer before you send it again.</source>
        <translation>O WhatsApp não confirmou se esta mensagem saiu. Pergunte ao cliente antes de enviar de novo.</translation>
    </message>
    <message>
        <source>Taken back before it left.</source>
        <translation>Retirada antes de sair.</translation>
    </message>
    <message>
        <source>Not sent: no address in WhatsApp is known for this contact. Wait until the customer writes.</source>
        <translation>Não enviada: não se conhece um endereço deste contato no WhatsApp. Espere o cliente escrever.</translation>
    </message>
    <message>
        <source>Not sent (code {code}).</source>
        <translation>Falha no envio (código {code}).</translation>
    </message>
</context>
<context>
    <name>FiguresController</name>
    <message>
        <source>Choose at most a year, and first the earlier day.</source>
        <translation>Escolha no máximo um ano, com a data mais antiga primeiro.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Perguntas</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respostas</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Taxa de resposta</translation>
    </message>
    <message>
        <source>CSAT</source>
        <translation>CSAT</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>No protocol was given on this day.</source>
        <translation>Nenhum protocolo foi emitido neste dia.</translation>
    </message>
    <message>
        <source>a queue that was removed</source>
        <translation>uma fila removida</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>What customers think of the service, by queue, and the protocols of a day. Nobody is ranked.</source>
        <translation>O que os clientes acham do atendimento, por fila, e os protocolos de um dia. Ninguém é classificado.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primeiro dia</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último dia</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>to</source>
        <translation>até</translation>
    </message>
    <message>
        <source>Satisfaction by queue</source>
        <translation>Satisfação por fila</translation>
    </message>
    <message>
        <source>Protocols of the last day</source>
        <translation>Protocolos do último dia</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>CSAT is the share of 4 and 5 among the answers; read it together with how many answered.</source>
        <translation>CSAT é a parcela de notas 4 e 5 entre as respostas; leia junto com quantas pessoas responderam.</translation>
    </message>
    <message>
        <source>No question left in this time. A queue asks once it has a survey text.</source>
        <translation>Nenhuma pergunta saiu neste período. A fila pergunta assim que tiver um texto de pesquisa.</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>file</source>
        <translation>arquivo</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Salvar como</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>Salvando {name}</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Salvo: {name}</translation>
    </message>
    <message>
        <source>This file could be a program, so it is not opened from here. Save it only if you trust it.</source>
        <translation>Este arquivo pode ser um programa, por isso não é aberto daqui. Salve-o só se confiar nele.</translation>
    </message>
    <message>
        <source>No program on this computer opens this file.</source>
        <translation>Nenhum programa deste computador abre este arquivo.</translation>
    </message>
    <message>
        <source>Balcão does not know what {name} does when it is opened. Open it only if you expected it from this person.</source>
        <translation>O Balcão não sabe o que {name} faz ao ser aberto. Abra só se você esperava este arquivo desta pessoa.</translation>
    </message>
    <message>
        <source>Open this file?</source>
        <translation>Abrir este arquivo?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Do not open</source>
        <translation>Não abrir</translation>
    </message>
    <message>
        <source>The file could not be written there.</source>
        <translation>Não foi possível gravar o arquivo nesse lugar.</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose file…</source>
        <translation>Escolher arquivo…</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Being checked…</source>
        <translation>Sendo verificado…</translation>
    </message>
    <message>
        <source>The picture is being prepared…</source>
        <translation>A imagem está sendo preparada…</translation>
    </message>
    <message>
        <source>The sound is being prepared…</source>
        <translation>O áudio está sendo preparado…</translation>
    </message>
    <message>
        <source>The video is being prepared…</source>
        <translation>O vídeo está sendo preparado…</translation>
    </message>
    <message>
        <source>converted to {type}</source>
        <translation>convertido para {type}</translation>
    </message>
    <message>
        <source>reduced from {before} to {after}</source>
        <translation>reduzido de {before} para {after}</translation>
    </message>
    <message>
        <source>with fewer pixels</source>
        <translation>com menos pixels</translation>
    </message>
    <message>
        <source>turned upright</source>
        <translation>colocado em pé</translation>
    </message>
    <message>
        <source>without its location</source>
        <translation>sem a localização</translation>
    </message>
    <message>
        <source>without details of the camera</source>
        <translation>sem os dados da câmera</translation>
    </message>
    <message>
        <source>only the first frame</source>
        <translation>só o primeiro quadro</translation>
    </message>
    <message>
        <source>voice message</source>
        <translation>mensagem de voz</translation>
    </message>
    <message>
        <source>Ready, unchanged</source>
        <translation>Pronto, sem mudanças</translation>
    </message>
    <message>
        <source>Ready as a document, unchanged, with any location in it</source>
        <translation>Pronto como documento, sem mudanças, com a localização que contiver</translation>
    </message>
</context>
<context>
    <name>FilmBar</name>
    <message>
        <source>Play</source>
        <translation>Reproduzir</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espaço</translation>
    </message>
    <message>
        <source>Place in the film</source>
        <translation>Posição no vídeo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Search in this conversation</source>
        <translation>Procurar nesta conversa</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a busca</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Seguinte</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Fechar a busca</translation>
    </message>
</context>
<context>
    <name>FindBarController</name>
    <message>
        <source>Looking further back…</source>
        <translation>Procurando mais para trás…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Não encontrado</translation>
    </message>
    <message>
        <source>{place} of {count} · {day}</source>
        <translation>{place} de {count} · {day}</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>Looking through the whole history…</source>
        <translation>Procurando em todo o histórico…</translation>
    </message>
    <message>
        <source>No connection: this is what is kept on this computer.</source>
        <translation>Sem conexão: isto é o que está guardado neste computador.</translation>
    </message>
    <message>
        <source>Older messages are still being taken in; look again later.</source>
        <translation>Mensagens antigas ainda estão sendo incluídas; procure de novo mais tarde.</translation>
    </message>
    <message>
        <source>Searched back to {day}.</source>
        <translation>Procurado até {day}.</translation>
    </message>
    <message>
        <source>Search further back</source>
        <translation>Procurar mais para trás</translation>
    </message>
</context>
<context>
    <name>FoundView</name>
    <message>
        <source>MESSAGES</source>
        <translation>MENSAGENS</translation>
    </message>
    <message>
        <source>Messages found</source>
        <translation>Mensagens encontradas</translation>
    </message>
    <message>
        <source>WHOLE HISTORY</source>
        <translation>TODO O HISTÓRICO</translation>
    </message>
    <message>
        <source>Found in the whole history</source>
        <translation>Encontradas em todo o histórico</translation>
    </message>
</context>
<context>
    <name>HandOverCard</name>
    <message>
        <source>What does the customer want?</source>
        <translation>O que o cliente quer?</translation>
    </message>
    <message>
        <source>What was done?</source>
        <translation>O que já foi feito?</translation>
    </message>
    <message>
        <source>What was promised?</source>
        <translation>O que foi prometido?</translation>
    </message>
    <message>
        <source>A word to your colleague</source>
        <translation>Um recado para o colega</translation>
    </message>
    <message>
        <source>Never reaches the customer</source>
        <translation>Nunca chega ao cliente</translation>
    </message>
</context>
<context>
    <name>HandOverController</name>
    <message>
        <source>Take it back</source>
        <translation>Retirar o convite</translation>
    </message>
    <message>
        <source>Come into the chat</source>
        <translation>Entrar na conversa</translation>
    </message>
    <message>
        <source>You are only looking: nothing is marked as read.</source>
        <translation>Você está só olhando: nada é marcado como lido.</translation>
    </message>
    <message>
        <source>Whisper to {name}</source>
        <translation>Cochichar com {name}</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Escrever uma nota</translation>
    </message>
    <message>
        <source>Leave the chat</source>
        <translation>Sair da conversa</translation>
    </message>
</context>
<context>
    <name>HintRow</name>
    <message>
        <source>Manage phrases</source>
        <translation>Gerenciar frases</translation>
    </message>
</context>
<context>
    <name>Histories</name>
    <message>
        <source>Asked for on {asked}, to go by WhatsApp.</source>
        <translation>Pedido em {asked}, pelo WhatsApp.</translation>
    </message>
    <message>
        <source>Asked for on {asked}, to go by e-mail.</source>
        <translation>Pedido em {asked}, por e-mail.</translation>
    </message>
    <message>
        <source>It leaves within a minute.</source>
        <translation>Sai em até um minuto.</translation>
    </message>
    <message>
        <source>It is on its way.</source>
        <translation>Está a caminho.</translation>
    </message>
    <message>
        <source>It waits: {reason}</source>
        <translation>Está esperando: {reason}</translation>
    </message>
    <message>
        <source>It is tried again: {reason}</source>
        <translation>Vamos tentar de novo: {reason}</translation>
    </message>
    <message>
        <source>The customer must have it by {due}.</source>
        <translation>O cliente tem que receber até {due}.</translation>
    </message>
    <message>
        <source>The customer had to have it by {due}: give it to them another way now.</source>
        <translation>O cliente tinha que receber até {due}: entregue agora de outra forma.</translation>
    </message>
    <message>
        <source>Sent to the customer by WhatsApp on {done}.</source>
        <translation>Enviado ao cliente pelo WhatsApp em {done}.</translation>
    </message>
    <message>
        <source>Sent to the customer by e-mail on {done}.</source>
        <translation>Enviado ao cliente por e-mail em {done}.</translation>
    </message>
    <message>
        <source>Handed over to the customer on {done}: {note}</source>
        <translation>Entregue ao cliente em {done}: {note}</translation>
    </message>
    <message>
        <source>It could not be sent: {reason}</source>
        <translation>Não foi possível enviar: {reason}</translation>
    </message>
    <message>
        <source>Protocol {number}: {told}</source>
        <translation>Protocolo {number}: {told}</translation>
    </message>
    <message>
        <source>the 24 hours for WhatsApp are over, and it goes as soon as the customer writes.</source>
        <translation>as 24 horas do WhatsApp passaram, e vai assim que o cliente escrever.</translation>
    </message>
    <message>
        <source>no e-mail address of the customer is known.</source>
        <translation>nenhum e-mail do cliente é conhecido.</translation>
    </message>
    <message>
        <source>the company&apos;s gateway sends no e-mails.</source>
        <translation>o gateway da empresa não envia e-mails.</translation>
    </message>
    <message>
        <source>WhatsApp did not deliver it.</source>
        <translation>o WhatsApp não entregou.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation>Nada registrado ainda.</translation>
    </message>
    <message>
        <source>{count} older</source>
        <translation>{count} anteriores</translation>
    </message>
</context>
<context>
    <name>HistoryController</name>
    <message>
        <source>The customer gets the history by {date}.</source>
        <translation>O cliente recebe o histórico até {date}.</translation>
    </message>
    <message>
        <source>Noted: the customer has the history.</source>
        <translation>Anotado: o cliente está com o histórico.</translation>
    </message>
</context>
<context>
    <name>HistoryForm</name>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>De outra forma</translation>
    </message>
    <message>
        <source>Protocol {number}. The customer must have it within five days of asking.</source>
        <translation>Protocolo {number}. O cliente tem que receber em até cinco dias depois de pedir.</translation>
    </message>
    <message>
        <source>By which way</source>
        <translation>De que forma</translation>
    </message>
    <message>
        <source>How the customer got it</source>
        <translation>Como o cliente recebeu</translation>
    </message>
    <message>
        <source>No e-mail address of the customer is known.</source>
        <translation>Nenhum e-mail do cliente é conhecido.</translation>
    </message>
    <message>
        <source>Say in a few words how the customer got it.</source>
        <translation>Diga em poucas palavras como o cliente recebeu.</translation>
    </message>
    <message>
        <source>Send by WhatsApp</source>
        <translation>Enviar pelo WhatsApp</translation>
    </message>
    <message>
        <source>Send by e-mail</source>
        <translation>Enviar por e-mail</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>Anotar</translation>
    </message>
    <message>
        <source>History for the customer</source>
        <translation>Histórico para o cliente</translation>
    </message>
    <message>
        <source>Nothing is sent: it is noted in your name. To print the history, save it as PDF.</source>
        <translation>Nada é enviado: fica anotado em seu nome. Para imprimir o histórico, salve em PDF.</translation>
    </message>
    <message>
        <source>As PDF to {address}.</source>
        <translation>Em PDF para {address}.</translation>
    </message>
    <message>
        <source>No e-mail address of the customer is known: ask for it, and fill it in below with “Edit”.</source>
        <translation>Nenhum e-mail do cliente é conhecido: peça e preencha abaixo, em “Editar”.</translation>
    </message>
    <message>
        <source>No e-mail address of the customer is known: ask for it, and have a team lead fill it in.</source>
        <translation>Nenhum e-mail do cliente é conhecido: peça, e um supervisor preenche.</translation>
    </message>
    <message>
        <source>The 24 hours for WhatsApp are over: the PDF goes as soon as the customer writes.</source>
        <translation>As 24 horas do WhatsApp passaram: o PDF vai assim que o cliente escrever.</translation>
    </message>
    <message>
        <source>As PDF in the conversation, at once.</source>
        <translation>Em PDF na conversa, na hora.</translation>
    </message>
</context>
<context>
    <name>HoursTable</name>
    <message>
        <source>Hours</source>
        <translation>Horários</translation>
    </message>
    <message>
        <source>By the clock of the person who receives it, as 09:00-20:00. An empty day means never.</source>
        <translation>Pelo relógio de quem recebe, como 09:00-20:00. Dia vazio quer dizer nunca.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Situação</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>Tipo de mensagem</translation>
    </message>
    <message>
        <source>Add hours of a state</source>
        <translation>Adicionar horário de um estado</translation>
    </message>
    <message>
        <source>Where a state has hours of its own, they count there instead.</source>
        <translation>Onde um estado tem horário próprio, vale o dele.</translation>
    </message>
    <message>
        <source>{profile}, {weekday}: write from when to when, as 09:00-20:00, or nothing for never.</source>
        <translation>{profile}, {weekday}: escreva de que hora a que hora, como 09:00-20:00, ou nada para nunca.</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Feriados</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove: {what}</source>
        <translation>Remover: {what}</translation>
    </message>
    <message>
        <source>{profile} in {state}</source>
        <translation>{profile} em {state}</translation>
    </message>
    <message>
        <source>{profile}: also on holidays</source>
        <translation>{profile}: também em feriados</translation>
    </message>
    <message>
        <source>{profile}, {weekday}</source>
        <translation>{profile}, {weekday}</translation>
    </message>
</context>
<context>
    <name>ImportController</name>
    <message>
        <source>Permissions (CSV or XLSX)</source>
        <translation>Autorizações (CSV ou XLSX)</translation>
    </message>
    <message>
        <source>Sending the file…</source>
        <translation>Enviando o arquivo…</translation>
    </message>
    <message>
        <source>Sending the file… {percent} %</source>
        <translation>Enviando o arquivo… {percent} %</translation>
    </message>
    <message>
        <source>Take the whole file back?</source>
        <translation>Desfazer o arquivo inteiro?</translation>
    </message>
    <message>
        <source>Every permission that came with it becomes invalid. Opt-outs stay.</source>
        <translation>Toda autorização que veio nele perde a validade. Os pedidos de saída ficam.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>{state}, {date}</source>
        <translation>{state}, {date}</translation>
    </message>
    <message>
        <source>Bring along what people agreed to before. Without proof a row never allows anything.</source>
        <translation>Traga o que as pessoas já autorizaram. Sem prova, uma linha nunca libera envio.</translation>
    </message>
    <message>
        <source>No file was imported yet</source>
        <translation>Nenhum arquivo foi importado ainda</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Imports</source>
        <translation>Importações</translation>
    </message>
    <message>
        <source>Permissions from another system. A second person takes them over after a dry run.</source>
        <translation>Autorizações de outro sistema. Depois da simulação, uma segunda pessoa aprova.</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Escolher arquivo…</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Simular</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Andamento</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>Primeiras linhas do arquivo</translation>
    </message>
    <message>
        <source>What becomes of the rows</source>
        <translation>O que acontece com as linhas</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Remove file</source>
        <translation>Remover arquivo</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Finalidades</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Sim ou não</translation>
    </message>
    <message>
        <source>When they agreed</source>
        <translation>Quando autorizou</translation>
    </message>
    <message>
        <source>Where they agreed</source>
        <translation>Onde autorizou</translation>
    </message>
    <message>
        <source>Evidence (reference)</source>
        <translation>Prova (referência)</translation>
    </message>
    <message>
        <source>Text they agreed to</source>
        <translation>Texto aceito</translation>
    </message>
    <message>
        <source>Where the file has no column for it.</source>
        <translation>Quando o arquivo não tem coluna para isso.</translation>
    </message>
    <message>
        <source>Purpose of all rows</source>
        <translation>Finalidade de todas as linhas</translation>
    </message>
    <message>
        <source>Text of all rows</source>
        <translation>Texto de todas as linhas</translation>
    </message>
    <message>
        <source>How and where they were collected</source>
        <translation>Como e onde foram coletadas</translation>
    </message>
    <message>
        <source>Time zone of the dates</source>
        <translation>Fuso horário das datas</translation>
    </message>
    <message>
        <source>Somebody else has to take it over.</source>
        <translation>Outra pessoa precisa aprovar.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por quê</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>valid permission</source>
        <translation>autorização válida</translation>
    </message>
    <message>
        <source>to be confirmed on WhatsApp</source>
        <translation>a confirmar pelo WhatsApp</translation>
    </message>
    <message>
        <source>without proof: nothing may be sent</source>
        <translation>sem prova: nada pode ser enviado</translation>
    </message>
    <message>
        <source>opt-out recorded</source>
        <translation>saída registrada</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nada novo</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>não aceita</translation>
    </message>
    <message>
        <source>Tell what the columns hold</source>
        <translation>Diga o que há em cada coluna</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>Simulando</translation>
    </message>
    <message>
        <source>Checked, waits for a second person</source>
        <translation>Simulado, espera uma segunda pessoa</translation>
    </message>
    <message>
        <source>Being taken over</source>
        <translation>Importando</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejeitado</translation>
    </message>
    <message>
        <source>Being taken back</source>
        <translation>Desfazendo</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Desfeito</translation>
    </message>
    <message>
        <source>The telephone number is not one.</source>
        <translation>O telefone não é válido.</translation>
    </message>
    <message>
        <source>No purpose is named.</source>
        <translation>Falta a finalidade.</translation>
    </message>
    <message>
        <source>The purpose is not known here.</source>
        <translation>A finalidade não existe aqui.</translation>
    </message>
    <message>
        <source>It does not say clearly yes or no.</source>
        <translation>Não diz claramente sim ou não.</translation>
    </message>
    <message>
        <source>The date cannot be read.</source>
        <translation>Não deu para ler a data.</translation>
    </message>
    <message>
        <source>The date lies in the future.</source>
        <translation>A data está no futuro.</translation>
    </message>
    <message>
        <source>The text did not exist yet on that date.</source>
        <translation>O texto ainda não existia nessa data.</translation>
    </message>
    <message>
        <source>The text was no longer in use on that date.</source>
        <translation>O texto já não estava em uso nessa data.</translation>
    </message>
    <message>
        <source>The permission has run out since.</source>
        <translation>A autorização já venceu.</translation>
    </message>
    <message>
        <source>The text is about another purpose.</source>
        <translation>O texto é de outra finalidade.</translation>
    </message>
    <message>
        <source>The text has been replaced; it has to be asked again.</source>
        <translation>O texto foi substituído; é preciso perguntar de novo.</translation>
    </message>
    <message>
        <source>Bought, rented and shared lists are not taken: these people did not agree to you.</source>
        <translation>Listas compradas, alugadas ou de parceiros não são aceitas: essas pessoas não autorizaram você.</translation>
    </message>
    <message>
        <source>The line holds signs that cannot be read.</source>
        <translation>A linha tem caracteres ilegíveis.</translation>
    </message>
    <message>
        <source>The line has too few or too many columns.</source>
        <translation>A linha tem colunas de menos ou de mais.</translation>
    </message>
    <message>
        <source>Proof is missing: date, way, text or evidence.</source>
        <translation>Falta prova: data, forma, texto ou evidência.</translation>
    </message>
    <message>
        <source>The text is not known here.</source>
        <translation>O texto não existe aqui.</translation>
    </message>
    <message>
        <source>The person has opted out; that stands.</source>
        <translation>A pessoa pediu para sair; isso vale.</translation>
    </message>
    <message>
        <source>This was recorded already.</source>
        <translation>Isso já estava registrado.</translation>
    </message>
    <message>
        <source>This purpose was ended.</source>
        <translation>Esta finalidade foi encerrada.</translation>
    </message>
    <message>
        <source>Its purposes fare differently.</source>
        <translation>O resultado muda conforme a finalidade.</translation>
    </message>
</context>
<context>
    <name>InboxController</name>
    <message>
        <source>Try part of a name, a phone number or a word that was written.</source>
        <translation>Tente parte de um nome, de um telefone ou uma palavra escrita.</translation>
    </message>
    <message>
        <source>Nobody with these words</source>
        <translation>Ninguém com estas palavras</translation>
    </message>
    <message>
        <source>No conversation is yours</source>
        <translation>Nenhuma conversa é sua</translation>
    </message>
    <message>
        <source>Take one from the queue.</source>
        <translation>Pegue uma da fila.</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>Tudo lido</translation>
    </message>
    <message>
        <source>New messages appear here.</source>
        <translation>Novas mensagens aparecem aqui.</translation>
    </message>
    <message>
        <source>Nothing is offered to you</source>
        <translation>Nada foi oferecido a você</translation>
    </message>
    <message>
        <source>What colleagues hand over to you appears here.</source>
        <translation>O que colegas passarem para você aparece aqui.</translation>
    </message>
    <message>
        <source>Nothing is closed yet</source>
        <translation>Nada foi encerrado ainda</translation>
    </message>
    <message>
        <source>Cases that are over appear here.</source>
        <translation>Atendimentos terminados aparecem aqui.</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>A fila está vazia</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>Ninguém está esperando.</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>Nenhuma conversa ainda</translation>
    </message>
    <message>
        <source>They begin when a customer writes.</source>
        <translation>Elas começam quando um cliente escreve.</translation>
    </message>
</context>
<context>
    <name>InboxView</name>
    <message>
        <source>Conversations</source>
        <translation>Conversas</translation>
    </message>
    <message>
        <source>Search people and messages</source>
        <translation>Buscar pessoas e mensagens</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a busca</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Minhas</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Não lidas</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Offered to me</source>
        <translation>Oferecidas</translation>
    </message>
    <message>
        <source>Closed cases</source>
        <translation>Encerradas</translation>
    </message>
</context>
<context>
    <name>IncidentController</name>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>No incident so far</source>
        <translation>Nenhum incidente até agora</translation>
    </message>
    <message>
        <source>Also small ones belong here.</source>
        <translation>Os pequenos também entram aqui.</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fechada</translation>
    </message>
    <message>
        <source>tell by {date}</source>
        <translation>comunicar até {date}</translation>
    </message>
</context>
<context>
    <name>IncidentPage</name>
    <message>
        <source>As 2026-11-22 14:30; empty for not yet.</source>
        <translation>Como 2026-11-22 14:30; vazio se ainda não.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>O que aconteceu</translation>
    </message>
    <message>
        <source>Which data, how, and what was done.</source>
        <translation>Quais dados, como, e o que foi feito.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>Conhecido desde</translation>
    </message>
    <message>
        <source>People affected</source>
        <translation>Pessoas afetadas</translation>
    </message>
    <message>
        <source>Relevant risk or damage</source>
        <translation>Risco ou dano relevante</translation>
    </message>
    <message>
        <source>Then the authority and the people must be told.</source>
        <translation>Nesse caso é preciso comunicar a ANPD e as pessoas.</translation>
    </message>
    <message>
        <source>Authority told</source>
        <translation>ANPD comunicada em</translation>
    </message>
    <message>
        <source>People told</source>
        <translation>Pessoas comunicadas em</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Encerrado em</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
    <message>
        <source>With relevant risk, the authority and the people are told within three working days.</source>
        <translation>Havendo risco relevante, a ANPD e as pessoas são comunicadas em até três dias úteis.</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Novo incidente</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message>
        <source>To the newest message</source>
        <translation>Para a mensagem mais recente</translation>
    </message>
</context>
<context>
    <name>KeyController</name>
    <message>
        <source>A key lets one of your systems record permissions here, and nothing else.</source>
        <translation>Uma chave deixa um sistema seu registrar autorizações aqui, e nada mais.</translation>
    </message>
    <message>
        <source>There is no key yet</source>
        <translation>Ainda não há nenhuma chave</translation>
    </message>
    <message>
        <source>revoked on {date}</source>
        <translation>revogada em {date}</translation>
    </message>
    <message>
        <source>used on {date}</source>
        <translation>usada em {date}</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>nunca usada</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>Revoke the key?</source>
        <translation>Revogar a chave?</translation>
    </message>
    <message>
        <source>The system that uses it can record nothing from this moment on.</source>
        <translation>O sistema que a usa não consegue registrar mais nada a partir de agora.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revogar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>KeyPage</name>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Which system uses it, for example “Shop app”.</source>
        <translation>Qual sistema a usa, por exemplo “App da loja”.</translation>
    </message>
    <message>
        <source>What it may do</source>
        <translation>O que ela pode fazer</translation>
    </message>
    <message>
        <source>Access keys</source>
        <translation>Chaves de acesso</translation>
    </message>
    <message>
        <source>For your app and your site, to record what people agreed to there.</source>
        <translation>Para o seu app e o seu site registrarem o que as pessoas autorizaram neles.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Nova chave</translation>
    </message>
    <message>
        <source>Make key</source>
        <translation>Criar chave</translation>
    </message>
    <message>
        <source>The key. It is shown this once: copy it now.</source>
        <translation>A chave. Ela só aparece desta vez: copie agora.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revogar</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Português (Brasil)</source>
        <translation>Português (Brasil)</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Português + English</source>
        <translation>Português + English</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
</context>
<context>
    <name>LeafList</name>
    <message>
        <source>Type to find</source>
        <translation>Digite para encontrar</translation>
    </message>
    <message>
        <source>What it was about: type to find</source>
        <translation>Assunto do atendimento: digite para encontrar</translation>
    </message>
    <message>
        <source>What it was about</source>
        <translation>Assunto do atendimento</translation>
    </message>
    <message>
        <source>Without classification</source>
        <translation>Sem tabulação</translation>
    </message>
    <message>
        <source>This queue offers no classification.</source>
        <translation>Esta fila não tem tabulações.</translation>
    </message>
    <message>
        <source>Nothing is called like this.</source>
        <translation>Nada tem esse nome.</translation>
    </message>
</context>
<context>
    <name>LeavingForm</name>
    <message>
        <source>Record refusal or opt-out</source>
        <translation>Registrar recusa ou saída</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Parar agora</translation>
    </message>
    <message>
        <source>It takes effect at once and cannot be undone here: only the customer can agree again.</source>
        <translation>Vale na hora e não pode ser desfeito aqui: só o próprio cliente pode autorizar de novo.</translation>
    </message>
    <message>
        <source>What the customer does not want</source>
        <translation>O que o cliente não quer</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>Observação (opcional)</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Permission asked for: {purpose}</source>
        <translation>Autorização pedida: {purpose}</translation>
    </message>
    <message>
        <source>Gave permission: {purpose}</source>
        <translation>Autorizou: {purpose}</translation>
    </message>
    <message>
        <source>Confirmed the permission: {purpose}</source>
        <translation>Confirmou a autorização: {purpose}</translation>
    </message>
    <message>
        <source>Renewed the permission: {purpose}</source>
        <translation>Renovou a autorização: {purpose}</translation>
    </message>
    <message>
        <source>Refused: {purpose}</source>
        <translation>Recusou: {purpose}</translation>
    </message>
    <message>
        <source>Withdrew the permission: {purpose}</source>
        <translation>Retirou a autorização: {purpose}</translation>
    </message>
    <message>
        <source>The request had no answer in time: {purpose}</source>
        <translation>O pedido ficou sem resposta no prazo: {purpose}</translation>
    </message>
    <message>
        <source>The permission ran out: {purpose}</source>
        <translation>A autorização venceu: {purpose}</translation>
    </message>
    <message>
        <source>What the permission covers was changed: {purpose}</source>
        <translation>O alcance da autorização mudou: {purpose}</translation>
    </message>
    <message>
        <source>Asked for no more messages: {purpose}</source>
        <translation>Pediu para não receber mais: {purpose}</translation>
    </message>
    <message>
        <source>Came back by an own act: {purpose}</source>
        <translation>Voltou por ato próprio: {purpose}</translation>
    </message>
    <message>
        <source>Turned offers off in WhatsApp: {purpose}</source>
        <translation>Desativou ofertas no WhatsApp: {purpose}</translation>
    </message>
    <message>
        <source>Turned offers on again in WhatsApp: {purpose}</source>
        <translation>Reativou ofertas no WhatsApp: {purpose}</translation>
    </message>
    <message>
        <source>The permission was declared invalid: {purpose}</source>
        <translation>A autorização foi declarada inválida: {purpose}</translation>
    </message>
    <message>
        <source>The permission was ended by the company: {purpose}</source>
        <translation>A empresa encerrou a autorização: {purpose}</translation>
    </message>
    <message>
        <source>The number or address changed</source>
        <translation>O número ou endereço mudou</translation>
    </message>
    <message>
        <source>Two contacts were put together</source>
        <translation>Dois contatos foram unidos</translation>
    </message>
    <message>
        <source>The person&apos;s data were erased</source>
        <translation>Os dados da pessoa foram eliminados</translation>
    </message>
    <message>
        <source>A new notice was published: {purpose}</source>
        <translation>Novo termo publicado: {purpose}</translation>
    </message>
    <message>
        <source>A notice of earlier times was registered: {purpose}</source>
        <translation>Texto de antes registrado: {purpose}</translation>
    </message>
    <message>
        <source>Taken over from a file: {purpose}</source>
        <translation>Trazido de um arquivo: {purpose}</translation>
    </message>
    <message>
        <source>A file was imported</source>
        <translation>Um arquivo foi importado</translation>
    </message>
    <message>
        <source>The proof was exported</source>
        <translation>A prova foi exportada</translation>
    </message>
    <message>
        <source>The signing key was changed</source>
        <translation>A chave de assinatura foi trocada</translation>
    </message>
    <message>
        <source>Entry of a newer version ({type}): {purpose}</source>
        <translation>Lançamento de uma versão mais nova ({type}): {purpose}</translation>
    </message>
    <message>
        <source>recorded by the team</source>
        <translation>registrado pela equipe</translation>
    </message>
    <message>
        <source>button in the chat</source>
        <translation>botão no chat</translation>
    </message>
    <message>
        <source>word in the chat</source>
        <translation>palavra no chat</translation>
    </message>
    <message>
        <source>in WhatsApp</source>
        <translation>no WhatsApp</translation>
    </message>
    <message>
        <source>on a web page</source>
        <translation>em página da web</translation>
    </message>
    <message>
        <source>in the company&apos;s app or site</source>
        <translation>no app ou site da empresa</translation>
    </message>
    <message>
        <source>by e-mail</source>
        <translation>por e-mail</translation>
    </message>
    <message>
        <source>by SMS</source>
        <translation>por SMS</translation>
    </message>
    <message>
        <source>from an imported file</source>
        <translation>de arquivo importado</translation>
    </message>
    <message>
        <source>by itself, in time</source>
        <translation>automático, pelo prazo</translation>
    </message>
    <message>
        <source>by an administrator</source>
        <translation>por um administrador</translation>
    </message>
    <message>
        <source>by the gateway</source>
        <translation>pelo gateway</translation>
    </message>
    <message>
        <source>by voice</source>
        <translation>por voz</translation>
    </message>
    <message>
        <source>on paper</source>
        <translation>em papel</translation>
    </message>
    <message>
        <source>in a message</source>
        <translation>em mensagem</translation>
    </message>
    <message>
        <source>no proof</source>
        <translation>sem prova</translation>
    </message>
    <message>
        <source>stated by the team</source>
        <translation>declarado pela equipe</translation>
    </message>
    <message>
        <source>record of a system</source>
        <translation>registro de um sistema</translation>
    </message>
    <message>
        <source>message or click of the person</source>
        <translation>mensagem ou clique da pessoa</translation>
    </message>
    <message>
        <source>own act, control of the number shown</source>
        <translation>ato próprio, número comprovado</translation>
    </message>
    <message>
        <source>own act, number shown, time sealed</source>
        <translation>ato próprio, número comprovado, data selada</translation>
    </message>
    <message>
        <source>Access to the data</source>
        <translation>Acesso aos dados</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Correção</translation>
    </message>
    <message>
        <source>Portability</source>
        <translation>Portabilidade</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>Eliminação</translation>
    </message>
    <message>
        <source>Withdrawal of consent</source>
        <translation>Revogação do consentimento</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aberto</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondido</translation>
    </message>
    <message>
        <source>Refused with reason</source>
        <translation>Recusado com motivo</translation>
    </message>
    <message>
        <source>The customer may have asked to leave.</source>
        <translation>O cliente pode ter pedido para sair.</translation>
    </message>
    <message>
        <source>The customer answered with a sign of refusal.</source>
        <translation>O cliente respondeu com um sinal de recusa.</translation>
    </message>
    <message>
        <source>It may be the wrong person: somebody says so.</source>
        <translation>Pode ser a pessoa errada: é o que foi escrito.</translation>
    </message>
    <message>
        <source>The customer wrote “exit” in a menu: perhaps only of the menu.</source>
        <translation>O cliente escreveu “sair” num menu: talvez só do menu.</translation>
    </message>
    <message>
        <source>The customer gave a thumbs down to an offer.</source>
        <translation>O cliente reagiu mal a uma oferta.</translation>
    </message>
    <message>
        <source>The customer speaks of cancelling offers.</source>
        <translation>O cliente fala em cancelar ofertas.</translation>
    </message>
    <message>
        <source>WhatsApp reports that the number changed.</source>
        <translation>O WhatsApp informou que o número mudou.</translation>
    </message>
    <message>
        <source>WhatsApp reports that the person&apos;s id changed.</source>
        <translation>O WhatsApp informou que o identificador da pessoa mudou.</translation>
    </message>
    <message>
        <source>The numbers differ only in the ninth digit.</source>
        <translation>Os números só diferem no nono dígito.</translation>
    </message>
    <message>
        <source>A number and an id point to two different contacts.</source>
        <translation>Um número e um identificador apontam para dois contatos diferentes.</translation>
    </message>
    <message>
        <source>{used} of {limit} today</source>
        <translation>{used} de {limit} hoje</translation>
    </message>
    <message>
        <source>{used} of {limit} this week</source>
        <translation>{used} de {limit} nesta semana</translation>
    </message>
    <message>
        <source>{used} of {limit} this month</source>
        <translation>{used} de {limit} neste mês</translation>
    </message>
</context>
<context>
    <name>LedgerController</name>
    <message>
        <source>The ledger is whole.</source>
        <translation>O registro está íntegro.</translation>
    </message>
    <message>
        <source>The ledger is broken at entry {entry}: nothing business-initiated is sent.</source>
        <translation>O registro falha na entrada {entry}: nada é enviado por iniciativa da empresa.</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entradas</translation>
    </message>
    <message>
        <source>Sealed up to entry</source>
        <translation>Selado até a entrada</translation>
    </message>
    <message>
        <source>Sealed at</source>
        <translation>Selado em</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Being verified: {read} of {total} entries. What the company initiates waits until then.</source>
        <translation>Em conferência: {read} de {total} registros. O que a empresa inicia espera até lá.</translation>
    </message>
</context>
<context>
    <name>LedgerPage</name>
    <message>
        <source>Every permission and every opt-out, chained and sealed: what is in it cannot be changed.</source>
        <translation>Cada autorização e cada saída, encadeadas e seladas: o que está nele não pode ser mudado.</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Registro de autorizações</translation>
    </message>
</context>
<context>
    <name>LeftDrafts</name>
    <message>
        <source>You left a text unfinished at another computer ({when}).</source>
        <translation>Você deixou um texto inacabado em outro computador ({when}).</translation>
    </message>
    <message>
        <source>{name} left a text unfinished here ({when}).</source>
        <translation>{name} deixou um texto inacabado aqui ({when}).</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>The customer changed number: from {before} to {after}</source>
        <translation>O cliente trocou de número: de {before} para {after}</translation>
    </message>
    <message>
        <source>The customer changed number: now {after}</source>
        <translation>O cliente trocou de número: agora {after}</translation>
    </message>
    <message>
        <source>The customer changed number</source>
        <translation>O cliente trocou de número</translation>
    </message>
    <message>
        <source>WhatsApp gave the customer a new identification</source>
        <translation>O WhatsApp deu ao cliente uma nova identificação</translation>
    </message>
    <message>
        <source>The customer&apos;s security code changed: another phone, or another person</source>
        <translation>O código de segurança do cliente mudou: outro aparelho ou outra pessoa</translation>
    </message>
    <message>
        <source>The customer opened this chat for the first time</source>
        <translation>O cliente abriu esta conversa pela primeira vez</translation>
    </message>
    <message>
        <source>Transferred from {before} to {after}</source>
        <translation>Conversa transferida de {before} para {after}</translation>
    </message>
    <message>
        <source>{after} took the conversation</source>
        <translation>{after} assumiu a conversa</translation>
    </message>
    <message>
        <source>Conversation transferred</source>
        <translation>Conversa transferida</translation>
    </message>
    <message>
        <source>{before} put the conversation back in the queue</source>
        <translation>{before} devolveu a conversa à fila</translation>
    </message>
    <message>
        <source>The conversation is back in the queue</source>
        <translation>A conversa voltou para a fila</translation>
    </message>
    <message>
        <source>Case opened, protocol {protocol}</source>
        <translation>Atendimento aberto, protocolo {protocol}</translation>
    </message>
    <message>
        <source>Case opened</source>
        <translation>Atendimento aberto</translation>
    </message>
    <message>
        <source>{agent} closed the case, protocol {protocol}</source>
        <translation>{agent} encerrou o atendimento, protocolo {protocol}</translation>
    </message>
    <message>
        <source>Case closed, protocol {protocol}</source>
        <translation>Atendimento encerrado, protocolo {protocol}</translation>
    </message>
    <message>
        <source>Case closed</source>
        <translation>Atendimento encerrado</translation>
    </message>
    <message>
        <source>Case reopened, protocol {protocol}</source>
        <translation>Atendimento reaberto, protocolo {protocol}</translation>
    </message>
    <message>
        <source>Case reopened</source>
        <translation>Atendimento reaberto</translation>
    </message>
    <message>
        <source>{before} transferred to the queue {queue}</source>
        <translation>{before} transferiu para a fila {queue}</translation>
    </message>
    <message>
        <source>Transferred to the queue {queue}</source>
        <translation>Transferida para a fila {queue}</translation>
    </message>
    <message>
        <source>Transferred to another queue</source>
        <translation>Transferida para outra fila</translation>
    </message>
    <message>
        <source>{before} asks {after} to take over</source>
        <translation>{before} pede que {after} assuma</translation>
    </message>
    <message>
        <source>{after} is asked to take over</source>
        <translation>{after} recebeu o pedido para assumir</translation>
    </message>
    <message>
        <source>A colleague is asked to take over</source>
        <translation>Um colega recebeu o pedido para assumir</translation>
    </message>
    <message>
        <source>{before} did not take it: the conversation returned</source>
        <translation>{before} não assumiu: a conversa voltou</translation>
    </message>
    <message>
        <source>The conversation returned: nobody took it</source>
        <translation>A conversa voltou: ninguém assumiu</translation>
    </message>
    <message>
        <source>{after} joined the chat, asked by {before}</source>
        <translation>{after} entrou na conversa a pedido de {before}</translation>
    </message>
    <message>
        <source>{after} joined the chat</source>
        <translation>{after} entrou na conversa</translation>
    </message>
    <message>
        <source>Somebody joined the chat</source>
        <translation>Alguém entrou na conversa</translation>
    </message>
    <message>
        <source>{before} left the chat</source>
        <translation>{before} saiu da conversa</translation>
    </message>
    <message>
        <source>Somebody left the chat</source>
        <translation>Alguém saiu da conversa</translation>
    </message>
    <message>
        <source>Permission given: {purpose}</source>
        <translation>Autorização dada: {purpose}</translation>
    </message>
    <message>
        <source>Permission given</source>
        <translation>Autorização dada</translation>
    </message>
    <message>
        <source>Permission taken back: {purpose}</source>
        <translation>Autorização retirada: {purpose}</translation>
    </message>
    <message>
        <source>Permission taken back</source>
        <translation>Autorização retirada</translation>
    </message>
    <message>
        <source>{before} calls {after} into the chat</source>
        <translation>{before} chama {after} para a conversa</translation>
    </message>
    <message>
        <source>{after} is called into the chat</source>
        <translation>Chamaram {after} para a conversa</translation>
    </message>
    <message>
        <source>A colleague is called into the chat</source>
        <translation>Um colega foi chamado para a conversa</translation>
    </message>
    <message>
        <source>{before} did not join the chat</source>
        <translation>{before} não entrou na conversa</translation>
    </message>
    <message>
        <source>Nobody joined the chat</source>
        <translation>Ninguém entrou na conversa</translation>
    </message>
    <message>
        <source>WhatsApp could not hand over the file: too large or broken. Ask for it again.</source>
        <translation>O WhatsApp não conseguiu entregar o arquivo: grande demais ou danificado. Peça que envie de novo.</translation>
    </message>
    <message>
        <source>WhatsApp does not hand this kind of message to companies.</source>
        <translation>O WhatsApp não entrega este tipo de mensagem a empresas.</translation>
    </message>
    <message>
        <source>WhatsApp could not hand over what the customer chose. Ask again.</source>
        <translation>O WhatsApp não conseguiu entregar o que o cliente escolheu. Pergunte de novo.</translation>
    </message>
    <message>
        <source>WhatsApp could not hand over this message whole (code {code}).</source>
        <translation>O WhatsApp não conseguiu entregar esta mensagem inteira (código {code}).</translation>
    </message>
    <message>
        <source>Call, {length}</source>
        <translation>Ligação, {length}</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Ligação perdida</translation>
    </message>
    <message>
        <source>Call refused by the customer</source>
        <translation>Ligação recusada pelo cliente</translation>
    </message>
    <message>
        <source>Call without an answer</source>
        <translation>Ligação sem resposta</translation>
    </message>
</context>
<context>
    <name>LocationForm</name>
    <message>
        <source>Send a place</source>
        <translation>Enviar um local</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Coordenadas</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>Nome (opcional)</translation>
    </message>
    <message>
        <source>Address (optional)</source>
        <translation>Endereço (opcional)</translation>
    </message>
</context>
<context>
    <name>LoginView</name>
    <message>
        <source>Gateway address</source>
        <translation>Endereço do gateway</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuário</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Senha</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Entrando…</translation>
    </message>
    <message>
        <source>Sign in to serve your customers.</source>
        <translation>Entre para atender seus clientes.</translation>
    </message>
    <message>
        <source>Fill in: {field}.</source>
        <translation>Preencha: {field}.</translation>
    </message>
</context>
<context>
    <name>LongTextController</name>
    <message>
        <source>{length} characters, and one message takes {limit}.</source>
        <translation>{length} caracteres, e uma mensagem comporta {limit}.</translation>
    </message>
    <message numerus="yes">
        <source>Send as %n message(s)</source>
        <translation>
            <numerusform>Enviar como %n mensagem</numerusform>
            <numerusform>Enviar como %n mensagens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the text as %n message(s), then the files</source>
        <translation>
            <numerusform>Enviar o texto como %n mensagem e depois os arquivos</numerusform>
            <numerusform>Enviar o texto como %n mensagens e depois os arquivos</numerusform>
        </translation>
    </message>
    <message>
        <source>Attach it as a text file</source>
        <translation>Anexar como arquivo de texto</translation>
    </message>
    <message>
        <source>Nothing is cut off. Esc: back to the text.</source>
        <translation>Nada é cortado. Esc: volta ao texto.</translation>
    </message>
    <message>
        <source>This is too much text for messages. Attach it as a file.</source>
        <translation>É texto demais para mensagens. Anexe-o como arquivo.</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>This conversation was deleted, or has not arrived here yet.</source>
        <translation>Esta conversa foi apagada ou ainda não chegou a este computador.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>You can go on working. Tell the support team: {reference}</source>
        <translation>Você pode continuar trabalhando. Avise o suporte: {reference}</translation>
    </message>
    <message>
        <source>Something went wrong, and was noted.</source>
        <translation>Algo deu errado e foi registrado.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>MembersInput</name>
    <message>
        <source>Place of {name}</source>
        <translation>Ordem de {name}</translation>
    </message>
    <message>
        <source>Place in the order</source>
        <translation>Ordem</translation>
    </message>
</context>
<context>
    <name>MergingController</name>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>This could not be loaded</source>
        <translation>Não foi possível carregar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>When two contacts look like one person, you decide here.</source>
        <translation>Quando dois contatos parecem a mesma pessoa, a decisão é aqui.</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>Nada a decidir</translation>
    </message>
    <message>
        <source>Put together.</source>
        <translation>Unidos.</translation>
    </message>
    <message>
        <source>Kept apart.</source>
        <translation>Mantidos separados.</translation>
    </message>
    <message>
        <source>Can be undone until {date}.</source>
        <translation>Dá para desfazer até {date}.</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Usuário</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>Conhecido desde</translation>
    </message>
    <message>
        <source>Agreed to</source>
        <translation>Autorizou</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>nada ainda</translation>
    </message>
</context>
<context>
    <name>MergingView</name>
    <message>
        <source>Same person?</source>
        <translation>Mesma pessoa?</translation>
    </message>
    <message>
        <source>Conversations are put together; a permission never passes from one contact to the other.</source>
        <translation>As conversas são unidas; a autorização de um contato nunca passa para o outro.</translation>
    </message>
    <message>
        <source>Until you decide, nothing is begun with this person.</source>
        <translation>Até a decisão, nada é iniciado com esta pessoa.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Same person, put together</source>
        <translation>Mesma pessoa, unir</translation>
    </message>
    <message>
        <source>Still the same person</source>
        <translation>Ainda é a mesma pessoa</translation>
    </message>
    <message>
        <source>Different people</source>
        <translation>Pessoas diferentes</translation>
    </message>
    <message>
        <source>Another person now</source>
        <translation>Agora é outra pessoa</translation>
    </message>
    <message>
        <source>Perhaps somebody else has this number now.</source>
        <translation>Talvez outra pessoa tenha este número agora.</translation>
    </message>
    <message>
        <source>WhatsApp says that this person moved to this number.</source>
        <translation>O WhatsApp informou que esta pessoa passou a usar este número.</translation>
    </message>
    <message>
        <source>New number</source>
        <translation>Número novo</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>React</source>
        <translation>Reagir</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Abrir o arquivo</translation>
    </message>
    <message>
        <source>Add to the team&apos;s stickers…</source>
        <translation>Adicionar às figurinhas da equipe…</translation>
    </message>
    <message>
        <source>What it said before</source>
        <translation>O que dizia antes</translation>
    </message>
    <message>
        <source>The way of this message</source>
        <translation>O caminho desta mensagem</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>Ler mais</translation>
    </message>
    <message>
        <source>Copy {number}</source>
        <translation>Copiar {number}</translation>
    </message>
    <message>
        <source>Open {address}</source>
        <translation>Abrir {address}</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de novo</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} às {time}</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>less than 1 min</source>
        <translation>menos de 1 min</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>Customer service</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>Follow-up of a case</source>
        <translation>Acompanhamento do atendimento</translation>
    </message>
    <message>
        <source>Orders and deliveries</source>
        <translation>Pedidos e entregas</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>Agendamentos</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Boletos e faturas</translation>
    </message>
    <message>
        <source>Debt collection</source>
        <translation>Cobrança</translation>
    </message>
    <message>
        <source>Security codes</source>
        <translation>Códigos de segurança</translation>
    </message>
    <message>
        <source>Satisfaction survey</source>
        <translation>Pesquisa de satisfação</translation>
    </message>
    <message>
        <source>Recommendation survey</source>
        <translation>Pesquisa de recomendação</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>Promoções</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Novidades</translation>
    </message>
    <message>
        <source>Invitations to come back</source>
        <translation>Convites para voltar</translation>
    </message>
    <message>
        <source>Legal notices</source>
        <translation>Avisos legais</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Todas as mensagens</translation>
    </message>
    <message>
        <source>Everything promotional</source>
        <translation>Tudo que é promocional</translation>
    </message>
    <message>
        <source>Everything about orders and bills</source>
        <translation>Tudo sobre pedidos e faturas</translation>
    </message>
    <message>
        <source>All surveys</source>
        <translation>Todas as pesquisas</translation>
    </message>
    <message>
        <source>Everything about service</source>
        <translation>Tudo sobre atendimento</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>Não pedido</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pendente</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Recusado</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Revogado</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Renovar</translation>
    </message>
    <message>
        <source>Without proof</source>
        <translation>Sem prova</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Inválido</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Encerrado</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Eliminado</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vídeo</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Áudio</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Mensagem de voz</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Figurinha</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Localização</translation>
    </message>
    <message>
        <source>Contact card</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reação</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Escolha</translation>
    </message>
    <message>
        <source>Button tapped</source>
        <translation>Botão tocado</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>System message</source>
        <translation>Mensagem do sistema</translation>
    </message>
    <message>
        <source>Message not supported</source>
        <translation>Mensagem não suportada</translation>
    </message>
    <message>
        <source>Request for permission</source>
        <translation>Pedido de autorização</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ligação</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Anotação interna</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebida</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Aguardando envio</translation>
    </message>
    <message>
        <source>Accepted by the gateway</source>
        <translation>Aceita pelo gateway</translation>
    </message>
    <message>
        <source>Not known whether it arrived</source>
        <translation>Não se sabe se chegou</translation>
    </message>
    <message>
        <source>Held by WhatsApp</source>
        <translation>Retida pelo WhatsApp</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Entregue</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lida</translation>
    </message>
    <message>
        <source>Played</source>
        <translation>Ouvida</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviada</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Atendente</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation>Marketing</translation>
    </message>
    <message>
        <source>Utility</source>
        <translation>Utilidade</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Autenticação</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>Pesquisa</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprovado</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>Em análise</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Reprovado</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausado</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Desativado</translation>
    </message>
    <message>
        <source>In appeal</source>
        <translation>Em recurso</translation>
    </message>
    <message>
        <source>Being deleted</source>
        <translation>Em exclusão</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Excluído</translation>
    </message>
    <message>
        <source>the chat (WhatsApp)</source>
        <translation>chat (WhatsApp)</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>text message (SMS)</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>high quality</source>
        <translation>qualidade alta</translation>
    </message>
    <message>
        <source>medium quality</source>
        <translation>qualidade média</translation>
    </message>
    <message>
        <source>low quality</source>
        <translation>qualidade baixa</translation>
    </message>
    <message>
        <source>quality not rated yet</source>
        <translation>qualidade ainda sem nota</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagem</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Vídeo</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>Only colleagues see it. It is never sent to the customer.</source>
        <translation>Só colegas a veem. Ela nunca é enviada ao cliente.</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Anotação interna</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Guardar a anotação</translation>
    </message>
    <message>
        <source>Mention a colleague</source>
        <translation>Mencionar um colega</translation>
    </message>
</context>
<context>
    <name>NoticeController</name>
    <message>
        <source>New message</source>
        <translation>Nova mensagem</translation>
    </message>
    <message>
        <source>{colleague} mentions you in a note about {customer}.</source>
        <translation>{colleague} menciona você em uma anotação sobre {customer}.</translation>
    </message>
    <message>
        <source>Published. It is shown from now on.</source>
        <translation>Publicado. Aparece a partir de agora.</translation>
    </message>
    <message>
        <source>Registered. Imports of that time may name it now; nobody is shown it.</source>
        <translation>Registrado. Importações daquela época já podem citá-lo; ninguém o vê.</translation>
    </message>
    <message>
        <source>Ask everybody again?</source>
        <translation>Perguntar a todos de novo?</translation>
    </message>
    <message>
        <source>Whoever agreed to an older version gets no such message until they agree to this one.</source>
        <translation>Quem aceitou uma versão anterior não recebe mais essas mensagens até aceitar esta.</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>versão {number}</translation>
    </message>
    <message>
        <source>no text yet</source>
        <translation>ainda sem texto</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>vem com o programa</translation>
    </message>
    <message>
        <source>{date}, {person}</source>
        <translation>{date}, {person}</translation>
    </message>
    <message>
        <source>registered later by {person} on {date}</source>
        <translation>registrado depois por {person} em {date}</translation>
    </message>
    <message>
        <source>Earlier text {number}</source>
        <translation>Texto de antes {number}</translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <translation>{begin} a {end}</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Versão {number}</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>até {date}</translation>
    </message>
    <message>
        <source>asked again</source>
        <translation>pediu nova resposta</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Who asks, on WhatsApp, for what, how often, that it is optional, and how to leave. 40 to 1,000 characters.</source>
        <translation>Quem pede, que é pelo WhatsApp, para quê, com que frequência, que é opcional e como sair. De 40 a 1.000 caracteres.</translation>
    </message>
    <message>
        <source>The meaning changes</source>
        <translation>O sentido muda</translation>
    </message>
    <message>
        <source>Everybody who agreed before is asked again.</source>
        <translation>Quem já tinha aceitado é perguntado de novo.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Textos</translation>
    </message>
    <message>
        <source>What people read before they agree. A published text never changes; a new version follows it.</source>
        <translation>O que as pessoas leem antes de autorizar. Um texto publicado nunca muda; vem uma nova versão.</translation>
    </message>
    <message>
        <source>Publish new version</source>
        <translation>Publicar nova versão</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versões</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>O que mudou</translation>
    </message>
    <message>
        <source>What changed against the version before</source>
        <translation>O que mudou em relação à versão anterior</translation>
    </message>
    <message>
        <source>Register an earlier text…</source>
        <translation>Registrar texto de antes…</translation>
    </message>
</context>
<context>
    <name>OfferController</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} de {count}</translation>
    </message>
</context>
<context>
    <name>OfferStrip</name>
    <message>
        <source>Show the next offer</source>
        <translation>Mostrar o próximo convite</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceitar</translation>
    </message>
    <message>
        <source>Look first</source>
        <translation>Ver antes</translation>
    </message>
    <message>
        <source>Open the conversation, unread</source>
        <translation>Abrir a conversa, sem marcar como lida</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Recusar</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>OpeningView</name>
    <message>
        <source>Opening…</source>
        <translation>Abrindo…</translation>
    </message>
</context>
<context>
    <name>OutsideController</name>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Situação</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Próxima tentativa</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por quê</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Nada foi enviado ainda.</translation>
    </message>
</context>
<context>
    <name>OutsidePage</name>
    <message>
        <source>E-mail and SMS</source>
        <translation>E-mail e SMS</translation>
    </message>
    <message>
        <source>Requests for permission on their way. What cannot be sent now waits and is tried again.</source>
        <translation>Pedidos de autorização a caminho. O que não pode sair agora espera e é tentado de novo.</translation>
    </message>
</context>
<context>
    <name>OwnStateController</name>
    <message>
        <source>State not known</source>
        <translation>Estado desconhecido</translation>
    </message>
    <message>
        <source>Your state: {state}</source>
        <translation>Seu estado: {state}</translation>
    </message>
    <message>
        <source>Without a connection your state cannot be changed.</source>
        <translation>Sem conexão não é possível mudar o seu estado.</translation>
    </message>
    <message>
        <source>Take the time you need. Your team lead is only informed.</source>
        <translation>Use o tempo de que precisar. A supervisão só é avisada.</translation>
    </message>
    <message>
        <source>{state} · {time}</source>
        <translation>{state} · {time}</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Page before</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Próxima página</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>Página {page} de {count}</translation>
    </message>
</context>
<context>
    <name>PanelForm</name>
    <message>
        <source>Back to the contact</source>
        <translation>Voltar ao contato</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>PauseStrip</name>
    <message>
        <source>Back to work</source>
        <translation>Voltar da pausa</translation>
    </message>
    <message>
        <source>Take it now</source>
        <translation>Fazer agora</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Mais tarde</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>PausingController</name>
    <message>
        <source>Back to work</source>
        <translation>Voltar da pausa</translation>
    </message>
    <message>
        <source>{pause}. Come back when you are ready.</source>
        <translation>{pause}. Volte quando estiver pronto.</translation>
    </message>
    <message>
        <source>{pause} · {left} left · you may come back from {time}, or later</source>
        <translation>{pause} · faltam {left} · você pode voltar a partir das {time}, ou mais tarde</translation>
    </message>
    <message>
        <source>This break lasts at least until {time}.</source>
        <translation>Esta pausa vai no mínimo até {time}.</translation>
    </message>
    <message>
        <source>{pause} · since {time}. It may last as long as you need.</source>
        <translation>{pause} · desde {time}. Pode durar o quanto for preciso.</translation>
    </message>
    <message>
        <source>{pause}, {minutes}: it can be taken now, and until {time}.</source>
        <translation>{pause}, {minutes}: pode ser feita agora, até as {time}.</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>phone not given</source>
        <translation>telefone não informado</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Sem nome</translation>
    </message>
    <message>
        <source>{name} is here</source>
        <translation>{name} está aqui</translation>
    </message>
</context>
<context>
    <name>PermissionController</name>
    <message>
        <source>Checking whether a message may be sent…</source>
        <translation>Verificando se é possível enviar…</translation>
    </message>
    <message>
        <source>Without a connection, permission is checked when the message goes.</source>
        <translation>Sem conexão, a autorização é conferida quando a mensagem seguir.</translation>
    </message>
</context>
<context>
    <name>PermissionForm</name>
    <message>
        <source>Record permission: {purpose}</source>
        <translation>Registrar autorização: {purpose}</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>How the customer agreed</source>
        <translation>Como o cliente autorizou</translation>
    </message>
    <message>
        <source>Messages of the customer</source>
        <translation>Mensagens do cliente</translation>
    </message>
    <message>
        <source>The customer has not written anything that could be proof.</source>
        <translation>O cliente não escreveu nada que sirva de prova.</translation>
    </message>
    <message>
        <source>Drop the recording or the scanned paper here.</source>
        <translation>Solte aqui a gravação ou o papel digitalizado.</translation>
    </message>
    <message>
        <source>When the customer said so</source>
        <translation>Quando o cliente disse</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>Observação (opcional)</translation>
    </message>
    <message>
        <source>Use version {version}</source>
        <translation>Usar a versão {version}</translation>
    </message>
    <message>
        <source>Choose the message first</source>
        <translation>Escolha a mensagem primeiro</translation>
    </message>
    <message>
        <source>Choose the recording or the scanned paper first</source>
        <translation>Escolha primeiro a gravação ou o papel digitalizado</translation>
    </message>
</context>
<context>
    <name>PersonController</name>
    <message>
        <source>Open the conversation to ask in the chat.</source>
        <translation>Abra a conversa para pedir no chat.</translation>
    </message>
    <message>
        <source>Customer since {month}</source>
        <translation>Cliente desde {month}</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Usuário</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>Atendido por</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>ninguém ainda</translation>
    </message>
    <message>
        <source>Last wrote</source>
        <translation>Última mensagem</translation>
    </message>
    <message>
        <source>Without a connection the history is not shown.</source>
        <translation>Sem conexão o histórico não aparece.</translation>
    </message>
    <message>
        <source>This message is not on this computer. Scroll the conversation back to it.</source>
        <translation>Esta mensagem não está neste computador. Role a conversa até ela.</translation>
    </message>
    <message>
        <source>Confirmed: it is this person.</source>
        <translation>Confirmado: é esta pessoa.</translation>
    </message>
    <message>
        <source>Protocol number copied.</source>
        <translation>Número do protocolo copiado.</translation>
    </message>
</context>
<context>
    <name>PersonFiles</name>
    <message>
        <source>Keep all data of this person</source>
        <translation>Guardar todos os dados desta pessoa</translation>
    </message>
    <message>
        <source>Keep the proof of consent</source>
        <translation>Guardar a prova do consentimento</translation>
    </message>
    <message>
        <source>Putting it together…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Gravado: {name}</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
    <message>
        <source>data</source>
        <translation>dados</translation>
    </message>
    <message>
        <source>proof</source>
        <translation>prova</translation>
    </message>
    <message>
        <source>No program on this computer opens this file.</source>
        <translation>Nenhum programa deste computador abre este arquivo.</translation>
    </message>
</context>
<context>
    <name>PersonTasks</name>
    <message>
        <source>Recording or scanned paper</source>
        <translation>Gravação ou papel digitalizado</translation>
    </message>
    <message>
        <source>Recorded: {purpose}. The customer still has to confirm on WhatsApp.</source>
        <translation>Registrado: {purpose}. O cliente ainda precisa confirmar no WhatsApp.</translation>
    </message>
    <message>
        <source>Recorded: {purpose}.</source>
        <translation>Registrado: {purpose}.</translation>
    </message>
    <message>
        <source>Stopped: {purpose}.</source>
        <translation>Parado: {purpose}.</translation>
    </message>
    <message>
        <source>On its way to {address}.</source>
        <translation>A caminho de {address}.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>Protocol {protocol}. Answer by {date}.</source>
        <translation>Protocolo {protocol}. Responder até {date}.</translation>
    </message>
</context>
<context>
    <name>PhraseController</name>
    <message>
        <source>Something is still to be filled in. Enter again sends it as it is.</source>
        <translation>Falta preencher algo. Enter de novo envia assim mesmo.</translation>
    </message>
    <message>
        <source>Write the text first, then save it as a phrase.</source>
        <translation>Escreva o texto primeiro, depois salve-o como frase.</translation>
    </message>
</context>
<context>
    <name>PhrasePage</name>
    <message>
        <source>Canned phrases</source>
        <translation>Frases prontas</translation>
    </message>
    <message>
        <source>What you write often: type / in a message and a few letters of the key.</source>
        <translation>O que você escreve sempre: digite / na mensagem e algumas letras do atalho.</translation>
    </message>
    <message>
        <source>New phrase</source>
        <translation>Nova frase</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Search phrases</source>
        <translation>Buscar frases</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Limpar busca</translation>
    </message>
    <message>
        <source>Back to the conversation</source>
        <translation>Voltar à conversa</translation>
    </message>
    <message>
        <source>Drop a picture or a document here.</source>
        <translation>Solte aqui uma imagem ou um documento.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Show the newer one</source>
        <translation>Mostrar a mais nova</translation>
    </message>
    <message>
        <source>No phrase has “{words}” in it.</source>
        <translation>Nenhuma frase contém “{words}”.</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>Ainda não há nada escrito.</translation>
    </message>
    <message>
        <source>Who sees it</source>
        <translation>Quem vê</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Atalho</translation>
    </message>
    <message>
        <source>What you type behind the slash, for example “price”.</source>
        <translation>O que você digita depois da barra, por exemplo “preco”.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Helps to find it; customers do not see it.</source>
        <translation>Ajuda a encontrar; os clientes não veem.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Remove file</source>
        <translation>Remover arquivo</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>Inserir</translation>
    </message>
    <message>
        <source>It will read like this</source>
        <translation>Vai ficar assim</translation>
    </message>
    <message>
        <source>File that goes with it</source>
        <translation>Arquivo que vai junto</translation>
    </message>
    <message>
        <source>Put in: {what}</source>
        <translation>Inserir: {what}</translation>
    </message>
</context>
<context>
    <name>PhrasePageController</name>
    <message>
        <source>What you write often can be kept here and put into a message by its key.</source>
        <translation>O que você escreve sempre pode ficar guardado aqui e entrar na mensagem pelo atalho.</translation>
    </message>
    <message>
        <source>There are no phrases yet</source>
        <translation>Ainda não há frases</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Trazer de volta</translation>
    </message>
    <message>
        <source>Back to the original</source>
        <translation>Voltar à original</translation>
    </message>
    <message>
        <source>This phrase is hidden: nobody is offered it.</source>
        <translation>Esta frase está oculta: ela não é oferecida a ninguém.</translation>
    </message>
    <message>
        <source>This phrase is the team&apos;s. Saving keeps a version of it that only you see.</source>
        <translation>Esta frase é da equipe. Ao salvar, fica guardada uma versão que só você vê.</translation>
    </message>
    <message>
        <source>There is no line to the gateway: what you write here can be saved when it is back.</source>
        <translation>Sem conexão com o gateway: o que você escrever aqui poderá ser salvo quando ela voltar.</translation>
    </message>
    <message>
        <source>File that goes with the phrase</source>
        <translation>Arquivo que vai junto com a frase</translation>
    </message>
    <message>
        <source>Saved. Type /{key} in a message to use it.</source>
        <translation>Salva. Digite /{key} em uma mensagem para usar.</translation>
    </message>
    <message>
        <source>A colleague deleted this phrase. What you wrote is here as a new one.</source>
        <translation>Um colega excluiu esta frase. O que você escreveu está aqui como uma nova.</translation>
    </message>
    <message>
        <source>A colleague changed this phrase meanwhile. What you wrote is still here: save again to keep it.</source>
        <translation>Um colega mudou esta frase nesse meio-tempo. O que você escreveu continua aqui: salve de novo para manter.</translation>
    </message>
</context>
<context>
    <name>PhraseRemoving</name>
    <message>
        <source>/{key} is deleted.</source>
        <translation>/{key} foi excluída.</translation>
    </message>
    <message>
        <source>/{key} says again what it said first.</source>
        <translation>/{key} diz de novo o que dizia no começo.</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>Only mine</source>
        <translation>Só minha</translation>
    </message>
    <message>
        <source>For the whole team</source>
        <translation>De toda a equipe</translation>
    </message>
    <message>
        <source>For the queue {name}</source>
        <translation>Para a fila {name}</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>minha</translation>
    </message>
    <message>
        <source>team</source>
        <translation>equipe</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>oculta</translation>
    </message>
    <message>
        <source>Customer&apos;s name</source>
        <translation>Nome do cliente</translation>
    </message>
    <message>
        <source>My name</source>
        <translation>Meu nome</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocolo</translation>
    </message>
    <message>
        <source>Gap to fill in</source>
        <translation>Lacuna a preencher</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>prazo</translation>
    </message>
    <message>
        <source>Maria</source>
        <translation>Maria</translation>
    </message>
    <message>
        <source>Write a short word of letters and digits, without blanks, at most {longest} signs.</source>
        <translation>Escreva uma palavra curta de letras e números, sem espaços, com no máximo {longest} sinais.</translation>
    </message>
    <message>
        <source>There is a phrase with this word already: choose it in the list.</source>
        <translation>Já existe uma frase com este atalho: escolha-a na lista.</translation>
    </message>
    <message>
        <source>At most {longest} characters.</source>
        <translation>No máximo {longest} caracteres.</translation>
    </message>
    <message>
        <source>Write what the phrase says, or attach a file.</source>
        <translation>Escreva o que a frase diz, ou junte um arquivo.</translation>
    </message>
    <message>
        <source>At most {longest} characters, as many as one message takes.</source>
        <translation>No máximo {longest} caracteres, quanto cabe em uma mensagem.</translation>
    </message>
</context>
<context>
    <name>PictureEditor</name>
    <message>
        <source>Edit the picture</source>
        <translation>Editar a imagem</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Imagem {name}</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Cortar</translation>
    </message>
    <message>
        <source>Make a part unreadable</source>
        <translation>Tornar uma parte ilegível</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Seta</translation>
    </message>
    <message>
        <source>Turn to the right</source>
        <translation>Girar para a direita</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Use picture</source>
        <translation>Usar imagem</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>With keys: arrows place it, Shift + arrows size it, Enter applies.</source>
        <translation>No teclado: setas movem, Shift + setas mudam o tamanho, Enter aplica.</translation>
    </message>
    <message>
        <source>Draw over what is to stay.</source>
        <translation>Marque o que deve ficar.</translation>
    </message>
    <message>
        <source>Draw over what nobody may read: a document number, a face. It cannot be brought back.</source>
        <translation>Marque o que ninguém pode ver: um CPF, um rosto. Depois de enviado, não há como recuperar.</translation>
    </message>
    <message>
        <source>Draw from where it begins to what it shows.</source>
        <translation>Arraste do começo da seta até o que ela mostra.</translation>
    </message>
    <message>
        <source>Choose a tool.</source>
        <translation>Escolha uma ferramenta.</translation>
    </message>
</context>
<context>
    <name>PolicyController</name>
    <message>
        <source>Saved. It counts from the next message on.</source>
        <translation>Salvo. Vale a partir da próxima mensagem.</translation>
    </message>
</context>
<context>
    <name>PolicyPage</name>
    <message>
        <source>no limit</source>
        <translation>sem limite</translation>
    </message>
    <message>
        <source>Promotions per person and day, at most</source>
        <translation>Promoções por pessoa e dia, no máximo</translation>
    </message>
    <message>
        <source>Promotions per person and week, at most</source>
        <translation>Promoções por pessoa e semana, no máximo</translation>
    </message>
    <message>
        <source>Promotions per person and month, at most</source>
        <translation>Promoções por pessoa e mês, no máximo</translation>
    </message>
    <message>
        <source>Ask when an answer looks like an offer</source>
        <translation>Perguntar quando uma resposta parecer oferta</translation>
    </message>
    <message>
        <source>Words that look like an offer</source>
        <translation>Palavras que parecem oferta</translation>
    </message>
    <message>
        <source>Refuse card numbers and whole CPFs</source>
        <translation>Recusar números de cartão e CPFs completos</translation>
    </message>
    <message>
        <source>Your own holidays</source>
        <translation>Feriados da empresa</translation>
    </message>
    <message>
        <source>National and state holidays are known already.</source>
        <translation>Os feriados nacionais e estaduais já são conhecidos.</translation>
    </message>
    <message>
        <source>Days between two surveys for one person</source>
        <translation>Dias entre duas pesquisas para a mesma pessoa</translation>
    </message>
    <message>
        <source>Limits and hours</source>
        <translation>Limites e horários</translation>
    </message>
    <message>
        <source>How often and when you write first. What is outside waits for the next moment; nothing is lost.</source>
        <translation>Com que frequência e em que horário a empresa escreve primeiro. O que fica fora espera o próximo momento; nada se perde.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
</context>
<context>
    <name>PromotionController</name>
    <message>
        <source>This looks like an offer.</source>
        <translation>Isto parece uma oferta.</translation>
    </message>
    <message>
        <source>This looks like an offer (“{words}”).</source>
        <translation>Isto parece uma oferta (“{words}”).</translation>
    </message>
    <message>
        <source>It is an offer</source>
        <translation>É oferta</translation>
    </message>
    <message>
        <source>It is not, send</source>
        <translation>Não é, enviar</translation>
    </message>
    <message>
        <source>An offer goes only to who gave permission for offers. Esc: back to the text.</source>
        <translation>Oferta só vai para quem autorizou promoções. Esc volta ao texto.</translation>
    </message>
</context>
<context>
    <name>ProtocolWords</name>
    <message numerus="yes">
        <source>Unit {unit}: %n protocol(s), the last is number {last}.</source>
        <translation>
            <numerusform>Unidade {unit}: %n protocolo, o último é o número {last}.</numerusform>
            <numerusform>Unidade {unit}: %n protocolos, o último é o número {last}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Missing: {numbers}.</source>
        <translation>Faltam: {numbers}.</translation>
    </message>
    <message>
        <source>None is missing.</source>
        <translation>Nenhum está faltando.</translation>
    </message>
</context>
<context>
    <name>PurposeController</name>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desligada</translation>
    </message>
</context>
<context>
    <name>PurposePage</name>
    <message>
        <source>no limit</source>
        <translation>sem limite</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Begins with mkt., txn., svc., survey., auth. or legal., for example mkt.outlet</source>
        <translation>Começa com mkt., txn., svc., survey., auth. ou legal., por exemplo mkt.outlet</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoria</translation>
    </message>
    <message>
        <source>Name in Portuguese</source>
        <translation>Nome em português</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>Nome em inglês</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Em uso</translation>
    </message>
    <message>
        <source>Adults only</source>
        <translation>Só para maiores de idade</translation>
    </message>
    <message>
        <source>Nothing goes to people of whom nobody noted down that they are of age.</source>
        <translation>Nada é enviado a quem não tem a maioridade anotada no cadastro.</translation>
    </message>
    <message>
        <source>Confirm on WhatsApp</source>
        <translation>Confirmar pelo WhatsApp</translation>
    </message>
    <message>
        <source>A yes from elsewhere counts only after a second yes there.</source>
        <translation>Um sim dado em outro lugar só vale depois de um segundo sim por lá.</translation>
    </message>
    <message>
        <source>Proof needed</source>
        <translation>Prova exigida</translation>
    </message>
    <message>
        <source>Promotions need at least the person&apos;s own click or message.</source>
        <translation>Promoções exigem pelo menos o clique ou a mensagem da própria pessoa.</translation>
    </message>
    <message>
        <source>Valid for (days)</source>
        <translation>Validade (dias)</translation>
    </message>
    <message>
        <source>until taken back</source>
        <translation>até ser retirada</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Horários</translation>
    </message>
    <message>
        <source>Messages per day, at most</source>
        <translation>Mensagens por dia, no máximo</translation>
    </message>
    <message>
        <source>Messages per week, at most</source>
        <translation>Mensagens por semana, no máximo</translation>
    </message>
    <message>
        <source>Messages per month, at most</source>
        <translation>Mensagens por mês, no máximo</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Finalidades</translation>
    </message>
    <message>
        <source>What your customers may agree to. Each is asked, counted and taken back on its own.</source>
        <translation>O que seus clientes podem autorizar. Cada uma é perguntada, contada e retirada separadamente.</translation>
    </message>
    <message>
        <source>New purpose</source>
        <translation>Nova finalidade</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
</context>
<context>
    <name>QueueController</name>
    <message>
        <source>Saved. It counts from the next case on.</source>
        <translation>Salvo. Vale a partir do próximo atendimento.</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>{name} foi removida.</translation>
    </message>
    <message>
        <source>Nowhere: it waits here</source>
        <translation>Para nenhuma: espera aqui</translation>
    </message>
    <message>
        <source>New queue</source>
        <translation>Nova fila</translation>
    </message>
    <message>
        <source>{queue} · everyone serves it already</source>
        <translation>{queue} · todos já atendem</translation>
    </message>
    <message>
        <source>Customers wait in queues. The first one gets everything that comes in.</source>
        <translation>Os clientes esperam em filas. A primeira recebe tudo o que chega.</translation>
    </message>
    <message>
        <source>There is no queue yet</source>
        <translation>Ainda não há nenhuma fila</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>todos</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desligada</translation>
    </message>
</context>
<context>
    <name>QueueFields</name>
    <message>
        <source>Members</source>
        <translation>Membros</translation>
    </message>
    <message>
        <source>The place counts where the order is fixed: the smallest is asked first.</source>
        <translation>A ordem vale quando a distribuição é em ordem fixa: o menor número recebe primeiro.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Em uso</translation>
    </message>
    <message>
        <source>Place in lists</source>
        <translation>Posição nas listas</translation>
    </message>
    <message>
        <source>Everyone serves it</source>
        <translation>Todos atendem</translation>
    </message>
    <message>
        <source>All accounts are members, also new ones, without being ticked.</source>
        <translation>Todas as contas são membros, também as novas, sem precisar marcar.</translation>
    </message>
    <message>
        <source>Numbers whose customers come here</source>
        <translation>Números cujos clientes vêm para cá</translation>
    </message>
    <message>
        <source>What is written to any other number comes to the usual queue.</source>
        <translation>O que chega por outro número vai para a fila padrão.</translation>
    </message>
    <message>
        <source>Who gets a case</source>
        <translation>Quem recebe o atendimento</translation>
    </message>
    <message>
        <source>How cases are given</source>
        <translation>Como os atendimentos são distribuídos</translation>
    </message>
    <message>
        <source>Priority (0 to 9)</source>
        <translation>Prioridade (0 a 9)</translation>
    </message>
    <message>
        <source>Higher ones are served first.</source>
        <translation>As mais altas são atendidas primeiro.</translation>
    </message>
    <message>
        <source>What a minute of waiting adds (hundredths of a step of priority)</source>
        <translation>Quanto um minuto de espera soma (centésimos de um nível de prioridade)</translation>
    </message>
    <message>
        <source>With 1, an hour and forty minutes of waiting weigh as much as one step.</source>
        <translation>Com 1, uma hora e quarenta minutos de espera valem um nível.</translation>
    </message>
    <message>
        <source>Skills needed</source>
        <translation>Habilidades exigidas</translation>
    </message>
    <message>
        <source>Only people who have all of them, at this level or above, are given cases.</source>
        <translation>Só recebe atendimentos quem tem todas, neste nível ou acima.</translation>
    </message>
    <message>
        <source>Skills preferred</source>
        <translation>Habilidades preferidas</translation>
    </message>
    <message>
        <source>Preferred ones are waited for (seconds)</source>
        <translation>Por quanto tempo esperar por elas (segundos)</translation>
    </message>
    <message>
        <source>Whoever served the customer last is asked first (days)</source>
        <translation>Quem atendeu o cliente por último tem preferência (dias)</translation>
    </message>
    <message>
        <source>0: nobody is preferred.</source>
        <translation>0: ninguém tem preferência.</translation>
    </message>
    <message>
        <source>That one is waited for (seconds)</source>
        <translation>Por quanto tempo esperar por essa pessoa (segundos)</translation>
    </message>
    <message>
        <source>Time to accept a case (seconds)</source>
        <translation>Tempo para aceitar um atendimento (segundos)</translation>
    </message>
    <message>
        <source>0: it is theirs at once.</source>
        <translation>0: já é da pessoa, sem perguntar.</translation>
    </message>
    <message>
        <source>Time to accept a transfer (seconds)</source>
        <translation>Tempo para aceitar uma transferência (segundos)</translation>
    </message>
    <message>
        <source>Then it returns to whoever gave it.</source>
        <translation>Depois volta para quem transferiu.</translation>
    </message>
    <message>
        <source>Given and not answered: to somebody else after (seconds)</source>
        <translation>Entregue e não respondido: vai para outra pessoa após (segundos)</translation>
    </message>
    <message>
        <source>0: it stays.</source>
        <translation>0: fica onde está.</translation>
    </message>
    <message>
        <source>What is too much goes to</source>
        <translation>O excedente vai para</translation>
    </message>
    <message>
        <source>After waiting so long (seconds)</source>
        <translation>Depois de esperar (segundos)</translation>
    </message>
    <message>
        <source>0: never.</source>
        <translation>0: nunca.</translation>
    </message>
    <message>
        <source>At once with more than so many waiting</source>
        <translation>Na hora, quando houver mais que tantos esperando</translation>
    </message>
    <message>
        <source>First answer within (seconds)</source>
        <translation>Primeira resposta em até (segundos)</translation>
    </message>
    <message>
        <source>Targets and closing</source>
        <translation>Metas e encerramento</translation>
    </message>
    <message>
        <source>Each later answer within (seconds)</source>
        <translation>Demais respostas em até (segundos)</translation>
    </message>
    <message>
        <source>Wrap-up (seconds)</source>
        <translation>Pós-atendimento (segundos)</translation>
    </message>
    <message>
        <source>Time to finish notes after a talk; then the case closes by itself.</source>
        <translation>Tempo para terminar as anotações; depois o atendimento se encerra sozinho.</translation>
    </message>
    <message>
        <source>A classification is needed to close</source>
        <translation>Exige tabulação para encerrar</translation>
    </message>
    <message>
        <source>Close when the customer owes an answer for (minutes)</source>
        <translation>Encerrar quando o cliente não responde há (minutos)</translation>
    </message>
    <message>
        <source>Hours of the week</source>
        <translation>Horário da semana</translation>
    </message>
    <message>
        <source>in Portuguese</source>
        <translation>em português</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>em inglês</translation>
    </message>
    <message>
        <source>Once for each case, nobody again so soon (see Limits and hours), and never people who left.</source>
        <translation>Uma vez por atendimento, sem repetir à mesma pessoa tão cedo (veja Limites e horários) e nunca a quem pediu para sair.</translation>
    </message>
    <message>
        <source>As 09:00-12:00, 13:00-18:00. An empty day is closed; with all of them empty it is always open.</source>
        <translation>Como 09:00-12:00, 13:00-18:00. Dia vazio é fechado; com todos vazios, está sempre aberta.</translation>
    </message>
    <message>
        <source>When it is open</source>
        <translation>Quando está aberta</translation>
    </message>
    <message>
        <source>Also on holidays</source>
        <translation>Também em feriados</translation>
    </message>
    <message>
        <source>Free days of this queue</source>
        <translation>Dias sem atendimento desta fila</translation>
    </message>
    <message>
        <source>National and state holidays and those of the company are known already.</source>
        <translation>Feriados nacionais, estaduais e os da empresa já são conhecidos.</translation>
    </message>
    <message>
        <source>Language of days and times in texts</source>
        <translation>Idioma de dias e horas nos textos</translation>
    </message>
    <message>
        <source>What the customer reads</source>
        <translation>O que o cliente lê</translation>
    </message>
    <message>
        <source>While it is closed</source>
        <translation>Enquanto está fechada</translation>
    </message>
    <message>
        <source>When a case is opened</source>
        <translation>Quando o atendimento é aberto</translation>
    </message>
    <message>
        <source>While waiting, the place in the queue</source>
        <translation>Durante a espera, o lugar na fila</translation>
    </message>
    <message>
        <source>At most every (minutes)</source>
        <translation>No máximo a cada (minutos)</translation>
    </message>
    <message>
        <source>When somebody is there</source>
        <translation>Quando alguém assume</translation>
    </message>
    <message>
        <source>When the case is closed</source>
        <translation>Quando o atendimento é encerrado</translation>
    </message>
    <message>
        <source>Before the window of 24 hours closes</source>
        <translation>Antes de a janela de 24 horas fechar</translation>
    </message>
    <message>
        <source>After the case is closed, a survey</source>
        <translation>Depois de encerrado, a pesquisa de satisfação</translation>
    </message>
    <message>
        <source>Ask for a number from 1 to 5 and say what 1 and 5 mean: only such a number, alone, is a score.</source>
        <translation>Peça um número de 1 a 5 e diga o que significam o 1 e o 5: só um número desses, sozinho, vale como nota.</translation>
    </message>
    <message>
        <source>Nobody is asked.</source>
        <translation>Ninguém recebe a pesquisa.</translation>
    </message>
    <message>
        <source>So many of a hundred closed cases are asked about</source>
        <translation>De cada cem atendimentos encerrados, perguntar em</translation>
    </message>
    <message>
        <source>Nothing is said.</source>
        <translation>Nada é dito.</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Where customers wait, who serves them, and what they are told meanwhile.</source>
        <translation>Onde os clientes esperam, quem os atende e o que leem enquanto isso.</translation>
    </message>
    <message>
        <source>Who serves which queue. Everything else of a queue is changed by administrators.</source>
        <translation>Quem atende cada fila. O resto da fila é alterado por administradores.</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>New queue</source>
        <translation>Nova fila</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Its cases go to</source>
        <translation>Os atendimentos vão para</translation>
    </message>
    <message>
        <source>Move its cases and remove it</source>
        <translation>Mover os atendimentos e remover</translation>
    </message>
    <message>
        <source>Remove queue</source>
        <translation>Remover fila</translation>
    </message>
</context>
<context>
    <name>Queues</name>
    <message>
        <source>Least busy: to whoever carries least now</source>
        <translation>Menos ocupado: para quem está com menos carga agora</translation>
    </message>
    <message>
        <source>Longest idle: to whoever has waited longest for a case</source>
        <translation>Mais tempo livre: para quem está há mais tempo sem receber</translation>
    </message>
    <message>
        <source>By turns: to one after the other</source>
        <translation>Rodízio: uma pessoa depois da outra</translation>
    </message>
    <message>
        <source>Fixed order: to the first by place who is free</source>
        <translation>Ordem fixa: para a primeira pessoa livre, pela ordem</translation>
    </message>
    <message>
        <source>By hand: nobody is given anything, whoever takes it has it</source>
        <translation>Manual: ninguém recebe sozinho, fica com quem pegar</translation>
    </message>
    <message>
        <source>They stay</source>
        <translation>Ficam com a pessoa</translation>
    </message>
    <message>
        <source>Those in which the customer waits go back to the queue</source>
        <translation>Voltam para a fila aqueles em que o cliente espera</translation>
    </message>
    <message>
        <source>All go back to the queue</source>
        <translation>Todos voltam para a fila</translation>
    </message>
    <message>
        <source>customer&apos;s name</source>
        <translation>nome do cliente</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>fila</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>protocolo</translation>
    </message>
    <message>
        <source>when it opens</source>
        <translation>quando abre</translation>
    </message>
    <message>
        <source>place</source>
        <translation>lugar</translation>
    </message>
    <message>
        <source>minutes left</source>
        <translation>minutos restantes</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>atendente</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Vendas</translation>
    </message>
    <message>
        <source>tomorrow at 08:00</source>
        <translation>amanhã às 08:00</translation>
    </message>
    <message>
        <source>Give it a name of at most 40 letters that no other queue has.</source>
        <translation>Dê um nome de até 40 letras que nenhuma outra fila tenha.</translation>
    </message>
    <message>
        <source>The usual queue stays in use: what comes in must have a place.</source>
        <translation>A fila padrão continua em uso: o que chega precisa ter um lugar.</translation>
    </message>
    <message>
        <source>Somebody ticked may no longer sign in. Open the page again.</source>
        <translation>Alguém marcado não pode mais entrar no sistema. Abra a página de novo.</translation>
    </message>
    <message>
        <source>At most 30 skills, each with a name of up to 40 letters and a level.</source>
        <translation>No máximo 30 habilidades, cada uma com nome de até 40 letras e um nível.</translation>
    </message>
    <message>
        <source>Write from when to when, as 09:00-12:00, 13:00-18:00, or nothing.</source>
        <translation>Escreva de quando a quando, como 09:00-12:00, 13:00-18:00, ou nada.</translation>
    </message>
    <message>
        <source>At most 366 days.</source>
        <translation>No máximo 366 dias.</translation>
    </message>
    <message>
        <source>Choose a queue that does not lead back here.</source>
        <translation>Escolha uma fila que não leve de volta para esta.</translation>
    </message>
    <message>
        <source>A number leads to one queue only; another one has it already.</source>
        <translation>Um número leva a uma fila só; outra já o tem.</translation>
    </message>
    <message>
        <source>Choose one of the languages offered.</source>
        <translation>Escolha um dos idiomas oferecidos.</translation>
    </message>
    <message>
        <source>Write languages as codes, for example pt-BR or es.</source>
        <translation>Escreva os idiomas como códigos, por exemplo pt-BR ou es.</translation>
    </message>
    <message>
        <source>Choose a queue that is in use.</source>
        <translation>Escolha uma fila em uso.</translation>
    </message>
    <message>
        <source>Each needs a name of up to 60 letters, and none twice beside each other.</source>
        <translation>Cada uma precisa de um nome de até 60 letras, sem repetir no mesmo nível.</translation>
    </message>
    <message>
        <source>Choose what it means: nothing is below it any more.</source>
        <translation>Escolha o que significa: não há mais nada abaixo dela.</translation>
    </message>
    <message>
        <source>At most ten beside each other: with more nobody finds the right one.</source>
        <translation>No máximo dez no mesmo nível: com mais ninguém acha a certa.</translation>
    </message>
    <message>
        <source>Choose a queue that there is.</source>
        <translation>Escolha uma fila que exista.</translation>
    </message>
    <message>
        <source>Choose a state, or none.</source>
        <translation>Escolha um estado, ou nenhum.</translation>
    </message>
    <message>
        <source>Brazilian Portuguese</source>
        <translation>Português do Brasil</translation>
    </message>
    <message>
        <source>English language</source>
        <translation>Inglês</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Espanhol</translation>
    </message>
    <message>
        <source>At most 1000 letters, and only the placeholders offered.</source>
        <translation>No máximo 1000 letras, e só os campos oferecidos.</translation>
    </message>
    <message>
        <source>Write a number from {least} to {most}.</source>
        <translation>Escreva um número de {least} a {most}.</translation>
    </message>
    <message>
        <source>“{name}” is no placeholder here: choose one of those offered.</source>
        <translation>“{name}” não é um campo daqui: escolha um dos oferecidos.</translation>
    </message>
</context>
<context>
    <name>QuoteBar</name>
    <message>
        <source>Do not quote</source>
        <translation>Não citar</translation>
    </message>
    <message>
        <source>Answering {who}: {text}</source>
        <translation>Respondendo a {who}: {text}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Conversations</source>
        <translation>Conversas</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>Colegas</translation>
    </message>
    <message>
        <source>Windows about to close</source>
        <translation>Janelas fechando</translation>
    </message>
    <message>
        <source>Live wall</source>
        <translation>Painel ao vivo</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contatos</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Administração</translation>
    </message>
    <message>
        <source>Go to conversation</source>
        <translation>Ir para uma conversa</translation>
    </message>
    <message>
        <source>Sound of new messages</source>
        <translation>Som de novas mensagens</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atalhos do teclado</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>Sua conta</translation>
    </message>
    <message>
        <source>Your account: {name}</source>
        <translation>Sua conta: {name}</translation>
    </message>
    <message>
        <source>{name} · {role}</source>
        <translation>{name} · {role}</translation>
    </message>
    <message>
        <source>Sound is on</source>
        <translation>O som está ligado</translation>
    </message>
    <message>
        <source>Sound is off</source>
        <translation>O som está desligado</translation>
    </message>
    <message>
        <source>Canned phrases…</source>
        <translation>Frases prontas…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sair</translation>
    </message>
</context>
<context>
    <name>ReactionPopup</name>
    <message>
        <source>React</source>
        <translation>Reagir</translation>
    </message>
    <message>
        <source>Another emoji</source>
        <translation>Outro emoji</translation>
    </message>
    <message>
        <source>Take the reaction back</source>
        <translation>Retirar a reação</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Reply allowed: the customer wrote less than 24 h ago.</source>
        <translation>Resposta liberada: o cliente escreveu há menos de 24 h.</translation>
    </message>
    <message>
        <source>Only answer what was asked. No offers: the customer opted out.</source>
        <translation>Liberado só para responder ao que o cliente pediu. Nada de ofertas: ele saiu da lista.</translation>
    </message>
    <message>
        <source>Authorised by the customer on {date} (notice {version}).</source>
        <translation>Autorizado pelo cliente em {date} (termo {version}).</translation>
    </message>
    <message>
        <source>Authorised by the customer on {date}.</source>
        <translation>Autorizado pelo cliente em {date}.</translation>
    </message>
    <message>
        <source>Authorised by the customer.</source>
        <translation>Autorizado pelo cliente.</translation>
    </message>
    <message>
        <source>You may ask for permission now.</source>
        <translation>Você pode pedir a autorização agora.</translation>
    </message>
    <message>
        <source>One-time opt-out confirmation.</source>
        <translation>Confirmação única de saída.</translation>
    </message>
    <message>
        <source>Allowed: the customer asked for this in this conversation.</source>
        <translation>Liberado: o cliente pediu isto nesta conversa.</translation>
    </message>
    <message>
        <source>Allowed: requested by the customer on {date}.</source>
        <translation>Liberado: pedido feito pelo cliente em {date}.</translation>
    </message>
    <message>
        <source>Allowed: requested by the customer.</source>
        <translation>Liberado: pedido feito pelo cliente.</translation>
    </message>
    <message>
        <source>The 24 h window closed on {date}. Only an approved template with the customer&apos;s permission.</source>
        <translation>A janela de 24 h fechou em {date}. Só modelo aprovado, com autorização do cliente.</translation>
    </message>
    <message>
        <source>The 24 h window is closed. Only an approved template with the customer&apos;s permission.</source>
        <translation>A janela de 24 h fechou. Só modelo aprovado, com autorização do cliente.</translation>
    </message>
    <message>
        <source>No recorded permission for “{purpose}”.</source>
        <translation>Não há autorização registrada para “{purpose}”.</translation>
    </message>
    <message>
        <source>No recorded permission for this kind of message.</source>
        <translation>Não há autorização registrada para este tipo de mensagem.</translation>
    </message>
    <message>
        <source>The customer has not confirmed “{purpose}” yet.</source>
        <translation>O cliente ainda não confirmou a autorização para “{purpose}”.</translation>
    </message>
    <message>
        <source>The customer has not confirmed yet.</source>
        <translation>O cliente ainda não confirmou a autorização.</translation>
    </message>
    <message>
        <source>Permission expired on {date}. Ask again when the customer writes.</source>
        <translation>A autorização venceu em {date}. Peça de novo quando o cliente escrever.</translation>
    </message>
    <message>
        <source>Permission has expired. Ask again when the customer writes.</source>
        <translation>A autorização venceu. Peça de novo quando o cliente escrever.</translation>
    </message>
    <message>
        <source>The notice changed; new permission is needed.</source>
        <translation>O termo mudou; é preciso nova autorização.</translation>
    </message>
    <message>
        <source>The existing permission does not cover this content, brand or channel.</source>
        <translation>A autorização existente não cobre este tipo de mensagem, marca ou canal.</translation>
    </message>
    <message>
        <source>Proof of permission for “{purpose}” is missing. Blocked.</source>
        <translation>Falta a prova da autorização para “{purpose}”. Envio bloqueado.</translation>
    </message>
    <message>
        <source>Proof of permission is missing. Blocked.</source>
        <translation>Falta a prova da autorização. Envio bloqueado.</translation>
    </message>
    <message>
        <source>The customer refused on {date}. Do not insist.</source>
        <translation>O cliente recusou em {date}. Não insista.</translation>
    </message>
    <message>
        <source>The customer refused recently. Do not insist.</source>
        <translation>O cliente recusou há pouco tempo. Não insista.</translation>
    </message>
    <message>
        <source>The customer opted out of “{purpose}” on {date}.</source>
        <translation>O cliente pediu para não receber “{purpose}” em {date}.</translation>
    </message>
    <message>
        <source>The customer opted out of “{purpose}”.</source>
        <translation>O cliente pediu para não receber “{purpose}”.</translation>
    </message>
    <message>
        <source>The customer opted out of this kind of message.</source>
        <translation>O cliente pediu para não receber este tipo de mensagem.</translation>
    </message>
    <message>
        <source>The customer opted out of all messages on {date}. Wait until the customer writes.</source>
        <translation>O cliente pediu para não receber mensagens em {date}. Aguarde até ele escrever.</translation>
    </message>
    <message>
        <source>The customer opted out of all messages. Wait until the customer writes.</source>
        <translation>O cliente pediu para não receber mensagens. Aguarde até ele escrever.</translation>
    </message>
    <message>
        <source>The opt-out was already confirmed to the customer.</source>
        <translation>A saída já foi confirmada ao cliente.</translation>
    </message>
    <message>
        <source>The customer gave permission for “{purpose}” on {date}; there is nothing to ask.</source>
        <translation>O cliente já autorizou “{purpose}” em {date}; não há o que pedir.</translation>
    </message>
    <message>
        <source>The customer has given this permission already; there is nothing to ask.</source>
        <translation>O cliente já deu esta autorização; não há o que pedir.</translation>
    </message>
    <message>
        <source>Number on a consumer agency&apos;s do-not-contact list ({state}), with no later permission.</source>
        <translation>Número em lista de bloqueio do PROCON ({state}), sem autorização posterior.</translation>
    </message>
    <message>
        <source>Number on a consumer agency&apos;s do-not-contact list, with no later permission.</source>
        <translation>Número em lista de bloqueio do PROCON, sem autorização posterior.</translation>
    </message>
    <message>
        <source>An offer without permission for marketing. Take the offer out, or ask for permission first.</source>
        <translation>Conteúdo promocional sem autorização de marketing. Retire a oferta ou peça a autorização.</translation>
    </message>
    <message>
        <source>This looks like an offer (“{words}”). Say whether it is one.</source>
        <translation>Isto parece uma oferta (“{words}”). Diga se é.</translation>
    </message>
    <message>
        <source>This looks like an offer. Say whether it is one.</source>
        <translation>Isto parece uma oferta. Diga se é.</translation>
    </message>
    <message>
        <source>“{purpose}” is for adults only, and the age of this contact is not known. Ask, and note it down.</source>
        <translation>“{purpose}” é só para maiores de idade, e a idade deste contato não está anotada. Pergunte e anote.</translation>
    </message>
    <message>
        <source>The contact is under age: a guardian has to give permission.</source>
        <translation>Contato de menor de idade: exige autorização do responsável.</translation>
    </message>
    <message>
        <source>Blocked for a legal reason. Talk to your supervisor.</source>
        <translation>Bloqueio por determinação jurídica. Fale com o supervisor.</translation>
    </message>
    <message>
        <source>The message holds data that must not be sent: a card number, a password or a full document.</source>
        <translation>A mensagem contém dado que não pode ser enviado: número de cartão, senha ou documento completo.</translation>
    </message>
    <message>
        <source>The customer turned off offers from this account in WhatsApp on {date}.</source>
        <translation>O cliente desativou ofertas desta conta no próprio WhatsApp em {date}.</translation>
    </message>
    <message>
        <source>The customer turned off offers from this account in WhatsApp.</source>
        <translation>O cliente desativou ofertas desta conta no próprio WhatsApp.</translation>
    </message>
    <message>
        <source>Template paused, rejected or of low quality.</source>
        <translation>Modelo pausado, reprovado ou de baixa qualidade.</translation>
    </message>
    <message>
        <source>The template&apos;s category does not match the purpose. Tell your supervisor.</source>
        <translation>A categoria do modelo não corresponde à finalidade. Avise o supervisor.</translation>
    </message>
    <message>
        <source>Data erased at the person&apos;s request.</source>
        <translation>Dados eliminados a pedido do titular.</translation>
    </message>
    <message>
        <source>The number may have changed owner. Confirm the identity first.</source>
        <translation>O número pode ter mudado de dono. Confirme a identidade antes.</translation>
    </message>
    <message>
        <source>Permission could not be checked now. Try again later.</source>
        <translation>Não foi possível conferir a autorização agora. Tente mais tarde.</translation>
    </message>
    <message>
        <source>The consent record failed its check. Sending is suspended; supervisor alerted.</source>
        <translation>Falha na verificação do registro. Envios suspensos; supervisor avisado.</translation>
    </message>
    <message>
        <source>It is not known whether this may be sent, so it is not sent. Try again later.</source>
        <translation>Não se sabe se isto pode ser enviado, então não será. Tente mais tarde.</translation>
    </message>
    <message>
        <source>The customer may have asked to leave. It waits until somebody says.</source>
        <translation>O cliente pode ter pedido para sair. Aguardando confirmação.</translation>
    </message>
    <message>
        <source>A do-not-contact list is being read in. It goes if the list does not name them.</source>
        <translation>Uma lista de bloqueio está sendo carregada. Segue se o número não estiver nela.</translation>
    </message>
    <message>
        <source>The limit of messages is reached. Next one: {when}.</source>
        <translation>Limite de mensagens atingido. Próximo envio: {when}.</translation>
    </message>
    <message>
        <source>The limit of messages is reached.</source>
        <translation>Limite de mensagens atingido.</translation>
    </message>
    <message>
        <source>Outside the hours in which it may be sent. It goes on {when}.</source>
        <translation>Fora do horário permitido. Programado para {when}.</translation>
    </message>
    <message>
        <source>Outside the hours in which it may be sent.</source>
        <translation>Fora do horário permitido.</translation>
    </message>
    <message>
        <source>The quality of the company&apos;s number is low: campaigns wait. Tried again {when}.</source>
        <translation>Qualidade do número baixa: campanhas pausadas. Nova tentativa: {when}.</translation>
    </message>
    <message>
        <source>The quality of the company&apos;s number is low: campaigns wait.</source>
        <translation>Qualidade do número baixa: campanhas pausadas.</translation>
    </message>
    <message>
        <source>The account&apos;s daily limit at WhatsApp is reached. It goes on {when}.</source>
        <translation>Limite diário da conta no WhatsApp atingido. Continua em {when}.</translation>
    </message>
    <message>
        <source>The account&apos;s daily limit at WhatsApp is reached.</source>
        <translation>Limite diário da conta no WhatsApp atingido.</translation>
    </message>
    <message>
        <source>Sending gradually; next one at {time}.</source>
        <translation>Enviando aos poucos; o próximo às {time}.</translation>
    </message>
    <message>
        <source>Sending gradually.</source>
        <translation>Enviando aos poucos.</translation>
    </message>
    <message>
        <source>The consent record is being checked after the start. It goes as soon as that is done.</source>
        <translation>O registro de autorizações está sendo conferido depois do início. A mensagem sai assim que terminar.</translation>
    </message>
    <message>
        <source>Nothing may be sent now; when the customer writes, you can reply.</source>
        <translation>Nada pode ser enviado agora; quando o cliente escrever, você poderá responder.</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>Ainda não foi salvo.</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Descartar alterações</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>This could not be loaded</source>
        <translation>Não foi possível carregar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Somebody changed this meanwhile. Their changes are shown, yours are kept: look, and save.</source>
        <translation>Alguém alterou isto enquanto você editava. As alterações dessa pessoa aparecem aqui e as suas foram mantidas: confira e salve.</translation>
    </message>
    <message>
        <source>You both changed: {fields}.</source>
        <translation>Vocês dois alteraram: {fields}.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Salvando…</translation>
    </message>
</context>
<context>
    <name>Registers</name>
    <message>
        <source>Marketing</source>
        <translation>Marketing</translation>
    </message>
    <message>
        <source>Utility</source>
        <translation>Utilidade</translation>
    </message>
    <message>
        <source>Access codes</source>
        <translation>Códigos de acesso</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>Pesquisa</translation>
    </message>
    <message>
        <source>1 – stated by somebody</source>
        <translation>1 – declarada por alguém</translation>
    </message>
    <message>
        <source>2 – entry of a system</source>
        <translation>2 – registro de um sistema</translation>
    </message>
    <message>
        <source>3 – own click or message, with the text shown</source>
        <translation>3 – clique ou mensagem da pessoa, com o texto exibido</translation>
    </message>
    <message>
        <source>4 – as 3, and the number is proven to be theirs</source>
        <translation>4 – como 3, e o número é comprovadamente dela</translation>
    </message>
    <message>
        <source>Promotions and surveys</source>
        <translation>Promoções e pesquisas</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Cobrança</translation>
    </message>
    <message>
        <source>Orders, bills, notices</source>
        <translation>Pedidos, faturas, avisos</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>A qualquer hora</translation>
    </message>
    <message>
        <source>Record permissions</source>
        <translation>Registrar autorizações</translation>
    </message>
    <message>
        <source>Read permissions</source>
        <translation>Consultar autorizações</translation>
    </message>
    <message>
        <source>Have a code sent by WhatsApp</source>
        <translation>Pedir envio de código pelo WhatsApp</translation>
    </message>
</context>
<context>
    <name>RequestForm</name>
    <message>
        <source>LGPD request</source>
        <translation>Pedido LGPD</translation>
    </message>
    <message>
        <source>Open request</source>
        <translation>Abrir pedido</translation>
    </message>
    <message>
        <source>What the person asks for</source>
        <translation>O que a pessoa pede</translation>
    </message>
    <message>
        <source>In the person&apos;s words (optional)</source>
        <translation>Nas palavras da pessoa (opcional)</translation>
    </message>
    <message>
        <source>The person gets a protocol number; the answer is due within 15 days.</source>
        <translation>A pessoa recebe um protocolo; o prazo de resposta é de 15 dias.</translation>
    </message>
</context>
<context>
    <name>RequestsController</name>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>This could not be loaded</source>
        <translation>Não foi possível carregar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>A request is opened from a contact, or by the customer in the chat.</source>
        <translation>Um pedido é aberto a partir de um contato ou pelo próprio cliente no chat.</translation>
    </message>
    <message>
        <source>No requests</source>
        <translation>Nenhum pedido</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocolo</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Pessoa</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
    </message>
    <message>
        <source>We want to answer by</source>
        <translation>Queremos responder até</translation>
    </message>
    <message>
        <source>Must be answered by</source>
        <translation>Prazo legal</translation>
    </message>
    <message>
        <source>In the person&apos;s words</source>
        <translation>Nas palavras da pessoa</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>Respondido por</translation>
    </message>
    <message>
        <source>Overdue since {date}</source>
        <translation>Vencido desde {date}</translation>
    </message>
    <message>
        <source>Answer by {date}</source>
        <translation>Responder até {date}</translation>
    </message>
    <message>
        <source>Protocol {protocol}: answered.</source>
        <translation>Protocolo {protocol}: respondido.</translation>
    </message>
    <message>
        <source>data-{protocol}.zip</source>
        <translation>dados-{protocol}.zip</translation>
    </message>
    <message>
        <source>Keep all data of this person</source>
        <translation>Guardar todos os dados desta pessoa</translation>
    </message>
    <message>
        <source>Putting it together…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Gravado: {name}</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
</context>
<context>
    <name>RequestsView</name>
    <message>
        <source>LGPD requests</source>
        <translation>Pedidos LGPD</translation>
    </message>
    <message>
        <source>Export all data…</source>
        <translation>Exportar todos os dados…</translation>
    </message>
    <message>
        <source>Corrected name</source>
        <translation>Nome corrigido</translation>
    </message>
    <message>
        <source>Answer to the person</source>
        <translation>Resposta à pessoa</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondido</translation>
    </message>
    <message>
        <source>Refuse, with this reason</source>
        <translation>Recusar, com este motivo</translation>
    </message>
    <message>
        <source>Write the answer first</source>
        <translation>Escreva a resposta primeiro</translation>
    </message>
    <message>
        <source>Type the protocol number first</source>
        <translation>Digite primeiro o número do protocolo</translation>
    </message>
    <message>
        <source>Erase this person&apos;s data</source>
        <translation>Eliminar os dados desta pessoa</translation>
    </message>
    <message>
        <source>Messages, files and data become unreadable for ever. The record of permissions stays verifiable, and the person is not written to again. Type the protocol number to confirm.</source>
        <translation>Mensagens, arquivos e dados ficam ilegíveis para sempre. O registro de autorizações continua verificável, e a pessoa não recebe mais mensagens. Digite o número do protocolo para confirmar.</translation>
    </message>
    <message>
        <source>Protocol number</source>
        <translation>Número do protocolo</translation>
    </message>
    <message>
        <source>Erase for ever</source>
        <translation>Eliminar para sempre</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>The customer waits for us</source>
        <translation>O cliente espera por nós</translation>
    </message>
    <message>
        <source>We wait for the customer</source>
        <translation>Esperamos pelo cliente</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>restam {time}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fechada</translation>
    </message>
    <message>
        <source>The window closed {time} ago</source>
        <translation>A janela fechou há {time}</translation>
    </message>
    <message>
        <source>Asked at {time}</source>
        <translation>Perguntado às {time}</translation>
    </message>
</context>
<context>
    <name>RescueController</name>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>Without a connection nothing can be sent from here.</source>
        <translation>Sem conexão, nada pode ser enviado daqui.</translation>
    </message>
    <message>
        <source>No list now</source>
        <translation>Lista indisponível</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Nobody&apos;s window closes within six hours.</source>
        <translation>Nenhuma janela fecha nas próximas seis horas.</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Tudo em dia</translation>
    </message>
    <message>
        <source>{name} was asked.</source>
        <translation>Perguntamos a {name}.</translation>
    </message>
</context>
<context>
    <name>RescueCounts</name>
    <message numerus="yes">
        <source>%n window(s) closing soon</source>
        <translation>
            <numerusform>%n janela fechando</numerusform>
            <numerusform>%n janelas fechando</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescuePage</name>
    <message>
        <source>Windows about to close</source>
        <translation>Janelas fechando</translation>
    </message>
    <message>
        <source>One question keeps a window of 24 hours open. Nobody is asked twice, and nobody who left.</source>
        <translation>Uma pergunta mantém aberta a janela de 24 horas. Ninguém é perguntado duas vezes, nem quem pediu para sair.</translation>
    </message>
    <message>
        <source>Windows about to close, by time left</source>
        <translation>Janelas fechando, pelo tempo que resta</translation>
    </message>
    <message>
        <source>This is sent:</source>
        <translation>Será enviado:</translation>
    </message>
    <message>
        <source>This would be sent:</source>
        <translation>Seria enviado:</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Send it (Enter)</source>
        <translation>Enviar (Enter)</translation>
    </message>
    <message>
        <source>Open conversation</source>
        <translation>Abrir conversa</translation>
    </message>
</context>
<context>
    <name>RetentionController</name>
    <message>
        <source>The law asks for at least {days} days.</source>
        <translation>A lei pede no mínimo {days} dias.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} dias</translation>
    </message>
    <message>
        <source>{count} due</source>
        <translation>{count} vencidos</translation>
    </message>
    <message>
        <source>{count} deleted.</source>
        <translation>{count} excluídos.</translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation>Nada venceu.</translation>
    </message>
    <message>
        <source>This cannot be undone:</source>
        <translation>Isto não pode ser desfeito:</translation>
    </message>
    <message>
        <source>Delete what is due?</source>
        <translation>Excluir o que venceu?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message>
        <source>Permissions and opt-outs are never deleted. Everything else goes after its time, each night.</source>
        <translation>Autorizações e saídas nunca são excluídas. O resto é descartado no prazo, toda noite.</translation>
    </message>
    <message>
        <source>Kept for (days)</source>
        <translation>Guardar por (dias)</translation>
    </message>
    <message>
        <source>Keeping and deleting</source>
        <translation>Guarda e descarte</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Delete what is due now</source>
        <translation>Excluir o que venceu</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>You</source>
        <translation>Você</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Sem nome</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>Encaminhada</translation>
    </message>
    <message>
        <source>Forwarded many times</source>
        <translation>Encaminhada muitas vezes</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>editada</translation>
    </message>
    <message>
        <source>This message was deleted</source>
        <translation>Esta mensagem foi apagada</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>Não entregue</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Não confirmada</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>Em análise</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
    </message>
    <message>
        <source>Not available any more</source>
        <translation>Não está mais disponível</translation>
    </message>
    <message>
        <source>in answer to</source>
        <translation>em resposta a</translation>
    </message>
    <message>
        <source>Earlier message</source>
        <translation>Mensagem anterior</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>Resposta escolhida</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Request for permission</source>
        <translation>Pedido de autorização</translation>
    </message>
    <message>
        <source>The customer allows calls</source>
        <translation>O cliente permite ligações</translation>
    </message>
    <message>
        <source>The customer does not allow calls</source>
        <translation>O cliente não permite ligações</translation>
    </message>
    <message>
        <source>Form filled in</source>
        <translation>Formulário preenchido</translation>
    </message>
    <message>
        <source>Came from an advertisement</source>
        <translation>Veio de um anúncio</translation>
    </message>
    <message>
        <source>Came from a post</source>
        <translation>Veio de uma publicação</translation>
    </message>
    <message>
        <source>Asks about a product</source>
        <translation>Pergunta sobre um produto</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>Ler mais</translation>
    </message>
    <message>
        <source>This picture is damaged and cannot be shown</source>
        <translation>Esta imagem está danificada e não pode ser mostrada</translation>
    </message>
    <message>
        <source>It cannot be played here</source>
        <translation>Não pode ser tocado aqui</translation>
    </message>
    <message>
        <source>There is nothing to hear in it</source>
        <translation>Não há nada para ouvir</translation>
    </message>
    <message>
        <source>Not loaded yet: no line to the gateway</source>
        <translation>Ainda não carregada: sem conexão com o gateway</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de novo</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>A note mentions you</source>
        <translation>Uma nota menciona você</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>Na fila</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Nenhuma mensagem ainda</translation>
    </message>
    <message>
        <source>the customer reacted with {emoji}</source>
        <translation>o cliente reagiu com {emoji}</translation>
    </message>
    <message>
        <source>your team reacted with {emoji}</source>
        <translation>sua equipe reagiu com {emoji}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>restam {time}</translation>
    </message>
    <message>
        <source>{name} is answering</source>
        <translation>{name} está respondendo</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>Com {name}</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversas</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>%n case(s) go back to the queue</source>
        <translation>
            <numerusform>%n atendimento volta para a fila</numerusform>
            <numerusform>%n atendimentos voltam para a fila</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) stay with you</source>
        <translation>
            <numerusform>%n atendimento fica com você</numerusform>
            <numerusform>%n atendimentos ficam com você</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s)</source>
        <translation>
            <numerusform>%n transferência</numerusform>
            <numerusform>%n transferências</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n pessoa</numerusform>
            <numerusform>%n pessoas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n esperando</numerusform>
            <numerusform>%n esperando</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The queue still holds %n case(s). Choose the queue that gets them.</source>
        <translation>
            <numerusform>A fila ainda tem %n atendimento. Escolha a fila que vai recebê-lo.</numerusform>
            <numerusform>A fila ainda tem %n atendimentos. Escolha a fila que vai recebê-los.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServiceController</name>
    <message>
        <source>Saved. It counts from now on.</source>
        <translation>Salvo. Já está valendo.</translation>
    </message>
</context>
<context>
    <name>ServicePage</name>
    <message>
        <source>Service rules</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>What holds for all queues.</source>
        <translation>O que vale para todas as filas.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>only national ones</source>
        <translation>só os nacionais</translation>
    </message>
    <message>
        <source>Usual queue</source>
        <translation>Fila padrão</translation>
    </message>
    <message>
        <source>What comes in by a number that no queue has goes here.</source>
        <translation>O que chega por um número que nenhuma fila tem vem para esta.</translation>
    </message>
    <message>
        <source>Who writes again so soon goes on with the same case (hours)</source>
        <translation>Quem volta a escrever em até tanto tempo continua no mesmo atendimento (horas)</translation>
    </message>
    <message>
        <source>Later a new case is opened.</source>
        <translation>Depois disso abre-se um novo atendimento.</translation>
    </message>
    <message>
        <source>After so many transfers only a lead moves a case on</source>
        <translation>Depois de tantas transferências, só um supervisor move o atendimento</translation>
    </message>
    <message>
        <source>State whose holidays count</source>
        <translation>Estado cujos feriados valem</translation>
    </message>
    <message>
        <source>A case in which the customer waits for us</source>
        <translation>Atendimento em que o cliente espera por nós</translation>
    </message>
    <message>
        <source>How much a case weighs</source>
        <translation>Quanto pesa um atendimento</translation>
    </message>
    <message>
        <source>With a capacity of 100 and 25 here, a person carries four of these.</source>
        <translation>Com capacidade 100 e 25 aqui, uma pessoa leva quatro destes.</translation>
    </message>
    <message>
        <source>A case in which we wait for the customer</source>
        <translation>Atendimento em que esperamos pelo cliente</translation>
    </message>
    <message>
        <source>A case in its wrap-up</source>
        <translation>Atendimento em pós-atendimento</translation>
    </message>
    <message>
        <source>A customer silent for so long weighs nothing (minutes)</source>
        <translation>Cliente calado há tanto tempo não pesa nada (minutos)</translation>
    </message>
    <message>
        <source>When somebody takes a break</source>
        <translation>Quando alguém entra em pausa</translation>
    </message>
    <message>
        <source>What becomes of open cases</source>
        <translation>O que acontece com os atendimentos abertos</translation>
    </message>
    <message>
        <source>When somebody&apos;s computer falls silent</source>
        <translation>Quando o computador de alguém some da rede</translation>
    </message>
    <message>
        <source>It may come back within (seconds)</source>
        <translation>Pode voltar em até (segundos)</translation>
    </message>
    <message>
        <source>Until then nothing moves.</source>
        <translation>Até lá nada se move.</translation>
    </message>
    <message>
        <source>When somebody goes home</source>
        <translation>Quando alguém vai embora</translation>
    </message>
    <message>
        <source>Tell the protocol when a case opens</source>
        <translation>Informar o protocolo quando o atendimento abre</translation>
    </message>
    <message>
        <source>What the customer reads</source>
        <translation>O que o cliente lê</translation>
    </message>
    <message>
        <source>Whoever writes “protocolo” is always told it.</source>
        <translation>Quem escreve “protocolo” sempre o recebe.</translation>
    </message>
    <message>
        <source>With the protocol</source>
        <translation>Com o protocolo</translation>
    </message>
    <message>
        <source>With the history that was asked for</source>
        <translation>Com o histórico pedido</translation>
    </message>
    <message>
        <source>Before the window of 24 hours closes</source>
        <translation>Antes de a janela de 24 horas fechar</translation>
    </message>
    <message>
        <source>Where the queue has no text of its own.</source>
        <translation>Quando a fila não tem texto próprio.</translation>
    </message>
    <message>
        <source>Leads are told when so much of a target has passed (percent)</source>
        <translation>Avisar supervisores quando tanto da meta passou (por cento)</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmes</translation>
    </message>
    <message>
        <source>Alarm when WhatsApp says nothing for (minutes)</source>
        <translation>Alarme quando o WhatsApp não diz nada há (minutos)</translation>
    </message>
    <message>
        <source>Only while a queue is open. 0: never.</source>
        <translation>Só enquanto alguma fila está aberta. 0: nunca.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Igual ao do sistema</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aparência</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Movimento</translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation>Enter envia</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends</source>
        <translation>Ctrl+Enter envia</translation>
    </message>
    <message>
        <source>Sending key</source>
        <translation>Tecla de envio</translation>
    </message>
    <message>
        <source>Take back a text</source>
        <translation>Desfazer envio de texto</translation>
    </message>
    <message>
        <source>Spell check</source>
        <translation>Corretor ortográfico</translation>
    </message>
    <message>
        <source>After sending, go to who waits next</source>
        <translation>Depois de enviar, ir para quem espera</translation>
    </message>
    <message>
        <source>Names of colleagues above their messages</source>
        <translation>Nomes dos colegas acima das mensagens deles</translation>
    </message>
    <message>
        <source>Sound when a customer writes</source>
        <translation>Som quando um cliente escreve</translation>
    </message>
    <message>
        <source>Sound when a conversation is offered to me</source>
        <translation>Som quando oferecem uma conversa a mim</translation>
    </message>
    <message>
        <source>Notifications outside the window</source>
        <translation>Notificações fora da janela</translation>
    </message>
    <message>
        <source>Notifications show what was written</source>
        <translation>As notificações mostram o que foi escrito</translation>
    </message>
    <message>
        <source>My dictionary…</source>
        <translation>Meu dicionário…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Atalhos de teclado…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clara</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escura</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>Alto contraste, claro</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>Alto contraste, escuro</translation>
    </message>
    <message>
        <source>As the system; little over remote lines</source>
        <translation>Como o sistema; pouco em conexões remotas</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Completo</translation>
    </message>
    <message>
        <source>As little as possible</source>
        <translation>O mínimo possível</translation>
    </message>
    <message>
        <source>For {seconds} seconds</source>
        <translation>Por {seconds} segundos</translation>
    </message>
    <message>
        <source>It leaves at once</source>
        <translation>Sai na hora</translation>
    </message>
</context>
<context>
    <name>Shift</name>
    <message>
        <source>Not at work</source>
        <translation>Fora do trabalho</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponível</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Ocupado</translation>
    </message>
    <message>
        <source>In a pause</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <source>Wrapping up</source>
        <translation>Em pós-atendimento</translation>
    </message>
    <message>
        <source>First rest break (NR-17)</source>
        <translation>Primeira pausa de descanso (NR-17)</translation>
    </message>
    <message>
        <source>Second rest break (NR-17)</source>
        <translation>Segunda pausa de descanso (NR-17)</translation>
    </message>
    <message>
        <source>Meal</source>
        <translation>Refeição</translation>
    </message>
    <message>
        <source>Toilet</source>
        <translation>Banheiro</translation>
    </message>
    <message>
        <source>After a hard contact</source>
        <translation>Após um contato difícil</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Treinamento</translation>
    </message>
    <message>
        <source>System failure</source>
        <translation>Falha de sistema</translation>
    </message>
    <message>
        <source>Workplace exercise</source>
        <translation>Ginástica laboral</translation>
    </message>
    <message>
        <source>Private matter</source>
        <translation>Assunto particular</translation>
    </message>
    <message>
        <source>planned for {due}; may be taken between {earliest} and {latest}</source>
        <translation>prevista para {due}; pode ser feita entre {earliest} e {latest}</translation>
    </message>
    <message>
        <source>not taken; it was planned for {due}</source>
        <translation>não feita; estava prevista para {due}</translation>
    </message>
    <message>
        <source>may be taken now, until {latest}</source>
        <translation>pode ser feita agora, até {latest}</translation>
    </message>
    <message>
        <source>since {began}</source>
        <translation>desde {began}</translation>
    </message>
    <message>
        <source>taken, {began} to {ended}</source>
        <translation>feita, das {began} às {ended}</translation>
    </message>
    <message>
        <source>taken, {began} to {ended}, shorter than planned</source>
        <translation>feita, das {began} às {ended}, mais curta que o previsto</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>agora</translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>Change the keyboard shortcuts</source>
        <translation>Alterar os atalhos de teclado</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Procurar uma ação</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Ações e suas teclas</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>Pressione as novas teclas</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Sem tecla</translation>
    </message>
    <message>
        <source>The key of this action only</source>
        <translation>Só a tecla desta ação</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Como era</translation>
    </message>
    <message>
        <source>All as they were</source>
        <translation>Todas como eram</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluir</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Go to a conversation</source>
        <translation>Ir para uma conversa</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>Procurar nesta conversa</translation>
    </message>
    <message>
        <source>Older message with these words</source>
        <translation>Mensagem anterior com estas palavras</translation>
    </message>
    <message>
        <source>Newer message with these words</source>
        <translation>Mensagem seguinte com estas palavras</translation>
    </message>
    <message>
        <source>Search people and messages</source>
        <translation>Buscar pessoas e mensagens</translation>
    </message>
    <message>
        <source>In a conversation</source>
        <translation>Em uma conversa</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Escrever</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Janela</translation>
    </message>
    <message>
        <source>Voice messages</source>
        <translation>Mensagens de voz</translation>
    </message>
    <message>
        <source>Viewing a file</source>
        <translation>Ver um arquivo</translation>
    </message>
    <message>
        <source>Editing a picture</source>
        <translation>Editar uma imagem</translation>
    </message>
    <message>
        <source>My conversations</source>
        <translation>Minhas conversas</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Não lidas</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>All conversations</source>
        <translation>Todas as conversas</translation>
    </message>
    <message>
        <source>Offered to me</source>
        <translation>Oferecidas</translation>
    </message>
    <message>
        <source>Closed conversations</source>
        <translation>Conversas encerradas</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Conversa anterior</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Próxima conversa</translation>
    </message>
    <message>
        <source>Next unread conversation</source>
        <translation>Próxima conversa não lida</translation>
    </message>
    <message>
        <source>Transfer, or ask a colleague</source>
        <translation>Transferir, ou perguntar a um colega</translation>
    </message>
    <message>
        <source>Accept what is offered</source>
        <translation>Aceitar o que foi oferecido</translation>
    </message>
    <message>
        <source>Go to what is offered</source>
        <translation>Ir ao que foi oferecido</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>Encerrar o atendimento</translation>
    </message>
    <message>
        <source>End the chat, classify it after</source>
        <translation>Finalizar a conversa e tabular depois</translation>
    </message>
    <message>
        <source>Answers of a question (in its strip)</source>
        <translation>Respostas de uma pergunta (na faixa dela)</translation>
    </message>
    <message>
        <source>Save the text as a phrase</source>
        <translation>Salvar o texto como frase</translation>
    </message>
    <message>
        <source>Manage phrases</source>
        <translation>Gerenciar frases</translation>
    </message>
    <message>
        <source>Next misspelt word, with suggestions</source>
        <translation>Próxima palavra com erro, com sugestões</translation>
    </message>
    <message>
        <source>Talk with colleagues</source>
        <translation>Conversar com colegas</translation>
    </message>
    <message>
        <source>Windows about to close</source>
        <translation>Janelas fechando</translation>
    </message>
    <message>
        <source>Live wall</source>
        <translation>Painel ao vivo</translation>
    </message>
    <message>
        <source>Your state: available, busy, pauses</source>
        <translation>Seu estado: disponível, ocupado, pausas</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Próxima parte da janela</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Parte anterior da janela</translation>
    </message>
    <message>
        <source>Play or pause (in the messages)</source>
        <translation>Ouvir ou pausar (nas mensagens)</translation>
    </message>
    <message>
        <source>Faster or slower</source>
        <translation>Mais rápido ou mais devagar</translation>
    </message>
    <message>
        <source>5 seconds back</source>
        <translation>5 segundos para trás</translation>
    </message>
    <message>
        <source>5 seconds on</source>
        <translation>5 segundos adiante</translation>
    </message>
    <message>
        <source>Earlier file</source>
        <translation>Arquivo anterior</translation>
    </message>
    <message>
        <source>Later file</source>
        <translation>Próximo arquivo</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Aumentar</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Diminuir</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>A imagem inteira</translation>
    </message>
    <message>
        <source>The picture in its own size</source>
        <translation>A imagem no tamanho original</translation>
    </message>
    <message>
        <source>Turn it</source>
        <translation>Girar</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Mover para a esquerda</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Mover para a direita</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Mover para cima</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Mover para baixo</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Próxima página</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Reproduzir ou pausar</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Copiar a imagem</translation>
    </message>
    <message>
        <source>Save it</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Open it with another program</source>
        <translation>Abrir com outro programa</translation>
    </message>
    <message>
        <source>Go to its message</source>
        <translation>Ir para a mensagem</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Cortar</translation>
    </message>
    <message>
        <source>Make a part unreadable</source>
        <translation>Tornar uma parte ilegível</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Seta</translation>
    </message>
    <message>
        <source>Turn to the right</source>
        <translation>Girar para a direita</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Use the picture</source>
        <translation>Usar a imagem</translation>
    </message>
    <message>
        <source>{keys} belongs to the operating system.</source>
        <translation>{keys} pertence ao sistema operacional.</translation>
    </message>
    <message>
        <source>{keys} closes, confirms or moves on in every window.</source>
        <translation>{keys} fecha, confirma ou avança em toda janela.</translation>
    </message>
    <message>
        <source>{keys} works on the text in every text field.</source>
        <translation>{keys} mexe no texto em todo campo de texto.</translation>
    </message>
    <message>
        <source>{keys} moves in texts and lists.</source>
        <translation>{keys} move em textos e listas.</translation>
    </message>
    <message>
        <source>{keys} alone writes a sign. Hold Ctrl or Alt with it.</source>
        <translation>{keys} sozinha escreve um sinal. Segure Ctrl ou Alt junto.</translation>
    </message>
    <message>
        <source>{keys} is taken: {action}.</source>
        <translation>{keys} já está em uso: {action}.</translation>
    </message>
    <message>
        <source>This key cannot be used.</source>
        <translation>Esta tecla não pode ser usada.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversas</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contatos</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Administração</translation>
    </message>
    <message>
        <source>Take the conversation</source>
        <translation>Assumir a conversa</translation>
    </message>
    <message>
        <source>Show or hide the contact</source>
        <translation>Mostrar ou esconder o contato</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Stickers of the team</source>
        <translation>Figurinhas da equipe</translation>
    </message>
    <message>
        <source>Record a voice message, then listen to it</source>
        <translation>Gravar uma mensagem de voz e depois ouvi-la</translation>
    </message>
    <message>
        <source>Make and send a sticker</source>
        <translation>Criar e enviar uma figurinha</translation>
    </message>
    <message>
        <source>React to a message</source>
        <translation>Reagir a uma mensagem</translation>
    </message>
    <message>
        <source>Send a place</source>
        <translation>Enviar um local</translation>
    </message>
    <message>
        <source>Send a contact card</source>
        <translation>Enviar um cartão de contato</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Anotação interna</translation>
    </message>
    <message>
        <source>The way of a message</source>
        <translation>O caminho de uma mensagem</translation>
    </message>
    <message>
        <source>Ask for permission</source>
        <translation>Pedir autorização</translation>
    </message>
    <message>
        <source>Asked to leave? Yes, stop offers</source>
        <translation>Pediu para sair? Sim, parar promoções</translation>
    </message>
    <message>
        <source>Asked to leave? Stop everything</source>
        <translation>Pediu para sair? Parar tudo</translation>
    </message>
    <message>
        <source>Asked to leave? No</source>
        <translation>Pediu para sair? Não</translation>
    </message>
    <message>
        <source>Everything larger</source>
        <translation>Aumentar tudo</translation>
    </message>
    <message>
        <source>Everything smaller</source>
        <translation>Diminuir tudo</translation>
    </message>
    <message>
        <source>Everything in its usual size</source>
        <translation>Tudo no tamanho normal</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>This overview</source>
        <translation>Esta lista</translation>
    </message>
    <message>
        <source>Insert a phrase (in the message)</source>
        <translation>Inserir uma frase pronta (na mensagem)</translation>
    </message>
    <message>
        <source>Choose the message to answer</source>
        <translation>Escolher a mensagem a responder</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Send and go to who waits next</source>
        <translation>Enviar e ir para quem espera</translation>
    </message>
    <message>
        <source>Take back what was just sent (in the empty message)</source>
        <translation>Desfazer o último envio (com a mensagem vazia)</translation>
    </message>
    <message>
        <source>Close what is open, clear the quote</source>
        <translation>Fechar o que está aberto, desfazer a citação</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atalhos do teclado</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Alterar…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>SkillsInput</name>
    <message>
        <source>Add a skill</source>
        <translation>Adicionar habilidade</translation>
    </message>
    <message>
        <source>{what}: add a skill</source>
        <translation>{what}: adicionar habilidade</translation>
    </message>
    <message>
        <source>e.g. contracts</source>
        <translation>ex.: contratos</translation>
    </message>
    <message>
        <source>{what}: skill</source>
        <translation>{what}: habilidade</translation>
    </message>
    <message>
        <source>{what}: level</source>
        <translation>{what}: nível</translation>
    </message>
    <message>
        <source>Level {level}</source>
        <translation>Nível {level}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove: {what}</source>
        <translation>Remover: {what}</translation>
    </message>
</context>
<context>
    <name>SpellingController</name>
    <message>
        <source>No misspelt word here.</source>
        <translation>Nenhuma palavra com erro aqui.</translation>
    </message>
</context>
<context>
    <name>SpellingMenu</name>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>Nenhuma sugestão</translation>
    </message>
    <message>
        <source>Looking for suggestions…</source>
        <translation>Procurando sugestões…</translation>
    </message>
    <message>
        <source>Add “{word}” to my dictionary</source>
        <translation>Incluir “{word}” no meu dicionário</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorar</translation>
    </message>
    <message>
        <source>Spell check</source>
        <translation>Corretor ortográfico</translation>
    </message>
    <message>
        <source>Next misspelt word</source>
        <translation>Próxima palavra com erro</translation>
    </message>
    <message>
        <source>My dictionary…</source>
        <translation>Meu dicionário…</translation>
    </message>
</context>
<context>
    <name>SpellingWords</name>
    <message>
        <source>My dictionary</source>
        <translation>Meu dicionário</translation>
    </message>
    <message>
        <source>Words you add with the menu of a misspelt word stand here.</source>
        <translation>Aqui ficam as palavras que você inclui pelo menu de uma palavra com erro.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>SpokenInput</name>
    <message>
        <source>Put in: {what}</source>
        <translation>Inserir: {what}</translation>
    </message>
    <message>
        <source>The customer reads: {text}</source>
        <translation>O cliente lê: {text}</translation>
    </message>
    <message>
        <source>Empty: nothing is said.</source>
        <translation>Vazio: nada é dito.</translation>
    </message>
</context>
<context>
    <name>StateMenu</name>
    <message>
        <source>Your state</source>
        <translation>Seu estado</translation>
    </message>
    <message>
        <source>Without a connection your state is not known. It comes back by itself.</source>
        <translation>Sem conexão o seu estado é desconhecido. Ele volta sozinho.</translation>
    </message>
    <message>
        <source>Busy: nothing new</source>
        <translation>Ocupado: nada novo</translation>
    </message>
    <message>
        <source>I need a pause now</source>
        <translation>Preciso de uma pausa agora</translation>
    </message>
    <message>
        <source>My breaks…</source>
        <translation>Minhas pausas…</translation>
    </message>
    <message>
        <source>Back from the pause (from {time})</source>
        <translation>Voltar da pausa (a partir das {time})</translation>
    </message>
    <message>
        <source>Back from the pause</source>
        <translation>Voltar da pausa</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Sign in again</source>
        <translation>Entrar de novo</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Your session has ended. What you type is kept.</source>
        <translation>Sua sessão terminou. O que você digitar fica guardado.</translation>
    </message>
    <message>
        <source>No connection since {time}. What you send goes when it is back.</source>
        <translation>Sem conexão desde {time}. O que você enviar segue quando ela voltar.</translation>
    </message>
</context>
<context>
    <name>StickerController</name>
    <message>
        <source>No longer a favourite</source>
        <translation>Não é mais favorita</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorita</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renomear…</translation>
    </message>
    <message>
        <source>Remove for the whole team</source>
        <translation>Remover para toda a equipe</translation>
    </message>
</context>
<context>
    <name>StickerForm</name>
    <message>
        <source>The sticker</source>
        <translation>A figurinha</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Pacote</translation>
    </message>
    <message>
        <source>One that there is, or a new one</source>
        <translation>Um que já existe ou um novo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>For example: thanks, bye</source>
        <translation>Por exemplo: obrigado, tchau</translation>
    </message>
    <message>
        <source>Keywords (optional)</source>
        <translation>Palavras-chave (opcional)</translation>
    </message>
</context>
<context>
    <name>StickerPanel</name>
    <message>
        <source>Stickers of the team</source>
        <translation>Figurinhas da equipe</translation>
    </message>
    <message>
        <source>Search stickers</source>
        <translation>Buscar figurinhas</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a busca</translation>
    </message>
    <message>
        <source>Stickers</source>
        <translation>Figurinhas</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>Pacotes</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorita</translation>
    </message>
    <message>
        <source>More about this sticker</source>
        <translation>Mais sobre esta figurinha</translation>
    </message>
    <message>
        <source>Make one…</source>
        <translation>Criar…</translation>
    </message>
</context>
<context>
    <name>StickerSaving</name>
    <message>
        <source>Add to the team&apos;s stickers</source>
        <translation>Adicionar às figurinhas da equipe</translation>
    </message>
    <message>
        <source>Rename the sticker</source>
        <translation>Renomear a figurinha</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Adicionar</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renomear</translation>
    </message>
</context>
<context>
    <name>StickerStudio</name>
    <message>
        <source>Make a sticker</source>
        <translation>Criar figurinha</translation>
    </message>
    <message>
        <source>The sticker</source>
        <translation>A figurinha</translation>
    </message>
    <message>
        <source>Choose a picture, or drop one here.</source>
        <translation>Escolha uma imagem ou solte uma aqui.</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Escolher imagem…</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Imagem inteira</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>Recortada</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Andamento</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>For the team…</source>
        <translation>Para a equipe…</translation>
    </message>
    <message>
        <source>Add to the team&apos;s stickers</source>
        <translation>Adicionar às figurinhas da equipe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>StickerStudioController</name>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Escolher imagem</translation>
    </message>
</context>
<context>
    <name>Stickers</name>
    <message>
        <source>{size} of {limit}</source>
        <translation>{size} de {limit}</translation>
    </message>
    <message>
        <source>Ready. It does not move.</source>
        <translation>Pronta. Não se mexe.</translation>
    </message>
    <message>
        <source>Ready. It moves, in {frames} frames.</source>
        <translation>Pronta. Animada, com {frames} quadros.</translation>
    </message>
    <message>
        <source>Ready. It moves, in {frames} of {before} frames.</source>
        <translation>Pronta. Animada, com {frames} de {before} quadros.</translation>
    </message>
    <message>
        <source>Only the first {seconds} seconds.</source>
        <translation>Só os primeiros {seconds} segundos.</translation>
    </message>
</context>
<context>
    <name>Switcher</name>
    <message>
        <source>Go to conversation</source>
        <translation>Ir para uma conversa</translation>
    </message>
    <message>
        <source>Name, phone or protocol</source>
        <translation>Nome, telefone ou protocolo</translation>
    </message>
    <message>
        <source>Conversations found</source>
        <translation>Conversas encontradas</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Procurando…</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Ninguém encontrado</translation>
    </message>
</context>
<context>
    <name>SwitcherController</name>
    <message>
        <source>No case that you may see has this protocol number.</source>
        <translation>Nenhum atendimento que você possa ver tem este protocolo.</translation>
    </message>
    <message>
        <source>Without a connection only open cases are found by their protocol.</source>
        <translation>Sem conexão só se encontram atendimentos abertos pelo protocolo.</translation>
    </message>
    <message>
        <source>This is no protocol number: a digit is wrong.</source>
        <translation>Este não é um número de protocolo: há um dígito errado.</translation>
    </message>
    <message>
        <source>{protocol} · {state}</source>
        <translation>{protocol} · {state}</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>Refresh</source>
        <translation>Atualizar</translation>
    </message>
</context>
<context>
    <name>TeamController</name>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>{role} · carries {capacity}</source>
        <translation>{role} · capacidade {capacity}</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Capacity</source>
        <translation>Capacidade</translation>
    </message>
    <message>
        <source>New cases come while what somebody carries stays below it. 0: nothing is given.</source>
        <translation>Chegam novos atendimentos enquanto a carga da pessoa cabe nela. 0: não recebe nada.</translation>
    </message>
    <message>
        <source>Cases at the same time, at most</source>
        <translation>Atendimentos ao mesmo tempo, no máximo</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Habilidades</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>As 08:00-14:20. The rest breaks of NR-17 are planned inside it. All empty: no fixed one.</source>
        <translation>Como 08:00-14:20. As pausas da NR-17 são planejadas dentro dele. Tudo vazio: sem turno fixo.</translation>
    </message>
    <message>
        <source>The people</source>
        <translation>Equipe</translation>
    </message>
    <message>
        <source>How much each can carry, what they can do, and when they work.</source>
        <translation>Quanto cada pessoa leva, o que sabe fazer e quando trabalha.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Work days and breaks (NR-17)</source>
        <translation>Jornadas e pausas (NR-17)</translation>
    </message>
</context>
<context>
    <name>TeamStickers</name>
    <message>
        <source>Recent</source>
        <translation>Recentes</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoritas</translation>
    </message>
    <message>
        <source>pack {pack}</source>
        <translation>pacote {pack}</translation>
    </message>
    <message>
        <source>moves</source>
        <translation>com movimento</translation>
    </message>
    <message>
        <source>The team has no stickers yet. Make one of any picture, or add one that a customer sent.</source>
        <translation>A equipe ainda não tem figurinhas. Faça uma de qualquer imagem ou adicione uma que um cliente enviou.</translation>
    </message>
    <message>
        <source>No stickers are known here yet, and there is no line to the gateway. They come with the line.</source>
        <translation>Ainda não há figurinhas neste computador e não há conexão com o gateway. Elas chegam com a conexão.</translation>
    </message>
    <message>
        <source>No sticker with these words</source>
        <translation>Nenhuma figurinha com estas palavras</translation>
    </message>
    <message>
        <source>“{name}” is among the team&apos;s stickers now, in the pack {pack}.</source>
        <translation>“{name}” agora está entre as figurinhas da equipe, no pacote {pack}.</translation>
    </message>
    <message>
        <source>“{name}” was removed for the whole team.</source>
        <translation>“{name}” foi removida para toda a equipe.</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
</context>
<context>
    <name>TemplateController</name>
    <message>
        <source>It is not known yet whether it may be sent.</source>
        <translation>Ainda não se sabe se pode ser enviado.</translation>
    </message>
</context>
<context>
    <name>TemplatePage</name>
    <message>
        <source>As its category says</source>
        <translation>Conforme a categoria</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Para que serve</translation>
    </message>
    <message>
        <source>Only people who agreed to this get it.</source>
        <translation>Só quem autorizou isto recebe.</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Texts that WhatsApp approved, and the permission that each of them needs.</source>
        <translation>Textos aprovados pelo WhatsApp e a autorização que cada um exige.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
</context>
<context>
    <name>TemplatePicker</name>
    <message>
        <source>Templates</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Search templates</source>
        <translation>Buscar modelos</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a busca</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>No template found</source>
        <translation>Nenhum modelo encontrado</translation>
    </message>
    <message>
        <source>Fill in: {field}.</source>
        <translation>Preencha: {field}.</translation>
    </message>
</context>
<context>
    <name>TemplatePreview</name>
    <message>
        <source>As the customer sees it</source>
        <translation>Como o cliente vê</translation>
    </message>
</context>
<context>
    <name>TemplatePurposeController</name>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>Templates are written in WhatsApp Manager and come here by themselves.</source>
        <translation>Os modelos são escritos no Gerenciador do WhatsApp e chegam aqui sozinhos.</translation>
    </message>
    <message>
        <source>There is no template yet</source>
        <translation>Ainda não há nenhum modelo</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>Name of the place</source>
        <translation>Nome do lugar</translation>
    </message>
    <message>
        <source>Address of the place</source>
        <translation>Endereço do lugar</translation>
    </message>
    <message>
        <source>Latitude, for example -23.5505</source>
        <translation>Latitude, por exemplo -23.5505</translation>
    </message>
    <message>
        <source>Longitude, for example -46.6333</source>
        <translation>Longitude, por exemplo -46.6333</translation>
    </message>
    <message>
        <source>The offer ends at</source>
        <translation>A oferta termina em</translation>
    </message>
    <message>
        <source>The latitude is a number from -90 to 90, for example -23.5505.</source>
        <translation>A latitude é um número de -90 a 90, por exemplo -23.5505.</translation>
    </message>
    <message>
        <source>The longitude is a number from -180 to 180, for example -46.6333.</source>
        <translation>A longitude é um número de -180 a 180, por exemplo -46.6333.</translation>
    </message>
    <message>
        <source>The end of the offer has to lie in the future.</source>
        <translation>O fim da oferta precisa estar no futuro.</translation>
    </message>
    <message>
        <source>A coupon code has letters and digits only, at most 20.</source>
        <translation>O código do cupom tem só letras sem acento e números, no máximo 20.</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Escolher imagem…</translation>
    </message>
    <message>
        <source>Choose a film…</source>
        <translation>Escolher vídeo…</translation>
    </message>
    <message>
        <source>Choose a document…</source>
        <translation>Escolher documento…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Vídeos</translation>
    </message>
    <message>
        <source>PDF documents</source>
        <translation>Documentos PDF</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos os arquivos</translation>
    </message>
    <message>
        <source>Picture above the text: JPEG or PNG, at most 5 MB</source>
        <translation>Imagem acima do texto: JPEG ou PNG, até 5 MB</translation>
    </message>
    <message>
        <source>Film above the text: MP4 or 3GP, at most 16 MB</source>
        <translation>Vídeo acima do texto: MP4 ou 3GP, até 16 MB</translation>
    </message>
    <message>
        <source>Document above the text: PDF, at most 100 MB</source>
        <translation>Documento acima do texto: PDF, até 100 MB</translation>
    </message>
    <message>
        <source>This template begins with a picture: choose a JPEG or PNG file.</source>
        <translation>Este modelo começa com uma imagem: escolha um arquivo JPEG ou PNG.</translation>
    </message>
    <message>
        <source>This template begins with a film: choose an MP4 or 3GP file.</source>
        <translation>Este modelo começa com um vídeo: escolha um arquivo MP4 ou 3GP.</translation>
    </message>
    <message>
        <source>This template begins with a document: choose a PDF file.</source>
        <translation>Este modelo começa com um documento: escolha um arquivo PDF.</translation>
    </message>
    <message>
        <source>A carousel cannot be sent from here: each card needs its own picture. Use WhatsApp Manager.</source>
        <translation>Um carrossel não pode ser enviado daqui: cada cartão precisa da sua própria imagem. Use o Gerenciador do WhatsApp.</translation>
    </message>
    <message>
        <source>It shows products of the catalogue, which cannot be chosen here. Use WhatsApp Manager.</source>
        <translation>Mostra produtos do catálogo, que não podem ser escolhidos aqui. Use o Gerenciador do WhatsApp.</translation>
    </message>
    <message>
        <source>It opens a form in WhatsApp (Flow), which cannot be prepared here.</source>
        <translation>Abre um formulário no WhatsApp (Flow), que não pode ser preparado aqui.</translation>
    </message>
    <message>
        <source>It carries an access code, which only the gateway makes.</source>
        <translation>Leva um código de acesso, que só o gateway gera.</translation>
    </message>
    <message>
        <source>It holds parts that are not known here, so it is only shown.</source>
        <translation>Tem partes que não são conhecidas aqui: por isso só é mostrado.</translation>
    </message>
    <message>
        <source>Copy offer code</source>
        <translation>Copiar código da oferta</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Copiar código</translation>
    </message>
    <message>
        <source>Button</source>
        <translation>Botão</translation>
    </message>
    <message>
        <source>Coupon code that the button copies</source>
        <translation>Código do cupom que o botão copia</translation>
    </message>
    <message>
        <source>Button “{button}”, end of its address {address}</source>
        <translation>Botão “{button}”, final do endereço {address}</translation>
    </message>
    <message>
        <source>Title, field {name}</source>
        <translation>Título, campo {name}</translation>
    </message>
    <message>
        <source>Field {name}</source>
        <translation>Campo {name}</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Outro arquivo…</translation>
    </message>
</context>
<context>
    <name>ThreadController</name>
    <message>
        <source>There is no message of the customer to react to.</source>
        <translation>Não há mensagem do cliente para reagir.</translation>
    </message>
    <message>
        <source>More to send</source>
        <translation>Mais para enviar</translation>
    </message>
    <message>
        <source>Sticker of the team</source>
        <translation>Figurinha da equipe</translation>
    </message>
    <message>
        <source>Make a sticker</source>
        <translation>Criar uma figurinha</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Local</translation>
    </message>
    <message>
        <source>Contact card</source>
        <translation>Cartão de contato</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Anotação interna</translation>
    </message>
    <message>
        <source>Nothing can be sent here now.</source>
        <translation>Nada pode ser enviado aqui agora.</translation>
    </message>
</context>
<context>
    <name>ThreadParts</name>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
</context>
<context>
    <name>TimelineController</name>
    <message>
        <source>The original message is not here: it is older than what is kept.</source>
        <translation>A mensagem original não está aqui: é mais antiga do que o que está guardado.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>What the message said before is not kept.</source>
        <translation>O que a mensagem dizia antes não está guardado.</translation>
    </message>
    <message>
        <source>It was not sent. Its text is lost when you remove it.</source>
        <translation>Ela não foi enviada. O texto se perde ao remover.</translation>
    </message>
    <message>
        <source>It waits to be sent. When you remove it, it does not go; its text stays here.</source>
        <translation>Ela aguarda o envio. Se você remover, ela não sai; o texto continua aqui.</translation>
    </message>
    <message>
        <source>Remove the message?</source>
        <translation>Remover a mensagem?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <source>Number copied.</source>
        <translation>Número copiado.</translation>
    </message>
</context>
<context>
    <name>TracePopup</name>
    <message>
        <source>The way of the message</source>
        <translation>O caminho da mensagem</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Written, by the clock of the computer it was written at</source>
        <translation>Escrita, pelo relógio do computador em que foi escrita</translation>
    </message>
    <message>
        <source>Sent by the customer, by WhatsApp&apos;s clock</source>
        <translation>Enviada pelo cliente, pelo relógio do WhatsApp</translation>
    </message>
    <message>
        <source>WhatsApp handed it over and it was stored</source>
        <translation>Entregue pelo WhatsApp e guardada</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Editada</translation>
    </message>
    <message>
        <source>Deleted for everyone</source>
        <translation>Apagada para todos</translation>
    </message>
    <message>
        <source>Taken by the gateway and queued</source>
        <translation>Recebida pelo gateway e posta na fila</translation>
    </message>
    <message>
        <source>Taken by the gateway from {author} and queued</source>
        <translation>Recebida pelo gateway de {author} e posta na fila</translation>
    </message>
    <message>
        <source>Internal note; it is never sent</source>
        <translation>Anotação interna; nunca é enviada</translation>
    </message>
    <message>
        <source>Internal note of {author}; it is never sent</source>
        <translation>Anotação interna de {author}; nunca é enviada</translation>
    </message>
    <message>
        <source>Check {stage}: allowed. {reason}</source>
        <translation>Verificação {stage}: permitida. {reason}</translation>
    </message>
    <message>
        <source>Check {stage}: not allowed. {reason}</source>
        <translation>Verificação {stage}: não permitida. {reason}</translation>
    </message>
    <message>
        <source>Check {stage}: it has to wait. {reason}</source>
        <translation>Verificação {stage}: tem de esperar. {reason}</translation>
    </message>
    <message>
        <source>when it was written</source>
        <translation>ao ser escrita</translation>
    </message>
    <message>
        <source>right before sending</source>
        <translation>logo antes do envio</translation>
    </message>
    <message>
        <source>Offered to WhatsApp once</source>
        <translation>Oferecida ao WhatsApp uma vez</translation>
    </message>
    <message>
        <source>Offered to WhatsApp {attempts} times</source>
        <translation>Oferecida ao WhatsApp {attempts} vezes</translation>
    </message>
    <message>
        <source>Waits in the queue; next attempt at {time}</source>
        <translation>Espera na fila; próxima tentativa em {time}</translation>
    </message>
    <message>
        <source>WhatsApp reports: {status}</source>
        <translation>O WhatsApp informa: {status}</translation>
    </message>
    <message>
        <source>Not sent. {why} (code {code})</source>
        <translation>Não enviada. {why} (código {code})</translation>
    </message>
    <message>
        <source>The customer reacted with {emoji}</source>
        <translation>O cliente reagiu com {emoji}</translation>
    </message>
    <message>
        <source>We reacted with {emoji}</source>
        <translation>Reagimos com {emoji}</translation>
    </message>
    <message>
        <source>Another step: {kind}</source>
        <translation>Outra etapa: {kind}</translation>
    </message>
    <message>
        <source>Times are those of the company ({zone}), not of this computer.</source>
        <translation>Os horários são os da empresa ({zone}), não os deste computador.</translation>
    </message>
    <message>
        <source>WhatsApp&apos;s id: {wamid}</source>
        <translation>Identificação no WhatsApp: {wamid}</translation>
    </message>
</context>
<context>
    <name>TransferController</name>
    <message>
        <source>Transfer {customer}</source>
        <translation>Transferir {customer}</translation>
    </message>
    <message>
        <source>{name}: {reason}.</source>
        <translation>{name}: {reason}.</translation>
    </message>
</context>
<context>
    <name>TransferCounts</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n esperando</numerusform>
            <numerusform>%n esperando</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n available</source>
        <translation>
            <numerusform>%n disponível</numerusform>
            <numerusform>%n disponíveis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n aberto</numerusform>
            <numerusform>%n abertos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Asking who is there…</source>
        <translation>Consultando quem está disponível…</translation>
    </message>
    <message>
        <source>Colleague or queue</source>
        <translation>Colega ou fila</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Ninguém encontrado</translation>
    </message>
    <message>
        <source>Colleagues and queues</source>
        <translation>Colegas e filas</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Escolher outro</translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>{customer} is next in the queue, and it is your turn</source>
        <translation>{customer} é a próxima pessoa da fila, e é a sua vez</translation>
    </message>
    <message>
        <source>{colleague} hands {customer} over to you</source>
        <translation>{colleague} está passando {customer} para você</translation>
    </message>
    <message>
        <source>{colleague} wants to serve {customer} together with you first</source>
        <translation>{colleague} quer atender {customer} junto com você primeiro</translation>
    </message>
    <message>
        <source>{colleague} asks your advice about {customer}</source>
        <translation>{colleague} pede a sua opinião sobre {customer}</translation>
    </message>
    <message>
        <source>Offered to you</source>
        <translation>Oferecida a você</translation>
    </message>
    <message>
        <source>{colleague} hands it over to you</source>
        <translation>{colleague} está passando para você</translation>
    </message>
    <message>
        <source>{colleague} calls you in</source>
        <translation>{colleague} chama você para a conversa</translation>
    </message>
    <message>
        <source>{colleague} asks your advice</source>
        <translation>{colleague} pede a sua opinião</translation>
    </message>
    <message>
        <source>{colleague} was asked to take it</source>
        <translation>A conversa foi oferecida a {colleague}</translation>
    </message>
    <message>
        <source>Waiting for {colleague} to accept</source>
        <translation>Esperando {colleague} aceitar</translation>
    </message>
    <message>
        <source>Waiting for {colleague} to join</source>
        <translation>Esperando {colleague} entrar</translation>
    </message>
    <message>
        <source>Waiting for the advice of {colleague}</source>
        <translation>Esperando a opinião de {colleague}</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Passar</translation>
    </message>
    <message>
        <source>It is theirs as soon as they accept; until then it stays yours.</source>
        <translation>Passa para a outra pessoa assim que ela aceitar; até lá continua com você.</translation>
    </message>
    <message>
        <source>Together first</source>
        <translation>Juntos primeiro</translation>
    </message>
    <message>
        <source>Both of you see the chat, you talk in notes, then they take over.</source>
        <translation>Vocês dois veem a conversa, falam por notas, e depois a outra pessoa assume.</translation>
    </message>
    <message>
        <source>Ask advice</source>
        <translation>Pedir opinião</translation>
    </message>
    <message>
        <source>They see the chat and write notes to you. It stays yours.</source>
        <translation>A outra pessoa vê a conversa e escreve notas para você. O atendimento continua seu.</translation>
    </message>
    <message>
        <source>I have too much now</source>
        <translation>Estou com muita coisa agora</translation>
    </message>
    <message>
        <source>Wrong queue or subject</source>
        <translation>Fila ou assunto errado</translation>
    </message>
    <message>
        <source>My break or the end of my shift</source>
        <translation>Minha pausa ou o fim do meu turno</translation>
    </message>
    <message>
        <source>I know this person</source>
        <translation>Conheço esta pessoa</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Outro motivo</translation>
    </message>
    <message>
        <source>nobody serves it</source>
        <translation>ninguém atende esta fila</translation>
    </message>
    <message>
        <source>closed now</source>
        <translation>fechada agora</translation>
    </message>
    <message>
        <source>it is there already</source>
        <translation>já está lá</translation>
    </message>
    <message>
        <source>transferred too often already</source>
        <translation>já foi transferida vezes demais</translation>
    </message>
    <message>
        <source>does not serve this queue</source>
        <translation>não atende esta fila</translation>
    </message>
    <message>
        <source>not at work</source>
        <translation>fora do trabalho</translation>
    </message>
    <message>
        <source>in a pause</source>
        <translation>em pausa</translation>
    </message>
    <message>
        <source>has it already</source>
        <translation>já está com a conversa</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>não está mais lá</translation>
    </message>
    <message>
        <source>has no room for more</source>
        <translation>sem espaço para mais</translation>
    </message>
    <message>
        <source>{colleague} is in this chat and will take over</source>
        <translation>{colleague} está nesta conversa e vai assumir</translation>
    </message>
    <message>
        <source>{colleague} is in this chat to advise</source>
        <translation>{colleague} está nesta conversa para opinar</translation>
    </message>
    <message>
        <source>{colleague} has come into this chat</source>
        <translation>{colleague} entrou nesta conversa</translation>
    </message>
    <message>
        <source>You will take over from {colleague}. Until then, write notes only.</source>
        <translation>Você vai assumir no lugar de {colleague}. Até lá, escreva só notas.</translation>
    </message>
    <message>
        <source>You are here to advise {colleague}. Write notes.</source>
        <translation>Você está aqui para opinar com {colleague}. Escreva notas.</translation>
    </message>
    <message>
        <source>You have come into this chat. {colleague} serves it and was told.</source>
        <translation>Você entrou nesta conversa. Quem atende é {colleague}, que foi avisado.</translation>
    </message>
    <message>
        <source>Hand over to {name}</source>
        <translation>Passar para {name}</translation>
    </message>
    <message>
        <source>Call {name} in</source>
        <translation>Chamar {name}</translation>
    </message>
    <message>
        <source>Ask {name}</source>
        <translation>Perguntar a {name}</translation>
    </message>
    <message>
        <source>It is in the queue {name} now.</source>
        <translation>Agora está na fila {name}.</translation>
    </message>
    <message>
        <source>{state} since {time}</source>
        <translation>{state} desde {time}</translation>
    </message>
    <message>
        <source>Wants</source>
        <translation>Quer</translation>
    </message>
    <message>
        <source>Already done</source>
        <translation>Já feito</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Prometido</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>Para você</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Um colega</translation>
    </message>
    <message>
        <source>The time for {customer} ran out: it went back.</source>
        <translation>O tempo para aceitar {customer} acabou: a conversa voltou.</translation>
    </message>
    <message>
        <source>{customer} was offered to you, but that was taken back.</source>
        <translation>{customer} foi oferecida a você, mas o convite foi retirado.</translation>
    </message>
    <message>
        <source>{colleague} did not take {customer}: it stays where it was.</source>
        <translation>{colleague} não aceitou {customer}: a conversa continua onde estava.</translation>
    </message>
    <message>
        <source>{colleague} did not take {customer}: it is still yours.</source>
        <translation>{colleague} não aceitou {customer}: a conversa continua sua.</translation>
    </message>
    <message>
        <source>{colleague} has {customer} now.</source>
        <translation>{colleague} agora atende {customer}.</translation>
    </message>
    <message>
        <source>{colleague} is in the chat with {customer} now.</source>
        <translation>{colleague} agora está na conversa com {customer}.</translation>
    </message>
    <message>
        <source>{names} is typing…</source>
        <translation>{names} está digitando…</translation>
    </message>
    <message>
        <source>{names} is looking</source>
        <translation>{names} está olhando</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} e {other}</translation>
    </message>
    <message>
        <source>waiting for {time}</source>
        <translation>esperando há {time}</translation>
    </message>
    <message>
        <source>answer in {time}</source>
        <translation>responder em {time}</translation>
    </message>
    <message>
        <source>answer {time} late</source>
        <translation>resposta atrasada em {time}</translation>
    </message>
    <message>
        <source>wrap-up</source>
        <translation>finalização</translation>
    </message>
    <message>
        <source>Put back in the queue</source>
        <translation>Devolver para a fila</translation>
    </message>
    <message>
        <source>Whoever is free takes it; the customer keeps their place</source>
        <translation>Quem estiver livre assume; o cliente mantém o lugar</translation>
    </message>
</context>
<context>
    <name>TreeEditor</name>
    <message>
        <source>What it means</source>
        <translation>O que significa</translation>
    </message>
    <message>
        <source>Offered in</source>
        <translation>Oferecida em</translation>
    </message>
    <message>
        <source>Is offered</source>
        <translation>É oferecida</translation>
    </message>
    <message>
        <source>Enter: another one beside it. Tab and Shift+Tab: deeper and back. Alt with arrows: move. F2: rename. Delete: remove. Esc: to what it means.</source>
        <translation>Enter: outra ao lado. Tab e Shift+Tab: mais fundo e de volta. Alt com setas: mover. F2: renomear. Delete: remover. Esc: para o que significa.</translation>
    </message>
    <message>
        <source>There is none yet: cases are closed without one. Begin with Add.</source>
        <translation>Ainda não há nenhuma: os atendimentos são encerrados sem. Comece com Adicionar.</translation>
    </message>
    <message>
        <source>Every queue</source>
        <translation>Todas as filas</translation>
    </message>
    <message>
        <source>Not possible: at most three levels, and ten beside each other.</source>
        <translation>Não dá: no máximo três níveis e dez no mesmo nível.</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>desligada</translation>
    </message>
    <message>
        <source>Choose what it means</source>
        <translation>Escolha o que significa</translation>
    </message>
    <message>
        <source>Classifications</source>
        <translation>Tabulação</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Tabulação</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Significa</translation>
    </message>
    <message>
        <source>Only in</source>
        <translation>Só em</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Adicionar</translation>
    </message>
    <message>
        <source>Deeper</source>
        <translation>Mais fundo</translation>
    </message>
    <message>
        <source>Back out</source>
        <translation>Para fora</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Descer</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
</context>
<context>
    <name>Unsending</name>
    <message>
        <source>The message leaves in a moment.</source>
        <translation>A mensagem sai em instantes.</translation>
    </message>
</context>
<context>
    <name>Unsupported</name>
    <message>
        <source>Animated picture (GIF)</source>
        <translation>Imagem animada (GIF)</translation>
    </message>
    <message>
        <source>Poll</source>
        <translation>Enquete</translation>
    </message>
    <message>
        <source>Vote in a poll</source>
        <translation>Voto em uma enquete</translation>
    </message>
    <message>
        <source>Invitation to a group</source>
        <translation>Convite para um grupo</translation>
    </message>
    <message>
        <source>Pinned message</source>
        <translation>Mensagem fixada</translation>
    </message>
    <message>
        <source>Message kept in the chat</source>
        <translation>Mensagem guardada na conversa</translation>
    </message>
    <message>
        <source>Link with a preview</source>
        <translation>Link com prévia</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Product of a catalogue</source>
        <translation>Produto de um catálogo</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reação</translation>
    </message>
    <message>
        <source>Picture that can be seen once</source>
        <translation>Foto de visualização única</translation>
    </message>
    <message>
        <source>Film that can be seen once</source>
        <translation>Vídeo de visualização única</translation>
    </message>
    <message>
        <source>Live location</source>
        <translation>Localização em tempo real</translation>
    </message>
    <message>
        <source>Answer that did not arrive whole</source>
        <translation>Resposta que não chegou inteira</translation>
    </message>
    <message>
        <source>Message of another company</source>
        <translation>Mensagem de outra empresa</translation>
    </message>
    <message>
        <source>Change of a message</source>
        <translation>Alteração de uma mensagem</translation>
    </message>
    <message>
        <source>File that is still on its way</source>
        <translation>Arquivo ainda a caminho</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Not supported here ({kind}). See it on the phone.</source>
        <translation>Não suportada aqui ({kind}). Veja no celular.</translation>
    </message>
    <message>
        <source>Not supported here. See it on the phone.</source>
        <translation>Não suportada aqui. Veja no celular.</translation>
    </message>
    <message>
        <source>{kind}: only the phone shows it.</source>
        <translation>{kind}: só o celular mostra.</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>waiting</source>
        <translation>esperando</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>enviando</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>enviado</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>entregue</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>não enviado</translation>
    </message>
    <message>
        <source>address does not exist</source>
        <translation>endereço não existe</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Não foi possível alcançar o servidor.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>O servidor não respondeu a tempo.</translation>
    </message>
    <message>
        <source>The line to the server broke.</source>
        <translation>A conexão com o servidor caiu.</translation>
    </message>
    <message>
        <source>The mail server offers no encryption.</source>
        <translation>O servidor de e-mail não oferece criptografia.</translation>
    </message>
    <message>
        <source>The encrypted line could not be set up.</source>
        <translation>Não foi possível abrir a conexão criptografada.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted.</source>
        <translation>O certificado do servidor não é confiável.</translation>
    </message>
    <message>
        <source>The e-mail could not be written for this address.</source>
        <translation>Não foi possível montar o e-mail para este endereço.</translation>
    </message>
    <message>
        <source>The server&apos;s answer was not understood.</source>
        <translation>A resposta do servidor não foi entendida.</translation>
    </message>
    <message>
        <source>It may have arrived; it is not sent again blindly.</source>
        <translation>Pode ter chegado; não é reenviado às cegas.</translation>
    </message>
    <message>
        <source>The time to answer was over before it could be sent.</source>
        <translation>O prazo de resposta acabou antes do envio.</translation>
    </message>
    <message>
        <source>The person&apos;s data were erased.</source>
        <translation>Os dados da pessoa foram eliminados.</translation>
    </message>
    <message>
        <source>The person has answered already.</source>
        <translation>A pessoa já respondeu.</translation>
    </message>
    <message>
        <source>The purpose is no longer in use.</source>
        <translation>A finalidade não está mais em uso.</translation>
    </message>
    <message>
        <source>The channel is not running.</source>
        <translation>O canal não está em funcionamento.</translation>
    </message>
    <message>
        <source>There is nothing left to ask.</source>
        <translation>Não há mais nada a perguntar.</translation>
    </message>
    <message>
        <source>The mail server refused it ({code}).</source>
        <translation>O servidor de e-mail recusou ({code}).</translation>
    </message>
    <message>
        <source>The SMS provider refused it ({code}).</source>
        <translation>O provedor de SMS recusou ({code}).</translation>
    </message>
    <message>
        <source>The SMS gateway refused it ({code}).</source>
        <translation>O gateway de SMS recusou ({code}).</translation>
    </message>
    <message>
        <source>The SMS provider answered with {code}.</source>
        <translation>O provedor de SMS respondeu {code}.</translation>
    </message>
    <message>
        <source>The person may not be asked now.</source>
        <translation>A pessoa não pode ser consultada agora.</translation>
    </message>
    <message>
        <source>Messages and files of closed cases</source>
        <translation>Mensagens e arquivos de atendimentos encerrados</translation>
    </message>
    <message>
        <source>Raw deliveries of WhatsApp</source>
        <translation>Entregas brutas do WhatsApp</translation>
    </message>
    <message>
        <source>Reports of WhatsApp</source>
        <translation>Relatórios do WhatsApp</translation>
    </message>
    <message>
        <source>Marks of erased people&apos;s messages</source>
        <translation>Marcas de mensagens de pessoas eliminadas</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Acessos</translation>
    </message>
    <message>
        <source>Failed sign-ins</source>
        <translation>Tentativas de acesso</translation>
    </message>
    <message>
        <source>Decisions about sending</source>
        <translation>Decisões de envio</translation>
    </message>
    <message>
        <source>E-mails and SMS</source>
        <translation>E-mails e SMS</translation>
    </message>
    <message>
        <source>Files that were never used</source>
        <translation>Arquivos nunca usados</translation>
    </message>
    <message>
        <source>Forms that were never confirmed</source>
        <translation>Formulários nunca confirmados</translation>
    </message>
    <message>
        <source>Requests of persons</source>
        <translation>Pedidos de titulares</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Files of the conversation</source>
        <translation>Arquivos da conversa</translation>
    </message>
    <message>
        <source>Earlier file</source>
        <translation>Arquivo anterior</translation>
    </message>
    <message>
        <source>Later file</source>
        <translation>Próximo arquivo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
</context>
<context>
    <name>ViewerController</name>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} de {count}</translation>
    </message>
    <message>
        <source>{place} of {count} kept here, no connection</source>
        <translation>{place} de {count} guardados aqui, sem conexão</translation>
    </message>
    <message>
        <source>This file cannot be shown here. You can save it or open it with its program.</source>
        <translation>Este arquivo não pode ser mostrado aqui. Você pode salvá-lo ou abri-lo com o programa dele.</translation>
    </message>
    <message>
        <source>This computer cannot play this file here. You can save it or open it with its program.</source>
        <translation>Este computador não consegue reproduzir este arquivo aqui. Você pode salvá-lo ou abri-lo com o programa dele.</translation>
    </message>
    <message>
        <source>Picture copied.</source>
        <translation>Imagem copiada.</translation>
    </message>
    <message>
        <source>We sent it</source>
        <translation>Enviado por nós</translation>
    </message>
</context>
<context>
    <name>ViewerHead</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>ViewerTools</name>
    <message>
        <source>Smaller</source>
        <translation>Diminuir</translation>
    </message>
    <message>
        <source>Whole picture or actual size</source>
        <translation>Imagem inteira ou tamanho real</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Aumentar</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Girar</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagem</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation>Abrir com outro programa</translation>
    </message>
    <message>
        <source>Go to the message</source>
        <translation>Ir até a mensagem</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>VoiceBar</name>
    <message>
        <source>Throw away</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nível</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Finish and listen</source>
        <translation>Terminar e ouvir</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Ouvir</translation>
    </message>
    <message>
        <source>Send the voice message</source>
        <translation>Enviar a mensagem de voz</translation>
    </message>
    <message>
        <source>Recording paused, {time}</source>
        <translation>Gravação pausada, {time}</translation>
    </message>
    <message>
        <source>Recording, {time}</source>
        <translation>Gravando, {time}</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>Continuar gravando</translation>
    </message>
    <message>
        <source>Voice message to be sent, {time}</source>
        <translation>Mensagem de voz a enviar, {time}</translation>
    </message>
</context>
<context>
    <name>VoiceRecorder</name>
    <message>
        <source>A voice message waits in another conversation. Send it or throw it away first.</source>
        <translation>Uma mensagem de voz espera em outra conversa. Envie ou descarte primeiro.</translation>
    </message>
    <message>
        <source>Voice message thrown away.</source>
        <translation>Mensagem de voz descartada.</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>calm</source>
        <translation>calmo</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>esperando</translation>
    </message>
    <message>
        <source>impatient</source>
        <translation>impaciente</translation>
    </message>
    <message>
        <source>upset</source>
        <translation>aborrecido</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>não está mais lá</translation>
    </message>
    <message>
        <source>closed already</source>
        <translation>já encerrado</translation>
    </message>
    <message>
        <source>its queue wants a classification</source>
        <translation>a fila exige uma tabulação</translation>
    </message>
    <message>
        <source>its queue does not know this classification</source>
        <translation>a fila não tem esta tabulação</translation>
    </message>
    <message>
        <source>it is there already</source>
        <translation>já está lá</translation>
    </message>
    <message>
        <source>somebody works on it since</source>
        <translation>alguém já mexeu nele depois</translation>
    </message>
    <message>
        <source>somebody moved it meanwhile</source>
        <translation>alguém o moveu nesse meio-tempo</translation>
    </message>
    <message>
        <source>nobody serves this queue</source>
        <translation>ninguém atende esta fila</translation>
    </message>
    <message>
        <source>longest {time}</source>
        <translation>maior espera: {time}</translation>
    </message>
    <message>
        <source>up to {time}</source>
        <translation>até {time}</translation>
    </message>
    <message>
        <source>{free}/{total} free</source>
        <translation>{free}/{total} livres</translation>
    </message>
    <message>
        <source>{percent} % in time</source>
        <translation>{percent} % no prazo</translation>
    </message>
    <message>
        <source>{available} of {total} available</source>
        <translation>{available} de {total} disponíveis</translation>
    </message>
    <message>
        <source>closed now</source>
        <translation>fechada agora</translation>
    </message>
    <message>
        <source>nobody at work</source>
        <translation>ninguém em serviço</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>sem conexão</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>encerrada</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>ninguém</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>Sem nome</translation>
    </message>
</context>
<context>
    <name>WallController</name>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>atualizado às {time}</translation>
    </message>
    <message>
        <source>Without a connection the wall is not shown.</source>
        <translation>Sem conexão, o painel não aparece.</translation>
    </message>
    <message>
        <source>No wall now</source>
        <translation>Painel indisponível</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Connection lost: as of {time}</source>
        <translation>Sem conexão: como estava às {time}</translation>
    </message>
    <message>
        <source>No answer: as of {time}</source>
        <translation>Sem resposta: como estava às {time}</translation>
    </message>
</context>
<context>
    <name>WallCounts</name>
    <message numerus="yes">
        <source>%n open case(s)</source>
        <translation>
            <numerusform>%n atendimento aberto</numerusform>
            <numerusform>%n atendimentos abertos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more, less urgent</source>
        <translation>
            <numerusform>e mais %n, menos urgente</numerusform>
            <numerusform>e mais %n, menos urgentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n escolhido</numerusform>
            <numerusform>%n escolhidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) transferred.</source>
        <translation>
            <numerusform>%n atendimento transferido.</numerusform>
            <numerusform>%n atendimentos transferidos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) closed.</source>
        <translation>
            <numerusform>%n atendimento encerrado.</numerusform>
            <numerusform>%n atendimentos encerrados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is.</source>
        <translation>
            <numerusform>%n fica como está.</numerusform>
            <numerusform>%n ficam como estão.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) will be transferred.</source>
        <translation>
            <numerusform>%n atendimento será transferido.</numerusform>
            <numerusform>%n atendimentos serão transferidos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) will be closed.</source>
        <translation>
            <numerusform>%n atendimento será encerrado.</numerusform>
            <numerusform>%n atendimentos serão encerrados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) as before.</source>
        <translation>
            <numerusform>%n atendimento como antes.</numerusform>
            <numerusform>%n atendimentos como antes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WallPage</name>
    <message>
        <source>Live wall</source>
        <translation>Painel ao vivo</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colega</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Humor</translation>
    </message>
    <message>
        <source>Waits for us</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Window left</source>
        <translation>Janela</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Com</translation>
    </message>
    <message>
        <source>Open since</source>
        <translation>Aberto desde</translation>
    </message>
    <message>
        <source>Open cases, by who needs somebody most</source>
        <translation>Atendimentos abertos, primeiro quem mais precisa</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>Colegas</translation>
    </message>
    <message>
        <source>Nobody is waiting here.</source>
        <translation>Ninguém está esperando aqui.</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Todas as filas</translation>
    </message>
    <message>
        <source>All colleagues</source>
        <translation>Todos os colegas</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Olhar</translation>
    </message>
    <message>
        <source>Look at it (Enter)</source>
        <translation>Olhar sem assumir (Enter)</translation>
    </message>
    <message>
        <source>Transfer…</source>
        <translation>Transferir…</translation>
    </message>
    <message>
        <source>Transfer what is chosen (T)</source>
        <translation>Transferir os escolhidos (T)</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Encerrar…</translation>
    </message>
    <message>
        <source>Close what is chosen (E)</source>
        <translation>Encerrar os escolhidos (E)</translation>
    </message>
</context>
<context>
    <name>WeekInput</name>
    <message>
        <source>{what}, {weekday}</source>
        <translation>{what}, {weekday}</translation>
    </message>
    <message>
        <source>As Monday until Friday</source>
        <translation>Repetir segunda até sexta</translation>
    </message>
</context>
<context>
    <name>WorkspaceController</name>
    <message>
        <source>There is nothing to ask for now.</source>
        <translation>Não há o que pedir agora.</translation>
    </message>
    <message>
        <source>Nobody else is waiting.</source>
        <translation>Ninguém mais está esperando.</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviada</translation>
    </message>
</context>
<context>
    <name>Zoom</name>
    <message>
        <source>Finish or leave what you are filling in, then change the size.</source>
        <translation>Conclua ou deixe o que está preenchendo e depois mude o tamanho.</translation>
    </message>
</context>
<context>
    <name>_Entry</name>
    <message>
        <source>Text of the notice</source>
        <translation>Texto do termo</translation>
    </message>
    <message>
        <source>Show the message</source>
        <translation>Mostrar a mensagem</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Prova</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Abrir {name}</translation>
    </message>
    <message>
        <source>What happened: {case}</source>
        <translation>O que aconteceu: {case}</translation>
    </message>
</context>
</TS>
