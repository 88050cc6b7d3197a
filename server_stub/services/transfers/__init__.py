"""Handing conversations on: offers, several in one chat, many at once."""
