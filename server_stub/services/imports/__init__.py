"""Consents and opt-outs that were collected before, from files: read, checked, approved by a second person, applied."""
