"""The note that lies on top of a proof pack, in Portuguese and English."""

from __future__ import annotations

from typing import Final

READ_ME: Final = """\
PACOTE DE PROVA DE CONSENTIMENTO
================================

relatorio.pdf     o relatório para ler
verify.py         confere tudo isto; precisa só de Python 3.8 ou mais novo, sem internet
manifest.json     quem pediu, por quê, o que há aqui e o SHA-256 de cada arquivo; manifest.sig é a assinatura dele
events.jsonl      os eventos, um por linha, com o conteúdo e as evidências em palavras
evidence/         as outras evidências: imagens, áudios, PDF
notices.json      os textos exatos que foram mostrados
people.jsonl      de quem se trata
actors.json       nomes de quem registrou
decisions.jsonl   as decisões de envio, com seus motivos
checkpoints.json  os pontos de controle assinados, as chaves e a prova de que nada foi reescrito entre eles
inclusion.jsonl   para cada evento, o caminho até a raiz do último ponto de controle (pacotes de uma pessoa)

Para conferir:    python verify.py
Contém dados pessoais: guarde em lugar seguro.


PROOF PACK OF CONSENT
=====================

relatorio.pdf is the report to read (in Portuguese). To verify everything run: python verify.py (Python 3.8 or newer,
nothing else, no network). It says VALID, or what was changed and where. It cannot vouch for itself: compare its SHA-256
with the one printed in the report, or verify this pack with the verifier of another one: python verify.py PACK.zip.
Compare the key that it prints with the one that the company publishes. The pack holds personal data: keep it safe.
"""
