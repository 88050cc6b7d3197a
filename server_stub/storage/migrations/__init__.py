"""Schema history. Run by storage/setup.py with the store's own connection; there is no ini file."""
