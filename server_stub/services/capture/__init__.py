"""Consent collected outside the chat: a form is filled in, control of the number is shown, the ledger is written."""
