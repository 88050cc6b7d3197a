"""Hunspell beside the program: in a process of its own, because its calls hold Python's lock for up to a second."""
